r"""Double sums without an end, whose order matters: \sum_m \sum_n a_{mn} of rows (1, -1, 0, …).

What holds of every finite size says nothing of them: they may both exist and differ.
"""

from __future__ import annotations

from symnn.latex import syntax as tree


def is_endless_twice(*sides: tree.Node) -> bool:
    r"""Whether a sum up to ∞ of terms with two indices stands in another one.

    >>> from symnn.latex.parser import parse
    >>> text = r"\sum_{m=1}^\infty \sum_{n=1}^\infty a_{mn}"
    >>> is_endless_twice(parse(text).statements[0].body)
    True
    """
    sums = [s for side in sides for part in tree.walk(side) if (s := _endless(part)) is not None]
    return any(
        _is_of_both(outer, inner)
        for outer in sums
        for part in tree.walk(outer.body)
        if (inner := _endless(part)) is not None
    )


def _endless(node: tree.Node) -> tree.BigOperator | None:
    if not isinstance(node, tree.BigOperator) or not isinstance(node.upper, tree.Name):
        return None
    return node if node.upper.base == "∞" else None


def _is_of_both(outer: tree.BigOperator, inner: tree.BigOperator) -> bool:
    """Whether one name or call of the terms has the indices of both sums."""
    indices = {_index(outer), _index(inner)}
    return any(
        indices <= {tree.key(n) for n in tree.walk(part)} | _letters(part)
        for part in tree.walk(inner.body)
        if isinstance(part, (tree.Name, tree.Call, tree.Power, tree.Quotient))
    )


def _index(node: tree.BigOperator) -> str | None:
    lower = node.lower.first if isinstance(node.lower, tree.Chain) else node.lower
    return None if lower is None else tree.key(lower)


def _letters(node: tree.Node) -> set[str | None]:
    """The letters of an index mn."""
    below = node.subscript if isinstance(node, tree.Name) else None
    return set() if below is None else {tree.key(part) for part in tree.walk(below)}
