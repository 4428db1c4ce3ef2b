"""Fitting networks of matrix neurons: reached, not attained, and only at rest."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from symnn import (
    Entrywise,
    Matrix,
    MatrixActivation,
    MatrixAffine,
    MatrixNetwork,
    ShapeError,
    UnsupportedError,
    cos,
    exp,
    fit_matrix_function,
    fit_matrix_network,
    fit_obstacle,
    hard_tanh,
    network_gradient,
    relu,
    sigmoid,
    silu,
    tanh,
)
from symnn.networks.matrix_neurons.combinations import unit
from symnn.twins.matrices.matrix_network_fit import NetworkSearch
from symnn.twins.matrices.network_obstacles import network_obstacle

UNITS = [unit(2, 2, i, j) for i in range(2) for j in range(2)]
A, N, T = Matrix([[2, 1], [1, 2]]), Matrix([[0, 1], [0, 0]]), Matrix([[1, 0], [2, -1]])
ZERO = Matrix.zeros(2, 2)


def deep() -> MatrixNetwork:
    return MatrixNetwork(
        MatrixAffine([[0] * 4] * 2),
        MatrixActivation(tanh),
        MatrixAffine([[0] * 2]),
        MatrixActivation(exp),
    )


def test_a_deep_network_is_fitted_again_from_the_same_seed() -> None:
    """exp of a sum of two tanh reaches [[2, 1], [1, 1]]; the weights found are exact."""
    seen: list[int] = []
    samples = [(UNITS, [[2, 1], [1, 1]])]
    found = fit_matrix_network(deep(), samples, seed=1, progress=lambda n, _: seen.append(n))
    assert (found.outcome, found.seed) == ("fitted", 1)
    assert seen == list(range(1, len(found.losses)))
    exact = network_gradient(found.network, samples).loss_ball(60)
    assert 0 <= exact < found.residual**2 * 1.001
    again = fit_matrix_network(deep(), samples, seed=1)
    assert [a.weight for a in again.network.layers if isinstance(a, MatrixAffine)] == [
        a.weight for a in found.network.layers if isinstance(a, MatrixAffine)
    ]


def test_a_saddle_at_zero_weights() -> None:
    """All weights 0: no slope, and no minimum; a direction between the coordinates shows it."""
    found = fit_matrix_network(deep(), [(UNITS, [[2, 1], [1, 1]])])
    assert found.outcome == "stationary"
    assert "it is no minimum: the loss is smaller at distance" in found.reason
    assert found.singular


def test_biases_are_trained_if_wished() -> None:
    net = MatrixNetwork(
        MatrixAffine([[0, 0]] * 3, [ZERO] * 3),
        MatrixActivation(sigmoid),
        MatrixAffine([[0] * 3], [ZERO]),
    )
    samples = [((A, N), T), ((N, T), A)]
    found = fit_matrix_network(net, samples, seed=0, biases=True)
    assert found.outcome == "fitted"
    (first, _, last) = found.network.layers
    assert isinstance(first, MatrixAffine)
    assert isinstance(last, MatrixAffine)
    assert first.bias is not None
    assert any(first.bias)


@pytest.mark.parametrize("layer", [MatrixActivation(sigmoid), Entrywise(sigmoid)])
def test_the_float_gradient_is_near_the_exact_one(layer: MatrixActivation | Entrywise) -> None:
    net = MatrixNetwork(
        MatrixAffine([[1, 2], [-1, 1]], [N, A]), layer, MatrixAffine([[1, -2]], [T]), layer
    )
    gradient = network_gradient(net, [((A, T), N)])
    search = NetworkSearch(net, gradient.samples, biases=True)
    numbers: list[float] = []
    for slopes in gradient.balls(60):
        numbers += [float(w.mid()) for row in slopes.weight for w in row]
        numbers += [float(e.mid()) for b in slopes.bias for e in b.entries()]
    assert np.abs(search.gradient(search.start) - numbers).max() < 1e-12


def test_infimum_not_attained() -> None:
    """With a free bias tanh comes as near as one likes to a target with the eigenvalue 1."""
    net = MatrixNetwork(MatrixAffine([[0, 0]], [ZERO]), MatrixActivation(tanh))
    samples = [((A, N), [[1, 0], [0, 0]])]
    found = fit_matrix_network(net, samples, biases=True, seed=3)
    assert found.outcome == "infimum not attained"
    assert found.infimum == 0
    assert found.residual > 0
    assert fit_matrix_network(net, samples, seed=3).infimum is None


def test_one_neuron_is_told_the_same() -> None:
    found = fit_matrix_function(exp, UNITS, [[1, 0], [0, -1]], start=[0.1, 0.2, -0.3, 0.4])
    assert (found.outcome, found.infimum == 1) == ("infimum not attained", True)
    assert "Eckart" in found.reason
    net = MatrixNetwork(MatrixAffine([["0.1", "0.2", "-0.3", "0.4"]]), MatrixActivation(exp))
    other = fit_matrix_network(net, [(UNITS, [[1, 0], [0, -1]])])
    assert (other.outcome, other.infimum, other.reason[:20]) == (
        found.outcome,
        found.infimum,
        found.reason[:20],
    )
    assert other.residual >= 1


OBSTACLES = [
    (MatrixActivation(sigmoid), (A,), T, "never has the eigenvalue 1"),
    (MatrixActivation(silu), (A, T), [[-1, 0], [0, 1]], "no real value -1"),
    (MatrixAffine([[1]]), (A,), T, "all inputs and biases are symmetric"),
    (MatrixAffine([[1]]), (N,), T, "every output commutes with A_1"),
    (MatrixAffine([[1]]), (N, UNITS[0]), T, "every output lies in the algebra"),
]


@pytest.mark.parametrize(("last", "inputs", "target", "reason"), OBSTACLES)
def test_obstacles_of_networks(
    last: MatrixActivation | MatrixAffine, inputs: tuple[Matrix, ...], target: object, reason: str
) -> None:
    net = MatrixNetwork(
        MatrixAffine([[1] * len(inputs)] * 2),
        MatrixActivation(tanh),
        MatrixAffine([[1, 1]]),
        last,
    )
    found = network_obstacle(net, network_gradient(net, [(inputs, target)]).samples)
    assert found is not None
    assert reason in found.reason


def test_entrywise_layers_leave_the_algebra() -> None:
    net = MatrixNetwork(MatrixAffine([[1]]), Entrywise(relu), MatrixAffine([[1]]))
    assert network_obstacle(net, network_gradient(net, [(A, T)]).samples) is None


@pytest.mark.parametrize(
    ("f", "target", "reason"),
    [
        (cos, [[2, 0], [0, 1]], "no real value 2"),
        (hard_tanh, [[2, 1], [0, "1/2"]], "multiplicity in the target is odd"),
        (silu, [[-1, 0], [0, 1]], "no real value -1"),
    ],
)
def test_the_range_of_a_function_on_the_reals(f: object, target: object, reason: str) -> None:
    found = fit_obstacle(f, UNITS, target)
    assert found is not None
    assert reason in str(found)
    assert fit_obstacle(f, UNITS, [["1/2", 0], [0, "1/3"]]) is None


def test_other_methods() -> None:
    net, samples = MatrixNetwork(MatrixAffine([[1]]), MatrixActivation(exp)), [([[1]], [[2]])]
    for method in ("L-BFGS-B", "CG"):
        assert fit_matrix_network(net, samples, method=method).outcome == "fitted"
    with pytest.raises(UnsupportedError, match="'foo' is no method that uses gradients; use one"):
        fit_matrix_network(net, samples, method="foo")


def test_refusals() -> None:
    with pytest.raises(ShapeError, match="at least one sample"):
        fit_matrix_network(deep(), [])
    t = sp.Symbol("t", real=True)
    with pytest.raises(UnsupportedError, match="symbols t"):
        fit_matrix_network(MatrixNetwork(MatrixAffine([[t]])), [(A, A)])
    nowhere = MatrixNetwork(MatrixAffine([[0]]), MatrixActivation(relu), MatrixAffine([[1]]))
    with pytest.raises((UnsupportedError, AssertionError)):
        assert fit_matrix_network(nowhere, [(N, N)]).outcome == "fitted"
    with pytest.raises(ShapeError, match="one size"):
        fit_obstacle(exp, [[[1]]], [[1, 0], [0, 1]])
