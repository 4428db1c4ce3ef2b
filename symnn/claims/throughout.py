"""Whether a claim fails for every value of its parameters, or only for some of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import (
    Atomic,
    Claim,
    Compound,
    Formula,
    conjunction,
    sides,
    substitute_formula,
)
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, postorder


def fails_throughout(
    claim: Claim,
    conditions: Sequence[Atomic],
    point: Mapping[str, Expr],
    parameters: Collection[str],
    seconds: float,
) -> bool:
    """Whether, for all parameters, the claim is known to fail at one of a few values of the rest.

    Args:
        claim: what fails at some parameters.
        conditions: they hold of the parameters.
        point: where it fails: values of the parameters and of the rest.
        parameters: the names of the parameters.
        seconds: for the search.

    Exactness: True is never wrong.
    """
    divisors = _divisors((*claim.over, claim.formula))
    if divisors is None:
        return False
    own = [f for f in claim.over if free_symbols(*sides(f)) <= set(parameters)]
    inside = [f for f in claim.over if f not in own]
    exists = [Atomic("!=", d, ZERO) for d in divisors]
    fails = conjunction((*inside, *exists, Compound("not", (claim.formula,))))
    rest = {name: v for name, v in point.items() if name not in parameters}
    tried = [rest, {name: -v for name, v in rest.items()}, dict.fromkeys(rest, ONE)]
    cases = dict.fromkeys(substitute_formula(fails, values) for values in tried)
    wanted = Compound("or", tuple(cases))
    return decide(replace(claim, formula=wanted, over=(*own, *conditions)), seconds).proved


def _divisors(formulas: Sequence[Formula]) -> list[Expr] | None:
    """What must not be 0 for all sides to exist; None if more than that must hold."""
    nodes = dict.fromkeys(n for f in formulas for n in postorder(*sides(f)) if free_symbols(n))
    if any(n.op == "nth_root" or (n.op == "apply" and n.data == "log") for n in nodes):
        return None
    powers = [n for n in nodes if n.op == "power"]
    exponents = [n.args[1].data for n in powers]
    if not all(isinstance(e, fmpq) and e.q == 1 for e in exponents):
        return None
    return list(_bases(powers))


def _bases(powers: Sequence[Expr]) -> Iterator[Expr]:
    for node in powers:
        exponent = node.args[1].data
        if isinstance(exponent, fmpq) and exponent < 0:
            yield node.args[0]
