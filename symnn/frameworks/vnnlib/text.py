"""S-expressions: what VNN-LIB files and witnesses are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from symnn.errors import ModelError, TooLargeError

#: The most characters of a file, and the deepest brackets.
MAX_CHARACTERS: Final = 1 << 26
MAX_DEPTH: Final = 200

_TOKEN: Final = re.compile(r";[^\n]*|[()]|\|[^|]*\||\"[^\"]*\"|[^\s()\";|]+|\S")


class Atom(NamedTuple):
    """A word, and the line and the column where it begins, from 1."""

    text: str
    line: int
    column: int


class Group(list["Atom | Group"]):
    """What stands in brackets, and the line and the column of the opening one."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__()
        self.line, self.column = line, column


#: A word, or a list of such in brackets.
Form: TypeAlias = "Atom | Group"


def forms(text: str, name: str) -> list[Form]:
    """The expressions of a text, one after the other.

    Args:
        text: the content of a file.
        name: of the file, for messages.

    Raises:
        ModelError: brackets that do not match, with the line and the column.
        TooLargeError: a text too long, or brackets too deep.

    Examples:
        >>> [[word, number]] = forms("(a 1) ; rest", "t")
        >>> word.text, number.text, number.line, number.column
        ('a', '1', 1, 4)
    """
    if len(text) > MAX_CHARACTERS:
        raise TooLargeError(f"{name} has {len(text):,} characters; the cap is {MAX_CHARACTERS:,}")
    top: list[Form] = []
    open_groups: list[Group] = []
    for token in _tokens(text):
        inner = open_groups[-1] if open_groups else top
        if token.text == "(":
            if len(open_groups) >= MAX_DEPTH:
                raise TooLargeError(f"{name}:{place(token)}: brackets deeper than {MAX_DEPTH}")
            open_groups.append(Group(token.line, token.column))
            inner.append(open_groups[-1])
        elif token.text == ")":
            if not open_groups:
                raise ModelError(f"{name}:{place(token)}: a ) without its (")
            open_groups.pop()
        elif token.text in ("|", '"'):
            raise ModelError(f"{name}:{place(token)}: a {token.text} that is never closed")
        else:
            inner.append(token)
    if open_groups:
        where = place(open_groups[-1])
        raise ModelError(f"{name}:{where}: a ( that is never closed; is it cut short?")
    return top


def _tokens(text: str) -> Iterator[Atom]:
    line, at, begin = 1, 0, 0
    for match in _TOKEN.finditer(text):
        ends = text.count("\n", at, match.start())
        if ends:
            line, begin = line + ends, text.rfind("\n", at, match.start()) + 1
        at = match.start()
        if not match[0].startswith(";"):
            yield Atom(match[0], line, at - begin + 1)


def place(form: Form) -> str:
    """Where a form begins, as line:column.

    Examples:
        >>> place(Atom("x", 3, 5))
        '3:5'
    """
    return f"{form.line}:{form.column}"


def shown(form: Form) -> str:
    """The form as text again, cut if it is long."""
    parts: list[str] = []
    stack: list[Form | str] = [form]
    while stack and len(parts) < 60:
        item = stack.pop()
        if isinstance(item, list):
            stack += [")", *reversed(item), "("]
        else:
            parts.append(item if isinstance(item, str) else item.text)
    text = " ".join(parts).replace("( ", "(").replace(" )", ")")
    return text if len(text) <= 80 and not stack else f"{text[:76]} …"
