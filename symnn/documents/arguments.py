"""What is given on a command line, read and checked."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final

_LONGEST_TIMEOUT: Final = 86_400


def count(text: str) -> int:
    """A positive whole number.

    >>> count("12") == 12
    True
    """
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return int(text)


def seconds(text: str) -> int:
    """Whole seconds, a day at most."""
    found = count(text)
    if found > _LONGEST_TIMEOUT:
        raise argparse.ArgumentTypeError(f"{text!r} is more than a day ({_LONGEST_TIMEOUT} s)")
    return found


def place(text: str) -> tuple[str, int]:
    """FILE:LINE, or FILE:LINE:COLUMN as reports print it."""
    path, _, last = text.rpartition(":")
    before, _, line = path.rpartition(":")
    if before and line.isdigit() and not Path(path).exists():
        path, last = before, line
    if not path or not last.isdigit() or int(last) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not FILE:LINE, as in chapter.md:12")
    return path, int(last)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
