r"""Equations that move factors past an inverse: (X^T X + c I)^{-1} X^T = X^T (X X^T + c I)^{-1}.

Both sides are made of the same arrays, so that nothing is solved for, and of more than a name, so
that it is no condition such as A^{-1} = A^T: it is a law, or a false one.
"""

from __future__ import annotations

from collections.abc import Iterable

from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.letters import is_minus_one


def is_with_inverse(sides: Iterable[tree.Node]) -> bool:
    """Whether each side has the inverse of a sum in it, among other factors of the same names.

    >>> from symnn.latex.parser import parse
    >>> law = parse(r"(I+AB)^{-1}A=A(I+BA)^{-1}").statements[0].body
    >>> is_with_inverse((law.first, law.links[0].operand))
    True
    """
    both = tuple(sides)
    names = [frozenset(_arrays(side)) for side in both]
    inverse = all(any(map(_is_inverse_of_sum, tree.walk(side))) for side in both)
    return inverse and names[0] == names[1] and both[0] != both[1]


def _is_inverse_of_sum(node: tree.Node) -> bool:
    if not isinstance(node, tree.Power) or not is_minus_one(node.exponent):
        return False
    base = node.base
    if isinstance(base, tree.Call):
        base = base.arguments  # A(A + B)^{-1}, which is read as a product further on
    while isinstance(base, tree.Group) and len(base.items) == 1:
        (base,) = base.items
    return isinstance(base, tree.Sum)


def _arrays(node: tree.Node) -> Iterable[str]:
    """The names in it but those of identities, whatever their size."""
    if isinstance(node, tree.Name):
        key = name_key(node)
        if key is not None and node.base != "I":
            yield key
        return
    for part in tree.children(node):
        yield from _arrays(part)
