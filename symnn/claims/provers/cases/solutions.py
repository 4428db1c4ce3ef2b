"""Where a claim holds: the set of all points of its domain at which it is true, as polyhedra.

The cells on which the formula is true are glued together wherever two of them make up one
polyhedron; what is left of each is what its facets say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from math import prod
from typing import Any, Final, NamedTuple

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz, fmpz_mat

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.claims.provers.cases.branch import Branch
from symnn.claims.provers.cases.points import simple_point
from symnn.claims.provers.cases.problem import SIGNS, Condition, Conditions, Problem
from symnn.claims.provers.cases.relations import relations_of
from symnn.claims.provers.cases.search import Open, Search
from symnn.claims.provers.systems import Relation
from symnn.claims.solution_set import EVERYWHERE, SolutionSet
from symnn.deferred import dataclass
from symnn.errors import SymnnError
from symnn.exact.cones import Cone, Equation, primitive
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    postorder,
    power,
    rational,
    substitute,
    symbol,
)
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign

#: No more cells than this are collected.
MOST_CELLS: Final = 400


class Bound(NamedTuple):
    """form >= 0, or > 0, or = 0; the form is primitive, so that equal bounds are equal."""

    form: tuple[fmpz, ...]
    sign: str


class Piece(NamedTuple):
    """A polyhedron: its bounds, the cell itself, and what holds on it that is not linear."""

    bounds: frozenset[Bound]
    cells: tuple[Cone, ...]
    others: tuple[Formula, ...]


@dataclass
class _Collecting(Search):
    """A search that keeps the branches on which the formula holds, and goes on where it fails."""

    true: list[Branch] = field(default_factory=list)

    def end(self, branch: Branch, outcome: bool) -> Any:
        if outcome:
            self.true.append(branch)
        if self.cells > MOST_CELLS:
            raise Open("size")
        return "true"


def solutions(problem: Problem, search: Search) -> SolutionSet | None:
    """The polyhedra that make up the set on which the claim holds; None if there are too many.

    Each is a formula in the symbols: the conjunction of its bounds, without those of the domain.

    Exactness: exact. A bound that is not linear is stated, and may hold nowhere on its cell.
    """
    collecting = _Collecting(problem, search.engine, search.deadline)
    try:
        collecting.tree()
    except Open:
        return None
    root = collecting.root()
    closed = _is_closed(problem)
    domain = frozenset[Bound]() if isinstance(root, dict) else _bounds(root.cell, closed)
    found = (_piece(branch, closed) for branch in collecting.true)
    pieces = [piece for piece in found if piece is not None]
    merged = _without_parts(_glued(pieces))
    return SolutionSet(tuple(_formula(problem, piece, domain) for piece in merged))


def _is_closed(problem: Problem) -> bool:
    """Whether the set is evidently closed in the domain: one relation between continuous sides."""
    continuous = all(gate.kind in ("max", "abs") for gate in problem.gates)
    return continuous and _is_closed_formula(problem.claim)


def _is_closed_formula(formula: Conditions) -> bool:
    if isinstance(formula, Condition):
        return formula.relation in ("=", "<=", ">=")
    connective, parts = formula
    return connective in ("and", "or") and all(_is_closed_formula(part) for part in parts)


def _piece(branch: Branch, closed: bool) -> Piece | None:
    """What is said on a branch; None if its cell is a point at which that fails."""
    pairs = zip(relations_of(branch), branch.relations, strict=True)
    others = [relation for relation, (_, rows) in pairs if branch.form(rows) is None]
    if others and len(branch.cell.rays) == 1 and not branch.cell.lines:
        point = simple_point(branch.cell, branch.problem.symbols)
        signs = [_sign_at(relation.expr, point) for relation in others]
        if any(
            s is not None and s not in SIGNS[r.sign] for s, r in zip(signs, others, strict=True)
        ):
            return None
        others = [r for r, s in zip(others, signs, strict=True) if s is None]
    stated = (factored(relation) for relation in others)
    left = tuple(formula for formula in stated if formula != EVERYWHERE)
    return Piece(_bounds(branch.cell, closed), (branch.cell,), left)


def _sign_at(expr: Expr, point: Mapping[str, Expr]) -> int | None:
    try:
        return closed_sign(lower(substitute(expr, point)))
    except SymnnError:
        return None


def _bounds(cell: Cone, closed: bool) -> frozenset[Bound]:
    """The equations of a cell, its facets, and the strict bounds that touch it.

    x_0 > 0 is no bound. In a closed set the strict bounds only tell cells apart, except those of
    the domain, which hold for all.
    """
    everywhere = (1 << len(cell.halfspaces)) - 1
    for zero in cell.zeros:
        everywhere &= zero
    found = {Bound(_key(cell, e.form, either=True), "=") for e in cell.equations}
    for k, h in enumerate(cell.halfspaces):
        strict = h.strict and not closed
        touches = strict and any(zero >> k & 1 for zero in cell.zeros)
        bounds = h.label and any(h.form.entries()[cell.ring.degree :])
        if bounds and not everywhere >> k & 1 and (touches or _is_facet(cell, k)):
            found.add(Bound(_key(cell, h.form), ">" if strict else ">="))
    strict_forms = {form for form, sign in found if sign == ">"}
    return frozenset(b for b in found if b.sign != ">=" or b.form not in strict_forms)


def _key(cell: Cone, form: fmpz_mat, either: bool = False) -> tuple[fmpz, ...]:
    plain = primitive(cell.ring, fmpz_mat(cell.size, cell.ring.degree, form.entries()))
    entries = plain.entries()
    first = next((x for x in entries if x != 0), fmpz(0))
    return tuple(-x for x in entries) if either and first < 0 else tuple(entries)


def _is_facet(cell: Cone, k: int) -> bool:
    """Whether no other halfspace, that is not everywhere, holds all rays of this one's face."""
    face = [z for z in cell.zeros if z >> k & 1]
    if not face:
        return False
    common = (1 << len(cell.halfspaces)) - 1
    for zero in face:
        common &= zero
    for j in range(len(cell.halfspaces)):
        if j != k and common >> j & 1:
            others = [z for z in cell.zeros if z >> j & 1]
            if len(face) < len(others) < len(cell.zeros) or (
                len(others) == len(face) and (j < k or not cell.halfspaces[j].label)
            ):
                return False
    return True


