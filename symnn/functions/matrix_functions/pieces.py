"""Functions that are analytic on parts of the plane: relu and its kin act on the spectrum.

At each eigenvalue λ a function with kinks is the analytic function of the piece that λ lies in,
told by real parts: max(u, v) is u where Re u(λ) > Re v(λ). So relu keeps the spectral part with
Re λ > 0, and relu(A) = A P with P the spectral projector of that half-plane. Where the real parts
are equal there is no piece: the matrix function is refused, unless u(λ) = v(λ) exactly and
nothing but the value is needed, as for relu at the eigenvalue 0 with Jordan blocks of size 1.

References:
    N. Higham, Functions of Matrices (2008), chapter 5 (the matrix sign function).
"""

from __future__ import annotations

from typing import Final, NamedTuple, final

from flint import arb, fmpq, fmpq_poly

from symnn.errors import UndefinedError, UnsupportedError
from symnn.exact.ball import compare, precision
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    negative,
    postorder,
    rebuild,
)
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.complex_values import ball_at
from symnn.functions.matrix_functions.jets import Jet, exponent_of, jets_of, polynomial_of
from symnn.functions.matrix_functions.spectrum import Eigenvalues

_KINKED: Final = frozenset({"abs", "max", "min", "sign", "floor"})
#: The precisions at which a real part is looked for before it is called unknown.
_TRIES: Final = (64, 256, 1024)


@final
class Branch(NamedTuple):
    """The jets of a function at some of the roots of a factor."""

    roots: tuple[int, ...]
    jets: tuple[Jet, ...]


def is_analytic(body: Expr) -> bool:
    """Whether a body is made without kinks and cases."""
    return not any(map(_has_kink, postorder(lower(body))))


def _has_kink(node: Expr) -> bool:
    return node.op == "piecewise" or (node.op == "apply" and node.data in _KINKED)


def branches(function: ScalarFunction, part: Eigenvalues) -> list[Branch]:
    """The jets of a function at the eigenvalues of one factor, as many as they need.

    Raises:
        UndefinedError: an eigenvalue at which the function of a matrix is not defined.
        UnsupportedError: a side of a kink that could not be told.
    """
    every = tuple(range(part.field.degree))
    if is_analytic(function.body):
        return _analytic(function, function.body, part, every)
    bodies = [_Sides(function, part, k).piece() for k in every]
    found = []
    for body in dict.fromkeys(bodies):
        chosen = tuple(k for k in every if bodies[k] == body)
        found += _analytic(function, body, part, chosen)
    return found


def _analytic(
    function: ScalarFunction, body: Expr, part: Eigenvalues, roots: tuple[int, ...]
) -> list[Branch]:
    exponent = exponent_of(body)
    if exponent is not None and not part.field.root:
        return _power_at_zero(function, body, exponent, part)
    return [Branch(roots, tuple(jets_of(body)(part.jets)))]


def _power_at_zero(
    function: ScalarFunction, body: Expr, exponent: fmpq, part: Eigenvalues
) -> list[Branch]:
    """z^q at the eigenvalue 0: a polynomial for whole q >= 0; else at most the value 0."""
    if exponent >= 0 and exponent.q == 1:
        return [Branch((0,), tuple(jets_of(body)(part.jets)))]
    if exponent > 0 and part.jets == 1:
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


@final
class _Sides:
    """The piece of a function at one eigenvalue."""

    def __init__(self, function: ScalarFunction, part: Eigenvalues, k: int) -> None:
        self.function, self.part, self.k = function, part, k

    def piece(self) -> Expr:
        """The body without its kinks."""
        done: dict[Expr, Expr] = {}
        for node in postorder(lower(self.function.body)):
            args = tuple(done[a] for a in node.args)
            done[node] = self.settled(node, args) if _has_kink(node) else rebuild(node, args)
        return done[lower(self.function.body)]

    def settled(self, node: Expr, args: tuple[Expr, ...]) -> Expr:
        """The argument that a node with a kink takes here, up to its sign."""
        if node.op == "piecewise":
            return self.case(node, args)
        match node.data:
            case "max" | "min":
                way = 1 if node.data == "max" else -1
                best = args[0]
                for other in args[1:]:
                    best = other if self.side(other, best, jump=False) == way else best
                return best
            case "abs":
                return args[0] if self.side(args[0], ZERO, jump=False) >= 0 else negative(args[0])
            case "sign":
                return ONE if self.side(args[0], ZERO, jump=True) > 0 else MINUS_ONE
        raise UnsupportedError(
            f"{node.data} in {self.function.name} makes no function of matrices here"
        )

    def case(self, node: Expr, args: tuple[Expr, ...]) -> Expr:
        """The first case that holds, by real parts."""
        relations = node.data if isinstance(node.data, tuple) else ()
        for i, relation in enumerate(relations):
            left, right, value = args[3 * i : 3 * i + 3]
            if compare(relation, self.side(left, right, jump=True)):
                return value
        return args[-1]

    def side(self, left: Expr, right: Expr, *, jump: bool) -> int:
        """The sign of Re(left - right) at the eigenvalue; 0 only where both are equal.

        Raises:
            UndefinedError: the real parts are equal, and the function is not defined there.
        """
        if left == right:
            return 0
        gap = add(left, negative(right))
        polynomial = polynomial_of(gap)
        if polynomial is None:
            return self.by_balls(gap)
        element = self.part.element(polynomial)
        sign = self.part.real_part(element)[self.k]
        if sign == 0:
            self.check_kink(element, jump)
        return sign

    def by_balls(self, gap: Expr) -> int:
        """The sign of the real part by enclosures."""
        names = sorted(free_symbols(gap) - {ARGUMENT})
        if names:
            raise UnsupportedError(
                f"{self.function.name} of this matrix depends on the symbols {', '.join(names)}: "
                f"which of its pieces acts at the eigenvalue {self.part.name(self.k)} is told by "
                "the sign of an expression in them; give them values"
            )
        for bits in _TRIES:
            with precision(bits):
                real: arb = ball_at(gap, self.part.balls(bits)[self.k], bits).real
            if real > 0 or real < 0:
                return 1 if real > 0 else -1
        raise UndefinedError(
            f"{self.function.name} of this matrix is not defined, or not shown to be: at its "
            f"eigenvalue {self.part.name(self.k)} two pieces of {self.function.name} meet"
        )

    def check_kink(self, element: fmpq_poly, jump: bool) -> None:
        """Refuse an eigenvalue between two pieces, unless its value is all one needs."""
        name, shown, part = self.function.name, self.part.name(self.k), self.part
        if element:
            simple = element == part.field.root
            where = "lies on the imaginary axis" if simple else "lies on the line"
            raise UndefinedError(
                f"{name} of this matrix is not defined: its eigenvalue {shown} {where}, "
                f"where {name} changes from one piece to the other"
            )
        if jump:
            raise UndefinedError(
                f"{name} of this matrix is not defined: {name} changes from one formula to another "
                f"at its eigenvalue {shown}"
            )
        if part.multiplicity > 1:
            raise UndefinedError(
                f"{name} of this matrix is not defined: its eigenvalue {shown} is a kink of {name} "
                f"and has a Jordan block of size {part.multiplicity}, which needs a derivative"
            )
        if part.order > 1:
            raise UndefinedError(
                f"{name} is not differentiable at this matrix: its eigenvalue {shown} is a kink"
            )
