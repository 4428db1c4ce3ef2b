"""Claims and sets over all x, chosen to confuse; each once came out wrong, or could have."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from symnn import Eq, Max, where

x, y = sp.symbols("x y", real=True)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (Eq((x + y) ** 2, x**2 + 2 * x * y + y**2), "everywhere"),
        (Eq(Max(x, 0) * y, x * y), "on x <= 0 and (y = 0 or x = 0); on x >= 0"),
        (Eq((x * y - 1) * Max(x, 0), 0), "on x <= 0; on x >= 0 and (x = 0 or x·y = 1)"),
        (Eq(x * y + 1, x * y), "nowhere"),
    ],
)
def test_an_identity_on_a_cell_is_no_equation(claim: Any, said: str) -> None:
    """0 = 0 has no factors, of which one would be 0."""
    assert str(where(claim)) == said


def test_a_false_equation_of_constants_holds_nowhere() -> None:
    """It has no factors either."""
    found = where(Eq((x + y) ** 2 + 1, x**2 + 2 * x * y + y**2)).to_sympy()
    assert not any(found.subs({x: a, y: b}) for a in range(-2, 3) for b in range(-2, 3))
