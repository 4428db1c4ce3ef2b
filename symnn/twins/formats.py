"""The two float formats: rounding of exact numbers, units in the last place, distances.

A float is the dyadic rational it is. Everything here is integer arithmetic, and therefore exact;
float32 values are held in Python floats, which represent them exactly.

References:
    IEEE 754-2019, sections 3.3 and 4.3.1 (round to nearest, ties to even).
    J.-M. Muller et al., Handbook of Floating-Point Arithmetic (2018), section 2.3.2 (ulp).
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, TypeAlias, final

from flint import fmpq

from symnn.errors import UnsupportedError

#: What can be rounded: an exact rational number, or a float as the number it is.
Exact: TypeAlias = "Fraction | fmpq | int | float"


@final
@dataclass(frozen=True, slots=True)
class Format:
    """A binary interchange format.

    Attributes:
        name: as numpy calls it.
        precision: bits of the significand, with the leading one: 53 or 24.
        least: the least positive number is 2^least: -1074 or -149.
        top: all finite numbers are below 2^top: 1024 or 128.
    """

    name: str
    precision: int
    least: int
    top: int

    @property
    def unit(self) -> float:
        """The unit roundoff u = 2^-precision."""
        return math.ldexp(1.0, -self.precision)

    @property
    def tiny(self) -> float:
        """The least positive number, 2^least."""
        return math.ldexp(1.0, self.least)

    @property
    def largest(self) -> float:
        """The largest finite number."""
        return math.ldexp(1.0 - math.ldexp(1.0, -self.precision), self.top)


FLOAT64: Final = Format("float64", 53, -1074, 1024)
FLOAT32: Final = Format("float32", 24, -149, 128)


def format_of(dtype: Any) -> Format:
    """The format that a user names by a text, a numpy type or a numpy dtype.

    Raises:
        UnsupportedError: it is neither float64 nor float32.

    Examples:
        >>> format_of("float32").precision == 24
        True
    """
    if isinstance(dtype, Format):
        return dtype
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None) or str(dtype)
    name = "float64" if name == "float" else name
    for known in (FLOAT64, FLOAT32):
        if name == known.name:
            return known
    raise UnsupportedError(
        f"the dtype {dtype!r} has no twin here: use float64 or float32; for more digits "
        'backend="mpmath", for proved enclosures backend="balls"'
    )


def parts_of(value: Exact) -> tuple[int, int]:
    """Numerator and denominator of a rational number or of a finite float."""
    if isinstance(value, fmpq):
        return int(value.p), int(value.q)
    return value.as_integer_ratio()


def exponent_of(numerator: int, denominator: int) -> int:
    """The e with 2^e <= |n/d| < 2^(e+1), for n != 0 and d > 0."""
    n = abs(numerator)
    e = n.bit_length() - denominator.bit_length()
    below = n << max(-e, 0)
    return e if below >= denominator << max(e, 0) else e - 1


def nearest(value: Exact, form: Format = FLOAT64) -> float:
    """The float nearest to an exact number, ties to even; infinite where IEEE 754 says so.

    Exactness: correctly rounded, from the exact value in one step, subnormal numbers too.

    Examples:
        >>> nearest(Fraction(1, 3)) == 1 / 3
        True
    """
    numerator, denominator = parts_of(value)
    if numerator == 0:
        return 0.0
    place = max(exponent_of(numerator, denominator) - form.precision + 1, form.least)
    scaled, below = abs(numerator) << max(-place, 0), denominator << max(place, 0)
    whole, rest = divmod(scaled, below)
    if 2 * rest > below or (2 * rest == below and whole & 1):
        whole += 1
    sign = -1.0 if numerator < 0 else 1.0
    if whole.bit_length() + place > form.top:
        return sign * math.inf
    return sign * math.ldexp(float(whole), place)


def above(value: Exact) -> float:
    """The least float64 that is not below an exact number."""
    found = nearest(value)
    if math.isinf(found):
        return found if found > 0 else -FLOAT64.largest
    return found if _at_least(found, value) else math.nextafter(found, math.inf)


def _at_least(found: float, value: Exact) -> bool:
    numerator, denominator = parts_of(value)
    n, d = found.as_integer_ratio()
    return n * denominator >= numerator * d


def ulp(value: Exact, form: Format = FLOAT64) -> Fraction:
    """The unit in the last place at a number: 2^(e-p+1) for 2^e <= |x| < 2^(e+1).

    At 0 and below the normal range it is the least positive number.

    Examples:
        >>> ulp(1) == Fraction(1, 2**52)
        True
    """
    numerator, denominator = parts_of(value)
    if numerator == 0:
        return Fraction(2) ** form.least
    place = exponent_of(numerator, denominator) - form.precision + 1
    return Fraction(2) ** max(place, form.least)


def ordinal(value: float, form: Format = FLOAT64) -> int:
    """The place of a float among all floats of the format, in their order; 0 for both zeros.

    Raises:
        UnsupportedError: NaN, which has no place, or a number that the format does not have.

    Examples:
        >>> ordinal(5e-324) - ordinal(-5e-324) == 2
        True
    """
    if math.isnan(value):
        raise UnsupportedError("NaN has no place among the floats")
    if form == FLOAT32:
        if math.isfinite(value) and nearest(value, form) != value:
            raise UnsupportedError(f"{value!r} is no float32")
        bits = int(struct.unpack("<i", struct.pack("<f", value))[0])
        return bits if bits >= 0 else -(bits & 0x7FFFFFFF)
    bits = int(struct.unpack("<q", struct.pack("<d", value))[0])
    return bits if bits >= 0 else -(bits & 0x7FFFFFFFFFFFFFFF)


def ulp_distance(left: float, right: float, dtype: Any = FLOAT64) -> int:
    """How many steps from float to float lead from one to the other; 0 from -0.0 to 0.0.

    Args:
        left: a float of the format, infinities included.
        right: another.
        dtype: float64 or float32.

    Raises:
        UnsupportedError: NaN, or a number that the format does not have.

    Examples:
        >>> ulp_distance(1.0, 1.0 + 2**-52) == 1
        True
    """
    form = format_of(dtype)
    return abs(ordinal(float(left), form) - ordinal(float(right), form))
