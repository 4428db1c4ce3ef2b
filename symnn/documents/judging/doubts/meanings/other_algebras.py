"""Letters that may be no numbers: in a group, or among quaternions, ab = ba is no identity.

An identity in open letters is read for real numbers. Where the words around it speak of groups,
rings or operators, what changes the order of factors is not called true.
"""

from __future__ import annotations

from re import Pattern
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

#: So many characters before a relation may say what its letters are.
_BEFORE: Final = 1500
_KINDS: Final = (
    "an?|any|every|this|abelian|finite|cyclic|symmetric|alternating|dihedral|lie|quotient|free"
    "|permutation|commutative|non-?commutative|division|skew|matrix|boolean"
)
_WORDS: Final = regex(
    r"\b(?:sub|semi)?groups?[ -](?:theory|elements?|actions?|operations?|axioms?|laws?"
    rf"|homomorphisms?)|\b(?:{_KINDS}) (?:sub|semi)?(?:groups?|rings?)\b|\bsubgroups?\b"
    r"|\bmonoids?\b"
    r"|\belements? of (?:a|the|some) (?:group|ring|monoid|semigroup)\b|\bquaternions?\b"
    r"|\bcommutators?\b|\bconjugacy\b|\bpermutations\b|\bnon-?commut\w+|\bcosets?\b"
    r"|\bautomorphisms?\b|\b(?:linear|bounded|hermitian|differential) operators?\b|^groups?$"
    r"|\blie algebras?\b|[^人]群[^体]|四元数|非交换"
)
#: Kinds of numbers whose sums and powers are others, though the order of factors never counts.
_OTHER_SUMS: Final = regex(
    r"\b(?:boolean|finite|galois) (?:rings?|algebras?|fields?)\b"
    r"|\bcharacteristic (?:\$?[\dp]\b|two)|\bidempotents?\b"
    r"|\b(?:tropical|min-plus|max-plus)\b|\bsemirings?\b|^rings?$"
    rf"|\b(?:{_KINDS}) rings?\b|\belements? of (?:a|the|some) (?:ring|field)\b"
)
_SETS: Final = regex(
    r"\\in\s*(?:S_|A_n|D_|GL|SL|SO\b|SU\b|Aut|End"
    r"|\\(?:mathbb|mathrm|operatorname)\s*\{(?:H|GL|SL|SO|SU|Aut|End|Sym)\b)"
)


def may_be_no_numbers(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether an identity in open letters has products whose order may count where it stands.

    Args:
        place: where it stands.
        left, right: its sides.
    """
    several = _multiplied(left) | _multiplied(right)
    if len({key for key in several if place.state.scope.latest(key) is None}) < 2:
        return False  # matrices with open entries are what they were said to be
    if _inverts_product(left) or _inverts_product(right):
        return True
    near = _near(place)
    return _SETS.search(near[0]) is not None or _is_said(_WORDS, near)


def may_be_other_numbers(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether letters that have no value may be elements of a ring or a field, or truth values.

    Args:
        place: where a relation that is false of real numbers stands.
        left, right: its sides.
    """
    open_letters = _letters(left) | _letters(right)
    if all(place.state.scope.latest(key) is not None for key in open_letters):
        return False
    return _is_said(_OTHER_SUMS, _near(place))


def _near(place: Place) -> tuple[str, ...]:
    """What is said near a formula, and the headings above it."""
    formula, text = place.formula, place.state.source.text
    before = text[max(formula.outer_start - _BEFORE, 0) : formula.outer_start]
    return f"{before} {formula.after[:200]}", *(h.strip() for h in formula.headings)


def _is_said(words: Pattern[str], near: tuple[str, ...]) -> bool:
    return any(words.search(text.lower()) for text in near)


def _inverts_product(node: tree.Node) -> bool:
    """(gf)^{-1}, which nobody writes of numbers."""
    for part in tree.walk(node):
        if isinstance(part, tree.Power) and isinstance(part.exponent, tree.Neg):
            base = part.base.items[0] if isinstance(part.base, tree.Group) else part.base
            one = (
                isinstance(part.exponent.operand, tree.Number) and part.exponent.operand.value == 1
            )
            if one and isinstance(base, tree.Product) and len(_letters(base)) > 1:
                return True
    return False


def _multiplied(node: tree.Node) -> set[str]:
    """The letters in products of several letters, and in powers of such products and of sums."""
    found: set[str] = set()
    for part in tree.walk(node):
        if isinstance(part, tree.Product):
            inside = _letters(part)
        elif isinstance(part, tree.Power) and not isinstance(part.base, tree.Name):
            inside = _letters(part.base)
        else:
            continue
        if len(inside) > 1:
            found |= inside
    return found


def _letters(node: tree.Node) -> set[str]:
    keys = (tree.key(part) for part in tree.walk(node) if isinstance(part, tree.Name))
    return {key for key in keys if key is not None}
