"""PyTorch modules from exact networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from symnn.errors import UnsupportedError
from symnn.exact.expression import Expr
from symnn.frameworks.assembly.scalar_functions import SOFTSIGN
from symnn.frameworks.export import (
    Export,
    Rounder,
    check_dense,
    closed_network,
    is_permutation,
    parameter,
    windows_of,
)
from symnn.frameworks.formulas import Operations, written_out
from symnn.functions.function import ScalarFunction
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Sparse, Structured
from symnn.networks.windows import WindowMax

#: Modules of torch.nn for activations without parameters.
_PLAIN: Final[Mapping[str, str]] = {
    "identity": "Identity",
    "relu": "ReLU",
    "relu6": "ReLU6",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "silu": "SiLU",
    "gelu": "GELU",
    "softplus": "Softplus",
    SOFTSIGN.name: "Softsign",
    "hard_sigmoid": "Hardsigmoid",
    "hard_tanh": "Hardtanh",
}

#: Functions of torch for the others.
_CALLS: Final[Mapping[str, str]] = {
    "absolute": "abs",
    "square": "square",
    "exp": "exp",
    "log": "log",
    "sin": "sin",
    "cos": "cos",
}

#: Names that are the same in torch.nn.functional.
_FUNCTIONS: Final = frozenset({"relu", "sigmoid", "tanh", "softplus", "silu", "gelu"})


def to_torch(net: Any, dtype: Any = "float32") -> Export:
    """A PyTorch module that computes an exact network in floats.

    Affine layers become nn.Linear; sparse maps and convolutions become the same with their matrix
    written out, a selection an index; residual blocks and branches become modules of their own.
    The whole is an nn.Sequential, with one sample in a row.

    Args:
        net: a network without symbols, that takes a certain number of inputs.
        dtype: "float32" or "float64".

    Returns:
        The module with the account of what was rounded; `export.model`, `export.is_exact`.

    Exactness: every constant is the float nearest to its exact value. `export.is_exact` says that
        all are equal to it: then `from_torch(export.model)` is the same function.

    Raises:
        UnsupportedError: a layer that PyTorch has no module for, or an activation whose formula
            has an operation that is not written, by name.
        NotClosedError: a weight holds a symbol.
        TooLargeError: a constant beyond the largest float; a matrix too large to write out.

    Examples:
        >>> import pytest
        >>> torch = pytest.importorskip("torch")
        >>> from symnn.functions.piecewise_linear import relu
        >>> export = to_torch(Network(Affine([["1/2", -1]], [3]), relu))
        >>> export.is_exact, export.model(torch.tensor([[1.0, 1.0]])).item()
        (True, 2.5)
    """
    network, size = closed_network(net)
    rounder = Rounder.of(dtype)
    module = _Writer(rounder).sequence(network, size, "")
    return rounder.export(module.eval())


class _Writer:
    """Makes modules; the classes of its own are made once PyTorch is there."""

    def __init__(self, rounder: Rounder) -> None:
        import torch

        self.torch, self.rounder = torch, rounder

    def sequence(self, network: Network, size: int, place: str) -> Any:
        """The layers one after the other."""
        made = []
        for k, layer in enumerate(network.layers, 1):
            made.append(self.module(layer, size, f"{place}layer {k}"))
            size = layer.output_size(size) or size
        return self.torch.nn.Sequential(*made)

    def module(self, layer: Layer, size: int, place: str) -> Any:
        """One layer on so many inputs."""
        match layer:
            case Affine():
                return self.linear(layer, place)
            case Elementwise():
                return self.activation(layer.function, place)
            case Softmax():
                return self.torch.nn.Softmax(dim=-1)
            case Sparse() if is_permutation(layer.terms, layer.bias):
                return self.applied(_taken(self.index([row[0][0] for row in layer.terms])))
            case Structured():
                check_dense(layer.output_size(size) or 0, size, layer.label)
                return self.linear(layer.dense(), place)
            case WindowMax() | MaxPool():
                return self.applied(_largest(self.index(windows_of(layer, size))))
            case Network():
                return self.sequence(layer, size, f"{place}, ")
            case Residual():
                branch = self.sequence(layer.branch, size, f"{place}, ")
                return self.applied(lambda x: x + branch(x), branch)
            case Parallel():
                branches = [self.sequence(b, size, f"{place}, ") for b in layer.branches]
                join = self.torch.cat
                return self.applied(lambda x: join([b(x) for b in branches], dim=-1), *branches)
        raise UnsupportedError(f"{place}: PyTorch has no module for {layer.label}")

    def linear(self, layer: Affine, place: str) -> Any:
        """nn.Linear with rounded weights."""
        torch = self.torch
        weight = torch.from_numpy(self.rounder.array(layer.weight, f"W of {place}"))
        bias = torch.from_numpy(self.rounder.array(layer.bias, f"b of {place}"))
        made = torch.nn.Linear(layer.inputs, len(layer.weight), dtype=weight.dtype)
        with torch.no_grad():
            made.weight.copy_(weight)
            made.bias.copy_(bias)
        return made

    def index(self, places: Any) -> Any:
        """Places of inputs as a tensor of integers."""
        return self.torch.tensor(places, dtype=self.torch.int64)

    def applied(self, function: Callable[[Any], Any], *parts: Any) -> Any:
        """A module that applies a function; its parts are registered."""
        nn = self.torch.nn

        class Applied(nn.Module):  # type: ignore[misc,name-defined,unused-ignore]
            def __init__(self) -> None:
                super().__init__()
                self.parts = nn.ModuleList(parts)

            def forward(self, x: Any) -> Any:
                return function(x)

        return Applied()

    def activation(self, function: ScalarFunction, place: str) -> Any:
        """The module of an activation."""
        nn = self.torch.nn
        if function.name in _PLAIN and not function.parameters:
            return getattr(nn, _PLAIN[function.name])()
        if function.name in _CALLS and not function.parameters:
            return self.applied(getattr(self.torch, _CALLS[function.name]))
        if function.name == "leaky_relu":
            return nn.LeakyReLU(self.constant(function, "slope", place))
        if function.name == "elu":
            return nn.ELU(self.constant(function, "alpha", place))
        if function.name == "clip":
            known: dict[str, Expr] = dict(function.parameters)
            ends = {"lower": -float("inf"), "upper": float("inf")}
            ends |= {k: self.constant(function, k, place) for k in known}
            return nn.Hardtanh(ends["lower"], ends["upper"])
        return self.applied(self.formula(function, place))

    def formula(self, function: ScalarFunction, place: str) -> Callable[[Any], Any]:
        """What computes a function operation by operation."""
        operations = _Operations(self.torch, self.rounder, place)
        try:
            written_out(function, self.torch.zeros(1, dtype=self.torch.float64), operations)
        except UnsupportedError as error:
            message = f"{place}: PyTorch has no module for {function!r}: {error}"
            raise UnsupportedError(message) from None
        return lambda x: written_out(function, x, operations)

    def constant(self, function: ScalarFunction, name: str, place: str) -> float:
        """A parameter of an activation, rounded."""
        return self.rounder.number(parameter(function, name), f"{name} of {place}")


class _Operations(Operations):
    """Those of tensors; constants are rounded once, and are numbers of Python."""

    def __init__(self, torch: Any, rounder: Rounder, place: str) -> None:
        self.torch, self.rounder, self.place = torch, rounder, place
        self.known: dict[Expr, float] = {}

    def number(self, value: Any) -> Any:
        """A constant rounded; a value as it is."""
        if not isinstance(value, Expr):
            return value
        if value not in self.known:
            self.known[value] = self.rounder.number(value, f"a constant of {self.place}")
        return self.known[value]

    def total(self, left: Any, right: Any) -> Any:
        """left + right."""
        return left + self.number(right)

    def product(self, left: Any, right: Any) -> Any:
        """left · right."""
        return left * self.number(right)

    def power(self, base: Any, exponent: int) -> Any:
        """base ** exponent."""
        return base**exponent

    def clipped(self, value: Any, end: Expr, is_least: bool) -> Any:
        """clamp."""
        return value.clamp(**{"min" if is_least else "max": self.number(end)})

    def extreme(self, left: Any, right: Any, is_largest: bool) -> Any:
        """maximum or minimum."""
        return (self.torch.maximum if is_largest else self.torch.minimum)(left, right)

    def call(self, name: str, value: Any) -> Any:
        """A function of torch or of torch.nn.functional."""
        if name in _FUNCTIONS:
            return getattr(self.torch.nn.functional, name)(value)
        if name not in _CALLS and name not in ("abs", "erf"):
            raise UnsupportedError(f"the function {name} is not written")
        return getattr(self.torch, _CALLS.get(name, name))(value)


def _taken(index: Any) -> Callable[[Any], Any]:
    return lambda x: x[..., index]


def _largest(index: Any) -> Callable[[Any], Any]:
    return lambda x: x[..., index].amax(dim=-1)
