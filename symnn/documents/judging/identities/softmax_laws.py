r"""Laws of softmax of a whole vector: softmax(z + c1) = softmax(z), entry by entry.

Where the vectors have no values, the claim is one about the i-th entry e^{z_i}/\sum_k e^{z_k} on
both sides, for every i.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_NAMES: Final = frozenset({"softmax", "Softmax", "SoftMax"})
_I, _K = tree.Name("i"), tree.Name("κ")
_ONES: Final = "1"
_EXTREMES: Final = frozenset({"max", "min"})
#: What is the same for all entries, whatever it is.
_SHIFT: Final = tree.Name("ς")


def softmax_entries(
    left: tree.Node, right: tree.Node, scope: Scope
) -> tuple[tree.Node, tree.Node] | None:
    """Both sides at the index i; None if they are not softmax of open vectors.

    Examples:
        >>> z = tree.Name("z", font="bold")
        >>> one = tree.Apply(tree.Name("softmax"), tree.Group("()", (z,)))
        >>> found = softmax_entries(one, one, Scope())
        >>> found is not None and isinstance(found[0], tree.Quotient)
        True
    """
    arguments = [_shifted(_argument(side)) for side in (left, right)]
    first, second = arguments
    if first is None or second is None:
        return None
    alone = {tree.key(a) for a in arguments if isinstance(a, tree.Name)} - {None}
    names = [p for a in (first, second) for p in tree.walk(a) if isinstance(p, tree.Name)]
    if any(n.subscript is not None or n.labels for n in names) or not alone:
        return None
    if any(scope.latest(tree.key(n) or "") is not None for n in names):
        return None
    vectors = {tree.key(n) or "" for n in names if n.font == "bold" or "vec" in n.accents}
    vectors |= {key for key in alone if key is not None}
    if "i" in {tree.key(n) for n in names} or not all(_is_linear(a) for a in (first, second)):
        return None
    return _entry(first, frozenset(vectors)), _entry(second, frozenset(vectors))


def _argument(node: tree.Node) -> tree.Node | None:
    if not isinstance(node, tree.Apply) or node.power is not None or node.ambiguous:
        return None
    if tree.key(node.function) not in _NAMES:
        return None
    inner = node.argument
    if isinstance(inner, tree.Group):
        return inner.items[0] if len(inner.items) == 1 else None
    return inner


def _shifted(argument: tree.Node | None) -> tree.Node | None:
    """z - c for z - max(z): softmax is the same for every c that is subtracted from each entry."""
    if not isinstance(argument, tree.Sum):
        return argument
    return replace(argument, terms=tuple(map(_as_number, argument.terms)))


def _as_number(term: tree.Node) -> tree.Node:
    if isinstance(term, tree.Neg):
        return replace(term, operand=_as_number(term.operand))
    function = term.function if isinstance(term, tree.Apply) else None
    if not isinstance(function, tree.Name) or function.base not in _EXTREMES:
        return term
    inner = term.argument if isinstance(term, tree.Apply) else term
    items = inner.items if isinstance(inner, tree.Group) else (inner,)
    (first, *more) = items
    index = first.subscript if isinstance(first, tree.Name) else None
    whole = not more and isinstance(first, tree.Name) and index == function.subscript
    return _SHIFT if whole else term  # max(0, z) has an entry for each of z


def _is_linear(node: tree.Node) -> bool:
    """Sums, multiples and quotients by numbers: nothing in which vectors are multiplied."""
    if isinstance(node, (tree.Name, tree.Number)):
        return True
    if isinstance(node, tree.Sum):
        return all(map(_is_linear, node.terms))
    if isinstance(node, tree.Neg):
        return _is_linear(node.operand)
    if isinstance(node, tree.Quotient):
        return _is_linear(node.numerator) and isinstance(node.denominator, (tree.Name, tree.Number))
    plain = isinstance(node, tree.Product) and node.implicit and len(node.factors) == 2
    return plain and isinstance(node, tree.Product) and all(map(_is_linear, node.factors))


def _entry(argument: tree.Node, vectors: frozenset[str]) -> tree.Node:
    above = tree.Power(tree.Name("e"), _at(argument, _I, vectors))
    below = tree.Power(tree.Name("e"), _at(argument, _K, vectors))
    return tree.Quotient(above, tree.BigOperator("sum", _K, None, below))


def _at(node: tree.Node, index: tree.Name, vectors: frozenset[str]) -> tree.Node:
    key = tree.key(node)
    if isinstance(node, tree.Name) and node.base == _ONES:
        return tree.Number("1", Fraction(1), 0)
    if isinstance(node, tree.Name) and key in vectors:
        return replace(node, subscript=index)
    return tree.map_children(node, lambda part: _at(part, index, vectors))
