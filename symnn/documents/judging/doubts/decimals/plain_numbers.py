r"""False relations of plain numbers that no author asserts as results.

``1 = 2`` is what a supposition or a false step leads to, ``100 = 1`` m a change of units,
``0 = 1`` what a counter does, ``2 - 1`` the score of a game. What follows from such a relation in
the lines behind it is not asserted either. A computation such as ``2 + 2 = 5`` by itself is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from flint import fmpq

from symnn.deferred import regex
from symnn.documents.judging.doubts.values.supposed import is_supposed
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.impossible import supposed_elsewhere
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.functions.lower import lower
from symnn.latex import syntax as tree

#: So many paragraphs on, what was supposed is still in force.
PARAGRAPHS: Final = 2
#: So many characters before a relation are searched for the one that it follows from.
BEFORE: Final = 600
_SECTION: Final = regex(r"\n#+ |\\(?:sub)*section\b|\\begin\{(?:example|exercise|theorem|lemma)\}")
_MATHEMATICS: Final = regex(
    r"\$\$?([^$]+)\$\$?|\\\((.+?)\\\)|\\\[(.+?)\\\]"
    r"|\\begin\{(?:align|equation|gather|eqnarray)\*?\}(.+?)\\end\{",
    0x10,  # the dot is any character
)
_COMMAND: Final = regex(r"\\[a-zA-Z]+")
_CONCLUDES: Final = regex(
    r"\b(?:so|thus|hence|therefore|then|gives?|yields?|implies|get|obtain|conclude|i\.e\.|roots?"
    r"|sides?|divid\w+|cancel\w*|subtract\w*|multipl\w+|add|adding|squar\w+|factor\w*)\b"
)
_UNIT: Final = regex(
    r"[ ~]?(?:[kcmdμn]?m[23²³]?|[kmμ]?g|lbs?|oz|[mμn]?s|secs?|mins?|h|hrs?|ft|yd|mi|ha|[mcd]?[lL]"
    r"|[kMGT]i?[bB]|[kMG]?(?:Hz|W|V|A|J|N|Pa)|hours?|days?|weeks?|months?|years?|decades?|centur\w+"
    r"|minutes?|seconds?|inch(?:es)?|f(?:oo|ee)t|yards?|miles?|(?:\w+)?met(?:er|re)s?|lit(?:er|re)s?"
    r"|(?:kilo)?grams?|tons?|tonnes?|pounds?|ounces?|stones?|gallons?|pints?|cups?|acres?|\w*bytes?"
    r"|bits?|dollars?|euros?|cents?|pence|penn(?:y|ies)|degrees?|radians?|turns?|dozens?|pairs?"
    r"|EUR|USD|GBP|CHF|JPY|INR|yen|rupees?"
    r"|percent|per cent|units?|°|%|€|£)(?![a-zA-Z])"
)
_IN_UNITS: Final = regex(r"\b(?:in (?:thousands|millions|billions|units|dozens)|dozen|scale)\b")
#: So many of one are one of the next: sizes of time, of bytes, of lengths, of money.
_RATES: Final = (
    7, 12, 24, 30, 60, 100, 365, 1000, 1024, 1440, 3600, 86400, 10**6, 1024**2, 10**9, 1024**3
)  # fmt: skip
_LARGE: Final = regex(
    r"[ ~]?(?:k|K|M|G|B|MP|megapixels?|thousand|million|billion|trillion|mln|bn)(?![a-zA-Z])"
)
_RANKED: Final = regex(
    r"\s*\d{1,4}(?:\s*(?:<\s*\d{1,4}(?=\s*(?:<|$))|>\s*\d{1,4}(?=\s*(?:>|$)))){2,12}\s*$"
)
_DIGITS: Final = regex(r"\d+")
_COUNTS: Final = regex(
    r"\b(?:counter|counts?|goes|runs?|cycles?|wraps?|ticks?|jumps?|toggles?|labels?|labell?ed|codes?"
    r"|coded|encod\w+|stands? for|legend|keys?|maps?|mapp\w+|ranks?|level|scale|class(?:es)?"
    r"|categor\w+|ids?|indices|ind(?:ex|ices)|enum\w*)\W*$"
)
_GAME: Final = regex(
    r"\b(?:match(?:es)?|games?|goals?|scor(?:e|es|ed|ing)|points|won|wins?|lost|loses?|beat\w*|teams?"
    r"|league|cup|tournament|sets|half[- ]?time|draws?|drew|votes?|record of)\b"
)
_RANGE: Final = regex(
    r"\b(?:pages?|chapters?|lines?|hours?|days?|weeks?|months?|years?|from|between|until|o'clock"
    r"|rows|columns|verses?|exercises|problems|lectures?|seasons?|dates?|on)\b"
)


#: What is written down somewhere, whatever it says.
_QUOTED: Final = regex(
    r"\b(?:passwords?|passphrase|slogan|motto|graffiti|tattoo|t-shirt|poster|novel|prompt|types?"
    r"|typed|prints?|printed|displays?|displayed|answered|answers)\b"
    r"(?: (?:is|was|reads|says|be|with|the))*\W*$"
)
#: What is numbered with points: Section 3.2.
_NUMBERED: Final = regex(
    r"(?:\b(?:sections?|sec\.?|chapters?|figures?|fig\.?|tables?|versions?|exercises?|problems?"
    r"|examples?|theorems?|lemmas?|equations?|eqs?\.?|steps?|parts?|listings?|algorithms?)|§)\W*$"
)

#: Words with which what was supposed is given up.
_ENDS: Final = regex(
    r"\b(?:in (?:fact|truth|reality)|actually|absurd\w*|contradicti\w+|impossible|nonsense)\b"
)


def number_doubt(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a false relation without names may be no assertion; None if nothing says so.

    Args:
        place: where it stands; what it supposes is noted there.
        left, link: the relation, which is false.
    """
    right = link.operand
    if _follows_from_absurd(place):
        return "it may follow from what was supposed before, which is false"
    if is_supposed(_words_before(place), named=False) or supposed_elsewhere(place.formula):
        _note_absurd(place)
        return None
    if _is_ranking(place.latex):
        return "the numbers may be labels in an order of their own"
    if link.relation != "=":
        return None
    if _QUOTED.search(_words_before(place)):
        return "the words before it may quote it"
    if _is_number(left) and _NUMBERED.search(_words_before(place)):
        return "the number before it may be that of a section or a figure"
    if _is_other_unit(place, left, right):
        return "the word behind it may be a unit in which the number is another"
    if _is_number(left) and _is_number(right):
        return _of_bare(place, left)
    if _is_difference(left) and _is_number(right):
        beside = f"{place.formula.before[-80:]} {place.formula.after[:80]}".lower()
        if _GAME.search(beside):
            return "the numbers with a dash between them may be a score"
        if _RANGE.search(beside) and _is_length(left, right):
            return "the numbers with a dash between them may be a range or a date"
    return None


