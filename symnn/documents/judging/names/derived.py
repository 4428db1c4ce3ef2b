r"""Names that follow from others: A_{12} of a matrix A, \bar{x} of a list x, an indicator."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.comparing import COARSE
from symnn.documents.judging.doubts.decimals.figures import has_names
from symnn.documents.judging.doubts.withheld import speaks_of_new_values
from symnn.documents.judging.names.again.rivals import stands_alone
from symnn.documents.judging.names.definitions import OTHER_ENTRY, Target
from symnn.documents.judging.notations.readings import judged
from symnn.documents.judging.placing import Place, judged_entry, relation_entry
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.model import Entry
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.behind import bindings_behind, is_worked_out
from symnn.latex.meaning.conditions import is_condition
from symnn.latex.meaning.conventions import INDEX
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.entries import (
    confirmed_entries,
    is_of_other_letter,
    marked_whole,
    whole_of,
)
from symnn.latex.meaning.families import index_letter, member
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.superscripts import indexed, is_variance
from symnn.latex.meaning.usual import confirmed_mean
from symnn.latex.meaning.values import Array

#: So many lines further up another value of a name is near.
_SOON: Final = 40
#: Words before a formula that say it of what is known.
_SAID_OF: Final = regex(
    r"\b(?:is|are|gets?|obtains?|gives?|yields?|so|thus|hence|then|therefore|finds?|equals?|have)\W*$"
)
#: What may have two numbers below it, and be no entry of the matrix it is called by.
_OF_PARTS: Final = regex(
    r"(?i)\b(?:cofactors?|minors?|sub-?matri|blocks?|partition|adjugate|powers?)"
)
_PAIR: Final = 2


def false_in_chain(place: Place, chain: tree.Chain, assumed: Assumptions) -> Entry | None:
    """G_3 = R_4 + G_4 = 5, where the formula for all G_t gives G_3 another value.

    It is false if other members stand in it, and open else: it may be another G_3.
    """
    left, link, last = chain.first, chain.links[0], chain.links[-1]
    if not isinstance(left, tree.Name) or left.subscript is None:
        return None
    if last.relation != "=" or has_names(last.operand):
        return None
    try:
        judgement, reading = judged(place, left, last, assumed=assumed)
    except MeaningError:
        return None
    if judgement.outcome == "proved":
        return None
    names = [part for part in tree.walk(link.operand) if isinstance(part, tree.Name)]
    if judgement.outcome == "refuted" and any(
        n.base == left.base and n.subscript is not None and n != left for n in names
    ):
        return judged_entry(place, left, last, judgement, reading)
    reason = judgement.reason or "the formula for all of them gives it another value"
    return relation_entry(place, left, link, "claim", "undecided", reason=reason)


def follows(place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions) -> Entry | None:
    """The claim that a new name with a meaning of its own is equal to something.

    It may as well be given a meaning of its own, A_{12} as a cofactor or a block, so that it is
    a claim only where it holds.
    """
    if " " in (tree.key(left) or ""):
        from symnn.documents.judging.names.beside.told_in_words import said_in_words

        if (said := said_in_words(place, left, link)) is not None:
            return said
    view = assumed.view(reader(place.state.scope, version=place.seen))
    if (proved := _proved_by_entries(place, left, link, assumed)) is not None:
        return proved
    anew = second_formula(place, left, link, assumed)
    if anew is not None:
        if anew[0].outcome == "proved":  # its limit is that of the formula
            from symnn.documents.judging.names.bindings import bind

            bind(place, Target(tree.key(left) or "", None, None), link.operand)
        return judged_entry(place, left, link, *anew)
    if _rests_on(place, link.operand, tree.key(left) or ""):
        return _inverted(place, left, link, assumed)
    marked = isinstance(left, (tree.Mark, tree.Prime)) and marked_whole(left, view) is not None
    if not marked and not (isinstance(left, tree.Name) and _has_meaning(left, view)):
        return None
    try:
        judgement, reading = judged(place, left, link, assumed=assumed)
    except MeaningError:
        return None
    index = left.subscript if isinstance(left, tree.Name) else None
    indicator = index is not None and is_condition(index)
    whole = whole_of(left, view) if isinstance(left, tree.Name) else marked_whole(left, view)
    if whole is None:
        if judgement.outcome == "proved" and isinstance(left, tree.Name) and left.accents:
            place.state.scope.told |= {confirmed_mean(tree.key(left) or "")}
        stated = (
            judgement.outcome == "proved"
            or judgement.reason == COARSE
            or (judgement.outcome == "refuted" and indicator)
        )
        return judged_entry(place, left, link, judgement, reading) if stated else None
    judgement = _sure_of_one(place, whole[0], judgement)
    if not indicator and _is_of_chapter(place, whole[0]):
        judgement = _sure_of_entry(place, left, link, assumed, whole[0]) or judgement
    return _claim_of_entry(place, left, link, (judgement, reading), whole[0], indicator)


def _sure_of_one(place: Place, key: str, found: Judgement) -> Judgement:
    """What is found of an entry, unless its array was given two formulas."""
    known = place.state.scope.latest(key)
    if known is None or (key, known.version) not in place.state.rivals:
        return found
    return Judgement("undecided", reason=f"{key} was given two formulas")


def _rests_on(place: Place, node: tree.Node, key: str) -> bool:
    """Whether a formula is made of names that were worked out from a name: e^η of η = log φ."""
    made = bindings_behind((node,), place.state.scope.latest, is_worked_out)
    return any(tree.key(part) == key for known in made for part in tree.walk(known.body))


def _inverted(place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions) -> Entry:
    """The claim that a letter is a formula in names that were made of it.

    It gives the letter no meaning: φ = 1/(1 + e^{-η}) is said of η = log(φ/(1 - φ)).
    """
    try:
        return judged_entry(place, left, link, *judged(place, left, link, assumed=assumed))
    except MeaningError as obstacle:
        return relation_entry(place, left, link, "not-a-claim", reason=obstacle.message)


def _claim_of_entry(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    found: tuple[Judgement, str],
    array: str,
    indicator: bool,
) -> Entry | None:
    """The claim about an entry of an array, or None where it may be given to another array."""
    judgement, reading = found
    if not _is_of_chapter(place, array):
        if judgement.outcome != "proved":  # it is an entry of another array of this name
            place.state.scope.history.pop(array, None)
        return None
    if judgement.outcome == "proved":
        from symnn.documents.judging.doubts.second_looks import of_any

        if of_any(place, left) is not None:
            return None
    entries, used = place.state.entries, (array, place.formula.headings)
    meant = entries.setdefault(used, judgement.outcome == "proved")
    if judgement.outcome == "proved" and meant:
        if isinstance(left, tree.Name) and is_of_other_letter(array, left):
            place.state.scope.told |= {confirmed_entries(array)}
        return judged_entry(place, left, link, judgement, reading)
    if judgement.outcome == "refuted" and (indicator or meant):
        return judged_entry(place, left, link, judgement, reading)
    if judgement.outcome != "proved":
        place.state.counts[OTHER_ENTRY] = tree.key(left), array
        from symnn.documents.judging.names.beside.other_entries import given_beside

        return given_beside(place, left, link, array)
    return None


def _sure_of_entry(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, array: str
) -> Judgement | None:
    """What is found of an entry of an array of which entries were stated rightly, or must be."""
    used = array, place.formula.headings
    firm = used not in place.state.entries and _is_worked_out(place, left, array)
    if not firm and not place.state.entries.get(used):
        return None
    found = _not_withheld(place, left, link, assumed, array)
    if firm and found is not None and found.outcome == "refuted":
        place.state.entries[used] = True
    return found


def _is_worked_out(place: Place, left: tree.Node, array: str) -> bool:
    """Whether two numbers behind a matrix that was just worked out can only name its entry."""
    known = place.state.scope.latest(array)
    index = left.subscript if isinstance(left, tree.Name) else None
    if known is None or not known.computed or not isinstance(index, tree.Group):
        return False
    if len(index.items) != _PAIR or not all(isinstance(n, tree.Number) for n in index.items):
        return False
    line = place.state.source.position(place.formula.start).line
    at_hand = place.formula.display and place.state.is_at_hand(known, line)
    return at_hand and not says(place.state.source.text, _OF_PARTS)


def _proved_by_entries(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Entry | None:
    r"""What follows for \delta^l from a formula of its entries \delta^l_j."""
    if not isinstance(left, tree.Name):
        return None
    if left.base not in place.state.scope.indexed:
        return None
    from symnn.documents.judging.index_notation.hooks import proved_by_entries

    return proved_by_entries(place, left, link, assumed)


def second_formula(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement of another formula for a family, if its index is a letter."""
    scope = place.state.scope
    if not isinstance(left, tree.Name) or index_letter(left, scope) is None:
        return None
    from symnn.documents.judging.names.families.family_anew import judge_anew

    return judge_anew(place, left, link, assumed)


