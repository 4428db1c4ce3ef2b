"""Closed relations by balls of growing precision: strict inequalities and ≠, never =."""

from __future__ import annotations

from typing import Final

from symnn.claims.formula import Atomic
from symnn.claims.provers.finding import Finding
from symnn.exact.ball import certain_sign, compare, enclose
from symnn.functions.lower import lower

FIRST_BITS: Final = 128
LAST_BITS: Final = 8192


def decide(atom: Atomic, first: int = FIRST_BITS, last: int = LAST_BITS) -> Finding | None:
    """Separate the two sides strictly.

    Exactness: never wrong; says nothing about equal sides.
    """
    difference, bits = lower(atom.left - atom.right), first
    while bits <= last:
        sign = certain_sign(enclose(difference, bits))
        if sign is not None and sign != 0:
            by = {"kind": "enclosure", "bits": bits}
            return Finding(atom, compare(atom.relation, sign), by, f"enclosure at {bits} bits")
        bits *= 4
    return None
