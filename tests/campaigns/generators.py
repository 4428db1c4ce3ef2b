"""Claims with known truth, built by exact laws, mutated, joined, or judged by FLINT alone.

Nothing here asks the package what is true. A true equality comes from rewriting one side by laws
of the reals; a false one from adding a known nonzero term; a comparison of closed values from
integers, or from balls of 2000 bits that FLINT computes on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from flint import arb, ctx, fmpq

from symnn import And, Eq, ForAll, Ge, Gt, Implies, Le, Lt, Ne, Not, Or
from symnn.exact.expression import (
    ONE,
    PI,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    mul,
    nth_root,
    piecewise,
    power,
    rational,
    rebuild,
    symbol,
)
from tests.campaigns.cases import RELATIONS, Case, holds

ORACLE_BITS: Final = 2000
_STATED: Final = {"=": Eq, "!=": Ne, "<": Lt, "<=": Le, ">": Gt, ">=": Ge}
X, Y = symbol("x"), symbol("y")


def fraction(rng: Random, size: int = 9) -> fmpq:
    """A small rational."""
    return fmpq(rng.randint(-size, size), rng.randint(1, size))


def small(rng: Random) -> Expr:
    """A power of ten between 10^-1 and 10^-300, with a sign."""
    return rational(fmpq(rng.choice((-1, 1)), 10 ** rng.choice((1, 3, 10, 17, 30, 60, 150, 300))))


# --- closed values ------------------------------------------------------------------


def algebraic(rng: Random, depth: int = 2) -> Expr:
    """A closed algebraic value that exists."""
    kind = rng.randrange(6) if depth else 0
    if kind <= 1:
        return rational(fraction(rng))
    a = algebraic(rng, depth - 1)
    match kind:
        case 2:
            return nth_root(rational(rng.choice((2, 3, 5, 6, 8, 12))), rng.choice((2, 2, 2, 3)))
        case 3:
            return add(a, algebraic(rng, depth - 1))
        case 4:
            return mul(a, algebraic(rng, depth - 1))
        case _:
            return rng.choice((apply("abs", a), apply("max", a, ONE), apply("relu", a), a * a))


def transcendental(rng: Random, depth: int = 2) -> Expr:
    """A closed value, with exponentials and the like, that exists."""
    kind = rng.randrange(9) if depth else 0
    if kind <= 1:
        return algebraic(rng, 1)
    a = transcendental(rng, depth - 1)
    match kind:
        case 2:
            return exp(a)
        case 3:
            return apply(rng.choice(("sin", "cos", "atan", "tanh", "erf")), a)
        case 4:
            return apply(rng.choice(("sigmoid", "softplus", "relu", "silu")), a)
        case 5:
            return apply("log", add(rational(2), a * a))
        case 6:
            return mul(a, PI)
        case 7:
            return add(a, transcendental(rng, depth - 1))
        case _:
            return mul(a, transcendental(rng, depth - 1))


def hidden_zero(rng: Random) -> Expr:
    """A closed value that is 0 and does not look so."""
    a, b = rng.randint(2, 40), rng.randint(2, 40)
    t = transcendental(rng, 1)
    root_a, root_b = nth_root(rational(a)), nth_root(rational(b))
    five, p = nth_root(rational(5)), rational(fmpq(rng.randint(1, 30), rng.randint(1, 30)))
    return rng.choice(
        (
            add(apply("sin", t) ** rational(2), apply("cos", t) ** rational(2), rational(-1)),
            nth_root(rational(a + b) + 2 * nth_root(rational(a * b))) - root_a - root_b,
            nth_root(rational(2) + five, 3) + nth_root(rational(2) - five, 3) - 1,
            exp(t) * exp(-t) - 1,
            apply("log", rational(a)) + apply("log", rational(b)) - apply("log", rational(a * b)),
            apply("sigmoid", t) + apply("sigmoid", -t) - 1,
            apply("sinh", apply("log", p)) - (p - 1 / p) / 2,
            apply("atan", rational("1/2")) + apply("atan", rational("1/3")) - PI / 4,
            4 * apply("atan", rational("1/5")) - apply("atan", rational("1/239")) - PI / 4,
            apply("tanh", t) - 2 * apply("sigmoid", 2 * t) + 1,
            apply("cosh", t) ** rational(2) - apply("sinh", t) ** rational(2) - 1,
            apply("cos", PI / 5) - (1 + five) / 4,
            apply("relu", t) - apply("relu", -t) - t,
            apply("softplus", t) - apply("softplus", -t) - t,
            apply("log", exp(t)) - t,
        )
    )


def undefined(rng: Random) -> Expr:
    """A closed expression that has no value."""
    zero, below = hidden_zero(rng), rational(-fmpq(1, 10 ** rng.choice((1, 20, 300))))
    inner = rng.choice((zero, ZERO))
    return rng.choice(
        (
            power(inner, rational(-1)),
            apply("log", inner),
            apply("log", add(inner, below)),
            nth_root(add(inner, below), rng.choice((2, 4))),
            apply("asin", add(ONE, inner, -below)),
            apply("acos", add(rational(-1), inner, below)),
            apply("tan", add(PI / 2, inner)),
            power(below, rational("1/3")),
            power(inner, rational("-1/2")),
            power(add(inner, rational(-2)), nth_root(rational(2))),
        )
    )


# --- laws -----------------------------------------------------------------------------


def _distribute(node: Expr) -> Expr:
    for i, factor in enumerate(node.args):
        if factor.op == "add":
            rest = (*node.args[:i], *node.args[i + 1 :])
            return add(*(mul(term, *rest) for term in factor.args))
    return node


def _law(rng: Random, node: Expr) -> Expr:
    """One step that keeps the value wherever it exists."""
    args = list(node.args)
    match node.op, node.data:
        case "add" | "mul", _:
            rng.shuffle(args)
            mixed = rebuild(node, tuple(args))
            return _distribute(mixed) if node.op == "mul" and rng.random() < 0.5 else mixed
        case "rational", fmpq():
            part = fraction(rng)
            return add(rational(node.data - part), rational(part)) if part != 0 else node
        case "apply", "max" | "min":
            a, b = args[0], args[1] if len(args) == 2 else apply(str(node.data), *args[1:])
            gap = apply("abs", a - b) * (1 if node.data == "max" else -1)
            return rng.choice(((a + b + gap) / 2, apply(str(node.data), b, a)))
        case "apply", "relu":
            return rng.choice((apply("max", args[0], ZERO), (args[0] + apply("abs", args[0])) / 2))
        case "apply", "abs":
            return rng.choice((apply("abs", -args[0]), nth_root(args[0] * args[0])))
        case "apply", "exp":
            half = args[0] / 2
            return rng.choice((exp(half) * exp(half), 1 / exp(-args[0])))
        case "apply", "sigmoid":
            return rng.choice((1 - apply("sigmoid", -args[0]), 1 / (1 + exp(-args[0]))))
        case "apply", "tanh":
            return rng.choice((2 * apply("sigmoid", 2 * args[0]) - 1, -apply("tanh", -args[0])))
        case "apply", "softplus":
            return args[0] + apply("softplus", -args[0])
        case "apply", "sin":
            return -apply("sin", -args[0])
    return rng.choice((node, 2 * node / 2, node + 1 - 1, -1 * (-1 * node)))


def rewritten(rng: Random, node: Expr, chance: float = 0.4) -> Expr:
    """The same value, by laws applied here and there."""
    inside = rebuild(node, tuple(rewritten(rng, a, chance) for a in node.args))
    return _law(rng, inside) if rng.random() < chance else inside


# --- open expressions that exist everywhere ---------------------------------------------


def open_value(rng: Random, depth: int = 2, smooth: bool = True) -> Expr:
    """An expression in x and y that exists for all x and y."""
    if not depth:
        return rng.choice((X, Y, rational(fraction(rng, 4)), rational(fraction(rng, 4)) * X))
    a, b = (open_value(rng, depth - 1, smooth) for _ in range(2))
    bent = ("relu", "abs", "hard_tanh")
    bends = ("sigmoid", "tanh", "exp", "softplus") if smooth else ()
    kind = rng.randrange(6)
    if kind <= 2:
        return add(a, b)
    if kind == 3:
        return mul(rational(fraction(rng, 4)), a) if rng.random() < 0.6 else mul(a, b)
    if kind == 4:
        return apply(rng.choice(("max", "min")), a, b)
    return apply(rng.choice((*bent, *bends)), a)


# --- families -----------------------------------------------------------------------------


def ball(node: Expr) -> arb | None:
    """The value of a closed expression by FLINT alone; None if this oracle does not know it."""
    args = [found for a in node.args if (found := ball(a)) is not None]
    if len(args) < len(node.args):
        return None
    a = args[0] if args else arb(0)
    match node.op, node.data:
        case "rational", fmpq():
            return arb(node.data)
        case "pi", _:
            return arb.pi()
        case "add", _:
            return sum(args, arb(0))
        case "mul", _:
            total = arb(1)
            for factor in args:
                total = total * factor
            return total
        case "power", _:
            exponent = node.args[1].data
            return a ** int(exponent.p) if isinstance(exponent, fmpq) and exponent.q == 1 else None
        case "nth_root", int():
            return a.root(node.data) if a > 0 else None
        case "apply", str():
            return _ball_of_function(node.data, args)
    return None


def _ball_of_function(name: str, args: Sequence[arb]) -> arb | None:
    a = args[0]
    table: dict[str, Callable[[], arb]] = {
        **{n: getattr(a, n) for n in ("exp", "sin", "cos", "atan", "erf", "tanh", "sinh", "cosh")},
        "abs": lambda: abs(a),
        "relu": lambda: a.max(arb(0)),
        "max": lambda: a.max(args[1]),
        "min": lambda: a.min(args[1]),
        "log": lambda: a.log() if a > 0 else arb.nan(),
        "sigmoid": lambda: 1 / (1 + (-a).exp()),
        "silu": lambda: a / (1 + (-a).exp()),
        "softplus": (1 + a.exp()).log,
    }
    return table[name]() if name in table else None


def oracle_sign(node: Expr) -> int | None:
    """The sign of a closed expression if balls of 2000 bits separate it from 0."""
    before, ctx.prec = ctx.prec, ORACLE_BITS
    try:
        found = ball(node)
    finally:
        ctx.prec = before
    if found is None or not found.is_finite():
        return None
    return 1 if found > 0 else -1 if found < 0 else None


def by_oracle(rng: Random) -> Case | None:
    """Closed values compared by balls."""
    left, right = transcendental(rng), rng.choice((transcendental, algebraic))(rng)
    sign, relation = oracle_sign(left - right), rng.choice(RELATIONS)
    return (
        None
        if sign is None
        else Case("oracle", _STATED[relation](left, right), holds(relation, sign))
    )


def by_laws(rng: Random) -> Case:
    """A closed value and the same rewritten, with a term of known sign or without."""
    value = rng.choice((algebraic, transcendental))(rng)
    other, relation = rewritten(rng, value), rng.choice(RELATIONS)
    if rng.random() < 0.5:
        return Case("closed laws", _STATED[relation](value, other), holds(relation, 0))
    gap = small(rng)
    sign = 1 if isinstance(gap.data, fmpq) and gap.data > 0 else -1
    return Case("closed gap", _STATED[relation](add(value, gap), other), holds(relation, sign))


def by_hidden_zero(rng: Random) -> Case:
    """A hidden zero, its powers and products, with a gap or without."""
    zero, relation = hidden_zero(rng), rng.choice(RELATIONS)
    wrapped = rng.choice(
        (zero, zero * zero, zero**3, mul(transcendental(rng, 1), zero), apply("abs", zero))
    )
    gap, sign = rng.choice(((ZERO, 0), (rational(fmpq(1, 10 ** rng.randint(1, 300))), 1)))
    return Case("hidden zero", _STATED[relation](add(wrapped, gap), ZERO), holds(relation, sign))


def by_pell(rng: Random) -> Case:
    """A rational against a square root next to it, compared by integers."""
    n = rng.randint(2, 10 ** rng.choice((1, 5, 20, 80, 150)))
    d = rng.choice((-1, 1, 2))
    q = rng.randint(1, 10 ** rng.choice((1, 30)))
    p = n * q + rng.choice((0, 0, 1, -1))
    gap, relation = p * p - (n * n + d) * q * q, rng.choice(RELATIONS)
    sign = (gap > 0) - (gap < 0)
    left, right = rational(fmpq(p, q)), nth_root(rational(n * n + d))
    return Case("pell", _STATED[relation](left, right), holds(relation, sign))


def by_nothing(rng: Random) -> Case:
    """A side without a value, alone or where sloppy algebra would lose it."""
    bad, value = undefined(rng), algebraic(rng, 1)
    left = rng.choice((bad, mul(ZERO, bad), bad - bad, apply("max", bad, value), add(bad, value)))
    claim = _STATED[rng.choice(RELATIONS)](left, rng.choice((value, left, ZERO)))
    return Case("no value", claim, None)


def by_open_laws(rng: Random) -> Case:
    """An expression in x and y and the same rewritten, with a bump of known sign or without."""
    value = open_value(rng, 2, rng.random() < 0.6)
    other, relation = rewritten(rng, value), rng.choice(RELATIONS)
    if rng.random() < 0.5:
        return Case("open laws", _STATED[relation](value, other), holds(relation, 0))
    gap = small(rng)
    sign = 1 if isinstance(gap.data, fmpq) and gap.data > 0 else -1
    if rng.random() < 0.5:
        return Case("open gap", _STATED[relation](add(value, gap), other), holds(relation, sign))
    bump, low = mul(gap, apply("relu", X - 1)), rng.random() < 0.5
    signs = (0,) if low else (0, sign)  # on x <= 1 the bump is 0; on x >= 1 it is 0 or has the sign
    domain = {"x": (-2, 1)} if low else {"x": (1, 3)}
    truth = all(holds(relation, s) for s in signs)
    return Case("open bump", ForAll(domain, _STATED[relation](add(value, bump), other)), truth)


def by_branch(rng: Random) -> Case:
    """Laws of roots and logarithms that hold on one side only."""
    n = rng.randint(1, 3)
    left_side = rng.random() < 0.5
    domain = {"x": (-3, -1)} if left_side else {"x": (1, 3)}
    even = nth_root(power(X, rational(2 * n)), 2 * n)
    cases = (
        (Eq(even, X), not left_side),
        (Eq(even, -X), left_side),
        (Eq(even, apply("abs", X)), True),
        (Eq(nth_root(X**3, 3), X), True),
        (Eq(apply("log", X * X), 2 * apply("log", apply("abs", X))), True),
        (Eq(apply("sign", X) * X, apply("abs", X)), True),
        (Eq(apply("relu", X), X), not left_side),
        (Le(apply("relu", X), ZERO), left_side),
        (Eq(piecewise([("<", X, ZERO, ZERO)], X), apply("relu", X)), True),
        (Eq(apply("step", X, ZERO), ONE), not left_side),
        (Eq(X / X, ONE), True),
        (Eq(power(X * X, rational("1/2")), X), not left_side),
        (Eq(apply("floor", X), X), False),
    )
    claim, truth = rng.choice(cases)
    return Case("branch", ForAll(domain, claim), truth)


def by_connective(rng: Random) -> Case:
    """Two closed claims joined; the truth is that of the table."""
    first, second = (rng.choice((by_laws, by_pell, by_hidden_zero))(rng) for _ in range(2))
    a, b = bool(first.truth), bool(second.truth)
    joined, truth = rng.choice(
        (
            (And(first.claim, second.claim), a and b),
            (Or(first.claim, second.claim), a or b),
            (Implies(first.claim, second.claim), not a or b),
            (Not(And(first.claim, Not(second.claim))), not (a and not b)),
        )
    )
    return Case("connectives", joined, truth)
