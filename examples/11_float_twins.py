"""A network with exact weights, its float twin, and what is proved about the difference.

Run: python examples/11_float_twins.py
"""

from __future__ import annotations

import numpy as np
import sympy as sp

import symnn as sn

r = 1 / sp.sqrt(2)
net = sn.Network(
    sn.Affine([[1, 0], [r, r], [0, "0.1"]], [-r, -r, "1/3"]),
    sn.gelu,
    sn.Affine([[0, (2 + sp.sqrt(2)) / 2, -1]]),
)

for dtype in ("float64", "float32"):
    twin = sn.twin(net, dtype=dtype)
    points = np.random.default_rng(0).normal(size=(1000, 2)).astype(dtype)
    print(f"at 1000 points: {twin.bound(points)}")
    print(f"over a box: {twin.bound_over([(-3, 3), (-3, 3)])}")
    worst = max(twin.certificate(x).error for x in points[:100])
    print(f"the largest error at 100 of them: {worst:.3g}, without any assumption\n")

twin = sn.twin(net)
ROOT = 0.5**0.5


def theirs(x: np.ndarray) -> np.ndarray:
    """Somebody's own code for the same network, with one weight rounded to float32 by mistake."""
    slip = float(np.float32(0.1))
    h = x @ np.array([[1, 0], [ROOT, ROOT], [0, slip]]).T + [-ROOT, -ROOT, 1 / 3]
    return sn.twin(net[1:])(h)


x = np.array([0.5, 0.25])
certificate = twin.certificate(x, theirs(x))
[most] = twin.bound(x).values
print(f"theirs is within {most:.3g}: {certificate.outputs[0].is_within(float(most))}")
print(certificate)

print(f"\n{twin.condition(x)}")
print(f"{twin.least_precision(x)}\n")
print(twin.source("numpy"))
