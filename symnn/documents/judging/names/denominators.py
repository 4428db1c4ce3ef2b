r"""Capitals that stand in denominators: S/C = 1/N + 1/K^2 is said of numbers.

A capital that nothing defines may be a matrix. Nobody divides by one with a fraction bar, so what
stands below the bar, and what stands there once the formulas of the document are put in, counts
as a number. So does a letter for sizes to which a number is added, as in (D_i + 1)D_h, and
what that is added to itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar, Value

#: What a product of numbers is made of; a transpose below a bar may be a part of a form x^T A x.
_OF_NUMBERS: Final = (
    tree.Number,
    tree.Name,
    tree.Sum,
    tree.Neg,
    tree.Product,
    tree.Power,
    tree.Quotient,
    tree.Root,
    tree.Group,
)
#: Letters that count things, and name no matrices as a rule.
_SIZES: Final = frozenset("CDHKLMNSTV")
#: The cells of a confusion matrix.
_COUNTS: Final = frozenset({"TP", "FP", "TN", "FN"})


def with_denominators(view: Reader, place: Place, *nodes: tree.Node) -> Reader:
    """The view with the undefined capitals below the bars of a claim as numbers.

    Args:
        view: the names in force.
        place: where the claim stands.
        nodes: its sides.
    """
    if place.said.matrices:
        return view
    below = {
        denominator
        for node in nodes
        for denominator in _denominators(node)
        if not isinstance(denominator, tree.Number)
    }
    numbers: dict[str, Value] = {}
    for denominator in below:
        parts = list(_put_in(view, denominator))
        if not all(isinstance(part, _OF_NUMBERS) for part in parts):
            continue
        capitals = (p for p in parts if isinstance(p, tree.Name) and _is_capital(p))
        for key in (tree.key(name) for name in capitals):
            if key and not view.knows(key) and not place.state.declared.latest(key):
                numbers[key] = Scalar(symbol(key))
    for key in _sizes(nodes):
        if not view.knows(key) and not place.state.declared.latest(key):
            numbers[key] = Scalar(symbol(key))
    return view.varying(numbers) if numbers else view


def _sizes(nodes: tuple[tree.Node, ...]) -> set[str]:
    """The letters for sizes that stand in a sum with a number, or with such a letter."""
    parts = [part for node in nodes for part in tree.walk(node)]
    if any(isinstance(part, (tree.Transpose, tree.Matrix)) for part in parts):
        return set()
    sums = [[_bare(term) for term in part.terms] for part in parts if isinstance(part, tree.Sum)]
    found: set[str] = set()
    for _ in sums:
        for terms in sums:
            if any(isinstance(t, tree.Number) or tree.key(t) in found for t in terms):
                letters = (t for t in terms if isinstance(t, tree.Name) and t.base in _SIZES)
                found |= {tree.key(t) or "" for t in letters if _is_capital(t)}
    return found


def _bare(term: tree.Node) -> tree.Node:
    return term.operand if isinstance(term, tree.Neg) else term


def _denominators(node: tree.Node) -> Iterator[tree.Node]:
    for part in tree.walk(node):
        if isinstance(part, tree.Quotient):
            yield part.denominator


def _is_capital(name: tree.Name) -> bool:
    if name.base in _COUNTS:
        return not (name.font or name.accents or name.labels)
    upper = len(name.base) == 1 and name.base.isupper()
    return upper and may_be_a_number(replace(name, base=name.base.lower()))


def _put_in(view: Reader, node: tree.Node) -> Iterator[tree.Node]:
    """The parts of an expression, and of the formulas that its names stand for."""
    waiting, seen = [node], set[str]()
    while waiting:
        for part in tree.walk(waiting.pop()):
            yield part
            key = tree.key(part)
            if key is None or key in seen:
                continue
            seen.add(key)
            known = view.scope.lookup(key, view.version)
            if known is not None and known.parameters is None:
                waiting.append(known.body)