def _glued(pieces: list[Piece]) -> list[Piece]:
    """Unite pieces two by two, as long as two of them make up one polyhedron."""
    left = list(pieces)
    k = 0
    while k < len(left):
        for j in range(len(left)):
            united = None if j == k else _united(left[k], left[j])
            if united is not None:
                left = [p for i, p in enumerate(left) if i not in (j, k)]
                left.append(united)
                k = -1
                break
        k += 1
    return left


def _united(one: Piece, other: Piece) -> Piece | None:
    """The union, if it is a polyhedron: they lie on the two sides of one hyperplane of theirs.

    If all other bounds of each hold on both, then these bounds say the union: a point that
    satisfies them is on one side or the other.
    """
    if one.others != other.others:
        return None
    for bound in one.bounds:
        opposite = tuple(-x for x in bound.form)
        partner = next((b for b in other.bounds if b.form == opposite and b.sign != "="), None)
        if bound.sign == "=" or partner is None or {bound.sign, partner.sign} == {">"}:
            continue
        rest = (one.bounds - {bound}) | (other.bounds - {partner})
        cells = (*one.cells, *other.cells)
        if all(_holds_on(b, cell) for b in rest for cell in cells):
            return Piece(rest, cells, one.others)
    return None


def _holds_on(bound: Bound, cell: Cone) -> bool:
    """Whether a bound holds all over a cell that is not empty."""
    form = fmpz_mat(1, len(bound.form), list(bound.form))
    if cell.is_free(form):
        return False
    signs = cell.signs(form)
    if bound.sign == "=":
        return not any(signs)
    if -1 in signs:
        return False
    if bound.sign == ">=":
        return True
    face = cell.cut(form, signs).slice(Equation(form, {}, {}))
    return face.is_empty or not face.rays


def _without_parts(pieces: list[Piece]) -> list[Piece]:
    """Without those that are contained in another one."""
    kept: list[Piece] = []
    for k, piece in enumerate(pieces):
        larger = (p for j, p in enumerate(pieces) if j != k and not p.others)
        if not any(_contains(p, piece, j_first=pieces.index(p) < k) for p in larger):
            kept.append(piece)
    return kept


