"""Convolutions: one affine map at many windows of the inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, final

from flint import fmpq, fmpq_mat

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact.containers import entries_of, rows_of
from symnn.exact.expression import ZERO, Expr, substitute
from symnn.networks.structured import Row, Structured, entry, symbols_in

#: The place of an input that is not there: padding with zeros.
PADDING: Final = -1


@final
@dataclass(frozen=True, init=False, repr=False)
class Convolution(Structured):
    """One affine map K x + b, applied to many windows of the inputs.

    The outputs are those of the first row of K at every window, then those of the second, …
    (the channels first); or all rows at the first window, then all at the second, … (last).

    Args:
        kernel: the rows of K, one for each channel of the output, as long as a window.
        bias: one entry for each row; zeros if none are given.
        windows: for each place the inputs that it sees, in the order of the columns of K;
            `PADDING` (-1) is an input that is not there, and counts as 0.
        inputs: how many inputs there are.
        channels_last: the order of the outputs.

    Exactness: exact.

    Raises:
        ShapeError: windows of another length than the rows of K, or that use other inputs.
        InexactError: a float; both readings are named.

    References:
        LeCun et al., Backpropagation applied to handwritten zip code recognition (1989).

    Examples:
        >>> from symnn.exact.number import Number
        >>> slope = Convolution([[-1, 1]], None, [(0, 1), (1, 2)], 3)
        >>> slope.values([Number(1), Number(4), Number(9)]) == (3, 5)
        True
    """

    kernel: tuple[tuple[Expr, ...], ...]
    bias: tuple[Expr, ...]
    windows: tuple[tuple[int, ...], ...]
    columns: int
    channels_last: bool
    _names: tuple[tuple[str, Any], ...] = ()

    def __init__(
        self,
        kernel: Any,
        bias: Any,
        windows: Sequence[Sequence[int]],
        inputs: int,
        channels_last: bool = False,
    ) -> None:
        rows = rows_of(kernel)
        shifts = [ZERO] * len(rows) if bias is None else entries_of(bias)
        name = f"Convolution of {inputs} inputs"
        if not rows or not rows[0] or not windows or inputs < 1:
            raise ShapeError(f"{name}: a kernel, windows and inputs are needed, at least one each")
        if len(shifts) != len(rows):
            raise ShapeError(f"{name}: the bias has {len(shifts)} entries, not {len(rows)}")
        for window in windows:
            if len(window) != len(rows[0]):
                raise ShapeError(
                    f"{name}: a window sees {len(window)} inputs, and the kernel has "
                    f"{len(rows[0])} columns"
                )
            if min(window) < PADDING or max(window) >= inputs:
                raise ShapeError(f"{name}: a window sees {window}, beyond the inputs")
        names = symbols_in([*(w for row in rows for w in row), *shifts])
        object.__setattr__(self, "kernel", tuple(tuple(entry(w) for w in row) for row in rows))
        object.__setattr__(self, "bias", tuple(entry(b) for b in shifts))
        object.__setattr__(self, "windows", tuple(tuple(w) for w in windows))
        object.__setattr__(self, "columns", inputs)
        object.__setattr__(self, "channels_last", channels_last)
        object.__setattr__(self, "_names", names)

    @property
    def label(self) -> str:
        """As "Convolution 16x676 of 784": the channels and places of the output, the inputs."""
        return f"Convolution {len(self.kernel)}x{len(self.windows)} of {self.columns}"

    @property
    def inputs(self) -> int:
        """How many inputs it takes."""
        return self.columns

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The sympy symbols in the kernel and the biases, by name."""
        return self._names

    def output_size(self, size: int | None) -> int:
        """Channels times places."""
        self._check(size)
        return len(self.kernel) * len(self.windows)

    def rows(self) -> Iterator[Row]:
        """The outputs in order."""
        pairs = list(zip(self.kernel, self.bias, strict=True))
        order = (
            ((w, *pair) for w in self.windows for pair in pairs)
            if self.channels_last
            else ((w, *pair) for pair in pairs for w in self.windows)
        )
        for window, weights, bias in order:
            terms = zip(window, weights, strict=True)
            yield Row([(k, w) for k, w in terms if k != PADDING], bias)

    def block(self, points: fmpq_mat) -> fmpq_mat | None:
        """K times the matrix of the windows, for all points at once, if all is rational."""
        matrices = self._over_q
        if matrices is None:
            return None
        kernel, shift = matrices
        rows, count = points.tolist(), points.ncols()
        empty = [fmpq(0)] * count
        taps = [
            [x for w in self.windows for x in (rows[w[j]] if w[j] != PADDING else empty)]
            for j in range(len(self.windows[0]))
        ]
        product = kernel * fmpq_mat(taps)
        width = len(self.windows) * count
        if any(b != ZERO for b in self.bias):
            product += shift * fmpq_mat(1, width, [1] * width)
        flat = product.entries()
        channels, places = len(self.kernel), len(self.windows)
        if self.channels_last:
            order = [(c, p) for p in range(places) for c in range(channels)]
            flat = [flat[c * width + p * count + k] for c, p in order for k in range(count)]
        return fmpq_mat(channels * places, count, flat)

    @cached_property
    def _over_q(self) -> tuple[fmpq_mat, fmpq_mat] | None:
        flat = [e.data for row in self.kernel for e in row if isinstance(e.data, fmpq)]
        shift = [b.data for b in self.bias if isinstance(b.data, fmpq)]
        m, n = len(self.kernel), len(self.kernel[0])
        if len(flat) < m * n or len(shift) < m:
            return None
        return fmpq_mat(m, n, flat), fmpq_mat(m, 1, shift)

    def substitute(self, values: Mapping[str, Expr]) -> Convolution:
        """The layer with values for symbols."""
        if not self._names:
            return self
        rows = [[substitute(w, values) for w in row] for row in self.kernel]
        shifts = [substitute(b, values) for b in self.bias]
        made = Convolution(rows, shifts, self.windows, self.columns, self.channels_last)
        left = tuple((name, item) for name, item in self._names if name not in values)
        object.__setattr__(made, "_names", left)
        return made

    def __repr__(self) -> str:
        return self.label
