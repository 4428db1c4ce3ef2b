r"""Indices of the members of families: t - 1 of h_{t-1}, i and j of w_{ij}, l of a_i^{(l)}."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.latex import syntax as tree

#: What authors count with; other letters below a name belong to it, as the h of W_h.
LETTERS: Final = frozenset("ijklmnprstuvLTNKM")

#: Functions whose values and slopes are known, or that are activations of which nothing is said.
ACTIVATIONS: Final = frozenset({"sigma", "phi", "f", "g", "rho", "varphi", "tanh", "psi"})


@final
@dataclass(frozen=True, slots=True)
class Linear:
    """A whole number plus whole multiples of letters, which are in order and not 0."""

    constant: int
    letters: tuple[tuple[str, int], ...] = ()

    def put(self, known: Mapping[str, Linear]) -> Linear:
        """The same with some letters replaced.

        Examples:
            >>> Linear(-1, (("t", 1),)).put({"t": Linear(3)})
            Linear(constant=2, letters=())
        """
        total, parts = self.constant, dict[str, int]()
        for letter, times in self.letters:
            value = known.get(letter, Linear(0, ((letter, 1),)))
            total += times * value.constant
            for name, more in value.letters:
                parts[name] = parts.get(name, 0) + times * more
        return Linear(total, _sorted(parts))

    def plus(self, other: Linear, times: int = 1) -> Linear:
        """The sum with a multiple of another."""
        parts = dict(self.letters)
        for name, more in other.letters:
            parts[name] = parts.get(name, 0) + times * more
        return Linear(self.constant + times * other.constant, _sorted(parts))

    @property
    def lone(self) -> str | None:
        """The letter t of t + c."""
        return self.letters[0][0] if len(self.letters) == 1 and self.letters[0][1] == 1 else None

    def __str__(self) -> str:
        parts = [f"{'' if k == 1 else '-' if k == -1 else k}{name}" for name, k in self.letters]
        if self.constant or not parts:
            parts.append(str(self.constant))
        return "+".join(parts).replace("+-", "-")


def _sorted(parts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((name, k) for name, k in parts.items() if k))


def linear(node: tree.Node) -> Linear | None:
    """What an index is, if it is linear in letters that count.

    Examples:
        >>> linear(tree.Name("h")) is None
        True
    """
    if isinstance(node, tree.Number):
        return Linear(int(node.value)) if node.value.denominator == 1 else None
    if isinstance(node, tree.Name):
        plain = node.subscript is None and not node.labels and not node.accents
        return Linear(0, ((node.base, 1),)) if plain and node.base in LETTERS else None
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return linear(node.items[0])
    if isinstance(node, tree.Neg):
        inner = linear(node.operand)
        return None if inner is None else Linear(0).plus(inner, -1)
    if isinstance(node, tree.Sum):
        total = Linear(0)
        for term in node.terms:
            part = linear(term)
            if part is None:
                return None
            total = total.plus(part)
        return total
    if isinstance(node, tree.Product) and len(node.factors) == 2:
        first, second = (linear(f) for f in node.factors)
        if first is not None and second is not None and not first.letters:
            return Linear(0).plus(second, first.constant)
    return None


@final
@dataclass(frozen=True, slots=True)
class Member:
    """A name with its indices: those below it, and those in brackets above it."""

    key: str
    below: tuple[Linear, ...] = ()
    above: tuple[Linear, ...] = ()
    bold: bool = False
    upper: bool = False

    def put(self, known: Mapping[str, Linear]) -> Member:
        """The same with some letters of the indices replaced."""
        below = tuple(index.put(known) for index in self.below)
        return replace(self, below=below, above=tuple(index.put(known) for index in self.above))

    @property
    def indices(self) -> tuple[Linear, ...]:
        """All indices, those below first."""
        return (*self.below, *self.above)


def member(node: tree.Node, labelled: frozenset[str] = frozenset()) -> Member | None:
    r"""The member that a name is; None for anything else.

    Args:
        node: such as h_t, w_{ij}^{(l)}, or a^{l-1} for an a that is `labelled`.
        labelled: the names that carry an index above them somewhere.

    Examples:
        >>> member(tree.Name("h", subscript=tree.Name("t"))).key
        'h'
    """
    if isinstance(node, tree.Power):
        inner = member(node.base, labelled)
        index = linear(node.exponent)
        if inner is None or inner.above or inner.key not in labelled or index is None:
            return None
        return replace(inner, above=(index,)) if index.letters else None
    if isinstance(node, tree.Indexed):
        inner = member(_only(node.operand), labelled)
        found = _below(node.index)
        return None if inner is None or found is None else _with(inner, found)
    if not isinstance(node, tree.Name):
        return None
    below = () if node.subscript is None else _below(node.subscript)
    above = _above(node.labels)
    kept = node.subscript if below is None else None
    bare = replace(node, subscript=kept, labels=() if above is not None else node.labels)
    key = tree.key(bare)
    if key is None:
        return None
    upper = node.base[:1].isupper() or node.base in ("Omega", "Theta")
    bold = node.font == "bold"
    return Member(f"bold {key}" if bold else key, below or (), above or (), bold, upper)


def _with(found: Member, below: tuple[Linear, ...]) -> Member:
    return replace(found, below=(*found.below, *below))


def _only(node: tree.Node) -> tree.Node:
    while isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    return node


def _below(node: tree.Node) -> tuple[Linear, ...] | None:
    """The indices below a name: of t-1, ij and i,j."""
    if isinstance(node, tree.Group) and not node.fence:
        parts = [linear(item) for item in node.items]
    elif isinstance(node, tree.Product) and node.implicit:
        parts = [linear(factor) for factor in node.factors]
    else:
        parts = [linear(node)]
    whole = [part for part in parts if part is not None]
    return tuple(whole) if len(whole) == len(parts) else None


def _above(labels: tuple[tree.Group, ...]) -> tuple[Linear, ...] | None:
    found = []
    for label in labels:
        index = linear(label.items[0]) if len(label.items) == 1 else None
        if index is None:
            return None
        found.append(index)
    return tuple(found)


def members(node: tree.Node, labelled: frozenset[str] = frozenset()) -> Iterator[Member]:
    """The members in an expression, from left to right, but not those in indices."""
    found = member(node, labelled)
    if found is not None:
        yield found
        return
    for part in tree.children(node):
        yield from members(part, labelled)


def letters_of(node: tree.Node, labelled: frozenset[str] = frozenset()) -> frozenset[str]:
    """The letters in the indices of an expression that no sum or product in it binds."""
    found = member(node, labelled)
    if found is not None:
        return frozenset(name for index in found.indices for name, _ in index.letters)
    inside = frozenset[str]().union(*(letters_of(p, labelled) for p in tree.children(node)))
    if isinstance(node, tree.BigOperator):
        inside -= bound_letters(node)
    return inside


def bound_letters(node: tree.BigOperator) -> frozenset[str]:
    """The letters that a sum or product runs over."""
    lower = node.lower
    first = lower.first if isinstance(lower, tree.Chain) else lower
    if isinstance(first, tree.Group):
        names = [linear(item) for item in first.items]
    elif isinstance(first, tree.Product) and first.implicit:
        names = [linear(factor) for factor in first.factors]
    else:
        names = [] if first is None else [linear(first)]
    return frozenset(n.lone for n in names if n is not None and n.lone is not None)
