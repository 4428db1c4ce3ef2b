"""Activations in a network file: by name with their parameters, or by a formula of one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols, substitute, symbol
from symnn.functions.catalogue import FAMILIES, FUNCTIONS
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.network_files.document import TomlDocument, shown
from symnn.network_files.entries import entry, vector
from symnn.network_files.places import Path

#: Every name of an activation.
NAMES: Final = tuple(sorted({*FUNCTIONS, *FAMILIES}))

#: The keys of an activation that is given by its formula, beside `formula`.
OWN_KEYS: Final = (
    "argument",
    "name",
    "kinks",
    "slopes",
    "parameters",
    "latex",
    "domain",
    "image",
    "text",
    "source",
)


def default_texts(name: str) -> dict[str, str]:
    """What is said of an activation if its file says nothing."""
    return {"latex": rf"\operatorname{{{name}}}", "domain": "", "image": "", "source": ""}


def named_function(
    document: TomlDocument, path: Path, name: str, given: dict[str, Any]
) -> ScalarFunction:
    """An activation of the catalogue with the parameters that are given."""
    if name in FUNCTIONS:
        return FUNCTIONS[name]
    values = {key: entry(document, (*path, key), item) for key, item in given.items()}
    try:
        return FAMILIES[name](**values)
    except SymnnError as error:
        raise document.error(path, str(error)) from error


def parameters_of(name: str) -> tuple[str, ...]:
    """The parameters that an activation of the catalogue may be given."""
    return FAMILIES[name].parameters if name in FAMILIES else ()


def own_function(document: TomlDocument, path: Path, table: dict[str, Any]) -> ScalarFunction:
    """An activation that is given by its formula."""
    argument = _text(document, path, table, "argument", "x")
    put = {argument: VARIABLE}

    def read(key: str | tuple[str | int, ...], value: Any) -> Expr:
        where = (*path, *((key,) if isinstance(key, str) else key))
        return entry(document, where, value)

    body = substitute(read("formula", table["formula"]), put)
    if ARGUMENT not in free_symbols(body) and free_symbols(body) and "argument" not in table:
        names = ", ".join(sorted(free_symbols(body)))
        message = f"{shown(table['formula'])} has no x in it, but {names}; add argument = '…'"
        raise document.error((*path, "formula"), message)
    parameters = table.get("parameters", {})
    if not isinstance(parameters, dict):
        raise document.error((*path, "parameters"), f"{shown(parameters)} is no table")
    try:
        lower(body)
        function = ScalarFunction(
            _text(document, path, table, "name", "f"),
            body,
            kinks=tuple(_expressions(document, path, table, "kinks", put)),
            slopes=tuple(_expressions(document, path, table, "slopes", put)),
            parameters=tuple((str(k), read(("parameters", k), v)) for k, v in parameters.items()),
        )
    except SymnnError as error:
        if str(error).startswith(document.name):
            raise
        raise document.error((*path, "formula"), str(error)) from error
    defaults = default_texts(function.name)
    texts = {k: _text(document, path, table, k, default) for k, default in defaults.items()}
    formula = _text(document, path, table, "text", str(table["formula"]))
    return replace(
        function,
        formula=formula,
        latex=texts["latex"],
        domain=texts["domain"],
        image=texts["image"],
        source=texts["source"],
    )


def _expressions(
    document: TomlDocument, path: Path, table: dict[str, Any], key: str, put: dict[str, Expr]
) -> list[Expr]:
    if key not in table:
        return []
    return [substitute(e, put) for e in vector(document, (*path, key), table[key])]


def _text(document: TomlDocument, path: Path, table: dict[str, Any], key: str, default: str) -> str:
    value = table.get(key, default)
    if type(value) is not str:
        raise document.error((*path, key), f"{shown(value)} stands where a text is due")
    return value


def own_argument(function: ScalarFunction) -> str:
    """A letter for the argument that no parameter of the function has."""
    parts = (function.body, *function.kinks, *function.slopes)
    taken = free_symbols(*parts, *(e for _, e in function.parameters))
    return next(name for name in ("x", "t", "z", "argument", "the_argument") if name not in taken)


def with_argument(expr: Expr, name: str) -> Expr:
    """The expression with a name for the argument."""
    return substitute(expr, {ARGUMENT: symbol(name)})
