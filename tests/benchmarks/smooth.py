"""Bounds on smooth functions for all x, evidence made and replayed, beside cvc5 and sympy.

cvc5 has exponentials and sines (QF_NRAT), neither logarithms nor error functions; sympy is asked
for the minimum. Each of them has some seconds in a process of its own, and its answer is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from multiprocessing import Queue, get_context
from queue import Empty
from time import perf_counter
from typing import Any, Final, NamedTuple

from flint import fmpq

from symnn.claims.provers.smooth import points, ranges, samples, shapes, space
from symnn.claims.provers.smooth.engine import refute
from symnn.claims.provers.systems import Deadline, Refutation, Relation
from symnn.claims.replay.engines import boxes
from symnn.exact.expression import Expr, apply, exp, free_symbols, postorder, rational, symbol
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.functions.sympy_functions import to_sympy
from tests.benchmarks.timing import Line, Work, seconds
from tests.claims.combinations import field_of, system
from tests.claims.relations import TRIVIAL

LIMIT: Final = 10.0
x, y, q = symbol("x"), symbol("y"), rational
sigmoid, tanh, gelu, silu = (apply(name, x) for name in ("sigmoid", "tanh", "gelu", "silu"))
UNIT: Final = (Relation(">=", x), Relation(">=", 1 - x))
UP: Final = (Relation(">=", x),)


class Case(NamedTuple):
    """f >= 0 on a domain, and how long we may take."""

    bound: Expr
    domain: tuple[Relation, ...]
    target: float


CASES: Final = {
    "tanh x >= x - x³/3 on [0, 1]": Case(x ** q(3) / 3 - x + tanh, UNIT, 50e-3),
    "tanh x <= x on [0, 1]": Case(x - tanh, UNIT, 50e-3),
    "σ' <= 1/4, attained at 0": Case(q("1/4") - derivative(sigmoid, "x"), (), 50e-3),
    "softplus - relu <= log 2, x >= 0": Case(
        apply("log", q(2)) + x - apply("softplus", x), UP, 50e-3
    ),
    "x e^-x <= 1/e": Case(exp(q(-1)) - x * exp(-x), (), 50e-3),
    "e^x >= 1 + x": Case(exp(x) - 1 - x, (), 50e-3),
    "sin x <= x for x >= 0": Case(x - apply("sin", x), UP, 50e-3),
    "silu >= -0.279": Case(silu + q("0.279"), (), 50e-3),
    "gelu >= -0.17": Case(gelu + q("0.17"), (), 300e-3),
    "gelu' <= 1.13": Case(q("1.13") - derivative(gelu, "x"), (), 300e-3),
    "silu' <= 1.1": Case(q("1.1") - derivative(silu, "x"), (), 300e-3),
    "σ(x) - σ(y) <= (x - y)/4 for x >= y": Case(
        (x - y) / 4 - sigmoid + apply("sigmoid", y), (Relation(">=", x - y),), 300e-3
    ),
}


_REMEMBERED: Final = [
    function
    for module in (points, ranges, samples, shapes, space)
    for function in vars(module).values()
    if hasattr(function, "cache_clear")
]


def _ours(case: Case) -> Work:
    relations = [TRIVIAL, *case.domain, Relation(">", lower(-case.bound))]
    field = field_of(relations)

    def work() -> object:
        for function in _REMEMBERED:
            function.cache_clear()
        found = refute(relations, field, Deadline.after(None))
        assert isinstance(found, Refutation)
        boxes.refute(system(relations, field), found.proof)
        return found

    return work


def _asked_cvc5(case: Case) -> str:
    import cvc5
    from cvc5 import Kind

    manager = cvc5.TermManager()
    solver = cvc5.Solver(manager)
    solver.setLogic("QF_NRAT")
    terms: dict[Expr, Any] = {}
    wanted = [r.expr for r in case.domain], lower(-case.bound)
    kinds = {"exp": Kind.EXPONENTIAL, "sin": Kind.SINE, "add": Kind.ADD, "mul": Kind.MULT}
    for node in postorder(*wanted[0], wanted[1]):
        args = [terms[a] for a in node.args]
        if isinstance(node.data, fmpq):
            terms[node] = manager.mkReal(str(node.data))
        elif node.op == "symbol":
            terms[node] = manager.mkConst(manager.getRealSort(), str(node.data))
        elif node.op == "power":
            exponent = node.args[1].data
            if not isinstance(exponent, fmpq) or exponent.q != 1 or exponent == 0:
                return "cannot say it"
            factors = [args[0]] * abs(int(exponent.p))
            product = factors[0] if len(factors) == 1 else manager.mkTerm(Kind.MULT, *factors)
            one = manager.mkReal("1")
            terms[node] = product if exponent > 0 else manager.mkTerm(Kind.DIVISION, one, product)
        else:
            kind = kinds.get(node.op) or kinds.get(str(node.data))
            if kind is None:
                return "cannot say it"
            terms[node] = manager.mkTerm(kind, *args)
    zero = manager.mkReal("0")
    for expr in wanted[0]:
        solver.assertFormula(manager.mkTerm(Kind.GEQ, terms[expr], zero))
    solver.assertFormula(manager.mkTerm(Kind.GT, terms[wanted[1]], zero))
    return str(solver.checkSat())


def _asked_sympy(case: Case) -> str:
    import sympy as sp

    if len(free_symbols(case.bound)) > 1:
        return "cannot say it"
    t = sp.Symbol("x", real=True)
    f = to_sympy(case.bound).subs(sp.Symbol("x"), t)
    (t,) = f.free_symbols
    domain = sp.Interval(0, 1) if case.domain == UNIT else sp.Interval(0, sp.oo)
    least = sp.calculus.util.minimum(f, t, domain if case.domain else sp.S.Reals)
    return f"the minimum is {least}"


def _child(
    tool: str, asked: Callable[[Case], str], name: str, answers: Queue[tuple[str, float]]
) -> None:
    import_module(tool)  # is not timed
    start = perf_counter()
    try:
        answer = asked(CASES[name])
    except Exception as error:  # noqa: BLE001
        answer = type(error).__name__
    answers.put((answer, perf_counter() - start))


def _others(name: str) -> Iterator[tuple[str, float]]:
    """The answers of the others, with their times."""
    context = get_context("spawn")
    for tool, asked in (("cvc5", _asked_cvc5), ("sympy", _asked_sympy)):
        answers: Queue[tuple[str, float]] = context.Queue()
        child = context.Process(target=_child, args=(tool, asked, name, answers))
        child.start()
        try:
            answer, time = answers.get(timeout=LIMIT + 5)
        except Empty:
            answer, time = "stopped", LIMIT
        child.kill()
        child.join()
        yield f"{tool} ({answer})", time


def lines() -> Iterator[Line]:
    """One line a bound."""
    for name, case in CASES.items():
        yield Line(name, seconds(_ours(case)), dict(_others(name)), "", case.target)
