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
    rules = [node for node in _rules(sentence, match["noun"]) if names_in(node) == given]
    if not rules or any(rule != rules[0] for rule in rules):
        return None
    view = as_before(sentence).view
    found = number_of(view, rules[0])
    members = members_of(sentence.node(match["n"]))
    parts = tuple(Atomic("=", found, number_of(view, member)) for member in members)
    return judged(conjunction(parts))


def members_of(node: tree.Node) -> list[tree.Node]:
    """All sides of a chain of equal ones."""
    if not isinstance(node, tree.Chain):
        return [node]
    sides = [node.first, *(link.operand for link in node.links)]
    if any(link.relation != "=" for link in node.links):
        return []
    return [side for side in sides if not isinstance(side, tree.Empty)]


def _rules(sentence: Sentence, noun: str) -> Iterator[tree.Node]:
    """The formulas that stand beside a noun in the displays before this one."""
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
                yield from _in_clause(clause, noun)


def _in_clause(clause: Clause, noun: str) -> Iterator[tree.Node]:
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
                yield members[0]
            break
