"""A float evaluation that does whatever an admissible one may do, and does it to be far off.

Sums are taken in a random order, as chains or as trees, with fused multiplications or without;
every function is as wrong as the assumption allows, in a random direction. All of it in exact
arithmetic, rounded by our own rule.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

from flint import arb

import symnn as sn
from symnn.exact.ball import precision
from symnn.exact.expression import Expr
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.networks.structured import Structured
from symnn.twins.balls import function_of_balls
from symnn.twins.bounds.assumptions import Assumption, H
from symnn.twins.bounds.scalar_bounds import EXACT, JUMPS
from symnn.twins.formats import Format, nearest, ulp
from symnn.twins.scalar import whole_exponent
from symnn.twins.source.constants import ends_of, rounded

BITS = 400


class Adversary:
    """One way of computing."""

    def __init__(self, form: Format, rng: Random, assumption: Assumption = H) -> None:
        self.form, self.rng, self.assumption = form, rng, assumption
        self.fused = rng.random() < 0.5
        self.shape = rng.choice(("chain", "tree", "reversed"))
        self.side = rng.choice((-1, 1, 0))

    def run(self, layer: sn.Layer, x: Sequence[float]) -> list[float]:
        """The outputs of a layer or a network."""
        match layer:
            case sn.Network():
                values = list(x)
                for part in layer.layers:
                    values = self.run(part, values)
                return values
            case Structured():
                return [self._row(r.terms, r.bias, x) for r in layer.rows()]
            case sn.Affine():
                rows = zip(layer.weight, layer.bias, strict=True)
                return [self._row(list(enumerate(w)), b, x) for w, b in rows]
            case sn.Elementwise():
                return [self._function(layer.function, t) for t in x]
            case sn.Softmax():
                return self._softmax(x)
            case sn.MaxPool():
                return [max(x[i] for i in w) for w in layer.windows(len(x))]
            case sn.WindowMax():
                return [max(x[i] for i in w) for w in layer.places]
            case sn.Maxout():
                return [max(c) for c in zip(*(self.run(p, x) for p in layer.pieces), strict=True)]
            case sn.Residual():
                return [self._add(a, b) for a, b in zip(x, self.run(layer.branch, x), strict=True)]
            case sn.Parallel():
                return [y for branch in layer.branches for y in self.run(branch, x)]
        raise NotImplementedError(layer)

    def round(self, value: Fraction) -> float:
        """The nearest float."""
        return nearest(value, self.form)

    def _add(self, a: float, b: float) -> float:
        return self.round(Fraction(a) + Fraction(b))

    def _row(self, terms: Sequence[tuple[int, Expr]], bias: Expr, x: Sequence[float]) -> float:
        pairs = [(rounded(w, self.form).value, x[k]) for k, w in terms]
        self.rng.shuffle(pairs)
        shift = rounded(bias, self.form).value
        if self.fused:
            total = shift if self.rng.random() < 0.5 else 0.0
            late = total == 0.0
            for w, t in pairs:
                total = self.round(Fraction(w) * Fraction(t) + Fraction(total))
            return self._add(total, shift) if late else total
        products = [self.round(Fraction(w) * Fraction(t)) for w, t in pairs]
        products.insert(self.rng.randint(0, len(products)), shift)
        return self._sum(products)

    def _sum(self, items: list[float]) -> float:
        if len(items) == 1:
            return items[0]
        if self.shape == "tree":
            half = len(items) // 2
            return self._add(self._sum(items[:half]), self._sum(items[half:]))
        total = 0.0
        for item in items if self.shape == "chain" else reversed(items):
            total = self._add(total, item)
        return total

    def _wrong(self, name: str, exact: Fraction) -> float:
        """As far off as is allowed."""
        room = Fraction(self.assumption.of(name).ulps) * ulp(exact, self.form)
        side = self.side or self.rng.choice((-1, 1))
        tried = room
        found = self.round(exact + side * tried)
        while abs(Fraction(found) - exact) > room:
            tried = tried * 3 / 4
            found = self.round(exact + side * tried)
        return found

    def _function(self, function: ScalarFunction, t: float) -> float:
        body = function.body
        name = "identity" if body == VARIABLE else str(body.data)
        exact = exact_value(function, t)
        if name in EXACT | JUMPS or body.op == "piecewise":  # constant on pieces
            return self.round(exact)
        if name == "leaky_relu":
            slope = rounded(body.args[1], self.form).value
            return t if t > 0 else self.round(Fraction(slope) * Fraction(t))
        if name == "hard_sigmoid":
            return self._hard_sigmoid(t)
        exponent = whole_exponent(body) if body.op == "power" else None
        if exponent is not None:
            found = t
            for _ in range(exponent - 1):
                found = self.round(Fraction(found) * Fraction(t))
            return found
        return self._wrong(name, exact)

    def _hard_sigmoid(self, t: float) -> float:
        if self.fused:
            found = self.round(Fraction(self._add(t, 3.0)) / 6)
        else:
            sixth = self.round(Fraction(1, 6))
            found = self._add(self.round(Fraction(sixth) * Fraction(t)), 0.5)
        return min(max(found, 0.0), 1.0)

    def _softmax(self, x: Sequence[float]) -> list[float]:
        top = max(x)
        shifted = [self.round(Fraction(t) - Fraction(top)) for t in x]
        powers = [self._wrong("exp", exact_value(sn.exp, t)) for t in shifted]
        total = self._sum(list(powers))
        if total == 0:  # with very few bits even e^0 may come out as 0
            return [math.nan] * len(x)
        return [self.round(Fraction(p) / Fraction(total)) for p in powers]


def exact_value(function: Any, t: float) -> Fraction:
    """The value to hundreds of bits."""
    with precision(BITS):
        low, high = ends_of(function_of_balls(function, BITS)(arb(t)))
    return (Fraction(int(low.p), int(low.q)) + Fraction(int(high.p), int(high.q))) / 2
