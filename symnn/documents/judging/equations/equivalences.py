r"""Inequalities that say the same: `|1-2\eta|<1 \iff 0<\eta<1`, and what follows from equations.

An arrow between relations may as well rest on what is known of their letters elsewhere: false is
only an equivalence in one letter, by itself in a display, that fails between 0 and 1 too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction, sides
from symnn.claims.verdict import Status, Verdict
from symnn.deferred import regex
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.doubts.withheld import has_words_around
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.besides import assumed_of
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.documents.source import says
from symnn.exact.expression import ONE, ZERO, free_symbols, symbol
from symnn.exact.plain import plain as plain_value
from symnn.latex import syntax as tree
from symnn.latex.calls import between_bars
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.plain import plain

SECONDS: Final = 5
Judge: TypeAlias = "Callable[[Place, tree.Chain, Clause], Iterator[Entry]]"
_RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}
_ORDERS: Final = frozenset({"<", "≤", ">", "≥", "≠"})
#: Words and signs by which a letter may not be 0.
_WITHOUT_ZERO: Final = regex(
    r"(?i)\bnon-?zero\b|\bnot (?:be |equal )?(?:to )?(?:zero|0\b)|\bexcept\b|≠|\\neq?(?![a-z])"
)


def equivalent(place: Place, chain: tree.Chain, clause: Clause) -> Entry | None:
    """The entry of an equivalence that holds for all values of its letters; None for others."""
    link = chain.links[0]
    whole = solved_with(place, chain)
    if whole and not (clause.conditions and whole[0].verdict == "undecided"):
        return whole[0]
    if link.relation != "⇔" or len(chain.links) != 1:
        return None
    if clause.conditions or place.state.ranges:
        from symnn.documents.judging.equations.over_cases import over_cases

        if (at_points := over_cases(place, chain, clause)) is not None:
            return at_points
    return _of_inequalities(place, chain, clause)


def _of_inequalities(place: Place, chain: tree.Chain, clause: Clause) -> Entry | None:
    """The entry of an equivalence one side of which is an order at least."""
    link = chain.links[0]
    left, right = chain.first, link.operand
    if not isinstance(left, tree.Chain) or not isinstance(right, tree.Chain):
        return None
    relations = {li.relation for part in (left, right) for li in part.links}
    if not relations <= set(_RELATIONS) or not relations & _ORDERS:
        return None
    assumed = assumed_of(place, left, clause)
    if assumed.unread is not None or assumed.is_closed:
        return None
    view = assumed.view(reader(place.state.scope, open_names=True, version=place.seen))
    try:
        first, second = _formula(view, left), _formula(view, right)
    except MeaningError:
        return None
    open_letters = [free_symbols(*sides(part)) for part in (first, second)]
    if not open_letters[0] & open_letters[1]:
        return None  # of numbers alone both may hold by chance
    both = Compound("implies", (first, second)), Compound("implies", (second, first))
    found = decide(Claim(Compound("and", both), assumed.domain), seconds=SECONDS)
    if "domain being empty" in found.method or view.track.plain_log:
        return None
    if found.refuted and open_letters[0] == open_letters[1] and not view.track.supposed:
        return _false_equivalence(place, chain, Claim(Compound("and", both), assumed.domain))
    if not found.proved:
        return None
    if any(decide(Claim(part, assumed.domain), seconds=1).proved for part in (first, second)):
        return None
    reading = f"{plain(left)} ⇔ {plain(right)}"
    proof = _where_valued(first, second, assumed.domain, found.method)
    return judged_entry(place, left, link, proof, reading)


def _where_valued(
    first: Formula, second: Formula, over: tuple[Formula, ...], method: str
) -> Judgement:
    """The proof of an equivalence; undecided where one side alone may have a value."""
    from symnn.documents.judging.equations.where_valued import have_values_together

    if have_values_together(first, second, over):
        return Judgement("proved", method)
    text = "it holds where both sides have values; one of them may have none where the other holds"
    return Judgement("undecided", reason=text)


def _false_equivalence(place: Place, chain: tree.Chain, claim: Claim) -> Entry | None:
    """The entry of an equivalence in one letter that fails of numbers between 0 and 1 too.

    Many letters are positive to their authors without a word, and rates and chances less than 1;
    with words around it, or in a sentence, it may be meant of what is known there.
    """
    letters = claim.symbols()
    if len(letters) != 1 or not place.formula.display or has_words_around(place.formula):
        return None
    (letter,) = letters
    within = Atomic(">", symbol(letter), ZERO), Atomic("<", symbol(letter), ONE)
    over = (*claim.over, *within)
    found = decide(Claim(claim.formula, over), seconds=SECONDS)
    if found.proved and _is_settled_by(claim, over, place):
        # with such a range it would say nothing; with 0 in it, it may
        within = Atomic(">=", symbol(letter), ZERO), within[1]
        found = decide(Claim(claim.formula, (*claim.over, *within)), seconds=SECONDS)
    if not found.refuted or place.state.ranges:
        return None
    shown = tuple((name, plain_value(value)) for name, value in sorted(found.point.items()))
    link = chain.links[0]
    reading = f"{plain(chain.first)} ⇔ {plain(link.operand)}"
    false = Judgement("refuted", found.method, counterexample=shown or None)
    return judged_entry(place, chain.first, link, false, reading)


def _is_settled_by(claim: Claim, over: tuple[Formula, ...], place: Place) -> bool:
    """Whether a range for positive letters would settle both sides, and no word leaves 0 out."""
    if says(place.state.source.text, _WITHOUT_ZERO):
        return False
    whole = claim.formula
    ways = (
        [way for way in whole.parts if isinstance(way, Compound)]
        if isinstance(whole, Compound)
        else []
    )
    parts = {part for way in ways for part in way.parts}
    return bool(parts) and all(
        decide(Claim(part, over), seconds=1).status is not Status.UNDECIDED for part in parts
    )


def solved_with(place: Place, body: tree.Node) -> tuple[Entry, ...]:
    """The entry of an equation with all of its solutions behind an arrow; none for others."""
    first = body.operands[0] if isinstance(body, tree.Logic) else body
    if not isinstance(first, tree.Chain) or first.links[0].relation not in ("⇔", "⇒"):
        return ()
    from symnn.documents.judging.equations.either import solved

    found = solved(place, body)
    return () if found is None else (found,)


def implied(place: Place, chain: tree.Chain, clause: Clause) -> Entry | None:
    """The entry of an equation and what follows from it under a range; None for others.

    x² = 4 ⇒ x = 2 (x > 0) holds for all x > 0; neither side does. x² = 4 ⇔ x = 2 fails for all x.
    """
    link = chain.links[0]
    left, right = chain.first, link.operand
    arrow = link.relation
    if arrow not in ("⇒", "⇔") or len(chain.links) != 1:
        return None
    if not isinstance(left, tree.Chain) or not isinstance(right, tree.Chain):
        return None
    if not clause.conditions:
        from symnn.documents.judging.equations.rearranged import rearranged

        return rearranged(place, left, right, link)
    if not {li.relation for part in (left, right) for li in part.links} <= set(_RELATIONS):
        return None
    assumed = assumed_of(place, chain, clause)
    said = assumed.domain or (arrow == "⇔" and assumed.universal)
    if assumed.unread is not None or assumed.is_closed or not said:
        return None
    view = assumed.view(reader(place.state.scope, open_names=True, version=place.seen))
    try:
        first, second = _formula(view, left), _formula(view, right)
    except MeaningError:
        return None
    whole = Compound("implies", (first, second))
    if arrow == "⇔":
        whole = Compound("and", (whole, Compound("implies", (second, first))))
    found = _decided(whole, assumed.domain)
    if "domain being empty" in found.method or view.track.plain_log or view.track.supposed:
        return None
    letters = free_symbols(*sides(whole))  # of several, other equations may say more
    covered = letters <= assumed.universal and len(letters) == 1
    reading = f"{plain(left)} {arrow} {plain(right)}"
    if found.proved:
        proof = Judgement("proved", found.method)
        if arrow == "⇔":
            proof = _where_valued(first, second, assumed.domain, found.method)
        return judged_entry(place, left, link, proof, reading)
    if found.status is Status.REFUTED and covered and found.claim.formula == whole:
        shown = tuple((name, plain_value(value)) for name, value in sorted(found.point.items()))
        false = Judgement("refuted", found.method, counterexample=shown or None)
        return judged_entry(place, left, link, false, reading)
    return None


def _decided(whole: Compound, domain: tuple[Formula, ...]) -> Verdict:
    """The verdict on an implication, if need be on its conclusion where the premise holds."""
    found = decide(Claim(whole, domain), seconds=SECONDS)
    if found.status is not Status.UNDECIDED or whole.connective != "implies":
        return found
    first, second = whole.parts
    return decided(second, (first, *domain))


def _formula(view: Reader, chain: tree.Chain) -> Formula:
    """All relations of a chain."""
    return conjunction(
        tuple(
            Atomic(
                _RELATIONS[link.relation],
                view.read_scalar(left).expr,
                view.read_scalar(link.operand).expr,
            )
            for left, link in chain.pairs()
        )
    )


# --- a chain as a whole ------------------------------------------------------------------


def first_look(
    place: Place, chain: tree.Chain, clause: Clause, judge: Judge
) -> tuple[Place, list[Entry] | None]:
    """The place with the names as they are meant here, and the entries if a look decides it.

    Args:
        place: where the chain stands.
        chain: it.
        clause: the words beside it.
        judge: what is made of a chain at a place.
    """
    if ":" in place.latex:
        from symnn.documents.judging.names.beside.settings import over_earlier

        place = over_earlier(place, chain) or place
    if len(clause.conditions) == 1 and "≈" in _relations(clause.conditions[0].body):
        from symnn.documents.judging.equations.at_roots import at_root

        found = at_root(place, chain, clause.conditions[0])
        return place, None if found is None else [found]
    if not clause.conditions and r"\lambda_" in place.latex and r"\pm" in place.latex:
        from symnn.documents.judging.matrices.eigenvalue_pairs import pair_of_eigenvalues

        if (pair := pair_of_eigenvalues(place, chain)) is not None:
            return place, [pair]
    if any(map(_lists_names, chain.links)):
        from symnn.documents.judging.names.named_lines import with_named_lines

        named = with_named_lines(place, chain, lambda there, one: judge(there, one, clause))
        if named is not None:
            return place, named
    if clause.conditions or not _is_function(place, chain.first):
        return place, None
    from symnn.documents.judging.names.of_functions.dependents import as_variables

    return place, as_variables(place, chain, lambda there, one: judge(there, one, clause))


def _lists_names(link: tree.Link) -> bool:
    """Whether names stand beside each other, or transposed below each other: [x_1, x_2]."""
    side = link.operand
    if isinstance(side, tree.Matrix):
        cells = [cell for row in side.rows for cell in row]
    else:
        cells = list(between_bars(side.items)) if isinstance(side, tree.Group) else []
    bare = [cell.operand if isinstance(cell, tree.Transpose) else cell for cell in cells]
    return len(bare) > 1 and all(isinstance(cell, (tree.Name, tree.Dots)) for cell in bare)


def _relations(node: tree.Node | None) -> list[str]:
    return [link.relation for link in node.links] if isinstance(node, tree.Chain) else []


def _is_function(place: Place, first: tree.Node) -> bool:
    """Whether it is the bare name of a function, or a slope of one."""
    node = first.operand if isinstance(first, tree.Derivative) else first
    known = place.state.scope.latest(tree.key(node) or "") if isinstance(node, tree.Name) else None
    return known is not None and bool(known.parameters)
