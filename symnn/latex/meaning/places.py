r"""Sums over all places of arrays of one shape: \sum_p |A^p - B^p|, for pixels p."""

from __future__ import annotations

from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Value


def at_all_places(node: tree.BigOperator, reader: Reader) -> list[Value] | None:
    r"""The terms of a sum whose letter stands above arrays alone; None for any other sum.

    Args:
        node: a sum or a product over a letter without a range, which nothing defines.
        reader: the names in force.
    """
    key = tree.key(node.lower) if isinstance(node.lower, tree.Name) else None
    if key is None or node.upper is not None or reader.knows(key):
        return None
    powers = (p for p in tree.walk(node.body) if isinstance(p, tree.Power))
    marked = [p for p in powers if tree.key(p.exponent) == key]
    inside = sum(tree.key(part) == key for part in tree.walk(node.body))
    if not marked:
        from symnn.latex.meaning.connections import over_connections

        return over_connections(node, key, reader)
    if inside != len(marked):
        return None
    try:
        arrays = {part.base: reader.value(part.base) for part in marked}
    except MeaningError:
        return None
    found = {base: value for base, value in arrays.items() if isinstance(value, Array)}
    if len(found) < len(arrays) or len({value.shape for value in found.values()}) != 1:
        return None
    names = {base: tree.Name(f"entry{number}′") for number, base in enumerate(found)}

    def with_names(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.Power) and tree.key(part.exponent) == key:
            return names[part.base]
        return tree.map_children(part, with_names)

    body = with_names(node.body)
    rows = zip(*(value.cells() for value in found.values()), strict=True)
    keys = [tree.key(name) or "" for name in names.values()]
    return [reader.with_local(dict(zip(keys, row, strict=True))).read(body) for row in rows]
