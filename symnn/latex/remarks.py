r"""Remarks beside a definition: `p = (0.5, 0.5)\ (\text{Bob})`, `\text{ReLU } r(x) = \max(0, x)`.

Words in brackets behind a value say whose it is, those before a function what it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

#: Behind a bracket or a digit, and a space of its own; a name there may be a function of it.
_REMARK: Final = regex(
    r"(?<=[)\]\d}])(?P<space>\\[ ,;:]|\\q?quad(?![A-Za-z])|~)\s{0,3}"
    r"\(\\(?:text|mbox|textit)\{(?P<words>[A-Za-z][A-Za-z ,.'-]{0,60})\}\)"
    r"(?=\s{0,3}(?:$|[,;.]|\\q?quad|\\\\|\\ ))"
)
#: 3a^3, -b^2, x*y.
_TERM: Final = (
    r"-?\s{0,3}(?:\d{1,4}(?:\.\d{1,4})?\s{0,3})?[A-Za-z](?:\^\d|\s{0,3}\*\s{0,3}[A-Za-z])?"
)
#: How many digits are printed, which the digits say themselves.
_COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DIGITS: Final = regex(
    r"\\(?:text|mbox)\{[ ,(]*(?:(?:rounded|correct|accurate|right|exact)[ ,]+)?(?:up )?to "
    rf"(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)}) ?"
    r"(?:decimals?(?: places?| digits?)?|d\.?p\.?|places|digits(?: after the (?:decimal )?point)?)"
    r"[ ).]*\}(?=\s{0,3}(?:$|[,;.]|\\q?quad|\\\\))"
)
#: (\text{all } w \text{ from the old values}): with letters between the words.
_ABOUT_LETTERS: Final = regex(
    r"(?P<space>\\[ ,;:]|\\q?quad(?![A-Za-z])|~)\s{0,3}\("
    r"(?P<inside>\\(?:text|mbox)\{[A-Za-z][A-Za-z ,.;'-]{0,60}\}"
    r"(?:\s{0,3}(?:\\[a-z]+|[A-Za-z])(?:_\w)?\s{0,3}"
    r"\\(?:text|mbox)\{[A-Za-z ,.;'-]{1,60}\}){1,3})\)"
    r"(?=\s{0,3}(?:$|[,;.]|\\q?quad|\\\\|\\ ))"
)
#: y = 3x^2 - b "elementwise", which such a sum of powers of lists is at any rate.
_ENTRYWISE: Final = regex(
    r"(?:^|[;,]|\\q?quad(?![A-Za-z]))(?:\s|\\[ ,;]){0,3}(?:[A-Za-z]|\\[a-z]+)\s{0,3}=\s{0,3}"
    rf"(?=[^=;,]{{1,80}}\\){_TERM}(?:\s{{0,3}}[-+]\s{{0,3}}{_TERM}){{0,4}}"
    r"(?P<words>\s{0,3}\\text\{[ ,]{0,2}\(?(?:element|entry|component)[- ]?wise\)? ?\})"
    r"(?=\s{0,3}(?:$|[,;.]|\\q?quad))"
)
#: "the tangent line of f at x = 1: y = 2x - 3", which says what the line is.
_TANGENT: Final = regex(
    r"^\s{0,3}\\text\{(?:[Tt]he )?(?:equation of the )?tangent(?: line)?(?: (?:of|to|at|in)"
    r"(?: the (?:graph|curve|function|point))?)?\s?\}"
    r"[^:{}]{1,40}(?:\\text\{\s?(?:at|in)(?: the point)?\s?\}[^:{}]{1,20})?(?P<words>:)"
    r"(?=(?:\s|\\[ ,;]|\\q?quad){0,3}[a-z]\s?=)"
)
#: A = \sigma_1 u_1 v_1^T + … "(SVD," \sigma_1 \ge \sigma_2 ")".
_DECOMPOSED: Final = regex(
    r"\s*(?:\\[ ,;:]|~)?\s*\\(?:text|mbox)\{\s*\(\s*(?:the |its |an? )?"
    r"(?:reduced |thin |compact |full )?"
    r"(?:SVD|[Ss]ingular value decomposition|[Ee]igen-?decomposition|[Ss]pectral decomposition)"
    r"(?:\s*\)\s*\}|\s*(?:,|;|with|where)?\s*(?:with |where )?\}(?P<order>[^{}=]{1,60})"
    r"\\(?:text|mbox)\{\s*\)\s*\})"
)
#: "0.74 or 74%": the number before once more.
_IN_PERCENT: Final = regex(
    r"(?<![\d.,])(?P<value>\d{1,3}(?:\.\d{1,6})?)(?P<words>(?:\s|\\[ ,;]){0,3},?"
    r"\\(?:text|mbox|mathrm)\{[ ,(]{0,3}(?:or|i\.e\.,?|that is,?)[ ]{0,3}(?:\})?(?:\s|\\[ ,;]){0,3}"
    r"(?P<percent>\d{1,5}(?:\.\d{1,6})?)(?:\s|\\[ ,;]){0,3}\\?%\s{0,3}\}?)"
    r"(?=\s{0,3}(?:$|[,;.]|\\q?quad|\\\\))"
)
#: P(\text{No}), P(x = \text{no} | y): a class, and no denial.
_CLASS: Final = regex(
    r"(?:(?<=[(=|,])|(?<=\\mid)|(?<=\\vert))(?P<space>(?:\s|\\[ ,;:!]){0,3})"
    r"\\(?:text|mbox|textrm|textit|textbf)\{\s{0,2}(?P<word>[Nn]o|NO)\s{0,2}\}"
    r"(?=(?:\s|\\[ ,;:!]){0,3}(?:[)|,\]]|\\(?:mid|vert|right|big|Big)))"
)
_TEXT: Final = regex(r"\\(?:text|mbox)\{([^{}]*)\}|\\(?=[a-z])")

#: C = -\sum_i y_i \log s_i "with" \sum_i y_i = 1: what holds of the y_i, and no case of C.
_NORMALISED: Final = regex(
    r"(?:^|[;,\s]|\\q?quad(?![A-Za-z]))(?:\\[A-Za-z]+|[A-Za-z])(?:_\w|_\{\w{1,6}\})?"
    r"(?:\([^()=]{1,30}\))?\s*:?=(?!\s*\\text)[^;=]{1,200}?(?<=[\w)}\]])"
    r"(?P<words>\s*(?:\\[ ,;]\s*)?,?\s*\\(?:text|mbox)\{[ ,]*(?:with|where|and)"
    r"(?: (?:the|all))?(?: (?:targets?|labels?|weights|probabilities))?(?: (?:that|which))? ?\}\s*)"
    r"(?=\\sum(?:\\limits)?_(?P<i>[a-z]|\{[a-z](?:=\d)?\})(?:\^(?:\w|\{\w{1,3}\}))?\s*"
    r"(?P<of>[a-zA-Z]|\\[a-z]+)_\{?[a-z]\}?\s*=\s*1(?![\d.]))"
)


def with_remarks(latex: str) -> Rewriting:
    r"""The formula with such remarks as words, which are no factor of the value.

    Before a sum of 1 beside a definition there is a comma then for words, as none restrict it.

    >>> with_remarks(r"x = (1, 2)\ (\text{input})").text == r"x = (1, 2)\ \text{ (input)}"
    True
    >>> with_remarks(r"C = -\sum_i y_i\log s_i \text{ with } \sum_i y_i = 1").text
    'C = -\\sum_i y_i\\log s_i,\\quad \\sum_i y_i = 1'
    """
    pieces: list[Piece] = []
    if "(\\text{" in latex or "(\\mbox{" in latex:
        pieces += _in_brackets(latex)
    if "SVD" in latex or "ecomposition" in latex:
        pieces += [
            Piece(m.start(), m.end(), rf",\quad {m['order']}" if m["order"] else "")
            for m in _DECOMPOSED.finditer(latex)
        ]
    if "{no" in latex.lower():
        pieces += [
            Piece(m.end("space"), m.end(), rf"\mathrm{{{m['word']}}}")
            for m in _CLASS.finditer(latex)
        ]
    if "wise" in latex:
        pieces += [Piece(*m.span("words"), "") for m in _ENTRYWISE.finditer(latex)]
    if "tangent" in latex and (tangent := _TANGENT.match(latex)) is not None:
        pieces.append(Piece(*tangent.span("words"), r"\text{ is }"))
    if "to" in latex:
        found = _DIGITS.finditer(latex)
        pieces += [Piece(m.start(), m.end(), "") for m in found if _is_so(latex, m["count"])]
    if "%" in latex:
        numbers = _IN_PERCENT.finditer(latex)
        pieces += [
            Piece(*m.span("words"), "") for m in numbers if _is_percent(m["value"], m["percent"])
        ]
    if r"\sum" in latex:
        pieces += [Piece(*m.span("words"), r",\quad ") for m in _NORMALISED.finditer(latex)]
    return rewrite(latex, sorted(pieces)) if pieces else Rewriting(latex)


def _in_brackets(latex: str) -> Iterator[Piece]:
    for m in _REMARK.finditer(latex):
        yield Piece(m.start(), m.end(), rf"{m['space']}\text{{ ({m['words']})}}")
    for m in _ABOUT_LETTERS.finditer(latex):
        words = _TEXT.sub(r"\1", m["inside"])
        yield Piece(m.start(), m.end(), rf"{m['space']}\text{{ ({words})}}")


def _is_percent(value: str, percent: str) -> bool:
    """Whether a number is a percentage as far as both are printed."""
    gap = abs(100 * Fraction(value) - Fraction(percent))
    return 2 * gap <= Fraction(1, 10 ** len(percent.partition(".")[2]))


def _is_so(latex: str, count: str) -> bool:
    """Whether a number with so many decimals stands in a formula."""
    digits = int(count) if count.isdigit() else _COUNTS.index(count) + 1
    return regex(rf"\d\.\d{{{digits}}}(?!\d)").search(latex) is not None


#: Functions that have names, and that are applied in words seldom; \text{log } p(x) is a logarithm.
_ACTIVATIONS: Final = frozenset(
    {"relu", "sigmoid", "logistic", "softplus", "swish", "silu", "gelu", "elu", "selu", "prelu"}
    | {"leakyrelu", "hardtanh", "softsign", "mish", "step", "heaviside", "tanh", "arctan"}
)
_END: Final = regex(r"\\q?quad(?![A-Za-z])|[;,]")
#: \text{ReLU } r(x) =, \text{ and the softplus } p(x) =: what a function is called, before it.
_LABEL: Final = regex(
    r"(?P<lead>^|[,;]|\\q?quad(?![A-Za-z])|\\ )\s{0,3}"
    r"\\(?:text|mbox|textrm|textit)\{(?P<and>\s{0,3}(?:and\s)?)\s{0,3}(?:the\s)?"
    r"(?!(?:if|when|for|with|without|not|no|under|where)\s)(?:[a-z]{2,12}\s)?"
    r"(?P<word>[A-Za-z]{2,10})(?:\s(?:function|activation|unit))?\s{1,3}\}\s{0,3}"
    r"(?P<name>[A-Za-z]|\\[A-Za-z]+)(?:_(?:\w|\{\w{1,8}\}))?\s?\([a-z](?:,\s?[a-z]){0,2}\)\s?="
)


#: "the condition number is ≈ 2508": the sign says "about".
_IS_ABOUT: Final = regex(
    r"(?<=\s)(?P<is>is\s?\}\s{0,3}\\approx(?![A-Za-z])(?:\s|\\,){0,2})(?=[-\d])"
)
#: "every matrix R_\gamma is orthogonal" is said of it for all values of the letter in it.
_EVERY: Final = regex(
    r"^\s{0,3}\\(?:text|mbox)\{(?P<words>\s{0,3}(?:[Ee]very|[Ee]ach|[Aa]ny)(?:\s[a-z]{2,12})?)\s?\}"
    r"\s{0,3}[A-Za-z]_\{?(?P<letter>\\[a-z]+|[a-z])\}?\s{0,3}"
    r"\\(?:text|mbox)\{\s{0,3}is\s[a-z ]+\}(?P<end>)[\s.]*$"
)


def with_labels(latex: str, is_new: Callable[[str], bool]) -> Rewriting:
    r"""The formula without the names of well-known functions before the letters they are given.

    Args:
        latex: the formula.
        is_new: whether nothing was said of a letter; else \text{ReLU } f(x) may be ReLU of f(x).

    >>> with_labels(r"\text{ReLU } r(x) = \max(0, x)", lambda letter: True).text
    '\\text{ } r(x) = \\max(0, x)'
    """
    pieces = []
    if (one := _EVERY.match(latex)) is not None:
        behind = rf"\text{{ for all }} {one['letter']}"
        pieces = [Piece(*one.span("words"), " "), Piece(*one.span("end"), behind)]
    pieces += [Piece(*one.span("is"), "is about }") for one in _IS_ABOUT.finditer(latex)]
    for found in _LABEL.finditer(latex):
        letter = found["name"].removeprefix("\\")
        before = latex[: found.start("name")]
        called = regex(rf"(?<![A-Za-z]){letter}\s?\(").search
        if found["word"].lower() not in _ACTIVATIONS or not is_new(letter) or called(before):
            continue
        if called(_END.split(latex[found.end() :], maxsplit=1)[0]):
            continue  # it is said of the function at what the letter gives
        start = latex.index("{", found.end("lead")) + 1
        end = latex.index("}", start)
        pieces.append(Piece(start, end, found["and"] or " "))
    return rewrite(latex, pieces)
