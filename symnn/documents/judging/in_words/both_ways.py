"""Relations that hold together: "J = 0 if and only if s ≥ c + 1", in the letters of the claim.

A name that both sides show, or one side alone, is a letter here whatever value it has elsewhere:
what holds for all values of it holds for that. False is what fails below 1 and above it alike.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction, sides
from symnn.deferred import regex
from symnn.documents.judging.equations.where_valued import have_values_together
from symnn.documents.judging.in_words.necessity import replaced
from symnn.documents.judging.in_words.regions import first_point, is_ranged
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    formula_of,
    judged,
    number_of,
)
from symnn.documents.judging.names.letters.ranges import with_ranges
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar

_BOTH: Final = regex(
    rf"(?P<claim>{PLACE}) ⇔ (?:both |either )?"
    rf"(?P<condition>{PLACE}(?:(?:,| and|, and) {PLACE})*|{PLACE}(?:(?:,| or|, or) {PLACE})+)"
)


def judge_both_ways(sentence: Sentence) -> Judgement | None:
    """What is found about an equivalence of relations; None for any other sentence."""
    match = _BOTH.fullmatch(sentence.words)
    if match is None:
        return None
    places = re.findall(PLACE, match["condition"])
    claim, conditions = sentence.node(match["claim"]), [sentence.node(p) for p in places]
    view = _with_letters(sentence, conditions)
    first = _relation(view, claim)
    parts = tuple(_relation(view, node) for node in conditions)
    either = " or " in match["condition"] and len(parts) > 1
    second = Compound("or", parts) if either else conjunction(parts)
    if not free_symbols(*sides(first)) & free_symbols(*sides(second)):
        return None  # of numbers alone both may hold by chance
    return _together(sentence, [claim, *conditions], first, second)


def _together(
    sentence: Sentence, nodes: list[tree.Node], first: Formula, second: Formula
) -> Judgement | None:
    """Whether two formulas hold for the same values of their letters."""
    found = with_ranges(sentence.place, nodes, NOTHING, named=True)
    assumed = sentence.assumed if found is None else found.also(sentence.assumed)
    ways = Compound("implies", (first, second)), Compound("implies", (second, first))
    both = Compound("and", ways)
    shown = judged(both, assumed.domain)
    if shown.outcome != "proved" and not assumed.domain:
        first, second = _shortened(first, second)
        ways = Compound("implies", (first, second)), Compound("implies", (second, first))
        shown = judged(Compound("and", ways))
    if shown.outcome == "proved":
        idle = any(decide(Claim(f, assumed.domain), seconds=1).proved for f in (first, second))
        valued = have_values_together(first, second, assumed.domain)
        return shown if valued and not idle else None
    letters = free_symbols(*sides(both))
    known = sentence.place.state.scope.latest
    if len(letters) > 1 and not all(known(name) for name in letters):
        return None  # of several letters, other equations may say more
    narrow = (*assumed.domain, *assumed.narrow)
    if is_ranged(sentence, letters, narrow):
        return None
    point = first_point(Claim(both, narrow), letters)
    if point is None:
        return None
    return Judgement("refuted", "exact values", counterexample=point)


def _shortened(first: Formula, second: Formula) -> tuple[Formula, Formula]:
    """With one letter for what is compared on the right, and stands on the left as a whole."""
    if not isinstance(second, Atomic) or second.left.op not in ("add", "mul"):
        return first, second
    letter = symbol("_".join(sorted(free_symbols(second.left))))
    shorter = replaced(first, second.left, letter)
    if free_symbols(*sides(shorter)) & free_symbols(second.left):
        return first, second
    return shorter, Atomic(second.relation, letter, second.right)


def _with_letters(sentence: Sentence, conditions: list[tree.Node]) -> Reader:
    """The names as they were before, those in the conditions as letters."""
    plain = as_before(sentence).view
    letters = {
        key: Scalar(symbol(key))
        for node in conditions
        for part in tree.walk(node)
        if isinstance(part, tree.Name) and (key := tree.key(part)) and _is_letter(sentence, part)
    }
    settled = {k: v for k, v in letters.items() if k not in sentence.assumed.values}
    return plain.varying({**plain.varied, **settled})


def _is_letter(sentence: Sentence, name: tree.Name) -> bool:
    """Whether a name stands for a number: one of no meaning, or of one value."""
    key = tree.key(name) or ""
    known = sentence.place.state.scope.latest(key)
    if known is None:
        return may_be_a_number(name)
    return known.parameters is None and key not in ("e", "pi")


def _relation(view: Reader, node: tree.Node) -> Formula:
    """A relation between numbers; of x ∈ {1, 2} the two values."""
    if isinstance(node, tree.Chain) and [link.relation for link in node.links] == ["∈"]:
        group = node.links[0].operand
        if isinstance(group, tree.Group) and group.fence == "{}" and group.items:
            name = number_of(view, node.first)
            values = [Atomic("=", name, number_of(view, item)) for item in group.items]
            return Compound("or", tuple(values)) if len(values) > 1 else values[0]
    return formula_of(view, node)
