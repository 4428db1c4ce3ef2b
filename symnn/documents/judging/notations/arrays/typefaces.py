r"""Letters in bold and the same letters not in bold: one thing or two.

Most authors set a vector in bold where it is introduced and forget it later, so a letter is the
same in every type. But `x = 3` beside `\mathbf{x} \in \mathbb{R}^3` are two things. A letter that
is a number where it is bare, or a formula in such letters, is another one in bold; what is bold is
then read with an arrow. And an arrow is read as bold where the letter alone, or one arrow of
several, does not occur.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.regions import Formula
from symnn.latex.rewriting import Piece

_LETTER: Final = r"(?P<letter>[A-Za-z]|\\[a-z]+)"
_BELOW: Final = r"(?P<below>_(?:[A-Za-z0-9]|\{[A-Za-z0-9, ]{1,8}\}))?"
_BARE: Final = regex(rf"(?<![A-Za-z\\{{])\{{?(?P<letter>[A-Za-z]|\\[a-z]+)(?![A-Za-z]){_BELOW}")
_TYPED: Final = (
    r"\\(?P<type>mathbf|boldsymbol|bm|pmb|textbf|vec)(?![A-Za-z])\s*"
    rf"(?P<brace>\{{)?\s*{_LETTER}(?(brace)\s*\}}){_BELOW}"
)
_MARKED: Final = regex(_TYPED)
_BEGIN: Final = r"(?:^|[,;&:]|\\\\|\\q?quad|\\[ ,;])\s*"
_RIGHT: Final = (
    r"\s*&?\s*(?::=|\\equiv|=)\s*(?P<right>[^=,;&]{1,80}?)"
    r"\s*(?=$|[=,;:&.]|\\\\|\\q?quad|\\text)"
)
_GIVEN: Final = regex(rf"{_BEGIN}(?P<letter>[A-Za-z]|\\[a-z]+)(?![A-Za-z]){_BELOW}{_RIGHT}")
_BOLD_GIVEN: Final = regex(rf"{_BEGIN}{_TYPED}{_RIGHT}")
_NUMBER: Final = regex(r"-?\d*\.?\d+(?:/\d+)?|-?\\[dt]?frac\{?\d+\}?\{?\d+\}?")
#: What no number is made of: arrays, lists, transposes, capitals, functions at vectors.
_OF_ARRAYS: Final = regex(
    r"\\(?:mathbf|boldsymbol|bm|pmb|textbf|vec|top|intercal|begin|mathrm|text|nabla|operatorname)"
    r"(?![A-Za-z])|\[|\^\{?T|[A-Z]|\(.*,"
)
_IN: Final = regex(r"(?<![A-Za-z\\])(?:[a-z]|\\[a-z]+)(?![A-Za-z])")
_SIGNS: Final = frozenset(
    {r"\cdot", r"\frac", r"\dfrac", r"\tfrac", r"\times", r"\sqrt", r"\exp", r"\log", r"\ln"}
    | {r"\left", r"\right", r"\tanh", r"\quad", r"\pi", "e"}
)


@final
@dataclass(frozen=True, slots=True)
class Typefaces:
    """The letters that are another thing in bold, and those whose arrow is as bold."""

    apart: frozenset[str]
    arrows: frozenset[str]
    both: frozenset[str] = frozenset()

    def pieces(self, text: str) -> Iterator[Piece]:
        r"""`\vec` for the one kind, and `\mathbf` for the other.

        Where a letter stands under an arrow as well, it is underlined.
        """
        for found in _MARKED.finditer(text):
            arrow = found["type"] == "vec"
            if found["letter"] in (self.arrows if arrow else self.apart):
                mark = "underline" if found["letter"] in self.both else "vec"
                yield Piece(*found.span("type"), "mathbf" if arrow else mark)


def typefaces_of(formulas: Iterable[Formula]) -> Typefaces | None:
    """What a document says about letters in bold; None if all of them may be as they stand."""
    texts = [formula.latex for formula in formulas]
    marked = {"vec": set[str](), "bold": set[str]()}
    for text in texts:
        for found in _MARKED.finditer(text):
            kind = "vec" if found["type"] == "vec" else "bold"
            marked[kind].add(found["letter"] + (found["below"] or ""))
    bold = {name.partition("_")[0] for name in marked["bold"]}
    apart = _numbers(texts, marked["bold"], bold) if bold else frozenset()
    apart -= _with_entries(texts) if apart else frozenset()
    arrows = frozenset(_arrows(texts, marked["vec"], bold))
    under = {name.partition("_")[0] for name in marked["vec"]}
    return Typefaces(apart, arrows, apart & under) if apart or arrows else None


def _arrows(texts: list[str], arrows: set[str], bold: set[str]) -> Iterator[str]:
    """The letters that stand under an arrow, and neither alone nor in bold."""
    alone = {
        found["letter"]
        for text in (texts if arrows else ())
        for found in _BARE.finditer(_MARKED.sub(" ", text))
        if not found["below"]
    }
    several = {name.partition("_")[0] for name in arrows if "_" in name}
    yield from (n for n in arrows if "_" not in n and n not in alone | bold | several)


def _with_entries(texts: list[str]) -> frozenset[str]:
    """The letters that stand bare with a letter below: the z_i of a vector z in bold."""
    return frozenset(
        found["letter"]
        for text in texts
        for found in _BARE.finditer(_MARKED.sub(" ", text))
        if found["below"] and found["below"].strip("_{ ")[:1].isalpha()
    )


def _numbers(texts: list[str], marked: set[str], bold: set[str]) -> frozenset[str]:
    """The letters that are numbers where they are bare, and stand in bold as well."""
    given = [
        (found["letter"], found["below"] or "", found["right"])
        for text in texts
        for found in _GIVEN.finditer(text)
    ]
    whole = {name for name, right in _told_of_bold(texts) if _NUMBER.fullmatch(right)}
    apart: set[str] = set()
    more = True
    while more:
        held = len(apart)
        for letter, below, right in given:
            if letter + below in marked and letter not in whole:
                inside = set(_IN.findall(right)) - _SIGNS
                array = _OF_ARRAYS.search(right) or right.count("(") != right.count(")")
                plain = not (array or inside & (bold - apart))
                if _NUMBER.fullmatch(right) or plain:
                    apart.add(letter)
        more = len(apart) > held
    return frozenset(apart)


def _told_of_bold(texts: list[str]) -> Iterator[tuple[str, str]]:
    r"""What letters in bold are said to be: \mathbf{b} = 0.5 is a number after all."""
    for text in texts:
        for found in _BOLD_GIVEN.finditer(text):
            if found["type"] != "vec":
                yield found["letter"], found["right"]
