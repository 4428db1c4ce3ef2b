"""The multiplication network in Python: exact values, a claim, and its counterexample.

Run it with `python examples/02_multiplication_net.py`.
"""

import sympy as sp

import symnn as sn

r = 1 / sp.sqrt(2)
net = sn.Network(
    sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
    sn.relu,
    sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
)

points = [
    (1, 0),
    (r, r),
    (0, 2),
    ("5/6", "1/3"),
    ("1/2", "1/2"),
    (1, 1),
    (sp.sqrt(2), sp.sqrt(3)),
    (sp.GoldenRatio, 1),
    (sp.cos(sp.pi / 8), sp.sin(sp.pi / 8)),
    ("0.1", "0.9"),
]

print("x, y -> net(x, y)")
for point, value in zip(points, net.at(points), strict=True):
    print(f"{point[0]}, {point[1]} -> {value}")

print()
print(net.trace("5/6", "1/3"))

x, y = sp.symbols("x y", real=True)
box = {x: (0, 1), y: (0, 1)}
print()
print("Is it x*y on the unit square?", sn.check(sn.Eq(net(x, y), x * y), over=box))
