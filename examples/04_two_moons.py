"""Two moons: a network learns to pull them apart, and what it learned is proved.

The question: two classes of points in the plane, each a half circle that reaches into the other.
No straight line separates them. A network 2-100-2-1 with tanh and sigmoid is trained. Does it
move the points so that a straight line does?

Run it with `python examples/04_two_moons.py`; it needs `pip install "symnn[twins]"`.
"""

import symnn as sn


def near(number: sn.Number) -> float:
    """An exact number for the eye."""
    return float(number.enclosure(53).mid())


# 1. The data. That no line separates them is a theorem about these very floats.
points, classes = sn.two_moons(200, noise=0.1, seed=0)
start = sn.random_network([2, 100, 2, 1], [sn.tanh, sn.tanh, sn.sigmoid], seed=0)
before = sn.afterword(start, points, classes)
print("Can a line separate the two moons?", before.data.is_separable)
print("The proof: one point is in both convex hulls, a mean of")
for name, weights in (("first", before.data.first), ("second", before.data.second)):
    for place, weight in weights:
        print(f"    point {place:2} of the {name} moon, with the weight {near(weight):.6f}")
print("and both means are the same, as fractions of", len(str(before.data.point[0])), "digits")

# 2. Before training.
print(f"\n{start.label}, with random weights:")
print(before)

# 3. Training, in floats: half a second on one core.
found = sn.fit(start, points, classes, "binary_cross_entropy", sn.Adam(steps=300, rate=0.02))
print(f"\nAfter {len(found.losses) - 1} steps of Adam the loss is {found.loss:.4f}:")

# 4. After it, in exact numbers and balls: nothing here is believed because a float says so.
after = sn.afterword(found.network, points, classes)
print(after)

# 5. The line is there to be seen: the last layer's own.
plane = after.embedding
across, up = map(near, plane.weight)
print("\nThe line in the plane of the last layer, with the first moon on its positive side:")
print(f"    {across:+.4f} a1 {up:+.4f} a2 {near(plane.bias):+.4f} = 0")

# 6. Without tanh there is only one affine map, whatever the depth: nothing would have moved.
layers = [layer for layer in found.network.layers if isinstance(layer, sn.Affine)]
flat = sn.afterword(sn.Network(*layers), points, classes)
print("\nThe same layers without tanh and sigmoid:")
print(flat)
