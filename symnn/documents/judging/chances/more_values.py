"""Whether a variable that is named at 0 and 1 may have other values."""

from __future__ import annotations

import re
from typing import Final

from symnn.documents.judging.chances.events import query_of
from symnn.documents.judging.chances.facts import Fact
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

#: How a doubt ends by which nothing that was told of a variable is known of it.
ANEW: Final = "was given another meaning in words"


def more_values(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a variable that is named at 0 and 1 may have more values: the text says X = 2."""
    found = (query_of(n, place.state.scope) for s in (left, link.operand) for n in tree.walk(s))
    events = [e for q in found if q is not None for e in (q.event, q.given) if e is not None]
    mentions = [mention for event in events for mention in event.mentions]
    variables = {v for v, _ in mentions} - {v for v, value in mentions if value not in ("0", "1")}
    told = {v for f in place.state.chances.known for v, value in _said_of(f) if value not in "01"}
    for variable in sorted(name for name in variables - told if name.isalpha()):
        named = rf"\b{variable}\s*=\s*|_\{{?{variable}\}}?\("
        if re.search(rf"(?:{named})(?:[2-9]|[01]\d|[a-z\\])", place.state.source.text):
            return f"{variable} may have other values than 0 and 1"
    return None


def _said_of(fact: Fact) -> list[tuple[str, str]]:
    events = (fact.query.event, fact.query.given)
    return [mention for event in events if event is not None for mention in event.mentions]
