"""Change evidence and demand that it is rejected: `python -m tests.campaigns.mutations`.

Half of the mutants state what is false by construction: a relation, a status or a bound that the
known signs of left - right contradict, with a proof that is changed, or that belongs to another
claim. All of these must be rejected.

The other half is changed anywhere. A mutant that is accepted counts as still true only if it says
what the known signs confirm; or if no violation is met at points where FLINT's balls evaluate both
sides, and the provers, asked afresh, do not say the opposite. What they leave open is listed.
Exit status 1 if a false statement is accepted, or if anything but an EvidenceError is raised.
"""

from __future__ import annotations

import argparse
import copy
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from itertools import product
from random import Random
from time import perf_counter
from typing import Any, Final

from flint import arb, ctx, fmpq

from symnn import Status
from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.claims.recheck import recheck
from symnn.errors import EvidenceError, SymnnError
from symnn.exact.expression import RELATIONS, Expr, RealRoot
from tests.campaigns.mutants import Json, attack, leaves_of, mutate
from tests.campaigns.signed_claims import SIGNS, Source, sources
from tests.claims import balls

SLOW: Final = 20.0
BITS: Final = 400
_POINTS: Final = tuple(Fraction(p) for p in ("0", "1", "-1", "1/2", "2", "-1/3", "7/8", "-5", "40"))
ACCEPTED: Final = "accepted, still true: "


