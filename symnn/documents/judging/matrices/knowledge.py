"""What a document knows of the names in a claim: shapes, properties, definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from itertools import product
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.matrices.declared import Declaration, Declared
from symnn.documents.judging.matrices.words import Words
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import LAYOUTS
from symnn.latex.matrices.names import name_key, plain_name
from symnn.latex.matrices.sizes import Shape
from symnn.latex.matrices.statement import Known
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array

_MOST: Final = 8


@final
@dataclass(frozen=True, slots=True)
class Knowledge:
    """The shapes in force at a formula, those of the formula itself first.

    `section` is where the formula stands. `firm` are names whose shape was given once only, in
    this formula or in this section.
    """

    scope: Scope
    declared: Declared
    local: tuple[Declaration, ...]
    section: tuple[str, ...]
    flags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    layouts: tuple[str, ...] = LAYOUTS

    def choices(self, key: str, at: int) -> tuple[Declaration, ...]:
        """The declarations of a name, the nearest first; what the formula has said is final."""
        here = [d for d in self.local if d.key == key]
        before = [d for d in here if d.at <= at]
        after = [d for d in here if d.at > at]
        earlier = () if here else self.declared.at(key, self.section)
        return (*(before[-1:] or after), *earlier)

    def is_firm(self, key: str, at: int) -> bool:
        """Whether one shape, and no other, was given to a name here or in this section."""
        found = self.choices(key, at)
        if not found and self.value_shape(key) is not None:
            return True
        local = any(d.key == key for d in self.local)
        near = local or all(d.section == self.section for d in found)
        return bool(found) and near and len({d.shape for d in found}) == 1

    def is_fresh(self, key: str) -> bool:
        """Whether the definition that is put in for a name, if any, was made in this section."""
        known = self.scope.latest(plain_name(key)) if self.body(key) is not None else None
        return known is None or known.section == self.section

    def is_open(self, key: str) -> bool:
        """Whether a name is not given a value that could not be read, so that it may be any."""
        known = self.scope.latest(plain_name(key))
        if known is None or known.parameters is not None or known.computed:
            return True
        try:
            reader(self.scope).read(known.body)
        except SymnnError:
            return False
        return True

    def value_shape(self, key: str) -> Shape | None:
        """The shape of an array that a name stands for."""
        known = self.scope.latest(plain_name(key))
        if known is None or known.parameters is not None or known.computed:
            return None
        try:
            found = reader(self.scope).read(known.body)
        except SymnnError:
            return None
        return (str(found.shape[0]), str(found.shape[1])) if isinstance(found, Array) else None

    def has_open_size(self, keys: frozenset[str], at: int) -> bool:
        """Whether a size of what is spoken of is a letter: A of R^{n x n}."""
        sizes = (size for key in keys for d in self.choices(key, at) for size in d.shape)
        return any(not size.isdigit() for size in sizes)

    def views(
        self, keys: frozenset[str], at: int, said: Words, derived_by: frozenset[str] = frozenset()
    ) -> Iterator[Known]:
        """What may be known: with the nearest shapes first, then with those given before.

        A slope by x is about every x: beside matrices of open size, one value tells no size of it.
        """
        given = dict(said.shapes)
        names = sorted(keys)
        every = derived_by if derived_by and self.has_open_size(keys, at) else frozenset[str]()
        options = [
            (None,)
            if key in every and not (key in given or self.choices(key, at))
            else self._options(key, at, given)
            for key in names
        ]
        flags = dict(self.flags)
        for key, found in said.flags:
            flags[key] = flags.get(key, frozenset()) | found
        for count, picked in enumerate(product(*options)):
            if count >= _MOST:
                return
            known = dict(zip(names, picked, strict=True))
            shapes = {key: d.shape for key, d in known.items() if d is not None}
            rows = frozenset(key for key, d in known.items() if d is not None and d.vector)
            columns = frozenset[str]() if said.columns else rows
            yield Known(shapes, columns, flags, self.body, self.layouts)

    def _options(
        self, key: str, at: int, given: Mapping[str, Shape]
    ) -> tuple[Declaration | None, ...]:
        if key in given:
            return (Declaration(key, given[key], vector=False),)
        found = self.choices(key, at)
        array = None if found else self.value_shape(key)
        if array is not None:
            return (Declaration(key, array, vector="1" in array),)
        foreign = bool(found) and all(d.section != self.section for d in found)
        distinct = tuple({d.shape: d for d in reversed(found)}.values())[::-1]
        if len(distinct) > 1:
            return (None,)  # which of them holds here is not known
        return (*distinct, None) if foreign or not found else distinct

    def body(self, key: str) -> tree.Node | None:
        """The definition of a name in other names; None for a value, an update or no name."""
        known = self.scope.latest(plain_name(key))
        if known is None or not known.computed:
            return None
        body = known.body
        if isinstance(body, (tree.Unreadable, tree.Empty)):
            return None
        used = {k for n in _names(body) for k in (name_key(n), tree.key(n))}
        return None if {key, plain_name(key)} & used else body

    def with_local(self, more: tuple[Declaration, ...]) -> Knowledge:
        """With further declarations of the formula itself."""
        return replace(self, local=(*self.local, *more))


def _names(node: tree.Node) -> Iterator[tree.Name]:
    """The names in an expression; what stands in an index, as the Q of W_Q, is none of them."""
    if isinstance(node, tree.Name):
        yield node
        return
    for part in tree.children(node):
        yield from _names(part)
