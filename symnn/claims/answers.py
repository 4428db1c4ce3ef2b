"""Verdicts as `decide` gives them: undecided with a reason, or with evidence that was replayed."""

from __future__ import annotations

from typing import Any

from symnn.claims.formula import Claim
from symnn.claims.program import statement
from symnn.claims.provers.finding import Finding
from symnn.claims.reason import Reason
from symnn.claims.recheck import recheck
from symnn.claims.verdict import Status, Verdict
from symnn.errors import EvidenceError
from symnn.exact.expression import Expr


def undecided(claim: Claim, reason: Reason, detail: str = "") -> Verdict:
    """No verdict, and why."""
    return Verdict(Status.UNDECIDED, claim, reason=reason, detail=detail)


def evidence_of(
    claim: Claim, status: Status, proof: dict[str, Any], stated: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A proof with what it proves, as the checker reads it."""
    stated = stated or statement(claim)[0]
    return {"symnn_evidence": 1, "status": status.value, "statement": stated, "proof": proof}


def replayed(verdict: Verdict) -> Verdict:
    """The verdict if the independent checker accepts its evidence; else UNDECIDED."""
    try:
        recheck(verdict.evidence or {})
    except EvidenceError as error:
        return undecided(verdict.claim, Reason.REPLAY, str(error))
    return verdict


def atoms_proof(findings: list[Finding], index: dict[Expr, int]) -> dict[str, Any]:
    """The proof by relations that were each found to hold, or not."""
    rows = []
    for found in findings:
        formula = [found.atom.relation, index[found.atom.left], index[found.atom.right]]
        rows.append({"formula": formula, "truth": found.truth, "by": found.by})
    return {"kind": "atoms", "atoms": rows}