def other_member(
    place: Place, left: tree.Node, link: tree.Link, known: Binding
) -> tuple[Judgement, str] | None:
    """The judgement of a formula for a member that its family does not give it."""
    if not isinstance(left, tree.Name) or left.base not in place.state.scope.families:
        return None
    if known.member and (known.key, known.version) in place.state.doubtful:
        return None  # its family was given two formulas
    from symnn.documents.judging.names.families.family_anew import judge_member

    return judge_member(place, left, link, known)


def _is_of_chapter(place: Place, key: str) -> bool:
    """Whether an array was given in this section or above it: x_1 = 2 is no entry of another x.

    Nor is it one of an x of another example.
    """
    known = place.state.scope.latest(key)
    if known is None:
        return True
    above = place.formula.headings[: len(known.section)] == known.section
    return above and place.state.is_in_force(known)


def _not_withheld(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, array: str
) -> Judgement | None:
    """The judgement of an entry where entries of the same array were stated rightly before.

    The index may still be counted from 0 or from 1: it is false in both ways, or nothing is said.
    It is said to be a number, or another entry of the array: h_1 = h_2.
    """
    other = link.operand
    literal = not any(isinstance(part, tree.Name) for part in tree.walk(other))
    if isinstance(other, tree.Name) and place.state.scope.latest(tree.key(other) or "") is None:
        whole = whole_of(other, reader(place.state.scope, version=place.seen))
        literal = whole is not None and whole[0] == array
    if not literal or link.relation not in ("=", "≈") or speaks_of_new_values(place.formula):
        return None
    found = []
    for way in INDEX.ways:
        scope = place.state.scope.under({INDEX.name: way})
        view = assumed.view(reader(scope, version=place.seen))
        try:
            sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
        except MeaningError as obstacle:
            if obstacle.kind is not Kind.SHAPE:
                return None
            continue
        found.append(judge(link.relation, *sides))
    return found[0] if found and all(one.outcome == "refuted" for one in found) else None


