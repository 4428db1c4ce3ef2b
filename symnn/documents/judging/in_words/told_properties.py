r"""Properties of inputs that a document tells: "x symmetric: (x_1, x_2) = (x_4, x_3)".

A property is told once, by relations between the inputs alone; what is told otherwise is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from symnn.claims.formula import Formula, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import is_of, refused
from symnn.documents.judging.in_words.sentence import Sentence, formula_of
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_TEXT: Final = regex(r"\\(?:text|mbox|textrm|textit|textbf|emph)\s*\{([^{}$]*)\}")
#: Where a formula and what stands around it part: $ … $, \( … \), \[ … \].
_SIGN: Final = regex(r"\$\$?|\\[()\[\]]")
#: The words between a name and the relation that tells the property.
_TOLD: Final = (
    r"(?:(?:is|are)? ?(?:called|said to be|termed)? ?{word}(?: ?:| if and only if| iff| if| when"
    r"| whenever| means(?: that)?| exactly (?:if|when)| precisely (?:if|when)))"
)
#: The name of the input, at the end of a formula, perhaps with the set that it is from.
_BEFORE: Final = regex(r"(?P<x>[A-Za-z](?:_\{?\w+\}?)?)\}?[\s,\\]*(?:\\in(?![A-Za-z])[^=;]*)?$")
_COMMON: Final = frozenset({"with", "where", "for", "and", "input", "inputs", "the", "active"})
_INDEX: Final = regex(r"[i-n]")


def told_property(sentence: Sentence, adjective: str, names: Sequence[str]) -> Formula | None:
    """What inputs of these names satisfy that have a property; None if none is told.

    Raises:
        MeaningError: it is told in a way that is not understood, or in two ways.
    """
    if adjective in _COMMON:
        return None
    text = sentence.place.state.source.text[: sentence.place.formula.outer_start]
    found = {latex.strip() for latex in _definitions(text, adjective, names)}
    if not found:
        return None
    if len(found) != 1:
        raise refused()
    return _relations(sentence, next(iter(found)), names)


def _definitions(text: str, adjective: str, names: Sequence[str]) -> Iterator[str]:
    """The mathematics behind the words that tell a property of the inputs."""
    pattern = regex(r"\s*" + _TOLD.format(word=re.escape(adjective)) + r"\s*")
    pieces = list(pieces_of(text))
    for k, (words, latex) in enumerate(pieces):
        if not words or k == 0 or pattern.fullmatch(" ".join(latex.lower().split())) is None:
            continue
        before = _BEFORE.search(pieces[k - 1][1])
        if pieces[k - 1][0] or before is None:
            continue
        key = re.sub(r"[{}]", "", before["x"])
        if all(is_of(name, key) for name in names):
            yield _behind(pieces[k + 1 :])


def _behind(pieces: Sequence[tuple[bool, str]]) -> str:
    """The mathematics in front, with what "and" joins to it."""
    found = ""
    for words, piece in pieces:
        joint = piece.strip(" ,")
        if words and joint in ("or", "but", "unless", "and not", "or else", "up to"):
            raise refused()
        if words and joint != "and":
            break
        found += ", " if words else piece
    return found


def pieces_of(text: str) -> Iterator[tuple[bool, str]]:
    """The text in order: whether a piece is of words, and the piece."""
    last, inside = 0, False
    for sign in _SIGN.finditer(text):
        yield from _parted(text[last : sign.start()], inside)
        last, inside = sign.end(), not inside
    yield from _parted(text[last:], inside)


def _parted(text: str, inside: bool) -> Iterator[tuple[bool, str]]:
    if not inside:
        yield True, re.split(r"(?<=[.!?;])\s", text)[-1]
        return
    last = 0
    for words in _TEXT.finditer(text):
        if text[last : words.start()].strip():
            yield False, text[last : words.start()]
        yield True, words[1]
        last = words.end()
    if text[last:].strip():
        yield False, text[last:]


def _relations(sentence: Sentence, latex: str, names: Sequence[str]) -> Formula:
    """The leading relations, all between inputs; those behind them speak of other things."""
    parts: list[Formula] = []
    for statement in parse(latex).statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        separator = getattr(statement, "separator", "")
        own = isinstance(body, tree.Chain) and _keys(body) and _keys(body) <= _spelled(names)
        if parts and (separator not in (",", "and", "") or not own):
            break
        if not isinstance(body, tree.Chain) or not own:
            raise refused()
        qualifiers = getattr(statement, "qualifiers", ())
        if any(
            q.words.strip(" (,") not in ("for all", "for every", "for each") for q in qualifiers
        ):
            raise refused()
        parts += [formula_of(sentence.view, one) for one in _of_entries(body, names)]
    if not parts:
        raise refused()
    return conjunction(tuple(parts))


def _spelled(names: Sequence[str]) -> set[str]:
    """The bases of the names, under which indexed inputs stand."""
    return {name.partition("_")[0] for name in names}


def _keys(node: tree.Node) -> set[str]:
    """The bases of the names in a relation, without those in an index."""
    if isinstance(node, tree.Name):
        return {node.base}
    return {key for part in tree.children(node) for key in _keys(part)}


def _of_entries(chain: tree.Chain, names: Sequence[str]) -> Iterator[tree.Chain]:
    """Relations between numbers: of lists, those of their entries; of x_i, those of all inputs."""
    letters = {letter for part in _subscripts(chain) for letter in _letters(part)}
    if letters:
        if len(letters) != 1 or _INDEX.fullmatch(next(iter(letters))) is None:
            raise refused()
        for k in range(1, len(names) + 1):
            yield _at(chain, k, names)
        return
    for left, link in chain.pairs():
        sides = (left, link.operand)
        lists = [s for s in sides if isinstance(s, tree.Group) and len(s.items) > 1]
        if not lists:
            yield tree.Chain(left, (link,))
            continue
        if len(lists) != 2 or link.relation != "=" or len(lists[0].items) != len(lists[1].items):
            raise refused()
        for one, other in zip(lists[0].items, lists[1].items, strict=True):
            yield tree.Chain(one, (tree.Link("=", other),))


def _subscripts(node: tree.Node) -> Iterator[tree.Node]:
    if isinstance(node, tree.Name):
        if node.subscript is not None:
            yield node.subscript
        return
    for part in tree.children(node):
        yield from _subscripts(part)


def _letters(node: tree.Node) -> Iterator[str]:
    if isinstance(node, tree.Name):
        yield node.base
        return
    for part in tree.children(node):
        yield from _letters(part)


def _at(chain: tree.Chain, index: int, names: Sequence[str]) -> tree.Chain:
    """The relation with a number for its index."""

    def put(node: tree.Node) -> tree.Node:
        if not isinstance(node, tree.Name) or node.subscript is None:
            return tree.map_children(node, put)
        number = _whole(node.subscript, index)
        if f"{node.base}_{number}" not in names:
            raise refused()
        return tree.Name(node.base, node.font, (), tree.Number(str(number), Fraction(number)))

    found = put(chain)
    if not isinstance(found, tree.Chain):
        raise refused()
    return found


def _whole(node: tree.Node, index: int) -> int:
    """The value of an index such as 7 - i."""
    if isinstance(node, tree.Number) and node.text.isdigit():
        return int(node.text)
    if isinstance(node, tree.Name):
        return index
    if isinstance(node, tree.Sum):
        return sum(_whole(term, index) for term in node.terms)
    if isinstance(node, tree.Neg):
        return -_whole(node.operand, index)
    raise refused()
