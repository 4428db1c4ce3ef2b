"""Linear and polynomial claims beside z3 and cvc5.

python -m tests.campaigns.solvers --claims 1000 --seed 1 --jobs 2

Every claim of known truth that can be written in SMT-LIB is put to all three. Prints how often
each answered, and every case in which one of them, or the known truth, disagrees with another.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from importlib import import_module
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from random import Random
from time import perf_counter
from typing import Final, TypeAlias

from symnn import check
from symnn.claims.formula import Claim
from tests.campaigns.families import case, chosen
from tests.campaigns.smtlib import NoTextError, problem

#: True if the claim holds for all values, False if it fails somewhere, None for no answer.
Answer: TypeAlias = "bool | None"
GROUPS: Final = ("laws", "extremes", "polynomials", "fusion")


def ask_z3(logic: str, text: str, seconds: float) -> Answer:
    """The answer of z3."""
    import z3

    solver = z3.SolverFor(logic)
    solver.set("timeout", int(1000 * seconds))
    solver.from_string(text)
    return {"unsat": True, "sat": False}.get(str(solver.check()))


def ask_cvc5(logic: str, text: str, seconds: float) -> Answer:
    """The answer of cvc5."""
    import cvc5

    solver = cvc5.Solver()
    solver.setOption("tlimit-per", str(int(1000 * seconds)))
    solver.setLogic(logic)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "claim")
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        command.invoke(solver, symbols)
    found = solver.checkSat()
    return True if found.isUnsat() else False if found.isSat() else None


SOLVERS: Final[Mapping[str, Callable[[str, str, float], Answer]]] = {
    "z3": ask_z3,
    "cvc5": ask_cvc5,
}


def within(ask: Callable[[str, str, float], Answer], logic: str, text: str, limit: float) -> Answer:
    """The answer of a solver in a process of its own: not all of them keep to their limit."""
    ours, theirs = Pipe(duplex=False)
    child = get_context("fork").Process(target=_child, args=(ask, logic, text, limit, theirs))
    child.start()
    found = ours.recv() if ours.poll(2 * limit) else None
    child.kill()
    child.join()
    return found if found is None else bool(found)


def _child(
    ask: Callable[[str, str, float], Answer], logic: str, text: str, limit: float, to: Connection
) -> None:
    to.send(ask(logic, text, limit))


def ask_us(claim: Claim, seconds: float) -> Answer:
    """Our own answer."""
    verdict = check(claim, seconds=seconds)
    return True if verdict.proved else False if verdict.refuted else None


Part: TypeAlias = "tuple[Counter[tuple[str, str]], Counter[str], list[str]]"


def compared(numbers: Sequence[int], seed: str, seconds: float) -> Part:
    """Counts of answers, seconds spent, and disagreements."""
    answers: Counter[tuple[str, str]] = Counter()
    spent: Counter[str] = Counter()
    faults: list[str] = []
    families = chosen(GROUPS)
    for name in SOLVERS:
        import_module(name)  # once, not in every child
    for number in numbers:
        item = case(Random(f"{seed}/{number}"), families)
        try:
            logic, text = problem(item.claim)
        except NoTextError:
            continue
        voices: dict[str, Callable[[], Answer]] = {
            "symnn": partial(ask_us, item.claim, seconds),
            **{n: partial(within, ask, logic, text, seconds) for n, ask in SOLVERS.items()},
        }
        for name, ask in voices.items():
            start = perf_counter()
            found = ask()
            spent[name] += perf_counter() - start
            answers[name, {True: "true", False: "false", None: "no answer"}[found]] += 1
            if found is not None and found is not item.truth:
                faults.append(f"seed {seed}/{number}: {name} says {found}, built as {item.truth}")
                faults.append(f"    {item.claim}")
    return answers, spent, faults


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Claims of known truth beside z3 and cvc5.")
    parser.add_argument("--claims", type=int, default=500)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--seconds", type=float, default=2.0, help="the limit of each solver")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    parts = [range(i, min(i + 50, options.claims)) for i in range(0, options.claims, 50)]
    ask = partial(compared, seed=options.seed, seconds=options.seconds)
    answers: Counter[tuple[str, str]] = Counter()
    spent: Counter[str] = Counter()
    faults: list[str] = []
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        for done in as_completed([pool.submit(ask, part) for part in parts]):
            some, times, more = done.result()
            answers.update(some)
            spent.update(times)
            faults += more
            print("\n".join([f"… {sum(answers.values()) // 3} claims", *more]), file=sys.stderr)
    print(f"{'':<8}{'true':>8}{'false':>8}{'no answer':>11}{'seconds':>10}")
    for name in ("symnn", *SOLVERS):
        row = [answers[name, word] for word in ("true", "false", "no answer")]
        print(f"{name:<8}{row[0]:>8}{row[1]:>8}{row[2]:>11}{spent[name]:>10.1f}")
    print("\n".join([*faults, f"disagreements: {sum('seed' in f for f in faults)}"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
