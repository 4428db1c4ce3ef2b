r"""Shapes of Jacobians in words: "the Jacobian of y with respect to the NT weights is T×NT".

A row for each component, a column for each letter; where it is laid out the other way, nothing is
said against it.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.arrays.free_sizes import unless_tied
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.in_words.shapes import METHOD, heard_memory
from symnn.documents.judging.memberships.claims import world_at
from symnn.documents.judging.open_arrays.equal_sizes import differ, holds
from symnn.documents.judging.open_arrays.needed_shapes import forced, told
from symnn.documents.judging.open_arrays.sizes import ONE, Shape, Size
from symnn.documents.judging.open_arrays.spaces import shape_of_product, size_of
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.parser import parse

_CLAIM: Final = regex(
    rf"(?:the )?jacobian(?: matrix)? of (?:the (?:function|map|layer|output) )?(?P<y>{PLACE})"
    rf"(?: with respect to (?:(?:the |all )?(?P<n>{PLACE}) (?:weights|parameters|entries|inputs"
    rf"|components)|(?:the )?(?:vector |matrix |input )?(?P<x>{PLACE})))?"
    rf" (?:has (?:the )?(?:shape|size)|is of (?:shape|size)|is(?: an?)?) (?P<s>{PLACE})"
    r"(?: matrix)?"
)
_REALS: Final = r"\s*\\(?:mathbb|mathbf)\s*\{?\s*R\s*\}?\s*(?:\^\s*(?:\{([^{}]*)\}|([A-Za-z0-9])))?"


def judge_jacobian_shape(sentence: Sentence) -> Judgement | None:
    """What is found about the shape of a Jacobian; None for any other sentence."""
    match = _CLAIM.fullmatch(sentence.words)
    if match is None or sentence.settings or sentence.assumed.domain:
        return None
    claimed = sentence.node(match["s"])
    if not isinstance(claimed, tree.Product) or "×" not in claimed.operators:
        return None
    shape, wanted = _shape(sentence, match), shape_of_product(claimed)
    return None if shape is None or wanted is None else _compared(sentence, shape, wanted)


def _compared(sentence: Sentence, shape: Shape, wanted: Shape) -> Judgement | None:
    note = (f"it is {shape[0]}×{shape[1]}",)
    if all(holds("=", a, b) for a, b in zip(shape, wanted, strict=True)):
        return Judgement("proved", METHOD, notes=note)
    if all(holds("=", a, b) for a, b in zip(shape[::-1], wanted, strict=True)):
        return Judgement("undecided", reason="in another layout of derivatives it is so")
    letters = sorted({x for side in (*shape, *wanted) for x in side.letters})
    sizes = {name: 7 + 4 * k for k, name in enumerate(letters)}
    known = {x for side in shape for x in side.letters}
    if not set(letters) <= known or not any(map(_differ, shape, wanted, [sizes, sizes])):
        return None
    shown = tuple((name, str(n)) for name, n in sizes.items()) or None
    wrong = Judgement("refuted", METHOD, counterexample=shown, notes=note)
    return unless_tied(sentence.place, wrong)


def _differ(one: Size, two: Size, sizes: dict[str, int]) -> bool:
    return differ(one, two, sizes)


def _shape(sentence: Sentence, match: re.Match[str]) -> Shape | None:
    node = sentence.node(match["y"])
    if match["n"] is None and match["x"] is None:
        return _of_map(sentence, sentence.clause.part(match["y"]).latex)
    one = _told(sentence, node)
    if one is None or one[1] != ONE:
        return None
    if match["n"] is not None:
        return one[0], size_of(sentence.node(match["n"]))
    two = _told(sentence, sentence.node(match["x"]))
    return None if two is None else (one[0], two[0] * two[1])


def _told(sentence: Sentence, node: tree.Node) -> Shape | None:
    """The shape of a name as it was declared, or of an expression as all formulas force it."""
    memory = heard_memory(sentence.place.state)
    key = name_key(node) or ""
    declared = memory.shapes.get(key)
    if declared is not None:
        return declared
    world = world_at(sentence.place)
    if key in world.spaces and key not in world.contested:
        return world.spaces[key].shape
    ways = forced(memory, sentence.place.state.source.text)
    found = [told(shapes, node) for shapes in ways]
    return found[0] if found and all(one == found[0] for one in found) else None


def _of_map(sentence: Sentence, name: str) -> Shape | None:
    """The sizes of f : R^n → R^m, if the text has one such line for it."""
    text = sentence.place.state.source.text[: sentence.place.formula.outer_start]
    lines = re.findall(
        rf"(?<![A-Za-z\\]){re.escape(name)}\s*(?::|\\colon){_REALS}\s*\\(?:to|rightarrow){_REALS}",
        text,
    )
    if len({tuple(line) for line in lines}) != 1:
        return None
    n, n1, m, m1 = lines[0]
    rows, columns = _size(m or m1), _size(n or n1)
    return None if rows is None or columns is None else (rows, columns)


def _size(text: str) -> Size | None:
    if not text:
        return ONE
    bodies = [s.body for s in parse(text).statements if isinstance(s, tree.Statement)]
    return size_of(bodies[0]) if len(bodies) == 1 else None
