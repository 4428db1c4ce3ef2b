r"""Functions that stand as variables: f(u, v) = (u + v)^2, u(a, b) = \ldots, and then f = 1024.

Where every argument of a function has a value, or is such a function itself, the bare name is its
value there, and \partial f/\partial a a slope by way of what lies between. A lone y(x) = x^2 with
x = 3 says y = 9 as well; but y = 8 may be another y.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.names.reaching.elsewhere import under
from symnn.documents.judging.placing import Place
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding, Scope


def as_variables(
    place: Place, chain: tree.Chain, judge: Callable[[Place, tree.Chain], Iterator[Entry]]
) -> list[Entry] | None:
    """The entries of a claim about bare names of functions; None if it is no such claim.

    Args:
        place: where it stands.
        chain: the claim.
        judge: what is made of it at a place.
    """
    scope = place.state.scope
    names = [
        name for name in _bare(*_sides(chain)) if (known := scope.latest(name)) and known.parameters
    ]
    if not names or not _is_about(chain.first, scope) or _has_calls(chain, scope, names):
        return None
    system = {key for name in names for key in _behind(scope, name)}
    if not system or any(key not in system for key in names):
        return None
    found = list(judge(under(place, _with_values(scope, system)), chain))
    if any(entry.verdict is None for entry in found):
        return None
    if any(entry.verdict == "refuted" for entry in found) and not _is_made_of_others(scope, system):
        return None
    sides = [link.operand for link in chain.links]
    if any(computed(side) and any(_bare(side)) for side in sides):
        # A formula in letters is meant of all their values, not of those that an example put in.
        open_ = _with_values(scope, system, _letters(scope, chain, system))
        general = list(judge(under(place, open_), chain))
        if [entry.verdict for entry in general] != [entry.verdict for entry in found]:
            return None
    return found


def _with_values(scope: Scope, system: set[str], open_: frozenset[str] = frozenset()) -> Scope:
    """The names with the functions of a system as formulas, and some letters without a value."""
    anew = scope.copy()
    anew.values.clear()
    for key in system - open_:
        *earlier, latest = anew.history[key]
        anew.history[key] = [*earlier, replace(latest, parameters=None, computed=True)]
    for key in open_:
        anew.history.pop(key, None)
    return anew


def _letters(scope: Scope, chain: tree.Chain, system: set[str]) -> frozenset[str]:
    """What a formula is meant for all values of: the last arguments, or those of a slope."""
    own: set[str] = set()
    if isinstance(chain.first, tree.Derivative):
        known = scope.latest(tree.key(chain.first.operand or tree.Empty()) or "")
        keys = {tree.key(variable) for variable in chain.first.variables}
        parameters = set(known.parameters or ()) if known is not None else set()
        own = parameters if keys <= parameters else set()
    arguments = {p for key in system if (b := scope.latest(key)) for p in b.parameters or ()}
    return frozenset(own | (arguments - system))


def _sides(chain: tree.Chain) -> tuple[tree.Node, ...]:
    return chain.first, *(link.operand for link in chain.links)


def _bare(*nodes: tree.Node) -> Iterator[str]:
    """The keys of the names in some nodes, but for functions that are taken at numbers."""
    waiting = list(nodes)
    while waiting:
        part = waiting.pop()
        if isinstance(part, tree.Call) and not _has_names(part.arguments):
            continue
        waiting.extend(tree.children(part))
        key = tree.key(part)
        if key is not None:
            yield key


def _is_about(first: tree.Node, scope: Scope) -> bool:
    """Whether it is said of the bare name of a function, or of a slope of one by a name."""
    slope = isinstance(first, tree.Derivative) and first.operand is not None
    node = first.operand if isinstance(first, tree.Derivative) and slope else first
    known = scope.latest(tree.key(node) or "") if isinstance(node, tree.Name) else None
    return known is not None and bool(known.parameters)


def _has_calls(chain: tree.Chain, scope: Scope, bare: Sequence[str]) -> bool:
    r"""Whether some function is called in a chain, so that its bare name may be the function.

    In s = \sigma(2) another function than s is taken at a number, which is a number itself.
    """
    calls = (
        part for side in _sides(chain) for part in tree.walk(side) if isinstance(part, tree.Call)
    )
    return any(
        scope.latest(tree.key(call.head) or "") is not None
        and (tree.key(call.head) in bare or _has_names(call.arguments))
        for call in calls
    )


def _has_names(node: tree.Node) -> bool:
    return any(isinstance(part, tree.Name) for part in tree.walk(node))


def _behind(scope: Scope, name: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """The functions that a bare name rests on, with itself; none if an argument is open."""
    known = scope.latest(name)
    if known is None or not known.parameters or name in seen:
        return set()
    found = {name}
    for parameter in known.parameters:
        given = scope.latest(parameter)
        if given is None:
            return set()
        if given.parameters:
            inner = _behind(scope, parameter, seen | {name})
            if not inner:
                return set()
            found |= inner
    return found


def _is_made_of_others(scope: Scope, system: set[str]) -> bool:
    """Whether a function among them is an argument of another one, and so a variable for sure."""
    known: list[Binding] = [b for key in system if (b := scope.latest(key)) is not None]
    return any(set(b.parameters or ()) & system for b in known)
