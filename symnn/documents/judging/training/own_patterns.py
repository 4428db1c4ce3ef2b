"""Patterns that a sentence makes for itself: "with binary inputs and targets ⟨0⟩"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Final

from symnn.documents.judging.training.courses import choices
from symnn.documents.judging.training.lessons import Lesson, Pair
from symnn.documents.judging.training.letters import letters_of
from symnn.documents.judging.training.names import named, names_in
from symnn.documents.judging.training.passages import Piece
from symnn.documents.judging.training.values import View, value_of
from symnn.documents.judging.training.vectors import UnknownError, Value, Vector
from symnn.latex import syntax as tree

_LOW: Final = {"binary": 0, "bipolar": -1}
_MOST: Final = 3


def with_own_patterns(lesson: Lesson, kind: str, piece: Piece) -> Lesson:
    """The lesson with all inputs of a kind as its patterns, their order not told.

    Args:
        lesson: what was told before.
        kind: "binary" or "bipolar".
        piece: the formula of the targets: y = x_1 x_2.

    Raises:
        UnknownError: the formula is not one of the inputs.
    """
    letters = letters_of(lesson, next(iter(choices(lesson))))
    chain = piece.node
    if not isinstance(chain, tree.Chain) or chain.links[0].relation != "=":
        raise UnknownError
    left, body = named(chain.first), chain.links[0].operand
    (letter,) = letters.inputs
    if left is None or left.base != letters.target:
        raise UnknownError
    indices = {int(r.index) for r in names_in(body) if r.base == letter and r.index.isdigit()}
    size = max(indices, default=0)
    known = {len(inputs.entries) for inputs, _ in lesson.pairs} | {
        len(inputs.entries) for inputs in lesson.inputs
    }
    if not 0 < size <= _MOST or (known and known != {size}):
        raise UnknownError("how many inputs there are is not told")
    pairs: list[Pair] = []
    for bits in product((_LOW[kind], 1), repeat=size):
        inputs = Vector(1, tuple(Fraction(b) for b in bits))
        values: dict[str, Value] = {letter: inputs}
        pairs.append((inputs, value_of(body, View(values))))
    told = [t for t in lesson.told if t.ref.base not in (letter, letters.target)]
    own = {"pairs": pairs, "inputs": [], "targets": [], "told": told, "is_set": True}
    return replace(lesson, **own)  # type: ignore[arg-type]
