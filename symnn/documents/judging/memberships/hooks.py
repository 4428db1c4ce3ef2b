"""The entries of memberships that say a shape, where nothing else decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.matrices.redeclared import is_said_anew
from symnn.documents.judging.memberships.claims import judge_membership, world_at
from symnn.documents.judging.memberships.told import Told
from symnn.documents.judging.memberships.world import World
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.model import Entry, left_open
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.parser import parse

#: Words beside a membership that only lead on to what is supposed of its names.
_PLAIN: Final = frozenset(
    {"for", "with", "where", "if", "when", "whenever", "and", "all", "any", "every", "each", "a"}
    | {"the", "of", "matrix", "matrices", "vector", "vectors", "column", "columns", "size", "sizes"}
    | {"let", "given", "real", "input", "inputs", "weight", "weights", "such", "that", "batch"}
    | {"then", "so", "in", "is", "are", "an", "shape", "shapes", "of"}
)
_OTHER: Final = "what stands before it may give it another shape"
_SPLIT: Final = regex(r"[^a-z-]+")


def lives_in(place: Place, clause: Clause, left: tree.Node, link: tree.Link) -> Judgement | None:
    """What is found about `left ∈ space`, with the conditions beside it."""
    statement = clause.statement
    if link.relation != "∈" or not isinstance(statement, tree.Statement):
        return None
    if not _is_plain(place):
        return None
    conditions = [*clause.conditions, *_following(place, statement)]
    found = _found(place, conditions, left, link.operand, near=False)
    if found is None or found.outcome != "refuted":
        return found
    if is_said_anew(place.formula):
        return Judgement("undecided", reason=_OTHER)
    again = _found(place, conditions, left, link.operand, near=True)
    return found if again is not None and again.outcome == "refuted" else None


def unless_anew(place: Place, left: tree.Node, entry: Entry) -> Entry:
    """An entry, left open if it refutes where a name lives that may be given another shape there.

    Words may say so, or a heading stands between it and all that tells of the name.
    """
    key = name_key(left)
    if entry.verdict != "refuted" or key is None:
        return entry
    world = world_at(place, near=True)
    near = key in world.spaces or any(
        name_key(part) == key for sides in world.rules for side in sides for part in tree.walk(side)
    )
    return left_open(entry, _OTHER) if is_said_anew(place.formula) or not near else entry


def _found(
    place: Place, conditions: Sequence[Condition], left: tree.Node, space: tree.Node, near: bool
) -> Judgement | None:
    """What follows from all that is told, or from what is told near by."""
    world = world_at(place, near)
    key = name_key(world.named(left)) or ""
    if key in world.spaces:  # said again, or anew
        world = world_at(place, near, but=key)
    if not suppose(world, conditions):
        return None
    try:
        return judge_membership(place, world, left, space)
    except (SymnnError, ArithmeticError, RecursionError):
        return None


def _is_plain(place: Place) -> bool:
    """Whether the formula says nothing in words that a membership in it is only supposed for."""
    said = [s for s in parse(place.latex).statements if isinstance(s, tree.Statement)]
    words = [q.words for s in said for q in s.qualifiers]
    words += [s.lead.text for s in said if s.lead is not None]
    return all(_are_plain(one) for one in words)


def _are_plain(words: str) -> bool:
    return {w for w in _SPLIT.split(words.lower()) if w.strip("-")} <= _PLAIN


def suppose(world: World, conditions: Iterable[Condition]) -> bool:
    """Take up what is said beside a claim; whether all of it is understood."""
    for condition in conditions:
        if not _are_plain(condition.words):
            return False
        named = None if condition.body is None else world.named(condition.body)
        if isinstance(named, tree.Chain):
            _let(world, named)
    return True


def _let(world: World, chain: tree.Chain) -> None:
    """Take up a condition: a value for a letter replaces the one before."""
    last = chain.links[-1]
    if isinstance(last.operand, tree.Number) and last.relation == "=":
        for side in (chain.first, *(link.operand for link in chain.links[:-1])):
            key, value = tree.key(side) or "", last.operand.value
            world.sizes.pop(key, None)
            if value > 0 and value.denominator == 1:
                world.supposed[key] = int(value)
    elif {link.relation for link in chain.links} <= {"=", ":=", "≡"}:
        world.told = (*world.told, Told(chain, world.section))
    world.hear(chain, anew=True)


def _following(place: Place, statement: tree.Statement) -> Iterator[Condition]:
    """What goes on from the condition of a statement: "for X ∈ ℝ^{3×d}, W ∈ ℝ^{d×m}"."""
    if not statement.qualifiers or statement.qualifiers[-1].body is None:
        return
    later: Sequence[object] = parse(place.latex).statements
    after = [
        s for s in later if isinstance(s, tree.Statement) and s.span.start >= statement.span.end
    ]
    for other in after:
        if other.lead is not None or other.separator not in (",", "and"):
            return
        yield Condition("for", other.body)
        for said in other.qualifiers:
            yield Condition(said.words, said.body)
