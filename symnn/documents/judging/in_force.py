"""One formula, judged with what is in force where it stands.

What stretches with values of their own said is over behind them, what is said under a condition
sets nothing, and of several solutions of an equation one alone may be admitted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.names.reaching.any_here import judged_for_any
from symnn.documents.judging.names.reaching.conditional_values import with_conclusions
from symnn.documents.judging.names.reaching.lapsed import judged_beyond
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry
from symnn.documents.regions import Formula

Judge: TypeAlias = Callable[[State, Formula], Iterable[Entry]]
#: Words, or an order, that may choose one of several solutions.
_CHOOSES: Final = regex(
    r"[<>≤≥≠]|\\[lg](?:eq?|eqslant|t)(?![a-z])|\\neq?(?![a-z])|positive|negative|\broots?\b|solution"
    r"|admissib|discard|impossible|exclud|reject|contradict"
    r"|cannot|can't|\bnot\b|drop|ignor|extraneous|meaningless|throw|\bruled?\b|eliminat|spurious|valid|physical"
    r"|feasible|\bsense\b|allowed"
)


def judged_in_force(state: State, formula: Formula, judge: Judge) -> Iterator[Entry]:
    """The entries of a formula.

    Args:
        state: what the document has said.
        formula: the formula.
        judge: its entries with the latest values of all names.
    """
    judge = partial(judged_for_any, judge=judge)
    entries = with_conclusions(state, formula, partial(judged_beyond, judge=judge))
    open_ = any(entry.relation and entry.verdict != "refuted" for entry in entries)
    if not open_ or not _may_choose(state.source.text):
        return iter(entries)
    from symnn.documents.judging.equations.admitted import with_admitted

    return with_admitted(state, formula, entries)


@lru_cache(maxsize=2)
def _may_choose(text: str) -> bool:
    return _CHOOSES.search(text) is not None
