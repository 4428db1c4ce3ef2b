r"""Functions with parameters below them: f_{w,b}(x) = wx + b at f_{2,1}(3), and inside L(w, b)."""

from __future__ import annotations

from dataclasses import replace

from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Defined, Scalar, Value


def with_lower_arguments(node: tree.Call, reader: Reader) -> Value | None:
    r"""The value of f_{2,1}(3); None for any other application.

    Args:
        node: the application, whose head has a subscript.
        reader: the names in force; those in the subscript may be arguments of a function around it.
    """
    head = node.head
    if not isinstance(head, tree.Name) or head.subscript is None:
        return None
    given = _places(head.subscript)
    for known, letters in _patterns(head, reader):
        if len(letters) != len(given) or set(letters) & set(known.parameters or ()):
            continue
        local = any(letter in reader.local for letter in letters)
        if reader.scope.lookup(tree.key(head) or "", reader.version) is not None and not local:
            return None
        values = _numbers(given, reader)
        if values is None:
            return None
        arguments = [reader.value(item) for item in node.arguments.items]
        parameters = (*(known.parameters or ()), *letters)
        reader.track.used.add((known.key, known.version))
        function = Defined(known.key, parameters, known.body, known.version)
        return reader.apply(function, [*arguments, *values], node)
    return None


def _numbers(places: tuple[tree.Node, ...], reader: Reader) -> list[Value] | None:
    try:
        values = [reader.value(place) for place in places]
    except MeaningError:
        return None
    return values if all(isinstance(value, Scalar) for value in values) else None


def _patterns(head: tree.Name, reader: Reader) -> list[tuple[Binding, tuple[str, ...]]]:
    """The functions that were defined with letters below the same name, the latest first."""
    found = []
    bare = replace(head, subscript=None)
    for key, pattern in reversed(reader.scope.indexed.get(head.base, {}).items()):
        known = reader.scope.lookup(key, reader.version)
        if known is None or known.parameters is None or pattern.subscript is None:
            continue
        letters = tuple(tree.key(place) or "" for place in _places(pattern.subscript))
        plain = all(letters) and len(set(letters)) == len(letters)
        free = all(reader.scope.latest(letter) is None for letter in letters)
        if plain and free and replace(pattern, subscript=None) == bare:
            found.append((known, letters))
    return found


def _places(index: tree.Node) -> tuple[tree.Node, ...]:
    if isinstance(index, tree.Group) and index.fence == "" and set(index.separators) <= {","}:
        return index.items
    return (index,)
