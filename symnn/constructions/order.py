"""The order of n numbers: the largest, the least, the median, and all of them sorted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Final

from symnn.constructions.construction import Construction, clause, count, inputs_of, says
from symnn.errors import ClaimError
from symnn.exact.expression import Expr, apply
from symnn.functions.piecewise_linear import relu
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer
from symnn.networks.network import Network

#: More inputs than this have theorems of more cells than are looked at in a minute.
MOST_SORTED: Final = 8

_SOURCE: Final = (
    "Arora, Basu, Mianjy, Mukherjee 2018, Understanding deep neural networks with ReLUs"
)

#: What a wire of a layer is: weights of the relus that carry it.
Wire = dict[int, int]


class Stage:
    """One layer of relus over some wires, and the affine map that reads them."""

    def __init__(self, wires: int) -> None:
        self.width = wires
        self.rows: list[list[int]] = []

    def unit(self, weights: Wire) -> int:
        """A relu of a combination of the wires, and where it is."""
        row = [weights.get(k, 0) for k in range(self.width)]
        if row not in self.rows:
            self.rows.append(row)
        return self.rows.index(row)

    def kept(self, k: int) -> Wire:
        """The wire itself: relu(x) - relu(-x)."""
        return {self.unit({k: 1}): 1, self.unit({k: -1}): -1}

    def larger(self, i: int, j: int) -> Wire:
        """max(x_i, x_j) = x_j + relu(x_i - x_j)."""
        return {**self.kept(j), self.unit({i: 1, j: -1}): 1}

    def smaller(self, i: int, j: int) -> Wire:
        """min(x_i, x_j) = x_i - relu(x_i - x_j)."""
        return {**self.kept(i), self.unit({i: 1, j: -1}): -1}

    def layers(self, wires: Sequence[Wire]) -> list[Layer]:
        """The affine map into the relus, the relus, and the affine map out of them."""
        back = [[wire.get(k, 0) for k in range(len(self.rows))] for wire in wires]
        return [Affine(self.rows), relu, Affine(back)]  # type: ignore[list-item]


def _tournament(n: int) -> Network:
    """Pairs of neighbours, then pairs of winners, until one is left."""
    layers: list[Layer] = []
    while n > 1:
        stage = Stage(n)
        wires = [stage.larger(k, k + 1) for k in range(0, n - 1, 2)]
        wires += [stage.kept(n - 1)] if n % 2 else []
        layers += stage.layers(wires)
        n = len(wires)
    return Network(*layers) if layers else Network(Affine([[1]]))


def maximum(n: int) -> Construction:
    """The largest of n numbers, by a tournament of depth log2 n.

    Args:
        n: how many, 1 to 64; the theorem of more than about 8 takes minutes to prove.

    Returns:
        Each round is one relu layer: max(a, b) = b + relu(a - b), b = relu(b) - relu(-b).
        Theorem: the output is max(x1, …, xn), for all x.

    Source: Arora, Basu, Mianjy, Mukherjee 2018, Understanding deep neural networks with ReLUs.

    Examples:
        >>> maximum(3)(2, "7/3", -5) == __import__("sympy").Rational(7, 3)
        True
    """
    net = _tournament(count(n, "n", 1, 64))
    some = inputs_of(net)
    largest = apply("max", *some) if n > 1 else some[0]
    part = says("=", net.exprs(some)[0], largest)
    words = "it is the largest of the inputs, for all x"
    return Construction(f"maximum({n})", net, (clause(words, [part]),), _SOURCE)


def minimum(n: int) -> Construction:
    """The least of n numbers: minus the largest of the negatives.

    Args:
        n: as for `maximum`.

    Source: Arora, Basu, Mianjy, Mukherjee 2018.

    Examples:
        >>> minimum(3)(2, "7/3", -5) == -5
        True
    """
    largest = _tournament(count(n, "n", 1, 64))
    minus = [[-int(i == j) for j in range(n)] for i in range(n)]
    net = Network(Affine(minus), largest, Affine([[-1]]))
    some = inputs_of(net)
    least = apply("min", *some) if n > 1 else some[0]
    part = says("=", net.exprs(some)[0], least)
    words = "it is the least of the inputs, for all x"
    return Construction(f"minimum({n})", net, (clause(words, [part]),), _SOURCE)


def comparisons(n: int) -> list[list[tuple[int, int]]]:
    """Batcher's odd-even merge sort: rounds of comparisons on disjoint wires, i before j.

    Source: Batcher 1968, Sorting networks and their applications; Knuth, The Art of Computer
    Programming 3, 5.2.2, algorithm M.

    Examples:
        >>> comparisons(3) == [[(0, 2)], [(0, 1)], [(1, 2)]]
        True
    """
    rounds: list[list[tuple[int, int]]] = []
    top = 1 << max(0, (n - 1).bit_length() - 1)
    p = top if n > 1 else 0
    while p:
        q, r, d = top, 0, p
        while True:
            rounds.append([(i, i + d) for i in range(n - d) if i & p == r])
            if q == p:
                break
            d, q, r = q - p, q // 2, p
        p //= 2
    return [pairs for pairs in rounds if pairs]


def _sorter(n: int) -> Network:
    layers: list[Layer] = []
    for pairs in comparisons(n):
        stage = Stage(n)
        first, second = dict(pairs), {j: i for i, j in pairs}
        wires = [
            stage.smaller(k, first[k])
            if k in first
            else stage.larger(second[k], k)
            if k in second
            else stage.kept(k)
            for k in range(n)
        ]
        layers += stage.layers(wires)
    return Network(*layers) if layers else Network(Affine([[1]]))


def statistic(some: Sequence[Expr], k: int) -> Expr:
    """The k-th smallest, k >= 1: the least of the maxima of k of them."""
    subsets = [apply("max", *s) if k > 1 else s[0] for s in combinations(some, k)]
    return apply("min", *subsets) if len(subsets) > 1 else subsets[0]


def sorting(n: int) -> Construction:
    """n numbers in increasing order, by Batcher's network of comparisons.

    Args:
        n: how many, 1 to 8; the theorem of 5 and more takes long to prove.

    Returns:
        A comparison is min(a, b) = a - relu(a - b), max(a, b) = b + relu(a - b). Theorem: the
        outputs increase, and output k is the k-th smallest input, for all x.

    Source: Batcher 1968, Sorting networks and their applications.

    Examples:
        >>> sorting(3)(3, 1, 2) == __import__("sympy").Matrix([1, 2, 3])
        True
    """
    net = _sorter(count(n, "n", 1, MOST_SORTED))
    some = inputs_of(net)
    outputs = net.exprs(some)
    ranks = [says("=", y, statistic(some, k)) for k, y in enumerate(outputs, 1)]
    clauses = [clause("output k is the k-th smallest input, for all x", ranks)]
    if n > 1:
        ordered = [says("<=", a, b) for a, b in pairwise(outputs)]
        clauses.insert(0, clause("the outputs increase, for all x", ordered))
    source = "Batcher 1968, Sorting networks and their applications"
    return Construction(f"sorting({n})", net, tuple(clauses), source)


def median(n: int) -> Construction:
    """The middle one of an odd number of numbers.

    Args:
        n: how many, an odd number from 1 to 7.

    Returns:
        The middle output of the sorting network. Theorem: it is the (n + 1)/2-th smallest
        input, for all x.

    Raises:
        ClaimError: n is even: which of two numbers, or their mean, is the median?

    Source: Batcher 1968, Sorting networks and their applications.

    Examples:
        >>> median(3)(10, -10, 2) == 2
        True
    """
    if count(n, "n", 1, MOST_SORTED) % 2 == 0:
        raise ClaimError(f"n = {n} is even; the median of so many numbers is a convention")
    middle = n // 2
    net = Network(_sorter(n), Affine([[int(k == middle) for k in range(n)]]))
    some = inputs_of(net)
    part = says("=", net.exprs(some)[0], statistic(some, middle + 1))
    words = "half of the other inputs are on each side of it, for all x"
    source = "Batcher 1968, Sorting networks and their applications"
    return Construction(f"median({n})", net, (clause(words, [part]),), source)
