"""Taking up what formulas, and the words beside them, say of arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.prose import is_said_anew, kinds_beside
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree

#: Words behind which an equation says of which kind a matrix is.
_SUPPOSING: Final = regex(
    r"(?i)\b(?:with|where|such that|so that|satisf(?:ying|ies)|obeying|obeys|let|and)\s*$"
)


def learn(state: State, formula: Formula, statements: Iterable[object], decided: bool) -> None:
    """Take up what a formula declares, defines, and supposes if nothing in it is decided."""
    memory = memory_of(state)
    listed = [s for s in statements if isinstance(s, tree.Statement)]
    declares = r"\in" in formula.latex or r"\succ" in formula.latex
    supposes = not formula.display and _SUPPOSING.search(formula.before) is not None
    memory.enter(formula.headings)
    memory.decided = decided
    settings = max((k for k, s in enumerate(listed) if s.separator == ":"), default=0)
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


def begin(state: State, section: tuple[str, ...]) -> None:
    """Take up what was said before the first formula that speaks of arrays, under some headings."""
    memory_of(state)
    for before in state.arrays.before:
        learn(state, *before)
    state.arrays.before.clear()
    memory_of(state).enter(section)


def memory_of(state: State) -> Memory:
    """What the document has said of arrays so far."""
    heard = state.arrays
    if heard.memory is None:
        heard.memory = Memory()
        heard.memory.hear(state.source.text)
    found: Memory = heard.memory
    return found
