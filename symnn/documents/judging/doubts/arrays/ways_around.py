r"""A loss that depends on an array by ways that leave out where a claim has them pass.

\partial L/\partial x = W^T \partial L/\partial z is not all where o = Vz + Ux leads to L, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope


def is_bypassed(scope: Scope, *sides: tree.Node) -> bool:
    """Whether a loss depends on an array by a way that leaves out where the claim has it pass."""
    parts = [part for side in sides for part in tree.walk(side)]
    slopes = [p for p in parts if isinstance(p, tree.Derivative) and p.orders == (1,)]
    asked: dict[tuple[str, str], set[str]] = {}
    for slope in slopes:
        found = _lost(scope, slope.operand)
        if found is not None:
            asked.setdefault(found, set()).add(tree.key(slope.variables[0]) or "")
    return any(_goes_around(scope, loss, output, names) for (loss, output), names in asked.items())


def _lost(scope: Scope, operand: tree.Node | None) -> tuple[str, str] | None:
    """The loss whose slope it is, and the array that it is told to depend on, if it is told."""
    if not isinstance(operand, tree.Name):
        return None
    terms = [t for t in terms_of(scope, operand) if loss_of(scope, t) is not None]
    if len(terms) != 1:
        return None
    loss = tree.key(terms[0]) or ""
    known = scope.latest(loss)
    call = None if known is None else known.body
    items = call.arguments.items if isinstance(call, tree.Call) else ()
    given = [key for i in items if (key := tree.key(i)) and scope.latest(key) is not None]
    return loss, given[0] if given else ""


def _goes_around(scope: Scope, loss: str, output: str, names: set[str]) -> bool:
    made = {key: _made_of(scope, key, frozenset()) for key in names}
    sinks = frozenset(k for k in names if not any(k in made[o] for o in names - {k}))
    if any(scope.latest(key) is None for key in sinks):
        return False  # an entry, or what nothing makes: no formula leads through it
    outputs = [output] if output else list(_others(scope, loss, names))
    for key in outputs:
        whole = _made_of(scope, key, frozenset()) | {key}
        if not whole & sinks:
            if output:
                return True
            continue
        if key not in sinks and _made_of(scope, key, sinks) & (names - sinks):
            return True
    return False


def _others(scope: Scope, loss: str, names: set[str]) -> Iterator[str]:
    """All that is worked out where some names are, but what is made from the loss."""
    near = {known.section for name in names if (known := scope.latest(name)) is not None}
    for key in scope.history:
        known = scope.latest(key)
        if known is None or known.parameters is not None or known.section not in near:
            continue
        if loss not in _made_of(scope, key, frozenset()):
            yield key


def _made_of(scope: Scope, key: str, stops: frozenset[str]) -> set[str]:
    """What a name is made of, through all formulas but those of some names."""
    known = scope.latest(key)
    found, stack = set[str](), [] if known is None else [*keys_of(known.body)]
    while stack:
        one = stack.pop()
        inner = None if one in found or one in stops or one == key else scope.latest(one)
        found.add(one)
        stack += [] if inner is None else keys_of(inner.body)
    return found


def terms_of(scope: Scope, name: tree.Name) -> list[tree.Node]:
    """L and s of J = L + s; the name itself for anything else."""
    known = scope.latest(tree.key(name) or "")
    if known is not None and known.parameters is None and isinstance(known.body, tree.Sum):
        return [*known.body.terms]
    return [name]


def loss_of(scope: Scope, term: tree.Node) -> tree.Name | None:
    """The name of a loss that nothing gives a formula, or only one by an unknown function."""
    if not isinstance(term, tree.Name) or term.font or term.subscript is not None:
        return None
    known = scope.latest(tree.key(term) or "")
    if known is None:
        return term if term.base.isupper() or term.base == "ell" else None
    call = known.body
    if known.parameters is not None or not isinstance(call, tree.Call):
        return None
    unknown = isinstance(call.head, tree.Name) and scope.latest(tree.key(call.head) or "") is None
    if not unknown or not _is_of_output(scope, known.key, call.arguments.items):
        return None
    return tree.Name(f"{term.base}′", span=term.span)


def _is_of_output(scope: Scope, own: str, items: tuple[tree.Node, ...]) -> bool:
    """Whether one argument is worked out, and the others stand in no other formula."""
    keys = [tree.key(item) for item in items if isinstance(item, tree.Name)]
    given = [key for key in keys if key is not None and scope.latest(key) is not None]
    if len(keys) != len(items) or len(given) != 1:
        return False
    bodies = [b[-1].body for key, b in scope.history.items() if key != own and b]
    used = {key for body in bodies for key in keys_of(body)}
    return all(key == given[0] or key not in used for key in keys)


def keys_of(node: tree.Node) -> Iterator[str]:
    """The names in an expression."""
    return (key for part in tree.walk(node) if (key := tree.key(part)) is not None)
