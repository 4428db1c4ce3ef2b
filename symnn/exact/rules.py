"""The rules of the normal form: logarithms, absolute values, roots, circular functions.

Each takes forms and gives a form that is equal wherever the argument exists. Which atoms are
positive is told by the caller (`Positivity`); the conditions of a rule are his to collect.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flint import fmpq, fmpz

from symnn.errors import UndefinedError
from symnn.exact.exponential import (
    NO_UNITS,
    ONE_POLY,
    ZERO_POLY,
    Atom,
    Frac,
    Monomial,
    Poly,
    fraction,
    of_atom,
    of_exponential,
    of_number,
    of_poly,
    positive_direction,
)
from symnn.exact.number import Number

Positivity: TypeAlias = Callable[[Atom], bool]


def is_positive(poly: Poly, positive: Positivity) -> bool:
    """Whether a sum is evidently positive: all terms >= 0 and one of them > 0."""
    strict = False
    for monomial, coefficient in poly.terms.items():
        if coefficient.sign() < 0 or not all(
            k % 2 == 0 or positive(a) or _is_nonnegative(a) for a, k in monomial.powers
        ):
            return False
        strict = strict or all(positive(a) for a, _ in monomial.powers)
    return strict


def _is_nonnegative(atom: Atom) -> bool:
    return atom.kind == "abs" or (atom.kind == "root" and int(atom.label) % 2 == 0)


def exponential(form: Frac, positive: Positivity, *, takes_out: bool = True) -> Frac:
    """e^F, with the logarithms in the exponent taken out if asked: e^(q log M) = M^q."""
    rest: dict[Monomial, Number] = {}
    outside = of_poly(ONE_POLY)
    for monomial, coefficient in exponent_poly(form).terms.items():
        base = _logarithm_argument(monomial)
        if base is None or not coefficient.is_rational or not takes_out:
            rest[monomial] = coefficient
            continue
        q = coefficient.as_fmpq()
        root = nth_root(base, int(q.q), positive) if q.q != 1 else base
        outside = outside.mul(root.power(int(q.p)))
    return outside.mul(of_poly(of_exponential(Poly(rest))))


def exponent_poly(form: Frac) -> Poly:
    """N/D as a sum over an opaque 1/D, so that exponents over one denominator add up."""
    if form.den is ONE_POLY:
        return form.num
    return form.num * of_atom(Atom("inverse", "", (form.den,)))


def _logarithm_argument(monomial: Monomial) -> Frac | None:
    if monomial.exponent is None and len(monomial.powers) == 1:
        atom, k = monomial.powers[0]
        if atom.kind == "log" and k == 1:
            return Frac(atom.argument[0], atom.argument[1])
    return None


def least_exponent(poly: Poly) -> Poly:
    """The smallest exponent among the terms, in an order that translation keeps."""
    exponents = [m.exponent or ZERO_POLY for m in poly.terms]
    best = exponents[0]
    for exponent in exponents[1:]:
        gap = best - exponent
        if gap.terms and positive_direction(gap):
            best = exponent
    return best


def log(form: Frac, positive: Positivity) -> Frac:
    """log F: of a quotient of evidently positive sums, the difference; else of F itself."""
    if form.den is not ONE_POLY:
        if is_positive(form.num, positive) and is_positive(form.den, positive):
            bottom = log(of_poly(form.den), positive)
            return log(of_poly(form.num), positive).add(bottom.negative())
        return of_poly(of_atom(Atom("log", "", (form.num, form.den))))
    if not form.num.terms:
        raise UndefinedError("log of 0 does not exist")
    exponent = least_exponent(form.num)
    rest = form.num * of_exponential(-exponent)
    coefficient = rest.leading()[1]
    total = of_poly(exponent)
    if coefficient.sign() > 0:
        total = total.add(of_poly(log_number(coefficient)))
        rest = rest.scale(coefficient.inverse())
    elif rest.constant() is not None:
        raise UndefinedError("log of a negative number does not exist")
    return total.add(of_poly(_log_rest(rest, positive)))


def _log_rest(rest: Poly, positive: Positivity) -> Poly:
    """log of a sum whose exponential and coefficient are out: powers of one atom come down."""
    single = rest.single()
    if rest == ONE_POLY:
        return ZERO_POLY
    if single is not None and all(positive(a) for a, _ in single[0].powers):
        total = ZERO_POLY
        for atom, k in single[0].powers:
            total = total + _log_atom(of_atom(atom)).scale(Number(k))
        return total.scale(single[1]) if single[1] == 1 else _log_atom(rest)
    if single is not None and len(single[0].powers) == 1 and single[1] == 1:
        atom, k = single[0].powers[0]
        base = of_atom(atom)
        if k % 2 == 0:
            base = absolute(of_poly(base), positive).num
        return _log_atom(base).scale(Number(k))
    return _log_atom(rest)


def _log_atom(argument: Poly) -> Poly:
    return of_atom(Atom("log", "", (argument, ONE_POLY)))


def log_number(value: Number) -> Poly:
    """log of a positive algebraic number; of a rational, on the logarithms of primes."""
    for degree in range(1, 9):
        power = value**degree
        if power.is_rational:
            q = power.as_fmpq()
            top, bottom = _log_integer(fmpz(q.p)), _log_integer(fmpz(q.q))
            return (top - bottom).scale(Number(fmpq(1, degree)))
    return _log_atom(of_number(value))


def _log_integer(value: fmpz) -> Poly:
    if value == 1:
        return ZERO_POLY
    if value.height_bits() > 256:
        return _log_atom(of_number(Number(value)))
    total = ZERO_POLY
    for prime, count in value.factor(trial_limit=1 << 16):
        total = total + _log_atom(of_number(Number(prime))).scale(Number(count))
    return total


def absolute(form: Frac, positive: Positivity) -> Frac:
    """|F|: exponentials, common factors and the sign of the leading coefficient come out."""
    top = _absolute_sum(form.num, positive)
    if form.den is ONE_POLY:
        return of_poly(top)
    return fraction(top, _absolute_sum(form.den, positive))


def _absolute_sum(poly: Poly, positive: Positivity) -> Poly:
    if not poly.terms or is_positive(poly, positive):
        return poly
    if is_positive(-poly, positive):
        return -poly
    exponent = least_exponent(poly)
    rest = poly * of_exponential(-exponent)
    coefficient = rest.leading()[1]
    rest = rest.scale(coefficient.inverse())
    content = _content(rest)
    rest = rest.times_monomial(content.inverse())
    inside = ONE_POLY
    if rest.constant() is None:
        inside = rest if is_positive(rest, positive) else of_atom(Atom("abs", "", (rest,)))
    inside = inside * _absolute_monomial(content, positive)
    return (inside * of_exponential(exponent)).scale(abs(coefficient))


def _content(poly: Poly) -> Monomial:
    """The powers that divide every term: the least of each atom; of one term, that term."""
    single = poly.single()
    if single is not None:
        return single[0]
    powers = [dict(m.powers) for m in poly.terms]
    atoms = dict.fromkeys(a for row in powers for a in row if a.kind not in NO_UNITS)
    least = ((a, min(row.get(a, 0) for row in powers)) for a in atoms)
    return Monomial(tuple((a, k) for a, k in sorted(least, key=_spelling) if k), None)


def _spelling(power: tuple[Atom, int]) -> str:
    return power[0].text()


def _absolute_monomial(monomial: Monomial, positive: Positivity) -> Poly:
    total = ONE_POLY
    for atom, k in monomial.powers:
        keep = k % 2 == 0 or positive(atom) or _is_nonnegative(atom)
        if keep:
            total = total * of_atom(atom, k)
        else:
            modulus = of_atom(Atom("abs", "", (of_atom(atom),)))
            total = total * of_atom(atom, k - 1) * modulus
    return total


def nth_root(form: Frac, degree: int, positive: Positivity) -> Frac:
    """The n-th root: (N/D)^(1/n) = (N D^(n-1))^(1/n) / |D|, powers of n-th order pulled out."""
    constant = form.num.constant()
    if constant is not None and form.den is ONE_POLY:
        return of_poly(of_number(constant.nth_root(degree)))
    if form.den is not ONE_POLY:
        bottom = of_poly(form.den)
        if degree % 2 == 0:
            bottom = absolute(bottom, positive)
        top = of_poly(form.num * form.den ** (degree - 1))
        return nth_root(top, degree, positive).mul(bottom.inverse())
    exponent = least_exponent(form.num)
    rest = form.num * of_exponential(-exponent)
    coefficient = abs(rest.leading()[1])
    outside = of_exponential(exponent.scale(Number(fmpq(1, degree))))
    outside = outside.scale(coefficient.nth_root(degree))
    rest = rest.scale(coefficient.inverse())
    single = rest.single()
    if single is not None and (single[1] == 1 or degree % 2):
        pulled, rest = _pull_powers(single[0], single[1], degree, positive)
        outside = outside * pulled
    if degree % 2 and rest.terms and rest.leading()[1].sign() < 0:
        outside, rest = -outside, -rest
    if rest == ONE_POLY:
        return of_poly(outside)
    return of_poly(outside * of_atom(Atom("root", degree, (rest,))))


def _pull_powers(
    monomial: Monomial, coefficient: Number, degree: int, positive: Positivity
) -> tuple[Poly, Poly]:
    """a^(kn + r) under an n-th root becomes a^k outside, |a|^k for even n, and a^r inside."""
    outside, inside = ONE_POLY, of_number(coefficient)
    for atom, k in monomial.powers:
        out, left = divmod(k, degree)
        base = of_atom(atom, out) if out else ONE_POLY
        if degree % 2 == 0 and out:
            base = _absolute_monomial(Monomial(((atom, out),), None), positive)
        outside = outside * base
        inside = inside * (of_atom(atom, left) if left else ONE_POLY)
    return outside, inside


def _leading_sign(form: Frac) -> int:
    return form.num.leading()[1].sign() if form.num.terms else 0


def circular(name: str, form: Frac) -> Frac:
    """sin, cos and tan on an argument with positive leading coefficient."""
    sign = _leading_sign(form)
    if sign == 0:
        return of_poly(ONE_POLY if name == "cos" else ZERO_POLY)
    canonical = form if sign > 0 else form.negative()
    argument = (canonical.num, canonical.den)
    cosine, sine = (of_atom(Atom(kind, "", argument)) for kind in ("cos", "sin"))
    signed = sine if sign > 0 else -sine
    if name == "tan":
        return of_poly(signed).mul(of_poly(cosine).inverse())
    return of_poly(cosine if name == "cos" else signed)


def odd(name: str, form: Frac) -> Frac:
    """An odd function on an argument with positive leading coefficient."""
    sign = _leading_sign(form)
    if sign == 0:
        return of_poly(ZERO_POLY)
    canonical = form if sign > 0 else form.negative()
    value = of_atom(Atom(name, "", (canonical.num, canonical.den)))
    return of_poly(value if sign > 0 else -value)
