r"""The size of the weights between two layers: "Θ ∈ ℝ^{4×3} maps 2 units and a bias unit to 4"."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.open_arrays.equal_sizes import differ, holds
from symnn.documents.judging.open_arrays.sizes import Shape, Size, number
from symnn.documents.judging.open_arrays.spaces import shape_of_space, size_of
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree

METHOD: Final = "sizes of the layers"
_UNITS: Final = (
    r"(?:(?:input|hidden|output) )?"
    r"(?:units?|inputs?|outputs?|neurons?|nodes?|features?|activations?)"
)
_MAPS: Final = regex(
    rf"(?P<where>{PLACE}) (?:maps|takes|sends|carries) (?:the )?(?P<from>{PLACE}) {_UNITS}"
    rf"(?:,? (?:and|plus|with|together with) (?P<bias>(?:a|the|one) bias(?: unit| input| node)?))?"
    rf",? (?:to|into|onto) (?:the )?(?P<to>{PLACE})(?: {_UNITS})?"
)


def judge_unit_map(sentence: Sentence) -> Judgement | None:
    """What is found about the size of a matrix of weights and the layers; None for other words."""
    match = _MAPS.fullmatch(sentence.words)
    if match is None:
        return None
    where = sentence.node(match["where"])
    if not isinstance(where, tree.Chain) or [link.relation for link in where.links] != ["∈"]:
        return None
    shape = shape_of_space(where.links[0].operand)
    if shape is None:
        return None
    first, last = (size_of(sentence.node(match[side])) for side in ("from", "to"))
    wide = first + number(1)
    own = (last, wide) if match["bias"] else (last, first)
    if _is_same(shape, own):
        return Judgement("proved", METHOD)
    ways = [own, own[::-1], *([] if match["bias"] else [(last, wide), (wide, last)])]
    if any(_may_be_same(shape, way) for way in ways):
        return None  # rows of weights, or a bias that is not spoken of
    note = f"it would have to be {own[0]}×{own[1]}"
    return Judgement("refuted", METHOD, notes=(note,))


def _is_same(one: Shape, two: tuple[Size, Size]) -> bool:
    return all(holds("=", a, b) for a, b in zip(one, two, strict=True))


def _may_be_same(one: Shape, two: tuple[Size, Size]) -> bool:
    """Whether two sizes are not surely different: those in letters may be the same numbers."""
    pairs = list(zip(one, two, strict=True))
    return any(a.letters or b.letters for a, b in pairs) or not any(
        differ(a, b, {}) for a, b in pairs
    )
