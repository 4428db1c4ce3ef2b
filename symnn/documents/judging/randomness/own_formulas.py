r"""An author's own formula for a divergence or an entropy: KL(p \| q) = \sum_i q_i \log q_i/p_i.

What is said of KL(p ‖ q) after it is said of that formula. Where it differs from the usual one at
two lists of chances, nothing is judged by the usual one any more.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.judging.placing import Place
from symnn.documents.judging.randomness.spellings import Operation, operation_of
from symnn.documents.judging.relations import Side, judge
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    quotient,
    rational,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar, column

#: Two lists of chances at which the usual formulas, and those of other orders, all differ.
_SAMPLES: Final = (
    tuple(Fraction(n, 10) for n in (1, 2, 7)),
    tuple(Fraction(n, 12) for n in (1, 6, 5)),
)


def note_own_formula(place: Place, asked: Operation, formula: tree.Node) -> None:
    """Note that a formula which says what a measure is gives it other values than usual.

    Args:
        place: where it stands.
        asked: the measure, with what it is of.
        formula: what it is said to be.
    """
    if _is_other_termwise(place, asked, formula):
        _note(place, asked)
        return
    keys = [tree.key(item) for item in asked.items]
    if None in keys or len(set(keys)) != len(keys) or len(keys) > len(_SAMPLES):
        return
    lists = {key: sample for key, sample in zip(keys, _SAMPLES, strict=False) if key is not None}
    values = {k: column(tuple(Scalar(rational(one)) for one in s)) for k, s in lists.items()}
    try:
        view = reader(place.state.scope, open_names=True).varying(values)
        own = view.read(formula)
        usual = _usual(asked.kind, list(lists.values()))
    except (MeaningError, SymnnError):
        return
    if usual is None or not isinstance(own, Scalar):
        return
    bases = (None, 2)
    found = [judge("=", Side(own, formula), _in_base(usual, base, formula)) for base in bases]
    if all(one.outcome == "refuted" for one in found):
        _note(place, asked)


def _note(place: Place, asked: Operation) -> None:
    line = place.state.source.position(place.formula.start).line
    text = f"line {line} gives it a formula of its own, which is not the usual one"
    place.state.doubtful.setdefault((f" {asked.kind}", 0), text)


def _is_other_termwise(place: Place, asked: Operation, formula: tree.Node) -> bool:
    r"""Whether the terms of a sum or an integral of p(x) and q(x) are not the usual ones."""
    sign = ONE
    while isinstance(formula, tree.Neg):
        sign, formula = negative(sign), formula.operand
    if not isinstance(formula, tree.BigOperator) or formula.operator not in ("sum", "int"):
        return False
    heads = [tree.key(n.head if isinstance(n, tree.Call) else n) for n in asked.items]
    letters = {head: f"′{head}" for head in heads if head is not None}
    if len(letters) < len(heads) or len(heads) > len(_SAMPLES):
        return False

    def bare(node: tree.Node) -> tree.Node:
        name = letters.get(tree.key(node.head) or "") if isinstance(node, tree.Call) else None
        if name is not None:
            return tree.Name(name)
        if isinstance(node, tree.Apply):
            node = replace(node, ambiguous=False)  # the dx behind it is gone
        return tree.map_children(_without_dx(node), bare)

    chances = [symbol(name) for name in letters.values()]
    values = {name: Scalar(symbol(name)) for name in letters.values()}
    term = _term(asked.kind, chances)
    try:
        view = reader(place.state.scope, open_names=True).varying(values)
        own = view.read(bare(formula.body))
    except (MeaningError, SymnnError):
        return False
    if term is None or not isinstance(own, Scalar) or free_symbols(own.expr) - {*values}:
        return False
    over = tuple(Atomic(">", one, ZERO) for one in chances)
    found = [
        decide(Claim(Atomic("=", mul(sign, own.expr), one), over), seconds=1)
        for one in (term, quotient(term, apply("log", rational(2))))
    ]
    return all(one.refuted for one in found)


def _without_dx(body: tree.Node) -> tree.Node:
    if not isinstance(body, tree.Product) or body.factors[-2:-1] != (tree.Name("d"),):
        return body
    kept = body.factors[:-2]
    if len(kept) == 1:
        return kept[0]
    return replace(body, factors=kept, operators=body.operators[: len(kept) - 1])


def _term(kind: str, chances: list[Expr]) -> Expr | None:
    first, last = chances[0], chances[-1]
    terms = {
        "entropy": negative(mul(first, apply("log", first))),
        "cross": negative(mul(first, apply("log", last))),
        "divergence": mul(first, apply("log", quotient(first, last))),
    }
    return terms.get(kind)


def own_formula(place: Place, kind: str) -> str | None:
    """Why the usual formula of a measure does not count here; None if it does."""
    return place.state.doubtful.get((f" {kind}", 0))


def has_own_formula(place: Place, chain: tree.Node) -> bool:
    """Whether a measure in a chain was given a formula that is not the usual one."""
    if not any(key[0].startswith(" ") for key in place.state.doubtful):
        return False
    asked = [operation_of(node, lambda _: False) for node in tree.walk(chain)]
    return any(own_formula(place, one.kind) is not None for one in asked if one is not None)


def _usual(kind: str, lists: list[tuple[Fraction, ...]]) -> Expr | None:
    if kind == "entropy" and len(lists) == 1:
        return negative(add(ZERO, *(_times_log(a, a) for a in lists[0])))
    if len(lists) != len(_SAMPLES) or kind not in ("divergence", "cross"):
        return None
    pairs = list(zip(*lists, strict=True))
    if kind == "cross":
        return negative(add(ZERO, *(_times_log(a, b) for a, b in pairs)))
    return add(ZERO, *(_times_log(a, a / b) for a, b in pairs))


def _times_log(factor: Fraction, inside: Fraction) -> Expr:
    return rational(factor) * apply("log", rational(inside))


def _in_base(value: Expr, base: int | None, node: tree.Node) -> Side:
    by = value if base is None else quotient(value, apply("log", rational(base)))
    return Side(Scalar(by), node)
