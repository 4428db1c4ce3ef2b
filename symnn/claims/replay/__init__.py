"""The parts of the evidence checker: flint's exact numbers and balls, nothing of the provers."""

from collections.abc import Set
from contextvars import ContextVar
from typing import Final

from symnn.errors import EvidenceError

WORK: Final = 5 * 10**9
LEFT: Final = ContextVar[list[int]]("LEFT")  # one number, what is left of the work
UNBOUNDED: Final = [1 << 100]
STRICT: Final = ContextVar[bool]("STRICT", default=False)  # whether outside engines are refused
RELATIONS: Final = ("=", "!=", "<", "<=", ">", ">=")
_SIGNS: Final = ({0}, {-1, 1}, {-1}, {-1, 0}, {1}, {0, 1})
SIGNS: Final = dict[object, Set[int]](zip(RELATIONS, _SIGNS, strict=True))  # of left - right


def holds(relation: str, signs: Set[int]) -> bool | None:
    """Whether a relation holds for all of these signs of left - right, for none, or for some."""
    return True if signs <= SIGNS[relation] else None if signs & SIGNS[relation] else False


def need(condition: bool, message: str) -> None:
    """Refuse the evidence unless the condition holds."""
    if not condition:
        raise EvidenceError(message)


def spend(work: int) -> None:
    """Count work to come, in about nanoseconds, against what one evidence may need."""
    left = LEFT.get(UNBOUNDED)
    left[0] -= work
    if left[0] < 0:
        raise EvidenceError("the evidence needs too much work")
