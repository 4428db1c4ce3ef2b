"""One matrix neuron that is fitted to a target: its loss and its gradient, exactly.

    loss(a) = |f(A) - B|_F²,  A = sum of a_i A_i,  d loss/d a_i = 2 <f(A) - B, L_f(A, A_i)>,

with the Fréchet derivative L_f and the inner product sum of x_rs y_rs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, final

from flint import arb, arb_mat

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact.ball import precision
from symnn.exact.evaluate import value
from symnn.exact.expression import ZERO, Expr, add, mul, negative, power, rational
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.combination import balls
from symnn.functions.matrix_functions.evaluate import as_matrix, matrix_function
from symnn.functions.matrix_functions.frechet import frechet
from symnn.functions.matrix_functions.value import FunctionOfMatrix


@final
@dataclass(frozen=True, eq=False)
class Fit:
    """f(A) beside its target, with the derivatives in each direction A_i.

    Attributes:
        value: f(A) at the coefficients given.
        slopes: L_f(A, A_i).
        target: B.
    """

    value: FunctionOfMatrix
    slopes: tuple[FunctionOfMatrix, ...]
    target: Matrix

    def loss(self) -> Expr:
        """|f(A) - B|_F², as a closed expression."""
        return _sum([power(g, rational(2)) for g in self._gaps() if g != ZERO])

    def gradient(self) -> tuple[Expr, ...]:
        """The derivatives of the loss in the coefficients, as closed expressions."""
        gaps = self._gaps()
        found = []
        for slope in self.slopes:
            flat = [e for row in slope.expressions() for e in row]
            terms = [mul(g, d) for g, d in zip(gaps, flat, strict=True) if ZERO not in (g, d)]
            found.append(mul(rational(2), _sum(terms)) if terms else ZERO)
        return tuple(found)

    def _gaps(self) -> list[Expr]:
        entries = [e for row in self.value.expressions() for e in row]
        pairs = zip(entries, self.target.entries(), strict=True)
        return [add(e, negative(written_form(b))) if b else e for e, b in pairs]

    def loss_ball(self, bits: int = 53) -> arb:
        """A ball around the loss."""
        with precision(bits + 32):
            gap = self.value.enclosure(bits) - balls(self.target, bits + 32)
            return sum((e * e for e in gap.entries()), arb(0))

    def gradient_balls(self, bits: int = 53) -> tuple[arb, ...]:
        """Balls around the derivatives of the loss."""
        with precision(bits + 32):
            gap = self.value.enclosure(bits) - balls(self.target, bits + 32)
            return tuple(2 * _inner(gap, slope.enclosure(bits)) for slope in self.slopes)


def fit_at(function: Any, matrices: Sequence[Any], coefficients: Sequence[Any], target: Any) -> Fit:
    """The loss of f(sum of a_i A_i) against a target, and its gradient, at some coefficients.

    Args:
        function: f, as for `matrix_function`.
        matrices: the A_i, n×n.
        coefficients: the a_i, algebraic numbers.
        target: B, n×n.

    Exactness: exact.

    Raises:
        ShapeError: not one coefficient for each matrix, or sizes that differ.
        UndefinedError: f or its derivative does not exist at A.

    Examples:
        >>> from symnn.functions.smooth import power_of
        >>> units = [Matrix([[1, 0], [0, 0]]), Matrix([[0, 0], [0, 1]])]
        >>> fit = fit_at(power_of(2), units, [2, 3], Matrix([[1, 0], [0, 0]]))
        >>> [value(g) for g in fit.gradient()] == [24, 108]
        True
    """
    units = [as_matrix(m) for m in matrices]
    goal = as_matrix(target)
    if len(units) != len(coefficients) or not units:
        raise ShapeError(f"{len(coefficients)} coefficients are given for {len(units)} matrices")
    if {m.shape for m in units} != {goal.shape}:
        raise ShapeError("the matrices and the target must have one size")
    total = Matrix.zeros(*goal.shape)
    for unit, a in zip(units, coefficients, strict=True):
        total = total + unit * value(lower(from_sympy(a)))
    slopes = tuple(frechet(function, total, unit) for unit in units)
    return Fit(matrix_function(function, total), slopes, goal)


def _inner(left: arb_mat, right: arb_mat) -> arb:
    return sum((a * b for a, b in zip(left.entries(), right.entries(), strict=True)), arb(0))


def _sum(terms: Sequence[Expr]) -> Expr:
    return ZERO if not terms else terms[0] if len(terms) == 1 else add(*terms)
