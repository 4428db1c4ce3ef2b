"""The infimum of |f(sum of a_i A_i) - B| over all real a_i, where it is known not to be attained.

References:
    C. Eckart, G. Young, The approximation of one matrix by another of lower rank, 1936.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple, final

from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.covariants import spectral_parts
from symnn.functions.matrix_functions.jets import kind_of
from symnn.functions.matrix_functions.spectrum import spectrum
from symnn.networks.matrix_neurons.images import RANGES, Range, approached, missed
from symnn.networks.matrix_neurons.spans import is_in_span, rank_of


@final
class Infimum(NamedTuple):
    """An infimum that is not attained.

    Attributes:
        value: of |f(A) - B|_F.
        proof: why, in a sentence.
    """

    value: Number
    proof: str


def infimum(function: ScalarFunction, units: Sequence[Matrix], target: Matrix) -> Infimum | None:
    """The infimum of |f(A) - B|_F over the real span of the A_i, if it is shown not to be attained.

    Args:
        function: f.
        units: the A_i.
        target: B.

    Exactness: what is said is proved; None says nothing.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> units = [Matrix([[1, 0], [0, 0]]), Matrix([[0, 0], [0, 1]])]
        >>> infimum(exp, units, Matrix([[2, 0], [0, 0]])).value == 0
        True
    """
    found = _by_clipping(function, units, target)
    if found is not None or not missed(function, target):
        return found
    size = target.shape[0]
    whole = rank_of(units) == size * size
    way = approached(function, target)
    if way is not None and (whole or (way.primary and _holds_powers(units, target))):
        return Infimum(Number(0), f"the infimum 0 is a limit: {way.proof}")
    if whole and kind_of(function.body) == "exp" and target.determinant().sign() < 0:
        return _nearest_singular(function, target)
    return None


def _holds_powers(units: Sequence[Matrix], target: Matrix) -> bool:
    """Whether every polynomial in the target lies in the span."""
    powers = list(spectrum(target).powers())
    return all(is_in_span(units, p) for p in powers)


def _nearest_singular(function: ScalarFunction, target: Matrix) -> Infimum | None:
    """For a negative determinant: the nearest singular matrix, if it is a limit of exponentials."""
    parts = spectral_parts(spectrum(target.T @ target))
    values = [(p.eigenvalue()[0], p) for p in parts]
    smallest, part = min(values, key=lambda pair: pair[0])
    space = part.covariant().column_space()
    if not any(_leads(function, target, space.columns([j])) for j in range(space.shape[1])):
        return None
    return Infimum(
        smallest.nth_root(2),
        "every M with det M >= 0 is at least the smallest singular value of the target away "
        "(Eckart and Young), and only singular M are as near, which e^A is not; the nearest one "
        "is a limit of exponentials",
    )


def _leads(function: ScalarFunction, target: Matrix, vector: Matrix) -> bool:
    """Whether B (I - v vᵀ/|v|²), which is singular, is a limit of values."""
    length = (vector.T @ vector)[0, 0]
    return approached(function, target - (target @ vector @ vector.T) / length) is not None


def _by_clipping(
    function: ScalarFunction, units: Sequence[Matrix], target: Matrix
) -> Infimum | None:
    """Over all symmetric matrices, or all diagonal ones: the nearest point of a convex set.

    f(A) runs through the symmetric matrices with spectrum inside the range of f. In its closure
    the nearest point to B is found by moving the eigenvalues of the symmetric part of B into the
    closed range, and it is the only one; it is no f(A) where an eigenvalue stays at an end.
    """
    kind, size = kind_of(function.body), target.shape[0]
    if kind not in RANGES or any(u != u.T for u in units):
        return None
    ends, rank = RANGES[kind], rank_of(units)
    symmetric = (target + target.T) / 2
    diagonal = all(_is_diagonal(u) for u in units) and rank == size
    if rank == size * (size + 1) // 2:
        values = _eigenvalues(symmetric)
        rest = _square(target - symmetric)
    elif diagonal:
        values = [target[i, i] for i in range(size)]
        rest = _square(target) - _square(Matrix.diagonal(values))
    else:
        return None
    gaps = [_beyond(v, ends) for v in values]
    if all(g is None for g in gaps):
        return None
    square = reduce(lambda s, g: s + g * g, [g for g in gaps if g is not None], rest)
    kindred = "diagonal" if diagonal else "symmetric"
    return Infimum(
        square.nth_root(2),
        f"the values are the {kindred} matrices with eigenvalues inside the range of "
        f"{function.name}; in their closure, which is convex, the only nearest point to the "
        "target has an eigenvalue at an end of the range",
    )


def _beyond(value: Number, ends: Range) -> Number | None:
    """How far a number lies outside the open range, 0 at its ends; None inside."""
    if ends.low is not None and (value - ends.low).sign() <= 0:
        return -value + ends.low
    if ends.high is not None and (value - ends.high).sign() >= 0:
        return value - ends.high
    return None


def _eigenvalues(symmetric: Matrix) -> list[Number]:
    """With their multiplicities."""
    found: list[Number] = []
    for part in spectral_parts(spectrum(symmetric)):
        found += [part.eigenvalue()[0]] * part.covariant().rank()
    return found


def _square(matrix: Matrix) -> Number:
    """|M|_F²."""
    return reduce(lambda s, e: s + e * e, matrix.entries(), Number(0))


def _is_diagonal(matrix: Matrix) -> bool:
    return all(not e for i, row in enumerate(matrix.tolist()) for j, e in enumerate(row) if i != j)
