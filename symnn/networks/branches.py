"""Networks side by side: residual blocks and parallel branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, final

from flint import fmpq_mat

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact.expression import Expr, add
from symnn.exact.number import Number
from symnn.networks.layer import Layer, Value, settle, written
from symnn.networks.layers import merge_all
from symnn.networks.network import Network


@final
@dataclass(frozen=True, init=False, repr=False)
class Residual(Layer):
    """x -> x + f(x), where f is a network with as many outputs as inputs.

    Raises:
        ShapeError: f changes the size.

    References:
        He et al., Deep residual learning (2016).

    Examples:
        >>> from symnn.networks.affine import Affine
        >>> Residual(Affine([[2]])).values([Number(5)]) == (15,)
        True
    """

    branch: Network

    def __init__(self, *layers: Any) -> None:
        branch = Network(*layers)
        size = branch.inputs
        if size is not None and branch.output_size(size) != size:
            raise ShapeError(
                f"Residual: its branch makes {branch.output_size(size)} outputs of {size} inputs; "
                "x + f(x) needs as many"
            )
        object.__setattr__(self, "branch", branch)

    @property
    def label(self) -> str:
        """As "Residual(Affine 2x2, relu)"."""
        return f"Residual({', '.join(layer.label for layer in self.branch.layers)})"

    @property
    def inputs(self) -> int | None:
        """The inputs of the branch."""
        return self.branch.inputs

    @property
    def is_total(self) -> bool:
        """Whether the branch is total."""
        return self.branch.is_total

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The symbols of the branch."""
        return self.branch.symbols

    def output_size(self, size: int | None) -> int | None:
        """As many as inputs."""
        made = self.branch.output_size(size)
        if size is not None and made != size:
            raise ShapeError(f"{self.label}: its branch makes {made} outputs of {size} inputs")
        return size if size is not None else self.inputs

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:
        """x_i + f_i(x)."""
        self.output_size(len(inputs))
        inner = self.branch.exprs(inputs, keep_zeros)
        return tuple(add(x, y) for x, y in zip(inputs, inner, strict=True))

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The exact sums."""
        self.output_size(len(inputs))
        return tuple(_sum(x, y) for x, y in zip(inputs, self.branch.values(inputs), strict=True))

    def block(self, points: fmpq_mat) -> fmpq_mat | None:
        """X + f(X), if the branch stays rational."""
        inner = self.branch.block(points)
        return None if inner is None else points + inner

    def substitute(self, values: Mapping[str, Expr]) -> Residual:
        """The block with values for symbols."""
        return Residual(self.branch.substitute(values))

    def __repr__(self) -> str:
        return self.label


def _sum(x: Value, y: Value) -> Value:
    if isinstance(x, Number) and isinstance(y, Number):
        return x + y
    return settle(add(written(x), written(y)))


@final
@dataclass(frozen=True, init=False, repr=False)
class Parallel(Layer):
    """Branches on the same inputs, their outputs one after the other.

    Args:
        branches: networks, layers or activations; lists of them are networks.

    Raises:
        ShapeError: no branches, or branches that take different numbers of inputs.

    Examples:
        >>> from symnn.functions.piecewise_linear import identity, relu
        >>> Parallel(identity, relu).values([Number(-2)]) == (-2, 0)
        True
    """

    branches: tuple[Network, ...]

    def __init__(self, *branches: Any) -> None:
        made = tuple(Network(*b) if isinstance(b, list | tuple) else Network(b) for b in branches)
        sizes = {b.inputs for b in made} - {None}
        if not made or len(sizes) > 1:
            found = ", ".join(f"{b.label} takes {b.inputs}" for b in made) or "none"
            raise ShapeError(f"Parallel: branches with the same number of inputs; it got: {found}")
        object.__setattr__(self, "branches", made)

    @property
    def label(self) -> str:
        """As "Parallel(identity | Affine 2x2, relu)"."""
        inside = (", ".join(layer.label for layer in b.layers) for b in self.branches)
        return f"Parallel({' | '.join(inside)})"

    @property
    def inputs(self) -> int | None:
        """The inputs of every branch."""
        return next((b.inputs for b in self.branches if b.inputs is not None), None)

    @property
    def is_total(self) -> bool:
        """Whether every branch is."""
        return all(b.is_total for b in self.branches)

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The symbols of all branches."""
        return merge_all(*(b.symbols for b in self.branches))

    def output_size(self, size: int | None) -> int | None:
        """The outputs of all branches together."""
        known = size if size is not None else self.inputs
        sizes = [b.output_size(known) for b in self.branches]
        return None if None in sizes else sum(s for s in sizes if s is not None)

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:
        """The outputs of the branches in order."""
        return tuple(y for b in self.branches for y in b.exprs(inputs, keep_zeros))

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The exact outputs of the branches in order."""
        return tuple(y for b in self.branches for y in b.values(inputs))

    def block(self, points: fmpq_mat) -> fmpq_mat | None:
        """The blocks of the branches stacked, if all stay rational."""
        blocks = [b.block(points) for b in self.branches]
        known = [row for b in blocks if b is not None for row in b.tolist()]
        return None if any(b is None for b in blocks) else fmpq_mat(known)

    def substitute(self, values: Mapping[str, Expr]) -> Parallel:
        """The branches with values for symbols."""
        return Parallel(*(b.substitute(values) for b in self.branches))

    def __repr__(self) -> str:
        return self.label
