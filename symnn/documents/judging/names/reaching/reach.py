r"""The definitions that a relation rests on, as far as their frames count.

A function carries what it is made from with it, wherever it is used; a value rests on every
name it was worked out from. Prose that speaks of "a matrix $A$", or supposes something of it, takes
A for any matrix from there on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.equations.sought import sought_since
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.families import member
from symnn.latex.meaning.scope import Binding, Scope

#: Words right before a name that take it for any of its kind.
_NOUN: Final = (
    r"(?i:(?:an?|any|every|each|some|arbitrary)(?:\s+[a-z-]+){0,2}\s+(?:matrix|vector|function|map"
    r"|transformation|number|integer|scalar|polynomial|eigenvector|eigenvalue))"
)
_SUPPOSED: Final = r"(?i:(?:suppose|let|assume)(?:\s+that)?)"
#: What may take the name of a function for another one.
_TAKEN: Final = regex(
    r"(?i:let|suppose|assume|say|pictured|graph|plotted|sketched|drawn)|[设令若记]|假设|如果"
)
#: So far back is looked for them.
_FAR: Final = 20000
#: So near stands a word that says which function Φ is.
_BESIDE: Final = 400
_NORMAL: Final = regex(r"(?i:\bnormal|gau(?:ss|\xdf)|guassian)|\\mathcal\{?\s*N|N\(0")
#: A problem in a numbered list, and the word before its answer.
_ITEM: Final = regex(r"^[ \t]{0,3}\d{1,3}[.)][ \t]", re.MULTILINE)
_ANSWER: Final = regex(r"^[ \t>*_]*(?:Ans(?:wer)?|Solution|Explanation)[*_]*:", re.MULTILINE)
#: What the formulas of a display are of.
_TITLE: Final = regex(r"[\s$]*\\text\{([^{}:]{1,40}):\s*\}")
_BULLET: Final = regex(r"[ \t]+(?:[-+*]|\d{1,3}[.)])[ \t]")
_OUTERMOST: Final = regex(r"^(?:[-+*]|\d{1,3}[.)])[ \t]", re.MULTILINE)


def ended(place: Place, *nodes: tree.Node) -> str | None:
    """Why a definition that some nodes rest on may not hold here; None if all of them do."""
    found = ended_name(place, *nodes)
    return None if found is None else found[1]


def ended_name(place: Place, *nodes: tree.Node) -> tuple[str, str] | None:
    """A name whose definition may not hold here, with the reason; None if all of them do."""
    state = place.state
    version = state.scope.version if place.seen is None else place.seen
    waiting: list[tuple[tree.Node, int, Binding | None]] = [(n, version, None) for n in nodes]
    seen: set[tuple[str, int]] = set()
    while waiting:
        node, version, user = waiting.pop()
        for part in tree.walk(node):
            known = known_of(state.scope, part, version)
            if known is None or (known.key, known.version) in seen:
                continue
            if user is not None and known.key in (user.parameters or ()):
                continue
            seen.add((known.key, known.version))
            if not state.is_in_force(known, user):
                where = f"was said in another section or example (line {known.line})"
                return known.key, f"what {known.key} is {where}"
            if user is None and (asked := sought_since(state, known)) is not None:
                return known.key, asked
            if (title := other_title(place, known)) is not None:
                return known.key, f"{known.key} in line {known.line} is that of “{title}”"
            if is_taken_anew(place, known, user):
                any_one = f"{known.key} may be any one here, and not that of line {known.line}"
                return known.key, any_one
            carried = user if known.parameters is None else known
            waiting.append((known.body, known.version - 1, carried))
    return None


def known_of(scope: Scope, part: tree.Node, version: int | None = None) -> Binding | None:
    """What a name rests on: its own value, its family or array, or the f of f^{(4)}."""
    version = scope.version if version is None else version
    known = scope.lookup(tree.key(part) or "", version)
    if known is not None or not isinstance(part, tree.Name):
        return known
    found = member(part, scope)
    if found is None and part.subscript is not None:
        return scope.lookup(tree.key(replace(part, subscript=None)) or "", version)
    if found is not None or not part.labels:
        return None if found is None else found[0]
    return scope.lookup(tree.key(replace(part, labels=())) or "", version)


def is_taken_anew(place: Place, known: Binding, user: Binding | None = None) -> bool:
    """Whether the prose since a definition takes its name for anything of its kind.

    What stands in the formula of a function, its user, was taken there as it was then.
    """
    end = place.state.ends.get(known.version)
    is_function = known.parameters is not None
    pattern = _in_table(known.key) if is_function else _anew(known.key)
    if end is None:
        return False
    stop = place.formula.outer_start
    if user is not None:
        stop = min(stop, place.state.ends.get(user.version, stop))
    start = max(end, stop - _FAR)
    text = place.state.source.text
    if known.parameters is None and _is_of_other_problem(text[start:stop]):
        return True
    if known.key == "Phi" and known.line and known.section != place.formula.headings:
        return _NORMAL.search(text, max(stop - _BESIDE, 0), stop + _BESIDE) is not None
    if is_function and _is_other_function(known.key, text[start:stop]):
        return True
    return pattern is not None and pattern.search(text, start, stop) is not None


def _is_other_function(key: str, between: str) -> bool:
    if not _TAKEN.search(between):
        return False
    from symnn.documents.judging.names.of_functions.other_functions import is_other_function

    return is_other_function(key, between)


def _is_of_other_problem(between: str) -> bool:
    """Whether a numbered problem with an answer of its own opened since a name was given."""
    return bool(_ITEM.search(between)) and bool(_ANSWER.search(between))


def other_function(place: Place, *nodes: tree.Node) -> tuple[str, str] | None:
    """A function in some nodes that may be another one than that of its formula, with the reason.

    None if there is none.
    """
    for node in nodes:
        for part in tree.walk(node):
            known = place.state.scope.latest(tree.key(part) or "")
            if known is not None and known.parameters is not None and is_taken_anew(place, known):
                text = f"{known.key} may be any one here, and not that of line {known.line}"
                return known.key, text
    return None


def is_in_other_item(place: Place, known: Binding) -> bool:
    """Whether a list went on with another item of the outermost level since a definition."""
    end = place.state.ends.get(known.version)
    if end is None:
        return False
    start = max(end, place.formula.outer_start - _FAR)
    line = place.state.source.text.rfind("\n", 0, place.formula.outer_start) + 1
    inside = _BULLET.match(place.state.source.text, line) is not None
    return inside and _OUTERMOST.search(place.state.source.text, start, line) is not None


def other_title(place: Place, known: Binding) -> str | None:
    r"""“SGD” of a value under the title \text{SGD: }, if this display has another one."""
    here, end = _TITLE.match(place.formula.latex), place.state.ends.get(known.version)
    if here is None or end is None or end == place.formula.outer_end:
        return None
    text = place.state.source.text
    there = _TITLE.match(text, text.rfind("\n\n", 0, end) + 1)
    other = None if there is None else there[1]
    return None if other is None or other.strip() == here[1].strip() else other.strip()


def of_other_title(place: Place) -> str | None:
    """The title of a display above, if this one has another."""
    here = _TITLE.match(place.formula.latex)
    if here is None:
        return None
    stop = place.formula.outer_start
    above = _TITLE.finditer(place.state.source.text, max(0, stop - _FAR), stop)
    others = [m[1].strip() for m in above if m[1].strip() != here[1].strip()]
    return others[-1] if others else None


@lru_cache(maxsize=256)
def _anew(key: str) -> re.Pattern[str] | None:
    """Words that take a letter for any matrix, vector, …; None for other names."""
    letter = key.rsplit(" ", 1)[-1]  # "bold x" is x in bold type
    if len(letter) != 1 or not letter.isalpha():
        return None
    name = rf"(?:\$|\\\()\s*(?:\\[a-z]+\s*\{{?\s*)?{letter}\s*\}}?\s*(?:\$|\\\))"
    return regex(rf"\b{_NOUN}\s+{name}|\b{_SUPPOSED}\s+{name}\s+(?:is|be)\s+(?:an?|any|some)\b")


@lru_cache(maxsize=64)
def _in_table(key: str) -> re.Pattern[str] | None:
    """A table of values of a function, for which no formula is given; None for other names."""
    if len(key) != 1 or not key.isalpha():
        return None
    return regex(rf"^[ \t]*\|[ \t]*\$[ \t]*{key}\([a-z]\)[ \t]*\$[ \t]*\|", re.MULTILINE)
