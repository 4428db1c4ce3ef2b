"""Matrices over Q(√2), a dense layer of floats, signs: beside sympy, Fraction and bare flint."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import arb, arb_poly, fmpq, fmpq_mat, fmpz_mat
from sympy.polys.matrices import DomainMatrix

from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from tests.benchmarks.timing import Line, compare, seconds

Pairs = list[list[tuple[Fraction, Fraction]]]


def surds(size: int, source: random.Random) -> Pairs:
    """Entries a + b√2 with small fractions a and b."""

    def draw() -> Fraction:
        return Fraction(source.randint(-9, 9), source.randint(1, 9))

    return [[(draw(), draw()) for _ in range(size)] for _ in range(size)]


def rational_parts(rows: Pairs) -> tuple[fmpq_mat, fmpq_mat]:
    """The matrices A and B of A + B√2."""
    flat = [pair for row in rows for pair in row]
    size = len(rows)
    first, second = (
        fmpq_mat(size, size, [fmpq(p[k].numerator, p[k].denominator) for p in flat]) for k in (0, 1)
    )
    return first, second


def integer_parts(rows: Pairs) -> tuple[fmpz_mat, fmpz_mat]:
    """The same, with one common denominator already cleared."""
    size = len(rows)
    both = fmpq_mat(size, 2 * size, [pair[k] for row in rows for k in (0, 1) for pair in _q(row)])
    cleared = both.numer_denom()[0].tolist()
    return fmpz_mat([row[:size] for row in cleared]), fmpz_mat([row[size:] for row in cleared])


def _q(row: list[tuple[Fraction, Fraction]]) -> list[tuple[fmpq, fmpq]]:
    return [(fmpq(a.numerator, a.denominator), fmpq(b.numerator, b.denominator)) for a, b in row]


def schoolbook(left: Any, right: Any) -> Any:
    """(A + B√2)(C + D√2) as a person writes it on flint's matrices."""
    (a, b), (c, d) = left, right
    return a * c + 2 * (b * d), a * d + b * c


def product_over_sqrt2() -> Iterator[Line]:
    """A 30 × 30 product."""
    source = random.Random(1)
    rows = surds(30, source), surds(30, source)
    root = Number(2).nth_root(2)
    ours = [Matrix([[a + b * root for a, b in row] for row in m]) for m in rows]
    theirs = [
        sp.Matrix([[sp.Rational(a) + sp.Rational(b) * sp.sqrt(2) for a, b in r] for r in m])
        for m in rows
    ]
    field = sp.QQ.algebraic_field(sp.sqrt(2))
    domain = [DomainMatrix.from_Matrix(m).convert_to(field) for m in theirs]
    parts = [rational_parts(m) for m in rows]
    cleared = [integer_parts(m) for m in rows]
    product = ours[0] @ ours[1]
    rational, irrational = schoolbook(*parts)
    assert product == Matrix(rational.tolist()) + root * Matrix(irrational.tolist())

    def expanded() -> object:
        return (theirs[0] * theirs[1]).expand()

    others = {
        "flint fmpq_mat": lambda: schoolbook(*parts),
        "flint fmpz_mat, denominators cleared before": lambda: schoolbook(*cleared),
        "DomainMatrix QQ<sqrt(2)>": lambda: domain[0] * domain[1],
        "sympy Matrix and expand": expanded,
    }
    work = "30×30 product over Q(√2)"
    line = compare(work, lambda: ours[0] @ ours[1], others, "flint fmpq_mat", 2)
    yield line
    cleared_name = "flint fmpz_mat, denominators cleared before"
    yield Line(work + ", the stricter rival", line.ours, line.others, cleared_name, 2)


def dense_layer() -> Iterator[Line]:
    """W x + b at 256 × 256, weights and inputs the exact values of floats."""
    source, size = random.Random(2), 256
    weights = [[Fraction(source.gauss(0, 1)) for _ in range(size)] for _ in range(size)]
    inputs = [Fraction(source.gauss(0, 1)) for _ in range(size)]
    biases = [Fraction(source.gauss(0, 1)) for _ in range(size)]
    w, x, b = Matrix(weights), Matrix.column(inputs), Matrix.column(biases)

    def flint(values: list[Fraction], columns: int) -> fmpq_mat:
        entries = [fmpq(v.numerator, v.denominator) for v in values]
        return fmpq_mat(len(values) // columns, columns, entries)

    v, y, c = flint([e for row in weights for e in row], size), flint(inputs, 1), flint(biases, 1)

    def fractions() -> list[Fraction]:
        rows = zip(weights, biases, strict=True)
        return [sum((p * q for p, q in zip(row, inputs, strict=True)), b) for row, b in rows]

    assert (w @ x + b).entries() == tuple(fractions())
    others = {"flint fmpq_mat": lambda: v * y + c, "fractions.Fraction": fractions}
    work = "exact value of a float-weight dense layer 256×256"
    yield compare(work, lambda: w @ x + b, others, "flint fmpq_mat", 2)
    reading = {"flint fmpq_mat": lambda: flint([e for row in weights for e in row], size)}
    yield compare(
        "reading its 65536 weights", lambda: Matrix(weights), reading, "flint fmpq_mat", 2
    )


def sign() -> Iterator[Line]:
    """The sign of √2 + √3 - 355/113."""
    number = Number(2).nth_root(2) + Number(3).nth_root(2) - Fraction(355, 113)
    ball, poly = number.field.ball, number.poly

    def bare() -> bool:
        return arb_poly(poly)(ball) > arb(0)

    assert (number.sign() > 0) is bare()
    own = seconds(number.sign)
    yield Line("sign of a number in Q(√2+√3)", own, {"flint arb": seconds(bare)}, "", 5e-6)


def lines() -> Iterator[Line]:
    """Every line of this file."""
    yield from product_over_sqrt2()
    yield from dense_layer()
    yield from sign()
