"""Where what is said of letters fails, whatever these may be: below 1, and above it too.

Authors leave unsaid that a letter is positive, a chance or a count. A claim about letters of which
nothing is said is false only if it fails for some below 1, and for some of at least 1; letters that
count things are tried at whole numbers alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Claim, Formula, sides
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import Sentence
from symnn.documents.judging.sets.number_sets import COUNTERS
from symnn.exact.expression import free_symbols, rational

Values: TypeAlias = "tuple[Fraction, ...]"
Point: TypeAlias = "dict[str, Fraction]"

_SMALL: Final = (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4))
_LARGE: Final = (Fraction(1), Fraction(2), Fraction(3), Fraction(5), Fraction(12))
_NEGATIVE: Final = (Fraction(-1), Fraction(-3), Fraction(-1, 2))
_ORDER: Final = (
    r"(?:<|>|\\l(?:e|eq|t|eqslant)?(?![A-Za-z])|\\g(?:e|eq|t|eqslant)?(?![A-Za-z])|\\in\b)"
)
_NEGATIVES: Final = regex(r"\bnegative\b(?! (?:log|class|example|label|sample|predict|rate|value))")
#: So many points of one region are tried.
_MOST: Final = 60
MOST_LETTERS: Final = 3


def regions(letters: Iterable[str], over: Iterable[Formula]) -> Iterator[dict[str, Values]]:
    """The regions in all of which a false claim has to fail, as values for each letter."""
    own = free_symbols(*(side for formula in over for side in sides(formula)))
    names = sorted({*letters, *own})
    bases = sorted({_base(name) for name in names})
    for sizes in product((0, 1), repeat=len(bases)):
        which = dict(zip(bases, sizes, strict=True))
        yield {name: _of_letter(name, name in own)[which[_base(name)]] for name in names}


def _base(name: str) -> str:
    """What names of things of one kind share: s and s_c."""
    return name.partition("_")[0].rstrip("'")


def _of_letter(name: str, declared: bool) -> tuple[Values, Values]:
    if COUNTERS.fullmatch(name):
        whole = tuple(x for x in _LARGE if x.denominator == 1)
        return whole, whole
    everywhere = (*_SMALL, *_LARGE, *_NEGATIVE)
    return (everywhere, everywhere) if declared else (_SMALL, _LARGE)


def is_ranged(sentence: Sentence, letters: Iterable[str], over: Iterable[Formula]) -> bool:
    """Whether the text around a sentence says where letters lie that have no range in it.

    What was said in prose was perhaps not taken up: then nothing is false of all of their values.
    """
    place = sentence.place
    text = place.state.source.text
    around = f"{text[: place.formula.outer_start]} {text[place.formula.outer_end :]}"
    own = free_symbols(*(side for formula in over for side in sides(formula)))
    open_ones = {_base(name) for name in letters if name not in own}
    if open_ones and _NEGATIVES.search(around) is not None:
        return True
    return any(_has_range(around, base) for base in open_ones)


def _has_range(text: str, base: str) -> bool:
    """Whether a letter alone, and not at the end of a sum, is compared with a number or a set."""
    pattern = rf"(?<![A-Za-z]){re.escape(base)}(?:_(?:\w|\{{\w+\}}))?\s*{_ORDER}"
    ends = (text[: match.start()].rstrip()[-1:] for match in re.finditer(pattern, text))
    return any(end not in "+-=*/^_\\)|" for end in ends if end)


def points(values: Mapping[str, Values]) -> Iterator[Point]:
    """Values of some letters."""
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def lies_in(over: Iterable[Formula], point: Point) -> bool:
    """Whether a point certainly lies in a domain."""
    exact = {name: rational(value) for name, value in point.items()}
    return all(decide(Claim(f).at(exact), seconds=1).proved for f in over)


def first_point(claim: Claim, letters: Iterable[str]) -> tuple[tuple[str, str], ...] | None:
    """A point at which a claim is false, if there is one in every region."""
    letters = set(letters)
    if not letters or len(letters) > MOST_LETTERS:
        return None
    found: Point | None = None
    for values in regions(letters, claim.over):
        found = _false_at(claim, values)
        if found is None:
            return None
    return None if found is None else tuple((k, str(v)) for k, v in sorted(found.items()))


def _false_at(claim: Claim, values: Mapping[str, Values]) -> Point | None:
    for number, point in enumerate(points(values)):
        if number > _MOST:
            return None
        exact = {name: rational(value) for name, value in point.items()}
        alone = Claim(claim.formula).at(exact)
        if decide(alone, seconds=1).refuted and lies_in(claim.over, point):
            return point
    return None
