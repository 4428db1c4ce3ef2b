"""A name that has a meaning is given another formula, or the same again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.bindings import bind_deeper
from symnn.documents.judging.names.definitions import Target, computed
from symnn.documents.judging.names.restated import restated
from symnn.documents.judging.names.told_in_words import said_in_words
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.wording.besides import is_set_anew
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.scope import Binding

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
    if is_set_anew(place, known):
        return None
    found = restated(place, chain.first, link, known, assumed)
    if found is None:
        from symnn.documents.judging.names.at_sizes import said_at_sizes

        said = said_at_sizes(place, chain, defined, assumed)
        return said or _false_at_whole(place, chain, known, assumed)
    if not (worded or defined.parameters is None or found.verdict == "proved"):
        return None
    if found.verdict == "refuted":
        place.state.doubt(defined.key, found.line, link.operand)
    elif found.verdict == "proved":
        bind_deeper(place, defined, link)
    return found


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
