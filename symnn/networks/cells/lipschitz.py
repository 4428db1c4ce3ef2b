"""Lipschitz constants: the largest operator norm among the matrices of the cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, final

from symnn.deferred import dataclass
from symnn.errors import UnsupportedError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.spectral import compare_largest_eigenvalues, largest_eigenvalue
from symnn.functions.sympy_functions import as_point, infinite
from symnn.networks.cells.cell import Point
from symnn.networks.cells.continuity import first_jump
from symnn.networks.cells.regions import Region, groups_of
from symnn.networks.cells.study import Study, study


@final
@dataclass(frozen=True, slots=True)
class Lipschitz:
    """A Lipschitz constant.

    Attributes:
        value: the least L with |f(x) - f(y)| <= L |x - y| on the domain; oo at a jump.
        norm: "1", "2" or "oo", taken of the inputs and of the outputs.
        region: an activation region on which the constant is attained; None if L is oo.
        jump: a point at which the network jumps; None if there is none.
    """

    value: Any
    norm: str
    region: Region | None = None
    jump: tuple[Any, ...] | None = None


def lipschitz(net: Any, norm: Any = 2, over: Any = None, seconds: float | None = None) -> Lipschitz:
    """The exact Lipschitz constant of a piecewise-linear network on a domain.

    Args:
        net, over: as for `activation_regions`; the domain must have full dimension.
        norm: 1, 2 or "oo", for inputs and outputs alike.

    Method: on a convex domain the constant of a continuous piecewise-linear map is the greatest
    operator norm of the matrices of its cells: the greatest column sum of absolute values, the
    root of the largest eigenvalue of A^T A, or the greatest row sum.

    Exactness: exact; the 2-norm is a real algebraic number.

    Raises:
        UnsupportedError: another norm, or a domain of lower dimension.
        UndefinedError: an empty domain.
        TooLargeError: the 2-norm has a degree beyond the cap.

    Examples:
        >>> import sympy as sp, symnn as sn
        >>> net = sn.Network(sn.Affine([[1, 2], [3, 4]]), sn.relu)
        >>> [lipschitz(net, p).value for p in (1, "oo")] == [6, 7]
        True
        >>> lipschitz(net).value == (sp.sqrt(26) + sp.sqrt(34)) / 2
        True
    """
    kind = _norm(norm)
    asked = study(net, over, seconds=seconds).nonempty()
    jump = first_jump(asked)
    if jump is not None:
        return Lipschitz(infinite(1), kind, None, as_point(jump.point))
    if asked.cells[0].equations:
        raise UnsupportedError(
            "the domain has a lower dimension than the space; norms there differ"
        )
    matrices = list(dict.fromkeys(cell.map.matrix for cell in asked.cells))
    if kind == "2":
        matrix = compare_largest_eigenvalues([_gram(m) for m in matrices])
        value = largest_eigenvalue(_gram(matrices[matrix])).nth_root(2)
        best = matrices[matrix]
    else:
        sums = [_greatest_sum(m, kind) for m in matrices]
        value = max(sums)
        best = matrices[sums.index(value)]
    return Lipschitz(as_point([value])[0], kind, _region(asked, best))


def _norm(norm: Any) -> str:
    kind = "oo" if str(norm) in ("oo", "inf", "infinity") else str(norm)
    if kind not in ("1", "2", "oo"):
        raise UnsupportedError(f'the norm {norm!r} is not covered; use 1, 2 or "oo"')
    return kind


def _region(asked: Study, matrix: Sequence[Point]) -> Region:
    cell = next(cell for cell in asked.cells if cell.map.matrix == matrix)
    return Region(cell, groups_of(asked))


def _greatest_sum(matrix: Sequence[Point], kind: str) -> Number:
    lines = matrix if kind == "oo" else list(zip(*matrix, strict=True))
    return max(sum((abs(x) for x in line), Number(0)) for line in lines)


def _gram(rows: Sequence[Point]) -> Matrix:
    """A^T A or A A^T, whichever is smaller: they have the same nonzero eigenvalues."""
    matrix = Matrix(rows)
    tall = matrix.shape[0] > matrix.shape[1]
    return matrix.T @ matrix if tall else matrix @ matrix.T
