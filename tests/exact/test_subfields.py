"""What is guessed from balls is what linear algebra finds, and never more."""

from __future__ import annotations

import pytest
from flint import fmpq

from symnn.exact import field
from symnn.exact.field import Field, join, nested
from symnn.exact.number import Number
from symnn.exact.subfields import image_in
from symnn.exact.trigonometry import cos_pi

FIELDS = {
    "the eighth root of 2": Number(2).nth_root(8).field,
    "the fourth root of 2": Number(2).nth_root(4).field,
    "the cube root of 5": Number(5).nth_root(3).field,
    **{f"cos(pi/{n})": cos_pi(fmpq(1, n)).field for n in (7, 9, 14)},
    "cos(3 pi/7)": cos_pi(fmpq(3, 7)).field,
}


@pytest.mark.parametrize("left", FIELDS.values(), ids=FIELDS)
def test_nested_fields_are_joined_as_by_linear_algebra(
    left: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(field, "LARGE", 10_000)
    for right in FIELDS.values():
        if left is right:
            continue
        known, found = join.__wrapped__(left, right), nested(left, right)
        assert (found is None) == (known.field not in {left, right})
        assert found is None or found == known


def test_another_root_of_the_polynomial_is_not_taken() -> None:
    """The roots of x⁴ - 2 are ±r: the field is the same, and the generator is not."""
    r = Number(2).nth_root(4).field
    other = field.make_field(r.polynomial, 1 - r.index, ())
    image = image_in(other, r)
    assert image is not None
    assert image.coeffs() == [0, -1]
