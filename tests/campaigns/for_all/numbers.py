"""Exact coefficients of three kinds, linear forms, and very small numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

from flint import fmpq

from symnn.exact.expression import ONE, ZERO, Expr, add, mul, nth_root, rational, symbol

ROOT2: Final = nth_root(rational(2))
ROOT3: Final = nth_root(rational(3))
NAMES: Final = ("x", "y", "z")
DIGITS: Final = (1, 2, 3, 6, 10, 17, 30, 60, 100, 150, 300)

Vector: TypeAlias = "tuple[Expr, ...]"

#: Positive numbers with their inverses, both as a person writes them.
_UNITS: Final[dict[str, tuple[tuple[Expr, Expr], ...]]] = {
    "Q": (),
    "Q(√2)": ((ROOT2, ROOT2 / 2), (1 + ROOT2, ROOT2 - 1), (2 + ROOT2, 1 - ROOT2 / 2)),
    "Q(√2, √3)": (
        (ROOT2, ROOT2 / 2),
        (ROOT3, ROOT3 / 3),
        (2 + ROOT3, 2 - ROOT3),
        (ROOT3 - ROOT2, ROOT3 + ROOT2),
        (mul(ROOT2, ROOT3), mul(rational("1/6"), ROOT2, ROOT3)),
    ),
}


def fraction(rng: Random, size: int = 5) -> fmpq:
    """A small rational."""
    return fmpq(rng.randint(-size, size), rng.choice((1, 1, 2, 3, 4)))


def tiny(rng: Random, least: int = 1) -> Expr:
    """10^-k with k up to 300."""
    return rational(fmpq(1, 10 ** rng.choice([k for k in DIGITS if k >= least])))


@dataclass(frozen=True)
class Scalars:
    """Coefficients in one field; every choice knows its own sign, none is computed."""

    field: str

    def unit(self, rng: Random) -> tuple[Expr, Expr]:
        """A positive number and its inverse."""
        q = fmpq(rng.randint(1, 5), rng.randint(1, 5))
        irrational = _UNITS[self.field]
        if not irrational or rng.random() < 0.3:
            return rational(q), rational(1 / q)
        t, inverse = rng.choice(irrational)
        return (t, inverse) if rng.random() < 0.5 else (inverse, t)

    def positive(self, rng: Random) -> Expr:
        """A positive number."""
        t, _ = self.unit(rng)
        if t.op == "rational" or rng.random() < 0.5:
            return t
        return mul(rational(fmpq(rng.randint(1, 4), rng.randint(1, 3))), t)

    def signed(self, rng: Random) -> tuple[int, Expr]:
        """A sign, perhaps 0, and a number that has it."""
        sign = rng.choice((-1, -1, 0, 1, 1))
        number = self.positive(rng)
        return sign, (ZERO, number, -number)[sign]

    def number(self, rng: Random) -> Expr:
        """Any number, small."""
        a, roots = (
            rational(fraction(rng)),
            {"Q": (), "Q(√2)": (ROOT2,)}.get(self.field, (ROOT2, ROOT3, mul(ROOT2, ROOT3))),
        )
        if not roots or rng.random() < 0.3:
            return a
        return add(a, mul(rational(rng.randint(-2, 2)), rng.choice(roots)))

    def number_not_zero(self, rng: Random) -> Expr:
        """A positive number or its negative."""
        number = self.positive(rng)
        return number if rng.random() < 0.5 else -number


FIELDS: Final = tuple(Scalars(name) for name in _UNITS)


def scalars(rng: Random) -> Scalars:
    """Mostly rational coefficients."""
    return rng.choices(FIELDS, (6, 3, 1))[0]


def variables(rng: Random, most: int = 3) -> Vector:
    """x, or x and y, or all three."""
    return tuple(symbol(n) for n in NAMES[: rng.choice((1, 1, 2, 2, 2, 3)[: 2 * most])])


def form(coefficients: Sequence[Expr], xs: Sequence[Expr], constant: Expr = ZERO) -> Expr:
    """c·x + b, without the terms that are written as 0."""
    terms = [
        x if c == ONE else mul(c, x) for c, x in zip(coefficients, xs, strict=True) if c != ZERO
    ]
    if constant != ZERO or not terms:
        terms.append(constant)
    return add(*terms)


def linear_form(rng: Random, field: Scalars, xs: Sequence[Expr]) -> Expr:
    """A random c·x + b with c not 0."""
    coefficients = [field.number(rng) if rng.random() < 0.7 else ZERO for _ in xs]
    coefficients[rng.randrange(len(xs))] = field.number_not_zero(rng)
    return form(coefficients, xs, field.number(rng))


def independent_forms(rng: Random, xs: Sequence[Expr]) -> list[list[int]]:
    """Rows of an integer matrix of determinant ±1: as many independent forms as variables."""
    size = len(xs)
    rows = [[int(i == j) for j in range(size)] for i in range(size)]
    for _ in range(rng.randint(0, 3) if size > 1 else 0):
        i, j = rng.sample(range(size), 2)
        factor = rng.choice((-2, -1, 1, 2))
        rows[i] = [a + factor * b for a, b in zip(rows[i], rows[j], strict=True)]
    rng.shuffle(rows)
    return rows
