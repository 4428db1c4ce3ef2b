"""Claims made by hand where sloppy algebra, floats, or sympy go wrong; no verdict may be wrong.

Each row is a claim and its truth: True, False, or None when a side has no value (then no verdict
may be given). Rows that are decided today stay decided; those in `OPEN` may be undecided.
"""

from __future__ import annotations

from typing import Any, Final

import pytest
import sympy as sp

import symnn as sn
from symnn import And, Eq, ForAll, Ge, Gt, Implies, Le, Lt, Ne, Not, Or, Status, check

x, y = sp.symbols("x y", real=True)
Q = sp.Rational
MACHIN = 4 * sp.atan(Q(1, 5)) - sp.atan(Q(1, 239)) - sp.pi / 4
UNIT = sp.sin(1) ** 2 + sp.cos(1) ** 2 - 1
SURD = sp.sqrt(5 + 2 * sp.sqrt(6)) - sp.sqrt(2) - sp.sqrt(3)
LOG = (1 - sp.sinh(sp.log(1 + sp.sqrt(2))) ** 2) ** 2
HUGE = sp.exp(sp.pi * sp.sqrt(163))


def keep(cls: Any, *args: Any) -> Any:
    """The operation as written, without sympy's evaluation."""
    return cls(*args, evaluate=False)


def at(f: Any, point: Any) -> Any:
    """The derivative of f in x at a point."""
    return sp.Subs(sp.Derivative(f, x), x, point)


def on(values: Any, claim: Any) -> Any:
    return ForAll({x: values}, claim)


