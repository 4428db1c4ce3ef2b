"""A printed decimal is a report of a value; four words say how good a report.

With u the unit of the last printed digit, a value v is

* rounded: |v - d| <= u/2,
* truncated: d <= v < d + u away from zero (the last digits were cut),
* order-of-magnitude: the power of ten nearest to v on a logarithmic scale,
* carried: inside the interval of the rounded decimals it was computed from.

Each is a claim on exact numbers and is decided like any other.
"""

from __future__ import annotations

from typing import Final, final

from flint import fmpq

from symnn.claims.formula import Atomic, Compound, Formula
from symnn.deferred import dataclass
from symnn.errors import SymnnError
from symnn.exact.ball import enclose, precision
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr, negative, postorder, power, rational
from symnn.functions.lower import lower
from symnn.latex import syntax as tree

_BITS: Final = (64, 256, 1024, 4096)
MAX_PLACES: Final = 400


@final
@dataclass(frozen=True, slots=True)
class Printed:
    """A decimal as printed: its value and the place of its last digit, 10^-places.

    A negative `places` counts zeros that only fill up: 12,700 may be 127 hundreds.
    """

    value: fmpq
    places: int

    @property
    def unit(self) -> fmpq:
        """One step of the last digit."""
        return fmpq(10) ** -self.places

    def rounded(self, exact: Expr) -> Formula:
        """The exact value rounds to the decimal; a tie may go either way."""
        half = self.unit / 2
        return Compound(
            "and",
            (
                Atomic("<=", exact, rational(self.value + half)),
                Atomic(">=", exact, rational(self.value - half)),
            ),
        )

    def truncated(self, exact: Expr) -> Formula:
        """The decimal is the exact value with its later digits cut."""
        low, high = self.value, self.value + self.unit
        if self.value < 0:
            low, high = self.value - self.unit, self.value
        above, below = (">=", "<") if self.value > 0 else (">", "<=")
        if self.value == 0:
            low, above, below = -self.unit, ">", "<"
        return Compound(
            "and", (Atomic(above, exact, rational(low)), Atomic(below, exact, rational(high)))
        )


def same_magnitude(exact: Expr, exponent: int) -> Formula:
    """10^(n - 1/2) <= v <= 10^(n + 1/2), by squares, for a positive v."""
    square, ten = power(exact, rational(2)), fmpq(10)
    return Compound(
        "and",
        (
            Atomic(">", exact, rational(0)),
            Atomic(">=", square, rational(ten ** (2 * exponent - 1))),
            Atomic("<=", square, rational(ten ** (2 * exponent + 1))),
        ),
    )


def decimal_text(exact: Expr, places: int) -> str | None:
    """The correctly rounded decimal of a closed value, ties away from zero; None if unknown.

    Exactness: decides for algebraic values, and for all others that are no tie.

    Examples:
        >>> decimal_text(rational("1/3"), 4)
        '0.3333'
    """
    if not -MAX_PLACES <= places <= MAX_PLACES:
        return None
    scaled = lower(exact) * rational(fmpq(10) ** places)
    digits = _nearest(scaled)
    return None if digits is None else _point(digits, places)


def limits_carried_out(exact: Expr) -> Expr:
    """The same value without limits, whose digits can be enclosed; as it is if it has none.

    Examples:
        >>> limits_carried_out(rational("1/3")) == rational("1/3")
        True
    """
    if not any(node.op == "limit" for node in postorder(exact)):
        return exact
    from symnn.documents.judging.calculus.limit_values import without_limits

    return without_limits(exact)


def _nearest(scaled: Expr) -> int | None:
    try:
        number = exact_value(scaled)
    except SymnnError:
        return _nearest_by_balls(scaled)
    half = fmpq(1, 2)
    return (number + half).floor() if number.sign() >= 0 else -((-number + half).floor())


def _nearest_by_balls(scaled: Expr) -> int | None:
    for bits in _BITS:
        try:
            with precision(bits):
                found = (enclose(scaled, bits) + fmpq(1, 2)).floor().unique_fmpz()
        except SymnnError:
            return None
        if found is not None:
            return int(found)
    return None


