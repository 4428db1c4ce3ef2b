"""Networks that tests and benchmarks share: exact twins, and nets with the weights of floats."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Final

from symnn import Affine, Network, Number, relu
from symnn.claims.formula import Atomic, Claim
from symnn.exact.expression import Expr, apply, symbol

DATA: Final = Path(__file__).parent / "benchmarks" / "data"
ROOT2: Final = Number(2).nth_root(2)
ROOT3: Final = Number(3).nth_root(2)
HAIR: Final = Fraction(1, 10**30)

#: What relucent 1.0.0 counts on the same floats.
COUNTS: Final = {"2-4-4-1": 31, "2-10-5-1": 124, "2-8-8-1": 156, "2-16-16-1": 572}

Rows = tuple[tuple[Number, ...], ...]


@dataclass(frozen=True)
class Deep:
    """w · relu(W2 relu(W1 x + b1) + b2)."""

    first: Rows
    first_bias: tuple[Number, ...]
    second: Rows
    second_bias: tuple[Number, ...]
    out: tuple[Number, ...]

    def network(self) -> Network:
        """As a network."""
        return Network(
            Affine(self.first, self.first_bias),
            relu,
            Affine(self.second, self.second_bias),
            relu,
            Affine([self.out]),
        )

    def twin(self, scale: Number) -> Deep:
        """The same function: first hidden units shuffled, scaled, and scaled back."""
        order = list(range(len(self.first)))
        Random(8).shuffle(order)  # noqa: S311
        return replace(
            self,
            first=tuple(tuple(scale * w for w in self.first[k]) for k in order),
            first_bias=tuple(scale * self.first_bias[k] for k in order),
            second=tuple(tuple(row[k] / scale for k in order) for row in self.second),
        )

    def moved(self, hair: Fraction = HAIR) -> Deep:
        """With the bias moved of a unit that is on somewhere and reaches the output."""
        k = next(k for k, w in enumerate(self.out) if w != 0 and self._is_on_somewhere(k))
        bias = (*self.second_bias[:k], self.second_bias[k] + hair, *self.second_bias[k + 1 :])
        return replace(self, second_bias=bias)

    def _is_on_somewhere(self, k: int) -> bool:
        below = Network(
            Affine(self.first, self.first_bias),
            relu,
            Affine([self.second[k]], [self.second_bias[k]]),
        )
        size = len(self.first[0])
        corners = [[9 * (-1) ** (i >> j & 1) for j in range(size)] for i in range(2**size)]
        middles = [[5 * int(i == j) * s for j in range(size)] for i in range(size) for s in (1, -1)]
        return any(below(*point) > 0 for point in [*corners, *middles])


def deep(widths: Sequence[int], draw: Callable[[Random], Number]) -> Deep:
    """Coefficients from Random(7): W1 by rows, b1, W2 by rows, b2, w."""
    rng = Random(7)  # noqa: S311
    inputs, n, m = widths

    def row(size: int) -> tuple[Number, ...]:
        return tuple(draw(rng) for _ in range(size))

    first = tuple(row(inputs) for _ in range(n))
    first_bias = row(n)
    second = tuple(row(n) for _ in range(m))
    return Deep(first, first_bias, second, row(m), row(m))


def rational(rng: Random) -> Number:
    """An integer from -3 to 3."""
    return Number(rng.randint(-3, 3))


def surd(rng: Random) -> Number:
    """a + b√2, a from -3 to 3 and b from -2 to 2."""
    a = rng.randint(-3, 3)
    return a + rng.randint(-2, 2) * ROOT2


def surds(rng: Random) -> Number:
    """a + b√2 + c√3, c from -1 to 1."""
    a = surd(rng)
    return a + rng.randint(-1, 1) * ROOT3


def float_network(name: str) -> Network:
    """A relu network with the exact values of floats, from data/NAME.json."""
    data = json.loads((DATA / f"{name}.json").read_text("utf-8"))

    def exact(text: str) -> Number:
        return Number(Fraction(float.fromhex(text)))

    layers: list[object] = []
    for layer in data["layers"]:
        weights = [[exact(w) for w in row] for row in layer["weight"]]
        layers += [Affine(weights, [exact(b) for b in layer["bias"]]), relu]
    return Network(*layers[:-1])


def maximum(size: int) -> Claim:
    """The maximum of many numbers as a tournament, and one after the other."""
    values = [symbol(f"x{i}") for i in range(1, size + 1)]

    def tree(some: Sequence[Expr]) -> Expr:
        half = len(some) // 2
        return some[0] if half == 0 else apply("max", tree(some[:half]), tree(some[half:]))

    chain = values[0]
    for value in values[1:]:
        chain = apply("max", chain, value)
    return Claim(Atomic("=", tree(values), chain))
