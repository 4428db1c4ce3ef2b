"""What names a part of a LaTeX text: a title, a word in a name, a command of the author."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.tex.names import DRESS, SECTIONS, WORDS
from symnn.documents.tex.prose import plain

LONGEST_TITLE: Final = 300
#: A star and an option, before a title.
_HEAD: Final = regex(r"\*?\s*(?:\[[^\]]*\]?\s*)?")


def title_after(text: str, position: int) -> str:
    r"""The braced title after a position, its option passed over, as prose.

    >>> title_after(r"\section*[a]{The \emph{end}} b", 8) == "The end"
    True
    """
    start, end = title_span(text, position)
    return plain(text[start:end])


def title_span(text: str, position: int) -> tuple[int, int]:
    r"""Where the braced title after a position stands, its braces with it.

    >>> title_span(r"\section*[a]{The \emph{end}} b", 8)
    (12, 28)
    """
    limit = min(position + LONGEST_TITLE, len(text))
    head = _HEAD.match(text, position, limit)
    start = head.end() if head is not None else position
    depth = 0
    for place in range(start, limit if text.startswith("{", start) else start):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth <= 0:
            return start, place + 1
    return start, limit if depth else start


def word_in(name: str) -> str:
    """The word in the name of an environment that tells what it holds, or nothing.

    >>> word_in("nexample"), word_in("center")
    ('Example', '')
    """
    found = WORDS.search(name)
    return found[1].capitalize() if found else ""


def own_part(before: str) -> str:
    r"""The command before a brace, if it opens a paragraph and is no dress: `\ex{…}`.

    >>> own_part("\n\\ex"), own_part("so \\ex"), own_part("\\emph")
    ('ex', '', '')
    """
    prose, _, name = before.rpartition("\\")
    is_own = name.isalpha() and name not in DRESS and name not in SECTIONS
    return name if is_own and not prose.strip() else ""
