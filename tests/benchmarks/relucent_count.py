"""Count the activation regions of a float network with relucent; a script that runs by itself.

python relucent_count.py FILE prints the count and the seconds. relucent and torch are no
dependencies of this project: the interpreter that has them is named by RELUCENT_PYTHON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter


def main() -> None:
    """Read the weights, then time the search alone, with the start of its workers."""
    import relucent
    import torch
    from torch import nn

    data = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    layers: list[nn.Module] = []
    for layer in data["layers"]:
        rows = [[float.fromhex(w) for w in row] for row in layer["weight"]]
        linear = nn.Linear(len(rows[0]), len(rows))
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(rows, dtype=torch.float64))
            bias = [float.fromhex(b) for b in layer["bias"]]
            linear.bias.copy_(torch.tensor(bias, dtype=torch.float64))
        layers += [linear, nn.ReLU()]
    start = perf_counter()
    complex_ = relucent.Complex(nn.Sequential(*layers[:-1]))
    complex_.bfs()
    print("RESULT", len(complex_), perf_counter() - start)


if __name__ == "__main__":
    main()
