r"""Norms of matrices beside their own formula: \|b\|_1 = \max_j \sum_i |b_{ij}|.

Two norms are written \|b\|_1, that of the map and that of the entries. What stands behind it as a
greatest value or as a sum tells which of them is meant; a bare number does not. In ‖A‖_1 ‖A⁻¹‖_1,
and where a document is about condition numbers, it is the norm of the map.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.meaning.spectra import is_condition_number

_NORM: Final = regex(
    r"(?:\\\||\\[lr]?Vert|‖)\s*(?:\\(?:mathbf|boldsymbol|bm|mathrm)\s*)?\{?\s*(?P<name>[A-Za-z])\s*\}?"
    r"\s*(?:\\right)?\s*(?:\\\||\\[lr]?Vert|‖)\s*_\s*\{?\s*(?:\\(?:mathrm|text|rm)\s*\{?\s*)?"
    r"(?P<kind>1|2|\\infty|F)"
)
#: What documents about norms of maps say, and documents in which entries are added up.
_OF_MAPS: Final = regex(
    r"(?i)\bcondition(?:ing)? numbers?\b|\bill-conditioned\b|\bcond(?:_|\}|\()|\binduced norms?\b"
    r"|\b(?:operator|subordinate) norms?\b|\b(?:column|row)[- ]sums?\b"
)
_OF_ENTRIES: Final = regex(
    r"(?i)\bregulari[sz]|\bpenal|\bspars|\blasso\b|\b(?:entry|element|component)-?\s?wise\b"
    r"|\bweight decay\b|\bvectori[sz]ed\b"
)
#: Norms beside which a bare ‖A‖ may be another one than the 2-norm and that of Frobenius.
_OTHERS: Final = regex(
    r"(?i)(?:\b(?:1|one|l_?1|max(?:imum)?|infinity|inf|sup|p|weighted|energy|any|every|some|given"
    r"|matrix|submultiplicative|induced|nuclear|trace)\b|\$(?:1|p|\\infty|L_1|\\ell_1)\$)[ -]norm"
    r"|\b(?:row|column)[- ]sums?\b|(?:\\\||\\[lr]?Vert|‖|\|)\s*_\s*\{?\s*(?:1|p|\\infty|∞)"
)
OTHER_NORM: Final = "which norm is meant is not certain"
_FOUR: Final = 4
_GREATEST: Final = frozenset({"max", "sup"})


def tells_norm(left: tree.Node, link: tree.Link) -> bool:
    r"""Whether a norm is said to be a greatest value, or a sum over entries.

    >>> from symnn.latex.parser import parse
    >>> told, bare = (parse(rf"\|b\|_1={f}").statements[0].body for f in (r"\max(7,2)", "7"))
    >>> tells_norm(told.first, told.links[0]), tells_norm(bare.first, bare.links[0])
    (True, False)
    """
    if not isinstance(left, tree.Norm) or link.relation != "=":
        return False
    operand = link.operand
    while isinstance(operand, tree.Group) and len(operand.items) == 1:
        (operand,) = operand.items
    if isinstance(operand, tree.BigOperator):
        return operand.operator in _GREATEST or _sums_entries(operand)
    if not isinstance(operand, tree.Apply) or not isinstance(operand.function, tree.Name):
        return False
    listed = isinstance(operand.argument, tree.Group) and len(operand.argument.items) > 1
    over_all = operand.function.subscript is not None
    return operand.function.base in _GREATEST and (listed or over_all)


def means_map(text: str, left: tree.Node, link: tree.Link) -> bool:
    """Whether the norms in a relation are those of maps, by the relation or by the document."""
    if lists_norms(text, left):
        return True
    parts = (part for side in (left, link.operand) for part in tree.walk(side))
    if any(is_condition_number(part) for part in parts):
        return True
    return says(text, _OF_MAPS) and not says(text, _OF_ENTRIES)


def has_other_norms(text: str) -> bool:
    """Whether a document speaks of more norms of matrices than the two that a bare one may be."""
    return says(text, _OTHERS)


def lists_norms(text: str, left: tree.Node) -> bool:
    r"""Whether a document has all of the norms with 1, 2, ∞ and F of one matrix.

    Who sets ‖A‖_2 beside ‖A‖_F has norms of the map in 1, 2 and ∞.

    >>> norms = r"$\|A\|_1=4$, $\|A\|_2=3$, $\|A\|_\infty=4$ and $\|A\|_F=\sqrt{10}$"
    >>> lists_norms(norms, tree.Norm(tree.Name("A"))), lists_norms(norms, tree.Norm(tree.Name("B")))
    (True, False)
    """
    inner = left.operand if isinstance(left, tree.Norm) else None
    if not isinstance(inner, tree.Name) or inner.subscript is not None or inner.labels:
        return False
    return inner.base in _all_four(text)


@lru_cache(maxsize=4)
def _all_four(text: str) -> frozenset[str]:
    found: dict[str, set[str]] = {}
    for match in _NORM.finditer(text):
        found.setdefault(match["name"], set()).add(match["kind"])
    return frozenset(name for name, kinds in found.items() if len(kinds) == _FOUR)


def _sums_entries(node: tree.BigOperator) -> bool:
    """Σ_{ij} |b_{ij}|, and Σ_i Σ_j |b_{ij}|."""
    inner = node
    while isinstance(inner.body, tree.BigOperator) and inner.operator == "sum":
        inner = inner.body
    return inner.operator == "sum" and isinstance(inner.body, tree.Abs)
