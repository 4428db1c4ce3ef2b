r"""Numbers as they are printed: 1{,}000.50, 1e-5, 0.1\overline{6}."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.latex.nodes import Number, Span

_SCIENTIFIC: Final = regex(r"[eE]([-+−]?\d+)$")
_MARK: Final = regex(r"\\(?:overline|bar|dot)")


def number(text: str, span: Span) -> Number:
    """The exact value and the decimals of a literal.

    >>> number("1{,}000.50", Span(0, 10)).value == 1000 + Fraction(1, 2)
    True
    """
    if "\\" in text.replace("\\,", ""):
        return Number(text, _repeating(text), span=span)
    plain = text.replace("\\,", "")
    if "{,}" in plain:
        head, *rest = plain.split("{,}")
        grouped = head != "0" and all(len(part.split(".")[0]) == 3 for part in rest)
        plain = plain.replace("{,}", "" if grouped else ".")
    plain = plain.replace(",", "").replace("−", "-")
    found = _SCIENTIFIC.search(plain)
    exponent = int(found[1][:6]) if found else 0
    mantissa = plain[: found.start()] if found else plain
    places = len(mantissa.partition(".")[2]) - exponent
    value = Fraction(mantissa) * Fraction(10) ** exponent if abs(exponent) <= 400 else None
    if value is None:
        raise OverflowError
    return Number(text, value, places if places > 0 else None, span=span)


def _repeating(text: str) -> Fraction:
    r"""The value of digits of which the marked ones repeat.

    >>> _repeating(r"0.1\overline{6}") == Fraction(1, 6)
    True
    """
    whole, _, after = text.partition(".")
    fixed, *marked = _MARK.split(after)
    period = "".join(digit for part in marked for digit in part if digit.isdigit())
    fixed = fixed.strip()
    head = Fraction(int(whole + fixed), 10 ** len(fixed))
    return head + Fraction(int(period), (10 ** len(period) - 1) * 10 ** len(fixed))
