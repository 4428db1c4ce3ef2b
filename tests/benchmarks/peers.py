"""The same claim put to z3 and cvc5, each in a process of its own with a time limit."""

from __future__ import annotations

from importlib import import_module
from multiprocessing import Queue, get_context
from queue import Empty
from time import perf_counter
from typing import Final

from symnn.claims.formula import Claim
from tests.campaigns.smtlib import problem
from tests.campaigns.solvers import SOLVERS

LIMIT: Final = 10.0
_WORDS: Final = {True: "true", False: "false", None: "no answer"}


def _child(name: str, logic: str, text: str, limit: float, times: Queue[tuple[str, float]]) -> None:
    import_module(name)  # is not timed
    best, found = limit, None
    for _ in range(3):
        start = perf_counter()
        found = SOLVERS[name](logic, text, limit)
        best = min(best, perf_counter() - start)
        if best > limit / 20:
            break
    times.put((_WORDS[found], best))


def ask(
    claim: Claim, names: tuple[str, ...] = tuple(SOLVERS), limit: float = LIMIT
) -> dict[str, tuple[str, float]]:
    """The answers and times of the others; of three runs the best, if they are short.

    A solver that passes the limit is stopped, and its time is the limit.
    """
    logic, text = problem(claim)
    found, context = {}, get_context("spawn")
    for name in names:
        times: Queue[tuple[str, float]] = context.Queue()
        child = context.Process(target=_child, args=(name, logic, text, limit, times))
        child.start()
        try:
            found[name] = times.get(timeout=3 * limit + 5)
        except Empty:
            found[name] = ("stopped" if child.is_alive() else "failed", limit)
        child.kill()
        child.join()
    return found


def named(found: dict[str, tuple[str, float]]) -> dict[str, float]:
    """Times by the name and the answer, as lines print them."""
    return {f"{name} ({answer})": time for name, (answer, time) in found.items()}
