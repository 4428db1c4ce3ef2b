"""Activations of tensors: entry by entry, and softmax along an axis."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from flint import fmpq

from symnn.errors import ShapeError, TooLargeError, UnsupportedError
from symnn.exact.expression import MINUS_ONE, ONE, Expr, apply, mul, postorder, rational
from symnn.frameworks.assembly.affine_maps import places, rearranged
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.assembly.scalar_functions import HARD_SWISH
from symnn.frameworks.dyadic import Exact, total_size
from symnn.functions import piecewise_linear as linear
from symnn.functions import smooth
from symnn.functions.function import ScalarFunction
from symnn.networks.branches import Parallel
from symnn.networks.layers import Elementwise, Softmax
from symnn.networks.structured import Sparse, select


def elementwise(graph: Graph, x: Tensor, function: Any) -> Tensor:
    """A scalar function applied to every entry."""
    layer = Elementwise(function)
    made = graph.add([layer], [x], x.shape)
    return graph.made_from(made, x, layer.function.of)


def scaled_function(graph: Graph, x: Tensor, function: Any, inside: fmpq, outside: fmpq) -> Tensor:
    """outside · f(inside · x), as SELU and CELU are written."""
    size = total_size(x.shape)
    layers = [
        *([_multiple(inside, size)] if inside != 1 else []),
        Elementwise(function),
        *([_multiple(outside, size)] if outside != 1 else []),
    ]
    return graph.add(layers, [x], x.shape)


def _multiple(factor: fmpq, size: int) -> Sparse:
    weight = rational(factor)
    return Sparse([[(k, weight)] for k in range(size)], size)


def prelu(graph: Graph, x: Tensor, slope: Exact) -> Tensor:
    """max(0, x) + slope · min(0, x), with slopes that are repeated to the shape of x.

    Raises:
        ShapeError: the slopes do not fit.
    """
    if len(slope.entries) == 1:
        return elementwise(graph, x, linear.leaky_relu(slope.entries[0]))
    try:
        numbers = np.broadcast_to(places(slope.shape), x.shape).reshape(-1).tolist()
    except ValueError:
        raise ShapeError(
            f"slopes of shape {list(slope.shape)} for a tensor of shape {list(x.shape)}"
        ) from None
    size, falls = len(numbers), [rational(-s) for s in slope.entries]
    kept = [[(k, ONE)] for k in range(size)]
    both = Sparse([*kept, *([(k, MINUS_ONE)] for k in range(size))], size)
    joined = [[(k, ONE), (size + k, falls[n])] for k, n in enumerate(numbers)]
    layers = [both, Elementwise(linear.relu), Sparse(joined, 2 * size)]
    return graph.add(layers, [x], x.shape)


def softmax(graph: Graph, x: Tensor, axis: int) -> Tensor:
    """Softmax along an axis.

    Raises:
        ShapeError: the tensor has no such axis.
    """
    rank, size = len(x.shape), total_size(x.shape)
    if not -rank <= axis < rank:
        raise ShapeError(f"softmax along axis {axis} of a tensor of shape {list(x.shape)}")
    if x.shape[axis] == size:
        return graph.add([Softmax()], [x], x.shape)
    moved = np.moveaxis(places(x.shape), axis, -1)
    groups = moved.reshape(-1, x.shape[axis]).tolist()
    branches = Parallel(*([select(group, size), Softmax()] for group in groups))
    made = graph.add([branches], [x], moved.shape)
    return rearranged(graph, made, np.moveaxis(places(moved.shape), -1, axis))


#: The most operations in an activation that is put together from a product.
_LONGEST: Final = 200


def multiplied(graph: Graph, left: Tensor, right: Tensor) -> Tensor:
    """The product, entry by entry, of two functions of one value: an activation of its own.

    Exporters write SiLU as x · sigmoid(x), and GELU as x/2 · (1 + erf(x/√2)) with a float for √2.

    Raises:
        UnsupportedError: any other product of values that depend on the input.
    """
    if left == right:
        return elementwise(graph, left, smooth.square)
    (source, first), (other, second) = graph.form_of(left), graph.form_of(right)
    if source != other or left.shape != right.shape:
        raise UnsupportedError("a product of two values that both depend on the input")
    gate = apply("sigmoid", first), apply("sigmoid", second)
    if second == gate[0] or first == gate[1]:
        return elementwise(graph, left if second == gate[0] else right, smooth.silu)
    body = mul(first, second)
    if tree_size(body, _LONGEST) > _LONGEST:
        raise TooLargeError(
            f"the product would be an activation of more than {_LONGEST} operations, which is the "
            "cap"
        )
    function = ScalarFunction("product", body, latex="f", formula=repr(body)[:200])
    return elementwise(graph, Tensor(source, left.shape), function)


def tree_size(root: Expr, cap: int) -> int:
    """How many operations an expression has when it is written out; any number above a cap.

    What occurs twice counts twice, because it is written and evaluated twice.

    Examples:
        >>> x = rational(3)
        >>> tree_size(mul(x, apply("abs", x)), 100)
        4
    """
    sizes: dict[Expr, int] = {}
    for node in postorder(root):
        sizes[node] = 1 + sum(sizes[part] for part in node.args)
        if sizes[node] > cap:
            return sizes[node]
    return sizes[root]


def selu(graph: Graph, x: Tensor, alpha: fmpq, scale: fmpq) -> Tensor:
    """scale · ELU(x), with the constants of a framework."""
    return scaled_function(graph, x, smooth.elu(alpha), fmpq(1), scale)


def hard_swish(graph: Graph, x: Tensor) -> Tensor:
    """x · max(0, min(1, x/6 + 1/2)).

    References:
        A. Howard et al., Searching for MobileNetV3 (2019).
    """
    return elementwise(graph, x, HARD_SWISH)
