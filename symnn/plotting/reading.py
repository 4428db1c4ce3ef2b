"""What users give to pictures, read exactly: networks, ranges, points; and labels for them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from symnn.errors import ShapeError, UndefinedError, UnsupportedError
from symnn.exact.containers import entries_of
from symnn.exact.expression import Expr, rational, substitute
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.latex.expression_writer import write_expression
from symnn.networks.layer import Value, number_of, settle, written
from symnn.networks.network import Network, as_layers
from symnn.plotting.scene import near


def network_of(item: Any) -> Network:
    """A network, a construction, a layer or an activation as a network."""
    return Network(*as_layers(item))


def number(value: Any, place: str) -> Number:
    """An exact algebraic number.

    Raises:
        UnsupportedError: it is not known to be algebraic.
    """
    if isinstance(value, Number):
        return value
    expr = from_sympy(value)
    found = number_of(expr)
    if found is None:
        raise UnsupportedError(f"{place} = {value} is not known to be algebraic; give a fraction")
    return found


def interval(over: Any, place: str = "over") -> tuple[Number, Number]:
    """The two ends of a range, in order.

    Raises:
        ShapeError: not two ends. UndefinedError: they do not increase.
    """
    if not isinstance(over, list | tuple) or len(over) != 2:
        raise ShapeError(f"{place} = {over!r} is no range; write {place}=(-2, 2)")
    low, high = number(over[0], place), number(over[1], place)
    if low >= high:
        raise UndefinedError(f"{place} = {over!r} is an empty range: its ends must increase")
    return low, high


def points_of(points: Sequence[Any]) -> list[tuple[Value, ...]]:
    """Exact points, all of one dimension.

    Raises:
        ShapeError: no points, or of different dimensions.
    """
    made = [tuple(_coordinate(x) for x in entries_of(p)) for p in points]
    if not made or len({len(p) for p in made}) != 1:
        raise ShapeError("a cloud needs points, all with the same number of coordinates")
    return made


def _coordinate(item: Any) -> Value:
    return item if isinstance(item, Number) else settle(from_sympy(item))


def label(value: Value, longest: int = 34) -> str:
    """The value between $ signs; with four digits if its formula would be too long."""
    text = write_expression(written(value))
    return f"${text}$" if len(text) <= longest else f"${near(value):.4g}$"


def pair(x: Value, y: Value) -> str:
    """A point as a label."""
    return f"${label(x)[1:-1]},\\ {label(y)[1:-1]}$".replace("$", "$(", 1)[:-1] + ")$"


def sampled(item: Expr, name: str, at: Sequence[float]) -> list[float]:
    """Floats near the values of an expression in one symbol, at floats; NaN where there is none."""
    return [near(lower(substitute(item, {name: rational(Fraction(x))}))) for x in at]
