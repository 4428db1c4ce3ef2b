"""Limits: each is replaced by its value, which is told apart by the signs of its parameters.

The value of lim f(k, a, b, …) is a nested case distinction on signs, (v if d < 0; w if d = 0; …),
with sums d of the parameters that decide which terms of f are the greatest. The checker verifies
each of its cases; the claim with values in place of limits is then decided like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from symnn.claims.formula import Atomic, Claim, Compound, Formula, sides
from symnn.claims.program import Program, statement
from symnn.claims.provers.algebraic import certificate
from symnn.claims.provers.limits.cases import Cases, Leaf, Split, Way, value_of, way, written
from symnn.claims.provers.limits.growth import Growth, Infinite
from symnn.claims.provers.limits.scales import INFINITE
from symnn.claims.provers.limits.signs import SIGNS_OF, Facts, SignNeeded, closed_signs, pure_symbol
from symnn.claims.provers.systems import Deadline
from symnn.errors import SymnnError, TooLargeError, UndefinedError, UnsupportedError
from symnn.exact.closed_form import written_sum
from symnn.exact.exponential import ZERO_POLY, Atom, Frac, Monomial, Poly
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    bound_name,
    negative,
    postorder,
    power,
    rational,
    rebuild,
    substitute,
    substitution,
    symbol,
)
from symnn.exact.normal_form import normal_form
from symnn.exact.number import Number
from symnn.exact.plain import plain
from symnn.functions.definitions import UNDEFINED
from symnn.functions.lower import lower

#: The most cases that the value of one limit is told apart in.
MAX_CASES: Final = 1_000
NO_LIMIT: Final = Deadline()


def limits_of(*roots: Expr) -> list[Expr]:
    """The limits in some expressions, arguments before the nodes that use them."""
    return [node for node in postorder(*roots) if node.op == "limit"]


def domain_facts(over: Sequence[Formula]) -> Facts:
    """What the plain relations of a domain say about signs."""
    rows = []
    for part in over:
        if isinstance(part, Atomic):
            try:
                gap = part.left if part.right == ZERO else part.left - part.right
                rows.append((lower(gap), SIGNS_OF[part.relation]))
            except SymnnError:
                continue
    return Facts(tuple(rows))


def at_infinity(node: Expr) -> tuple[Expr, ...]:
    """The lowered body of a limit with k for its variable, k -> oo; two of them for two sides."""
    body, point = node.args
    if limits_of(body, point):
        raise UnsupportedError("a limit within a limit is not covered")
    k, direction = symbol(INFINITE), node.data[1] if isinstance(node.data, tuple) else ""
    ways = {
        "oo": [k],
        "-oo": [negative(k)],
        "+": [add(point, power(k, rational(-1)))],
        "-": [add(point, negative(power(k, rational(-1))))],
    }
    ways["+-"] = ways["+"] + ways["-"]
    return tuple(lower(substitute(body, {bound_name(node): way})) for way in ways[direction])


class _Cases:
    """The search over signs; counts the cases that it makes."""

    def __init__(self, deadline: Deadline) -> None:
        self.left, self.deadline = MAX_CASES, deadline

    def tree(self, bodies: tuple[Expr, ...], facts: Facts) -> Cases:
        """The value by cases.

        Raises:
            SymnnError: a case that is not covered, or in which the body has no values.
        """
        self.left -= 1
        if self.left < 0:
            raise TooLargeError(f"a limit of over {MAX_CASES} cases")
        if self.deadline.passed:
            raise TooLargeError("the time limit was reached among the cases of a limit")
        for poly in facts.zeros():
            return self._split(poly, bodies, facts)
        try:
            return _leaf(bodies, facts)
        except SignNeeded as question:
            return self._split(question.poly, bodies, facts)
        except UndefinedError as error:
            where = ", ".join(f"{plain(d)} has sign {max(s)}" for d, s in facts.rows if len(s) == 1)
            raise UndefinedError(f"{error}, where {where}" if where else str(error)) from error

    def _split(self, poly: Poly, bodies: tuple[Expr, ...], facts: Facts) -> Cases:
        d, allowed = written_sum(poly), facts.signs(poly) & closed_signs(poly)
        found, solved, put = list[tuple[str, Cases]](), None, dict[str, Expr]()
        for relation in ("<", "=", ">"):
            if not SIGNS_OF[relation] <= allowed:
                continue
            inner, rows = bodies, facts.also(d, SIGNS_OF[relation])
            pure = pure_symbol(poly) if relation == "=" else None
            if pure is not None:
                solved = (pure[0], -pure[1].inverse())
                put = {pure[0]: _without(poly, pure[0], solved[1])}
                inner = tuple(substitute(b, put) for b in bodies)
                rows = Facts(tuple((substitute(e, put), signs) for e, signs in facts.rows))
            here = self.tree(inner, rows)
            if pure is not None and found:
                here = _adopted(here, found[-1][1], put)
            found.append((relation, here))
        before = dict(found).get("=")
        if solved is not None and before is not None and found[-1][0] == ">":
            k = [r for r, _ in found].index("=")
            found[k] = ("=", _adopted(before, found[-1][1], put))
        if not found:
            raise UnsupportedError("the domain of a limit excludes itself")
        return Split(d, tuple(found), solved)


def _adopted(here: Cases, beside: Cases, put: Mapping[str, Expr]) -> Cases:
    """The case d = 0 with the value that stands beside it, if it is the same where d = 0."""
    value = value_of(beside)
    if not isinstance(here, Leaf) or here.value is None or value.op == "piecewise":
        return here
    try:
        same = not normal_form(substitute(value, put) - here.value).value.num.terms
    except SymnnError:
        return here
    return here._replace(value=value) if same else here


def _without(poly: Poly, name: str, scale: Number) -> Expr:
    """What the symbol is where the sum is 0."""
    kept = {
        m: c for m, c in poly.terms.items() if m != Monomial(((Atom("symbol", name), 1),), None)
    }
    return written_sum(Poly(kept).scale(scale))


def _leaf(bodies: tuple[Expr, ...], facts: Facts) -> Leaf:
    """The common limit of the bodies, if they have one."""
    found, ways = list[Frac](), list[Way]()
    for body in bodies:
        growth = Growth(facts)
        form = growth.form(body)
        try:
            found.append(growth.limit(form))
            ways.append(way(growth, form))
        except Infinite:
            ways.append(way(growth, Frac(form.den, form.num), inverse=True))
    gap = found[0].add(found[-1].negative()).num if found else ZERO_POLY
    exists = len(found) == len(bodies) and not (gap.terms and facts.is_nonzero(gap))
    return Leaf(written(found[0]) if exists else None, tuple(ways))


def cases(node: Expr, facts: Facts, deadline: Deadline = NO_LIMIT) -> Cases:
    """The value of a limit where the facts hold, by cases.

    Raises:
        SymnnError: a limit that is not covered.
    """
    return _Cases(deadline).tree(at_infinity(node), facts)


class Values(NamedTuple):
    """What the limits of a claim are, and the claim with these values in their place."""

    known: Mapping[Expr, Cases]
    claim: Claim

    def value(self, node: Expr) -> Expr:
        """The value of a limit as one expression."""
        return value_of(self.known[node])

    @property
    def some_missing(self) -> bool:
        """Whether one of the limits exists nowhere on the domain."""
        return any(value_of(found) == UNDEFINED for found in self.known.values())


def evaluate(claim: Claim, deadline: Deadline = NO_LIMIT) -> Values:
    """The values of the limits in a claim, on its domain.

    Raises:
        SymnnError: a limit that is not covered.
    """
    plain = tuple(f for f in claim.over if not limits_of(*sides(f)))
    facts = domain_facts(plain)
    roots = [side for f in (claim.formula, *claim.over) for side in sides(f)]
    known = {node: cases(node, facts, deadline) for node in limits_of(*roots)}
    put = {node: value_of(found) for node, found in known.items()}
    over = tuple(_replace(f, put) for f in claim.over)
    return Values(known, Claim(_replace(claim.formula, put), over, claim.declared, claim.scoped))


def _replace(formula: Formula, put: Mapping[Expr, Expr]) -> Formula:
    if isinstance(formula, Compound):
        return Compound(formula.connective, tuple(_replace(f, put) for f in formula.parts))
    done: dict[Expr, Expr] = {}
    for node in postorder(formula.left, formula.right):
        done[node] = put.get(node) or rebuild(node, tuple(done[a] for a in node.args))
    return Atomic(formula.relation, done[formula.left], done[formula.right])


def proof(claim: Claim, values: Values, evidence: Mapping[str, Any]) -> dict[str, Any]:
    """The evidence for a claim from that for the claim with values in place of its limits."""
    stated, program = statement(claim)
    return _proof(program, len(stated["nodes"]), dict(program.index), values, evidence)


def proof_at(
    claim: Claim, point: Mapping[str, Expr], values: Values, evidence: Mapping[str, Any]
) -> dict[str, Any]:
    """The same at a point: `values` and `evidence` are those of the claim there."""
    stated, program = statement(claim)
    size = len(stated["nodes"])
    moved = substitution(program.index, point)
    places = {name: program.place(value) for name, value in point.items()}
    index: dict[Expr, int] = {}
    for original, i in list(program.index.items()):
        index.setdefault(moved.get(original, original), i)
    return _proof(program, size, index, values, evidence) | ({"point": places} if point else {})


def _proof(
    program: Program,
    size: int,
    index: dict[Expr, int],
    values: Values,
    evidence: Mapping[str, Any],
) -> dict[str, Any]:
    rows = [[index[node], _tree(program, found)] for node, found in values.known.items()]
    bodies = tuple(part for node in values.known for part in node.args)
    everything = {**program.index, **index}
    by = certificate(postorder(*program.index, *bodies), everything, "limits") or {"kind": "limits"}
    more = {"nodes": program.nodes[size:], "values": rows, "evidence": evidence}
    return {"field": _RATIONALS, "roots": {}, **by, **more}


_RATIONALS: Final = {"minpoly": ["0", "1"], "interval": ["-1", "1"]}


def _tree(program: Program, found: Cases) -> dict[str, Any]:
    if isinstance(found, Split):
        tree: dict[str, Any] = {"split": program.place(found.d)}
        if found.solved is not None:
            tree["solve"] = [found.solved[0], str(found.solved[1].as_fmpq())]
        return tree | {relation: _tree(program, inner) for relation, inner in found.branches}
    value = None if found.value is None else program.place(found.value)
    return {"value": value, "ways": [_way(program, one) for one in found.ways]}


def _way(program: Program, found: Way) -> dict[str, Any]:
    to = [[name, kind, program.place(u)] for name, kind, u in found.to]
    inverse = {"inverse": True} if found.inverse else {}
    return {"to": to, "form": program.place(found.form), **inverse}
