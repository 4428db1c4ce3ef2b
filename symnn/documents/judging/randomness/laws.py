r"""Moments, chances and entropies of the laws that have names.

The powers of a law are found through its falling powers where these are simple:
E[N(N - 1)⋯(N - k + 1)] = λ^k for a Poisson variable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb, factorial
from typing import Final

from symnn.exact.expression import (
    ONE,
    PI,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    mul,
    negative,
    power,
    quotient,
    rational,
)

#: The names of laws as they are written behind ∼ or in a sentence, and how many numbers they take.
KINDS: Final = {
    **dict.fromkeys(("Ber", "Bern", "Bernoulli", "bernoulli", "Be"), ("bernoulli", 1)),
    **dict.fromkeys(("Bin", "Binom", "Binomial", "binomial", "B"), ("binomial", 2)),
    **dict.fromkeys(("Poisson", "Pois", "Poi", "Po", "poisson"), ("poisson", 1)),
    **dict.fromkeys(("Exp", "Exponential", "exponential", "Expo"), ("exponential", 1)),
    **dict.fromkeys(("Geom", "Geometric", "Geo", "geometric"), ("geometric", 1)),
    **dict.fromkeys(("U", "Unif", "Uniform", "unif", "uniform"), ("uniform", 2)),
    **dict.fromkeys(("N", "Norm", "Normal", "normal", "Gaussian", "gaussian"), ("normal", 2)),
    **dict.fromkeys(("Laplace", "Lap"), ("laplace", 2)),
    **dict.fromkeys(("Beta",), ("beta", 2)),
}
#: Laws of whole numbers.
DISCRETE: Final = frozenset({"bernoulli", "binomial", "poisson", "geometric", "failures", "values"})


def raw_moment(kind: str, parts: Sequence[Expr], degree: int) -> Expr | None:
    """E[X^k] of a law with its numbers; None where they do not settle it.

    >>> raw_moment("poisson", [ONE], 0) == ONE
    True
    """
    if degree == 0:
        return ONE
    rule = _RULES.get(kind)
    if rule is not None:
        return rule(parts, degree)
    if kind in _FALLING:
        falling = _FALLING[kind]
        terms = [
            mul(rational(_stirling(degree, k)), falling(parts, k)) for k in range(1, degree + 1)
        ]
        return add(ZERO, *terms)
    return None


def _stirling(n: int, k: int) -> int:
    """In how many ways n things fall into k groups."""
    signed = ((-1) ** (k - j) * comb(k, j) * j**n for j in range(k + 1))
    return int(sum(signed)) // factorial(k)


def _power(base: Expr, exponent: int) -> Expr:
    if exponent == 0:
        return ONE
    return base if exponent == 1 else power(base, rational(exponent))


def _binomial(parts: Sequence[Expr], k: int) -> Expr:
    count, chance = parts
    ways = [add(count, negative(rational(j))) if j else count for j in range(k)]
    return mul(*ways, _power(chance, k))


def _geometric(parts: Sequence[Expr], k: int) -> Expr:
    chance = parts[0]
    other = add(ONE, negative(chance))
    return quotient(mul(rational(factorial(k)), _power(other, k - 1)), _power(chance, k))


def _failures(parts: Sequence[Expr], k: int) -> Expr:
    """Of the failures before the first success, as some authors have it."""
    odds = quotient(add(ONE, negative(parts[0])), parts[0])
    return mul(rational(factorial(k)), _power(odds, k))


_FALLING: Final[dict[str, Callable[[Sequence[Expr], int], Expr]]] = {
    "binomial": _binomial,
    "poisson": lambda parts, k: _power(parts[0], k),
    "geometric": _geometric,
    "failures": _failures,
}


def _uniform(parts: Sequence[Expr], degree: int) -> Expr:
    low, high = parts
    terms = [mul(_power(low, k), _power(high, degree - k)) for k in range(degree + 1)]
    return quotient(add(*terms), rational(degree + 1))


def _normal(parts: Sequence[Expr], degree: int) -> Expr:
    """m E[X^{k-1}] + (k - 1) v E[X^{k-2}], by Stein's lemma."""
    centre, spread = parts
    found = [ONE, centre]
    for k in range(2, degree + 1):
        found.append(add(mul(centre, found[-1]), mul(rational(k - 1), spread, found[-2])))
    return found[degree]


