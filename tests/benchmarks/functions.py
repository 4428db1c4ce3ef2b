"""Identities for all x beside sympy's simplify; nested sigmoids beside arb, mpmath and evalf."""

from __future__ import annotations

from collections.abc import Iterator

import mpmath
import sympy as sp
from flint import arb

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.exact.ball import precision
from symnn.exact.expression import Expr, apply, exp, rational, symbol
from symnn.exact.prepared import Prepared
from symnn.functions.lower import lower
from tests.benchmarks.timing import Line, Work, compare

BITS = 200


def _decided(left: Expr, right: Expr) -> Work:
    def work() -> object:
        verdict = decide(Claim(Atomic("=", left, right)))
        assert verdict.status is Status.PROVED
        return verdict

    return work


def _simplified(difference: sp.Expr) -> Work:
    return lambda: sp.simplify(difference)


def identities() -> Iterator[Line]:
    """Proved for all real x (and y), evidence made and replayed."""
    x, y = symbol("x"), symbol("y")
    u, v = sp.symbols("x y", real=True)

    def sigma(z: sp.Expr) -> sp.Expr:
        return 1 / (1 + sp.exp(-z))

    m, w = symbol("m"), sp.Symbol("m", real=True)
    cases = {
        "σ(x) + σ(-x) = 1": (
            _decided(apply("sigmoid", x) + apply("sigmoid", -x), rational(1)),
            _simplified(sigma(u) + sigma(-u) - 1),
        ),
        "tanh x = 2σ(2x) - 1": (
            _decided(apply("tanh", x), 2 * apply("sigmoid", 2 * x) - 1),
            _simplified(sp.tanh(u) - 2 * sigma(2 * u) + 1),
        ),
        "log-sum-exp shift": (
            _decided(
                apply("log", exp(x) + exp(y)),
                m + apply("log", exp(x - m) + exp(y - m)),
            ),
            _simplified(sp.log(sp.exp(u) + sp.exp(v)) - w - sp.log(sp.exp(u - w) + sp.exp(v - w))),
        ),
    }
    for name, (ours, theirs) in cases.items():
        line = compare(name + ", for all x", ours, {"sympy simplify": theirs}, "", 10e-3)
        yield line


def _nested() -> Expr:
    value = symbol("x")
    for _ in range(5):
        value = apply("sigmoid", value)
    return lower(value)


def sigmoids() -> Iterator[Line]:
    """Five-fold nested sigmoids of 1000 numbers, to 50 digits."""
    points = range(1, 1001)
    function = Prepared(_nested(), ("x",), BITS)
    with precision(BITS):
        balls = [arb(k) / 1000 for k in points]

    def ours() -> list[arb]:
        return [function(ball) for ball in balls]

    def bare() -> list[arb]:
        found = []
        with precision(BITS):
            for ball in balls:
                value = ball
                for _ in range(5):
                    value = 1 / (1 + (-value).exp())
                found.append(value)
        return found

    def multiprecision() -> list[object]:
        found = []
        with mpmath.workdps(50):
            for k in points:
                value = mpmath.mpf(k) / 1000
                for _ in range(5):
                    value = 1 / (1 + mpmath.exp(-value))
                found.append(value)
        return found

    def evalf() -> list[object]:
        found = []
        for k in points:
            value: sp.Expr = sp.Rational(k, 1000)
            for _ in range(5):
                value = 1 / (1 + sp.exp(-value))
            found.append(value.evalf(50))
        return found

    assert all(a.overlaps(b) for a, b in zip(ours(), bare(), strict=True))
    assert all(a.rel_accuracy_bits() > 170 for a in ours())
    others = {"flint arb": bare, "mpmath (no bound)": multiprecision, "sympy evalf": evalf}
    work = "1000 five-fold nested sigmoids, 50 digits"
    yield compare(work, ours, others, "flint arb", 3)


def lines() -> Iterator[Line]:
    """Every line of this file."""
    yield from identities()
    yield from sigmoids()
