"""Expressions in one line of plain text."""

from __future__ import annotations

import pytest
from flint import fmpq

from symnn.exact.expression import Expr, RealRoot
from symnn.exact.number import real_root
from symnn.exact.plain import plain
from symnn.exact.radicals import written_form


@pytest.mark.parametrize(
    ("root", "text"),
    [
        (RealRoot((-1, -1, 1), fmpq(1), fmpq(2)), "the root of t^2 - t - 1 in [1, 2]"),
        (
            RealRoot((-1, -1, 0, 0, 0, 1), fmpq(116730, 100000), fmpq(116731, 100000)),
            "the root of t^5 - t - 1 near 1.1673",
        ),
        (
            RealRoot((3, 0, 0, 2), fmpq(-12, 10), fmpq(-11, 10)),
            "the root of 2t^3 + 3 in [-6/5, -11/10]",
        ),
    ],
)
def test_a_named_root_is_told_by_its_polynomial_and_its_place(root: RealRoot, text: str) -> None:
    assert plain(Expr("root", (), root)) == text


@pytest.mark.parametrize(
    ("root", "text"),
    [
        (RealRoot((-2, 0, 0, 1), fmpq(1), fmpq(2)), "∛2"),
        (RealRoot((3, 0, 0, 2), fmpq(-2), fmpq(-1)), "-∛(3/2)"),
        (RealRoot((-2, 0, 0, 0, 0, 0, 0, 0, 1), fmpq(-2), fmpq(-1)), "-root8 2"),
    ],
)
def test_the_root_of_a_binomial_is_written_as_one(root: RealRoot, text: str) -> None:
    number = real_root(root)
    assert plain(written_form(number)) == text
    assert number.sign() == (-1 if text.startswith("-") else 1)
