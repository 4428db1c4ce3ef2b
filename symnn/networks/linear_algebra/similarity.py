"""Rows as stored patterns: how similar an input is to each, and what scaling a row changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UndefinedError, UnsupportedError
from symnn.exact.expression import Expr, mul, quotient
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign
from symnn.functions.sympy_functions import as_column
from symnn.networks.affine import Affine
from symnn.networks.layer import settle, written
from symnn.networks.layers import Elementwise
from symnn.networks.linear_algebra.matrices import matrix_of, point_of
from symnn.networks.network import Network, as_layers

#: What the cosine says about an angle.
ANGLES: Final = ("opposite", "obtuse", "orthogonal", "acute", "parallel")


@final
@dataclass(frozen=True)
class Similarity:
    """How similar two vectors are.

    Attributes:
        dot: u · v.
        lengths: |u| and |v|.
        cosine: u · v / (|u| |v|); None if one of them is 0.
        angle: "parallel", "acute", "orthogonal", "obtuse" or "opposite"; "none" if one is 0.
    """

    dot: Any
    lengths: tuple[Any, Any]
    cosine: Any
    angle: str


@final
@dataclass(frozen=True)
class _Exact:
    dot: Number
    squares: tuple[Number, Number]

    @property
    def is_defined(self) -> bool:
        return bool(self.squares[0]) and bool(self.squares[1])

    def cosine(self) -> Number:
        return self.dot / (self.squares[0] * self.squares[1]).nth_root(2)

    def angle(self) -> str:
        if not self.is_defined:
            return "none"
        whole = self.dot * self.dot == self.squares[0] * self.squares[1]
        return ANGLES[2 + self.dot.sign() * (2 if whole else 1)]

    def shown(self) -> Similarity:
        lengths = (_one(self.squares[0].nth_root(2)), _one(self.squares[1].nth_root(2)))
        cosine = _one(self.cosine()) if self.is_defined else None
        return Similarity(_one(self.dot), lengths, cosine, self.angle())


def _one(value: Number) -> Any:
    return as_column([value], {})


def _compared(u: Sequence[Number], v: Sequence[Number]) -> _Exact:
    zero = Number(0)
    dot = sum((a * b for a, b in zip(u, v, strict=True)), zero)
    return _Exact(dot, (sum((a * a for a in u), zero), sum((b * b for b in v), zero)))


def similarity(first: Any, second: Any) -> Similarity:
    """Dot product, lengths, cosine and angle of two vectors, exactly.

    Raises:
        ShapeError: vectors of different sizes.

    Examples:
        >>> import sympy as sp
        >>> found = similarity((1, 0), (1, 1))
        >>> found.cosine == sp.sqrt(2) / 2, found.angle
        (True, 'acute')
    """
    size = len(list(first))
    u, v = point_of(first, size), point_of(second, size)
    return _compared(u.entries(), v.entries()).shown()


def similarities(layer: Any, *point: Any) -> tuple[Similarity, ...]:
    """How similar an input is to each row of a layer's weights.

    Theorem: the pre-activation of unit i without its bias is w_i · x = |w_i| |x| cos θ_i, so
    that it grows with the length of the row as well as with the cosine.

    Examples:
        >>> import symnn as sn
        >>> [s.angle for s in similarities(sn.Affine([[1, 0], [0, 2], [-3, 0]]), 5, 0)]
        ['parallel', 'orthogonal', 'opposite']
    """
    matrix = matrix_of(layer)
    x = point_of(_entries(point), matrix.shape[1]).entries()
    return tuple(_compared(row, x).shown() for row in matrix.tolist())


def _entries(point: Sequence[Any]) -> Any:
    single = len(point) == 1 and (isinstance(point[0], list | tuple) or hasattr(point[0], "shape"))
    return point[0] if single else point


def most_similar(layer: Any, *point: Any, by: str = "cosine") -> tuple[int, ...]:
    """The rows that an input is most similar to, counted from 1; all of them at a tie.

    Args:
        layer: an affine layer or rows.
        point: the input.
        by: "cosine", "dot", or "distance" for the nearest row.

    Raises:
        UndefinedError: the cosine with a row that is 0, or of an input that is 0.
        UnsupportedError: another way to compare.

    Examples:
        >>> import symnn as sn
        >>> stored = sn.Affine([[1, 0], [10, 10]])
        >>> most_similar(stored, 1, 0), most_similar(stored, 1, 0, by="dot")
        ((1,), (2,))
    """
    matrix = matrix_of(layer)
    x = point_of(_entries(point), matrix.shape[1]).entries()
    scores = []
    for i, row in enumerate(matrix.tolist(), 1):
        found = _compared(row, x)
        if by == "cosine":
            if not found.is_defined:
                raise UndefinedError(f"row {i} or the input is 0: there is no angle; use by='dot'")
            signed = found.dot * found.dot / found.squares[0]
            scores.append(signed if found.dot.sign() >= 0 else -signed)
        elif by == "dot":
            scores.append(found.dot)
        elif by == "distance":
            gap = [a - b for a, b in zip(row, x, strict=True)]
            scores.append(-sum((g * g for g in gap), Number(0)))
        else:
            raise UnsupportedError(f"by = {by!r} is none of 'cosine', 'dot', 'distance'")
    best = max(scores)
    return tuple(i for i, s in enumerate(scores, 1) if s == best)


def rescale(net: Network, layer: int, unit: int, factor: Any) -> Network:
    """Scale a stored row and its bias by a positive factor, and the matching column by its inverse.

    Theorem: for a positively homogeneous activation, f(c z) = c f(z) for c > 0, as relu, leaky
    relu and the absolute value are, the network stays the same function.

    Args:
        net: affine layer, activation, affine layer somewhere in it.
        layer: the number of the first affine layer, from 1.
        unit: the row, from 1.
        factor: an exact number > 0.

    Raises:
        UnsupportedError: the layers there are others, or the activation is not homogeneous.
        UndefinedError: the factor is not positive.

    Source: Neyshabur, Salakhutdinov, Srebro 2015, Path-SGD (rescaling of rectified networks).

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[2, 0], [0, 1]], [1, 0]), sn.relu, sn.Affine([[1, 1]]))
        >>> sn.equivalent(net, rescale(net, 1, 1, 3)).status.name
        'PROVED'
    """
    layers = list(as_layers(net))
    first, between, second = (layers[layer - 1 : layer + 2] + [None] * 3)[:3]
    if not isinstance(first, Affine) or not isinstance(second, Affine):
        raise UnsupportedError(f"layers {layer} to {layer + 2} are not affine, activation, affine")
    if not isinstance(between, Elementwise) or between.function.name not in _HOMOGENEOUS:
        name = getattr(between, "label", between)
        raise UnsupportedError(f"{name} is not positively homogeneous; scaling changes the network")
    if not 1 <= unit <= first.shape[0]:
        raise ShapeError(f"unit {unit} is none of the {first.shape[0]} units of layer {layer}")
    c = from_sympy(factor)
    if closed_sign(lower(c)) != 1:
        raise UndefinedError("the factor must be positive: relu(c z) = c relu(z) for c > 0 only")
    weight, bias = [list(row) for row in first.weight], list(first.bias)
    weight[unit - 1] = [_simple(mul(c, w)) for w in weight[unit - 1]]
    bias[unit - 1] = _simple(mul(c, bias[unit - 1]))
    back = [list(row) for row in second.weight]
    for row in back:
        row[unit - 1] = _simple(quotient(row[unit - 1], c))
    layers[layer - 1], layers[layer + 1] = Affine(weight, bias), Affine(back, second.bias)
    return Network(*layers)


_HOMOGENEOUS: Final = ("relu", "leaky_relu", "prelu", "absolute", "identity")


def _simple(item: Expr) -> Expr:
    return written(settle(item))
