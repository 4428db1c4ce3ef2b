"""Sizes of matrices: numbers, letters, and unknown ones that an expression settles."""

from __future__ import annotations

from dataclasses import field
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import SymnnError

#: A number or a letter as text; an unknown size begins with a question mark.
Size: TypeAlias = str
Shape: TypeAlias = "tuple[Size, Size]"

ONE: Final = "1"
NUMBER: Final = (ONE, ONE)


class SizesError(SymnnError):
    """Sizes that cannot be the same, or a kind of thing that does not fit."""


class UnreadError(SymnnError):
    """A notation that no matrix expression is read from."""


@final
@dataclass(slots=True)
class Sizes:
    """What is known of unknown sizes, so far.

    Two letters are the same only if they are one letter. An unknown size of a matrix is not 1:
    else every matrix could be a vector. Under `lenient` sizes that cannot be the same are let be.
    """

    same: dict[Size, Size] = field(default_factory=dict)
    count: int = 0
    lenient: bool = False

    def unknown(self) -> Size:
        """A new unknown size, other than 1."""
        self.count += 1
        return f"?{self.count}"

    def settled(self, size: Size) -> Size:
        """What a size is, as far as it is known.

        >>> sizes = Sizes({"?1": "?2", "?2": "n"})
        >>> sizes.settled("?1") == "n"
        True
        """
        while size in self.same:
            size = self.same[size]
        return size

    def letter(self, size: Size) -> Size:
        """A settled size as a letter or number; unknown ones are k1, k2 and so on.

        >>> Sizes().letter("?2") == "k2"
        True
        """
        return self.settled(size).replace("?", "k")

    def shape(self, shape: Shape) -> Shape:
        """Rows and columns, as far as they are known."""
        return self.settled(shape[0]), self.settled(shape[1])

    def unify(self, one: Size, two: Size) -> None:
        """Make two sizes the same.

        Raises:
            SizesError: they are different letters or numbers, or a matrix would be a vector.
        """
        a, b = self.settled(one), self.settled(two)
        if a == b:
            return
        if a.startswith("?") and b != ONE:
            self.same[a] = b
        elif b.startswith("?") and a != ONE:
            self.same[b] = a
        elif not self.lenient:
            raise SizesError(f"{a} and {b} would have to be the same")

    def fit(self, one: Shape, two: Shape) -> None:
        """Make two shapes the same; SizesError if they cannot be."""
        self.unify(one[0], two[0])
        self.unify(one[1], two[1])

    def text(self, shape: Shape) -> str:
        """A shape for people."""
        rows, columns = self.shape(shape)
        if (rows, columns) == NUMBER:
            return "a number"
        return f"{rows.replace('?', 'k')}×{columns.replace('?', 'k')}"
