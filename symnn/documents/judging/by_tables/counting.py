r"""How many numbers a network needs, and how many ways there are through hidden states.

"The network has 1 + 1 + 8 + 2 + 3 = 15 independent parameters", "a joint table over l, g, i has
2^3 - 1 = 7 independent parameters", "there are 2^3 = 8 hidden state sequences for O".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.by_tables.grounding import spelled
from symnn.documents.judging.by_tables.knowledge import Knowledge, closed
from symnn.documents.judging.by_tables.networks import Network, UnsettledError, name_of
from symnn.documents.judging.by_tables.parsing import names_of, sides_of
from symnn.documents.judging.by_tables.spelling import UnreadError
from symnn.documents.judging.by_tables.terms import Letter, Term
from symnn.documents.judging.by_tables.tokens import Token, tokens_of

_NETWORK: Final = regex(
    r"(?i)(?:the|this|our) (?:whole )?(?:bayes(?:ian)? |belief |student )?"
    r"(?:network|model|factori[sz]ation|factored form) (?:has|needs|requires)"
)
_TABLE: Final = regex(
    r"(?i)(?:a|the) (?:single |full |complete )?(?:joint )?(?:probability )?"
    r"(?:table|distribution)(?: over| of| for)?"
)
_HAS: Final = regex(r"(?i)has|needs|requires")
_FREE: Final = regex(
    r"(?i)(?:independent|free) (?:parameters|numbers|values|entries|probabilities)\.?"
)
_THERE: Final = regex(r"(?i)there are")
_WAYS: Final = regex(
    r"(?i)(?:possible |different )*(?:hidden )?state (?:sequences|paths)(?: for| behind)?"
)


class Counted(NamedTuple):
    """What a sentence says of a number, and what that number is."""

    said: tuple[Fraction, ...]
    right: int


def counted(
    latex: str, known: Knowledge, network: Network | None, states: Sequence[Sequence[Term]]
) -> Counted | None:
    """The numbers of a sentence that counts, with the right one; None for any other sentence.

    Args:
        latex: the whole formula.
        known: what the document gives.
        network: the network of its variables.
        states: the sets of hidden states.
    """
    pieces = _pieces(tokens_of(latex))
    rules: list[Callable[[], Counted | None]] = [
        lambda: None if network is None else _parameters(pieces, known, network),
        lambda: None if network is None else _table(pieces, known, network),
        lambda: _ways(pieces, known, states),
    ]
    try:
        return next((found for rule in rules if (found := rule()) is not None), None)
    except (UnreadError, UnsettledError):
        return None


def _pieces(tokens: Sequence[Token]) -> list[list[Token]]:
    """Words and what stands between them, in turn."""
    found: list[list[Token]] = []
    for token in tokens:
        if token.kind == "text" or not found or found[-1][0].kind == "text":
            found.append([])
        found[-1].append(token)
    return found


def _says(piece: Sequence[Token], words: re.Pattern[str]) -> bool:
    return piece[0].kind == "text" and words.fullmatch(piece[0].text.strip()) is not None


def _numbers(piece: Sequence[Token]) -> tuple[Fraction, ...]:
    sides = sides_of(piece, frozenset())
    values = [closed(side.term) for side in sides]
    if any(side.relation != "=" for side in sides[1:]) or None in values:
        raise UnreadError
    return tuple(value for value in values if value is not None)


def _size(name: str, known: Knowledge) -> int:
    """How many values a variable is told to have."""
    sizes = {len(values) for key, values in known.domains.items() if _named(key) == name}
    if len(sizes) != 1:
        raise UnsettledError
    return sizes.pop()


def _named(key: str) -> str:
    return key.upper() if len(key) == 1 else key


def _parameters(
    pieces: Sequence[Sequence[Token]], known: Knowledge, network: Network
) -> Counted | None:
    if len(pieces) != 3 or not _says(pieces[0], _NETWORK) or not _says(pieces[2], _FREE):
        return None
    total = 0
    for name, parents in network.parents.items():
        rows = 1
        for parent in parents:
            rows *= _size(parent, known)
        total += rows * (_size(name, known) - 1)
    return Counted(_numbers(pieces[1]), total)


def _table(pieces: Sequence[Sequence[Token]], known: Knowledge, network: Network) -> Counted | None:
    if len(pieces) != 5 or not _says(pieces[0], _TABLE) or not _says(pieces[2], _HAS):
        return None
    if not _says(pieces[4], _FREE):
        return None
    names = [name_of(term) for term in names_of(pieces[1], frozenset())]
    if None in names or len(set(names)) != len(names) or not set(names) <= set(network.parents):
        return None
    total = 1
    for name in names:
        total *= _size(name or "", known)
    return Counted(_numbers(pieces[3]), total - 1)


def _ways(
    pieces: Sequence[Sequence[Token]], known: Knowledge, states: Sequence[Sequence[Term]]
) -> Counted | None:
    if len(pieces) != 4 or not _says(pieces[0], _THERE) or not _says(pieces[2], _WAYS):
        return None
    (sequence,) = names_of(pieces[3], frozenset())
    listed = known.lists.get(spelled(sequence)) if isinstance(sequence, Letter) else None
    sets = {tuple(map(spelled, one)) for one in states}
    if listed is None or len(sets) != 1 or spelled(sequence) in known.conflicts:
        return None
    return Counted(_numbers(pieces[1]), len(sets.pop()) ** len(listed.items))
