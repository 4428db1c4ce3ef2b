"""What the writers share: constants rounded to floats, and the account of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, final

import numpy as np

from symnn.errors import TooLargeError, UnsupportedError
from symnn.exact.expression import Expr
from symnn.functions.function import ScalarFunction
from symnn.networks.layers import MaxPool
from symnn.networks.network import Network
from symnn.networks.windows import WindowMax
from symnn.twins.formats import Format, format_of
from symnn.twins.layers import check_closed
from symnn.twins.source.constants import rounded_array

#: The most entries of a matrix that a structured layer is written out to.
MAX_DENSE: Final = 20_000_000


@final
@dataclass(frozen=True, slots=True)
class Rounded:
    """How many constants of a place are not floats, and how far the worst was moved.

    Attributes:
        place: "W of layer 1".
        count: constants that were rounded.
        total: constants that there are.
        error: a bound of the largest distance from the exact value.
    """

    place: str
    count: int
    total: int
    error: float


@final
@dataclass(frozen=True, slots=True)
class Export:
    """A network in a framework, and what was rounded on the way.

    Attributes:
        model: the module or the model.
        dtype: "float32" or "float64".
        rounded: the places where constants had to be rounded; none if the export is exact.
    """

    model: Any
    dtype: str
    rounded: tuple[Rounded, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every constant of the network is a float of the dtype."""
        return not self.rounded

    def __str__(self) -> str:
        if self.is_exact:
            return f"exact: every constant is a {self.dtype}"
        lines = [f"rounded to {self.dtype}, to nearest:"]
        lines += [
            f"  {r.place}: {r.count} of {r.total}, by at most {r.error:.3g}" for r in self.rounded
        ]
        return "\n".join(lines)


@final
@dataclass
class Rounder:
    """Rounds constants to a format and keeps account."""

    form: Format
    account: list[Rounded] = field(default_factory=list)

    @classmethod
    def of(cls, dtype: Any) -> Rounder:
        """For float32 or float64.

        Raises:
            UnsupportedError: another dtype.
        """
        return cls(format_of(dtype))

    def array(self, entries: Sequence[Any], place: str) -> Any:
        """A vector, or a matrix by rows, correctly rounded."""
        nested = bool(entries) and isinstance(entries[0], list | tuple)
        made = rounded_array(
            [list(row) for row in entries] if nested else list(entries), self.form, place
        )
        moved = made.errors != 0
        if moved.any():
            worst = float(made.errors.max())
            self.account.append(Rounded(place, int(moved.sum()), moved.size, worst))
        return np.array(made.values)

    def number(self, expr: Expr, place: str) -> float:
        """One constant, correctly rounded."""
        return float(self.array([expr], place)[0])

    def export(self, model: Any) -> Export:
        """The model with the account."""
        return Export(model, self.form.name, tuple(self.account))


def closed_network(net: Any) -> tuple[Network, int]:
    """The network and the number of its inputs.

    Raises:
        UnsupportedError: it takes any number of inputs.
        NotClosedError: a weight holds a symbol.
    """
    network = net if isinstance(net, Network) else Network(net)
    check_closed(network)
    if network.inputs is None:
        raise UnsupportedError(
            f"{network.label} takes any number of inputs; begin with a layer that has a size"
        )
    return network, network.inputs


def check_dense(rows: int, columns: int, label: str) -> None:
    """Refuse to write out a matrix that is too large.

    Raises:
        TooLargeError: it is; the way out is named.
    """
    if rows * columns > MAX_DENSE:
        raise TooLargeError(
            f"{label} written out as a matrix has {rows * columns:,} entries; the cap is "
            f"{MAX_DENSE:,}"
        )


def parameter(function: ScalarFunction, name: str) -> Expr:
    """A parameter of a function, by its name."""
    return dict(function.parameters)[name]


def windows_of(layer: WindowMax | MaxPool, size: int) -> list[list[int]]:
    """The windows of a pooling layer in one length; a short one repeats its first place."""
    windows = layer.places if isinstance(layer, WindowMax) else layer.windows(size)
    width = max(len(w) for w in windows)
    return [[*w, *[w[0]] * (width - len(w))] for w in windows]


def is_permutation(places: Sequence[Sequence[tuple[int, Any]]], bias: Sequence[Expr]) -> bool:
    """Whether each output of a sparse map is one input as it is."""
    return all(len(row) == 1 and row[0][1].data == 1 for row in places) and all(
        b.data == 0 for b in bias
    )
