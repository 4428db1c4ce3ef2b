"""Definitions that hold under a condition in words: "f(x) = 2x for x < 0 and f(x) = 0 otherwise".

They are collected as the rows of one definition by cases; outside its rows it has no value.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

_REST: Final = frozenset({"otherwise", "else", "elsewhere", "in all other cases"})
_SINGLE: Final = frozenset({"=", "≠", "<", "≤", ">", "≥"})


def is_rest(condition: Condition) -> bool:
    """Whether the words stand for all other cases."""
    return condition.words.lower().strip(" ,.;()") in _REST


def is_about_constants(clause: Clause, defined: Target) -> bool:
    """Whether all conditions beside a function bound other letters: f(x) = ax², a > 0.

    Then the function has its formula everywhere.
    """
    if defined.parameters is None or not clause.conditions:
        return False
    for condition in clause.conditions:
        chain = condition.body
        if not isinstance(chain, tree.Chain) or condition.words.strip(" ,()"):
            return False
        names = {tree.key(part) for part in tree.walk(chain)} - {None}
        whole = all(link.relation in "<>≤≥≠" for link in chain.links)
        if not names or names & set(defined.parameters) or not whole:
            return False
    return True


def by_cases(
    key: str,
    body: tree.Node,
    parameters: tuple[str, ...],
    conditions: Sequence[Condition],
    known: Binding | None,
) -> tree.Node:
    """The definition with one more case; unreadable where a case is none that can be tested.

    >>> from symnn.latex.syntax import Name, Unreadable
    >>> isinstance(by_cases("f", Name("x"), ("x",), (), None), Unreadable)
    True
    """
    span = body.span
    row = _row(body, parameters, conditions)
    if row is None:
        return tree.Unreadable(f"{key} is given under a condition in words", span=span)
    before: tuple[tree.Case, ...] = ()
    if known is not None and known.parameters == parameters and isinstance(known.body, tree.Cases):
        before = known.body.rows if known.body.rows[-1].condition is not None else ()
    if row.condition is None and not before:
        return tree.Unreadable(f"{key} is given for the rest of some cases", span=span)
    return tree.Cases((*before, row), span=span)


def _is_tested(link: tree.Link) -> bool:
    """Whether numbers can be told to meet it: a comparison, or x in an interval or a list."""
    within = link.operand
    listed = link.relation == "∈" and isinstance(within, tree.Group) and len(within.items) > 1
    return listed or link.relation in _SINGLE


def _row(
    body: tree.Node, parameters: tuple[str, ...], conditions: Sequence[Condition]
) -> tree.Case | None:
    if len(conditions) != 1:
        return None
    (condition,) = conditions
    if is_rest(condition):
        return tree.Case(body, None, "otherwise", span=body.span)
    chain = condition.body
    if not isinstance(chain, (tree.Chain, tree.Logic)):
        return None
    chains = [part for part in tree.walk(chain) if isinstance(part, tree.Chain)]
    used = {tree.key(n) for n in tree.walk(chain)}
    single = all(_is_tested(li) for part in chains for li in part.links)
    if not single or not used & set(parameters):
        return None
    return tree.Case(body, chain, "", span=body.span)
