"""Other expressions with the sign of a given one: cleared of denominators, or of a coefficient.

A shape of g on a box is a product g·f with f > 0 there. Cleared shapes are sums of terms whose
common positive factors are taken out. In the other ones a logarithm, an error function or an arc
has a coefficient that does not change, so that it disappears in the derivative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from symnn.claims.provers.smooth.ranges import Box, range_of
from symnn.claims.provers.smooth.waves import squares
from symnn.errors import SymnnError, TooLargeError
from symnn.exact.closed_form import ClosedForm
from symnn.exact.exponential import (
    ONE_POLY,
    ZERO_POLY,
    Atom,
    Frac,
    Monomial,
    Poly,
    of_atom,
    of_exponential,
    of_poly,
)
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    Expr,
    add,
    apply,
    mul,
    negative,
    postorder,
    power,
    quotient,
    rational,
    rebuild,
)
from symnn.exact.normal_form import normal_form
from symnn.exact.number import Number

BITS: Final = 64
MAX_NODES: Final = 120
MAX_TERMS: Final = 60
_SLOW: Final = ("erf", "log", "atan")  # functions whose derivatives are simpler than they are


class Shape(NamedTuple):
    """factor > 0 on the box, and product = g · factor wherever g is defined."""

    factor: Expr
    product: Expr


@lru_cache(maxsize=4000)
def expression(poly: Poly) -> Expr:
    """A sum as an expression."""
    return ClosedForm(of_poly(poly)).expr()


def written_once(g: Expr) -> Expr:
    """With (e^u - e^-u)/(e^u + e^-u) = tanh u as 1 - 2/(1 + e^2u), so that ranges are tight.

    Exactness: the same function.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> from symnn.functions.lower import lower
        >>> tanh = lower(apply("tanh", symbol("x")))
        >>> written_once(tanh) != tanh and is_zero(written_once(tanh) - tanh)
        True
    """
    done: dict[Expr, Expr] = {}
    for node in postorder(g):
        here = rebuild(node, tuple(done[a] for a in node.args))
        done[node] = _tanh(here) or here
    return done[g]


def _tanh(node: Expr) -> Expr | None:
    """The other spelling, if the node is a hyperbolic tangent by its definition."""
    if node.op != "mul" or len(node.args) != 2 or node.args[1].op != "power":
        return None
    above, (below, exponent) = node.args[0], node.args[1].args
    if exponent != MINUS_ONE or below.op != "add" or len(below.args) != 2:
        return None
    up, down = below.args
    if up.data != "exp" or above != add(up, negative(down)) or down.data != "exp":
        return None
    u = up.args[0]
    if down.args[0] != negative(u):
        return None
    inverse = power(add(ONE, apply("exp", mul(rational(2), u))), MINUS_ONE)
    return add(ONE, mul(rational(-2), inverse))


def shapes(g: Expr, box: Box, upward: bool, positive: frozenset[str]) -> Iterator[Shape]:
    """The shapes of g on a box, the most useful first.

    Args:
        g: an expression in primitive functions.
        box: where the factors are to be positive.
        upward: whether exponents are compared far up, or far down.
        positive: symbols that are positive on the box.

    Exactness: the product is equal to g times the factor wherever both exist.

    Examples:
        >>> from symnn.exact.expression import exp, symbol
        >>> g = 1 / (1 + exp(-symbol("x")))
        >>> [s.product == ONE for s in shapes(g, {}, True, frozenset())]
        [True]
    """
    try:
        form = _form(g, positive)
        waves = squares(form.num) if form.den == ONE_POLY else None
        first = iter([] if waves is None else [Shape(*waves)])
        for ways in (first, _logarithms(form), _isolated(form, box), _cleared(form, box, upward)):
            yield from (Shape(factor, _kept(product)) for factor, product in ways)
    except SymnnError:
        return


@lru_cache(maxsize=2000)
def _form(g: Expr, positive: frozenset[str]) -> Frac:
    if sum(1 for _ in islice(postorder(g), MAX_NODES + 1)) > MAX_NODES:
        raise TooLargeError("the expression is too large to be given another shape")
    form = normal_form(g, positive).value
    if len(form.num.terms) + len(form.den.terms) > MAX_TERMS:
        raise TooLargeError("the normal form is too large to be of use")
    return form


@lru_cache(maxsize=4000)
def _kept(g: Expr) -> Expr:
    """One of all equal expressions, so that what is remembered of it is found at once."""
    return g


def is_zero(g: Expr) -> bool:
    """Whether the normal form of g is 0."""
    try:
        return not normal_form(g).value.num.terms
    except SymnnError:
        return False


def _sign(g: Expr, box: Box) -> int:
    """1 or -1 if g has that sign on the box and is not 0, else 0."""
    found = range_of(g, box, BITS)
    if found is None or not found.nonzero:
        return 0
    return int(found.lo >= 0) - int(found.hi <= 0)


def _cleared(form: Frac, box: Box, upward: bool) -> Iterator[Shape]:
    """num/den times |den|, without a common monomial that has a sign."""
    factor, num = ONE, form.num
    if form.den != ONE_POLY:
        below = expression(form.den)
        sign = _sign(below, box)
        if sign == 0:
            return
        factor, num = (below, num) if sign > 0 else (negative(below), -num)
    common = _common(num, box, upward)
    if common is not None:
        monomial = expression(Poly({common: Number(1)}))
        sign = _sign(monomial, box)
        if sign:
            inverse = expression(Poly({common.inverse(): Number(sign)}))
            factor = inverse if factor == ONE else mul(factor, inverse)
            num = num * Poly({common.inverse(): Number(sign)})
    inverse, product = _without_root(num)
    yield Shape(factor if inverse == ONE else mul(factor, inverse), product)


def _common(num: Poly, box: Box, upward: bool) -> Monomial | None:
    """The monomial to divide all terms by: least powers of symbols, least exponent far away."""
    rows = [dict(m.powers) for m in num.terms]
    atoms = sorted({a for row in rows for a in row if a.kind == "symbol"}, key=Atom.text)
    powers = ((a, min(row.get(a, 0) for row in rows)) for a in atoms)
    kept = tuple((a, k) for a, k in powers if k and _sign(expression(of_atom(a)), box))
    exponents = [m.exponent for m in num.terms]
    if _slow_atoms(num) and len(set(exponents)) > 1:
        exponents = []  # else no derivative would rid an error function of its coefficient
    least = exponents[0] if exponents else None
    for other in exponents[1:]:
        if _grows(least, other, upward) < 0:
            least = other
    if not kept and least is None:
        return None
    return Monomial(kept, least)


def _grows(one: Poly | None, other: Poly | None, upward: bool) -> int:
    """The sign of other - one far away, if both are polynomials in one symbol; else 0."""
    difference = (other or ZERO_POLY) - (one or ZERO_POLY)
    best: tuple[int, Number] | None = None
    for monomial, c in difference.terms.items():
        if monomial.exponent is not None or len(monomial.powers) > 1:
            return 0
        degree = monomial.powers[0][1] if monomial.powers else 0
        if best is None or degree > best[0]:
            best = degree, c
    if best is None:
        return 0
    return best[1].sign() * (1 if upward or best[0] % 2 == 0 else -1)


def _logarithms(form: Frac) -> Iterator[Shape]:
    """A + B log(e^E + …) as A + B·E + B log(1 + …), for each E; B may be anything."""
    if form.den != ONE_POLY:
        return
    for atom in sorted(_slow_atoms(form.num), key=Atom.text):
        inside, with_it, without = atom.argument, *_split(form.num, atom)
        if atom.kind != "log" or with_it is None or inside[1] != ONE_POLY:
            continue
        exponents = dict.fromkeys(m.exponent for m in inside[0].terms)
        for exponent in exponents if len(exponents) > 1 else ():
            if exponent is not None:
                rest = inside[0] * of_exponential(-exponent)
                log = apply("log", expression(rest))
                whole = without + with_it * exponent
                yield Shape(ONE, add(expression(whole), mul(expression(with_it), log)))


def _isolated(form: Frac, box: Box) -> Iterator[Shape]:
    """(A + B·T)/den as A/|B| ± T for a slow function T; closed factors of B are left."""
    for atom in sorted(_slow_atoms(form.num), key=Atom.text):
        with_it, without = _split(form.num, atom)
        size = None if with_it is None else _open_part(with_it)
        if with_it is None or size is None or size == ONE_POLY:
            continue
        sign, below = _sign(expression(size), box), expression(form.den)
        if not sign or (form.den != ONE_POLY and _sign(below, box) <= 0):
            continue
        scaled = size if sign > 0 else -size
        rest = Frac(without, ONE_POLY).mul(Frac(scaled, ONE_POLY).inverse())
        slow = Frac(with_it * of_atom(atom), ONE_POLY).mul(Frac(scaled, ONE_POLY).inverse())
        factor = quotient(below, expression(scaled))
        yield Shape(factor, ClosedForm(rest).expr() + ClosedForm(slow).expr())


def _open_part(coefficient: Poly) -> Poly | None:
    """The coefficient without its closed factors, if it is one term; else as it is."""
    single = coefficient.single()
    if single is None:
        return coefficient
    monomial, _ = single
    powers = tuple(p for p in monomial.powers if p[0].kind == "symbol" or _is_open(p[0]))
    return Poly({Monomial(powers, monomial.exponent): Number(1)})


def _without_root(num: Poly) -> tuple[Expr, Expr]:
    """1/r and num/r for a closed root r that a slow function has as a factor; else 1 and num.

    Limits of the quotient are then found exactly: erf goes to 1 and not to r/r.
    """
    slow = [m for m in num.terms if any(a.kind in _SLOW for a, _ in m.powers)]
    roots = [
        a for m in slow for a, k in m.powers if a.kind == "root" and k == 1 and not _is_open(a)
    ]
    if not roots:
        return ONE, expression(num)
    root, inverse = roots[0], power(expression(of_atom(roots[0])), MINUS_ONE)
    parts = []
    for monomial, c in num.terms.items():
        rest = tuple(p for p in monomial.powers if p != (root, 1))
        term = expression(Poly({Monomial(rest, monomial.exponent): c}))
        parts.append(term if len(rest) < len(monomial.powers) else mul(term, inverse))
    return inverse, add(*parts)


def _slow_atoms(num: Poly) -> Iterable[Atom]:
    return {a for m in num.terms for a, _ in m.powers if a.kind in _SLOW and _is_open(a)}


def _is_open(atom: Atom) -> bool:
    """Whether a symbol occurs in the argument."""
    return any(
        a.kind == "symbol" or _is_open(a)
        for p in atom.argument
        for m in p.terms
        for a in (*(b for b, _ in m.powers), *_exponent_atoms(m))
    )


def _exponent_atoms(monomial: Monomial) -> Iterator[Atom]:
    for m in monomial.exponent.terms if monomial.exponent is not None else ():
        yield from (a for a, _ in m.powers)
        yield from _exponent_atoms(m)


def _split(num: Poly, atom: Atom) -> tuple[Poly | None, Poly]:
    """B and A of num = A + B·T; no B if the function occurs otherwise."""
    inside: dict[Monomial, Number] = {}
    outside: dict[Monomial, Number] = {}
    for monomial, c in num.terms.items():
        powers = dict(monomial.powers)
        k = powers.pop(atom, 0)
        if k not in (0, 1):
            return None, num
        rest = Monomial(tuple(p for p in monomial.powers if p[0] != atom), monomial.exponent)
        (inside if k else outside)[rest if k else monomial] = c
    return Poly(inside) if inside else None, Poly(outside)
