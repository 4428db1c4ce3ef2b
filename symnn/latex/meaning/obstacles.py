"""Why a piece of mathematics has no meaning for us: one reason from a short list."""

from __future__ import annotations

from enum import Enum
from typing import final

from symnn.errors import SymnnError
from symnn.latex.syntax import Span


@final
class Kind(Enum):
    """The list."""

    UNDEFINED = "undefined name"
    AMBIGUOUS = "more than one reading"
    SHAPE = "shapes do not match"
    VALUE = "no real value"
    SIZE = "too large"
    UNSUPPORTED = "not covered"
    UNREADABLE = "not readable"


class MeaningError(SymnnError):
    """Understanding stops here: the kind, the sentence, the place, the names that are missing."""

    def __init__(self, kind: Kind, message: str, span: Span, names: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.span = span
        self.names = names
