"""Counts by a rule that the document states: "a layer has c(k² + 1) parameters", then "k = 3: …".

The rule is a formula beside the noun for what is counted; the claim gives all of its letters, and
no others, so that of several rules at most one can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    judged,
    number_of,
)
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.owners import Owner, besides, is_same, owner_in
from symnn.documents.judging.wording.pieces import unfinished_sentence
from symnn.documents.phrases.nets.descriptions import names_in
from symnn.documents.phrases.sentences import Clause, from_formula, is_hedged
from symnn.latex import syntax as tree

_NOUN: Final = (
    r"(?P<noun>parameters|weights|biases|connections|multiplications|operations|units|neurons"
    r"|outputs|regions|entries)"
)
_KIND: Final = r"(?:(?:trainable|learnable|free|adjustable) )?"
_CLAIM: Final = regex(
    rf"(?:(?:(?:the|this|such a) layer|there|it) (?:has|have|are) )?(?P<n>{PLACE})"
    rf" {_KIND}{_NOUN}(?: in total| in all| altogether)?"
)
#: "… has n parameters", "parameters of a layer = n", "; a dense layer has n".
_RULES: Final = (
    regex(rf"(?:.* )?(?:has|have|needs?|contains?) (?P<n>{PLACE}) {_KIND}{_NOUN}"),
    regex(
        rf"(?:the )?(?:number of )?{_KIND}{_NOUN} (?:of|in) [a-z -]+ (?:is |equals )?(?P<n>{PLACE})"
    ),
)
_WITHOUT_NOUN: Final = regex(rf"(?:.* )?(?:has|have|needs?|contains?) (?P<n>{PLACE})")
_NOUNS: Final = regex(rf"\b(?:units|neurons|outputs|inputs)\b|{PLACE}")
#: Prose that speaks of a thing with parameters of its own.
_OTHERS: Final = regex(
    r"(?i)\b(?:layer|net|network|model|lstm|gru|rnn|convolution|attention|transformer|decoder"
    r"|encoder|block|unit|perceptron|embedding)s?\b"
)
_DISPLAY: Final = regex(r"(?s)\$\$(.{1,2000}?)\$\$")


def judge_by_rule(sentence: Sentence) -> Judgement | None:
    """What is found about a count where all letters of a rule are given; None for any other."""
    match = _CLAIM.fullmatch(sentence.words)
    given = {tree.key(chain.first) for chain in sentence.settings}
    if match is None or not given or None in given:
        return None
    if any([link.relation for link in chain.links] != ["="] for chain in sentence.settings):
        return None
    found = [rule for rule in _rules(sentence, match["noun"]) if names_in(rule[0]) == given]
    rules = [rule for rule, *_ in found]
    if not rules or any(rule != rules[0] for rule in rules):
        return None
    claimed = owner_in(_NOUNS.sub(" ", sentence.words))
    if any(not is_same(told, around, claimed) for _, told, around in found):
        return None
    view = as_before(sentence).view
    value = number_of(view, rules[0])
    members = members_of(sentence.node(match["n"]))
    parts = tuple(Atomic("=", value, number_of(view, member)) for member in members)
    return judged(conjunction(parts))


def members_of(node: tree.Node) -> list[tree.Node]:
    """All sides of a chain of equal ones."""
    if not isinstance(node, tree.Chain):
        return [node]
    sides = [node.first, *(link.operand for link in node.links)]
    if any(link.relation != "=" for link in node.links):
        return []
    return [side for side in sides if not isinstance(side, tree.Empty)]


def _rules(sentence: Sentence, noun: str) -> Iterator[tuple[tree.Node, Owner, Owner]]:
    """The formulas that stand beside a noun in the displays before this one.

    With each are whose number it is, and what is spoken of beside it.
    """
    place = sentence.place
    text = place.state.source.text[: place.formula.outer_start]
    if place.formula.headings:
        text = text[max(text.rfind(place.formula.headings[-1]), 0) :]
    for shown in _DISPLAY.finditer(text):
        between = _DISPLAY.sub(" ", text[shown.end() :])
        if _OTHERS.search(between) is not None:
            continue  # another thing may be meant by now
        for line in re.split(r"\\\\(?:\[[^\]]*\])?(?![a-z])", shown[1]):
            clause = from_formula(line)
            if clause is not None and not is_hedged(clause.words):
                lead = unfinished_sentence(text[: shown.start()])
                around = owner_in(_NOUNS.sub(" ", f"{lead} {clause.words}"))
                found = [(n, owner_in(_NOUNS.sub(" ", w))) for w, n in _in_clause(clause, noun)]
                around = besides(around, [owner for _, owner in found])
                yield from ((node, owner, around) for node, owner in found)


def _in_clause(clause: Clause, noun: str) -> Iterator[tuple[str, tree.Node]]:
    """The words that such a formula stands in, and the formula."""
    last = ""
    for piece in re.split(r"[;,:] | and ", clause.words):
        for pattern in (*_RULES, _WITHOUT_NOUN):
            match = pattern.fullmatch(piece.strip(" .,;"))
            if match is None:
                continue
            last = match.groupdict().get("noun") or last
            node = clause.part(match["n"]).node
            members = [] if node is None else members_of(node)
            if last == noun and len(members) == 1 and names_in(members[0]):
                yield piece, members[0]
            break
