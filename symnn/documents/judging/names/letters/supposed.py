r"""Ranges that stand by themselves, before a claim: `Let $p\in(0,1)$ be …`, then `-\log p>0`.

A letter without a value has such a range from there on, under the same headings, until another one
is told. It only ever helps a claim: what holds for all numbers of the range is proved, and a sum
that converges elsewhere alone is not. Nothing is refuted by it, as the letter may be another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging import signs
from symnn.documents.judging.names.definitions import DEFINING
from symnn.documents.judging.names.letters.ranges import (
    Range,
    each_of_list,
    is_wider_since,
    keys_of,
    note_ranges,
    open_names,
)
from symnn.documents.judging.names.letters.signs_told import (
    VARIABLES,
    chain_of,
    is_told_apart,
    tells_range,
    told_sign,
)
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.documents.model import Entry, left_open
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions

#: Words right before a range that set it for what follows.
_SETS: Final = regex(
    r"(?i)\b(?:let|suppose(?: that)?|assume(?: that)?|assuming(?: that)?|fix|given|where|with|take"
    r"|here|consider|choose|pick|and)\b[^.;:!?]{0,60}$"
)
#: Words around it by which it holds for a moment, or is asked for, or is a result.
_MOMENT: Final = regex(
    r"(?i)\b(?:if|when\w*|unless|case|cases|otherwise|iff|until|while|as soon|needs?|requires?"
    r"|must|should|wants?|only|holds?|impl\w+|not|would|check|shows?|because|since|so|hence|thus"
    r"|therefore|then|ensure\w*|guarante\w+|obtain|get|follows|means|say|instead|now|first|or)\b|\?"
)
#: Words after which a case is over.
_ENDS: Final = regex(
    r"(?i)\b(?:otherwise|in general|conversely|on the other hand|for all|for any|for every"
    r"|arbitrary|the case|second case|negative|instead|now let|let us now|more generally)\b"
)
_SERIES: Final = "∞"
#: What words inside of a formula say is said of that formula alone.
_INSIDE: Final = regex(r"\$\$[^$]*\$\$|\$[^$]*\$|\\\[.*?\\\]|\\\(.*?\\\)", re.DOTALL)


def note_told_ranges(
    place: Place, statements: Sequence[tree.Statement | tree.Unreadable], said: Sequence[Entry]
) -> None:
    """Keep the ranges in a formula: those beside definitions, and those that stand alone."""
    if signs.ORDER.search(place.latex) is None:
        _note_signs(place, statements)
        return
    defines = any(entry.kind == "definition" for entry in said)
    if defines and place.formula.display and len(statements) > 1:
        note_ranges(place.state, place.formula, statements, said)
        _note_beside(place, statements)
    elif not defines and all(entry.verdict is None for entry in said):
        _note_alone(place, statements)
    _forget_cases(place)


def _note_alone(place: Place, statements: Sequence[tree.Statement | tree.Unreadable]) -> None:
    """Keep the ranges that a formula gives letters without a value, if it says nothing else."""
    formula = place.formula
    words = formula.before.strip()
    alone = formula.display and not words
    sets = alone or _SETS.search(words) is not None or tells_range(formula)
    if not alone and is_told_apart(formula):
        return
    if not sets or (not alone and _MOMENT.search(words.split(". ")[-1])):
        return
    if alone and _MOMENT.search(formula.lead_in.strip().split(". ")[-1]):
        return
    found: list[Range] = []
    for statement in statements:
        plain = isinstance(statement, tree.Statement) and not statement.connective
        body = statement.body if isinstance(statement, tree.Statement) and plain else None
        for chain in each_of_list(body) if isinstance(body, tree.Chain) else (None,):
            keys = frozenset[str]() if chain is None else keys_of(place.state.scope, chain)
            if chain is None or len(keys) != 1 or min(keys)[:1].isupper():
                return
            found.append(Range(keys, chain, formula.headings, end=formula.outer_end))
    place.state.supposed.extend(found)


def _note_beside(place: Place, statements: Sequence[tree.Statement | tree.Unreadable]) -> None:
    """Keep the ranges beside definitions of letters that these do not have in them."""
    words = place.formula.before.strip() or place.formula.lead_words.strip()
    if _MOMENT.search(words.split(". ")[-1]):
        return
    plain = [s for s in statements if isinstance(s, tree.Statement)]
    if len(plain) < len(statements) or any(s.connective or s.separator == ":" for s in plain):
        return
    chains = [s.body for s in plain if isinstance(s.body, tree.Chain)]
    defined = [c for c in chains if any(link.relation in DEFINING for link in c.links)]
    used = {tree.key(part) for chain in defined for part in tree.walk(chain)}
    for statement in plain:
        body = statement.body
        if statement.lead or statement.qualifiers or not isinstance(body, tree.Chain):
            continue
        for chain in each_of_list(body) if body not in defined else ():
            keys = keys_of(place.state.scope, chain)
            if len(keys) == 1 and not keys & (used | VARIABLES) and not min(keys)[:1].isupper():
                end = place.formula.outer_end
                place.state.supposed.append(Range(keys, chain, place.formula.headings, end=end))


def _note_signs(place: Place, statements: Sequence[tree.Statement | tree.Unreadable]) -> None:
    """Keep the signs that words tell of lone letters: "a positive constant $c$"."""
    formula = place.formula
    body = _bare(statements[0]) if len(statements) == 1 else None
    names = body.items if isinstance(body, tree.Group) and not body.fence else (body,)
    if not all(isinstance(name, tree.Name) for name in names):
        return
    told = told_sign(formula)
    if told is None or _MOMENT.search(formula.before.strip().split(". ")[-1]):
        return
    for name in (n for n in names if n is not None):
        keys = keys_of(place.state.scope, chain_of(name, ">"))
        if len(keys) == 1 and not min(keys)[:1].isupper():
            chain, end = chain_of(name, told[0]), formula.outer_end + 1 + told[1]
            found = Range(keys, chain, formula.headings, end=end)
            place.state.supposed.append(found)


def _bare(statement: tree.Statement | tree.Unreadable) -> tree.Node | None:
    """What stands there without a word."""
    if not isinstance(statement, tree.Statement) or statement.qualifiers or statement.lead:
        return None
    return statement.body


def _forget_cases(place: Place) -> None:
    """Forget the ranges of the cases of a function: "H(z) = 1 for z > 0 and H(z) = 0 for …".

    None of them is one of the letter alone. Cases in one brace tell of no letter outside of it.
    """
    if r"{cases}" in place.latex:
        return
    state, since = place.state, place.formula.outer_start - len(place.formula.before)
    of_cases: set[str] = set()
    for one in (known[-1] for known in state.scope.history.values() if known):
        several = isinstance(one.body, tree.Cases) and len(one.body.rows) > 1
        if several and state.ends.get(one.version, 0) >= since:
            of_cases |= set(one.parameters or ())
    own = place.formula.headings
    for told in (state.ranges, state.supposed) if of_cases else ():
        told[:] = [r for r in told if r.section != own or not r.keys <= of_cases]


def with_supposed(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions,
    judge: Callable[[Place, Assumptions], Entry],
) -> Entry:
    """The entry of a claim; where it is not proved for all numbers, for those of its range.

    Args:
        place: where it stands.
        left, link: the claim.
        assumed: what the words beside it say.
        judge: its entry at a place, with what is assumed.
    """
    before = place.state.copy()
    found = judge(place, assumed)
    infinite = any(
        isinstance(part, tree.Name) and part.base == _SERIES
        for side in (left, link.operand)
        for part in tree.walk(side)
    )
    if found.verdict == "refuted" or (found.verdict == "proved" and not infinite):
        return found
    said = _of(place, (left, link.operand), assumed)
    if not said:
        return found
    ranges = assumptions(place.state.scope, [Condition("for all", r.chain) for r in said])
    if ranges.unread is not None:
        return found
    within = judge(replace(place, state=before), ranges.also(assumed))
    if found.verdict == "proved":
        text = "with the range that its letter was given above, its sum may have no limit"
        return found if within.verdict == "proved" else left_open(found, text)
    if within.verdict != "proved":
        return found
    lines = sorted({place.state.source.position(r.end - 1).line for r in said})
    note = f"for the range in line {', '.join(map(str, lines))}"
    return replace(within, notes=(*within.notes, note))


def _of(place: Place, nodes: tuple[tree.Node, ...], assumed: Assumptions) -> list[Range]:
    """The latest range of each open letter in the claim, if nothing between ends it."""
    if not assumed.values.keys() <= assumed.universal:
        return []
    open_ = open_names(place.state.scope, nodes) - assumed.values.keys()
    latest: dict[str, Range] = {}
    for one in place.state.supposed:
        if one.section == place.formula.headings:
            latest[min(one.keys)] = one
    found = [one for key, one in sorted(latest.items()) if key in open_]
    text = place.state.source.text
    for one in found:
        between = _INSIDE.sub(" ", text[one.end : place.formula.outer_start])
        if _ENDS.search(between) or is_wider_since(place, one):
            return []
    return found
