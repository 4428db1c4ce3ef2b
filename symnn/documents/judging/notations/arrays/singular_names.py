r"""Singular values without their matrix: \sigma_1 = 3, where a document has those of one matrix.

Where it says "the singular values of A", or writes \sigma_1(A), of one A alone and A is a matrix
that was given, its \sigma_1 is \sigma_1(A).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_FONT: Final = r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{?\s*)?"
_END: Final = r"(?![A-Za-z_^'])"
_SAID: Final = regex(
    r"(?i:singular values? of) (?:the )?(?:(?:above |given )?matrix )?\}?\s*\$?\s*"
    rf"{_FONT}(?P<said>[A-Z]){_END}"
    rf"|\\sigma_\{{?[1-9]\}}?\s*(?:\\left)?\(\s*{_FONT}(?P<written>[A-Z]){_END}"
)
#: Other things that are called so near these words.
_OTHERS: Final = (
    r"(?:deviation|varianc|activation|sigmoid|nonlinearit|non-linearit|noise|bandwidth|permutation"
    r"|stress|sigma-?algebra|transfer function)"
)
_NO_SINGULAR: Final = regex(
    rf"(?i){_OTHERS}[^.]{{0,80}}\\sigma_\{{?[1-9]|\\sigma_\{{?[1-9][^.]{{0,80}}{_OTHERS}"
)


@lru_cache(maxsize=4)
def matrix_of(text: str) -> str | None:
    r"""The one matrix of which a document has singular values.

    >>> matrix_of(r"The singular values of $A$ are $\sigma_1=3$ and $\sigma_2=1$.")
    'A'
    >>> matrix_of(r"$\sigma_1(A)=3$ and $\sigma_1(B)=4$") is None
    True
    """
    if _NO_SINGULAR.search(text) is not None:
        return None
    found = {match["said"] or match["written"] for match in _SAID.finditer(text)}
    return found.pop() if len(found) == 1 else None


def with_matrices(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope, text: str
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the matrix behind its singular values.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
        text: the document.
    """
    name = matrix_of(text)
    known = None if name is None else scope.latest(name)
    if name is None or known is None or not isinstance(known.body, tree.Matrix):
        return list(statements)
    return [
        replace(s, body=_with_matrix(s.body, name, scope)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _with_matrix(node: tree.Node, name: str, scope: Scope) -> tree.Node:
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Name):
        inner = _with_matrix(node.arguments, name, scope)
        return replace(node, arguments=inner) if isinstance(inner, tree.Group) else node
    if isinstance(node, tree.Name):
        number = isinstance(node.subscript, tree.Number)
        plain = node.base == "sigma" and number and not (node.labels or node.accents)
        if not plain or scope.latest(tree.key(node) or "") is not None:
            return node
        matrix = tree.Name(name, span=node.span)
        return tree.Call(node, tree.Group("()", (matrix,), span=node.span), span=node.span)
    return tree.map_children(node, lambda part: _with_matrix(part, name, scope))
