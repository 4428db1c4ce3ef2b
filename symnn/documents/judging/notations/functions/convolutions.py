r"""Convolutions of lists, where a document says that a star is one: (a*v)_n = \sum_m a_m v_{n-m}.

The product of two lists is then the list of these sums, as long as both lists together less one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from re import Match
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import CONVOLVED, OTHER_STAR, SLIDING_STAR, Scope

#: Indices that go round, lists that are not turned, and sums of which some are left out.
_OTHERWISE: Final = regex(
    r"(?i)\bcircular|\bcyclic|\\[bp]?mod(?![a-z])|\bmod\b|\bmodulo\b|\bperiodic|\bwrap(?:s|ped|ping)?\b"
    r"|\bcorrelation|\bwithout flip|\bno flip|\bunflipped|\bvalid\b"
    r"|\bsame\b.{0,20}\b(?:padding|mode|length|size)|\bmode\b.{0,20}\bsame\b"
    r"|\boverlap|\btruncat|\bcrop|\bcausal|\bstride"
)
#: What makes no difference to what a formula says.
_BLANK: Final = regex(
    r"(?<![A-Za-z])\s+|\s+(?![A-Za-z\s])|\\left|\\right|\\[,;!:]|\\(?:mathbf|boldsymbol|bm|mathrm|mathit)(?=\s*\{?\s*[A-Za-z]\b)"
)
_SPACE: Final = regex(r"\\q?quad|\\\s|~")
_LETTER_IN_BRACES: Final = regex(r"(?<![_^])\{([A-Za-z])\}")
_AT: Final = r"(?:_\{?|\[|\()(?P<n>[a-z])[\]})]?&?:?=\\sum(?P<rest>[^$]{4,120})"
#: (a*b)_n = \sum, and c_n = \sum beside c = a*b.
_DEFINED: Final = regex(r"[(\[](?P<a>[A-Za-z])\*(?P<b>[A-Za-z])[)\]]" + _AT)
_CALLED: Final = regex(
    r"(?<![A-Za-z\\])(?P<c>[A-Za-z])&?:?=(?P<a>[A-Za-z])\*(?P<b>[A-Za-z])(?![A-Za-z_*(\[^+-])"
)
_ENTRY_SUM: Final = regex(r"(?<![A-Za-z\\])(?P<c>[A-Za-z])" + _AT)
_SUM: Final = regex(
    r"(?:\\limits|\\nolimits)?(?:_(?P<below>\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[a-z]))?"
    r"(?:\^(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\\infty|[A-Za-z\d]))?"
    r" ?(?P<x>[A-Za-z])(?:_\{|[\[(])?_?(?P<i>[^\]{}()\[,;]{1,12}?)[\]})]?(?:\\cdot|\*)? ?"
    r"(?P<y>[A-Za-z])(?:_\{|[\[(])?_?(?P<j>[a-z\d+-]{1,9})"
)
#: k = 1, …, n, where the end is not that of both lists together.
_PART: Final = r"(?<![a-z\\]){}=\d,(?:\d,)?(?:\\[lc]?dots|\.\.\.),([^,;.$\\]*)"
_LONGEST: Final = 64
#: "where * denotes the convolution", "the convolution a * b of two vectors"
_IN_WORDS: Final = regex(
    r"(?i)(?:\*|\\ast|∗)[\s$}]*(?:\\text\s*\{\s*)?(?:denotes?|is|means|stands for|represents?)\b"
    r"[^.$\n]{0,30}\b(?:convol|(?:cross-?)?correlat)"
    r"|\$\s*(?:\*|\\ast|∗)\s*\$[^.\n]{0,50}(?:convol|correlat)"
    r"|(?:convol|correlat)[^.\n]{0,50}\$\s*(?:\*|\\ast|∗)\s*\$"
    r"|\bconvolution\b[^.\n*]{0,30}(?<![A-Za-z])[a-z]\s*(?:\*|\\ast|∗)\s*[a-z](?![A-Za-z])"
)


@lru_cache(maxsize=4)
def star_of(text: str) -> str | None:
    r"""What a document says that a star is: a convolution of lists, or a product of another kind.

    None where it says nothing of it.

    >>> star_of(r"$c=a*b,\ c_k=\sum_{i+j=k+1}a_ib_j$") == CONVOLVED
    True
    >>> star_of(r"$(a*v)_n=\sum_{m}a_mv_{n+m}$") == OTHER_STAR
    True
    """
    plain = (
        _BLANK.sub("", _SPACE.sub(";", text))
        .replace(r"\ast", "*")
        .replace("∗", "*")
        .replace("* ", "*")
    )
    plain = _LETTER_IN_BRACES.sub(r"\1", plain)
    found = list(_DEFINED.finditer(plain))
    for called in _CALLED.finditer(plain):
        own = [m for m in _ENTRY_SUM.finditer(plain) if m["c"] == called["c"]]
        letters = {called["a"], called["b"]}
        found.extend(m for m in own if _items(m) is None or letters == set(_items(m) or ()))
    if not found:
        return SLIDING_STAR if _IN_WORDS.search(text) is not None else None
    good = _OTHERWISE.search(text) is None and all(_is_convolution(m, plain) for m in found)
    return CONVOLVED if good else OTHER_STAR


def defines_convolution(text: str) -> bool:
    r"""Whether a document says that a star is the convolution, and nothing else.

    >>> defines_convolution(r"$(a*v)_n=\sum_{m}a_mv_{n-m}$")
    True
    >>> defines_convolution(r"$(a*v)_n=\sum_{m}a_mv_{n+m}$")
    False
    >>> defines_convolution(r"The circular $(a*v)_n=\sum_{m}a_mv_{n-m}$")
    False
    """
    return star_of(text) == CONVOLVED


def _items(found: Match[str]) -> tuple[str, str] | None:
    """The letters of the two lists in a sum of products of their entries."""
    inside = _SUM.match(found["rest"])
    return None if inside is None else (inside["x"], inside["y"])


def _is_convolution(found: Match[str], plain: str) -> bool:
    """Whether a sum goes over all products whose indices have the sum that it is about."""
    inside, names = _SUM.match(found["rest"]), found.groupdict()
    if inside is None or inside["x"] == inside["y"]:
        return False
    if "a" in names and {inside["x"], inside["y"]} != {names["a"], names["b"]}:
        return False
    n = found["n"]
    ends = regex(_PART.format(n)).findall(plain)
    if any("+" not in end for end in ends):
        return False
    below, indices = (inside["below"] or "").strip("{}"), (inside["i"], inside["j"])
    index, _, low = below.partition("=")
    if "+" in index:
        i, j = indices
        pairs = (f"{i}+{j}=", f"{j}+{i}=")
        single = len(i) == len(j) == 1 and i != j and n not in indices
        return single and below.startswith(pairs) and low in (n, f"{n}+1", f"1+{n}")
    alone, other = sorted(indices, key=len)
    if len(alone) != 1 or alone == n or index not in (alone, ""):
        return False
    from_zero = other in (f"{n}-{alone}", f"-{alone}+{n}")
    from_one = other in (f"{n}-{alone}+1", f"{n}+1-{alone}", f"1+{n}-{alone}")
    anywhere = low in ("", r"-\infty") or low.startswith(r"\max")
    return (from_zero and (anywhere or low == "0")) or (from_one and (anywhere or low == "1"))


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
        parts = (n for n in tree.walk(node.operand) if isinstance(n, tree.Product))
        if not any("*" in part.operators for part in parts):
            return node
        text = "whether the first entry of a convolution is that at 0 or at 1 is not said"
        return tree.Unreadable(text, span=node.span)
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
