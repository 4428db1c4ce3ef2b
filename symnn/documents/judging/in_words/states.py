"""The smallest value over all states: "the lowest energy is -1", of a function of few states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    judged,
    number_of,
)
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import Expr, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Scalar, Value, column

_CLAIM: Final = regex(
    r"(?:the )?(?P<which>lowest|smallest|minimal|minimum|least|highest|largest|maximal|maximum)"
    rf" (?:possible )?(?:energy|value of (?:the energy )?(?P<of>{PLACE}))"
    rf"(?: (?:over|on|among|for) (?:all )?(?:the )?(?:states? (?:in )?)?(?P<over>{PLACE}))?"
    rf" (?:is|equals) (?P<n>{PLACE})"
)
_FEW: Final = r"(?:\\\{|\\lbrace)(?P<set>-1,\+?1|\+?1,-1|0,1|1,0|\\pm1)(?:\\\}|\\rbrace)"
_POWER: Final = r"(?:\^\{?(?P<n>\d)\}?)?(?![\w^{])"
_SPACE: Final = regex(rf"^{_FEW}{_POWER}$")
_GAPS: Final = regex(r"\s|\\[ ,;:]|\\q?quad(?![A-Za-z])")
_MOST: Final = 64


def judge_states(sentence: Sentence) -> Judgement | None:
    """What is found about an extreme over all states; None for any other sentence."""
    match = _CLAIM.fullmatch(sentence.words)
    if match is None or sentence.assumed.domain:
        return None
    node = sentence.node(match["of"]) if match["of"] else tree.Name("E")
    key = tree.key(node)
    known = sentence.place.state.scope.latest(key or "")
    if known is None or not known.parameters or len(known.key) != 1:
        return None
    over = sentence.clause.part(match["over"]).latex if match["over"] else None
    spaces = [_states(sentence, name, over) for name in known.parameters]
    if any(not space for space in spaces):
        return None
    sentence = as_before(sentence)
    wanted = number_of(sentence.view, sentence.node(match["n"]))
    low = match["which"] in ("lowest", "smallest", "minimal", "minimum", "least")
    return _extreme(list(_values(sentence, known, spaces)), wanted, low)


def _extreme(values: list[tuple[str, Expr]], wanted: Expr, low: bool) -> Judgement | None:
    """That no value is beyond a number, and one is equal to it."""
    reached = False
    for state, value in values:
        inside = judged(Atomic(">=" if low else "<=", value, wanted))
        if inside.outcome == "refuted":
            return Judgement("refuted", "exact values", counterexample=(("state", state),))
        same = judged(Atomic("=", value, wanted))
        if inside.outcome == "undecided" or same.outcome == "undecided":
            return None
        reached = reached or same.outcome == "proved"
    text = f"of {len(values)} states"
    return Judgement("proved" if reached else "refuted", "exact values", notes=(text,))


def _values(
    sentence: Sentence, known: Binding, spaces: list[list[tuple[int, ...]]]
) -> Iterator[tuple[str, Expr]]:
    """Each state, and the value there."""
    names = tuple(known.parameters or ())
    call = tree.Call(tree.Name(known.key), tree.Group("()", tuple(tree.Name(n) for n in names)))
    for states in product(*spaces):
        values: dict[str, Value] = {}
        for name, state in zip(names, states, strict=True):
            cells = tuple(Scalar(rational(entry)) for entry in state)
            values[name] = column(cells) if len(cells) > 1 else cells[0]
        view = sentence.view.varying({**sentence.view.varied, **values})
        yield ", ".join(map(str, states)), number_of(view, call)


def _states(sentence: Sentence, name: str, over: str | None) -> list[tuple[int, ...]]:
    """All states of an argument: those of the set it is said to be in; none if that is not said."""
    found = {_set_of(over)} if over is not None else set(_said_of(sentence, name))
    spaces = [space for space in found if space is not None]
    if len(spaces) != 1 or len(found) != 1:
        return []
    (entries, count) = spaces[0]
    if len(entries) ** count > _MOST:
        return []
    return list(product(entries, repeat=count))


def _said_of(sentence: Sentence, name: str) -> Iterator[tuple[tuple[int, ...], int] | None]:
    """The sets that the document says an argument to be in."""
    text = _GAPS.sub("", sentence.place.state.source.text)
    base, _, index = name.partition("_")
    own = re.escape(base) + (rf"_\{{?(?:{re.escape(index)}|[a-z])\}}?" if index else "")
    pattern = (
        rf"(?<![\\\w])(?:\w+(?:_\{{?\w+\}}?)?,)*{own}(?:,\w+(?:_\{{?\w+\}}?)?)*\\in{_FEW}{_POWER}"
    )
    for match in re.finditer(pattern, text):
        yield _entries(match["set"]), int(match["n"] or 1)


def _set_of(latex: str) -> tuple[tuple[int, ...], int] | None:
    match = _SPACE.match(_GAPS.sub("", latex))
    return None if match is None else (_entries(match["set"]), int(match["n"] or 1))


def _entries(text: str) -> tuple[int, ...]:
    return (0, 1) if "0" in text else (-1, 1)
