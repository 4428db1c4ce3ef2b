r"""What a count in words says before a value: "a vocabulary of" 30 "tokens, embedding size" D = 8.

The value behind the comma is a statement of its own, and nothing that the count is under.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.latex import syntax as tree

Piece: TypeAlias = "tree.Statement | tree.Unreadable"
#: Words that make what stands behind them a condition, or a sentence.
_LEADS_ON: Final = regex(
    r"(?i)\b(?:if|for|when|whenever|where|with|at|by|under|unless|given|let|suppose|assum\w+|as|so"
    r"|then|thus|hence|is|are|has|have|gives?|makes?|needs?|takes?|equals?|not|no|than|until|after"
    r"|before|because|since|but|that|which|while|per|each|every|all|any)\b"
)
#: A count goes on behind its noun: "30 tokens, embedding size".
_NOUN: Final = regex(r"\s*[A-Za-z][A-Za-z -]*(?:,|;|\band\b)\s*(?:[A-Za-z][A-Za-z -]*)?")


#: "for every head" before what has a letter for its number below.
_EVERY: Final = regex(
    r"(?i)\s*(?:and |then |where )?(?:for|in|at) (?:every|each|any) [a-z]+(?: [a-z]+)?\s*[,:]?\s*"
)


def without_every(one: Piece) -> Piece:
    """The statement without words that say of which things a formula with an index is.

    Args:
        one: "for every head" V_h = W_h X.
    """
    if not isinstance(one, tree.Statement) or one.lead is None or one.qualifiers:
        return one
    chain = one.body
    if not isinstance(chain, tree.Chain) or _EVERY.fullmatch(one.lead.text) is None:
        return one
    name = chain.first
    below = name.subscript if isinstance(name, tree.Name) else None
    letter = isinstance(below, tree.Name) and len(below.base) == 1
    return replace(one, lead=None) if letter and chain.links[0].relation in ("=", ":=") else one


def with_values_apart(statements: Sequence[Piece]) -> list[Piece]:
    """The statements, with a value behind a count in words as a statement of its own.

    Args:
        statements: those of a formula.
    """
    return [part for one in statements for part in _apart(one)]


def _apart(one: Piece) -> Iterator[Piece]:
    if not isinstance(one, tree.Statement) or not is_count_with_value(one):
        yield one
        return
    (qualifier,) = one.qualifiers
    words, _, _ = qualifier.words.partition(",")
    yield replace(one, qualifiers=(replace(qualifier, words=words, body=None),))
    if qualifier.body is not None:
        yield tree.Statement(qualifier.body, span=qualifier.body.span)


def is_count_with_value(one: Piece) -> bool:
    """Whether it is a whole number of things, and behind them a name with its value."""
    if not isinstance(one, tree.Statement) or len(one.qualifiers) != 1:
        return False
    number, (qualifier,) = one.body, one.qualifiers
    if not isinstance(number, tree.Number) or number.value.denominator != 1:
        return False
    lead = "" if one.lead is None else one.lead.text
    told = _LEADS_ON.search(lead) or _LEADS_ON.search(qualifier.words)
    if told or _NOUN.fullmatch(qualifier.words) is None:
        return False
    chain = qualifier.body
    named = isinstance(chain, tree.Chain) and tree.key(chain.first) is not None
    return isinstance(chain, tree.Chain) and named and chain.links[0].relation in ("=", ":=", "∈")
