"""The tree of a formula as it stands on a page.

A node says how something is written, not how it looks: letters, brackets and digits are chosen by
a style when it is typeset. `symnn.derivations.formulas.meaning` says what it means.

==============  ================================================================
``Rational``    an exact rational number
``Rounded``     a printed decimal: that rational, with so many digits
``Name``        a letter, with the number of its layer and with indices
``Pi``          the circle constant
``Sum``         terms; a `Negative` one is subtracted
``Product``     factors, side by side or with `·`, `×`, `⊙` between them
``Negative``    minus something
``Fraction``    a bar
``Power``       a number or square matrix to an integer, a number to a number
``Root``        the real root of a degree
``Transpose``   of a matrix
``Call``        a function of arguments; a scalar one of a matrix works on its entries
``Partial``     the derivative of one name by another, all else kept
``Grid``        a matrix; a column is a vector
``Blocks``      a matrix of matrices; a bare 0 has the size that fits
``Cases``       values under conditions
``Relation``    left ~ right: a condition
``Listed``      names with commas between them, in words: x_1, x_2
``Stated``      text that a kind writes itself, with the values it stands for
==============  ================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.expression import Expr

#: The values of a formula, row by row; a number is one row of one.
Rows: TypeAlias = "tuple[tuple[Expr, ...], ...]"

#: What may stand between two sides; ≈ is said with a bound of the error.
RELATIONS: Final = ("=", "<=", "<", ">=", ">", "!=", "≈")

#: What may stand between factors.
SIGNS: Final = ("", "·", "×", "⊙")


@final
@dataclass(frozen=True, slots=True)
class Rational:
    """An exact rational number."""

    value: fmpq


@final
@dataclass(frozen=True, slots=True)
class Rounded:
    """A printed decimal with this many digits after the point.

    Raises:
        UnsupportedError: the number has more digits.
    """

    value: fmpq
    digits: int

    def __post_init__(self) -> None:
        if self.digits < 0 or (self.value * fmpq(10) ** self.digits).q != 1:
            raise UnsupportedError(f"{self.value} is no decimal of {self.digits} digits")


@final
@dataclass(frozen=True, slots=True)
class Name:
    """A letter such as x, W or delta, the number of its layer, and indices from 1."""

    letter: str
    layer: int | None = None
    index: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The name of the unknown it stands for, as `x_1` or `W^2_1_3`."""
        layer = "" if self.layer is None else f"^{self.layer}"
        return self.letter + layer + "".join(f"_{i}" for i in self.index)

    def at(self, *index: int) -> Name:
        """An entry of it."""
        return Name(self.letter, self.layer, (*self.index, *index))

    @property
    def whole(self) -> Name:
        """The name without its indices."""
        return Name(self.letter, self.layer)


@final
@dataclass(frozen=True, slots=True)
class Pi:
    """The circle constant."""


@final
@dataclass(frozen=True, slots=True)
class Sum:
    """Terms, added."""

    terms: tuple[Node, ...]


@final
@dataclass(frozen=True, slots=True)
class Product:
    """Factors, with the same sign between any two of them."""

    factors: tuple[Node, ...]
    sign: str = ""

    def __post_init__(self) -> None:
        if self.sign not in SIGNS:
            raise UnsupportedError(f"{self.sign!r} is no sign of a product; use one of {SIGNS}")


@final
@dataclass(frozen=True, slots=True)
class Negative:
    """Minus something."""

    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Fraction:
    """top / bottom."""

    top: Node
    bottom: Node


@final
@dataclass(frozen=True, slots=True)
class Power:
    """base^exponent."""

    base: Node
    exponent: Node


@final
@dataclass(frozen=True, slots=True)
class Root:
    """The real root of a degree."""

    radicand: Node
    degree: int = 2


@final
@dataclass(frozen=True, slots=True)
class Transpose:
    """Rows for columns."""

    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Call:
    """A function by its name: one of symnn's, or one that the derivation defines."""

    function: str
    arguments: tuple[Node, ...]


@final
@dataclass(frozen=True, slots=True)
class Partial:
    """∂of/∂by: names between them are followed, all others are kept."""

    of: Name
    by: Name


@final
@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix, row by row."""

    rows: tuple[tuple[Node, ...], ...]

    def __post_init__(self) -> None:
        if not self.rows or len({len(row) for row in self.rows}) != 1 or not self.rows[0]:
            raise ShapeError("a matrix on a page has rows of one length, and at least one entry")


@final
@dataclass(frozen=True, slots=True)
class Blocks:
    """A matrix of matrices, row by row; a bare 0 stands for as many as fit."""

    rows: tuple[tuple[Node, ...], ...]


@final
@dataclass(frozen=True, slots=True)
class Relation:
    """left ~ right."""

    left: Node
    sign: str
    right: Node

    def __post_init__(self) -> None:
        if self.sign not in RELATIONS:
            raise UnsupportedError(f"{self.sign!r} is no relation; use one of {RELATIONS}")


@final
@dataclass(frozen=True, slots=True)
class Cases:
    """The value of the first row all of whose conditions hold; `otherwise` if none does.

    Without `otherwise` the last row stands for all that is left, and its conditions are said to
    be just that.
    """

    rows: tuple[tuple[Node, tuple[Relation, ...]], ...]
    otherwise: Node | None = None


@final
@dataclass(frozen=True, slots=True)
class Listed:
    """Names with commas between them; words speak of them, and it has no value."""

    names: tuple[Name, ...]


@final
@dataclass(frozen=True, slots=True)
class Stated:
    """What a kind writes itself: LaTeX, plain text, and the values that both stand for.

    For what the other nodes cannot say. A complex number, say, may state its real and imaginary
    parts; its equality is then that of both.
    """

    latex: str
    text: str
    values: Rows


Node: TypeAlias = (
    "Rational | Rounded | Name | Pi | Sum | Product | Negative | Fraction | Power | Root | "
    "Transpose | Call | Partial | Grid | Blocks | Cases | Listed | Stated"
)

NODES: Final = (
    Rational, Rounded, Name, Pi, Sum, Product, Negative, Fraction, Power, Root, Transpose, Call,
    Partial, Grid, Blocks, Relation, Cases, Listed, Stated,
)  # fmt: skip


def number(value: fmpq | int | str) -> Rational:
    """A rational node.

    Examples:
        >>> number("1/2") == Rational(fmpq(1, 2))
        True
    """
    if isinstance(value, str):
        top, _, bottom = value.partition("/")
        return Rational(fmpq(int(top), int(bottom or "1")))
    return Rational(fmpq(value))


def total(*terms: Node) -> Node:
    """The sum; a single term is itself."""
    return terms[0] if len(terms) == 1 else Sum(tuple(terms))


def times(*factors: Node, sign: str = "") -> Node:
    """The product; a single factor is itself."""
    return factors[0] if len(factors) == 1 else Product(tuple(factors), sign)


def column(entries: Iterable[Node]) -> Node:
    """A vector; a single entry is itself."""
    return matrix([[entry] for entry in entries])


def matrix(rows: Sequence[Sequence[Node]]) -> Node:
    """A matrix; a single entry is itself."""
    grid = Grid(tuple(tuple(row) for row in rows))
    return grid.rows[0][0] if len(grid.rows) == 1 == len(grid.rows[0]) else grid
