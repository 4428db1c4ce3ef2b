"""The shapes of names in claims about arrays: of wholes, of what carries labels, of entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from symnn.deferred import dataclass
from symnn.documents.judging.index_notation.axes import (
    MAX_SIZE,
    NUMBER,
    SINGLE,
    Axes,
    MisfitError,
    Shape,
)
from symnn.documents.judging.index_notation.names import Member, Names, shift_of
from symnn.documents.judging.index_notation.spelling import (
    is_capital,
    is_order,
    is_plain_number,
    parts_below,
)
from symnn.documents.judging.matrices.declared import Declared
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.values import Array, Scalar

#: What a name means inside of a formula: a parameter with its shape, or an index with its axis.
Local: TypeAlias = "Mapping[str, Shape | int]"


@dataclass(slots=True)
class Named:
    """What is known of the shapes of names.

    `wholes` are those of names, `labels` the axes of the labels that they carry, `counts` the axes
    whose size a letter is, `placed` the axes of sums and of what takes its size from its place,
    `free` the axes of the index letters that no sum binds, `steps_in` the letters that stand with
    a step, as in l + 1, `symmetric` the arrays with w_{ij} = w_{ji}.
    """

    names: Names
    declared: Declared
    axes: Axes = field(default_factory=Axes)
    wholes: dict[str, Shape] = field(default_factory=dict)
    labels: dict[str, tuple[int, ...]] = field(default_factory=dict)
    placed: dict[tuple[int, str], set[int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    free: dict[str, int] = field(default_factory=dict)
    cached: dict[tuple[object, ...], Shape] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    lone: dict[str, tree.Name] = field(default_factory=dict)
    steps_in: set[str] = field(default_factory=set)
    symmetric: set[str] = field(default_factory=set)
    way: tuple[object, ...] = ()

    def of(self, node: tree.Node, local: Local) -> Shape:
        """The shape of an expression, as far as it is known."""
        raise NotImplementedError

    def name(self, node: tree.Name, local: Local) -> Shape:
        """The shape of a name, with or without indices."""
        key = tree.key(node) or ""
        here = local.get(key)
        if here is not None:
            return NUMBER if isinstance(here, int) else here
        if node.base == "1" and isinstance(node.subscript, tree.Chain):
            return self.condition(node.subscript, local)
        unit = self.names.unit_index(node)
        if unit is not None:
            axis = self.placed_axis(node)
            self.index(unit, axis, local)
            return axis, SINGLE
        member = self.names.member(node)
        own = None if member is None else local.get(member.base)
        if member is not None and isinstance(own, tuple):
            return self._entry(own, member.entry, local)
        if member is None and (key in self.names.letters or self.is_size(node)):
            return NUMBER
        if member is None and (usual := self._usual(node)) is not None:
            return usual
        if member is None and self.names.may_be_entry(node):
            raise MisfitError("an entry at an index that is given, or that has another meaning")
        return self._member(member or Member(key, node), local)

    def _usual(self, node: tree.Name) -> Shape | None:
        """The shapes of I and of a list of ones, whose sizes their surroundings tell."""
        if self.names.scope.latest(tree.key(node) or "") is not None or node.subscript is not None:
            return None
        if node.base == "I" and not node.accents:
            side = self.placed_axis(node)
            return side, side
        if node.base in ("1", "0") and node.font == "bold":
            return self.placed_axis(node), SINGLE
        if node.base in ("e", "pi") and node.font == "":
            return NUMBER
        return None

    def placed_axis(self, node: tree.Node, letter: str = "") -> int:
        """The axis of a sum, or of what takes its size from its place."""
        axis = self._kept("axis", node, letter)[0]
        self.axes.mark(axis)
        self.placed.setdefault((id(node), letter), set()).add(axis)
        return axis

    def _member(self, member: Member, local: Local) -> Shape:
        if member.base == "delta" and len(member.entry) == 2 and not member.labels:
            self._one_axis(member.entry, local)
            return NUMBER
        shape = self.whole(member)
        axes = self.labels.setdefault(
            member.base, tuple(self.axes.fresh(several=True) for _ in member.labels)
        )
        if len(axes) != len(member.labels):
            raise MisfitError("a name with labels here, and without there")
        for axis, label in zip(axes, member.labels, strict=True):
            self.index(label, axis, local)
        return shape if not member.entry else self._entry(shape, member.entry, local)

    def _entry(self, shape: Shape, entry: tuple[tree.Node, ...], local: Local) -> Shape:
        if not 1 <= len(entry) <= 2:
            raise MisfitError("an array with three indices, or a list without any")
        if len(entry) == 2:
            self.index(entry[0], shape[0], local)
            self.index(entry[1], shape[1], local)
        elif self.axes.is_single(shape[0]) or self.axes.is_several(shape[1]):
            self.axes.merge(shape[0], SINGLE)
            self.index(entry[0], shape[1], local)
        else:
            self.axes.merge(shape[1], SINGLE)
            self.index(entry[0], shape[0], local)
        return NUMBER

    def whole(self, member: Member) -> Shape:
        """The shape of a name without its indices, and what its formulas tell."""
        key = member.base
        if key not in self.wholes:
            self.wholes[key] = self._new(member.bare)
            self.lone[key] = member.bare
            if self.names.is_symmetric(member):
                self.symmetric.add(key)
                self.axes.merge(*self.wholes[key])
        shape = self.wholes[key]
        if key in self.seen:
            return shape
        self.seen.add(key)
        before = self.way
        if not member.labels and self.names.value(member.bare) is None:
            body = self.names.definition(key)
            if body is not None:
                self.way = (key,)
                self._told_by(body, shape, {})
        for k, family in enumerate(self.names.families(member)):
            axes = self.labels.setdefault(
                key, tuple(self.axes.fresh(several=True) for _ in family.labels)
            )
            inside: dict[str, Shape | int] = dict(zip(family.labels, axes, strict=True))
            if len(family.entry) == 2:
                inside |= {family.entry[0]: shape[0], family.entry[1]: shape[1]}
            elif family.entry:
                inside[family.entry[0]] = self._entry_axis(shape)
            self.way = (key, k)
            self._told_by(family.body, NUMBER if family.entry else shape, inside)
        self.way = before
        return shape

    def _entry_axis(self, shape: Shape) -> int:
        """The axis of a list, which is a row or a column."""
        across = self.names.across and self.axes.is_single(shape[0])
        along, other = shape[::-1] if across else shape
        self.axes.mark(along)
        self.axes.merge(other, SINGLE)
        return along

    def _told_by(self, body: tree.Node, shape: Shape, inside: Local) -> None:
        """A formula tells a shape, and the shape what is in it."""
        found = self.of(body, inside)
        if not is_plain_number(body):
            self.axes.fit(shape, found)

    def _new(self, node: tree.Name) -> Shape:
        known = self.declared.latest(name_key(node) or "")
        if known:
            return self._by_sizes(known[0].shape)
        value = self.names.value(node)
        if isinstance(value, Scalar):
            return NUMBER
        if isinstance(value, Array):
            return self._by_sizes((str(value.shape[0]), str(value.shape[1])))
        if is_capital(node) or (tree.key(node) or "") in self.names.matrices:
            return self.axes.open_shape()
        vector = node.font == "bold" or (tree.key(node) or "") in self.names.turned
        axis = self.axes.fresh(several=vector)
        return (SINGLE, axis) if self.names.across else (axis, SINGLE)

    def _by_sizes(self, sizes: tuple[str, str]) -> Shape:
        rows, columns = (self.count(size) for size in sizes)
        return rows, columns

    def is_size(self, node: tree.Name) -> bool:
        r"""Whether it is the letter of a size; the \mathbf{h} beside ℝ^{h×d} is none."""
        key = tree.key(node) or ""
        vector = node.font == "bold" or self.names.definition(key) is not None
        return key in self.counts and not vector

    def letters_of_sizes(self) -> frozenset[str]:
        """The letters of sizes that may stand in formulas as well."""
        return frozenset(key for key in self.counts if self.names.definition(key) is None)

    def count(self, size: str) -> int:
        """The axis that has so many places."""
        if size == "1":
            return SINGLE
        if size not in self.counts:
            axis = self.axes.fresh(several=True)
            if size.isdigit() and int(size) > MAX_SIZE and self.names.is_nowhere(int(size)):
                self.axes.large[axis] = int(size)
            elif size.isdigit():
                self.axes.fix(axis, int(size))
            self.counts[size] = axis
        return self.counts[size]

    def index(self, node: tree.Node, axis: int, local: Local) -> None:
        """An index runs over an axis."""
        if isinstance(node, tree.Number):
            return
        shifted = shift_of(node)
        if shifted is not None:
            node = shifted[0]
            self.steps_in.add(tree.key(node) or "")
        key = tree.key(node) or ""
        here = local.get(key)
        self.axes.mark(axis)
        if isinstance(here, int):
            self.axes.merge(here, axis)
        elif key in self.names.letters:
            self.axes.merge(self.free.setdefault(key, axis), axis)
        else:
            raise MisfitError("an index that is not covered here")

    def _one_axis(self, indices: tuple[tree.Node, ...], local: Local) -> None:
        axis = self._kept("indices", *indices)[0]
        for index in indices:
            self.index(index, axis, local)

    def condition(self, node: tree.Node, local: Local) -> Shape:
        """i = j between indices, or an order of numbers; h > 0 has the shape of h."""
        if is_order(node):
            sides = (node.first, node.links[0].operand)
            first, *others = [self.of(s, local) for s in sides if not is_plain_number(s)] or [
                NUMBER
            ]
            for other in others:
                self.axes.fit(first, other)
            return first
        if not isinstance(node, tree.Chain) or len(node.links) != 1:
            raise MisfitError("a condition that is not covered here")
        self._one_axis((node.first, node.links[0].operand), local)
        return NUMBER

    def indexed(self, node: tree.Indexed, local: Local) -> Shape:
        """(Wx)_i and (AB)_{ij}; 1_{i = j}."""
        if isinstance(node.index, tree.Chain):
            return self.condition(node.index, local)
        rows, columns = self.of(node.operand, local)
        parts = parts_below(node.index)
        if len(parts) == 2:
            self.index(parts[0], rows, local)
            self.index(parts[1], columns, local)
        else:
            if not self.axes.is_told(columns):
                self.axes.merge(columns, SINGLE)
            self.index(parts[0], rows if self.axes.is_single(columns) else columns, local)
        return NUMBER

    def _same(self, *place: object, told: Shape | None) -> Shape:
        """What is told of something that was open in a pass before."""
        key = self._key(*place)
        if told is None:
            return self.cached[key]
        if key in self.cached:
            self.axes.fit(self.cached[key], told)
        return told

    def _key(self, *place: object) -> tuple[object, ...]:
        return (*self.way, *(id(p) if isinstance(p, tree.Node) else p for p in place))

    def _kept(self, *place: object) -> Shape:
        """The open shape of something at a place, the same in each pass."""
        key = self._key(*place)
        if key not in self.cached:
            self.cached[key] = self.axes.open_shape()
        return self.cached[key]
