"""Steps of a computation: 2x = 4 ⇒ x = 2 is an equation and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from symnn.documents import rules
from symnn.documents.judging.equations.posed import unknowns
from symnn.documents.judging.equations.systems import withdrawn
from symnn.documents.judging.placing import Place
from symnn.documents.model import Entry, left_open
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: What is noted of a solution that was found to be the only one.
ALONE: Final = "and nothing else does"
_THEREFORE = frozenset({"so", "thus", "hence", "therefore", "then"})
_ARROWS = frozenset({"⇒", "⇔"})


def steps(chain: tree.Chain) -> Iterator[tree.Chain]:
    """The equations between the arrows of a chain, in order; the chain itself without arrows.

    What has a condition in it (an inequality, words) stays in one piece: it is an implication.

    Examples:
        >>> x, two = tree.Name("x"), tree.Number("2", 2)
        >>> first = tree.Chain(two, (tree.Link("=", x),))
        >>> last = tree.Chain(x, (tree.Link("=", two),))
        >>> list(steps(tree.Chain(first, (tree.Link("⇒", last),)))) == [first, last]
        True
    """
    arrows = all(link.relation in _ARROWS for link in chain.links)
    parts = (chain.first, *(link.operand for link in chain.links))
    equations = [part for part in parts if isinstance(part, tree.Chain) and _is_equation(part)]
    if arrows and len(equations) == len(parts):
        yield from equations
    else:
        yield chain


def _is_equation(chain: tree.Chain) -> bool:
    return all(link.relation in ("=", "≈") for link in chain.links)


def poses(chain: tree.Chain, scope: Scope) -> bool:
    """Whether a chain of steps begins with an equation to solve.

    Examples:
        >>> x, two = tree.Name("x"), tree.Number("2", 2)
        >>> first = tree.Chain(tree.Neg(x), (tree.Link("=", two),))
        >>> poses(tree.Chain(first, (tree.Link("⇒", first),)), Scope())
        True
    """
    first, *rest = steps(chain)
    lone = tree.key(first.first) is not None
    return bool(rest) and not lone and bool(unknowns((first,), scope))


def says_therefore(statement: tree.Statement) -> bool:
    """Whether a statement begins with so, thus, hence or therefore.

    Examples:
        >>> says_therefore(tree.Statement(tree.Empty(), tree.Text("so")))
        True
    """
    lead = statement.lead.text.lower() if statement.lead is not None else ""
    return any(word in _THEREFORE for word in lead.replace(",", " ").split())


def as_far_as_shown(
    entries: Iterable[Entry],
    body: tree.Chain,
    concluded: bool,
    step: tree.Chain,
    premises: Iterable[Entry],
) -> list[Entry]:
    """The entries of a step, as far as those before it go.

    Behind ⇔, that it is a solution does not prove that it is the only one. What follows from what
    is not known to hold is not refuted; only the solution of an equation is tested all the same.

    Args:
        entries: those of the step.
        body: the whole chain of steps.
        concluded: whether something stands before the step.
        step: the chain that the step is.
        premises: the entries of the steps before it.
    """
    both_ways = concluded and any(link.relation == "⇔" for link in body.links)
    is_open = any(e.kind != "definition" and e.verdict != "proved" for e in premises)
    if is_open and tree.key(step.first) is None:
        entries = withdrawn(entries, "it follows from what is not judged")
    if not both_ways:
        return list(entries)
    text = "it is a solution; whether it is the only one, as ⇔ says, is not judged"
    return [
        replace(e, verdict="undecided", rule=rules.UNDECIDED.id, rounding=None, reason=text)
        if e.verdict == "proved" and ALONE not in e.notes
        else e
        for e in entries
    ]


def judged_steps(
    place: Place, body: tree.Chain, judge: Callable[[Place, tree.Chain], Iterator[Entry]]
) -> list[Entry]:
    r"""The entries of a chain with arrows, step by step.

    x = y that follows from a condition holds under it, and defines nothing for later; a formula
    such as w = \sum_i a_i x_i is what w is from there on.

    Args:
        place: where it stands.
        body: the chain.
        judge: the entries of one step.
    """
    shown: list[Entry] = []
    both_ways = any(link.relation == "⇔" for link in body.links)
    before = body
    for step in steps(body):
        if before is not body and not place.concluded:
            place = replace(place, concluded=True)
        version = place.state.scope.version
        solved = _solved(place, before, step, body, judge) if before is not body else None
        if solved is not None:
            shown = [*shown[:-1], *solved] if shown[-1].verdict is None else [*shown, *solved]
            before = step
            continue
        loose = any(e.kind != "definition" and e.verdict != "proved" for e in shown)
        found = as_far_as_shown(judge(place, step), body, place.concluded, step, shown)
        is_false = loose and any(e.verdict == "refuted" for e in found)
        if is_false and _is_never_met(place, before, version, judge):
            found = list(withdrawn(found, "no number meets the condition it follows from"))
        shown += found
        before = step
        bare = isinstance(step.links[-1].operand, (tree.Name, tree.Number))
        if loose and (bare or both_ways) and shown[-1].verdict != "proved":
            place.state.scope.forget(version)
    if both_ways and any(e.verdict is None for e in shown):
        text = "whether both sides of ⇔ say the same is not judged"
        return [e if e.verdict is None else left_open(e, text) for e in shown]
    return shown


def _solved(
    place: Place,
    premise: tree.Chain,
    step: tree.Chain,
    body: tree.Chain,
    judge: Callable[[Place, tree.Chain], Iterator[Entry]],
) -> list[Entry] | None:
    """The entry of what follows from an equation in arrays; x is then what it was solved to be."""
    if place.state.arrays is None:
        return None
    from symnn.documents.judging.equations.zero_gradients import solved_gradient

    arrow = next(link.relation for link in body.links if link.operand is step)
    pair = tree.Chain(premise, (tree.Link(arrow, step),), span=body.span)
    found = solved_gradient(place, pair)
    if found is None:
        return None
    if found[1].verdict == "proved" and arrow == "⇒":
        list(judge(place, step))  # so that its name is defined
    return [found[1]]


def _is_never_met(
    place: Place,
    step: tree.Chain,
    version: int,
    judge: Callable[[Place, tree.Chain], Iterator[Entry]],
) -> bool:
    """Whether an equation that a step follows from holds for no number: √x = -1.

    What was noted since a version is not used.
    """
    if len(step.links) != 1 or step.links[0].relation != "=":
        return False
    from symnn.documents.judging.names.reaching.elsewhere import under

    scope = place.state.scope.copy()
    scope.forget(version)
    denied = replace(step, links=(replace(step.links[0], relation="≠"),))
    return any(entry.verdict == "proved" for entry in judge(under(place, scope), denied))
