"""Of what the variances of a document are: it says "biased", or "divided by n - 1", beside them."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex.meaning.scope import OF_POPULATION, OF_SAMPLE
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_OF: Final = (
    r"(?:varianc\w*|deviations?|\bvar\b|\bstd\b|mathrm\{std|mathrm\{var|name\{var|name\{std)"
)
_SIZE: Final = r"[\s${}\\]*(?:text|mbox)?[\s${}\\]*(?:n|m|d|h|the (?:number|size|length|count))\b"
_LESS: Final = r"[\s${}\\]*(?:text|mbox)?[\s${}\\]*(?:n|m|d|h)[\s${}\\]*[-−][\s${}\\]*1"
_WHOLE: Final = (
    r"(?:\bbiased\b|\buncorrected\b|ddof\s*=\s*0|correction\s*=\s*0"
    rf"|unbiased\s*=\s*false|\bdivi(?:sion|ded|des|ding|de) by{_SIZE}(?![\s$}}{{\\]*[-−+]))"
)
_PART: Final = (
    r"(?:\bunbiased\b(?!\s*=)|\bbessel"
    rf"|ddof\s*=\s*1|correction\s*=\s*1|unbiased\s*=\s*true"
    rf"|\bdivi(?:sion|ded|des|ding|de) by{_LESS})"
)


def _beside(words: str) -> str:
    return rf"{_OF}[^.;\n]{{0,60}}?{words}|{words}[^.;\n]{{0,40}}?{_OF}"


_POPULATION: Final = regex(f"(?i){_beside(_WHOLE)}")
_SAMPLE: Final = regex(f"(?i){_beside(_PART)}")
_DENIED: Final = regex(r"(?i)\b(?:not|instead of|rather than|unlike|no longer|nor|versus|vs|or)\b")


def told_variance(text: str) -> str | None:
    r"""What a document says of its variances; None where it says nothing, or both.

    >>> told_variance("Here Var is the biased estimator.") == OF_POPULATION
    True
    >>> told_variance("The variance is the sum divided by $n-1$.") == OF_SAMPLE
    True
    >>> told_variance("The variance is not the biased one.")
    """
    found = {
        topic: list(words.finditer(text))
        for topic, words in ((OF_POPULATION, _POPULATION), (OF_SAMPLE, _SAMPLE))
    }
    told = [topic for topic, places in found.items() if places]
    if len(told) != 1:
        return None
    around = [text[max(m.start() - 20, 0) : m.end() + 20] for m in found[told[0]]]
    return None if any(_DENIED.search(words) for words in around) else told[0]


_SPACE: Final = r"(?:\\q?quad|\\[ ,;]|[\s,;(])*"
_SIGN: Final = (
    r"(?:\\(?:mathrm|operatorname|text)\s*\{\s*)?\b(?:[Vv]ar|[Ss]td)\b\s*\}?"
    r"(?:\s*(?:\\left)?[\[(]\s*[a-zA-Z]\s*(?:\\right)?[\])])?"
)
_BY: Final = r"(?:divi(?:sion|ded|des|ding) by|over)"
_N: Final = r"(?:n|N|m|d|H)(?:\s*-\s*1)?"
_KIND: Final = (
    r"(?:un)?(?:biased|corrected)(?: (?:estimator|estimate|variance|version|one))?"
    r"|(?:population|sample) variance"
)
_LETTER: Final = rf"\s*\}}\s*{_N}\s*\\text\{{\s*"
_REMARKS: Final = regex(
    rf"(?:^|[,;(]|\\q?quad(?![A-Za-z])){_SPACE}{_SIGN}\s*"
    rf"\\text\s*\{{(?=[^{{}}]*(?:biased|corrected|variance|divi))\s*"
    rf"(?:is |denotes |being |means )?(?:the |a )?(?:{_KIND})?"
    rf"[ ,(]*(?:{_BY} ?(?:{_N}|{_LETTER}))?[ )]*\}}"
    rf"|{_SPACE}\\text\s*\{{[ ,(]*(?:with |using |by )?(?:the |a )?(?:{_KIND})[ )]*\}}"
)


def without_variance_remarks(latex: str) -> Rewriting:
    r"""The formula without what it says of its own variances, which `told_variance` has taken in.

    >>> without_variance_remarks(
    ...     r"x=(1,2),\ \mathrm{Var} \text{ the biased estimator (division by } n\text{)}"
    ... ).text
    'x=(1,2)'
    """
    return rewrite(latex, [Piece(m.start(), m.end(), "") for m in _REMARKS.finditer(latex)])
