"""`load_network`: a network from a file that a person wrote."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from symnn.deferred import regex
from symnn.errors import SymnnError
from symnn.exact.expression import free_symbols
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.network_files.document import TomlDocument, parse_toml, read_text_file, shown
from symnn.network_files.entries import listed, matrix, vector
from symnn.network_files.functions import (
    NAMES,
    OWN_KEYS,
    named_function,
    own_function,
    parameters_of,
)
from symnn.network_files.places import Path
from symnn.network_files.structured import read_convolution, read_sparse, read_window_max
from symnn.network_files.symbols import SymbolTable, symbol_table
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.network import MatrixNetwork
from symnn.networks.network import Network

#: The version of the format that is written.
VERSION: Final = 1

AnyNetwork: TypeAlias = "Network | MatrixNetwork"
Table: TypeAlias = dict[str, Any]

_ENTRY: Final = regex(r"in the entry (W|b)\[(\d+)(?:,(\d+))?\]")
_TOP: Final = ("symnn_network", "neurons", "symbols", "layer")


def load_network(path: str | os.PathLike[str]) -> AnyNetwork:
    r"""The network in a file: TOML, with weights as exact numbers and texts.

    A file has `symnn_network = 1` and its layers in order, each a `[[layer]]` with its `kind`:
    `affine` with `weight` and `bias`, an activation by its name, `softmax`, `maxout`, `maxpool`,
    `sparse`, `convolution`, `window max`, `residual`, `parallel`; with `neurons = "matrices"` also
    `matrix function` and `entrywise`.
    An entry is a number or a text, as `"1/sqrt(2)"` or LaTeX in single quotes. A decimal is the
    number as it is printed. Nothing in a file is executed.

    Exactness: exact; `save_network` and this are inverse to each other.

    Raises:
        DocumentError: the file, line, column, key and value, what is wrong, and the way out.

    Examples:
        >>> import tempfile
        >>> text = "symnn_network = 1\n[[layer]]\nkind = 'affine'\nweight = [['1/sqrt(2)', 3]]"
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     name = os.path.join(folder, "net.toml")
        ...     with open(name, "w", encoding="utf-8") as file:
        ...         _ = file.write(text)
        ...     net = load_network(name)
        >>> net(0, 1) == 3
        True
    """
    name = os.fspath(path)
    return read_network(read_text_file(name), name)


def read_network(text: str, name: str = "network") -> AnyNetwork:
    r"""The network that a text in the format of `load_network` describes.

    Args:
        text: TOML.
        name: what messages call it.

    Examples:
        >>> net = read_network("symnn_network = 1\n[[layer]]\nkind = 'softmax'")
        >>> net == Network(Softmax())
        True
    """
    document = parse_toml(text, name)
    data = document.data
    if "symnn_network" not in data:
        message = "this is no network file; one begins with `symnn_network = 1`"
        raise document.error((), message)
    if data["symnn_network"] != VERSION or isinstance(data["symnn_network"], bool):
        message = f"{shown(data['symnn_network'])} is no version that is read; write 1"
        raise document.error(("symnn_network",), message)
    _refuse_others(document, (), data, _TOP)
    neurons = data.get("neurons", "numbers")
    if neurons not in ("numbers", "matrices"):
        message = f'{shown(neurons)} is neither "numbers" nor "matrices"'
        raise document.error(("neurons",), message)
    reader = _Reader(document, symbol_table(document))
    if neurons == "matrices":
        layers = reader.layers((), data, _MATRIX_KINDS)
        return reader.composed((), layers, MatrixNetwork)  # type: ignore[no-any-return]
    return reader.composed((), reader.layers((), data, _KINDS), Network)  # type: ignore[no-any-return]


def _refuse_others(document: TomlDocument, path: Path, table: Table, known: Iterable[str]) -> None:
    for key in table:
        if key not in known:
            names = ", ".join(known)
            what = f"known are {names}" if names else "there is nothing to say here; delete it"
            message = f"this key is not known here; {what}"
            raise document.error((*path, key), message)


class _Reader:
    """The layers of one document."""

    def __init__(self, document: TomlDocument, symbols: SymbolTable) -> None:
        self.document = document
        self.symbols = symbols

    def layers(self, path: Path, table: Table, kinds: Mapping[str, Kind]) -> list[Any]:
        """The layers under `layer` of a table."""
        place = (*path, "layer")
        if "layer" not in table:
            header = ".".join(str(p) for p in place if isinstance(p, str))
            raise self.document.error(path, f"there are no layers; each begins with [[{header}]]")
        items = listed(self.document, place, table["layer"], "a list of layers")
        return [self.layer((*place, n), item, kinds) for n, item in enumerate(items)]

    def layer(self, path: Path, table: Any, kinds: Mapping[str, Kind]) -> Any:
        """One layer."""
        if not isinstance(table, dict):
            raise self.document.error(path, f"{shown(table)} stands where a table is due")
        kind = table.get("kind")
        known = f"kinds are {', '.join(kinds)}" + (
            f", and activations: {', '.join(NAMES)}" if kinds is _KINDS else ""
        )
        if kind is None:
            raise self.document.error(path, f"this layer has no kind; {known}")
        if not isinstance(kind, str) or not (kind in kinds or (kinds is _KINDS and kind in NAMES)):
            raise self.document.error((*path, "kind"), f"{shown(kind)} is no kind; {known}")
        rest = {key: item for key, item in table.items() if key != "kind"}
        if kind not in kinds:
            _refuse_others(self.document, path, rest, parameters_of(kind))
            return self.elementwise(named_function(self.document, path, kind, rest))
        build, needed, optional = kinds[kind]
        for key in needed:
            if key not in rest:
                message = f"this layer of the kind {kind} has no {key}; add it"
                raise self.document.error(path, message)
        if optional is not None:
            _refuse_others(self.document, path, rest, (*needed, *optional))
        return self.made(path, lambda: build(self, path, rest))

    def made(self, path: Path, build: Callable[[], Any]) -> Any:
        """What is built, with mistakes of shape and value told at their place."""
        try:
            return build()
        except SymnnError as error:
            message = str(error)
            if message.startswith(f"{self.document.name}:"):
                raise
            for note in getattr(error, "__notes__", ()):
                at = _ENTRY.search(note)
                if at:
                    key = "weight" if at[1] == "W" else "bias"
                    path = (*path, key, *(int(n) - 1 for n in at.groups()[1:] if n))
            raise self.document.error(path, message) from error

    def composed(self, path: Path, layers: list[Any], compose: Callable[..., Any]) -> Any:
        """Layers one after the other; the first that does not fit is named."""
        try:
            return compose(*layers)
        except SymnnError as error:
            message = str(error)
        for count in range(1, len(layers) + 1):
            try:
                compose(*layers[:count])
            except SymnnError as error:
                said = str(error).removeprefix(f"layer {count}, ").removeprefix(f"layer {count}: ")
                raise self.document.error((*path, "layer", count - 1), said) from error
        raise self.document.error(path, message)

    def function(self, path: Path, table: Table) -> ScalarFunction:
        """The activation of a layer: `function` with its parameters, or `formula`."""
        if "formula" in table:
            _refuse_others(self.document, path, table, ("formula", *OWN_KEYS))
            return own_function(self.document, path, table)
        name = table.get("function")
        if not isinstance(name, str) or name not in NAMES:
            names = ", ".join(NAMES)
            what = "this layer has no function" if name is None else f"{shown(name)} is none"
            message = f"{what}; functions are {names}; your own has a formula"
            raise self.document.error((*path, "function"), message)
        rest = {key: item for key, item in table.items() if key != "function"}
        _refuse_others(self.document, path, rest, parameters_of(name))
        return named_function(self.document, path, name, rest)

    def knowing(self, function: ScalarFunction) -> ScalarFunction:
        """The function with the sympy symbols of its parameters."""
        parts = (function.body, *function.kinks, *function.slopes)
        names = free_symbols(*parts, *(e for _, e in function.parameters)) - {ARGUMENT}
        return replace(function, symbols=self.symbols.pairs(names))

    def elementwise(self, function: ScalarFunction) -> Elementwise:
        """The layer of an activation."""
        return Elementwise(self.knowing(function))

    def affine(self, path: Path, table: Table) -> Affine:
        """weight and bias."""
        rows = matrix(self.document, (*path, "weight"), table["weight"])
        shift = None
        if "bias" in table:
            shift = vector(self.document, (*path, "bias"), table["bias"])
        made: Affine = self.made(path, lambda: Affine(rows, shift))
        names = free_symbols(*(w for row in made.weight for w in row), *made.bias)
        return made.knowing(dict(self.symbols.pairs(names))) if names else made

    def tables(self, path: Path, table: Table, key: str) -> list[tuple[Path, Table]]:
        """The tables under a key, with their paths."""
        place = (*path, key)
        items = listed(self.document, place, table[key], "a list of tables")
        for number, item in enumerate(items):
            if not isinstance(item, dict):
                message = f"{shown(item)} stands where a table is due"
                raise self.document.error((*place, number), message)
        return [((*place, n), item) for n, item in enumerate(items)]


#: How a kind is built, the keys that it needs, those it may have; None if it sees to them itself.
Kind: TypeAlias = (
    "tuple[Callable[[_Reader, Path, Table], Any], tuple[str, ...], tuple[str, ...] | None]"
)


def _maxout(reader: _Reader, path: Path, table: Table) -> Layer:
    pieces = []
    for place, piece in reader.tables(path, table, "piece"):
        _refuse_others(reader.document, place, piece, ("weight", "bias"))
        if "weight" not in piece:
            raise reader.document.error(place, "this piece has no weight; add it")
        pieces.append(reader.affine(place, piece))
    return Maxout(*pieces)


def _parallel(reader: _Reader, path: Path, table: Table) -> Layer:
    branches = []
    for place, branch in reader.tables(path, table, "branch"):
        _refuse_others(reader.document, place, branch, ("layer",))
        branches.append(reader.composed(place, reader.layers(place, branch, _KINDS), Network))
    return Parallel(*branches)


def _residual(reader: _Reader, path: Path, table: Table) -> Layer:
    return Residual(reader.composed(path, reader.layers(path, table, _KINDS), Network))


def _matrix_affine(reader: _Reader, path: Path, table: Table) -> MatrixAffine:
    rows = matrix(reader.document, (*path, "weight"), table["weight"])
    biases = None
    if "bias" in table:
        place = (*path, "bias")
        items = listed(reader.document, place, table["bias"], "a list of matrices")
        biases = [matrix(reader.document, (*place, n), item) for n, item in enumerate(items)]
    made = MatrixAffine(rows, biases)
    names = free_symbols(*(w for row in made.weight for w in row))
    return made.knowing(dict(reader.symbols.pairs(names))) if names else made


_KINDS: Final[dict[str, Kind]] = {
    "affine": (lambda r, p, t: r.affine(p, t), ("weight",), ("bias",)),
    "activation": (lambda r, p, t: r.elementwise(r.function(p, t)), (), None),
    "softmax": (lambda _r, _p, _t: Softmax(), (), ()),
    "maxout": (_maxout, ("piece",), ()),
    "maxpool": (lambda _r, _p, t: MaxPool(t["size"], t.get("stride", 0)), ("size",), ("stride",)),
    "sparse": (
        lambda r, p, t: read_sparse(r.document, r.symbols, p, t),
        ("inputs", "terms"),
        ("bias",),
    ),
    "convolution": (
        lambda r, p, t: read_convolution(r.document, r.symbols, p, t),
        ("inputs", "kernel", "windows"),
        ("bias", "channels_last"),
    ),
    "window max": (lambda r, p, t: read_window_max(r.document, p, t), ("inputs", "windows"), ()),
    "residual": (_residual, ("layer",), ()),
    "parallel": (_parallel, ("branch",), ()),
}
_MATRIX_KINDS: Final[dict[str, Kind]] = {
    "affine": (_matrix_affine, ("weight",), ("bias",)),
    "matrix function": (lambda r, p, t: MatrixActivation(r.knowing(r.function(p, t))), (), None),
    "entrywise": (lambda r, p, t: Entrywise(r.knowing(r.function(p, t))), (), None),
}
