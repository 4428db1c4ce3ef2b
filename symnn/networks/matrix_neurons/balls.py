"""Functions of matrices of balls: what holds for every matrix that the balls contain."""

from __future__ import annotations

from flint import acb, acb_mat, arb, arb_mat

from symnn.errors import UnsupportedError
from symnn.exact.ball import precision
from symnn.exact.expression import Expr, negative, postorder, rebuild
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.complex_values import ball_at
from symnn.functions.matrix_functions.jets import kind_of
from symnn.functions.matrix_functions.pieces import is_analytic


def function_of_balls(function: ScalarFunction, matrix: arb_mat, bits: int) -> arb_mat:
    """Balls of f(X), for every X within the balls given.

    Exactness: proved. Method: flint's own exponential; for other functions the eigenvalues and
    eigenvectors, which must be told apart.

    Raises:
        UnsupportedError: eigenvalues that are not told apart at this precision, or a kink or a
            singularity of f among them.
    """
    with precision(bits):
        if kind_of(function.body) == "exp":
            return matrix.exp()
        values, right = _eigen(matrix, function.name)
        diagonal = acb_mat(len(values), len(values))
        for i, z in enumerate(values):
            diagonal[i, i] = _at(function, z, bits)
        result = right * diagonal * right.inv()
        return result.real


def _eigen(matrix: arb_mat, name: str) -> tuple[list[acb], acb_mat]:
    try:
        values, right = acb_mat(matrix).eig(right=True)
        right.inv()
    except (ValueError, ZeroDivisionError) as error:
        raise UnsupportedError(
            f"the eigenvalues of the argument of {name} are not told apart by balls; more bits "
            "may help, unless it has a repeated eigenvalue"
        ) from error
    return list(values), right


def _at(function: ScalarFunction, z: acb, bits: int) -> acb:
    body = function.body if is_analytic(function.body) else _piece(function, z, bits)
    value = ball_at(body, z, bits)
    if not value.is_finite():
        raise UnsupportedError(
            f"{function.name} is not shown to be analytic at the eigenvalue near {z.str(6)}"
        )
    return value


def _piece(function: ScalarFunction, z: acb, bits: int) -> Expr:
    """The body of the piece that the ball lies in."""
    done: dict[Expr, Expr] = {}
    body = lower(function.body)
    for node in postorder(body):
        args = tuple(done[a] for a in node.args)
        if node.op == "apply" and node.data in ("max", "min", "abs"):
            done[node] = _side(function, node, args, z, bits)
        elif node.op == "piecewise":
            raise UnsupportedError(f"{function.name} of a matrix of balls is not covered")
        else:
            done[node] = rebuild(node, args)
    return done[body]


def _side(function: ScalarFunction, node: Expr, args: tuple[Expr, ...], z: acb, bits: int) -> Expr:
    best = args[0]
    others = args[1:] if node.data != "abs" else (negative(args[0]),)
    way = -1 if node.data == "min" else 1
    for other in others:
        gap: arb = (ball_at(other, z, bits) - ball_at(best, z, bits)).real
        if not (gap > 0 or gap < 0):
            raise UnsupportedError(
                f"a kink of {function.name} is not told apart from the eigenvalue near {z.str(6)}"
            )
        best = other if (gap > 0) == (way > 0) else best
    return best
