"""Shows lists of polynomial relations inconsistent: by signs on a line, by products, by z3.

N/D ~ 0 is read as N D ~ 0, or as N ~ 0 where D > 0 or ~ is =: the nodes are defined, so D is not 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from math import lcm, prod
from typing import Final, TypeAlias

from flint import fmpq

from symnn.claims.replay import SIGNS, STRICT, WORK, need, reading, spend
from symnn.claims.replay.algebraic import Number
from symnn.claims.replay.evaluators import NormalForm
from symnn.claims.replay.forms import POSITIVE, Atom, Form, Laws, Mono, Poly, Term
from symnn.claims.replay.systems import Relation, System
from symnn.errors import EvidenceError

DEGREE: Final = 10_000
Row: TypeAlias = tuple[str, dict[Mono, Number]]  # a sign, and a polynomial in numbered variables
Dense: TypeAlias = list[Number]  # from the constant term upwards, the last one not 0


def refute(system: System, proof: object) -> None:
    """Raise EvidenceError unless the proof shows that the relations cannot hold together."""
    raw, last = reading.fields(proof, "kind relations", None), len(system.relations) - 1
    forms = NormalForm(system.graph, system.numbers)
    places = [reading.integer(i, 0, last) for i in reading.items(raw["relations"])]
    rows = [_cleared(forms, system.relations[i]) for i in places]
    if raw["kind"] == "oracle":
        reading.fields(raw, "kind relations engine version")
        need(raw["engine"] == "z3" and not STRICT.get(), "no outside engine is believed here")
        _ask(forms.laws, list(_plain(forms.laws, rows)))
    elif "products" in raw:
        reading.fields(raw, "kind relations products")
        _products(forms.laws, rows, reading.items(raw["products"], 5000))
    else:
        reading.fields(raw, "kind relations factors points")
        points = [reading.rational(q) for q in reading.items(raw["points"], 5000)]
        _one_variable(forms.laws, rows, reading.items(raw["factors"], 1000), points)


def _cleared(forms: NormalForm, relation: Relation) -> tuple[str, Poly]:
    """The relation times its denominator, and times even powers of atoms, which are not 0."""
    laws, sign = forms.laws, relation.sign
    p, den = laws.sum([laws.scaled(forms(node), c) for c, node in relation.terms])
    p = p if sign == "=" or laws.positive(den) else laws.times(p, den)
    return sign, laws.cleared(p, even=sign != "=")


def _products(laws: Laws, rows: Sequence[tuple[str, Poly]], products: list[object]) -> None:
    """0 = sum of c R S … f^2, c > 0, one of them > 0; if some R = 0, of c R S … f with any c."""
    total, strict, last = Poly(), False, len(rows) - 1
    for value, factors, f in (reading.items(x, 3) for x in products):
        chosen = [
            (">", _base(laws, i)) if isinstance(i, list) else rows[reading.integer(i, 0, last)]
            for i in reading.items(factors, 50)
        ]
        c, signs = _number(laws, value), {sign for sign, _ in chosen}
        need("=" in signs or c.sign() > 0, "a coefficient is not positive")
        strict |= f is None and signs <= {">"}
        more = [] if f is None else [_polynomial(laws, f)] * (1 if "=" in signs else 2)
        term = reduce(laws.times, [*(p for _, p in chosen), *more], laws.constant(c).num)
        total = laws.plus(total, term)
    need(strict and not total, "the products do not add up to 0 > 0")


def _base(laws: Laws, value: object) -> Poly:
    """A symbol by its name; e^f, which is > 0, by the polynomial f."""
    if isinstance(value, str):
        return laws.atom(Atom("symbol", None, value)).num
    return laws.exp(Form(_polynomial(laws, value), laws.one)).num


def _polynomial(laws: Laws, value: object) -> Poly:
    """A polynomial in symbols and exponentials by the coefficients of its monomials."""
    total = Poly()
    for c, factors in (reading.items(x, 2) for x in reading.items(value, 1000)):
        term = laws.constant(_number(laws, c)).num
        for x, k in (reading.items(x, 2) for x in reading.items(factors, 100)):
            base = _base(laws, x)
            term = reduce(laws.times, [base] * reading.integer(k, 1, 99), term)
        total = laws.plus(total, term)
    return total


def _number(laws: Laws, value: object) -> Number:
    return laws.field.polynomial(reading.rationals(value))


def _plain(laws: Laws, rows: Sequence[tuple[str, Poly]]) -> Iterator[Row]:
    """Polynomials in atoms 0, 1, … and in t = e^(c m) > 0, -1, -2, …, for the terms of exponents.

    First the relations, then what defines their atoms, then others; c is common to all on m.
    All are multiplied by even powers of atoms that are not 0, so that no power is negative.
    """
    one, units, rows = laws.field.number(1), dict[Term, tuple[Number, int]](), list(rows)
    for a in sorted({a for _, p in rows for mono, _ in p for a, _ in mono}):
        known, limit, power = laws.atoms[a].sign, laws.atoms[a].limit, laws.atoms[a].power
        rows += [(">" if known == POSITIVE else ">=", laws.monomial(a))] if known else []
        rows += [("=", {(((a, limit),), 0): -one} | power)] if power is not None else []
    for m, c in (x for _, p in rows for _, e in p for x in laws.exponents[e].items()):
        top = c.c.leading_coefficient()
        base, parts = units.get(m, (c * laws.field.number(1 / top), 1))
        good = c == base * laws.field.number(top) and base.sign() != 0
        need(good, "exponents have no common measure")
        units[m] = base, lcm(parts, int(top.q))
    t = {m: -1 - k for k, m in enumerate(units)}
    for sign, p in rows:
        powers = [
            dict(mono) | {t[m]: int(c.c.leading_coefficient() * units[m][1]) for m, c in x.items()}
            for mono, x in ((mono, laws.exponents[e]) for mono, e in p)
        ]
        low = {v: min(d.get(v, 0) for d in powers) for v in {v for d in powers for v in d}}
        low = {v: k if v < 0 else min(0, k - k % 2) for v, k in low.items()}  # atoms are not > 0
        lifted = [{v: d.get(v, 0) - low[v] for v in low} for d in powers]
        need(all(k <= DEGREE for d in lifted for k in d.values()), "a degree is too large")
        monos = [tuple(sorted((v, k) for v, k in d.items() if k)) for d in lifted]
        yield sign, dict(zip(monos, p.values(), strict=True))
    for v in t.values():
        yield ">", {((v, 1),): one}
    for sign, p in rows:
        if len(p) == 1 and (m := next(iter(p))) in t:  # c m ~ 0 just if c base (t - 1) ~ 0
            yield sign, {((t[m], 1),): p[m] * units[m][0], (): -(p[m] * units[m][0])}


def _one_variable(
    laws: Laws, given: Sequence[tuple[str, Poly]], raw: list[object], points: list[fmpq]
) -> None:
    """Between neighbouring points lies at most one root of the factors of all rows in x."""
    number, rows = laws.field.number, list(_plain(laws, given))
    factors = [_trim([_number(laws, c) for c in reading.items(f, 1000)]) for f in raw]
    need(bool(points) and all(a < b for a, b in pairwise(points)), "the points do not rise")
    at = [[_value(f, number(q)).sign() for f in factors] for q in points]
    roots = [[int(a != b) for a, b in zip(*ends, strict=True)] for ends in pairwise(at)]
    need(all(map(all, at)) and all(sum(r) <= 1 for r in roots), "the points separate no roots")
    found = [sum(r[k] for r in roots) for k in range(len(factors))]
    need(found == [_real_roots(f) for f in factors], "the points do not separate all roots")
    inside = [[(1 - r) * s for r, s in zip(*z, strict=True)] for z in zip(roots, at, strict=False)]
    x = min((v for _, p in rows[: len(given)] for m in p for v, _ in m), default=0)
    made = list[tuple[str, int, list[int]]]()
    for sign, p in rows:
        powers = {sum(k for _, k in mono): c for mono, c in p.items()}
        if all({v for v, _ in mono} <= {x} for mono in p):
            dense = [powers.get(k, number(0)) for k in range(max(powers, default=0) + 1)]
            made.append((sign, *_powers(_trim(dense), factors)))
    spend(500 * len(points) * len(made) * (1 + len(factors)))
    for signs in at + inside:
        need(not all(c * prod(map(pow, signs, k)) in SIGNS[s] for s, c, k in made), "all holds")


def _trim(p: Dense) -> Dense:
    return p[: max((k for k, c in enumerate(p, 1) if c), default=0)]


def _value(p: Dense, x: Number) -> Number:
    return reduce(lambda total, c: total * x + c, reversed(p), x.field.number(0))


def _divide(p: Dense, q: Dense) -> tuple[Dense, Dense]:
    """Quotient and remainder."""
    inverse, quotient, rest = q[-1].inverse(), list[Number](), p
    for k in range(len(p) - len(q), -1, -1):
        quotient.insert(0, rest[k + len(q) - 1] * inverse)
        rest = [*rest[:k], *(a - quotient[0] * b for a, b in zip(rest[k:], q, strict=False))]
    return quotient, _trim(rest)


def _powers(p: Dense, factors: list[Dense]) -> tuple[int, list[int]]:
    """The sign of c and the powers k with p = c f^k …."""
    powers = [0] * len(factors)
    for i, f in enumerate(factors):
        while len(p) >= len(f) and not (division := _divide(p, f))[1]:
            p, powers[i] = division[0], powers[i] + 1
    need(len(p) <= 1, "a relation is no product of the factors")
    return (p[0].sign() if p else 0), powers


def _real_roots(p: Dense) -> int:
    """The number of distinct real roots, by Sturm's theorem."""
    chain = [p, _trim([c * c.field.number(k) for k, c in enumerate(p)][1:])]
    while len(chain[-1]) > 1 and (rest := _divide(chain[-2], chain[-1])[1]):
        chain.append([-c for c in rest])
    right = [q[-1].sign() if q else 0 for q in chain]
    left = [s if len(q) % 2 else -s for s, q in zip(right, chain, strict=True)]
    need(all(right), "a factor is constant, or of uncertain degree")
    more, fewer = ([a != b for a, b in pairwise(row)] for row in (left, right))
    return sum(more) - sum(fewer)


