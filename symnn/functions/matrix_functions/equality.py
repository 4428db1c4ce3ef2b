"""Whether f(A) equals a matrix, or another function of a matrix: decided, or refused.

For exponentials by the theorem of Lindemann and Weierstrass: e^λ for distinct algebraic λ are
linearly independent over the algebraic numbers, so e^A = e^B if and only if, for each eigenvalue,
what multiplies e^λ is the same; and e^A is algebraic only if 0 is the only eigenvalue.

References:
    A. Baker, Transcendental Number Theory (1975), theorem 1.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from flint import arb_mat, fmpq_poly

from symnn.errors import ShapeError, SymnnError, UnsupportedError
from symnn.exact.closed_form import ClosedForm
from symnn.exact.expression import Expr, negative
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.combination import balls
from symnn.functions.matrix_functions.components import Component
from symnn.functions.matrix_functions.value import FunctionOfMatrix

#: What multiplies e^λ, entry by entry in the field of λ; by the polynomial of λ.
_Weights: TypeAlias = Mapping[tuple[object, ...], tuple[fmpq_poly, ...]]

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
    known = _exponentials(value, other)
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


def _exponentials(value: FunctionOfMatrix, other: FunctionOfMatrix | Matrix) -> bool | None:
    """By Lindemann and Weierstrass, if both sides are exponentials or algebraic."""
    if value.function.name != "exp":
        return None
    if isinstance(other, FunctionOfMatrix):
        if other.function.name != "exp" or not _rational(value, other):
            return None
        return _weights(value) == _weights(other)
    if any(component.part.field.root for component in value.components):
        return False  # e^λ with λ other than 0 stays, and is not algebraic
    return value.matrix() == other


def _rational(*values: FunctionOfMatrix) -> bool:
    return all(v.spectrum.matrix.field.degree == 1 for v in values)


def _weights(value: FunctionOfMatrix) -> _Weights:
    found = dict[tuple[object, ...], tuple[fmpq_poly, ...]]()
    for component in value.components:
        key = tuple(component.part.field.modulus.coeffs())
        entries = _entries(component, value.basis)
        if any(entries):
            found[key] = entries
    return found


def _entries(component: Component, basis: tuple[Matrix, ...]) -> tuple[fmpq_poly, ...]:
    rows, columns = basis[0].shape
    total = [fmpq_poly([0])] * (rows * columns)
    for elements in component.scalars.values():
        for c, power in zip(elements, basis, strict=True):
            for k, entry in enumerate(power.entries()):
                total[k] += c * entry.as_fmpq()
    return tuple(total)


def _gaps(value: FunctionOfMatrix, other: FunctionOfMatrix | Matrix) -> list[Expr]:
    left = [e for row in value.expressions() for e in row]
    if isinstance(other, FunctionOfMatrix):
        right = [e for row in other.expressions() for e in row]
    else:
        right = [written_form(e) for e in other.entries()]
    return [a + negative(b) for a, b in zip(left, right, strict=True)]
