r"""Convolutions of lists, where a document says that a star is one: (a*v)_n = \sum_m a_m v_{n-m}.

The product of two lists is then the list of these sums, as long as both lists together less one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_STAR: Final = r"(?:\*|\\ast(?![A-Za-z])|∗)"
_DEFINED: Final = regex(
    r"\(\s*(?P<a>[A-Za-z])\s*" + _STAR + r"\s*(?P<b>[A-Za-z])\s*\)\s*(?:_\s*\{?|\[|\()"
    r"\s*(?P<n>[a-z])\s*[\]})]?\s*&?:?=\s*\\sum(?P<below>[^=]{0,24}?(?:=[^=]{1,40}?)?)"
    r"(?P<body>[A-Za-z]\s*(?:_|\[|\().{4,60})"
)
#: Indices that go round, lists that are not turned, and sums of which some are left out.
_OTHERWISE: Final = regex(
    r"(?i)\bcircular|\bcyclic|\\[bp]?mod(?![a-z])|\bmod\b|\bmodulo\b|\bperiodic|\bwrap(?:s|ped|ping)?\b"
    r"|\bcorrelation|\bwithout flip|\bno flip|\bunflipped|\bvalid\b"
    r"|\bsame\b.{0,20}\b(?:padding|mode|length|size)|\bmode\b.{0,20}\bsame\b"
    r"|\boverlap|\btruncat|\bcrop|\bcausal|\bstride"
)
_LONGEST: Final = 64


@lru_cache(maxsize=4)
def defines_convolution(text: str) -> bool:
    r"""Whether a document says that a star is the convolution, and nothing else.

    >>> defines_convolution(r"$(a*v)_n=\sum_{m}a_mv_{n-m}$")
    True
    >>> defines_convolution(r"$(a*v)_n=\sum_{m}a_mv_{n+m}$")
    False
    >>> defines_convolution(r"The circular $(a*v)_n=\sum_{m}a_mv_{n-m}$")
    False
    """
    if _OTHERWISE.search(text) is not None:
        return False
    found = list(_DEFINED.finditer(text))
    return bool(found) and all(map(_is_convolution, found))


def _is_convolution(found: object) -> bool:
    names = {key: found[key] for key in ("a", "b", "n", "body")}  # type: ignore[index]
    index = regex(r"(?:_\s*\{?|\[|\()\s*(?P<i>[a-z](?:\s*[+-]\s*[a-z])?)\s*[\]})]?")
    items = regex(rf"(?P<letter>[{names['a']}{names['b']}])\s*{index.pattern}")
    pairs = [(m["letter"], m["i"].replace(" ", "")) for m in items.finditer(names["body"])][:2]
    if len(pairs) != 2 or {letter for letter, _ in pairs} != {names["a"], names["b"]}:
        return False
    alone, other = sorted((i for _, i in pairs), key=len)
    return len(alone) == 1 and alone != names["n"] and other == f"{names['n']}-{alone}"


def with_convolutions(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the convolution of two lists that are known written out.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
    """
    return [
        replace(s, body=_written_out(s.body, scope)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _written_out(node: tree.Node, scope: Scope) -> tree.Node:
    if isinstance(node, tree.Indexed):
        return node  # whether the first entry is that at 0 or at 1 is not said
    node = tree.map_children(node, lambda part: _written_out(part, scope))
    if not isinstance(node, tree.Product) or node.operators != ("*",):
        return node
    first, second = (_entries(factor, scope) for factor in node.factors)
    if first is None or second is None or len(first) + len(second) > _LONGEST:
        return node
    items = tuple(
        _sum_of([(a, b) for i, a in enumerate(first) for j, b in enumerate(second) if i + j == n])
        for n in range(len(first) + len(second) - 1)
    )
    return tree.Group("()", items, (",",) * (len(items) - 1), span=node.span)


def _entries(node: tree.Node, scope: Scope) -> tuple[tree.Node, ...] | None:
    """The entries of a list of numbers, written here or given above."""
    if isinstance(node, tree.Name):
        known = scope.latest(tree.key(node) or "")
        if known is None or known.parameters is not None:
            return None
        node = known.body
    if isinstance(node, tree.Transpose):
        node = node.operand
    if isinstance(node, tree.Matrix) and 1 in (len(node.rows), len(node.rows[0])):
        items = tuple(cell for row in node.rows for cell in row)
    elif isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) > 1:
        items = node.items
    else:
        return None
    return items if all(map(_is_number, items)) else None


def _is_number(node: tree.Node) -> bool:
    parts = (tree.Number, tree.Neg, tree.Quotient, tree.Group, tree.Root, tree.Product)
    return all(isinstance(part, parts) for part in tree.walk(node))


def _sum_of(pairs: Sequence[tuple[tree.Node, tree.Node]]) -> tree.Node:
    terms = tuple(
        tree.Product((tree.Group("()", (a,)), tree.Group("()", (b,))), ("·",)) for a, b in pairs
    )
    return terms[0] if len(terms) == 1 else tree.Sum(terms)
