"""Claims over all x and counts of regions, beside z3, cvc5 and relucent.

Times of ours hold the reading of the networks, the search, and the replay of the evidence. The
solvers get the same claim as SMT-LIB text, roots as constants r with r² = n, and some seconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import sympy as sp

import symnn as sn
from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.exact.expression import ONE, ZERO, Expr, add, apply, mul, piecewise, rational, symbol
from symnn.exact.number import Number
from tests.anchors import (
    COUNTS,
    DATA,
    ROOT2,
    ROOT3,
    Deep,
    deep,
    float_network,
    maximum,
    surd,
    surds,
)
from tests.anchors import rational as integer
from tests.benchmarks.peers import LIMIT, ask, named
from tests.benchmarks.timing import Line, Work, seconds

X: Final = symbol("x")
UNIT: Final = (Atomic(">=", X, ZERO), Atomic("<=", X, ONE))


def _timed(claim: Claim, truth: bool) -> float:
    def work() -> object:
        verdict = decide(claim)
        assert verdict.proved if truth else verdict.refuted, verdict
        return verdict

    return seconds(work)


def _beside_z3(work: str, claim: Claim, ratio: float) -> Line:
    """A true claim, ours and the solvers'; the target is a multiple of z3's time."""
    others = named(ask(claim))
    z3 = next(name for name in others if name.startswith("z3"))
    return Line(work, _timed(claim, truth=True), others, z3, ratio)


# --- claims -------------------------------------------------------------------------------


def multiplication() -> Claim:
    """|net - xy| <= 1/4 on the unit square."""
    r, (x, y) = 1 / sp.sqrt(2), sp.symbols("x y", real=True)
    net = sn.Network(
        sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
        sn.relu,
        sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
    )
    return sn.ForAll({x: (0, 1), y: (0, 1)}, sn.Le(abs(net(x, y) - x * y), "1/4"))


def diamonds(factor: Any) -> Claim:
    """Four units with weights ±1/√2 against a multiple of max(|x|, |y|)."""
    r, (x, y) = 1 / sp.sqrt(2), sp.symbols("x y", real=True)
    hidden = sn.Affine([[r, r], [-r, -r], [r, -r], [-r, r]])
    net = sn.Network(hidden, sn.relu, sn.Affine([[1, 1, 1, 1]]))
    return sn.Eq(net(x, y), factor * sn.Max(abs(x), abs(y)))


def _tooth(depth: int) -> Expr:
    value = X
    for _ in range(depth):
        low, high = apply("relu", value), apply("relu", value - rational("1/2"))
        value = add(mul(rational(2), low), mul(rational(-4), high))
    return value


def sawtooth(depth: int) -> dict[str, Claim]:
    """The folded tent map against its closed form, written in three ways."""
    size = 2**depth
    wave = apply("abs", size * X - 2 * apply("floor", (size * X + 1) / 2))
    kinks = [rational(Fraction(j, size)) for j in range(1, size)]
    signs = [rational(2 * size * (-1) ** j) for j in range(1, size)]
    sums = add(
        size * apply("relu", X),
        *(mul(s, apply("relu", X - k)) for s, k in zip(signs, kinks, strict=True)),
    )
    rising = [size * X - j if j % 2 == 0 else j + 1 - size * X for j in range(size)]
    rows = [("<=", X, k, piece) for k, piece in zip(kinks, rising, strict=False)]
    forms = {"with a floor": wave, "as a sum": sums, "by cases": piecewise(rows, rising[-1])}
    left = _tooth(depth)
    return {name: Claim(Atomic("=", left, right), UNIT) for name, right in forms.items()}


# --- lines --------------------------------------------------------------------------------


def worked() -> Iterator[Line]:
    """The lines of single claims."""
    yield _beside_z3("√2 net within 1/4 of xy on the unit square", multiplication(), 1)
    for name, claim in sawtooth(8).items():
        work = f"sawtooth of depth 8 = its closed form {name}, on [0, 1]"
        yield _beside_z3(work, claim, 1)
    yield _beside_z3("10-way maximum, tree = chain, on R^10", maximum(10), 3)
    claim = diamonds(sp.sqrt(2))
    yield Line(
        "A1: 4 units = √2 max(|x|, |y|)", _timed(claim, truth=True), named(ask(claim)), "", 10e-3
    )
    for factor in (sp.Rational(7, 5), sp.Rational("1.414213562373095")):
        claim = diamonds(factor)
        work = f"A1: refuted with {factor}"
        yield Line(work, _timed(claim, truth=False), named(ask(claim)), "", 10e-3)


#: Hidden widths of 2-n-n-1 and the seconds we may take.
TWINS: Final = {2: 0.1, 4: 0.1, 8: 0.1, 16: 0.5, 32: 5.0}
#: Of the others: the widths, how to draw, the scale of the twin, the seconds.
MORE: Final = (
    ((3, 8, 8), surd, ROOT2, "Q(√2)", 5.0),
    ((4, 6, 6), surd, ROOT2, "Q(√2)", 5.0),
    ((2, 8, 8), surds, ROOT3, "Q(√2, √3)", 0.5),
    ((2, 8, 8), integer, Number(2), "Q", 0.1),
)


def _equal(left: sn.Network, right: sn.Network, truth: bool) -> Work:
    def work() -> object:
        verdict = sn.equivalent(left, right, seconds=None)
        assert verdict.proved if truth else verdict.refuted, verdict
        return verdict

    return work


def _claim(left: sn.Network, right: sn.Network) -> Claim:
    inputs = [symbol(f"x{i + 1}") for i in range(left.inputs or 0)]
    return Claim(Atomic("=", *left.exprs(inputs), *right.exprs(inputs)))


def _twins(original: Deep, scale: Number, work: str, target: float, limit: float) -> Iterator[Line]:
    net, twin = original.network(), original.twin(scale).network()
    near = original.twin(scale).moved().network()
    for name, other, truth in (("", twin, True), (", one bias off by 10^-30", near, False)):
        others = named(ask(_claim(net, other), limit=limit)) if limit else {}
        yield Line(work + name, seconds(_equal(net, other, truth)), others, "", target)


def twins() -> Iterator[Line]:
    """A2: networks and their twins, and near misses."""
    for n, target in TWINS.items():
        work = f"A2: 2-{n}-{n}-1 over Q(√2) = its twin"
        yield from _twins(deep((2, n, n), surd), ROOT2, work, target, LIMIT if n <= 8 else 0)
    for widths, draw, scale, field, target in MORE:
        work = f"A2: {'-'.join(map(str, widths))}-1 over {field} = its twin"
        yield from _twins(deep(widths, draw), scale, work, target, LIMIT)


def _relucent(path: Path) -> dict[str, float]:
    """Its time, if an interpreter that has it is named by RELUCENT_PYTHON or is this one."""
    python = os.environ.get("RELUCENT_PYTHON", sys.executable)
    script = Path(__file__).with_name("relucent_count.py")
    run = subprocess.run(
        [python, str(script), str(path)], capture_output=True, text=True, check=False
    )
    found = [line.split() for line in run.stdout.splitlines() if line.startswith("RESULT")]
    if not found:
        return {}
    _, count, time = found[0]
    return {f"relucent ({count} regions)": float(time)}


def regions() -> Iterator[Line]:
    """A3: all activation regions of float networks on R², with their maps."""
    for name, count in COUNTS.items():
        net = float_network(name)
        others = _relucent(DATA / f"{name}.json")
        start = perf_counter()
        found = sn.activation_regions(net)
        ours = perf_counter() - start
        assert len(found) == count, (name, len(found))
        work = f"A3: {count} activation regions of a {name} net of floats"
        if others:
            yield Line(work, ours, others, next(iter(others)), 0.1)
        else:
            yield Line(work, ours, {}, "", 0.5)


def lines() -> Iterator[Line]:
    """Every line of this file."""
    yield from worked()
    yield from twins()
    yield from regions()
