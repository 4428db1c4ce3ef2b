"""Two cases joined by and, or, implies and not; the truth is that of the table.

The second one gets variables of its own, so that "for all" goes through the connective.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from symnn.claims.formula import Claim, Compound, substitute_formula
from symnn.exact.expression import symbol
from tests.campaigns.cases import Case
from tests.campaigns.for_all import extremes, laws, nets, polynomials

_PARTS: Final[tuple[Callable[[Random], Case], ...]] = (
    laws.identity,
    laws.affine,
    laws.hats,
    extremes.linear_on_box,
    extremes.distances_on_box,
    extremes.single,
    extremes.surd_bound,
    polynomials.quadratic,
    nets.shallow,
)
_OTHER: Final = {name: symbol(name + "'") for name in ("x", "y", "z")}


def _small(rng: Random, family: Callable[[Random], Case]) -> Case:
    """One of its cases in one variable, over a domain that is not empty."""
    while True:
        found = family(rng)
        if len(found.claim.symbols()) == 1 and not found.vacuous and found.ever is not None:
            return found


def negated(item: Case) -> Case:
    """It never holds, instead of it always holds."""
    assert item.ever is not None
    claim = Claim(Compound("not", (item.claim.formula,)), item.claim.over)
    return Case(item.family, claim, not item.ever, not item.truth)


def _joined(rng: Random, first: Case, second: Case) -> Case:
    """Cases of different variables: always and ever of the parts give those of the whole."""
    a, b = first.claim, second.claim
    over = (*a.over, *b.over)
    connective = rng.choice(("and", "or", "implies"))
    formula = Compound(connective, (a.formula, b.formula))
    always = (bool(first.truth), bool(second.truth))
    ever = (bool(first.ever), bool(second.ever))
    if connective == "and":
        truth, some = all(always), all(ever)
    elif connective == "or":
        truth, some = any(always), any(ever)
    else:  # not the first, or the second
        truth = not ever[0] or always[1]
        some = not always[0] or ever[1]
    return Case("fusion", Claim(formula, over), truth, some)


def fused(rng: Random) -> Case:
    """Two small cases, perhaps negated, joined."""
    first, second = (_small(rng, rng.choice(_PARTS)) for _ in range(2))
    parts = [negated(p) if rng.random() < 0.3 else p for p in (first, second)]
    claim = parts[1].claim
    moved = Claim(
        substitute_formula(claim.formula, _OTHER),
        tuple(substitute_formula(f, _OTHER) for f in claim.over),
    )
    second = Case("fusion", moved, parts[1].truth, parts[1].ever)
    whole = _joined(rng, parts[0], second)
    return negated(whole) if rng.random() < 0.2 else whole


def same_variables(rng: Random) -> Case:
    """A true case and consequences of it in the same variables; a case or its negation."""
    item = _small(rng, rng.choice(_PARTS))
    formula, over = item.claim.formula, item.claim.over
    opposite = Compound("not", (formula,))
    whole, truth = rng.choice(
        (
            (Compound("or", (formula, opposite)), True),
            (Compound("implies", (formula, formula)), True),
            (Compound("and", (formula, opposite)), False),
            (Compound("not", (opposite,)), bool(item.truth)),
            (Compound("and", (formula, Compound("or", (formula, opposite)))), bool(item.truth)),
            (Compound("implies", (opposite, formula)), bool(item.truth)),
        )
    )
    return Case("same variables", Claim(whole, over), truth)
