"""Strategies for activations, layers and networks, small to wide, with what breaks real code.

Affine layers have, on purpose and often: zero weights, zero biases, whole rows of zeros, repeated
neurons, opposite neurons (so that two units tie or cancel), and units that are dead.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final, Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from hypothesis.vendor import pretty

from symnn.errors import UnsupportedError
from symnn.exact.number import Number
from symnn.exact.to_sympy import to_sympy
from symnn.functions import piecewise_linear as bent
from symnn.functions import smooth
from symnn.functions.catalogue import FAMILIES, FUNCTIONS
from symnn.functions.function import ScalarFunction
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import Convolution
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Sparse
from symnn.networks.windows import WindowMax
from symnn.testing.strategies.matrices import Numbers, as_numbers

Kind = Literal["piecewise-linear", "smooth", "jump"]

_PLAIN: Final[dict[Kind, tuple[ScalarFunction, ...]]] = {
    "piecewise-linear": (
        bent.relu,
        bent.identity,
        bent.absolute,
        bent.hard_tanh,
        bent.relu6,
        bent.hard_sigmoid,
    ),
    "smooth": (
        smooth.sigmoid,
        smooth.tanh,
        smooth.softplus,
        smooth.silu,
        smooth.gelu,
        smooth.square,
        smooth.sin,
        smooth.cos,
    ),
    "jump": (),
}
#: Slopes of leaky relus, values of steps and signs at 0, scales of elus: the usual and the odd.
_SLOPES: Final = ("1/2", "0.01", "0.1", "0.2", "-1/2", "2", "0")
_AT_STEP: Final = (1, 0, "1/2")
_AT_SIGN: Final = (0, 1, -1)
_ALPHAS: Final = (1, 2, "1/2")
KINDS: Final[tuple[Kind, ...]] = ("piecewise-linear", "smooth", "jump")


def activations(*kinds: Kind) -> SearchStrategy[ScalarFunction]:
    """Activations of these kinds, all of them if none is named; they shrink to relu.

    Args:
        kinds: "piecewise-linear", "smooth" or "jump" (step and sign).

    Raises:
        UnsupportedError: another kind.

    Examples:
        >>> from hypothesis import find
        >>> find(activations("smooth"), lambda f: True)
        sigmoid
    """
    chosen = kinds or KINDS
    unknown = [kind for kind in chosen if kind not in _PLAIN]
    if unknown:
        raise UnsupportedError(f"no activations are {unknown[0]!r}; the kinds are {KINDS}")
    parts = [st.sampled_from(_PLAIN[kind]) for kind in chosen if _PLAIN[kind]]
    if "piecewise-linear" in chosen:
        parts.append(st.sampled_from(_SLOPES).map(bent.leaky_relu))
    if "smooth" in chosen:
        parts.append(st.sampled_from(_ALPHAS).map(smooth.elu))
    if "jump" in chosen:
        parts.append(st.sampled_from(_AT_STEP).map(bent.step))
        parts.append(st.sampled_from(_AT_SIGN).map(bent.sign))
    return st.one_of(parts)


_ROWS: Final = ("fresh", "fresh", "fresh", "copy", "opposite", "zero", "dead")


@st.composite
def affine_layers(
    draw: DrawFn, outputs: int, inputs: int, entries: SearchStrategy[Any] | None = None
) -> Affine:
    """Affine layers of one shape, with ties, zeros and dead units.

    Args:
        outputs: rows of W.
        inputs: columns of W.
        entries: a strategy for exact numbers; small rationals if not given.

    Examples:
        >>> from hypothesis import find
        >>> find(affine_layers(1, 1), lambda layer: True).values([Number(5)]) == (0,)
        True
    """
    numbers = as_numbers(entries)
    rows: list[list[Number]] = []
    shifts: list[Number] = []
    biased = draw(st.booleans())
    for _ in range(outputs):
        kind = draw(st.sampled_from(_ROWS if rows else ("fresh", "fresh", "zero")))
        if kind in ("copy", "opposite"):
            k = draw(st.integers(0, len(rows) - 1))
            turn = 1 if kind == "copy" else -1
            rows.append([turn * w for w in rows[k]])
            shifts.append(turn * shifts[k])
        else:
            rows.append(_row(draw, kind, numbers, inputs))
            shifts.append(_shift(draw, kind, numbers, biased))
    return Affine([[to_sympy(w) for w in row] for row in rows], [to_sympy(b) for b in shifts])


def _row(draw: DrawFn, kind: str, numbers: Numbers, inputs: int) -> list[Number]:
    if kind in ("zero", "dead"):
        return [Number(0)] * inputs
    return draw(st.lists(numbers, min_size=inputs, max_size=inputs))


def _shift(draw: DrawFn, kind: str, numbers: Numbers, biased: bool) -> Number:
    if kind == "dead":
        return -abs(draw(numbers)) - 1
    return draw(numbers) if biased else Number(0)


#: Digits of a power of ten beyond which it is written with an exponent.
_LONG: Final = 12
Shape = Literal["chain", "residual", "parallel", "maxout", "maxpool", "softmax"]
_CHAIN: Final[list[Shape]] = ["chain"]
SHAPES: Final[tuple[Shape, ...]] = (
    "chain",
    "residual",
    "parallel",
    "maxout",
    "maxpool",
    "softmax",
)


@st.composite
def networks(  # noqa: PLR0913
    draw: DrawFn,
    *,
    inputs: int | None = None,
    outputs: int | None = None,
    max_inputs: int = 3,
    max_width: int = 4,
    max_depth: int = 3,
    kinds: Sequence[Kind] = ("piecewise-linear", "smooth"),
    shapes: Sequence[Shape] = SHAPES,
    entries: SearchStrategy[Any] | None = None,
) -> Network:
    """Networks, from one unit to wide and deep; they shrink to few units and small numbers.

    Args:
        inputs: how many inputs; up to `max_inputs` if not given.
        outputs: how many outputs; up to `max_width` if not given.
        max_inputs: bound for the inputs.
        max_width: bound for the units of a layer; 64 makes wide networks.
        max_depth: bound for the number of hidden blocks.
        kinds: of activations, as for `activations`.
        shapes: which blocks may occur: "chain" (affine, activation), "residual", "parallel",
            "maxout", "maxpool", and "softmax" as the last layer.
        entries: a strategy for the exact weights and biases; small rationals if not given.

    Examples:
        >>> from hypothesis import find
        >>> net = find(networks(inputs=1, outputs=1), lambda net: net(2) == 1)
        >>> net.inputs, net.outputs
        (1, 1)
    """
    size = inputs or draw(st.integers(1, max_inputs))
    layers: list[Layer] = []
    blocks: list[Shape] = [shape for shape in shapes if shape != "softmax"]
    opening = [block for block in blocks if block != "maxpool"]  # it would not know its inputs
    for k in range(draw(st.integers(0 if opening else 1, max_depth))):
        block = draw(st.sampled_from((blocks if k else opening) or _CHAIN))
        made, size = draw(_block(block, size, max_width, tuple(kinds), entries))
        layers += made
    layers.append(draw(affine_layers(outputs or draw(st.integers(1, max_width)), size, entries)))
    if "softmax" in shapes and draw(st.integers(0, 5)) == 5:
        layers.append(Softmax())
    return Network(*layers)


@st.composite
def _block(
    draw: DrawFn,
    shape: Shape,
    size: int,
    max_width: int,
    kinds: tuple[Kind, ...],
    entries: SearchStrategy[Any] | None,
) -> tuple[list[Layer], int]:
    """Some layers for this many inputs, and how many outputs they have."""
    bend = Elementwise(draw(activations(*kinds)))
    if shape == "residual":
        inner = draw(affine_layers(size, size, entries))
        return [Residual(inner, bend)], size
    if shape == "maxpool":
        return [MaxPool(size)] if size > 1 else [bend], 1
    width = draw(st.integers(1, max_width))
    layer = draw(affine_layers(width, size, entries))
    if shape == "maxout":
        return [Maxout(layer, draw(affine_layers(width, size, entries)))], width
    if shape == "parallel":
        return [Parallel([layer, bend], bend)], width + size
    return [layer, bend], width


def code(net: Layer, module: str = "sn") -> str:
    """Python that builds the network again: how failing examples are printed.

    Examples:
        >>> code(Network(Affine([["1/2", -1]], [0]), bent.relu))
        "sn.Network(sn.Affine([['1/2', -1]]), sn.relu)"
    """
    inner = partial(_joined, module)
    match net:
        case Network():
            return f"{module}.Network({inner(net.layers)})"
        case Affine():
            return f"{module}.Affine({_affine(net)})"
        case Elementwise():
            return _activation(net.function, module)
        case Residual():
            return f"{module}.Residual({inner(net.branch.layers)})"
        case Parallel():
            parts = ", ".join(f"[{inner(branch.layers)}]" for branch in net.branches)
            return f"{module}.Parallel({parts})"
        case Maxout():
            return f"{module}.Maxout({inner(net.pieces)})"
        case MaxPool():
            return f"{module}.MaxPool({net.size}, {net.stride})"
        case Softmax():
            return f"{module}.Softmax()"
        case WindowMax():
            return f"{module}.WindowMax({net.places}, {net.columns})"
        case Sparse():
            return f"{module}.Sparse({_sparse(net)})"
        case Convolution():
            return f"{module}.Convolution({_convolution(net)})"
    return repr(net)


def _printed(layer: Layer, printer: Any, cycle: bool) -> None:  # noqa: ARG001
    printer.text(code(layer))


for _kind in (
    Network,
    Affine,
    Convolution,
    Sparse,
    Elementwise,
    Residual,
    Parallel,
    Maxout,
    MaxPool,
    WindowMax,
    Softmax,
):
    pretty.for_type_by_name(
        _kind.__module__, _kind.__name__, _printed
    )  # hypothesis prints a failing example as it is built


def _joined(module: str, layers: Sequence[Layer]) -> str:
    return ", ".join(code(layer, module) for layer in layers)


def _affine(layer: Affine) -> str:
    shift = _biases(layer.bias)
    return _rows(layer.weight) + ("" if shift == "None" else f", {shift}")


def _rows(rows: Sequence[Sequence[Any]]) -> str:
    return "[" + ", ".join("[" + ", ".join(map(_text, row)) + "]" for row in rows) + "]"


def _biases(bias: Sequence[Any]) -> str:
    shift = [_text(b) for b in bias]
    return "None" if all(b == "0" for b in shift) else f"[{', '.join(shift)}]"


def _sparse(layer: Sparse) -> str:
    rows = ", ".join(
        "[" + ", ".join(f"({k}, {_text(w)})" for k, w in row) + "]" for row in layer.terms
    )
    return f"[{rows}], {layer.columns}, {_biases(layer.bias)}"


def _convolution(layer: Convolution) -> str:
    windows = [tuple(w) for w in layer.windows]
    last = ", channels_last=True" if layer.channels_last else ""
    return f"{_rows(layer.kernel)}, {_biases(layer.bias)}, {windows}, {layer.columns}{last}"


def _text(expr: Any) -> str:
    value = str(to_sympy(expr))
    top, _, bottom = value.partition("/")
    if len(bottom) > _LONG and bottom.strip("0") == "1":
        return repr(f"{top}e-{len(bottom) - 1}")
    return repr(value) if "/" in value and value.replace("/", "").lstrip("-").isdigit() else value


def _activation(function: ScalarFunction, module: str) -> str:
    if function.name not in FUNCTIONS and function.name not in FAMILIES:
        return f"{module}.activation({function.formula or function.name})"
    if not function.parameters:
        return f"{module}.{function.name}"
    inside = ", ".join(f"{name}={_text(value)}" for name, value in function.parameters)
    return f"{module}.{function.name}({inside})"
