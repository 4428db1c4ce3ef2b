r"""The class y_i of a sample as an index: the y_i of w_{y_i}, p_{y_i} and \sum_{j\ne y_i}.

For one sample i it is a place among the classes, whichever it is; so it is an index letter of its
own. Where samples are summed over, or several classes are spoken of, it is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: What the names of such indices begin with.
MARK: Final = "ι"


def with_class_indices(node: tree.Node) -> tree.Node:
    """The tree with a letter for each class that is an index."""
    if isinstance(node, tree.Name) and node.base != "nabla" and node.subscript is not None:
        return replace(node, subscript=_of_index(node.subscript))
    if isinstance(node, tree.Chain) and len(node.links) == 1:
        link = node.links[0]
        sides = node.first, link.operand
        if link.relation in ("=", "≠") and sum(map(_is_letter, sides)) == 1:
            first, second = (_letter(side) if _is_class(side) else side for side in sides)
            return replace(node, first=first, links=(replace(link, operand=second),))
    return tree.map_children(node, with_class_indices)


def _of_index(index: tree.Node) -> tree.Node:
    if _is_class(index):
        return _letter(index)
    if isinstance(index, (tree.Product, tree.Group)):
        return tree.map_children(index, _of_index)
    return index


def _is_letter(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.subscript is None and len(node.base) == 1


def _is_class(node: tree.Node) -> bool:
    if not isinstance(node, tree.Name) or node.accents or node.labels or node.subscript is None:
        return False
    return _is_letter(node.subscript)


def _letter(node: tree.Node) -> tree.Node:
    if not isinstance(node, tree.Name) or node.subscript is None:
        return node
    name = f"{MARK}{node.base}{tree.key(node.subscript) or ''}"
    return tree.Name(name, span=node.span)


def check_classes(scope: Scope, trees: Iterable[tree.Node]) -> None:
    """See to it that one class at most is an index, and that its sample stays the same.

    Args:
        scope: the definitions.
        trees: all formulas that a claim rests on.

    Raises:
        MisfitError: it does not.
    """
    trees = list(trees)
    names = [p for node in trees for p in tree.walk(node) if isinstance(p, tree.Name)]
    found = {name.base for name in names if name.base.startswith(MARK)}
    if not found:
        return
    (mark, *more) = found
    sample = mark[-1]
    if more:
        raise MisfitError("several classes as indices")
    sums = [p for node in trees for p in tree.walk(node) if isinstance(p, tree.BigOperator)]
    if any(tree.key(p) == sample for one in sums if one.lower for p in tree.walk(one.lower)):
        raise MisfitError("classes of several samples")
    if any(name.base == mark[len(MARK) : -1] for name in names):
        raise MisfitError("a class that is a number as well")
    for name in names:
        for key, pattern in scope.indexed.get(name.base, {}).items():
            known = scope.latest(key)
            index = pattern.subscript if isinstance(pattern, tree.Name) else None
            of_class = known is not None and _speaks_of(mark, known.body)
            own = isinstance(name.subscript, tree.Name) and name.subscript == index
            if of_class and not (own and tree.key(index or name) == sample):
                raise MisfitError("the class of another sample")


def _speaks_of(mark: str, body: tree.Node) -> bool:
    parts = tree.walk(with_class_indices(body))
    return any(isinstance(part, tree.Name) and part.base == mark for part in parts)
