r"""Vectors that are given lying: v^T = [1, 2] gives v, where nothing has that name yet."""

from __future__ import annotations

from dataclasses import replace

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope


def standing(chain: tree.Chain, scope: Scope) -> tree.Chain:
    r"""The chain v = [1, 2]^T of v^T = [1, 2]; the chain itself where v is known.

    Every further side is transposed, too: what is equal stays so.

    Args:
        chain: the chain.
        scope: the definitions so far.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> given, wanted = (
        ...     parse(text).statements[0].body for text in ("v^T = [1, 2]", "v = [1, 2]^T")
        ... )
        >>> standing(given, Scope()) == wanted
        True
    """
    first = chain.first
    key = tree.key(first.operand) if isinstance(first, tree.Transpose) else None
    if not isinstance(first, tree.Transpose) or key is None or scope.latest(key) is not None:
        return chain
    if any(link.relation != "=" for link in chain.links) or not _gives(chain, key, scope):
        return chain
    links = tuple(replace(link, operand=_turned(link.operand, first)) for link in chain.links)
    return replace(chain, first=first.operand, links=links)


def _gives(chain: tree.Chain, key: str, scope: Scope) -> bool:
    """Whether the right side is an array as it is written, a transpose, or made of known names."""
    right = chain.links[0].operand
    names = {tree.key(part) for part in tree.walk(right) if isinstance(part, tree.Name)}
    if key in names:
        return False
    if isinstance(right, tree.Transpose):
        return not isinstance(right.operand, tree.Name)
    listed = isinstance(right, tree.Group) and len(right.items) > 1
    known = all(name is not None and scope.latest(name) is not None for name in names)
    return known and (listed or isinstance(right, tree.Matrix) or bool(names))


def _turned(node: tree.Node, first: tree.Transpose) -> tree.Node:
    if isinstance(node, tree.Transpose):
        return replace(node.operand, span=node.span)
    return tree.Transpose(node, first.mark, span=node.span)
