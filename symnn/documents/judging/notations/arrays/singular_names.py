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
from symnn.latex.meaning.spectra import SINGULAR_PARTS

_FONT: Final = r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{?\s*)?"
_END: Final = r"(?![A-Za-z_^'])"
_SAID: Final = regex(
    r"(?i:singular values? of) (?:the )?(?:(?:above |given )?matrix )?\}?\s*\$?\s*"
    rf"{_FONT}(?P<said>[A-Z]){_END}"
    rf"|\\sigma_\{{?[1-9]\}}?\s*(?:\\left)?\(\s*{_FONT}(?P<written>[A-Z]){_END}"
    rf"|(?i:SVD|singular value decomposition) of (?:the )?(?:matrix )?\$?\s*{_FONT}(?P<svd>[A-Z])"
    rf"{_END}|(?<![A-Za-z])(?P<sum>[A-Z])\}}?\s*&?=(?:\s*\\begin\{{[a-z]*matrix\}}[^=]{{0,400}}?"
    rf"\\end\{{[a-z]*matrix\}}\s*=)?\s*\\sigma_\{{?1\}}?\s*{_FONT}[a-z]\}}?_\{{?1\}}?\s*"
    rf"{_FONT}[a-z]\}}?_\{{?1[^+=;,$]{{0,40}}\+"
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
    kinds = ("said", "written", "svd", "sum")
    found = {next(m[k] for k in kinds if m[k]) for m in _SAID.finditer(text)}
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
    given = known is not None and isinstance(known.body, tree.Matrix)
    if name is None or not (given or (known is None and _gives(statements, name))):
        return list(statements)
    return [
        replace(s, body=_with_matrix(s.body, name, scope)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _gives(statements: Sequence[tree.Statement | tree.Unreadable], name: str) -> bool:
    """Whether the formula itself begins with what the matrix is."""
    first = next((s.body for s in statements if isinstance(s, tree.Statement)), None)
    if not isinstance(first, tree.Chain) or tree.key(first.first) != name:
        return False
    return isinstance(first.links[0].operand, tree.Matrix)


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
    if isinstance(node, tree.Product) and (part := _of_part(node)) is not None:
        whole = tree.Group("()", (tree.Name(name, span=node.span),), span=node.span)
        head = tree.Name(SINGULAR_PARTS[part - 1], "upright", span=node.span)
        return tree.Apply(head, whole, span=node.span)
    return tree.map_children(node, lambda part: _with_matrix(part, name, scope))


def _of_part(node: tree.Product) -> int | None:
    r"""The 1 of \sigma_1 u_1 v_1^T, one of the products that sum to the matrix."""
    if len(node.factors) != 3 or set(node.operators) != {""}:
        return None
    first, left, right = node.factors
    inner = right.operand if isinstance(right, tree.Transpose) else None
    names = [n for n in (first, left, inner) if isinstance(n, tree.Name) and not n.accents]
    if len(names) != 3 or names[0].base != "sigma" or names[1].base == names[2].base:
        return None
    numbers = {n.subscript.value for n in names if isinstance(n.subscript, tree.Number)}
    whole = len(numbers) == 1 and all(isinstance(n.subscript, tree.Number) for n in names)
    number = int(next(iter(numbers))) if whole else 0
    return number if 0 < number <= len(SINGULAR_PARTS) else None
