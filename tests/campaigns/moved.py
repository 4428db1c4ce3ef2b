"""The same claim said otherwise: renamed, reordered, sides exchanged or scaled."""

from __future__ import annotations

from random import Random

from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.exact.expression import Expr, add, mul, nth_root, rational, rebuild, symbol

_NAMES = {"x": "zeta", "y": "alpha", "z": "m", "x'": "b", "y'": "omega", "z'": "k"}
_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def moved(claim: Claim, rng: Random) -> Claim:
    """Other names, other orders of summands, factors, parts and domain; sides exchanged or scaled.

    It holds for all values if and only if the claim does.
    """
    over = [_formula(f, rng) for f in claim.over]
    rng.shuffle(over)
    return Claim(_formula(claim.formula, rng), tuple(over))


def _formula(formula: Formula, rng: Random) -> Formula:
    if isinstance(formula, Compound):
        parts = [_formula(part, rng) for part in formula.parts]
        if formula.connective in ("and", "or"):
            rng.shuffle(parts)
        return Compound(formula.connective, tuple(parts))
    left, right = _expr(formula.left, rng), _expr(formula.right, rng)
    if rng.random() < 0.3:
        t = rng.choice((rational("2/3"), rational(7), nth_root(rational(2))))
        left, right = mul(t, left), mul(t, right)
    return Atomic(_MIRROR.get(formula.relation, formula.relation), right, left)


def _expr(node: Expr, rng: Random) -> Expr:
    if node.op == "symbol":
        return symbol(_NAMES.get(str(node.data), str(node.data)))
    if node.op == "derivative":  # its own variable is bound
        return rebuild(node, (node.args[0], _expr(node.args[1], rng)))
    args = [_expr(a, rng) for a in node.args]
    if node.op in ("add", "mul") or node.data in ("max", "min"):
        rng.shuffle(args)
        if node.op == "add" and len(args) > 2 and rng.random() < 0.2:
            return add(args[0], add(*args[1:]))
    return rebuild(node, tuple(args))
