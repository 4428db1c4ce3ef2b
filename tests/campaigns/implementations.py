"""Thousands of implementations, right and wrong, held against their networks.

    python -m tests.campaigns.implementations --seeds 20 --networks 2000

First the implementations of `tests/testing`, each with many seeds. Then random networks: each is
implemented in one of several manners, rightly, and with one mistake. A mistake that changes no
output at any of many points (behind a dead unit, say) is set aside; all others must be found.
Printed are the rates of detection and of false accusations, the latter to be 0.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import numpy as np
from flint import fmpq
from hypothesis import HealthCheck, Phase, given, seed, settings
from numpy.typing import NDArray

import symnn as sn
from symnn.exact.expression import ZERO, Expr, negative, rational
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise
from symnn.testing import NotATwinError, assert_gradient_twin, assert_twin, code, networks
from symnn.testing.answers import Answers
from symnn.twins.formats import FLOAT32, FLOAT64, Format
from tests.testing import gradients, other_hands, right, wrong

Array = NDArray[Any]


# --- implementations of any network, independent of the twins ----------------------------


def _elu(x: Array, alpha: float) -> Array:
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def _gelu(x: Array) -> Array:
    return x / 2 * np.array([math.erfc(-float(v) / math.sqrt(2)) for v in x])


FUNCTIONS: Final[dict[str, Callable[..., Array]]] = {
    "identity": lambda x: x,
    "relu": lambda x: np.where(x > 0, x, 0 * x),
    "absolute": np.abs,
    "hard_tanh": lambda x: np.clip(x, -1, 1),
    "relu6": lambda x: np.clip(x, 0, 6),
    "hard_sigmoid": lambda x: np.clip(x / 6 + 0.5, 0, 1),
    "leaky_relu": lambda x, slope: np.where(x > 0, x, slope * x),
    "sigmoid": lambda x: np.exp(-np.logaddexp(0, -x)),
    "tanh": np.tanh,
    "softplus": lambda x: np.logaddexp(0, x),
    "silu": lambda x: x / (1 + np.exp(-x)),
    "gelu": _gelu,
    "square": lambda x: x * x,
    "sin": np.sin,
    "cos": np.cos,
    "elu": _elu,
    "step": lambda x, at_zero: np.where(x > 0, 1, np.where(x < 0, 0 * x, at_zero)),
    "sign": lambda x, at_zero: np.where(x > 0, 1, np.where(x < 0, -1 + 0 * x, at_zero)),
}


def _dot(w: Array, x: Array, b: float, manner: str) -> Any:
    terms = [a * c for a, c in zip(w, x, strict=True)]
    if manner == "reversed":
        return sum(reversed(terms), w.dtype.type(b))
    if manner == "fsum":
        return math.fsum([*map(float, terms), float(b)])
    return sum(terms, w.dtype.type(0)) + b


def affine(layer: sn.Affine, x: Array, manner: str) -> Array:
    w = np.array([[float_of(e) for e in row] for row in layer.weight], dtype=x.dtype)
    b = np.array([float_of(e) for e in layer.bias], dtype=x.dtype)
    if manner == "matmul":
        return w @ x + b
    if manner == "einsum":
        return np.einsum("ij,j->i", w, x) + b
    return np.array([_dot(r, x, c, manner) for r, c in zip(w, b, strict=True)], dtype=x.dtype)


def float_of(expr: Expr) -> float:
    if isinstance(expr.data, fmpq):
        return int(expr.data.p) / int(expr.data.q)
    return float(sn.exact.to_sympy.to_sympy(expr))


def run(layer: Layer, x: Array, manner: str) -> Array:
    """A layer in numpy, by hand."""
    match layer:
        case sn.Affine():
            return affine(layer, x, manner)
        case Elementwise():
            f = layer.function
            parameters = [x.dtype.type(float_of(value)) for _, value in f.parameters]
            return np.asarray(FUNCTIONS[f.name](x, *parameters))
        case sn.Residual():
            return x + run(layer.branch, x, manner)
        case sn.Parallel():
            return np.concatenate([run(b, x, manner) for b in layer.branches])
        case sn.Maxout():
            return np.max([affine(p, x, manner) for p in layer.pieces], axis=0)
        case sn.MaxPool():
            return np.array([x[list(w)].max() for w in layer.windows(len(x))])
        case sn.Softmax():
            e = np.exp(x - x.max())
            return np.asarray(e / e.sum())
        case sn.Network():
            for part in layer.layers:
                x = run(part, x, manner)
            return x
    raise TypeError(layer)


MANNERS: Final = ("matmul", "loops", "reversed", "fsum", "einsum")


# --- mistakes ------------------------------------------------------------------------------


def mistaken(rng: Random, net: sn.Network) -> tuple[str, sn.Network] | None:
    """The network with one mistake, and its name."""
    places = [k for k, layer in enumerate(net.layers) if isinstance(layer, sn.Affine)]
    k = rng.choice(places)
    layer = net.layers[k]
    assert isinstance(layer, sn.Affine)
    rows, bias = [list(r) for r in layer.weight], list(layer.bias)
    i, j = rng.randrange(len(rows)), rng.randrange(len(rows[0]))
    kind = rng.choice(KINDS)
    if kind.startswith("off by"):
        change = rational(fmpq(1, 1 << int(kind.split("-")[1])))
        rows[i][j] = rows[i][j] + change
    elif kind == "sign":
        rows[i][j] = negative(rows[i][j])
    elif kind == "bias":
        bias = [ZERO] * len(bias)
    elif kind == "transposed" and len(rows) == len(rows[0]):
        rows = [list(c) for c in zip(*rows, strict=True)]
    elif kind == "rows":
        rows[i], rows[i - 1] = rows[i - 1], rows[i]
    elif kind == "columns":
        rows = [[*r[1:], r[0]] for r in rows]
    elif kind == "activation":
        return _other_activation(rng, net)
    return kind, sn.Network(*net.layers[:k], sn.Affine(rows, bias), *net.layers[k + 1 :])


KINDS: Final = (
    "off by 2^-10",
    "off by 2^-20",
    "off by 2^-40",
    "sign",
    "bias",
    "transposed",
    "rows",
    "columns",
    "activation",
)


def _other_activation(rng: Random, net: sn.Network) -> tuple[str, sn.Network] | None:
    places = [k for k, layer in enumerate(net.layers) if isinstance(layer, Elementwise)]
    if not places:
        return None
    k = rng.choice(places)
    other = rng.choice([sn.relu, sn.tanh, sn.sigmoid, sn.absolute, sn.leaky_relu("0.01")])
    if other == net.layers[k].function:  # type: ignore[union-attr]
        return None
    return "activation", sn.Network(*net.layers[:k], other, *net.layers[k + 1 :])


def differs(net: sn.Network, other: sn.Network, form: Format, rng: Random) -> bool:
    """Whether outputs that are allowed to both are far apart at one of many points."""
    first, second = Answers(net, form), Answers(other, form)
    for _ in range(60):
        point = tuple(float(rng.choice(POINTS)) for _ in range(net.inputs or 1))
        pairs = zip(first.allowed(point)[-1], second.allowed(point)[-1], strict=True)
        if any(a.is_finite() and b.is_finite() and not a.overlaps(b) for a, b in pairs):
            return True
    return False


POINTS: Final = (*range(-8, 9), 0.5, -0.5, 0.25, 1.5, -2.5, 30, -30, 100, -100)


# --- counting ------------------------------------------------------------------------------


@dataclass
class Tally:
    """How many were found, missed, accused, cleared."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    digits: list[int] = field(default_factory=list)
    explained: int = 0
    notes: list[str] = field(default_factory=list)

    def judge(self, group: str, name: str, is_right: bool, test: Callable[[], None]) -> None:
        try:
            test()
        except NotATwinError as error:
            self.counts[group, "accused" if is_right else "found"] += 1
            if is_right:
                self.faults.append(f"ACCUSED {name}\n{error}")
            else:
                self.explained += bool(error.causes)
                if not error.causes and error.kind == "value":
                    self.notes.append(f"not explained: {name}")
                self.digits += [len(repr(v)) for v in error.point or ()]
            return
        self.counts[group, "cleared" if is_right else "missed"] += 1
        if not is_right:
            self.faults.append(f"MISSED {name}")

    def text(self) -> str:
        """The table, and every fault."""
        lines = [f"{'group':<24}{'found':>9}{'missed':>9}{'cleared':>9}{'accused':>9}"]
        for group in sorted({g for g, _ in self.counts}):
            row = [self.counts[group, s] for s in ("found", "missed", "cleared", "accused")]
            lines.append(f"{group:<24}" + "".join(f"{n:>9}" for n in row))
        found = sum(n for (_, s), n in self.counts.items() if s == "found")
        missed = sum(n for (_, s), n in self.counts.items() if s == "missed")
        accused = sum(n for (_, s), n in self.counts.items() if s == "accused")
        cleared = sum(n for (_, s), n in self.counts.items() if s == "cleared")
        digits = sorted(self.digits) or [0]
        high = digits[len(digits) * 95 // 100]
        lines += [
            f"detection        {found} of {found + missed}",
            f"false accusations {accused} of {accused + cleared}",
            f"explained        {self.explained} of {found}",
            f"characters of a coordinate: median {digits[len(digits) // 2]}, 95 % {high}",
        ]
        return "\n".join([*lines, *self.faults])


def planted(tally: Tally, seeds: range) -> None:
    """The implementations of the tests, with other seeds."""
    for s in seeds:
        for w in (*wrong.WRONG, *other_hands.WRONG):
            tally.judge(
                "planted",
                w.name,
                False,
                lambda w=w, s=s: assert_twin(w.function(), w.net, seed=s, **w.options),
            )
        for r in (*right.RIGHT, *other_hands.RIGHT):
            tally.judge(
                "planted",
                r.name,
                True,
                lambda r=r, s=s: assert_twin(r.function, r.net, seed=s, **r.options),
            )
        for g in (*gradients.WRONG, *gradients.RIGHT):
            tally.judge(
                "planted gradients",
                g.name,
                g in gradients.RIGHT,
                lambda g=g, s=s: assert_gradient_twin(g.function, g.net, seed=s, **g.options),
            )


def on_networks(tally: Tally, count: int, first_seed: int) -> None:
    """Random networks, implemented rightly, and with one mistake."""
    rng = Random(first_seed)

    @seed(first_seed)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(networks(max_width=5, kinds=("piecewise-linear", "smooth", "jump")))
    def over(net: sn.Network) -> None:
        form, manner = rng.choice((FLOAT64, FLOAT64, FLOAT32)), rng.choice(MANNERS)
        name = f"{manner} {form.name} {code(net)}"
        box = (-64, 64)

        def test(implemented: sn.Network) -> None:
            assert_twin(
                lambda x: run(implemented, x, manner),
                net,
                dtype=form.name,
                examples=60,
                box=box,
                seed=rng.randrange(1 << 30),
                call="vector",
                formulas="textbook",
            )

        tally.judge(f"networks {form.name}", name, True, lambda: test(net))
        mistake = mistaken(rng, net)
        if mistake is None or mistake[1] == net or not differs(net, mistake[1], form, rng):
            return
        kind, other = mistake
        tally.judge(kind, f"{kind} {name}\n  as {code(other)}", False, lambda: test(other))

    over()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; 1 if a right implementation was accused."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--networks", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--notes", action="store_true", help="show what was not explained")
    chosen = parser.parse_args(arguments)
    tally, start = Tally(), time.process_time()
    planted(tally, range(chosen.seed, chosen.seed + chosen.seeds))
    if chosen.networks:
        on_networks(tally, chosen.networks, chosen.seed)
    print("\n".join([*(tally.notes if chosen.notes else []), tally.text()]))
    print(f"{time.process_time() - start:.0f} s of processor time")
    return 1 if any(s == "accused" for _, s in tally.counts) else 0


if __name__ == "__main__":
    sys.exit(main())
