r"""Means and covariances of vectors with matrices before them: \mathbb{V}[Ax + b] = AΣA^⊤.

Matrices do not commute, so that both sides are compared as sums of words: products of letters in
their order, each with its transposes. Covariance matrices are symmetric.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.spellings import Operation, operation_of
from symnn.latex import syntax as tree

#: A letter, and whether it is transposed.
Letter: TypeAlias = "tuple[str, bool]"
#: Scalars in any order, and matrices in theirs.
Word: TypeAlias = "tuple[tuple[str, ...], tuple[Letter, ...]]"
Words: TypeAlias = "dict[Word, Fraction]"

_MOST: Final = 200


def has_matrices(*nodes: tree.Node) -> bool:
    """Whether letters may stand for vectors or matrices.

    >>> has_matrices(tree.Name("A", font="bold")), has_matrices(tree.Name("a"))
    (True, False)
    """
    parts = [part for node in nodes for part in tree.walk(node)]
    return any(isinstance(p, tree.Transpose) or getattr(p, "font", "") == "bold" for p in parts)


def are_same(model: Model, left: tree.Node, right: tree.Node) -> bool:
    """Whether two expressions are the same sum of words; False where that is not settled."""
    try:
        return words_of(model, left) == words_of(model, right)
    except UnsettledError:
        return False


def words_of(model: Model, node: tree.Node) -> Words:
    """An expression as a sum of words.

    Raises:
        UnsettledError: it is no such sum.
    """
    asked = None if isinstance(node, tree.Name) else operation_of(node, model.knows)
    if asked is not None:
        return _asked(model, asked)
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return words_of(model, node.items[0])
    if isinstance(node, tree.Sum):
        return _total([words_of(model, term) for term in node.terms])
    if isinstance(node, tree.Neg):
        return _times({((), ()): Fraction(-1)}, words_of(model, node.operand))
    if isinstance(node, tree.Product) and set(node.operators) <= {"", "·"}:
        found: Words = {((), ()): Fraction(1)}
        for factor in node.factors:
            found = _times(found, words_of(model, factor))
        return found
    if isinstance(node, tree.Transpose):
        return _turned(words_of(model, node.operand))
    return _single(model, node)


def _single(model: Model, node: tree.Node) -> Words:
    if isinstance(node, tree.Number):
        return {((), ()): node.value} if node.value else {}
    if isinstance(node, tree.Power) and isinstance(node.exponent, tree.Number):
        inner = words_of(model, node.base)
        scalar = all(not word for _, word in inner)
        if not scalar or node.exponent.value not in (2, 3, 4):
            raise UnsettledError
        found = inner
        for _ in range(int(node.exponent.value) - 1):
            found = _times(found, inner)
        return found
    key = tree.key(node)
    if not isinstance(node, tree.Name) or key is None:
        raise UnsettledError
    formula = model.formula(node)
    if formula is not None and model.is_random(node):
        return words_of(model, formula)
    scalar = (
        node.font != "bold" and node.base not in ("Sigma", "Lambda") and node.base[:1].islower()
    )
    return {((key,), ()) if scalar else ((), ((key, False),)): Fraction(1)}


def _total(parts: list[Words]) -> Words:
    found: Words = {}
    for part in parts:
        for word, coefficient in part.items():
            found[word] = found.get(word, Fraction(0)) + coefficient
    return {word: coefficient for word, coefficient in found.items() if coefficient}


def _times(one: Words, other: Words) -> Words:
    if len(one) * len(other) > _MOST:
        raise UnsettledError
    return _total(
        [
            {(tuple(sorted(s + t)), v + w): a * b}
            for (s, v), a in one.items()
            for (t, w), b in other.items()
        ]
    )


def _turned(words: Words) -> Words:
    """The transpose: the letters in the other order, each transposed."""
    found: Words = {}
    for (scalars, word), coefficient in words.items():
        letters = tuple((key, not turned and not _is_symmetric(key)) for key, turned in word[::-1])
        found[scalars, letters] = coefficient
    return found


def _is_symmetric(key: str) -> bool:
    return key.startswith(("Sigma", "I"))


def _asked(model: Model, asked: Operation) -> Words:
    if asked.given or asked.kind not in ("mean", "variance", "covariance"):
        raise UnsettledError
    sides = [_linear(model, item) for item in asked.items]
    if asked.kind == "mean":
        terms = [_times(before, _law(model, base, 0)) for base, before in sides[0].items() if base]
        return _total([*terms, sides[0].get("", {})])
    first, last = sides[0], sides[-1]
    found: list[Words] = []
    for one, before in first.items():
        for other, behind in last.items():
            if not one or not other or (one != other and model.world.are_apart(one, other)):
                continue
            if one != other:
                raise UnsettledError
            found.append(_times(_times(before, _law(model, one, 1)), _turned(behind)))
    return _total(found)


def _linear(model: Model, node: tree.Node) -> Mapping[str, Words]:
    """What stands before each random vector in a linear expression, and the rest."""
    found: dict[str, list[Words]] = {}
    for (scalars, word), coefficient in words_of(model, node).items():
        places = [k for k, (key, _) in enumerate(word) if key in model.world.variables]
        if any(key in model.world.variables for key in scalars) or len(places) > 1:
            raise UnsettledError
        if places and (places[0] != len(word) - 1 or word[-1][1]):
            raise UnsettledError
        base = word[-1][0] if places else ""
        found.setdefault(base, []).append({(scalars, word[:-1] if base else word): coefficient})
    return {base: _total(parts) for base, parts in found.items()}


def _law(model: Model, base: str, place: int) -> Words:
    """The mean or the covariance matrix of a vector."""
    law = model.world.variables[base]
    part = law.parts[place] if law.kind in ("moments", "normal") else None
    if not isinstance(part, tree.Node):
        raise UnsettledError
    return words_of(model, part)
