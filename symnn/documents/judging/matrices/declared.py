r"""The shapes that a document gives to its names: ``W \in \mathbb{R}^{m \times n}``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Final, Protocol, TypeVar, final

from symnn.deferred import dataclass
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import DENOMINATOR, GRADIENT, LAYOUTS, NUMERATOR
from symnn.latex.matrices.names import name_key
from symnn.latex.matrices.sizes import NUMBER, ONE, Shape

_MOST: Final = 4


class Said(Protocol):
    """A declaration: the headings above it, and whether words say it anew."""

    @property
    def section(self) -> tuple[str, ...]:
        """The headings above it."""

    @property
    def anew(self) -> bool:
        """Whether it takes the place of those before."""


_S = TypeVar("_S", bound=Said)


def is_anew(formula: Formula) -> bool:
    """Whether words before a formula give its names other shapes than before."""
    from symnn.documents.judging.matrices.redeclared import is_said_anew

    return is_said_anew(formula)


def in_force(found: Sequence[_S], section: tuple[str, ...]) -> list[_S]:
    """The declarations of one name, in their order, that hold under some headings.

    Those under these headings come before all others; a later one under a heading below, or one
    that is said anew, takes the place of those before. Where none stands under these headings, all
    others may be meant.
    """
    near = [one for one in found if one.section == section[: len(one.section)]]
    if not near:
        return list(found)
    kept: list[_S] = []
    for one in near:
        if kept and (one.anew or one.section != kept[-1].section):
            kept = []
        kept.append(one)
    return kept


@final
@dataclass(frozen=True, slots=True)
class Declaration:
    """A name with its shape; a `vector` was given one size, so it may be a row as well.

    `anew` tells that it takes the place of those before, `passing` that it stands in words beside
    something else.
    """

    key: str
    shape: Shape
    vector: bool
    section: tuple[str, ...] = ()
    line: int = 0
    at: int = 0
    anew: bool = False
    passing: bool = False


@final
@dataclass(slots=True)
class Declared:
    """All declarations of a document so far, by name, in its order.

    `layouts` are those of derivatives that the shapes of some leave, in the section of each.
    """

    known: dict[str, list[Declaration]] = field(default_factory=dict)
    layouts: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def add(self, declaration: Declaration) -> None:
        """Add one; the same said again changes nothing, nor does another beside something else."""
        before = self.known.setdefault(declaration.key, [])
        if before and declaration.passing and in_force(before, declaration.section):
            return
        last = (before[-1].shape, before[-1].section) if before else None
        if last != (declaration.shape, declaration.section):
            before.append(declaration)

    def copy(self) -> Declared:
        """As it is now."""
        return Declared({key: list(known) for key, known in self.known.items()}, dict(self.layouts))

    def latest(self, key: str) -> tuple[Declaration, ...]:
        """The declarations of a name, the last first, at most a few."""
        return tuple(reversed(self.known.get(key, [])[-_MOST:]))

    def at(self, key: str, section: tuple[str, ...]) -> tuple[Declaration, ...]:
        """Those of a name that are in force under some headings, the last first, at most a few."""
        return tuple(reversed(in_force(self.known.get(key, []), section)[-_MOST:]))


def space(node: tree.Node) -> tuple[Shape, bool] | None:
    r"""The shape of the elements of ``\mathbb{R}^{m \times n}``, and whether they are vectors.

    >>> space(tree.Name("R", font="bb")) == (NUMBER, False)
    True
    """
    if _is_reals(node):
        return NUMBER, False
    if not isinstance(node, tree.Power) or not _is_reals(node.base):
        return None
    exponent = node.exponent
    while isinstance(exponent, tree.Group) and len(exponent.items) == 1:
        exponent = exponent.items[0]
    if isinstance(exponent, tree.Product) and exponent.operators == ("×",):
        rows, columns = (size(f) for f in exponent.factors)
        return None if rows is None or columns is None else ((rows, columns), False)
    if isinstance(exponent, tree.Product) and "×" in exponent.operators:
        return None
    one = size(exponent)
    if one is None:
        return None
    return ((one, ONE), True) if one != ONE else (NUMBER, False)


def _is_reals(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "R" and node.subscript is None


def size(node: tree.Node) -> str | None:
    """A size as text; None for what is none."""
    if isinstance(node, tree.Number):
        whole = node.value.denominator == 1 and 1 <= node.value < 10_000
        return str(node.value.numerator) if whole else None
    if isinstance(node, tree.Name):
        return tree.key(node)
    if isinstance(node, tree.Abs) and (counted := tree.key(node.operand)) is not None:
        return f"|{counted}|"  # the number of its members
    text = tree.index_key(node).replace(" ", "").replace('"', "")
    return f"({text})"[:40]


def members(chain: tree.Chain) -> Iterator[tuple[tree.Name, Shape, bool]]:
    """The names that a relation `names ∈ space` declares."""
    if len(chain.links) != 1 or chain.links[0].relation != "∈":
        return
    found = space(chain.links[0].operand)
    first = chain.first
    items = first.items if isinstance(first, tree.Group) and not first.fence else (first,)
    if found is None or not all(isinstance(item, tree.Name) for item in items):
        return
    for item in items:
        if isinstance(item, tree.Name) and name_key(item) is not None:
            yield item, *found


def declarations(statement: tree.Statement | tree.Unreadable) -> Iterator[Declaration]:
    """What a statement declares, in its body or in the words beside it."""
    if isinstance(statement, tree.Unreadable):
        return
    rows = statement.body.rows if isinstance(statement.body, tree.System) else ()
    beside = [q.body for q in statement.qualifiers]
    listed = [(statement.body, False), *((b, True) for b in beside), *((r, False) for r in rows)]
    for body, passing in listed:
        if isinstance(body, tree.Chain):
            for name, shape, vector in members(body):
                key, at = name_key(name) or "", name.span.start
                yield Declaration(key, shape, vector, at=at, passing=passing)


def _bodies(statement: tree.Statement | tree.Unreadable) -> Iterator[tree.Chain]:
    """The relations of a statement, and those beside it."""
    if isinstance(statement, tree.Statement):
        for body in (statement.body, *(q.body for q in statement.qualifiers)):
            if isinstance(body, tree.Chain):
                yield body


def numbers_of_claims(
    statements: Iterable[tree.Statement | tree.Unreadable],
) -> Iterator[int]:
    r"""Where numbers stand that a claim alone is about: f(x) = x "for all x ∈ ℝ".

    Elsewhere such a letter may be a vector. Where sizes are kept apart, W ∈ ℝ^{m×n} "for m ≠ n",
    a shape is claimed, and holds for no other formula.
    """
    statements = tuple(statements)
    if keep_sizes_apart(statements):
        bodies = [body for statement in statements for body in _bodies(statement)]
        yield from (name.span.start for body in bodies for name, _, _ in members(body))
    for statement in statements:
        for said in getattr(statement, "qualifiers", ()):
            words = said.words.lower().split()
            if isinstance(said.body, tree.Chain) and {"all", "every", "each", "any"} & {*words}:
                found = members(said.body)
                yield from (name.span.start for name, shape, _ in found if shape == NUMBER)


def keep_sizes_apart(statements: Iterable[tree.Statement | tree.Unreadable]) -> bool:
    r"""Whether something is said of sizes that differ: W \in \mathbb{R}^{m \times n} "for" m \ne n.

    Without the word, n \ne d beside X \in \mathbb{R}^{n \times d} is supposed with the shape.
    """
    limited = False
    for statement in statements:
        if not isinstance(statement, tree.Statement):
            continue
        if limited and _is_unequal(statement.body):
            return True
        for said in statement.qualifiers:
            limited = limited or said.words.split()[:1] == ["for"]
            if limited and _is_unequal(said.body):
                return True
    return False


def _is_unequal(body: tree.Node | None) -> bool:
    return isinstance(body, tree.Chain) and any(link.relation == "≠" for link in body.links)


def stated_layouts(body: tree.Node, shapes: Mapping[str, Shape]) -> tuple[str, ...]:
    r"""The layouts that `\frac{\partial L}{\partial W} \in \mathbb{R}^{m \times n}` leaves, or all.

    Args:
        body: a relation.
        shapes: those of the names so far; the derivative of a number has that of its variable, or
            the transposed one.
    """
    if not isinstance(body, tree.Chain) or body.links[-1].relation != "∈":
        return LAYOUTS
    slope, link = list(body.pairs())[-1]  # also the slope of g = ∂J/∂x ∈ ℝ^{1×n}
    found = space(link.operand)
    if not isinstance(slope, tree.Derivative) or len(slope.variables) != 1 or found is None:
        return LAYOUTS
    shape = shapes.get(name_key(slope.variables[0]) or "")
    if shape is None or shape[0] == shape[1]:
        return LAYOUTS
    if found[0] == shape:
        return (GRADIENT, DENOMINATOR)
    return (NUMERATOR,) if found[0] == shape[::-1] else LAYOUTS
