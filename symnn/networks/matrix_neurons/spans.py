"""What every f(sum of a_i A_i) has in common, whatever f and the a_i are.

f(A) is a polynomial in A, so it lies in the algebra that the A_i and I generate; where all A_i
commute it commutes with each of them; where all are symmetric it is symmetric.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.exact.matrix import Matrix
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.jets import kind_of

#: Larger matrices have no algebra computed: its dimension may be n².
MAX_SIZE: Final = 8


def outside(function: ScalarFunction, units: Sequence[Matrix], target: Matrix) -> str:
    """Why the target is no f(sum of a_i A_i), by what the A_i have in common; or nothing.

    Exactness: proved, by exact linear algebra.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> outside(exp, [Matrix([[0, 1], [1, 0]])], Matrix([[1, 2], [3, 4]]))
        'every A_i is symmetric, so that exp(A) is; the target is not'
    """
    name, exponential = function.name, kind_of(function.body) == "exp"
    if all(u == u.T for u in units) and target != target.T:
        return f"every A_i is symmetric, so that {name}(A) is; the target is not"
    rotation = target.T @ target == Matrix.identity(target.shape[0])
    if exponential and all(u == -u.T for u in units) and not rotation:
        return "every A_i is skew-symmetric, so that e^A is a rotation; the target is not"
    if exponential and all(not u.trace() for u in units) and target.determinant() != 1:
        return "every A_i has the trace 0, so that det e^A = 1; the target has another determinant"
    return outside_algebra(units, target, f"{name}(A)")


def outside_algebra(units: Sequence[Matrix], target: Matrix, value: str) -> str:
    """Why the target is no polynomial in the A_i, or nothing.

    Args:
        units: the A_i.
        target: B.
        value: how what is said to lie in the algebra is called.
    """
    if all(a @ b == b @ a for i, a in enumerate(units) for b in units[:i]):
        for number, u in enumerate(units, 1):
            if u @ target != target @ u:
                return (
                    f"all A_i commute with each other, so that {value} commutes with A_{number}; "
                    "the target does not"
                )
    if target.shape[0] > MAX_SIZE or is_in_span(algebra(units, target.shape[0]), target):
        return ""
    return f"{value} lies in the algebra that the A_i generate, and the target does not"


def algebra(units: Sequence[Matrix], size: int) -> list[Matrix]:
    """A basis of the algebra that the A_i and I generate.

    Examples:
        >>> len(algebra([Matrix([[0, 1], [0, 0]])], 2))
        2
    """
    basis = [Matrix.identity(size)]
    fresh = list(basis)
    while fresh:
        following = []
        for a in fresh:
            for u in units:
                product = a @ u
                if not is_in_span(basis, product):
                    basis.append(product)
                    following.append(product)
        fresh = following
    return basis


def rank_of(matrices: Sequence[Matrix]) -> int:
    """The dimension of the span."""
    return Matrix([m.entries() for m in matrices]).rank() if matrices else 0


def is_in_span(matrices: Sequence[Matrix], one: Matrix) -> bool:
    """Whether a matrix is a linear combination of others."""
    return rank_of([*matrices, one]) == rank_of(matrices)
