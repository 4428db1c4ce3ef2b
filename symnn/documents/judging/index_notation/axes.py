r"""The directions of arrays: which of them are one direction, which have a single place.

Whether b in z = Wx + b is a number or a list, and that the n of \sum_{j=1}^n is the number of
columns of W, follows from how the names are used: each use says that two directions are one.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import SymnnError

#: Rows and columns, as numbers of directions.
Shape: TypeAlias = "tuple[int, int]"

#: The direction with one place.
SINGLE: Final = 0
NUMBER: Final = (SINGLE, SINGLE)
MAX_SIZE: Final = 6


class MisfitError(SymnnError):
    """Directions that cannot be one, or a notation that index notation does not cover."""


@final
@dataclass(slots=True)
class Axes:
    """Directions as sets that are merged: a single place, several, or not yet told.

    `sizes` are the numbers of places that the document says. `large` are those that are too many to
    be written out, and that no formula speaks of: what holds for any number of places holds there.
    """

    parents: list[int] = field(default_factory=lambda: [SINGLE])
    several: set[int] = field(default_factory=set)
    sizes: dict[int, int] = field(default_factory=dict)
    large: dict[int, int] = field(default_factory=dict)
    changes: int = 0

    def fresh(self, several: bool = False) -> int:
        """A new direction.

        >>> axes = Axes()
        >>> axes.is_several(axes.fresh(several=True))
        True
        """
        self.parents.append(len(self.parents))
        if several:
            self.several.add(len(self.parents) - 1)
        return len(self.parents) - 1

    def open_shape(self) -> Shape:
        """Two new directions."""
        return self.fresh(), self.fresh()

    def root(self, axis: int) -> int:
        """The direction that stands for all that are one with it."""
        while self.parents[axis] != axis:
            self.parents[axis] = self.parents[self.parents[axis]]
            axis = self.parents[axis]
        return axis

    def is_single(self, axis: int) -> bool:
        """Whether it has one place."""
        return self.root(axis) == SINGLE

    def is_several(self, axis: int) -> bool:
        """Whether it has more than one place."""
        return self.root(axis) in self.several

    def is_told(self, axis: int) -> bool:
        """Whether it is known to have one place, or more."""
        return self.is_single(axis) or self.is_several(axis)

    def is_number(self, shape: Shape) -> bool:
        """Whether both directions have one place."""
        return all(map(self.is_single, shape))

    def is_array(self, shape: Shape) -> bool:
        """Whether one of the directions has more than one place."""
        return any(map(self.is_several, shape))

    def is_column(self, shape: Shape) -> bool:
        """Whether it has several rows and one column."""
        return self.is_several(shape[0]) and self.is_single(shape[1])

    def merge(self, one: int, two: int) -> None:
        """Make two directions one.

        Raises:
            MisfitError: one of them has a single place, and the other several, or other sizes.
        """
        a, b = sorted((self.root(one), self.root(two)))
        if a == b:
            return
        if a == SINGLE and b in self.several:
            raise MisfitError("a number would have to be an array")
        known = {size for one in (a, b) for size in (self.sizes.get(one), self.large.get(one))}
        if len(known - {None}) > 1:
            raise MisfitError("two sizes would have to be the same")
        size = self.sizes.get(a, self.sizes.get(b))
        self.changes += 1
        self.parents[b] = a
        if b in self.several:
            self.several.add(a)
        if size is not None:
            self.sizes[a] = size
        if b in self.large:
            self.large[a] = self.large[b]

    def mark(self, axis: int) -> None:
        """Note that a direction has more than one place."""
        root = self.root(axis)
        if root == SINGLE:
            raise MisfitError("a number would have to be an array")
        if root not in self.several:
            self.changes += 1
            self.several.add(root)

    def fit(self, one: Shape, two: Shape) -> None:
        """Make two shapes the same."""
        self.merge(one[0], two[0])
        self.merge(one[1], two[1])

    def fix(self, axis: int, size: int) -> None:
        """Say how many places a direction has.

        Raises:
            MisfitError: it has another number of them, or too many to be written out.
        """
        if size == 1:
            self.merge(axis, SINGLE)
            return
        self.mark(axis)
        if self.large.get(self.root(axis), size) != size:
            raise MisfitError("two sizes would have to be the same")
        if not 1 < size <= MAX_SIZE or self.sizes.setdefault(self.root(axis), size) != size:
            raise MisfitError("a size that does not fit, or that is too large")
