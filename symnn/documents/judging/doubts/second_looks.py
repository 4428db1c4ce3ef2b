"""A verdict is looked at again with the names as they were, or may be, elsewhere in the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.names.again.rivals import places_of_rivals
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.names.reaching.reach import ended_name, other_function
from symnn.documents.judging.notations.readings import DEPENDS
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry, left_open
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions

#: The entry of a relation at a place under what is assumed.
Judge: TypeAlias = "Callable[[Place, tree.Node, tree.Link, Assumptions], Entry]"
#: Why a law is not called false.
LAW: Final = "it holds for whatever functions its letters stand for, and may be meant of those"
#: Why an equation of formulas is not called true by an example.
AT_SETTINGS: Final = "it holds for values that were given for an example, and is false in general"
_OF_ARRAYS: Final = (tree.Derivative, tree.BigOperator, tree.Transpose, tree.Indexed, tree.Norm)
#: A name with more formulas than these in one section has several meanings, or claims among them.
_FORMULAS: Final = 2
#: Words that may take a letter for any number, wherever they stand.
_OF_ANY: Final = regex(
    r"(?i)\barbitrary|\bgener(?:al|ic)\b"
    r"|\b(?:let|suppose|assume|say)\b[^$]{0,20}\$[^$]{1,40}(?:\\in\b|<|>|\\[lgn]e"
    r"|\$ (?:now )?(?:be|is|are|denote|stand|represent|mean|count))"
    r"|\$ (?:is|are)? ?(?:now|instead)\b"
    r"|\b(?:now|here|below|time|follows|section|example|on),?\s\$[^$]{1,15}\$\s[a-z]"
    r"|\b(?:chang|increas|decreas|doubl|halv|tripl|replac|rais|lower|reduc|reset|modif|flip|negat"
    r"|increment|decrement|multipl|divid|scal)\w*\s(?:[a-z]+\s){0,2}\$"
    r"|\b(?:every|any|all|each)\b|\bwhatever\b|\bregardless\b|\bmatter\b|\balways\b|independent|irrespective|induction|theorem|instead"
)
#: Words that may take a value back.
_TAKEN_BACK: Final = regex(
    r"(?i)\bwere\b|\bhad\b|\bif\b|\bback to\b|\breturn|\borigin|\binitial|\bin fact\b|\bactual"
    r"|\bin reality\b|\bas before\b|\brestor|\bundo|\bmoment\b|\btemporar"
    r"|\bthe (?:old|first|earlier|previous)\b"
)
#: Signs of an inner product, and ℝⁿ.
_OPENED: Final = regex(
    r"\^\s*\{?\s*(?:T|\\top|\\intercal|\\(?:mathsf|mathrm|text)\s*\{?\s*T)|\\langle"
    r"|\\(?:mathbf|boldsymbol|bm|bf|vec)(?![A-Za-z])[^$]{0,12}\\cdot"
    r"|\\(?:(?:mathbb|mathbf|Bbb)\s*\{?\s*R\s*\}?|R(?![A-Za-z]))\s*\^\s*\{?\s*\d*\s*[A-Za-z]"
)
_OF_FUNCTIONS: Final = (tree.Derivative, tree.Prime, tree.BigOperator)


def reconsidered(
    place: Place, left: tree.Node, link: tree.Link, judge: Callable[[Place], Entry]
) -> Entry:
    """The entry of a relation; undecided where another meaning of its names turns the verdict.

    Args:
        place: where it stands.
        left, link: the relation.
        judge: its entry with the names as they are known at a place.
    """
    entry = judge(place)
    if entry.verdict not in ("proved", "refuted"):
        return entry
    doubt = _doubt(place, left, link, entry, judge)
    if doubt is None:
        return entry
    return judged_entry(place, left, link, Judgement("undecided", reason=doubt), "")


def _doubt(
    place: Place, left: tree.Node, link: tree.Link, entry: Entry, judge: Callable[[Place], Entry]
) -> str | None:
    for there, text in places_of_rivals(place, left, link):
        if judge(there).verdict != entry.verdict:
            return text
    general = of_any(place, left, link.operand)
    if general is not None and judge(without(place, *general[0])).verdict != entry.verdict:
        return general[1]
    if entry.verdict == "proved":
        return _for_one_value(place, left, link, judge)
    return _of_refuted(place, left, link, entry, judge)


def of_any(place: Place, *nodes: tree.Node) -> tuple[frozenset[str], str] | None:
    """The names in some nodes that words take for any, with the reason; None for none."""
    found = None
    if says(place.state.source.text, _OF_ANY):
        from symnn.documents.judging.doubts.values.general import meant_of_any

        found = meant_of_any(place, *nodes)
    if found is None and says(place.state.source.text, _TAKEN_BACK):
        from symnn.documents.judging.doubts.values.hypothetical import taken_back

        found = taken_back(place, *nodes)
    if found is None and _is_of_family(place, *nodes):
        from symnn.documents.judging.doubts.values.beyond_ranges import beyond_range

        found = beyond_range(place, *nodes)
    return found


def _is_of_family(place: Place, *nodes: tree.Node) -> bool:
    """Whether a name of a family with an index stands in some nodes."""
    families = place.state.scope.families
    names = (p for n in nodes for p in tree.walk(n) if families and isinstance(p, tree.Name))
    return any(name.subscript is not None and families.get(name.base) for name in names)


def _of_refuted(
    place: Place, left: tree.Node, link: tree.Link, entry: Entry, judge: Callable[[Place], Entry]
) -> str | None:
    other = other_function(place, left, link.operand)
    if other is not None:
        return other[1]
    if any(_moves(place, n, link.operand) for n in tree.walk(left)):
        return "the right side may be taken at the same place"
    gone = _set_in_code(place, left, link) or _ended(place, left, link, judge)
    if gone is None and (computed(left) or computed(link.operand)):
        from symnn.documents.judging.doubts.values.under_conditions import may_be_restricted

        gone = may_be_restricted(place, left, link.operand, entry)
    if gone is not None:
        return gone
    if any(isinstance(n, tree.Derivative | tree.Prime) or _is_nabla(n) for n in tree.walk(left)):
        from symnn.documents.judging.doubts.meanings import chain_rule
        from symnn.documents.judging.doubts.meanings.inner_functions import slope_doubt
        from symnn.documents.judging.doubts.meanings.primes import marks_another

        if (marked := marks_another(place, left, link)) is not None:
            return marked
        if chain_rule.is_chain_rule(place.state.scope, left, link.operand):
            return chain_rule.CHAIN_RULE
        if (often := _given_often(place, left)) is not None:
            return often
        if chain_rule.is_said_equal(place, left, link.operand):
            return chain_rule.CHAIN_RULE
        doubt = slope_doubt(place, left, link.operand, entry, judge)
        if doubt is not None:
            return doubt
    if _is_law(place, left, link, judge):
        return LAW
    return _from_elsewhere(place, left, link, judge) if _has_sections(place) else None


def _set_in_code(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why code between may have set a name, in a document that has code."""
    if not place.state.source.cells and "```" not in place.state.source.text:
        return None
    from symnn.documents.judging.doubts.values.set_in_code import set_in_code

    return set_in_code(place, left, link)


