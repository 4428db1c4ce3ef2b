r"""Names with an open index, o_i and \sum_j e^{z_j}: what a claim about them rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Final, Protocol, final

from symnn.deferred import dataclass
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding, Scope

#: A claim may lead through so many definitions.
_MAX_NESTED: Final = 12
MAX_SIZE: Final = 6
SOFTMAX: Final = frozenset({"softmax", "Softmax", "SoftMax"})


class Writing(Protocol):
    """How the formulas that a claim rests on are to be written, by what it speaks of."""

    @property
    def bare(self) -> frozenset[str]:
        """The names that stand before no bracket."""

    @property
    def samples(self) -> frozenset[str]:
        """The letters above names that run over samples."""

    def formula(self, body: tree.Node) -> tree.Node:
        """A formula with sums for inner products, and with indices for samples."""


@final
@dataclass(frozen=True, slots=True)
class Families:
    """What a claim about members rests on.

    `bodies` gives, for the name of a family, its index letter and the formula of a member;
    `formulas` are values that are made from families, such as a loss; `fixed` are the names that
    derivatives are taken in, so that they are not replaced. `size` is the number of members if it
    is known, `counts` the letters for it. `summands` are what is summed over all members.
    """

    bodies: Mapping[str, tuple[str, tree.Node]]
    formulas: Mapping[str, tree.Node]
    fixed: frozenset[str]
    indexed: frozenset[str]
    summands: tuple[tree.Node, ...]
    counts: frozenset[str] = frozenset()
    size: int | None = None

    @property
    def has_one_sum_of_exponentials(self) -> bool:
        r"""Whether all that is summed is e^{z_j}: one more member then stands for all others."""
        return all(_is_exponential_of_name(body) for body in self.summands)

    @property
    def has_sums_of_exponentials_in_members(self) -> bool:
        """Whether every member is a quotient by a sum of exponentials, as in softmax."""
        return all(_holds_exponential_sum(body) for _, body in self.bodies.values())


def _holds_exponential_sum(node: tree.Node) -> bool:
    if softmax_of(node) is not None:
        return True
    sums = [part for part in tree.walk(node) if isinstance(part, tree.BigOperator)]
    return any(_is_exponential_of_name(part.body) for part in sums)


def base_of(node: tree.Node) -> str | None:
    """The name without its index."""
    if not isinstance(node, tree.Name) or node.subscript is None:
        return None
    return tree.key(replace(node, subscript=None))


def letters_in(node: tree.Node) -> tuple[str, ...]:
    """The letters of an index: i, ij, or i,j."""
    if isinstance(node, tree.Product):
        parts: tuple[tree.Node, ...] = node.factors
    else:
        parts = node.items if isinstance(node, tree.Group) else (node,)
    keys = tuple(tree.key(part) or "" for part in parts)
    return keys if all(len(key) == 1 for key in keys) else ()


def families_in(
    sides: tuple[tree.Node, ...], scope: Scope, spoken: Writing | None = None
) -> Families | None:
    """The families a claim is about, if a sum over an open range is among what they rest on."""
    fixed = frozenset(
        base
        for side in sides
        for part in tree.walk(side)
        if isinstance(part, tree.Derivative)
        for variable in part.variables
        if (base := base_of(variable)) is not None
    )
    search = _searched(sides, scope, fixed, spoken)
    if search.circles and fixed:
        fixed |= search.circles  # x_j of y_i, and y_j of x_j: the y_i of the layer before
        search = _searched(sides, scope, fixed, spoken)
    if not all(_leads_to(side, scope, fixed, spoken) for side in sides):
        return None
    based = search.summands or (fixed and search.bodies)
    if not based or search.strange or not search.indexed or len(search.counts) > 1:
        return None
    sizes = search.sizes
    if len(sizes) > 1 or not sizes <= set(range(2, MAX_SIZE + 1)):
        return None
    return Families(
        search.bodies,
        search.formulas,
        fixed,
        frozenset(search.indexed),
        tuple(search.summands),
        frozenset(search.counts),
        next(iter(sizes), None),
    )


def _searched(
    sides: tuple[tree.Node, ...],
    scope: Scope,
    fixed: frozenset[str],
    spoken: Writing | None,
) -> _Search:
    """What the sides rest on."""
    search = _Search(scope, fixed, spoken)
    for side in sides:
        search.visit(side)
    return search


def _leads_to(
    side: tree.Node,
    scope: Scope,
    fixed: frozenset[str],
    spoken: Writing | None,
) -> bool:
    """Whether whatever a derivative is taken of holds the name it is taken in.

    A loss over all samples in terms of a_i^{(k)} says nothing about a_i.
    """
    for part in tree.walk(side):
        if not isinstance(part, tree.Derivative) or part.operand is None:
            continue
        search = _searched((part.operand,), scope, fixed, spoken)
        bases = {base_of(variable) for variable in part.variables} - {None}
        if not bases <= search.indexed:
            return False
    return True


@final
@dataclass(slots=True)
class _Search:
    """Goes through the definitions that a claim rests on."""

    scope: Scope
    fixed: frozenset[str]
    spoken: Writing | None = None
    bodies: dict[str, tuple[str, tree.Node]] = field(default_factory=dict)
    formulas: dict[str, tree.Node] = field(default_factory=dict)
    indexed: set[str] = field(default_factory=set)
    summands: list[tree.Node] = field(default_factory=list)
    sizes: set[int] = field(default_factory=set)
    counts: set[str] = field(default_factory=set)
    strange: bool = False
    circles: frozenset[str] = frozenset()
    inside: str = ""
    depth: int = 0
    way: set[str] = field(default_factory=set)

    def visit(self, node: tree.Node) -> None:
        """Note the families, formulas and sums below a node."""
        for part in tree.walk(node):
            if isinstance(part, tree.BigOperator) and part.operator == "sum":
                self._sum(part)
            if isinstance(part, tree.Name):
                self._name(part)

    def _sum(self, node: tree.BigOperator) -> None:
        if summation_letter(node) is None:
            self.strange = True
            return
        upper = node.upper
        if isinstance(upper, tree.Name):
            self.counts.add(tree.key(upper) or "")
            known = self.scope.latest(tree.key(upper) or "")
            upper = None if known is None else known.body
            self.strange = self.strange or (known is not None and not _is_count(upper))
        if isinstance(upper, tree.Number):
            self.sizes.add(int(upper.value) if _is_count(upper) else 0)
        self.summands.append(node.body)

    def _name(self, node: tree.Name) -> None:
        base = base_of(node)
        if base is None or node.subscript is None or not letters_in(node.subscript):
            self._formula(node)
            return
        self.indexed.add(base)
        if base in self.way:
            self.strange = True  # it is defined by itself
            self.circles |= {self.inside}
            return
        if base in self.fixed or base in self.bodies:
            return
        found = self._member(base, letters_in(node.subscript))
        if found is not None:
            self.bodies[base] = found
            self._deeper(found[1], base)

    def _member(self, base: str, index: tuple[str, ...]) -> tuple[str, tree.Node] | None:
        """The formula of a member: of the letter at hand, or of another one."""
        if len(index) != 1:
            return None
        ends = {key[len(base) + 1 :] for key in self.scope.history if key.startswith(f"{base}_")}
        for letter in (index[0], *sorted(e for e in ends if len(e) == 1 and e.isalpha())):
            known = self.scope.latest(f"{base}_{letter}") or self._of_samples(base, letter)
            if known is not None and known.parameters is None:
                return letter, self._summed(known.body)
        whole = self.scope.latest(base)
        body = whole.body if whole is not None and whole.parameters is None else None
        return ("′", body) if body is not None and softmax_of(body) is not None else None

    def _of_samples(self, base: str, letter: str) -> Binding | None:
        """z^{(i)} = … for the z_i of a sum over samples."""
        samples = frozenset[str]() if self.spoken is None else self.spoken.samples
        return self.scope.latest(f"{base}^({letter})") if letter in samples else None

    def _formula(self, node: tree.Name) -> None:
        key = tree.key(node) or ""
        known = self.scope.latest(key)
        if key in self.way:
            self.strange = True
            return
        if key in self.fixed or key in self.formulas or known is None:
            return
        if known.parameters and (self.spoken is None or key not in self.spoken.bare):
            return  # dy/dw_j after y(a) = ... is about the value of y, σ'(a) is about a function
        body = self._summed(known.body)
        if self._leads_to_members(body, frozenset({key})):
            self.formulas[key] = body
            self._deeper(body, key)

    def _summed(self, body: tree.Node) -> tree.Node:
        """A formula in the entries, values and samples that are spoken of."""
        return body if self.spoken is None else self.spoken.formula(body)

    def _leads_to_members(self, body: tree.Node, way: frozenset[str]) -> bool:
        r"""Whether a formula sums, or names members: y = \sigma(z) of a z = \sum_i w_i x_i + b."""
        for part in tree.walk(body):
            if isinstance(part, tree.BigOperator) or base_of(part) is not None:
                return True
            key = tree.key(part)
            known = self.scope.latest(key) if key is not None and key not in way else None
            if known is None or known.parameters is not None or key is None:
                continue
            deep = len(way) > _MAX_NESTED
            body = self._summed(known.body)
            if deep or key in self.formulas or self._leads_to_members(body, way | {key}):
                return True
        return False

    def _deeper(self, body: tree.Node, name: str) -> None:
        """Go through what a name stands for."""
        before = self.inside
        self.way.add(name)
        self.inside = name
        self._inside(body)
        self.inside = before
        self.way.discard(name)

    def _inside(self, body: tree.Node) -> None:
        self.depth += 1
        if self.depth > _MAX_NESTED:
            self.strange = True
        elif (inner := softmax_of(body)) is not None:
            self.indexed.add(inner)
            self.summands.append(exponential(tree.Name(inner, subscript=tree.Name("j"))))
        else:
            self.visit(body)


def _is_count(node: tree.Node | None) -> bool:
    return isinstance(node, tree.Number) and node.value.denominator == 1 and node.value > 0


def softmax_of(node: tree.Node) -> str | None:
    """z of softmax(z)."""
    if not isinstance(node, tree.Apply) or tree.key(node.function) not in SOFTMAX:
        return None
    argument = node.argument
    if isinstance(argument, tree.Group) and len(argument.items) == 1:
        (argument,) = argument.items
    return tree.key(argument)


def exponential(exponent: tree.Node) -> tree.Node:
    """e with an exponent."""
    return tree.Power(tree.Name("e"), exponent)


def _is_exponential_of_name(node: tree.Node) -> bool:
    if isinstance(node, tree.Power) and tree.key(node.base) == "e":
        return base_of(node.exponent) is not None
    if isinstance(node, tree.Apply) and tree.key(node.function) == "exp" and node.power is None:
        argument = node.argument
        if isinstance(argument, tree.Group) and len(argument.items) == 1:
            (argument,) = argument.items
        return base_of(argument) is not None
    return False


def summation_letter(node: tree.BigOperator) -> str | None:
    r"""j of \sum_j, \sum_{j=1}^K and \sum_{j \ne i}; None for any other range."""
    lower = node.lower
    if isinstance(lower, tree.Name):
        return tree.key(lower) if node.upper is None else None
    if not isinstance(lower, tree.Chain) or len(lower.links) != 1:
        return None
    (link,) = lower.links
    letter = tree.key(lower.first)
    if link.relation == "≠" and node.upper is None and tree.key(link.operand) is not None:
        return letter
    first = isinstance(link.operand, tree.Number) and link.operand.value == 1
    whole = isinstance(node.upper, (tree.Name, tree.Number))
    return letter if link.relation == "=" and first and whole else None


def extremum_letter(node: tree.Node) -> str | None:
    r"""i of \max_i z_i over all members; None for anything else."""
    function = node.function if isinstance(node, tree.Apply) and node.power is None else None
    if not isinstance(function, tree.Name) or function.base not in ("max", "min"):
        return None
    key = tree.key(function.subscript) if isinstance(function.subscript, tree.Name) else None
    return key if key is not None and len(key) == 1 else None


def free_letters(sides: tuple[tree.Node, ...], families: Families) -> tuple[str, ...]:
    """The index letters of a claim that no sum of it binds, in their order."""
    found: list[str] = []
    for side in sides:
        for letter in _free(side, families, frozenset()):
            if letter not in found:
                found.append(letter)
    return tuple(found)


def _free(node: tree.Node, families: Families, bound: frozenset[str]) -> Iterator[str]:
    if isinstance(node, tree.BigOperator):
        letter = summation_letter(node)
        yield from _free(node.body, families, bound | {letter or ""})
        return
    bound_by = extremum_letter(node)
    if bound_by is not None and isinstance(node, tree.Apply):
        yield from _free(node.argument, families, bound | {bound_by})
        return
    if isinstance(node, tree.Name):
        base = base_of(node)
        known = base in families.indexed or base == "delta"
        if base is not None and known and node.subscript is not None:
            yield from (x for x in letters_in(node.subscript) if x not in bound)
            return
        body = families.formulas.get(tree.key(node) or "")
        if body is not None:
            yield from _free(body, families, bound)
        return
    for child in tree.children(node):
        yield from _free(child, families, bound)
