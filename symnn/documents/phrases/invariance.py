"""What leaves a function as it is: changing signs, exchanging, scaling or shifting its letters.

"exchanging (w_1, v_1) and (w_2, v_2) leaves f unchanged": f with the letters exchanged is f.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import (
    ZERO,
    Expr,
    free_symbols,
    mul,
    negative,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value

#: What is put for which letters.
Put: TypeAlias = "Callable[[Speaker, re.Match[str]], dict[str, Expr]]"

_LIST: Final = rf"{PLACE}(?:(?:,| and|, and) {PLACE})*"
_OF: Final = rf"(?:the (?:function|output|value|network function) )?(?P<f>{PLACE})"
_LEAVES: Final = rf"(?:leaves|keeps) {_OF} (?:unchanged|unaltered|the same|invariant)"
_SIGNS: Final = regex(
    rf"(?:changing|flipping|reversing) the signs? of (?:both |all |the letters )?(?P<list>{_LIST})"
    rf"(?: alone| only| together)? {_LEAVES}"
)
_SWAP: Final = regex(
    rf"(?:exchanging|swapping|interchanging|permuting) (?P<a>{PLACE}) (?:and|with) (?P<b>{PLACE})"
    rf" {_LEAVES}"
)
_SCALE: Final = regex(
    rf"(?:multiplying|scaling) (?P<a>{_LIST}) by (?P<c>{PLACE})"
    rf"(?: and (?P<b>{_LIST}) by (?P<d>{PLACE}))? {_LEAVES}"
)
_REPLACE: Final = regex(rf"replacing (?P<a>{PLACE}) (?:by|with) (?P<b>{PLACE}) {_LEAVES}")
_DOES_NOT: Final = regex(rf"(?P<rest>.+) (?:does not|do not) (?:change|alter|affect) {_OF}")


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of a clause about what leaves a function unchanged; None for any other."""
    other = _DOES_NOT.fullmatch(words)
    if other is not None:
        words = f"{other['rest']} leaves {other['f']} unchanged"
    for pattern, put in ((_SIGNS, _signs), (_SWAP, _swap), (_SCALE, _scale), (_REPLACE, _new)):
        match = pattern.fullmatch(words)
        if match is not None:
            return partial(_left, match=match, put=put)
    return None


def _left(speaker: Speaker, match: re.Match[str], put: Put) -> Phrase:
    return _same(speaker, match["f"], put(speaker, match))


def _same(speaker: Speaker, place: str, put: dict[str, Expr]) -> Phrase:
    """f after = f before, for all values of its letters."""
    before = _values(speaker, place)
    letters = free_symbols(*before)
    if not set(put) <= letters:
        raise refuse("a letter that is changed does not occur in it")
    after = [substitute(e, put) for e in before]
    parts = tuple(Atomic("=", a, b) for a, b in zip(after, before, strict=True))
    new = free_symbols(*put.values()) - letters
    over: tuple[Formula, ...] = tuple(Atomic("!=", symbol(n), ZERO) for n in sorted(new))
    return Phrase("leaves", "", ((conjunction(parts), over),))


def _values(speaker: Speaker, place: str) -> list[Expr]:
    """The function at open letters."""
    node = speaker.clause.part(place).node
    if node is None:
        raise refuse("the function is not one expression")
    found: Value = speaker.wide.read(node)
    if isinstance(found, Defined):
        names = tuple(Scalar(symbol(name)) for name in found.parameters)
        found = speaker.wide.apply(found, list(names), tree.Name("f"))
    if isinstance(found, Builtin):
        raise refuse("it has no letters besides its argument")
    cells = list(found.cells()) if isinstance(found, Array) else [found]
    numbers = [c.expr for c in cells if isinstance(c, Scalar)]
    if len(numbers) != len(cells) or not free_symbols(*numbers):
        raise refuse("it has no open letters")
    return numbers


def _letters(speaker: Speaker, text: str) -> list[str]:
    """The letters in places, or in one list; none of which has a value."""
    found: list[str] = []
    for place in re.findall(PLACE, text):
        node = speaker.clause.part(place).node
        items = node.items if isinstance(node, tree.Group) else (node,)
        for item in items:
            key = tree.key(item) if isinstance(item, tree.Name) else None
            if key is None or speaker.reader.scope.latest(key) is not None:
                raise refuse("which letters are meant is not said")
            found.append(key)
    return found


def _signs(speaker: Speaker, match: re.Match[str]) -> dict[str, Expr]:
    return {name: negative(symbol(name)) for name in _letters(speaker, match["list"])}


def _swap(speaker: Speaker, match: re.Match[str]) -> dict[str, Expr]:
    first, second = (_letters(speaker, match[k]) for k in "ab")
    if len(first) != len(second) or len({*first, *second}) != 2 * len(first):
        raise refuse("what is exchanged with what is not said")
    pairs = [*zip(first, second, strict=True), *zip(second, first, strict=True)]
    return {one: symbol(other) for one, other in pairs}


def _scale(speaker: Speaker, match: re.Match[str]) -> dict[str, Expr]:
    found: dict[str, Expr] = {}
    for names, factor in ((match["a"], match["c"]), (match["b"], match["d"])):
        if names is None:
            continue
        number = _factor(speaker, factor)
        found |= {name: mul(number, symbol(name)) for name in _letters(speaker, names)}
    return found


def _factor(speaker: Speaker, place: str) -> Expr:
    node = speaker.clause.part(place).node
    value = speaker.wide.read(node) if node is not None else None
    if not isinstance(value, Scalar):
        raise refuse("a factor is needed in it")
    return value.expr


def _new(speaker: Speaker, match: re.Match[str]) -> dict[str, Expr]:
    (name,) = _letters(speaker, match["a"])
    return {name: _factor(speaker, match["b"])}
