"""Judge documents in child processes that may hang, crash or run out of memory.

A document is judged in a fresh interpreter with an almost empty environment and limits on time,
memory, files and processes (on Windows on time only); it answers in lines of JSON, so what was
judged before it died is kept. The formula that it died of becomes an undecided entry with the
reason, and the document is judged again without that formula: its text is written over, which
moves nothing else. A document takes at most its time limit for each of its files.

The first judge is started before there is a document, and gets ready while one is read. A
document by itself is shared by several judges only if it takes one of them long.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, field, replace
from typing import Final, Self, TypeVar

from symnn.deferred import dataclass
from symnn.documents.entries import limit_entry
from symnn.documents.model import DocumentReport, Entry, entry_from_json
from symnn.documents.remaining import blank, in_order, reach, remaining, within
from symnn.documents.source import Source
from symnn.errors import DocumentError

_T = TypeVar("_T")
_U = TypeVar("_U")

#: The function that judges, as "module:function".
JUDGE: Final = "symnn.documents.judging.judge:judge"

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from symnn.documents.worker import main; main(sys.argv[2])"
)
_LONGEST_LINE = 1 << 20
_MOST_ENTRIES = 50_000
_MOST_RUNS = 12
_STALL_SHARE = 6
#: A shorter text is not worth another judge.
_LEAST_SHARE: Final = 4000
#: Seconds after which a document is worth more than one judge: most have an end before that.
_ALONE: Final = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: wall-clock seconds in all, bytes of memory at once.

    One that is spread over several files may take so long for each of them.
    """

    seconds: int = 120
    memory: int = 1 << 30

    @property
    def stall(self) -> int:
        """Seconds without any entry after which a judge counts as hanging."""
        return max(self.seconds // _STALL_SHARE, 1)


@dataclass(slots=True)
class _Run:
    """What one child process said, and why it stopped if it did not reach the end."""

    entries: list[Entry] = field(default_factory=list)
    stopped: str | None = None
    mark: str = ""


class Sandbox:
    """Judge documents, several at a time; leaving the context ends every child.

    `judge` names the function to call in the child, `Source -> Iterable[Entry]`, with its
    entries in document order; `share` one that takes which of how many judges it is as well, for
    a document by itself.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        jobs: int = 1,
        judge: str = JUDGE,
        share: str | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._jobs = max(jobs, 1)
        self._judge = judge
        self._share = share
        self._ahead: subprocess.Popen[bytes] | None = None
        self._alive: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._is_closed = False

    def __enter__(self) -> Self:
        self._ahead = self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closed = True
        with self._lock:
            alive = list(self._alive)
            ahead, self._ahead = self._ahead, None
        for process in alive:
            _kill(process)
        if ahead is not None:
            self._forget(ahead)

    def judge_all(self, sources: Sequence[Source]) -> Iterator[DocumentReport]:
        """The reports of the documents, in their order, each as soon as it can be given."""
        if self._jobs == 1 or len(sources) < 2:
            yield from map(self.judge_together, sources)
            return
        yield from self._at_once(self.judge, sources)

    def _at_once(self, work: Callable[[_T], _U], items: Sequence[_T]) -> Iterator[_U]:
        """The results of some work, in order; if it is interrupted, every child is ended."""
        from concurrent.futures import ThreadPoolExecutor

        pool = ThreadPoolExecutor(min(self._jobs, len(items)))
        try:
            yield from pool.map(work, items)
        except BaseException:
            self.__exit__()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def judge_together(self, source: Source) -> DocumentReport:
        """The report of one document by all jobs, or by one if they cannot share it."""
        jobs = min(self._jobs, len(source.text) // _LEAST_SHARE + 1)
        if jobs == 1 or self._share is None:
            return self.judge(source)
        run = self._run(source, time.monotonic() + min(_ALONE, self._limits.seconds))
        if run.stopped is None:
            return DocumentReport(source.path, source.format, in_order(source, run.entries))
        deadline = time.monotonic() + self._limits.seconds * _files(source)
        shares = [(number, jobs) for number in range(jobs)]
        runs = list(self._at_once(lambda share: self._run(source, deadline, share), shares))
        marks = {run.mark for run in runs}
        if any(run.stopped is not None for run in runs) or len(marks) > 1 or marks == {""}:
            return self.judge(source)
        entries = [entry for run in runs for entry in run.entries]
        return DocumentReport(source.path, source.format, in_order(source, entries))

    def judge(self, source: Source) -> DocumentReport:
        """The report of one document; DocumentError only if no judge could be started."""
        deadline = time.monotonic() + self._limits.seconds * _files(source)
        judged: list[Entry] = []
        cut_off: list[Entry] = []
        text = source.text
        blanked: set[int] = set()
        for attempt in range(_MOST_RUNS):
            run = self._run(replace(source, text=text), deadline)
            if run.stopped is None or reach(source, run.entries) >= reach(source, judged):
                judged = run.entries
            if run.stopped is None:
                break
            place = reach(source, judged)
            left = remaining(source, place, blanked)
            out_of_time = time.monotonic() >= deadline or attempt == _MOST_RUNS - 1
            for index, formula in left if out_of_time else left[:1]:
                blanked.add(index)
                cut_off += within(source, formula, judged)
                cut_off += filter(None, [limit_entry(source, formula, place, run.stopped)])
            if out_of_time or not left:
                break
            text = blank(text, left[0][1])
        return DocumentReport(source.path, source.format, in_order(source, [*judged, *cut_off]))

    def _run(self, source: Source, deadline: float, share: tuple[int, ...] = ()) -> _Run:
        """Let one child judge the document, or its share, until it ends, stalls or dies."""
        request = {
            "judge": self._share if share else self._judge,
            "share": share,
            "path": source.path,
            "text": source.text,
            "format": source.format,
            "cells": [astuple(cell) for cell in source.cells],
            "parts": source.parts,
            "attached": source.attached,
            "seconds": self._limits.seconds * _files(source) + 1,
            "memory": self._limits.memory,
        }
        process = self._start()
        lines: queue.Queue[bytes | None] = queue.Queue(1000)
        _in_background(lambda: _send(process, json.dumps(request).encode()))
        reader = _in_background(lambda: _receive(process, lines))
        try:
            return self._listen(process, lines, deadline)
        finally:
            _kill(process)
            while reader.is_alive():
                _drain(lines)
                reader.join(1 / 100)
            self._forget(process)

    def _forget(self, process: subprocess.Popen[bytes]) -> None:
        """Close what leads to a child that has ended."""
        for pipe in (process.stdout, process.stdin):
            _close(pipe)
        with self._lock:
            self._alive.discard(process)

    def _start(self) -> subprocess.Popen[bytes]:
        """A judge that waits for its document: the one that was started ahead, or another."""
        paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100 - '' is the cwd
        command = [sys.executable, "-s", "-S", "-P", "-X", "utf8", "-c", _BOOT, json.dumps(paths)]
        with self._lock:
            if self._is_closed:
                raise DocumentError("the check was interrupted")
            process, self._ahead = self._ahead, None
            if process is None:
                process = subprocess.Popen(
                    [*command, self._judge],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=tempfile.gettempdir(),
                    env=_environment(),
                    start_new_session=True,
                )
            self._alive.add(process)
        return process

    def _listen(
        self,
        process: subprocess.Popen[bytes],
        lines: queue.Queue[bytes | None],
        deadline: float,
    ) -> _Run:
        run = _Run()
        patience = deadline
        while True:
            wait = min(patience, deadline) - time.monotonic()
            try:
                line = lines.get(timeout=max(wait, 0))
            except queue.Empty:
                run.stopped = f"time limit: no verdict within {_span(self._limits, deadline)}"
                return run
            message = None if line is None else _parsed(line)
            if message is None:
                run.stopped = _death(process)
                return run
            if "failed" in message:
                raise DocumentError(f"the judge could not be started: {message['failed']}")
            if "end" in message:
                run.mark = str(message.get("mark", ""))
                return run
            if "stopped" in message:
                run.stopped = self._reason(message)
                return run
            if "entry" in message:
                _take(run, message["entry"])
                if run.stopped:
                    return run
            patience = time.monotonic() + self._limits.stall

    def _reason(self, message: dict[str, object]) -> str:
        if message["stopped"] == "memory":
            return f"memory limit: more than {self._limits.memory >> 20} MiB"
        if message["stopped"] == "depth":
            return "depth limit: nested too deeply"
        return f"internal error: {message.get('message')}"


def _files(source: Source) -> int:
    """How many files a document is spread over."""
    return len({part.path for part in source.parts}) or 1


def _span(limits: Limits, deadline: float) -> str:
    if time.monotonic() >= deadline:
        return f"{limits.seconds} s for the document"
    return f"{limits.stall} s"


def _take(run: _Run, data: object) -> None:
    """Add an entry, or stop at one that breaks the protocol."""
    try:
        if not isinstance(data, dict) or len(run.entries) >= _MOST_ENTRIES:
            raise ValueError("too many entries, or one that is no object")
        run.entries.append(entry_from_json(data))
    except (DocumentError, ValueError) as error:
        run.stopped = f"internal error: {error}"


def _parsed(line: bytes) -> dict[str, object] | None:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


# Processes ------------------------------------------------------------------------------


def _environment() -> dict[str, str]:
    """Nothing of the caller's; a fixed hash seed, so that two runs say the same."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**kept, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}


def _in_background(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def _send(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Write the request; a child that died early is noticed where its answer is read."""
    try:
        if process.stdin:
            process.stdin.write(data)
    except OSError:
        return
    finally:
        _close(process.stdin)


def _receive(process: subprocess.Popen[bytes], lines: queue.Queue[bytes | None]) -> None:
    try:
        while process.stdout and (line := process.stdout.readline(_LONGEST_LINE)):
            lines.put(line)
    except (OSError, ValueError):
        pass
    lines.put(None)


def _drain(lines: queue.Queue[bytes | None]) -> None:
    while True:
        try:
            lines.get_nowait()
        except queue.Empty:
            return


def _close(pipe: object) -> None:
    try:
        if hasattr(pipe, "close"):
            pipe.close()
    except OSError:
        return


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a child and whatever it started."""
    try:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()


def _death(process: subprocess.Popen[bytes]) -> str:
    """Why a child fell silent, in words."""
    try:
        status = process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return "crash: the judge closed its answer"
    if status >= 0:
        return f"crash: the judge ended with status {status}"
    name = signal.Signals(-status).name
    if name == "SIGXCPU":
        return "time limit: no verdict within the processor time of the document"
    if name == "SIGKILL":
        return "crash: the judge was killed, as a system does that runs out of memory"
    return f"crash: the judge ended with {name}"
