"""The child process: judge one document under limits, one line of JSON for each entry.

It is started by `sandbox`. The request comes on standard input, the answer goes to what was
standard output; whatever else writes there is thrown away.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from symnn.documents.cells import Cell
from symnn.documents.model import Entry, entry_to_json
from symnn.documents.parts import Part
from symnn.documents.source import Attached, Source

#: Open files that a judge may have at once: what an import needs, and little more.
_OPEN_FILES = 64
_LONGEST_MESSAGE = 300
#: A judge lives for one document: looking for what may be freed is worth less than elsewhere.
_MADE_BEFORE_COLLECTION = 100_000


def main(ahead: str) -> None:
    """Serve one request and end; the judge is imported before there is one."""
    answer = _take_over_output()
    gc.set_threshold(_MADE_BEFORE_COLLECTION)
    with contextlib.suppress(Exception):  # it is told of when it is asked for
        _function(ahead)
    request = json.loads(sys.stdin.buffer.read())
    _limit(cpu=request["seconds"], memory=request["memory"])
    try:
        judge = _function(request["judge"])
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent has to hear of it
        _say(answer, {"failed": _message(error)})
        return
    _limit_effects()
    _say(answer, {"ready": True})
    cells = tuple(Cell(*fields) for fields in request["cells"])
    parts = tuple(Part(*fields) for fields in request["parts"])
    attached = tuple(Attached(*fields) for fields in request["attached"])
    source = Source(request["path"], request["text"], request["format"], cells, parts, attached)
    _say(answer, _judge(answer, lambda: judge(source, *request["share"])))


def _judge(answer: TextIO, judge: Callable[[], Iterable[Entry | str]]) -> dict[str, object]:
    """Send every entry as soon as it is there, and a mark at the end; return how it ended."""
    mark = ""
    try:
        for entry in judge():
            if isinstance(entry, str):
                mark = entry
                continue
            _say(
                answer,
                {"entry": {**entry_to_json(entry), "path": entry.path, "notes": list(entry.notes)}},
            )
    except MemoryError:
        return {"stopped": "memory"}
    except RecursionError:
        return {"stopped": "depth"}
    except Exception as error:  # noqa: BLE001 - a bug must not cost the report
        return {"stopped": "error", "message": _message(error)}
    return {"end": True, "mark": mark}


def _take_over_output() -> TextIO:
    answer = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answer


def _say(answer: TextIO, message: dict[str, Any]) -> None:
    answer.write(json.dumps(message) + "\n")
    answer.flush()


def _function(name: str) -> Callable[..., Iterable[Entry | str]]:
    module, _, function = name.partition(":")
    found: Callable[..., Iterable[Entry | str]] = getattr(importlib.import_module(module), function)
    return found


def _message(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST_MESSAGE]


def _limit(cpu: int, memory: int) -> None:
    """Processor time in seconds and memory in bytes; where the system has no limits, none."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CPU, cpu)
    _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_CORE, 0)


def _limit_effects() -> None:
    """No file may grow, no process start. Only after the imports: they may write bytecode."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NPROC, 0)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)


def _lower(kind: int, value: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))
