r"""Equations that tell of random variables: E[X] = 2, p_{X,Y} = [[…]], P(X = 1) = p."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.randomness.laws import KINDS
from symnn.documents.judging.randomness.masses import mass_by_formula
from symnn.documents.judging.randomness.odds import odds_of
from symnn.documents.judging.randomness.putting import bases_of, declare, put
from symnn.documents.judging.randomness.spellings import Operation, operation_of, regrouped
from symnn.documents.judging.randomness.told_laws import called, mass_of_member, vector
from symnn.documents.judging.randomness.world import Joint, Variable, World, families_of
from symnn.latex import syntax as tree

#: Indices of any member: E[w_i] = 0 is said of all of them.
_EACH: Final = frozenset("ijkl")


def equation(world: World, chain: tree.Chain, known: frozenset[str], is_local: bool) -> None:
    """E[X] = 2, p_{X,Y} = [[…]], p(x_1, x_2) = N(…), P(X = 1) = p, f_X(x) by cases."""
    first, value = regrouped(chain.first), chain.links[0].operand
    if isinstance(value, tree.Cases) and odds_of(world, first, value):
        return
    if isinstance(value, tree.Matrix) and isinstance(first, tree.Name) and first.base in ("p", "P"):
        _joint(world, first, value)
        return
    told = isinstance(first, tree.Call) and _of_call(world, first, value)
    if told or _named_moment(world, chain, known):
        return
    if isinstance(first, tree.Power) and getattr(first.exponent, "value", 0) == 2:
        _square(world, first, value, known, is_local)
    else:
        _operation(world, operation_of(first, known.__contains__), value, known, is_local)


def short(world: World, chain: tree.Chain, known: frozenset[str], is_local: bool) -> None:
    r"""A name that is short for a sum, \bar x = \frac1n \sum_i x_i, or q \cdot k for one."""
    left, value = regrouped(chain.first), chain.links[0].operand
    if chain.links[0].relation not in ("=", ":="):
        return
    if isinstance(left, tree.Name) and isinstance(value, tree.Name):
        _other_name(world, left, value)
    if not any(map(_is_sum, tree.walk(value))):
        return
    if isinstance(left, tree.Name) and operation_of(left, known.__contains__) is None:
        key = tree.key(left) or ""
        if is_local or key not in world.formulas:
            world.formulas[key] = value
    factors = left.factors if isinstance(left, tree.Product) else ()
    if len(factors) == 2 and all(_is_vector(f) for f in factors):
        world.patterns.append((left, value))


def _other_name(world: World, left: tree.Name, value: tree.Name) -> None:
    r"""\hat\theta = \bar x: another name of what is short for a sum."""
    key, other = tree.key(left) or "", tree.key(value) or ""
    law = world.variables.get(key)
    unknown = law is None or (law.kind == "moments" and law.parts == (None, None))
    if other in world.formulas and key not in world.formulas and unknown:
        world.variables.pop(key, None)
        world.formulas[key] = value


def _is_vector(node: tree.Node) -> bool:
    inner = node.operand if isinstance(node, tree.Transpose) else node
    return isinstance(inner, tree.Name)


def _of_call(world: World, call: tree.Call, value: tree.Node) -> bool:
    """What P(…), p(…) and f(…) are said to be."""
    if tree.key(call.head) in ("p", "f"):
        head, group = called(value)
        if KINDS.get(head, ("",))[0] == "normal" and group is not None:
            if len(call.arguments.items) > 1:
                vector(world, list(call.arguments.items), group)
            return True
    return (
        mass_of_member(world, call, value)
        or mass_by_formula(world, call, value)
        or _chance_row(world, call, value)
        or _density(world, call, value)
    )


def _square(
    world: World, left: tree.Power, value: tree.Node, known: frozenset[str], is_local: bool
) -> None:
    r"""\sigma_X^2 = v, or an estimator S^2 that is given as a sum."""
    asked = operation_of(left.base, known.__contains__)
    if asked is not None and asked.kind == "deviation":
        spread = Operation("variance", asked.items, asked.given)
        _operation(world, spread, value, known, is_local)
    elif isinstance(left.base, tree.Name) and any(map(_is_sum, tree.walk(value))):
        world.squares[tree.key(left.base) or ""] = value


def _operation(
    world: World, asked: Operation | None, value: tree.Node, known: frozenset[str], is_local: bool
) -> None:
    if asked is None:
        return
    if asked.kind in ("bias", "error"):
        key = tree.key(asked.items[0])
        if key is not None and key not in known and key not in world.formulas:
            declare(world, key)  # whatever it is that errs
        return
    if len(asked.given) == 1 and is_plain(asked):
        _given(world, asked, value)
    elif not asked.given and not _has_operation(value, known):
        _moment(world, asked, value, known, is_local)


def _named_moment(world: World, chain: tree.Chain, known: frozenset[str]) -> bool:
    """m = E[X] and s^2 = Var(X): the letters that the moments are called by."""
    left, value = chain.first, regrouped(chain.links[0].operand)
    if not isinstance(left, (tree.Name, tree.Power)):
        return False
    letter = left.base if isinstance(left, tree.Power) else left
    key = tree.key(letter)
    asked = None if isinstance(value, tree.Name) else operation_of(value, known.__contains__)
    if key is None or asked is None or len(asked.items) != 1 or asked.given:
        return False
    if asked.kind not in ("mean", "variance", "deviation") or not isinstance(
        asked.items[0], tree.Name
    ):
        return False
    squared = isinstance(left, tree.Power)
    if (squared and asked.kind != "variance") or tree.key(asked.items[0]) in known:
        return False
    world.named.add(key)
    _moment(world, asked, left, known - {key}, is_local=False)
    return True


def _density(world: World, call: tree.Call, value: tree.Node) -> bool:
    """f_X(x) = … by cases: the density of X."""
    head = call.head
    below = head.subscript if isinstance(head, tree.Name) else None
    if not isinstance(head, tree.Name) or head.base not in ("f", "p"):
        return False
    if not isinstance(value, tree.Cases) or not isinstance(below, tree.Name):
        return False
    if below.base[:1].isupper():
        world.variables[tree.key(below) or ""] = Variable("density", (head,))
    return True


def _is_sum(node: tree.Node) -> bool:
    return isinstance(node, tree.BigOperator)


def _chance_row(world: World, call: tree.Call, value: tree.Node) -> bool:
    """P(X = a) = p: one value of a variable with its chance."""
    head, items = call.head, call.arguments.items
    if not isinstance(head, tree.Name) or head.base not in ("P", "Pr") or len(items) != 1:
        return False
    event = items[0]
    if not isinstance(event, tree.Chain) or len(event.links) != 1 or event.links[0].relation != "=":
        return False
    key = tree.key(event.first)
    if key is None or isinstance(event.links[0].operand, tree.Text):
        return False
    rows = world.rows.get(key, ())
    at = event.links[0].operand
    if at in rows[::2]:
        return True
    rows = world.rows[key] = (*rows, at, value)
    plain = all(isinstance(n, (tree.Name, tree.Number)) for n in rows[::2])
    labels = plain and any(isinstance(n, tree.Name) for n in rows[::2])
    if not labels and any(isinstance(p, tree.Name) for n in rows for p in tree.walk(n)):
        world.variables[key] = Variable("table", rows)
    return True


def is_plain(asked: Operation) -> bool:
    """Whether it is the mean or the variance of one name."""
    return asked.kind in ("mean", "variance") and isinstance(asked.items[0], tree.Name)


def _given(world: World, asked: Operation, value: tree.Node) -> None:
    """E[X | Z = 1] = m: X is a mixture."""
    event = asked.given[0]
    key = tree.key(asked.items[0])
    if not isinstance(event, tree.Chain) or len(event.links) != 1 or key is None:
        return
    chooser = tree.key(event.first)
    if event.links[0].relation != "=" or chooser is None:
        return
    place = chooser, event.links[0].operand, asked.kind
    parts = world.mixtures.setdefault(key, {})
    parts.setdefault(place, value)
    world.variables.setdefault(key, Variable("mixed", ()))


def _has_operation(node: tree.Node, known: frozenset[str]) -> bool:
    whole = regrouped(node)
    calls = (n for n in tree.walk(whole) if not isinstance(n, tree.Name))
    return any(operation_of(n, known.__contains__) is not None for n in calls)


def _joint(world: World, name: tree.Name, table: tree.Matrix) -> None:
    below = name.subscript
    items = below.items if isinstance(below, tree.Group) else ()
    items = below.factors if isinstance(below, tree.Product) else items
    keys = [tree.key(item) for item in items]
    if len(keys) == 2 and None not in keys:
        names = (keys[0] or "", keys[1] or "")
        world.joints = [j for j in world.joints if j.names != names] + [Joint(names, table)]


def _moment(
    world: World, asked: Operation, value: tree.Node, known: frozenset[str], is_local: bool
) -> None:
    """A first E[X] = m, Var(X) = v or Cov(X, Y) = c of variables of which it is not known."""
    if asked.kind == "mean" and _product_moment(world, asked.items[0], value, known):
        return
    names = [n for n in asked.items if isinstance(n, tree.Name)]
    if (
        any(tree.key(n) in world.rows for n in names)
        or len(names) != len(asked.items)
        or any(tree.key(n) in known or tree.key(n) in world.formulas for n in names)
    ):
        return
    if asked.kind == "covariance" and len(names) == 2:
        pair = frozenset(world.base(n)[0] if world.base(n) else tree.key(n) or "" for n in names)  # type: ignore[index]
        if len(pair) == 2 and (pair not in world.covariances or is_local):
            world.covariances[pair] = value
        return
    if asked.kind not in ("mean", "variance", "deviation"):
        return
    base = world.base(names[0])
    member = next((b for b, index in families_of(names[0]) if index in _EACH), None)
    own = world.each(names[0]) or member or tree.key(names[0]) or ""
    key = own if base is None else base[0]
    if any(key in vector.names for vector in world.vectors):
        return
    put(world, key, asked.kind, value, anew=is_local, family=key.endswith(("_", "^")))


def _product_moment(world: World, item: tree.Node, value: tree.Node, known: frozenset[str]) -> bool:
    """E[h^2] = q, or E[x_i x_j] = c for two members of a family.

    Of an h that has a formula, h = max(0, f), it may itself be a claim: nothing is false by it.
    """
    if isinstance(item, tree.Power) and isinstance(item.base, tree.Name):
        base = world.base(item.base)
        bases = [base[0]] if base is not None else bases_of(world, (item.base,))
        old = world.variables.get(bases[0]) if bases else None
        if getattr(item.exponent, "value", 0) != 2 or not bases:
            return False
        if tree.key(item.base) in known or tree.key(item.base) in world.formulas:
            world.weak.add(bases[0])
        if old is None or (old.kind == "moments" and old.parts[1] is None):
            mean = None if old is None else old.parts[0]
            world.variables[bases[0]] = Variable(
                "second", (mean, value), bases[0].endswith(("_", "^"))
            )
        return True
    if isinstance(item, tree.Product) and len(item.factors) == 2:
        found = [list(families_of(f)) for f in item.factors if isinstance(f, tree.Name)]
        (one, index), (other, place) = (f[0] if f else ("", "") for f in (*found, [], [])[:2])
        if one and one == other and index != place:
            world.cross.setdefault(one, value)
            return True
    return False
