r"""Laws as relations tell them: X ∼ N(0, 1), (x_1, x_2) ∼ N(m, Σ)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symnn.documents.judging.randomness.laws import KINDS
from symnn.documents.judging.randomness.putting import bases_of, give
from symnn.documents.judging.randomness.world import Variable, Vector, World
from symnn.latex import syntax as tree


def law(world: World, chain: tree.Chain, names: tuple[tree.Node, ...]) -> None:
    """X ∼ N(0, 1), x = [x_1; x_2] ∼ N(m, Σ)."""
    head, group = called(chain.links[-1].operand)
    kind, count = KINDS.get(head, ("", 0))
    if not kind or group is None:
        forget(world, names)
        return
    if len(chain.links) == 2 and isinstance(chain.links[0].operand, (tree.Matrix, tree.Group)):
        vector(world, _entries(chain.links[0].operand), group)
        return
    if len(chain.links) > 1:
        return
    tuples = chain.first if isinstance(chain.first, (tree.Matrix, tree.Group)) else None
    if kind == "normal" and any(isinstance(i, tree.Matrix) for i in group.items):
        if isinstance(tuples, tree.Matrix) or getattr(tuples, "fence", "") == "()":
            vector(world, _entries(tuples or chain.first), group)
        elif isinstance(chain.first, tree.Name) and isinstance(group.items[0], tree.Matrix):
            size = len(group.items[0].rows)
            own = [
                tree.Name(chain.first.base, subscript=tree.Number(str(k + 1), Fraction(k + 1)))
                for k in range(size)
            ]
            vector(world, own, group)
        return
    if len(group.items) != count or set(group.separators or ()) - {",", ";"}:
        if kind == "uniform" and group.fence == "{}":
            give(world, names, "values", group.items)
        else:
            forget(world, names)
        return
    if head == "B" and not _is_chance(group.items[1]):
        forget(world, names)
        return  # a beta law has that name as well
    give(world, names, kind, group.items, by_name=True)


def forget(world: World, names: tuple[tree.Node, ...]) -> None:
    """What a law said of names, where another law is told that is not understood."""
    for name in names:
        found = world.base(name) if isinstance(name, tree.Name) else None
        law = None if found is None else world.variables[found[0]]
        if found is not None and law is not None and law.by_name:
            del world.variables[found[0]]


def _is_chance(node: tree.Node) -> bool:
    number = node.value if isinstance(node, tree.Number) else None
    return tree.key(node) in ("p", "q", "theta", "pi") or (number is not None and number <= 1)


def vector(world: World, entries: Sequence[tree.Node], group: tree.Group) -> None:
    """Take names for jointly normal variables with a vector of means and a covariance matrix."""
    keys = [tree.key(entry) for entry in entries]
    if len(group.items) != 2 or None in keys:
        return
    names = tuple(key for key in keys if key is not None)
    vector = Vector(names, *group.items)
    world.vectors = [v for v in world.vectors if set(v.names).isdisjoint(names)] + [vector]


def _entries(node: tree.Node) -> list[tree.Node]:
    if isinstance(node, tree.Matrix):
        return [cell for row in node.rows for cell in row]
    return list(node.items) if isinstance(node, tree.Group) else []


def called(node: tree.Node) -> tuple[str, tree.Group | None]:
    """The name of a law and its brackets, words behind it left out."""
    if isinstance(node, tree.Product) and isinstance(node.factors[0], (tree.Call, tree.Apply)):
        node = node.factors[0]
    if isinstance(node, tree.Product) and len(node.factors) >= 2:
        head, group = node.factors[:2]
    elif isinstance(node, tree.Call):
        head, group = node.head, node.arguments
    elif isinstance(node, tree.Apply) and node.power is None:
        head, group = node.function, node.argument
    else:
        return "", None
    if not isinstance(head, tree.Name) or not isinstance(group, tree.Group):
        return "", None
    return ("" if head.subscript is not None or head.accents else head.base), group


def mass_of_member(world: World, call: tree.Call, value: tree.Node) -> bool:
    r"""P(x; \theta) = \theta^x (1 - \theta)^{1 - x}, and other laws by their mass.

    A variable whose mean is told as well has then two laws; which is meant, letters say.
    """
    head, group = call.head, call.arguments
    if not isinstance(head, tree.Name) or head.base not in ("P", "p", "f") or len(group.items) != 2:
        return False
    name, letter = group.items
    if set(group.separators or ()) - {";", "|"} or not isinstance(name, tree.Name):
        return False
    kind = "bernoulli" if _is_bernoulli(value, name, letter) else ""
    kind = kind or ("exponential" if _is_exponential(value, name, letter) else "")
    bases = bases_of(world, (name,))
    if not kind or len(bases) != 1:
        return False
    (base,) = bases
    new = Variable(kind, (letter,), base.endswith(("_", "^")))
    old = world.variables.get(base)
    told = old is not None and any(part is not None for part in old.parts)
    if old is not None and told and old != new:
        world.rivals[base] = [*world.rivals.get(base, [old]), new]
    world.variables[base] = new
    return True


def _is_bernoulli(value: tree.Node, name: tree.Node, letter: tree.Node) -> bool:
    factors = value.factors if isinstance(value, tree.Product) else ()
    if isinstance(value, tree.Power) and isinstance(value.base, tree.Call):  # a^x (1 - a)^{1 - x}
        factors = value.base.head, tree.Power(value.base.arguments, value.exponent)
    powers = [f for f in factors if isinstance(f, tree.Power)]
    if len(factors) != 2 or len(powers) != 2:
        return False
    first, last = powers
    exponents = _plain(first.exponent) == name and _is_rest(last.exponent, name)
    return exponents and _plain(first.base) == letter and _is_rest(last.base, letter)


def _is_exponential(value: tree.Node, name: tree.Node, letter: tree.Node) -> bool:
    r"""\lambda e^{-\lambda x}."""
    factors = value.factors if isinstance(value, tree.Product) else ()
    if len(factors) != 2 or factors[0] != letter:
        return False
    power = factors[1]
    inner: tree.Node | None = None
    if isinstance(power, tree.Power) and tree.key(power.base) == "e":
        inner = power.exponent
    elif isinstance(power, tree.Apply) and tree.key(power.function) == "exp":
        inner = power.argument
    inner = _plain(inner) if inner is not None else None
    operand = _plain(inner.operand) if isinstance(inner, tree.Neg) else None
    return isinstance(operand, tree.Product) and set(operand.factors) == {name, letter}


def _plain(node: tree.Node) -> tree.Node:
    while isinstance(node, tree.Group) and len(node.items) == 1:
        (node,) = node.items
    return node


def _is_rest(node: tree.Node, of: tree.Node) -> bool:
    """1 - x."""
    inner = _plain(node)
    if not isinstance(inner, tree.Sum) or len(inner.terms) != 2:
        return False
    one, minus = inner.terms
    is_one = isinstance(one, tree.Number) and one.value == 1
    return is_one and isinstance(minus, tree.Neg) and _plain(minus.operand) == of


def members_as_bernoulli(world: World) -> None:
    r"""P(x_i = 1) = \theta, said of Bernoulli variables, is so of all members of the family."""
    for key, rows in list(world.rows.items()):
        at, value = rows[0], rows[1]
        one = isinstance(at, tree.Number) and at.value == 1
        base = _family(world, key)
        if len(rows) != 2 or not one or base is None:
            continue
        del world.rows[key]
        world.variables.pop(key, None)
        old, new = world.variables[base], Variable("bernoulli", (value,), True)
        known = any(part is not None for part in old.parts)
        if known and old != new:
            world.rivals[base] = [*world.rivals.get(base, [old]), new]
        world.variables[base] = new


def _family(world: World, key: str) -> str | None:
    """The family of which a name is any member: x_ of x_i, x^ of x^(i)."""
    found = [
        base
        for base, law in world.variables.items()
        if law.is_family and law.kind in ("moments", "bernoulli") and base[-1:] in ("_", "^")
        if key in {f"{base}{inner}" for k in "ijkl" for inner in (k, f"({k})")}
    ]
    return found[0] if len(found) == 1 else None
