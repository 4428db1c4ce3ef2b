"""Words as terms."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.by_tables.terms import Letter, Listing, Row, Term, Word

#: A list that is written as words: (predictable, no, fun).
_LISTED: Final = regex(r"\(([^(),]+(?:,[^(),]+)+)\)")


class UnreadError(Exception):
    """What stands there is not read here."""


def letters(items: tuple[Term, ...]) -> tuple[Letter, ...]:
    """Terms that are letters, all of them."""
    found = tuple(item for item in items if isinstance(item, Letter))
    if len(found) != len(items):
        raise UnreadError
    return found


def items_of(term: Term) -> tuple[Term, ...]:
    """What stands in a row, or the term alone."""
    return term.items if isinstance(term, Row) else (term,)


def word(text: str) -> Term:
    """What words are the name of: one word, a row of them, or a list."""
    words = [w for w in text.replace("~", " ").split() if w]
    if not words:
        raise UnreadError
    listed = _LISTED.fullmatch(text.strip())
    if listed is not None:
        return Listing(tuple(word(part) for part in listed[1].split(",")))
    named = tuple(Letter(w) if len(w) == 1 and w.isalpha() else Word(w) for w in words)
    return named[0] if len(named) == 1 else Row(named)