def _ask(laws: Laws, rows: list[Row]) -> None:
    """Ask z3 whether the rows can hold, alpha being some root of its polynomial nearby."""
    try:
        from z3 import SolverFor, Z3Exception
    except ImportError as error:
        raise EvidenceError("the evidence is by z3, which is not installed") from error

    def number(p: Sequence[fmpq]) -> str:
        parts = (f" (* (/ {q.p} {q.q}){' alpha' * k})" for k, q in enumerate(p))
        return f"(+ 0 0{''.join(parts)})"

    field, names = laws.field, {v for _, p in rows for mono in p for v, _ in mono}
    text = [f"(declare-const {v} Real)" for v in ("alpha", *(f"|{v}|" for v in names))]
    text += [f"(assert (= 0 {number(field.p.coeffs())}))"]
    text += [f"(assert (<= {number([field.lo])} alpha {number([field.hi])}))"]
    for sign, p in rows:
        monos = ((number(c.c.coeffs()), "".join(f" |{v}|" * k for v, k in m)) for m, c in p.items())
        text += [f"(assert ({sign} (+ 0 0{''.join(f' (* {c}{m})' for c, m in monos)}) 0))"]
    spend(WORK // 100)
    solver = SolverFor("QF_NRA")
    solver.set("timeout", 60_000)
    try:
        solver.from_string("\n".join(text))
        answer = str(solver.check())
    except Z3Exception as error:
        answer = str(error)
    need(answer == "unsat", "z3 does not find the relations inconsistent")
