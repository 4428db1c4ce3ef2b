r"""Letters of deviations that may be negative, or have nothing to do with deviations.

s^2 = 4 is a variance where a document speaks of how values are spread; where s \in \{-1, 1\} or
\sigma = \pm 1 stands anywhere, the letter is no root of its square.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.latex.meaning.scope import S_DEVIATES, SPREAD, signed

_STATISTICS: Final = regex(
    r"(?i)varian|deviation|\bsd\b|\bstd\b|spread|sample|estimat|statistic|gaussian|normal"
    r"|distribut|regression|residual|correlation|random|\bnoise|standardi[sz]|likelihood|error"
    r"|mathcal\s?\{?\s?N|\bVar\b|\\chi\s?\^|degrees of freedom|determination"
)
#: s \in \{-1, 1\}, s_i = \pm 1, \sigma < 0.
_SIGNED: Final = regex(
    r"(?<![A-Za-z\\])(?P<name>\\sigma|\\chi|[sR])(?:\s?_\s?(?:\w|\{[^{}]{1,12}\}))?[^=<>$]{0,20}?\s*"
    r"(?:\\in\s*(?:\\left)?\s*(?:\\\{|\\lbrace|\(|\[)[^$=]{0,30}?(?:-|−|\\pm|\\mp)|=\s*(?:\\pm|\\mp)"
    r"|(?:<|\\leq?(?![a-z])|\\leqslant)\s*0(?![.\d]))"
)
#: The sample variance s^2; s is the standard deviation.
_S: Final = r"(?<![A-Za-z\\'’])s(?![A-Za-z0-9'’])"
_S_DEVIATES: Final = regex(
    rf"(?:(?i:varian\w*|deviations?\b|\bsd\b|\bstd\b)|\bVar\b)[^.;!?]{{0,60}}?{_S}"
    rf"|{_S}[^.;!?]{{0,40}}?(?i:varian|deviation|\bsd\b|\bstd\b|\bVar\b)"
)


def topics_of_deviations(text: str) -> frozenset[str]:
    r"""What a document says of the letters that mostly stand for deviations.

    Examples:
        >>> signed("s") in topics_of_deviations(r"Let $s \in \{-1, 1\}$.")
        True
        >>> SPREAD in topics_of_deviations("The sample variance is $s^2 = 4$.")
        True
    """
    return frozenset(_topics(text))


def _topics(text: str) -> Iterator[str]:
    if _STATISTICS.search(text) is not None:
        yield SPREAD
    if _S_DEVIATES.search(text) is not None:
        yield S_DEVIATES
    for found in _SIGNED.finditer(text):
        yield signed(found["name"].lstrip("\\"))
