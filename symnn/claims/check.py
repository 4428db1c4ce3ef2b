"""`decide`: from a claim to a verdict, by the provers in their order, then the replay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeAlias

from symnn.claims.formula import Atomic, Claim, atoms, sides, truth
from symnn.claims.program import statement
from symnn.claims.provers import closed, counterexample, identity, polynomial
from symnn.claims.provers.cases.prove import ByCases, Engine, Point, Proof
from symnn.claims.provers.counterexample import Counterexample
from symnn.claims.provers.finding import Finding
from symnn.claims.provers.limits import evaluate as limits
from symnn.claims.provers.smooth import engine as smooth
from symnn.claims.provers.systems import Deadline
from symnn.claims.reason import Reason
from symnn.claims.recheck import recheck
from symnn.claims.verdict import Status, Verdict
from symnn.errors import EvidenceError, SymnnError
from symnn.exact.evaluate import value
from symnn.exact.expression import ZERO, Expr, free_symbols
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower

#: Why nothing was found, if something says so.
Failure: TypeAlias = "tuple[Reason, str] | None"

#: A way to a verdict; it is told why those before it failed.
Way: TypeAlias = "Callable[[Failure], tuple[Verdict | None, Failure]]"

#: What settles a branch whose relations hold more than symbols, with evidence of our own.
OWN_ENGINES: Final = (smooth.quick, polynomial.refute, smooth.refute)

#: Engines whose word is the evidence; it is asked for again on replay, and strict checks refuse it.
OUTSIDE_ENGINES: Final = (polynomial.ask,)


#: Milliseconds of a first look by cells, before a counterexample is hunted for.
BRIEF_TIME: Final = 300


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
        if limits.has_limits(claim):
            return _decide_with_limits(claim, seconds, deadline, strict)
        if not claim.symbols():
            return _decide_closed(claim)
        if claim.over and not free_symbols(*sides(claim.formula)):
            alone = _decide_closed(replace(claim, over=()))
            if alone.proved:  # what holds by itself holds over every domain
                return replace(alone, claim=claim)
        return _decide_open(claim, deadline, strict)
    except SymnnError as error:
        return _undecided(claim, closed.reason_of(error), str(error))
    except RecursionError:
        return _undecided(claim, Reason.SIZE, "the expression is nested too deeply")


def _decide_with_limits(
    claim: Claim, seconds: float | None, deadline: Deadline, strict: bool
) -> Verdict:
    """With values in place of the limits; a refutation is found there and replayed at its point."""
    values = limits.evaluate(claim, deadline)
    if values.some_missing:
        return _undecided(claim, Reason.UNDEFINED, "a limit does not exist, or is infinite")
    found = decide(values.claim, seconds, strict)
    if found.undecided:
        return replace(found, claim=claim)
    if found.proved:
        proof = limits.proof(claim, values, found.evidence or {})
        return _replayed(_lifted(found, claim, proof))
    point = {name: found.point.get(name, ZERO) for name in claim.symbols()}
    there = limits.evaluate(claim.at(point), deadline) if point else values
    closed_one = decide(there.claim, seconds) if point else found
    if not closed_one.refuted:
        return _undecided(claim, Reason.REPLAY, "the claim at a point where it fails")
    proof = limits.proof_at(claim, point, there, closed_one.evidence or {})
    lifted = _lifted(found, claim, proof)
    return _replayed(replace(lifted, point=point, value=closed_one.value))


def _lifted(found: Verdict, claim: Claim, proof: dict[str, Any]) -> Verdict:
    method = f"orders of growth; then {found.method}"
    evidence = _evidence(claim, found.status, proof)
    return replace(found, claim=claim, method=method, evidence=evidence)


def _undecided(claim: Claim, reason: Reason, detail: str = "") -> Verdict:
    return Verdict(Status.UNDECIDED, claim, reason=reason, detail=detail)


def _evidence(
    claim: Claim, status: Status, proof: dict[str, Any], stated: dict[str, Any] | None = None
) -> dict[str, Any]:
    stated = stated or statement(claim)[0]
    return {"symnn_evidence": 1, "status": status.value, "statement": stated, "proof": proof}


def _replayed(verdict: Verdict) -> Verdict:
    """The verdict if the independent checker accepts its evidence; else UNDECIDED."""
    try:
        recheck(verdict.evidence or {})
    except EvidenceError as error:
        return _undecided(verdict.claim, Reason.REPLAY, str(error))
    return verdict


def _atoms_proof(findings: list[Finding], index: dict[Expr, int]) -> dict[str, Any]:
    rows = []
    for found in findings:
        formula = [found.atom.relation, index[found.atom.left], index[found.atom.right]]
        rows.append({"formula": formula, "truth": found.truth, "by": found.by})
    return {"kind": "atoms", "atoms": rows}


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
        return _undecided(claim, *(failure or (Reason.THEORY, "")))
    status = Status.PROVED if outcome else Status.REFUTED
    evidence = _evidence(claim, status, _atoms_proof(findings, program.index))
    methods = " and ".join(dict.fromkeys(found.method for found in findings))
    right = None if outcome else _left_value(claim)
    return _replayed(Verdict(status, claim, methods, evidence, value=right))


def _left_value(claim: Claim) -> Expr | None:
    """What the left side of a refuted equality really is."""
    formula = claim.formula
    if not isinstance(formula, Atomic) or formula.relation != "=":
        return None
    try:
        return written_form(value(lower(formula.left)))
    except SymnnError:
        return formula.left


def _decide_open(claim: Claim, deadline: Deadline, strict: bool) -> Verdict:
    """By cells and their engines, by identities, by hunting for a counterexample.

    Cells decide what is piecewise linear; everything else is looked at briefly in all ways before
    any of them takes long.
    """
    cases = _compiled(claim)
    engines = OWN_ENGINES if strict else (*OWN_ENGINES, *OUTSIDE_ENGINES)
    cells, identities = partial(_by_cases, cases, engines), partial(_identity, claim)
    ways: list[Way]
    if isinstance(cases, ByCases) and cases.is_linear:
        ways = [partial(cells, deadline), identities]
    else:
        brief = partial(_briefly, partial(cells, deadline.within(BRIEF_TIME / 1000)))
        look = partial(_hunted, claim, counterexample.FEW_POINTS, None)
        ways = [identities, brief, look, partial(cells, deadline)]
    failure: Failure = None
    ways.append(partial(_hunted, claim, counterexample.MAX_POINTS, deadline))
    for way in ways:
        verdict, failure = way(failure)
        if verdict is not None:
            return verdict
        if deadline.passed:
            return _undecided(claim, Reason.TIME, failure[1] if failure else "")
    return _undecided(claim, *(failure or (Reason.THEORY, "no counterexample was met")))


def _briefly(way: Way, failure: Failure) -> tuple[Verdict | None, Failure]:
    """A way that is gone again for longer, so that why it failed is not worth telling."""
    return way(failure)[0], failure


def _hunted(
    claim: Claim, most: int, deadline: Deadline | None, failure: Failure
) -> tuple[Verdict | None, Failure]:
    found = counterexample.hunt(claim, most, deadline)
    return (None, failure) if found is None else (_refuted(claim, found), None)


def _identity(claim: Claim, before: Failure) -> tuple[Verdict | None, Failure]:
    """By normal forms of both sides of every relation."""
    _, program = statement(claim)
    findings, failure = _identities(claim, program.index)
    known = {found.atom: found.truth for found in findings}
    if not truth(claim.formula, known):
        return None, before or failure
    evidence = _evidence(claim, Status.PROVED, _atoms_proof(findings, program.index))
    conditions = tuple(dict.fromkeys(c for found in findings for c in found.conditions))
    methods = " and ".join(dict.fromkeys(found.method for found in findings))
    verdict = Verdict(Status.PROVED, claim, methods, evidence, conditions=conditions)
    return _replayed(verdict), None


def _compiled(claim: Claim) -> ByCases | tuple[Reason, str]:
    try:
        return ByCases(claim)
    except SymnnError as error:
        return closed.reason_of(error), str(error)


def _by_cases(
    cases: ByCases | tuple[Reason, str],
    engines: Sequence[Engine],
    deadline: Deadline,
    failure: Failure,
) -> tuple[Verdict | None, Failure]:
    if isinstance(cases, tuple):
        return None, failure or cases
    try:
        found = cases.decide(deadline, engines)
    except SymnnError as error:
        return None, (closed.reason_of(error), str(error))
    if isinstance(found, Proof):
        evidence = _evidence(cases.claim, Status.PROVED, found.proof, cases.stated)
        verdict = _replayed(Verdict(Status.PROVED, cases.claim, found.method, evidence))
        return (verdict, None) if verdict.proved else (None, (Reason.REPLAY, verdict.detail))
    if isinstance(found, Point):
        there = counterexample.simpler(cases.claim, found.point)
        there = there or counterexample.at_point(cases.claim, found.point)
        return (None, failure) if there is None else (_refuted(cases.claim, there), None)
    plain = found.reason is Reason.THEORY and failure is not None
    return None, failure if plain else (found.reason, found.detail)


def _refuted(claim: Claim, found: Counterexample) -> Verdict:
    evidence = _evidence(claim, Status.REFUTED, found.proof)
    point = {name: _as_written(e) for name, e in found.point.items()}
    return _replayed(Verdict(Status.REFUTED, claim, found.method, evidence, point=point))


def _as_written(expr: Expr) -> Expr:
    """An algebraic value as a person writes it; any other as it is."""
    try:
        return written_form(value(lower(expr)))
    except SymnnError:
        return expr


def _positive_symbols(claim: Claim) -> frozenset[str]:
    """Symbols that the domain says are positive, by a relation x > 0 of its own."""
    wanted = {
        str(part.left.data)
        for part in claim.over
        if isinstance(part, Atomic)
        and part.relation == ">"
        and part.left.op == "symbol"
        and part.right == ZERO
    }
    return frozenset(wanted)


def _identities(
    claim: Claim, index: dict[Expr, int]
) -> tuple[list[Finding], tuple[Reason, str] | None]:
    findings: list[Finding] = []
    failure: tuple[Reason, str] | None = None
    positive = _positive_symbols(claim)
    for atom in dict.fromkeys(atoms(claim.formula)):
        if not free_symbols(atom.left, atom.right):
            closed_one = closed.decide(atom, index)
            if isinstance(closed_one, Finding):
                findings.append(closed_one)
            continue
        try:
            found = identity.decide(atom, index, positive)
        except SymnnError as error:
            failure = failure or (closed.reason_of(error), str(error))
            continue
        if found is not None:
            findings.append(found)
    return findings, failure
