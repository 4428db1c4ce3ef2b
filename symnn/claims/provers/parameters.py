"""On which signs of parameters a claim can depend: sums of them that decide its cases.

relu(c x) depends on the sign of c, max(x, a x) on that of a - 1: the coefficients of x in the
differences between the values that a gate may take. Nothing is proved here; the sums found are
what is worth telling cases apart by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, islice, product
from typing import Final

from symnn.claims.formula import Claim, atoms
from symnn.claims.provers.limits.cases import conditions
from symnn.claims.provers.limits.evaluate import cases, domain_facts
from symnn.errors import SymnnError
from symnn.exact.closed_form import written_sum
from symnn.exact.exponential import Atom, Monomial, Poly, of_atom
from symnn.exact.expression import Expr, free_symbols, negative, postorder, rebuild
from symnn.exact.normal_form import normal_form
from symnn.functions.lower import lower

#: The most ways in which the gates of one expression are resolved.
MOST: Final = 64


def splitting_forms(claim: Claim, names: frozenset[str]) -> list[Expr]:
    """Sums of the parameters by whose signs the cases of a claim are told apart.

    Args:
        claim: any claim.
        names: the parameters.

    Returns:
        The sums, those that decide most first.

    Examples:
        >>> from symnn.claims.formula import Atomic
        >>> from symnn.exact.expression import ZERO, apply, symbol
        >>> c, x = symbol("c"), symbol("x")
        >>> claim = Claim(Atomic(">=", apply("relu", c * x), ZERO))
        >>> splitting_forms(claim, frozenset({"c"})) == [c]
        True
    """
    found = Counter[Expr]()
    for atom in (a for f in (claim.formula, *claim.over) for a in atoms(f)):
        try:
            gap = lower(atom.left - atom.right)
            found.update(d for g in _gaps(gap) for d in _coefficients(g, names))
            found.update(_of_limits(claim, gap, names))
        except SymnnError:
            continue
    return sorted(found, key=lambda d: (sum(1 for _ in postorder(d)) > 1, -found[d]))


def _of_limits(claim: Claim, gap: Expr, names: frozenset[str]) -> Iterator[Expr]:
    for node in postorder(gap):
        if node.op == "limit":
            for relations, _ in conditions(cases(node, domain_facts(claim.over))):
                yield from (r.left for r in relations if free_symbols(r.left) <= names)


def _gaps(root: Expr) -> Iterator[Expr]:
    """The differences between the values of each gate, conditions, and the whole."""
    ways: dict[Expr, list[Expr]] = {}
    for node in postorder(root):
        args = [ways[a] for a in node.args]
        ways[node] = list(dict.fromkeys(islice(_ways(node, args), MOST)))
        if node.op == "piecewise":
            yield from (
                a - b for k in range(0, len(args) - 1, 3) for a, b in product(*args[k : k + 2])
            )
        elif node.op == "apply" and node.data in ("max", "min"):
            yield from (a - b for p, q in combinations(args, 2) for a, b in product(p, q))
        elif node.op == "apply" and node.data in ("abs", "sign"):
            yield from args[0]
    yield from ways[root]


def _ways(node: Expr, args: list[list[Expr]]) -> Iterator[Expr]:
    """The expressions free of gates that a node may be."""
    if node.op == "piecewise":
        for values in (*args[2:-1:3], args[-1]):
            yield from values
    elif node.op == "apply" and node.data in ("max", "min"):
        for values in args:
            yield from values
    elif node.op == "apply" and node.data == "abs":
        yield from (way for a in args[0] for way in (a, negative(a)))
    else:
        yield from (rebuild(node, chosen) for chosen in product(*args))


def _coefficients(gap: Expr, names: frozenset[str]) -> Iterator[Expr]:
    """The coefficients, sums of parameters, of what depends on other symbols."""
    try:
        form = normal_form(gap).value
    except SymnnError:
        return
    for part in form:
        groups: dict[Monomial, Poly] = {}
        for monomial, c in part.terms.items():
            own = tuple(p for p in monomial.powers if p[0].kind == "symbol" and p[0].label in names)
            rest = Monomial(tuple(p for p in monomial.powers if p not in own), monomial.exponent)
            more = Poly({Monomial(own, None): c})
            groups[rest] = groups[rest] + more if rest in groups else more
        for poly in groups.values():
            yield from _factors(poly)


def _factors(poly: Poly) -> Iterator[Expr]:
    """The symbols that all terms share, and what is left, up to a positive factor."""
    if not poly.terms:
        return
    monomials = list(poly.terms)
    shared = [a for a, _ in monomials[0].powers if all(a in dict(m.powers) for m in monomials)]
    yield from (written_sum(of_atom(atom)) for atom in shared)
    if len(monomials) > 1:
        rest = Poly({_without(m, shared): c for m, c in poly.terms.items()})
        if rest.constant() is None:
            yield written_sum(rest.scale(abs(rest.leading()[1]).inverse()))


def _without(monomial: Monomial, shared: list[Atom]) -> Monomial:
    return Monomial(tuple(p for p in monomial.powers if p[0] not in shared), None)