def _moves(place: Place, node: tree.Node, right: tree.Node) -> bool:
    """Whether a formula is taken at a place that the other side may be taken at, too: at x = y."""
    place_ = node.condition if isinstance(node, tree.Evaluated) else None
    if not isinstance(place_, tree.Chain):
        return False
    moved = {tree.key(place_.first)}
    if isinstance(place_.links[-1].operand, tree.Name):
        return True
    names = [part for part in tree.walk(right) if isinstance(part, tree.Name)]
    known = [place.state.scope.latest(tree.key(name) or "") for name in names]
    bodies = [part for k in known if k is not None for part in tree.walk(k.body)]
    return any(tree.key(part) in moved for part in (*names, *bodies))


def _is_nabla(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "nabla" and node.subscript is not None


def _ended(
    place: Place, left: tree.Node, link: tree.Link, judge: Callable[[Place], Entry]
) -> str | None:
    """Why a name may mean something else here, unless it is false whatever that is."""
    found = ended_name(place, left, link.operand)
    if found is None:
        return None
    return None if judge(without(place, found[0])).verdict == "refuted" else found[1]


def without(place: Place, *names: str) -> Place:
    """The place as if nothing had been said of some names."""
    from symnn.documents.judging.names.reaching.elsewhere import without_names

    return without_names(place, set(names)) or place


def _is_law(
    place: Place, left: tree.Node, link: tree.Link, judge: Callable[[Place], Entry]
) -> bool:
    """Whether a relation of slopes or integrals holds for whatever functions its letters are.

    What was given for one of them may have its variable in it, as f(n) = x^n has x.
    """
    nodes = [n for side in (left, link.operand) for n in tree.walk(side)]
    if not any(isinstance(n, _OF_FUNCTIONS) for n in nodes):
        return False
    from symnn.documents.judging.names.reaching.elsewhere import without_functions

    open_ = without_functions(place, left, link)
    return open_ is not None and judge(open_).verdict == "proved"


def _for_one_value(
    place: Place, left: tree.Node, link: tree.Link, judge: Callable[[Place], Entry]
) -> str | None:
    """Why a relation that holds for an earlier value of a parameter may be meant of all."""
    if place.state.settings or place.state.asides:
        from symnn.documents.judging.names.beside.settings import is_false_beyond

        if is_false_beyond(place, left, link, judge):
            return AT_SETTINGS
    if not any(isinstance(n, tree.Call | tree.Apply) or _is_list(n) for n in tree.walk(left)):
        return None
    from symnn.documents.judging.names.reaching.elsewhere import GENERAL, without_parameters

    open_ = without_parameters(place, left, link)
    return GENERAL if open_ is not None and judge(open_).verdict == "refuted" else None


def _is_list(node: tree.Node) -> bool:
    """a[z], which may be a function of z."""
    return isinstance(node, tree.Group) and node.fence == "[]"


def _has_sections(place: Place) -> bool:
    """Whether anything was given beside the sections that a place stands in."""
    known = (bindings[-1] for bindings in place.state.scope.history.values())
    return any(place.formula.headings[: len(b.section)] != b.section for b in known)


def _from_elsewhere(
    place: Place, left: tree.Node, link: tree.Link, judge: Callable[[Place], Entry]
) -> str | None:
    from symnn.documents.judging.names.reaching.elsewhere import (
        ANOTHER,
        ELSEWHERE,
        constrains_another,
        without_far_values,
    )

    if constrains_another(place, left, link):
        return ANOTHER
    far = without_far_values(place, left, link)
    return ELSEWHERE if far is not None and judge(far).verdict == "proved" else None


# --- under the ranges of its letters ---------------------------------------------------


def by_members(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, judge: Judge
) -> Entry:
    """The entry of a relation, with the ranges of its letters where that decides it.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
        judge: its entry under what is assumed, with the names as they are known at a place.
    """
    if place.state.ranges or assumed.relations:
        there = replace(place, state=place.state.copy())
        each = partial(_reconsidered, judge=judge)
        found = in_finite_sets(there, left, link, assumed, each)
        if found is not None and found.verdict is not None:
            return found
        if found is not None:  # what holds for all numbers holds for these
            entry = _reconsidered(place, left, link, assumed, judge)
            return entry if entry.verdict == "proved" else found
    entry = _reconsidered(place, left, link, assumed, judge)
    if entry.verdict is None and place.state.settings:
        from symnn.documents.judging.names.beside.settings import beyond_settings

        each = partial(_reconsidered, left=left, link=link, assumed=assumed, judge=judge)
        entry = beyond_settings(place, left, link, each) or entry
    if entry.verdict in ("proved", "refuted"):
        return _in_both_senses(place, left, link, entry)
    if says(place.state.source.text, _OPENED):
        from symnn.documents.judging.vector_algebra.opened import with_open_vectors

        numbers = partial(_reconsidered, assumed=assumed, judge=judge)
        if (opened := with_open_vectors(place, left, link, assumed, numbers)) is not None:
            return opened
    if not may_be_about_arrays(left, link) or (entry.reason or "").startswith(DEPENDS):
        return entry
    from symnn.documents.judging.index_notation.hooks import or_by_entries

    def by_entries(there: Place) -> Entry:
        return or_by_entries(there, left, link, assumed, entry)

    found = reconsidered(place, left, link, by_entries)
    if found.verdict in ("proved", "refuted") or r"\mathbb" not in place.state.source.text:
        return found
    from symnn.documents.judging.identities.at_declared_sizes import judged_at_sizes

    written = judged_at_sizes(place, left, link, assumed)
    return found if written is None else judged_entry(place, left, link, *written)


def _in_both_senses(place: Place, left: tree.Node, link: tree.Link, entry: Entry) -> Entry:
    """An entry that stands only if it does with brackets behind a slope as factors as well.

    A matrix of slopes that is the transpose of what is claimed may be meant in another layout.
    """
    from symnn.documents.judging.doubts.meanings.brackets import behind_slopes, holds_as_factor

    slopes = isinstance(left, tree.Derivative) or any(
        isinstance(part, tree.Name) and part.base in ("nabla", "J") for part in tree.walk(left)
    )
    if entry.verdict == "refuted" and slopes:
        from symnn.documents.judging.doubts.arrays.layouts import holds_transposed

        if holds_transposed(place, left, link):
            reason = "whether slopes of a vector stand in rows or columns is not told"
            return left_open(entry, reason)
    compound = behind_slopes(left, link.operand)
    if compound is None or (entry.verdict == "proved" and not compound):
        return entry
    from symnn.documents.judging.calculus.slopes_of_losses import METHOD

    if entry.evidence == METHOD:  # a loss without a formula is taken at no place
        return entry
    if holds_as_factor(place, left, link) is (entry.verdict == "proved"):
        return entry
    return left_open(entry, "a bracket after a derivative may be a factor, or where it is taken")


def _given_often(place: Place, slope: tree.Node) -> str | None:
    """Why the formula of what is derived may not be the last one: it was given several."""
    primed = slope.head if isinstance(slope, tree.Call) else slope
    operand = primed.operand if isinstance(primed, (tree.Derivative, tree.Prime)) else None
    key = None if operand is None else tree.key(operand)
    history = place.state.scope.history.get(key or "", ())
    given = {b.body for b in history if b.computed and b.section == place.formula.headings}
    return f"{key} was given {len(given)} formulas" if len(given) > _FORMULAS else None


def may_be_about_arrays(left: tree.Node, link: tree.Link) -> bool:
    """Whether a derivative, a sum, an index or a transpose stands in an equation."""
    if link.relation not in ("=", "≡"):
        return False
    for side in (left, link.operand):
        for part in tree.walk(side):
            indexed = isinstance(part, tree.Name) and (part.subscript or part.labels)
            if indexed or isinstance(part, _OF_ARRAYS):
                return True
    return False


def _reconsidered(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, judge: Judge
) -> Entry:
    def under(there: Place) -> Entry:
        return judge(there, left, link, assumed)

    return reconsidered(place, left, link, under)


def in_finite_sets(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, judge: Judge
) -> Entry | None:
    """The entry of a relation between letters of finite sets; None for any other."""
    finite = any(one.finite for one in place.state.ranges)
    if not finite and not any(c.links[0].relation == "∈" for c in assumed.relations):
        return None
    from symnn.documents.judging.sets.each_member import judged_for_each

    return judged_for_each(place, left, link, assumed, judge)


def at_a_point(place: Place, left: tree.Node, link: tree.Link) -> Place | None:
    """The place with h as a function, where h(1, 0) stands for a formula h in x_1 and x_2.

    Else it would be a product with a row of numbers.
    """
    if "," not in place.latex:
        return None
    for part in (part for side in (left, link.operand) for part in tree.walk(side)):
        if isinstance(part, tree.Call) and len(part.arguments.items) > 1:
            known = place.state.scope.latest(tree.key(part.head) or "")
            if known is not None and known.parameters is None:
                break
    else:
        return None
    from symnn.documents.judging.names.of_functions.at_points import with_values_at_points

    return with_values_at_points(place, (left, link.operand))
