"""None of the right ones is accused; all that are wrong are found at inputs to check by hand."""

from __future__ import annotations

import pytest

from symnn.testing import NotATwinError, assert_twin
from tests.testing.other_hands import RIGHT, WRONG
from tests.testing.right import Right
from tests.testing.wrong import Wrong


def significant_bits(value: float) -> int:
    top = abs(value.as_integer_ratio()[0])
    return (top // (top & -top)).bit_length() if top else 0


@pytest.mark.parametrize("right", RIGHT, ids=lambda r: r.name)
def test_what_is_right_is_not_accused(right: Right) -> None:
    assert_twin(right.function, right.net, examples=25, **right.options)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda w: w.name)
def test_what_is_wrong_is_found_at_a_simple_input(wrong: Wrong) -> None:
    with pytest.raises(NotATwinError) as caught:
        assert_twin(wrong.function(), wrong.net, examples=50, **wrong.options)
    error = caught.value
    assert error.kind == wrong.kind
    assert all(significant_bits(v) <= 24 for v in error.point or ())
    assert sum(significant_bits(v) > 8 for v in error.point or ()) <= 1
