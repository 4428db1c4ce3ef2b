"""Ways of writing a number that look like something else: 1,5 and 0.(3) and 2½."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree

FUNCTION_E: Final = "an e before brackets may be a function, and not Euler's number"
_GIVES_E: Final = regex(r"(?<![A-Za-z\\])e\s?\(\s?\\?[A-Za-z]+\s?\)\s*=")
_COMMA_BEFORE = regex(r"\d(?:,|\{,\})$")
_MORE_AFTER = regex(r",\d|\.?\s*(?:\\overline|\\bar|\\dot)(?![A-Za-z])|\.?\s*\\[lc]?dots")
_DOT_BEFORE = regex(r"(?<!\\left)\.\s*$")
#: Not the full stop at the end of a row, or of a display with its label.
_DOT_AFTER = regex(
    r"\s*\.\s*(?!&|\\(?:\\|\]|\)|(?:end|tag|label|qquad|quad|notag|nonumber)(?![A-Za-z])))[^\s$.]"
)
_RATIO_AFTER = regex(r"\s*:\s*\d")
_RATIO_BEFORE = regex(r"\d\s*:\s*$")
_ARROW_BEFORE = regex(r"(?:\\(?:to|rightarrow|longrightarrow|mapsto)|→|↦)\s*$")
_POWER_OF_TEN = regex(r"(?<![\\A-Za-z\d.])[\d.]+[eE][-+−]?\d+(?![\d^_{A-Za-z])")
_ESCAPED: Final = regex(r"\\[{}\\]")
#: \sqrt 36 is √3 · 6 as it is set.
_LONG_ROOT: Final = regex(r"\\sqrt\s*\d\d")
_DIGIT: Final = "0123456789"


def spelling_doubt(latex: str, left: tree.Node, link: tree.Link) -> str | None:
    """Why a number in a relation may have been read wrongly; None if there is no doubt."""
    start, end = left.span.start, link.operand.span.end
    if start and latex[start : start + 1] in _DIGIT and _COMMA_BEFORE.search(latex[:start]):
        return "the comma before it may be a decimal comma"
    if _MORE_AFTER.match(latex, end) and latex[end - 1 : end] in (*_DIGIT, "."):
        return "the number before the next sign may go on: a decimal comma, or repeating digits"
    if _DOT_BEFORE.search(latex[:start]) or _DOT_AFTER.match(latex, end):
        return "the dot beside it may be a product sign"
    in_words = "\\text" in latex or "\\mbox" in latex  # whose claims begin and end in braces
    damage = _damage(latex[start:end], latex[start : link.relation_span.start])
    if damage is not None and not in_words:
        return damage
    if _RATIO_AFTER.match(latex, end) or _RATIO_BEFORE.search(latex[:start]):
        return "the colon beside it may make a ratio or a score"
    if _ARROW_BEFORE.search(latex[:start]):
        return "behind an arrow, it may be said of what stands before the arrow as well"
    if _POWER_OF_TEN.search(latex, start, end):
        return "an e between digits may be Euler's number or stand for a power of ten"
    if any(_is_mixed(n) for side in (left, link.operand) for n in tree.walk(side)):
        return "a whole number before a fraction may be a mixed number or a product"
    if any(_is_of_own_kind(n) for n in _parts(left, link)):
        return "the sign may mean another thing: a multiple factorial, the length of an element e"
    if any(_is_bare_square(n) for side in (left, link.operand) for n in tree.walk(side)):
        return "a sign after a product sign, before a power: the power may be meant to take it in"
    if _calls_e(left, link):
        return FUNCTION_E
    return None


def gives_function_e(text: str, left: tree.Node, link: tree.Link) -> bool:
    r"""Whether a document has a formula for e(m), and a relation speaks of it.

    >>> gives_function_e("$e(m) = e^{-m}$", tree.Name("x"), tree.Link("<", tree.Name("y")))
    False
    """
    return _calls_e(left, link) and _GIVES_E.search(text) is not None


def _calls_e(left: tree.Node, link: tree.Link) -> bool:
    return any(isinstance(n, tree.Call) and tree.key(n.head) == "e" for n in _parts(left, link))


def _damage(written: str, left: str) -> str | None:
    """What TeX makes of a relation, though nobody means it; a left side that leaves its braces."""
    bare = _ESCAPED.sub("", left)
    if bare.count("{") != bare.count("}"):
        return "it reaches out of the braces of a command"
    if _LONG_ROOT.search(written):
        return "the root may be meant of the whole number behind it"
    return None


def _is_bare_square(node: tree.Node) -> bool:
    """6 × -0.4^2, where (-0.4)^2 may be meant."""
    later = node.factors[1:] if isinstance(node, tree.Product) else ()
    return any(isinstance(f, tree.Neg) and isinstance(f.operand, tree.Power) for f in later)


def _is_mixed(node: tree.Node) -> bool:
    """2½: an integer with a proper fraction of integers right behind it, also in percent."""
    if not isinstance(node, tree.Product):
        return False
    bare = [f.operand if isinstance(f, tree.Percent) else f for f in node.factors]
    pairs = zip(node.factors, node.operators, bare[1:], strict=False)
    return any(_is_integer(a) and not op and _is_proper(b) for a, op, b in pairs)


def _is_of_own_kind(node: tree.Node) -> bool:
    """9!^{(3)} = 9 · 6 · 3, and |e| where nobody would take Euler's number between bars."""
    if isinstance(node, tree.Power) and isinstance(node.base, tree.Factorial):
        return isinstance(node.exponent, tree.Group) and node.exponent.fence == "()"
    return isinstance(node, tree.Abs) and tree.key(node.operand) == "e"


def _is_proper(node: tree.Node) -> bool:
    if not isinstance(node, tree.Quotient) or node.style != "frac":
        return False
    top, bottom = node.numerator, node.denominator
    whole = isinstance(top, tree.Number) and isinstance(bottom, tree.Number)
    return whole and _is_integer(top) and _is_integer(bottom)


def _is_integer(node: tree.Node) -> bool:
    return isinstance(node, tree.Number) and not node.decimals and node.value.denominator == 1


def _parts(left: tree.Node, link: tree.Link) -> list[tree.Node]:
    return [part for side in (left, link.operand) for part in tree.walk(side)]
