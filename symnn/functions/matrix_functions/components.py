"""What the eigenvalues of each factor contribute to f(A), exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, final

from flint import fmpq, fmpq_poly

from symnn.deferred import dataclass
from symnn.errors import UndefinedError, UnsupportedError
from symnn.exact.ball import precision
from symnn.exact.expression import ONE, Expr, free_symbols, postorder
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.complex_values import ball_at
from symnn.functions.matrix_functions.interpolation import interpolants
from symnn.functions.matrix_functions.jets import Jet, Laurent, kind_of
from symnn.functions.matrix_functions.pieces import Branch, branches
from symnn.functions.matrix_functions.spectrum import Eigenvalues, Spectrum

#: The precisions at which a value is looked for before it is called undefined.
_TRIES: Final = (64, 256, 1024)
#: Analytic in the whole plane, and on the whole real line.
_ENTIRE: Final = frozenset({"exp", "sin", "cos", "sinh", "cosh", "erf", "gelu"})
_REAL_ANALYTIC: Final = frozenset({"sigmoid", "logistic", "tanh", "softplus", "silu", "atan"})
_ZERO: Final = fmpq_poly([0])


@final
@dataclass(frozen=True, eq=False)
class Component:
    """What some eigenvalues of one factor contribute.

    Attributes:
        part: the eigenvalues of the factor.
        roots: which of them.
        scalars: for each scalar function S, the c_(S,d), from d = 0 up.
    """

    part: Eigenvalues
    roots: tuple[int, ...]
    scalars: Mapping[Expr, tuple[fmpq_poly, ...]]

    @property
    def complete(self) -> bool:
        """Whether all roots of the factor are meant."""
        return len(self.roots) == self.part.field.degree


def build(function: ScalarFunction, spectrum: Spectrum) -> tuple[Component, ...]:
    """The components of f(A).

    Args:
        function: f.
        spectrum: that of A, raised for derivatives of f(A).

    Raises:
        UndefinedError: f, or a derivative that is needed, does not exist at an eigenvalue.
    """
    found: list[Component] = []
    for part in spectrum.parts:
        basis = interpolants(spectrum.minimal, part)
        for branch in branches(function, part):
            found += contribution(part, basis, branch)
    for component in found:
        _check(function, component)
    return tuple(found)


def contribution(
    part: Eigenvalues, basis: Sequence[Sequence[fmpq_poly]], branch: Branch
) -> list[Component]:
    """The component that some roots of a factor contribute; none where all their jets are 0.

    Args:
        part: the eigenvalues of the factor.
        basis: its interpolants.
        branch: which roots, and the jets of the function there.
    """
    scalars = _collected(part, basis, branch.jets)
    return [Component(part, branch.roots, scalars)] if scalars else []


def _collected(
    part: Eigenvalues, basis: Sequence[Sequence[fmpq_poly]], jets: Sequence[Jet]
) -> dict[Expr, tuple[fmpq_poly, ...]]:
    """For each scalar the sum over j of its factor in the jet times the coefficients of L_j."""
    total: dict[Expr, list[fmpq_poly]] = {}
    for interpolant, jet in zip(basis, jets, strict=True):
        for scalar, laurent in jet.items():
            factor = _element(part, laurent)
            sums = total.setdefault(scalar, [_ZERO] * len(interpolant))
            for d, c in enumerate(interpolant):
                sums[d] += part.field.times(factor, c)
    return {s: tuple(c) for s, c in total.items() if any(c)}


def _element(part: Eigenvalues, laurent: Laurent) -> fmpq_poly:
    """P(λ)/λ^n in the field of λ."""
    total = part.element(laurent.numerator)
    if laurent.order:
        if not part.field.root:
            raise UndefinedError(
                "0 is an eigenvalue, and the function or a derivative that is needed has no value "
                "there"
            )
        inverse = part.field.inverse(part.field.root)
        for _ in range(laurent.order):
            total = part.field.times(total, inverse)
    return total


def _check(function: ScalarFunction, component: Component) -> None:
    """Each scalar must be shown to exist, off the branch cuts, at each eigenvalue."""
    for k in component.roots:
        for scalar in component.scalars:
            if scalar == ONE or _exists(component.part, k, scalar):
                continue
            _refuse_symbols(function, scalar)
            raise UndefinedError(
                f"{function.name} of this matrix is not defined: {function.name} or a derivative "
                f"that is needed is not analytic at its eigenvalue {component.part.name(k)}"
                + _why(function, component.part, k)
            )


def _exists(part: Eigenvalues, k: int, scalar: Expr) -> bool:
    if free_symbols(scalar) - {ARGUMENT}:
        names = {str(n.data) for n in postorder(scalar) if n.op == "apply"}
        plain = all(n.op != "nth_root" and _natural(n) for n in postorder(scalar))
        smooth = _ENTIRE | _REAL_ANALYTIC if part.is_real()[k] else _ENTIRE
        return plain and names <= smooth
    for bits in _TRIES:
        with precision(bits):
            if ball_at(scalar, part.balls(bits)[k], bits).is_finite():
                return True
    return False


def _natural(node: Expr) -> bool:
    """Whether a node is no power but to a natural number."""
    exponent = node.args[1].data if node.op == "power" else fmpq(0)
    return isinstance(exponent, fmpq) and exponent.q == 1 and exponent >= 0


def _refuse_symbols(function: ScalarFunction, scalar: Expr) -> None:
    names = sorted(free_symbols(scalar) - {ARGUMENT})
    if names:
        raise UnsupportedError(
            f"{function.name} with the symbols {', '.join(names)} is not shown to be analytic at "
            "every eigenvalue for all their values; give them values"
        )


def _why(function: ScalarFunction, part: Eigenvalues, k: int) -> str:
    cut = kind_of(function.body) in ("log", "sqrt", "power")
    if not cut or not part.is_real()[k] or part.real_part(part.field.root)[k] > 0:
        return ", or it is not shown to be"
    return f"; the principal {function.name} has its branch cut along the numbers <= 0"