@dataclass
class Tally:
    """What became of the mutants."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def refusal(evidence: Json) -> str | None:
    """Why the checker rejects evidence; None if it accepts it."""
    try:
        recheck(evidence)
    except EvidenceError as error:
        return str(error)
    return None


# False by construction ------------------------------------------------------------------


def false_statement(source: Source, rng: Random) -> Json:
    """The evidence with a relation, a status or a bound for which its statement is false."""
    mutant = copy.deepcopy(source.evidence)
    statement, signs = mutant["statement"], source.sides.signs
    right = statement["formula"][2]
    bound = statement["nodes"][right]
    if rng.random() < 0.4 and 0 in signs and bound[0] == "rational" and _is_alone(statement, right):
        step = Fraction(rng.choice((-1, 1)), 10 ** rng.randint(0, 300))
        bound[1] = str(Fraction(bound[1]) + step)
        met = -1 if step > 0 else 1
        wrong = [r for r in RELATIONS if met not in SIGNS[r]]
        mutant["status"] = "proved"
    else:
        true = [r for r in RELATIONS if signs <= SIGNS[r]]
        statuses = {"cases": ("proved",), "counterexample": ("refuted",)}
        choices = statuses.get(mutant["proof"]["kind"], ("proved", "refuted"))
        mutant["status"] = rng.choice(choices) if true else "proved"
        wrong = true if mutant["status"] == "refuted" else [r for r in RELATIONS if r not in true]
    _say(mutant, rng.choice(wrong), mutant["status"], rng)
    return mutant


def _say(mutant: Json, relation: str, status: str, rng: Random) -> None:
    """Write the relation and the status wherever the proof repeats them, mostly."""
    old = mutant["statement"]["formula"]
    new = [relation, *old[1:]]
    mutant["statement"]["formula"], mutant["status"] = new, status
    for row in mutant["proof"].get("atoms", ()):
        if row["formula"] == old and rng.random() < 0.9:
            row["formula"], row["truth"] = list(new), status == "proved"
    if mutant["proof"]["kind"] == "limits":
        _say(mutant["proof"]["evidence"], relation, status, rng)


def _is_alone(statement: Json, place: int) -> bool:
    """Whether nothing but the right side of the formula refers to a node."""
    used = [a for node in statement["nodes"] for a in _places(node)]
    used += [a for part in statement["over"] for a in part[1:]]
    return place not in used and statement["formula"][1] != place


def _places(node: Sequence[Any]) -> list[int]:
    match node:
        case ["add" | "mul" | "power", *args]:
            return args
        case ["nth_root" | "apply" | "derivative", _, *args] | ["limit", _, _, *args]:
            return args
        case ["piecewise", rows, default]:
            return [i for row in rows for i in row[1:]] + [default]
    return []


# Changed anywhere -----------------------------------------------------------------------


def still_true(mutant: Json, source: Source) -> str | None:
    """Why an accepted mutant says the truth; None if it does not, `?…` if that is not known."""
    statement, old = mutant["statement"], source.evidence["statement"]
    proved = mutant["status"] == "proved"
    if statement["nodes"] == old["nodes"] and statement["over"] == old["over"]:
        relation, *places = statement["formula"]
        if places == old["formula"][1:] and relation in RELATIONS:
            same = proved is (source.evidence["status"] == "proved")
            good = source.sides.holds(relation) is proved
            if not good:
                return None
            return "the old statement" if same and relation == old["formula"][0] else "known signs"
    claim = decoded(statement)
    if proved:
        truths = [truth_at(claim, point) for point in _grid(claim)]
        if False in truths:
            return None
        if not claim.symbols() and truths == [True]:
            return "by balls"
    elif mutant["proof"]["kind"] == "counterexample":
        nodes = expressions(mutant["proof"]["nodes"], expressions(statement["nodes"]))
        point = {name: nodes[i] for name, i in mutant["proof"]["point"].items()}
        if truth_at(claim.at(point), {}) is False:
            return "it fails at its point, by balls"
    try:
        verdict = decide(claim, 5)
    except (SymnnError, RecursionError):
        return "?the provers cannot read it"
    if verdict.status is Status.UNDECIDED:
        return "?no violation is met, the provers leave it open"
    return "the provers say so too" if verdict.proved is proved else None


def decoded(statement: Json) -> Claim:
    """The statement as a claim."""
    nodes = expressions(statement["nodes"])
    return Claim(
        _formula(statement["formula"], nodes), tuple(_formula(f, nodes) for f in statement["over"])
    )


def expressions(program: Json, before: Sequence[Expr] = ()) -> list[Expr]:
    """The expression of each node."""
    nodes = list(before)
    for node in program:
        nodes.append(_expression(node, nodes))
    return nodes


def _expression(node: Json, nodes: Sequence[Expr]) -> Expr:
    args = tuple(nodes[i] for i in _places(node))
    match node:
        case ["rational", value]:
            return Expr("rational", (), fmpq(value))
        case ["root", coefficients, low, high]:
            return Expr("root", (), RealRoot(tuple(coefficients), fmpq(low), fmpq(high)))
        case ["piecewise", rows, _]:
            return Expr("piecewise", args, tuple(row[0] for row in rows))
        case ["limit", name, way, *_]:
            return Expr("limit", args, (name, way))
        case ["symbol" | "nth_root" | "apply" | "derivative" as op, data, *_]:
            return Expr(op, args, data)
    return Expr(node[0], args)


def _formula(value: Json, nodes: Sequence[Expr]) -> Formula:
    head, *parts = value
    if head in RELATIONS:
        return Atomic(head, *(nodes[i] for i in parts))
    return Compound(head, tuple(_formula(p, nodes) for p in parts))


def _grid(claim: Claim) -> Iterator[dict[str, Fraction]]:
    names = sorted(claim.symbols())[:3]
    for values in product(_POINTS, repeat=len(names)):
        yield dict(zip(names, values, strict=True))


def truth_at(claim: Claim, point: Mapping[str, Fraction]) -> bool | None:
    """The formula's truth at a point of the domain; None outside, or if it is not certain."""
    before, ctx.prec = ctx.prec, BITS
    try:
        known: dict[Expr, arb] = {}
        truths = [_truth(part, point, known) for part in (*claim.over, claim.formula)]
    except (balls.UndefinedValueError, ZeroDivisionError):
        return None
    finally:
        ctx.prec = before
    return truths[-1] if all(truths[:-1]) else None


def _truth(formula: Formula, point: Mapping[str, Fraction], known: dict[Expr, arb]) -> bool | None:
    if isinstance(formula, Atomic):
        gap = _ball(formula.left, point, known) - _ball(formula.right, point, known)
        balls.demand(bool(gap.is_finite()))
        signs = {s for s, no in ((-1, gap >= 0), (0, not gap.contains(0)), (1, gap <= 0)) if not no}
        signs -= {-1, 1} if gap.is_zero() else set()
        good = SIGNS[formula.relation]
        return True if signs <= good else None if signs & good else False
    values = [_truth(part, point, known) for part in formula.parts]
    if formula.connective in ("not", "implies") and values[0] is not None:
        values[0] = not values[0]
    winner = formula.connective in ("or", "implies")
    return winner if winner in values else None if None in values else not winner


def _ball(node: Expr, point: Mapping[str, Fraction], known: dict[Expr, arb]) -> arb:
    if node not in known:
        inner = () if node.op in ("piecewise", "derivative", "limit") else node.args
        args = [_ball(a, point, known) for a in inner]
        known[node] = _operation(node, args, point, known)
    return known[node]


