"""Claims for all x in Python: small networks and the theorems that go with them.

Run it with `python examples/07_for_all.py`. Each line is a claim over infinitely many points; what
is refuted comes with an exact point at which it fails.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

import sympy as sp

import symnn as sn

#: What is said, where, and what comes out.
Said = tuple[str, Any, Any, str]

r = 1 / sp.sqrt(2)
x, y = sp.symbols("x y", real=True)
xs = sp.symbols("x1:11", real=True)
square = {x: (0, 1), y: (0, 1)}
hair = sp.Integer(10) ** -30


def multiplication() -> Iterator[Said]:
    """A network of three units that multiplies a little."""
    net = sn.Network(
        sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
        sn.relu,
        sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
    )(x, y)
    error = abs(net - x * y)
    closed = (1 + sp.sqrt(2)) / 2 * sn.Max(0, x + y - 1)
    yield "|net - xy| <= 1/4 on the unit square", sn.Le(error, "1/4"), square, "PROVED"
    smaller = sp.Rational(1, 4) - hair
    yield "|net - xy| <= 1/4 - 10^-30 there", sn.Le(error, smaller), square, "REFUTED"
    yield "net = (1 + √2)/2 max(0, x + y - 1) there", sn.Eq(net, closed), square, "PROVED"
    yield "net = xy there", sn.Eq(net, x * y), square, "REFUTED"


def diamonds() -> Iterator[Said]:
    """Four units with weights ±1/√2 give the larger of |x| and |y|."""
    hidden = sn.Affine([[r, r], [-r, -r], [r, -r], [-r, r]])
    net = sn.Network(hidden, sn.relu, sn.Affine([[1, 1, 1, 1]]))(x, y)
    larger = sn.Max(abs(x), abs(y))
    yield "net = √2 max(|x|, |y|)", sn.Eq(net, sp.sqrt(2) * larger), None, "PROVED"
    close = sp.Rational("1.414213562373095")
    yield "the same with 1.414213562373095", sn.Eq(net, close * larger), None, "REFUTED"


def tooth(depth: int) -> Any:
    """The tent map, folded `depth` times, as a network of two units a layer."""
    fold = [sn.Affine([[1], [1]], [0, "-1/2"]), sn.relu, sn.Affine([[2, -4]])]
    return sn.Network(*(depth * fold))


def sawtooths(depths: Sequence[int] = range(1, 11)) -> Iterator[Said]:
    """2^k pieces from 2k units."""
    for k in depths:
        wave = abs(2**k * x - 2 * sp.floor((2**k * x + 1) / 2))
        claim = sn.Eq(tooth(k)(x), wave)
        yield f"sawtooth of depth {k} = its closed form on [0, 1]", claim, {x: (0, 1)}, "PROVED"


def parabolas(depths: Sequence[int] = range(1, 5)) -> Iterator[Said]:
    """x - Σ sawtooths / 4^s is x² up to exactly 2^(-2m-2)."""
    for m in depths:
        sum_of_teeth = x - sum(tooth(s)(x) / 4**s for s in range(1, m + 1))
        error, most = abs(sum_of_teeth - x**2), sp.Rational(1, 4 ** (m + 1))
        at = sp.Rational(1, 2 ** (m + 1))
        unit = {x: (0, 1)}
        yield f"error for x² with {m} sawtooths <= {most}", sn.Le(error, most), unit, "PROVED"
        yield "the same less 10^-30", sn.Le(error, most - hair), unit, "REFUTED"
        yield f"attained at {at}", sn.Eq(error, most), {x: [at]}, "PROVED"


def larger_of(a: Any, b: Any) -> Any:
    """max(a, b) as one relu."""
    return b + sn.relu(a - b)


def chain(values: Sequence[Any]) -> Any:
    """The maximum, one value after the other."""
    best = values[0]
    for value in values[1:]:
        best = larger_of(best, value)
    return best


def tree(values: Sequence[Any]) -> Any:
    """The maximum, half against half."""
    if len(values) == 1:
        return values[0]
    half = len(values) // 2
    return larger_of(tree(values[:half]), tree(values[half:]))


def maxima(sizes: Sequence[int] = range(2, 11)) -> Iterator[Said]:
    """Tournaments of relus."""
    for n in sizes:
        some = xs[:n]
        claim = sn.Eq(tree(some), chain(some))
        yield f"maximum of {n} inputs, tree = chain", claim, None, "PROVED"
        if n <= 6:
            claim = sn.Eq(tree(some), sn.Max(*some))
            yield f"maximum of {n} inputs, tree = max", claim, None, "PROVED"


#: Comparisons of networks that sort 2 to 5 values.
COMPARISONS = {
    2: "01",
    3: "01 12 01",
    4: "01 23 02 13 12",
    5: "01 34 24 23 14 03 02 13 12",
}


def sorted_by_relus(values: Sequence[Any]) -> list[Any]:
    """Every comparison is min(a, b) = a - relu(a - b), max(a, b) = b + relu(a - b)."""
    wires = list(values)
    for pair in COMPARISONS[len(wires)].split():
        i, j = int(pair[0]), int(pair[1])
        above = sn.relu(wires[i] - wires[j])
        wires[i], wires[j] = wires[i] - above, wires[j] + above
    return wires


def sorting(sizes: Sequence[int] = range(2, 6)) -> Iterator[Said]:
    """The k-th smallest value is the least of the maxima of k values."""
    for n in sizes:
        some = xs[:n]
        wires = sorted_by_relus(some)
        ordered = sn.And(*(sn.Le(a, b) for a, b in pairwise(wires)))
        yield f"{n} wires come out in order", ordered, None, "PROVED"
        for k in range(1, n + 1):
            statistic = sn.Min(*(sn.Max(*subset) for subset in combinations(some, k)))
            claim = sn.Eq(wires[k - 1], statistic)
            yield f"wire {k} of {n} is the {k}-smallest value", claim, None, "PROVED"


def parities(sizes: Sequence[int] = range(2, 6)) -> Iterator[Said]:
    """Parity of bits with one hidden layer: relu(s) - 2 relu(s - 1) + 2 relu(s - 2) - …."""
    for n in sizes:
        some = xs[:n]
        signs = [1, *(2 * (-1) ** k for k in range(1, n))]
        counting = sn.Affine([[1] * n] * n, [-k for k in range(n)])
        net = sn.Network(counting, sn.relu, sn.Affine([signs]))(*some)
        claim = sn.Eq(net, (1 - sp.prod(1 - 2 * bit for bit in some)) / 2)
        yield f"parity of {n} bits", claim, {bit: [0, 1] for bit in some}, "PROVED"
        yield "the same off the cube", claim, dict.fromkeys(some, (0, 1)), "REFUTED"


def exclusive_or() -> Iterator[Said]:
    """The network of Goodfellow, Bengio and Courville, 6.1."""
    net = sn.Network(sn.Affine([[1, 1], [1, 1]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))(x, y)
    bits = {x: [0, 1], y: [0, 1]}
    yield "net = x xor y on {0, 1}²", sn.Eq(net, abs(x - y)), bits, "PROVED"
    yield "net = |x - y| on R²", sn.Eq(net, abs(x - y)), None, "REFUTED"
    pieces = sn.Min(sn.Max(0, x + y), 2 - x - y)
    yield "net = min(max(0, x + y), 2 - x - y) on R²", sn.Eq(net, pieces), None, "PROVED"


def smooth() -> Iterator[Said]:
    """Activations between their bounds."""
    s = sn.sigmoid(x)
    yield "0 < σ(x) < 1", sn.And(sn.Gt(s, 0), sn.Lt(s, 1)), None, "PROVED"
    yield "σ'(x) <= 1/4", sn.Le(s * (1 - s), "1/4"), None, "PROVED"
    yield "σ'(x) < 1/4", sn.Lt(s * (1 - s), "1/4"), None, "REFUTED"
    gap = sn.softplus(x) - sn.relu(x)
    yield "softplus - relu <= log 2", sn.Le(gap, sp.log(2)), None, "PROVED"
    cubic = sn.Le(abs(sn.tanh(x) - x), x**3 / 3)
    yield "|tanh x - x| <= x³/3 on [0, 1]", cubic, {x: (0, 1)}, "PROVED"
    yield "gelu >= -0.17", sn.Ge(sn.gelu(x), "-0.17"), None, "PROVED"


SECTIONS = (
    multiplication,
    diamonds,
    sawtooths,
    parabolas,
    maxima,
    sorting,
    parities,
    exclusive_or,
    smooth,
)


def main() -> None:
    """Print every claim with its verdict."""
    for section in SECTIONS:
        print(f"\n{section.__doc__}")
        for words, claim, over, _ in section():
            verdict = sn.check(claim, over=over)
            point = verdict.counterexample
            print(f"  {verdict.status.name:<9} {words}{f', not at {point}' if point else ''}")


if __name__ == "__main__":
    main()
