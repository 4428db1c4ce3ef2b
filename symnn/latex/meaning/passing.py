r"""Arguments that are merely passed on by name: the w of E(w), given by w_0, w_1 alone.

A vector that a function is said to depend on may be given by its entries alone. If the formula uses
nothing but these, the vector itself needs no value.
"""

from __future__ import annotations

from dataclasses import replace

from symnn.exact.expression import free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.dots import expanded
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Defined, Scalar, Value


def placeholder(key: str) -> Scalar:
    """What stands for an argument without a value.

    Examples:
        >>> placeholder("w") == placeholder("w") != placeholder("v")
        True
    """
    return Scalar(symbol(f"′{key}′"))


def holds_placeholder(value: Value, keys: frozenset[str]) -> bool:
    """Whether a value rests on an argument without one."""
    cells = tuple(value.cells()) if isinstance(value, Array) else (value,)
    used = free_symbols(*(cell.expr for cell in cells if isinstance(cell, Scalar)))
    return any(f"′{key}′" in used for key in keys)


def applied_by_name(
    function: Defined, items: tuple[tree.Node, ...], node: tree.Node, reader: Reader
) -> Value:
    """The function at its arguments; one that is passed on by its own name needs no value.

    Raises:
        MeaningError: an argument has no value, and the formula needs it.
    """
    args: list[Value] = []
    passed: dict[str, MeaningError] = {}
    for place, item in enumerate(expanded(items, reader)):
        try:
            args.append(reader.value(item))
        except MeaningError as obstacle:
            key = tree.key(item)
            own = place < len(function.parameters) and function.parameters[place] == key
            if obstacle.kind is not Kind.UNDEFINED or key is None or not own:
                raise
            passed[key] = obstacle
            args.append(placeholder(key))
    found = reader.apply(function, args, node)
    if passed and holds_placeholder(found, frozenset(passed)):
        raise next(iter(passed.values()))
    reader.track.ranged.update(_given_by_entries(function))
    return found


def _given_by_entries(function: Defined) -> set[str]:
    """The x of f(x) = x_1^2 + x_2^2: what else its x_1 and x_2 are would leave f without values."""
    found: dict[str, set[int]] = {name: set() for name in function.parameters}
    for node in tree.walk(function.body):
        key = tree.key(node)
        found.pop(key or "", None)
        if not isinstance(node, tree.Name) or not isinstance(node.subscript, tree.Number):
            continue
        whole = tree.key(replace(node, subscript=None)) or ""
        if whole in found and node.subscript.value.denominator == 1:
            found[whole].add(int(node.subscript.value))
    return {name for name, used in found.items() if used == set(range(1, len(used) + 1)) != set()}
