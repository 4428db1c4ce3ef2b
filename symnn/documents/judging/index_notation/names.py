r"""What the names in a claim about arrays stand for: wholes, entries, functions, indices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.matrices.gradients import with_variables
from symnn.latex import syntax as tree
from symnn.latex.calls import resolve
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.values import Array, Scalar

#: Functions that nothing defines, when they stand before brackets or carry a prime.
ACTIVATIONS: Final = frozenset({"sigma", "phi", "varphi", "g", "f", "h", "psi", "rho"})
_TRACES: Final = frozenset({"tr", "Tr", "trace"})
_MOST: Final = 80


@final
@dataclass(frozen=True, slots=True)
class Family:
    """A formula for a whole with any label, or for any entry of it."""

    labels: tuple[str, ...]
    entry: tuple[str, ...]
    body: tree.Node


@final
@dataclass(frozen=True, slots=True)
class Member:
    r"""A name with indices: w_{jk}^{(l)} is the entry at j, k of the w with the label l."""

    base: str
    bare: tree.Name
    labels: tuple[tree.Node, ...] = ()
    entry: tuple[tree.Node, ...] = ()


@final
@dataclass(slots=True)
class Names:
    """The names behind a claim, as the document defines them up to there.

    `letters` are the index letters; `bases` have entries, `matrices` those with two indices,
    `capitals` those that stand for the entries of a matrix with a capital,
    `bare` stand somewhere without indices and without brackets behind them. With a `section`,
    formulas of entries count if they were given under its headings.
    `labelled` have labels above, `listed` are vectors with an index below. `prepared` are formulas
    in which brackets are told apart.
    """

    scope: Scope
    letters: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()
    labelled: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    matrices: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    section: tuple[str, ...] | None = None
    prepared: dict[int, tuple[tree.Node, tree.Node]] = field(default_factory=dict)
    values: dict[str, Array | Scalar | None] = field(default_factory=dict)

    def ready(self, node: tree.Node) -> tree.Node:
        """A formula with gradients as derivatives, and with brackets told apart."""
        known = self.prepared.get(id(node))
        if known is None:
            plain = _with_derivatives(with_variables(node, self.scope))
            known = node, resolve(plain, self.is_function)
            self.prepared[id(node)] = known
        return known[1]

    def is_function(self, head: tree.Node) -> bool:
        """Whether brackets behind a head are arguments."""
        while isinstance(head, (tree.Prime, tree.Power)):
            head = head.operand if isinstance(head, tree.Prime) else head.base
        if not isinstance(head, tree.Name):
            return False
        key = tree.key(head) or ""
        known = self.scope.latest(key)
        if known is not None:
            return known.parameters is not None
        return self.member(head) is None and key not in self.bare

    def definition(self, key: str) -> tree.Node | None:
        """What a name was given as."""
        known = self.scope.latest(key)
        if known is None:
            return None
        if isinstance(known.body, (tree.Text, tree.Unreadable, tree.Empty)):
            raise MisfitError("a name that is given in words")
        if isinstance(known.body, tree.Transpose) and tree.key(known.body.operand) == key:
            return None
        return self.ready(known.body)  # of a loss \ell(w, b), too: \ell at its own names

    def function(self, head: tree.Node) -> tuple[tuple[str, ...], tree.Node] | None:
        """The parameters and the formula of a function of the document."""
        known = self.scope.latest(tree.key(head) or "")
        if known is None or known.parameters is None:
            return None
        return known.parameters, self.ready(known.body)

    def families(self, member: Member) -> list[Family]:
        """The formulas that the document gives for a name with any index, the last first."""
        found: list[Family] = []
        for key, pattern in reversed(self.scope.indexed.get(member.bare.base, {}).items()):
            known, other = self.scope.latest(key), self.member(pattern)
            if known is None or other is None or known.parameters is not None:
                continue
            if self._is_same_array(other, known.body):
                continue
            if not _counts(known, self.section):
                continue
            letters = tuple(tree.key(index) or "" for index in (*other.labels, *other.entry))
            open_ = self.letters.issuperset(letters) and len(set(letters)) == len(letters)
            if other.base == member.base and open_ and len(other.labels) == len(member.labels):
                count = len(other.labels)
                found.append(Family(letters[:count], letters[count:], self.ready(known.body)))
        return found

    def _is_same_array(self, pattern: Member, body: tree.Node) -> bool:
        """w_{ij} = w_{ji} is no formula: it says that an array is symmetric."""
        turned = self.member(body)
        return turned is not None and turned.base == pattern.base

    def is_symmetric(self, member: Member) -> bool:
        """Whether the document says w_{ij} = w_{ji} of an array, or W = W^T."""
        for key, pattern in self.scope.indexed.get(member.bare.base, {}).items():
            known, other = self.scope.latest(key), self.member(pattern)
            turned = None if known is None else self.member(known.body)
            if other is None or turned is None or other.base != member.base:
                continue
            if turned.base == member.base and other.entry == turned.entry[::-1]:
                return True
        known = self.scope.latest(member.base)
        body = None if known is None else known.body
        return isinstance(body, tree.Transpose) and tree.key(body.operand) == member.base

    def value(self, name: tree.Name) -> Array | Scalar | None:
        """The numbers that a name stands for, if it was given by numbers."""
        key = tree.key(name) or ""
        if key not in self.values:
            self.values[key] = self._read(name, key)
        return self.values[key]

    def _read(self, name: tree.Name, key: str) -> Array | Scalar | None:
        if self.scope.latest(key) is None:
            return None
        try:
            found = reader(self.scope).read(name)
        except MeaningError:
            return None
        return found if isinstance(found, (Array, Scalar)) else None

    def member(self, node: tree.Node) -> Member | None:
        """A name with letters, or numbers beside them, as indices; None for all others."""
        if not isinstance(node, tree.Name) or node.base == "nabla":
            return None
        plain = tree.key(replace(node, subscript=None, labels=())) or ""
        labels: list[tree.Node] = []
        kept: list[tree.Group] = []
        for label in node.labels:
            one = label.items[0] if len(label.items) == 1 else label
            number = isinstance(one, tree.Number) and plain in self.labelled
            if number or self.is_index(one):
                labels.append(one)
            else:
                kept.append(label)
        below, parts = node.subscript, parts_of(node.subscript)
        entry: tuple[tree.Node, ...] = ()
        number = plain in self.bases and self.scope.latest(tree.key(node) or "") is None
        if parts and all(self.is_index(p) or (number and _is_place(p)) for p in parts):
            below, entry = None, parts
        if entry and plain in self.listed and len(entry) == 1 and not labels:
            labels, entry = list(entry), ()
        if not (labels or entry):
            return None
        bare = replace(node, subscript=below, labels=tuple(kept))
        if len(entry) == 2 and plain in self.capitals:
            bare = replace(bare, base=bare.base.upper())
        return Member(tree.key(bare) or "", bare, tuple(labels), entry)

    def may_be_entry(self, node: tree.Name) -> bool:
        """Whether a letter that is no open index stands at a list: z_m beside z_k, after m = n."""
        parts = parts_of(node.subscript)
        plain = tree.key(replace(node, subscript=None)) or ""
        letters = bool(parts) and all(len(tree.key(p) or "") == 1 for p in parts)
        return letters and plain in self.bases and not self.scope.latest(tree.key(node) or "")

    @property
    def small_matrices(self) -> frozenset[str]:
        """The small letters that may be matrices: w of w^l a^{l-1}, which is no entry anywhere."""
        return frozenset({"w", "u", "v"} & (self.labelled - self.bases))

    def is_index(self, node: tree.Node) -> bool:
        """Whether it is one of the index letters, or a step from one, as l + 1 is."""
        shifted = shift_of(node)
        node = node if shifted is None else shifted[0]
        return isinstance(node, tree.Name) and (tree.key(node) or "") in self.letters


def shift_of(node: tree.Node) -> tuple[tree.Name, int] | None:
    """l and 1 of l + 1; None for anything else."""
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return None
    letter, step = node.terms
    sign = -1 if isinstance(step, tree.Neg) else 1
    step = step.operand if isinstance(step, tree.Neg) else step
    if not isinstance(letter, tree.Name) or not isinstance(step, tree.Number):
        return None
    return (letter, sign * int(step.value)) if step.value.denominator == 1 else None


def _is_place(node: tree.Node) -> bool:
    return isinstance(node, tree.Number) and node.value.denominator == 1


def parts_of(index: tree.Node | None) -> tuple[tree.Node, ...]:
    """The parts of an index: i and j of ij, or of i,j."""
    if index is None:
        return ()
    if isinstance(index, tree.Product) and index.implicit:
        return index.factors
    if isinstance(index, tree.Group) and index.fence in ("", "()"):
        return index.items
    return (index,)


def names_of(
    scope: Scope, sides: Iterable[tree.Node], section: tuple[str, ...] | None = None
) -> Names:
    """The names behind a claim: its index letters are those that no quantity has.

    Args:
        scope: the definitions so far.
        sides: both sides of the claim.
        section: the headings under which formulas of entries count, if not all of them do.
    """
    trees = list(_behind(scope, sides, section))
    below, bare, bound = set[str](), set[str](), set[str]()
    for node in trees:
        _collect(node, below, bare, bound)
    plain = {x for x in below if len(x) == 1 and x.islower() and x.isascii()}
    letters = {x for x in plain if scope.latest(x) is None and (x in bound or x not in bare)}
    letters -= _carriers(trees) - bound  # r of W_{rx} beside r_t is no index
    if "l" in letters and scope.latest("L") is None:
        letters |= below & {"L"}
    names = Names(scope, frozenset(letters), section=section)
    parts = [p for node in trees for p in tree.walk(node) if isinstance(p, tree.Name)]
    names.bare = frozenset(bare)
    names.listed = _listed(parts, bare)
    found = [member for part in parts if (member := names.member(part)) is not None]
    names.bases = frozenset(member.base for member in found if member.entry)
    names.matrices = frozenset(member.base for member in found if len(member.entry) == 2)
    names.labelled = frozenset(member.base for member in found if member.labels)
    names.capitals = frozenset(_entries_of_capitals(names, bare))
    return names


def _carriers(trees: Iterable[tree.Node]) -> set[str]:
    """The letters that carry an index themselves: the gates r, i and f of r_t, i_t and f_t."""
    parts = (p for node in trees for p in tree.walk(node) if isinstance(p, tree.Name))
    return {p.base for p in parts if p.subscript is not None or p.labels}


def _entries_of_capitals(names: Names, bare: set[str]) -> Iterator[str]:
    """The w of w_{ij} that nothing defines, beside a matrix W that stands without indices."""
    for base in names.matrices:
        one = len(base) == 1 and base.islower() and base not in bare
        if one and base.upper() in bare and not names.scope.indexed.get(base):
            yield base


def with_lists(names: Names, sides: Iterable[tree.Node]) -> Names | None:
    r"""The names with h_t as a list of vectors h, instead of as the entries of one.

    Args:
        names: the names as they were read at first.
        sides: both sides of the claim.
    """
    parts = [p for s in _behind(names.scope, sides, names.section) for p in tree.walk(s)]
    found = [m for p in parts if isinstance(p, tree.Name) and (m := names.member(p)) is not None]
    small = {m.base for m in found if m.bare.base.islower() and m.base not in names.bare}
    single = small - {m.base for m in found if len(m.entry) != 1}
    if not single:
        return None
    return replace(
        names,
        bases=names.bases - single,
        labelled=names.labelled | single,
        listed=names.listed | single,
        prepared={},
    )


def _listed(parts: list[tree.Name], bare: set[str]) -> frozenset[str]:
    r"""The bold letters that stand with an index, and never without: \mathbf{x}_i of a list."""
    bold = {p for p in parts if p.font == "bold" and p.base.islower() and not p.labels}
    keys = {tree.key(replace(p, subscript=None)) or "" for p in bold if p.subscript is not None}
    return frozenset(keys - bare)


def _behind(
    scope: Scope, sides: Iterable[tree.Node], section: tuple[str, ...] | None
) -> Iterator[tree.Node]:
    """Some formulas, and those of all names in them."""
    waiting, seen = list(sides), set[str]()
    while waiting:
        node = waiting.pop()
        yield node
        if len(seen) > _MOST:
            raise MisfitError("a claim that rests on too many definitions")
        for part in tree.walk(node):
            key = tree.key(part)
            if key is None or key in seen or not isinstance(part, tree.Name):
                continue
            seen.add(key)
            known = scope.latest(key)
            waiting += [] if known is None else [known.body]
            for other, pattern in scope.indexed.get(part.base, {}).items():
                member = scope.latest(other)
                if member is None or not _counts(member, section):
                    continue
                if other not in seen:
                    seen.add(other)
                    waiting += [pattern, member.body]


def _counts(known: Binding, section: tuple[str, ...] | None) -> bool:
    """Whether a formula was given under the headings of a section, or above it."""
    return section is None or section[: len(known.section)] == known.section


def _collect(node: tree.Node, below: set[str], bare: set[str], bound: set[str]) -> None:
    """Note the letters of indices, those that stand for themselves, and those that sums bind."""
    if isinstance(node, tree.BigOperator):
        lower = node.lower
        letter = lower.first if isinstance(lower, tree.Chain) else lower
        if letter is not None:
            bound.update(tree.key(part) or "" for part in parts_of(letter))
        if isinstance(lower, tree.Chain):
            below.update(_letters(lower))
        _collect(node.body, below, bare, bound)
        return
    if isinstance(node, tree.Name):
        indices = [*node.labels] if node.subscript is None else [node.subscript, *node.labels]
        for index in indices:
            below.update(_letters(index))
        if isinstance(node.subscript, tree.Chain) or node.base == "delta":
            bound.update(letter for index in indices for letter in _letters(index))
        bare.add(tree.key(replace(node, labels=())) or "")
        return
    if isinstance(node, tree.Indexed):
        below.update(_letters(node.index))
        _collect(node.operand, below, bare, bound)
        return
    if isinstance(node, tree.Case):
        _collect(node.value, below, bare, bound)
        return
    if isinstance(node, (tree.Call, tree.Apply)):
        head = node.head if isinstance(node, tree.Call) else node.function
        apart = set[str]()
        _collect(head, below, apart, bound)
        _collect(
            node.arguments if isinstance(node, tree.Call) else node.argument, below, bare, bound
        )
        return
    for child in tree.children(node):
        _collect(child, below, bare, bound)


def _letters(node: tree.Node) -> set[str]:
    return {tree.key(p) or "" for p in tree.walk(node) if isinstance(p, tree.Name)}


def _with_derivatives(node: tree.Node) -> tree.Node:
    r"""\nabla_W L as a derivative."""
    inside = tree.map_children(node, _with_derivatives)
    if not isinstance(inside, tree.Product) or len(inside.factors) < 2:
        return inside
    first, second, *rest = inside.factors
    nabla = isinstance(first, tree.Name) and first.base == "nabla" and not inside.operators[0]
    if not nabla or not isinstance(first, tree.Name) or first.subscript is None:
        return inside
    slope = tree.Derivative(second, (first.subscript,), (1,), True, span=inside.span)
    if not rest:
        return slope
    return replace(inside, factors=(slope, *rest), operators=inside.operators[1:])


def is_trace(node: tree.Node) -> bool:
    """Whether it is the sign of a trace."""
    return isinstance(node, tree.Name) and node.base in _TRACES
