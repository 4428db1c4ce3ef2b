"""Elements of the field of an eigenvalue at its roots: as numbers, as balls, and summed."""

from __future__ import annotations

from collections.abc import Sequence

from flint import acb, acb_poly, fmpq_poly

from symnn.errors import UnsupportedError
from symnn.exact.expression import ONE
from symnn.exact.number import Number
from symnn.exact.residue_fields import ResidueField
from symnn.functions.matrix_functions.complex_values import ball_at
from symnn.functions.matrix_functions.components import Component
from symnn.functions.matrix_functions.spectrum import Eigenvalues


def upper_half(component: Component) -> list[tuple[int, int]]:
    """Real roots with weight 1; of each conjugate pair the upper one with weight 2."""
    generators = component.part.field.generators(64)
    found = []
    for k in component.roots:
        imaginary = generators[k].imag
        if imaginary.is_zero():
            found.append((1, k))
        elif imaginary > 0:
            found.append((2, k))
    return found


def at_root(component: Component, k: int, bits: int) -> list[acb]:
    """The sums over the scalars of S(λ) c_(S,d)(λ)."""
    t = component.part.field.generators(bits)[k]
    z = component.part.balls(bits)[k]
    total: list[acb] = []
    for scalar, elements in component.scalars.items():
        value = acb(1) if scalar == ONE else ball_at(scalar, z, bits)
        row = [acb_poly(c)(t) * value for c in elements]
        total = row if not total else [a + b for a, b in zip(total, row, strict=True)]
    return total


def summed(component: Component, elements: Sequence[fmpq_poly]) -> list[Number]:
    """The sum of elements over the roots of a component: a trace, or values one by one."""
    field_, part = component.part.field, component.part
    if component.complete:
        return [field_.trace(c) for c in elements]
    try:
        return _one_by_one(part, component.roots, elements)
    except UnsupportedError:
        rest = tuple(k for k in range(field_.degree) if k not in component.roots)
        others = _one_by_one(part, rest, elements)
        return [field_.trace(c) - other for c, other in zip(elements, others, strict=True)]


def _one_by_one(
    part: Eigenvalues, roots: Sequence[int], elements: Sequence[fmpq_poly]
) -> list[Number]:
    total = [Number(0)] * len(elements)
    for k in roots:
        re, im = number_at(part, k)
        for d, c in enumerate(elements):
            value = (
                real_at(part.field, c, re) if im is None else complex_at(part.field, c, (re, im))[0]
            )
            total[d] = total[d] + value
    return total


def number_at(part: Eigenvalues, k: int) -> tuple[Number, Number | None]:
    """Real and imaginary part of an eigenvalue; `UnsupportedError` if they have no short form."""
    found = part.exactly(k)
    if found is None:
        raise UnsupportedError(
            f"the eigenvalue {part.name(k)} is a complex root of an irreducible polynomial of "
            f"degree {part.field.degree}, whose parts have no short closed form; to_sympy() and "
            "latex() keep it as a named root, enclosure(bits) has balls"
        )
    return found


def real_at(residue: ResidueField, element: fmpq_poly, x: Number) -> Number:
    """An element at a real root x."""
    total = Number(0)
    for c in reversed(residue.over_base(element)):
        total = total * x + c
    return total


def complex_at(
    residue: ResidueField, element: fmpq_poly, z: tuple[Number, Number]
) -> tuple[Number, Number]:
    """An element at a complex root, given by its real and imaginary part."""
    re, im = Number(0), Number(0)
    for c in reversed(residue.over_base(element)):
        re, im = re * z[0] - im * z[1] + c, re * z[1] + im * z[0]
    return re, im
