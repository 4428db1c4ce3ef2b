"""Functions that are analytic on parts of the plane: relu and its kin act on the spectrum.

A piecewise affine function of one real variable becomes a function of matrices by the real part
of the eigenvalue: relu keeps the spectral part with Re λ > 0, so that relu(A) = A P with P the
spectral projector of that half-plane. An eigenvalue on a line Re λ = kink is allowed only if it
is the kink itself, its Jordan blocks have size 1 and the function is continuous there.

References:
    N. Higham, Functions of Matrices (2008), chapter 5 (the matrix sign function).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple, final

from flint import fmpq, fmpq_poly

from symnn.errors import SymnnError, UndefinedError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import ONE, Expr, postorder, substitute
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.jets import Jet, Laurent, exponent_of, jets_of
from symnn.functions.matrix_functions.spectrum import Eigenvalues

_ANALYTIC: Final = frozenset({"abs", "max", "min", "sign", "floor"})


@final
class Branch(NamedTuple):
    """The jets of a function at some of the roots of a factor."""

    roots: tuple[int, ...]
    jets: tuple[Jet, ...]


def is_analytic(body: Expr) -> bool:
    """Whether a body is made without kinks and cases."""
    nodes = list(postorder(lower(body)))
    return not any(n.op == "piecewise" or (n.op == "apply" and n.data in _ANALYTIC) for n in nodes)


def branches(function: ScalarFunction, part: Eigenvalues) -> list[Branch]:
    """The jets of a function at the eigenvalues of one factor, as many as they need.

    Raises:
        UndefinedError: an eigenvalue at which the function of a matrix is not defined.
        UnsupportedError: a function with kinks that is not affine between them.
    """
    every, order = tuple(range(part.field.degree)), part.jets
    if is_analytic(function.body):
        exponent = exponent_of(function.body)
        if exponent is not None and not part.field.root:
            return _power_at_zero(function, exponent, part, order)
        return [Branch(every, tuple(jets_of(function.body)(order)))]
    kinks, pieces = _affine_pieces(function)
    places = [_piece(function, part, kinks, k, order) for k in every]
    found = []
    for place in sorted(set(places)):
        chosen = tuple(k for k in every if places[k] == place)
        slope, intercept = pieces[place]
        first = fmpq_poly([intercept, slope])
        jets: list[Jet] = [{ONE: Laurent(first)}] if first else [{}]
        jets += [
            {ONE: Laurent(fmpq_poly([slope]))} if slope != 0 and j == 1 else {}
            for j in range(1, order)
        ]
        found.append(Branch(chosen, tuple(jets)))
    return found


def _power_at_zero(
    function: ScalarFunction, exponent: fmpq, part: Eigenvalues, order: int
) -> list[Branch]:
    """z^q at the eigenvalue 0: a polynomial for whole q >= 0; else at most the value 0."""
    if exponent >= 0 and exponent.q == 1:
        return [Branch((0,), tuple(jets_of(function.body)(order)))]
    if exponent > 0 and order == 1:
        return []
    reason = (
        "has no value there"
        if exponent < 0
        else f"has no derivative there, and 0 has a Jordan block of size {part.multiplicity}"
        if part.multiplicity > 1
        else "has no derivative there"
    )
    raise UndefinedError(
        f"{function.name} of this matrix is not defined: 0 is an eigenvalue, and "
        f"{function.name} {reason}"
    )


def _piece(
    function: ScalarFunction, part: Eigenvalues, kinks: list[fmpq], k: int, order: int
) -> int:
    """Which affine piece acts on an eigenvalue."""
    for place, kink in enumerate(kinks):
        side = part.real_parts(kink)[k]
        if side < 0:
            return place
        if side == 0:
            _check_kink(function, part, kink, k, order)
            return place
    return len(kinks)


def _check_kink(
    function: ScalarFunction, part: Eigenvalues, kink: fmpq, k: int, order: int
) -> None:
    name, shown = function.name, part.name(k)
    where = "the imaginary axis" if kink == 0 else f"the line Re z = {kink}"
    if not part.is_real()[k]:
        raise UndefinedError(
            f"{name} of this matrix is not defined: its eigenvalue {shown} lies on {where}, "
            f"where {name} changes from one piece to the other"
        )
    if function.name in ("sign", "step"):
        raise UndefinedError(
            f"{name} of this matrix is not defined: {name} jumps at its eigenvalue {shown}"
        )
    if order > 1:
        raise UndefinedError(
            f"{name} of this matrix is not defined: its eigenvalue {shown} is a kink of {name} "
            f"and has a Jordan block of size {part.multiplicity}, which needs a derivative there"
            if part.multiplicity > 1
            else f"{name} is not differentiable at this matrix: its eigenvalue {shown} is a kink"
        )


def _affine_pieces(function: ScalarFunction) -> tuple[list[fmpq], list[tuple[fmpq, fmpq]]]:
    """The kinks, and slope and intercept of each piece between them."""
    try:
        kinks = [_rational(kink) for kink in function.kinks]
        slopes = [_rational(slope) for slope in function.slopes]
    except SymnnError as error:
        raise UnsupportedError(
            f"{function.name} is not affine with rational numbers between its kinks, so it is no "
            "function of matrices here; analytic activations and relu, leaky_relu, absolute, "
            "hard_tanh, relu6, sign, step are"
        ) from error
    if not slopes or not kinks:
        raise UnsupportedError(
            f"the pieces of {function.name} are not known; write it with relu, absolute, … or as "
            "an analytic function"
        )
    between = [
        kinks[0] - 1,
        *((a + b) / 2 for a, b in pairwise(kinks)),
        kinks[-1] + 1,
    ]
    values = [_at(function, x) for x in between]
    pairs = [(s, y - s * x) for s, x, y in zip(slopes, between, values, strict=True)]
    return kinks, pairs


def _rational(expr: Expr) -> fmpq:
    return value(lower(expr)).as_fmpq()


def _at(function: ScalarFunction, x: fmpq) -> fmpq:
    body = substitute(function.body, {ARGUMENT: Expr("rational", (), x)})
    return value(lower(body)).as_fmpq()
