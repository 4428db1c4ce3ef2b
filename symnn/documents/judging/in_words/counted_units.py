r"""Weights and biases of units that are written out: y_1 = Sgn(x_1 + x_2 + 0.5) has two and one.

A term with an input or another unit is a weight, one without is a bias. Units that see some of the
same things have to see all of them, and all units have a bias, or none has: else it is open whether
what is not written is 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.counted_by_rule import members_of
from symnn.documents.judging.in_words.input_conditions import COUNT, whole_of
from symnn.documents.judging.in_words.input_sets import is_of, spaces
from symnn.documents.judging.in_words.parameter_counts import (
    formulas_before,
    may_be_vectors,
)
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    judged,
    number_of,
)
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.otherwise import may_be_fewer
from symnn.exact.expression import Expr, rational
from symnn.latex import syntax as tree

_KIND: Final = (
    r"(?:(?:trainable|learnable|free|adjustable) )?(?P<what>parameters|weights and (?:biases"
    r"|thresholds)|weights|biases|thresholds)"
)
_WHOLE: Final = (
    r"(?:network|net|model|mlp|perceptron|neural network|multi-?layer perceptron|xor network)"
)
_TOTAL: Final = r"(?:,? (?:in (?:total|all)|altogether|together))?"
_NUMBER: Final = regex(
    rf"(?:the )?(?:total )?number of {_KIND}(?: (?:of|in) (?:the|this) {_WHOLE}"
    rf"(?: (?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})*))?)?{_TOTAL},?"
    rf"(?: is| equals)? (?P<n>{COUNT})"
)
_HAS: Final = regex(
    rf"(?:the|this|our) (?:whole )?{_WHOLE}(?: (?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})*))?"
    rf" (?:has|have|uses|contains) (?P<n>{COUNT}) {_KIND}{_TOTAL}"
)
#: Another network, which may be the one that is counted.
_OTHER_NETS: Final = regex(
    r"(?i)(?:\d|\b(?:two|three|four|five|ten|several|more|many))\$?\s(?:hidden |input |output )?"
    r"(?:units|neurons|inputs|outputs|filters|layers)|\d\s?(?:-|–|\\to|→)\s?\d+\s?(?:-|–|\\to|→)"
    r"|layer sizes|convolution|\bhidden layers?\b|embedding|\bRNN|LSTM"
)
#: Spaces of vectors: a weight of such a unit is no number.
_ARRAYS: Final = regex(r"(?:\\mathbb\s*\{?\s*R\s*\}?|\\R(?![a-z])|ℝ)\s*\^\s*\{?\s*(?![1+\s]|\\ast)")
_METHOD: Final = "counted in the formulas of its units"
_X: Final = frozenset({"x", "X"})


class Unit(NamedTuple):
    """What a unit sees, its letters for weights, and how many weights and biases it has."""

    sees: frozenset[str]
    letters: tuple[str, ...]
    weights: int
    biases: int


def judge_units(sentence: Sentence) -> Judgement | None:
    """What is found about a number of weights or biases; None for any other sentence."""
    match = _NUMBER.fullmatch(sentence.words) or _HAS.fullmatch(sentence.words)
    if match is None or sentence.assumed.values or sentence.settings:
        return None
    text = sentence.place.state.source.text
    before = text[: sentence.place.formula.outer_start]
    if may_be_fewer(text) or _OTHER_NETS.search(before) is not None:
        return None
    if _ARRAYS.search(before) is not None:
        return None  # what stands in the formulas may be matrices and vectors
    units = _units(sentence)
    if not units or not _are_whole(sentence, match["list"], units):
        return None
    found = _count(list(units.values()), match["what"])
    if found is None:
        return None
    claimed = _claimed(sentence, match["n"])
    if not claimed:
        return None
    parts = tuple(Atomic("=", rational(found), one) for one in claimed)
    return judged(conjunction(parts), note=f"{_METHOD}: {found} {match['what']}")


def _claimed(sentence: Sentence, text: str) -> list[Expr]:
    if not text.startswith("⟨"):
        return [rational(whole_of(sentence, text))]
    view = as_before(sentence).view
    return [number_of(view, member) for member in members_of(sentence.node(text))]


def _are_whole(sentence: Sentence, words: str | None, units: dict[str, Unit]) -> bool:
    """Whether the names beside "the network" are those of all units."""
    if words is None:
        return True
    named: set[str] = set()
    for place in re.findall(PLACE, words):
        node = sentence.node(place)
        items = node.items if isinstance(node, tree.Group) and not node.fence else (node,)
        named |= {tree.key(item) or "" for item in items}
    return named == set(units)


def _count(units: Sequence[Unit], what: str) -> int | None:
    """How many there are; None where something that is not written may be counted too."""
    if any(a.sees & b.sees and a.sees != b.sees for a in units for b in units):
        return None
    letters = [name for unit in units for name in unit.letters]
    if len(set(letters)) != len(letters):
        return None  # some are shared
    weights, biases = sum(u.weights for u in units), sum(u.biases for u in units)
    if what == "weights":
        return weights
    if any(unit.biases != 1 for unit in units):
        return None
    return biases if what in ("biases", "thresholds") else weights + biases


def _units(sentence: Sentence) -> dict[str, Unit] | None:
    """All formulas that the document gave, each as a unit; None if one of them is none."""
    state = sentence.place.state
    if any(len(found) > 1 for key, found in state.scope.history.items() if not _is_input(key, ())):
        return None
    formulas = formulas_before(sentence)
    told = [name for names, _, _ in spaces(state.source.text) for name in names]
    found: dict[str, Unit] = {}
    for key, binding in formulas.items():
        unit = _unit(sentence, binding.body, set(formulas), told)
        if unit is None:
            return None
        found[key] = unit
    seen = {name for unit in found.values() for name in unit.sees} - set(found)
    if may_be_vectors(sentence, seen) or any(key in u.sees for key, u in found.items()):
        return None
    return found


def _unit(sentence: Sentence, body: tree.Node, heads: set[str], told: Sequence[str]) -> Unit | None:
    """An affine form in numbers, perhaps with an activation around it."""
    inner = _activated(sentence, body, heads)
    sees: list[str] = []
    letters: list[str] = []
    biases = 0
    for term in _terms(inner):
        names = []
        for factor in _factors(term):
            key = tree.key(factor)
            if key is None and not isinstance(factor, (tree.Number, tree.Quotient)):
                return None
            if key is None and any(isinstance(p, tree.Name) for p in tree.walk(factor)):
                return None
            names += [key] if key is not None else []
        signals = [name for name in names if name in heads or _is_input(name, told)]
        others = [name for name in names if name not in signals]
        if len(signals) > 1 or len(others) > 1:
            return None
        letters += others
        sees += signals
        biases += not signals
    if len(set(sees)) != len(sees) or not sees or biases > 1:
        return None
    return Unit(frozenset(sees), tuple(letters), len(sees), biases)


def _activated(sentence: Sentence, body: tree.Node, heads: set[str]) -> tree.Node:
    """What a function of one argument is applied to."""
    head: tree.Node | None = None
    inner: tree.Node | None = None
    if isinstance(body, tree.Call) and len(body.arguments.items) == 1:
        head, inner = body.head, body.arguments.items[0]
    elif isinstance(body, tree.Apply):
        head, inner = body.function, body.argument
        if isinstance(inner, tree.Group) and len(inner.items) == 1:
            inner = inner.items[0]
    key = tree.key(head) if head is not None else None
    if key is None or inner is None or key in heads:
        return body
    known = sentence.place.state.scope.latest(key)
    lone = known is None or known.parameters is not None
    return inner if lone and not any(map(str.isdigit, key)) else body


def _terms(node: tree.Node) -> Iterator[tree.Node]:
    if isinstance(node, tree.Sum):
        for term in node.terms:
            yield from _terms(term)
    elif isinstance(node, tree.Neg):
        yield from _terms(node.operand)
    elif isinstance(node, tree.Group) and len(node.items) == 1 and node.fence in ("()", ""):
        yield from _terms(node.items[0])
    else:
        yield node


def _factors(node: tree.Node) -> Iterator[tree.Node]:
    if isinstance(node, tree.Product):
        for factor in node.factors:
            yield from _factors(factor)
    else:
        yield node


def _is_input(name: str, told: Sequence[str]) -> bool:
    return name.partition("_")[0] in _X or any(is_of(name, one) for one in told)
