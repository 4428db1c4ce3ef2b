"""One weight of a wide network off by a little, at every kind of place, and whether it is found.

    python -m tests.campaigns.wide --trials 200

Random networks of several hundred inputs are implemented in numpy with one weight or bias that is
off by 2^-40 of the size of its layer. An independent search that knows which one it is says by how
many times the bound it can be seen at all, at one of many inputs; `assert_twin`, which does not
know, must find what can be seen at twice the bound, and explain it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import symnn as sn
from symnn.testing import NotATwinError, assert_twin
from symnn.testing.search.estimates import Estimator
from symnn.twins.formats import FLOAT64

Array = NDArray[Any]
Parameters = list[tuple[Array, Array]]

ACTIVATIONS = {
    "relu": lambda x: np.maximum(0.0, x),
    "tanh": np.tanh,
    "sigmoid": lambda x: np.where(x > 0, 1, np.exp(-np.abs(x))) / (1 + np.exp(-np.abs(x))),
}
SHAPES = ((784, 128, 10), (300, 64, 64, 1), (500, 40, 10), (784, 32, 32, 32, 10))
BOXES = (None, (0, 1), (-1, 1))


class Trial(NamedTuple):
    """A network with its parameters, and a place in them."""

    sizes: tuple[int, ...]
    kind: str
    parameters: Parameters
    layer: int
    row: int
    column: int
    change: float
    box: Any


def trial(rng: np.random.Generator) -> Trial:
    """One at random."""
    sizes = SHAPES[rng.integers(len(SHAPES))]
    kind = str(rng.choice(sorted(ACTIVATIONS)))
    parameters = [
        (rng.normal(size=(m, n)) / np.sqrt(n), 0.1 * rng.normal(size=m)) for n, m in pairwise(sizes)
    ]
    layer = int(rng.integers(len(parameters)))
    rows, columns = parameters[layer][0].shape
    row, column = int(rng.integers(rows)), int(rng.integers(-1, columns))
    change = float(rng.choice((-1, 1))) * 2.0**-40
    return Trial(
        sizes, kind, parameters, layer, row, column, change, BOXES[rng.integers(len(BOXES))]
    )


def changed(t: Trial) -> Parameters:
    """The parameters with one that is wrong."""
    made = [(w.copy(), b.copy()) for w, b in t.parameters]
    weight, bias = made[t.layer]
    if t.column < 0:
        bias[t.row] += t.change
    else:
        weight[t.row, t.column] += t.change
    return made


def run(parameters: Parameters, kind: str, x: Array) -> Array:
    """Forward, by numpy."""
    for k, (w, b) in enumerate(parameters):
        x = x @ w.T + b
        if k < len(parameters) - 1:
            x = ACTIVATIONS[kind](x)
    return x


def visible(t: Trial, net: sn.Network, rng: np.random.Generator) -> float:
    """By how many times the estimate of the bound the change shows, at the best of many inputs."""
    low, high = (-1024.0, 1024.0) if t.box is None else t.box
    estimate, best = Estimator(net, FLOAT64), 0.0
    n = t.sizes[0]
    for _ in range(12):
        points = np.zeros((600, n))
        for p in points:
            some = rng.permutation(n)[: rng.integers(1, 12)]
            p[some] = rng.normal(size=len(some)) * rng.choice((0.1, 1, 10, 300))
            if t.layer == 0 and t.column >= 0:
                p[t.column] = rng.choice((-1, 1)) * rng.choice((0.1, 1, 10, 300))
                p[some[rng.integers(len(some)) :]] *= 0.1
        points = np.clip(points, low, high)
        _, errors = estimate(points)
        gaps = _exaggerated(t, points)
        best = max(best, float((gaps / (errors + 5e-324)).max()))
    return best


def _exaggerated(t: Trial, points: Array) -> Array:
    """The change of the outputs, from one that is 2^15 times as large: not lost to rounding."""
    large = changed(t._replace(change=t.change * 2.0**15))
    gap = run(large, t.kind, points) - run(t.parameters, t.kind, points)
    return np.asarray(np.abs(gap) / 2**15)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; 1 if something that shows was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--trials", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    rng = np.random.default_rng(chosen.seed)
    found = explained = seen = missed = hidden = accused = 0
    slowest = 0.0
    for number in range(chosen.trials):
        t = trial(rng)
        net = sn.from_arrays([p for w, b in t.parameters for p in ((w, b), t.kind)][:-1])
        shows = visible(t, net, rng)
        wrong, start = changed(t), time.process_time()
        name = f"{t.sizes} {t.kind} layer {t.layer} [{t.row},{t.column}] box {t.box}"
        try:
            assert_twin(lambda x, p=wrong, k=t.kind: run(p, k, x), net, box=t.box)
            caught = None
        except NotATwinError as error:
            caught = error
        slowest = max(slowest, time.process_time() - start)
        seen += shows > 2
        if caught is not None:
            found += 1
            entries = sum(v != 0 for v in caught.point or ())
            words = f"W[{t.row + 1},{t.column + 1}]" if t.column >= 0 else f"b[{t.row + 1}]"
            right = any(words in cause for cause in caught.causes)
            explained += right
            print(f"found   {name}: {shows:.1f}, {entries} entries, explained {right}")
        elif shows > 2:
            missed += 1
            print(f"MISSED  {name}: {shows:.1f} times the bound")
        else:
            hidden += 1
        try:
            if number % 8 == 0:
                assert_twin(lambda x, p=t.parameters, k=t.kind: run(p, k, x), net, box=t.box)
        except NotATwinError as error:
            accused += 1
            print(f"ACCUSED {name}\n{error}")
    print(
        f"{chosen.trials} trials: {found} found, {explained} explained, {missed} missed of {seen} "
        f"that show, {hidden} do not show; {accused} accused; slowest {slowest:.1f} s"
    )
    return 1 if missed or accused else 0


if __name__ == "__main__":
    sys.exit(main())
