"""Functions of matrices of balls: what holds for every matrix that the balls contain."""

from __future__ import annotations

from flint import acb, acb_mat, arb, arb_mat

from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.ball import precision
from symnn.exact.expression import Expr, negative, postorder, rebuild
from symnn.functions.calculus import derivative
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.complex_values import ball_at
from symnn.functions.matrix_functions.pieces import is_analytic
from symnn.networks.matrix_neurons.ball_calculus import block, by_arithmetic, corner, finite


def function_of_balls(function: ScalarFunction, matrix: arb_mat, bits: int) -> arb_mat:
    """Balls of f(X), for every X within the balls given.

    Exactness: proved. Method: exponentials and inverses of the matrix where f is written in
    them; for other functions the eigenvalues and eigenvectors, which must be told apart.

    Raises:
        UnsupportedError: eigenvalues that are not told apart at this precision, or a kink or a
            singularity of f among them.
    """
    direct = by_arithmetic(function.body, matrix, bits)
    if direct is not None and finite(direct):
        return direct
    with precision(bits):
        values, right = _eigen(matrix, function.name)
        diagonal = acb_mat(len(values), len(values))
        for i, z in enumerate(values):
            diagonal[i, i] = _finite(function, _body_at(function, z, bits), z, bits)
        result = right * diagonal * right.inv()
        return result.real


def frechet_of_balls(
    function: ScalarFunction, matrix: arb_mat, direction: arb_mat, bits: int
) -> arb_mat:
    """Balls of L_f(X, E), for every X and E within the balls given.

    Exactness: proved. Method: f of the block matrix [[X, E], [0, X]] where f is written in
    exponentials and inverses; else the divided differences of f at the eigenvalues (Daleckii and
    Krein), which must be told apart.

    Raises:
        UnsupportedError: as for `function_of_balls`.

    Examples:
        >>> from symnn.functions.smooth import power_of
        >>> x, e = arb_mat([[1, 2], [0, 3]]), arb_mat([[0, 1], [1, 0]])
        >>> frechet_of_balls(power_of(2), x, e, 64).overlaps(x * e + e * x)
        True
    """
    direct = by_arithmetic(function.body, block(matrix, direction), bits)
    if direct is not None and finite(direct):
        return corner(direct)
    with precision(bits):
        values, right = _eigen(matrix, function.name)
        inverse = right.inv()
        turned = inverse * acb_mat(direction) * right
        bodies = [_body_at(function, z, bits) for z in values]
        at = [_finite(function, b, z, bits) for b, z in zip(bodies, values, strict=True)]
        for i, z in enumerate(values):
            for j, w in enumerate(values):
                turned[i, j] = turned[i, j] * (
                    _slope(function, bodies[i], z, bits) if i == j else (at[i] - at[j]) / (z - w)
                )
        result = right * turned * inverse
        return result.real


def _slope(function: ScalarFunction, body: Expr, z: acb, bits: int) -> acb:
    try:
        slope = derivative(body, ARGUMENT)
    except SymnnError as error:
        raise UnsupportedError(
            f"{function.name} is not shown to be differentiable at the eigenvalue near {z.str(6)}"
        ) from error
    return _finite(function, slope, z, bits)


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


def _body_at(function: ScalarFunction, z: acb, bits: int) -> Expr:
    return function.body if is_analytic(function.body) else _piece(function, z, bits)


def _finite(function: ScalarFunction, body: Expr, z: acb, bits: int) -> acb:
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
        elif node.op == "piecewise" or (node.op == "apply" and node.data in ("sign", "floor")):
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
