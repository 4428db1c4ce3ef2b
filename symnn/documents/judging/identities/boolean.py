r"""Truth values as numbers: x \wedge y = xy, x \oplus y = x + y - 2xy, \neg x = 1 - x.

∧, ∨, ⊕ and ¬ between letters are those of the truth values 0 and 1: xy, x + y - xy, x + y - 2xy and
1 - x. A claim with them is one about letters that are 0 or 1, whether or not words say so; it is
false only if they do, or if nothing but these operations stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic, Compound, Formula
from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.forms import bracketed, number
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.source import says
from symnn.exact.expression import ONE, ZERO, free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain
from symnn.latex.symbols import NEGATIONS

_OPERATIONS: Final = frozenset("∧∨⊕")
_MAX_LETTERS: Final = 6
#: Words of documents in which ⊕ is the exclusive or.
_LOGIC: Final = regex(
    r"\b(xor|exclusive|parity|boolean|bits?|modulo 2)\b|\\bmod\s*2", re.IGNORECASE
)


def judge_boolean(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim about truth values; None for other claims.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say, such as x, y ∈ {0, 1}.
    """
    sides = left, link.operand
    if link.relation not in ("=", "≡") or assumed.is_closed or not _is_about_truth(sides):
        return None
    if place.state.scope.latest("⊕") is not None:
        return None
    view = assumed.view(reader(place.state.scope, open_names=True))
    try:
        first, second = (Side(view.read(view.told_apart(in_numbers(side))), side) for side in sides)
    except MeaningError:
        return None
    exprs = [side.value.expr for side in (first, second) if isinstance(side.value, Scalar)]
    names = sorted(free_symbols(*exprs))
    if len(exprs) != 2 or len(names) > _MAX_LETTERS or view.track.supposed:
        return None
    if any(name[:1].isupper() for name in names):
        return None
    stated = bool(names) and set(names) <= _said_to_be_truth_values(assumed)
    if not stated and not _is_logic(place, sides):
        return None
    over = () if stated else tuple(_is_truth_value(name) for name in names)
    found = judge("=", first, second, over=(*assumed.domain, *over))
    if found.outcome == "undecided":
        return None
    pure = all(_is_pure(side) for side in sides) and bool(names) and _denies_or_joins(sides)
    if found.outcome == "refuted":
        meant = stated or (pure and not assumed.domain)
        if not meant or assumed.unread is not None or may_be_posed_in_words(place.formula):
            return None
    note = f"where {', '.join(names)} are 0 or 1"
    if names and not stated:
        found = replace(found, notes=(*found.notes, note))
    return found, f"{plain(left)} {link.relation} {plain(link.operand)}"


def _is_logic(place: Place, sides: tuple[tree.Node, ...]) -> bool:
    """Whether ⊕ is that of truth values: beside ∧, ∨, ¬, or as the text says."""
    parts = [part for side in sides for part in tree.walk(side)]
    operators = {op for part in parts if isinstance(part, tree.Product) for op in part.operators}
    plain_ones = operators & {"∧", "∨"} or any(map(_is_negation, parts))
    return bool(plain_ones) or says(place.state.source.text, _LOGIC)


def _denies_or_joins(sides: tuple[tree.Node, ...]) -> bool:
    """Whether ∨ or ¬ stands in a claim: ∧ alone may be an exterior product, u ∧ u = 0."""
    parts = [part for side in sides for part in tree.walk(side)]
    joined = any(isinstance(part, tree.Product) and "∨" in part.operators for part in parts)
    return joined or any(map(_is_negation, parts))


def _is_about_truth(sides: tuple[tree.Node, ...]) -> bool:
    parts = [part for side in sides for part in tree.walk(side) if is_operation(part)]
    operands = [n for part in parts for n in tree.children(part) if isinstance(n, tree.Number)]
    return bool(parts) and all(number.value in (0, 1) for number in operands)


