"""Claims that hold limits, decided with the values of the limits in their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from symnn.claims.answers import evidence_of, replayed, undecided
from symnn.claims.formula import Claim
from symnn.claims.provers.limits import evaluate as limits
from symnn.claims.provers.systems import Deadline
from symnn.claims.reason import Reason
from symnn.claims.verdict import Verdict
from symnn.exact.expression import ZERO


def decide_with_limits(
    claim: Claim,
    seconds: float | None,
    deadline: Deadline,
    strict: bool,
    decide: Callable[..., Verdict],
) -> Verdict:
    """By `decide` with values in place of the limits; what is refuted there fails at its point."""
    values = limits.evaluate(claim, deadline)
    if values.some_missing:
        return undecided(claim, Reason.UNDEFINED, "a limit does not exist, or is infinite")
    found = decide(values.claim, seconds, strict)
    if found.undecided:
        return replace(found, claim=claim)
    if found.proved:
        proof = limits.proof(claim, values, found.evidence or {})
        return replayed(_lifted(found, claim, proof))
    point = {name: found.point.get(name, ZERO) for name in claim.symbols()}
    there = limits.evaluate(claim.at(point), deadline) if point else values
    closed_one = decide(there.claim, seconds) if point else found
    if not closed_one.refuted:
        return undecided(claim, Reason.REPLAY, "the claim at a point where it fails")
    proof = limits.proof_at(claim, point, there, closed_one.evidence or {})
    lifted = _lifted(found, claim, proof)
    return replayed(replace(lifted, point=point, value=closed_one.value))


def _lifted(found: Verdict, claim: Claim, proof: dict[str, Any]) -> Verdict:
    method = f"orders of growth; then {found.method}"
    evidence = evidence_of(claim, found.status, proof)
    return replace(found, claim=claim, method=method, evidence=evidence)
