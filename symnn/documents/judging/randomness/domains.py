r"""Where the letters of laws lie: a standard deviation is positive, a chance between 0 and 1."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.claims.formula import Atomic
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.world import Variable
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, mul, power, rational, symbol
from symnn.latex import syntax as tree

_POSITIVE = {"poisson": (0,), "exponential": (0,), "laplace": (1,), "beta": (0, 1)}
_CHANCE = {"bernoulli": 0, "binomial": 1, "geometric": 0}
_SIGNS = {"<": "<", "≤": "<=", ">": ">", "≥": ">=", "≠": "!="}


def domain_of(model: Model, used: frozenset[str], relation: str) -> list[Atomic]:
    """What holds of the unknowns in a relation.

    Args:
        model: the variables.
        used: the unknowns.
        relation: the relation; equations of samples are meant for two members at least.
    """
    found = list(_told(model))
    told = free_symbols(*(e for f in found for e in (f.left, f.right)))
    for base, law in model.world.variables.items():
        found += _of_law(model, base, law)
    least = rational(2) if relation in ("=", ":=", "≡") else ONE
    for node in model.world.counts.values():
        count = _number(model, node)
        if count is not None and free_symbols(count) and not free_symbols(count) & told:
            found.append(Atomic(">=", count, least))
    for pair in model.open_together:
        one, other = sorted(pair)
        spreads = [_spread(model, base) for base in (one, other)]
        together = symbol("cov " + ",".join(sorted(pair)))
        if spreads[0] is not None and spreads[1] is not None:
            found.append(Atomic("<=", power(together, rational(2)), mul(spreads[0], spreads[1])))
    for name, whole in model.between.items():
        found += [Atomic(">=", symbol(name), ZERO), Atomic("<=", symbol(name), whole)]
    if model.entropies:
        from symnn.documents.judging.randomness.information import shannon

        found += shannon(model)
    return [f for f in dict.fromkeys(found) if _concerns(f, used)]


def _concerns(fact: Atomic, used: frozenset[str]) -> bool:
    names = free_symbols(fact.left, fact.right)
    return bool(names) and bool(names & used or any(n.startswith("entropy ") for n in names))


def _number(model: Model, node: tree.Node | Expr) -> Expr | None:
    try:
        return model.number(node)
    except UnsettledError:
        return None


def _spread(model: Model, base: str) -> Expr | None:
    law = model.world.variables.get(base)
    if law is None or law.kind not in ("moments", "normal"):
        return None
    try:
        return model.parts(base, law)[1]
    except UnsettledError:
        return None


def _of_law(model: Model, base: str, law: Variable) -> Iterator[Atomic]:
    if law.kind in ("moments", "normal"):
        part = law.parts[1]
        if part is None:
            yield Atomic(">=", symbol(f"var {base}"), ZERO)
            return
        bare = part.base if isinstance(part, tree.Power) else part
        while isinstance(bare, tree.Group) and len(bare.items) == 1:
            bare = bare.items[0]
        spread = _number(model, bare) if isinstance(bare, tree.Name) else None
        if spread is not None:
            yield Atomic(">", spread, ZERO)
        return
    parts = [None if p is None else _number(model, p) for p in law.parts]
    for place in _POSITIVE.get(law.kind, ()):
        value = parts[place]
        if value is not None:
            yield Atomic(">", value, ZERO)
    chances = parts[1::2] if law.kind == "odds" else []
    if law.kind in _CHANCE:
        chances = [parts[_CHANCE[law.kind]]]
    for value in (chance for chance in chances if chance is not None):
        yield from (Atomic(">", value, ZERO), Atomic("<", value, ONE))
    if law.kind == "binomial" and parts[0] is not None:
        yield Atomic(">=", parts[0], ONE)
    if law.kind == "uniform" and parts[0] is not None and parts[1] is not None:
        yield Atomic("<", parts[0], parts[1])


def _told(model: Model) -> Iterator[Atomic]:
    """The ranges that the document gives."""
    for chain in model.world.ranges:
        for left, link in chain.pairs():
            one = _number(model, left)
            if link.relation == "∈":
                yield from _inside(model, one, link.operand)
                continue
            other = _number(model, link.operand)
            if one is not None and other is not None and link.relation in _SIGNS:
                yield Atomic(_SIGNS[link.relation], one, other)


def _inside(model: Model, value: Expr | None, node: tree.Node) -> Iterator[Atomic]:
    if value is None or not isinstance(node, tree.Group) or len(node.items) != 2:
        return
    if node.fence not in ("()", "[]", "[)", "(]"):
        return
    low, high = (_number(model, item) for item in node.items)
    if low is not None:
        yield Atomic(">=" if node.fence[0] == "[" else ">", value, low)
    if high is not None:
        yield Atomic("<=" if node.fence[1] == "]" else "<", value, high)
