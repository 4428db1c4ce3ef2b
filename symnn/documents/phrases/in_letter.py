"""What is said of a function in one of its letters: "f is convex in x", for every y."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.phrases.functions import FUNCTIONS, Function
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import Speaker, Subject
from symnn.exact.expression import Expr, free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Defined, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

IN_LETTER: Final = regex(
    r"(?P<bare>.*(?:onvex|ncave|asing|inear|ffine|mooth)) in ⟨(?P<k>\d+)⟩"
    r"|(?P<noun>.*(?:odd|ven|vex|ave) function) of ⟨(?P<j>\d+)⟩"
)


def without_letter(speaker: Speaker, subject: str, predicate: str) -> str:
    """The predicate without "in z", where z is all that the function takes."""
    match = IN_LETTER.fullmatch(predicate)
    if match is None or letter_of(speaker, match["k"] or match["j"]) is None:
        return predicate
    try:
        found = speaker.subject(subject)
        alone = found is None or not found.is_function or speaker.function(found, None).inputs == 1
    except MeaningError:
        alone = True
    return (match["bare"] or match["noun"]) if alone else predicate


def find(speaker: Speaker, subject: str, predicate: str) -> Rule | None:
    """The rule of "is convex in x" for a function of several letters; None for other words."""
    match = IN_LETTER.fullmatch(predicate)
    letter = None if match is None else letter_of(speaker, match["k"] or match["j"])
    rules = None if match is None else FUNCTIONS.get(match["bare"] or match["noun"])
    if letter is None or rules is None:
        return None

    def rule() -> Phrase | None:
        found = speaker.subject(subject)
        if found is None or not found.is_function:
            return None
        f = along(speaker.function(found, None), found, letter)
        return None if f is None else Phrase(predicate, "", tuple(make(f) for make in rules))

    return rule


def letter_of(speaker: Speaker, number: str) -> str | None:
    """The letter in a place; None if more stands there."""
    node = speaker.clause.parts[int(number)].node
    lone = isinstance(node, tree.Name) and len(node.base) == 1 and node.base.islower()
    return tree.key(node) if lone and isinstance(node, tree.Name) else None


def along(f: Function, subject: Subject, letter: str) -> Function | None:
    """f as a function of one of its letters, the others being any numbers."""
    (value,) = subject.values
    if isinstance(value, Defined):
        names = list(value.parameters)
    elif isinstance(value, Scalar):
        names = sorted(free_symbols(value.expr))
    else:
        return None
    if letter not in names or len(names) != f.inputs:
        return None
    place, others = names.index(letter), f.point("x")

    def at(point: Sequence[Expr]) -> tuple[Expr, ...]:
        return f.at([*others[:place], point[0], *others[place + 1 :]])

    return Function(f.name, 1, at)
