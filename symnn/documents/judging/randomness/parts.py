"""Looking at the parts of expressions and laws."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.latex import syntax as tree


def shown(node: tree.Node) -> Iterator[tree.Node]:
    """The parts of an expression; what stands in the index of a name is no part."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        if not isinstance(top, tree.Name):
            stack.extend(tree.children(top))


def is_letter(node: tree.Node) -> bool:
    """Whether it is a name of one letter, or of a Greek one."""
    return isinstance(node, tree.Name) and (len(node.base) == 1 or node.base.isalpha())
