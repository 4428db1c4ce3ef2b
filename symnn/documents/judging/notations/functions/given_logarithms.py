r"""Functions that are given by their logarithm: \log\pi(a|s) = -\frac12(…), as laws often are.

The logarithm at the letters that it was given with is a name of its own, which stands for the
formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope
from symnn.latex.plain import plain

_LOGS: Final = frozenset({"log", "ln"})


def with_logarithms_as_names(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with one name for a logarithm that is given, here or before.

    Args:
        statements: those of a formula.
        scope: the names as they are where it begins.
    """
    given = {key for key in scope.history if key.startswith("log ")}
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        if isinstance(statement, tree.Unreadable):
            found.append(statement)
            continue
        own = _given_in(statement, scope)
        given |= {own} if own is not None else set()
        found.append(replace(statement, body=_named(statement.body, given)) if given else statement)
    return found


def _named(node: tree.Node, given: set[str]) -> tree.Node:
    if (name := _name_of(node)) in given and name is not None:
        return tree.Name(name, span=node.span)
    return tree.map_children(node, lambda part: _named(part, given))


def _name_of(node: tree.Node) -> str | None:
    """The name of the logarithm of a function at letters."""
    if not isinstance(node, tree.Apply) or node.power is not None or node.ambiguous:
        return None
    function, call = node.function, node.argument
    log = isinstance(function, tree.Name) and function.subscript is None and function.base in _LOGS
    if not log or not isinstance(call, tree.Call) or tree.key(call.head) is None:
        return None
    letters = [tree.key(item) for item in call.arguments.items]
    if not letters or None in letters or len(set(letters)) < len(letters):
        return None
    return f"log {plain(call)}"


def _given_in(statement: tree.Statement, scope: Scope) -> str | None:
    """The name of the logarithm that a statement gives, of a function that nothing defines."""
    body = statement.body
    if not isinstance(body, tree.Chain) or statement.qualifiers or statement.lead is not None:
        return None
    name, (link, *more) = _name_of(body.first), body.links
    call = body.first.argument if isinstance(body.first, tree.Apply) else None
    if name is None or more or link.relation not in ("=", ":=") or not isinstance(call, tree.Call):
        return None
    head = tree.key(call.head)
    if scope.latest(head or "") is not None or isinstance(link.operand, tree.Number):
        return None
    within = any(tree.key(part) == head for part in tree.walk(link.operand))
    return None if within else name
