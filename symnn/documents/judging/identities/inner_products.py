r"""Inner products as sums over members: w^\top x is \sum_k w_k x_k, where entries are spoken of.

A claim such as \partial L/\partial w_i = (y - t) x_i speaks of entries of w and x, so that the
w^\top x, w \cdot x or \langle w, x \rangle in the formulas it rests on is a sum over them.
"""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.indices import INNER_PRODUCT
from symnn.latex.meaning.scope import Scope

#: The letter that such a sum runs over, which no author uses.
_LETTER: Final = tree.Name("κ")
_ANGLES: Final = "⟨⟩"
_GREEK: Final = frozenset({"theta", "beta", "phi", "omega"})


def with_sums(
    node: tree.Node, vectors: frozenset[str], scope: Scope, samples: frozenset[str] = frozenset()
) -> tree.Node:
    r"""The tree with a sum in place of each inner product of vectors without values.

    Args:
        node: a formula.
        vectors: the names whose entries are spoken of.
        scope: the definitions so far.
        samples: letters above vectors, one for each sample: w^T x^{(i)}.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> body = parse(r"w \cdot x").statements[0].body
        >>> found = with_sums(body, frozenset({"w"}), Scope())
        >>> isinstance(found.items[0], tree.BigOperator)
        True
    """
    if not (vectors or samples):
        return node
    whole = tree.map_children(node, lambda part: with_sums(part, vectors, scope, samples))
    if isinstance(whole, tree.Group) and whole.fence == _ANGLES and len(whole.items) == 2:
        first, second = whole.items
        own = scope.latest(INNER_PRODUCT) is not None
        return whole if own else _sum(first, second, vectors, scope, samples) or whole
    if not isinstance(whole, tree.Product):
        return whole
    factors: list[tree.Node] = [whole.factors[0]]
    operators: list[str] = []
    for operator, factor in zip(whole.operators, whole.factors[1:], strict=True):
        before = factors[-1]
        found = None
        if isinstance(before, tree.Transpose) and not operator:
            found = _sum(before.operand, factor, vectors, scope, samples)
        elif operator == "·":
            found = _sum(before, factor, vectors, scope, samples)
        if found is None:
            factors.append(factor)
            operators.append(operator)
        else:
            factors[-1] = found
    if len(factors) == 1:
        return factors[0]
    return tree.Product(tuple(factors), tuple(operators), span=whole.span)


def _sum(
    first: tree.Node,
    second: tree.Node,
    vectors: frozenset[str],
    scope: Scope,
    samples: frozenset[str],
) -> tree.Node | None:
    pair = [_entry(node, scope, samples) for node in (first, second)]
    if pair[0] is None or pair[1] is None:
        return None
    of_sample = any(isinstance(node, tree.Name) and node.labels for node in (first, second))
    if not (of_sample or {tree.key(node) for node in (first, second)} & vectors):
        return None
    body = tree.Product((pair[0], pair[1]), ("",), span=first.span)
    total = tree.BigOperator("sum", _LETTER, None, body, span=first.span)
    return tree.Group("()", (total,), span=first.span)


def _entry(node: tree.Node, scope: Scope, samples: frozenset[str]) -> tree.Node | None:
    """w_κ of a lone lower-case letter without an index or a value; x_{iκ} of x^{(i)}."""
    if not isinstance(node, tree.Name) or node.subscript is not None:
        return None
    letter = len(node.base) == 1 and node.base.islower()
    if not (letter or node.base in _GREEK) or scope.latest(tree.key(node) or "") is not None:
        return None
    index: tree.Node = _LETTER
    if node.labels:
        sample = node.labels[0].items[0] if len(node.labels[0].items) == 1 else None
        if len(node.labels) > 1 or sample is None or tree.key(sample) not in samples:
            return None
        index = tree.Product((sample, _LETTER), ("",))
    return tree.Name(node.base, node.font, node.accents, subscript=index)
