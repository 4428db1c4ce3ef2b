"""Laws of functions of matrices on thousands of random matrices, a third of them defective.

python -m tests.campaigns.matrix_functions --matrices 100000 --seed 1 --jobs 2

Checked for each: A^3 and A^(-1) by the spectrum are those by products and elimination, exactly, and
the balls of e^A overlap flint's own exponential. For a fifth besides, exactly: e^A commutes with A
and follows similarity and transposition; relu(A) - relu(-A) = A, sign(A)^2 = I and so on, where
they are defined. Prints how many matrices of each kind were taken and every fault; exit status 1 if
there is one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from random import Random

from flint import arb_mat

from symnn import Matrix, Number, exp, matrix_function, power, relu, sign
from symnn.errors import TooLargeError, UndefinedError, UnsupportedError
from symnn.exact.ball import precision
from symnn.functions.matrix_functions.combination import balls
from symnn.functions.matrix_functions.value import FunctionOfMatrix

CHUNK = 500
#: The share of matrices whose closed forms are compared.
DEEP = 0.2
#: Roots of quartics told apart by sides need fields whose making takes minutes.
CUBIC = 3
ROOT2 = Number(2).nth_root(2)


def _invertible(rng: Random, size: int) -> Matrix:
    rows = range(size)
    lower = [[1 if i == j else rng.randint(-2, 2) if j < i else 0 for j in rows] for i in rows]
    upper = [[1 if i == j else rng.randint(-2, 2) if j > i else 0 for j in rows] for i in rows]
    return Matrix(lower) @ Matrix(upper)


def _defective(rng: Random) -> Matrix:
    sizes = [rng.choice((2, 2, 3))] + [rng.randint(1, 2) for _ in range(rng.randint(0, 1))]
    size = sum(sizes)
    rows = [[Number(0)] * size for _ in range(size)]
    start = 0
    for length in sizes:
        eigenvalue = Number(rng.randint(-3, 3)) / rng.randint(1, 2)
        for i in range(length):
            rows[start + i][start + i] = eigenvalue
            if i + 1 < length:
                rows[start + i][start + i + 1] = Number(1)
        start += length
    p = _invertible(rng, size)
    return p @ Matrix(rows) @ p.inverse()


def _general(rng: Random) -> Matrix:
    size = rng.randint(1, 4)
    return Matrix([[rng.randint(-3, 3) for _ in range(size)] for _ in range(size)])


def _surd(rng: Random) -> Matrix:
    rows = range(rng.randint(1, 3))
    return Matrix([[rng.randint(-2, 2) + rng.randint(-1, 1) * ROOT2 for _ in rows] for _ in rows])


KINDS = {"defective": _defective, "general": _general, "surd": _surd}


def faults(kind: str, matrix: Matrix, rng: Random) -> Iterator[str]:
    """What is wrong with the functions of one matrix."""
    value = matrix_function(exp, matrix)
    found = value.enclosure(100)
    with precision(160):
        other = balls(matrix, 160).exp()
    if not _overlap(found, other):
        yield f"{kind}: balls of exp miss flint's: {matrix!r}"
    if matrix_function(power(3), matrix).matrix() != matrix @ matrix @ matrix:
        yield f"{kind}: the cube: {matrix!r}"
    if matrix.determinant() and matrix_function(power(-1), matrix).matrix() != matrix.inverse():
        yield f"{kind}: the inverse: {matrix!r}"
    if rng.random() < DEEP:
        yield from _deep_faults(kind, matrix, value, rng)


def _deep_faults(kind: str, matrix: Matrix, value: FunctionOfMatrix, rng: Random) -> Iterator[str]:
    """What is wrong with closed forms and with functions that have kinks."""
    try:
        terms = dict(value.terms())
        p = _invertible(rng, matrix.shape[0])
        moved = dict(matrix_function(exp, p @ matrix @ p.inverse()).terms())
        if moved != {s: p @ f @ p.inverse() for s, f in terms.items()}:
            yield f"{kind}: similarity fails: {matrix!r}"
        if any(f @ matrix != matrix @ f for f in terms.values()):
            yield f"{kind}: exp does not commute: {matrix!r}"
        if dict(matrix_function(exp, matrix.T).terms()) != {s: f.T for s, f in terms.items()}:
            yield f"{kind}: the transpose fails: {matrix!r}"
    except (TooLargeError, UnsupportedError):
        pass
    if all(part.field.degree <= CUBIC for part in value.spectrum.parts):
        yield from _kinked_faults(kind, matrix)


def _kinked_faults(kind: str, matrix: Matrix) -> Iterator[str]:
    """What is wrong with relu and sign, where they are defined and their fields are small."""
    try:
        up, down = matrix_function(relu, matrix).matrix(), matrix_function(relu, -matrix).matrix()
        signs = matrix_function(sign, matrix).matrix()
        if up - down != matrix or signs @ signs != Matrix.identity(matrix.shape[0]):
            yield f"{kind}: relu or sign: {matrix!r}"
        if matrix @ signs != up + down:
            yield f"{kind}: A sign(A) is not relu(A) + relu(-A): {matrix!r}"
    except (TooLargeError, UndefinedError, UnsupportedError):
        return


def _overlap(left: arb_mat, right: arb_mat) -> bool:
    return all(a.overlaps(b) for a, b in zip(left.entries(), right.entries(), strict=True))


def chunk(seed: str, count: int) -> tuple[Counter[str], list[str]]:
    """The matrices of one part: how many of each kind, and the faults."""
    rng, kinds, wrong = Random(seed), Counter[str](), list[str]()
    for k in range(count):
        kind = ("defective", "general", "surd" if k % 2 else "general")[k % 3]
        kinds[kind] += 1
        wrong += faults(kind, KINDS[kind](rng), rng)
    return kinds, wrong


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matrices", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    chosen = parser.parse_args(arguments)
    kinds, wrong = Counter[str](), list[str]()
    with ProcessPoolExecutor(chosen.jobs) as pool:
        parts = [
            pool.submit(chunk, f"{chosen.seed}/{start}", min(CHUNK, chosen.matrices - start))
            for start in range(0, chosen.matrices, CHUNK)
        ]
        for part in as_completed(parts):
            more, faults_ = part.result()
            kinds.update(more)
            wrong += faults_
            print(f"\r{kinds.total()} of {chosen.matrices}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for kind, count in sorted(kinds.items()):
        print(f"{kind}: {count}")
    for fault in wrong:
        print(f"WRONG {fault}")
    print(f"wrong: {len(wrong)} of {kinds.total()}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
