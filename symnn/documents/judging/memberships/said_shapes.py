"""Sentences that say a shape: "XW has shape (B, 27)", "the shape of XW is B×27"."""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.memberships.claims import (
    METHOD,
    apart,
    judge_membership,
    orders,
    positive,
    readings,
    world_at,
)
from symnn.documents.judging.memberships.hooks import suppose
from symnn.documents.judging.memberships.words import BESIDE, NOUN, conditions
from symnn.documents.judging.memberships.world import World
from symnn.documents.judging.open_arrays.sizes import MisfitError, Shape
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

_SHAPE: Final = r"(?:shapes?|sizes?|dimensions?)"
_KIND: Final = r"(?: (?:matrix|array|tensor))?"
_HAS: Final = regex(
    rf"{NOUN}(?P<a>{PLACE}) (?:(?:has|have)(?: the| an?)? {_SHAPE}(?: of)?|(?:is|are) of {_SHAPE}"
    rf"|is(?: then| again)? an?|is) (?P<s>{PLACE}){_KIND}{BESIDE}"
)
_OF: Final = regex(
    rf"the {_SHAPE} of {NOUN}(?P<a>{PLACE}) (?:is|are|equals) (?P<s>{PLACE}){_KIND}{BESIDE}"
)
_LINES: Final = regex(
    rf"{NOUN}(?P<a>{PLACE}) has (?P<n>{PLACE}) (?P<one>rows|columns)"
    rf"(?: and (?P<m>{PLACE}) (?P<two>rows|columns))?{BESIDE}"
)
_REALS: Final = tree.Name("R", font="bb")


def judge_said_shape(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence that says the shape of an expression; None for any other."""
    words = sentence.whole.words
    match = _HAS.fullmatch(words) or _OF.fullmatch(words)
    lines = _LINES.fullmatch(words)
    found = match or lines
    node = sentence.whole.part(found["a"]).node if found is not None else None
    if found is None or node is None or isinstance(node, (tree.Chain, tree.Number)):
        return None
    world = world_at(sentence.place)
    beside = list(conditions(sentence.whole, found["beside"] or ""))
    if any(c.body is None for c in beside) or not suppose(world, beside):
        return None
    if match is None:
        return None if lines is None else _of_lines(sentence, world, node, lines)
    exponent = _by_two(sentence.whole.part(match["s"]).node)
    if exponent is None or (name_key(world.named(node)) or "") in world.spaces:
        return None
    return judge_membership(sentence.place, world, node, tree.Power(_REALS, exponent))


def _by_two(node: tree.Node | None) -> tree.Node | None:
    """m × n, also of (m, n)."""
    if isinstance(node, tree.Product) and node.operators.count("×") == 1:
        return node
    if isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) == 2:
        return tree.Product(node.items, ("×",))
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return _by_two(node.items[0])
    return None


def _of_lines(
    sentence: Sentence, world: World, node: tree.Node, match: re.Match[str]
) -> Judgement | None:
    """So many rows, so many columns."""
    told = [(match["n"], match["one"])] + ([(match["m"], match["two"])] if match["m"] else [])
    outcomes: set[str] = set()
    for shape, by in readings(sentence.place, world, world.named(node)):
        if isinstance(shape, MisfitError) or by.flat or by.assumed or by.spread:
            return None
        outcomes.add(_compared(sentence, world, shape, told))
    outcome = outcomes.pop() if len(outcomes) == 1 else ""
    if outcome == "proved":
        return Judgement("proved", METHOD)
    return Judgement("refuted", METHOD) if outcome == "refuted" else None


def _compared(sentence: Sentence, world: World, shape: Shape, told: list[tuple[str, str]]) -> str:
    same = True
    for place, side in told:
        number = sentence.whole.part(place).node
        if number is None:
            return ""
        try:
            size = size_of(number)
        except SymnnError:
            return ""
        wanted = world.put_numbers((size, size))[0]
        own = shape[side == "columns"]
        over = [*orders(world), *positive([shape, (wanted, wanted)])]
        if apart(own, wanted, over):
            return "refuted"
        same = same and not (own - wanted).terms
    return "proved" if same else ""
