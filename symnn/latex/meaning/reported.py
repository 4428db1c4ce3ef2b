r"""Numbers with something behind them: 3.14\ldots, 2.09\,\text{rad}, 5\,\text{cm}."""

from __future__ import annotations

from typing import Final

from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader, meaning, unbound
from symnn.latex.meaning.values import Scalar, Value

_RADIANS: Final = frozenset({"rad", "radians", "radian", "rads"})
#: Names of units; nothing is said of how one is made of another.
_UNITS: Final = frozenset(
    {"m", "cm", "mm", "km", "kg", "g", "s", "ms", "min", "h", "Hz", "kHz", "MHz", "GHz", "V", "mV"}
    | {"W", "kW", "J", "N", "Pa", "bit", "bits", "byte", "bytes", "B", "KB", "MB", "GB", "TB"}
    | {"px", "pixels", "nats", "nat", "units", "unit", "FLOPs", "parameters", "params", "weights"}
    | {"points", "USD", "EUR", "dollars", "seconds", "minutes", "hours", "days", "meters"}
)


def reported(node: tree.Product, reader: Reader) -> Value | None:
    """A printed number whose digits go on, or that counts radians; None for other products."""
    if len(node.factors) != 2 or node.operators != ("",):
        return None
    first, second = node.factors
    if not isinstance(first, tree.Number):
        return None
    goes_on = isinstance(second, tree.Dots) and bool(first.decimals)
    radians = isinstance(second, tree.Name) and second.base in _RADIANS
    if radians and not reader.knows(tree.key(second) or ""):
        return reader.value(first)
    return reader.value(first) if goes_on else None


@unbound
def unit(name: tree.Name, reader: Reader) -> Value | None:
    """A unit behind a number: the same unknown wherever it stands."""
    written = name.font == "upright" or len(name.base) > 1
    if not written or name.base not in _UNITS or name.subscript or name.labels or name.accents:
        return None
    reader.suppose(f"{name.base} is a unit that is made of no other")
    return Scalar(symbol(f"unit {name.base}"))


#: Accents that change what stands under them, in one way or another.
_MEANINGFUL: Final = frozenset({"bar", "overline", "tilde", "hat", "dot", "ddot", "check"})


_ARROWS: Final = frozenset({"vec", "overrightarrow"})


def _way(node: tree.Node) -> tree.Node | None:
    r"""B - A for the AB of ``\overrightarrow{AB}``, the way from one point to another."""
    if not isinstance(node, tree.Product) or len(node.factors) != 2 or not node.implicit:
        return None
    start, end = node.factors
    if not all(isinstance(point, tree.Name) and point.base.isupper() for point in (start, end)):
        return None
    return tree.Group("()", (tree.Sum((end, tree.Neg(start)), span=node.span),), span=node.span)


@meaning.register(tree.Annotated)
def _operand(node: tree.Annotated, reader: Reader) -> Value:
    r"""What stands under a brace or in a box; not under ``\bar``, which may be a complement."""
    accent = node.note.base if node.place == "accent" and isinstance(node.note, tree.Name) else ""
    if accent in _ARROWS and (way := _way(node.operand)) is not None:
        return reader.value(way)
    if accent in _MEANINGFUL:
        text = f"what \\{accent} over an expression means is not certain"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    return reader.value(node.operand)