def _point(digits: int, places: int) -> str:
    if places <= 0:
        return str(digits * 10**-places)
    sign, text = ("-" if digits < 0 else ""), str(abs(digits)).rjust(places + 1, "0")
    return f"{sign}{text[:-places]}.{text[-places:]}"


def significant(exact: Expr, digits: int = 6) -> str | None:
    """A decimal with this many significant digits, for people to look at."""
    try:
        ball = abs(enclose(lower(exact), 128))
    except SymnnError:
        return None
    if not ball.is_finite():
        return None
    places = digits
    while places > -MAX_PLACES and ball >= 10 ** max(digits - places, 0):
        places -= 1
    while 0 < places < 40 and ball > 0 and ball * 10**places < 10 ** (digits - 1):
        places += 1
    text = decimal_text(exact, max(places, 0))
    return text.rstrip("0").rstrip(".") if text and "." in text else text


def opening(exact: Expr, digits: int = 4) -> str:
    """The first significant digits, cut and not rounded: 0.07659…, or -0.1 where that is all.

    Exactness: the digits are those of the value; empty if they could not be found.
    """
    try:
        ball = enclose(lower(exact), 128)
    except SymnnError:
        return ""
    if not ball.is_finite() or not (ball > 0 or ball < 0):
        return ""
    places = 0
    while places < MAX_PLACES and abs(ball) * 10**places < 10 ** (digits - 1):
        places += 1
    scale = fmpq(10) ** places
    size = exact if ball > 0 else negative(exact)
    cut = _below(lower(size) * rational(scale))
    if cut is None:
        return ""
    text = _point(cut if ball > 0 else -cut, places)
    try:
        whole = exact_value(lower(size)) == fmpq(cut) / scale
    except SymnnError:
        whole = False
    return (
        text.rstrip("0").rstrip(".") if whole and "." in text else f"{text}{'' if whole else '…'}"
    )


def _below(scaled: Expr) -> int | None:
    """The integer part of a positive value."""
    try:
        return exact_value(scaled).floor()
    except SymnnError:
        found = enclose(scaled, 256).floor().unique_fmpz()
        return None if found is None else int(found)


def filling_zeros(value: fmpq) -> int:
    """Trailing zeros of an integer: 12,700 may mean 127 hundreds."""
    if value == 0 or value.q != 1:
        return 0
    text = str(abs(int(value.p)))
    return len(text) - len(text.rstrip("0"))


def power_of_ten(node: tree.Node) -> int | None:
    """n if the node is written 10^n."""
    if not isinstance(node, tree.Power) or not isinstance(node.base, tree.Number):
        return None
    exponent, sign = node.exponent, 1
    if isinstance(exponent, tree.Neg):
        exponent, sign = exponent.operand, -1
    small = isinstance(exponent, tree.Number) and exponent.value.denominator == 1
    if node.base.value != 10 or not small or not isinstance(exponent, tree.Number):
        return None
    return sign * int(exponent.value) if exponent.value <= 150 else None


def whole_with_power(node: tree.Node) -> int | None:
    r"""The places of 24 \cdot 10^6, whose last digit counts millions: -6; else None."""
    if not isinstance(node, tree.Product) or len(node.factors) != 2:
        return None
    whole, exponent = node.factors[0], power_of_ten(node.factors[1])
    if exponent is None or not isinstance(whole, tree.Number) or whole.value.denominator != 1:
        return None
    return None if whole.decimals else -exponent - filling_zeros(fmpq(int(whole.value)))


def is_scientific(node: tree.Node) -> bool:
    """A number times a power of ten: how a number is written, and nothing that is reckoned."""
    node = node.operand if isinstance(node, tree.Neg) else node
    if not isinstance(node, tree.Product) or len(node.factors) != 2:
        return False
    return isinstance(node.factors[0], tree.Number) and power_of_ten(node.factors[1]) is not None
