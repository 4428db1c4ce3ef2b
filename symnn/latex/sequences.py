r"""Sequences as authors write them: `\{a_n\}`, `(x_{n_k})`, a general member in brackets."""

from __future__ import annotations

from symnn.latex import syntax as tree

_FENCES = frozenset({"{}", "()", "⟨⟩"})


def is_sequence(node: tree.Node) -> bool:
    r"""Whether it is the general member of a sequence in brackets, as in `\{a_n\}`.

    Examples:
        >>> member = tree.Name("a", subscript=tree.Name("n"))
        >>> is_sequence(tree.Group("{}", (member,))) and not is_sequence(member)
        True
    """
    if not isinstance(node, tree.Group) or node.fence not in _FENCES or len(node.items) != 1:
        return False
    (member,) = node.items
    index = member.subscript if isinstance(member, tree.Name) else None
    return index is not None and any(isinstance(part, tree.Name) for part in tree.walk(index))
