"""Shows lists of polynomial relations inconsistent: by signs on a line, by products, by z3.

N/D ~ 0 is read as N D ~ 0, or as N ~ 0 where D > 0 or ~ is =: the nodes are defined, so D is not 0.
Variables are atoms, and t = e^(c m) > 0 for the terms c m of exponents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise, product
from math import lcm, prod
from typing import NamedTuple, TypeAlias

from flint import fmpq

from symnn.errors import EvidenceError

from . import SIGNS, STRICT, need, reading
from .algebraic import Field, Number
from .evaluators import NormalForm
from .forms import POSITIVE, Laws, Mono, Poly, Term
from .systems import Relation, System

Plain: TypeAlias = dict[Mono, Number]  # a polynomial in numbered variables
Dense: TypeAlias = list[Number]  # from the constant term upwards, the last one not 0


class Row(NamedTuple):
    """A polynomial that is supposed to be > 0, >= 0 or = 0."""

    sign: str
    terms: Plain


def refute(system: System, proof: object) -> None:
    """Raise EvidenceError unless the proof shows that the relations cannot hold together."""
    raw = reading.fields(proof, "kind relations", None)
    chosen = [reading.integer(i, 0, 10**6) for i in reading.items(raw["relations"])]
    need(max(chosen, default=0) < len(system.relations), "there is no such relation")
    forms = NormalForm(system.graph, system.numbers)
    cleared = list(_cleared(forms, [system.relations[i] for i in chosen]))
    rows, names = _rows(forms.laws, cleared)
    if raw["kind"] == "oracle":
        reading.fields(raw, "kind relations engine version")
        _ask(forms.laws.field, rows, raw["engine"])
    elif "products" in raw:
        reading.fields(raw, "kind relations products")
        _products(forms.laws.field, rows, names, raw["products"])
    else:
        reading.fields(raw, "kind relations factors points")
        x = min((v for row in rows[: len(chosen)] for m in row.terms for v, _ in m), default=0)
        one = [row for row in rows if {v for mono in row.terms for v, _ in mono} <= {x}]
        _one_variable(forms.laws.field, one, raw)


def _cleared(forms: NormalForm, relations: Sequence[Relation]) -> Iterator[tuple[str, Poly]]:
    """The relations without denominators, then what defines the atoms in them."""
    laws, used = forms.laws, set[int]()
    for sign, terms in relations:
        p, den = laws.sum([laws.scaled(forms(node), c) for c, node in terms])
        yield sign, p if sign == "=" or laws.positive(den) else laws.times(p, den)
        used |= {a for mono, _ in (*p, *den) for a, _ in mono}
    for a in sorted(used):
        atom = laws.atoms[a]
        if atom.sign:
            yield ">" if atom.sign == POSITIVE else ">=", laws.monomial(a)
        if atom.power is not None:
            yield "=", {(((a, atom.limit),), 0): -laws.field.number(1)} | atom.power


def _rows(laws: Laws, relations: list[tuple[str, Poly]]) -> tuple[list[Row], dict[str, int]]:
    """The relations in order, then more; atoms are 0, 1, …, their t -1, -2, …, in turn."""
    units: dict[Term, tuple[Number, int]] = {}
    for m, c in (x for _, p in relations for _, e in p for x in laws.exponents[e].items()):
        top = c.c.leading_coefficient()
        base, parts = units.get(m, (c * laws.field.number(1 / top), 1))
        good = c == base * laws.field.number(top) and base.sign() != 0
        need(good, "exponents have no common measure")
        units[m] = base, lcm(parts, int(top.q))
    t, one = {m: -1 - k for k, m in enumerate(units)}, laws.field.number(1)
    rows, more = list[Row](), [Row(">", {((v, 1),): one}) for v in t.values()]
    for sign, p in relations:
        terms = list[tuple[dict[int, int], Number]]()
        for (mono, e), c in p.items():
            exponent = laws.exponents[e].items()
            powers = {t[m]: int(b.c.leading_coefficient() * units[m][1]) for m, b in exponent}
            terms.append((powers | dict(mono), c))
            if len(p) == 1 and (mono, e) in t:  # c m ~ 0 just if c base (t - 1) ~ 0
                d, v = c * units[mono, e][0], t[mono, e]
                more.append(Row(sign, {((v, 1),): d, (): -d}))
        low = {v: min(powers.get(v, 0) for powers, _ in terms) for d, _ in terms for v in d}
        for v, k in low.items():  # times t^n, times an even power of an atom that is not 0
            up = -k if v < 0 else max(0, -k if sign == "=" else -k + k % 2)
            terms = [(powers | {v: powers.get(v, 0) + up}, c) for powers, c in terms]
        monos = (tuple(sorted((v, k) for v, k in d.items() if k)) for d, _ in terms)
        rows.append(Row(sign, dict(zip(monos, (c for _, c in terms), strict=True))))
    names = {str(atom.data): a for a, atom in enumerate(laws.atoms) if atom.kind == "symbol"}
    exponentials = {f"exp {x}": t[m] for x, a in names.items() if (m := (((a, 1),), 0)) in t}
    return rows + more, names | exponentials


def _one_variable(field: Field, rows: list[Row], raw: reading.Object) -> None:
    """Between neighbouring points lies at most one root of the factors of all rows."""
    lists = [reading.items(f, 1000) for f in reading.items(raw["factors"], 1000)]
    factors = [_trim([_number(field, c) for c in coefficients]) for coefficients in lists]
    points = [reading.rational(q) for q in reading.items(raw["points"], 5000)]
    need(bool(points) and all(a < b for a, b in pairwise(points)), "the points do not rise")
    at = [[_value(f, field.number(q)).sign() for f in factors] for q in points]
    need(all(map(all, at)), "a point is a root")
    roots = [[int(a != b) for a, b in zip(*ends, strict=True)] for ends in pairwise(at)]
    need(all(sum(r) <= 1 for r in roots), "two roots are not separated")
    found = [sum(r[k] for r in roots) for k in range(len(factors))]
    need(found == [_real_roots(f) for f in factors], "the points do not separate all roots")
    inside = [[(1 - r) * s for r, s in zip(*z, strict=True)] for z in zip(roots, at, strict=False)]
    made = [(row.sign, *_powers(_dense(row.terms, field), factors)) for row in rows]
    for signs in at + inside:
        need(not all(c * prod(map(pow, signs, ks)) in SIGNS[s] for s, c, ks in made), "it holds")


def _number(field: Field, value: object) -> Number:
    return field.polynomial([*map(reading.rational, reading.items(value, 130))])


def _dense(p: Plain, field: Field) -> Dense:
    powers = {mono[0][1] if mono else 0: c for mono, c in p.items()}
    return _trim([powers.get(k, field.number(0)) for k in range(max(powers, default=0) + 1)])


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
    need(len(p) > 1, "a factor is constant")
    while len(chain[-1]) > 1 and (rest := _divide(chain[-2], chain[-1])[1]):
        chain.append([-c for c in rest])
    right = [q[-1].sign() for q in chain]
    left = [s if len(q) % 2 else -s for s, q in zip(right, chain, strict=True)]
    need(all(right), "a degree is uncertain")
    more, fewer = ([a != b for a, b in pairwise(row)] for row in (left, right))
    return sum(more) - sum(fewer)


def _times(p: Plain, q: Plain) -> Plain:
    out: Plain = {}
    for (m1, c1), (m2, c2) in product(p.items(), q.items()):
        powers = Counter(dict(m1))
        powers.update(dict(m2))
        mono = tuple(sorted(powers.items()))
        out[mono] = out[mono] + c1 * c2 if mono in out else c1 * c2
    return out


def _products(field: Field, rows: list[Row], names: Mapping[str, int], products: object) -> None:
    """0 = sum of c R S … f^2, c > 0, one of them > 0; if some R = 0, of c R S … f with any c."""
    total, strict = dict[Mono, Number](), False
    for value, factors, f in (reading.items(x, 3) for x in reading.items(products, 5000)):
        chosen = [rows[reading.integer(i, 0, len(rows) - 1)] for i in reading.items(factors, 50)]
        c, equal = _number(field, value), any(row.sign == "=" for row in chosen)
        need(equal or c.sign() > 0, "a coefficient is not positive")
        strict |= f is None and all(row.sign == ">" for row in chosen)
        more = [] if f is None else [_polynomial(field, names, f)] * (1 if equal else 2)
        term = reduce(_times, [*(row.terms for row in chosen), *more], Plain({(): c}))
        for mono, d in term.items():
            total[mono] = total[mono] + d if mono in total else d
    need(strict and not any(total.values()), "the products do not add up to 0 > 0")


def _polynomial(field: Field, names: Mapping[str, int], value: object) -> Plain:
    out: Plain = {}
    for c, factors in (reading.items(x, 2) for x in reading.items(value, 1000)):
        powers = {}
        for name, k in (reading.items(x, 2) for x in reading.items(factors, 100)):
            need(isinstance(name, str) and name in names, "a factor is no variable")
            powers[names[str(name)]] = reading.integer(k, 1, 100)
        out[tuple(sorted(powers.items()))] = _number(field, c)
    return out


def _ask(field: Field, rows: list[Row], engine: object) -> None:
    """Ask z3 whether the relations can hold, alpha being some root of its polynomial nearby."""
    need(engine == "z3" and not STRICT.get(), "a strict replay believes no outside engine")
    try:
        from z3 import SolverFor
    except ImportError as error:
        raise EvidenceError("the evidence is by z3, which is not installed") from error

    def number(p: Sequence[fmpq]) -> str:
        parts = (f" (* (/ {q.p} {q.q}){' alpha' * k})" for k, q in enumerate(p))
        return f"(+ 0 0{''.join(parts)})"

    names = {v for r in rows for mono in r.terms for v, _ in mono}
    text = [f"(declare-const {v} Real)" for v in ("alpha", *(f"|{v}|" for v in names))]
    text += [f"(assert (= 0 {number(field.p.coeffs())}))"]
    text += [f"(assert (<= {number([field.lo])} alpha {number([field.hi])}))"]
    for sign, terms in rows:
        monos = (
            (number(c.c.coeffs()), "".join(f" |{v}|" * k for v, k in m)) for m, c in terms.items()
        )
        text += [f"(assert ({sign} (+ 0 0 {' '.join(f'(* {c}{m})' for c, m in monos)}) 0))"]
    solver = SolverFor("QF_NRA")
    solver.set("timeout", 120_000)
    solver.from_string("\n".join(text))
    need(str(solver.check()) == "unsat", "z3 does not find the relations inconsistent")
