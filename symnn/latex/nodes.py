"""The node classes; `syntax` says what each stands for."""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from typing import Final, NamedTuple, final

from symnn.deferred import dataclass


class Span(NamedTuple):
    """A half-open range of offsets into the formula's source."""

    start: int
    end: int


NOWHERE: Final = Span(0, 0)
#: Between two operands, what an author may define: a ⋆ b = a + b - ab.
SIGNS: Final = frozenset("⊕⊖⊗⊙∘*⊞⊠⊛⋆★⋄•⊔⊓")


class _Walked:
    """The place in which a tree keeps the nodes below it, once somebody has gone through it."""

    __slots__ = ("walked",)

    walked: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(_Walked):
    """A piece of mathematics and where it stands; equality ignores the place."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@final
@dataclass(frozen=True, slots=True)
class Number(Node):
    """A literal: its text, its exact value, and the decimals it shows."""

    text: str
    value: Fraction
    decimals: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Name(Node):
    """A letter or a word with its font, accents, subscript and bracketed labels."""

    base: str
    font: str = ""
    accents: tuple[str, ...] = ()
    subscript: Node | None = None
    labels: tuple[Group, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Two or more terms."""

    terms: tuple[Node, ...]


@final
@dataclass(frozen=True, slots=True)
class Neg(Node):
    """A term with a minus before it."""

    operand: Node


@final
@dataclass(frozen=True, slots=True)
class PlusMinus(Node):
    """A term with ± or ∓ before it."""

    operand: Node
    sign: str = "±"


@final
@dataclass(frozen=True, slots=True)
class Product(Node):
    """Two or more factors, with the operators between them."""

    factors: tuple[Node, ...]
    operators: tuple[str, ...]

    @property
    def implicit(self) -> bool:
        """Whether every factor is merely set beside the next."""
        return not any(self.operators)


@final
@dataclass(frozen=True, slots=True)
class Quotient(Node):
    """A fraction, or a division by a slash."""

    numerator: Node
    denominator: Node
    style: str = "frac"
    ambiguous: bool = False


@final
@dataclass(frozen=True, slots=True)
class Power(Node):
    """A base and its exponent."""

    base: Node
    exponent: Node
    ambiguous: bool = False


@final
@dataclass(frozen=True, slots=True)
class Root(Node):
    """A root, square if it shows no degree."""

    radicand: Node
    degree: Node | None = None


@final
@dataclass(frozen=True, slots=True)
class Transpose(Node):
    """A superscript T."""

    operand: Node
    mark: str = "T"


@final
@dataclass(frozen=True, slots=True)
class Prime(Node):
    """Primes: a derivative, a name, or a transpose."""

    operand: Node
    count: int = 1


@final
@dataclass(frozen=True, slots=True)
class Mark(Node):
    """A superscript star, plus, minus or dagger."""

    operand: Node
    mark: str


@final
@dataclass(frozen=True, slots=True)
class Factorial(Node):
    """One or more exclamation marks."""

    operand: Node
    count: int = 1


@final
@dataclass(frozen=True, slots=True)
class Percent(Node):
    """A percent sign."""

    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Degrees(Node):
    """A degree sign."""

    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Indexed(Node):
    """An index on what is no name."""

    operand: Node
    index: Node


@final
@dataclass(frozen=True, slots=True)
class Group(Node):
    """Items in brackets, or a bare list."""

    fence: str
    items: tuple[Node, ...]
    separators: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Call(Node):
    """A name before a bracket: application or product."""

    head: Node
    arguments: Group

    @property
    def operation(self) -> Product | None:
        r"""a \star b, where the head is the sign of an operation that an author defines."""
        sign = self.head.base if isinstance(self.head, Name) else ""
        infix = sign in SIGNS and len(self.arguments.items) == 2
        return Product(self.arguments.items, (sign,), span=self.span) if infix else None


@final
@dataclass(frozen=True, slots=True)
class Apply(Node):
    """A function that is certainly applied."""

    function: Node
    argument: Node
    power: Node | None = None
    ambiguous: bool = False


@final
@dataclass(frozen=True, slots=True)
class Abs(Node):
    """Single bars."""

    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Norm(Node):
    """Double bars."""

    operand: Node
    subscript: Node | None = None


@final
@dataclass(frozen=True, slots=True)
class Floor(Node):
    """Floor brackets."""

    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Ceiling(Node):
    """Ceiling brackets."""

    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Binomial(Node):
    """A binomial coefficient."""

    upper: Node
    lower: Node


@final
@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """Rows of cells in a fence."""

    rows: tuple[tuple[Node, ...], ...]
    fence: str = "[]"
    rules: tuple[int, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Case(Node):
    """One row of a definition by cases."""

    value: Node
    condition: Node | None = None
    words: str = ""


@final
@dataclass(frozen=True, slots=True)
class Cases(Node):
    """A definition by cases."""

    rows: tuple[Case, ...]


@final
@dataclass(frozen=True, slots=True)
class System(Node):
    """Equations set together."""

    rows: tuple[Node, ...]


@final
@dataclass(frozen=True, slots=True)
class BigOperator(Node):
    """A sum, product, integral or limit with its bounds and body."""

    operator: str
    lower: Node | None
    upper: Node | None
    body: Node


@final
@dataclass(frozen=True, slots=True)
class Derivative(Node):
    """A derivative written as a fraction."""

    operand: Node | None
    variables: tuple[Node, ...]
    orders: tuple[int, ...]
    partial: bool = False


@final
@dataclass(frozen=True, slots=True)
class Differential(Node):
    """A differential by itself."""

    operand: Node
    symbol: str = "∂"


@final
@dataclass(frozen=True, slots=True)
class Evaluated(Node):
    """An expression at a place, after a bar."""

    operand: Node
    condition: Node


@final
@dataclass(frozen=True, slots=True)
class Annotated(Node):
    """A note under or over an expression."""

    operand: Node
    note: Node
    place: str


@final
@dataclass(frozen=True, slots=True)
class Dots(Node):
    """Three dots."""

    kind: str = "ldots"


@final
@dataclass(frozen=True, slots=True)
class Empty(Node):
    """Nothing: an empty cell, item or side."""
