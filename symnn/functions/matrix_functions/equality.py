"""Whether f(A) equals a matrix, or another function of a matrix: decided, or refused.

For exponentials by the theorem of Lindemann and Weierstrass: e^λ for distinct algebraic λ are
linearly independent over the algebraic numbers, so e^A = e^B if and only if, for each eigenvalue,
what multiplies e^λ is the same; and e^A is algebraic only if 0 is the only eigenvalue.

References:
    A. Baker, Transcendental Number Theory (1975), theorem 1.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from flint import arb_mat, fmpq_poly

from symnn.errors import ShapeError, SymnnError, UnsupportedError
from symnn.exact.closed_form import ClosedForm
from symnn.exact.expression import Expr, negative
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.combination import balls
from symnn.functions.matrix_functions.components import Component
from symnn.functions.matrix_functions.jets import kind_of
from symnn.functions.matrix_functions.value import FunctionOfMatrix

#: What multiplies S(λ), entry by entry in the field of λ; by the polynomial of λ, the roots that
#: are meant, and S.
_Weights: TypeAlias = Mapping[tuple[object, ...], tuple[tuple[Number, ...], ...]]

#: The precisions at which two values are told apart.
_TRIES = (64, 256)


def equals(value: FunctionOfMatrix, other: FunctionOfMatrix | Matrix) -> bool:
    """Whether f(A) = B exactly, B a matrix of algebraic numbers or another g(C).

    Exactness: decides; never by floats.

    Raises:
        ShapeError: the shapes differ.
        UnsupportedError: they agree to many digits, and no theorem here proves it.

    Examples:
        >>> from symnn.functions.matrix_functions.evaluate import matrix_function
        >>> from symnn.functions.smooth import exp
        >>> equals(matrix_function(exp, [[0, 1], [0, 0]]), Matrix([[1, 1], [0, 1]]))
        True
    """
    if value.shape != other.shape:
        sizes = "{}×{} and {}×{}".format(*value.shape, *other.shape)
        raise ShapeError(f"matrices of the sizes {sizes} are not compared")
    if _apart(value, other):
        return False
    known = _by_weights(value, other)
    if known is not None:
        return known
    try:
        gaps = _gaps(value, other)
        return all(ClosedForm.of(lower(gap)).vanishes() for gap in gaps)
    except SymnnError as error:
        raise UnsupportedError(
            f"{value!r} and the other side agree to many digits; whether they are equal is not "
            f"decided here: {error}"
        ) from error


def _apart(value: FunctionOfMatrix, other: FunctionOfMatrix | Matrix) -> bool:
    """Whether balls tell the two apart."""
    for bits in _TRIES:
        left = value.enclosure(bits)
        right = _balls(other, bits)
        pairs = zip(left.entries(), right.entries(), strict=True)
        if any(not a.overlaps(b) for a, b in pairs):
            return True
    return False


def _balls(other: FunctionOfMatrix | Matrix, bits: int) -> arb_mat:
    return other.enclosure(bits) if isinstance(other, FunctionOfMatrix) else balls(other, bits + 32)


def _by_weights(value: FunctionOfMatrix, other: FunctionOfMatrix | Matrix) -> bool | None:
    """Equal weights make equal values; for exponentials the converse holds as well."""
    if isinstance(other, FunctionOfMatrix):
        if value.spectrum.matrix.field != other.spectrum.matrix.field:
            return None
        same = _weights(value) == _weights(other)
        only = kind_of(value.function.body) == kind_of(other.function.body) == "exp"
        return same if same or only else None
    if kind_of(value.function.body) != "exp":
        return None
    if not all(_zeros(value)):
        return False  # e^λ with λ other than 0 stays, and is not algebraic
    return value.matrix() == other


def _zeros(value: FunctionOfMatrix) -> list[bool]:
    """Of each component that does not vanish, whether its eigenvalue is 0."""
    return [
        not component.part.field.root
        for component in value.components
        for elements in component.scalars.values()
        if any(map(any, _entries(component, value.basis, elements)))
    ]


def _weights(value: FunctionOfMatrix) -> _Weights:
    found = dict[tuple[object, ...], tuple[tuple[Number, ...], ...]]()
    for component in value.components:
        for scalar, elements in component.scalars.items():
            entries = _entries(component, value.basis, elements)
            if any(map(any, entries)):
                found[component.part.field.factor, _meant(component), scalar] = entries
    return found


def _meant(component: Component) -> tuple[object, ...]:
    """Which roots of the factor; their order depends on the generator of the field."""
    if component.complete:
        return ()
    residue = component.part.field
    return (component.roots, *residue.modulus.coeffs(), *residue.root.coeffs())


def _entries(
    component: Component, basis: Sequence[Matrix], elements: Sequence[fmpq_poly]
) -> tuple[tuple[Number, ...], ...]:
    """The entries of sum of c_d F_d, as polynomials in the eigenvalue over the base field."""
    rows, columns = basis[0].shape
    residue = component.part.field
    total = [fmpq_poly([0])] * (rows * columns)
    for c, power in zip(elements, basis, strict=True):
        for k, entry in enumerate(power.entries() if c else ()):
            total[k] += residue.times(c, residue.element(entry))
    return tuple(tuple(residue.over_base(c)) if c else () for c in total)


def _gaps(value: FunctionOfMatrix, other: FunctionOfMatrix | Matrix) -> list[Expr]:
    left = [e for row in value.expressions() for e in row]
    if isinstance(other, FunctionOfMatrix):
        right = [e for row in other.expressions() for e in row]
    else:
        right = [written_form(e) for e in other.entries()]
    return [a + negative(b) for a, b in zip(left, right, strict=True)]
