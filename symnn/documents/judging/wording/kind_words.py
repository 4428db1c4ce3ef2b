"""The words for what a name is: a row vector, one-hot, a scalar."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree

KIND: Final = (
    r"(?:one[- ]?hot(?:[- ]encoded)?|scalar(?:[- ]valued)?|(?:real|target|label|weight|bias|input"
    r"|output|class|row|column|probability) (?=vector|label|target|matrix)|vectors?|labels?"
    r"|targets?|matrix|constants?)"
)
KINDS: Final = rf"(?:an? |the )?{KIND}(?: ?{KIND})*"
_TOLD: Final = regex(rf"(?:is |are )?{KINDS}")


def tells_kind(statement: tree.Statement) -> bool:
    r"""Whether a statement is a name with words for what it is: it says nothing of what follows.

    >>> from symnn.latex.parser import parse
    >>> tells_kind(parse(r"x \text{ a row vector}").statements[0])
    True
    """
    if not isinstance(statement.body, tree.Name) or len(statement.qualifiers) != 1:
        return False
    (told,) = statement.qualifiers
    words = " ".join(told.words.lower().replace(",", " ").split())
    return told.body is None and _TOLD.fullmatch(words) is not None
