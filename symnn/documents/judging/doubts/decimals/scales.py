r"""A figure with a unit behind its formula: ``$8192^2 / 8 = 8.39$ MB`` counts millions of bytes.

The number was divided by what the prefix of the unit says, or by the word "million".
"""

from __future__ import annotations

import re
from typing import Final

from flint import fmpq

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar

SCALED: Final = "it holds in the unit behind it"

_PREFIXES: Final = {"k": 1, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}
_SMALL: Final = {"m": 1, "µ": 2, "μ": 2, "u": 2, "n": 3, "p": 4}
_WORDS: Final = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "thousandths": -3, "percent": -2, "per cent": -2, "%": -2, "万": 4, "亿": 8,
}  # fmt: skip
_UNIT: Final = (
    r"(?:i?(?:B|b|bits?|bytes?|bps)|B/s|Hz|W|Wh|J|V|A|g|m|s|FLOPs?|FLOPS|OPS|OPs|MACs?|params?"
    r"|parameters|tokens|pixels)"
)
_BEHIND: Final = regex(
    rf"[\s~,\\*_]*(?:(?P<prefix>[kKMGTPE]){_UNIT}?(?![A-Za-z])|(?P<small>[mµμunp])(?:s|m|g|V|A|W|J)"
    r"(?![A-Za-z])|(?P<word>thousandths|(?:thousand|million|billion|trillion)(?=s?\b)|per ?cent"
    r"|\\?%|万|亿))"
)


def holds_in_unit(place: Place, sides: tuple[Side, Side], link: tree.Link) -> bool:
    """Whether the last relation of a formula holds in the unit that stands right behind it.

    Args:
        place: where it stands.
        sides: its sides, the right one as printed.
        link: the relation.
    """
    if place.latex[link.operand.span.end :].strip(" \n.,;{}\\"):
        return False
    found = _BEHIND.match(place.formula.after)
    if found is None:
        return False
    left, node = sides[0].value, sides[1].node
    if not isinstance(left, Scalar) or not isinstance(node, tree.Number):
        return False
    try:
        value = exact_value(lower(left.expr))
    except SymnnError:
        return False
    printed = fmpq(node.value.numerator, node.value.denominator)
    half = fmpq(1, 2 * 10 ** (node.decimals or 0))
    if link.relation in ("≈", "~") and not node.decimals and node.value:  # about 1000 of 万
        half *= 10 ** (len(node.text) - len(node.text.rstrip("0")))
    gaps = (abs(value / scale - printed) - half for scale in _scales(found))
    return any(gap.sign() <= 0 for gap in gaps)


def _scales(found: re.Match[str]) -> tuple[fmpq, ...]:
    """What a number is divided by; bytes are counted in powers of 1000 and of 1024."""
    if (prefix := found["prefix"]) is not None:
        power = _PREFIXES[prefix]
        return fmpq(1000) ** power, fmpq(1024) ** power
    if (small := found["small"]) is not None:
        return (fmpq(1, 1000 ** _SMALL[small]),)
    word = found["word"].lstrip("\\").replace("percent", "per cent")
    return (fmpq(10) ** _WORDS[word],)
