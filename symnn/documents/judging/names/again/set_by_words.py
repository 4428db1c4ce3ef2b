r"""A name that words set to another formula: "Now let $L = |y - wx|$", with $L = (y - wx)^2$ above.

Such words claim nothing. That both formulas have one value at the numbers at hand is chance: what
is said behind them, of slopes perhaps, is about the second.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import computed, holds_name
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side
from symnn.documents.regions import Formula
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Scalar, Value

#: Words that set names, at the beginning of a sentence or behind "now", and other settings.
_SETS: Final = regex(
    r"(?i)(?:^|[.;:!?)\]}*_]\s*|\d\s+|\b(?:now|next|instead|then|and|or|we|also)\s*,?\s+)"
    r"(?:let|define|redefine|consider|suppose|assume|set|put|take|choose|replace)"
    r"(?!\s+us\b)(?:\s+(?!us\b|so\b|then\b|we\b)[a-z0-9-]+){0,6}?\s*:?\s*"
    r"(?:\$[^$]*\$\s*(?:,|\band\b|\bwith\b|\bbe\b|\bas\b|\bby\b|\s)*)*$"
)
#: Words before a result.
_RESULT: Final = regex(
    r"(?i)\b(?:get|gets|obtain|obtains|have|has|find|finds|see|gives?|yields?|becomes|simplif\w+|reduces"
    r"|that|then|so|hence|thus|therefore|because|since|as|to|i\.e\.,?|also)\s*:?\s*$"
)
#: So many characters before a formula are looked through.
_NEAR: Final = 240


def leads_to_result(before: str) -> bool:
    """Whether a result is told behind some words, and no new meaning.

    >>> leads_to_result("For $x = 1$ we get "), leads_to_result("The absolute loss is ")
    (True, False)
    """
    return _RESULT.search(before[-_NEAR:]) is not None


def sets_names(formula: Formula) -> bool:
    """Whether the words before a formula, or before the list that it is in, set names."""
    words = formula.before if formula.before.strip() else formula.lead_in
    return _SETS.search(words[-_NEAR:].rstrip()) is not None


def is_set_by_words(place: Place, link: tree.Link, known: Binding) -> bool:
    """Whether the words before a name set it to a formula that is not the one it had.

    Args:
        place: where it stands.
        link: the relation with the formula.
        known: what the name was before.
    """
    body = link.operand
    if link.relation != "=" or known.parameters is not None or body == known.body:
        return False
    if not computed(body) or holds_name(body, known.key):
        return False
    return sets_names(place.formula) and not is_same_formula(place, known, body)


def is_same_formula(place: Place, known: Binding, body: tree.Node) -> bool:
    """Whether a formula is the one that a name has, whatever numbers its letters stand for."""
    scope = place.state.scope
    plain = (
        key for key, b in scope.history.items() if b and not (b[-1].computed or b[-1].parameters)
    )
    opened: dict[str, Value] = {key: Scalar(symbol(key)) for key in plain}
    view = reader(scope, open_names=True).varying(opened)
    try:
        sides = Side(view.read(known.body), known.body), Side(view.read(body), body)
    except MeaningError:
        return False
    return judge_over("=", *sides, NOTHING).outcome == "proved"


def note_second_formula(place: Place, link: tree.Link, known: Binding) -> None:
    """Note another formula that a name has by chance, at the numbers at hand.

    It may be a claim, or what the name is from here on: its slopes are decided if both agree.
    """
    body = link.operand
    if link.relation != "=" or known.parameters is not None or not known.computed:
        return
    if not computed(body) or holds_name(body, known.key) or is_same_formula(place, known, body):
        return
    line = place.state.source.position(place.formula.start).line
    place.state.rivals[known.key, known.version] = replace(known, body=body, line=line)
