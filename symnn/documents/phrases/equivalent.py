"""Sentences with "if and only if": what is claimed holds for the values of a condition, and only.

"A is invertible if and only if a ≠ 1", "Ax = b is solvable exactly when b_3 = b_1 + b_2".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction, sides
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.solvability import solvable_for
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar
from symnn.latex.walking import both_signs

_IFF: Final = regex(
    rf"(?P<claim>.+) ⇔ (?:both |either )?(?P<condition>{PLACE}(?:(?:,| and|, and) {PLACE})*"
    rf"|{PLACE}(?: or {PLACE})+)"
)
_SOLVABLE: Final = regex(
    rf"(?:the )?(?:system |equation )?(?P<of>{PLACE}) (?:is solvable|has a solution|is consistent)"
)
_RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


def sides_of(words: str) -> tuple[str, str] | None:
    """The claim and the places of its condition; None for words of any other form."""
    match = _IFF.fullmatch(words)
    return None if match is None else (match["claim"], match["condition"])


def solvable(speaker: Speaker, claim: str, place: str) -> Phrase | None:
    """The phrase of "Ax = b is solvable if and only if …"; None for another claim."""
    match = _SOLVABLE.fullmatch(claim)
    node = speaker.clause.part(match["of"]).node if match is not None else None
    found = solvable_for(speaker, node) if isinstance(node, tree.Chain) else None
    if found is None:
        return None
    whole, support, letters = found
    condition = _condition(speaker, place)
    if not free_symbols(*sides(condition)) <= set(letters):
        raise refuse("a letter of the condition is none of the right side")
    return Phrase("is solvable iff", "", ((_both(whole, condition), ()),), support=support)


def equivalent(speaker: Speaker, made: Phrase, place: str) -> Phrase:
    """That what a phrase states holds just where a condition does.

    Raises:
        MeaningError: the letters of the two are not the same.
    """
    condition = _condition(speaker, place)
    if any(domain for _, domain in made.statements) or made.negated:
        raise refuse("when it holds is not written as one formula")
    for formula in made.support:
        if not decide(Claim(formula)).proved:
            raise refuse("what was found could not be confirmed")
    letters = free_symbols(*sides(condition))
    formulas = [formula for formula, _ in made.statements]
    if not letters or any(free_symbols(*sides(f)) != letters for f in formulas):
        raise refuse("the letters of the condition are not those of the claim")
    statements = tuple((_both(formula, condition), ()) for formula in formulas)
    return replace(made, relation="iff", statements=statements, support=())


def _both(one: Formula, other: Formula) -> Formula:
    ways = (Compound("implies", (one, other)), Compound("implies", (other, one)))
    return Compound("and", ways)


def _condition(speaker: Speaker, text: str) -> Formula:
    """All relations in places; of "a = 1 or b = 2" one of them."""
    parts = tuple(_relation(speaker, place) for place in re.findall(PLACE, text))
    if " or " in text:
        return Compound("or", parts)
    return conjunction(parts)


def _relation(speaker: Speaker, place: str) -> Formula:
    node = speaker.clause.part(place).node
    if not isinstance(node, tree.Chain) or not all(li.relation in _RELATIONS for li in node.links):
        raise refuse("the condition is no relation between numbers")
    parts: list[Formula] = []
    for left, link in node.pairs():
        others = both_signs(link.operand)
        atoms = [_atom(speaker, left, _RELATIONS[link.relation], other) for other in others]
        joined = "or" if link.relation == "=" else "and"
        parts.append(Compound(joined, tuple(atoms)) if len(atoms) > 1 else atoms[0])
    return conjunction(tuple(parts))


def _atom(speaker: Speaker, left: tree.Node, relation: str, right: tree.Node) -> Atomic:
    one, other = speaker.wide.read(left), speaker.wide.read(right)
    if not isinstance(one, Scalar) or not isinstance(other, Scalar):
        raise refuse("the condition is no relation between numbers")
    return Atomic(relation, one.expr, other.expr)
