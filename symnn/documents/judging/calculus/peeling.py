r"""Inequalities between values of one strictly monotone function, told by its arguments.

log(1 + e^a) < log(1 + e^b) holds where a < b does: log, adding 1 and exp rise strictly. A function
that only exists for positive arguments is taken off once both arguments are proved positive; so are
denominators and common factors.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.claims.verdict import Verdict
from symnn.errors import SymnnError
from symnn.exact.expression import MINUS_ONE, ONE, ZERO, Expr, add, free_symbols, mul
from symnn.functions.lower import lower

_SECONDS: Final = 2
_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
#: Functions that rise strictly wherever their argument is a number.
_RISING: Final = frozenset({"exp", "sigmoid", "tanh", "softplus", "sinh", "erf", "atan"})
_DEEPEST: Final = 12


def by_peeling(formula: Formula, over: tuple[Formula, ...]) -> Verdict | None:
    """The proof by the arguments of the functions on both sides, or None.

    Examples:
        >>> from symnn.exact.expression import exp, symbol
        >>> x, y = symbol("x"), symbol("y")
        >>> claim = Atomic("<", exp(x * y) + 1, exp(2 * x * y) + 1)
        >>> found = by_peeling(claim, (Atomic(">", x, ZERO), Atomic(">", y, ZERO)))
        >>> found is not None and found.proved
        True
    """
    if not isinstance(formula, Atomic) or formula.relation not in _TURNED:
        return None
    try:
        inner = Atomic(formula.relation, lower(formula.left), lower(formula.right))
        for _ in range(_DEEPEST):
            further = _peeled(inner, over)
            if further is None:
                break
            inner = further
        else:
            return None
        if inner == Atomic(formula.relation, lower(formula.left), lower(formula.right)):
            return None
        found = decide(Claim(inner, over), seconds=_SECONDS)
    except SymnnError:
        return None
    if not found.proved:
        return None
    claim = Claim(formula, over)
    return replace(found, claim=claim, method=f"functions that rise or fall; {found.method}")


def _peeled(atom: Atomic, over: tuple[Formula, ...]) -> Atomic | None:
    """The same relation of the arguments of the outermost function, or None."""
    left, right = atom.left, atom.right
    if (whole := _without_denominators(atom, over)) is not None:
        return whole
    if left.op != right.op:
        return None
    if left.op == "apply" and left.data == right.data and len(left.args) == 1:
        inner = Atomic(atom.relation, left.args[0], right.args[0])
        if left.data in _RISING:
            return inner
        return inner if left.data == "log" and _are_positive(inner, over) else None
    if left.op == "add":
        return _without_common(atom)
    if left.op == "mul":
        return _without_factor(atom, over)
    if left.op == "power" and left.args[1] == right.args[1] == MINUS_ONE:
        inner = Atomic(_TURNED[atom.relation], left.args[0], right.args[0])
        return inner if _are_positive(inner, over) else None
    return None


def _are_positive(atom: Atomic, over: tuple[Formula, ...]) -> bool:
    return _is_positive(atom.left, over) and _is_positive(atom.right, over)


def _without_common(atom: Atomic) -> Atomic | None:
    """a + c < b + c for a < b, whatever c is."""
    left, right = Counter(_flat(atom.left, "add")), Counter(_flat(atom.right, "add"))
    both = left & right
    if not both:
        return None
    left, right = left - both, right - both
    if not (left and right):
        return None
    return Atomic(atom.relation, add(*left.elements()), add(*right.elements()))


def _without_factor(atom: Atomic, over: tuple[Formula, ...]) -> Atomic | None:
    """ca < cb for a < b where c is above 0, b < a where it is a number below."""
    left, right = Counter(_flat(atom.left, "mul")), Counter(_flat(atom.right, "mul"))
    both = left & right
    sign = 1
    for factor, count in both.items():
        if isinstance(factor.data, fmpq) and factor.data != 0:
            sign *= 1 if factor.data > 0 else (-1) ** count
        elif not _is_positive(factor, over):
            return None
    if not both or not (left - both or right - both):
        return None
    relation = atom.relation if sign > 0 else _TURNED[atom.relation]
    return Atomic(relation, _product(left - both), _product(right - both))


def _without_denominators(atom: Atomic, over: tuple[Formula, ...]) -> Atomic | None:
    """a d < b c for a/c < b/d, where c and d are above 0."""
    left, right = Counter(_flat(atom.left, "mul")), Counter(_flat(atom.right, "mul"))
    below = [
        Counter({f: n for f, n in side.items() if _is_reciprocal(f)}) for side in (left, right)
    ]
    denominators = [f.args[0] for side in below for f in side]
    if not denominators or not all(_is_positive(d, over) for d in denominators):
        return None
    left, right = left - below[0], right - below[1]
    for side, other in ((left, below[1]), (right, below[0])):
        side.update({f.args[0]: n for f, n in other.items()})
    return Atomic(atom.relation, _product(left), _product(right))


def _is_reciprocal(node: Expr) -> bool:
    return node.op == "power" and node.args[1] == MINUS_ONE and bool(free_symbols(node))


def _is_positive(node: Expr, over: tuple[Formula, ...]) -> bool:
    return decide(Claim(Atomic(">", node, ZERO), over), seconds=1).proved


def _product(factors: Counter[Expr]) -> Expr:
    listed = list(factors.elements())
    return mul(*listed) if len(listed) > 1 else listed[0] if listed else ONE


def _flat(node: Expr, op: str) -> list[Expr]:
    if node.op != op:
        return [node]
    return [part for arg in node.args for part in _flat(arg, op)]