def _is_ranking(latex: str) -> bool:
    """0 > 1 > 2 > 3: whole numbers, each on the wrong side of the next.

    >>> _is_ranking("0 > 1 > 2 > 3"), _is_ranking("1 < 3 < 2"), _is_ranking("2 > 3")
    (True, False, False)
    """
    if not _RANKED.match(latex):
        return False
    numbers = [int(digits) for digits in _DIGITS.findall(latex)]
    rising = "<" in latex
    steps = pairwise(numbers)
    return all(a > b if rising else a < b for a, b in steps)


def _of_bare(place: Place, left: tree.Node) -> str | None:
    """The same for a number that is said to be another one, by itself."""
    if left is place.state.last or place.latex[: left.span.start].rstrip().endswith("="):
        return None
    inside = place.latex[: left.span.start].rstrip()
    if isinstance(left, tree.Number) and not left.value and place.latex.strip().startswith("0"):
        _note_absurd(place)
        return "0 = 3 is how one shows that there is no solution"
    if inside.endswith(","):
        return "the number before it may be the last of a list, which is counted"
    if inside.endswith(":") and "+" in inside:
        return "the number before it may be the last of a sum with labels"
    if _UNIT.match(place.formula.after) or _IN_UNITS.search(_words_before(place)):
        return "the word behind it may be a unit, so that one side counts another thing"
    words = place.formula.before.lower().rstrip()
    if _COUNTS.search(words[-60:]):
        return "it may say how numbers are counted or coded"
    if _is_concluded(place, left):
        _note_absurd(place)
        return "it may follow from an equation without solutions, or from a false step"
    return None


