"""Polynomial relations in one variable: complete, by the table of their signs.

The variable may be any atom, or t = e^(c x) > 0, so that relations between exponentials of
multiples of x are decided too. The evidence is a coprime base of the polynomials and points
that separate its real roots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from flint import arb, fmpq

from symnn.claims.provers.polynomials.rows import Row, Variable, coordinates
from symnn.claims.provers.systems import Deadline, Refutation
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import Expr, apply, rational
from symnn.exact.field import Field
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.exact.real_line import Line, cut, narrow, root_number, simplest_between
from symnn.exact.univariate import Poly, coprime_base, divide, polynomial, rationals

METHOD: Final = "sign table of polynomials in one variable"
MAX_DEGREE: Final = 200
#: Every row holds or fails at a sign by these.
HOLDS: Final = {">": (1,), ">=": (0, 1), "=": (0,)}


class Solution(NamedTuple):
    """A cell of the line on which all relations hold: a root, or what is between two roots."""

    line: Line
    cell: int
    root: int | None


def decide(
    rows: Sequence[Row], variable: Variable | None, field: Field, deadline: Deadline
) -> Refutation | Expr | None:
    """Refute relations in one variable, or find an exact value of it at which they hold.

    Exactness: decides, up to a cap on degrees; the value of a symbol, or of the variable itself.

    Args:
        rows: polynomials in the variable alone.
        variable: the variable, or None for relations between constants.
        field: a field that holds all coefficients.
        deadline: None is returned after it.
    """
    polys = [dense(row, variable) for row in rows]
    if sum(len(p) for p in polys) > MAX_DEGREE or deadline.passed:
        return None
    domain: Poly = polynomial([0, 1])
    signs = [row.sign for row in rows]
    if variable is not None and variable.positive:
        polys, signs = [*polys, domain], [*signs, ">"]
    base = coprime_base(polys)
    line = cut(base)
    tables = [_powers(p, base) for p in polys]
    best: Solution | None = None
    for solution in _cells(line):
        values = [_sign(table, solution) for table in tables]
        if all(v in HOLDS[s] for v, s in zip(values, signs, strict=True)):
            best = _better(best, solution)
    if best is not None:
        return rational(0) if variable is None else witness(best, variable)
    return _refutation([row.position for row in rows], line, field)


def dense(row: Row, variable: Variable | None) -> Poly:
    """The coefficients of a polynomial in one variable."""
    by_power = {sum(k for v, k in powers if v == variable): c for powers, c in row.terms.items()}
    return polynomial(by_power.get(k, 0) for k in range(max(by_power, default=0) + 1))


def _refutation(positions: list[int], line: Line, field: Field) -> Refutation | None:
    factors = []
    for p in line.polys:
        known = [coordinates(c, field) for c in p]
        if any(c is None for c in known):
            return None
        factors.append([[str(q) for q in c or ()] for c in known])
    points = [str(x) for x in line.points]
    proof: dict[str, Any] = {"kind": "polynomial", "relations": positions}
    return Refutation({**proof, "factors": factors, "points": points}, METHOD)


def _cells(line: Line) -> Iterator[Solution]:
    for j in range(len(line.points)):
        yield Solution(line, j, None)
        root = line.root_between(j) if j + 1 < len(line.points) else None
        if root is not None:
            yield Solution(line, j, root)


class Powers(NamedTuple):
    """lead times powers of the base; lead 0 is the polynomial 0."""

    lead: Number
    powers: tuple[int, ...]


def _powers(p: Poly, base: Sequence[Poly]) -> Powers:
    counts = []
    for factor in base:
        count = 0
        while len(p) >= len(factor):
            quotient, rest = divide(p, factor)
            if rest:
                break
            p, count = quotient, count + 1
        counts.append(count)
    return Powers(p[0] if p else Number(0), tuple(counts))


def _sign(table: Powers, at: Solution) -> int:
    sign = table.lead.sign()
    for k, count in enumerate(table.powers):
        if count and k == at.root:
            return 0
        if count % 2:
            sign *= at.line.signs[k][at.cell]
    return sign


def _better(old: Solution | None, new: Solution) -> Solution:
    """Open cells before roots, as they hold rational points; else the first."""
    if old is None or (old.root is not None and new.root is None):
        return new
    return old


def witness(at: Solution, variable: Variable) -> Expr | None:
    """An exact point of the cell: the value of the symbol behind the variable."""
    if at.root is not None:
        value = root_number(at.line.polys[at.root], *at.line.points[at.cell : at.cell + 2])
        return behind(value, variable)
    low, high = _left_end(at), _right_end(at)
    if variable.atom is not None:
        # Neighbours whose intervals touch: the common end is no root, and is between them.
        return rational(low if low is not None and low == high else simplest_between(low, high))
    return _logarithm_between(low, high, variable)


def _left_end(at: Solution) -> fmpq | None:
    for j in reversed(range(at.cell)):
        k = at.line.root_between(j)
        if k is not None:
            return _end(at, k, j)[1]
    return None


def _right_end(at: Solution) -> fmpq | None:
    for j in range(at.cell, len(at.line.points) - 1):
        k = at.line.root_between(j)
        if k is not None:
            return _end(at, k, j)[0]
    return None


def _end(at: Solution, k: int, j: int) -> tuple[fmpq, fmpq]:
    """A narrow interval of a root, the root itself if it is rational and of degree 1."""
    p, low, high = at.line.polys[k], at.line.points[j], at.line.points[j + 1]
    exact = rationals(p)
    if exact is not None and exact.degree() == 1:
        return -exact[0] / exact[1], -exact[0] / exact[1]
    return narrow(p, low, high, (high - low) / 1024)


def _scale(variable: Variable) -> Number | None:
    """c of t = e^(c x), if the exponent is a multiple of one symbol."""
    m = variable.exponent
    if m is None or m.exponent is not None or len(m.powers) != 1 or m.powers[0][1] != 1:
        return None
    return variable.unit if m.powers[0][0].kind == "symbol" else None


def behind(value: Number, variable: Variable) -> Expr | None:
    """The value of the symbol behind a variable that has this value: log(t)/c for t = e^(c x)."""
    written = written_form(value)
    if variable.atom is not None:
        return written
    c = _scale(variable)
    if c is None:
        return None
    return rational(0) if value == 1 else apply("log", written) / written_form(c)


def _logarithm_between(low: fmpq | None, high: fmpq | None, variable: Variable) -> Expr | None:
    """A simple x with e^(c x) between the ends, which are >= 0."""
    c = _scale(variable)
    if c is None:
        return None
    for bits in (64, 256, 1024):
        with precision(bits):
            unit = enclose(written_form(c), bits)
            ends = [None if x is None or x == 0 else (arb(x).log() / unit) for x in (low, high)]
            if c.sign() < 0:
                ends.reverse()
            inner = [
                None if ends[0] is None else ends[0].upper().fmpq(),
                None if ends[1] is None else ends[1].lower().fmpq(),
            ]
        if inner[0] is None or inner[1] is None or inner[0] < inner[1]:
            return rational(simplest_between(inner[0], inner[1]))
    return None


def symbol_of(variable: Variable) -> str | None:
    """The symbol that a value found for the variable is the value of."""
    if variable.is_symbol and variable.atom is not None:
        return str(variable.atom.label)
    m = variable.exponent
    return str(m.powers[0][0].label) if m is not None and _scale(variable) is not None else None
