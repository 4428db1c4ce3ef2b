"""Tries to falsify what is assumed of the functions of numpy, and of the formulas built on them.

python -m tests.campaigns.float_functions --points 100000 --seed 1

For each function, in float64 and float32, random points of all sizes: the error against an
enclosure of the exact value must be within H. Prints the least bound/error found; exit status 1 if
H is false on this machine.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any, Final

import numpy as np

import symnn as sn
from tests.campaigns.twins import check

#: Where a function is tried: up to this size in float64 and in float32.
SIZES: Final = {"exp": (700, 87), "log": (1e300, 1e37), "sin": (1e6, 1e5), "cos": (1e6, 1e5)}
FUNCTIONS: Final = [
    "exp",
    "log",
    "tanh",
    "sigmoid",
    "softplus",
    "silu",
    "gelu",
    "elu",
    "sin",
    "cos",
]


def points(name: str, dtype: str, count: int, seed: int) -> np.ndarray[Any, Any]:
    """A third near 0, a third over the range, a third of all magnitudes."""
    rng = np.random.default_rng(seed)
    wide, least = (0, -300) if dtype == "float64" else (1, -37)
    largest, third = SIZES.get(name, (60.0, 60.0))[wide], count // 3
    parts = [rng.normal(size=third), rng.uniform(-largest, largest, third)]
    parts.append(rng.normal(size=third) * 10.0 ** rng.uniform(least, 0, third))
    found = np.concatenate(parts).astype(dtype)[:, None]
    return np.abs(found) if name == "log" else found


def main(arguments: list[str] | None = None) -> int:
    """Try all functions and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--points", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    bad = False
    for name in FUNCTIONS:
        function = getattr(sn, name)
        for dtype in ("float64", "float32"):
            twin = sn.twin(function() if name == "elu" else function, dtype=dtype)
            tally = check(twin, points(name, dtype, chosen.points, chosen.seed), 0)
            bad |= bool(tally.broken or tally.unconfirmed)
            print(
                f"{name} in {dtype}: {tally.pairs} points, {len(tally.broken)} beyond the bound; "
                f"the nearest is at {1 / min(tally.ratios):.2f} of it",
                flush=True,
            )
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