def said_in_part(left: tree.Node, key: str, scope: Scope) -> str | None:
    """That a list alone gives an entry its value, beside others: L = (L_1, L_2) ≈ (1.41, 0.20).

    With an L_1 that was given before and an L_2 that was not, such a list is half a claim.
    """
    names = [n for n in tree.walk(left) if isinstance(n, tree.Name) and n.subscript is not None]
    own = {tree.key(n) or "" for n in names if tree.key(replace(n, subscript=None)) == key}
    new = sorted(name for name in own if scope.latest(name) is None)
    return f"what {new[0]} is was not said before" if new and len(new) < len(own) else None


def members_of(place: Place, left: tree.Node, right: tree.Node) -> tree.Node | None:
    r"""The formulas of a family's members that a list of values is about: \hat{y} = (0.1, 0.9).

    The members have a formula, \hat{y}_j = \ldots; the list must not take its place, for it is
    rounded, or wrong. In running prose, "the weights $w = (1, -2)$" are other ones than w_t = 2^t.
    """
    scope = place.state.scope
    if not isinstance(left, tree.Name) or left.subscript is not None or place.standing:
        return None
    if isinstance(right, tree.Matrix) and len(right.rows) > 1 and len(right.rows[0]) > 1:
        return _matrix_of_members(left, right, scope)
    cells = right.items if isinstance(right, tree.Group) else ()
    if isinstance(right, tree.Matrix):
        cells = tuple(cell for row in right.rows for cell in row)
    names = [
        replace(left, subscript=tree.Number(str(k), Fraction(k))) for k in range(1, len(cells) + 1)
    ]
    found = [member(name, scope) for name in names]
    bodies = tuple(pair[1] for pair in found if pair is not None)
    if not len(names) == len(bodies) > 1:
        return None
    from symnn.documents.judging.notations.members.counting import is_from_zero

    if is_from_zero(place, left):
        return None  # (p_0, p_1, p_2)
    if _is_array(bodies[0], scope):
        return None  # w_1, w_2, … are lists themselves
    is_sequence = not any(isinstance(n, tree.Name) for body in bodies for n in tree.walk(body))
    if is_sequence and not place.formula.display and not _SAID_OF.search(place.formula.before):
        return None
    return tree.Group("()", bodies, (",",) * (len(bodies) - 1), span=left.span)


