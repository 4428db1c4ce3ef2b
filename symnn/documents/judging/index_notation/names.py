r"""What the names in a claim about arrays stand for: wholes, entries, functions, indices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from fractions import Fraction
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.own_names import at_own_names, is_of_own_names
from symnn.documents.judging.matrices.gradients import with_variables
from symnn.latex import syntax as tree
from symnn.latex.calls import resolve
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.indices import INNER_PRODUCT
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
    `bare` stand somewhere without indices and without brackets behind them, `below` in a
    denominator. With a `section`,
    formulas of entries count if they were given under its headings.
    `labelled` have labels above, `listed` are vectors with an index below, `turned` those that
    are transposed somewhere. `prepared` are formulas
    in which brackets are told apart, `numbers` are those that are written in any of them.
    With `across`, vectors are rows, as the x of xW + b is; with `units`, e_y has a 1 at y.
    """

    scope: Scope
    letters: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()
    labelled: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()
    matrices: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()
    numbers: frozenset[Fraction] = frozenset()
    across: bool = False
    units: bool = False
    section: tuple[str, ...] | None = None
    prepared: dict[int, tuple[tree.Node, tree.Node]] = field(default_factory=dict)
    values: dict[str, Array | Scalar | None] = field(default_factory=dict)

    def ready(self, node: tree.Node) -> tree.Node:
        """A formula with gradients as derivatives, and with brackets told apart."""
        known = self.prepared.get(id(node))
        if known is None:
            self._check_calls(node)
            own = at_own_names(node, self.scope)
            plain = _with_derivatives(with_variables(own, self.scope))
            if self.scope.latest(INNER_PRODUCT) is None:
                plain = _with_inner_products(plain)
            known = node, resolve(plain, self.is_function)
            self.prepared[id(node)] = known
        return known[1]

    def is_nowhere(self, size: int) -> bool:
        """Whether a size is written in no formula, but as the end of a range."""
        return size not in self.numbers

    def formulas(self) -> list[tree.Node]:
        """The formulas behind the claim that were looked at so far."""
        return [ready for _, ready in self.prepared.values()]

    def _check_calls(self, node: tree.Node) -> None:
        """u_k(0) is more likely a value than a product with 0."""
        for part in tree.walk(node):
            items = part.arguments.items if isinstance(part, tree.Call) else ()
            plain = bool(items) and all(isinstance(i, (tree.Number, tree.Name)) for i in items)
            if plain and isinstance(part, tree.Call) and self.member(part.head) is not None:
                raise MisfitError("brackets that may hold an argument")

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
        if is_stack(known.body, self.scope) and not self.bare & set(keys_in(known.body)):
            return None  # x = [x_a; x_b; x_c] of parts that nothing else speaks of
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
            if known is None or other is None or not is_of_own_names(known, pattern):
                continue
            if self._is_same_array(other, known.body):
                continue
            if not counts_in(known, self.section):
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
        if not isinstance(node, tree.Name) or node.base == "nabla" or self._is_labelled(node):
            return None
        if self.unit_index(node) is not None:
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

    def unit_index(self, node: tree.Node) -> tree.Node | None:
        """The y of the unit vector e_y."""
        if not self.units or not isinstance(node, tree.Name) or node.base != "e" or node.labels:
            return None
        known = self.scope.latest(tree.key(node) or "")
        index = node.subscript
        return index if index is not None and known is None and self.is_index(index) else None

    def _is_labelled(self, node: tree.Name) -> bool:
        r"""Whether the letters below a function are a word: \ell_{ce}(h, y), for cross-entropy."""
        if len(parts_of(node.subscript)) < 2:
            return False
        known = self.scope.latest(tree.key(node) or "")
        return known is not None and bool(known.parameters) and not is_of_own_names(known, node)

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


def is_stack(node: tree.Node, scope: Scope) -> bool:
    """Whether it is a list, in square brackets, of names that nothing defines."""
    if not isinstance(node, tree.Group) or node.fence != "[]" or len(node.items) < 2:
        return False
    keys = [tree.key(item) for item in node.items]
    return all(key is not None and scope.latest(key) is None for key in keys)


def keys_in(node: tree.Node) -> Iterator[str]:
    """The names of the items of a list."""
    for item in node.items if isinstance(node, tree.Group) else ():
        key = tree.key(item)
        if key is not None:
            yield key


def parts_of(index: tree.Node | None) -> tuple[tree.Node, ...]:
    """The parts of an index: i and j of ij, or of i,j."""
    if index is None:
        return ()
    if isinstance(index, tree.Product) and index.implicit:
        return index.factors
    if isinstance(index, tree.Group) and index.fence in ("", "()"):
        return index.items
    return (index,)


def counts_in(known: Binding, section: tuple[str, ...] | None) -> bool:
    """Whether a formula was given under the headings of a section, or above it."""
    return section is None or section[: len(known.section)] == known.section


def _with_derivatives(node: tree.Node) -> tree.Node:
    r"""\nabla_W L as a derivative."""
    inside = tree.map_children(node, _with_derivatives)
    if not isinstance(inside, tree.Product) or len(inside.factors) < 2:
        return inside
    first, second, *rest = inside.factors
    nabla = isinstance(first, tree.Name) and first.base == "nabla" and not inside.operators[0]
    if not nabla or not isinstance(first, tree.Name) or first.subscript is None:
        return inside
    rest, whole = _derived(second, rest, inside, first.subscript)
    slope = tree.Derivative(whole, (first.subscript,), (1,), True, span=inside.span)
    if not rest:
        return slope
    return replace(inside, factors=(slope, *rest), operators=inside.operators[-len(rest) :])


def _derived(
    second: tree.Node, rest: list[tree.Node], inside: tree.Product, by: tree.Node
) -> tuple[list[tree.Node], tree.Node]:
    r"""The factors behind what is derived, and that: x^TAx of \nabla_x x^TAx, L of \nabla_z L W."""
    run = 0
    while run < len(rest) and not inside.operators[1 + run]:
        run += 1
    key = tree.key(by)
    varies = any(tree.key(part) == key for factor in rest[:run] for part in tree.walk(factor))
    if not run or not (varies or not isinstance(second, (tree.Name, tree.Call))):
        return rest, second
    if run < len(rest):
        raise MisfitError("how far a gradient reaches is not clear")
    factors, operators = (second, *rest), inside.operators[1 : 1 + run]
    return [], replace(inside, factors=factors, operators=operators)


def gradient_variables(node: tree.Node) -> Iterator[tree.Node]:
    r"""What stands below the gradients in an expression: A of \nabla_A."""
    for part in tree.walk(node):
        if isinstance(part, tree.Name) and part.base == "nabla" and part.subscript is not None:
            yield part.subscript


def is_trace(node: tree.Node) -> bool:
    """Whether it is the sign of a trace."""
    return isinstance(node, tree.Name) and node.base in _TRACES


def _with_inner_products(node: tree.Node) -> tree.Node:
    r"""\langle w, x_n\rangle as w^T x_n."""
    inside = tree.map_children(node, _with_inner_products)
    if not isinstance(inside, tree.Group) or inside.fence != INNER_PRODUCT:
        return inside
    if len(inside.items) != 2 or inside.separators != (",",):
        return inside
    first, second = inside.items
    turned = tree.Transpose(tree.Group("()", (first,)), "T", span=inside.span)
    return tree.Group("()", (tree.Product((turned, second), ("",), span=inside.span),))
