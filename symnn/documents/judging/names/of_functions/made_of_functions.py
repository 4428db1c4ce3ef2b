r"""Functions that are given by other functions alone: g = f', h = 2f - g.

A new name that is made of functions of the same letter is a function of this letter itself, so
that g(3) is f'(3).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.passing import parameter_name
from symnn.latex.meaning.scope import Scope

_MADE: Final = (tree.Sum, tree.Product, tree.Neg, tree.Quotient)


def as_function(chain: tree.Chain, scope: Scope) -> tree.Chain:
    """The chain with g = f' as g(x) = f'(x), for a new name or a function; any other as it is."""
    link, key = chain.links[0], tree.key(chain.first)
    if len(chain.links) > 1 or link.relation not in ("=", ":=", "≡") or key is None:
        return chain
    known = scope.latest(key)
    if not isinstance(chain.first, tree.Name) or not (known is None or known.parameters):
        return chain
    letters: set[str] = set()
    right = _at_letter(link.operand, scope, letters)
    if right is None or len(letters) != 1:
        return chain
    (letter,) = letters
    slopes = any(isinstance(part, tree.Prime) for part in tree.walk(link.operand))
    if not slopes and (known is not None or scope.latest(letter) is not None):
        return chain  # 2f may be the value at the x that is given
    if known is not None and len(known.parameters or ()) != 1:
        return chain
    first = tree.Call(chain.first, _group(letter, chain.first), span=chain.first.span)
    return replace(chain, first=first, links=(replace(link, operand=right),))


def _at_letter(node: tree.Node, scope: Scope, letters: set[str]) -> tree.Node | None:
    """The expression with each of its functions at its letter; None if anything else is in it."""
    if isinstance(node, tree.Number):
        return node
    if isinstance(node, (tree.Name, tree.Prime)):
        base = node.operand if isinstance(node, tree.Prime) else node
        known = scope.latest(tree.key(base) or "") if isinstance(base, tree.Name) else None
        if known is None or known.parameters is None or len(known.parameters) != 1:
            return None
        if isinstance(node, tree.Prime) and scope.latest(tree.key(node) or "") is not None:
            return None
        letters.add(known.parameters[0])
        return tree.Call(node, _group(known.parameters[0], node), span=node.span)
    if not isinstance(node, _MADE) or any(isinstance(n, tree.Matrix) for n in tree.walk(node)):
        return None
    parts = [_at_letter(child, scope, letters) for child in tree.children(node)]
    if None in parts:
        return None
    changed = iter(parts)
    return tree.map_children(node, lambda child: next(changed) or child)


def _group(letter: str, at: tree.Node) -> tree.Group:
    return tree.Group("()", (parameter_name(letter, at),), span=at.span)
