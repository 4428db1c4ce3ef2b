"""Every construction proved at many sizes, larger ones than the tests take.

python -m tests.campaigns.constructions

Prints a line for each: how many clauses its theorem has, by what they were proved, how long it
took with the replay of all evidence. Exit status 1 if a clause is not proved.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import chain

import symnn as sn
from symnn import constructions as built
from tests.constructions.test_constructions import ALL


def larger() -> Iterator[built.Construction]:
    """Sizes beyond those of the tests."""
    yield from (built.identity(n) for n in (8, 10))
    yield from (built.maximum(n) for n in (4, 6, 7, 8))
    yield from (built.minimum(n) for n in (3, 6))
    yield from (built.sorting(4), built.median(5))
    yield from (built.parity(n) for n in (5, 6, 10, 12))
    yield from (make(n) for make in (built.conjunction, built.majority) for n in (8, 12))
    yield from (built.adder(4), built.adder(5))
    yield built.truth_table([n.bit_count() % 3 == 0 for n in range(1 << 10)])
    yield from (built.sawtooth(n) for n in (3, 6, 8))
    yield from (built.square(n) for n in (4, 5, 6))
    yield from (built.product_of_two(n) for n in (2, 3))
    yield built.polynomial([1, "1/2", 2, -3, 1], "1/100", (0, 2))
    yield built.interpolation([k * k for k in range(12)], [(-1) ** k * k for k in range(12)])
    yield built.interpolation([(a, b, a * b) for a in range(4) for b in range(4)], range(16))
    yield built.nearest_neighbour([(0, 0), (1, 0), (0, 1), (1, 1), (3, 3)])
    yield built.hopfield([[(-1) ** (n >> k & 1) for n in range(16)] for k in range(4)])
    yield built.convolution([[1, 0, -1], [2, 0, -2], [1, 0, -1]], (9, 9), 1, 1)
    yield from (built.copying_head(3, sharpness=5), built.averaging_head(12, 4, causal=True))


def main() -> int:
    """Prove all; 1 if something is not proved."""
    tested = (make() for makers in ALL.values() for make in makers)
    start, failed, count = time.process_time(), 0, 0
    for construction in chain(tested, larger()):
        before = time.process_time()
        verdicts = construction.check(seconds=120)
        ways = " | ".join(dict.fromkeys(v.method for v in verdicts if v.status.name == "PROVED"))
        open_ = [v for v in verdicts if v.status is not sn.Status.PROVED]
        failed, count = failed + bool(open_), count + 1
        took = time.process_time() - before
        print(f"{took:7.2f} s  {construction.name}: {len(verdicts)} proved by {ways}", flush=True)
        for verdict in open_:
            print(f"           NOT PROVED: {verdict}", flush=True)
    print(f"{count} constructions, {failed} not proved, {time.process_time() - start:.0f} s")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