def _is_array(body: tree.Node, scope: Scope) -> bool:
    try:
        return isinstance(reader(scope).read(body), Array)
    except MeaningError:
        return False


def _matrix_of_members(left: tree.Name, right: tree.Matrix, scope: Scope) -> tree.Matrix | None:
    """The same for a matrix and the formula of Y_{ij}."""
    if len({len(row) for row in right.rows}) != 1 or max(len(right.rows), len(right.rows[0])) > 9:
        return None
    rows = []
    for i, row in enumerate(right.rows, 1):
        names = [
            replace(left, subscript=tree.Number(f"{i}{j}", Fraction(10 * i + j)))
            for j in range(1, len(row) + 1)
        ]
        found = [member(name, scope) for name in names]
        if any(pair is None for pair in found):
            return None
        rows.append(tuple(pair[1] for pair in found if pair is not None))
    return replace(right, rows=tuple(rows), span=left.span)


def _has_meaning(name: tree.Name, view: Reader) -> bool:
    indicated = name.subscript is not None and is_condition(name.subscript)
    square = tree.Power(name, tree.Number("2", Fraction(2)))
    known = is_variance(square) and indexed(square, view.scope) is not None
    try:
        if not (name.accents or indicated or known) and whole_of(name, view) is None:
            return False
        view.read(name)
    except MeaningError:
        return False
    return True


def is_left_open(place: Place, link: tree.Link, known: Binding, found: Judgement) -> bool:
    """Whether a display gives what a sum or product right above comes to, without a word between.

    The display before ends in that sum, of decimals or arrays. The name has no other value near,
    and the number is not far from what the sum comes to.
    """
    last = place.state.last
    if last is None or known.computed or known.member or not stands_alone(place, known):
        return False
    parts = list(tree.walk(last))
    sums = any(isinstance(n, (tree.Sum, tree.Product, tree.Apply)) for n in parts)
    arrays = any(isinstance(n, tree.Matrix) for n in parts)
    decimals = any(isinstance(n, tree.Number) and n.decimals for n in parts)
    near = [b for b in place.state.scope.history[known.key] if known.line - b.line <= _SOON]
    left_open = sums and (arrays or decimals) and not isinstance(last, tree.Matrix)
    left_open = left_open and len(near) == 1
    from symnn.documents.judging.names.again.left_open import is_far_from, may_be_another

    other = left_open and may_be_another(place, link, known)
    return left_open and not other and not is_far_from(link.operand, found)
