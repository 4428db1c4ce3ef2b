r"""Sets of examples by how many are positive and negative: S = [9+, 5-], Entropy(S_{Weak}).

A measure that the document gives a formula in the shares p_+ and p_- is read as that formula at
the shares of a set: the entropy to base 2, or the Gini impurity. |S| is the number of examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece

_COUNT: Final = r"(\d{1,6})\s*(?:[\^_]\s*)?\{?\s*%s\s*\}?"
_SET: Final = (
    r"(?:\\left|\\[bB]ig[lg]?)?\s*(?:\[|\(|\\\{)\s*" + _COUNT % r"\+" + r"\s*,\s*(?:\\[ ,;])?\s*"
    + _COUNT % "-" + r"\s*(?:\\right|\\[bB]ig[rg]?)?\s*(?:\]|\)|\\\})"
)  # fmt: skip
_NAME: Final = (
    r"(?P<name>(?<![A-Za-z\\])[A-Z](?:_\s*(?:[A-Za-z0-9]|\{\s*(?:\\(?:text|mathrm|textit)\s*\{)?"
    r"[^{}]{1,20}\}?\s*\}))?)"
)
_GIVEN: Final = regex(_NAME + r"\s*(?:&\s*)?(?:=|:|\\leftarrow|\\gets)\s*" + _SET)
#: The same letter for anything: a set of numbers, or a matrix.
_TOLD: Final = regex(
    r"(?<![|(])"
    + _NAME
    + r"\s*(?:&\s*)?(?:=|:=|\\in(?![a-z])|\\subset\w*|\\coloneqq|\\leftarrow|\\gets)"
)
_HEAD: Final = (
    r"(?P<head>(?<![A-Za-z\\{])(?:[Ee]ntropy|Ent|Info|[Gg]ini|H|I|E|G|Imp)(?![A-Za-z_])"
    r"|\\(?:text|mathrm|operatorname|textit|mathit|textrm)\s*\{\s*(?:[Ee]ntropy|Ent|Info|[Gg]ini"
    r"|Imp|H)\s*\})"
)
_CALL: Final = regex(
    _HEAD + r"\s*(?:\\left)?\(\s*(?:(?P<of>" + _NAME.replace("?P<name>", "?:") + r")|(?P<set>"
    + _SET + r"))\s*(?:\\right)?\)"
)  # fmt: skip
_MEASURE: Final = regex(
    _HEAD + r"\s*(?:\\left)?\(\s*[A-Za-z](?:_\w)?\s*(?:\\right)?\)\s*&?=\s*(?P<body>[^=]{1,200})"
)
_SIZE: Final = regex(r"(?:\||\\[lr]?vert)\s*" + _NAME + r"\s*(?:\||\\[lr]?vert)")
_SHARE: Final = r"p(?:_(?:\\oplus|\\ominus|\\text[a-z]*|[+-]|\w+)|\(\w+\))"
_SUM: Final = r"\\sum(?:\\limits)?(?:_[^p\\]{1,12}(?:\\in[^p\\]{1,12})?)?(?:\^\w)?"
#: -p_+ log_2 p_+ - p_- log_2 p_-, or a sum of such terms, and nothing else.
_ENTROPY: Final = regex(
    rf"-(?P<a>{_SHARE})\\log_2\(?(?P=a)\)?-(?P<b>(?!(?P=a)\\){_SHARE})\\log_2\(?(?P=b)\)?"
    rf"|-{_SUM}(?P<c>{_SHARE})\\log_2\(?(?P=c)\)?"
)
_GINI: Final = regex(rf"1-(?P<a>{_SHARE})\^2-(?!(?P=a)\^){_SHARE}\^2|1-{_SUM}{_SHARE}\^2")
#: Where a formula ends, and what says nothing in it.
_END: Final = regex(r"[,;]|\\q?quad|\\\\|\.\s*\Z")
_MUTE_SPACE: Final = regex(r"\\[,!:;]")
_MUTE: Final = regex(r"[{}\s]|\\(?:left|right|cdot)(?![a-z])|\\[,!:]")
#: A general formula: its S is any set.
_GENERAL: Final = regex(r"\\sum|p_|p\(")


@final
@dataclass(frozen=True, slots=True)
class CountedClasses:
    """The sets with their counts, and the measures by their heads."""

    sets: Mapping[str, tuple[int, int]]
    measures: Mapping[str, str]

    def pieces(self, text: str) -> list[Piece]:
        """The measures of sets as formulas of their shares."""
        if _GENERAL.search(text) is not None:
            return []
        return sorted([*self._measures(text), *self._sizes(text)])

    def _measures(self, text: str) -> Iterator[Piece]:
        for found in _CALL.finditer(text):
            kind = self.measures.get(_plain(found["head"]))
            counts = _counts(found["set"]) if found["set"] else self.sets.get(_plain(found["of"]))
            if kind is not None and counts is not None and any(counts):
                yield Piece(*found.span(), _formula(kind, counts))

    def _sizes(self, text: str) -> Iterator[Piece]:
        for found in _SIZE.finditer(text):
            counts = self.sets.get(_plain(found["name"]))
            if counts is not None:
                yield Piece(*found.span(), str(sum(counts)))


def counted_classes(texts: Sequence[str]) -> CountedClasses | None:
    """What a document says of such sets; None for nothing."""
    sets: dict[str, set[tuple[int, int]]] = {}
    bodies: dict[str, set[str]] = {}
    for text in texts:
        for found in _GIVEN.finditer(text):
            counts = _counts(found[0][found.end("name") - found.start() :])
            if counts is not None:
                sets.setdefault(_plain(found["name"]), set()).add(counts)
        for found in _MEASURE.finditer(text):
            if _GENERAL.search(found["body"]) is None:
                continue  # a value of it
            bodies.setdefault(_plain(found["head"]), set()).add(_kind(found["body"]))
    others = {_plain(found["name"]) for text in texts for found in _told_otherwise(text)}
    known = {
        name: next(iter(one)) for name, one in sets.items() if len(one) == 1 and name not in others
    }
    measures = {h: next(iter(k)) for h, k in bodies.items() if len(k) == 1 and "" not in k}
    return CountedClasses(known, measures) if measures else None


def _told_otherwise(text: str) -> Iterator[re.Match[str]]:
    """Where a name is said to be something else than a set with its counts."""
    given = {found.start() for found in _GIVEN.finditer(text)}
    yield from (found for found in _TOLD.finditer(text) if found.start() not in given)


def _kind(body: str) -> str:
    """What a formula in shares measures; "" for another."""
    whole = _MUTE.sub("", _END.split(_MUTE_SPACE.sub("", body))[0])
    if _ENTROPY.fullmatch(whole) is not None:
        return "entropy"
    return "gini" if _GINI.fullmatch(whole) is not None else ""


def _plain(name: str) -> str:
    r"""S_{\text{Weak}} and S_{Weak} are one set."""
    for wrap in (r"\text", r"\mathrm", r"\textit", r"\operatorname", r"\mathit", r"\textrm"):
        name = name.replace(wrap, "")
    return "".join(sign for sign in name if sign not in "{} ")


def _counts(text: str) -> tuple[int, int] | None:
    found = regex(_SET).search(text)
    return None if found is None else (int(found[1]), int(found[2]))


def _formula(kind: str, counts: tuple[int, int]) -> str:
    """The measure at the shares of a set, in which 0 log 0 is 0."""
    shares = [rf"\frac{{{count}}}{{{sum(counts)}}}" for count in counts if count]
    if kind == "gini":
        return "(1" + "".join(rf"-\left({share}\right)^2" for share in shares) + ")"
    return "(" + "".join(rf"-{share}\log_2{share}" for share in shares) + ")"