def is_operation(node: tree.Node) -> bool:
    """x ∧ y, x ∨ y, x ⊕ y or ¬x."""
    if isinstance(node, tree.Product):
        return bool(_OPERATIONS & set(node.operators))
    return _is_negation(node)


def _is_negation(node: tree.Node) -> bool:
    function = node.function if isinstance(node, tree.Apply) else None
    return isinstance(function, tree.Name) and function.base in NEGATIONS


def _is_pure(node: tree.Node) -> bool:
    """Whether a side holds nothing but letters, 0, 1 and operations on truth values."""
    if isinstance(node, tree.Name):
        return True
    if isinstance(node, tree.Number):
        return node.value in (0, 1)
    if isinstance(node, tree.Group):
        return node.fence == "()" and len(node.items) == 1 and _is_pure(node.items[0])
    if isinstance(node, tree.Apply) and _is_negation(node):
        return _is_pure(node.argument)
    if isinstance(node, tree.Product):
        return set(node.operators) <= _OPERATIONS and all(map(_is_pure, node.factors))
    return False


def _is_truth_value(name: str) -> Formula:
    value = symbol(name)
    return Compound("or", (Atomic("=", value, ZERO), Atomic("=", value, ONE)))


def _said_to_be_truth_values(assumed: Assumptions) -> set[str]:
    """The names of which words say that they are 0 or 1."""
    found: set[str] = set()
    for formula in assumed.domain:
        if not isinstance(formula, Compound) or formula.connective != "or":
            continue
        atoms = [part for part in formula.parts if isinstance(part, Atomic)]
        sides = {atom.left for atom in atoms if atom.relation == "="}
        values = {atom.right for atom in atoms}
        if len(atoms) == len(formula.parts) == 2 and len(sides) == 1 and values == {ZERO, ONE}:
            found |= {str(side.data) for side in sides if side.op == "symbol"}
    return found


# --- as numbers -----------------------------------------------------------------------


def in_numbers(node: tree.Node) -> tree.Node:
    """The tree with the operations on truth values as those on numbers."""
    if isinstance(node, tree.Apply) and _is_negation(node):
        inside = in_numbers(node.argument)
        if node.ambiguous or node.power is not None:
            return node
        return bracketed(tree.Sum((number(1), tree.Neg(bracketed(inside)))))
    whole = tree.map_children(node, in_numbers)
    if not isinstance(whole, tree.Product) or not _OPERATIONS & set(whole.operators):
        return whole
    return _folded(whole)


def _folded(node: tree.Product) -> tree.Node:
    """Operations from left to right; ∧ and plain products bind before ∨ and ⊕.

    A mixture of ∨ and ⊕ is left as it is: which of them comes first is not certain.
    """
    loose = {op for op in node.operators if op in "∨⊕" and op}
    if len(loose) > 1:
        return node
    parts = list(_runs(node))
    total = parts[0]
    for part in parts[1:]:
        total = _either(total, part, exclusive="⊕" in loose)
    return total


def _runs(node: tree.Product) -> Iterator[tree.Node]:
    """The products between ∨ or ⊕."""
    held = [node.factors[0]]
    for operator, factor in zip(node.operators, node.factors[1:], strict=True):
        if operator in ("∨", "⊕"):
            yield _product(held)
            held = []
        held.append(factor)
    yield _product(held)


def _product(factors: list[tree.Node]) -> tree.Node:
    if len(factors) == 1:
        return factors[0]
    rest = tuple(bracketed(f) for f in factors)
    return bracketed(tree.Product(rest, ("·",) * (len(rest) - 1)))


def _either(first: tree.Node, second: tree.Node, exclusive: bool) -> tree.Node:
    """x + y - xy, or x + y - 2xy."""
    both = [number(2), first, second] if exclusive else [first, second]
    return bracketed(tree.Sum((bracketed(first), bracketed(second), tree.Neg(_product(both)))))
