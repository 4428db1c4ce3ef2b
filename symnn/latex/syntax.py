r"""Mathematics as written: the tree that the parser makes and the writer prints.

Nothing here knows what a number or a matrix is worth. Every node is frozen, carries
``span`` (offsets into the formula's source) and compares equal up to spans.

**Formula** = source + statements; a **Statement** = ``body`` (a Chain, Logic, System, Text or a
bare expression) with

* ``lead``       words before it (``\text{if } …``, ``\forall``), or None
* ``qualifiers`` words after it with what they govern: ``\text{ for all } x``, ``\ (a \ne 0)``
* ``connective`` ``⇒`` or ``⇔`` when it began with one
* ``separator``  what stood before it: ``""`` (first) ``","`` ``";"`` ``":"`` ``"quad"`` ``"row"``
  ``"column"`` ``"and"``

Words one does not understand change the meaning: a lead or a qualifier must not be ignored.
What could not be read is an **Unreadable** (message, span, macro): a whole statement, or one operand
of a chain, so that the links around it survive.

=================  =============================================================================
node               fields, and what it stands for
=================  =============================================================================
``Number``         text, value: Fraction, decimals: int | None. ``0.50`` has two decimals
``Name``           base (``W``, ``alpha``, ``ReLU``), font (bold, bb, cal, frak, upright or ""),
                   accents (``hat``…), subscript, labels (Groups: ``a^{(l)}``, ``a^{[1](i)}``);
                   ``key(name)`` is its place in a symbol table
``Sum``            terms; a subtracted one is ``Neg``, a ``\pm`` one ``PlusMinus``
``Neg``            operand
``PlusMinus``      operand, sign ``±`` or ``∓``
``Product``        factors, operators between them: ``""`` (juxtaposed) ``·`` ``×`` ``*`` ``⊙`` ``∘``
                   ``⊗`` ``mod`` …; juxtaposition binds tighter than the others and nests inside
``Quotient``       numerator, denominator, style ``frac`` or ``/``; ambiguous for ``1/2x``, ``a/bc``
                   (read (1/2)x: the quotient is then the first factor of a juxtaposition)
``Power``          base, exponent; ambiguous for ``{ab}^2``, where print and source disagree
``Root``           radicand, degree or None
``Transpose``      operand, mark (``T``, ``top``, …)
``Prime``          operand, count. ``f'``, or a name ``w'``, or a transpose: not decided here
``Mark``           operand, mark: ``*`` ``+`` ``-`` ``dagger``
``Factorial``      operand, count; ``Percent`` and ``Degrees``: operand
``Indexed``        operand, index: ``(AB)_{12}``, ``1_{x>0}``, ``[x]_+``
``Call``           head, arguments: Group. A name before ``( )``: application *or product*, to be
                   decided by ``calls.resolve``
``Apply``          function (Name, or Prime of one), argument (a Group when it was bracketed), power
                   (``\sin^2 x``). Certain application; ambiguous for ``\sin x y``, ``\sin x / 2``
``Group``          fence ``()`` ``[]`` ``{}`` ``⟨⟩`` ``[)`` ``(]`` … or ``""`` (a bare list), items,
                   separators: ``,`` ``;`` ``|`` ``:`` or ``" "`` (``[a \quad b]``)
``Abs`` ``Floor``  operand; ``Ceiling`` too; ``Norm``: operand, subscript or None
``Binomial``       upper, lower
``Matrix``         rows of cells, fence ``()`` ``[]`` ``{}`` ``||`` ``‖‖`` or ``""``; rules: columns
                   before a vertical line (``[A|b]``)
``Cases``          rows of ``Case``: value, condition or None, words (``if``, ``otherwise``)
``System``         rows: equations set together with a brace
``BigOperator``    operator (``sum prod int lim`` …), lower, upper, body: the term that follows
``Derivative``     operand or None, variables, orders, partial: ``\frac{d}{dx}f``
``Differential``   operand, symbol: a lone ``\partial L``
``Evaluated``      operand, condition: ``f(x)\big|_{x=0}``
``Annotated``      operand, note, place: ``\underbrace{x}_{y}``, ``\underset{y}{x}``
``Chain``          first, links of (relation, operand, relation_span). First is ``Empty`` when the
                   formula goes on from the one before. ``⇒ ⇔ ⇐`` join whole chains
``Logic``          operator ``and`` ``or`` ``not``, operands
``Text``           text that is no name; ``Ellipsis``: kind; ``Empty``: an empty cell or item
=================  =============================================================================

Relations: ``= ≠ < > ≤ ≥ ≈ ≃ ≅ ~ ≡ ∝ ∈ ∉ ∋ ⊂ ⊆ ⊃ ⊇ → ↦ ← := : ∣ ≪ ≫ ⟂ ∥ =? ⇒ ⇔ ⇐``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias, final


class Span(NamedTuple):
    """A half-open range of offsets into the formula's source."""

    start: int
    end: int


NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A piece of mathematics and where it stands; equality ignores the place."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@final
@dataclass(frozen=True, slots=True)
class Number(Node):
    text: str
    value: Fraction
    decimals: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Name(Node):
    base: str
    font: str = ""
    accents: tuple[str, ...] = ()
    subscript: Node | None = None
    labels: tuple[Group, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Sum(Node):
    terms: tuple[Node, ...]


@final
@dataclass(frozen=True, slots=True)
class Neg(Node):
    operand: Node


@final
@dataclass(frozen=True, slots=True)
class PlusMinus(Node):
    operand: Node
    sign: str = "±"


@final
@dataclass(frozen=True, slots=True)
class Product(Node):
    factors: tuple[Node, ...]
    operators: tuple[str, ...]

    @property
    def implicit(self) -> bool:
        """Whether every factor is merely set beside the next."""
        return not any(self.operators)


@final
@dataclass(frozen=True, slots=True)
class Quotient(Node):
    numerator: Node
    denominator: Node
    style: str = "frac"
    ambiguous: bool = False


@final
@dataclass(frozen=True, slots=True)
class Power(Node):
    base: Node
    exponent: Node
    ambiguous: bool = False


@final
@dataclass(frozen=True, slots=True)
class Root(Node):
    radicand: Node
    degree: Node | None = None


@final
@dataclass(frozen=True, slots=True)
class Transpose(Node):
    operand: Node
    mark: str = "T"


@final
@dataclass(frozen=True, slots=True)
class Prime(Node):
    operand: Node
    count: int = 1


@final
@dataclass(frozen=True, slots=True)
class Mark(Node):
    operand: Node
    mark: str


@final
@dataclass(frozen=True, slots=True)
class Factorial(Node):
    operand: Node
    count: int = 1


@final
@dataclass(frozen=True, slots=True)
class Percent(Node):
    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Degrees(Node):
    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Indexed(Node):
    operand: Node
    index: Node


@final
@dataclass(frozen=True, slots=True)
class Group(Node):
    fence: str
    items: tuple[Node, ...]
    separators: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Call(Node):
    head: Node
    arguments: Group


@final
@dataclass(frozen=True, slots=True)
class Apply(Node):
    function: Node
    argument: Node
    power: Node | None = None
    ambiguous: bool = False


@final
@dataclass(frozen=True, slots=True)
class Abs(Node):
    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Norm(Node):
    operand: Node
    subscript: Node | None = None


@final
@dataclass(frozen=True, slots=True)
class Floor(Node):
    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Ceiling(Node):
    operand: Node


@final
@dataclass(frozen=True, slots=True)
class Binomial(Node):
    upper: Node
    lower: Node


@final
@dataclass(frozen=True, slots=True)
class Matrix(Node):
    rows: tuple[tuple[Node, ...], ...]
    fence: str = "[]"
    rules: tuple[int, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Case(Node):
    value: Node
    condition: Node | None = None
    words: str = ""


@final
@dataclass(frozen=True, slots=True)
class Cases(Node):
    rows: tuple[Case, ...]


@final
@dataclass(frozen=True, slots=True)
class System(Node):
    rows: tuple[Node, ...]


@final
@dataclass(frozen=True, slots=True)
class BigOperator(Node):
    operator: str
    lower: Node | None
    upper: Node | None
    body: Node


@final
@dataclass(frozen=True, slots=True)
class Derivative(Node):
    operand: Node | None
    variables: tuple[Node, ...]
    orders: tuple[int, ...]
    partial: bool = False


@final
@dataclass(frozen=True, slots=True)
class Differential(Node):
    operand: Node
    symbol: str = "∂"


@final
@dataclass(frozen=True, slots=True)
class Evaluated(Node):
    operand: Node
    condition: Node


@final
@dataclass(frozen=True, slots=True)
class Annotated(Node):
    operand: Node
    note: Node
    place: str


@final
@dataclass(frozen=True, slots=True)
class Link(Node):
    relation: str
    operand: Node
    relation_span: Span = field(default=NOWHERE, compare=False, repr=False)


@final
@dataclass(frozen=True, slots=True)
class Chain(Node):
    first: Node
    links: tuple[Link, ...]

    def pairs(self) -> Iterator[tuple[Node, Link]]:
        """Each link with the operand on its left."""
        left = self.first
        for link in self.links:
            yield left, link
            left = link.operand


@final
@dataclass(frozen=True, slots=True)
class Logic(Node):
    operator: str
    operands: tuple[Node, ...]


@final
@dataclass(frozen=True, slots=True)
class Text(Node):
    text: str


@final
@dataclass(frozen=True, slots=True)
class Ellipsis(Node):
    kind: str = "ldots"


@final
@dataclass(frozen=True, slots=True)
class Empty(Node):
    pass


@final
@dataclass(frozen=True, slots=True)
class Unreadable(Node):
    message: str
    macro: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Qualifier(Node):
    words: str
    body: Node | None = None


@final
@dataclass(frozen=True, slots=True)
class Statement(Node):
    body: Node
    lead: Text | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    connective: str = ""
    separator: str = ""


@final
@dataclass(frozen=True, slots=True)
class Formula:
    """A formula's source and the statements it makes."""

    source: str
    statements: tuple[Statement | Unreadable, ...]


#: Children of a node sit in its fields: a node, a tuple of nodes, or rows of them.
Part: TypeAlias = Any


@cache
def _parts(kind: type[Node]) -> tuple[str, ...]:
    leaves = {"str", "int", "bool", "int | None", "str | None", "tuple[str, ...]"}
    leaves |= {"tuple[int, ...]", "Span", "Fraction"}
    return tuple(f.name for f in fields(kind) if f.type not in leaves)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in reading order."""
    found: list[Node] = []
    for name in _parts(type(node)):
        _collect(getattr(node, name), found)
    return tuple(found)


def _collect(part: Part, found: list[Node]) -> None:
    if isinstance(part, Node):
        found.append(part)
    elif isinstance(part, tuple):
        for inner in part:
            _collect(inner, found)


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, parents first, without recursion."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(children(top)))


def height(node: Node) -> int:
    """The number of nodes on the longest way down, counted without recursion."""
    level, tall = [node], 0
    while level:
        tall += 1
        level = [child for parent in level for child in children(parent)]
    return tall


def map_children(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same node over changed children; the node itself if none changed."""
    values = {name: getattr(node, name) for name in _parts(type(node))}
    changed = {name: _mapped(part, change) for name, part in values.items()}
    if all(changed[name] is values[name] for name in values):
        return node
    rest = {f.name: getattr(node, f.name) for f in fields(node) if f.name not in changed}
    return type(node)(**rest, **changed)


def _mapped(part: Part, change: Callable[[Node], Node]) -> Part:
    if isinstance(part, Node):
        return change(part)
    if isinstance(part, tuple):
        new = tuple(_mapped(inner, change) for inner in part)
        same = all(a is b for a, b in zip(part, new, strict=True))
        return part if same else new
    return part


def key(node: Node) -> str | None:
    r"""The place of a name in a symbol table, or None for what is no name.

    Bold and upright type do not count, save on a digit; nor do braces and spaces:
    ``\mathbf{W}_1``, ``W_{1}`` and ``W_1`` agree, ``W^{(1)}`` and ``\hat{W}_1`` do not.
    Primes, marks and transposes of a name belong to it: ``w'`` is its own name.

    >>> key(Name("W", font="bold", subscript=Number("1", Fraction(1)))) == "W_1"
    True
    """
    if isinstance(node, Name):
        return _name_key(node)
    if isinstance(node, (Prime, Mark)):
        inner = key(node.operand)
        mark = "'" * node.count if isinstance(node, Prime) else "^" + node.mark
        return None if inner is None else inner + mark
    return None


def _name_key(name: Name) -> str:
    plain = name.font in ("", "upright") or (name.font == "bold" and not name.base.isdigit())
    text = name.base if plain else f"{name.font} {name.base}"
    for accent in name.accents:
        text = f"{accent}({text})"
    if name.subscript is not None:
        text += "_" + index_key(name.subscript)
    return text + "".join("^" + index_key(label) for label in name.labels)


def index_key(node: Node) -> str:
    """An index as plain text: the same for every way of writing it.

    >>> index_key(Product((Name("i"), Name("j")), ("",))) == "ij"
    True
    """
    named = key(node)
    if named is not None:
        return named
    if isinstance(node, (Number, Text)):
        return node.text
    if isinstance(node, Ellipsis):
        return "…"
    if isinstance(node, Group):
        left, right = (node.fence[:1], node.fence[1:])
        marks = (*node.separators, "")
        items = [index_key(i) + m for i, m in zip(node.items, marks, strict=False)]
        return left + "".join(items) + right
    if isinstance(node, Sum):
        return "+".join(index_key(t) for t in node.terms).replace("+-", "-")
    if isinstance(node, Product):
        marks = ("", *node.operators)
        return "".join(m + index_key(f) for m, f in zip(marks, node.factors, strict=True))
    if isinstance(node, Neg):
        return "-" + index_key(node.operand)
    if isinstance(node, Chain):
        links = "".join(li.relation + index_key(li.operand) for li in node.links)
        return index_key(node.first) + links
    inside = ",".join(index_key(child) for child in children(node))
    return f"{type(node).__name__}({inside})"
