"""What opens and closes mathematics and code in a Markdown text; every function is linear."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, NamedTuple

from symnn.deferred import regex

#: Environments that hold mathematics when they stand outside of dollars.
MATH_ENVIRONMENTS: Final = frozenset(
    name + star
    for name in (
        *("align", "alignat", "aligned", "alignedat", "array", "bmatrix", "Bmatrix", "cases"),
        *("displaymath", "dmath", "eqnarray", "equation", "flalign", "gather", "gathered"),
        *("math", "matrix", "multline", "pmatrix", "smallmatrix", "split", "vmatrix", "Vmatrix"),
    )
    for star in ("", "*")
)

#: Environments whose content is no text at all.
VERBATIM_ENVIRONMENTS: Final = frozenset(
    ("verbatim", "verbatim*", "lstlisting", "minted", "comment", "tikzpicture", "tikzcd")
)

#: HTML elements whose content is no text at all.
RAW_ELEMENTS: Final = frozenset(("pre", "script", "style", "textarea"))

ENVIRONMENT: Final = regex(r"\\(begin|end)\{([A-Za-z]+\*?)\}")

_RUN = regex(r"`+")
_WORDS_IN_BRACES = regex(r"\\(?:text|mbox|mathrm|operatorname|text(?:bf|it|rm))\s*\{[^{}]*\}")
_TWO_WORDS = regex(r"(?<![\\A-Za-z{])[A-Za-z]{3,},? [A-Za-z]{2,}(?![A-Za-z{])")
_FOUR_WORDS = regex(r"(?<![\\A-Za-z{])[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){3}(?![A-Za-z{])")
_MARKS_OF_MATHEMATICS = frozenset("\\_^=<>")


class CodeSpan(NamedTuple):
    """Inline code: its content lies in [inner_start, inner_end), its backticks around it."""

    start: int
    inner_start: int
    inner_end: int
    end: int


def code_spans(text: str) -> list[CodeSpan]:
    """The inline code of a paragraph: a run of backticks up to the next run of its length.

    >>> code_spans("a `b` c") == [CodeSpan(2, 3, 4, 5)]
    True
    """
    runs = [(run.start(), run.end()) for run in _RUN.finditer(text)]
    by_length: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        by_length.setdefault(end - start, []).append(index)
    spans: list[CodeSpan] = []
    index = 0
    while index < len(runs):
        start, end = runs[index]
        start += _is_escaped(text, start)
        same = by_length.get(end - start, [])
        later = bisect_right(same, index)
        if start < end and later < len(same):
            index = same[later]
            spans.append(CodeSpan(start, end, *runs[index]))
        index += 1
    return spans


def _is_escaped(text: str, position: int) -> bool:
    before = position
    while before and text[before - 1] == "\\":
        before -= 1
    return (position - before) % 2 == 1


def looks_like_prose(text: str) -> bool:
    r"""Two words in a row outside of `\text{…}` are prose, not mathematics.

    >>> looks_like_prose("where the matrix is W"), looks_like_prose("y = \\text{the loss} x")
    (True, False)
    """
    return _TWO_WORDS.search(_WORDS_IN_BRACES.sub("", text)) is not None


def dollars_enclose(text: str, opening: int, closing: int) -> bool:
    """Whether two single dollars, with none between them, hold mathematics.

    Pandoc's rule: no space after the first, no space before the second, no digit after it. A
    sentence between two amounts of money is no mathematics even so, and mathematics padded with
    spaces is taken if it cannot be such a sentence.

    >>> dollars_enclose("$x$", 0, 2), dollars_enclose("$5 and $10", 0, 7)
    (True, False)
    >>> dollars_enclose("$ x = 1 $", 0, 8)
    True
    """
    inner = text[opening + 1 : closing]
    if not inner.strip() or text[closing + 1 : closing + 2].isdigit():
        return False
    left, right = inner[0].isspace(), inner[-1].isspace()
    if not left and not right:
        return not _is_sentence(inner)
    if left != right and inner.lstrip()[0].isdigit():
        return False
    marked = not _MARKS_OF_MATHEMATICS.isdisjoint(inner)
    return (marked and not looks_like_prose(inner)) or (left and right and _is_name(inner))


def _is_sentence(inner: str) -> bool:
    prose = _WORDS_IN_BRACES.sub("", inner)
    if inner[0].isdigit() and _TWO_WORDS.search(prose):
        return True
    return _FOUR_WORDS.search(prose) is not None


def _is_name(inner: str) -> bool:
    name = inner.strip()
    return len(name) == 1 and name.isalpha()
