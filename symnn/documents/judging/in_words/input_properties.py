r"""Properties of a whole input: "x is symmetric", "the palindromes", "has an odd number of ones".

What is told of a property stands in the document; that of the palindromes is known.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.in_words.input_conditions import (
    COMPARED,
    COUNT,
    HOW,
    Conditions,
    Test,
    counting,
    decided_at,
)
from symnn.documents.judging.in_words.input_sets import refused
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.in_words.told_properties import told_property
from symnn.exact.expression import Expr, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array

#: What a document tells of inputs, or all know: "x is symmetric", "the palindromes".
_INPUT: Final = (
    r"(?:inputs?|(?:input )?vectors?|states?|patterns?|bit strings?|strings?|points?|words?)"
)
_SAID: Final = regex(
    rf"(?:(?:the )?(?:{_INPUT} )?(?P<of>{PLACE}|it|they)|the {_INPUT}) (?:is|are)"
    rf" (?P<no>not )?(?:an? )?"
    rf"(?P<adjective>[a-z]{{3,}}(?:-[a-z]+)?)(?: {_INPUT})?"
)
_SUCH: Final = regex(
    rf"(?:the |all |all the )?(?P<adjective>[a-z]{{3,}}(?:-[a-z]+)?) {_INPUT}(?: (?P<of>{PLACE}))?"
)
_ONES: Final = regex(
    rf"(?:(?:(?:the )?(?:{_INPUT} )?(?P<of>{PLACE}|it|they) |(?:the |all |all the )?{_INPUT} )?"
    rf"(?:has|have|contains?|with|containing|that (?:has|have|contains?)|having) )"
    rf"(?:(?P<parity>an odd|an even|odd|even)(?: number of|(?= parity))|(?:{HOW} )?(?P<n>{COUNT}))"
    r" (?P<what>ones?|zeros?|1s|0s|parity)"
)

_LISTED: Final = regex(rf"(?:the )?(?:{_INPUT} )?{PLACE}(?:(?:,| and|, and|,? or) {PLACE})*")


def tests_of(sentence: Sentence, sets: dict[str, tuple[Expr, ...]], words: str) -> list[Test]:
    """The tests that words on inputs may mean.

    Raises:
        MeaningError: they are not understood.
    """
    conditions = Conditions(sentence, sets)
    found = conditions.counting_tests(words) or _of_properties(conditions, words)
    return found or conditions.joined(words)


def _of_properties(conditions: Conditions, words: str) -> list[Test] | None:
    """The tests that words on a whole input may mean; None for other words.

    Raises:
        MeaningError: what they say is not certain.
    """
    if _LISTED.fullmatch(words) is not None:
        return _listed(conditions, re.findall(PLACE, words))
    match = _ONES.fullmatch(words)
    return _ones(conditions, match) if match is not None else _said(conditions, words)


def _listed(conditions: Conditions, places: list[str]) -> list[Test] | None:
    """That the input is one of those that are written out; None where something else is."""
    vectors = []
    for place in places:
        node = conditions.sentence.clause.part(place).node
        if isinstance(node, tree.Group) and not node.fence:
            nodes = node.items
        else:
            nodes = () if node is None else (node,)
        for one in nodes:
            if not isinstance(one, (tree.Group, tree.Matrix)):
                return None
            value = conditions.sentence.view.read(one)
            cells = [cell.expr for cell in value.cells()] if isinstance(value, Array) else []
            sets = [conditions.sets[name] for name in conditions.names]
            if len(cells) != len(sets) or any(c not in s for c, s in zip(cells, sets, strict=True)):
                raise refused()
            vectors.append(cells)
    if not vectors:
        return None
    names = conditions.names
    if len({name.partition("_")[0] for name in names}) != 1:
        raise refused()
    return [lambda point: [point[name] for name in names] in vectors]


def _ones(conditions: Conditions, match: re.Match[str]) -> list[Test]:
    """How many ones an input has."""
    _must_be_whole(conditions, match["of"])
    names, parity = conditions.names, match["what"] == "parity"
    if parity and not match["parity"]:
        raise refused()
    value = rational(0 if match["what"].startswith(("zero", "0")) else 1)
    conditions.must_be_value(value)
    if match["parity"]:
        odd = "odd" in match["parity"]
        return [counting(names, value, lambda k: k % 2 == odd)]
    n, way = conditions.whole(match["n"]), COMPARED.get(match["how"] or "")
    return [counting(names, value, lambda k: way(k, n) if way is not None else k == n)]


def _said(conditions: Conditions, words: str) -> list[Test] | None:
    """A property that the document tells, or that of the palindromes."""
    match = _SAID.fullmatch(words) or _SUCH.fullmatch(words)
    if match is None:
        return None
    _must_be_whole(conditions, match["of"])
    names = conditions.names
    told = told_property(conditions.sentence, match["adjective"], names)
    no = match.groupdict().get("no") is not None
    if told is not None:
        return [lambda point: decided_at(told, point) is not no]
    if match["adjective"].startswith("palindrom"):
        pairs = list(zip(names, reversed(names), strict=True))
        return [lambda point: all(point[a] == point[b] for a, b in pairs) is not no]
    return None


def _must_be_whole(conditions: Conditions, place: str | None) -> None:
    """Raise what is raised for unread words, unless it is the whole input."""
    names = conditions.names
    whole = place is None or place in ("it", "they") or conditions.listed(place) == names
    if not whole or len({name.partition("_")[0] for name in names}) != 1:
        raise refused()
