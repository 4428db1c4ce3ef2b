"""A name that has a meaning is given another formula, or the same again."""

from __future__ import annotations

from symnn.documents.judging.names.bindings import bind_deeper
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.names.restated import restated
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.besides import is_set_anew
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions


def given_again(
    place: Place, chain: tree.Chain, defined: Target, worded: bool, assumed: Assumptions
) -> Entry | None:
    """The claim about a name that has a meaning; None if it is given a new one."""
    link = chain.links[0]
    known = defined.known
    if known is None or link.relation in ("←", ":=") or is_set_anew(place, known):
        return None
    found = restated(place, chain.first, link, known, assumed)
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
