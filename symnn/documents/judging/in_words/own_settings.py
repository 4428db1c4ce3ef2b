"""Sentences with what stands beside them: the set of the inputs, values before a colon."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.in_words.counted_by_rule import members_of
from symnn.documents.judging.in_words.input_sets import spaces
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Array, Value

#: The set of the inputs, behind what is said of them.
_BEHIND: Final = regex(
    rf"(?P<rest>.+?),? (?:for|with|where|on|over)(?: all| every| each| any)?(?: inputs?)?"
    rf" (?P<space>{PLACE})"
)


def settled(sentence: Sentence) -> Sentence:
    """The sentence with both."""
    return with_settings(with_own_set(sentence))


def with_own_set(sentence: Sentence) -> Sentence:
    """The sentence without the set of its inputs behind it, and with no other values for them."""
    match = _BEHIND.fullmatch(sentence.whole.words)
    told = match is not None and list(spaces(sentence.whole.part(match["space"]).latex))
    if match is None or not told or ":" in match["rest"]:
        return sentence
    return without_values(sentence, match["rest"])


def with_settings(sentence: Sentence) -> Sentence:
    """The sentence with what stands before its colon put in: w_1 = w_2 = 1, whatever they were."""
    if sentence.assumed.unread is None or not sentence.settings:
        return sentence
    if re.fullmatch(rf"{PLACE}(?:,? (?:and )?{PLACE})*: ?.+", sentence.whole.words) is None:
        return sentence
    plain_view = replace(reader(sentence.place.state.scope, version=sentence.place.seen))
    values: dict[str, Value] = {}
    for chain in sentence.settings:
        *names, last = members_of(chain)
        value = plain_view.read(last) if names and _is_closed(last) else None
        if value is None or not all(map(tree.key, names)):
            return sentence
        for key in filter(None, map(tree.key, names)):
            values[key] = value
            if isinstance(value, Array) and value.is_vector:
                values |= {f"{key}_{k + 1}": cell for k, cell in enumerate(value.cells())}
    view = plain_view.varying({**plain_view.varied, **values})
    return replace(
        sentence,
        assumed=replace(NOTHING, values=values),
        view=replace(view, open_names=True),
    )


def _is_closed(node: tree.Node) -> bool:
    return not any(isinstance(part, tree.Name) for part in tree.walk(node))


def without_values(sentence: Sentence, words: str) -> Sentence:
    """A sentence in other words, for which nothing stands beside it."""
    place = sentence.place
    view = replace(reader(place.state.scope, version=place.seen), open_names=True)
    clause = replace(sentence.whole, words=words)
    return Sentence(place, clause, sentence.whole, NOTHING, view)


def first_found(
    sentence: Sentence, judge: Callable[[Sentence], Judgement | None]
) -> Judgement | None:
    """What is found with the settings of a sentence put in, or else of all of its words.

    Args:
        sentence: the sentence.
        judge: what is found about one way to read it.
    """
    ways = [settled(sentence)]
    if sentence.whole.words != sentence.words and ":" not in sentence.whole.words:
        ways.append(without_values(sentence, sentence.whole.words))
    for way in ways:
        if way.assumed.unread is None and not way.assumed.is_closed:
            found = judge(way)
            if found is not None:
                return found
    return None
