"""`save_network`: a network as a file that a person can read and change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from flint import fmpq

from symnn.deferred import regex
from symnn.errors import UnsupportedError
from symnn.exact.expression import ZERO, Expr
from symnn.exact.matrix import Matrix
from symnn.exact.notation import write_notation
from symnn.exact.radicals import written_form
from symnn.files import write_whole
from symnn.functions.catalogue import FAMILIES, FUNCTIONS
from symnn.functions.function import ScalarFunction
from symnn.network_files.functions import default_texts, own_argument, with_argument
from symnn.network_files.reading import AnyNetwork, read_network
from symnn.network_files.structured import write_convolution, write_sparse, write_window_max
from symnn.network_files.symbols import declared_facts
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import Convolution
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.network import MatrixNetwork
from symnn.networks.network import Network
from symnn.networks.structured import Sparse
from symnn.networks.windows import WindowMax

#: The longest integer that other readers of TOML take as a number.
_SHORT: Final = 1 << 53
_WIDTH: Final = 88
_BARE: Final = regex(r"[A-Za-z0-9_-]+")


def save_network(network: Any, path: str | os.PathLike[str]) -> None:
    """Write a network to a file, whole or not at all; `load_network` gives the same again.

    Raises:
        UnsupportedError: a layer that has no written form, with its number.
        OSError: the file cannot be written; an old one stays.

    Examples:
        >>> import tempfile
        >>> from symnn.network_files.reading import load_network
        >>> net = Network(Affine([["1/3", 2]]), Softmax())
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save_network(net, os.path.join(folder, "net.toml"))
        ...     load_network(os.path.join(folder, "net.toml")) == net
        True
    """
    write_whole(path, network_text(network))


def network_text(network: Any) -> str:
    """The text of a network file.

    Exactness: exact; it has been read back, and gives the same network.

    Raises:
        UnsupportedError: a layer that has no written form, with its number.

    Examples:
        >>> print(network_text(Network(Affine([["1/3", 2]]), Softmax())), end="")
        symnn_network = 1
        <BLANKLINE>
        [[layer]]
        kind = "affine"
        weight = [["1/3", 2]]
        <BLANKLINE>
        [[layer]]
        kind = "softmax"
    """
    if not isinstance(network, Network | MatrixNetwork):
        raise UnsupportedError(f"{network!r} is no network; give a Network or a MatrixNetwork")
    lines = ["symnn_network = 1"]
    if isinstance(network, MatrixNetwork):
        lines.append('neurons = "matrices"')
    lines += _symbols(network)
    for number, layer in enumerate(network.layers, 1):
        lines += ["", "[[layer]]"]
        lines += _layer(layer, "layer", f"layer {number}, {layer.label}")
    text = "\n".join(lines) + "\n"
    if read_network(text, "the network as it would be written") != network:
        raise UnsupportedError(
            f"{network.label} has a layer that does not read back as it is; nothing was written"
        )
    return text


def _symbols(network: AnyNetwork) -> Iterator[str]:
    found: dict[str, Any] = {}
    for layer in network.layers:
        holder: Any = getattr(layer, "function", layer)
        found.update(holder.symbols)
    declared = {name: declared_facts(item) for name, item in sorted(found.items())}
    odd = {name: facts for name, facts in declared.items() if facts != ("real",)}
    if odd:
        yield from ("", "[symbols]")
    for name, facts in odd.items():
        words = [_quoted(word) for word in facts]
        value = words[0] if len(words) == 1 else f"[{', '.join(words)}]"
        yield f"{name if _BARE.fullmatch(name) else _quoted(name)} = {value}"


def _layer(layer: Any, header: str, label: str) -> Iterator[str]:
    write = _WRITERS.get(type(layer))
    if write is None:
        raise UnsupportedError(
            f"{label}: a {type(layer).__name__} has no written form in a network file"
        )
    yield from write(layer, header, label)


def _maxpool(layer: MaxPool, _header: str, _label: str) -> Iterator[str]:
    yield from ('kind = "maxpool"', f"size = {layer.size}")
    if layer.stride != layer.size:
        yield f"stride = {layer.stride}"


def _maxout(layer: Maxout, header: str, _label: str) -> Iterator[str]:
    yield 'kind = "maxout"'
    for piece in layer.pieces:
        yield from ("", f"[[{header}.piece]]", *_affine(piece))


def _residual(layer: Residual, header: str, label: str) -> Iterator[str]:
    yield 'kind = "residual"'
    yield from _inner(layer.branch, header, label)


def _parallel(layer: Parallel, header: str, label: str) -> Iterator[str]:
    yield 'kind = "parallel"'
    for branch in layer.branches:
        yield from ("", f"[[{header}.branch]]")
        yield from _inner(branch, f"{header}.branch", label)


def _matrix_affine(layer: MatrixAffine, _header: str, _label: str) -> Iterator[str]:
    yield 'kind = "affine"'
    yield from _rows("weight", layer.weight)
    if layer.bias is not None:
        yield from _biases(layer.bias)


def _inner(network: Network, header: str, label: str) -> Iterator[str]:
    for layer in network.layers:
        yield from ("", f"[[{header}.layer]]", *_layer(layer, f"{header}.layer", label))


def _affine(layer: Affine) -> Iterator[str]:
    yield from _rows("weight", layer.weight)
    if any(b != ZERO for b in layer.bias):
        yield f"bias = [{', '.join(map(_entry, layer.bias))}]"


def _rows(key: str, rows: Sequence[Sequence[Expr]]) -> Iterator[str]:
    written = [f"[{', '.join(map(_entry, row))}]" for row in rows]
    line = f"{key} = [{', '.join(written)}]"
    if len(line) <= _WIDTH and (len(written) == 1 or len(line) <= _WIDTH // 2):
        yield line
    else:
        yield from (f"{key} = [", *(f"  {row}," for row in written), "]")


def _biases(biases: Sequence[Matrix]) -> Iterator[str]:
    yield "bias = ["
    for bias in biases:
        rows = [[_entry(written_form(e)) for e in row] for row in bias.tolist()]
        yield f"  [{', '.join('[' + ', '.join(row) + ']' for row in rows)}],"
    yield "]"


def _entry(expr: Expr) -> str:
    data = expr.data
    if isinstance(data, fmpq) and data.q == 1 and abs(data) < _SHORT:
        return str(data.p)
    return _quoted(write_notation(expr))


def _function(function: ScalarFunction, key: str, own: str) -> Iterator[str]:
    """By name where that says everything, else by the formula and all that is known of it."""
    if _is_named(function):
        yield f"{key} = {_quoted(function.name)}"
        for name, value in function.parameters:
            yield f"{name} = {_entry(value)}"
        return
    if own:
        yield f"{key} = {_quoted(own)}"
    argument = own_argument(function)

    def texts(items: Sequence[Expr]) -> str:
        return f"[{', '.join(_entry(with_argument(e, argument)) for e in items)}]"

    yield f"formula = {_quoted(write_notation(with_argument(function.body, argument)))}"
    if argument != "x":
        yield f"argument = {_quoted(argument)}"
    yield f"name = {_quoted(function.name)}"
    if function.kinks:
        yield f"kinks = {texts(function.kinks)}"
    if function.slopes:
        yield f"slopes = {texts(function.slopes)}"
    if function.parameters:
        inner = ", ".join(f"{_quoted(k)} = {_entry(v)}" for k, v in function.parameters)
        yield f"parameters = {{ {inner} }}"
    yield from _texts(function)


def _texts(function: ScalarFunction) -> Iterator[str]:
    for key, default in default_texts(function.name).items():
        text = getattr(function, key)
        if text != default:
            yield f"{key} = {_quoted(text)}"
    yield f"text = {_quoted(function.formula)}"


def _is_named(function: ScalarFunction) -> bool:
    name = function.name
    if name in FUNCTIONS:
        return FUNCTIONS[name] == function
    if name not in FAMILIES:
        return False
    made = FAMILIES[name](**dict(function.parameters))
    return (made.body, made.kinks, made.slopes) == (function.body, function.kinks, function.slopes)


def _quoted(text: str) -> str:
    """A TOML text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_safe(c) for c in escaped) + '"'


def _safe(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x20 or code == 0x7F else character


_WRITERS: Final[dict[type, Callable[[Any, str, str], Iterable[str]]]] = {
    Affine: lambda layer, _h, _l: ('kind = "affine"', *_affine(layer)),
    Elementwise: lambda layer, _h, _l: _function(layer.function, "kind", "activation"),
    Softmax: lambda _layer, _h, _l: ('kind = "softmax"',),
    MaxPool: _maxpool,
    Sparse: lambda layer, _h, _l: write_sparse(layer, _entry),
    Convolution: lambda layer, _h, _l: write_convolution(layer, _entry),
    WindowMax: lambda layer, _h, _l: write_window_max(layer),
    Maxout: _maxout,
    Residual: _residual,
    Parallel: _parallel,
    MatrixAffine: _matrix_affine,
    MatrixActivation: lambda layer, _h, _l: (
        'kind = "matrix function"',
        *_function(layer.function, "function", ""),
    ),
    Entrywise: lambda layer, _h, _l: (
        'kind = "entrywise"',
        *_function(layer.function, "function", ""),
    ),
}
