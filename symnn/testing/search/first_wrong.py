"""The search for the simplest input where an implementation is wrong.

In this order: points that are judged in balls, in batches of several sizes and in several layouts
of memory; thousands of points looked at in floats; points that hypothesis draws. What is found is
made simpler.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from itertools import cycle, islice
from random import Random
from typing import Any, Final

from hypothesis import HealthCheck, Phase, currently_in_test_context, find, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample, Unsatisfiable
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from symnn.errors import UnsupportedError
from symnn.testing.calling import Call, Point
from symnn.testing.judging import Failure, Judge
from symnn.testing.search.estimates import Estimator
from symnn.testing.search.probes import screened_points
from symnn.testing.search.screening import Seen, screened
from symnn.testing.search.shrinking import cost, simplified
from symnn.testing.search.sources import Plan

#: Inputs looked at in floats, for each that hypothesis is to draw.
_SCREENED: Final = 20
#: Beyond so many coordinates hypothesis draws nothing once a failure is known.
_NARROW: Final = 24
#: Beyond so many rows a batch is made of points over and over.
_MANY: Final = 16
#: No more rows are given at once before the look in floats.
_MOST: Final = 512
#: Rows of a batch that hypothesis draws.
_DRAWN: Final = 16


def search(
    judge: Judge, plan: Plan, estimate: Estimator | None
) -> tuple[Failure | None, Seen | None]:
    """The simplest failure that was found, if one was, and what was seen in floats on the way.

    Args:
        judge: the implementation.
        plan: what is tried.
        estimate: for a look at many inputs in floats; None for none.
    """
    if plan.rows is not None and not judge.call.is_batch:
        raise UnsupportedError(
            f"rows={plan.rows} is about batches, and the implementation is called as "
            f"{judge.call.convention}; say call='batch' if it takes them"
        )
    first = _first(judge, plan)
    if plan.points is None or (first is not None and first.kind == "unsteady"):
        return _told(judge, first, plan, simpler=False), None
    seen = None
    if plan.is_free and estimate is not None and (first is None or plan.size > _NARROW):
        points = _screen_of(plan, estimate)
        found, seen = screened(judge, estimate, points, plan.box, plan.seed)
        first = _better(first, found)
    if first is not None and (plan.size > _NARROW or _is_of_batches(first)):
        return _told(judge, first, plan), seen
    found = _drawn(judge, plan, first)
    if found is None and not plan.probes:
        found = _of_shapes(judge, list(judge.observed), plan)
    return _told(judge, found, plan), seen


def _told(judge: Judge, found: Failure | None, plan: Plan, simpler: bool = True) -> Failure | None:
    if found is None or not simpler or found.kind == "unsteady" or not found.batch:
        return found
    return simplified(judge, found, plan.box)


def _better(left: Failure | None, right: Failure | None) -> Failure | None:
    known = [f for f in (left, right) if f is not None]
    return min(known, key=lambda f: (f.kind != "value", cost(f.batch)), default=None)


def _is_of_batches(found: Failure) -> bool:
    """Whether it shows in batches of many rows, of none, or in a layout only."""
    return len(found.batch) > _MANY or not found.batch or found.layout != "C"


def _screen_of(plan: Plan, estimate: Estimator) -> NDArray[Any]:
    count = _SCREENED * plan.examples
    return screened_points(estimate, plan.box, plan.form.name, count, plan.seed)


# --- the points that come first ---------------------------------------------------------


def _sizes(call: Call, plan: Plan) -> list[int]:
    """How many rows are given at once: one, some, as many as there are columns, many, none."""
    if not call.is_batch:
        return [1]
    if plan.rows is not None:
        return list(plan.rows)
    wanted = {0, 1, 2, 3, 17, 33, 65, 129, 257, plan.size, plan.outputs}
    return sorted(n for n in wanted if n <= _MOST)


def _first(judge: Judge, plan: Plan) -> Failure | None:
    """The simplest failure at the probes; if there is none, in large batches and layouts."""
    caught: list[Failure] = []
    probes = plan.probes
    sizes = _sizes(judge.call, plan)
    for size in (n for n in sizes if 0 < n <= _MANY):
        for k in range(0, len(probes), size):
            found = judge.at(tuple(probes[k : k + size]))
            if found is not None:
                caught.append(found)
                if found.kind == "unsteady":
                    return found
    plain = [f for f in caught if f.kind == "value"] or caught
    if plain:
        return min(plain, key=lambda f: cost(f.batch))
    return _of_shapes(judge, probes, plan)


def _of_shapes(judge: Judge, points: Sequence[Point], plan: Plan) -> Failure | None:
    """The first failure in batches of many rows, of none, and in other layouts."""
    sizes = _sizes(judge.call, plan)
    if not points:
        return None
    return _of_many(judge, points, sizes) or _of_layouts(judge, points, sizes)


def _of_many(judge: Judge, probes: Sequence[Point], sizes: Sequence[int]) -> Failure | None:
    for size in (n for n in sizes if n > _MANY or n == 0):
        found = judge.at(tuple(islice(cycle(probes), size)))
        if found is not None:
            return found
    return None


def _of_layouts(judge: Judge, probes: Sequence[Point], sizes: Sequence[int]) -> Failure | None:
    rows = max((n for n in sizes if n <= _MANY), default=0) if judge.call.is_batch else 1
    for layout in judge.call.layouts if rows else ():
        for k in range(0, min(len(probes), 12), rows):
            found = judge.at(tuple(probes[k : k + rows]), layout)
            if found is not None:
                return found
    return None


# --- the points that hypothesis draws ---------------------------------------------------


def _drawn(judge: Judge, plan: Plan, first: Failure | None) -> Failure | None:
    if plan.points is None:
        return first
    rows = [n for n in _sizes(judge.call, plan) if 0 < n <= _DRAWN]
    most = max(rows, default=1)
    points = plan.points
    batches = points.map(lambda p: (p,)) if most == 1 else _batches(points, most)
    kind = first.kind if first is not None else None
    caught: list[Failure] = [] if first is None else [first]

    def fails(batch: tuple[Point, ...]) -> bool:
        nonlocal kind
        found = judge.at(batch)
        if found is None or (kind is not None and found.kind not in (kind, "unsteady")):
            return False
        kind = found.kind
        caught.append(found)
        return True

    best = _found(batches, fails, judge, plan.examples, plan.seed)
    unsteady = next((f for f in caught if f.kind == "unsteady"), None)
    if unsteady is not None:
        return unsteady
    known = [f for f in (best, first) if f is not None] or caught[-1:]
    return min(known, key=lambda f: cost(f.batch), default=None)


def _batches(points: SearchStrategy[Point], most: int) -> SearchStrategy[tuple[Point, ...]]:
    return st.lists(points, min_size=1, max_size=most).map(tuple)


def _found(
    batches: SearchStrategy[tuple[Point, ...]],
    fails: Callable[[tuple[Point, ...]], bool],
    judge: Judge,
    examples: int,
    seed: int,
) -> Failure | None:
    chosen = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    look = partial(find, batches, fails, settings=chosen, random=Random(seed))  # noqa: S311
    try:
        batch = _apart(look) if currently_in_test_context() else look()
    except (NoSuchExample, Unsatisfiable, Flaky):
        return None
    return judge.at(batch)


def _apart(look: Callable[[], tuple[Point, ...]]) -> tuple[Point, ...]:
    """The search within a test of hypothesis: it knows one search in a thread.

    The thread is kept: hypothesis goes through all objects of the process for every new one.
    """
    if getattr(_here, "is_apart", False):  # a search within a search: that thread is taken
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(look).result()
    return _thread(os.getpid()).submit(look).result()


_here: Final = threading.local()


@lru_cache(maxsize=1)
def _thread(_process: int) -> ThreadPoolExecutor:
    """The thread for searches; a process that was forked has another."""
    return ThreadPoolExecutor(1, "symnn-search", lambda: setattr(_here, "is_apart", True))
