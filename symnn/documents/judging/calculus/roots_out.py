r"""Inequalities with square roots of open values: |x/\sqrt{1+x^2}| < 1 for all x.

A root \sqrt u is the r with r ≥ 0 and r² = u, so that a claim holds for all x if it holds for all x
and all such r: then it is one about polynomials.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, atoms
from symnn.claims.formula import sides as sides_of
from symnn.claims.verdict import Verdict
from symnn.exact.expression import (
    ZERO,
    Expr,
    free_symbols,
    postorder,
    power,
    rational,
    rebuild,
    symbol,
)
from symnn.functions.signs import evident_sign

_SECONDS: Final = 3
_MOST: Final = 3


def has_open_roots(formula: Formula) -> bool:
    """Whether it is an inequality with even roots of what is no number, and with nothing else."""
    if not isinstance(formula, Atomic) or formula.relation in ("=", "!="):
        return False
    nodes = list(postorder(formula.left, formula.right))
    roots = {n for n in nodes if _is_open_root(n)}
    return 0 < len(roots) <= _MOST and not any(n.op in ("derivative", "limit") for n in nodes)


def _is_open_root(node: Expr) -> bool:
    even = node.op == "nth_root" and isinstance(node.data, int) and node.data % 2 == 0
    return even and bool(free_symbols(node))


def proved_without_roots(formula: Formula, over: tuple[Formula, ...]) -> Verdict | None:
    """The proof of an inequality with letters for its roots; None if none is found."""
    if not isinstance(formula, Atomic):
        return None
    done: dict[Expr, Expr] = {}
    more: list[Formula] = []
    if any(n.op in ("derivative", "limit") for part in over for n in postorder(*sides_of(part))):
        return None
    sides = [side for part in (formula, *over) for a in atoms(part) for side in (a.left, a.right)]
    for node in postorder(*sides):
        new = rebuild(node, tuple(done[a] for a in node.args))
        if _is_open_root(node):
            (inside,) = new.args
            root = symbol(f"root_{len(more)}")
            positive = evident_sign(node.args[0]) == 1
            more.append(Atomic(">" if positive else ">=", root, ZERO))
            more.append(Atomic("=", power(root, rational(int(str(node.data)))), inside))
            new = root
        done[node] = new
    turned = Atomic(formula.relation, done[formula.left], done[formula.right])
    domain = tuple(_mapped(part, done) for part in over)
    found = decide(Claim(turned, (*domain, *more)), seconds=_SECONDS)
    return found if found.proved and "domain being empty" not in found.method else None


def _mapped(formula: Formula, done: dict[Expr, Expr]) -> Formula:
    if isinstance(formula, Atomic):
        return Atomic(formula.relation, done[formula.left], done[formula.right])
    return replace(formula, parts=tuple(_mapped(part, done) for part in formula.parts))
