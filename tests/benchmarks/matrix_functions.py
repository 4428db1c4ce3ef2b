"""Exact exponentials of twenty matrices beside sympy, and a quintic.

sympy is given 5 s for each, or as many as the environment variable SYMPY_SECONDS says.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from fractions import Fraction
from time import perf_counter
from typing import Any

import sympy as sp
from flint import arb_mat, fmpq_mat

from symnn import Matrix, exp, frechet, matrix_function, sigmoid
from symnn.exact.ball import precision
from tests.benchmarks.timing import Line, compare, seconds

LIMIT = int(os.environ.get("SYMPY_SECONDS", "5"))
Rows = list[list[Any]]
QUINTIC: Rows = [
    [0, 0, 0, 0, 1],
    [1, 0, 0, 0, 1],
    [0, 1, 0, 0, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 0, 1, 0],
]
FIXED: dict[str, Rows] = {
    "a double irreducible square": [[0, 2, 1, 0], [1, 0, 0, 1], [0, 0, 0, 2], [0, 0, 1, 0]],
    "an irreducible cubic": [[1, 2, 0], [0, 1, 3], [1, 0, 2]],
    "sympy#24942": [[-3, 1, 2], [1, -1, 0], [1, 0, -2]],
    "companion of x^3 - 3x + 1": [[0, 0, -1], [1, 0, 3], [0, 1, 0]],
    "an irreducible quartic": [[0, 1, 2, 0], [1, 0, 0, 3], [0, 1, 1, 0], [2, 0, 1, 1]],
    "an irreducible quintic": [
        [1, 2, 0, 0, 1],
        [0, 1, 1, 0, 2],
        [1, 0, 2, 1, 0],
        [0, 1, 0, 1, 1],
        [2, 0, 1, 0, 1],
    ],
    "companion of x^5 - x - 1": QUINTIC,
}


def _mixed(size: int) -> Matrix:
    """A matrix of determinant 1 with entries everywhere."""
    rows = range(size)
    lower = [[int(i == j) or (j < i) * ((i + 2 * j) % 3 - 1) for j in rows] for i in rows]
    upper = [[int(i == j) or (j > i) * ((2 * i + j) % 3 - 1) for j in rows] for i in rows]
    return Matrix(lower) @ Matrix(upper)


def _conjugated(block: Matrix) -> Rows:
    p = _mixed(block.shape[0])
    return [[e.as_fmpq() for e in row] for row in (p @ block @ p.inverse()).tolist()]


def _jordan(size: int, value: Fraction | int) -> Matrix:
    rows = range(size)
    return Matrix([[value if i == j else int(j == i + 1) for j in rows] for i in rows])


def _second_difference(size: int) -> Rows:
    """Tridiagonal, with the eigenvalues 2 - 2 cos(kπ/(size + 1))."""
    rows = range(size)
    return [[2 if i == j else -int(abs(i - j) == 1) for j in rows] for i in rows]


def cases() -> dict[str, Rows]:
    """Twenty matrices with rational entries, by what their minimal polynomial is."""
    found: dict[str, Rows] = {}
    for n in (2, 3, 4, 5):
        halves = [Fraction(k, 2) for k in range(1, n + 1)]
        found[f"rational eigenvalues, n = {n}"] = _conjugated(Matrix.diagonal(halves))
        found[f"surds, n = {n}"] = _second_difference(n)
        found[f"one Jordan block, n = {n}"] = _conjugated(_jordan(n, Fraction(1, 2)))
    equal = [[3, 1, 0, 0], [0, 3, 0, 0], [0, 0, 3, 1], [0, 0, 0, 3]]
    found["two equal Jordan blocks"] = _conjugated(Matrix(equal))
    return found | FIXED


class _OvertimeError(Exception):
    """sympy did not end in time."""


def _stop(*_: object) -> None:
    raise _OvertimeError


def _sympy_seconds(rows: Rows) -> float:
    """What sympy takes, LIMIT for more than that, infinity for a refusal."""
    matrix = sp.Matrix([[sp.Rational(str(e)) for e in row] for row in rows])
    before = signal.signal(signal.SIGALRM, _stop)
    signal.alarm(LIMIT)
    start = perf_counter()
    try:
        matrix.exp()
    except _OvertimeError:
        return float(LIMIT)
    except Exception:  # noqa: BLE001 - it refuses some of them in several ways
        return float("inf")
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    return perf_counter() - start


def timing_cases() -> Iterator[Line]:
    """The exact value and a 50-digit enclosure, beside sympy's exponential."""
    for name, rows in cases().items():
        matrix = Matrix(rows)

        def work(matrix: Matrix = matrix) -> arb_mat:
            return matrix_function(exp, matrix).enclosure(170)

        with precision(256):
            other = arb_mat(fmpq_mat(rows)).exp()
        pairs = zip(work().entries(), other.entries(), strict=True)
        assert all(a.overlaps(b) for a, b in pairs)
        yield Line(f"exp: {name}", seconds(work), {"sympy": _sympy_seconds(rows)}, "", 1.0)


def quintic() -> Iterator[Line]:
    """The lines of a 5×5 matrix whose eigenvalues have no radicals."""
    matrix = Matrix(QUINTIC)
    value, direction = matrix_function(exp, matrix), Matrix.identity(5)

    def flint() -> object:
        with precision(170):
            return arb_mat(fmpq_mat(QUINTIC)).exp()

    others = {"flint exp": flint}
    block = _jordan(4, 1)
    yield compare("quintic, exact", lambda: matrix_function(exp, matrix), {}, "", 2e-3)
    yield compare("quintic, 50 digits", lambda: value.enclosure(170), others, "", 2e-3)
    yield compare("quintic, derivative", lambda: frechet(exp, matrix, direction), {}, "", 3e-3)
    yield compare("sigmoid of J4(1)", lambda: matrix_function(sigmoid, block), {}, "", 20e-3)


def lines() -> Iterator[Line]:
    """Every line of this file."""
    yield from quintic()
    yield from timing_cases()
