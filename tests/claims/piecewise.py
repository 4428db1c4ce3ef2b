"""Random piecewise-linear expressions, and their values by arithmetic of the tests' own."""

from __future__ import annotations

from fractions import Fraction
from math import prod

from hypothesis import strategies as st

from symnn.exact.expression import Expr, add, apply, mul, nth_root, piecewise, rational, symbol
from symnn.exact.number import Number

SYMBOLS = ("x", "y")
ROOT = nth_root(rational(2))

rationals = st.builds(Fraction, st.integers(-6, 6), st.integers(1, 4))
surds = st.builds(lambda a, b: add(rational(a), mul(rational(b), ROOT)), rationals, rationals)
coefficients = st.one_of(rationals.map(rational), rationals.map(rational), surds)


def affine(names: tuple[str, ...]) -> st.SearchStrategy[Expr]:
    """a + b x + c y."""
    parts = [coefficients.map(lambda c, n=name: mul(c, symbol(n))) for name in names]
    return st.tuples(coefficients, *parts).map(lambda terms: add(*terms))


def expressions(names: tuple[str, ...] = SYMBOLS) -> st.SearchStrategy[Expr]:
    """Nested max, min, abs, relu, distinctions of cases and their combinations."""
    return st.recursive(affine(names), _larger, max_leaves=5)


def _larger(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    two = st.tuples(inner, inner)
    relations = st.sampled_from(["<", "<=", ">", ">=", "="])
    return st.one_of(
        inner.map(lambda a: apply("abs", a)),
        inner.map(lambda a: apply("relu", a)),
        two.map(lambda p: apply("max", *p)),
        two.map(lambda p: apply("min", *p)),
        two.map(lambda p: add(*p)),
        st.tuples(coefficients, inner).map(lambda p: mul(*p)),
        st.tuples(relations, inner, two).map(
            lambda p: piecewise([(p[0], p[1], rational(0), p[2][0])], p[2][1])
        ),
    )


def value_at(expr: Expr, point: dict[str, Number]) -> Number:
    """The value at a point, by recursion."""
    args = [value_at(a, point) for a in expr.args]
    match expr.op, expr.data:
        case "rational", q:
            return Number(q)
        case "symbol", name:
            return point[str(name)]
        case "add", _:
            return sum(args, Number(0))
        case "mul", _:
            return prod(args, start=Number(1))
        case "power", _:
            return args[0] ** int(args[1].as_fmpq().p)
        case "nth_root", n:
            return args[0].nth_root(n)
        case "piecewise", (relation,):
            return args[2] if compare(relation, args[0], args[1]) else args[3]
    return FUNCTIONS[str(expr.data)](args)


FUNCTIONS = {
    "abs": lambda args: abs(args[0]),
    "relu": lambda args: max(Number(0), args[0]),
    "max": max,
    "min": min,
}


def compare(relation: str, a: Number, b: Number) -> bool:
    """The truth of a relation between numbers."""
    return {
        "=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b
    }[relation]  # fmt: skip
