r"""Chains that rewrite an expression in open letters: det(A - xI) = x² - 7x + 10 = (x - 5)(x - 2).

An equation in open letters may be one to solve, but hardly at the end of a chain of identities, or
behind a determinant, with the same letters on both of its sides: there it rewrites the same
expression once more. It is false if it is one slip or one number away from an identity, or one
entry of a determinant. A factor that is left out is no error: who looks for roots drops it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Final

from symnn.documents.judging.identities.trials import constant_factor
from symnn.documents.judging.relations import Side, judge
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, free_symbols, mul, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Track
from symnn.latex.meaning.values import Array, Scalar

#: How the note of an identity in open letters begins.
FOR_ALL: Final = "for all real "
#: Letters whose squares have values: i² = -1, ε² = 0.
_WITH_SQUARES: Final = frozenset({"i", "j", "k", "epsilon", "varepsilon"})
_UNITS: Final = frozenset({"i", "j"})
#: So many numbers are tried.
_MOST: Final = 32


def is_identity(entry: Entry) -> bool:
    """Whether an entry is of a relation that was proved for all values of its letters."""
    proved = entry.verdict == "proved" and entry.relation == "="
    return proved and any(note.startswith(FOR_ALL) for note in entry.notes)


def has_imaginary(*nodes: tree.Node) -> bool:
    r"""Whether an i or j is a factor of an exponent, where it is the imaginary unit: e^{-iwt}.

    Examples:
        >>> has_imaginary(tree.Power(tree.Name("e"), tree.Name("x")))
        False
    """
    parts = [part for node in nodes for part in tree.walk(node)]
    powers = [n.exponent for n in parts if isinstance(n, tree.Power) and tree.key(n.base) == "e"]
    powers += [
        item
        for n in parts
        if isinstance(n, tree.Apply) and tree.key(n.function) == "exp"
        for item in (n.argument.items if isinstance(n.argument, tree.Group) else (n.argument,))
    ]
    inner = (part for power in powers for part in tree.walk(power))
    products = (part for part in inner if isinstance(part, tree.Product))
    return any(tree.key(f) in _UNITS for product in products for f in product.factors)


def has_letters(link: tree.Link) -> bool:
    """Whether the right side holds a name, so that it is no value to be reached.

    Examples:
        >>> has_letters(tree.Link("=", tree.Number("0", 0)))
        False
    """
    return any(isinstance(part, tree.Name) for part in tree.walk(link.operand))


def is_rewriting(left: tree.Node, link: tree.Link, sides: tuple[Side, Side], view: Reader) -> bool:
    """Whether a false equation behind an identity must be meant as one itself.

    Args:
        left, link: the equation.
        sides: the values of its sides, with the open letters as unknowns.
        view: the reader that gave them.
    """
    a, b = (side.value for side in sides)
    if link.relation != "=" or not isinstance(a, Scalar) or not isinstance(b, Scalar):
        return False
    letters = free_symbols(a.expr)
    if not letters or letters != free_symbols(b.expr) or _is_multiple(a, b, link):
        return False
    if letters & _WITH_SQUARES:
        return False
    right = link.operand
    if (
        isinstance(right, tree.Matrix)
        and right.fence == "||"
        and _is_one_entry_off(left, right, view)
    ):
        return True
    from symnn.documents.judging.identities.slips import is_mended

    return is_mended(left, right, view, _MOST) or _is_one_number_off(a.expr, right, view)


def _is_one_number_off(left: Expr, right: tree.Node, view: Reader) -> bool:
    """Whether another number in one place of the right side makes an identity of it."""
    for number in islice(_numbers(right), _MOST):
        with_none, with_one = (_difference(left, right, number, n, view) for n in (0, 1))
        if with_none is None or with_one is None:
            continue
        factor = constant_factor(with_none, with_none - with_one)
        if factor is None:
            continue
        value = Fraction(int(factor.p), int(factor.q))
        mended = _difference(left, right, number, value, view)
        if mended is None:
            continue
        sides = Side(Scalar(mended), right), Side(Scalar(ZERO), right)
        if judge("=", *sides).outcome == "proved":
            return True
    return False


def _is_one_entry_off(left: tree.Node, right: tree.Matrix, view: Reader) -> bool:
    """Whether two determinants are of matrices that differ in one entry alone."""
    inner = left.operand if isinstance(left, tree.Abs) else getattr(left, "argument", left)
    try:
        both = [view.read(replace(n, fence="[]") if n is right else n) for n in (inner, right)]
    except SymnnError:
        return False
    a, b = (list(v.cells()) if isinstance(v, Array) else [] for v in both)
    pairs = ((Side(x, right), Side(y, right)) for x, y in zip(a, b, strict=False))
    others = sum(judge("=", *pair).outcome != "proved" for pair in pairs)
    return len(a) == len(b) and others == 1


def _numbers(node: tree.Node) -> Iterator[tree.Node]:
    """The numbers and fractions in an expression, but for exponents."""
    if _is_number(node):
        yield node
        return
    for part in (node.base,) if isinstance(node, tree.Power) else tree.children(node):
        yield from _numbers(part)


def _is_number(node: tree.Node) -> bool:
    """A number, or a fraction of two."""
    if isinstance(node, tree.Quotient):
        return _is_number(node.numerator) and _is_number(node.denominator)
    return isinstance(node, tree.Number)


def _difference(
    left: Expr, right: tree.Node, number: tree.Node, value: Fraction | int, view: Reader
) -> Expr | None:
    """left - right with a value in place of one number."""

    def visit(node: tree.Node) -> tree.Node:
        if node is number:
            return tree.Number(str(value), Fraction(value), span=node.span)
        return tree.map_children(node, visit)

    try:
        found = replace(view, track=Track()).read(visit(right))
    except SymnnError:
        return None
    return left - found.expr if isinstance(found, Scalar) else None


def _is_multiple(a: Scalar, b: Scalar, link: tree.Link) -> bool:
    """Whether the sides differ by a constant factor."""
    factor = constant_factor(a.expr, b.expr)
    if factor is None:
        return False
    scaled = Side(Scalar(mul(rational(factor), b.expr)), link.operand)
    return judge("=", Side(a, link.operand), scaled).outcome == "proved"
