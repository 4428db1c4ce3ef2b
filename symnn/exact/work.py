"""A cap on the work of one normal form: a count, not a clock, so that verdicts do not vary."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from symnn.errors import TooLargeError

#: The most products of two terms in one normal form: a few seconds.
MAX_WORK: Final = 60_000

_left: Final[ContextVar[list[int] | None]] = ContextVar("symnn_work", default=None)


@contextmanager
def bounded_work() -> Iterator[None]:
    """Within the block, `spend` refuses to go on after `MAX_WORK` products of terms."""
    token = _left.set([MAX_WORK])
    try:
        yield
    finally:
        _left.reset(token)


def spend(products: int) -> None:
    """Count work against the block we are in, if any.

    Raises:
        TooLargeError: there is none left.

    Examples:
        >>> spend(10**9) is None
        True
    """
    left = _left.get()
    if left is not None:
        left[0] -= products
        if left[0] < 0:
            raise TooLargeError(f"a normal form would need over {MAX_WORK} products of terms")
