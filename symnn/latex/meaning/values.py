"""What mathematics in a document can mean: numbers, arrays of numbers, functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace
from typing import Final, Protocol, TypeAlias, final

from symnn.deferred import dataclass
from symnn.exact.expression import Expr
from symnn.exact.plain import plain
from symnn.latex.meaning.conventions import Convention
from symnn.latex.meaning.sizes import is_writable
from symnn.latex.syntax import Name, Node, key, walk


@final
@dataclass(frozen=True, slots=True)
class Scalar:
    """A real number or expression; `decimals` is set for a decimal as printed.

    `decimals` counts the digits after the point of a literal (0 for an integer), and is None
    for anything that was computed.
    """

    expr: Expr
    decimals: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Array:
    """A matrix by rows. `loose` marks a bare list such as (1, 2): a row or a column at need."""

    rows: tuple[tuple[Scalar, ...], ...]
    loose: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns); a loose list counts as a column."""
        return len(self.rows), len(self.rows[0])

    @property
    def is_vector(self) -> bool:
        """Whether one of the two sizes is 1."""
        return 1 in self.shape

    def cells(self) -> Iterator[Scalar]:
        """Row by row."""
        for row in self.rows:
            yield from row

    def map(self, change: Callable[[Expr], Expr]) -> Array:
        """The array with a function applied to each entry."""
        rows = tuple(tuple(Scalar(change(c.expr)) for c in row) for row in self.rows)
        return Array(rows, self.loose)


@final
@dataclass(frozen=True, slots=True)
class Builtin:
    """A function that mathematics names, such as relu, exp, max or softmax."""

    name: str
    subscript: Scalar | None = None


@final
@dataclass(frozen=True, slots=True)
class Defined:
    """A function that the document defines, seen from the version it was defined at."""

    name: str
    parameters: tuple[str, ...]
    body: Node
    version: int

    @property
    def is_in_entries(self) -> bool:
        """Whether the formula of a function of w has entries w_1 and w_2 in it, and no w."""
        names = [part for part in walk(self.body) if isinstance(part, Name)]
        stems = {key(replace(n, subscript=None)) for n in names if n.subscript is not None}
        return bool(stems.intersection(self.parameters)) and not any(
            key(name) in self.parameters for name in names
        )


@final
@dataclass(frozen=True, slots=True)
class Sized:
    """An array whose size only its surroundings tell: I, 0, 1, e_i.

    `form` is ``square``, ``column``, ``row`` or ``any`` (zeros); `build` makes it with so many
    rows and columns.
    """

    name: str
    form: str
    build: Callable[[int, int], Array] = field(compare=False)


@final
@dataclass(frozen=True, slots=True)
class FiniteSet:
    """A set given by its members."""

    members: tuple[Scalar | Array, ...]
    name: str = "a set"


@final
@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends."""

    lower: Scalar
    upper: Scalar
    closed: tuple[bool, bool]
    name: str = "an interval"


@final
@dataclass(frozen=True, slots=True)
class Subspace:
    """The span of the columns of an array, in R^n; the zero space has none."""

    ambient: int
    columns: Array | None
    name: str = "a subspace"


Collection: TypeAlias = "FiniteSet | Interval | Subspace"
Value: TypeAlias = "Scalar | Array | Builtin | Defined | Sized | FiniteSet | Interval | Subspace"


class Chooser(Protocol):
    """Who knows how conventions are read, and notes what is taken for granted."""

    def way(self, convention: Convention) -> str:
        """How a convention is read here."""

    def told(self, topic: str) -> bool:
        """Whether the document says that it is about this."""

    def suppose(self, text: str) -> None:
        """Note what is taken for granted."""


class Knower(Chooser, Protocol):
    """Who knows what names stand for, besides."""

    def knows(self, key: str) -> bool:
        """Whether a name stands for something."""


def column(cells: tuple[Scalar, ...], loose: bool = False) -> Array:
    """Cells below each other."""
    return Array(tuple((c,) for c in cells), loose)


def shape_text(value: Value) -> str:
    """The shape of an array, such as 3×2, or the word for what is none."""
    if isinstance(value, Array):
        return f"{value.shape[0]}×{value.shape[1]}"
    if isinstance(value, (FiniteSet, Interval, Subspace)):
        return "set"
    if isinstance(value, Sized):
        return f"{value.name} of unknown size"
    return "number" if isinstance(value, Scalar) else "function"


def value_text(value: Value) -> str:
    """The value in plain mathematics; rows between semicolons."""
    if isinstance(value, Scalar):
        return plain(value.expr) if is_writable(value.expr) else LONG
    if isinstance(value, Array):
        if not is_writable(*(c.expr for c in value.cells())):
            return f"a {shape_text(value)} array with long entries"
        rows = ("; ".join(", ".join(plain(c.expr) for c in row) for row in value.rows),)
        return f"[{rows[0]}]"
    return value.name


LONG: Final = "a value that is too long to write out"
