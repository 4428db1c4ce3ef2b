"""Claims that hold symbols: by cells and their engines, by identities, by a counterexample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.answers import atoms_proof, evidence_of, replayed, undecided
from symnn.claims.formula import Atomic, Claim, atoms, truth
from symnn.claims.program import statement
from symnn.claims.provers import closed, counterexample, identity, polynomial
from symnn.claims.provers.cases.prove import ByCases, Engine, Point, Proof
from symnn.claims.provers.counterexample import Counterexample
from symnn.claims.provers.finding import Finding
from symnn.claims.provers.smooth import engine as smooth
from symnn.claims.provers.systems import Deadline
from symnn.claims.reason import Reason
from symnn.claims.verdict import Status, Verdict
from symnn.errors import SymnnError
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


def decide_open(claim: Claim, deadline: Deadline, strict: bool) -> Verdict:
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
        tried = 0
    else:
        brief = partial(_briefly, partial(cells, deadline.within(BRIEF_TIME / 1000)))
        tried = counterexample.FEW_POINTS
        look = partial(_hunted, claim, tried, None, 0)
        ways = [identities, brief, look, partial(cells, deadline)]
    failure: Failure = None
    ways.append(partial(_hunted, claim, counterexample.MAX_POINTS, deadline, tried))
    for way in ways:
        verdict, failure = way(failure)
        if verdict is not None:
            return verdict
        if deadline.passed:
            return undecided(claim, Reason.TIME, failure[1] if failure else "")
    return undecided(claim, *(failure or (Reason.THEORY, "no counterexample was met")))


def _briefly(way: Way, failure: Failure) -> tuple[Verdict | None, Failure]:
    """A way that is gone again for longer, so that why it failed is not worth telling."""
    return way(failure)[0], failure


def _hunted(
    claim: Claim, most: int, deadline: Deadline | None, tried: int, failure: Failure
) -> tuple[Verdict | None, Failure]:
    found = counterexample.hunt(claim, most, deadline, tried)
    return (None, failure) if found is None else (_refuted(claim, found), None)


def _identity(claim: Claim, before: Failure) -> tuple[Verdict | None, Failure]:
    """By normal forms of both sides of every relation."""
    _, program = statement(claim)
    findings, failure = _identities(claim, program.index)
    known = {found.atom: found.truth for found in findings}
    if not truth(claim.formula, known):
        return None, before or failure
    evidence = evidence_of(claim, Status.PROVED, atoms_proof(findings, program.index))
    conditions = tuple(dict.fromkeys(c for found in findings for c in found.conditions))
    methods = " and ".join(dict.fromkeys(found.method for found in findings))
    verdict = Verdict(Status.PROVED, claim, methods, evidence, conditions=conditions)
    return replayed(verdict), None


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
        evidence = evidence_of(cases.claim, Status.PROVED, found.proof, cases.stated)
        verdict = replayed(Verdict(Status.PROVED, cases.claim, found.method, evidence))
        return (verdict, None) if verdict.proved else (None, (Reason.REPLAY, verdict.detail))
    if isinstance(found, Point):
        there = counterexample.simpler(cases.claim, found.point)
        there = there or counterexample.at_point(cases.claim, found.point)
        return (None, failure) if there is None else (_refuted(cases.claim, there), None)
    plain = found.reason is Reason.THEORY and failure is not None
    return None, failure if plain else (found.reason, found.detail)


def _refuted(claim: Claim, found: Counterexample) -> Verdict:
    evidence = evidence_of(claim, Status.REFUTED, found.proof)
    point = {name: _as_written(e) for name, e in found.point.items()}
    return replayed(Verdict(Status.REFUTED, claim, found.method, evidence, point=point))


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