def _operation(
    node: Expr, args: list[arb], point: Mapping[str, Fraction], known: dict[Expr, arb]
) -> arb:
    match node.op:
        case "rational":
            return arb(node.data)
        case "symbol":
            return balls.ball(point[str(node.data)])
        case "pi":
            return arb.pi()
        case "add" | "mul":
            return sum(args, arb(0)) if node.op == "add" else reduce(arb.__mul__, args, arb(1))
        case "power":
            return balls.power(*args)
        case "nth_root":
            return balls.nth_root(int(str(node.data)), args[0])
        case "piecewise":
            return _choice(node, point, known)
        case "apply" if node.data in balls.FUNCTIONS:
            result: arb = balls.FUNCTIONS[node.data](*args)
            balls.demand(bool(result.is_finite()))
            return result
    raise balls.UndefinedValueError


def _choice(node: Expr, point: Mapping[str, Fraction], known: dict[Expr, arb]) -> arb:
    for k, relation in enumerate(node.data if isinstance(node.data, tuple) else ()):
        left, right, value = node.args[3 * k : 3 * k + 3]
        truth = _truth(Atomic(relation, left, right), point, known)
        balls.demand(truth is not None)
        if truth:
            return _ball(value, point, known)
    return _ball(node.args[-1], point, known)


# The campaign ---------------------------------------------------------------------------


def judge(mutant: Json, source: Source, is_false: bool, tally: Tally, label: str) -> None:
    """Replay one mutant and count what became of it."""
    start = perf_counter()
    try:
        why = refusal(mutant)
    except Exception as error:  # noqa: BLE001
        tally.counts["raised something else"] += 1
        tally.wrong.append(f"{label}: {error!r}\n    {mutant}")
        return
    if perf_counter() - start > SLOW:
        tally.counts["slow"] += 1
        tally.open.append(f"{label}: took {perf_counter() - start:.0f} s")
    if why is not None:
        tally.counts["rejected"] += 1
        tally.reasons[re.sub(r"[\[{'\"].*", "…", why)[:70]] += 1
        return
    reason = None if is_false else still_true(mutant, source)
    if reason is None:
        tally.counts["ACCEPTED WRONGLY"] += 1
        tally.wrong.append(f"{label}: accepted\n    {mutant}")
    else:
        tally.counts[ACCEPTED + reason.removeprefix("?")] += 1
        if reason.startswith("?"):
            tally.open.append(f"{label}: {mutant['status']}: {mutant['statement']}")


def run(count: int, seed: int, found: Sequence[Source]) -> Tally:
    """So many mutants, every other one false by construction."""
    tally, others = Tally(), [source.evidence for source in found]
    leaves = [leaf for proof in others for leaf in leaves_of(proof["proof"])]
    groups: dict[str, list[Source]] = {}
    for source in found:
        made = " ".join(sorted(set(kinds(source.evidence["proof"]))))
        groups.setdefault(made, []).append(source)
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        source = rng.choice(groups[rng.choice(sorted(groups))])
        is_false = number % 2 == 0
        if is_false:
            mutant = false_statement(source, rng)
            if rng.random() < 0.6:
                mutant = attack(mutant, rng, leaves)
            if rng.random() < 0.6:
                mutant = mutate(mutant, rng, others, "proof")
        else:
            mutant = mutate(source.evidence, rng, others)
        if mutant == source.evidence:
            tally.counts["unchanged, not counted"] += 1
            continue
        label = f"seed {seed}/{number}, {source.sides.name}, {source.relation}"
        judge(mutant, source, is_false, tally, label)
        if number % 1000 == 999:
            print(f"… {number + 1} mutants, {len(tally.wrong)} wrong", file=sys.stderr, flush=True)
    return tally


def kinds(value: Json) -> Iterator[str]:
    """What a proof is made of."""
    if isinstance(value, dict):
        if "kind" in value:
            yield str(value["kind"])
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from kinds(inner)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Mutated evidence must be rejected.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    found = sources()
    made = Counter(kind for s in found for kind in set(kinds(s.evidence["proof"])))
    print(f"{len(found)} pieces of evidence: " + ", ".join(f"{n} {k}" for k, n in made.items()))
    tally = run(options.count, options.seed, found)
    print(f"{sum(tally.counts.values()) - tally.counts['unchanged, not counted']} mutants")
    for outcome, n in sorted(tally.counts.items()):
        print(f"{n:>8} {outcome}")
    print("the most frequent reasons:")
    for reason, n in tally.reasons.most_common(25):
        print(f"{n:>8} {reason}")
    for text in tally.open:
        print(f"OPEN {text}")
    for text in tally.wrong:
        print(f"WRONG {text}")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
