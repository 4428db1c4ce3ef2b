"""Where a function of one number is largest, as decimals say: "at x ≈ 0.99".

It is largest between two ends if its slope is above 0 on all that lies before them and below 0 on
all behind; it is not if one value elsewhere is above all values between them.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm
from typing import Final, final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, sides
from symnn.deferred import dataclass
from symnn.documents.judging.calculus.peaks import Peaks
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    derivative,
    exp,
    free_symbols,
    mul,
    negative,
    postorder,
    power,
    rational,
    rebuild,
    substitute,
    symbol,
)
from symnn.exact.plain import plain
from symnn.exact.radicals import written_form
from symnn.functions.antiderivatives import CONTINUOUS
from symnn.functions.calculus import derivative as slope_of
from symnn.functions.lower import lower
from symnn.latex.meaning.definite import Stretch, is_continuous

_SECONDS: Final = 4
#: What a printed digit may be off by, in units of the last: rounded, and cut off.
_HALF: Final = Fraction(1, 2)
_WIDE: Final = Fraction(101, 100)
_ORDERS: Final = frozenset({"<", "<=", ">", ">="})


@final
@dataclass(frozen=True, slots=True)
class Place:
    """A body in one symbol that is to be largest near a printed number of some decimals.

    Without decimals it is to be largest at the number itself.
    """

    body: Expr
    key: str
    domain: tuple[Formula, ...]
    at: Expr
    decimals: int | None

    def judged(self) -> Judgement | None:
        """Proved, refuted, or None."""
        if not self._is_smooth() or not self._is_interval() or not self._is_whole():
            return None
        low, high = self._ends(_HALF)
        if self.decimals is None and not self._has_place():
            return None
        before, behind = self._bound("<=", low), self._bound(">=", high)
        rises = not self._any(before) or self._slopes(">", before)
        if rises and (not self._any(behind) or self._slopes("<", behind)):
            text = f"it rises up to {plain(low)} and falls from {plain(high)} on"
            return Judgement("proved", "signs of the slope", notes=(text,))
        return self._elsewhere() if self.decimals is not None else None

    def _has_place(self) -> bool:
        """Whether the exact place lies in the domain."""
        there = {self.key: self.at}
        return all(decide(Claim(f).at(there), seconds=1).proved for f in self.domain)

    def _ends(self, share: Fraction) -> tuple[Expr, Expr]:
        if self.decimals is None:
            return self.at, self.at
        off = rational(share * Fraction(1, 10**self.decimals))
        ends = self.at - off, self.at + off
        return written_form(exact_value(ends[0])), written_form(exact_value(ends[1]))

    def _bound(self, relation: str, end: Expr) -> Formula:
        return Atomic(relation, symbol(self.key), end)

    def _is_smooth(self) -> bool:
        """Whether nothing in it jumps; kinks have no slope, so that no sign is proved there."""
        return all(
            n.op != "apply" or n.data in CONTINUOUS | {"log", "abs"} for n in postorder(self.body)
        ) and all(n.op not in ("piecewise", "limit") for n in postorder(self.body))

    def _is_interval(self) -> bool:
        """Whether the domain is one: relations between the symbol and numbers."""
        x = symbol(self.key)
        return all(
            isinstance(f, Atomic)
            and f.relation in _ORDERS
            and x in (f.left, f.right)
            and not free_symbols(*(e for e in sides(f) if e != x))
            for f in self.domain
        )

    def _is_whole(self) -> bool:
        """Whether it has no gap in its domain, as 1/x has at 0."""
        ends: list[Expr | str] = ["-oo", "oo"]
        closed = [False, False]
        for formula in self.domain:
            if isinstance(formula, Atomic):
                end = formula.right if formula.left == symbol(self.key) else formula.left
                below = (formula.left == symbol(self.key)) == formula.relation.startswith(">")
                place = 0 if below else 1
                ends[place], closed[place] = end, formula.relation.endswith("=")
        try:
            body = lower(self.body)
        except SymnnError:
            return False
        stretch = Stretch(self.key, ends[0], ends[1], (closed[0], closed[1]))
        return is_continuous(body, stretch)

    def _any(self, bound: Formula) -> bool:
        """Whether anything of the domain may lie on that side."""
        nothing = Claim(Atomic("=", ONE, ZERO), (*self.domain, bound))
        return not decide(nothing, seconds=1).proved

    def _slopes(self, relation: str, *bounds: Formula) -> bool:
        """Whether the slope has a sign on a part of the domain."""
        try:
            slope = lower(derivative(self.body, self.key, symbol(self.key)))
        except SymnnError:
            return False
        over = (*self.domain, *bounds)
        turned = with_exponential(slope, self.key, over)
        if (
            turned is not None
            and decide(Claim(Atomic(relation, turned[0], ZERO), turned[1]), seconds=_SECONDS).proved
        ):
            return True
        return decide(Claim(Atomic(relation, slope, ZERO), over), seconds=_SECONDS).proved

    def _elsewhere(self) -> Judgement | None:
        """False if a value elsewhere is above all between the ends."""
        best = Peaks(self.body, (self.key,), self.domain).searched()
        low, high = self._ends(_WIDE)
        between = (self._bound(">=", low), self._bound("<=", high))
        if best is None or not (self._slopes(">", *between) or self._slopes("<", *between)):
            return None  # a local one may be meant
        best = best.limit_denominator(1000)
        there = substitute(self.body, {self.key: rational(best)})
        if not Peaks(self.body, (self.key,), self.domain).allows({self.key: rational(best)}):
            return None
        over = (*self.domain, *between)
        try:
            bare = lower(self.body), lower(there)
        except SymnnError:
            return None
        turned = with_exponential(bare[0], self.key, over)
        claims = [Claim(Atomic("<", bare[0], bare[1]), over)]
        if turned is not None:
            claims.insert(0, Claim(Atomic("<", turned[0], bare[1]), turned[1]))
        verdicts = (decide(claim, seconds=_SECONDS) for claim in claims)
        found = next((v for v in verdicts if v.proved), None)
        if found is None:
            return None
        return Judgement("refuted", found.method, counterexample=((self.key, str(best)),))


def with_exponential(
    expr: Expr, key: str, over: tuple[Formula, ...]
) -> tuple[Expr, tuple[Formula, ...]] | None:
    """With T for e^{kx}, where all of x stands in such powers; and what is then known of T."""
    rates = {n: _rate(n.args[0], key) for n in postorder(expr) if _is_power_of_e(n, key)}
    known = [rate for rate in rates.values() if rate is not None]
    if not known or len(known) < len(rates):
        return None
    common = Fraction(gcd(*(abs(int(r.p)) for r in known)), lcm(*(int(r.q) for r in known)))
    letter = symbol(f"e_{key}")
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        rate = rates.get(node)
        if rate is not None:
            times = Fraction(int(rate.p), int(rate.q)) / common
            done[node] = power(letter, rational(times))
        else:
            done[node] = rebuild(node, tuple(done[a] for a in node.args))
    turned = done[expr]
    if key in free_symbols(turned):
        return None
    bounds: list[Formula] = [Atomic(">", letter, ZERO)]
    for formula in over:
        bound = _bound_of(formula, key, letter, common)
        if bound is not None:
            bounds.append(bound)
    return turned, tuple(bounds)


def _is_power_of_e(node: Expr, key: str) -> bool:
    return node.op == "apply" and node.data == "exp" and key in free_symbols(node)


def _rate(argument: Expr, key: str) -> fmpq | None:
    """The k of kx."""
    try:
        slope = lower(slope_of(argument, key))
        flat = exact_value(lower(substitute(argument, {key: ZERO})))
        rate = exact_value(slope) if not free_symbols(slope) else None
    except SymnnError:
        return None
    plain = rate is not None and rate.is_rational and flat.is_rational and flat.as_fmpq() == 0
    return rate.as_fmpq() if plain and rate is not None else None


def _bound_of(formula: Formula, key: str, letter: Expr, rate: Fraction) -> Formula | None:
    """x ≥ c as T ≥ q for a rational q a little below e^{kc}, which is proved."""
    if not isinstance(formula, Atomic):
        return None
    above = (formula.left == symbol(key)) == (formula.relation in (">", ">="))
    end = formula.right if formula.left == symbol(key) else formula.left
    if free_symbols(end):
        return None
    value = exp(mul(rational(rate), end))
    for digits in (12, 8):
        near = _near(value, digits)
        if near is None:
            return None
        off = Fraction(1, 10 ** (digits - 1))
        bound = rational(near - off if above else near + off)
        relation = ">" if above else "<"
        if decide(Claim(Atomic(relation, value, bound)), seconds=1).proved:
            return Atomic(relation, letter, bound)
    return None


def _near(value: Expr, digits: int) -> Fraction | None:
    """A rational number near a value; what is said of it is proved by others."""
    from symnn.exact.ball import enclose

    try:
        ball = enclose(value, 128)
    except SymnnError:
        return None
    if not ball.is_finite():
        return None
    whole = (ball * 10**digits).mid().floor().unique_fmpz()
    return None if whole is None else Fraction(int(whole), 10**digits)


def without_modulus(
    body: Expr, key: str, domain: tuple[Formula, ...]
) -> tuple[Expr, tuple[Formula, ...]] | None:
    """The half x > 0 of an even function whose domain speaks of |x| alone."""
    x = symbol(key)
    turned = {key: negative(x)}
    same = Claim(Atomic("=", lower(body), lower(substitute(body, turned))))
    bare, ranges = _bare(body, x), tuple(_bare_in(f, x) for f in domain)
    modulus = Expr("apply", (x,), "abs")
    for formula in domain:
        for side in sides(formula):
            if side != modulus and key in free_symbols(side):
                return None
    if key in free_symbols(_hidden(body, modulus)) and not decide(same, seconds=_SECONDS).proved:
        return None
    return bare, (*ranges, Atomic(">", x, ZERO))


def _hidden(body: Expr, modulus: Expr) -> Expr:
    done: dict[Expr, Expr] = {}
    for node in postorder(body):
        new = rebuild(node, tuple(done[a] for a in node.args))
        done[node] = ONE if node == modulus else new
    return done[body]


def _bare(expr: Expr, x: Expr) -> Expr:
    """With x for |x|, where x > 0."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        new = rebuild(node, tuple(done[a] for a in node.args))
        done[node] = x if new.op == "apply" and new.data == "abs" and new.args == (x,) else new
    return done[expr]


def _bare_in(formula: Formula, x: Expr) -> Formula:
    if isinstance(formula, Atomic):
        return Atomic(formula.relation, _bare(formula.left, x), _bare(formula.right, x))
    return replace(formula, parts=tuple(_bare_in(part, x) for part in formula.parts))


def signed(body: Expr, domain: tuple[Formula, ...]) -> Expr:
    """|g| as g or -g, where that has one sign on the domain."""
    if body.op != "apply" or body.data != "abs":
        return body
    (inside,) = body.args
    try:
        plain = lower(inside)
    except SymnnError:
        return body
    for relation, value in ((">", inside), ("<", negative(inside))):
        if decide(Claim(Atomic(relation, plain, ZERO), domain), seconds=_SECONDS).proved:
            return value
    return body
