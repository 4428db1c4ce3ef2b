r"""Expressions read as polynomials in the random variables that stand in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.parts import is_letter, shown
from symnn.documents.judging.randomness.polynomials import (
    EACH,
    Atom,
    Polynomial,
    constant,
    product,
    raised,
    scaled,
    summed,
    total,
    variable,
)
from symnn.documents.judging.randomness.spellings import operation_of
from symnn.exact.expression import MINUS_ONE, ONE, Expr, add, negative, quotient
from symnn.latex import syntax as tree

_MOST: Final = 8
_DEEPEST: Final = 6


def polynomial(model: Model, node: tree.Node, running: frozenset[str] = frozenset()) -> Polynomial:
    """An expression as a polynomial in the variables."""
    if isinstance(node, tree.Group) and len(node.items) == 1 and node.fence in ("()", "[]", "{}"):
        return polynomial(model, node.items[0], running)
    asked = None if isinstance(node, tree.Name) else operation_of(node, model.knows)
    if asked is not None and asked.kind != "chance":
        return constant(model.ask(asked))
    if isinstance(node, tree.BigOperator):
        return _sum(model, node, running)
    short = model.short_for(node)
    if short is not None:
        return polynomial(model, short)
    if not model.is_random(node) and not _mentions(node, running):
        return constant(model.number(node))
    if isinstance(node, tree.Name):
        return _named(model, node, running)
    rule = _RULES.get(type(node))
    if rule is None:
        raise UnsettledError
    return rule(model, node, running)


def _named(model: Model, name: tree.Name, running: frozenset[str]) -> Polynomial:
    atom = model.atom(name)
    if atom is not None:
        model.used.add(atom.base)
        inside = [letter for letter in running if letter in atom.index]
        if atom.index and not atom.index.isdigit() and atom.index != EACH:
            if len(inside) == 1 and atom.index.isalpha():
                return variable(Atom(atom.base, inside[0]))
            if len(inside) > 1:
                raise UnsettledError
        return variable(atom)
    body = model.formula(name)
    if body is None or model.depth > _DEEPEST:
        raise UnsettledError
    named = {k for p in shown(body) if isinstance(p, tree.Name) and (k := tree.key(p))}
    model.letters |= named - {tree.key(p.head) for p in shown(body) if isinstance(p, tree.Call)}
    model.depth += 1
    try:
        return polynomial(model, body)
    finally:
        model.depth -= 1


def _sum(model: Model, node: tree.BigOperator, running: frozenset[str]) -> Polynomial:
    if node.operator != "sum" or node.lower is None:
        raise UnsettledError
    lower = node.lower
    letter = lower.first if isinstance(lower, tree.Chain) else lower
    index = tree.key(letter)
    if index is None or index in running:
        raise UnsettledError
    count = _count(model, node)
    try:
        term = polynomial(model, node.body, running | {index})
    except UnsettledError:
        return _written_out(model, node, index, count, running)
    found = summed(term, index, count)
    if found is None:
        raise UnsettledError
    return found


def _count(model: Model, node: tree.BigOperator) -> Expr:
    lower = node.lower
    if node.upper is not None:
        start: Expr = ONE
        if isinstance(lower, tree.Chain):
            if lower.links[0].relation != "=" or len(lower.links) > 1:
                raise UnsettledError
            start = model.number(lower.links[0].operand)
        upper = model.number(node.upper)
        model.letters |= {k for p in tree.walk(node.upper) if (k := tree.key(p)) is not None}
        return upper if start == ONE else add(upper, negative(start), ONE)
    if isinstance(lower, tree.Chain):
        raise UnsettledError
    for part in tree.walk(node.body):
        atom = model.atom(part) if isinstance(part, tree.Name) else None
        if atom is not None and atom.base in model.world.counts:
            return model.number(model.world.counts[atom.base])
    raise UnsettledError


def _written_out(
    model: Model, node: tree.BigOperator, index: str, count: Expr, running: frozenset[str]
) -> Polynomial:
    whole = int(count.data.p) if count.op == "rational" and count.data.q == 1 else 0  # type: ignore[union-attr]
    if not 0 < whole <= _MOST or not isinstance(node.lower, tree.Chain):
        raise UnsettledError
    start = node.lower.links[0].operand
    if not isinstance(start, tree.Number) or start.value.denominator != 1:
        raise UnsettledError
    first = int(start.value)
    terms = [_at_index(node.body, index, first + k) for k in range(whole)]
    return total([polynomial(model, term, running) for term in terms])


def _mentions(node: tree.Node, running: frozenset[str]) -> bool:
    """Whether an index that runs stands in an expression."""
    if not running:
        return False
    names = (p for p in tree.walk(node) if isinstance(p, tree.Name))
    return any(
        tree.key(p) in running
        or (p.subscript is not None and any(tree.key(q) in running for q in tree.walk(p.subscript)))
        or any(tree.key(q) in running for label in p.labels for q in tree.walk(label))
        for p in names
    )


def _at_index(node: tree.Node, index: str, number: int) -> tree.Node:
    """A term with a number for its index."""
    if isinstance(node, tree.Name) and tree.key(node) == index:
        return tree.Number(str(number), Fraction(number))
    return tree.map_children(node, lambda child: _at_index(child, index, number))


def _of_sum(model: Model, node: tree.Node, running: frozenset[str]) -> Polynomial:
    if not isinstance(node, tree.Sum):
        raise UnsettledError
    return total([polynomial(model, term, running) for term in node.terms])


def _of_negative(model: Model, node: tree.Node, running: frozenset[str]) -> Polynomial:
    if not isinstance(node, tree.Neg):
        raise UnsettledError
    return scaled(polynomial(model, node.operand, running), MINUS_ONE)


def _of_product(model: Model, node: tree.Node, running: frozenset[str]) -> Polynomial:
    if not isinstance(node, tree.Product) or not set(node.operators) <= {"", "·", "×", "*"}:
        raise UnsettledError
    for head, group in pairwise(node.factors):  # the a of a[f] may be an activation
        if isinstance(group, tree.Group) and group.fence == "[]" and is_letter(head):
            raise UnsettledError
    return _folded(model, node.factors, running)


def _folded(model: Model, factors: Sequence[tree.Node], running: frozenset[str]) -> Polynomial:
    found: Polynomial | None = constant(ONE)
    for factor in factors:
        part = polynomial(model, factor, running)
        found = None if found is None else product(found, part)
    if found is None:
        raise UnsettledError
    return found


def _of_quotient(model: Model, node: tree.Node, running: frozenset[str]) -> Polynomial:
    if not isinstance(node, tree.Quotient) or node.ambiguous or model.is_random(node.denominator):
        raise UnsettledError
    inverse = quotient(ONE, model.number(node.denominator))
    return scaled(polynomial(model, node.numerator, running), inverse)


def _of_power(model: Model, node: tree.Node, running: frozenset[str]) -> Polynomial:
    if not isinstance(node, tree.Power) or not isinstance(node.exponent, tree.Number):
        raise UnsettledError
    degree = node.exponent.value
    if node.ambiguous or degree.denominator != 1 or not 0 <= degree <= _MOST:
        raise UnsettledError
    found = raised(polynomial(model, node.base, running), int(degree))
    if found is None:
        raise UnsettledError
    return found


def _of_call(model: Model, node: tree.Node, running: frozenset[str]) -> Polynomial:
    """a(X + b) is a product, for a letter a that stands for a number; a[X] and a(X) may be none."""
    if not isinstance(node, tree.Call) or len(node.arguments.items) != 1:
        raise UnsettledError
    key = tree.key(node.head)
    if isinstance(node.head, tree.Name) and model.atom(node.head) is not None:
        return _folded(model, (node.head, node.arguments.items[0]), running)  # M(M - 1)
    (inside,) = node.arguments.items
    usual = ("a", "b", "c", "k", "n", "m", "alpha", "beta")
    factor = key in usual and node.arguments.fence == "()" and isinstance(inside, tree.Sum)
    number = key is not None and (key in model.letters or factor)
    if not number or model.place.state.scope.latest(key or "") is not None:
        raise UnsettledError
    return _folded(model, (node.head, node.arguments.items[0]), running)


_RULES: Final[dict[type[tree.Node], Callable[[Model, tree.Node, frozenset[str]], Polynomial]]] = {
    tree.Sum: _of_sum,
    tree.Neg: _of_negative,
    tree.Product: _of_product,
    tree.Quotient: _of_quotient,
    tree.Power: _of_power,
    tree.Call: _of_call,
}
