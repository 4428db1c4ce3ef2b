"""Solution sets in words: polyhedra glued together, without what the domain says already."""

from __future__ import annotations

import pytest
import sympy as sp

import symnn as sn
from symnn.claims.formula import Claim
from symnn.errors import ClaimError, UnsupportedError

x, y = sp.symbols("x y", real=True)
r = 1 / sp.sqrt(2)
net = sn.Network(
    sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
    sn.relu,
    sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
)
BOX = {x: (0, 1), y: (0, 1)}

QUADRANTS = "on x <= 0 and y <= 0; on x >= 0 and y >= 0"
SETS = [
    (sn.Eq(net(x, y), 0), BOX, "on x + y <= 1"),
    (
        sn.Eq(sn.relu(x) + sn.relu(y), sn.relu(x + y)),
        None,
        "on x <= 0 and y <= 0; on x >= 0 and y >= 0",
    ),
    (sn.Lt(sn.absolute(x), 1), None, "on x < 1 and x > -1"),
    (sn.Gt(sn.relu(x), -1), None, "everywhere"),
    (sn.Lt(sn.relu(x), 0), None, "nowhere"),
    (sn.Eq(sn.step(at_zero=sp.Rational(1, 2))(x), sp.Rational(1, 2)), None, "on x = 0"),
    (sn.Eq(x**2, x), {x: [0, 1, 2]}, "on x = 0; on x = 1"),
    (sn.Eq(x**2, 5), {x: [0, 1, 2]}, "nowhere"),
    (sn.Ge(x, 0), sn.Ne(x, 1), "on x < 1 and x >= 0; on x > 1"),
    (sn.Ge(x, 2), BOX, "nowhere"),
    (sn.Eq(sn.relu(x) * sn.relu(y), 0), {x: (-1, 1), y: (-1, 1)}, None),
]


@pytest.mark.parametrize(("claim", "over", "text"), SETS)
def test_the_set_is_said_by_its_facets(claim: Claim, over: object, text: str | None) -> None:
    found = str(sn.where(claim, over=over))
    assert text is None or found == text


def test_an_equation_on_a_cell_is_said_by_its_factors() -> None:
    found = sn.where(sn.Eq(net(x, y), x * y), over=BOX)
    assert "x + y <= 1 and (y = 0 or x = 0)" in str(found)
    assert len(found.pieces) == 2
    assert sn.check(sn.Eq(net(x, y), x * y), over=BOX).holds_on == found


def test_a_set_is_a_formula_of_sympy() -> None:
    assert sn.where(sn.Eq(net(x, y), 0), over=BOX).to_sympy() == (x + y <= 1)
    assert sn.where(sn.Lt(sn.relu(x), 0)).to_sympy() == sp.false


def test_a_set_of_too_many_cells_is_refused() -> None:
    waves = sum(sn.absolute(x - k) * (-1) ** k for k in range(410))
    with pytest.raises(UnsupportedError, match="too many cells"):
        sn.where(sn.Ge(waves, 3))


def test_what_is_no_claim_is_refused() -> None:
    with pytest.raises(ClaimError):
        sn.where(True)


def test_a_range_of_one_point_is_a_domain() -> None:
    assert sn.check(sn.Eq(sn.relu(x), 2), over={x: (2, 2)}).proved


def test_a_symbol_is_quantified_once() -> None:
    """Nested, the inner range would be the one that counts; together, both: neither is guessed."""
    inner = sn.ForAll({x: (2, 3)}, sn.Eq(x, 9))
    with pytest.raises(ClaimError, match="restricts x already"):
        sn.check(inner, over={x: (0, 1)})
    assert sn.check(sn.ForAll({y: (0, 1)}, sn.ForAll({x: (2, 3)}, sn.Ge(x, y)))).proved
    p = sp.Symbol("p", positive=True)
    assert sn.check(sn.ForAll({p: (-1, 1)}, sn.ForAll({x: (2, 3)}, sn.Ge(x, p)))).proved
