"""Hypothesis profiles: a repeatable one for every run, and a long one for campaigns.

The marker `sympy` is set here, for the tests of modules in which objects of sympy take part. And
linear algebra runs on one thread: the matrices of the tests are small, and the threads of several
workers wait for each other on a machine with few cores, up to fifty times as long as the work.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import cache
from types import ModuleType
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

# numpy and scipy read it when they are first imported; what the tests start inherits it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

settings.register_profile("default", derandomize=True, deadline=None, max_examples=40)
settings.register_profile(
    "campaign",
    deadline=None,
    max_examples=10_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--every-work` judges all passages with known verdicts; else a third of them are judged."""
    parser.addoption("--every-work", action="store_true", help="judge all works, not a third")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out two works of three; mark what imports sympy, or uses what such a module defines."""
    if not config.getoption("--every-work"):
        left_out = [item for item in items if _is_left_out(item)]
        items[:] = [item for item in items if not _is_left_out(item)]
        config.hook.pytest_deselected(items=left_out)
    for item in items:
        if _has_sympy(getattr(getattr(item, "module", None), "__name__", "")):
            item.add_marker("sympy")


def _is_left_out(item: pytest.Item) -> bool:
    """Whether it is a work of those that only the long run judges, the same ones every time."""
    if getattr(getattr(item, "module", None), "__name__", "") != "tests.documents.test_works":
        return False
    return crc32(item.name.encode()) % 3 != 0


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the garbage collector need not look at it again."""
    gc.collect()
    gc.freeze()


@cache
def _has_sympy(name: str) -> bool:
    values = vars(sys.modules[name]).values() if name in sys.modules else ()
    owners = {v.__name__ if isinstance(v, ModuleType) else _owner(v) for v in values} - {name}
    return any(o.split(".")[0] == "sympy" for o in owners) or any(
        _has_sympy(o) for o in owners if o.startswith("tests.")
    )


def _owner(value: object) -> str:
    """The module that an object or its type is defined in."""
    own = getattr(value, "__module__", None)
    return own if isinstance(own, str) else type(value).__module__
