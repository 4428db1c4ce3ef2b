"""Names that are looked for anew, whatever their values were: those of a system to solve.

Behind `x + 2y = 1` and `x - y = 4` in one display, or behind a matrix times a column of names, the
values that x and y had in the system before are gone: what is said next is about the new ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.linear import letters_of, unknown_column
from symnn.documents.judging.placing import Place, State
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

#: So many lines further down, a value is not the one that a matrix times a column is about.
_NEAR: Final = 4
#: So far back in its sentence, a word says that a system was solved.
_FAR: Final = 300
_SOLVES: Final = regex(r"\bsolv(?:ed?|es|ing)\b")
_STOPS: Final = regex(r"[.;:!?]\s|\n[ \t]*\n|\\end\{")
#: What stands between two equations of a text.
_BETWEEN: Final = regex(r"\$|\\\\|`|[,;:]|\\\(|\\\)|\n[ \t]*\n|\b(?:and|or|so|hence|thus|then)\b")


def note_sought(place: Place, clauses: Iterable[Clause], entries: Iterable[Entry]) -> None:
    """Note the names of a system, unless all of it was proved with the values that they have."""
    if all(entry.verdict == "proved" for entry in entries):
        return
    state = place.state
    line = state.source.position(place.formula.start).line
    for key in _sought(clauses):
        state.sought[key] = state.scope.version, line


def sought_since(state: State, known: Binding) -> str | None:
    """Why the value of a name may be gone: a system in it stands between; None if none does."""
    found = state.sought.get(known.key)
    if found is None or known.parameters is not None or known.version > found[0]:
        return None
    return f"{known.key} may be unknown since the equations of line {found[1]}"


def is_sought_in_column(place: Place, left: tree.Node) -> bool:
    """Whether a matrix stands before a column of names that have values, not all from near."""
    names = unknown_column(left)
    line = place.state.source.position(place.formula.start).line
    known = [place.state.scope.latest(name) for name in names]
    return any(k is not None and line - k.line > _NEAR for k in known)


def is_solution(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether "Solving, x = 8" tells of a system with x in it, whatever x was before."""
    key = tree.key(left)
    known = None if key is None else place.state.scope.latest(key)
    if known is None or any(isinstance(part, tree.Name) for part in tree.walk(link.operand)):
        return False
    within = any(tree.key(part) == key for part in tree.walk(known.body))
    if known.computed and not within:
        return False
    end = place.formula.outer_start
    text = place.state.source.text[max(end - _FAR, 0) : end]
    return _SOLVES.search(_STOPS.split(text)[-1].lower()) is not None


#: Words that go on to another thing, whose names have values of their own.
_OTHER_ONE: Final = regex(
    r"\b(?:second|third|another|next|other|further|new|different)"
    r" (?:example|case|problem|exercise)\b"
)


def is_asked_since(text: str, name: tree.Node) -> bool:
    r"""Whether another equation for a name stands in a text, which gives it no value.

    Examples:
        >>> x = tree.Name("x")
        >>> is_asked_since("solving $V'(x) = 0$ gives", x)
        True
        >>> is_asked_since("whose roots are $x_1 = 2$ and", x)
        False
    """
    plain = name.operand if isinstance(name, tree.Mark) else name
    if _OTHER_ONE.search(text):
        return True
    if not isinstance(plain, tree.Name) or "=" not in text:
        return False
    letter, given = _patterns(plain.base)
    for piece in _BETWEEN.split(text):
        left, equals, right = piece.partition("=")
        if not equals or not (letter.search(left) or letter.search(right)):
            continue
        if not given.fullmatch(left) or letter.search(right):
            return True
    return False


@lru_cache(maxsize=64)
def _patterns(base: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A letter as it is written, and where it stands alone, as on the left of a value."""
    word = re.escape(base)
    before = r"(?<![A-Za-z\\])" if len(base) == 1 else r"\\"
    letter = rf"{before}{word}(?![A-Za-z])"
    return regex(letter), regex(rf"[^A-Za-z]*(?:[A-Za-z]+\s+)*\W*{letter}[\s_^{{}}*\d'&]*")


def _sought(clauses: Iterable[Clause]) -> frozenset[str]:
    """The names of the equations with sums of letters, if there are several; of a column."""
    found: list[frozenset[str]] = []
    for body in _bodies(clauses):
        if not isinstance(body, tree.Chain) or len(body.links) != 1:
            continue
        if body.links[0].relation != "=":
            continue
        if column := unknown_column(body.first):
            return frozenset(column)
        left, right = letters_of(body.first), letters_of(body.links[0].operand)
        if left and right is not None and tree.key(body.first) is None:
            found.append(left | right)
    several = len(found) > 1 and any(len(names) > 1 for names in found)
    return frozenset().union(*found) if several else frozenset()


def _bodies(clauses: Iterable[Clause]) -> Iterator[tree.Node]:
    for clause in clauses:
        if isinstance(clause.statement, tree.Statement):
            body = clause.statement.body
            yield from body.rows if isinstance(body, tree.System) else (body,)
