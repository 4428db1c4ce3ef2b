"""The parts of the evidence checker: standard library only, nothing shared with the provers."""

from contextvars import ContextVar
from typing import Final

from symnn.errors import EvidenceError

WORK: Final = 5 * 10**9
LEFT: Final = ContextVar[int | None]("LEFT", default=None)
STRICT: Final = ContextVar[bool]("STRICT", default=False)  # whether outside engines are refused


def need(condition: bool, message: str) -> None:
    """Refuse the evidence unless the condition holds."""
    if not condition:
        raise EvidenceError(message)


def spend(work: int) -> None:
    """Count work to come, in about nanoseconds, against what one evidence may need."""
    left = LEFT.get()
    if left is not None:
        LEFT.set(left - work)
        need(left >= work, "the evidence needs too much work")
