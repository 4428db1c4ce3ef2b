r"""Numbers of things by a formula of the text: "3D+1 parameters", and then "D=6: 19 parameters".

A noun with one formula in front of it, under the same heading, is what a claim with a value for the
letters speaks of; where two formulas stand before the same noun, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import refused
from symnn.documents.judging.in_words.moments_of_sums import opened
from symnn.documents.judging.in_words.sentence import Sentence, judged, number_of
from symnn.documents.judging.in_words.spreads_told import Piece, node_of, tokens_of
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar

_HOW: Final = r"(?P<how>at most|at least|up to|no more than|exactly|only|just)?"
_NOUN: Final = (
    r"(?P<noun>(?:(?:linear|trainable|free|learnable|independent|hidden|affine) )*(?:parameters"
    r"|weights|biases|regions|pieces|entries|elements|connections|links|multiplications|additions|operations"
    r"|states|terms|joints|kinks|edges|configurations|coefficients|updates|comparisons))"
)
_BEHIND: Final = regex(rf"{_NOUN}(?:[,;.].*| (?:and|in|for|where|with)\b.*|)", re.DOTALL)
_BEFORE: Final = regex(rf"(?:.*\b)?{_HOW}", re.DOTALL)
#: The words of a claim, between its numbers.
_START: Final = regex(
    rf"(?:(?:there are|we have|one has|we get|this gives|it has|the (?:net|network|model|layer) has"
    rf"|this makes|that makes) ?)?{_HOW}"
)
_JOINT: Final = regex(rf"{_NOUN}(?:,? and |, ){_HOW}")
_LAST: Final = regex(rf"{_NOUN}(?: in (?:all|total)| together| altogether)?")
_HEADING: Final = regex(r"(?m)^#{1,6} |\\(?:sub)*section\b")
_UPPER: Final = frozenset({"at most", "up to", "no more than"})
_METHOD: Final = "the formula that is told of them"


def judge_by_told_formula(sentence: Sentence) -> Judgement | None:
    """What is found about a number of things; None where no formula for them is told."""
    tokens = tokens_of(f"$${sentence.place.latex}$$")
    cut = next((k for k, token in enumerate(tokens) if token == (False, ":")), -1)
    if cut < 1:
        return None
    try:
        claims = list(_claims([token for token in tokens[cut + 1 :] if token[1].strip()]))
        settings = dict(_settings(sentence, tokens[:cut]))
        found = [_judged(sentence, settings, *claim) for claim in claims]
    except SymnnError:
        return None
    if not found or any(one is None for one in found):
        return None
    return next((one for one in found if one and one.outcome == "refuted"), found[0])


def _settings(sentence: Sentence, tokens: list[Piece]) -> Iterator[tuple[str, Expr]]:
    """The values of letters before the colon.

    Raises:
        MeaningError: something else stands there.
    """
    for words, text in tokens:
        if not text.strip():
            continue
        node = None if words else node_of(text)
        if not isinstance(node, tree.Chain) or [li.relation for li in node.links] != ["="]:
            raise refused()
        key = tree.key(node.first)
        if key is None or not isinstance(node.links[0].operand, tree.Number):
            raise refused()
        yield key, number_of(sentence.view, node.links[0].operand)


def _claims(tokens: list[Piece]) -> Iterator[tuple[str, str, tree.Node]]:
    """How many there are of what: a bound or not, a noun, and a number.

    Raises:
        MeaningError: something else is said.
    """
    if tokens and not tokens[0][0]:
        tokens = [(True, ""), *tokens]
    if len(tokens) < 3 or len(tokens) % 2 == 0:
        raise refused()
    start = _START.fullmatch(tokens[0][1].lower().strip())
    if start is None:
        raise refused()
    how = start["how"] or ""
    for at in range(1, len(tokens), 2):
        words, text = tokens[at + 1]
        form = _LAST if at + 2 == len(tokens) else _JOINT
        match = form.fullmatch(text.lower().strip(" .") + (" " if form is _JOINT else ""))
        match = match or form.fullmatch(text.lower().strip(" ."))
        node = node_of(tokens[at][1])
        if tokens[at][0] or not words or match is None or node is None:
            raise refused()
        yield how, match["noun"], node
        how = match.groupdict().get("how") or ""


def _told(text: str, noun: str) -> set[tuple[str, tree.Node]]:
    """The formulas that stand before a noun, each with its bound."""
    found = set()
    tokens = tokens_of(text)
    for k in range(1, len(tokens)):
        words, said = tokens[k]
        match = _BEHIND.fullmatch(said.lower().strip()) if words else None
        if match is None or match["noun"] != noun or tokens[k - 1][0]:
            continue
        node = node_of(tokens[k - 1][1])
        letters = {tree.key(part) for part in tree.walk(node)} - {None} if node else set()
        if node is None or not letters or isinstance(node, (tree.Chain, tree.Name)):
            continue
        before = tokens[k - 2][1].lower().strip() if k > 1 and tokens[k - 2][0] else ""
        bound = re.search(r"(at most|at least|up to|no more than)$", before)
        found.add((bound[1] if bound is not None else "", node))
    return found


def _judged(
    sentence: Sentence, settings: dict[str, Expr], how: str, noun: str, claimed: tree.Node
) -> Judgement | None:
    """One number, beside the formula that is told of its noun."""
    text = sentence.place.state.source.text[: sentence.place.formula.outer_start]
    told = _told(_HEADING.split(text)[-1], noun)
    if len(told) != 1:
        return None
    bound, formula = next(iter(told))
    view = opened(sentence, sentence.view, formula, claimed)
    view = view.varying({**view.varied, **{k: Scalar(v) for k, v in settings.items()}})
    number, own = number_of(view, claimed), number_of(view, formula)
    if free_symbols(number, own) or (bound in _UPPER) is not (how in _UPPER):
        return None
    if how not in _UPPER and (how == "at least" or bound == "at least"):
        return None
    outcome = judged(Atomic("=", number, own)).outcome
    if how in _UPPER:  # a lower bound may be right as well
        wider = judged(Atomic(">=", number, own)).outcome == "proved"
        return Judgement("proved", _METHOD) if wider else None
    return Judgement(outcome, _METHOD) if outcome != "undecided" else None
