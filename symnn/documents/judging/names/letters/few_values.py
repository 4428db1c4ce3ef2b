r"""Letters that have but a few values: labels `y \in \{-1, +1\}`, bits `b \in \{0, 1\}`.

Wherever such a letter stands, it is one of these numbers: y^2 is 1 for a label of ±1. What is said
of it is true if it is true of each, and nothing is false that only fails of other numbers. "For all
four inputs" then are all values that such letters have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.letters.ranges import Range, is_wider_since, open_names
from symnn.documents.judging.placing import Place, State
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree

#: What may stand before such a set, if it is to hold from there on.
_LEADS: Final = frozenset({"", "where", "with", "and", "let", "labels", "for labels"})

#: Before such a set, these make it one case of several.
_CASES: Final = frozenset({"if", "when", "whenever", "unless", "case", "only", "for"})

#: All values of the letters, without a name for them.
_ALL: Final = regex(
    r"(?:holds |is true |true |valid )?(?:for|on|at|in|over) (?:all|every|each|any|both)(?: of)?"
    r"(?: the| its)?(?: (?P<count>\d{1,3}|two|four|eight|sixteen))?"
    r"(?: (?:possible|binary|boolean|different))?"
    r"(?: (?:inputs?|corners?|cases?|patterns?|combinations?|pairs?|points?))?"
    r"(?: (?:pairs?|vectors?|patterns?|combinations?|values?|points?))?(?: of (?:the )?inputs?)?"
)
#: Words that say how it is drawn from the set.
_AT_RANDOM: Final = regex(r"\b(?:independent|uniform|random)")
_COUNTS: Final = {"two": 2, "four": 4, "eight": 8, "sixteen": 16}
_MOST_MEMBERS: Final = 12


def note_few_values(
    state: State, formula: Formula, statements: Sequence[tree.Statement | tree.Unreadable]
) -> None:
    """Keep which letters of a formula lie in a set of a few numbers.

    Args:
        state: what the document said so far.
        formula: the formula, with the headings that it stands under.
        statements: what is said in it.
    """
    words = formula.before.lower().split()
    if words and words[-1] in _CASES:
        return
    for statement in statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if not isinstance(body, tree.Chain):
            continue
        keys = letters_of(body)
        if [link.relation for link in body.links] == ["∈"] and not keys:
            _forget(state, {tree.key(part) or "" for part in tree.walk(body.first)})
        if not keys or _is_bound(statement) or keys & _variables(state):
            continue
        if not any(map(state.scope.latest, keys)):
            _forget(state, keys)
            said = Range(keys, body, formula.headings, finite=True, end=formula.outer_end)
            state.ranges.append(said)


def _forget(state: State, keys: Iterable[str]) -> None:
    """Letters that are said to lie elsewhere, from here on."""
    gone = frozenset(keys)
    state.ranges[:] = [r for r in state.ranges if not (r.finite and r.keys & gone)]


def _variables(state: State) -> set[str]:
    """The parameters of the functions that this formula defined: it bounds those alone."""
    new = (k for found in state.scope.history.values() for k in found if k.version > state.since)
    return {name for known in new for name in known.parameters or ()}


def letters_of(chain: tree.Chain) -> frozenset[str]:
    """The letters of x_1, x_2 ∈ {0, 1}; nothing for any other chain."""
    return frozenset(_letters(chain))


def members_of(chain: tree.Chain) -> tuple[tree.Node, ...]:
    """The numbers of such a set."""
    operand = chain.links[0].operand
    return operand.items if isinstance(operand, tree.Group) else ()


def _is_bound(statement: tree.Statement | tree.Unreadable) -> bool:
    """Whether words make the membership a case, or say more of it."""
    if not isinstance(statement, tree.Statement):
        return True
    if not all(q.body is None and _AT_RANDOM.search(q.words.lower()) for q in statement.qualifiers):
        return True
    lead = statement.lead.text.lower().strip(" ,") if statement.lead is not None else ""
    return lead not in _LEADS


def _letters(chain: tree.Chain) -> Iterator[str]:
    """The plain small letters that are said to lie in a set of two numbers at least."""
    links = chain.links
    if len(links) != 1 or links[0].relation != "∈" or not _is_set_of_numbers(links[0].operand):
        return
    first = chain.first
    items = first.items if isinstance(first, tree.Group) and first.fence == "" else (first,)
    for item in items:
        plain = isinstance(item, tree.Name) and not item.font and not item.labels
        if not isinstance(item, tree.Name) or not plain or not item.base[:1].islower():
            return
    yield from (tree.key(item) or "" for item in items)


def _is_set_of_numbers(node: tree.Node) -> bool:
    if not isinstance(node, tree.Group) or node.fence != "{}" or len(node.items) < 2:
        return False
    return len(node.items) <= _MOST_MEMBERS and all(map(_is_number, node.items))


def _is_number(node: tree.Node) -> bool:
    if isinstance(node, (tree.Neg, tree.Sum)):
        inner = node.operand if isinstance(node, tree.Neg) else node.terms[0]
        return _is_number(inner) and (isinstance(node, tree.Neg) or len(node.terms) == 1)
    return isinstance(node, tree.Number)


# --- all of their values --------------------------------------------------------------


def with_members(place: Place, chain: tree.Chain, clause: Clause) -> Clause:
    """The clause with the sets of its letters for words such as "for all four inputs"."""
    known = finite_ranges(place, (chain.first, *(link.operand for link in chain.links)))
    if not known:
        return clause
    meant = [list(_meant(c, known)) or [c] for c in clause.conditions]
    return replace(clause, conditions=tuple(c for several in meant for c in several))


def finite_ranges(place: Place, nodes: Iterable[tree.Node]) -> list[Range]:
    """The finite ranges of the letters that a claim rests on."""
    known = [r for r in place.state.ranges if r.finite and r.section == place.formula.headings]
    used = open_names(place.state.scope, nodes) if known else set()
    known = [r for r in known if r.keys & used and not any(map(place.state.scope.latest, r.keys))]
    return [r for r in known if not is_wider_since(place, r)]


def _meant(condition: Condition, known: Sequence[Range]) -> Iterator[Condition]:
    words = " ".join(condition.words.lower().split()).strip(" ,.(")
    found = _ALL.fullmatch(words) if condition.body is None else None
    if found is None:
        return
    count = 1
    for one in known:
        count *= len(members_of(one.chain)) ** len(one.keys)
    said = found["count"]
    if said is None or _COUNTS.get(said, int(said) if said.isdigit() else 0) == count:
        yield from (Condition("for all", one.chain) for one in known)
