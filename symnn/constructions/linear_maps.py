"""Operations of deep learning that are one affine map: convolution, pooling, normalisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, Final, NamedTuple

from symnn.constructions.construction import (
    Construction,
    clause,
    count,
    inputs_of,
    number,
    says,
    table,
)
from symnn.errors import ClaimError, ShapeError
from symnn.exact.expression import ZERO, Expr, add, mul, nth_root, quotient, rational
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign
from symnn.networks.affine import Affine
from symnn.networks.layer import settle, written
from symnn.networks.network import Network

#: The most entries of the matrix of a convolution.
MOST_ENTRIES: Final = 250_000


def convolution(
    kernel: Any, size: int | tuple[int, int], stride: int = 1, padding: int = 0
) -> Construction:
    """A convolution as deep learning means it (a correlation), as one matrix.

    Args:
        kernel: a row of numbers, or rows of them: k, or k by l.
        size: n, or (n, m): of the input, whose rows follow each other.
        stride: steps between windows.
        padding: zeros put around the input on every side.

    Returns:
        The doubly Toeplitz matrix. Theorem: output (i, j) is Σ_{a,b} K_ab X_(s i + a - p,
        s j + b - p), for all X.

    Raises:
        ShapeError: a kernel that is larger than the padded input, or not of its dimension.

    Source: Dumoulin, Visin 2016, A guide to convolution arithmetic for deep learning, chapter 4.

    Examples:
        >>> difference = convolution([-1, 1], 4)
        >>> list(difference(1, 2, 4, 8)) == [1, 2, 4]
        True
    """
    weights, layout = _layout(kernel, size, stride, padding)
    net = Network(Affine([_window(weights, layout, i, j) for i, j in layout.windows]))
    some = inputs_of(net)
    parts = []
    for (i, j), y in zip(layout.windows, net.exprs(some), strict=True):
        seen = layout.seen(i, j, weights)
        terms = [mul(w, some[at]) for at, w in seen]
        parts.append(says("=", y, add(*terms) if terms else ZERO))
    stated = clause("output (i, j) is the sum over its window, for all inputs", parts)
    source = "Dumoulin, Visin 2016, A guide to convolution arithmetic, chapter 4"
    return Construction(f"convolution(on {size})", net, (stated,), source)


class _Layout(NamedTuple):
    """Where the windows of a convolution lie in an input of some height and width."""

    shape: tuple[int, int]
    stride: int
    around: tuple[int, int]
    windows: list[tuple[int, int]]

    def seen(self, i: int, j: int, weights: Sequence[Sequence[Expr]]) -> Iterator[tuple[int, Expr]]:
        """The inputs in window (i, j) and their weights; what is padding is left out."""
        height, width = self.shape
        for a, line in enumerate(weights):
            for b, w in enumerate(line):
                r, c = self.stride * i + a - self.around[0], self.stride * j + b - self.around[1]
                if 0 <= r < height and 0 <= c < width:
                    yield r * width + c, w


def _layout(
    kernel: Any, size: int | tuple[int, int], stride: int, padding: int
) -> tuple[list[list[Expr]], _Layout]:
    flat = not isinstance(next(iter(kernel), None), list | tuple)
    weights = table([kernel] if flat else kernel, "kernel")
    if flat is not isinstance(size, int):
        raise ShapeError(f"a kernel of {'one row' if flat else 'rows'} does not fit size = {size}")
    shape = (1, size) if isinstance(size, int) else size
    height, width = (count(n, "size", 1, 10_000) for n in shape)
    s, p = count(stride, "stride", 1, 10_000), count(padding, "padding", 0, 10_000)
    around = (0 if flat else p, p)
    down = (height + 2 * around[0] - len(weights)) // s + 1
    across = (width + 2 * p - len(weights[0])) // s + 1
    if min(down, across) < 1:
        raise ShapeError(
            f"a kernel of {len(weights)} by {len(weights[0])} is larger than the padded input"
        )
    if down * across * height * width > MOST_ENTRIES:
        raise ShapeError("the matrix is too large; the layer Convolution holds none")
    windows = list(product(range(down), range(across)))
    return weights, _Layout((height, width), s, around, windows)


def _window(weights: Sequence[Sequence[Expr]], layout: _Layout, i: int, j: int) -> list[Expr]:
    row = [ZERO] * (layout.shape[0] * layout.shape[1])
    for at, w in layout.seen(i, j, weights):
        row[at] = w
    return row


def mean_pooling(size: int, window: int, stride: int | None = None) -> Construction:
    """The means of windows of a row of numbers, as one matrix.

    Args:
        size: how many inputs.
        window: how many each mean is of.
        stride: steps between windows; the window itself if None.

    Returns:
        Theorem: window times output i is the sum of the inputs of window i, for all x.

    Source: LeCun, Bottou, Bengio, Haffner 1998, Gradient-based learning applied to document
    recognition (subsampling).

    Examples:
        >>> list(mean_pooling(4, 2)(1, 3, 5, 9)) == [2, 7]
        True
    """
    n, k = count(size, "size", 1, 1000), count(window, "window", 1, 1000)
    s = k if stride is None else count(stride, "stride", 1, 1000)
    if k > n:
        raise ShapeError(f"a window of {k} does not fit {n} inputs")
    starts = range(0, n - k + 1, s)
    share = rational(1) / k
    net = Network(Affine([[share if a <= i < a + k else 0 for i in range(n)] for a in starts]))
    some, wanted = inputs_of(net), []
    for a, y in zip(starts, net.exprs(some), strict=True):
        wanted.append(says("=", k * y, add(*some[a : a + k])))
    stated = clause("window times an output is the sum of its inputs, for all x", wanted)
    source = "LeCun, Bottou, Bengio, Haffner 1998, Gradient-based learning"
    return Construction(f"mean_pooling({n}, {k})", net, (stated,), source)


def batch_normalisation(
    mean: Sequence[Any],
    variance: Sequence[Any],
    scale: Sequence[Any] | None = None,
    shift: Sequence[Any] | None = None,
    epsilon: Any = 0,
) -> Construction:
    """Batch normalisation in inference, with its statistics fixed, as one affine map.

    Args:
        mean, variance: one exact number for each input.
        scale, shift: γ and β; 1 and 0 if None.
        epsilon: added to the variances.

    Returns:
        Theorem: output i is γ_i (x_i - μ_i)/√(σ_i² + ε) + β_i, for all x; and it is β_i at
        the mean.

    Raises:
        ClaimError: a variance plus epsilon that is not positive. ShapeError: lists of different
            lengths.

    Source: Ioffe, Szegedy 2015, Batch normalization, algorithm 2.

    Examples:
        >>> net = batch_normalisation([1, 0], [4, 1], [1, 2], [0, 5])
        >>> list(net(3, 1)) == [1, 7]
        True
    """
    (centre,) = table([mean], "mean")
    (spread,) = table([variance], "variance")
    n, eps = len(centre), number(epsilon, "epsilon")
    (gain,) = table([scale if scale is not None else [1] * n], "scale")
    (offset,) = table([shift if shift is not None else [0] * n], "shift")
    if {len(spread), len(gain), len(offset)} != {n}:
        raise ShapeError("mean, variance, scale and shift must be equally long")
    factors = []
    for k, v in enumerate(spread):
        if closed_sign(lower(v + eps)) != 1:
            raise ClaimError(
                f"variance[{k}] + epsilon is not positive; there is no root to divide by"
            )
        factors.append(written(settle(quotient(gain[k], nth_root(v + eps)))))
    weight = [[f if i == j else 0 for j in range(n)] for i, f in enumerate(factors)]
    bias = [written(settle(b - f * m)) for f, m, b in zip(factors, centre, offset, strict=True)]
    net = Network(Affine(weight, bias))
    some = inputs_of(net)
    parts = [
        says("=", y, g * (x - m) / nth_root(v + eps) + b)
        for y, x, m, v, g, b in zip(
            net.exprs(some), some, centre, spread, gain, offset, strict=True
        )
    ]
    there = [says("=", y, b) for y, b in zip(net.exprs(centre), offset, strict=True)]
    clauses = (
        clause("output i is γ_i (x_i - μ_i)/√(σ_i² + ε) + β_i, for all x", parts),
        clause("at the mean the output is β", there),
    )
    source = "Ioffe, Szegedy 2015, Batch normalization, algorithm 2"
    return Construction(f"batch_normalisation({n})", net, clauses, source)
