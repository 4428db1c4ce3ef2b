r"""Gradients with names as in code: with dY = \partial L/\partial Y, dW is \partial L/\partial W.

Where a text gives one such name, those of the same kind on the left of an equation are slopes of
the same loss: dW = X^T dY is a claim.
"""

from __future__ import annotations

from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece

_BEGIN: Final = r"(?:^|[,;:&$\n]|\\\\|\\q?quad(?![A-Za-z])|\\[ ,;!])\s{0,3}"
_GIVEN: Final = regex(
    _BEGIN
    + r"d(?P<of>[A-Za-z])\s{0,3}&?\s?:?=\s*\\[dt]?frac\s*\{\s*\\partial\s*(?P<loss>[^{}]{1,20})"
    r"\}\s*\{\s*\\partial\s*(?P=of)\s*\}"
)
_LEFT: Final = regex(_BEGIN + r"(?P<name>d(?P<of>[A-Za-z]))(?=\s{0,3}&?\s?=)")


@final
@dataclass(frozen=True, slots=True)
class NamedGradients:
    """The loss, and the letters whose slopes are given names."""

    loss: str
    given: frozenset[str]

    def pieces(self, text: str) -> list[Piece]:
        """The slopes that such names on the left stand for."""
        return [
            Piece(*one.span("name"), rf"\frac{{\partial {self.loss}}}{{\partial {one['of']}}}")
            for one in _LEFT.finditer(text)
            if one["of"] not in self.given
        ]


def named_gradients_in(text: str) -> NamedGradients | None:
    r"""The names of gradients that a document gives; None if they are of several losses.

    >>> named_gradients_in(r"dY=\frac{\partial L}{\partial Y}").pieces(r"dW=X^T dY")[0].text
    '\\frac{\\partial L}{\\partial W}'
    """
    found = list(_GIVEN.finditer(text))
    losses = {one["loss"].strip() for one in found}
    if len(losses) != 1 or r"\int" in text:
        return None
    return NamedGradients(losses.pop(), frozenset(one["of"] for one in found))
