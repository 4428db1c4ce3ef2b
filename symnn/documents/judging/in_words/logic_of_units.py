r"""Formulas of logic that units compute: "y computes x_1 AND NOT x_2", "u computes x_1 \to x_2".

The inputs are said to be 0 or 1, and all are gone through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula
from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import (
    inputs_in,
    refused,
    whole_inputs,
    with_open_inputs,
)
from symnn.documents.judging.in_words.inputs import OF, each_input, told_bits, unit_value
from symnn.documents.judging.in_words.own_settings import settled
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, as_before, denied, judged
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.logic import letters_in, speaks_of_logic, value_at
from symnn.documents.phrases.otherwise import is_turned
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, ZERO, rational, substitute
from symnn.latex import syntax as tree

#: The letters of a formula, and its value at bits of these.
Logic: TypeAlias = "tuple[set[str], Callable[[dict[str, int]], int]]"

_TERM: Final = rf"(?:(?:not )?{PLACE})"
_CLAIM: Final = regex(
    rf"{OF} (?P<verb>(?:does not )?(?:computes?|implements?|represents?|reali[sz]es?))"
    r" (?:the )?(?:logical |boolean )?(?:function |formula |expression |implication |conjunction"
    rf" |disjunction |negation )?(?:of )?(?P<a>{_TERM})"
    rf"(?:,? (?P<op>and|or|xor|nand|nor|but|implies) (?P<b>{_TERM}))?"
)
_OPERATIONS: Final[dict[str, Callable[[int, int], int]]] = {
    "and": lambda a, b: a & b, "but": lambda a, b: a & b, "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b, "nand": lambda a, b: 1 - (a & b), "nor": lambda a, b: 1 - (a | b),
    "implies": lambda a, b: (1 - a) | b,
}  # fmt: skip
_ARROWS: Final = frozenset({"→", "⇒"})


def judge_logic(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    sentence = settled(sentence)
    match = _CLAIM.fullmatch(sentence.words)
    if match is None or sentence.assumed.unread is not None:
        return None
    if is_turned(sentence.place.state.source.text):
        return None
    try:
        found = _judged(with_open_inputs(as_before(sentence)), match)
    except SymnnError:
        return None
    return denied(found) if found is not None and "not" in match["verb"] else found


def _judged(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    body = unit_value(sentence, match)
    names = whole_inputs(sentence, inputs_in(body))
    letters, wanted = _logic(sentence, match)
    if not letters <= set(names) or told_bits(sentence, names) != (0, 1):
        return None
    rows: list[tuple[tuple[int, ...], Formula]] = []
    for bits in product((0, 1), repeat=len(names)):
        there = {name: rational(bit) for name, bit in zip(names, bits, strict=True)}
        value = substitute(body, there)
        if not any(judged(Atomic("=", value, n)).outcome == "proved" for n in (ZERO, ONE)):
            return None
        truth = wanted(dict(zip(names, bits, strict=True)))
        rows.append((bits, Atomic("=", value, rational(truth))))
    return each_input(names, rows, 0)


def _logic(sentence: Sentence, match: re.Match[str]) -> Logic:
    """One formula, or two with a word between them."""
    letters, first = _term(sentence, match["a"])
    if match["op"] is None:
        plain = letters and not match["a"].startswith("not ")
        if plain and tree.key(sentence.node(match["a"])) is not None:
            raise refused()  # what a letter is, is no gate
        return letters, first
    own, second = _term(sentence, match["b"])
    rule = _OPERATIONS[match["op"]]
    return letters | own, lambda bits: rule(first(bits), second(bits))


def _term(sentence: Sentence, text: str) -> Logic:
    no = text.startswith("not ")
    letters, value = _formula(sentence.node(text.removeprefix("not ")))
    return letters, (lambda bits: 1 - value(bits)) if no else value


def _formula(node: tree.Node) -> Logic:
    """A formula of logic, a letter, or an implication of two of them."""
    if isinstance(node, tree.Chain):
        if len(node.links) != 1 or node.links[0].relation not in _ARROWS:
            raise refused()
        one, left = _formula(node.first)
        other, right = _formula(node.links[0].operand)
        return one | other, lambda bits: (1 - left(bits)) | right(bits)
    if tree.key(node) is None and not speaks_of_logic(node):
        raise refused()
    return letters_in(node), lambda bits: value_at(node, bits)
