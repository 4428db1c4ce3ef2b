"""Print every line: our time, the others', the ratio and the target.

python -m tests.benchmarks [cells] [exact_arithmetic] [frameworks] [functions]
    [matrix_functions] [polynomials] [reading] [smooth] [twins]
"""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "cells",
    "exact_arithmetic",
    "frameworks",
    "functions",
    "matrix_functions",
    "polynomials",
    "reading",
    "smooth",
    "twins",
)


def main(chosen: list[str]) -> int:
    """Run the chosen files, or all of them; 2 for a name that is none of them."""
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        print(f"no benchmark is called {unknown[0]}; there are {', '.join(NAMES)}")
        return 2
    for name in chosen or NAMES:
        for line in import_module(f"tests.benchmarks.{name}").lines():
            print(line.text(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
