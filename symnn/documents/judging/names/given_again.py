"""A name that has a meaning is given another formula, or the same again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.bindings import bind_deeper
from symnn.documents.judging.names.definitions import Target, computed
from symnn.documents.judging.names.restated import restated
from symnn.documents.judging.names.told_in_words import said_in_words
from symnn.documents.judging.placing import Place
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
    if found is None or found.verdict is None:
        from symnn.documents.judging.names.by_sums import restated_by_sums

        found = restated_by_sums(place, chain.first, link, known, assumed) or found
    if found is None:
        from symnn.documents.judging.names.at_sizes import said_at_sizes

        return said_at_sizes(place, chain, defined, assumed)
    if not (worded or defined.parameters is None or found.verdict == "proved"):
        return None
    if found.verdict == "refuted":
        place.state.doubt(defined.key, found.line, link.operand)
    elif found.verdict == "proved":
        bind_deeper(place, defined, link)
    return found


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
