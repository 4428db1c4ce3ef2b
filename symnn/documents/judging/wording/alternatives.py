r"""Several values of one name beside a claim, which then holds for each of them.

"f(x) = 0 for x = 2 or x = 3", or "and", or a comma: x ∈ {2, 3}. A name that has a value when a
formula begins, and is given another one further on in it, leaves open for which of them the rest
of the formula is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from symnn.documents import rules
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.model import Entry
from symnn.documents.phrases.sentences import gives_value
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_GIVEN_BESIDE = "a name in it is given another value beside it"
#: How a claim was decided that is about all inputs, whatever values these have elsewhere.
AT_ALL_INPUTS = "exact values at all inputs, gone through one by one"
#: The same of one that has its values itself, before an arrow.
BY_OWN_SIZES = "the formula of the document, for all whole numbers"


def alternatives(conditions: Sequence[Condition]) -> list[Condition]:
    """The conditions with several values of one name as the set that it lies in.

    Examples:
        >>> x = tree.Name("x")
        >>> two, three = (tree.Chain(x, (tree.Link("=", tree.Number(n, int(n))),)) for n in "23")
        >>> found = alternatives([Condition("for", two), Condition("and", three)])
        >>> [c.words for c in found] == ["for all"] and len(found[0].body.links[0].operand.items)
        2
    """
    found: list[Condition] = []
    for condition in conditions:
        body = condition.body
        parts = body.operands if _is_choice(body) and isinstance(body, tree.Logic) else (body,)
        given = [part for part in parts if isinstance(part, tree.Chain) and gives_value(part)]
        if not given or len(given) < len(parts) or len({tree.key(g.first) for g in given}) > 1:
            found.append(condition)
            continue
        place = next((k for k, c in enumerate(found) if _has_values_of(c, given[0].first)), None)
        if place is None:
            found.append(condition if len(given) == 1 else _within(given))
            continue
        found[place] = _within([*_values(found[place].body), *given])
    return found


def _is_choice(node: tree.Node | None) -> bool:
    return isinstance(node, tree.Logic) and node.operator == "or"


def _has_values_of(condition: Condition, name: tree.Node) -> bool:
    values = _values(condition.body)
    return bool(values) and tree.key(values[0].first) == tree.key(name)


def _values(node: tree.Node | None) -> list[tree.Chain]:
    """x = 2 itself; x = 2 and x = 3 of x ∈ {2, 3}."""
    if not isinstance(node, tree.Chain) or tree.key(node.first) is None or len(node.links) != 1:
        return []
    (link,) = node.links
    if gives_value(node):
        return [node]
    listed = link.operand
    if link.relation != "∈" or not isinstance(listed, tree.Group) or listed.fence != "{}":
        return []
    chains = [tree.Chain(node.first, (tree.Link("=", item),)) for item in listed.items]
    return chains if all(gives_value(chain) for chain in chains) else []


def _within(chains: Sequence[tree.Chain]) -> Condition:
    items = tuple(chain.links[0].operand for chain in chains)
    values = tree.Group("{}", items, (",",) * (len(items) - 1), span=chains[0].span)
    link = tree.Link("∈", values, span=chains[0].span)
    return Condition("for all", tree.Chain(chains[0].first, (link,), span=chains[0].span))


def unsettled(entries: Iterator[Entry], clauses: Sequence[Clause], scope: Scope) -> Iterator[Entry]:
    """The entries of a formula, none of them proved where a name in it has two values.

    Args:
        entries: what is found in it, in its order.
        clauses: its statements.
        scope: the names as they are where it begins.
    """
    bodies = [c.statement.body for c in clauses if isinstance(c.statement, tree.Statement)]
    anew: set[str] = set()
    for body in bodies[1:]:
        values = _values(body)
        known = scope.latest(tree.key(values[0].first) or "") if values else None
        if known is not None and not known.computed and known.parameters is None:
            same = len(values) == 1 and known.body == values[0].links[0].operand
            anew |= set() if same else {known.key}
    uses = (tree.key(part) for body in bodies[:-1] for part in tree.walk(body))
    leads = bool(bodies) and _gives_values(bodies[0])
    if not anew or leads or not anew & set(uses):
        return entries
    return _open(entries)


def _gives_values(node: tree.Node | None) -> bool:
    """w_1 = 1, and w_1 = w_2 = 1: names, and a value without names."""
    if not isinstance(node, tree.Chain):
        return False
    names = [node.first, *(link.operand for link in node.links[:-1])]
    equal = all(link.relation == "=" for link in node.links) and all(map(tree.key, names))
    return equal and gives_value(tree.Chain(names[-1], node.links[-1:], span=node.span))


def _open(entries: Iterator[Entry]) -> Iterator[Entry]:
    for entry in entries:
        if entry.verdict == "proved" and entry.evidence not in (AT_ALL_INPUTS, BY_OWN_SIZES):
            entry = replace(
                entry,
                rule=rules.UNDECIDED.id,
                verdict="undecided",
                rounding=None,
                evidence="",
                notes=(),
                reason=_GIVEN_BESIDE,
            )
        yield entry
