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
    """A word, and the line on which it stands."""

    text: str
    line: int


#: A word, or a list of such in brackets.
Form: TypeAlias = "Atom | list[Form]"


def forms(text: str, name: str) -> list[Form]:
    """The expressions of a text, one after the other.

    Args:
        text: the content of a file.
        name: of the file, for messages.

    Raises:
        ModelError: brackets that do not match, with the line.
        TooLargeError: a text too long, or brackets too deep.

    Examples:
        >>> forms("(a (b 1)) ; rest", "t")
        [[Atom(text='a', line=1), [Atom(text='b', line=1), Atom(text='1', line=1)]]]
    """
    if len(text) > MAX_CHARACTERS:
        raise TooLargeError(f"{name} has {len(text):,} characters; the cap is {MAX_CHARACTERS:,}")
    top: list[Form] = []
    open_lists: list[tuple[list[Form], int]] = []
    for token in _tokens(text):
        inner = open_lists[-1][0] if open_lists else top
        if token.text == "(":
            if len(open_lists) >= MAX_DEPTH:
                raise TooLargeError(f"{name}:{token.line}: brackets deeper than {MAX_DEPTH}")
            made: list[Form] = []
            inner.append(made)
            open_lists.append((made, token.line))
        elif token.text == ")":
            if not open_lists:
                raise ModelError(f"{name}:{token.line}: a ) without its (")
            open_lists.pop()
        else:
            inner.append(token)
    if open_lists:
        raise ModelError(f"{name}:{open_lists[-1][1]}: a ( that is never closed; is it cut short?")
    return top


def _tokens(text: str) -> Iterator[Atom]:
    line, at = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        if not match[0].startswith(";"):
            yield Atom(match[0], line)


def line_of(form: Form) -> int:
    """The line of the first word in a form; 0 if there is none."""
    while isinstance(form, list):
        if not form:
            return 0
        form = form[0]
    return form.line


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
