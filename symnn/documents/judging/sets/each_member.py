r"""Claims about letters that lie in finite sets, one by one for all of their values.

With `x_1, x_2 \in \{0, 1\}`, h = \mathrm{step}(x_1 + x_2 - 3/2) is x_1 x_2: it is so at the four
points. Where no words say that it is meant of all of them, an equation is false only if it is so at
each point, or if functions or logical operations of the same letters stand on both sides; else it
may be a condition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Final, TypeAlias

from symnn.claims.formula import sides as sides_of
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words, supposes
from symnn.documents.judging.identities.boolean import in_numbers, is_operation
from symnn.documents.judging.names.beside.settings import named_before
from symnn.documents.judging.names.letters.few_values import finite_ranges, letters_of, members_of
from symnn.documents.judging.names.letters.ranges import open_names
from symnn.documents.judging.names.of_functions.at_points import with_values_at_points
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import RELATIONS, Judgement
from symnn.documents.model import Entry
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.plain import plain

#: The entry of a relation at a place under what is assumed.
Judge: TypeAlias = "Callable[[Place, tree.Node, tree.Link, Assumptions], Entry]"
_MOST_POINTS: Final = 32
_BINARY: Final = (0, 1)


def judged_for_each(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, judge: Judge
) -> Entry | None:
    """The entry of a claim about letters of finite sets; None where it rests on none, or is open.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
        judge: its entry once the letters have values.
    """
    if link.relation not in RELATIONS or assumed.is_closed or assumed.unread is not None:
        return None
    found = _letters(place, left, link, assumed)
    if not found:
        return None
    letters, general = found
    points = [dict(zip(letters, row, strict=True)) for row in product(*letters.values())]
    whole = _without_logic(place, left, link, letters)
    if len(points) > _MOST_POINTS or whole is None:
        return None
    bare = _without(assumed, frozenset(letters))
    view = reader(place.state.scope)
    entries = []
    for point in points:
        values: dict[str, Value] = {k: Scalar(view.read_scalar(n).expr) for k, n in point.items()}
        there = replace(place, state=place.state.copy())
        entries.append(judge(there, *whole, bare.also(Assumptions(values))))
        if entries[-1].verdict not in ("proved", "refuted"):
            return None
    outcome = _outcome(place, (left, link.operand), letters, general, entries)
    if outcome is None:
        return None
    return _entry(place, left, link, outcome, points, entries)


def _entry(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    outcome: str,
    points: Sequence[Mapping[str, tree.Node]],
    entries: Sequence[Entry],
) -> Entry:
    text = f"{plain(left)} {link.relation} {plain(link.operand)}"
    if outcome == "proved":
        note = f"at each of the {len(points)} values of {', '.join(points[0])}"
        found = Judgement("proved", entries[0].evidence, notes=(note,))
        return judged_entry(place, left, link, found, text)
    false = next(k for k, entry in enumerate(entries) if entry.verdict == "refuted")
    shown = tuple((key, plain(node)) for key, node in points[false].items())
    found = Judgement("refuted", entries[false].evidence, counterexample=shown)
    return judged_entry(place, left, link, found, text)


def _outcome(
    place: Place,
    sides: tuple[tree.Node, tree.Node],
    letters: Mapping[str, tuple[tree.Node, ...]],
    general: bool,
    entries: Sequence[Entry],
) -> str | None:
    """What is said of all points; None where it may be meant of some only."""
    verdicts = {entry.verdict for entry in entries}
    if verdicts == {"proved"}:
        rounded = any(entry.rounding is not None for entry in entries)
        return None if rounded else "proved"
    if general:
        return "refuted"
    if may_be_posed_in_words(place.formula) or supposes(place.formula):
        return None
    used = [open_names(place.state.scope, (side,)) & letters.keys() for side in sides]
    if used[0] != used[1]:
        return None
    if any(tree.key(side) is not None for side in sides):  # y behind values of its weights
        return "refuted" if ":" in place.latex and named_before(place, sides[0]) else None
    parts = [part for side in sides for part in tree.walk(side)]
    formulas = any(is_operation(part) or isinstance(part, tree.Call) for part in parts)
    never = verdicts == {"refuted"}
    return "refuted" if never or (formulas and len(used[0]) > 1) else None


def _letters(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[dict[str, tuple[tree.Node, ...]], bool] | None:
    """The letters of finite sets in a claim, and whether words say that it is of all of them."""
    nodes = left, link.operand
    said = {key: r.chain for r in finite_ranges(place, nodes) for key in sorted(r.keys)}
    beside = {key: c for c in assumed.relations for key in letters_of(c)}
    beside = {key: chain for key, chain in beside.items() if key in assumed.universal}
    chains = {**said, **beside}
    used = open_names(place.state.scope, nodes)
    letters = {key: members_of(chain) for key, chain in chains.items() if key in used}
    if not letters or with_values_at_points(place, nodes) is not None:
        return None
    if any(key in assumed.values and key not in beside for key in letters):
        return None
    others = [c for c in assumed.relations if not letters_of(c)]
    if any(tree.key(part) in letters for chain in others for part in tree.walk(chain)):
        return None
    return dict(sorted(letters.items())), letters.keys() <= beside.keys()


def _without(assumed: Assumptions, letters: frozenset[str]) -> Assumptions:
    """What is assumed, but for some letters, which get values."""
    values = {key: value for key, value in assumed.values.items() if key not in letters}
    domain = tuple(f for f in assumed.domain if not free_symbols(*sides_of(f)) & letters)
    relations = tuple(c for c in assumed.relations if not letters_of(c) & letters)
    universal = assumed.universal - letters
    return replace(
        assumed, values=values, domain=domain, universal=universal, relations=relations, words=()
    )


def _without_logic(
    place: Place, left: tree.Node, link: tree.Link, letters: Mapping[str, tuple[tree.Node, ...]]
) -> tuple[tree.Node, tree.Link] | None:
    """The relation with ⊕, ∧, ∨ and ¬ of truth values as numbers; None if they may be others."""
    parts = [part for side in (left, link.operand) for part in tree.walk(side)]
    operations = [part for part in parts if is_operation(part)]
    if not operations:
        return left, link
    binary = {k for k, nodes in letters.items() if all(_is_binary(node) for node in nodes)}
    operands = (operand for part in operations for operand in tree.children(part))
    plain_ones = all(
        is_operation(o) or _is_binary(o) or _is_group(o) or tree.key(o) in binary for o in operands
    )
    if not plain_ones or place.state.scope.latest("⊕") is not None:
        return None
    return in_numbers(left), replace(link, operand=in_numbers(link.operand))


def _is_binary(node: tree.Node) -> bool:
    return isinstance(node, tree.Number) and node.value in _BINARY


def _is_group(node: tree.Node) -> bool:
    """(x ∧ y), an operation in brackets."""
    one = isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1
    return one and isinstance(node, tree.Group) and is_operation(node.items[0])
