r"""Rules of meaning for integrals: \int_0^1 x^2 dx by an antiderivative that is checked."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final, Literal

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    derivative,
    free_symbols,
    limit,
    negative,
    postorder,
    rational,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.arcs import with_known_arcs
from symnn.latex.meaning.limits import is_infinite
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar, Value


def integral_of(node: tree.BigOperator, reader: Reader) -> Value:
    """F(b) - F(a), for an F whose derivative is the integrand on an interval without gaps.

    At infinity the value of F is its limit.

    Raises:
        MeaningError: no antiderivative is found, or the integrand may have a gap between the ends.
    """
    if node.lower is None or node.upper is None:
        raise MeaningError(Kind.UNSUPPORTED, "an integral without ends is no number", node.span)
    body, variable = integrand(node)
    key = reader.key(variable)
    inside = reader.varying({key: Scalar(symbol(key))}).read(body)
    if not isinstance(inside, Scalar):
        raise MeaningError(Kind.UNSUPPORTED, "the integral of what is no number", node.span)
    lower, upper = _end(node.lower, reader), _end(node.upper, reader)
    if lower == upper:
        return Scalar(ZERO)
    whole = checked_antiderivative(inside.expr, key)
    if whole is not None and _has_arcs(whole, lower, upper):
        whole = None
    if whole is None and (total := _by_pieces(inside.expr, key, lower, upper)) is not None:
        return Scalar(total)
    found = _between(whole, inside.expr, key, lower, upper)
    if found is None:
        text = "no antiderivative is known for this integral, or it has a gap between its ends"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    return Scalar(found)


def _between(
    whole: Expr | None, body: Expr, key: str, lower: Expr | str, upper: Expr | str
) -> Expr | None:
    """The integral by its antiderivative, or by one that is found for what lies in between."""
    from symnn.functions.antiderivatives import is_continuous_between

    finite = [end for end in (lower, upper) if isinstance(end, Expr)]
    if whole is None or not is_continuous_between(body, key, finite):
        from symnn.latex.meaning.definite import between

        return between(body, key, lower, upper)
    return add(_at(whole, key, upper), negative(_at(whole, key, lower)))


def _has_arcs(whole: Expr, *ends: Expr | str) -> bool:
    """Whether it is to be cut, for an arctan of what grows has no value."""
    infinite = any(isinstance(end, str) for end in ends)
    return infinite and any(n.op == "apply" and n.data == "atan" for n in postorder(whole))


def _by_pieces(body: Expr, key: str, lower: Expr | str, upper: Expr | str) -> Expr | None:
    """The sum over the pieces of an integrand by cases, between rational ends, or infinite ones."""
    from symnn.latex.meaning.split_integrals import pieces

    low, high = _bound(lower, "-oo"), _bound(upper, "oo")
    if low is False or high is False or (low is not None and high is not None and low > high):
        return None
    found = pieces(body, key, low, high)
    if found is None or [piece.body for piece in found] == [body]:
        return None
    terms: list[Expr] = []
    for piece in found:
        below = "-oo" if piece.low is None else rational(piece.low)
        above = "oo" if piece.high is None else rational(piece.high)
        whole = checked_antiderivative(piece.body, key)
        whole = None if whole is not None and _has_arcs(whole, below, above) else whole
        term = ZERO if piece.body == ZERO else _between(whole, piece.body, key, below, above)
        if term is None:
            return None
        terms.append(term)
    return add(*terms)


def _bound(end: Expr | str, infinite: str) -> fmpq | Literal[False] | None:
    """A rational end, None for an infinite one; False for any other."""
    from symnn.latex.meaning.split_integrals import rational_end

    if end == infinite:
        return None
    found = rational_end(end) if isinstance(end, Expr) else None
    return False if found is None else found


def checked_antiderivative(expr: Expr, key: str) -> Expr | None:
    """An antiderivative whose derivative was proved to be the integrand.

    At the kink of |u| or max(0, u) that of u|u|/2 or u max(0, u)/2 is its value as well.
    """
    from symnn.functions.antiderivatives import antiderivative

    found = antiderivative(expr, key)
    if found is None:
        return None
    kinked = any(
        n.op == "apply" and n.data in ("abs", "relu", "max", "min") for n in postorder(expr)
    )
    slope = derivative(found, key, symbol(key))
    if kinked or decide(Claim(Atomic("=", slope, expr)), seconds=_SECONDS).proved:
        return found
    return None


_SECONDS: Final = 5
_KINKED: Final = frozenset({"abs", "relu", "max", "min"})


def _end(node: tree.Node, reader: Reader) -> Expr | str:
    if is_infinite(node):
        return "oo"
    if isinstance(node, tree.Neg) and is_infinite(node.operand):
        return "-oo"
    return reader.scalar(node).expr


def _at(expr: Expr, key: str, end: Expr | str) -> Expr:
    if isinstance(end, Expr):
        return with_known_arcs(substitute(expr, {key: end}))
    if free_symbols(expr) - {key}:
        from symnn.latex.meaning.definite import limit_of_parts

        return limit_of_parts(expr, key, end, ZERO)
    return limit(expr, key, end) if key in free_symbols(expr) else expr


def integrand(node: tree.BigOperator) -> tuple[tree.Node, tree.Name]:
    r"""What is integrated and in which name: f(x) dx, \frac{dx}{1+x}, dx f(x).

    Raises:
        MeaningError: there is not exactly one differential.
    """
    found = _without_differential(node.body)
    if found is None:
        raise MeaningError(Kind.UNSUPPORTED, "the variable of this integral", node.span)
    return found


def _without_differential(node: tree.Node) -> tuple[tree.Node, tree.Name] | None:
    """The rest of an integrand, and the name behind its last d."""
    if isinstance(node, tree.Neg):
        inner = _without_differential(node.operand)
        return None if inner is None else (replace(node, operand=inner[0]), inner[1])
    if isinstance(node, tree.Quotient):
        inner = _without_differential(node.numerator)
        return None if inner is None else (replace(node, numerator=inner[0]), inner[1])
    if isinstance(node, tree.BigOperator) and node.operator == "int":
        inner = _without_differential(node.body)
        return None if inner is None else (replace(node, body=inner[0]), inner[1])
    return _without_last_factors(node) if isinstance(node, tree.Product) else None


def _without_last_factors(node: tree.Product) -> tuple[tree.Node, tree.Name] | None:
    *before, last = node.factors
    if isinstance(last, tree.Product):
        inner = _without_last_factors(last)
        return None if inner is None else (_product((*before, inner[0]), node), inner[1])
    if isinstance(last, tree.Name) and _is_d(before[-1]) and not node.operators[-1]:
        return _product(tuple(before[:-1]), node), last
    if _is_d(node.factors[0]) and isinstance(node.factors[1], tree.Name):
        rest = replace(node, factors=node.factors[2:], operators=node.operators[2:])
        alone = len(rest.factors) == 1
        return rest.factors[0] if alone else rest, node.factors[1]
    return None


def _product(factors: tuple[tree.Node, ...], node: tree.Product) -> tree.Node:
    """The first factors of a product; what stood before dx reaches no further."""
    if not factors:
        return tree.Number("1", Fraction(1), 0, span=node.span)
    *before, last = factors
    if isinstance(last, tree.Apply):
        last = replace(last, ambiguous=False)
    if not before:
        return last
    operators = node.operators[: len(factors) - 1]
    return replace(node, factors=(*before, last), operators=operators)


def _is_d(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "d" and node.subscript is None
