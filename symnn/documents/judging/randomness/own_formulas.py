r"""An author's own formula for a divergence or an entropy: KL(p \| q) = \sum_i q_i \log q_i/p_i.

What is said of KL(p ‖ q) after it is said of that formula. Where it differs from the usual one at
two lists of chances, nothing is judged by the usual one any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import speaks_of_new_values
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

#: Bases of logarithms, and what a formula with them is.
_WORDS: Final = {None: "usual", 2: "in bits"}
_MEASURES: Final = frozenset({"entropy", "information", "divergence", "cross"})
_ANEW: Final = regex(r"(?i)\b(?:now|base|redefin\w+|instead)\b")
#: Two lists of chances at which the usual formulas, and those of other orders, all differ.
_SAMPLES: Final = (
    tuple(Fraction(n, 10) for n in (1, 2, 7)),
    tuple(Fraction(n, 12) for n in (1, 6, 5)),
)
_PAIRS: Final = (
    tuple(Fraction(n, 10) for n in (3, 7)),
    tuple(Fraction(n, 12) for n in (1, 11)),
)


def note_own_formula(place: Place, asked: Operation, formula: tree.Node) -> None:
    """Note whether a formula which says what a measure is gives it other values than usual.

    The last formula counts. One with the logarithm to base 2 says that all are to base 2.

    Args:
        place: where it stands.
        asked: the measure, with what it is of.
        formula: what it is said to be.
    """
    heads = [tree.key(n.head if isinstance(n, tree.Call) else n) for n in asked.items]
    bases = {part.base for part in tree.walk(formula) if isinstance(part, tree.Name)}
    of = {(head or "").partition("_")[0] for head in heads}
    if None in heads or not bases & of or any(_is_variable(name) for name in of):
        return
    if not _is_formula(formula):
        return
    state, kind, told = place.state, (_kind(asked), 0), (f" told{_kind(asked)}", 0)
    section = " / ".join(place.formula.headings)
    anew = _ANEW.search(place.formula.before) or speaks_of_new_values(place.formula)
    new = anew or state.doubtful.get(told) != section
    if told in state.doubtful and not new:
        return  # a claim
    state.doubtful[told] = section
    found = _termwise(place, asked, formula) or _at_lists(place, asked, formula)
    base = f" base{_kind(asked)}", 0
    for key in (kind, base):
        state.doubtful.pop(key, None)
    line = state.source.position(place.formula.start).line
    if found == "in bits":
        state.doubtful[base] = f"line {line} has it to base 2"
    elif found != "usual":
        text = f"line {line} gives it a formula of its own, which is not the usual one"
        state.doubtful[kind] = text


def _is_variable(name: str) -> bool:
    """X and Y are random variables; P and Q are laws."""
    return name[:1].isupper() and name[:1] not in ("P", "Q", "R")


def _is_formula(formula: tree.Node) -> bool:
    """A sum, an integral or a mean, in which no other measure stands."""
    inner = formula.operand if isinstance(formula, tree.Neg) else formula
    asked = [operation_of(node, lambda _: False) for node in tree.walk(formula)]
    kinds = {one.kind for one in asked if one is not None}
    whole = operation_of(inner, lambda _: False)
    mean = whole is not None and whole.kind == "mean"
    summed = any(isinstance(node, tree.BigOperator) for node in tree.walk(formula))
    return (mean or summed) and not kinds & _MEASURES


def note_formula(place: Place, chain: tree.Chain) -> None:
    """The same for a chain, if it says what a measure is."""
    asked, link = operation_of(chain.first, lambda _: False), chain.links[0]
    if asked is not None and asked.kind in _MEASURES and link.relation in ("=", ":=", "≡"):
        note_own_formula(place, asked, link.operand)


def is_in_bits(place: Place, chain: tree.Node) -> bool:
    """Whether the last formula for a measure in a chain has the logarithm to base 2."""
    asked = [operation_of(node, lambda _: False) for node in tree.walk(chain)]
    return any((f" base{_kind(one)}", 0) in place.state.doubtful for one in asked if one)


def _at_lists(place: Place, asked: Operation, formula: tree.Node) -> str:
    """How a formula compares with the usual one at lists of chances: usual, in bits, or other."""
    keys = [tree.key(item) for item in asked.items]
    if None in keys or len(set(keys)) != len(keys) or len(keys) > len(_SAMPLES):
        return "other"
    samples = _SAMPLES if _size(formula) != len(_PAIRS[0]) else _PAIRS
    lists = {key: sample for key, sample in zip(keys, samples, strict=False) if key is not None}
    values = {k: column(tuple(Scalar(rational(one)) for one in s)) for k, s in lists.items()}
    try:
        view = reader(place.state.scope, open_names=True).varying(values)
        own = view.read(formula)
        usual = _usual(_kind(asked)[1:], list(lists.values()))
    except (MeaningError, SymnnError):
        return "other"
    if usual is None or not isinstance(own, Scalar):
        return "other"
    for base, word in _WORDS.items():
        if judge("=", Side(own, formula), _in_base(usual, base, formula)).outcome == "proved":
            return word
    return "other"


def _size(formula: tree.Node) -> int | None:
    """The number that a sum runs to."""
    for part in tree.walk(formula):
        upper = part.upper if isinstance(part, tree.BigOperator) else None
        if isinstance(upper, tree.Number) and upper.value.denominator == 1:
            return int(upper.value)
    return None


def _termwise(place: Place, asked: Operation, formula: tree.Node) -> str | None:
    r"""The same by the terms of a sum, an integral or a mean of p(x) and q(x); None for others."""
    sign = ONE
    while isinstance(formula, tree.Neg):
        sign, formula = negative(sign), formula.operand
    heads = [tree.key(n.head if isinstance(n, tree.Call) else n) for n in asked.items]
    letters = {head: f"′{head}" for head in heads if head is not None}
    inside = _inside(formula, letters)
    if inside is None or len(letters) < len(heads) or len(heads) > len(_SAMPLES):
        return None
    weight, body = inside

    def bare(node: tree.Node) -> tree.Node:
        name = letters.get(tree.key(node.head) or "") if isinstance(node, tree.Call) else None
        if name is not None:
            return tree.Name(name)
        if isinstance(node, tree.Apply):
            node = replace(node, ambiguous=False)  # the dx behind it is gone
        return tree.map_children(_without_dx(node), bare)

    chances = [symbol(name) for name in letters.values()]
    values = {name: Scalar(symbol(name)) for name in letters.values()}
    term = _term(_kind(asked)[1:], chances)
    try:
        own = reader(place.state.scope, open_names=True).varying(values).read(bare(body))
    except (MeaningError, SymnnError):
        return None
    if term is None or not isinstance(own, Scalar) or free_symbols(own.expr) - {*values}:
        return None
    whole = mul(sign, weight, own.expr)
    over = tuple(Atomic(">", one, ZERO) for one in chances)
    for base, word in _WORDS.items():
        one = term if base is None else quotient(term, apply("log", rational(base)))
        if decide(Claim(Atomic("=", whole, one), over), seconds=1).proved:
            return word
    return "other"


def _inside(formula: tree.Node, letters: Mapping[str, str]) -> tuple[Expr, tree.Node] | None:
    r"""What is summed, and what it is weighted by: p in \mathbb{E}_{x \sim p}[\log p(x)/q(x)]."""
    if isinstance(formula, tree.BigOperator):
        return (ONE, formula.body) if formula.operator in ("sum", "int") else None
    asked = operation_of(formula, lambda _: False)
    if asked is None or asked.kind != "mean" or asked.over is None or len(asked.items) != 1:
        return None
    below = [tree.key(p.head if isinstance(p, tree.Call) else p) for p in tree.walk(asked.over)]
    laws = [letters[key] for key in dict.fromkeys(below) if key is not None and key in letters]
    return (symbol(laws[0]), asked.items[0]) if len(laws) == 1 else None


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


def own_formula(place: Place, asked: Operation) -> str | None:
    """Why the usual formula of a measure does not count here; None if it does."""
    return place.state.doubtful.get((_kind(asked), 0))


def _kind(asked: Operation) -> str:
    """The measure; H(p, q) of two distributions is their cross entropy."""
    of_two = asked.kind == "entropy" and len(asked.items) == len(_SAMPLES)
    return " cross" if of_two else f" {asked.kind}"


def has_own_formula(place: Place, chain: tree.Node) -> bool:
    """Whether a measure in a chain was given a formula that is not the usual one."""
    asked = [operation_of(node, lambda _: False) for node in tree.walk(chain)]
    return any(own_formula(place, one) is not None for one in asked if one is not None)


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
