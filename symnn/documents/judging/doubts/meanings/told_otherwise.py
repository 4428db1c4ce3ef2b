r"""What is proved in the usual meaning of a sign that the words of a document give another one.

"In this chapter $\log$ is to base 2", "$f^{-1}$ denotes the reciprocal", "the $t_k$ do not sum to
one": a proof with the usual meaning is no proof of what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.model import Entry, left_open

#: Words that give the logarithm another base.
_BASE: Final = regex(
    r"(?i)\\log\$?\s[^.$]{0,40}\bbase[- $]{0,3}(?:2|10|two|ten)\b"
    r"|\\log\$?[^.$]{0,30}\b(?:for|denotes?|means|stands for)\s\$?\\(?:log_|lb|lg)"
    r"|\blog(?:arithm)?s?\b[^.$]{0,40}\bbase[- $]{0,3}(?:2|10|two|ten)\b"
    r"|\bbase[- $]{0,3}(?:2|10|two|ten)\$? logarithm|\b(?:common|binary|decadic) logarithm"
)
_OTHER_BASE: Final = "it holds with the natural logarithm; the text speaks of another base"
_BASE_TEN: Final = regex(r"(?i)\bbase[- $]{0,3}(?:10|ten)\b|\bcommon|decadic|\\lg(?![a-z])")
_PLAIN_LOG: Final = regex(r"\\log(?![_A-Za-z])")
#: N(0, 4) with the standard deviation 4.
_BY_DEVIATION: Final = regex(
    r"(?i)\bsecond (?:parameter|argument|number|entry)[^.]{0,40}\bstandard deviation"
    r"|\\mathcal\s*\{?N\}?\s*\(\s*\\mu\s*,\s*\\sigma\s*\)"
    r"|\bstandard deviation[^.$]{0,30}\b(?:is|as) the second\b"
    r"|\bparametri[sz]ed by (?:its |the )?(?:mean and )?(?:its |the )?standard deviation"
)
_OF_LAW: Final = regex(
    r"(?i)var|\\mathbb\s*\{?V|\bstd|\\sigma|(?<![A-Za-z])(?:P|Pr|p)\}?\s*(?:\\left)?[(\[]|\\Phi"
)
_RECIPROCAL: Final = regex(
    r"(?i)\^\{?-1\}?[^.]{0,60}\b(?:reciprocal|for \$1\s?/)|\breciprocal[^.]{0,60}\^\{?-1\}?"
)
_INVERSE: Final = regex(r"[A-Za-z]\s?\^\s?\{\s?-\s?1\s?\}\s?(?:\\left)?\s?[(\[]")
_NO_SHARES: Final = regex(
    r"(?i)\b(?:do|does|need|needs|must) not (?:necessarily )?(?:have to )?sum to"
    r"|\bmulti[- ]?(?:label|hot)|\b(?:k|many|two)-hot"
    r"|\b(?:several|multiple|many|more than one|two or more|at least one)"
    r" (?:(?:true|correct|possible|positive|active|different) )?(?:labels?|tags?|targets|ones)\b"
    r"|\b(?:belongs?|assigned) to (?:several|multiple|many|more than one)\b"
    r"|\b(?:several|more than one) of (?:them|the \w+) (?:may|can|are)"
    r"|\barbitrary (?:real )?(?:weights|targets|values)|\bcounts\b"
    r"|\b(?:un|not )normali[sz]ed (?:targets?|labels?|weights|scores? as targets?)"
    r"|\bnot (?:necessarily )?(?:be )?(?:one-?hot|(?:an? )?(?:probability )?distribution)"
)
#: What a list is in words: "$y$ is any vector of non-negative weights"; it has no sum then.
_ANY: Final = (
    r"(?i)\$[^$]{{0,20}}(?<![A-Za-z\\]){name}(?![A-Za-z])[^$]{{0,20}}\$,?"
    r"(?: (?:is|are|be|being|an?|the|may be|can be|all)){{0,3}}"
    r" (?:any|arbitrary|non-?negative|positive|real|unnormali[sz]ed|general|free|counts|how often"
    r"|(?:the )?number of|(?:need|do|does|must|may) not)\b"
    r"(?![^.$]{{0,40}}\b(?:distribution|one-?hot|probabilit|sum to|summing to|that sum))"
)
_NAMES: Final = regex(r"where the (?P<names>[^;]*?) sum to 1")
_SUMMING: Final = "sum to 1"
_SUM: Final = regex(
    r"\\sum(?:_\{[^{}]{0,12}\}|_\w)?(?:\^\{[^{}]{0,12}\}|\^\w)?\s*(?:\\mathbf\s?\{)?"
    r"(?P<name>[A-Za-z])\}?_\{?\w\}?\s*&?=\s*(?P<value>[^$\s,.;]+)"
)
#: \sum_i t_i = 1 "is not required".
_NOT_ASKED: Final = regex(
    r"[\s$,]*(?:\\[ ,;])*\s*(?:\\(?:text|mbox)\s*\{)?\s*(?:(?:is|are|which is|being) )?"
    r"(?:not|no longer|need not|does not|may not|may fail)\b"
)
_SLOPE: Final = regex(r"\\partial|\\nabla|\\frac\s*\{\s*d")
#: A step at zero, and its value there.
_AT_ZERO: Final = regex(
    r"(?P<name>(?<![A-Za-z\\])H|\\[Tt]heta|(?:step|sgn|sign|[Hh]eaviside)\}?)\s*(?:\\left)?\(\s*0\s*"
    r"(?:\\right)?\)\s*&?=\s*(?P<value>[^$,;.&\\\s]+|\\[dt]?frac[^$,;.&\s]+)"
)
_ODOT: Final = regex(
    r"(?i)\\odot\s?[a-z]?\$?[^.$]{0,60}\b(?:inner|dot|scalar|convol\w*|circular|group|xnor)\b"
    r"|\b(?:inner|dot|convol\w*|circular|followed by a sum)\b[^.]{0,80}\\odot"
)
_NABLA: Final = regex(r"\\nabla\s*(?:_\{?\w\}?)?\s*\^\{?\s*2|\\Delta(?![A-Za-z])")
_LAPLACE: Final = regex(r"(?i)\blaplac|\b(?:heat|wave|diffusion|poisson'?s?) equation")
#: A matrix without an inverse, and an e that is no number.
_SINGULAR: Final = regex(
    r"(?i)\$\\?(?:mathbf\{|boldsymbol\{)?(?P<name>[A-Za-z])\}?\$ (?:be|is) (?:an? )?"
    r"(?:singular|not invertible|non-?invertible|(?:square )?matrix with (?:linearly )?dependent)"
)
_NEUTRAL: Final = regex(r"(?i)\b(?:neutral|identity|unit) element\b[^.]{0,40}\$e\$")
_LONE_E: Final = regex(r"(?<![A-Za-z\\])e(?![A-Za-z^])")
_ONE: Final = frozenset({"1", "1$", "1.0"})


def as_told(
    entries: Iterable[Entry], text: str, in_bits: Callable[[], Iterable[Entry]] = tuple
) -> Iterator[Entry]:
    """The entries of a formula, none of them proved by a meaning that the document denies.

    Args:
        entries: what was found.
        text: the document.
        in_bits: what is found with logarithms to the base 2.
    """
    for entry in entries:
        why = _denied(entry, text) if entry.verdict == "proved" else _summed(entry, text)
        if why == _OTHER_BASE and _BASE_TEN.search(text) is None:
            same = (e.latex == entry.latex and e.verdict == "proved" for e in in_bits())
            why = None if any(same) else why
        if why is None and entry.verdict in ("proved", "refuted"):
            why = _of_signs(entry.latex, text)
        yield entry if why is None else left_open(entry, why)


def _denied(entry: Entry, text: str) -> str | None:
    if _PLAIN_LOG.search(entry.latex) is not None and _has(_BASE, text):
        return _OTHER_BASE
    if _INVERSE.search(entry.latex) is not None and _has(_RECIPROCAL, text):
        return "it holds of the inverse function; the text speaks of a reciprocal"
    if any(_SUMMING in note for note in entry.notes):
        sums = list(_SUM.finditer(text))
        told = any(m["value"] not in _ONE or _NOT_ASKED.match(text, m.end()) for m in sums)
        if told or _has(_NO_SHARES, text) or any(_is_any(n, text) for n in _shares(entry)):
            return "it holds where targets sum to 1; the text says otherwise"
    if _OF_LAW.search(entry.latex) is not None and _has(_BY_DEVIATION, text):
        return "the text gives a normal distribution by its standard deviation"
    step = _AT_ZERO.search(entry.latex)
    if step is not None:
        values = [m["value"] for m in _AT_ZERO.finditer(text) if m["name"] == step["name"]]
        if any(value != step["value"] for value in values):
            return "the text gives the step another value there"
    return None


def _summed(entry: Entry, text: str) -> str | None:
    """Why a slope that was called false may be right: its targets have a sum that was not used."""
    if entry.verdict != "refuted" or _SLOPE.search(entry.latex) is None:
        return None
    for told in _SUM.finditer(text):
        name = rf"(?<![A-Za-z\\]){told['name']}(?![A-Za-z])"
        if told["value"] not in _ONE and regex(name).search(entry.latex) is not None:
            return f"the text says what the {told['name']} sum to"
    return None


def _shares(entry: Entry) -> Iterator[str]:
    """The names of the lists that a proof took for shares."""
    for note in entry.notes:
        for found in _NAMES.finditer(note):
            yield from found["names"].split(", ")


def _is_any(name: str, text: str) -> bool:
    return regex(_ANY.format(name=re.escape(name))).search(text) is not None


def _of_signs(latex: str, text: str) -> str | None:
    """Why a sign in a formula may mean something else than it usually does."""
    if r"\odot" in latex and _has(_ODOT, text):
        return "the text speaks of another product by this sign"
    if _NABLA.search(latex) is not None and _has(_LAPLACE, text):
        return "the text speaks of Laplace's operator"
    if "^" in latex and any(_is_inverse(m["name"], latex) for m in _SINGULAR.finditer(text)):
        return "the text says that a matrix in it has no inverse"
    if _LONE_E.search(latex) is not None and _has(_NEUTRAL, text):
        return "the text speaks of another e than Euler's number"
    return None


def _is_inverse(name: str, latex: str) -> bool:
    """Whether the inverse of a matrix, or of A^T A, stands in a formula."""
    own = rf"(?<!\\){name}(?:\}})?\s*(?:\)|\\right\))?\s*\^\s*\{{\s*-\s*1"
    return regex(own).search(latex) is not None


@lru_cache(maxsize=16)
def _has(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None
