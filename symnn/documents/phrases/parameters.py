"""How many parameters a network has that a sentence describes, layer by layer.

"a network with 3 inputs, two hidden layers of 4 units and 2 outputs has 46 parameters". A dense
layer from m to n units has m·n weights and n biases; a convolution with k×k kernels from c to d
channels has k²·c·d weights and d biases.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, Speaker
from symnn.exact.expression import Expr, rational

Rule: TypeAlias = "Callable[[], Phrase | None]"

_COUNTED: Final = re.compile(
    r"(?P<count>.+?) (?:trainable |learnable |free )?"
    r"(?P<what>parameters|weights and biases|weights|biases)(?: in total| altogether)?"
)
_DENSE: Final = re.compile(
    r"(?:an?|the|this) (?:(?:fully connected|fully-connected|dense|feedforward|feed-forward|shallow"
    r"|deep|neural|relu|two-layer|three-layer) )*(?:network|net|mlp|multilayer perceptron|model)"
    rf" with (?P<inputs>{COUNT}) (?:inputs?|input units|input neurons|input features)"
    r"(?P<hidden>(?:,? (?:and )?.+? hidden .+?)?),? (?:and )?"
    rf"(?P<outputs>{COUNT}) (?:outputs?|output units?|output neurons?|classes)"
)
_HIDDEN: Final = re.compile(
    rf",? ?(?:and )?(?:(?:(?P<layers>{COUNT}|a|a single) hidden layers?(?: each)? (?:of|with)"
    rf" (?P<width>{COUNT})(?: hidden)?(?: relu)? (?:units|neurons|nodes)(?: each)?)"
    rf"|(?:(?P<units>{COUNT}) hidden (?:relu )?(?:units|neurons|nodes)))"
)
_LAYER: Final = re.compile(
    r"(?:an?|the|this) (?:fully connected |fully-connected |dense |linear )?layer (?:with|from)"
    rf" (?P<inputs>{COUNT}) (?:inputs?|input features|units|neurons) (?:and|to)"
    rf" (?P<outputs>{COUNT}) (?:outputs?|output features|units|neurons)"
)
_CONVOLUTION: Final = re.compile(
    r"(?:an?|the|this) (?:convolutional layer|convolution) with "
    rf"(?P<inputs>{COUNT}) input channels?,? (?:and )?(?P<outputs>{COUNT})"
    r" (?:output channels?|filters)"
    rf",? (?:and|with) (?P<size>⟨\d+⟩) (?:kernels?|filters?)"
)


class Count(NamedTuple):
    """Weights and biases."""

    weights: int
    biases: int


def dense(sizes: list[int]) -> Count:
    """Of layers of these sizes, each with all of the one before.

    >>> dense([2, 3, 1]) == Count(9, 4)
    True
    """
    return Count(sum(m * n for m, n in pairwise(sizes)), sum(sizes[1:]))


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of "a network with … has N parameters"; None for any other clause."""
    counted = _COUNTED.fullmatch(predicate) if verb in ("has", "have") else None
    claimed = COMPARED.fullmatch(counted["count"]) if counted is not None else None
    described = next((m for p in _KINDS if (m := p.fullmatch(subject))), None)
    if counted is None or claimed is None or described is None:
        return None
    return partial(_phrase, speaker, described, counted["what"], claimed)


_KINDS: Final = (_LAYER, _CONVOLUTION, _DENSE)


def _phrase(
    speaker: Speaker, described: re.Match[str], what: str, claimed: re.Match[str]
) -> Phrase | None:
    count = _count(speaker, described)
    if count is None:
        return None
    relation, number = RELATIONS[claimed["how"]], speaker.number(claimed["n"])
    usual = {"weights": count.weights, "biases": count.biases}.get(what, sum(count))
    other = {"weights": sum(count), "parameters": count.weights}.get(what, usual)
    said = f"{count.weights} weights and {count.biases} biases"
    if not _holds(relation, usual, number) and _holds(relation, other, number):
        raise refuse(f"it has {said}, and whether biases count is not said")
    statement = (Atomic(relation, rational(usual), number), ())
    return Phrase("has", "", (statement,), method=f"counted by layers: {said}")


def _holds(relation: str, found: int, number: Expr) -> bool:
    return decide(Claim(Atomic(relation, rational(found), number))).proved


def _count(speaker: Speaker, described: re.Match[str]) -> Count | None:
    inputs, outputs = (speaker.integer(described[k]) for k in ("inputs", "outputs"))
    if described.re is _LAYER:
        return dense([inputs, outputs])
    if described.re is _CONVOLUTION:
        size = _kernel(speaker, described["size"])
        return None if size is None else Count(size * inputs * outputs, outputs)
    hidden = _hidden(speaker, described["hidden"])
    return None if hidden is None else dense([inputs, *hidden, outputs])


def _hidden(speaker: Speaker, text: str) -> list[int] | None:
    """The sizes of the hidden layers; None if the words are not understood."""
    if not text.strip(" ,"):
        return []
    match = _HIDDEN.fullmatch(text.rstrip(" ,"))
    if match is None:
        return None
    if match["units"] is not None:
        return [speaker.integer(match["units"])]
    layers = 1 if match["layers"] in ("a", "a single") else speaker.integer(match["layers"])
    return [speaker.integer(match["width"])] * layers if 0 < layers <= 1000 else None


def _kernel(speaker: Speaker, place: str) -> int | None:
    """The 9 of 3 × 3."""
    sizes = re.fullmatch(r"(\d+)\s*\\times\s*(\d+)", speaker.clause.part(place).latex)
    return int(sizes[1]) * int(sizes[2]) if sizes else None