def _contains(outer: Piece, inner: Piece, j_first: bool) -> bool:
    inside = all(_holds_on(b, cell) for b in outer.bounds for cell in inner.cells)
    same = outer.bounds == inner.bounds
    return inside and (not same or j_first)


def factored(relation: Relation) -> Formula:
    """A polynomial equation over Q by its factors: one of them is 0; any other as it is.

    An equation that is an identity is EVERYWHERE.
    """
    names = sorted(free_symbols(relation.expr))
    plain = Atomic(relation.sign, relation.expr, ZERO)
    if relation.sign != "=":
        return plain
    ring = fmpq_mpoly_ctx.get(names, "lex")
    poly = _polynomial(relation.expr, dict(zip(names, ring.gens(), strict=True)), ring)
    if poly is None or poly.is_constant():
        return EVERYWHERE if poly is not None and not poly else plain
    factors = [_written(f, names) for f, _ in poly.factor()[1]]
    parts = tuple(Atomic("=", f, ZERO) for f in factors)
    return parts[0] if len(parts) == 1 else Compound("or", parts)


def _polynomial(
    expr: Expr, generators: dict[str, fmpq_mpoly], ring: fmpq_mpoly_ctx
) -> fmpq_mpoly | None:
    """The expression as a polynomial over Q, if it is one of moderate degree."""
    known: dict[Expr, fmpq_mpoly] = {}
    for node in postorder(expr):
        args = [known[a] for a in node.args if a in known]
        if len(args) < len(node.args):
            return None
        if isinstance(node.data, fmpq):
            known[node] = ring.constant(node.data)
        elif node.op == "symbol":
            known[node] = generators[str(node.data)]
        elif node.op == "add":
            known[node] = sum(args, ring.constant(0))
        elif node.op == "mul":
            known[node] = prod(args, start=ring.constant(1))
        elif node.op == "power" and _small_exponent(node.args[1]) is not None:
            known[node] = args[0] ** (_small_exponent(node.args[1]) or 0)
        else:
            return None
    return known[expr]


def _small_exponent(expr: Expr) -> int | None:
    data = expr.data
    return int(data.p) if isinstance(data, fmpq) and data.q == 1 and 0 <= data.p <= 12 else None


def _written(poly: fmpq_mpoly, names: list[str]) -> Expr:
    """The polynomial with the leading coefficient 1."""
    lead = poly.leading_coefficient()
    terms = []
    for exponents, c in poly.terms():
        powers = [
            symbol(n) if k == 1 else power(symbol(n), rational(int(k)))
            for n, k in zip(names, exponents, strict=True)
            if k
        ]
        terms.append(_scaled(fmpq(c) / lead, powers))
    return add(*terms)


def _scaled(c: fmpq, powers: list[Expr]) -> Expr:
    if not powers:
        return rational(c)
    product = mul(*powers)
    if c == 1:
        return product
    return negative(product) if c == -1 else mul(rational(c), *powers)


# --- in words -------------------------------------------------------------------------------


def _formula(problem: Problem, piece: Piece, domain: frozenset[Bound]) -> Formula:
    own = sorted(piece.bounds - domain, key=lambda b: [(-abs(int(x)), int(x)) for x in b.form])
    atoms = [_atom(problem, bound) for bound in own]
    parts = (*atoms, *piece.others)
    return conjunction(parts) if parts else EVERYWHERE


def _atom(problem: Problem, bound: Bound) -> Atomic:
    """The bound with the symbols on the left, the first of them with a plus, 1 on the right."""
    ring, d = problem.ring, problem.ring.degree
    entries = [bound.form[i : i + d] for i in range(0, len(bound.form), d)]
    constant, *coefficients = (ring.number(e) for e in entries)
    lead = next((c for c in coefficients if c != 0), Number(1))
    relation = bound.sign if lead > 0 else {">": "<", ">=": "<=", "=": "="}[bound.sign]
    scaled = [c / lead for c in coefficients]
    terms = [_term(c, s) for c, s in zip(scaled, problem.symbols[1:], strict=True) if c != 0]
    return Atomic(relation, add(*terms) if terms else ZERO, written_form(-constant / lead))


def _term(c: Number, symbol: Expr) -> Expr:
    if c == 1:
        return symbol
    return negative(symbol) if c == -1 else mul(written_form(c), symbol)
