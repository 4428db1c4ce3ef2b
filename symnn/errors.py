"""The mistakes a user can make, one class a kind.

Every message names the object, the value, the rule that was broken and the way out.
"""

from __future__ import annotations


class SymnnError(Exception):
    """Base of every error that symnn raises on purpose."""


class ShapeError(SymnnError, ValueError):
    """Two shapes that do not fit, with the layer or the factor named."""


class InexactError(SymnnError, TypeError):
    """A float where an exact number is needed; both readings are named."""


class UndefinedError(SymnnError, ArithmeticError):
    """A value that does not exist over the reals: 1/0, log 0, an even root of a negative."""


class TooLargeError(SymnnError, OverflowError):
    """A field degree, an integer or an expression beyond the cap."""


class NotClosedError(SymnnError, ValueError):
    """A number was asked of an expression that still holds a free symbol."""


class NotAlgebraicError(SymnnError, ValueError):
    """An exact algebraic number was asked of a value that is not known to be algebraic."""


class UnsupportedError(SymnnError, NotImplementedError):
    """An object that symnn has no exact meaning for."""


class ClaimError(SymnnError, TypeError):
    """A claim that was decided, or spoiled, before symnn could look at it."""


class TimeLimitError(SymnnError, TimeoutError):
    """A search that was given up at its time limit; how far it came is said."""


class EvidenceError(SymnnError, ValueError):
    """Evidence that does not replay."""


class ModelError(SymnnError, ValueError):
    """A file of weights or of a property that cannot be read: malformed, truncated, unsafe."""


class LatexError(SymnnError, ValueError):
    """Mathematics that could not be read; `start` and `end` are offsets into its source."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


class DocumentError(SymnnError):
    """A document that cannot be read at all."""
