"""The parts of the evidence checker: standard library only, nothing shared with the provers."""

from symnn.errors import EvidenceError


def need(condition: bool, message: str) -> None:
    """Refuse the evidence unless the condition holds."""
    if not condition:
        raise EvidenceError(message)
