r"""Formulas with numbers for what is counted in told texts: P(\text{am} \mid \text{I}), p_2.

What is claimed of a count or a chance of a bigram is claimed of its number then, and judged as any
relation between numbers. Where more than one count may be meant, a formula stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.corpora import counting
from symnn.documents.judging.corpora.tokens import BEGIN, END, Told, plain, told_before
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_TEXT: Final = r"\\(?:text|textrm|mbox|textnormal)\s*\{\s*"
_INNER: Final = r"(?:[^()|=]|\\mid(?![a-z]))"
#: P(a | b), P_{\text{Laplace}}(a | b), C(a b).
_CHANCE: Final = regex(
    r"(?<![A-Za-z\\])(?P<head>P|p|\\Pr|\\hat\s*\{?\s*[Pp]\s*\}?|\\mathrm\{P\})"
    r"(?:_\s*\{?\s*\\(?:text|mathrm)\{(?P<how>[^{}]*)\}\s*\}?|(?P<star>\^\s*\{?\*\}?))?"
    rf"\s*(?:\\left)?\((?P<word>{_INNER}+?)(?:(?:\||\\mid(?![a-z])|\\vert|\\,\|\\,)"
    rf"(?P<context>{_INNER}+?))?(?:\\right)?\)"
)
_COUNT: Final = regex(
    r"(?<![A-Za-z\\])(?:[Cc]|\\(?:mathrm|text|operatorname)\{\s*(?:[Cc]ount|C|c|freq)\s*\})"
    rf"\s*(?:\\left)?\((?P<gram>{_INNER}+?)(?:\\right)?\)"
)
_BIGRAM: Final = regex(
    r"(?i)\bbi-?grams?\b|\bC\s*\(\s*w_|count\}?\s*\(\s*w_|\bP\s*\(\s*w_\{?\w\}?\s*(?:\||\\mid)\s*w_"
)
_TRIGRAM: Final = regex(r"(?i)\btri-?grams?\b")
_SMOOTHED: Final = regex(
    r"(?i)smooth|laplace|add[- ](?:one|1|k)|back-?off|interpolat|kneser|discount|pseudo-?count"
)
_ADD_ONE: Final = regex(r"(?i)laplace|add[- ](?:one|1)\b")
_SIZE: Final = regex(
    r"(?:\|\s*V\s*\||(?<![A-Za-z\\])V)\s*=\s*(\d+)"
    r"|vocabulary (?:of|has|with|contains)(?: size)? \$?(\d+)"
)
_N: Final = {"uni": 1, "bi": 2, "tri": 3, "four": 4, "4-": 4, "1-": 1, "2-": 2, "3-": 3}
_GRAMS: Final = r"(?P<n>uni|bi|tri|four|[1-4]-)-?grams?"
_OF: Final = (
    r"(?: (?:of|in) the (?P<who>prediction|predicted sequence|candidate|hypothesis|label"
    r"|reference)(?: sequence| sentence)?)"
)
_MATCHED: Final = (
    r"(?:are|is) (?:all )?matched|match|(?:occur|appear|are found|are) in the (?:label|reference)"
)
_PRECISION: Final = regex(
    r"(?<![A-Za-z\\_])p_\s*\{?\s*([1-4])\s*\}?(?=\s*(?:=|\\approx|<|>|\\[lg]))"
)
_PRECISIONS: Final = regex(
    r"(?i)p_\{?n\}?\s*=[^$;]{0,60}(?:match|gram)|(?:precision|match)[^.$;]{0,60}gram"
    r"|gram[s ][^.$;]{0,40}precision"
)
_CLIPPED: Final = regex(r"BLEU|(?i:clipp?|modified)")
_HEADING: Final = regex(r"(?m)^#+ .*$|\\(?:sub)*section\b")
_NUMBER: Final = regex(
    rf"{_TEXT}(?:the )?(?:total )?number of {_GRAMS}{_OF}\s*(?:(?:is|equals)\s*\}}|\}}\s*=)\s*"
)
_ALL: Final = regex(
    rf"{_TEXT}(?P<all>all|every|each)(?: of the)? {_GRAMS}{_OF}?,? (?:{_MATCHED})"
    r"(?P<end>\s*\}|[,;:]?(?: so| and| hence| thus| i\.e\.)?[, ]*\})"
)
_HAS: Final = regex(
    rf"{_TEXT}(?:the )?(?P<who>prediction|candidate|hypothesis|label|reference) has\s*\}}\s*"
    rf"(?P<k>[^\\{{}}=]{{1,12}})\s*{_TEXT}{_GRAMS}\s*\}}"
)
_SOME: Final = regex(
    rf"(?P<k>\d+)\s*{_TEXT}of (?:the|its)\s*\}}\s*(?P<m>\d+)\s*{_TEXT}{_GRAMS}{_OF}?"
    rf" (?:{_MATCHED})\s*\}}"
)


def with_counted_words(latex: str, before: str) -> Rewriting:
    r"""The formula with the numbers of what is counted in the texts told before it.

    Args:
        latex: the formula.
        before: the document up to it.
    """
    told = told_before(before)
    pieces: list[Piece] = []
    if told.sentences:
        pieces += _of_corpus(latex, before, told)
    section = _HEADING.split(before)[-1]
    if (lists := told_before(section)).label and lists.prediction:
        pieces += _of_lists(latex, section, lists)
    pieces.sort(key=lambda piece: piece.start)
    apart = all(a.end <= b.start for a, b in pairwise(pieces))
    return rewrite(latex, pieces) if pieces and apart else Rewriting(latex)


# --- a corpus ---------------------------------------------------------------------------


def _of_corpus(latex: str, before: str, told: Told) -> Iterator[Piece]:
    for match in _COUNT.finditer(latex):
        gram = _tokens(match["gram"], told)
        if gram and _certain(told, gram):
            yield Piece(match.start(), match.end(), _fraction(counting.occurrences(told, gram)))
    if _BIGRAM.search(before) is None:
        return
    smoothed = _SMOOTHED.search(latex) or _SMOOTHED.search(before)
    for match in _CHANCE.finditer(latex):
        how = (match["how"] or "") + latex[: match.start()]
        added = 1 if _ADD_ONE.search(how) is not None else 0
        if (smoothed and not added) or (match["star"] or (match["how"] and not added)):
            continue
        value = _chance(match, told, added, _size(before + latex))
        if value is not None:
            yield Piece(match.start(), match.end(), _fraction(value))


def _chance(match: re.Match[str], told: Told, added: int, size: int | None) -> Fraction | None:
    """The chance of a word behind another, or of a sentence with its marks."""
    if not told.is_marked:
        return None
    words = _tokens(match["word"], told)
    try:
        if match["context"] is None:
            whole = len(words) > 2 and words[0] == BEGIN and words[-1] == END
            if not whole or BEGIN in words[1:] or END in words[:-1]:
                return None
            value = Fraction(1)
            for one, other in counting.grams(words, 2):
                value *= counting.conditional(told, other, (one,), added, size)
            return value
        context = _tokens(match["context"], told)
        if len(words) != 1 or len(context) != 1:
            return None
        return counting.conditional(told, words[0], context, added, size)
    except ValueError:
        return None


def _certain(told: Told, gram: tuple[str, ...]) -> bool:
    """Whether an n-gram that reaches over the end of a sentence would count otherwise."""
    if len(gram) == 1 or told.is_marked:
        return True
    joined = tuple(word for s in told.sentences for word in s)
    return list(counting.grams(joined, len(gram))).count(gram) == counting.occurrences(told, gram)


def _tokens(latex: str, told: Told) -> tuple[str, ...]:
    """The tokens that are written there; none if one of them is not of the corpus."""
    words = tuple(plain(latex).replace(",", " ").split())
    known = {word for s in told.sentences for word in s}
    lower = {word.lower() for word in known}
    strange = [w for w in words if w not in known and (len(w) < 2 or w.lower() in lower)]
    unread = [w for w in words if not re.fullmatch(r"</?s>|[A-Za-z'’-]+", w)]
    named = r"\text" in latex or "langle" in latex or "<" in latex or r"\math" in latex
    if strange or unread or not (named or all(w in known for w in words)):
        return ()
    return words


def _size(text: str) -> int | None:
    """The size of the vocabulary, if one is told."""
    found = {int(m[1] or m[2]) for m in _SIZE.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _fraction(value: Fraction | int) -> str:
    """The number as a fraction, so that it is not taken for one that is a mere label."""
    return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"


# --- a label and a prediction -------------------------------------------------------------


def _of_lists(latex: str, before: str, told: Told) -> Iterator[Piece]:
    for match in _NUMBER.finditer(latex):
        yield Piece(match.start(), match.end(), f"{_fraction(_held(told, match))}=")
    for match in _HAS.finditer(latex):
        yield Piece(match.start(), match.end(), f"{_fraction(_held(told, match))}={match['k']}")
    for match in _ALL.finditer(latex):
        found = _found(told, _N[match["n"]], before)
        if found is not None and (match["who"] or "pred") not in ("label", "reference"):
            said = f"{_fraction(found)}={_fraction(_number(told, match))},\\quad "
            yield Piece(match.start(), match.end(), said)
    for match in _SOME.finditer(latex):
        found = _found(told, _N[match["n"]], before)
        if found is not None and (match["who"] or "pred") not in ("label", "reference"):
            whole = _fraction(_number(told, match))
            said = f"{_fraction(found)}={match['k']},\\quad {whole}={match['m']}"
            yield Piece(match.start(), match.end(), said)
    if _PRECISIONS.search(plain(before)) is None:
        return
    for match in _PRECISION.finditer(latex):
        found, number = _found(told, int(match[1]), before), len(told.prediction) - int(match[1])
        if found is not None and number >= 0:
            yield Piece(match.start(), match.end(), _fraction(Fraction(found, number + 1)))


def _held(told: Told, match: re.Match[str]) -> int:
    """How many n-grams a list has."""
    own = told.label if match["who"] in ("label", "reference") else told.prediction
    return max(len(own) - _N[match["n"]] + 1, 0)


def _number(told: Told, match: re.Match[str]) -> int:
    return max(len(told.prediction) - _N[match["n"]] + 1, 0)


def _found(told: Told, size: int, before: str) -> int | None:
    """How many n-grams of the prediction are matched; None where that may be meant in two ways."""
    once, again = counting.matched(told, size), counting.found_again(told, size)
    return once if once == again or _CLIPPED.search(before) is not None else None
