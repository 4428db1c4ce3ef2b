"""The unknowns of a network file: sympy symbols, with what is declared about them."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from symnn.deferred import dataclass
from symnn.errors import UnsupportedError
from symnn.network_files.document import TomlDocument, shown

#: What may be declared about a symbol; sympy reads the words.
FACTS: Final = (
    "real",
    "positive",
    "negative",
    "nonnegative",
    "nonpositive",
    "nonzero",
    "integer",
    "rational",
    "zero",
    "finite",
)


@dataclass(frozen=True, slots=True)
class SymbolTable:
    """Declarations by name; a name without one is a real symbol."""

    declared: Mapping[str, tuple[str, ...]]

    def pairs(self, names: Iterable[str]) -> tuple[tuple[str, Any], ...]:
        """The names with their sympy symbols, in order."""
        wanted = sorted(names)
        if not wanted:
            return ()
        make = importlib.import_module("sympy").Symbol
        return tuple(
            (name, make(name, **dict.fromkeys(self.declared.get(name, ("real",)), True)))
            for name in wanted
        )


def symbol_table(document: TomlDocument) -> SymbolTable:
    """The table `symbols` of a file: `a = "positive"`, or `a = ["real", "nonzero"]`.

    Raises:
        DocumentError: something else.
    """
    table = document.data.get("symbols", {})
    if not isinstance(table, dict):
        raise document.error(("symbols",), f"{shown(table)} stands where a table is due")
    found: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        words = value if isinstance(value, list) else [value]
        for word in words:
            if word not in FACTS:
                message = f"{shown(word)} is nothing that can be declared; use {', '.join(FACTS)}"
                raise document.error(("symbols", name), message)
        found[name] = tuple(words)
    return SymbolTable(found)


def declared_facts(symbol: Any) -> tuple[str, ...]:
    """What is declared about a sympy symbol, as the words of a file.

    Raises:
        UnsupportedError: a symbol that a file cannot name: a Dummy, or declared otherwise.
    """
    stated = {k: v for k, v in symbol._assumptions_orig.items() if k != "commutative"}
    if type(symbol).__name__ != "Symbol" or any(
        v is not True or k not in FACTS for k, v in stated.items()
    ):
        raise UnsupportedError(
            f"the symbol {symbol} cannot be written to a file: {type(symbol).__name__} with "
            f"{stated or 'no assumptions'}; declare it with one of {', '.join(FACTS)}"
        )
    return tuple(stated)
