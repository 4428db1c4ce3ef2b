"""Strategies for claims whose truth is known from how they are made.

A true claim has two sides that a law of the reals makes equal, or a bound that a vertex attains. A
false one is a true one with a named mutation, and a witness at which it fails. Nothing here asks
symnn what is true: whatever decides claims can be tested by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from symnn.claims.formula import Claim
from symnn.claims.language import Eq, ForAll, Ge, Gt, Le, Lt, Ne, Not
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    mul,
    nth_root,
    power,
    rational,
    symbol,
)

X, Y = symbol("x"), symbol("y")


class KnownClaim(NamedTuple):
    """A claim and its truth.

    Attributes:
        claim: for `symnn.check`.
        truth: whether it holds for all values in its domain.
        made: the law or the mutation behind it.
        witness: for a false claim, values at which it fails.
    """

    claim: Claim
    truth: bool
    made: str
    witness: Mapping[str, Fraction] | None = None


_STATED: Final[Mapping[str, Callable[[Any, Any], Claim]]] = {
    "=": Eq,
    "!=": Ne,
    "<": Lt,
    "<=": Le,
    ">": Gt,
    ">=": Ge,
}


def _holds(relation: str, sign: int) -> bool:
    return {
        "=": sign == 0,
        "!=": sign != 0,
        "<": sign < 0,
        "<=": sign <= 0,
        ">": sign > 0,
        ">=": sign >= 0,
    }[relation]


_relations = st.sampled_from(list(_STATED))
_fractions = st.one_of(st.integers(-4, 4).map(Fraction), st.fractions(-4, 4, max_denominator=4))
_nonzero = _fractions.filter(bool)
_SCALES: Final = (Fraction(1), Fraction(2), Fraction(3), Fraction(1, 2))


@st.composite
def _gaps(draw: DrawFn) -> Fraction:
    """0, or a number so small that floats do not see it beside 1."""
    size = draw(st.sampled_from([0, 1, 10, 30, 100, 300]))
    return Fraction(draw(st.sampled_from([1, -1])), 10**size) if size else Fraction(0)


def _with_gap(
    left: Expr, right: Expr, gap: Fraction, relation: str, law: str
) -> tuple[Claim, bool, str]:
    """left + gap ~ right, where left = right by a law."""
    sign = (gap > 0) - (gap < 0)
    size = f"{'+' if gap > 0 else '-'}1e-{len(str(gap.denominator)) - 1}"
    made = f"{law}, off by {size}" if gap else law
    shifted = add(left, rational(gap)) if gap else left
    return _STATED[relation](shifted, right), _holds(relation, sign), made


# --- closed values ---------------------------------------------------------------------


@st.composite
def _closed_sides(draw: DrawFn) -> tuple[Expr, Expr, str]:
    """Two closed values that a law makes equal."""
    a, b = draw(st.integers(2, 12)), draw(st.integers(2, 12))
    t = rational(draw(_fractions))
    root_a, root_b = nth_root(rational(a)), nth_root(rational(b))
    inner = nth_root(rational(a * b))
    return draw(
        st.sampled_from(
            [
                (mul(root_a, root_b), inner, "√a √b = √(ab)"),
                (power(root_a, rational(2)), rational(a), "√a² = a"),
                (
                    nth_root(add(rational(a + b), mul(rational(2), inner))),
                    add(root_a, root_b),
                    "√(a + b + 2√(ab)) = √a + √b",
                ),
                (mul(exp(t), exp(-t)), ONE, "e^t e^-t = 1"),
                (
                    add(apply("sigmoid", t), apply("sigmoid", -t)),
                    ONE,
                    "σ(t) + σ(-t) = 1",
                ),
                (
                    apply("tanh", t),
                    add(mul(rational(2), apply("sigmoid", 2 * t)), rational(-1)),
                    "tanh t = 2σ(2t) - 1",
                ),
                (
                    add(apply("softplus", t), -apply("softplus", -t)),
                    t,
                    "softplus(t) - softplus(-t) = t",
                ),
                (apply("max", root_a, root_b), nth_root(rational(max(a, b))), "max(√a, √b)"),
            ]
        )
    )


@st.composite
def closed_claims(draw: DrawFn) -> KnownClaim:
    """Claims about numbers: both sides are equal by a law, or apart by as little as 1e-300.

    Examples:
        >>> from hypothesis import find
        >>> find(closed_claims(), lambda c: not c.truth).witness
        {}
    """
    left, right, law = draw(_closed_sides())
    claim, truth, made = _with_gap(left, right, draw(_gaps()), draw(_relations), law)
    return KnownClaim(claim, truth, made, None if truth else {})


# --- claims for all x ------------------------------------------------------------------


@st.composite
def _affine(draw: DrawFn) -> Expr:
    """a x + b y + c with small coefficients."""
    a, b, c = (rational(draw(_fractions)) for _ in range(3))
    return add(mul(a, X), mul(b, Y), c)


@st.composite
def _open_sides(draw: DrawFn) -> tuple[Expr, Expr, str]:
    """Two functions of x and y that a law makes equal everywhere."""
    s, t = draw(_affine()), draw(_affine())
    relu, absolute = apply("relu", t), apply("abs", t)
    half = rational("1/2")
    return draw(
        st.sampled_from(
            [
                (add(relu, -apply("relu", -t)), t, "relu(t) - relu(-t) = t"),
                (add(relu, apply("relu", -t)), absolute, "relu(t) + relu(-t) = |t|"),
                (relu, mul(half, add(t, absolute)), "relu(t) = (t + |t|)/2"),
                (
                    apply("max", s, t),
                    add(t, apply("relu", add(s, -t))),
                    "max(s, t) = t + relu(s - t)",
                ),
                (
                    apply("min", s, t),
                    mul(half, add(s, t, -apply("abs", add(s, -t)))),
                    "min(s, t) = (s + t - |s - t|)/2",
                ),
                (
                    add(apply("sigmoid", t), apply("sigmoid", -t)),
                    ONE,
                    "σ(t) + σ(-t) = 1",
                ),
                (
                    apply("tanh", t),
                    add(mul(rational(2), apply("sigmoid", 2 * t)), rational(-1)),
                    "tanh t = 2σ(2t) - 1",
                ),
            ]
        )
    )


@st.composite
def identity_claims(draw: DrawFn) -> KnownClaim:
    """Claims for all x and y: identities of activations of affine functions, or a gap away.

    Examples:
        >>> from hypothesis import find
        >>> find(identity_claims(), lambda c: c.truth).witness is None
        True
    """
    left, right, law = draw(_open_sides())
    claim, truth, made = _with_gap(left, right, draw(_gaps()), draw(_relations), law)
    origin = {"x": Fraction(0), "y": Fraction(0)}
    return KnownClaim(claim, truth, made, None if truth else origin)


@st.composite
def network_claims(draw: DrawFn, max_units: int = 4) -> KnownClaim:
    """A shallow relu network against itself, hidden units permuted and rescaled; or one weight off.

    Examples:
        >>> from hypothesis import find
        >>> found = find(network_claims(), lambda c: not c.truth)
        >>> sorted(found.witness) == ["x", "y"]
        True
    """
    count = draw(st.integers(1, max_units))
    units = [[draw(_fractions) for _ in range(3)] for _ in range(count)]
    outer = [draw(_fractions) for _ in range(count)]
    order = draw(st.permutations(range(count)))
    scales = [draw(st.sampled_from(_SCALES)) for _ in range(count)]
    moved = [[scales[k] * w for w in units[k]] for k in order]
    weights = [outer[k] / scales[k] for k in order]
    left = _network(units, outer)
    point = draw(_fractions), draw(_fractions)
    active = [i for i, unit in enumerate(moved) if _pre_activation(unit, point) > 0]
    if not active or draw(st.booleans()):
        right = _network(moved, weights)
        return KnownClaim(Eq(left, right), True, "hidden units permuted and rescaled")
    place = draw(st.sampled_from(active))
    change = Fraction(1, 10 ** draw(st.sampled_from([0, 3, 30])))
    weights[place] += change
    witness = {"x": point[0], "y": point[1]}
    made = f"the outer weight of unit {place + 1} changed by {change}"
    return KnownClaim(Eq(left, _network(moved, weights)), False, made, witness)


def _pre_activation(unit: list[Fraction], point: tuple[Fraction, Fraction]) -> Fraction:
    return unit[0] * point[0] + unit[1] * point[1] + unit[2]


def _network(units: list[list[Fraction]], outer: list[Fraction]) -> Expr:
    terms = []
    for (a, b, c), w in zip(units, outer, strict=True):
        inner = add(mul(rational(a), X), mul(rational(b), Y), rational(c))
        terms.append(mul(rational(w), apply("relu", inner)))
    return add(*terms) if terms else ZERO


@st.composite
def bound_claims(draw: DrawFn) -> KnownClaim:
    """Bounds of an affine function over a box, attained at a vertex: true, or just missed.

    Examples:
        >>> from hypothesis import find
        >>> find(bound_claims(), lambda c: not c.truth).truth
        False
    """
    a, b, c = draw(_nonzero), draw(_fractions), draw(_fractions)
    none = Fraction(0)
    top = c + max(a, none) + max(b, none)
    vertex = {"x": Fraction(int(a > 0)), "y": Fraction(int(b > 0))}
    value = add(mul(rational(a), X), mul(rational(b), Y), rational(c))
    domain = {"x": (0, 1), "y": (0, 1)}
    gap, strict = draw(_gaps()), draw(st.booleans())
    truth = gap > 0 or (gap == 0 and not strict)
    stated = Lt if strict else Le
    claim = ForAll(domain, stated(value, rational(top + gap)))
    made = "the largest value of an affine function on a box" + (f", plus {gap}" if gap else "")
    return KnownClaim(claim, truth, made, None if truth else vertex)


def claims() -> SearchStrategy[KnownClaim]:
    """Claims of known truth, of every kind here, and their negations where they are closed.

    Examples:
        >>> from hypothesis import find
        >>> from symnn.claims.language import check
        >>> false = find(claims(), lambda c: not c.truth)
        >>> check(false.claim).status.name
        'REFUTED'
    """
    negated = closed_claims().map(
        lambda c: KnownClaim(Not(c.claim), not c.truth, f"not: {c.made}", {} if c.truth else None)
    )
    return st.one_of(closed_claims(), identity_claims(), network_claims(), bound_claims(), negated)
