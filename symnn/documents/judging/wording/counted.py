"""Nouns behind a number: "3D + 1 = 10 parameters for D = 3" is an equation, and a place for it.

What is counted says nothing more of the numbers. Units of measure are not among the nouns: 32 bits
are 4 bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree

#: Words behind a definition that leave it as it is.
_ALL_ALONG: Final = regex(
    r"(?:unless|if not|except where) (?:otherwise |explicitly )?"
    r"(?:said|stated|noted|specified|mentioned|indicated)(?: otherwise| explicitly)?"
    r"|by default|throughout(?: (?:this|the) (?:section|chapter|example|exercise|article|post))?"
    r"|in (?:this (?:section|chapter|example|exercise|article|post)|what follows|the following)"
    r"|from now on|here|for short|as usual|as always"
)
#: Words before a noun that make another number of the one before them, or say which are meant.
_NO_KINDS: Final = (
    r"(?!(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?|percent|k|m|b|kilo|mega|giga"
    r"|times|of|for|with|per|or|and|not|more|fewer|less|by|in|to|as|if|is|are|at|such)\b)"
)
_COUNTED: Final = regex(
    rf"(?:{_NO_KINDS}[a-z-]+ ){{0,2}}(?:parameters|weights|biases|neurons|units"
    r"|regions|pieces|segments|entries|connections|multiplications|additions|coefficients"
    r"|functions|edges|terms|outputs|inputs|features|splines|knots|scales|ratios|classes|samples"
    r"|examples|points|layers|heads|tokens|channels|filters|kernels|nodes|states|actions|images"
    r"|words|pixels|dimensions|observations|variables|steps|epochs|batches|experts|clusters|trees"
    r"|anchors|boxes|documents|sentences|users|items|experiments|trials|sites|qubits|agents)"
    r"(?: in (?:all|total)| altogether)?(?:,? (?P<how>for|with|when|at|if|where|given))?[.,;]?"
)
#: What a formula may open with, as in `n \text{ heads}`: it is spoken of, and no condition.
_THINGS: Final = regex(
    r"(?:[a-z-]+ )?(?:heads?|images?|layers?|inputs?|outputs?|units|neurons|classes|tokens|channels"
    r"|filters|features|examples|samples|points|words|nodes|networks?|encoder|decoder|transformer"
    r"|kernels?|dimensions|vocabulary|parameters|variables|observations|states|data points)"
)
_LIMITING: Final = frozenset({"any", "all", "no", "few", "many", "more", "odd", "even", "only"})


def without_nouns(conditions: Sequence[Condition]) -> Iterator[Condition]:
    """The words behind a number without the noun for what is counted.

    Examples:
        >>> [c.words for c in without_nouns([Condition("weights in total", None)])] == []
        True
        >>> list(without_nouns([Condition("of them", None)])) == [Condition("of them", None)]
        True
    """
    for condition in conditions:
        found = _COUNTED.fullmatch(condition.words.strip(" ,").lower())
        how = None if found is None else found["how"]
        called = how is None and isinstance(condition.body, tree.Name)
        if found is None or ((how is None) is not (condition.body is None) and not called):
            yield condition
        elif how is not None:
            yield Condition(how, condition.body)


def without_scope(conditions: Sequence[Condition]) -> list[Condition]:
    """The words behind a definition without those that say how long it is in force.

    Examples:
        >>> without_scope([Condition("unless said otherwise", None)]) == []
        True
        >>> without_scope([Condition("otherwise", None)]) == [Condition("otherwise", None)]
        True
    """
    return [
        condition
        for condition in conditions
        if condition.body is not None
        or _ALL_ALONG.fullmatch(condition.words.strip(" ,.;()").lower()) is None
    ]


def names_things(statement: tree.Statement) -> bool:
    r"""Whether a statement is a number with the noun of what is counted, before the formulas.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> [
        ...     names_things(parse(text).statements[0])
        ...     for text in (r"n \text{ heads}", r"28\times28 \text{ image}", r"x \text{ even}")
        ... ]
        [True, True, False]
    """
    if statement.lead is not None or len(statement.qualifiers) != 1 or statement.connective:
        return False
    (noun,) = statement.qualifiers
    words = noun.words.strip(" ,.:").lower()
    counts = isinstance(statement.body, (tree.Name, tree.Number, tree.Product))
    named = _THINGS.fullmatch(words) is not None and not _LIMITING & set(words.split())
    return noun.body is None and counts and named


def is_worded(statement: tree.Statement) -> bool:
    r"""Whether words belong to a statement, other than those for what is counted in it.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> [
        ...     is_worded(parse(text).statements[0])
        ...     for text in (r"n \text{ heads}", "n", r"x \text{ even}")
        ... ]
        [False, False, True]
    """
    worded = any(q.words for q in statement.qualifiers) or statement.lead is not None
    return worded and not names_things(statement)
