"""Which documents have changed since they were looked at last."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

#: What tells one state of a file from another; None if there is no file.
Stamp: TypeAlias = tuple[int, int, int] | None


class Round(NamedTuple):
    """The documents that are new or have changed, and those that are gone, both in order."""

    changed: list[str]
    gone: list[str]


def stamp(path: str) -> Stamp:
    """When a file was changed last, its size and its number.

    >>> stamp("there/is/no such file") is None
    True
    """
    try:
        state = os.stat(path)  # noqa: PTH116 - the path may be anything a user types
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


def rounds(
    find: Callable[[], Iterable[str]],
    pause: Callable[[], None],
    look: Callable[[str], Stamp] = stamp,
) -> Iterator[Round]:
    """The first round has all documents; each later one what has changed, after a pause.

    A file that has just been changed is given once it has stayed the same for a pause, so that
    none is read half-written. Without an end: leave the loop to stop.

    >>> next(rounds(lambda: ["a.md"], lambda: None, lambda path: (1, 1, 1)))
    Round(changed=['a.md'], gone=[])
    """
    known = {path: look(path) for path in find()}
    yield Round(list(known), [])
    settling: dict[str, Stamp] = {}
    while True:
        pause()
        seen = {path: look(path) for path in find()}
        gone = [path for path in known if path not in seen]
        moved = {path: at for path, at in seen.items() if path not in known or known[path] != at}
        changed = [path for path, at in moved.items() if settling.get(path, ()) == at]
        settling = moved
        known = {path: at for path, at in known.items() if path in seen}
        known |= {path: moved[path] for path in changed}
        if changed or gone:
            yield Round(changed, gone)
