r"""Parameters of a network whose weights and biases the text declares with their shapes.

W_1 ∈ R^{m×d}, b_1 ∈ R^m, W_2 ∈ R^{1×m}, b_2 ∈ R have md + m + m + 1 numbers together. What is no
weight and no bias by its letter has to be what the layers work on; an array of any other letter,
several arrays of one name, or words on copies leave open how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.architectures.claims import compared, expression_of, worst
from symnn.documents.judging.architectures.numbers import as_written, expression, plain_text
from symnn.documents.judging.open_arrays.sizes import ONE, Size, UnreadError, letter, number
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.nets.free_weights import ALIKE, CHANGED
from symnn.documents.phrases.nets.learning import says_fewer, says_less
from symnn.documents.source import says

_WEIGHTS: Final = frozenset({"W", "U", "V", "w", "v", "Omega", "omega", "Theta", "theta"})
_BIASES: Final = frozenset({"b", "beta", "c"})
_EMBEDDINGS: Final = frozenset({"E", "C"})
_VALUES: Final = frozenset({
    "x", "X", "h", "H", "z", "Z", "a", "A", "y", "Y", "o", "O", "s", "S", "t", "T", "emb", "logits",
    "hat y", "p", "P", "n", "N",
})  # fmt: skip
_EMBEDDED: Final = regex(r"(?i)embed|character|vocabular|\bwords\b|tokens|look-?up")
#: There are more copies of what is declared, or fewer.
_COPIES: Final = regex(
    r"(?i)\b(?:each|every|per|own|gates?|heads?|copies|experts?|(?<!\\)times|twice|blocks)\b"
    r"|\\(?:l|c|v)?dots\b|for (?:all|every) |\b(?:lstm|gru|attention|queries|keys)\b"
)
_HEADING: Final = regex(r"(?m)^#.*$")
_MEMBERS: Final = regex(
    r"(?P<names>(?:NAME\s*,(?:\s|\\[,;: ])*)*NAME)\s*(?:\\in(?![a-z])|∈)\s*"
    r"(?:\\mathbb\s*\{?\s*R\s*\}?|\\R(?![a-z])|ℝ)"
    r"(?:\s*\^\s*(?:\{(?P<space>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|(?P<side>\w|\\times)))?".replace(
        "NAME",
        r"(?:\\(?:mathbf|boldsymbol|bm|vec|mathrm)\s*)?\{?\s*\\?[A-Za-z]+\s*\}?"
        r"(?:\s*(?:\^|_)\s*(?:\{[^{}]{1,12}\}|\w))*",
    )
)
_IN_FORMULA: Final = regex(r"[-+=*/(\[·^_]\s*$|\\(?:cdot|times|odot)\s*$")
_FONT: Final = regex(r"\\(?:mathbf|boldsymbol|bm|vec|mathrm)(?![a-z])|[{}\s\\]")
_KIND: Final = (
    r"(?:(?:trainable|learnable|free|adjustable|total|different) )*"
    r"(?P<what>parameters|weights and biases|weights|biases)(?: in total| altogether| in all)?"
)
_NUMBER: Final = regex(
    rf"(?:the )?(?:total )?(?:number of|#|\\#) ?{_KIND}(?: of the (?:network|net|model|mlp))?"
    r" ?(?:is|equals|=|:) ?=? ?(?P<n>(?:(?![a-z]{3})[^:])*)"
)
_HAS: Final = regex(
    r"(?:the|this|our) (?:whole |entire |full |two-layer |three-layer )*(?:network|net|model|mlp)"
    rf" (?:has|have|contains) (?P<n>\S.*?) {_KIND}"
)
_ALONE: Final = regex(rf"(?P<n>(?:(?![a-z]{{3}})[^:])*) {_KIND}")
_SETTINGS: Final = regex(
    r"(?:(?:for|with|at|if) )?(?P<set>(?:[A-Za-z](?:_\w+)?=)+\d+"
    r"(?:(?:,| and|, and) ?(?:[A-Za-z](?:_\w+)?=)+\d+)*)"
    r"(?: ?: ?|,? (?:we (?:have|get) )?(?=the |there ))(?P<rest>.+)"
)


class _Array(NamedTuple):
    """A declared array: its name, its letter, and how many numbers it has."""

    name: str
    base: str
    size: Size


def judge_declared(place: Place) -> Judgement | None:
    """What is found about the number of all declared weights and biases; None for other formulas.

    Raises:
        UnreadError: how many there are is not certain.
    """
    text = re.sub(r"\\#", "#", plain_text(place.latex)).strip(" .,;")
    settings, text = _settings(text)
    match = _NUMBER.fullmatch(text) or _HAS.fullmatch(text)
    if match is None and settings:  # without them it is not said of what there are so many
        match = _ALONE.fullmatch(text)
    if match is None or not match["n"].strip(" ="):
        return None
    before = place.state.source.text[: place.formula.outer_start]
    own = before[max((m.end() for m in _HEADING.finditer(before)), default=0) :]
    told = own if _MEMBERS.search(own) else before
    _refuse_more(told)
    arrays = list(_arrays(told))
    if not _in_formulas(told) <= {array.name for array in arrays}:
        raise UnreadError("the shape of a weight or a bias is not said")
    weights = _sum(a.size for a in arrays if a.base in _WEIGHTS | _EMBEDDINGS)
    biases = _sum(a.size for a in arrays if a.base in _BIASES)
    if not weights.terms:
        return None
    found = {"weights": weights, "biases": biases}.get(match["what"], weights + biases)
    found = put_sizes(found, settings)
    claimed = [put_sizes(one, settings) for one in expression_of(match["n"].strip(" ="))]
    judged = compared(found, claimed, f"{found} {match['what']}")
    if judged.outcome != "refuted":
        return judged
    others = (put_sizes(weights, settings), put_sizes(weights + biases, settings))
    same = any(worst([compared(o, claimed, "")]).outcome == "proved" for o in others)
    if same or not _are_all_used(told, arrays):
        raise UnreadError("which of the arrays are parameters is not certain")
    return judged


def _settings(text: str) -> tuple[dict[str, Size], str]:
    """The numbers before a colon, and the rest."""
    match = _SETTINGS.fullmatch(text)
    if match is None:
        return {}, text
    found: dict[str, Size] = {}
    for part in re.split(r",? and |, ?", match["set"]):
        *names, value = part.split("=")
        found |= {name.strip(): number(int(value)) for name in names}
    return found, match["rest"]


def put_sizes(size: Size, values: Mapping[str, Size]) -> Size:
    """A size with others in place of letters."""
    total = number(0)
    for monomial, factor in size.terms:
        term = number(factor)
        for name in monomial:
            term = term * values.get(name, letter(name))
        total = total + term
    return total


def _sum(sizes: Iterator[Size]) -> Size:
    total = number(0)
    for one in sizes:
        total = total + one
    return total


def _refuse_more(text: str) -> None:
    """Words on weights that are tied, left out, fixed, or there several times."""
    if ALIKE.search(text) or CHANGED.search(text) or _COPIES.search(text):
        raise UnreadError("how often each array is there is not certain")
    if says_fewer(text) or says_less(text):
        raise UnreadError("not all weights or biases are said to count")


def _arrays(text: str) -> Iterator[_Array]:
    """The weights and biases that the text declares.

    Raises:
        UnreadError: a declared array is neither a parameter nor a value, or declared twice.
    """
    seen: dict[str, Size] = {}
    for match in _MEMBERS.finditer(text):
        size = _size(match["space"] or match["side"])
        names = re.split(r",(?![^{]*\})", match["names"])
        if _IN_FORMULA.search(text[: match.start()]):
            names = names[-1:]  # the first is the end of a formula
        for name in names:
            bare = _FONT.sub("", name)
            base = re.split(r"[_^]", bare)[0]
            if base in _VALUES:
                continue
            if base in _EMBEDDINGS and not says(text, _EMBEDDED):
                raise UnreadError(f"whether {base} is a parameter is not said")
            if base not in _WEIGHTS | _BIASES | _EMBEDDINGS:
                raise UnreadError(f"whether {base} is a parameter is not said")
            if re.search(r"[_^]\(?\[?[a-z]+[\])]?$", bare) and re.search(r"[_^]\W?[ijklt]\b", bare):
                raise UnreadError("there may be any number of such arrays")
            if bare in seen:
                if seen[bare] != size:
                    raise UnreadError(f"{bare} is declared twice")
                continue
            seen[bare] = size
            yield _Array(bare, base, size)


def declared_shapes(text: str) -> dict[str, tuple[Size, Size]]:
    """The rows and columns of the arrays that a text declares; vectors are columns.

    Raises:
        UnreadError: one is declared twice with different shapes.
    """
    found: dict[str, tuple[Size, Size]] = {}
    for match in _MEMBERS.finditer(text):
        parts = re.split(r"\\times(?![a-z])|×", match["space"] or match["side"] or "1")
        sides = [expression(as_written(part))[0] for part in parts]
        if len(sides) > 2:
            continue
        shape = (sides[0], sides[1] if len(sides) == 2 else ONE)
        names = re.split(r",(?![^{]*\})", match["names"])
        names = names[-1:] if _IN_FORMULA.search(text[: match.start()]) else names
        for name in (_FONT.sub("", one) for one in names):
            if found.setdefault(name, shape) != shape:
                raise UnreadError(f"{name} is declared twice")
    return found


def _size(space: str | None) -> Size:
    found = ONE
    for side in re.split(r"\\times(?![a-z])|×", space or "1"):
        members = expression(as_written(side))
        found = found * members[0]
    return found


_NAMES: Final = regex(
    r"(?:(?<![A-Za-z\\])[WUVwvbc]|\\(?:Omega|omega|Theta|theta|beta))(?![A-Za-z])"
    r"(?:[_^](?:\[\w+\]|\(\w+\)|\w+))?"
)


def _without_declared(match: re.Match[str]) -> str:
    """What stands before the declared name, if it is the end of a formula."""
    if _IN_FORMULA.search(match.string[: match.start()]) is None:
        return " "
    return match["names"].rpartition(",")[0] + " "


def _in_formulas(text: str) -> set[str]:
    """The names by the letters of weights and biases outside of what declares arrays."""
    outside = _MEMBERS.sub(_without_declared, text)
    bare = re.sub(r"\\(?:mathbf|boldsymbol|bm|vec|mathrm)(?![a-z])|[{}]", "", outside)
    bare = re.sub(r"\s*([_^])\s*", r"\1", bare)
    return {match[0].lstrip("\\") for match in _NAMES.finditer(bare)}


def _are_all_used(text: str, arrays: list[_Array]) -> bool:
    """Whether formulas of the text have all of the arrays."""
    names = _in_formulas(text)
    return all(a.base not in _EMBEDDINGS and a.name in names for a in arrays)
