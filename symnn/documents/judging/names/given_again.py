"""A name that has a meaning is given another formula, or the same again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.bindings import bind_deeper
from symnn.documents.judging.names.definitions import Target, computed
from symnn.documents.judging.names.restated import restated
from symnn.documents.judging.names.told_in_words import said_in_words
from symnn.documents.judging.placing import Place, relation_entry
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
    if found is not None and found.verdict in ("proved", "refuted"):
        words = _taken_otherwise(place, chain.first, link, known, assumed, found)
        if words == known.key:
            return None
        found = found if words is None else _open(place, chain.first, link, words)
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
