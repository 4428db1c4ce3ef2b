"""Matrix expressions while their sizes are found, and how they are put together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.latex.matrices.sizes import NUMBER, ONE, Shape, Sizes, SizesError

#: An expression as evidence has it: its kind, then names, numbers and expressions.
Json: TypeAlias = "list[object]"

MINUS_ONE: Final = Fraction(-1)


@final
@dataclass(frozen=True, slots=True)
class Draft:
    """An expression: its kind, its parts (expressions, names and sizes), its shape.

    `broadcast` tells whether a row, a column or a number in it was added to each row, column or
    entry of a matrix.
    """

    kind: str
    parts: tuple[Draft | str, ...]
    shape: Shape
    broadcast: bool = False

    def json(self, sizes: Sizes) -> Json:
        """The expression with its settled sizes."""
        parts = (p.json(sizes) if isinstance(p, Draft) else sizes.letter(p) for p in self.parts)
        return [self.kind, *parts]

    def names(self) -> frozenset[str]:
        """The names in it, those that it is derived by included."""
        own = {"name": 0, "slope": 1, "jacobian": 1}.get(self.kind)
        found = frozenset[str]() if own is None else frozenset({str(self.parts[own])})
        return found.union(*(p.names() for p in self.parts if isinstance(p, Draft)))

    def has_broadcast(self) -> bool:
        """Whether a broadcast was needed anywhere in it."""
        inner = (p.has_broadcast() for p in self.parts if isinstance(p, Draft))
        return self.broadcast or any(inner)


def spread_columns(draft: Draft) -> frozenset[str]:
    """The names of what is added to every column of a matrix, as it is not of that shape."""
    parts = [part for part in draft.parts if isinstance(part, Draft)]
    found = frozenset[str]().union(*map(spread_columns, parts))
    if draft.broadcast and draft.kind == "mul" and parts[1].kind == "ones":
        found |= parts[0].names()
    return found


def number(value: Fraction) -> Draft:
    """A rational number."""
    return Draft("number", (str(value),), NUMBER)


def scale(factor: Draft, matrix: Draft) -> Draft:
    """A number times a matrix."""
    if factor.kind == "number" and matrix.kind == "number":
        return number(Fraction(str(factor.parts[0])) * Fraction(str(matrix.parts[0])))
    return Draft("scale", (factor, matrix), matrix.shape)


def negative(draft: Draft) -> Draft:
    """The opposite."""
    return scale(number(MINUS_ONE), draft)


def transpose(draft: Draft) -> Draft:
    """The transpose."""
    if draft.shape == NUMBER:
        return draft
    return Draft("transpose", (draft,), (draft.shape[1], draft.shape[0]))


def multiply(sizes: Sizes, left: Draft, right: Draft) -> Draft:
    """A product; a number takes any place in it.

    Raises:
        SizesError: the columns of the left are not the rows of the right.
    """
    a, b = sizes.shape(left.shape), sizes.shape(right.shape)
    if a == NUMBER:
        return scale(left, right)
    if b == NUMBER:
        return scale(right, left)
    try:
        sizes.unify(a[1], b[0])
    except SizesError as error:
        text = f"undefined product: {sizes.text(a)} times {sizes.text(b)}"
        raise SizesError(f"{text} needs {_plain(a[1])} = {_plain(b[0])}") from error
    return Draft("mul", (left, right), (left.shape[0], right.shape[1]))


def _plain(size: str) -> str:
    return size.replace("?", "k")


def hadamard(sizes: Sizes, left: Draft, right: Draft) -> Draft:
    """The product entry by entry."""
    a, b = sizes.shape(left.shape), sizes.shape(right.shape)
    if NUMBER in (a, b):
        return multiply(sizes, left, right)
    try:
        sizes.fit(a, b)
    except SizesError as error:
        text = f"an entry-wise product of {sizes.text(a)} and {sizes.text(b)}"
        raise SizesError(f"undefined: {text}") from error
    return Draft("hadamard", (left, right), left.shape)


def dot(sizes: Sizes, left: Draft, right: Draft) -> Draft:
    """The inner product of two vectors, each a row or a column; of matrices that of entries."""
    a, b = sizes.shape(left.shape), sizes.shape(right.shape)
    if a[0] == ONE != a[1]:
        left = transpose(left)
    if b[0] == ONE != b[1]:
        right = transpose(right)
    return total(hadamard(sizes, left, right))


def total(draft: Draft) -> Draft:
    """The sum of all entries."""
    return draft if draft.shape == NUMBER else Draft("total", (draft,), NUMBER)


def add(sizes: Sizes, terms: Iterable[Draft]) -> Draft:
    """A sum; a row, a column or a number is added to each row, column or entry of a matrix.

    Raises:
        SizesError: the shapes differ otherwise.
    """
    parts = list(terms)
    shapes = [sizes.shape(p.shape) for p in parts]
    rows = next((p.shape[0] for p, s in zip(parts, shapes, strict=True) if s[0] != ONE), ONE)
    columns = next((p.shape[1] for p, s in zip(parts, shapes, strict=True) if s[1] != ONE), ONE)
    full = [sizes.shape((rows, columns)) == shape for shape in shapes]
    unsettled = [ONE not in shape for shape in shapes]
    if not any(full) and not any(unsettled) and not sizes.lenient:
        listed = " and ".join(sizes.text(shape) for shape in dict.fromkeys(shapes))
        raise SizesError(f"undefined sum: {listed}")
    wide = [_spread(sizes, part, (rows, columns)) for part in parts]
    for part in wide:
        try:
            sizes.fit(part.shape, (rows, columns))
        except SizesError as error:
            text = f"{sizes.text(part.shape)} and {sizes.text((rows, columns))}"
            raise SizesError(f"undefined sum: {text}") from error
    if len(wide) == 1:
        return wide[0]
    return Draft("add", tuple(wide), (rows, columns))


def _spread(sizes: Sizes, part: Draft, shape: Shape) -> Draft:
    """A part of a sum as a matrix of the shape of the sum."""
    have, want = sizes.shape(part.shape), sizes.shape(shape)
    missing = [h == ONE != w for h, w in zip(have, want, strict=True)]
    if not any(missing):
        return part
    if all(missing):
        return Draft("scale", (part, Draft("ones", shape, shape)), shape, broadcast=True)
    if missing[0]:
        ones = Draft("ones", (shape[0], ONE), (shape[0], ONE))
        return Draft("mul", (ones, part), (shape[0], part.shape[1]), broadcast=True)
    ones = Draft("ones", (ONE, shape[1]), (ONE, shape[1]))
    return Draft("mul", (part, ones), (part.shape[0], shape[1]), broadcast=True)


def power(sizes: Sizes, base: Draft, exponent: int) -> Draft:
    """A power with an integer exponent; of a matrix that is square."""
    if exponent < 0:
        return power(sizes, inverse(sizes, base), -exponent)
    if exponent == 0:
        square(sizes, base)
        return Draft("identity", (base.shape[0],), base.shape)
    found = base
    for _ in range(exponent - 1):
        found = multiply(sizes, found, base)
    return found


def square(sizes: Sizes, draft: Draft) -> None:
    """SizesError unless it can be square."""
    try:
        sizes.unify(*draft.shape)
    except SizesError as error:
        raise SizesError(f"{sizes.text(draft.shape)} is not square") from error


def inverse(sizes: Sizes, draft: Draft) -> Draft:
    """The inverse of a square matrix, the reciprocal of a number."""
    if draft.kind == "number" and Fraction(str(draft.parts[0])) != 0:
        return number(1 / Fraction(str(draft.parts[0])))
    square(sizes, draft)
    return Draft("inverse", (draft,), draft.shape)


def of_square(sizes: Sizes, kind: str, draft: Draft) -> Draft:
    """A trace or a determinant."""
    square(sizes, draft)
    return Draft(kind, (draft,), NUMBER)


def squared_norm(draft: Draft) -> Draft:
    """The sum of the squares of all entries."""
    return total(Draft("hadamard", (draft, draft), draft.shape))
