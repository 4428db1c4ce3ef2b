"""A page about a matrix that proves itself: eigenvalues, projectors, e^A, relu(A), least squares.

Each relation that is printed was proved when the page was written, and `symnn check` proves it
again when the page is read. Run it with `python examples/09_matrix_derivations.py [page.md]`.
"""

import sys
from pathlib import Path

import symnn as sn

turning = [[1, -2], [2, 1]]
mixed = [[1, 2, 0], [0, -1, 1], [0, 0, 3]]
pages = {
    "Eigenvalues": sn.derive.eigenvalues([[1, 2], [3, 4]]),
    "A matrix exponential with complex eigenvalues": sn.derive.matrix_function(sn.exp, turning),
    "ReLU on the spectrum": sn.derive.matrix_function(sn.relu, mixed),
    "A Taylor polynomial": sn.derive.taylor(sn.exp, [["1/2", 1], [0, "-1/2"]], 4),
    "Least squares": sn.derive.least_squares([[1, 0], [1, 1], [1, 2]], [6, 0, 0]),
}
for title, page in pages.items():
    page.recheck()
    print(f"\n== {title} ==\n\n{page}")

if len(sys.argv) > 1:
    target = Path(sys.argv[1])
    target.write_text("\n".join(f"# {t}\n\n{p.markdown()}" for t, p in pages.items()), "utf-8")
    print(f"\nwritten: {target}; now run `symnn check {target}`")
