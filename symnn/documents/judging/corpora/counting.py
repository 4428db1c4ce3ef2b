"""Counting n-grams: in the sentences of a corpus, and those of a prediction found in a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from symnn.documents.judging.corpora.tokens import BEGIN, END, Told

Tokens: TypeAlias = "tuple[str, ...]"


def grams(tokens: Sequence[str], size: int) -> Iterator[Tokens]:
    """The n-grams of a list of tokens, in their order.

    >>> list(grams("abb", 2))
    [('a', 'b'), ('b', 'b')]
    """
    return (tuple(tokens[k : k + size]) for k in range(len(tokens) - size + 1))


def occurrences(told: Told, gram: Tokens) -> int:
    """How often an n-gram stands in the sentences of a corpus."""
    return sum(list(grams(s, len(gram))).count(gram) for s in told.sentences)


def conditional(told: Told, word: str, context: Tokens, added: int, size: int | None) -> Fraction:
    """The chance of a word behind others, in a corpus whose sentences have marks.

    Args:
        told: the corpus.
        word: the word.
        context: what stands before it.
        added: what is added to each count, 1 for add-one smoothing.
        size: the number of words of the vocabulary; needed if anything is added.

    Raises:
        ValueError: it is not certain, or the context does not occur.
    """
    below = occurrences(told, context)
    begun = sum(
        occurrences(told, (*context, other)) for other in {w for s in told.sentences for w in s}
    )
    if below != begun or word == BEGIN or context[-1] == END:
        raise ValueError
    if added and size is None:
        raise ValueError
    whole = below + added * (size or 0)
    if not whole or (added and not below):
        raise ValueError
    return Fraction(occurrences(told, (*context, word)) + added, whole)


def matched(told: Told, size: int) -> int:
    """How many n-grams of the prediction are matched, each of the label at most once."""
    own, other = (Counter(grams(t, size)) for t in (told.prediction, told.label))
    return sum(min(count, other[gram]) for gram, count in own.items())


def found_again(told: Told, size: int) -> int:
    """How many n-grams of the prediction stand anywhere in the label."""
    other = set(grams(told.label, size))
    return sum(gram in other for gram in grams(told.prediction, size))
