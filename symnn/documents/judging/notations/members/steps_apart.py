r"""Steps that would be taken for something else: iterates beside entries, steps of layers.

\mathbf{x}_{k+1} = \mathbf{x}_k - \alpha\nabla F(\mathbf{x}_k) counts steps below a letter in bold,
and F(\mathbf{x}) = x_1^2 + 25x_2^2 its entries below the bare one: the steps are read above, in
brackets. And where layers are counted above, a^2(t+1) = \max(0, W^2 a^2(t)) is the state of the
second layer at a step, which is read as a letter of its own with the step below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.regions import Formula
from symnn.latex.rewriting import Piece

_LETTER: Final = r"(?:[A-Za-z]|\\(?:theta|beta|mu|xi|omega|phi|lambda|delta|alpha))(?![A-Za-z])"
_BELOW: Final = r"_\s*(?:(?P<bare>[A-Za-z0-9])|\{(?P<braced>[^{}]{1,8})\})"
_TYPED: Final = regex(
    r"(?P<typed>\\(?:mathbf|boldsymbol|bm|pmb|vec)(?![A-Za-z])\s*(?:\{\s*)?"
    rf"(?P<letter>{_LETTER})\s*\}}?)(?P<below>\s*{_BELOW})?(?P<above>\s*\^\s*\{{?\s*\()?"
)
_ENTRY: Final = regex(rf"(?<![A-Za-z\\])(?P<letter>{_LETTER})\s*_\s*\{{?\s*\d\s*\}}?")
#: x_1 = (0.5, 0.5) is no entry.
_ARRAY: Final = regex(
    rf"(?<![A-Za-z\\])(?P<letter>{_LETTER})\s*_\s*\{{?\s*\w\s*\}}?\s*&?=\s*"
    r"(?:\\left|\\[bB]igg?l?)?\s*(?:\(|\[|\\begin)"
)
_STEP: Final = regex(r"\s*(?:(?P<letter>[kntijms])\s*(?:[+-]\s*1)?|\d{1,3})\s*")
_NEXT: Final = regex(r"\s*[kntijms]\s*\+\s*1\s*")

_NAMED: Final = (
    rf"(?P<name>(?:\\(?:mathbf|boldsymbol|bm|pmb|vec)(?![A-Za-z])\s*(?:\{{\s*)?)?"
    rf"(?<![A-Za-z])(?P<letter>{_LETTER})\s*\}}?)"
)
_ABOVE: Final = r"(?:\s*\^\s*(?:(?P<layer>\d)|\{\s*\(?\s*(?P<braced>\d)\s*\)?\s*\}))?"
_AT: Final = r"\s*(?:\\left)?\(\s*(?P<step>[ntk]\s*(?:[+-]\s*1)?|\d{1,3})\s*(?:\\right)?\)"
_AT_STEP: Final = regex(_NAMED + _ABOVE + _AT)
_RULE: Final = regex(_NAMED + _ABOVE + r"\s*\(\s*[ntk]\s*\+\s*1\s*\)\s*&?=(?P<right>[^=]{1,300})")
_INDEXED: Final = regex(rf"(?<![A-Za-z])(?P<letter>{_LETTER})\s*\}}?\s*_")
#: Over the letters of the layers, so that each is one of its own.
_ACCENTS: Final[Mapping[str, str]] = {
    "": "", "1": "acute", "2": "breve", "3": "check", "4": "grave", "5": "dot",
}  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class StepsApart:
    """The letters with steps below in bold, and those of layers."""

    iterates: frozenset[str]
    layered: frozenset[tuple[str, str]]

    def pieces(self, text: str) -> list[Piece]:
        """These steps in a place of their own."""
        return sorted([*self._above(text), *self._below(text)])

    def _above(self, text: str) -> Iterator[Piece]:
        for found in _TYPED.finditer(text) if self.iterates else ():
            if found["letter"] in self.iterates and found["below"]:
                step = (found["bare"] or found["braced"]).strip()
                if text[found.end() :].lstrip().startswith("^"):  # x_k^T: of the whole of x_k
                    yield Piece(*found.span(), f"{{{found['typed']}^{{({step})}}}}")
                else:
                    yield Piece(*found.span("below"), f"^{{({step})}}")

    def _below(self, text: str) -> Iterator[Piece]:
        for found in _AT_STEP.finditer(text) if self.layered else ():
            layer = found["layer"] or found["braced"] or ""
            if (found["letter"], layer) in self.layered:
                accent = _ACCENTS[layer]
                name = rf"\{accent}{{{found['name']}}}" if accent else found["name"]
                yield Piece(*found.span(), f"{name}_{{{found['step']}}}")


def steps_apart(formulas: Iterable[Formula]) -> StepsApart | None:
    """What a document counts in such a way; None for nothing."""
    texts = [formula.latex for formula in formulas]
    iterates, layered = frozenset(_iterates(texts)), frozenset(_layered(texts))
    return StepsApart(iterates, layered) if iterates or layered else None


def _iterates(texts: list[str]) -> Iterator[str]:
    """The letters in bold with steps below that are bare with an entry below."""
    steps: dict[str, set[str]] = {}
    taken = set[str]()
    for text in texts:
        for found in _TYPED.finditer(text):
            if found["above"]:
                taken.add(found["letter"])
            elif found["below"]:
                steps.setdefault(found["letter"], set()).add(found["bare"] or found["braced"])
    if not steps:
        return
    bare = [_TYPED.sub(" ", text) for text in texts]
    entries = {found["letter"] for text in bare for found in _ENTRY.finditer(text)}
    arrays = {found["letter"] for text in bare for found in _ARRAY.finditer(text)}
    for letter in (steps.keys() & entries) - arrays - taken:
        read = [_STEP.fullmatch(step) for step in steps[letter]]
        counters = {step["letter"] for step in read if step is not None} - {None}
        if None not in read and len(counters) == 1 and any(map(_NEXT.fullmatch, steps[letter])):
            yield letter


def _layered(texts: list[str]) -> Iterator[tuple[str, str]]:
    """The letters with a rule for the next step, and the number of the layer above them.

    A letter with a rule of its own beside such a layer has its steps below as well.
    """
    rules = set[tuple[str, str]]()
    for text in texts:
        for found in _RULE.finditer(text):
            layer = found["layer"] or found["braced"] or ""
            again = [
                (a["letter"], a["layer"] or a["braced"] or "")
                for a in _AT_STEP.finditer(found["right"])
            ]
            if (found["letter"], layer) in again:
                rules.add((found["letter"], layer))
    above = {letter for letter, layer in rules if layer}
    indexed = {f["letter"] for text in texts for f in _INDEXED.finditer(text)} if above else above
    for letter, layer in rules:
        if letter in above - indexed and layer in _ACCENTS:
            yield letter, layer
