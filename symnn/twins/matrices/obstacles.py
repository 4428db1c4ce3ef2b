"""Why a fit of matrix neurons cannot be exact, and whether its infimum is attained.

Nothing here rests on floats: it is what the exact theorems of `images`, `spans` and `infima` say
of the target, and the claims engine of the range of a function on the reals. A real eigenvalue of
f(A) with an odd multiplicity is f(λ) for a real eigenvalue λ of A, as the others come in conjugate
pairs; for symmetric A every eigenvalue is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.errors import ShapeError, SymnnError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.catalogue import as_function
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.evaluate import as_matrix
from symnn.networks.matrix_neurons.images import algebraic_multiplicity, missed, places
from symnn.networks.matrix_neurons.infima import Infimum, infimum
from symnn.networks.matrix_neurons.spans import outside

#: Seconds for a claim about the range of a function.
SECONDS: Final = 2


@final
@dataclass(frozen=True)
class Obstacle:
    """Why no real a_i have f(sum of a_i A_i) = B.

    Attributes:
        reason: in a sentence; a theorem about the target.
        infimum: of |f(A) - B|_F, where it is known and shown not to be attained.
        proof: of that.
    """

    reason: str
    infimum: Number | None = None
    proof: str = ""

    def __str__(self) -> str:
        return self.reason + (f"; {self.proof}" if self.proof else "")


def fit_obstacle(function: Any, matrices: Sequence[Any], target: Any) -> Obstacle | None:
    """Why no real a_i have f(sum of a_i A_i) = B exactly; None if no reason is found.

    Args:
        function: f, an activation with a matrix function.
        matrices: the A_i, n×n, exact.
        target: B, n×n, exact.

    Exactness: proved. None is no proof that a fit exists.

    Raises:
        ShapeError: sizes that differ.
        InexactError: a float.

    Examples:
        >>> from symnn.functions.smooth import tanh
        >>> found = fit_obstacle(tanh, [[[1, 0], [0, 0]], [[0, 0], [0, 1]]], [[1, 0], [0, 0]])
        >>> found.reason
        'tanh(A) never has the eigenvalue 1, and the target has'
        >>> found.infimum == 0
        True
    """
    found, goal = as_function(function), as_matrix(target)
    units = [as_matrix(m) for m in matrices]
    if not units or {m.shape for m in units} != {goal.shape}:
        raise ShapeError("the matrices and the target must have one size")
    reason = reason_against(found, units, goal)
    if not reason:
        return None
    lowest = _infimum(found, units, goal)
    return Obstacle(reason, *lowest) if lowest is not None else Obstacle(reason)


def reason_against(function: ScalarFunction, units: Sequence[Matrix], target: Matrix) -> str:
    """The first reason that is found, or nothing."""
    return (
        missed(function, target)
        or outside(function, units, target)
        or out_of_range(function, target, all(u == u.T for u in units))
    )


def out_of_range(function: ScalarFunction, target: Matrix, symmetric: bool = False) -> str:
    """An eigenvalue of the target that f would have to take on the reals, and does not.

    Args:
        function: f.
        target: B.
        symmetric: whether A is symmetric, so that all its eigenvalues are real.
    """
    for place in places(target):
        beta = place.real()
        if beta is None:
            continue
        if not symmetric and algebraic_multiplicity(target, place.part) % 2 == 0:
            continue
        claim = Claim(Atomic("!=", function.of(VARIABLE), written_form(beta)))
        if decide(claim, SECONDS).status is Status.PROVED:
            why = "A is symmetric" if symmetric else "its multiplicity in the target is odd"
            return (
                f"{function.name} has no real value {place.name}, which it must take at a real "
                f"eigenvalue of A, as {why}"
            )
    return ""


def _infimum(function: ScalarFunction, units: Sequence[Matrix], target: Matrix) -> Infimum | None:
    try:
        return infimum(function, units, target)
    except SymnnError:
        return None  # its number field is too large, say: nothing is known of the infimum
