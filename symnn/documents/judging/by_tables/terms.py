r"""Formulas as this room reads them: words and letters beside each other are no products here.

In P(\text{want} \mid \text{i}), C(w_{n-1} w_n) and a_{HC} what stands side by side is a row of
names, and a word is a value as good as a number.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias, final

from symnn.deferred import dataclass


@final
@dataclass(frozen=True, slots=True)
class Number:
    """A number, as it was written."""

    value: Fraction
    text: str = ""


@final
@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign that is the name of something: hot, <eos>, +."""

    text: str


@final
@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with what stands below and above it; `base` says its typeface too."""

    base: str
    lower: tuple[Term, ...] = ()
    upper: tuple[Term, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Row:
    """Names side by side, in an argument or an index."""

    items: tuple[Term, ...]


@final
@dataclass(frozen=True, slots=True)
class Event:
    """X = 1 in an argument."""

    variable: Term
    value: Term


@final
@dataclass(frozen=True, slots=True)
class Call:
    """A name with arguments, in groups that bars part: the event, and what is given."""

    head: Term
    groups: tuple[tuple[Term, ...], ...]


@final
@dataclass(frozen=True, slots=True)
class Listing:
    """(a, b), [a, b] or {a, b}."""

    items: tuple[Term, ...]
    fence: str = "("


@final
@dataclass(frozen=True, slots=True)
class Operation:
    """A sum, a product, a quotient, a power, a negative or a function of terms."""

    name: str
    terms: tuple[Term, ...]


@final
@dataclass(frozen=True, slots=True)
class Fold:
    """A sum, product, maximum or minimum over indices: all that `over` has, or from `first` on."""

    name: str
    indices: tuple[Letter, ...]
    body: Term
    over: Term | None = None
    first: Term | None = None
    last: Term | None = None


Term: TypeAlias = "Number | Word | Letter | Row | Event | Call | Listing | Operation | Fold"


def parts(term: Term) -> tuple[Term, ...]:
    """The terms that a term is made of."""
    match term:
        case Number() | Word():
            return ()
        case Letter():
            return (*term.lower, *term.upper)
        case Row() | Listing():
            return term.items
        case Event():
            return term.variable, term.value
        case Call():
            return (term.head, *(item for group in term.groups for item in group))
        case Operation():
            return term.terms
        case Fold():
            bounds = (term.over, term.first, term.last)
            return (*term.indices, *(b for b in bounds if b is not None), term.body)


def walk(term: Term) -> list[Term]:
    """A term and all that it is made of."""
    found = [term]
    for part in parts(term):
        found += walk(part)
    return found
