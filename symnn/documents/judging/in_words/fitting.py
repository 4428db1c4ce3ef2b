"""Whether sizes fit that words beside an expression give: "AB is defined for m ≠ n"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.in_words.shapes import METHOD, heard_memory, relations_of, told_apart
from symnn.documents.judging.open_arrays.equal_sizes import expression
from symnn.documents.judging.open_arrays.hooks import scope_of
from symnn.documents.judging.open_arrays.judge import ready
from symnn.documents.judging.open_arrays.memory import names_of
from symnn.documents.judging.open_arrays.said import Said, said_of
from symnn.documents.judging.open_arrays.sizes import (
    ONE,
    MisfitError,
    Shape,
    UnreadError,
    number,
)
from symnn.documents.judging.open_arrays.spaces import shape_of_few
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Array
from symnn.latex.parser import parse

_BESIDE: Final = (
    rf"(?:,? (?:for|with|where|if|when|whenever|and) (?:the |a |all |any |every )?"
    rf"(?:vectors? |matri(?:x|ces) )?{PLACE},?)*"
)
_DEFINED: Final = regex(
    rf"(?:the )?(?:(?:matrix )?product |expression |sum )?(?P<a>{PLACE})(?P<before>{_BESIDE}),? "
    rf"(?:is|are) (?P<no>not |un)?(?:well[- ])?defined(?P<behind>{_BESIDE})"
)
#: What is defined wherever its sizes fit.
_ALWAYS: Final = (tree.Name, tree.Product, tree.Sum, tree.Transpose, tree.Group, tree.Number)
_ROWS: Final = regex(r"\brow vectors?\b|\brows? convention\b")


def judge_fit(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on whether an expression is defined; None for any other."""
    clause = sentence.whole
    match = _DEFINED.fullmatch(clause.words)
    node = clause.part(match["a"]).node if match is not None else None
    if match is None or node is None:
        return None
    bodies = list(_bodies(sentence, match["before"] + match["behind"]))
    sizes = [relation for body in bodies for relation in relations_of(body)]
    few = {key: shape for body in bodies for key, shape in _of_few(body)}
    said = said_of([Condition("for", b) for b in bodies if not relations_of(b) and not _of_few(b)])
    said.shapes |= few
    if not said.understood or said.settings:
        return None
    ways = [False, True] if says(sentence.place.state.source.text, _ROWS) else [False]
    found = [_read(sentence, said, sizes, node, turned) for turned in ways]
    if any(one is None or one.outcome != found[0].outcome for one in found if found[0]):
        return None
    first = found[0]
    if first is None or match["no"] is None:
        return first
    outcome: Literal["proved", "refuted"] = "refuted" if first.outcome == "proved" else "proved"
    return Judgement(outcome, METHOD, notes=first.notes)


def _bodies(sentence: Sentence, words: str) -> Iterator[tree.Node]:
    """What is said in the places of some words, one by one: W ∈ ℝ^{m×n} and m ≠ n."""
    for place in re.findall(PLACE, words):
        for statement in parse(sentence.whole.part(place).latex).statements:
            if not isinstance(statement, tree.Statement) or statement.qualifiers:
                raise UnreadError("a condition beside it is not read")
            yield statement.body


def _of_few(body: tree.Node) -> list[tuple[str, Shape]]:
    """The names that a condition lets be lists from a set of numbers: x ∈ {-1, 1}^5."""
    if not isinstance(body, tree.Chain) or [link.relation for link in body.links] != ["∈"]:
        return []
    shape = shape_of_few(body.links[0].operand)
    return [] if shape is None else [(key, shape) for key in names_of(body.first)]


def _read(
    sentence: Sentence, said: Said, sizes: list[Formula], node: tree.Node, turned: bool
) -> Judgement | None:
    """Whether all sizes fit in one reading; None where that is not certain."""
    memory = heard_memory(sentence.place.state)
    few = {key: shape for key, shape in memory.few.items() if shape is not None}
    shapes = {**_of_values(sentence, node), **few, **memory.shapes, **said.shapes}
    if turned:
        shapes = {k: (b, a) if b == ONE else (a, b) for k, (a, b) in shapes.items()}
    contested = {key for key in memory.contested if key not in said.shapes}
    memory = replace(memory, shapes=shapes, contested=contested)
    said = replace(said, shapes=dict(shapes))
    node = node.links[-1].operand if isinstance(node, tree.Chain) else node
    defined = scope_of(sentence.place, memory)
    reading = ready(memory, said, lambda key: None if key in shapes else defined(key), (node,))
    try:
        term = reading.read(reading.apart(node))
    except MisfitError as misfit:
        return _misfit(misfit, (*sizes, *told_apart(sentence)))
    shape = reading.sizes.shape(term.shape)
    open_ = reading.open_names or reading.sizes.pending or reading.broadcast
    if open_ or not all(size.is_known for size in shape) or not set(reading.leaves) <= set(shapes):
        return None
    if any(not isinstance(part, _ALWAYS) for part in tree.walk(node)):
        return None
    return Judgement("proved", METHOD, notes=(f"it is {shape[0]}×{shape[1]}",))


def _of_values(sentence: Sentence, node: tree.Node) -> dict[str, Shape]:
    """The shapes of the matrices of numbers among the names."""
    found: dict[str, Shape] = {}
    scope = sentence.place.state.scope
    for part in tree.walk(node):
        key = name_key(part)
        if key is None or scope.latest(tree.key(part) or "") is None:
            continue
        try:
            value = reader(scope, version=sentence.place.state.since).read(part)
        except SymnnError:
            continue
        if isinstance(value, Array) and not value.loose:
            found[key] = (number(value.shape[0]), number(value.shape[1]))
    return found


def _misfit(misfit: MisfitError, over: tuple[Formula, ...]) -> Judgement | None:
    """Sizes that would have to be the same, and are not for any numbers that are allowed."""
    if misfit.sizes is None:
        return None
    one, two = (expression(s) for s in misfit.sizes)
    if not decide(Claim(Atomic("!=", one, two), over), seconds=2).proved:
        return None
    return Judgement("refuted", METHOD, notes=(str(misfit),))
