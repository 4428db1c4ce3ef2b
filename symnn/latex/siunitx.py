r"""Numbers and quantities as siunitx writes them: \num{1.5e3}, \SI{3}{\percent}, \ang{90}.

A number becomes its digits, with a power of ten; a unit becomes words behind it. What is no plain
number, such as a list or one with an uncertainty, is left as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_COMMAND: Final = regex(
    r"\\(?P<what>num|SI|qty|ang)(?:\[[^\[\]]{0,80}\])?\{(?P<number>[^{}]{1,60})\}"
    r"(?P<unit>\{(?P<name>[^{}]{0,60})\})?"
)
_NUMBER: Final = regex(
    r"(?P<digits>[+-]?(?:\d+(?:\.\d*)?|\.\d+))?(?:[eEdD](?P<exponent>[+-]?\d+))?"
)
#: What would make one number of it and what stands beside it, or take hold of its end alone.
_CLOSE_BEFORE: Final = regex(r"[\d./]\s*$")
_CLOSE_AFTER: Final = regex(r"\s*[\d.^!]")
_DEGREES: Final = frozenset({r"\degree", r"\degrees", r"\celsius"})


def plain_numbers(latex: str) -> Rewriting:
    r"""The formula with such numbers written out.

    >>> plain_numbers(r"\num{1.5e3}").text == r"1.5\cdot10^{3}"
    True
    """
    if not any(command in latex for command in ("\\num", "\\SI", "\\qty", "\\ang")):
        return Rewriting(latex)
    return rewrite(latex, _pieces(latex))


def _pieces(latex: str) -> Iterator[Piece]:
    for match in _COMMAND.finditer(latex):
        what, unit = match["what"], match["name"]
        number = _written(match["number"])
        if number is None or (what in ("SI", "qty")) != (unit is not None):
            continue
        tail = r"^\circ" if what == "ang" else "" if unit is None else _unit(unit)
        text = number + tail
        close = _CLOSE_BEFORE.search(latex[: match.start()]) or _CLOSE_AFTER.match(
            latex, match.end()
        )
        yield Piece(match.start(), match.end(), f"({text})" if close else text)


def _written(text: str) -> str | None:
    match = _NUMBER.fullmatch(text.replace(" ", "").replace("\\,", ""))
    if match is None or not (match["digits"] or match["exponent"]):
        return None
    if match["exponent"] is None:
        return match["digits"]
    power = f"10^{{{int(match['exponent'])}}}"
    return power if match["digits"] is None else rf"{match['digits']}\cdot{power}"


def _unit(name: str) -> str:
    r"""\percent is its sign, a degree its circle; other units are words."""
    bare = name.strip()
    if bare in (r"\percent", r"\%", "%"):
        return r"\%"
    if bare in _DEGREES:
        return r"^\circ" if bare != r"\celsius" else r"\,\text{degrees Celsius}"
    words = " ".join(re.findall(r"[A-Za-z]+", bare))
    return rf"\,\text{{{words}}}" if words else ""
