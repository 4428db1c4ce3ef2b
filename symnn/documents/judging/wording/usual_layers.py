"""Layers as libraries call them, with a bias each: Linear(10, 5), Conv2d(3, 16, 3)."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex

#: The parameters of each, and how many numbers it learns.
_LAYERS: Final = {
    ("Linear", 2): (("a", "b"), "ab+b"),
    ("Conv2d", 3): (("a", "b", "k"), "k^2ab+b"),
    ("Conv1d", 3): (("a", "b", "k"), "kab+b"),
    ("Embedding", 2): (("a", "b"), "ab"),
}
#: Words of biases, and Wx without one.
_NO_BIAS: Final = regex(
    r"(?i)bias|offset|intercept|additive|constant term|homogeneous"
    r"|(?<![A-Za-z\\])W(?:_\w|\^\{?(?:\\top|T)\}?)?\s*x(?!\s*(?:_\w\s*)?\+)"
    r"|(?<![A-Za-z\\])x\s*W(?:_\w|\^\{?(?:\\top|T)\}?)*(?!\s*\+|[_^{\\}\w])"
)
#: Behind the name of a layer with letters: a document has its own.
_OWN: Final = r"\s*\}?\s*(?:\\left)?\(\s*(?:\\[a-z]+|[A-Za-z])"


def usual_layer(text: str, name: str, count: int) -> tuple[tuple[str, ...], str] | None:
    """The parameters of a layer, and the formula for how many numbers it learns.

    None where the document says something of biases, or has a layer of this name itself.

    Args:
        text: the document.
        name: what the layer is called.
        count: how many arguments it has.

    >>> usual_layer("", "Linear", 2), usual_layer("Biases are omitted.", "Linear", 2)
    ((('a', 'b'), 'ab+b'), None)
    """
    return None if is_told(text, name) else _LAYERS.get((name, count))


def is_told(text: str, name: str) -> bool:
    """Whether a document says something of biases, or has a layer of this name itself.

    >>> is_told("Layers have no offsets.", "Linear"), is_told("", "Linear")
    (True, False)
    """
    return bool(_NO_BIAS.search(text) or regex(rf"{name}{_OWN}").search(text))
