"""Why a piece of mathematics has no meaning for us: one reason from a short list."""

from __future__ import annotations

from enum import Enum
from typing import Final, final

from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.syntax import Span

_SHOWN_BITS: Final = 10_000


@final
class Kind(Enum):
    """The list."""

    UNDEFINED = "undefined name"
    AMBIGUOUS = "more than one reading"
    SHAPE = "shapes do not match"
    MISFIT = "another kind of value is needed"
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


def unsupported(node: tree.Node) -> MeaningError:
    """The obstacle of a notation without a rule."""
    words = {
        tree.Unreadable: getattr(node, "message", ""),
        tree.Dots: "a range is left open with dots",
        tree.Text: f"words stand here: {getattr(node, 'text', '')}",
        tree.PlusMinus: "± has two values",
        tree.Empty: "something is missing here",
    }
    kind = Kind.UNREADABLE if isinstance(node, tree.Unreadable) else Kind.UNSUPPORTED
    text = words.get(type(node)) or f"this notation ({type(node).__name__}) is not covered"
    return MeaningError(kind, text, node.span)


def short(value: int) -> str:
    """An integer that fits on the line."""
    text = str(value) if value.bit_length() < _SHOWN_BITS else "of many digits"
    return text if len(text) < 20 else f"{text[:8]}… ({len(text)} digits)"
