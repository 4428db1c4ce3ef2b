"""Pages in which every step has been proved: a worked example of backpropagation, and XOR.

Prints the pages, and writes them beside each other as LaTeX, Markdown and JSON if a folder is
named: python examples/08_derivations.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import symnn as sn

# The two-layer sigmoid example that many courses use, to nine correctly rounded digits.
net = sn.Network(
    sn.Affine([["0.15", "0.20"], ["0.25", "0.30"]], ["0.35", "0.35"]),
    sn.sigmoid,
    sn.Affine([["0.40", "0.45"], ["0.50", "0.55"]], ["0.60", "0.60"]),
    sn.sigmoid,
)
example = sn.derive.backpropagation(
    net,
    at=("0.05", "0.10"),
    target=("0.01", "0.99"),
    rate="0.5",
    biases=False,
    weights="w",
    style=sn.Style(digits=9, rationals="decimal"),
)

# XOR by two relu units: at a point, on all cells, and the same function by another network.
xor = sn.Network(sn.Affine([[1, 1], [1, 1]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))
other = sn.Network(sn.Affine([[2, 2], [1, 1]], [0, -1]), sn.relu, sn.Affine([["1/2", -2]]))
pages = {
    "backpropagation": example,
    "xor-forward": sn.derive(xor, at=(1, 0), depth="full"),
    "xor-cases": sn.derive.cases(xor),
    "xor-equivalence": sn.derive.equivalence(xor, other),
}

for name, page in pages.items():
    page.recheck()
    print(f"--- {name}: {len(page.steps)} proved steps\n\n{page}\n")
    for folder in map(Path, sys.argv[1:2]):
        (folder / f"{name}.tex").write_text(page.document(), "utf-8")
        (folder / f"{name}.md").write_text(page.markdown(), "utf-8")
        page.save(folder / f"{name}.json")
