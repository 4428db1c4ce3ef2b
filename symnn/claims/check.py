"""`decide`: from a claim to a verdict, by the provers in their order, then the replay.

The provers of claims that hold symbols, and of those that hold limits, are imported by the first
of these: most claims of a document are between numbers.
"""

from __future__ import annotations

from dataclasses import replace

from symnn.claims.answers import atoms_proof, evidence_of, replayed, undecided
from symnn.claims.formula import Atomic, Claim, atoms, sides, truth
from symnn.claims.program import statement
from symnn.claims.provers import closed
from symnn.claims.provers.finding import Finding
from symnn.claims.provers.systems import Deadline
from symnn.claims.reason import Reason
from symnn.claims.verdict import Status, Verdict
from symnn.errors import SymnnError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, free_symbols, postorder
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower


def decide(claim: Claim, seconds: float | None = None, strict: bool = False) -> Verdict:
    """PROVED, REFUTED or UNDECIDED, with evidence that has been replayed.

    Args:
        claim: the formula and the domain it is said to hold on.
        seconds: the time after which the search is given up.
        strict: whether proofs by outside engines, such as z3, are left out.

    Exactness: PROVED and REFUTED are never wrong.
    """
    deadline = Deadline.after(seconds)
    try:
        if _has_limits(claim):
            from symnn.claims.limit_claims import decide_with_limits

            return decide_with_limits(claim, seconds, deadline, strict, decide)
        if not claim.symbols():
            return _decide_closed(claim)
        if claim.over and not free_symbols(*sides(claim.formula)):
            alone = _decide_closed(replace(claim, over=()))
            if alone.proved:  # what holds by itself holds over every domain
                return replace(alone, claim=claim)
        from symnn.claims.open_claims import decide_open

        return decide_open(claim, deadline, strict)
    except SymnnError as error:
        return undecided(claim, closed.reason_of(error), str(error))
    except RecursionError:
        return undecided(claim, Reason.SIZE, "the expression is nested too deeply")


def _has_limits(claim: Claim) -> bool:
    """Whether a limit stands in the claim or its domain."""
    relations = (relation for f in (*claim.over, claim.formula) for relation in atoms(f))
    roots = (side for relation in relations for side in (relation.left, relation.right))
    return any(node.op == "limit" for node in postorder(*roots))


def _decide_closed(claim: Claim) -> Verdict:
    found = _closed_by(claim, as_numbers=True)
    if found.undecided and found.reason is Reason.REPLAY:
        # 0 e^2 and its like are numbers only once their parts have cancelled
        other = _closed_by(claim, as_numbers=False)
        return found if other.undecided else other
    return found


def _closed_by(claim: Claim, *, as_numbers: bool) -> Verdict:
    _, program = statement(claim)
    findings: list[Finding] = []
    failure: tuple[Reason, str] | None = None
    for atom in dict.fromkeys(a for f in (*claim.over, claim.formula) for a in atoms(f)):
        found = closed.decide(atom, program.index, as_numbers=as_numbers)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            failure = failure or found
    known = {found.atom: found.truth for found in findings}
    outcome = truth(claim.formula, known)
    if outcome is None or not all(truth(part, known) for part in claim.over):
        return undecided(claim, *(failure or (Reason.THEORY, "")))
    status = Status.PROVED if outcome else Status.REFUTED
    evidence = evidence_of(claim, status, atoms_proof(findings, program.index))
    methods = " and ".join(dict.fromkeys(found.method for found in findings))
    right = None if outcome else _left_value(claim)
    return replayed(Verdict(status, claim, methods, evidence, value=right))


def _left_value(claim: Claim) -> Expr | None:
    """What the left side of a refuted equality really is."""
    formula = claim.formula
    if not isinstance(formula, Atomic) or formula.relation != "=":
        return None
    try:
        return written_form(value(lower(formula.left)))
    except SymnnError:
        return formula.left
