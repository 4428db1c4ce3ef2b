"""Floats of numpy against exact values: every error is within the bound that was proved for it.

python -m tests.campaigns.twins --pairs 1000000 --seed 1 --jobs 2

A pair is a random network and an input; exact values are enclosed in balls, many inputs at once. A
third of the networks have repeated, opposite and dead units, a sixth has jumps; a tenth of the
inputs lies at kinks, ties and jumps or a float beside them, a tenth is subnormal to huge.
Half of the pairs are in float64, half in float32. Prints the pairs, those beyond their bound (there
must be none), those without a finite bound, how many floats are exact, and the median and the least
bound/error of the others; exit status 1 if a bound is broken, or stays unconfirmed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Any

import numpy as np
from flint import arb

import symnn as sn
from symnn.errors import UnsupportedError
from symnn.exact.ball import precision
from symnn.testing.strategies.points import guards, solved
from symnn.twins.balls import BallTwin
from symnn.twins.twin import NumpyTwin
from tests.twins.samples import network, with_jumps, with_ties

#: Inputs for each network and format.
INPUTS = 500
BITS = 160


@dataclass
class Tally:
    """What a share of the campaign found, for one format."""

    pairs: int = 0
    outputs: int = 0
    void: int = 0
    exact: int = 0
    unconfirmed: int = 0
    open: int = 0
    broken: list[str] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.pairs += other.pairs
        self.outputs += other.outputs
        self.void += other.void
        self.exact += other.exact
        self.unconfirmed += other.unconfirmed
        self.open += other.open
        self.broken += other.broken
        self.left_open += other.left_open
        self.ratios += other.ratios


def points(rng: np.random.Generator, count: int, size: int, dtype: str) -> np.ndarray[Any, Any]:
    """Ordinary inputs, and small, large, tiny, whole and zero ones."""
    found = rng.normal(size=(count, size)) * 10.0 ** rng.choice([-3, -1, 0, 0, 0, 1, 2], (count, 1))
    found[: count // 8] = rng.integers(-3, 4, (count // 8, size)) / 2
    found[count // 8 : count // 6] *= 1e-30
    found[rng.random((count, size)) < 0.05] = 0
    return found.astype(dtype)


def kinks(net: sn.Network, source: Random, count: int, dtype: str) -> np.ndarray[Any, Any]:
    """Inputs at kinks, ties and jumps of the network, and one or a few floats beside them."""
    found, places, size = [], guards(net), net.inputs or 1
    for _ in range(count):
        point = [source.randint(-8, 8) / 4 for _ in range(size)]
        place = source.randrange(size)
        value = solved(source.choice(places), point, place) if places else None
        if value is not None and abs(value) < 1 << 60:
            point[place] = float(value)
        found.append(point)
    near = np.array(found).astype(dtype)
    steps = np.array([source.choice((0, 0, 1, -1, 2)) for _ in range(count)])[:, None]
    for k in (1, 2):
        moved = np.nextafter(near, np.where(steps > 0, np.inf, -np.inf).astype(dtype))
        near = np.where(abs(steps) >= k, moved, near)
    return near


def extreme(rng: np.random.Generator, count: int, size: int, dtype: str) -> np.ndarray[Any, Any]:
    """Inputs from subnormal to nearly the largest, of any sign, zeros of both signs among them."""
    info = np.finfo(dtype)
    exponents = rng.uniform(info.minexp - 60, info.maxexp - 1, (count, size))
    with np.errstate(all="ignore"):
        found = np.ldexp(rng.uniform(-2, 2, (count, size)), exponents.astype(int))
    found[rng.random((count, size)) < 0.2] = 0.0
    found[rng.random((count, size)) < 0.1] = -0.0
    return found.astype(dtype)


def check(twin: NumpyTwin, x: np.ndarray[Any, Any], seed: int) -> Tally:
    """One network at many inputs."""
    with np.errstate(all="ignore"):
        found = twin(x).astype(np.float64)
    bounds = twin.bound(x).values
    tally = Tally(pairs=len(x), outputs=found.size)
    exact = BallTwin(twin.network).prepared(BITS)
    with precision(BITS):
        rows = exact([[arb(v) for v in column] for column in x.T.tolist()])
        for i, row in enumerate(rows):
            for j, ball in enumerate(row):
                value, bound = float(found[j, i]), float(bounds[j, i])
                if not _compare(ball, value, bound, tally, (seed, j, i)):
                    try:  # to as many bits as it takes
                        certificate = twin.certificate(x[j], found[j])
                    except UnsupportedError:  # the side of a jump is not decided by exact means
                        tally.open += 1
                        tally.left_open.append(f"{twin.network!r} at {x[j].tolist()}")
                        continue
                    tally.unconfirmed += not certificate.outputs[i].is_within(bound)
    return tally


def _compare(ball: arb, value: float, bound: float, tally: Tally, where: tuple[int, ...]) -> bool:
    """Count one output; False if the ball is too wide to tell."""
    if not np.isfinite(bound):
        tally.void += 1
        return True
    gap = abs(arb(value) - ball)
    if gap > bound:
        tally.broken.append(f"network {where[0]}, input {where[1]}, output {where[2]}: {value!r}")
    if gap == 0:
        tally.exact += 1
    elif gap > 0:
        tally.ratios.append(bound / max(float(gap.mid()), 5e-324))
    return bool(gap > bound or gap <= bound)


def share(seed: int) -> dict[str, Tally]:
    """One network in both formats."""
    rng = Random(seed)
    net = network(rng)
    if seed % 3 == 1:
        net = with_ties(rng, net)
    if seed % 6 == 2:
        net = with_jumps(rng, net)
    source, size, few = np.random.default_rng(seed), net.inputs or 1, INPUTS // 10
    return {
        dtype: check(
            sn.twin(net, dtype=dtype),
            np.concatenate(
                [
                    points(source, INPUTS - 2 * few, size, dtype),
                    extreme(source, few, size, dtype),
                    kinks(net, rng, few, dtype),
                ]
            ),
            seed,
        )
        for dtype in ("float64", "float32")
    }


def run(pairs: int, seed: int, jobs: int) -> Iterator[dict[str, Tally]]:
    """All shares."""
    seeds = range(seed * 10**7, seed * 10**7 + max(1, pairs // (2 * INPUTS)))
    if jobs == 1:
        yield from map(share, seeds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(share, seeds, chunksize=4)


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign and print what it found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    chosen = parser.parse_args(arguments)
    total = {"float64": Tally(), "float32": Tally()}
    start = perf_counter()
    for part in run(chosen.pairs, chosen.seed, chosen.jobs):
        for dtype, tally in part.items():
            total[dtype].add(tally)
    bad = False
    for dtype, tally in total.items():
        ratios = np.array(tally.ratios or [np.nan])
        print(
            f"{dtype}: {tally.pairs} pairs, {tally.outputs} outputs; {len(tally.broken)} beyond "
            f"the bound, {tally.unconfirmed} unconfirmed, {tally.open} open, {tally.void} without "
            f"a bound, {tally.exact} exact; bound/error: median {np.median(ratios):.3g}, "
            f"least {ratios.min():.3g}, 90 % below {np.quantile(ratios, 0.9):.3g}"
        )
        for line in (*tally.broken[:10], *tally.left_open[:3]):
            print("  ", line)
        bad |= bool(tally.broken or tally.unconfirmed)
    print(f"{perf_counter() - start:.0f} s")
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
