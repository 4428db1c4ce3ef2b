"""Ask thousands of claims with known truth.

python -m tests.campaigns.known_truth --families for_all --claims 20000 --seed 1 --jobs 2

Prints how many were decided and how long that took, by family, and every wrong verdict. Wrong is:
a verdict against the known truth, a decided claim that has no truth, a claim and its negation
both proved, a verdict that changes between proved and refuted under renaming, reordering or
scaling, a counterexample outside the domain or where the claim holds. Exit status 1 if there is
one. `--output FILE` keeps the summary, and `--add FILE…` adds up summaries of several runs.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import perf_counter

from symnn import Not, Status, Verdict, check
from symnn.claims.formula import Claim
from symnn.errors import SymnnError
from tests.campaigns.cases import Case
from tests.campaigns.families import GROUPS, case, chosen
from tests.campaigns.moved import moved
from tests.campaigns.summary import Summary

#: The time limit that is asked of every check, unless `--seconds` says another.
SECONDS = 2.0
#: Seconds after which a claim is given up, and reported.
LIMIT = 20.0
#: The share of claims that are also asked negated, moved, and at their counterexample.
AGAIN = 0.15
CHUNK = 250


def faults(item: Case, rng: Random, summary: Summary, seconds: float = SECONDS) -> Iterator[str]:
    """What is wrong with the verdicts on a claim; the status and the time go to the summary."""
    start = perf_counter()
    verdict = check(item.claim, seconds=seconds)
    summary.count(item.family, verdict.status.name, spent := perf_counter() - start)
    if spent > 4 * seconds:
        summary.note(f"{item.family}: {spent:.0f} s for {item.claim}")
    if verdict.status is not Status.UNDECIDED and verdict.proved is not item.truth:
        yield f"{verdict} although the truth is {item.truth}"
    closed = not item.claim.symbols()
    if closed or rng.random() < AGAIN:
        yield from _faults_of_negation(item, verdict, seconds)
    if verdict.refuted and verdict.point and rng.random() < AGAIN:
        yield from _faults_of_point(verdict)
    if rng.random() < AGAIN:
        other = check(moved(item.claim, rng), seconds=seconds)
        if {verdict.status, other.status} == {Status.PROVED, Status.REFUTED}:
            yield f"{verdict}, but renamed, reordered and scaled: {other}"
        elif verdict.status is not other.status:
            summary.note(f"{item.family}: {verdict.status.name} → {other.status.name} when moved")


def _faults_of_negation(item: Case, verdict: Verdict, seconds: float) -> Iterator[str]:
    opposite = check(Claim(Not(Claim(item.claim.formula)).formula, item.claim.over), None, seconds)
    if item.vacuous:  # everything holds on an empty domain
        if opposite.refuted:
            yield f"the negation on an empty domain: {opposite}"
        return
    if opposite.proved and verdict.proved:
        yield f"the claim and its negation: {verdict}; {opposite}"
    if opposite.proved and item.truth is not False:
        yield f"the negation: {opposite}, although the truth is {item.truth}"
    if opposite.proved and item.ever:
        yield f"the negation: {opposite}, although the claim holds somewhere"
    if item.ever is False and opposite.refuted:
        yield f"the negation: {opposite}, although the claim never holds"
    if not item.claim.symbols() and opposite.refuted and item.truth is not True:
        yield f"the negation: {opposite}, although the truth is {item.truth}"


def _faults_of_point(verdict: Verdict) -> Iterator[str]:
    """At the counterexample the domain holds and the formula fails."""
    there = verdict.claim.at(verdict.point)
    if not check(Claim(there.formula)).refuted:
        yield f"the claim is not refuted at its own counterexample: {verdict}"
    if not all(check(Claim(part)).proved for part in there.over):
        yield f"the counterexample is outside the domain: {verdict}"


class _OutOfTimeError(Exception):
    """A claim that took longer than the limit."""


def _give_up(_signal: int, _frame: object) -> None:
    raise _OutOfTimeError


def judged(names: Sequence[str], seed: str, seconds: float, numbers: Sequence[int]) -> Summary:
    """The summary of the claims with these numbers; claim n depends on the seed and n only."""
    summary, families = Summary(), chosen(names)
    signal.signal(signal.SIGALRM, _give_up)
    for number in numbers:
        rng = Random(f"{seed}/{number}")
        item = case(rng, families)
        signal.setitimer(signal.ITIMER_REAL, LIMIT)
        try:
            found = list(faults(item, rng, summary, seconds))
        except _OutOfTimeError:
            found = []
            summary.count(item.family, "OVERTIME", LIMIT)
            summary.note(f"{item.family}: seed {seed}/{number} took over {LIMIT:.0f} s")
            print(f"OVERTIME seed {seed}/{number}, {item.family}", file=sys.stderr, flush=True)
        except (SymnnError, ArithmeticError, RuntimeError, TypeError, ValueError) as error:
            found = [f"check raised {error!r}"]
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for fault in found:
            summary.wrong.append(f"seed {seed}/{number}, {item.family}: {fault}\n    {item.claim}")
            print(f"WRONG {summary.wrong[-1]}", file=sys.stderr, flush=True)
    return summary


def run(
    names: Sequence[str], claims: int, seed: str, jobs: int = 1, seconds: float = SECONDS
) -> Summary:
    """All claims up to a number, in one process or several."""
    parts = [range(i, min(i + CHUNK, claims)) for i in range(0, claims, CHUNK)]
    total, start = Summary(), perf_counter()
    if jobs == 1:
        for part in parts:
            total.add(judged(names, seed, seconds, part))
            _progress(total, start)
        return total
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        waiting = [pool.submit(judged, names, seed, seconds, part) for part in parts]
        for done in as_completed(waiting):
            total.add(done.result())
            _progress(total, start)
    return total


def _progress(total: Summary, start: float) -> None:
    shown = f"… {total.claims} claims, {len(total.wrong)} wrong, {perf_counter() - start:.0f} s"
    print(shown, file=sys.stderr, flush=True)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Claims with known truth.")
    known = ("for_all", *GROUPS)
    parser.add_argument("--families", nargs="+", default=["closed"], choices=known)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="the limit of one check")
    parser.add_argument("--output", type=Path, help="keep the summary as JSON")
    parser.add_argument("--add", type=Path, nargs="+", help="add up summaries instead of a run")
    options = parser.parse_args()
    if options.add:
        total = Summary()
        for path in options.add:
            total.add(Summary.of_json(json.loads(path.read_text("utf-8"))))
    else:
        asked = options.families, options.claims, options.seed, options.jobs, options.seconds
        total = run(*asked)
    if options.output:
        options.output.write_text(json.dumps(total.as_json(), indent=1), "utf-8")
    print(total.text())
    return 1 if total.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
