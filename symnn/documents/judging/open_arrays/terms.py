"""Expressions in arrays, with the sizes of each part; whatever they are read from."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays.sizes import SCALAR, Shape, Size

Label: TypeAlias = "str | int | Fraction | Size | None"


@final
@dataclass(frozen=True, slots=True)
class Term:
    """What is done to which parts, and the shape of the outcome.

    `label` is the name of a leaf or of a function, a number, a size, an exponent, or the name that
    is derived by.
    """

    kind: str
    shape: Shape
    parts: tuple[Term, ...] = ()
    label: Label = None

    def leaves(self) -> frozenset[str]:
        """The names in it."""
        own = frozenset({str(self.label)}) if self.kind == "leaf" else frozenset[str]()
        if self.kind == "each":
            inner, body = self.parts
            return inner.leaves() | (body.leaves() - {str(self.label)})
        return own.union(*(part.leaves() for part in self.parts))

    def has(self, *kinds: str) -> bool:
        """Whether a part of these kinds is in it."""
        return self.kind in kinds or any(part.has(*kinds) for part in self.parts)


def number(value: Fraction) -> Term:
    """A rational number."""
    return Term("number", SCALAR, (), value)
