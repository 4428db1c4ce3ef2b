r"""What stands over the arrow of a step of elimination: R_2 - 3R_1, 2R_1, R_1 ↔ R_2."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.exact.expression import Expr, add, mul, rational

Lines: TypeAlias = "list[tuple[Expr, ...]]"

_LABEL: Final = regex(
    r"\\(?:xrightarrow|xlongrightarrow|overset|stackrel|xrightarrow\[[^\]]*\])\s*"
    r"\{(?P<label>(?:[^{}]|\{[^{}]*\})*)\}"
)
_ROW: Final = r"[RrL]_?\s*\{?(\d)\}?"
_FACTOR: Final = (
    r"(?P<{0}>\d+|\\[dt]?frac\s*\{{?(?:\d+)\}}?\s*\{{?(?:\d+)\}}?|\(?\d+/\d+\)?)?\s*"
    r"(?:\\cdot|\\times|\*)?\s*"
)
_SET: Final = regex(
    rf"^{_ROW}\s*(?:\\(?:to|gets|leftarrow|rightarrow|longrightarrow|mapsto)(?![a-z])|:=|=|←|→)\s*"
)
_SWAP: Final = regex(rf"^{_ROW}\s*(?:\\(?:left|longleft)rightarrow|↔|<->)\s*{_ROW}$")
_SUM: Final = regex(
    rf"^{_FACTOR.format('own')}{_ROW}\s*(?P<sign>[-+−])\s*{_FACTOR.format('factor')}{_ROW}$"
)
_SCALED: Final = regex(rf"^(?P<minus>[-−])?\s*{_FACTOR.format('factor')}{_ROW}$")
_SPLIT: Final = regex(r"[,;]|\\\\|\\q?quad|\band\b|\\text\{\s*(?:and|,)\s*\}")
#: So many readings of a label are followed.
_MOST: Final = 8
_BLANK: Final = regex(r"\\[,;!: ]|\s+|\\(?:small|scriptstyle|displaystyle)(?![a-z])")


def label_of(latex: str) -> str:
    r"""What is written over an arrow; nothing if it is bare.

    >>> label_of(r"\xrightarrow{R_2 - 3R_1}"), label_of(r"\to")
    ('R_2 - 3R_1', '')
    """
    found = _LABEL.search(latex)
    return "" if found is None else found["label"].strip()


def carried_out(rows: Sequence[tuple[Expr, ...]], label: str) -> list[Lines]:
    """What the rows may be once all that a label says is done to them; none if it is not read.

    2R_1 - R_2 alone leaves open which of the two rows it replaces.
    """
    done = [list(rows)]
    for part in _SPLIT.split(label):
        said = _BLANK.sub(" ", part).strip(" {}")
        if said:
            done = [after for before in done for after in _step(before, said)][:_MOST]
    return done


def _step(rows: Lines, said: str) -> list[Lines]:
    """The rows after one operation."""
    swap = _SWAP.match(said)
    if swap is None:
        target = _SET.match(said)
        rest = said if target is None else said[target.end() :].strip()
        return _combined(rows, None if target is None else int(target[1]) - 1, rest)
    one, two = int(swap[1]) - 1, int(swap[2]) - 1
    if not 0 <= min(one, two) <= max(one, two) < len(rows):
        return []
    order = list(range(len(rows)))
    order[one], order[two] = two, one
    return [[rows[k] for k in order]]


def _combined(rows: Lines, target: int | None, said: str) -> list[Lines]:
    """The rows with one of them replaced by a combination of it and another."""
    terms = _terms(said)
    places = [place for place, factor in terms if factor and 0 <= place < len(rows)]
    if not terms or len(places) != len(terms):
        return []
    width = range(len(rows[0]))
    new = tuple(add(*(mul(rational(f), rows[k][i]) for k, f in terms)) for i in width)
    at = places if target is None else [place for place in places if place == target]
    return [[new if k == one else row for k, row in enumerate(rows)] for one in at]


def _terms(said: str) -> list[tuple[int, Fraction]]:
    """The rows in a sum of one or two, with their factors."""
    both, alone = _SUM.match(said), _SCALED.match(said)
    if both is not None:
        own, first, sign, factor, second = both.groups()
        other = _number(factor) if sign == "+" else -_number(factor)
        return [(int(first) - 1, _number(own)), (int(second) - 1, other)]
    if alone is None:
        return []
    minus, factor, first = alone.groups()
    return [(int(first) - 1, -_number(factor) if minus else _number(factor))]


def _number(text: str | None) -> Fraction:
    digits = regex(r"\d+").findall(text or "1")
    return Fraction(int(digits[0]), int(digits[1]) if len(digits) > 1 else 1)
