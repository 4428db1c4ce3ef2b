"""What a failed assertion says: the input, both values, the bound, the inside, the cause."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from flint import arb, fmpq

from symnn.errors import SymnnError
from symnn.exact.ball import precision
from symnn.exact.number import Number
from symnn.exact.to_sympy import to_sympy
from symnn.networks.affine import Affine
from symnn.networks.layer import advance
from symnn.networks.network import Network
from symnn.testing.calling import Point
from symnn.testing.rounding import BITS
from symnn.testing.strategies.networks import code
from symnn.twins.formats import Format, above, nearest, ulp
from symnn.twins.source.constants import ends_of

#: Columns of the text; pytest puts eight before each line.
WIDTH: Final = 72
_LABEL: Final = 10
_SHORT: Final = 40
_ENTRIES: Final = 8
#: A ball that is wider than this part of its size is told as a range.
_WIDE: Final = fmpq(1, 1 << 20)
#: Characters of a network beyond which only its layers are named.
_LONG: Final = 1200
#: Weights beyond which values are told as decimals only.
_SMALL: Final = 400


def line(label: str, text: str) -> str:
    """A label and its text, wrapped beside it."""
    inside = textwrap.wrap(text, WIDTH - _LABEL, break_long_words=True, break_on_hyphens=False) or [
        ""
    ]
    first = f"{label:<{_LABEL}}{inside[0]}"
    return "\n".join([first, *(" " * _LABEL + rest for rest in inside[1:])])


def table(label: str, rows: Sequence[tuple[str, str]]) -> str:
    """Rows of two columns behind a label."""
    width = max((len(left) for left, _ in rows), default=0)
    made = []
    for k, (left, right) in enumerate(rows):
        room = max(20, WIDTH - _LABEL - width - 2)
        parts = textwrap.wrap(right, room, break_on_hyphens=False) or [""]
        head = label if k == 0 else ""
        made.append(f"{head:<{_LABEL}}{left:<{width}}  {parts[0]}")
        made += [" " * (_LABEL + width + 2) + part for part in parts[1:]]
    return "\n".join(made)


def vector(items: Sequence[str]) -> str:
    """(a, b, c), with the middle left out where there are too many; one item is itself."""
    if len(items) == 1:
        return items[0]
    shown = list(items)
    if len(shown) > _ENTRIES:
        shown = [*shown[: _ENTRIES - 2], f"… {len(shown) - _ENTRIES + 1} more …", shown[-1]]
    return f"({', '.join(shown)})"


def decimal(ball: arb, digits: int = 17) -> str:
    """A ball as a decimal; … says that digits follow."""
    if not ball.is_finite():
        return "unknown"
    low, high = ends_of(ball)
    if high - low > _WIDE * max(abs(low), abs(high)):
        return f"anything from {nearest(low):.6g} to {nearest(high):.6g}"
    if low == high:
        exact = Fraction(int(low.p), int(low.q))
        text = repr(nearest(exact))
        if Fraction(text) == exact:
            return text
    with precision(BITS):
        return f"{ball.mid().str(digits, radius=False)}…"


def exactly(value: float) -> str:
    """The dyadic number that a float is: 3/4, or 3602879701896397·2^-55."""
    if not math.isfinite(value):
        return repr(value)
    top, bottom = value.as_integer_ratio()
    if bottom == 1 and abs(top) < 10**15:
        return str(top)
    if bottom <= 1 << 10:
        return f"{top}/{bottom}"
    shift = bottom.bit_length() - 1
    while bottom == 1 and top % 2 == 0 and top:
        top, shift = top // 2, shift - 1
    return f"{top}·2^{-shift}"


def input_lines(point: Point) -> list[str]:
    """The input as decimals, and exactly where decimals do not say it."""
    nonzero = [(k, v) for k, v in enumerate(point) if v != 0]
    if len(point) > _ENTRIES and len(nonzero) <= 4:
        places = ", ".join(f"x[{k + 1}] = {v!r}" for k, v in nonzero)
        rest = f"; the other {len(point) - len(nonzero)} of {len(point)} are 0.0"
        made = [line("input", places + rest if nonzero else f"all {len(point)} are 0.0")]
        shown = [v for _, v in nonzero]
    else:
        made = [line("input", f"x = {vector([repr(v) for v in point])}")]
        shown = list(point)
    if any(v != int(v) for v in shown if math.isfinite(v)):
        made.append(line("", f"  = {vector([exactly(v) for v in shown])} exactly"))
    return made


def text_of(value: Any, ball: arb) -> str:
    """An exact value as a person writes it, if that is short; else its decimal."""
    try:
        text = str(to_sympy(value))
    except SymnnError:
        return decimal(ball)
    return text if len(text) <= _SHORT else decimal(ball)


def with_decimal(text: str, ball: arb) -> str:
    """As "(1 + sqrt(2))/2 = 1.2071067811865475…"."""
    number = decimal(ball)
    plain = number.removesuffix(".0")
    return text if text in (number, plain) else f"{text} = {number}"


def inside_of(net: Network, point: Point, balls: Sequence[Sequence[arb]]) -> list[tuple[str, str]]:
    """The exact outputs of every layer, for the hand that checks."""
    rows: list[tuple[str, str]] = []
    values: tuple[Any, ...] | None = None
    if _is_small(net):
        values = tuple(Number(Fraction(v)) for v in point)
    for k, (layer, stage) in enumerate(zip(net.layers, balls, strict=True), 1):
        try:
            values = None if values is None else advance(layer, values)
        except SymnnError:
            values = None
        if values is None or len(values) > _ENTRIES:
            shown = [decimal(ball, 8) for ball in stage]
        else:
            shown = [text_of(v, ball) for v, ball in zip(values, stage, strict=True)]
        label = layer.label if len(layer.label) <= 24 else layer.label[:23] + "…"
        rows.append((f"{k} {label}", vector(shown)))
    return rows


def _is_small(net: Network) -> bool:
    """Whether its values can be written as a person would."""
    sizes = [layer.shape for layer in net.layers if isinstance(layer, Affine)]
    return sum(rows * columns for rows, columns in sizes) <= _SMALL


def settled(net: Network, point: Point, output: int, ball: arb) -> tuple[str, arb]:
    """One exact output as text, and its enclosure: a single number where it is rational."""
    if not _is_small(net):
        return decimal(ball), ball
    try:
        value = net.values([Number(Fraction(v)) for v in point])[output]
    except SymnnError:
        return decimal(ball), ball
    if isinstance(value, Number) and value.is_rational:
        with precision(BITS):
            ball = arb(value.as_fmpq())
    return with_decimal(text_of(value, ball), ball), ball


def error_text(found: float, exact: arb, allowed: arb, form: Format) -> str:
    """The error, in units in the last place of the exact value, and beside what is allowed."""
    middle = _middle(exact)
    gap = Fraction(found) - middle
    words = f"{nearest(gap):+.3g}"
    if middle != 0:
        words += f", which is {count(abs(gap) / ulp(middle, form))} ulp"
    reach = _reach(exact, allowed)
    return words + (f", {count(abs(gap) / reach)} times what is allowed" if reach else "")


def _middle(ball: arb) -> Fraction:
    low, high = ends_of(ball)
    return Fraction(int((low + high).p), int((low + high).q)) / 2


def _reach(exact: arb, allowed: arb) -> Fraction:
    """How far from the exact value what is allowed reaches."""
    low, high = ends_of(allowed)
    middle = _middle(exact)
    ends = (Fraction(int(end.p), int(end.q)) for end in (low, high))
    return max(abs(end - middle) for end in ends) if low != high else Fraction(0)


def count(ulps: Fraction) -> str:
    """A number of ulps: exactly if it is small and whole, else to three digits."""
    if ulps.denominator == 1 and ulps < 10**6:
        return str(ulps)
    return f"{above(ulps):.3g}"


def bound_text(exact: arb, allowed: arb, form: Format) -> str:
    """How far a right implementation may be off, in ulps and absolutely."""
    if not allowed.is_finite():
        return "an infinity with the sign of the exact value, which is beyond all floats"
    reach = _reach(exact, allowed)
    if reach == 0:
        return "nothing: every sum on the way there is exact in floats"
    middle = _middle(exact)
    size = f"{above(reach):.3g}"
    return size if middle == 0 else f"{size}, which is {count(reach / ulp(middle, form))} ulp"


def number(count: int, noun: str) -> str:
    """As "1 output" or "2 outputs"."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def built(net: Network) -> list[str]:
    """The Python that builds the network, one layer a line if it is long."""
    text = code(net) if _is_small(net) else ""
    if text and len(text) <= WIDTH - _LABEL:
        return [line("", text)]
    if not text or len(text) > _LONG:
        return [line("", net.label)]
    parts = ["sn.Network(", *(f"    {code(layer)}," for layer in net.layers), ")"]
    made = []
    for part in parts:
        indent = " " * (_LABEL + 8) if part.startswith("    ") else " " * _LABEL
        made += textwrap.wrap(
            part,
            WIDTH,
            initial_indent=" " * _LABEL,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )
    return made
