r"""Units that a text tells in words: "f(x) = 1 if \sum w_i x_i ≥ θ, and 0 otherwise".

The weights and the threshold are those of the claim; the inputs are what is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import refused
from symnn.documents.judging.in_words.sentence import Sentence
from symnn.documents.judging.in_words.told_properties import pieces_of
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar, Value, column
from symnn.latex.parser import parse

#: Words between "= 1" and the condition for it, or words that say the same by themselves.
_IF: Final = (
    r"(?:if|when|whenever|iff|if and only if|exactly (?:if|when)|as soon as|provided(?: that)?)"
)
_BEHIND_ONE: Final = regex(rf"\s*(?:precisely |exactly )?{_IF}\s*")
_FIRES: Final = regex(
    rf".*\b(?:fires|is active|is on|outputs (?:a )?(?:1|one)|gives 1|is 1)\b,? {_IF}\s*"
)
_ONE: Final = regex(r"=\s*\+?1[\s,]*$")
_ELSE: Final = regex(r"(?i)\b(?:otherwise|else|elsewhere|fires|in all other cases)\b")
_SIGNED: Final = regex(r"=\s*-\s*1(?![\d.])")
_ORDERS: Final = frozenset({"≥", ">", "≤", "<"})
_MOST: Final = 4


def told_unit(sentence: Sentence) -> Expr:
    """The value of the only unit that is told in words.

    Raises:
        MeaningError: none is, or more than one, or its weights are not known.
    """
    place = sentence.place
    text = place.state.source.text[: place.formula.outer_start]
    rules = dict.fromkeys(_rules(text))
    if len(rules) != 1 or _ELSE.search(text) is None or _SIGNED.search(text) is not None:
        raise refused()
    (rule,) = rules
    values = _settings(sentence)
    found = [body for size in range(1, _MOST + 1) for body in _at(sentence, rule, values, size)]
    if len(found) != 1:
        raise refused()
    return found[0]


def _rules(text: str) -> Iterator[tree.Chain]:
    """The conditions under which units are 1."""
    pieces = list(pieces_of(text))
    for k, (words, piece) in enumerate(pieces[:-1]):
        if not words or pieces[k + 1][0]:
            continue
        said = " ".join(piece.lower().split())
        one = k > 0 and not pieces[k - 1][0] and _ONE.search(pieces[k - 1][1]) is not None
        if (one and _BEHIND_ONE.fullmatch(said)) or _FIRES.fullmatch(said):
            statements = parse(pieces[k + 1][1]).statements
            first = statements[0] if statements else None
            body = first.body if isinstance(first, tree.Statement) else None
            if isinstance(body, tree.Chain) and _is_order(body):
                yield body


def _is_order(chain: tree.Chain) -> bool:
    return len(chain.links) == 1 and chain.links[0].relation in _ORDERS


def _settings(sentence: Sentence) -> dict[str, Value]:
    """What stands before the colon of the claim: w = (1, 1), w_1 = w_2 = 1, θ = 1.

    Raises:
        MeaningError: something there is no value.
    """
    view, values = sentence.view, dict[str, Value]()
    for chain in sentence.settings:
        if any(link.relation != "=" for link in chain.links):
            raise refused()
        *names, last = (chain.first, *(link.operand for link in chain.links))
        value = view.read(last)
        for key in map(tree.key, names):
            if key is None:
                raise refused()
            values[key] = value
            if isinstance(value, Array) and value.is_vector:
                values |= {f"{key}_{k + 1}": cell for k, cell in enumerate(value.cells())}
    return values | _columns(values)


def _columns(values: dict[str, Value]) -> dict[str, Value]:
    """w = (1, 1) where w_1 and w_2 are given."""
    found: dict[str, Value] = {}
    for base in {key[:-2] for key in values if key.endswith("_1")} - values.keys():
        cells: list[Scalar] = []
        while isinstance(cell := values.get(f"{base}_{len(cells) + 1}"), Scalar):
            cells.append(cell)
        found[base] = column(tuple(cells), loose=True) if len(cells) > 1 else cells[0]
    return found


def _at(
    sentence: Sentence, rule: tree.Chain, values: dict[str, Value], size: int
) -> Iterator[Expr]:
    """The unit with so many inputs, if its weights are as many."""
    view = sentence.view.varying({**sentence.view.varied, **values})
    bases = [base for base in _bases(rule) if not _is_known(sentence, base, values)]
    if len(bases) != 1:
        return
    base = bases[0]
    if size == 1 and base not in {tree.key(part) for part in tree.walk(rule)}:
        return  # a sum of one product is none of which is spoken
    cells = tuple(Scalar(symbol(f"{base}_{k + 1}")) for k in range(size))
    inputs: dict[str, Value] = {f"{base}_{k + 1}": cell for k, cell in enumerate(cells)}
    inputs[base] = column(cells, loose=True) if size > 1 else cells[0]
    inputs["n"] = Scalar(rational(size))
    try:
        value = view.varying({**view.varied, **inputs}).read(tree.Group("[]", (rule,)))
    except SymnnError:
        return
    letters = free_symbols(value.expr) if isinstance(value, Scalar) else frozenset()
    if isinstance(value, Scalar) and len(letters) == size and letters <= set(inputs):
        yield value.expr


def _bases(rule: tree.Chain) -> list[str]:
    """The letters of a rule, without those of indices."""
    found: dict[str, None] = {}
    waiting: list[tree.Node] = [rule]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, tree.BigOperator):
            waiting.append(part.body)
        elif isinstance(part, tree.Name):
            found[part.base] = None
        else:
            waiting += tree.children(part)
    return list(found)


def _is_known(sentence: Sentence, base: str, values: dict[str, Value]) -> bool:
    """Whether a letter has a value, in the claim or before it."""
    if base in values or f"{base}_1" in values:
        return True
    scope = sentence.place.state.scope
    return scope.latest(base) is not None or re.fullmatch(r"n|N|d|D", base) is not None
