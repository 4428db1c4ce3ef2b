r"""The random variables of a document: their laws, what depends on what, tables and vectors.

The section up to a claim is gone through in its order, its sentences and its formulas. What a
formula between words says at first of E[X] or Var(X) is told; what it says later is a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.exact.expression import Expr
from symnn.latex import syntax as tree

Part: TypeAlias = "tree.Node | Expr | None"

#: Letters for the index of a member, or for the last of them.
LETTERS: Final = frozenset("ijklmnrstd") | {"K", "N", "M", "T", "D"}


@final
@dataclass(frozen=True, slots=True)
class Variable:
    """A law with its numbers; for "moments" these are the mean and the variance, or None."""

    kind: str
    parts: tuple[Part, ...]
    is_family: bool = False
    by_name: bool = False


@final
@dataclass(frozen=True, slots=True)
class Vector:
    """Jointly normal variables: their names, the means and the covariance matrix."""

    names: tuple[str, ...]
    mean: tree.Node
    covariance: tree.Node


@final
@dataclass(frozen=True, slots=True)
class Joint:
    """A table of the chances of two variables, by rows and columns."""

    names: tuple[str, str]
    table: tree.Node


@final
@dataclass(slots=True)
class World:
    """What has been said of random variables so far."""

    variables: dict[str, Variable] = field(default_factory=dict)
    groups: list[frozenset[str]] = field(default_factory=list)
    covariances: dict[frozenset[str], tree.Node] = field(default_factory=dict)
    counts: dict[str, tree.Node] = field(default_factory=dict)
    vectors: list[Vector] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)
    conditional: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    constants: set[str] = field(default_factory=set)
    ranges: list[tree.Chain] = field(default_factory=list)
    squares: dict[str, tree.Node] = field(default_factory=dict)
    rows: dict[str, tuple[tree.Node, ...]] = field(default_factory=dict)
    within: set[str] = field(default_factory=set)
    cross: dict[str, tree.Node] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    mixtures: dict[str, dict[tuple[str, tree.Node, str], tree.Node]] = field(default_factory=dict)
    weak: set[str] = field(default_factory=set)
    by_use: set[str] = field(default_factory=set)
    formulas: dict[str, tree.Node] = field(default_factory=dict)
    patterns: list[tuple[tree.Node, tree.Node]] = field(default_factory=list)
    rivals: dict[str, list[Variable]] = field(default_factory=dict)
    values: dict[str, tree.Node] = field(default_factory=dict)
    masses: dict[str, tuple[tuple[str, ...], tree.Node]] = field(default_factory=dict)
    sets: dict[str, tuple[tree.Node, ...]] = field(default_factory=dict)

    def letters(self) -> set[str]:
        """The names in laws, ranges and counts, which stand for numbers."""
        nodes = [p for v in self.variables.values() for p in v.parts if isinstance(p, tree.Node)]
        nodes += [*self.counts.values(), *self.covariances.values(), *self.ranges]
        nodes += [*self.cross.values(), *(n for rows in self.rows.values() for n in rows)]
        nodes += [n for parts in self.mixtures.values() for n in parts.values()]
        nodes += [n for v in self.vectors for n in (v.mean, v.covariance)]
        rivals = [law for laws in self.rivals.values() for law in laws]
        nodes += [p for law in rivals for p in law.parts if isinstance(p, tree.Node)]
        found = {key for n in nodes for p in tree.walk(n) if (key := tree.key(p)) is not None}
        return found | self.constants | set(self.values)

    def choose(self, letters: frozenset[str], bare: frozenset[str] = frozenset()) -> None:
        """Take the law with some letters, of variables with several; no law if that is open.

        Args:
            letters: the letters of a claim, also those below a hat.
            bare: those that stand there without a hat; they decide between several laws.
        """
        for base, laws in self.rivals.items():
            fitting = [law for law in laws if _letters(law) & letters]
            if len(fitting) > 1:
                fitting = [law for law in laws if _letters(law) & bare]
            is_family = base.endswith(("_", "^"))
            open_ = Variable("moments", (None, None), is_family)
            self.variables[base] = fitting[0] if len(fitting) == 1 else open_

    def base(self, name: tree.Name) -> tuple[str, str] | None:
        """The variable that a name is, or the family with the index of the member."""
        key = tree.key(name)
        if key is None:
            return None
        if key in self.variables:
            return key, ""
        for base, index in families_of(name):
            if base in self.variables:
                return base, index
        return None

    def each(self, name: tree.Name) -> str | None:
        """The family that a name without an index speaks of: Var(w) of weights w_i."""
        key = tree.key(name)
        return next((b for b in (f"{key}_", f"{key}^") if b in self.variables), None)

    def are_apart(self, one: str, other: str) -> bool:
        """Whether two variables are said to be independent."""
        return any({one, other} <= group for group in self.groups)


def _letters(law: Variable) -> frozenset[str]:
    nodes = [part for part in law.parts if isinstance(part, tree.Node)]
    names = [n for node in nodes for n in tree.walk(node) if isinstance(n, tree.Name)]
    return frozenset(n.base for n in names)


def families_of(name: tree.Name) -> Iterator[tuple[str, str]]:
    """The families that a name may be a member of: x_ of x_i, x^ of x^{(i)}."""
    if name.subscript is not None and not name.labels:
        bare = tree.key(tree.Name(name.base, name.font, name.accents))
        yield f"{bare}_", tree.index_key(name.subscript)
    if len(name.labels) == 1:
        label = name.labels[0]
        inner = label.items[0] if isinstance(label, tree.Group) and label.items else label
        bare = tree.key(tree.Name(name.base, name.font, name.accents, name.subscript))
        yield f"{bare}^", tree.index_key(inner)


def is_in_doubt(law: Variable) -> bool:
    """Whether authors give laws like this one by other numbers."""
    if law.kind in ("exponential", "geometric"):
        return True
    spread = law.parts[-1] if law.parts else None
    if law.kind != "normal" or not law.by_name or not isinstance(spread, tree.Node):
        return False
    squared = isinstance(spread, tree.Power) and tree.key(spread.exponent) is None
    return not squared and not (isinstance(spread, tree.Number) and spread.value in (0, 1))
