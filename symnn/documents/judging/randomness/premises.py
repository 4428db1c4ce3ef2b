r"""Premises: what is put in for unknowns, and independence, X \perp Y \implies …."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.relations import Side
from symnn.exact.expression import Expr, free_symbols, substitute
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar

_INDEPENDENT: Final = regex(r"(?:are )?(?:mutually |statistically )?independent")

_BOTH: Final = regex(
    r"are (?:(?:mutually|statistically|conditionally) )?(?:independent|disjoint|mutually exclusive)"
    r"(?: (?:given|conditional on|conditionally on))?"
)

_Statements = list[tree.Statement | tree.Unreadable]


def with_premises(statements: Sequence[tree.Statement | tree.Unreadable]) -> _Statements:
    """The statements with such a premise as a condition behind what follows from it.

    Args:
        statements: of one formula.
    """
    found: _Statements = []
    for statement in statements:
        if isinstance(statement, tree.Unreadable):
            found.append(statement)
            continue
        if found and (joined := _joined(found[-1], statement)) is not None:
            found[-1] = joined
            continue
        whole = _of_sign(statement)
        names = _listed(found, statement)
        if whole is None and names is not None:
            whole = _of_words(statement, names)
            found = found[: len(found) - len(names) + 1] if whole is not None else found
        found.append(whole or statement)
    return found


def _joined(
    before: tree.Statement | tree.Unreadable, statement: tree.Statement
) -> tree.Statement | None:
    r"""… \text{ if } X \text{ and } Y \text{ are independent}: both names in one condition."""
    if isinstance(before, tree.Unreadable) or not before.qualifiers or not statement.qualifiers:
        return None
    last, first = before.qualifiers[-1], statement.qualifiers[0]
    names = isinstance(last.body, (tree.Name, tree.Group)) and isinstance(statement.body, tree.Name)
    joined = statement.separator in (",", "and") and _BOTH.fullmatch(first.words.strip())
    if not names or not joined or not isinstance(before.body, tree.Chain):
        return None
    more = (tree.Qualifier("and", statement.body), *statement.qualifiers)
    return replace(before, qualifiers=(*before.qualifiers, *more))


def put_in(supposed: Sequence[Atomic], sides: tuple[Side, Side]) -> tuple[tuple[Side, Side], bool]:
    """Both sides with what premises give for unknowns, and whether premises are left.

    Args:
        supposed: the premises, as relations between unknowns.
        sides: of the relation that follows.
    """
    given: dict[str, Expr] = {}
    for atom in supposed:
        name = str(atom.left.data) if atom.left.op == "symbol" else ""
        others = free_symbols(atom.right)
        known = atom.relation == "=" and name and not others & {name, *given}
        if not known or any(name in free_symbols(value) for value in given.values()):
            return sides, True
        given[name] = atom.right
    if not given or not all(isinstance(side.value, Scalar) for side in sides):
        return sides, bool(supposed)
    left, right = (
        replace(side, value=Scalar(substitute(side.value.expr, given)))
        for side in sides
        if isinstance(side.value, Scalar)
    )
    return (left, right), False


def _conditions(names: Sequence[tree.Node]) -> tuple[tree.Qualifier, ...]:
    group = tree.Group("", tuple(names), (",",) * (len(names) - 1))
    return tree.Qualifier("if", group), tree.Qualifier("are independent", None)


def _of_sign(statement: tree.Statement) -> tree.Statement | None:
    r"""X \perp Y \implies …."""
    body = statement.body
    if not isinstance(body, tree.Chain) or len(body.links) != 1 or body.links[0].relation != "⇒":
        return None
    premise, conclusion = body.first, body.links[0].operand
    if not isinstance(premise, tree.Chain) or not isinstance(conclusion, tree.Chain):
        return None
    if [link.relation for link in premise.links] != ["⟂"] or statement.qualifiers:
        return None
    names = premise.first, premise.links[0].operand
    return replace(statement, body=conclusion, qualifiers=_conditions(names))


def _listed(before: _Statements, statement: tree.Statement) -> list[tree.Node] | None:
    """The names of a list that ends in a statement: X, Y."""
    names = [statement.body]
    for one in reversed(before):
        separator = statement.separator
        joined = separator in (",", "and") and isinstance(one, tree.Statement)
        if not joined or not isinstance(one, tree.Statement) or one.qualifiers:
            break
        names.insert(0, one.body)
        statement = one
    plain = all(isinstance(name, tree.Name) for name in names)
    return names if plain and len(names) > 1 else None


def _of_words(statement: tree.Statement, names: list[tree.Node]) -> tree.Statement | None:
    if len(statement.qualifiers) != 1:
        return None
    (qualifier,) = statement.qualifiers
    behind = qualifier.body
    if not _INDEPENDENT.fullmatch(qualifier.words.strip()) or not isinstance(behind, tree.Chain):
        return None
    follows, *rest = behind.links
    empty = isinstance(behind.first, tree.Empty) and follows.relation == "⇒"
    if not empty or not rest:
        return None
    body = tree.Chain(follows.operand, tuple(rest), span=behind.span)
    return replace(statement, body=body, qualifiers=_conditions(names), separator="")
