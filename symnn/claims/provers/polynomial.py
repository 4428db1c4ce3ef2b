"""Lists of relations between polynomials, also in exponentials, shown inconsistent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from symnn.claims.provers.polynomials import fixed, oracle, products, univariate
from symnn.claims.provers.polynomials.problems import problem
from symnn.claims.provers.polynomials.rows import Cleared, Row, cleared, definitions, rows
from symnn.claims.provers.systems import Deadline, Refutation, Relation, Witness
from symnn.errors import SymnnError
from symnn.exact.exponential import Atom, Monomial
from symnn.exact.expression import Expr, free_symbols, rational
from symnn.exact.field import Field

#: Milliseconds for certificates of our own, and for the first question to z3, whose proofs are not.
OWN_TIME: Final = 2000
SCOUT_TIME: Final = 250


def refute(
    relations: Sequence[Relation], field: Field, deadline: Deadline
) -> Refutation | Witness | None:
    """Show relations inconsistent by evidence of our own, or find a point at which they all hold.

    Methods, the first that answers: one variable at a time, by signs; few products of relations
    and squares; a point that z3 finds in a moment; products of higher degree.

    Args:
        relations: lowered, without kinks; any that is not polynomial is left out.
        field: holds every algebraic number of the relations.
        deadline: None is returned soon after it.

    Exactness: decides relations in one variable; in several it may find nothing.
    """
    try:
        known = cleared(relations)
        found = _by_variables(relations, known, field, deadline)
        return found or _in_several(relations, known, field, deadline)
    except SymnnError:
        return None


def ask(
    relations: Sequence[Relation], field: Field, deadline: Deadline
) -> Refutation | Witness | None:
    """Ask z3 about relations between polynomials; a refutation is as good as z3, and says so.

    Args:
        relations, field, deadline: as for `refute`.
    """
    try:
        known = cleared(relations)
        facts = rows([*known, *definitions(known)], field)
        names = sorted(free_symbols(*(r.expr for r in relations)))
        if facts is None:
            return None
        return oracle.decide(facts, field, names, deadline, len(known) == len(relations))
    except SymnnError:
        return None


def _by_variables(
    relations: Sequence[Relation], known: list[Cleared], field: Field, deadline: Deadline
) -> Refutation | Witness | None:
    """Each variable with the relations that hold no other; a witness if those are all of them."""
    values: dict[str, Expr] = {}
    seen, groups = set[int](), list(_groups(known, field))
    others = len({row.position for group in groups for row in group}) < len(known)
    for group in groups:
        variable = next((v for row in group for v in row.variables), None)
        if others and variable is not None and all(row.degree <= 1 for row in group):
            continue  # the linear programs for relations in several variables see these too
        found = univariate.decide(group, variable, field, deadline)
        if isinstance(found, Refutation):
            return found
        name = None if variable is None else univariate.symbol_of(variable)
        if found is not None and (variable is None or (name is not None and name not in values)):
            seen |= {row.position for row in group}
            values |= {} if name is None else {name: found}
    if len(seen) < len(relations):
        return None
    names = free_symbols(*(r.expr for r in relations))
    return Witness({name: values.get(name, rational(0)) for name in sorted(names)})


def _in_several(
    relations: Sequence[Relation], known: list[Cleared], field: Field, deadline: Deadline
) -> Refutation | Witness | None:
    """Values that are given, products of relations and squares, z3 for a point, higher products."""
    found, facts = rows(known, field), rows([*known, *definitions(known)], field)
    if found is None or facts is None:
        return None
    names = sorted(free_symbols(*(r.expr for r in relations)))
    scaled = {r.position for r in known if not r.is_exact}
    question = problem([row for row in facts if row.position not in scaled], field)
    if question is not None:
        settled = fixed.settle(question, field)
        if settled is not None:
            return settled
        whole = len(found) == len(relations) and list(question.names) == names and not scaled
        answer = products.quick(question, field, deadline.within(OWN_TIME / 1000), whole)
        if answer is not None:
            return answer
    whole = len(known) == len(relations)
    scout = oracle.decide(facts, field, names, deadline.within(SCOUT_TIME / 1000), whole)
    if isinstance(scout, Witness):
        return scout
    if question is None:
        return None
    return products.deep(question, field, deadline.within(OWN_TIME / 1000))


def _groups(known: Sequence[Cleared], field: Field) -> Iterator[list[Row]]:
    """Largest first, the relations in at most one variable, by that; each group read anew."""
    groups: dict[Atom | Monomial | None, list[Cleared]] = {}
    for relation in known:
        variables = rows([relation], field)
        names = {v.atom or v.exponent for row in variables or () for v in row.variables}
        if variables and len(names) <= 1:
            groups.setdefault(next(iter(names), None), []).append(relation)
    for name, group in groups.items():
        if isinstance(name, Monomial):
            group += [r for r in known if list(r.form.terms) == [name]]
    for group in sorted(groups.values(), key=len, reverse=True):
        found = rows(group, field)
        if found is not None:
            yield found