TRAPS: Final = {
    # trust.md A1: hidden zeros, signs, floors
    "machin squared > 0": (Gt(MACHIN**2, 0), False),
    "machin cubed > 0": (Gt(MACHIN**3, 0), False),
    "machin cubed < 0": (Lt(MACHIN**3, 0), False),
    "1/machin > 0": (Gt(1 / MACHIN, 0), None),
    "machin = 0": (Eq(MACHIN, 0), True),
    "unit squared > 0": (Gt(UNIT**2, 0), False),
    "unit squared = 0": (Eq(UNIT**2, 0), True),
    "unit squared != 0": (Ne(UNIT**2, 0), False),
    "ceiling of 1 + hidden zero": (Eq(keep(sp.ceiling, 1 + UNIT**2), 2), False),
    "sinh log > 1e-300": (Gt(LOG, Q(1, 10**300)), False),
    "sinh log = 0": (Eq(LOG, 0), True),
    "floor log 10^9 - 1": (Eq(sp.floor(sp.log(10**9 - 1, 10), evaluate=False), 9), False),
    "floor log 10^15 - 1": (Eq(sp.floor(sp.log(10**15 - 1, 10), evaluate=False), 15), False),
    "floor log 10^9": (Eq(sp.floor(sp.log(10**9, 10), evaluate=False), 9), True),
    "floor just below 1": (Eq(keep(sp.floor, UNIT + 1 - Q(1, 10**130)), 1), False),
    "floor just below 1 is 0": (Eq(keep(sp.floor, UNIT + 1 - Q(1, 10**130)), 0), True),
    "sqrt2 - sqrt3 > 0": (Gt(sp.sqrt(2) - sp.sqrt(3), 0), False),
    "sqrt2 - 2 > 0": (Gt(sp.sqrt(2) - 2, 0), False),
    "a quotient is constant": (
        Eq((9 * x + 3 * sp.sqrt(3)) / (3 * sp.sqrt(3) * x + 3), sp.sqrt(3)),
        True,
    ),
    "nested surd": (Eq(SURD, 0), True),
    "nested surd < 1e-300": (Lt(SURD, Q(1, 10**300)), True),
    "nested surd < 0": (Lt(SURD, 0), False),
    "ramanujan": (
        Eq(
            sp.cbrt(sp.cbrt(2) - 1),
            sp.cbrt(Q(1, 9)) - sp.cbrt(Q(2, 9)) + sp.cbrt(Q(4, 9)),
        ),
        True,
    ),
    "cardano": (Eq(sp.real_root(2 + sp.sqrt(5), 3) + sp.real_root(2 - sp.sqrt(5), 3), 1), True),
    "pell 10^-300": (Eq(sp.sqrt(sp.Integer(10) ** 600 + 1), 10**300), False),
    "pell 10^-300 >": (Gt(sp.sqrt(sp.Integer(10) ** 600 + 1), 10**300), True),
    "exp(pi sqrt 163) integer": (Eq(HUGE, 262537412640768744), False),
    "exp(pi sqrt 163) below": (Lt(HUGE, 262537412640768744), True),
    "e + pi near rational": (Eq(sp.E + sp.pi, Q(5859874482048838, 10**15)), False),
    "e^sqrt2 e^sqrt3": (
        Eq(sp.exp(sp.sqrt(2)) * sp.exp(sp.sqrt(3)), sp.exp(SURD + sp.sqrt(2) + sp.sqrt(3))),
        True,
    ),
    "e^sqrt2 near miss": (Eq(sp.exp(sp.sqrt(2)), sp.exp(sp.sqrt(2) + Q(1, 10**200))), False),
    "log base": (Eq(keep(sp.log, 1000, 10), 3), True),
    "log base wrong": (Eq(keep(sp.log, 1000, 10), sp.log(1000)), False),
    "atan sum": (Eq(sp.atan(Q(1, 2)) + sp.atan(Q(1, 3)), sp.pi / 4), True),
    "max of equal things": (Eq(sn.Max(sp.exp(1) ** 2, sp.exp(2)), sp.exp(2)), True),
    "max of equal surds": (
        Eq(sn.Max(sp.sqrt(2) + sp.sqrt(3), sp.sqrt(5 + 2 * sp.sqrt(6))), 3),
        False,
    ),
    # trust.md A2: kinks and derivatives
    "relu' at 0 is 1/2": (Eq(at(sn.relu(x), 0), Q(1, 2)), None),
    "relu' at 0 is 0": (Eq(at(sn.relu(x), 0), 0), None),
    "abs' at 0": (Eq(at(abs(x), 0), 0), None),
    "abs' at a hidden zero": (Eq(at(abs(x), UNIT), 1), None),
    "max' on a tie": (Eq(at(sn.Max(x, 2 * x), 0), Q(3, 2)), None),
    "floor' at 0": (Eq(at(sp.floor(x), 0), 0), None),
    "sqrt' at 0": (Eq(at(sp.sqrt(x), 0), 0), None),
    "real cube root' at 0": (Eq(at(sp.real_root(x, 3), 0), 0), None),
    "asin' at 1": (Eq(at(sp.asin(x), 1), 0), None),
    "isolated branch": (Eq(at(sp.Piecewise((x, sp.Eq(x, 0)), (x**2, True)), 0), 1), False),
    "removable branch": (
        Eq(at(sp.Piecewise((1, sp.Eq(x, 0)), ((sp.exp(x) - 1) / x, True)), 0), 0),
        False,
    ),
    "sigmoid' at 0": (Eq(at(sn.sigmoid(x), 0), Q(1, 4)), True),
    "a caught variable": (Eq(sp.Subs(sp.Derivative(x**2 * y, x), y, x), 3 * x**2), False),
    "0 * log x at -1": (Eq(at(keep(sp.Mul, 0, sp.log(x)), -1), 0), None),
    # branches
    "sqrt(x^2) = x": (Eq(sp.sqrt(x**2), x), False),
    "sqrt(x^2) = |x|": (Eq(sp.sqrt(x**2), abs(x)), True),
    "sqrt(x^2) = x, x >= 0": (on((0, 3), Eq(sp.sqrt(x**2), x)), True),
    "sqrt(x^2) = -x, x <= 0": (on((-3, 0), Eq(sp.sqrt(x**2), -x)), True),
    "(x^4)^(1/4) = x": (Eq((x**4) ** Q(1, 4), x), False),
    "(x^6)^(1/2) = x^3": (Eq(sp.sqrt(x**6), x**3), False),
    "(x^2)^(3/2) = x^3": (Eq((x**2) ** Q(3, 2), x**3), False),
    "log x^2 = 2 log |x|": (Eq(sp.log(x**2), 2 * sp.log(abs(x))), True),
    "log x^2 = 2 log x": (Eq(sp.log(x**2), 2 * sp.log(x)), True),  # where both exist
    "real root of x^3": (Eq(sp.real_root(x**3, 3), x), True),
    "asin sin x": (Eq(sp.asin(sp.sin(x)), x), False),
    "atan tan x": (Eq(sp.atan(sp.tan(x)), x), False),
    "sign^2": (Eq(sp.sign(x) ** 2, 1), False),
    "floor(-x) = -floor x": (Eq(sp.floor(-x), -sp.floor(x)), False),
    "mod of a negative": (Eq(keep(sp.Mod, -7, 3), 2), True),
    "mod by a negative": (Eq(keep(sp.Mod, 7, -3), -2), True),
    "overlapping pieces": (on([0], Eq(sp.Piecewise((1, x <= 0), (2, x >= 0)), 2)), False),
    # 0/0 and 0 * undefined
    "0/0": (Eq(keep(sp.Mul, 0, keep(sp.Pow, 0, -1)), 0), None),
    "0 / hidden zero": (Eq(keep(sp.Mul, 0, 1 / UNIT), 0), None),
    "0 * log(-1)": (Eq(keep(sp.Mul, 0, keep(sp.log, -1)), 0), None),
    "0 * log(hidden zero)": (Eq(keep(sp.Mul, 0, keep(sp.log, UNIT)), 0), None),
    "0 * asin 2": (Eq(keep(sp.Mul, 0, keep(sp.asin, 2)), 0), None),
    "0 * asin e": (Eq(keep(sp.Mul, 0, sp.asin(sp.E)), 0), None),
    "0 * acos just above 1": (Eq(keep(sp.Mul, 0, sp.acos(1 + Q(1, 10**300) + UNIT)), 0), None),
    "0 * tan at a hidden pole": (Eq(keep(sp.Mul, 0, keep(sp.tan, sp.pi / 2 + UNIT)), 0), None),
    "undefined or true": (Or(Eq(1 / UNIT, 1), Eq(1, 1)), None),
    "undefined and false": (And(Eq(1 / UNIT, 1), Eq(1, 2)), None),
    "undefined implies": (Implies(Eq(1, 2), Eq(1 / UNIT, 1)), None),
    "not undefined": (Not(Eq(1 / UNIT, 1)), None),
    # quantifiers and domains
    "two domains": (And(on((1, 3), Eq(abs(x), x)), on((-3, -1), Eq(abs(x), x))), False),
    "positive by name": (
        Eq(abs(sp.Symbol("p", positive=True)), sp.Symbol("p", positive=True)),
        True,
    ),
    "one point": (on((1, 1), Eq(x, 1)), True),
    "the other end": (on((0, 1), Lt(x, 1)), False),
    "integers skip 1/2": (Ne(sp.Symbol("n", integer=True), Q(1, 2)), True),
    "no integer": (Ne(sp.Symbol("m", noninteger=True), 1), True),
    "x < y or x >= y": (Or(Lt(x, y), Ge(x, y)), True),
    "le is total": (Or(Le(x, y), Le(y, x)), True),
    "x = y or x = -y": (Or(Eq(x, y), Eq(x, -y)), False),
    # networks and sizes
    "sigmoid never reaches 1": (Lt(sn.sigmoid(sp.Integer(100)), 1), True),
    "softplus above relu": (Gt(sn.softplus(sp.Integer(200)), 200), True),
    "gelu below relu": (Lt(sn.gelu(sp.Integer(1)), 1), True),
    "a tower": (Lt(keep(sp.Pow, 10, keep(sp.Pow, 10, 10)), 0), False),
    "a tiny root": (Lt(keep(sp.Pow, 2, Q(1, 10**30)), 1), False),
}

#: Rows that no prover covers yet.
OPEN: Final = frozenset(
    {
        "machin squared > 0",
        "machin cubed > 0",
        "machin cubed < 0",
        "machin = 0",
        "ceiling of 1 + hidden zero",
        "floor just below 1 is 0",
        "atan sum",
        "isolated branch",
        "removable branch",
        "sqrt(x^2) = x, x >= 0",
        "sqrt(x^2) = -x, x <= 0",
        "log x^2 = 2 log x",
        "real root of x^3",
        "one point",
        "integers skip 1/2",
        "no integer",
        "x < y or x >= y",
        "le is total",
        "a tower",
        "a tiny root",
    }
)


@pytest.mark.parametrize("name", TRAPS)
def test_no_trap_gets_a_wrong_verdict(name: str) -> None:
    claim, truth = TRAPS[name]
    verdict = check(claim)
    allowed = {True: Status.PROVED, False: Status.REFUTED}.get(truth, Status.UNDECIDED)
    assert verdict.status in (allowed, Status.UNDECIDED), str(verdict)
    if name not in OPEN:
        assert verdict.status is allowed, str(verdict)
