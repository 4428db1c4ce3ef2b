"""Networks: compositions of layers, and their exact evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from typing import Any, final

from flint import fmpq, fmpq_mat

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.containers import entries_of
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.exact.sympy_symbols import merge_symbols, symbols_of
from symnn.functions.lower import lower
from symnn.functions.signs import is_total
from symnn.functions.sympy_functions import as_column, to_sympy
from symnn.networks.layer import Layer, Value, advance, settle
from symnn.networks.layers import Elementwise
from symnn.networks.trace import Step, Trace


def as_layers(item: Any) -> tuple[Layer, ...]:
    """What a user put into a network as layers: a network gives its own, an activation one.

    So does what is built around a network, as a construction is.
    """
    item = getattr(item, "network", item)
    if isinstance(item, Network):
        return item.layers
    return (item,) if isinstance(item, Layer) else (Elementwise(item),)


@final
@dataclass(frozen=True, init=False, repr=False)
class Network(Layer):
    """Layers one after the other; an immutable function, valid from birth.

    Args:
        layers: layers, activations (`relu`, `leaky_relu("0.1")`, a sympy Lambda) or networks.

    Exactness: exact. A value that is algebraic comes out as such, (1 + sqrt(2))/12; one that
        is not stays an expression; the side of every kink is decided exactly.

    Raises:
        ShapeError: a layer does not take what the layer before gives; both are named.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> from symnn.networks.affine import Affine
        >>> absolute_value = Network(Affine([[1], [-1]]), relu, Affine([[1, 1]]))
        >>> absolute_value(-3) == 3
        True
    """

    layers: tuple[Layer, ...]

    def __init__(self, *layers: Any) -> None:
        flat = tuple(layer for item in layers for layer in as_layers(item))
        if not flat:
            raise ShapeError(
                "a network has at least one layer; identity is the one that does nothing"
            )
        object.__setattr__(self, "layers", flat)
        self._check_shapes()
        self.symbol_table()

    def _check_shapes(self) -> None:
        size: int | None = None
        for number, layer in enumerate(self.layers, 1):
            wanted = layer.inputs
            if size is not None and wanted is not None and wanted != size:
                raise ShapeError(
                    f"layer {number}, {layer.label}, gets {_count(size, 'input')} from layer "
                    f"{number - 1}, {self.layers[number - 2].label}; it takes {wanted}"
                )
            try:
                size = layer.output_size(size)
            except ShapeError as error:
                raise ShapeError(f"layer {number}: {error}") from None

    # --- shape ------------------------------------------------------------------------

    @property
    def label(self) -> str:
        """As "Network(Affine 3x2, relu, Affine 1x3)"."""
        return f"Network({', '.join(layer.label for layer in self.layers)})"

    @cached_property
    def _inputs(self) -> int | None:
        for layer in self.layers:
            if layer.inputs is not None:
                return layer.inputs
            if not isinstance(layer, Elementwise):
                return None  # pooling or branches in front: many sizes may fit
        return None

    @property
    def inputs(self) -> int | None:
        """How many inputs it takes; None for any number."""
        return self._inputs

    @property
    def outputs(self) -> int | None:
        """How many outputs it has; None if that depends on the number of inputs."""
        return self.output_size(self.inputs)

    def output_size(self, size: int | None) -> int | None:
        """How many outputs it has for this many inputs."""
        if size is not None and self.inputs is not None and size != self.inputs:
            raise ShapeError(f"the network takes {_count(self.inputs, 'input')}, not {size}")
        return reduce(lambda s, layer: layer.output_size(s), self.layers, size)

    @cached_property
    def _total(self) -> bool:
        return all(layer.is_total for layer in self.layers)

    @property
    def is_total(self) -> bool:
        """Whether the network evidently has a value at every point."""
        return self._total

    @property
    def is_activation(self) -> bool:
        """Whether its last layer gives activations."""
        return self.layers[-1].is_activation

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The sympy symbols in the parameters of all layers, by name."""
        return tuple(sorted(self.symbol_table().items()))

    def symbol_table(self) -> dict[str, Any]:
        """The symbols by name; an error if two different ones share a name."""
        found: dict[str, Any] = {}
        for layer in self.layers:
            merge_symbols(found, dict(layer.symbols))
        return found

    # --- composition ------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.layers)

    def __getitem__(self, index: int | slice) -> Network:
        """One layer, or some, as a network of its own."""
        chosen = self.layers[index]
        return Network(*chosen) if isinstance(chosen, tuple) else Network(chosen)

    def substitute(self, values: Mapping[Any, Any]) -> Network:
        """The network with exact values for symbols in its weights, by symbol or by name.

        Examples:
            >>> import sympy as sp
            >>> from symnn.networks.affine import Affine
            >>> a = sp.Symbol("a", real=True)
            >>> Network(Affine([[a]])).substitute({a: 3})(2) == 6
            True
        """
        named = {getattr(k, "name", k): from_sympy(v) for k, v in values.items()}
        new = {n: s for v in values.values() for n, s in symbols_of(v).items()}
        if any(free_symbols(v) for v in named.values()):
            found = ", ".join(sorted(new))
            raise UnsupportedError(f"the values still hold symbols ({found}); give exact numbers")
        return Network(*(layer.substitute(named) for layer in self.layers))

    # --- evaluation -------------------------------------------------------------------

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:
        """The outputs as expressions of the inputs, as written: the meaning of the network.

        Raises:
            ShapeError: a wrong number of inputs.
        """
        self.output_size(len(inputs))
        keep = keep_zeros or not all(is_total(lower(x)) for x in inputs)
        current = tuple(inputs)
        for layer in self.layers:
            current = layer.exprs(current, keep)
            keep = keep or not layer.is_total
        return current

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The outputs at exact inputs, as numbers where they are algebraic."""
        return self.stages(inputs)[-1]

    def stages(self, inputs: Sequence[Value]) -> list[tuple[Value, ...]]:
        """The outputs of every layer."""
        self.output_size(len(inputs))
        found: list[tuple[Value, ...]] = []
        current = tuple(inputs)
        block = _rational_columns([current])
        for layer in self.layers:
            block = None if block is None else layer.block(block)
            if block is None:
                current = advance(layer, current)
            else:
                current = tuple(Number(q) for q in block.entries())
            found.append(current)
        return found

    def block(self, points: fmpq_mat) -> fmpq_mat | None:
        """The outputs at the columns of a rational matrix; None if they need not be rational."""
        current: fmpq_mat | None = points
        for layer in self.layers:
            current = None if current is None else layer.block(current)
        return current

    def __call__(self, *point: Any) -> Any:
        """The exact output at a point: numbers, symbols or sympy expressions.

        Args:
            point: the inputs one by one, or one list, tuple or sympy vector of them.

        Returns:
            A sympy expression if there is one output, else an immutable column.

        Raises:
            ShapeError: a wrong number of inputs.
            InexactError: a float; the message names both exact readings.
            UndefinedError: the network has no value there.
        """
        inputs, symbols = self._read(point)
        return as_column(self.values(inputs), symbols)

    def at(self, points: Iterable[Any]) -> list[Any]:
        """The exact outputs at many points; the weights are converted once.

        Examples:
            >>> from symnn.functions.smooth import square
            >>> from symnn.networks.affine import Affine
            >>> Network(Affine([[1, 1]]), square).at([(1, 2), (0, "1/2")])[0] == 9
            True
        """
        read = [self._read((point,)) for point in points]
        if not read:
            return []
        columns = _rational_columns([inputs for inputs, _ in read])
        result = None if columns is None else self.block(columns)
        if result is None:
            return [as_column(self.values(inputs), symbols) for inputs, symbols in read]
        rows = result.transpose().tolist()
        return [as_column([Number(q) for q in row], {}) for row in rows]

    def trace(self, *point: Any) -> Trace:
        """Every pre-activation and activation at a point, in exact numbers.

        Examples:
            >>> from symnn.functions.piecewise_linear import relu
            >>> from symnn.networks.affine import Affine
            >>> Network(Affine([[2], [-1]]), relu).trace(3).pre_activations == ((6, -3),)
            True
        """
        inputs, symbols = self._read(point)
        steps = [
            Step(
                number, layer.label, layer.is_activation, tuple(to_sympy(v, symbols) for v in stage)
            )
            for number, (layer, stage) in enumerate(
                zip(self.layers, self.stages(inputs), strict=True), 1
            )
        ]
        return Trace(tuple(to_sympy(x, symbols) for x in inputs), tuple(steps))

    def _read(self, point: Sequence[Any]) -> tuple[tuple[Value, ...], dict[str, Any]]:
        entries: Sequence[Any] = point
        if len(point) == 1 and _is_vector(point[0]):
            entries = entries_of(point[0])
        if self.inputs is not None and len(entries) != self.inputs:
            raise ShapeError(
                f"the network takes {_count(self.inputs, 'input')}, and {len(entries)} were given"
            )
        symbols = self.symbol_table()
        merge_symbols(symbols, symbols_of(*entries))
        return tuple(_settled(entry) for entry in entries), symbols

    def __repr__(self) -> str:
        return self.label


def _settled(entry: Any) -> Value:
    if isinstance(entry, Number):
        return entry
    if getattr(entry, "is_Rational", False) is True:
        return Number(fmpq(int(entry.p), int(entry.q)))
    expr = from_sympy(entry)
    return Number(expr.data) if isinstance(expr.data, fmpq) else settle(expr)


def _is_vector(item: Any) -> bool:
    return isinstance(item, list | tuple) or hasattr(item, "shape")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _rational_columns(points: Sequence[Sequence[Value]]) -> fmpq_mat | None:
    """The points as the columns of a rational matrix; None if one of them is not rational."""
    flat = [x for point in points for x in point]
    numbers = [x for x in flat if isinstance(x, Number) and x.is_rational]
    size = len(points[0])
    if len(numbers) < len(flat) or size == 0 or any(len(p) != size for p in points):
        return None
    return fmpq_mat(len(points), size, [x.as_fmpq() for x in numbers]).transpose()


Layer.compose = staticmethod(Network)
