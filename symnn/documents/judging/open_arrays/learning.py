"""Taking up what formulas, and the words beside them, say of arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.matrices.declared import keep_sizes_apart
from symnn.documents.judging.matrices.redeclared import is_said_anew as is_given_anew
from symnn.documents.judging.memberships.indices import items_of
from symnn.documents.judging.memberships.size_relations import is_perhaps
from symnn.documents.judging.memberships.told import Told, pairwise_apart
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.prose import is_said_anew, kinds_beside
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree

#: Words behind which an equation says of which kind a matrix is.
_SUPPOSING: Final = regex(
    r"(?i)\b(?:with|where|such that|so that|satisf(?:ying|ies)|obeying|obeys|let|and)\s*$"
)

#: Words of what would be if a name had a shape.
_IF: Final = regex(r"\b(?:makes?|defined|undefined|would|must|needs?|cannot|can)\b")
#: Words behind names of sizes no two of which are the same.
_DIFFERENT: Final = regex(
    r"(?:(?:are|all|pairwise|mutually) )*(?:different|distinct|unequal)(?: numbers| sizes)?"
)


def learn(state: State, formula: Formula, statements: Iterable[object], decided: bool) -> None:
    """Take up what a formula declares, defines, and supposes if nothing in it is decided."""
    memory = memory_of(state)
    listed = [s for s in statements if isinstance(s, tree.Statement)]
    declares = r"\in" in formula.latex or r"\succ" in formula.latex
    supposes = not formula.display and _SUPPOSING.search(formula.before) is not None
    supposes = supposes or (not decided and _stands_beside_definition(formula, listed))
    memory.enter(formula.headings)
    memory.decided = decided
    memory.anew = declares and is_given_anew(formula)
    settings = max((k for k, s in enumerate(listed) if s.separator == ":"), default=0)
    if keep_sizes_apart(listed):  # then shapes are claimed
        listed = [s for s in listed if not _declares(s.body)]
    for place, statement in enumerate(listed):
        if statement.lead is None:
            memory.learn(statement, for_now=place < settings)
            if not decided:
                memory.restrict(statement)
            if declares or supposes:
                memory.suppose(statement, anything=supposes)
            body = statement.body
            rows = body.rows if isinstance(body, tree.System) else ()
            for row in rows:
                memory.learn(replace(statement, body=row))
    kinds = kinds_beside(formula)
    if listed and (kinds or is_said_anew(formula)):
        memory.tell(listed[0].body, kinds)
    memory.kind_text.append((formula.outer_start, formula.outer_end))
    if any(_IF.search(q.words.lower()) for s in listed for q in s.qualifiers):
        return  # "W ∈ ℝ^{…} makes Wx undefined" tells no shape of W
    later = [s.body for s in listed[settings:]]
    if settings and not decided and all(map(_declares, later)):
        settings = 0
    state.arrays.told += _told(formula, listed, settings, decided)


def _stands_beside_definition(formula: Formula, listed: Sequence[tree.Statement]) -> bool:
    r"""Whether a display gives names and tells what holds of them: x = Uy,\ U^T U = I."""
    bodies = [one.body for one in listed if isinstance(one.body, tree.Chain)]
    given = [b for b in bodies if tree.key(b.first) is not None and b.links[0].relation == "="]
    return formula.display and 0 < len(given) < len(bodies)


def _declares(body: tree.Node) -> bool:
    return isinstance(body, tree.Chain) and body.links[-1].relation == "∈"


def _told(
    formula: Formula, listed: Sequence[tree.Statement], settings: int, decided: bool
) -> Iterator[Told]:
    """The relations in a formula that hold from there on, with those that words tell."""
    anew, perhaps = is_given_anew(formula), is_perhaps(formula)
    for place, statement in enumerate(listed):
        body = statement.body
        if statement.lead is not None or place < settings:
            continue
        rows = body.rows if isinstance(body, tree.System) else (body,)
        for row in rows:
            if isinstance(row, tree.Chain):
                case = perhaps or any(q.words.strip() for q in statement.qualifiers)
                yield Told(_without_label(row), formula.headings, anew, case, decided)
        if any(_DIFFERENT.fullmatch(q.words.strip().lower()) for q in statement.qualifiers):
            before = listed[place - 1].body if place else body
            for chain in pairwise_apart([*_trailing(before), *items_of(body)]):
                yield Told(chain, formula.headings)


def _without_label(chain: tree.Chain) -> tree.Chain:
    """Without what stands before a colon: "sizes [2, 3, 1]: a ∈ ℝ^2"."""
    first, *rest = chain.links
    return tree.Chain(first.operand, tuple(rest)) if first.relation == ":" and rest else chain


def _trailing(body: tree.Node) -> tuple[tree.Node, ...]:
    """The D, H of "x ∈ ℝ^D, D, H, K pairwise different"."""
    return items_of(body.links[-1].operand)[1:] if isinstance(body, tree.Chain) else ()


def take_up(state: State) -> None:
    """Take up what was heard and not yet taken up."""
    for before in state.arrays.before:
        learn(state, *before)
    state.arrays.before.clear()


def told_of(state: State) -> list[Told]:
    """All relations that a document told so far."""
    memory_of(state)
    take_up(state)
    found: list[Told] = state.arrays.told
    return found


def asides_of(state: State) -> list[Told]:
    """All relations that a document told for the sake of one sentence.

    What was sorted before is not sorted again: a document may tell thousands of them.
    """
    told, heard = told_of(state), state.arrays
    first_told, first_aside = heard.sorted
    heard.sorted = len(told), len(heard.asides)
    heard.lasting |= {one.chain for one in told[first_told:]}
    for formula, one in heard.asides[first_aside:]:
        if isinstance(one, tree.Statement) and isinstance(one.body, tree.Chain):
            heard.passing.append(Told(one.body, formula.headings, perhaps=True))
    heard.passing = [one for one in heard.passing if one.chain not in heard.lasting]
    found: list[Told] = heard.passing
    return found


def begin(state: State, section: tuple[str, ...]) -> None:
    """Take up what was said before the first formula that speaks of arrays, under some headings."""
    memory_of(state)
    take_up(state)
    memory_of(state).enter(section)


def memory_of(state: State) -> Memory:
    """What the document has said of arrays so far."""
    heard = state.arrays
    if heard.memory is None:
        heard.memory = Memory()
        heard.memory.hear(state.source.text)
    found: Memory = heard.memory
    return found
