"""Chances that follow from independence that is told: of all, or given what a variable is.

"Given H the tests A and B are independent" makes P(A = a, B = b | H = h) the product of P(A = a |
H = h) and P(B = b | H = h), for all values of the three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.chances.events import Event, Query, both, is_value
from symnn.documents.judging.chances.facts import Fact, settled
from symnn.documents.judging.placing import Place
from symnn.documents.judging.randomness.sentences import plain_words, said_in
from symnn.exact.expression import mul
from symnn.latex import syntax as tree

SAYS: Final = regex(r"\bindependent\b")
_SECTION: Final = regex(r"\n#+ |\\(?:sub)*section\b|\\begin\{(?:example|exercise)\}")
_DISPLAY: Final = regex(r"\$\$.*?\$\$", re.DOTALL)
#: Things that have no names there: "given H the two tests are independent".
_NAMELESS: Final = regex(
    r"(?:(?:(?P<two>two|both)|the|all|these|such|results of|outcomes of|its|their)\s+){1,3}"
    r"(?:[a-z]+\s+){0,2}?[a-z]+s\s+(?:are|being|can be|may be)\s+"
    r"(?:(?:assumed|taken|supposed|considered)\s+)?(?:to be\s+|as\s+)?"
    r"(?:conditionally\s+)?independent\b"
)
_GIVEN: Final = re.compile(r"\b(?:[gG]iven|[cC]onditional(?:ly)? (?:up)?on)\b(?P<rest>[^.;]*)")
_MOST: Final = 32


def with_independence(place: Place, facts: Sequence[Fact]) -> list[Fact]:
    """The facts, with those that follow from what words say of their variables.

    Args:
        place: where a claim stands; what is said above it counts.
        facts: the chances given.
    """
    text = _SECTION.split(place.state.source.text[: place.formula.outer_start])[-1]
    found = list(facts)
    for said in said_in(_DISPLAY.sub(" . ", text)):
        names = [key for n in said.names if (key := tree.key(n)) is not None]
        if said.what not in ("conditional", "independent") or len(names) < 2:
            continue
        given = tree.key(said.value) if said.value is not None else None
        known = tuple((fact.query.key, fact.value, fact.section, fact.line) for fact in facts)
        joined = place.state.chances.joined
        asked = (known, tuple(names), given)
        if asked not in joined:
            joined[asked] = list(_joint(facts, names, given))
        found += joined[asked]
    for sentence in re.split(r"(?<=[.;])\s+", plain_words(_DISPLAY.sub(" . ", text))):
        if (meant := _nameless(facts, sentence)) is not None:
            found += _joint(facts, *meant)
    return found


def _nameless(facts: Sequence[Fact], sentence: str) -> tuple[list[str], str] | None:
    """What things without names are, and what is given: all that has chances given it."""
    words = sentence.lower()
    things, given = _NAMELESS.search(words), _GIVEN.search(sentence)
    if things is None or given is None or re.search(r"\b(?:not|if|when|suppose)\b", words):
        return None
    conditioned: dict[str, set[str]] = {}
    for fact in facts:
        if fact.query.given is not None and len(fact.query.given.mentions) == 1:
            (of, _), *_ = fact.query.given.mentions
            conditioned.setdefault(of, set()).update(v for v, _ in fact.query.event.mentions)
    named = [
        of for of in conditioned if re.search(rf"(?<![A-Za-z]){of}(?![A-Za-z])", given["rest"])
    ]
    chosen = named or list(conditioned)
    if len(chosen) != 1:
        return None
    names = sorted(conditioned[chosen[0]])
    whole = len(names) == 2 or (len(names) > 2 and things["two"] is None)
    return (names, chosen[0]) if whole else None


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text) is not None


def _joint(facts: Sequence[Fact], names: Sequence[str], given: str | None) -> Iterator[Fact]:
    values = {name: _values(facts, name) for name in (*names, *([given] if given else []))}
    rows = list(product(*values.values()))
    if not rows or len(rows) > _MOST or not all(values.values()):
        return
    section, line = facts[-1].section, facts[-1].line
    for row in rows:
        events = [is_value(name, value) for name, value in zip(values, row, strict=True)]
        condition: Event | None = events.pop() if given else None
        chances = [settled(facts, Query("P", event, condition)) for event in events]
        known = [chance for chance in chances if chance is not None]
        if len(known) == len(chances):
            yield Fact(Query("P", both(events), condition), mul(*known), section, line)


def _values(facts: Sequence[Fact], name: str) -> list[str]:
    """The values that a variable is said to have; 0 and 1 where one of them is said."""
    events = [e for f in facts for e in (f.query.event, f.query.given) if e is not None]
    found = {value for event in events for one, value in event.mentions if one == name}
    return ["0", "1"] if found and found <= {"0", "1"} else sorted(found)
