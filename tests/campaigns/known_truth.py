"""Ask thousands of claims with known truth: `python -m tests.campaigns.known_truth --claims 20000`.

Prints how many were decided, by family, and every wrong verdict. Wrong is: a verdict against the
known truth, a decided claim that has no truth, a claim and its negation both proved, a verdict
that changes from refuted to proved under renaming or reordering, a counterexample outside the
domain or where the claim holds. Exit status 1 if there is one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from random import Random
from time import perf_counter

from symnn import Not, Status, Verdict, check
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, rebuild, symbol
from tests.campaigns.generators import Case, case

SECONDS = 10.0
_NAMES = {"x": "zeta", "y": "alpha"}


def renamed(formula: Formula, rng: Random) -> Formula:
    """Other names, other orders of summands, factors and parts, sides exchanged."""
    if isinstance(formula, Compound):
        parts = [renamed(part, rng) for part in formula.parts]
        if formula.connective in ("and", "or"):
            rng.shuffle(parts)
        return Compound(formula.connective, tuple(parts))
    left, right = _moved(formula.left, rng), _moved(formula.right, rng)
    mirrored = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
    return Atomic(mirrored.get(formula.relation, formula.relation), right, left)


def _moved(node: Expr, rng: Random) -> Expr:
    if node.op == "symbol":
        return symbol(_NAMES.get(str(node.data), str(node.data)))
    args = [_moved(a, rng) for a in node.args]
    if node.op in ("add", "mul") or node.data in ("max", "min"):
        rng.shuffle(args)
    return rebuild(node, tuple(args))


def faults(item: Case, rng: Random) -> Iterator[str]:
    """What is wrong with the verdicts on a claim; the status comes first, as `status: …`."""
    verdict = check(item.claim, seconds=SECONDS)
    yield f"status: {verdict.status.name}"
    if verdict.status is not Status.UNDECIDED and verdict.proved is not item.truth:
        yield f"{verdict} although the truth is {item.truth}"
    yield from _faults_of_negation(item, verdict)
    if verdict.refuted and verdict.point:
        yield from _faults_of_point(verdict)
    if rng.random() < 0.3:
        over = tuple(renamed(f, rng) for f in item.claim.over)
        other = check(Claim(renamed(item.claim.formula, rng), over), seconds=SECONDS)
        if {verdict.status, other.status} == {Status.PROVED, Status.REFUTED}:
            yield f"{verdict}, but renamed and reordered: {other}"
        elif verdict.status is not other.status:
            yield f"status: {verdict.status.name} → {other.status.name} when renamed"


def _faults_of_negation(item: Case, verdict: Verdict) -> Iterator[str]:
    opposite = check(Claim(Not(Claim(item.claim.formula)).formula, item.claim.over), None, SECONDS)
    if opposite.proved and verdict.proved:
        yield f"the claim and its negation: {verdict}; {opposite}"
    if opposite.proved and item.truth is not False:
        yield f"the negation: {opposite}, although the truth is {item.truth}"
    if not item.claim.symbols() and opposite.refuted and item.truth is not True:
        yield f"the negation: {opposite}, although the truth is {item.truth}"


def _faults_of_point(verdict: Verdict) -> Iterator[str]:
    """At the counterexample the domain holds and the formula fails."""
    there = verdict.claim.at(verdict.point)
    if not check(Claim(there.formula)).refuted:
        yield f"the claim is not refuted at its own counterexample: {verdict}"
    if not all(check(Claim(part)).proved for part in there.over):
        yield f"the counterexample is outside the domain: {verdict}"


def run(claims: int, seed: int) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Counts by family and status, and the wrong verdicts."""
    counts: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    for number in range(claims):
        rng = Random(f"{seed}/{number}")
        item = case(rng)
        before = perf_counter()
        try:
            found = list(faults(item, rng))
        except (SymnnError, ArithmeticError, RuntimeError, TypeError, ValueError) as error:
            found = [f"check raised {error!r}"]
        if perf_counter() - before > 5 * SECONDS:
            found.append(f"it took {perf_counter() - before:.0f} s")
        for fault in found:
            if fault.startswith("status: "):
                counts[item.family, fault.removeprefix("status: ")] += 1
            else:
                wrong.append(f"seed {seed}/{number}, {item.family}: {fault}\n    {item.claim}")
                print(f"WRONG {wrong[-1]}", flush=True)
        if number % 1000 == 999:
            print(f"… {number + 1} claims, {len(wrong)} wrong", file=sys.stderr, flush=True)
    return counts, wrong


def report(counts: Counter[tuple[str, str]], wrong: list[str]) -> None:
    """The table of counts."""
    statuses = [s.name for s in Status]
    print(f"{'family':<14}" + "".join(f"{s:>12}" for s in statuses) + f"{'decided':>10}")
    families = sorted({family for family, _ in counts})
    for family in [*families, "all"]:
        row = [
            sum(n for (f, s), n in counts.items() if s == status and family in (f, "all"))
            for status in statuses
        ]
        share = f"{(row[0] + row[1]) / max(1, sum(row)):>10.1%}"
        print(f"{family:<14}" + "".join(f"{n:>12}" for n in row) + share)
    for (family, status), n in sorted(counts.items()):
        if status.endswith("renamed"):
            print(f"{family}: {n} × {status}")
    print(f"wrong: {len(wrong)}")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Claims with known truth.")
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    counts, wrong = run(options.claims, options.seed)
    report(counts, wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
