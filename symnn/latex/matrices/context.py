"""What an expression in matrices is read under: kinds of names, definitions, a layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.latex import syntax as tree
from symnn.latex.calls import resolve
from symnn.latex.matrices.draft import Draft
from symnn.latex.matrices.names import (
    COLUMN,
    FUNCTIONS,
    NUMBER,
    OPEN_FUNCTIONS,
    ROW,
    name_key,
)
from symnn.latex.matrices.sizes import ONE, Shape, Sizes, UnreadError

#: How the entries of a derivative are laid out. Of a number by a vector or matrix: with the
#: shape of that (`gradient`, `denominator`) or transposed (`numerator`); of a vector by a vector:
#: a row for each entry of what is derived (`gradient`, `numerator`) or transposed. With `rows`, a
#: slope of a number by a vector is a row, and by a matrix it has the shape of that.
GRADIENT, DENOMINATOR, NUMERATOR = "gradient", "denominator", "numerator"
ROWS: Final = "rows"
MOST_DEFINITIONS: Final = 60
LAYOUTS: Final = (GRADIENT, DENOMINATOR, NUMERATOR)

#: A declared shape, or what a name is by the way it is written.
Sort: TypeAlias = "Shape | str"


def undefined(key: str) -> tree.Node | None:
    """No name has a definition."""
    del key
    return None


@final
@dataclass(slots=True)
class Context:
    """One reading: what each name is, and what has been settled of the sizes.

    `body` gives the definition of a name, or None. `upstream` names, for a number that nothing
    defines, the name through which it depends on all others; `moving` are the names that depend
    on the number they are derived by. `letters` are the letters that are sizes. With `sums`, sums
    over an index are read for their sizes alone.
    """

    sorts: Mapping[str, Sort]
    sizes: Sizes = field(default_factory=Sizes)
    body: Callable[[str], tree.Node | None] = undefined
    layout: str = GRADIENT
    upstream: Mapping[str, tree.Node] = field(default_factory=dict)
    moving: Mapping[str, str] = field(default_factory=dict)
    letters: frozenset[str] = frozenset()
    sums: bool = False
    shapes: dict[str, Shape] = field(default_factory=dict)
    active: frozenset[str] = frozenset()
    expanded: list[int] = field(default_factory=lambda: [0])
    notes: dict[str, None] = field(default_factory=dict)

    def expand(self) -> None:
        """Count a definition that is put in; UnreadError if they are too many."""
        self.expanded[0] += 1
        if self.expanded[0] > MOST_DEFINITIONS:
            raise UnreadError("too many definitions are put into one another")

    def shape_of(self, key: str) -> Shape:
        """The shape of a name, with unknown sizes where nothing tells them."""
        known = self.shapes.get(key)
        if known is None:
            known = self.shapes[key] = self._new_shape(key)
        return known

    def _new_shape(self, key: str) -> Shape:
        sort = self.sorts.get(key)
        if sort is None:
            raise UnreadError(f"{key} is not known as a number, vector or matrix")
        if not isinstance(sort, str):
            return sort
        rows = ONE if sort in (NUMBER, ROW) else self.sizes.unknown()
        columns = ONE if sort in (NUMBER, COLUMN) else self.sizes.unknown()
        return rows, columns

    def name(self, key: str) -> Draft:
        """The name itself as an expression."""
        return Draft("name", (key,), self.shape_of(key))

    def told_apart(self, node: tree.Node) -> tree.Node:
        """The tree with brackets after a factor read as a product."""
        calls = [n for n in tree.walk(node) if isinstance(n, tree.Call)]
        lone = {
            id(n.head)
            for n in calls
            if all(_is_lone(item) or _is_place(n.head, item) for item in n.arguments.items)
        }
        return resolve(node, lambda head: self._is_applied(head, lone=id(head) in lone))

    def _is_applied(self, head: tree.Node, lone: bool) -> bool:
        """Whether brackets after a head are arguments: of ∇, a function, or what depends on t.

        So they are, too, around a lone name, unless the head was declared a matrix.
        """
        if isinstance(head, tree.Name) and head.base == "nabla":
            return True
        key, plain = name_key(head), (tree.key(head) or "").rstrip("'")
        if key is None or isinstance(self.sorts.get(key, ""), tuple):
            return False
        return lone or key in self.moving or plain in FUNCTIONS or plain in OPEN_FUNCTIONS

    def inside(self, key: str) -> Context:
        """The context of the definition of a name."""
        return replace(self, active=self.active | {key})


def _is_place(head: tree.Node, item: tree.Node) -> bool:
    """Whether a number is where a slope is taken: M'(0), M''(1)."""
    bare = item.operand if isinstance(item, tree.Neg) else item
    return isinstance(head, tree.Prime) and isinstance(bare, tree.Number)


def _is_lone(node: tree.Node) -> bool:
    return isinstance(node, (tree.Name, tree.Prime, tree.Mark))
