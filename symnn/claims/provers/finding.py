"""What a prover of single relations returns."""

from __future__ import annotations

from typing import Any, NamedTuple

from symnn.claims.formula import Atomic


class Finding(NamedTuple):
    """The truth of one relation, the evidence for it, and the name of the method.

    `by` is the JSON of the evidence; `conditions` are what must hold for both sides to exist.
    """

    atom: Atomic
    truth: bool
    by: dict[str, Any]
    method: str
    conditions: tuple[Atomic, ...] = ()
