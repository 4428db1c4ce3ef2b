"""Laws of the evidence checker: true evidence replays, and what is not shown does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from symnn.claims.recheck import recheck
from symnn.errors import EvidenceError

Json = Any


def replays(evidence: Json) -> bool:
    try:
        recheck(evidence)
    except EvidenceError:
        return False
    return True


class Program:
    """Writes a program; operations return places."""

    def __init__(self) -> None:
        self.nodes: list[list[Json]] = []

    def node(self, *parts: Json) -> int:
        self.nodes.append(list(parts))
        return len(self.nodes) - 1

    def q(self, value: str | int) -> int:
        return self.node("rational", str(value))

    def x(self, name: str = "x") -> int:
        return self.node("symbol", name)

    def add(self, *args: int) -> int:
        return self.node("add", *args)

    def mul(self, *args: int) -> int:
        return self.node("mul", *args)

    def neg(self, a: int) -> int:
        return self.mul(self.q(-1), a)

    def sub(self, a: int, b: int) -> int:
        return self.add(a, self.neg(b))

    def pow(self, a: int, n: str | int) -> int:
        return self.node("power", a, self.q(n))

    def div(self, a: int, b: int) -> int:
        return self.mul(a, self.pow(b, -1))

    def root(self, a: int, n: int = 2) -> int:
        return self.node("nth_root", n, a)

    def f(self, name: str, *args: int) -> int:
        return self.node("apply", name, *args)


NORMAL: Json = {"kind": "normal_form"}
ENCLOSURE: Json = {"kind": "enclosure", "bits": 128}


def field(minpoly: list[Json], low: Json, high: Json, roots: dict[int, list[Json]]) -> Json:
    return {
        "kind": "algebraic",
        "field": {"minpoly": [str(c) for c in minpoly], "interval": [str(low), str(high)]},
        "roots": {str(k): [str(c) for c in v] for k, v in roots.items()},
    }


RATIONAL = field([0, 1], 0, 0, {})


def evidence(
    p: Program, formula: Json, by: Json, status: str = "proved", truth: bool | None = None
) -> Json:
    """Evidence whose formula is one atom."""
    verdict = status == "proved" if truth is None else truth
    return {
        "symnn_evidence": 1,
        "status": status,
        "statement": {"nodes": p.nodes, "formula": formula, "over": []},
        "proof": {"kind": "atoms", "atoms": [{"formula": formula, "truth": verdict, "by": by}]},
    }


# Identities, with free symbols


def log_sum_exp(p: Program, xs: list[int]) -> int:
    return p.f("log", p.add(*(p.f("exp", x) for x in xs)))


def shift_of_log_sum_exp(p: Program) -> tuple[int, int]:
    xs, c = [p.x(f"x{k}") for k in range(6)], p.x("c")
    return log_sum_exp(p, [p.add(x, c) for x in xs]), p.add(c, log_sum_exp(p, xs))


def shift_of_softmax(p: Program) -> tuple[int, int]:
    xs, c = [p.x(f"x{k}") for k in range(4)], p.x("c")
    up = [p.f("exp", p.add(x, c)) for x in xs]
    plain = [p.f("exp", x) for x in xs]
    return p.div(up[0], p.add(*up)), p.div(plain[0], p.add(*plain))


def softmax_adds_to_one(p: Program) -> tuple[int, int]:
    es = [p.f("exp", p.x(f"x{k}")) for k in range(4)]
    total = p.add(*es)
    return p.add(*(p.div(e, total) for e in es)), p.q(1)


def derivative_of_sigmoid(p: Program) -> tuple[int, int]:
    x = p.x()
    s = p.f("sigmoid", x)
    return p.node("derivative", "x", s, x), p.mul(s, p.sub(p.q(1), s))


def tanh_by_sigmoid(p: Program) -> tuple[int, int]:
    x = p.x()
    double = p.f("sigmoid", p.mul(p.q(2), x))
    return p.f("tanh", x), p.sub(p.mul(p.q(2), double), p.q(1))


def softplus_difference(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.sub(p.f("softplus", x), p.f("softplus", p.neg(x))), x


def relu_difference(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.sub(p.f("relu", x), p.f("relu", p.neg(x))), x


def max_by_relu(p: Program) -> tuple[int, int]:
    x, y = p.x(), p.x("y")
    return p.f("max", x, y), p.add(p.f("relu", p.sub(x, y)), y)


def max_and_min(p: Program) -> tuple[int, int]:
    x, y = p.x(), p.x("y")
    return p.add(p.f("max", x, y), p.f("min", y, x)), p.add(x, y)


def modulus_squared(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.pow(p.f("abs", p.neg(x)), 2), p.mul(x, x)


def root_of_square(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.root(p.pow(p.sub(x, p.q(1)), 2)), p.f("abs", p.sub(p.q(1), x))


def derivative_of_softplus(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.node("derivative", "x", p.f("softplus", x), x), p.f("logistic", x)


def derivative_of_gelu(p: Program) -> tuple[int, int]:
    x = p.x()
    cdf = p.mul(p.q("1/2"), p.add(p.q(1), p.f("erf", p.div(x, p.root(p.q(2))))))
    bell = p.f("exp", p.mul(p.q("-1/2"), x, x))
    density = p.div(bell, p.root(p.mul(p.q(2), p.node("pi"))))
    return p.node("derivative", "x", p.f("gelu", x), x), p.add(cdf, p.mul(x, density))


def derivative_of_tanh(p: Program) -> tuple[int, int]:
    x = p.x()
    t = p.f("tanh", x)
    return p.node("derivative", "x", t, x), p.sub(p.q(1), p.mul(t, t))


def second_derivative(p: Program) -> tuple[int, int]:
    x = p.x()
    first = p.node("derivative", "x", p.f("exp", p.mul(p.q(3), x)), x)
    return p.node("derivative", "x", first, x), p.mul(p.q(9), p.f("exp", p.mul(p.q(3), x)))


def derivative_at_another_point(p: Program) -> tuple[int, int]:
    x, y = p.x(), p.x("y")
    cube = p.node("derivative", "x", p.mul(x, x, x), p.add(y, x))
    return cube, p.mul(p.q(3), p.pow(p.add(x, y), 2))


def pythagoras(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.add(p.pow(p.f("sin", x), 2), p.pow(p.f("cos", p.neg(x)), 2)), p.q(1)


def tangent(p: Program) -> tuple[int, int]:
    x = p.x()
    t, c = p.f("tan", x), p.f("cos", x)
    return p.add(p.q(1), p.mul(t, t)), p.pow(c, -2)


def exp_of_log(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.f("exp", p.mul(p.q("1/2"), p.f("log", x))), p.root(x)


def log_of_quotient(p: Program) -> tuple[int, int]:
    x = p.x()
    s = p.f("sigmoid", x)
    return p.f("log", p.div(s, p.sub(p.q(1), s))), x


def sum_of_fractions(p: Program) -> tuple[int, int]:
    x, y = p.x(), p.x("y")
    left = p.add(p.pow(x, -1), p.pow(y, -1))
    return left, p.div(p.add(x, y), p.mul(x, y))


def modulus_over_itself(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.div(x, p.f("abs", x)), p.div(p.f("abs", x), x)


def rational_exponents(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.mul(p.pow(x, "1/3"), p.pow(x, "2/3")), x


def odd_functions(p: Program) -> tuple[int, int]:
    x, y = p.x(), p.x("y")
    names = ("erf", "atan", "asin", "sin", "tan", "sinh", "tanh", "hard_tanh")
    left = p.add(*(p.f(n, p.sub(x, y)) for n in names if n != "hard_tanh"))
    return left, p.neg(p.add(*(p.f(n, p.sub(y, x)) for n in names if n != "hard_tanh")))


def cosh_squared(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.sub(p.pow(p.f("cosh", x), 2), p.pow(p.f("sinh", x), 2)), p.q(1)


def power_law(p: Program) -> tuple[int, int]:
    x = p.x()
    return p.node("power", p.q(8), x), p.node("power", p.q(2), p.mul(p.q(3), x))


def temperature(p: Program) -> tuple[int, int]:
    a, b, t = p.x("a"), p.x("b"), p.x("t")
    one, two = p.f("exp", p.div(a, t)), p.f("exp", p.div(b, t))
    return p.div(one, p.add(one, two)), p.f("sigmoid", p.div(p.sub(a, b), t))


def quotient_in_exponent(p: Program) -> tuple[int, int]:
    x, y = p.x(), p.x("y")
    u = p.div(p.q(1), p.add(x, y))
    return p.pow(p.f("exp", u), 2), p.f("exp", p.div(p.q(4), p.mul(p.q(2), p.add(x, y))))


IDENTITIES: list[Callable[[Program], tuple[int, int]]] = [
    shift_of_log_sum_exp,
    shift_of_softmax,
    softmax_adds_to_one,
    derivative_of_sigmoid,
    tanh_by_sigmoid,
    softplus_difference,
    relu_difference,
    max_by_relu,
    max_and_min,
    modulus_squared,
    root_of_square,
    derivative_of_softplus,
    derivative_of_gelu,
    derivative_of_tanh,
    second_derivative,
    derivative_at_another_point,
    pythagoras,
    tangent,
    exp_of_log,
    log_of_quotient,
    sum_of_fractions,
    modulus_over_itself,
    rational_exponents,
    odd_functions,
    cosh_squared,
    power_law,
    temperature,
    quotient_in_exponent,
]


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda i: i.__name__)
def test_identities_replay(identity: Callable[[Program], tuple[int, int]]) -> None:
    p = Program()
    left, right = identity(p)
    recheck(evidence(p, ["=", left, right], NORMAL))
    recheck(evidence(p, ["<=", left, right], NORMAL))
    assert not replays(evidence(p, ["<", left, right], NORMAL))
    assert not replays(evidence(p, ["!=", left, right], NORMAL))
    off = p.add(right, p.q("1/1000000000000000000000000000000"))
    for relation in ("=", "<", "<=", "!=", ">", ">="):
        assert not replays(evidence(p, [relation, left, off], NORMAL))
