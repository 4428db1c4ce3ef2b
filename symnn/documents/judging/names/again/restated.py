"""A name that has a meaning is given again: a claim if it holds, or if it was computed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.comparing import COARSE
from symnn.documents.judging.doubts.withheld import speaks_of_new_values
from symnn.documents.judging.equations.sought import sought_since
from symnn.documents.judging.identities.families import judge_family, judge_sums_of_family
from symnn.documents.judging.names import customs
from symnn.documents.judging.names.again import rivals
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.names.definitions import DEFINING, Target, computed
from symnn.documents.judging.names.derived import is_left_open, other_member, second_formula
from symnn.documents.judging.names.reaching.reach import is_in_other_item, other_title
from symnn.documents.judging.notations.numerals.units import is_marked
from symnn.documents.judging.over import DIFFERS
from symnn.documents.judging.placing import (
    Place,
    State,
    judged_entry,
    obstructed,
    relation_entry,
)
from symnn.documents.judging.relations import CARRIED_ON, OF_DATA, Judgement
from symnn.documents.judging.wording.standing import (
    claims_everywhere,
    has_company,
    is_list,
    is_plain,
)
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.families import member
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding

#: What stands for a formula that was given in words.
_WORDS: Final = (tree.Empty, tree.Text, tree.Unreadable)
#: What is said of an equation, and not of a function that is defined by it.
_EQUATION: Final = regex(r"“(?:has|have|only if|for some|for no|almost|holds only) ?")


def restated(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    """The entry of a claim about a name that has a meaning; None if it is given a new one.

    What it was given at first, before updates, is given to it anew: 0.1 is no rounded 0.1035.
    So is the value it has, among other things: the data of an example prove nothing.

    Args:
        place: where it stands.
        left: the name.
        link: the relation with what it is said to be.
        known: what it was before.
        assumed: what the words beside it let hold.
    """
    ahead = _ahead(place, left, link, known, assumed)
    if ahead is not None:
        return ahead
    at_settings = _is_at_settings(place, left, known)
    if at_settings and place.state.ranges:
        from symnn.documents.judging.names.letters.ranges import with_ranges

        assumed = with_ranges(place, (left, link.operand), assumed, named=True) or assumed
    as_printed = place.state.nearly.get(known.key) == (known.version, link.operand)
    said = replace(link, relation="≈") if as_printed else link
    try:
        judgement, reading = _judged(place, left, said, known, assumed)
    except MeaningError as obstacle:
        other = other_member(place, left, link, known) if assumed == NOTHING else None
        said_of_all = _of_all(place, left, link, known, assumed, obstacle)
        found = said_of_all if other is None else judged_entry(place, left, link, *other)
        found = found or _worked_out(place, left, link, known, assumed)
        found = found or rivals.missed(place, left, link, known, assumed)
        near = found or _false_second(place, left, link, known, assumed)
        return judged_entry(place, left, link, near, "") if isinstance(near, Judgement) else near
    earlier = place.state.scope.history[known.key]
    if judgement.rounding is not None and any(b.body == link.operand for b in earlier[:-1]):
        return None
    if judgement.outcome == "proved":
        if link.operand == known.body:
            company = not known.computed and has_company(place, left, link)
            if company or _is_of_other_values(place, known):
                return None
            judgement = replace(judgement, notes=(f"as it was given in line {known.line}",))
        judgement = _with_each_value(place, left, said, judgement, assumed)
        return judged_entry(place, left, link, judgement, reading)
    return _not_so(place, left, link, known, (judgement, reading), assumed)


def _is_of_other_values(place: Place, known: Binding) -> bool:
    """Whether the formula of a number rests on what has another value since: S = 3 at n = 2."""
    history, latest = place.state.scope.history[known.key], place.state.scope.latest
    if known.computed:
        return False
    formulas = (part for b in history if b.computed for part in tree.walk(b.body))
    used = map(latest, (known.key.partition("^+")[0], *(tree.key(p) or "" for p in formulas)))
    return any(b is not None and b.version > known.version for b in used)


def _false_second(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Judgement | None:
    """A false formula in open letters for a value from a block of definitions."""
    if known.parameters is not None or not known.computed:
        return None
    from symnn.documents.judging.names.again.second_values import false_second_value

    return false_second_value(place, left, link, known, assumed)


def _worked_out(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    r"""What a name for a slope, \delta = \partial L/\partial z, is proved to be."""
    if not any(isinstance(part, tree.Derivative) for part in tree.walk(known.body)):
        return None
    from symnn.documents.judging.index_notation.hooks import proved_by_entries

    return proved_by_entries(place, left, link, assumed)


def _not_so(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    known: Binding,
    found: tuple[Judgement, str],
    assumed: Assumptions,
) -> Entry | None:
    """The entry of what a name was not found to be; None where it is given that as a new value."""
    judgement, reading = found
    if judgement.reason == COARSE:
        return judged_entry(place, left, link, judgement, reading)
    same_section = known.section == place.formula.headings and place.state.is_in_force(known)
    anew = speaks_of_new_values(place.formula) or _is_changed(place)
    same_section = same_section and not anew and other_title(place, known) is None
    same_section = same_section and sought_since(place.state, known) is None
    same_section = same_section and not _is_of_newer_family(place, left, known)
    same_section = same_section and not _is_of_other_data(place, left, link, known)
    everywhere = claims_everywhere(known, left, assumed, place.view())
    same_function = known.parameters is None or rivals.stands_alone(place, known)
    general = same_section and same_function and _for_all(known, assumed, judgement)
    everywhere = everywhere or general or (same_section and _is_at_settings(place, left, known))
    if judgement.outcome == "refuted" and everywhere and not is_in_other_item(place, known):
        return judged_entry(place, left, link, judgement, reading)
    if judgement.outcome == "refuted" and not frozenset(known.parameters or ()) & assumed.universal:
        near = rivals.near_miss(place, left, link, known, assumed)
        near = near or _false_second(place, left, link, known, assumed)
        if near is not None:
            return judged_entry(place, left, link, near, reading)
    if not place.formula.display and has_company(place, left, link):
        return None  # a point of the data: X = 6, Y = 14
    claim = _as_claim(place, left, link, known, judgement, same_section, assumed)
    return None if claim is None else judged_entry(place, left, link, claim[0], claim[1] or reading)


def _is_changed(place: Place) -> bool:
    from symnn.documents.judging.wording.changes_told import is_changed

    return is_changed(place)


def _is_of_other_data(place: Place, left: tree.Node, link: tree.Link, known: Binding) -> bool:
    from symnn.documents.judging.wording.changes_told import is_of_other_data

    return is_of_other_data(place, left, link, known)


def _ahead(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    """What is said of a family, or of letters of finite sets, at each of their values."""
    family = _of_family(place, left, link, assumed) or _with_unknown(
        place, left, link, known, assumed
    )
    if family is not None:
        return family
    if isinstance(left, tree.Call) and link.operand != known.body and place.state.arrays:
        from symnn.documents.judging.identities.at_declared_sizes import judged_at_sizes

        written = judged_at_sizes(place, left, link, assumed)
        if written is not None:
            return judged_entry(place, left, link, *written)
    if not known.computed or not (place.state.ranges or assumed.relations):
        return None
    from symnn.documents.judging.doubts.second_looks import in_finite_sets

    def judge(there: Place, one: tree.Node, other: tree.Link, under: Assumptions) -> Entry:
        try:
            found, reading = judged_by_custom(there, one, other, False, under)
        except MeaningError as obstacle:
            return obstructed(there, one, other, obstacle)
        return judged_entry(there, one, other, found, reading)

    found = in_finite_sets(place, left, link, assumed, judge)
    here = known.section == place.formula.headings and place.state.is_in_force(known)
    meant = here and not speaks_of_new_values(place.formula) and not is_in_other_item(place, known)
    decided = found is not None and found.verdict is not None
    return found if decided and found and (meant or found.verdict == "proved") else None


def _with_unknown(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    """What is said of a value or a function that was made with functions of no formula."""
    if known.computed or known.parameters is not None:
        from symnn.documents.judging.names.again.with_unknown import with_unknown

        return with_unknown(place, left, link, known, assumed)
    return None


def _judged(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> tuple[Judgement, str]:
    """The judgement; a list may be what was worked out before its letters got new values."""
    found, reading = judged_by_custom(place, left, link, False, assumed)
    if found.reason == DIFFERS and known.computed and is_list(link.operand):
        then, _ = judged_by_custom(replace(place, seen=known.version), left, link, False, assumed)
        found = then if then.outcome == "proved" else found
    return found, reading


def _as_claim(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    known: Binding,
    judgement: Judgement,
    same_section: bool,
    assumed: Assumptions,
) -> tuple[Judgement, str] | None:
    """What is said of a name that it has not, where it can be no new value."""
    second = judgement.outcome == "refuted" and rivals.is_second_formula(place, link, known)
    if same_section and (second or _is_firm(place, link, known, judgement)):
        if customs.is_told_by_entries(place, known, link, judgement):
            return Judgement("undecided", reason="its entries were worked out by themselves"), ""
        return _with_each_value(place, left, link, judgement, assumed), ""
    other = other_member(place, left, link, known) if assumed == NOTHING else None
    if other is None and same_section and _is_open_claim(place, link, known, judgement):
        return judgement, ""
    return other


def says_more(
    place: Place, chain: tree.Chain, defined: Target, assumed: Assumptions
) -> Entry | None:
    """A known function beside words that are not understood: no definition, nor certainly a claim.

    Words such as "has two solutions" speak of an equation; with others it may be a new meaning.
    """
    if defined.parameters is None or defined.known is None or assumed.unread is None:
        return None
    if _EQUATION.search(assumed.unread) is None:
        line = place.state.source.position(place.formula.start).line
        place.state.suspect(defined.key, f"line {line} says more of {defined.key}, in words")
    return relation_entry(place, chain.first, chain.links[0], "not-a-claim", reason=assumed.unread)


def doubt_after_words(state: State, defined: Target) -> None:
    """A formula for what was given in words before may be a claim of it, and a false one."""
    known = defined.known
    if known is not None and isinstance(known.body, _WORDS):
        reason = f"line {known.line} says in words what {known.key} is"
        state.suspect(known.key, reason)


def _is_at_settings(place: Place, left: tree.Node, known: Binding) -> bool:
    """Whether y = max(x_1, x_2) stands behind values of the weights that y is computed with."""
    if ":" not in place.latex or not known.computed or known.parameters is not None:
        return False
    from symnn.documents.judging.names.beside.settings import named_before

    used = {tree.key(part) for part in tree.walk(known.body)}
    return bool(named_before(place, left) & used)


def _with_each_value(
    place: Place, left: tree.Node, link: tree.Link, found: Judgement, assumed: Assumptions
) -> Judgement:
    """The judgement, if it is the same with the earlier value of a name that has two.

    What holds only by the values that another sentence put in is left open.
    """
    if found.outcome == "proved" and (place.state.settings or place.state.asides):
        from symnn.documents.judging.doubts.second_looks import AT_SETTINGS
        from symnn.documents.judging.names.beside.settings import is_false_beyond

        if is_false_beyond(place, left, link):
            return Judgement("undecided", reason=AT_SETTINGS)
    for there, text in rivals.places_of_rivals(place, left, link):
        try:
            again, _ = judged_by_custom(there, left, link, False, assumed)
        except MeaningError:
            return Judgement("undecided", reason=text)
        if again.outcome != found.outcome:
            return Judgement("undecided", reason=text)
    return found


def _is_of_newer_family(place: Place, name: tree.Node, known: Binding) -> bool:
    """v_1 of an example before, where v_i has another formula since; so A, where A_{ij} has.

    A number, A_1 = 3, says nothing of A_{ij}.
    """
    history = place.state.scope.history
    entries = (history[key][-1] for key in history if key.startswith(f"{known.key}_"))
    made = (entry for entry in entries if entry.computed or entry.parameters is not None)
    if any(entry.version > known.version for entry in made):
        return True
    found = member(name, place.state.scope) if isinstance(name, tree.Name) else None
    return found is not None and found[0].version > known.version


def _of_family(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Entry | None:
    """What holds of a family, or is a second formula for it."""
    summed = judge_sums_of_family(place, left, link, assumed)
    if summed is not None and (summed[0].outcome == "proved" or _stands_here(place, left)):
        return judged_entry(place, left, link, *summed)
    family = judge_family(place, left, link, assumed)
    if family is None or family[0].outcome != "proved":
        family = second_formula(place, left, link, assumed)
    return None if family is None else judged_entry(place, left, link, *family)


def _stands_here(place: Place, left: tree.Node) -> bool:
    """Whether no word stands between the formula of a name and a display, so that it is it."""
    known = place.state.scope.latest(tree.key(left) or "")
    return known is not None and rivals.stands_alone(place, known)


def _is_firm(place: Place, link: tree.Link, known: Binding, found: Judgement) -> bool:
    """Whether what fails cannot be a new value; ≈ gives none to a name that was worked out."""
    plain = is_plain(link.operand)
    own = known.computed and not customs.is_mere_name(place, known)
    worked = own or is_left_open(place, link, known, found)
    if found.outcome != "refuted":
        return worked and plain and link.relation not in DEFINING
    near = place.state.is_at_hand(known, place.state.source.position(place.formula.start).line)
    about = link.relation not in DEFINING and not is_plain(known.body)
    listed = plain or (worked and is_list(link.operand))
    listed = listed and (is_marked(link.operand) or not computed(link.operand))
    return (worked or (about and near)) and listed


def _is_open_claim(place: Place, link: tree.Link, known: Binding, found: Judgement) -> bool:
    """Whether a number right below what was worked out is a claim, though it is not decided.

    Taken for a new value, what is false would be proved when it is said once more.
    """
    worked = _is_worked_out(known.body)
    plain = is_plain(link.operand) and not computed(link.operand)
    doubted = (known.key, known.version) in place.state.doubtful
    near = rivals.stands_alone(place, known) or doubted or found.reason in (CARRIED_ON, OF_DATA)
    return found.outcome == "undecided" and worked and plain and near


def _is_worked_out(node: tree.Node) -> bool:
    """Whether something is calculated in it, and it is no other name."""
    made = (tree.Apply, tree.Call, tree.Sum, tree.Product, tree.Power, tree.Quotient, tree.Neg)
    return (
        not customs.is_alias(node)
        and isinstance(node, made)
        and (computed(node) or isinstance(node, (tree.Apply, tree.Call)))
    )


def _for_all(known: Binding, assumed: Assumptions, found: Judgement) -> bool:
    """Whether words say it for all values of the letters that a computed name depends on.

    A function depends on its arguments, too: f_a(x) = max(x, ax) for all a > 0.
    """
    names = frozenset(name for name, _ in found.counterexample or ())
    names -= frozenset(known.parameters or ())
    whole = known.computed and not assumed.narrow
    return whole and bool(names) and assumed.covers(names)


def _of_all(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    known: Binding,
    assumed: Assumptions,
    obstacle: MeaningError,
) -> Entry | None:
    """What is said of a computed name for all values defines nothing, though it is not read."""
    if not (known.computed and known.parameters is None and assumed.universal and assumed.domain):
        return None
    return relation_entry(place, left, link, "not-a-claim", reason=obstacle.message)