def _laplace(parts: Sequence[Expr], degree: int) -> Expr:
    centre, scale = parts
    terms = [
        mul(rational(comb(degree, k) * factorial(k)), _power(scale, k), _power(centre, degree - k))
        for k in range(0, degree + 1, 2)
    ]
    return add(*terms)


def _beta(parts: Sequence[Expr], degree: int) -> Expr:
    one, whole = parts[0], add(*parts)
    steps = [rational(r) for r in range(degree)]
    return mul(ONE, *(quotient(add(one, r), add(whole, r)) for r in steps))


def _values(parts: Sequence[Expr], degree: int) -> Expr:
    return quotient(add(*(_power(p, degree) for p in parts)), rational(len(parts)))


def _moments(parts: Sequence[Expr], degree: int) -> Expr | None:
    centre, spread = parts
    if degree > 2:
        return None
    return centre if degree == 1 else add(spread, _power(centre, 2))


_RULES: Final[dict[str, Callable[[Sequence[Expr], int], Expr | None]]] = {
    "bernoulli": lambda parts, _: parts[0],
    "exponential": lambda parts, k: quotient(rational(factorial(k)), _power(parts[0], k)),
    "uniform": _uniform,
    "normal": _normal,
    "laplace": _laplace,
    "beta": _beta,
    "values": _values,
    "moments": _moments,
}


# --- chances and entropies ------------------------------------------------------------


def mass(kind: str, parts: Sequence[Expr], at: Expr) -> Expr | None:
    """P(X = k) at a whole number that X may be."""
    whole = int(at.data.p) if at.op == "rational" and at.data.q == 1 else None  # type: ignore[union-attr]
    if whole is None or whole < 0:
        return None
    if kind == "bernoulli" and whole < 2:
        return parts[0] if whole else add(ONE, negative(parts[0]))
    if kind == "poisson":
        return quotient(
            mul(_power(parts[0], whole), exp(negative(parts[0]))), rational(factorial(whole))
        )
    if kind == "geometric" and whole:
        return mul(_power(add(ONE, negative(parts[0])), whole - 1), parts[0])
    if kind == "failures":
        return mul(_power(add(ONE, negative(parts[0])), whole), parts[0])
    count = parts[0].data if kind == "binomial" and parts[0].op == "rational" else None
    if count is not None and count.q == 1 and whole <= int(count.p) <= 60:  # type: ignore[union-attr]
        n, chance = int(count.p), parts[1]  # type: ignore[union-attr]
        rest = _power(add(ONE, negative(chance)), n - whole)
        return mul(rational(comb(n, whole)), _power(chance, whole), rest)
    return None


def below(kind: str, parts: Sequence[Expr], at: Expr) -> Expr | None:
    """P(X ≤ t) of a continuous law, for a t at which its density is positive."""
    if kind == "exponential":
        return add(ONE, negative(exp(negative(mul(parts[0], at)))))
    if kind == "uniform":
        low, high = parts
        return quotient(add(at, negative(low)), add(high, negative(low)))
    return None


def differential_entropy(kind: str, parts: Sequence[Expr]) -> Expr | None:
    """The entropy of a continuous law, in nats."""
    half = quotient(ONE, rational(2))
    if kind == "normal":
        return mul(half, apply("log", mul(rational(2), PI, exp(ONE), parts[1])))
    if kind == "uniform":
        return apply("log", add(parts[1], negative(parts[0])))
    if kind == "exponential":
        return add(ONE, negative(apply("log", parts[0])))
    return None


def normal_divergence(one: Sequence[Expr], other: Sequence[Expr]) -> Expr:
    """D(N(m, v) ‖ N(n, w)) = (log(w/v) + (v + (m - n)^2)/w - 1)/2, in nats."""
    (m, v), (n, w) = one, other
    ratio = quotient(add(v, _power(add(m, negative(n)), 2)), w)
    return quotient(add(apply("log", quotient(w, v)), ratio, negative(ONE)), rational(2))
