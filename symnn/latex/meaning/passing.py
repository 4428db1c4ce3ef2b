r"""Arguments that are merely passed on by name: the w of E(w), given by w_0, w_1 alone.

A vector that a function is said to depend on may be given by its entries alone. If the formula uses
nothing but these, the vector itself needs no value.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Final

from symnn.exact.expression import free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.dots import expanded
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.sized import fitted
from symnn.latex.meaning.values import Array, Defined, Scalar, Sized, Value

#: The topic of documents in which a function of a vector is made of its entries.
BY_ENTRIES: Final = "functions by entries"


def placeholder(key: str) -> Scalar:
    """What stands for an argument without a value.

    Examples:
        >>> placeholder("w") == placeholder("w") != placeholder("v")
        True
    """
    return Scalar(symbol(f"′{key}′"))


def parameter_name(key: str, node: tree.Node) -> tree.Name:
    """The name with a key as a tree, so that it can be looked up."""
    base, _, below = key.partition("_")
    subscript = tree.Name(below, span=node.span) if below else None
    return tree.Name(base, subscript=subscript, span=node.span)


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
    if len(args) != len(function.parameters):
        function = reader.scope.with_arity(function.name, len(args), reader.version) or function
    given = given_by_entries(function.parameters, function.body)
    args = in_sizes(function, given, args)
    _check_vectors(function, given, args, passed, node)
    function, args = _from_zero(function, given, args)
    found = reader.apply(function, args, node)
    if passed and holds_placeholder(found, frozenset(passed)):
        raise next(iter(passed.values()))
    reader.track.ranged.update(given)
    return found


def in_sizes(
    function: Defined, given: Mapping[str, tuple[int, ...]], args: list[Value]
) -> list[Value]:
    r"""The zero vector \mathbf{0} with as many entries as the formula of the function names."""
    places = given.get(function.parameters[0], ()) if len(function.parameters) == 1 else ()
    size = len(places)
    if not places or places != tuple(range(1, size + 1)) or len(args) != 1:
        return args
    (argument,) = args
    found = fitted(argument, (size, 1)) if isinstance(argument, Sized) else None
    return args if found is None else [found]


def _from_zero(
    function: Defined, given: Mapping[str, tuple[int, ...]], args: list[Value]
) -> tuple[Defined, list[Value]]:
    """C(1, 2) of C(θ) = θ_0 I + θ_1 S as a function of θ_0 and θ_1: only so is it counted."""
    places = given.get(function.parameters[0], ()) if len(function.parameters) == 1 else ()
    if not places or places[0] != 0:
        return function, args
    cells: list[Value] = list(args)
    if len(args) == 1 and isinstance(args[0], Array) and args[0].is_vector:
        cells = list(args[0].cells())
    if len(cells) != len(places) or not all(isinstance(cell, Scalar) for cell in cells):
        return function, args
    stem = function.parameters[0].rpartition(" ")[2]
    names = tuple(f"{stem}_{place}" for place in places)
    return replace(function, parameters=names), cells


def _check_vectors(
    function: Defined,
    given: Mapping[str, tuple[int, ...]],
    args: Sequence[Value],
    passed: Container[str],
    node: tree.Node,
) -> None:
    """Refuse a number as the vector whose entries a formula takes: they would stay as they are."""
    if len(args) != len(function.parameters):
        return  # the entries of the one vector
    for name, value in zip(function.parameters, args, strict=True):
        if len(given.get(name, ())) < 2 or not isinstance(value, Scalar) or name in passed:
            continue
        if value not in (Scalar(symbol(name)), placeholder(name)):
            text = f"{function.name} takes a vector {name}, and here it is given a number"
            raise MeaningError(Kind.SHAPE, text, node.span)


def given_by_entries(
    parameters: Sequence[str], body: tree.Node | None
) -> dict[str, tuple[int, ...]]:
    """The x of f(x) = x_1^2 + x_2^2: what else its x_1 and x_2 are would leave f without values.

    Args:
        parameters: those of the function.
        body: its formula.

    Returns:
        The places of the entries it takes, all in a row from 1, or from 0 if there are several.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> body = parse("x_1^2+x_2").statements[0].body
        >>> given_by_entries(("x",), body), given_by_entries(("x", "y"), body)
        ({'x': (1, 2)}, {'x': (1, 2)})
    """
    found: dict[str, set[int]] = {name: set() for name in parameters}
    bold = {name.rpartition(" ")[2]: name for name in parameters}
    for node in () if body is None else tree.walk(body):
        key = tree.key(node)
        found.pop(key or "", None)
        if not isinstance(node, tree.Name) or not isinstance(node.subscript, tree.Number):
            continue
        whole = tree.key(replace(node, subscript=None)) or ""
        whole = whole if whole in found else bold.get(whole, "")
        if whole in found and node.subscript.value.denominator == 1:
            found[whole].add(int(node.subscript.value))
    places = {name: tuple(sorted(used)) for name, used in found.items() if used}
    return {name: used for name, used in places.items() if _in_a_row(used)}


def _in_a_row(places: tuple[int, ...]) -> bool:
    begin = 0 if places[0] == 0 and len(places) > 1 else 1
    return places == tuple(range(begin, begin + len(places)))
