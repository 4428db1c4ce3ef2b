"""Why a network of matrix neurons cannot reach its targets, whatever its weights are.

* Where an activation comes last, each target has to be a value of it.
* Without entrywise layers every output is a polynomial in the inputs and biases: it lies in their
  algebra, commutes with them where they commute, and is symmetric where they are.
* One neuron without a bias is f(sum of a_i X_i), and more is known (`fit_obstacle`).
* Neurons with trained biases before the last activation can be any f(A), each for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.networks.matrix_neurons.images import approached, missed
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.network import MatrixNetwork
from symnn.networks.matrix_neurons.network_gradient import Sample
from symnn.networks.matrix_neurons.spans import outside_algebra
from symnn.twins.matrices.obstacles import Obstacle, fit_obstacle, out_of_range


def network_obstacle(
    network: MatrixNetwork, samples: Sequence[Sample], biases: bool = False
) -> Obstacle | None:
    """Why no weights give the targets exactly; None if no reason is found.

    Args:
        network: its layers; the values of its weights do not matter.
        samples: pairs of inputs and targets.
        biases: whether the biases are free too, in layers that have any.

    Exactness: proved. None is no proof that a fit exists.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> net = MatrixNetwork(MatrixAffine([[0, 0]]), MatrixActivation(exp))
        >>> units = (Matrix([[1, 0], [0, 0]]), Matrix([[0, 0], [0, 1]]))
        >>> found = network_obstacle(net, [(units, (Matrix([[0, 0], [0, 1]]),))])
        >>> found.reason, found.infimum == 0
        ('e^A is never singular, and the target is', True)
    """
    if _is_one_neuron(network, biases) and len(samples) == 1:
        (inputs, targets) = samples[0]
        last = network.layers[1]
        if isinstance(last, MatrixActivation) and len(targets) == 1:
            return fit_obstacle(last.function, inputs, targets[0])
    for inputs, targets in samples:
        for target in targets:
            reason = _reason(network, inputs, target, biases)
            if reason:
                return _with_infimum(network, samples, biases, reason)
    return None


def _is_one_neuron(network: MatrixNetwork, biases: bool) -> bool:
    """f(sum of a_i X_i): no bias, neither fixed nor free."""
    if len(network.layers) != 2:
        return False
    first, last = network.layers
    plain = isinstance(first, MatrixAffine) and len(first.weight) == 1
    free = biases and isinstance(first, MatrixAffine) and first.bias is not None
    bare = isinstance(first, MatrixAffine) and not any(first.bias or ()) and not free
    return plain and bare and isinstance(last, MatrixActivation)


def _reason(network: MatrixNetwork, inputs: Sequence[Matrix], target: Matrix, biases: bool) -> str:
    last = network.layers[-1]
    if isinstance(last, MatrixActivation):
        reason = missed(last.function, target) or out_of_range(last.function, target)
        if reason:
            return reason
    if any(isinstance(layer, Entrywise) for layer in network.layers):
        return ""
    affine = [layer for layer in network.layers if isinstance(layer, MatrixAffine)]
    fixed = [b for layer in affine for b in layer.bias or ()]
    if biases and fixed:
        return ""
    units = [*inputs, *fixed]
    if all(u == u.T for u in units) and target != target.T:
        return "all inputs and biases are symmetric, so that every output is; a target is not"
    return outside_algebra(units, target, "every output")


def _with_infimum(
    network: MatrixNetwork, samples: Sequence[Sample], biases: bool, reason: str
) -> Obstacle:
    """With free biases before the last activation every output is an f(A) of its own."""
    last, before = network.layers[-1], network.layers[-2] if len(network.layers) > 1 else None
    free = biases and isinstance(before, MatrixAffine) and before.bias is not None
    if not free or not isinstance(last, MatrixActivation) or len(samples) > 1:
        return Obstacle(reason)
    ways = [approached(last.function, target) for target in samples[0][1]]
    if any(way is None for way in ways) or not _is_free(network):
        return Obstacle(reason)
    proofs = dict.fromkeys(way.proof for way in ways if way is not None)
    return Obstacle(reason, Number(0), f"the infimum 0 is a limit: {'; '.join(proofs)}")


def _is_free(network: MatrixNetwork) -> bool:
    """Whether the layers before the last two have values at some weights: zeros do for most."""
    return not any(isinstance(layer, MatrixActivation) for layer in network.layers[:-2])
