"""Linear, idempotent, equivariant: what each activation is, and exact points where it is not."""

from __future__ import annotations

import pytest
import sympy as sp

import symnn as sn

PERMUTATIONS, DIAGONAL, ORTHOGONAL, ROTATIONS, TRANSLATIONS = (
    "permutations",
    "positive diagonal",
    "orthogonal",
    "rotations",
    "translations",
)


@pytest.mark.parametrize(
    ("item", "group", "status"),
    [
        (sn.relu, PERMUTATIONS, "PROVED"),
        (sn.relu, DIAGONAL, "PROVED"),
        (sn.relu, ORTHOGONAL, "REFUTED"),
        (sn.relu, ROTATIONS, "REFUTED"),
        (sn.tanh, PERMUTATIONS, "PROVED"),
        (sn.tanh, DIAGONAL, "REFUTED"),
        (sn.tanh, ROTATIONS, "REFUTED"),
        (sn.leaky_relu("1/10"), DIAGONAL, "PROVED"),
        (sn.identity, ORTHOGONAL, "PROVED"),
        (sn.Softmax(), PERMUTATIONS, "PROVED"),
        (sn.Affine([[3, 0], [0, 3]]), ORTHOGONAL, "PROVED"),
        (sn.Affine([[0, -1], [1, 0]]), ROTATIONS, "PROVED"),
        (sn.Affine([[0, -1], [1, 0]]), ORTHOGONAL, "REFUTED"),
        (sn.Affine([[1, 1], [0, 1]]), ROTATIONS, "REFUTED"),
        (sn.Affine([[2, 1], [1, 2]]), PERMUTATIONS, "PROVED"),
        (sn.Affine([[1, 0], [0, 1]], [3, 3]), TRANSLATIONS, "PROVED"),
    ],
)
def test_equivariance_in_the_plane(item: object, group: str, status: str) -> None:
    verdict = sn.check_equivariant(item, group, 2)
    assert verdict.status.name == status, verdict
    assert sn.recheck(verdict.evidence) is None


def test_permutations_of_more_coordinates() -> None:
    assert sn.check_equivariant(sn.relu, PERMUTATIONS, 4).status.name == "PROVED"
    moved = sn.Affine([[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    assert sn.check_equivariant(moved, PERMUTATIONS).status.name == "REFUTED"


def test_softmax_does_not_see_a_translation() -> None:
    assert sn.check_invariant(sn.Softmax(), TRANSLATIONS, 3).status.name == "PROVED"
    assert sn.check_invariant(sn.relu, TRANSLATIONS, 2).status.name == "REFUTED"
    total = sn.Affine([[1, 1, 1]])
    assert sn.check_invariant(total, PERMUTATIONS).status.name == "PROVED"


def test_relu_is_idempotent_and_not_linear() -> None:
    assert sn.check_idempotent(sn.relu, 3).status.name == "PROVED"
    verdict = sn.check_linear(sn.relu, 1)
    assert verdict.status.name == "REFUTED"
    x, y = (verdict.counterexample[name] for name in ("x1", "y1"))
    assert sn.relu(x + y) != sn.relu(x) + sn.relu(y)


@pytest.mark.parametrize(
    ("item", "size", "linear", "idempotent"),
    [
        (sn.absolute, 1, "REFUTED", "PROVED"),
        (sn.identity, 2, "PROVED", "PROVED"),
        (sn.Affine([[1, 0], [0, 0]]), None, "PROVED", "PROVED"),
        (sn.Affine([[1, 0], [0, 0]], [0, 1]), None, "REFUTED", "PROVED"),
        (sn.Affine([[2]]), None, "PROVED", "REFUTED"),
        (sn.tanh, 1, "REFUTED", "REFUTED"),
    ],
)
def test_linear_and_idempotent(
    item: object, size: int | None, linear: str, idempotent: str
) -> None:
    assert sn.check_linear(item, size).status.name == linear
    assert sn.check_idempotent(item, size).status.name == idempotent


def test_weights_with_symbols() -> None:
    t = sp.Symbol("t", real=True)
    assert sn.check_equivariant(sn.Affine([[t, 0], [0, t]]), ROTATIONS).status.name == "PROVED"


def test_what_cannot_be_asked() -> None:
    with pytest.raises(sn.ClaimError, match="'mirrors' is none of the groups"):
        sn.check_equivariant(sn.relu, "mirrors", 2)
    with pytest.raises(sn.ShapeError, match="give size=2"):
        sn.check_equivariant(sn.relu, PERMUTATIONS)
    with pytest.raises(sn.ShapeError, match="makes 1 outputs of 2 inputs"):
        sn.check_equivariant(sn.Affine([[1, 1]]), PERMUTATIONS)
    with pytest.raises(sn.ShapeError, match="takes 2 inputs, not 3"):
        sn.check_linear(sn.Affine([[1, 1]]), 3)
