"""Networks with one usual mistake: what a wrong implementation may compute instead.

Each mutant is an exact network with words for what is wrong with it. If an implementation gives
at every observed input what a mutant allows, the words are a diagnosis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any, Final, NamedTuple, TypeAlias

from flint import fmpq

from symnn.errors import SymnnError
from symnn.exact.ball import enclose
from symnn.exact.expression import ZERO, Expr, negative, rational
from symnn.functions import piecewise_linear as bent
from symnn.functions import smooth
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.branches import Residual
from symnn.networks.layer import Layer, number_of
from symnn.networks.layers import Elementwise, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.twins.formats import FLOAT32, Format
from symnn.twins.source.constants import ends_of, rounded

Rows: TypeAlias = "list[list[Expr]]"

#: Pairs of rows or columns beyond the first so many are not tried.
_PAIRS: Final = 45
_HALF: Final = fmpq(1, 2)
#: IEEE half precision, where constants are sometimes stored.
HALF: Final = Format("float16", 11, -24, 16)

_OTHERS: Final[tuple[ScalarFunction, ...]] = (
    bent.relu,
    smooth.sigmoid,
    smooth.tanh,
    bent.absolute,
    smooth.softplus,
    smooth.silu,
    smooth.gelu,
    bent.hard_tanh,
    bent.relu6,
    bent.hard_sigmoid,
    smooth.elu(),
    *(bent.leaky_relu(slope) for slope in ("0.01", "0.1", "0.2", "0.3", "1/2", "0.05", "0.02")),
    *(bent.step(at_zero=value) for value in (0, 1, "1/2")),
    *(bent.sign(at_zero=value) for value in (0, 1, -1)),
)


class Mutant(NamedTuple):
    """A network with one mistake.

    Attributes:
        words: what is done instead, as the end of "as if …".
        network: the exact network that does it.
        layer: the layer that is wrong, from 1; 0 if it is none in particular.
    """

    words: str
    network: Network
    layer: int


def mutants(net: Network) -> Iterator[Mutant]:
    """All mutants of a network, the usual mistakes first.

    Examples:
        >>> net = Network(Affine([[1, 2]], [3]))
        >>> next(mutants(net)).words
        'the bias of layer 1 were left out'
    """
    for make in (_of_biases, _of_weights, _of_activations, _of_order, _of_ends, _of_formats):
        for words, layers, number in make(net):
            if tuple(layers) != net.layers:
                try:
                    made = Network(*layers)
                except SymnnError:
                    continue  # it does not fit together
                if (made.inputs, made.outputs) == (net.inputs, net.outputs):
                    yield Mutant(words, made, number)


Made: TypeAlias = "Iterator[tuple[str, Sequence[Layer], int]]"


def with_layer(net: Network, k: int, layer: Layer) -> list[Layer]:
    """The layers, one of them replaced."""
    return [*net.layers[:k], layer, *net.layers[k + 1 :]]


def _affine(net: Network) -> list[tuple[int, Affine]]:
    return [(k, layer) for k, layer in enumerate(net.layers) if isinstance(layer, Affine)]


def _of_biases(net: Network) -> Made:
    for k, layer in _affine(net):
        rows, bias, n = _rows(layer), list(layer.bias), k + 1
        if any(b != ZERO for b in bias):
            changes: list[tuple[str, list[Expr]]] = [
                (f"the bias of layer {n} were left out", [ZERO] * len(bias)),
                (f"the bias of layer {n} were subtracted", [negative(b) for b in bias]),
                (f"every unit of layer {n} had the bias of the first", [bias[0]] * len(bias)),
                (f"the bias of layer {n} were upside down", bias[::-1]),
                (f"the bias of layer {n} were moved on by one unit", [bias[-1], *bias[:-1]]),
            ]
            changes += [
                (f"the bias of unit {i + 1} of layer {n} were left out", _put(bias, i, ZERO))
                for i in range(len(bias))
            ]
            for words, changed in changes:
                yield words, with_layer(net, k, Affine(rows, changed)), n


def _rows(layer: Affine) -> Rows:
    return [list(row) for row in layer.weight]


def _put(items: Sequence[Any], place: int, item: Any) -> list[Any]:
    return [*items[:place], item, *items[place + 1 :]]


def _of_weights(net: Network) -> Made:
    for k, layer in _affine(net):
        n = k + 1
        rows, bias = _rows(layer), list(layer.bias)
        for words, changed in _changed_rows(rows, n):
            yield words, with_layer(net, k, Affine(changed, bias)), n
        for i, j in list(combinations(range(len(rows)), 2))[:_PAIRS]:
            order = list(range(len(rows)))
            order[i], order[j] = j, i
            moved = Affine([rows[o] for o in order], [bias[o] for o in order])
            yield (
                f"units {i + 1} and {j + 1} of layer {n} were exchanged",
                with_layer(net, k, moved),
                n,
            )


def _changed_rows(rows: Rows, n: int) -> Iterator[tuple[str, Rows]]:
    height, width = len(rows), len(rows[0])
    if height == width:
        yield (
            f"the weights of layer {n} were transposed",
            [list(c) for c in zip(*rows, strict=True)],
        )
    yield f"the weights of layer {n} had the other sign", [[negative(w) for w in r] for r in rows]
    if height > 1 and width > 1:
        flat = [w for row in rows for w in row]
        columnwise = [[flat[j * height + i] for j in range(width)] for i in range(height)]
        yield f"the weights of layer {n} were filled in column by column", columnwise
    for i, j in list(combinations(range(height), 2))[:_PAIRS]:
        swapped = _put(_put(rows, i, rows[j]), j, rows[i])
        yield f"rows {i + 1} and {j + 1} of the weights of layer {n} were exchanged", swapped
    for i, j in list(combinations(range(width), 2))[:_PAIRS]:
        swapped = [_put(_put(r, i, r[j]), j, r[i]) for r in rows]
        yield f"columns {i + 1} and {j + 1} of the weights of layer {n} were exchanged", swapped
    if width > 1:
        for j in range(width):
            gone = [_put(r, j, ZERO) for r in rows]
            yield f"input {j + 1} of layer {n} were left out", gone
        yield f"the inputs of layer {n} were shifted by one", [[r[-1], *r[:-1]] for r in rows]
        yield f"the inputs of layer {n} were shifted back by one", [[*r[1:], r[0]] for r in rows]
        yield f"the inputs of layer {n} came in reverse", [r[::-1] for r in rows]
        yield (
            f"input 1 of layer {n} were not read, the others one place on",
            [[*r[1:], ZERO] for r in rows],
        )
        yield (
            f"the last input of layer {n} were not read, the others one place back",
            [[ZERO, *r[:-1]] for r in rows],
        )
    if height > 1:
        for i in range(height):
            yield f"unit {i + 1} of layer {n} had no weights", _put(rows, i, [ZERO] * width)
    for i in range(height):
        for j in range(width):
            if rows[i][j] != ZERO and height * width <= _PAIRS:
                turned = _put(rows, i, _put(rows[i], j, negative(rows[i][j])))
                yield f"the weight [{i + 1},{j + 1}] of layer {n} had the other sign", turned


def _of_activations(net: Network) -> Made:
    for k, layer in enumerate(net.layers):
        n = k + 1
        if isinstance(layer, Softmax):
            yield f"layer {n}, {layer.label}, were left out", [*net.layers[:k], *net.layers[n:]], n
        if isinstance(layer, Residual):
            inner = with_layer(net, k, layer.branch)
            yield f"layer {n} did not add its input", inner, n
        if isinstance(layer, MaxPool):
            size = net[:k].outputs if k else net.inputs
            if size is not None:
                yield f"layer {n} took the smallest of each window", _smallest(net, k, size), n
        if not isinstance(layer, Elementwise):
            continue
        yield f"layer {n}, {layer.label}, were left out", [*net.layers[:k], *net.layers[n:]], n
        for other in _OTHERS:
            if other != layer.function:
                words = f"layer {n} were {other!r}, not {layer.label}"
                yield words, with_layer(net, k, Elementwise(other)), n


def _smallest(net: Network, k: int, size: int) -> list[Layer]:
    pool = net.layers[k]
    signs = [
        Affine([[-int(i == j) for j in range(m)] for i in range(m)])
        for m in (size, pool.output_size(size) or 1)
    ]
    return [*net.layers[:k], signs[0], pool, signs[1], *net.layers[k + 1 :]]


def _of_order(net: Network) -> Made:
    layers = list(net.layers)
    for k in range(len(layers) - 1):
        swapped = [*layers[:k], layers[k + 1], layers[k], *layers[k + 2 :]]
        yield f"layers {k + 1} and {k + 2} came in the other order", swapped, k + 1
    blocks = [k for k, layer in enumerate(layers) if isinstance(layer, Affine)]
    for a, b in combinations(blocks, 2):
        changed = list(layers)
        changed[a], changed[b] = layers[b], layers[a]
        yield f"layers {a + 1} and {b + 1} were exchanged", changed, a + 1
    for k in range(len(layers)):
        yield (
            f"layer {k + 1}, {layers[k].label}, were left out",
            [*layers[:k], *layers[k + 1 :]],
            k + 1,
        )
        yield (
            f"layer {k + 1}, {layers[k].label}, were done twice",
            [*layers[: k + 1], *layers[k:]],
            k + 1,
        )


def _of_ends(net: Network) -> Made:
    layers, last = list(net.layers), len(net.layers)
    for other in (bent.relu, smooth.sigmoid, smooth.tanh):
        yield f"{other!r} were done after the last layer", [*layers, Elementwise(other)], last
        yield f"{other!r} were done before the first layer", [Elementwise(other), *layers], 1
    yield "a softmax were done after the last layer", [*layers, Softmax()], last
    for count, words, before in ((net.inputs, "inputs", True), (net.outputs, "outputs", False)):
        if count is None or count > 64:
            continue
        for what, rows in _turns(count):
            turn = Affine(rows)
            made = [turn, *layers] if before else [*layers, turn]
            yield f"all {words} {what}", made, 0


def _turns(count: int) -> Iterator[tuple[str, list[list[int]]]]:
    unit = [[int(i == j) for j in range(count)] for i in range(count)]
    yield "had the other sign", [[-w for w in row] for row in unit]
    if count > 1:
        yield "came in reverse", unit[::-1]
        yield "were the first one", [unit[0]] * count


def _of_formats(net: Network) -> Made:
    changes: tuple[tuple[str, Callable[[Expr], Expr]], ...] = (
        ("were stored in float32", lambda w: _stored(w, FLOAT32)),
        ("were stored in float16", lambda w: _stored(w, HALF)),
        ("were cut to integers", _cut),
        ("were rounded down to integers", _floor),
        *((f"were rounded to {d} decimals", lambda w, d=d: _decimal(w, d)) for d in range(2, 13)),
        *(
            (f"were cut after {d} decimals", lambda w, d=d: _decimal(w, d, fmpq(0)))
            for d in range(2, 13)
        ),
    )
    for words, change in changes:
        made = [_converted(layer, change) for layer in net.layers]
        if len(_affine(net)) > 1:
            yield f"the weights {words}", made, 0
        for k, layer in _affine(net):
            one = with_layer(net, k, _converted(layer, change))
            yield f"the weights of layer {k + 1} {words}", one, k + 1


def _converted(layer: Layer, change: Callable[[Expr], Expr]) -> Layer:
    if not isinstance(layer, Affine):
        return layer
    return Affine([[change(w) for w in row] for row in layer.weight], map_all(change, layer.bias))


def map_all(change: Callable[[Expr], Expr], items: Sequence[Expr]) -> list[Expr]:
    """The change of every item."""
    return [change(item) for item in items]


def _stored(weight: Expr, form: Format) -> Expr:
    return rational(fmpq(*rounded(weight, form).value.as_integer_ratio()))


def _cut(weight: Expr) -> Expr:
    number = number_of(weight)
    if number is None:
        return weight
    return rational(number.floor() if number.sign() >= 0 else -((-number).floor()))


def _floor(weight: Expr) -> Expr:
    number = number_of(weight)
    return weight if number is None else rational(number.floor())


def _decimal(weight: Expr, places: int, half: fmpq = _HALF) -> Expr:
    """The weight rounded to so many decimals; cut after them without the half."""
    scale = 10**places
    if isinstance(weight.data, fmpq):
        value = weight.data
    else:
        low, high = ends_of(enclose(lower(weight), 256))
        value = (low + high) / 2
    sign = -1 if value < 0 else 1
    return rational(sign * fmpq((abs(value) * scale + half).floor(), scale))
