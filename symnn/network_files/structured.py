"""Sparse maps, convolutions and windows in a network file; places are counted from 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from symnn.exact.expression import ZERO, Expr, free_symbols
from symnn.network_files.document import TomlDocument, shown
from symnn.network_files.entries import entry, listed, matrix, vector
from symnn.network_files.places import Path
from symnn.network_files.symbols import SymbolTable
from symnn.networks.convolution import Convolution
from symnn.networks.structured import Sparse
from symnn.networks.windows import WindowMax


def whole_number(document: TomlDocument, path: Path, value: Any) -> int:
    """An integer at a place of a file."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise document.error(path, f"{shown(value)} is no whole number")
    return value


def whole_numbers(document: TomlDocument, path: Path, value: Any) -> list[list[int]]:
    """Lists of integers."""
    return [
        [
            whole_number(document, (*path, n, m), item)
            for m, item in enumerate(listed(document, (*path, n), row, "a list of places"))
        ]
        for n, row in enumerate(listed(document, path, value, "a list of windows"))
    ]


def _bias(document: TomlDocument, path: Path, table: dict[str, Any]) -> list[Expr] | None:
    return vector(document, (*path, "bias"), table["bias"]) if "bias" in table else None


def _knowing(layer: Any, entries: Iterable[Expr], symbols: SymbolTable) -> Any:
    """The layer, just made, with the sympy symbols of its unknowns."""
    object.__setattr__(layer, "_names", symbols.pairs(free_symbols(*entries)))
    return layer


def read_sparse(
    document: TomlDocument, symbols: SymbolTable, path: Path, table: dict[str, Any]
) -> Sparse:
    """For each output its terms, [place, weight]."""
    place = (*path, "terms")
    rows: list[list[tuple[int, Expr]]] = []
    for n, row in enumerate(listed(document, place, table["terms"], "a list of terms")):
        if not isinstance(row, list):
            raise document.error((*place, n), f"{shown(row)} stands where a list is due")
        rows.append([])
        for m, term in enumerate(row):
            here = (*place, n, m)
            if not isinstance(term, list) or len(term) != 2:
                raise document.error(here, f"{shown(term)} is no term; one is [place, weight]")
            first = whole_number(document, (*here, 0), term[0])
            rows[-1].append((first, entry(document, (*here, 1), term[1])))
    bias = _bias(document, path, table)
    made = Sparse(rows, whole_number(document, (*path, "inputs"), table["inputs"]), bias)
    weights = (w for row in made.terms for _, w in row)
    return _knowing(made, (*weights, *made.bias), symbols)  # type: ignore[no-any-return]


def read_convolution(
    document: TomlDocument, symbols: SymbolTable, path: Path, table: dict[str, Any]
) -> Convolution:
    """One kernel at many windows."""
    last = table.get("channels_last", False)
    if not isinstance(last, bool):
        message = f"{shown(last)} is neither true nor false"
        raise document.error((*path, "channels_last"), message)
    made = Convolution(
        matrix(document, (*path, "kernel"), table["kernel"]),
        _bias(document, path, table),
        whole_numbers(document, (*path, "windows"), table["windows"]),
        whole_number(document, (*path, "inputs"), table["inputs"]),
        last,
    )
    weights = (w for row in made.kernel for w in row)
    return _knowing(made, (*weights, *made.bias), symbols)  # type: ignore[no-any-return]


def read_window_max(document: TomlDocument, path: Path, table: dict[str, Any]) -> WindowMax:
    """The largest input of each window."""
    windows = whole_numbers(document, (*path, "windows"), table["windows"])
    inputs = whole_number(document, (*path, "inputs"), table["inputs"])
    return WindowMax(tuple(tuple(w) for w in windows), inputs)


def _integers(rows: Iterable[Sequence[int]]) -> str:
    return f"[{', '.join('[' + ', '.join(map(str, row)) + ']' for row in rows)}]"


def _shift(bias: Sequence[Expr], written: Any) -> Iterator[str]:
    if any(b != ZERO for b in bias):
        yield f"bias = [{', '.join(map(written, bias))}]"


def write_sparse(layer: Sparse, written: Any) -> Iterator[str]:
    """The lines of a sparse map; `written` writes an entry."""
    rows = (", ".join(f"[{place}, {written(w)}]" for place, w in row) for row in layer.terms)
    yield from ('kind = "sparse"', f"inputs = {layer.columns}")
    yield from ("terms = [", *(f"  [{row}]," for row in rows), "]")
    yield from _shift(layer.bias, written)


def write_convolution(layer: Convolution, written: Any) -> Iterator[str]:
    """The lines of a convolution."""
    rows = (f"[{', '.join(map(written, row))}]" for row in layer.kernel)
    yield from ('kind = "convolution"', f"inputs = {layer.columns}")
    yield f"kernel = [{', '.join(rows)}]"
    yield f"windows = {_integers(layer.windows)}"
    yield from _shift(layer.bias, written)
    if layer.channels_last:
        yield "channels_last = true"


def write_window_max(layer: WindowMax) -> Iterator[str]:
    """The lines of maxima over windows."""
    yield from ('kind = "window max"', f"inputs = {layer.columns}")
    yield f"windows = {_integers(layer.places)}"
