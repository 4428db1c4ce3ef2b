"""Lists of relations to be shown inconsistent: the question that every engine answers.

"D <= 0 on a domain" is the inconsistency of the domain's relations and D > 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from numbers import Real
from time import monotonic
from typing import Any, NamedTuple, final

from symnn.deferred import dataclass
from symnn.errors import ClaimError
from symnn.exact.expression import Expr


class Relation(NamedTuple):
    """expr > 0, expr >= 0 or expr = 0, with a lowered expression that holds no kink."""

    sign: str
    expr: Expr


class Refutation(NamedTuple):
    """What the checker needs to see that the relations are inconsistent, and the method's name."""

    proof: dict[str, Any]
    method: str


class Witness(NamedTuple):
    """Exact values of all symbols that are believed to satisfy the relations."""

    point: Mapping[str, Expr]


_LONGEST: ContextVar[float | None] = ContextVar("longest", default=None)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Let every search that begins inside end after so many seconds, whatever it is given.

    Examples:
        >>> with at_most(0):
        ...     Deadline.after(60).left() == 0
        True
    """
    before = _LONGEST.set(seconds)
    try:
        yield
    finally:
        _LONGEST.reset(before)


@final
@dataclass(frozen=True, slots=True)
class Deadline:
    """A time on the monotonic clock, or none."""

    at: float | None = None

    @classmethod
    def after(cls, seconds: float | None) -> Deadline:
        """So many seconds from now; None for no limit.

        Raises:
            ClaimError: no number, or a negative one.
        """
        longest = _LONGEST.get()
        if seconds is not None and not (isinstance(seconds, Real) and seconds >= 0):
            raise ClaimError(
                f"seconds is {seconds!r}; give a number that is not negative, or None for no limit"
            )
        if longest is not None:
            seconds = longest if seconds is None else min(seconds, longest)
        return cls(None if seconds is None else monotonic() + seconds)

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return self.at is not None and monotonic() > self.at

    def left(self) -> float | None:
        """Seconds left, at least 0; None for no limit."""
        return None if self.at is None else max(self.at - monotonic(), 0)

    def within(self, seconds: float) -> Deadline:
        """The same, but at most so many seconds from now."""
        soon = monotonic() + seconds
        return Deadline(soon if self.at is None else min(soon, self.at))