def _is_other_unit(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """24 · 60 = 1 day: whether it holds once minutes are counted in days, to the digits shown."""
    after = place.formula.after
    if not isinstance(right, tree.Number) or not (_UNIT.match(after) or _LARGE.match(after)):
        return False
    view = place.view()
    try:
        value = exact_value(lower(view.read_scalar(left).expr))
    except SymnnError:
        return False
    shown = fmpq(right.value.numerator, right.value.denominator)
    half = fmpq(1, 2) * fmpq(10) ** -(right.decimals or 0)
    scales = [fmpq(rate) for rate in _RATES] + [fmpq(1, rate) for rate in _RATES]
    return any((abs(value / scale - shown) - half).sign() <= 0 for scale in scales)


def _is_concluded(place: Place, left: tree.Node) -> bool:
    """Whether an equation with names stands right before, or it is drawn from one of numbers."""
    inside = place.latex[: left.span.start]
    if "=" in inside:
        return True
    begin = place.formula.outer_start
    text = place.state.source.text[max(begin - BEFORE, 0) : begin]
    text = _SECTION.split(text)[-1]
    found = [m for m in _MATHEMATICS.finditer(text) if "=" in m[0]]
    if not found:
        return False
    named = regex(r"[a-zA-Z]").search(_COMMAND.sub(" ", found[-1][0])) is not None
    return named or _CONCLUDES.search(text[found[-1].end() :].lower()) is not None


def _follows_from_absurd(place: Place) -> bool:
    formula = place.formula
    return any(
        headings == formula.headings
        and start < formula.outer_start
        and 0 <= formula.paragraph - paragraph <= PARAGRAPHS
        and not _ENDS.search(place.state.source.text[start : formula.outer_start].lower())
        for headings, paragraph, start in place.state.absurd
    )


def _note_absurd(place: Place) -> None:
    formula = place.formula
    place.state.absurd.add((formula.headings, formula.paragraph, formula.outer_start))


def _words_before(place: Place) -> str:
    before = place.formula.before.strip() or place.formula.lead_in
    return regex(r"[.!?;](?=\s|$)|\$").split(before.lower().rstrip(" :\n"))[-1]


def _is_number(node: tree.Node) -> bool:
    bare = node.operand if isinstance(node, tree.Neg) else node
    return isinstance(bare, tree.Number)


def _whole_parts(node: tree.Node) -> Iterator[int]:
    for part in node.terms if isinstance(node, tree.Sum) else ():
        bare = part.operand if isinstance(part, tree.Neg) else part
        if isinstance(bare, tree.Number) and not bare.decimals:
            yield int(bare.value)


def _is_difference(node: tree.Node) -> bool:
    """2 - 1, of two whole numbers as they are printed."""
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return False
    first, second = node.terms
    dashed = isinstance(first, tree.Number) and isinstance(second, tree.Neg)
    return dashed and len(list(_whole_parts(node))) == 2


def _is_length(node: tree.Node, length: tree.Node) -> bool:
    """9 - 17 = 8, or 9: from a smaller number to a greater one, with what lies between them."""
    first, second = _whole_parts(node)
    given = length.value if isinstance(length, tree.Number) else 0
    return first < second and given in (second - first, second - first + 1)
