r"""Convolutions of functions of whole numbers: (f*g)(c) = \sum_{a+b=c} f(a) g(b), in a document.

(f*f)(7) is then the sum of the products that belong to it: over the places of the first function,
if it is given at some whole numbers and is 0 otherwise; or from 0 on, if the document sums so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Final, Literal, TypeAlias

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.dots import literal
from symnn.latex.meaning.scope import Scope

Ends: TypeAlias = "Literal['all', 'from 0']"
#: Indices that go round, functions that are not turned, and sums of which some are left out.
_OTHERWISE: Final = regex(
    r"(?i)\bcircular|\bcyclic|\\[bp]?mod(?![a-z])|\bmod\b|\bmodulo\b|\bperiodic|\bwrap(?:s|ped|ping)?\b"
    r"|\bcorrelation|\bwithout flip|\bno flip|\bunflipped|\boverlap|\btruncat|\bcrop|\bcausal"
    r"|\bstride"
)
_STAR: Final = r"(?:\*|\\ast(?![A-Za-z])|∗)"
_HEAD: Final = (
    r"\(\s*(?P<a>[A-Za-z])\s*"
    + _STAR
    + r"\s*(?P<b>[A-Za-z])\s*\)\s*(?:\(|\[)\s*(?P<n>[a-z])\s*[\])]"
    r"\s*&?:?=\s*\\sum(?:\\limits)?\s*"
)
_CALL: Final = r"\s*(?:\(|\[)\s*{}\s*[\])]\s*(?:\\cdot\s*|\\,\s*|\*\s*)?"
_BY_TOTAL: Final = regex(
    _HEAD + r"_\s*\{\s*(?P<i>[a-z])\s*\+\s*(?P<j>[a-z])\s*=\s*(?P=n)\s*\}\s*"
    r"(?P=a)" + _CALL.format("(?P=i)") + r"(?P=b)" + _CALL.format("(?P=j)")
)
_BY_INDEX: Final = regex(
    _HEAD + r"_\s*\{?\s*(?P<i>[a-z])\s*(?:=\s*(?P<low>-\s*\\infty|0))?\s*\}?\s*"
    r"(?:\^\s*\{?\s*(?P<high>\\infty|[a-z])\s*\}?)?\s*"
    r"(?P=a)" + _CALL.format("(?P=i)") + r"(?P=b)" + _CALL.format(r"(?P=n)\s*-\s*(?P=i)")
)
_ANY: Final = regex(_HEAD)
#: One over the real numbers, which a function by cases may be meant in as well.
_INTEGRAL: Final = regex(_HEAD.replace(r"\\sum", r"\\int"))
_MOST: Final = 200


@lru_cache(maxsize=4)
def ends_of_convolution(text: str) -> Ends | None:
    r"""What a document says that a star between functions sums over; None if it says nothing plain.

    >>> ends_of_convolution(r"$(f\ast g)(c)=\sum_{a+b=c}f(a)\cdot g(b)$")
    'all'
    >>> ends_of_convolution(r"$(f*g)(n)=\sum_{k=0}^{n}f(k)g(n-k)$")
    'from 0'
    >>> ends_of_convolution(r"$(f*g)(n)=\sum_{k}f(k)g(n+k)$")
    """
    if _OTHERWISE.search(text) is not None or _INTEGRAL.search(text) is not None:
        return None
    stated = len(_ANY.findall(text))
    found: set[Ends] = {"all"} if _BY_TOTAL.search(text) else set()
    plain = len(_BY_TOTAL.findall(text))
    for match in _BY_INDEX.finditer(text):
        low, high = match["low"] or "", match["high"] or ""
        if (low, high) == ("0", match["n"]):
            found.add("from 0")
        elif (low == "" and high == "") or (low.startswith("-") and high == r"\infty"):
            found.add("all")
        else:
            return None
        plain += 1
    return found.pop() if len(found) == 1 and plain == stated else None


def with_convolved_values(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope, ends: Ends
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with each (f*g)(n), at a whole number n, as a sum of products.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
        ends: what the sums run over.
    """
    return [
        replace(s, body=_written(s.body, scope, ends)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _written(node: tree.Node, scope: Scope, ends: Ends) -> tree.Node:
    node = tree.map_children(node, lambda part: _written(part, scope, ends))
    if not isinstance(node, tree.Product):
        return node
    factors, operators = [node.factors[0]], list[str]()
    for operator, factor in zip(node.operators, node.factors[1:], strict=True):
        value = _value(factors[-1], factor, scope, ends) if operator == "" else None
        if value is None:
            factors.append(factor)
            operators.append(operator)
        else:
            factors[-1] = value
    if len(factors) == 1:
        return factors[0]
    return replace(node, factors=tuple(factors), operators=tuple(operators))


def _value(head: tree.Node, behind: tree.Node, scope: Scope, ends: Ends) -> tree.Node | None:
    """The sum for (f*g)(n); None for anything else."""
    star = head.items[0] if isinstance(head, tree.Group) and len(head.items) == 1 else None
    inside = behind.items if isinstance(behind, tree.Group) and behind.fence in ("()", "[]") else ()
    at = _whole(inside[0]) if len(inside) == 1 else None
    if not isinstance(star, tree.Product) or star.operators not in (("*",), ("∗",)) or at is None:
        return None
    keys = [tree.key(factor) for factor in star.factors]
    known = [scope.latest(key) for key in keys if key is not None]
    if len(known) != 2 or any(k is None or len(k.parameters or ()) != 1 for k in known):
        return None
    first = known[0]
    places = range(at + 1) if ends == "from 0" else None
    if first is not None and places is None:
        places = _places(first.body, (first.parameters or ("",))[0])
    if places is None or not 0 < len(places) <= _MOST:
        return None
    terms = tuple(_term(star.factors, k, at - k) for k in places)
    total = terms[0] if len(terms) == 1 else tree.Sum(terms, span=head.span)
    return tree.Group("()", (total,), span=tree.Span(head.span.start, behind.span.end))


def _term(functions: tuple[tree.Node, ...], *at: int) -> tree.Node:
    calls = tuple(
        tree.Call(f, tree.Group("()", (literal(Fraction(n), f.span),), span=f.span), span=f.span)
        for f, n in zip(functions, at, strict=True)
    )
    return tree.Product(calls, ("·",), span=functions[0].span)


def _places(body: tree.Node, name: str) -> range | None:
    """The whole numbers where a function is not 0 for sure, from cases that are 0 otherwise."""
    if not isinstance(body, tree.Cases):
        return None
    *rows, last = body.rows
    zero = isinstance(last.value, tree.Number) and not last.value.value
    if last.condition is not None or not zero or not rows:
        return None
    found = [_bounds(row.condition, name) for row in rows]
    if any(bounds is None for bounds in found):
        return None
    low = min(b[0] for b in found if b is not None)
    high = max(b[1] for b in found if b is not None)
    return range(low, high + 1)


def _bounds(condition: tree.Node | None, name: str) -> tuple[int, int] | None:
    """The least and the greatest whole number that a condition on a letter lets through."""
    if not isinstance(condition, tree.Chain):
        return None
    link = condition.links[0]
    numbers = link.operand.items if isinstance(link.operand, tree.Group) else ()
    if len(condition.links) == 1 and tree.key(condition.first) == name:
        if link.relation == "=" and (value := _whole(link.operand)) is not None:
            return value, value
        values = [_whole(n) for n in numbers]
        listed = link.relation == "∈" and isinstance(link.operand, tree.Group)
        whole = [v for v in values if v is not None]
        braces = listed and isinstance(link.operand, tree.Group) and link.operand.fence == "{}"
        return (min(whole), max(whole)) if braces and whole and len(whole) == len(values) else None
    if len(condition.links) != 2 or tree.key(link.operand) != name:
        return None
    if not all(li.relation in ("<", "≤") for li in condition.links):
        return None
    low, high = _number(condition.first), _number(condition.links[1].operand)
    if low is None or high is None:
        return None
    return ceil(low), floor(high)


def _number(node: tree.Node) -> Fraction | None:
    if isinstance(node, tree.Neg):
        found = _number(node.operand)
        return None if found is None else -found
    return node.value if isinstance(node, tree.Number) else None


def _whole(node: tree.Node) -> int | None:
    found = _number(node)
    return int(found) if found is not None and found.denominator == 1 else None
