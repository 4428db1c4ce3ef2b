"""Errors of networks of matrix neurons are within the bound, or it is said why there is none."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
import sympy as sp

import symnn as sn
from symnn.errors import ShapeError, UnsupportedError
from symnn.twins.matrices.matrix_networks import MatrixTwin

NETWORKS = [
    sn.MatrixNetwork(sn.MatrixAffine([["1/3", -2], ["0.1", 1]])),
    sn.MatrixNetwork(
        sn.MatrixAffine([["1/3", -2], ["0.1", 1]]),
        sn.MatrixActivation(sn.relu),
        sn.MatrixAffine([[1, "1/7"]]),
    ),
    sn.MatrixNetwork(
        sn.MatrixAffine([["1/3", 1]]),
        sn.MatrixActivation(sn.tanh),
        sn.MatrixAffine([[3], [sp.sqrt(2)]]),
        sn.MatrixActivation(sn.sigmoid),
    ),
    sn.MatrixNetwork(sn.MatrixActivation(sn.leaky_relu("0.1")), sn.MatrixAffine([["1/9", 1]])),
    sn.MatrixNetwork(sn.MatrixActivation(sn.square), sn.MatrixActivation(sn.softplus)),
    sn.MatrixNetwork(sn.Entrywise(sn.tanh), sn.MatrixActivation(sn.power(3))),
    sn.MatrixNetwork(sn.MatrixAffine([["1/10", "1/10"]]), sn.MatrixActivation(sn.exp)),
]


def symmetric(rng: Random, size: int) -> np.ndarray:
    """Of any kind: whole numbers, repeated or no eigenvalues at a kink, singular, diagonal."""
    kind = rng.randrange(4)
    if kind == 0:
        made = np.array([[float(rng.randint(-2, 2)) for _ in range(size)] for _ in range(size)])
    elif kind == 1:
        vector = np.array([[rng.gauss(0, 1)] for _ in range(size)])
        made = vector @ vector.T  # of rank 1
    elif kind == 2:
        made = np.diag([rng.choice((-1.0, 0.0, 1e-9, 2.0)) for _ in range(size)])
    else:
        made = np.array([[rng.gauss(0, 3) for _ in range(size)] for _ in range(size)])
    return np.tril(made) + np.tril(made, -1).T


@pytest.mark.parametrize("net", NETWORKS, ids=repr)
def test_the_error_is_within_the_bound(net: sn.MatrixNetwork) -> None:
    twin = MatrixTwin.of(net)
    for seed in range(8):
        rng = Random(seed)  # noqa: S311
        x = np.array([symmetric(rng, 1 + seed % 3) for _ in range(2)])
        bound = twin.bound(x)
        found, errors = twin(x), twin.certificate(x).outputs
        norms = np.zeros(len(found))
        for k, output in enumerate(errors):
            norms[k // found[0].size] += float(output.error[1]) ** 2
        assert (np.sqrt(norms) <= bound.values).all()
        assert (bound.values < 1e-9 * (1 + np.abs(found).max())).all()


def test_sums_and_powers_need_no_symmetry_and_no_assumption() -> None:
    net = sn.MatrixNetwork(sn.MatrixAffine([["1/3", 1]]), sn.MatrixActivation(sn.power(3)))
    x = np.array([[[0.0, 5.0], [-1.0, 1 / 3]], [[1.0, 1e3], [0.0, 1.0]]])
    twin = MatrixTwin.of(net)
    bound = twin.bound(x)
    assert bound.assumption == "IEEE 754 arithmetic, no fast-math"
    errors = [float(output.error[1]) for output in twin.certificate(x).outputs]
    assert math.hypot(*errors) <= bound.values[0]
    assert str(bound).startswith("|float64 - exact|_F <= ")


def test_the_assumption_about_eigenvalues_is_named() -> None:
    twin = MatrixTwin.of(NETWORKS[1])
    x = np.array([[[1.0, 2.0], [2.0, -1.0]], [[0.0, 1.0], [1.0, 0.0]]])
    assert twin.bound(x).assumption.startswith("E(16): functions of symmetric matrices")
    assert (twin.bound(x, eigen=64).values > twin.bound(x).values).all()


def test_where_there_is_no_bound_the_reason_is_told() -> None:
    nilpotent = np.array([[[0.0, 1.0], [0.0, 0.0]], [[0.0, 1.0], [0.0, 0.0]]])
    with pytest.raises(UnsupportedError, match="not symmetric has no bound beforehand"):
        MatrixTwin.of(NETWORKS[1]).bound(nilpotent)
    identity = np.array([np.eye(2)])
    with pytest.raises(UnsupportedError, match="the largest slope between its eigenvalues"):
        MatrixTwin.of(sn.MatrixNetwork(sn.MatrixActivation(sn.log))).bound(identity)
    with pytest.raises(ShapeError, match="one input"):
        MatrixTwin.of(NETWORKS[1]).bound(np.eye(2))
    with pytest.raises(UnsupportedError, match=r"eigen=0\.5"):
        MatrixTwin.of(NETWORKS[1]).bound(identity.repeat(2, axis=0), eigen=0.5)


def test_certificates_are_as_narrow_as_they_say() -> None:
    thirds = sn.MatrixNetwork(sn.MatrixAffine([["1/3"]]))
    [found] = thirds.enclosure(sn.Matrix([[10, 1, 2], [0, 1, 2], [2, 2, 1]]), bits=200)
    assert all(ball.rad() < 2.0**-190 for ball in found.entries())
    outputs = MatrixTwin.of(thirds).certificate(np.full((1, 3, 3), 20.0)).outputs
    assert all(output.ulps <= 1 for output in outputs)
