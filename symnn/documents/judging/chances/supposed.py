r"""Chances put in for the sake of one formula: P(D) = 0.1: P(D \mid +) = 0.556.

What is put in takes the place of what was given for it before, and of all that may have been
worked out from that; behind the formula the chances are those that were given before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.chances.events import Event, Query, query_of
from symnn.documents.judging.chances.facts import Fact, Facts, fact_at
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Scalar
from symnn.latex.parser import parse
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_TEXT: Final = r"\\(?:text|textrm|textnormal|mbox)\s?\{"
_CHANCE: Final = (
    r"(?:[pP]|\\Pr|\\mathbb\s?\{?P\}?|\\(?:mathrm|operatorname|text)\{P(?:r|rob)?\})\s*"
    r"(?:\\left|\\[bB]igl?)?\s?[(\[\\]"
)
_WORDS: Final = (
    r"(?:(?:but |and |now )?(?:with|for|if|when|where|suppose|assume|assuming|given|let|taking|at)"
    r"(?: that)?(?: (?:a|an|the|prior|new|other|another|higher|lower|instead))*)"
)
#: P(D) = 0.1: …; if P(D) = 0.1, then …; P(D) = 0.1 ⇒ ….
_BEFORE: Final = regex(
    rf"(?s)\s*(?P<words>{_TEXT}\s*{_WORDS}\s*\}}\s*)?(?P<what>{_CHANCE}[^:;]{{1,160}}?)"
    rf"(?P<behind>\s*(?::|{_TEXT}\s*:\s*\}}|,?\s*{_TEXT}[, ]*(?:then|we (?:have|get|find)"
    rf"|this gives|one has|it follows that|gives)[:, ]*\}}|{_TEXT}[:,]\s*\}}"
    r"|\\(?:implies|Rightarrow|Longrightarrow)(?![A-Za-z]))\s*(?:\\quad|\\qquad|\\[,;: ])*\s*)"
    rf"(?=.*{_CHANCE})"
)
#: …, if P(D) = 0.1.
_AFTER: Final = regex(
    rf"(?s)(?P<rest>^(?!.*(?::|{_TEXT}).*{_TEXT}).*{_CHANCE}.*?)"
    rf"(?P<words>\s*,?\s*{_TEXT}\s*{_WORDS}\s*\}}\s*)(?P<what>{_CHANCE}[^:;]{{1,120}}?)\s*[.]?\s*$"
)


def may_suppose(latex: str) -> bool:
    """Whether a formula may put in chances for others."""
    return _BEFORE.match(latex) is not None or _AFTER.match(latex) is not None


def under_supposed(
    state: State, formula: Formula, judged: Callable[[State, Formula], Iterable[Entry]]
) -> Iterator[Entry]:
    """The entries of a formula, under the chances that it puts in for its own sake.

    Args:
        state: what the document has said.
        formula: the formula.
        judged: what judges a formula.
    """
    match = _BEFORE.match(formula.latex) or _AFTER.match(formula.latex)
    put_in = () if match is None else _put_in(state, formula, match["what"])
    if match is None or not put_in:
        yield from _in_either(state, formula, judged)
        return
    chances = state.chances
    state.chances = replaced = _replaced(chances, put_in, formula)
    try:
        for entry in judged(state, formula):
            yield _as_given(entry, match["what"])
    finally:
        state.chances = chances
        chances.supposed.append(replaced)


def _in_either(
    state: State, formula: Formula, judged: Callable[[State, Formula], Iterable[Entry]]
) -> Iterator[Entry]:
    """The entries of a formula; what is false may be meant under chances put in before it."""
    supposed = [f for f in state.chances.supposed if f.within(formula.headings)]
    if not supposed:
        yield from judged(state, formula)
        return
    before = state.copy()
    entries = list(judged(state, formula))
    if any(entry.verdict == "refuted" for entry in entries):
        for chances in supposed:
            other = before.copy()
            other.chances = chances.copy()
            again = list(judged(other, formula))
            entries = [_unless_other(entry, again) for entry in entries]
    yield from entries


def _unless_other(entry: Entry, again: Sequence[Entry]) -> Entry:
    """The entry; left open where the same is not false under other chances."""
    if entry.verdict != "refuted":
        return entry
    same = [
        e for e in again if (e.line, e.column, e.latex) == (entry.line, entry.column, entry.latex)
    ]
    if same and all(e.verdict == "refuted" for e in same):
        return entry
    return left_open(entry, "it may be meant under the chances that were put in before")


def with_colon(latex: str) -> Rewriting:
    r"""The formula with a colon behind the chances that words put in.

    >>> with_colon(r"\text{if } P(D)=0.1, \text{ then } P(D\mid E)=0.5").text
    'P(D)=0.1:\\quad P(D\\mid E)=0.5'
    """
    if (match := _BEFORE.match(latex)) is not None:
        pieces = [Piece(*match.span("behind"), r":\quad ")]
        if match["words"] is not None:
            pieces.insert(0, Piece(*match.span("words"), ""))
        return rewrite(latex, pieces)
    if (match := _AFTER.match(latex)) is not None:
        return rewrite(latex, [Piece(*match.span("words"), r",\quad ")])
    return Rewriting(latex)


def _put_in(state: State, formula: Formula, latex: str) -> tuple[Fact, ...]:
    """The chances that are put in; none if anything else is."""
    found: list[Fact] = []
    for statement in parse(latex).statements:
        if not isinstance(statement, tree.Statement) or statement.qualifiers:
            return ()
        body = statement.body
        if not isinstance(body, tree.Chain):
            return ()
        query = query_of(body.first, state.scope)
        value = _closed(state, body.links[-1].operand)
        if query is None or value is None or [k.relation for k in body.links] != ["="]:
            return ()
        found.append(fact_at(state.source, formula, query, value))
    keys = {fact.query.key for fact in found}
    return tuple(found) if len(keys) == len(found) else ()


def _closed(state: State, node: tree.Node) -> Expr | None:
    try:
        found = reader(state.scope).read(node)
    except SymnnError:
        return None
    return found.expr if isinstance(found, Scalar) and not free_symbols(found.expr) else None


def _replaced(chances: Facts, put_in: Sequence[Fact], formula: Formula) -> Facts:
    """The chances, where those that are put in replace what was given for them."""
    kept = chances.within(formula.headings)
    for fact in put_in:
        if any(_same_part(f.query, fact.query) for f in kept):
            kept = [f for f in kept if _stays(f.query, fact.query)]
        elif any(f.query.given is None and fact.query.given is None for f in kept):
            kept = [f for f in kept if _stays(f.query, fact.query) or f.query.given is None]
    return chances.given_by([*kept, *put_in])


def _variables(event: Event | None) -> frozenset[str]:
    return frozenset() if event is None else frozenset(name for name, _ in event.mentions)


def _same_part(one: Query, other: Query) -> bool:
    """Whether both are chances of one variable under the same condition."""
    given = [None if q.given is None else q.given.key for q in (one, other)]
    return given[0] == given[1] and _variables(one.event) == _variables(other.event)


def _stays(given: Query, put_in: Query) -> bool:
    """Whether what was given cannot have been worked out from what is put in anew.

    A prior is put in: conditional chances stay whose event is of other variables. A conditional
    chance is put in: those of the same event under other values stay, and priors of the condition.
    """
    event, condition = _variables(put_in.event), _variables(put_in.given)
    own, behind = _variables(given.event), _variables(given.given)
    if put_in.given is None:
        return given.given is not None and not own & event
    if _same_part(given, put_in):
        return False
    if own == event and behind == condition:
        return True
    return not own & event and not behind & event


def _as_given(entry: Entry, latex: str) -> Entry:
    """What is only put in proves nothing."""
    spoken = "".join(entry.latex.split()) in "".join(latex.split())
    if not spoken or entry.verdict is None:
        return entry
    rule = rules.DEFINITION.id
    return replace(entry, kind="definition", verdict=None, rule=rule, evidence="")
