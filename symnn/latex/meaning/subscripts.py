"""Subscripts with summation indices in them, as the numbers these stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Final, TypeVar, cast

from flint import fmpq

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array, Scalar, Value

_TEN: Final = 10
T = TypeVar("T", bound=tree.Node)


def reindexed(node: tree.Node, local: Mapping[str, Value]) -> tree.Node:
    """The index with bound names replaced, and sums of numbers as one number.

    The i1 of W_{i1} is read as i with the index 1: it is the place 21 for i = 2.

    >>> reindexed(tree.Sum((tree.Number("1", Fraction(1)), tree.Number("2", Fraction(2)))), {})
    Number(text='3', value=Fraction(3, 1), decimals=0)
    """
    total = _total(node, local)
    if total is None and isinstance(node, tree.Name):
        total = _place_beside(node, local)
    if total is not None and not isinstance(node, tree.Number):
        text = str(total)
        return tree.Number(text, Fraction(text), 0)
    return tree.map_children(node, lambda part: reindexed(part, local))


def _place_beside(name: tree.Name, local: Mapping[str, Value]) -> Fraction | None:
    """21 for the i1 of W_{i1}, where i is 2."""
    below = name.subscript
    if not isinstance(below, tree.Number) or len(below.text) != 1 or not below.text.isdigit():
        return None
    bound = None if tree.key(name) in local else _total(replace(name, subscript=None), local)
    digit = bound is not None and bound.denominator == 1 and 0 < bound < _TEN
    return _TEN * bound + below.value if digit and bound is not None else None


def member(name: tree.Name, local: Mapping[str, Value]) -> tree.Name:
    """The name with bound names replaced in its index and its labels.

    >>> member(tree.Name("x"), {}) == tree.Name("x")
    True
    """
    name = labelled(name, local)
    if name.subscript is None:
        return name
    return replace(name, subscript=reindexed(name.subscript, local))


def labelled(node: T, local: Mapping[str, Value]) -> T:
    """The name with bound names replaced in its labels: x^{(i)} is one of many.

    >>> labelled(tree.Name("x"), {}) == tree.Name("x")
    True
    """
    if not isinstance(node, tree.Name) or not node.labels or not local:
        return node
    change = partial(reindexed, local=local)
    labels = tuple(tree.map_children(label, change) for label in node.labels)
    return replace(node, labels=cast("tuple[tree.Group, ...]", labels))


def _total(node: tree.Node, local: Mapping[str, Value]) -> Fraction | None:
    """The number that a sum of numbers and bound names makes."""
    if isinstance(node, tree.Number):
        return node.value
    if isinstance(node, tree.Name):
        bound = local.get(tree.key(node) or "")
        known = isinstance(bound, Scalar) and isinstance(bound.expr.data, fmpq)
        return Fraction(str(bound.expr.data)) if known and isinstance(bound, Scalar) else None
    if isinstance(node, tree.Neg):
        inner = _total(node.operand, local)
        return None if inner is None else -inner
    if isinstance(node, tree.Sum):
        parts = [_total(term, local) for term in node.terms]
        known_parts = [part for part in parts if part is not None]
        return sum(known_parts, Fraction(0)) if len(known_parts) == len(parts) else None
    return None


def seen_inside(varied: Mapping[str, Value], local: Mapping[str, Value]) -> dict[str, Value]:
    """What varies inside a function: no parameter, nor an entry x_1 of a parameter x.

    >>> from symnn.exact.expression import symbol
    >>> x = Scalar(symbol("x"))
    >>> sorted(seen_inside({"x": x, "y": x}, {"x": x})) == ["y"]
    True
    """
    lists = {k for k, value in local.items() if isinstance(value, Array)}
    inside = {k: v for k, v in varied.items() if k not in local}
    return {k: v for k, v in inside.items() if k.rpartition("_")[0] not in lists}


# --- the letter of a family ------------------------------------------------------------

#: Letters of parameters that a function may carry as its index: L_δ(r) = … δ ….
PARAMETERS: Final = frozenset(
    {"alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "eta", "kappa", "lambda"}
    | {"mu", "nu", "rho", "sigma", "tau", "theta", "phi", "varphi", "omega"}
)
#: Capitals that count dimensions: V_D(r) = … r^D ….
DIMENSIONS: Final = frozenset({"D", "N", "M", "K"})


#: Words above a letter that say when: w_i^{new}.
_MOMENTS: Final = frozenset({"new", "old", "next", "prev"})


def letter_of(name: tree.Name, scope: Scope) -> str | None:
    """The one letter in the indices of a name, if it stands for nothing."""
    found = {
        tree.key(part) or "" for index in indices_of(name) for part in tree.walk(index)
        if isinstance(part, tree.Name) and part.base not in _MOMENTS
    }  # fmt: skip
    letter = found.pop() if len(found) == 1 else ""
    plain = (len(letter) == 1 and letter.islower()) or letter in PARAMETERS | DIMENSIONS
    return letter if plain and scope.latest(letter) is None else None


#: Letters of places and of classes: the y of -\\log p_y.
_PLACES: Final = frozenset("ijknty")


def is_place(label: tree.Name, name: tree.Name, scope: Scope) -> bool:
    """Whether a letter with a value may stand for the index of a family, which it has not.

    It is the y of p_y, where p_k has a formula for all k.
    """
    patterns = scope.families.get(name.base, {}).values() if label.base in _PLACES else ()
    return any(
        replace(name, subscript=None) == replace(pattern, subscript=None)
        and letter_of(pattern, scope) is not None
        and isinstance(pattern.subscript, tree.Name)
        for pattern in patterns
    )


def indices_of(name: tree.Name) -> Iterator[tree.Node]:
    """What stands below a name, and above it in brackets.

    Examples:
        >>> list(indices_of(tree.Name("x", subscript=tree.Name("t")))) == [tree.Name("t")]
        True
    """
    if name.subscript is not None:
        yield name.subscript
    yield from name.labels


def binds(node: tree.Node, letter: str) -> bool:
    """Whether a sum or the like runs over the letter itself, not from it: k = n runs over k."""
    if not isinstance(node, tree.BigOperator) or node.lower is None:
        return False
    lower = node.lower
    if isinstance(lower, tree.Chain) and [link.relation for link in lower.links] == ["="]:
        lower = lower.first
    return any(tree.key(part) == letter for part in tree.walk(lower))
