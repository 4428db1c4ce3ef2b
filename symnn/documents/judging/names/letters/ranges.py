r"""Ranges that a document gives its parameters: `f(x)=\max(\alpha x,x),\quad 0<\alpha<1`.

A range beside definitions holds of the letters in them wherever nothing else is said of those. It
is none of the variable of a function, nor what a claim supposes for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.placing import Place, State
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.documents.model import Entry
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.scope import Scope
from symnn.latex.parser import parse

_ORDERS: Final = frozenset({"<", "≤", ">", "≥"})
#: So many names are looked into.
_MOST: Final = 200
#: Words that let a letter be any number.
_WIDER: Final = regex(
    r"\b(?:reals?|arbitrary|continuous|integers?|any|every|numbers?|var(?:y|ies))\b"
)
#: Words that say anew what a letter is: "now let $t$ be time".
_ANEW: Final = regex(
    r"\b(?i:let|now|here)\s+\$\s?\\?([A-Za-z]{1,10}(?:_\w)?)\s?\$\s+(?:be|is|denotes?|stands?)\b"
)
_NAMED: Final = regex(r"\$\s?\\?[A-Za-z]{1,10}(?:_\w)?\s?\$")


@final
@dataclass(frozen=True, slots=True)
class Range:
    """What was said of some letters, and under which headings.

    That of the variable of a function holds beside the function alone, whose name is `of`. One that
    is `finite` is a set of numbers, which was said up to the place `end` of the text.
    """

    keys: frozenset[str]
    chain: tree.Chain
    section: tuple[str, ...]
    of: frozenset[str] = frozenset()
    finite: bool = False
    end: int = 0


def note_ranges(
    state: State,
    formula: Formula,
    statements: Sequence[tree.Statement | tree.Unreadable],
    entries: Sequence[Entry],
) -> None:
    """Keep the ranges in a display, if it only defines things."""
    if any(entry.kind == "claim" and entry.verdict != "proved" for entry in entries):
        return
    plain = [s for s in statements if isinstance(s, tree.Statement)]
    if len(plain) < len(statements) or any(s.connective or s.separator == ":" for s in plain):
        return
    letters = _letters_of_definitions(state, statements)
    for statement in plain:
        body = statement.body
        if statement.lead is None and isinstance(body, tree.Chain) and statement.qualifiers:
            _note_in_brackets(state, formula, statement, letters)
        if statement.lead is not None or statement.qualifiers or not isinstance(body, tree.Chain):
            continue
        for chain in each_of_list(body):
            keys = keys_of(state.scope, chain)
            if keys and keys <= letters and _may_have_one(keys, chain):
                state.ranges.append(Range(keys, chain, formula.headings, end=formula.outer_end))
            elif keys and (of := frozenset(_functions_of(state, keys))):
                state.ranges.append(Range(keys, chain, formula.headings, of, end=formula.outer_end))


def each_of_list(chain: tree.Chain) -> tuple[tree.Chain, ...]:
    """The range of each name of a list: a, b > 0 is a > 0 and b > 0."""
    listed = chain.first
    if not isinstance(listed, tree.Group) or listed.fence or len(chain.links) != 1:
        return (chain,)
    if not all(isinstance(item, tree.Name) for item in listed.items):
        return (chain,)
    return tuple(replace(chain, first=item) for item in listed.items)


def _note_in_brackets(
    state: State, formula: Formula, statement: tree.Statement, letters: frozenset[str]
) -> None:
    """Keep the range of a constant that stands in brackets behind a formula: cosh(kx) (k > 0)."""
    for qualifier in statement.qualifiers:
        group = qualifier.body
        lone = isinstance(group, tree.Group) and group.fence == "()" and len(group.items) == 1
        chain = group.items[0] if lone and isinstance(group, tree.Group) else None
        if qualifier.words.strip(" ,") or not isinstance(chain, tree.Chain):
            continue
        keys = keys_of(state.scope, chain)
        if keys and keys <= letters and _may_have_one(keys, chain):
            state.ranges.append(Range(keys, chain, formula.headings, end=formula.outer_end))


def _may_have_one(keys: frozenset[str], chain: tree.Chain) -> bool:
    """Whether letters are numbers: a capital beyond 0 may be a matrix, one between numbers not."""
    sides = (chain.first, *(link.operand for link in chain.links))
    numbers = [side.value for side in sides if isinstance(side, tree.Number)]
    return not any(key[:1].isupper() for key in keys) or len(numbers) > 1 or any(numbers)


def _functions_of(state: State, keys: frozenset[str]) -> Iterator[str]:
    """The names, without an index, of functions that this formula defines in one of the letters."""
    for found in state.scope.history.values():
        for known in found:
            if known.version > state.since and keys == set(known.parameters or ()):
                yield known.key.partition("_")[0]


def _letters_of_definitions(
    state: State, statements: Iterable[tree.Statement | tree.Unreadable]
) -> frozenset[str]:
    """The names on the right sides of what this formula defined, that are no parameters."""
    new = [k for found in state.scope.history.values() for k in found if k.version > state.since]
    variables = {name for known in new for name in known.parameters or ()}
    letters: set[str] = set()
    for statement in statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if isinstance(body, tree.Chain) and body.links[0].relation in ("=", ":=", "≡", "←"):
            sides = (link.operand for link in body.links)
            letters |= {tree.key(part) or "" for side in sides for part in tree.walk(side)}
    return frozenset(letters - variables) if new else frozenset()


def keys_of(scope: Scope, chain: tree.Chain) -> frozenset[str]:
    """The letters of a range, none of which means anything yet; nothing if it is no range."""
    links = chain.links
    interval = len(links) == 1 and links[0].relation == "∈" and _is_interval(links[0].operand)
    if not interval and not {link.relation for link in links} <= _ORDERS:
        return frozenset()
    found: set[str] = set()
    for node in (chain.first, *(link.operand for link in links)):
        for part in tree.walk(node):
            key = tree.key(part)
            if key is None or not isinstance(part, tree.Name) or key in ("e", "pi", "∞"):
                continue
            lone = part.font == "" and not part.accents and len(part.base) == 1
            if scope.latest(key) is not None or not (may_be_a_number(part) or lone):
                return frozenset()
            found.add(key)
    return frozenset(found)


def _is_interval(node: tree.Node) -> bool:
    return isinstance(node, tree.Group) and len(node.items) == 2 and node.fence != "{}"


def with_ranges(
    place: Place,
    nodes: Iterable[tree.Node],
    assumed: Assumptions,
    named: bool = False,
    anywhere: bool = False,
) -> Assumptions | None:
    """What is assumed, with the ranges of the open letters in some nodes; None if there are none.

    The letters stay open, as in a formula without words; in a sentence they are `named`, as it
    is about all of them, and so they are where words say "for all" of others. With `anywhere`, what
    was said under other headings counts as well.
    """
    section = place.formula.headings
    known = [r for r in place.state.ranges if anywhere or r.section == section]
    known = [r for r in known if not is_wider_since(place, r)]
    if not known:
        return None
    scope = place.state.scope
    nodes = tuple(nodes)
    open_ = open_names(scope, nodes) - _told(assumed)
    said = [
        r
        for r in known
        if r.keys & open_ and not any(map(scope.latest, r.keys)) and _is_beside(r, nodes)
    ]
    if not said or _is_restricted(place, nodes, said):
        return None
    found = assumptions(scope, [Condition("for all", r.chain) for r in said])
    if found.unread is not None:
        return None
    if not named:
        universal = found.universal if assumed.universal else frozenset[str]()
        capitals = {key: value for key, value in found.values.items() if key[:1].isupper()}
        found = replace(found, values=capitals, universal=universal, relations=())
    return found.also(assumed)


def _is_restricted(place: Place, nodes: tuple[tree.Node, ...], said: Iterable[Range]) -> bool:
    """Whether the formula itself says where one of the letters lies: “α > 1: f(x) = αx”."""
    keys = {key for one in said for key in one.keys}
    for statement in parse(place.latex).statements:
        if not isinstance(statement, tree.Statement):
            continue
        for body in (statement.body, *(q.body for q in statement.qualifiers)):
            if not isinstance(body, tree.Chain) or body.first in nodes or body in nodes:
                continue
            bounded = any(link.relation in _ORDERS | {"≠", "∈"} for link in body.links)
            if bounded and keys & (letters := _letters(body)) and letters <= keys:
                return True
    return False


def _letters(chain: tree.Node) -> set[str]:
    return {tree.key(part) or "" for part in tree.walk(chain)} - {"", "e", "pi"}


def _told(assumed: Assumptions) -> set[str]:
    """The names that the words beside a claim give a range of their own: α > 1, not ys < 1."""
    conditions = [_letters(chain) for chain in assumed.relations]
    shared = set[str]().union(*(letters for letters in conditions if len(letters) > 1))
    alone = set[str]().union(*(letters for letters in conditions if len(letters) == 1))
    return set(assumed.values) - (shared - alone)


def _is_beside(said: Range, nodes: Iterable[tree.Node]) -> bool:
    """Whether a range is one of parameters, or the function of its variable is applied to that."""
    if not said.of:
        return True
    for part in (part for node in nodes for part in tree.walk(node)):
        if isinstance(part, tree.Call):
            head = part.head.operand if isinstance(part.head, tree.Prime) else part.head
            name = (tree.key(head) or "").partition("_")[0]
            if name in said.of and {tree.key(i) for i in part.arguments.items} <= said.keys:
                return True
    return False


def is_wider_since(place: Place, said: Range) -> bool:
    """Whether the text between speaks of the letter as of any number: "let $x$ be real"."""
    between = place.state.source.text[said.end : place.formula.outer_start]
    bases = {key.partition("_")[0] for key in said.keys}
    if any(name.partition("_")[0] in bases for name in _ANEW.findall(between)):
        return True
    if _WIDER.search(between) is None:
        return False
    shown = (found.strip("$ ") for found in _NAMED.findall(between))
    return any(name.lstrip("\\").partition("_")[0] in bases for name in shown)


def open_names(scope: Scope, nodes: Iterable[tree.Node]) -> set[str]:
    """The names that nothing defines, there and in what is used there, but for parameters."""
    waiting: list[tuple[tree.Node, tuple[str, ...]]] = [(node, ()) for node in nodes]
    seen, found = set[str](), set[str]()
    while waiting and len(seen) < _MOST:
        node, own = waiting.pop()
        for part in tree.walk(node):
            key = tree.key(part)
            if key is None or key in seen or key in own:
                continue
            known = scope.latest(key)
            if known is None:
                found.add(key)
            else:
                seen.add(key)
                waiting.append((known.body, known.parameters or ()))
    return found
