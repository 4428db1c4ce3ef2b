"""The closed list of reasons for an open answer."""

from __future__ import annotations

from enum import Enum
from typing import final


@final
class Reason(Enum):
    """Why a claim is undecided; the value says it in words."""

    TIME = "the time limit was reached"
    SIZE = "a number, a field or an expression would pass its cap"
    THEORY = "no prover covers a claim of this kind over this domain"
    TRANSCENDENTAL = "both sides agree to many digits, and no theorem here tells whether exactly"
    UNDEFINED = "a value in the claim does not exist over the reals"
    UNSUPPORTED = "the claim holds an object that has no exact meaning here"
    REPLAY = "evidence was found but the independent checker did not accept it"
