"""A name that has a meaning is given another formula, or the same again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from symnn.deferred import regex
from symnn.documents.judging.names.again.restated import restated
from symnn.documents.judging.names.beside.told_in_words import said_in_words
from symnn.documents.judging.names.bindings import bind, bind_deeper
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.names.definitions import Target, computed
from symnn.documents.judging.placing import Place, judged_entry, relation_entry
from symnn.documents.judging.wording.besides import is_set_anew
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding

CASES: Final = "it may be one of the cases of the function"
_IMPLIES: Final = regex(r"\\(?:implies|Rightarrow|Longrightarrow)(?![A-Za-z])|⇒|⟹")


def given_again(
    place: Place, chain: tree.Chain, defined: Target, worded: bool, assumed: Assumptions
) -> Entry | None:
    """The claim about a name that has a meaning; None if it is given a new one."""
    link = chain.links[0]
    known = defined.known
    if known is None or link.relation in ("←", ":="):
        return None
    if " " in known.key and (said := said_in_words(place, chain.first, link)) is not None:
        return said
    if place.standing or _IMPLIES.search(place.latex) is not None:
        _keep_as_equation(place, known, link)
    if is_set_anew(place, known) or _is_set_by_words(place, link, known):
        return None
    back = _given_back(place, chain.first, link, defined, assumed)
    return back or _given_otherwise(place, chain, defined, known, worded, assumed)


def _given_otherwise(
    place: Place,
    chain: tree.Chain,
    defined: Target,
    known: Binding,
    worded: bool,
    assumed: Assumptions,
) -> Entry | None:
    """The claim about a name that was given no formula that it had before the latest one."""
    link = chain.links[0]
    if assumed.relations and known.parameters is not None:
        told = _holds_so_far(place, chain.first, link, known, assumed)
        if told is not None:
            return told
    found = _restated(place, chain.first, link, known, assumed)
    if found is not None and found.verdict == "refuted" and _is_listed_anew(place, found):
        return None
    if other := _of_another(place, chain.first, link, known, found):
        return other
    if found is not None and (reason := _doubt(place, link, known, assumed, found)) is not None:
        return _open(place, chain.first, link, reason)
    if found is not None and found.verdict in ("proved", "refuted"):
        words = _taken_otherwise(place, chain.first, link, known, assumed, found)
        if words == known.key:
            return None
        found = found if words is None else _open(place, chain.first, link, words)
    if found is None:
        found = _not_restated(place, chain, defined, known, assumed)
        alone = len(chain.links) == 1  # what a longer chain ends with is looked at as a whole
        return found or (
            _member_anew(place, chain.first, link, defined, assumed) if alone else None
        )
    if not (worded or defined.parameters is None or found.verdict == "proved"):
        return None
    plain = assumed == NOTHING and not worded and ":" not in place.latex
    _keep_in_mind(place, defined, known, link, found, plain)
    return found


def _holds_so_far(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    """The claim that a sum ends early under a condition: r(N, m) = 2^N for m ≥ N."""
    if not any(isinstance(part, tree.Binomial) for part in tree.walk(known.body)):
        return None
    from symnn.documents.judging.identities.inductions import judge_open_range

    told = judge_open_range(place, left, link, assumed)
    proved = told is not None and told[0].outcome == "proved"
    return judged_entry(place, left, link, *told) if told is not None and proved else None


def _given_back(place: Place, *said: Any) -> Entry | None:
    """The entry of a formula that a name had before; it is rare that a name has had several."""
    known = said[2].known
    base, _, below = known.key.partition("_")
    family = below and base in place.state.scope.families
    if known.member or not (len(place.state.scope.history[known.key]) > 1 or family):
        return None
    from symnn.documents.judging.names.again.given_back import value_given_back

    return value_given_back(place, *said)


def _of_another(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, found: Entry | None
) -> Entry | None:
    """The open entry of what a sentence may say of another thing with the same letter."""
    if found is None or found.verdict != "refuted" or place.formula.display:
        return None
    from symnn.documents.judging.names.letters.other_nouns import OTHER, is_of_another

    if not is_of_another(place, known):
        return None
    line = place.state.source.position(place.formula.start).line
    rival = replace(known, body=link.operand, line=line)
    place.state.rivals[known.key, known.version] = rival
    return _open(place, left, link, OTHER)


def _is_case_beside(place: Place, link: tree.Link, known: Binding, assumed: Assumptions) -> bool:
    """Whether f(x) = x^3 for x > 1 stands in one formula with the f(x) = x^2 that it fails.

    Both may be cases of one function, of which then nothing holds that needs one of them.
    """
    beside = known.version > place.state.since and known.parameters is not None
    if not beside or not assumed.domain or isinstance(known.body, tree.Cases):
        return False
    place.state.rivals[known.key, known.version] = replace(known, body=link.operand)
    return True


def _restated(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    found = restated(place, left, link, known, assumed)
    if found is not None and found.verdict is not None:
        return found
    from symnn.documents.judging.names.families.by_sums import restated_by_sums

    return restated_by_sums(place, left, link, known, assumed) or found


def _keep_in_mind(
    place: Place, defined: Target, known: Binding, link: tree.Link, found: Entry, plain: bool
) -> None:
    """Note what was found of a name: a formula may be false, or another one of it is proved."""
    if found.verdict == "refuted":
        place.state.doubt(defined.key, found.line, link.operand)
    elif found.verdict == "proved":
        if plain:
            _note_second(place, link, known)
        bind_deeper(place, defined, link)


def _not_restated(
    place: Place, chain: tree.Chain, defined: Target, known: Binding, assumed: Assumptions
) -> Entry | None:
    from symnn.documents.judging.names.of_functions.at_sizes import said_at_sizes

    said = said_at_sizes(place, chain, defined, assumed)
    return said or _false_at_whole(place, chain, known, assumed)


def _member_anew(
    place: Place, left: tree.Node, link: tree.Link, defined: Target, assumed: Assumptions
) -> Entry | None:
    """A member with another formula than that of its family: it may be an exception, or a slip.

    It counts from here on, and what follows from it is doubtful.
    """
    known = defined.known
    if known is None or not known.member or link.relation != "=" or not computed(link.operand):
        return None
    try:
        found, _ = judged_by_custom(place, left, link, False, assumed)
    except MeaningError:
        return None
    if found.outcome != "refuted":
        return None
    reason = f"by the formula of its family {known.key} is another value: it is set anew, or wrong"
    bind(place, defined, link.operand)
    place.state.suspect(known.key, reason)
    return _open(place, left, link, reason)


def _false_at_whole(
    place: Place, chain: tree.Chain, known: Binding, assumed: Assumptions
) -> Entry | None:
    """The entry of a law for all whole numbers of a function that was given right here."""
    names = set(known.parameters or ())
    here = known.section == place.formula.headings and place.state.is_in_force(known)
    if not names or not names <= assumed.universal or not here:
        return None
    from symnn.documents.judging.identities.at_whole_points import refuted_at_whole

    link = chain.links[0]
    false = refuted_at_whole(place, chain.first, link, assumed)
    return None if false is None else judged_entry(place, chain.first, link, false, "")


def _doubt(
    place: Place, link: tree.Link, known: Binding, assumed: Assumptions, found: Entry
) -> str | None:
    """Why what was found by the formula of a name may not be about it."""
    if found.verdict == "refuted" and _is_case_beside(place, link, known, assumed):
        return CASES
    if found.verdict == "proved" and _is_at_values(link, known, assumed):
        return "the same formula was given before, and the values beside it may be others now"
    return None


def _is_at_values(link: tree.Link, known: Binding, assumed: Assumptions) -> bool:
    """Whether a formula stands again, now with a value for a letter in it: z = ax "with a = 5"."""
    used = {tree.key(part) for part in tree.walk(link.operand)}
    return link.operand == known.body and not used.isdisjoint(assumed.values)


def _open(place: Place, left: tree.Node, link: tree.Link, reason: str) -> Entry:
    return relation_entry(place, left, link, "claim", "undecided", reason=reason)


def _taken_otherwise(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    known: Binding,
    assumed: Assumptions,
    found: Entry,
) -> str | None:
    """Why a name in it may mean something else by the words around it; its own key if it does."""
    from symnn.documents.judging.doubts.second_looks import of_any, without

    doubt = of_any(place, left, link.operand)
    if doubt is None or known.key in doubt[0]:
        return None if doubt is None else known.key
    again = restated(without(place, *doubt[0]), left, link, known, assumed)
    return None if again is not None and again.verdict == found.verdict else doubt[1]


def _keep_as_equation(place: Place, known: Binding, link: tree.Link) -> None:
    """With s = -b/w, "w = 5, s = 2 ⇒ b = -10" is about the b that the formula of s tells of."""
    here = known.section == place.formula.headings and place.state.is_in_force(known)
    if here and known.parameters is None and known.computed and not computed(link.operand):
        from symnn.documents.judging.equations.solving import pose

        before = place.state.posed
        pose(place, known.body, link)
        if place.state.posed != before:
            *others, new = place.state.posed
            place.state.posed = [*others, replace(new, by_value=True)]


def _is_set_by_words(place: Place, link: tree.Link, known: Binding) -> bool:
    """Only another formula in names is looked at: a mere number is no formula."""
    if link.operand == known.body or not computed(link.operand):
        return False
    from symnn.documents.judging.names.again.set_by_words import is_set_by_words

    return is_set_by_words(place, link, known)


def _note_second(place: Place, link: tree.Link, known: Binding) -> None:
    if not (known.computed and computed(link.operand)):
        return
    from symnn.documents.judging.names.again.set_by_words import (
        leads_to_result,
        note_second_formula,
    )

    if not leads_to_result(place.formula.before):
        note_second_formula(place, link, known)


def _is_listed_anew(place: Place, found: Entry) -> bool:
    """Whether it stands before a colon, or in a list of words: "Let $x_1 = 2$, $x_2 = 5$ be".

    In g = 1, m = 2: a = 3 a number is put in for the formula of g.
    """
    if place.standing == "setting":
        return True
    if place.formula.display or not place.formula.before.rstrip().endswith((",", "and")):
        return False
    from symnn.documents.judging.names.again.set_by_words import sets_names

    return found.counterexample is None and sets_names(place.formula)
