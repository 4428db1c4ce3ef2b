"""Strategies for exact numbers and the fields they live in.

Numbers come as sympy objects, as everywhere at the border of symnn: they print as a person writes
them, and every function of symnn takes them. They shrink to 0, 1, √2 and π before anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from flint import fmpq, fmpq_poly
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from symnn.errors import UnsupportedError
from symnn.exact.expression import ONE, PI, RealRoot, apply, exp, nth_root, rational
from symnn.exact.field import QQ, Field
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number, real_root
from symnn.exact.to_sympy import to_sympy
from symnn.networks.layer import number_of

#: Square roots of these generate the fields that people write.
RADICANDS: Final = (2, 3, 5, 6, 7, 10)
#: Irrational numbers that generate a field each: x^3 - 3x + 1 has three real roots, x^5 - x - 1 is
#: no radical.
_ROOTS: Final = (
    RealRoot((1, -3, 0, 1), fmpq(1), fmpq(2)),
    RealRoot((-1, -1, 0, 0, 0, 1), fmpq(1), fmpq(2)),
)


def _bounded(min_value: Any, max_value: Any) -> tuple[Fraction, Fraction]:
    low, high = (
        Fraction(str(v)) if not isinstance(v, int) else Fraction(v) for v in (min_value, max_value)
    )
    if low > high:
        raise UnsupportedError(f"no number lies between min_value={low} and max_value={high}")
    return low, high


def plain_rationals(
    min_value: Any = -10, max_value: Any = 10, max_denominator: int = 10
) -> SearchStrategy[Number]:
    """Rationals as `Number`, for the strategies that build on them."""
    low, high = _bounded(min_value, max_value)
    fractions = st.fractions(low, high, max_denominator=max_denominator)
    whole = st.integers(-(-low.numerator // low.denominator), high.numerator // high.denominator)
    if -(-low // 1) > high // 1:
        return fractions.map(Number)
    return st.one_of(whole.map(Number), fractions.map(Number))


def rationals(
    min_value: Any = -10, max_value: Any = 10, max_denominator: int = 10
) -> SearchStrategy[Any]:
    """Rational numbers in [min_value, max_value], as sympy numbers.

    Args:
        min_value: an integer, a Fraction or a text such as "1/3".
        max_value: likewise.
        max_denominator: the largest denominator.

    Examples:
        >>> from hypothesis import find
        >>> find(rationals(), lambda q: 3 * q > 1) == 1
        True
    """
    return plain_rationals(min_value, max_value, max_denominator).map(to_sympy)


def plain_dyadics(
    min_value: Any = -8, max_value: Any = 8, max_bits: int = 4
) -> SearchStrategy[Number]:
    """Dyadic rationals as `Number`."""
    low, high = _bounded(min_value, max_value)

    def scaled(bits: int) -> SearchStrategy[Number]:
        unit = 1 << bits
        return st.integers(-int(-low * unit // 1), int(high * unit // 1)).map(
            lambda p: Number(fmpq(p, unit))
        )

    return st.integers(0, max_bits).flatmap(scaled)


def dyadics(min_value: Any = -8, max_value: Any = 8, max_bits: int = 4) -> SearchStrategy[Any]:
    """Numbers p/2^k with k <= max_bits: floats that are exactly what they look like.

    Examples:
        >>> from hypothesis import find
        >>> find(dyadics(), lambda q: q.q == 4) == exact("1/4")
        True
    """
    return plain_dyadics(min_value, max_value, max_bits).map(to_sympy)


@lru_cache(maxsize=1)
def _fields() -> tuple[Field, ...]:
    two, three = Number(2).nth_root(2), Number(3).nth_root(2)
    quadratic = [Number(r).nth_root(2).field for r in RADICANDS]
    others = [Number(2).nth_root(3), two + three, (2 + two).nth_root(2), Number(5).nth_root(4)]
    return QQ, *quadratic, *(n.field for n in others), *(real_root(r).field for r in _ROOTS)


def fields(max_degree: int = 5) -> SearchStrategy[Field]:
    """Real number fields Q(α): Q first, then quadratic, cubic, biquadratic and unsolvable ones.

    Examples:
        >>> from hypothesis import find
        >>> find(fields(), lambda field: field.degree > 1) == Number(2).nth_root(2).field
        True
    """
    return st.sampled_from([f for f in _fields() if f.degree <= max_degree])


def plain_elements(field: Field, size: int = 4) -> SearchStrategy[Number]:
    """Elements of a field as `Number`."""
    coefficient = st.one_of(
        st.integers(-size, size).map(fmpq),
        st.fractions(-size, size, max_denominator=4).map(
            lambda q: fmpq(q.numerator, q.denominator)
        ),
    )
    rows = st.lists(coefficient, min_size=field.degree, max_size=field.degree)
    return rows.map(lambda row: Number.of(field, fmpq_poly(row)))


def elements(field: Any, size: int = 4) -> SearchStrategy[Any]:
    """Elements c_0 + c_1 α + … of a number field, with small rational coefficients.

    Args:
        field: a field, or an algebraic number that generates it, as sqrt(2).
        size: the largest coefficient.

    Examples:
        >>> import sympy as sp
        >>> from hypothesis import find
        >>> find(elements(sp.sqrt(2)), lambda x: not x.is_Rational) == sp.sqrt(2)
        True
    """
    return plain_elements(field_of(field), size).map(to_sympy)


def field_of(value: Any) -> Field:
    """The field itself, or the one that an algebraic number generates.

    Raises:
        UnsupportedError: a number that is not known to be algebraic.
    """
    if isinstance(value, Field):
        return value
    number = value if isinstance(value, Number) else number_of(from_sympy(value))
    if number is None:
        raise UnsupportedError(
            f"{value} is not known to be algebraic; it generates no number field"
        )
    return number.field


def plain_surds(radicands: Sequence[int] = RADICANDS, size: int = 4) -> SearchStrategy[Number]:
    """Numbers a + b √r with b ≠ 0 as `Number`."""
    return st.builds(
        lambda a, b, r: a + b * Number(r).nth_root(2),
        plain_rationals(-size, size, size),
        plain_rationals(-size, size, size).filter(bool),
        st.sampled_from(list(radicands)),
    )


def surds(radicands: Sequence[int] = RADICANDS, size: int = 4) -> SearchStrategy[Any]:
    """Irrational numbers a + b √r.

    Examples:
        >>> import sympy as sp
        >>> from hypothesis import find
        >>> find(surds(), lambda x: True) == sp.sqrt(2)
        True
    """
    return plain_surds(radicands, size).map(to_sympy)


def nested_surds() -> SearchStrategy[Any]:
    """Numbers √(a + b √r), some of which simplify: √(3 + 2√2) is 1 + √2.

    Examples:
        >>> from hypothesis import find
        >>> find(nested_surds(), lambda x: x > 2) is not None
        True
    """
    positive, radicand = st.integers(1, 6), st.sampled_from(RADICANDS)
    return st.builds(
        lambda a, b, r: to_sympy((a + b * Number(r).nth_root(2)).nth_root(2)),
        positive,
        positive,
        radicand,
    )


def plain_numbers(size: int = 4) -> SearchStrategy[Number]:
    """Rationals and surds as `Number`: entries of matrices and networks."""
    return st.one_of(plain_rationals(-size, size, size), plain_surds(RADICANDS[:3], size))


def constants() -> SearchStrategy[Any]:
    """π, e, their multiples, and what people make of them: transcendental, with an exact sign.

    Examples:
        >>> import sympy as sp
        >>> from hypothesis import find
        >>> find(constants(), lambda x: True) == sp.pi
        True
    """
    factor = plain_rationals(-4, 4, 4).filter(bool).map(to_sympy)
    two = rational(2)
    written = [PI, exp(ONE), PI / 4, nth_root(PI), apply("log", two), exp(-ONE), nth_root(2 / PI)]
    named = st.sampled_from([to_sympy(expr) for expr in written])
    return st.one_of(named, st.builds(lambda a, b: a * b, factor, named))


def exact_numbers() -> SearchStrategy[Any]:
    """Numbers of every kind: rational, quadratic, nested, of higher degree, transcendental.

    Examples:
        >>> from hypothesis import find
        >>> find(exact_numbers(), lambda x: x > 1) == 2
        True
    """
    inside = fields().flatmap(plain_elements).map(to_sympy)
    return st.one_of(rationals(), dyadics(), surds(), nested_surds(), inside, constants())


def exact(text: Any) -> Any:
    """An exact number as sympy has it: of an integer, a Fraction, or a text such as "5/6".

    Examples:
        >>> exact("1/4") * 4 == 1
        True
    """
    return to_sympy(from_sympy(text))
