"""The arrays of a claim written out: each entry by its formula, by numbers, or as an unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final, TypeAlias

from symnn.deferred import dataclass
from symnn.documents.judging.index_notation.axes import MisfitError, Shape
from symnn.documents.judging.index_notation.cells import Cells, flat, number, of_value, only
from symnn.documents.judging.index_notation.names import Family, Member, Names, shift_of
from symnn.documents.judging.index_notation.shapes import Shapes
from symnn.exact.expression import ONE, PI, ZERO, Expr, add, exp, negative, rational, symbol
from symnn.latex import syntax as tree

Local: TypeAlias = "Mapping[str, Cells | int]"
#: A whole array that stands for itself: its name, and where its labels are.
Atom: TypeAlias = "tuple[str, tuple[int, ...]]"
Atoms: TypeAlias = "frozenset[Atom]"

DEEPEST: Final = 24


@dataclass(slots=True)
class Arrays:
    """The arrays of a claim at sizes of its axes and at places of its indices.

    `lowest` is the first label whose formula is put in; `summing` are the arrays whose entries add
    up to 1, with `hot` the one of them that is 1.
    """

    names: Names
    shapes: Shapes
    sizes: Mapping[int, int]
    places: Mapping[str, int]
    lowest: int = 1
    summing: frozenset[str] = frozenset()
    hot: int = 0
    known: dict[tuple[Atom, Atoms], Cells] = field(default_factory=dict)
    way: tuple[object, ...] = ()

    def of(self, node: tree.Node, local: Local, atoms: Atoms) -> Cells:
        """The entries of an expression."""
        raise NotImplementedError

    def indicator(self, node: tree.Node, local: Local, atoms: Atoms) -> Cells:
        """1 where a condition holds, else 0."""
        raise NotImplementedError

    def name(self, node: tree.Name, local: Local, atoms: Atoms) -> Cells:
        """A name: an index, an entry, a whole array, a size."""
        key = tree.key(node) or ""
        here = local.get(key)
        if here is not None:
            return number(rational(here)) if isinstance(here, int) else here
        if node.base == "1" and isinstance(node.subscript, tree.Chain):
            return self.indicator(node.subscript, local, atoms)
        unit = self.names.unit_index(node)
        if unit is not None:
            hot = self._place(unit, local)
            size = self._placed_size(node)
            return tuple((ONE if k == hot else ZERO,) for k in range(1, size + 1))
        member = self.names.member(node)
        own = None if member is None else local.get(member.base)
        if member is not None and isinstance(own, tuple):
            return self._own_entry(own, member, local)
        if member is not None:
            return self._member(member, local, atoms)
        if key in self.places:
            return number(rational(self.places[key]))
        if self.shapes.is_size(node):
            return number(rational(self._size(self.shapes.counts[key])))
        if key in self.shapes.wholes:
            return self.array((key, ()), node, atoms)
        return self._usual(node)

    def _usual(self, node: tree.Name) -> Cells:
        if node.base in ("e", "pi"):
            return number(PI if node.base == "pi" else exp(ONE))
        size = self._placed_size(node)
        if node.base == "I":
            return tuple(tuple(ONE if i == j else ZERO for j in range(size)) for i in range(size))
        return tuple((ONE if node.base == "1" else ZERO,) for _ in range(size))

    def _placed_size(self, node: tree.Node, letter: str = "") -> int:
        found = {self._size(axis) for axis in self.shapes.placed.get((id(node), letter), ())}
        if len(found) != 1:
            raise MisfitError("what has several sizes at its places")
        return found.pop()

    def _size(self, axis: int) -> int:
        return self.sizes.get(self.shapes.axes.root(axis), 1)

    def _extent(self, shape: Shape) -> tuple[int, int]:
        return self._size(shape[0]), self._size(shape[1])

    def _member(self, member: Member, local: Local, atoms: Atoms) -> Cells:
        entry = tuple(self._place(index, local) for index in member.entry)
        if member.base == "delta" and len(entry) == 2 and not member.labels:
            return number(ONE if entry[0] == entry[1] else ZERO)
        labels = tuple(self._place(label, local) for label in member.labels)
        atom = member.base, labels
        if not entry:
            return self.array(atom, member.bare, atoms)
        return number(self.entry(atom, member.bare, entry, atoms))

    def _own_entry(self, cells: Cells, member: Member, local: Local) -> Cells:
        """An entry of an argument: p_k in the formula of a function of p."""
        at = [self._place(index, local) for index in member.entry]
        listed = flat(cells)
        wide = len(at) == 2
        if not at or min(at) < 1 or at[0] > (len(cells) if wide else len(listed)):
            raise MisfitError("an entry that an argument has not")
        if wide and at[1] > len(cells[0]):
            raise MisfitError("an entry that an argument has not")
        return number(cells[at[0] - 1][at[1] - 1] if wide else listed[at[0] - 1])

    def entry(self, atom: Atom, bare: tree.Name, at: tuple[int, ...], atoms: Atoms) -> Expr:
        """One entry of an array: by the formula of entries, if there is one."""
        formula = None if atom in atoms else self._formula(atom, bare)
        if formula is not None and 0 < len(formula.entry) == len(at) and min(at) >= 1:
            return self._entry_by(formula, atom, at, atoms)
        cells = self.array(atom, bare, atoms)
        listed = flat(cells)
        wide = len(at) == 2 and len(cells[0]) > 1
        inside = min(at) >= 1 and (at[0] <= len(cells) if wide else at[0] <= len(listed))
        if not inside or (wide and at[1] > len(cells[0])):
            return symbol(entry_name(_labelled(atom), at))
        return cells[at[0] - 1][at[1] - 1] if wide else listed[at[0] - 1]

    def _entry_by(self, formula: Family, atom: Atom, at: tuple[int, ...], atoms: Atoms) -> Expr:
        names, places = (*formula.labels, *formula.entry), (*atom[1], *at)
        if len(names) != len(places):
            raise MisfitError("an entry with fewer indices than its formula has")
        inside = dict(zip(names, places, strict=True))
        before = self._enter((atom, at, atoms))
        found = only(self.of(formula.body, inside, atoms))
        self.way = before
        return found

    def array(self, atom: Atom, bare: tree.Name, atoms: Atoms) -> Cells:
        """The entries of a whole array."""
        place = atom, atoms
        if place not in self.known:
            self.known[place] = self._worked_out(atom, bare, atoms)
        return self.known[place]

    def _worked_out(self, atom: Atom, bare: tree.Name, atoms: Atoms) -> Cells:
        if atom[0] not in self.shapes.wholes:
            raise MisfitError("an array of which no shape is known")
        rows, columns = self._extent(self.shapes.wholes[atom[0]])
        formula = None if atom in atoms else self._formula(atom, bare)
        places = [[_places(i, j, rows, columns) for j in range(columns)] for i in range(rows)]
        if formula is None:
            value = None if atom in atoms or atom[1] else self.names.value(bare)
            if value is not None:
                return of_value(value)
            return tuple(
                tuple(self._unknown(atom, at, max(rows, columns)) for at in row) for row in places
            )
        if formula.entry:
            return tuple(
                tuple(self._entry_by(formula, atom, at, atoms) for at in row) for row in places
            )
        before = self._enter((atom, atoms))
        found = self.of(formula.body, dict(zip(formula.labels, atom[1], strict=True)), atoms)
        self.way = before
        if (len(found), len(found[0])) != (rows, columns):
            return self._spread(found, rows, columns)
        return found

    @staticmethod
    def _spread(found: Cells, rows: int, columns: int) -> Cells:
        if len(found) > 1 or len(found[0]) > 1:
            raise MisfitError("an array of another size than its formula")
        return tuple(tuple(found[0][0] for _ in range(columns)) for _ in range(rows))

    def _enter(self, mark: object) -> tuple[object, ...]:
        if mark in self.way or len(self.way) > DEEPEST:
            raise MisfitError("a name that is defined in terms of itself")
        before, self.way = self.way, (*self.way, mark)
        return before

    def _formula(self, atom: Atom, bare: tree.Name) -> Family | None:
        """The formula of an array or of its entries; none below the lowest label."""
        labels = atom[1]
        if labels and min(labels) < self.lowest:
            return None
        if not labels and self.names.value(bare) is None:
            body = self.names.definition(atom[0])
            if body is not None:
                return Family((), (), body)
        marks = tuple(tree.Name("i") for _ in labels)
        found = self.names.families(Member(atom[0], bare, marks))
        return found[0] if found else None

    def _place(self, node: tree.Node, local: Local) -> int:
        if isinstance(node, tree.Number):
            return int(node.value)
        shifted = shift_of(node)
        if shifted is not None:
            return self._place(shifted[0], local) + shifted[1]
        key = tree.key(node) or ""
        here = local.get(key, self.places.get(key))
        if not isinstance(here, int):
            raise MisfitError("an index that is not covered here")
        return here

    def holds(self, node: tree.Node, local: Local) -> bool:
        """Whether i = j holds at the places of the indices."""
        if not isinstance(node, tree.Chain) or node.links[0].relation not in ("=", "≠"):
            raise MisfitError("a condition that is not covered here")
        same = self._place(node.first, local) == self._place(node.links[0].operand, local)
        return same == (node.links[0].relation == "=")

    def _unknown(self, atom: Atom, at: tuple[int, ...], count: int) -> Expr:
        if not at:
            return symbol(_labelled(atom))
        if atom[0] in self.summing and len(at) == 1:
            if self.hot:
                return ONE if at[0] == self.hot else ZERO
            if at[0] == count:
                others = (symbol(entry_name(_labelled(atom), (k,))) for k in range(1, count))
                return add(ONE, *(negative(other) for other in others))
        if len(at) == 2 and atom[0] in self.shapes.symmetric:
            at = (min(at), max(at))
        return symbol(entry_name(_labelled(atom), at))


def entry_name(base: str, at: tuple[int, ...]) -> str:
    """The unknown that an entry is.

    >>> entry_name("W", (1, 2))
    'W_′1′2'
    """
    return f"{base}_" + "".join(f"′{k}" for k in at)


def _labelled(atom: Atom) -> str:
    """The name of an array with the numbers of its labels."""
    return atom[0] + "".join(f"^({k})" for k in atom[1])


def _places(i: int, j: int, rows: int, columns: int) -> tuple[int, ...]:
    """The indices of an entry: one for a vector, two for a matrix, none for a number."""
    if rows == columns == 1:
        return ()
    if columns == 1:
        return (i + 1,)
    return (j + 1,) if rows == 1 else (i + 1, j + 1)
