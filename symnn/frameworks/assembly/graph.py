"""A graph of layers between tensors, and the network that computes one of them.

A network is one layer after the other. A graph in which values meet again (residual sums,
concatenated branches) is written with `Residual` and `Parallel` where no value is computed
twice that way; else step by step on the list of all values that are still needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple, TypeAlias, final

from flint import fmpq

from symnn.errors import ShapeError, TooLargeError, UnsupportedError
from symnn.exact.expression import ZERO, Expr, add, mul
from symnn.frameworks.dyadic import total_size
from symnn.functions.definitions import VARIABLE
from symnn.functions.piecewise_linear import identity
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise
from symnn.networks.network import Network
from symnn.networks.structured import Sparse, select

#: The number of the tensor that the graph starts from.
INPUT: Final = 0
#: The most entries of one value.
MAX_ENTRIES: Final = 2_000_000
#: The most terms of a graph: the entries of its values, and what their windows see.
MAX_TERMS: Final = 10_000_000
#: The deepest branches in branches; deeper ones are written step by step.
MAX_DEPTH: Final = 20


#: What is taken for the inverse roots of batch normalisation.
BatchNorm: TypeAlias = "str | Callable[[fmpq], fmpq] | None"


@final
@dataclass(frozen=True, slots=True)
class Tensor:
    """A value in the graph: its number and its shape. It is no tuple, see `Exact`."""

    number: int
    shape: tuple[int, ...]


class Node(NamedTuple):
    """How a value is made: layers applied to its sources, one after the other in one vector."""

    layers: tuple[Layer, ...]
    sources: tuple[int, ...]
    is_sum: bool


class Piece(NamedTuple):
    """Layers one after the other, and how deep branches lie in branches there."""

    layers: list[Layer]
    depth: int


@final
@dataclass
class Graph:
    """Values and what they are made of; it grows while a file is read.

    Args:
        shape: of the input.
        batch_norm: "float32" or "float64" to take the nearest float for each 1/sqrt(variance +
            epsilon) of batch normalisation, as frameworks do, or a function from variance +
            epsilon to a rational number; the root as such if it is None.
    """

    shape: tuple[int, ...]
    batch_norm: BatchNorm = None
    nodes: list[Node] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    #: Values that are one function of another, entry by entry: its number, and the function.
    pointwise: dict[int, tuple[int, Expr]] = field(default_factory=dict)
    terms: int = 0

    def __post_init__(self) -> None:
        if total_size(self.shape) < 1 or min(self.shape, default=1) < 1:
            raise ShapeError(f"an input of shape {list(self.shape)} has no entries")
        check_size(self.shape)
        taken = self.batch_norm
        if not (taken is None or callable(taken) or taken in ("float32", "float64")):
            raise UnsupportedError(
                f"batch_norm is {taken!r}; it is 'float32', 'float64', or a function from rational "
                "numbers to such"
            )
        self.nodes.append(Node((), (), False))
        self.sizes.append(total_size(self.shape))

    def spend(self, terms: int) -> None:
        """Count terms, before they are made.

        Raises:
            TooLargeError: there are more than 10,000,000 in the graph.
        """
        self.terms += terms
        if self.terms > MAX_TERMS:
            raise TooLargeError(
                f"with this one the values of the graph and their windows have {self.terms:,} "
                f"terms; the cap is {MAX_TERMS:,}"
            )

    @property
    def input(self) -> Tensor:
        """The tensor that the graph starts from."""
        return Tensor(INPUT, self.shape)

    def add(
        self,
        layers: Sequence[Layer],
        sources: Sequence[Tensor],
        shape: Sequence[int],
        is_sum: bool = False,
    ) -> Tensor:
        """A new value: the layers applied to the sources, flattened, one after the other."""
        made = tuple(layer for layer in layers if not _does_nothing(layer))
        if not made and len(sources) == 1:
            return Tensor(sources[0].number, tuple(shape))
        self.spend(check_size(shape))
        self.nodes.append(Node(made, tuple(t.number for t in sources), is_sum))
        self.sizes.append(total_size(shape))
        return Tensor(len(self.nodes) - 1, tuple(shape))

    def form_of(self, x: Tensor) -> tuple[int, Expr]:
        """A value as a function of another, entry by entry; of itself if nothing else is known."""
        return self.pointwise.get(x.number, (x.number, VARIABLE))

    def made_from(self, made: Tensor, x: Tensor, function: Callable[[Expr], Expr]) -> Tensor:
        """Remember that a value is a function of another, entry by entry."""
        number, body = self.form_of(x)
        if made.number != x.number:
            self.pointwise[made.number] = (number, function(body))
        return made

    def sum_of(self, made: Tensor, tensors: Sequence[Tensor], weights: Sequence[Expr]) -> Tensor:
        """Remember that a sum of functions of one value is such a function too."""
        forms = [self.form_of(t) for t in tensors]
        if len({number for number, _ in forms}) == 1:
            parts = (mul(w, body) for w, (_, body) in zip(weights, forms, strict=True))
            self.pointwise[made.number] = (forms[0][0], add(*parts))
        return made

    def network(self, output: Tensor) -> Network:
        """The network from the input to a value; it knows how many inputs it takes.

        Raises:
            UnsupportedError: the value does not depend on the input.
        """
        made, size = Network(*folded(self._layers(output))), self.sizes[INPUT]
        return made if made.inputs is not None else Network(select(range(size), size), made)

    def _layers(self, output: Tensor) -> list[Layer]:
        if output.number == INPUT:
            return [Elementwise(identity)]
        plan = _Plan(self, output.number)
        made = plan.nested()
        return plan.step_by_step() if made is None else made


def check_size(shape: Sequence[int]) -> int:
    """How many entries a value of this shape has.

    Raises:
        TooLargeError: more than 2,000,000.

    Examples:
        >>> check_size((2, 3))
        6
    """
    size = total_size(shape)
    if size > MAX_ENTRIES:
        raise TooLargeError(f"a tensor of shape {list(shape)}; the cap is {MAX_ENTRIES:,} entries")
    return size


def _does_nothing(layer: Layer) -> bool:
    return isinstance(layer, Elementwise) and layer.function == identity


@dataclass
class _Plan:
    """The way from the input to one value."""

    graph: Graph
    target: int

    @cached_property
    def needed(self) -> list[int]:
        """The values that the target rests on, in order."""
        found, stack = set[int](), [self.target]
        while stack:
            number = stack.pop()
            if number not in found:
                found.add(number)
                stack.extend(self.graph.nodes[number].sources)
        if INPUT not in found:
            raise UnsupportedError("the output does not depend on the input")
        return sorted(found)

    @cached_property
    def gates(self) -> dict[int, int]:
        """For each value the last one before it that every way to it passes through."""
        found: dict[int, int] = {INPUT: INPUT}
        for number in self.needed:
            if number != INPUT:
                found[number] = self._meeting(self.graph.nodes[number].sources, found)
        return found

    @staticmethod
    def _meeting(sources: Sequence[int], gates: dict[int, int]) -> int:
        """The last value that every way to every source passes through."""
        known = set(sources)
        left = [-number for number in known]
        heapify(left)
        while len(left) > 1:
            gate = gates[-heappop(left)]
            if gate not in known:
                known.add(gate)
                heappush(left, -gate)
        return -left[0]

    # --- with branches inside branches ------------------------------------------------

    def nested(self) -> list[Layer] | None:
        """Branches written as such; None if a value would have to be computed twice.

        None as well if branches would be too deep in branches for layers that call their parts.
        Values are made in order; each keeps its layers since its gate, and is used once.
        """
        visits = dict.fromkeys(self.needed, 0)
        since: dict[int, Piece] = {}
        for number in self.needed[1:]:
            node, gate = self.graph.nodes[number], self.gates[number]
            branches = []
            for source in node.sources:
                branch = self._walk(source, gate, since, visits)
                if branch is None:
                    return None
                branches.append(branch)
            depth = max(branch.depth for branch in branches) + (len(branches) > 1)
            if depth > MAX_DEPTH:
                return None
            layers = self._joined(node, [branch.layers for branch in branches])
            since[number] = Piece(layers, depth)
        whole = self._walk(self.target, INPUT, since, visits)
        return None if whole is None else whole.layers

    def _walk(
        self, number: int, gate: int, since: dict[int, Piece], visits: dict[int, int]
    ) -> Piece | None:
        """The layers from a gate to a value; None if one of the values in between is taken."""
        parts: list[Piece] = []
        while number != gate:
            visits[number] += 1
            if visits[number] > 1:
                return None
            parts.append(since[number])
            number = self.gates[number]
        layers = [layer for part in reversed(parts) for layer in part.layers]
        return Piece(layers, max((part.depth for part in parts), default=0))

    def _joined(self, node: Node, branches: list[list[Layer]]) -> list[Layer]:
        if len(branches) == 1:
            return [*branches[0], *node.layers]
        if node.is_sum and len(branches) == 2 and [] in branches:
            (branch,) = [b for b in branches if b] or [[Elementwise(identity)]]
            return [Residual(*folded(branch))]
        paths = [folded(b) or [Elementwise(identity)] for b in branches]
        return [Parallel(*paths), *node.layers]

    # --- step by step -----------------------------------------------------------------

    def step_by_step(self) -> list[Layer]:
        """One value after the other, all that are still needed side by side in one vector."""
        nodes, sizes = self.graph.nodes, self.graph.sizes
        last = {s: n for n in self.needed for s in nodes[n].sources}
        live, layers = [INPUT], list[Layer]()
        for number in self.needed[1:]:
            node = nodes[number]
            starts = _starts(live, sizes)
            total = sum(sizes[v] for v in live)
            kept = [v for v in live if last.get(v, -1) > number]
            self.graph.spend(sum(sizes[v] for v in kept))
            arguments = _places(node.sources, starts, sizes)
            path = [] if arguments == list(range(total)) else [select(arguments, total)]
            own: list[Layer] = [*path, *node.layers] or [Elementwise(identity)]
            if kept:
                carried = _places(kept, starts, sizes)
                whole = carried == list(range(total))
                held: Layer = Elementwise(identity) if whole else select(carried, total)
                layers.append(Parallel(held, folded(own)))
            else:
                layers += own
            live = [*kept, number]
        return layers


def _starts(live: Sequence[int], sizes: Sequence[int]) -> dict[int, int]:
    found, place = dict[int, int](), 0
    for value in live:
        found[value] = place
        place += sizes[value]
    return found


def _places(values: Sequence[int], starts: dict[int, int], sizes: Sequence[int]) -> list[int]:
    return [starts[v] + k for v in values for k in range(sizes[v])]


def folded(layers: Sequence[Layer]) -> list[Layer]:
    """The same layers, where a matrix without a bias and a shift after it are one affine map."""
    made: list[Layer] = []
    for layer in layers:
        before = made[-1] if made else None
        if isinstance(before, Affine) and _is_unshifted(before) and _is_shift(layer):
            made[-1] = Affine(before.weight, layer.bias)  # type: ignore[attr-defined]
        else:
            made.append(layer)
    return made


def _is_unshifted(layer: Affine) -> bool:
    return all(b == ZERO for b in layer.bias)


def _is_shift(layer: Layer) -> bool:
    """Whether the layer is x -> x + b."""
    if not isinstance(layer, Sparse) or len(layer.terms) != layer.columns:
        return False
    return all(
        len(row) == 1 and row[0][0] == i and row[0][1].data == 1
        for i, row in enumerate(layer.terms)
    )
