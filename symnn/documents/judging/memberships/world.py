"""What a document tells of the shapes of its names: spaces, formulas, values, sizes that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import Final, NamedTuple, final

from symnn.deferred import dataclass
from symnn.documents.judging.matrices.declared import in_force
from symnn.documents.judging.memberships.indices import (
    Family,
    as_names,
    instances,
    items_of,
    labelled,
    letters_of,
)
from symnn.documents.judging.memberships.size_relations import Ties, ties
from symnn.documents.judging.memberships.told import Told
from symnn.documents.judging.open_arrays.heads import head_of
from symnn.documents.judging.open_arrays.sizes import Shape, UnreadError, number
from symnn.documents.judging.open_arrays.spaces import (
    shape_of_few,
    shape_of_signs,
    shape_of_space,
)
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

_EQUAL: Final = frozenset({"=", ":=", "≡"})
_ORDERS: Final = frozenset({"≠", "<", "≤", ">", "≥"})
#: So many names are looked for in families: one leads to the next, a^l to a^{l-1}.
_MOST: Final = 40


class Space(NamedTuple):
    """A shape, and whether one size alone was told: then it may be a row as well as a column."""

    shape: Shape
    flat: bool


@final
@dataclass(slots=True)
class World:
    """What is known of names by their keys.

    `spaces` are declared; `contested` names were told two; `rules` are equations, sides in a row;
    `functions` have their parameters and formulas; `numbers` are names that are given a number,
    `sizes` those with a whole one, `supposed` those that a claim itself gives one; `apart` are
    relations between sizes; `families` tell of names with a letter in their index, `taken` are
    those for which that was taken up; `told` is all of it, `section` the headings of the place it
    is asked from.
    """

    text: str = ""
    spaces: dict[str, Space] = field(default_factory=dict)
    contested: set[str] = field(default_factory=set)
    rules: list[tuple[tree.Node, ...]] = field(default_factory=list)
    defined: dict[str, tuple[tree.Node, ...]] = field(default_factory=dict)
    functions: dict[str, tuple[tuple[str, ...], tree.Node]] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    sizes: dict[str, int] = field(default_factory=dict)
    supposed: dict[str, int] = field(default_factory=dict)
    apart: list[tree.Chain] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    bases: frozenset[str] = frozenset()
    taken: set[str] = field(default_factory=set)
    told: tuple[Told, ...] = ()
    section: tuple[str, ...] = ()

    def named(self, node: tree.Node) -> tree.Node:
        """An expression with superscripts that are labels as parts of the names."""
        return as_names(node, self.bases)

    def declare(self, name: tree.Node, space: Space, anew: bool = False) -> None:
        """Take up where a name lives; two shapes of one name are none, unless it is told anew."""
        key = name_key(name)
        if key is None:
            return
        if anew:
            self.contested.discard(key)
            written = (tree.Matrix, tree.Group, tree.Transpose)
            self.rules = [
                sides
                for sides in self.rules
                if name_key(sides[0]) != key or not isinstance(sides[-1], written)
            ]
        elif key in self.spaces and self.spaces[key] != space:
            self.contested.add(key)
        self.spaces[key] = space

    def hear(
        self, chain: tree.Chain, anew: bool = False, but: frozenset[str] = frozenset()
    ) -> None:
        """Take up a relation."""
        *links, last = chain.links
        relations = {link.relation for link in links}
        if last.relation == "∈" and relations <= _EQUAL:
            found = space_of(last.operand)
            sides = (chain.first, *(link.operand for link in links))
            if found is not None:
                for item in items_of(chain.first):
                    if (name_key(item) or "") in but:
                        continue
                    self.declare(item, found, anew)
                    self._note_family(item, chain)
            self._define(sides)
        elif relations | {last.relation} <= _EQUAL:
            self._define((chain.first, *(link.operand for link in chain.links)))
        elif relations | {last.relation} <= _ORDERS:
            self.apart.append(chain)

    def _define(self, sides: tuple[tree.Node, ...]) -> None:
        if len(sides) < 2:
            return
        first, body = sides[0], sides[-1]
        if isinstance(body, tree.Number):
            self._number(sides, body)
            return
        function = head_of(first)
        if function is not None:
            names = tuple(name_key(item) or "" for item in function[1])
            if all(names):
                self.functions.setdefault(function[0], (names, sides[1]))
            return
        key = name_key(first)
        if key is None or isinstance(body, (tree.Unreadable, tree.Empty)):
            return
        if key in self.defined:
            return
        self.defined[key] = sides
        self.rules.append(sides)
        self._note_family(first, tree.Chain(first, tuple(tree.Link("=", s) for s in sides[1:])))

    def _number(self, sides: tuple[tree.Node, ...], body: tree.Number) -> None:
        """Take up a value; 0 may be that of a whole array."""
        for side in sides[:-1]:
            key = name_key(side)
            if key is None or not body.value:
                continue
            self.numbers.add(key)
            whole = body.value.denominator == 1 and body.value > 0
            if key in self.sizes and self.sizes[key] != body.value:
                whole = False
            if whole:
                self.sizes[key] = int(body.value)
            else:
                self.sizes.pop(key, None)

    def _note_family(self, head: tree.Node, chain: tree.Chain) -> None:
        if isinstance(head, tree.Name):
            for letter in letters_of(head):
                self.families.append(Family(head, letter, replace(chain, first=head)))

    def take(self, name: tree.Name) -> bool:
        """Take up what families tell of a name; whether they tell anything."""
        key, found = name_key(name) or "", False
        if key in self.taken or len(self.taken) >= _MOST:
            return False
        self.taken.add(key)
        for family in tuple(self.families):
            for told in instances(family, name):
                found = True
                before = len(self.families)
                self.hear(told)
                del self.families[before:]
        return found

    def put_numbers(self, shape: Shape) -> Shape:
        """A shape with what its letters were given, or are tied to."""
        known = self.ties(shape)
        return known.put(shape[0]), known.put(shape[1])

    def ties(self, *shapes: Shape) -> Ties:
        """What is told of the letters of sizes; a number that was supposed comes before it."""
        letters = self.letters().union(*(size.letters for shape in shapes for size in shape))
        found = ties(self.told, self.section, letters)
        for letter, value in self.supposed.items():
            found.equal = {k: v.put(letter, number(value)) for k, v in found.equal.items()}
            found.equal[letter] = number(value)
            found.loose.discard(letter)
        return found

    def is_loose(self, *shapes: Shape) -> bool:
        """Whether something is told of the letters of some shapes that is not used."""
        letters = {part for shape in shapes for size in shape for part in size.letters}
        return bool(letters & self.ties(*shapes).loose)

    def letters(self) -> frozenset[str]:
        """The letters that count rows and columns."""
        shapes = (space.shape for space in self.spaces.values())
        return frozenset(part for shape in shapes for size in shape for part in size.letters)


def space_of(node: tree.Node) -> Space | None:
    """The shape of the members of a space; None for what is none of lists or arrays of numbers."""
    items = items_of(node)
    if len(items) > 1 and all(name_key(item) for item in items[1:]):
        node = items[0]  # x ∈ ℝ^D, and D, H stand in the next list
    try:
        shape = shape_of_signs(node) or shape_of_few(node) or shape_of_space(node)
    except (SymnnError, UnreadError):
        return None
    if shape is None:
        return None
    return Space(shape, not _is_by_two(node))


def _is_by_two(space: tree.Node) -> bool:
    exponent = space.exponent if isinstance(space, tree.Power) else space
    while isinstance(exponent, tree.Group) and len(exponent.items) == 1:
        exponent = exponent.items[0]
    return isinstance(exponent, tree.Product) and "×" in exponent.operators


def without(told: Iterable[Told], key: str) -> list[Told]:
    """What is told but for where one name lives."""
    return [
        one
        for one in told
        if one.chain.links[-1].relation != "∈"
        or one.chain.links[1:]
        or key not in {name_key(item) for item in items_of(one.chain.first)}
    ]


def world_of(told: Iterable[Told], section: tuple[str, ...], text: str) -> World:
    """All that was told, the same section first."""
    listed = list(told)
    near = [one for one in listed if one.section == section[: len(one.section)]]
    far = [one for one in listed if one.section != section[: len(one.section)]]
    world = World(text, bases=labelled(one.chain for one in listed))
    world.told, world.section = tuple(listed), section
    over = _superseded(world, listed, section)
    for one in (*near, *far):
        chain = world.named(one.chain)
        if isinstance(chain, tree.Chain):
            world.hear(chain, but=over.get(id(one), frozenset()))
    return world


def _superseded(
    world: World, told: Sequence[Told], section: tuple[str, ...]
) -> dict[int, frozenset[str]]:
    """For each relation, by its identity, the names that live elsewhere by now."""
    by_name: dict[str, list[Told]] = {}
    for one in told:
        if one.chain.links[-1].relation == "∈":
            for item in items_of(world.named(one.chain.first)):
                by_name.setdefault(name_key(item) or "", []).append(one)
    found: dict[int, frozenset[str]] = {}
    for key, listed in by_name.items():
        held = {id(one) for one in in_force(listed, section)}
        for one in listed:
            if id(one) not in held:
                found[id(one)] = found.get(id(one), frozenset()) | {key}
    return found


def names_in(node: tree.Node) -> Iterator[tree.Node]:
    """The names in an expression, those in an index not."""
    if name_key(node) is not None:
        yield node
        return
    for child in tree.children(node):
        yield from names_in(child)
