r"""What sentences and formulas say of variables, put into the world: laws, means, independence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from symnn.documents.judging.randomness.sentences import Said, node_of
from symnn.documents.judging.randomness.world import LETTERS, Part, Variable, World, families_of
from symnn.latex import syntax as tree


def tell(world: World, said: Said) -> None:
    """Take in one thing that a sentence says."""
    bases = bases_of(world, said.names)
    rule = _RULES.get(said.what)
    if rule is not None:
        rule(world, said, bases)
    elif said.what == "normal" and not said.more:
        for base in bases:
            _make_normal(world, base)
    elif said.more:
        give(world, said.names, said.what, said.more)
    count_members(world, said.names)


def _conditional(world: World, said: Said, _: list[str]) -> None:
    keys = frozenset(key for n in said.names if (key := tree.key(n)) is not None)
    if said.value is not None:
        world.conditional.append((tree.key(said.value) or "", keys))


def _independent(world: World, _: Said, bases: list[str]) -> None:
    world.groups.append(frozenset(bases))
    world.within |= set(bases)
    for base in bases:
        declare(world, base)


def _apart(world: World, said: Said, bases: list[str]) -> None:
    others = bases_of(world, said.more)
    for base in (*bases, *others):
        declare(world, base)
    world.groups += [frozenset((one, other)) for one in bases for other in others]


def _dependent(world: World, _: Said, bases: list[str]) -> None:
    """Whatever was said before of variables that are said to depend on each other."""
    world.groups = [group for group in world.groups if len(group & set(bases)) < 2]
    world.within -= set(bases)
    world.covariances = {p: c for p, c in world.covariances.items() if not p <= set(bases)}


def _uncorrelated(world: World, _: Said, bases: list[str]) -> None:
    for base in bases:
        declare(world, base)
    for pair in combinations(bases, 2):
        world.covariances[frozenset(pair)] = tree.Number("0", Fraction(0))


def _random(world: World, _: Said, bases: list[str]) -> None:
    for base in bases:
        declare(world, base)


def _number(world: World, said: Said, _: list[str]) -> None:
    world.constants |= {key for n in said.names if (key := tree.key(n)) is not None}


def _moment(world: World, said: Said, bases: list[str]) -> None:
    if said.value is None or {tree.key(n) for n in said.names} & world.letters():
        return
    for base in bases:
        put(world, base, said.what, said.value, anew=True, family=base.endswith(("_", "^")))


def _size(world: World, said: Said, _: list[str]) -> None:
    key = tree.key(said.names[0])
    if key is not None and said.value is not None:
        world.values[key] = said.value


def _inputs(world: World) -> list[str]:
    """The family that stands beside the weights in a sum that a name is short for."""
    for body in world.formulas.values():
        sums = [part.body for part in tree.walk(body) if isinstance(part, tree.BigOperator)]
        for term in sums:
            factors = term.factors if isinstance(term, tree.Product) else ()
            names = [f for f in factors if isinstance(f, tree.Name)]
            found = [base for n in names for base, _ in list(families_of(n))[:1]]
            if len(found) == 2:
                return [next((base for base in found if base[0] in "xauh"), found[-1])]
    return []


def _counted(world: World, said: Said, bases: list[str]) -> None:
    if not said.names:
        bases = _inputs(world)
        for base in bases:
            world.variables[base] = Variable("counted", said.more, True)
    else:
        give(world, said.names, "counted", said.more)
    for base in bases:
        total = node_of(f"{_text(said.more[0])}+{_text(said.more[2])}")
        if total is not None:
            world.counts[base] = total


def _make_normal(world: World, base: str) -> None:
    old = world.variables.get(base)
    known = old is not None and old.kind in ("moments", "normal")
    parts = old.parts if old is not None and known else (None, None)
    world.variables[base] = Variable("normal", parts, base.endswith(("_", "^")))


_RULES: Final[dict[str, Callable[[World, Said, list[str]], None]]] = {
    "conditional": _conditional,
    "independent": _independent,
    "apart": _apart,
    "dependent": _dependent,
    "uncorrelated": _uncorrelated,
    "random": _random,
    "number": _number,
    "mean": _moment,
    "variance": _moment,
    "deviation": _moment,
    "counted": _counted,
    "size": _size,
}


def _text(node: tree.Node) -> str:
    return node.text if isinstance(node, tree.Number) else ""


def declare(world: World, base: str) -> None:
    """Take a name for a random variable of which nothing else is known."""
    if not any(base in vector.names for vector in world.vectors):
        world.variables.setdefault(
            base, Variable("moments", (None, None), base.endswith(("_", "^")))
        )


def put(world: World, base: str, what: str, value: tree.Node, anew: bool, family: bool) -> None:
    """Give the mean or the variance of a variable."""
    old = world.variables.get(base)
    if old is not None and old.kind not in ("moments", "normal"):
        return
    kind, parts = ("moments", (None, None)) if old is None else (old.kind, old.parts)
    at = 0 if what == "mean" else 1
    if parts[at] is not None and not anew:
        return
    if what == "deviation":
        value = tree.Power(bracketed(value), tree.Number("2", Fraction(2)))
    pair: tuple[Part, Part] = (value, parts[1]) if at == 0 else (parts[0], value)
    world.variables[base] = Variable(kind, pair, family)


def of_all(world: World, what: str, value: str) -> None:
    """Give all variables that are told of one mean, variance or deviation."""
    node = node_of(value)
    for base, law in list(world.variables.items()):
        if node is not None and law.kind in ("moments", "normal"):
            put(world, base, what, node, anew=True, family=law.is_family)


def bracketed(node: tree.Node) -> tree.Node:
    """The node in brackets, so that a power is one of all of it."""
    return node if isinstance(node, (tree.Name, tree.Number)) else tree.Group("()", (node,))


def give(
    world: World,
    names: Sequence[tree.Node],
    kind: str,
    parts: Sequence[tree.Node],
    by_name: bool = False,
) -> None:
    """Give variables a law with its numbers."""
    for base in bases_of(world, names):
        world.variables[base] = Variable(kind, tuple(parts), base.endswith(("_", "^")), by_name)
    count_members(world, names)


def bases_of(world: World, names: Sequence[tree.Node]) -> list[str]:
    """The variables that names stand for; X_1 and X_n together are the family X_i."""
    found: dict[str, None] = {}
    plain = [n for n in names if isinstance(n, tree.Name)]
    letters = {
        base
        for n in plain
        for base, index in families_of(n)
        if index in LETTERS
        or (base.endswith("^") and not index.isdigit())
        or index in ("ij", "jk", "kl", "ji")
    }
    firsts = {base for n in plain for base, index in families_of(n) if index in ("0", "1")}
    letters |= {b for n in plain for b, i in families_of(n) if b in firsts and i.isalpha()}
    for name in plain:
        own = next(
            (base for base, _ in families_of(name) if base in letters or base in world.variables),
            None,
        )
        key = own or tree.key(name)
        if key is not None:
            found[key] = None
    return list(found)


def count_members(world: World, names: Sequence[tree.Node]) -> None:
    """X_1, …, X_n are n."""
    plain = [n for n in names if isinstance(n, tree.Name)]
    for name in plain:
        for base, index in families_of(name):
            first = any(b == base and i in ("1", "0") for n in plain for b, i in families_of(n))
            if first and index.isalpha() and base in world.variables:
                node = node_of(index)
                if node is not None:
                    world.counts.setdefault(base, node)
