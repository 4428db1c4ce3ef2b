"""Activation space: the R^n of a layer's activations, its directions, and other bases of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.errors import ShapeError, UndefinedError, UnsupportedError
from symnn.exact.matrix import Matrix
from symnn.functions.sympy_functions import as_column
from symnn.networks.affine import Affine
from symnn.networks.layer import written
from symnn.networks.linear_algebra.matrices import after, matrix_of
from symnn.networks.network import Network, as_layers


def neuron_direction(net: Network, layer: int, neuron: int) -> tuple[int, ...]:
    """The basis vector e_i of activation space that a neuron stands for.

    A neuron's output is one number: the coordinate of the activation vector along e_i.

    Args:
        net: a network.
        layer: the number of the layer, from 1.
        neuron: the number of the neuron, from 1.

    Raises:
        ShapeError: there is no such layer or neuron.

    Examples:
        >>> import symnn as sn
        >>> neuron_direction(sn.Network(sn.Affine([[1, 2], [3, 4]]), sn.relu), 2, 1)
        (1, 0)
    """
    size = _size(net, layer)
    if not 1 <= neuron <= size:
        raise ShapeError(f"neuron {neuron} is none of the {size} neurons of layer {layer}")
    return tuple(int(k == neuron) for k in range(1, size + 1))


def along(net: Network, layer: int, direction: Sequence[Any], *point: Any) -> Any:
    """The coordinate of an activation vector along a direction: their dot product.

    Args:
        net, layer: whose activations.
        direction: a vector of activation space; any one, not only those of single neurons.
        point: the input.

    Exactness: exact.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1, 2], [3, 4]]), sn.relu)
        >>> along(net, 2, neuron_direction(net, 2, 1), 1, 1) == 3
        True
    """
    size = _size(net, layer)
    if len(direction) != size:
        raise ShapeError(f"the direction has {len(direction)} entries; the space has {size}")
    net = Network(*as_layers(net))
    asked = Network(*net.layers[:layer], Affine([list(direction)]))
    inputs, symbols = asked._read(point)
    return as_column(asked.values(inputs), symbols)


def _size(item: Any, layer: int) -> int:
    net = Network(*as_layers(item))
    if not 1 <= layer <= len(net.layers):
        raise ShapeError(f"layer {layer} is none of the {len(net.layers)} layers")
    size = Network(*net.layers[:layer]).output_size(net.inputs)
    if size is None:
        raise ShapeError(f"layer {layer} has any number of outputs; put an affine layer before it")
    return size


def change_basis(net: Network, layer: int, basis: Any) -> Network:
    """The same function with the activations of a layer written in another basis.

    Theorem: W a + b = (W P)(P⁻¹ a) + b, so that P⁻¹ after the layer and W P in the next one
    change nothing. Inside of an elementwise activation no basis can be changed but by what it is
    equivariant under (`check_equivariant`).

    Args:
        net: a network in which an affine layer follows.
        layer: the number of the layer whose outputs get new coordinates, from 1.
        basis: the matrix P; its columns are the new basis vectors.

    Raises:
        UnsupportedError: no affine layer follows. UndefinedError: the columns are no basis.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1], [-1]]), sn.relu, sn.Affine([[1, 1]]))
        >>> other = change_basis(net, 2, [[1, 1], [1, -1]])
        >>> sn.equivalent(net, other).status.name
        'PROVED'
    """
    net = Network(*as_layers(net))
    size = _size(net, layer)
    follower = net.layers[layer] if layer < len(net.layers) else None
    if not isinstance(follower, Affine):
        raise UnsupportedError(f"no affine layer follows layer {layer}; nothing can undo P⁻¹")
    p = matrix_of(basis)
    if p.shape != (size, size):
        raise ShapeError("a basis of R^{} has {} columns; P is {}×{}".format(size, size, *p.shape))
    if p.rank() < size:
        raise UndefinedError("the columns of P are dependent: they are no basis")
    inverse, forward = _affine(p.inverse()), _affine(p)
    before = list(net.layers[:layer])
    if isinstance(before[-1], Affine):
        before[-1] = after(inverse, before[-1])
    else:
        before.append(inverse)
    return Network(*before, after(follower, forward), *net.layers[layer + 1 :])


def _affine(matrix: Matrix) -> Affine:
    return Affine([[written(x) for x in row] for row in matrix.tolist()])
