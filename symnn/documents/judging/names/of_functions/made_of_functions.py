r"""Functions that are given by other functions alone: g = f', h = 2f - g.

A new name that is made of functions of the same letter is a function of this letter itself, so
that g(3) is f'(3). Names in the formula of a function may be given behind it, and a number may
stand before a function that is given: 10^4 \eta(t) = 3t.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.documents.judging.placing import State
from symnn.latex import syntax as tree
from symnn.latex.meaning.passing import parameter_name
from symnn.latex.meaning.scope import Scope

_MADE: Final = (tree.Sum, tree.Product, tree.Neg, tree.Quotient)

#: The functions that wait for a name, and equations that may define one by names behind them.
AWAITED: Final = "functions whose formula holds a name without a meaning"
WAITING: Final = "functions whose variables stand in none of their names yet"


def note_awaited(state: State, function: str) -> None:
    """Remember for which names the formula of a function waits.

    Args:
        state: what the document has said so far.
        function: its key.
    """
    known = state.scope.latest(function)
    if known is None or known.parameters is None:
        return
    awaited: dict[str, frozenset[str]] = dict(state.counts.get(AWAITED, {}))
    for key in _unheard(known.body, state.scope) - set(known.parameters):
        awaited[key] = awaited.get(key, frozenset()) | {function}
    if awaited:
        state.counts[AWAITED] = awaited


def note_waiting(
    state: State, left: tree.Call, link: tree.Link, body: tree.Node | None = None
) -> None:
    """Remember an equation such as L(w, b) = (y - t)^2, where y may be said to be wx + b behind it.

    Args:
        state: what the document has said so far.
        left, link: the equation.
        body: what holds the names it waits for; its right side if this is not given.
    """
    letters = [tree.key(item) for item in left.arguments.items]
    key = tree.key(left.head)
    if link.relation not in ("=", ":=", "≡") or None in letters or key is None:
        return
    if any(state.scope.latest(name or "") is not None for name in (key, *letters)):
        return
    waiting: dict[str, tuple[tuple[tree.Call, tree.Link], ...]]
    waiting = dict(state.counts.get(WAITING, {}))
    for name in _unheard(body or link.operand, state.scope) - {key, *letters}:
        waiting[name] = (*waiting.get(name, ()), (left, link))
    if waiting:
        state.counts[WAITING] = waiting


def is_awaited(state: State, name: str) -> bool:
    """Whether a function, or an equation that may define one, waits for a name."""
    return any(name in state.counts.get(kind, ()) for kind in (AWAITED, WAITING))


def _unheard(node: tree.Node, scope: Scope) -> set[str]:
    """The names in an expression that have no meaning yet."""
    keys = {tree.key(part) for part in tree.walk(node) if isinstance(part, tree.Name)}
    return {key for key in keys if key is not None and scope.latest(key) is None}


def as_function(chain: tree.Chain, scope: Scope) -> tree.Chain:
    """The chain with g = f' as g(x) = f'(x), for a new name or a function; any other as it is.

    2f(x) = x + 1 gives an f that nothing is known of, too.
    """
    chain = _unscaled(chain, scope)
    link, key = chain.links[0], tree.key(chain.first)
    if len(chain.links) > 1 or link.relation not in ("=", ":=", "≡") or key is None:
        return chain
    known = scope.latest(key)
    if not isinstance(chain.first, tree.Name) or not (known is None or known.parameters):
        return chain
    letters: set[str] = set()
    right = _at_letter(link.operand, scope, letters)
    if right is None or len(letters) != 1:
        return chain
    (letter,) = letters
    slopes = any(isinstance(part, tree.Prime) for part in tree.walk(link.operand))
    if not slopes and (known is not None or scope.latest(letter) is not None):
        return chain  # 2f may be the value at the x that is given
    if known is not None and len(known.parameters or ()) != 1:
        return chain
    first = tree.Call(chain.first, _group(letter, chain.first), span=chain.first.span)
    return replace(chain, first=first, links=(replace(link, operand=right),))


def _unscaled(chain: tree.Chain, scope: Scope) -> tree.Chain:
    """The chain with f(x) alone on its left side, where a number stands before a new f."""
    first, link = chain.first, chain.links[0]
    factor: tree.Node = tree.Neg(tree.Number("1", Fraction(1)))
    if isinstance(first, tree.Product) and first.operators == ("",) and _is_constant(first):
        factor, call = first.factors
    else:
        call = first.operand if isinstance(first, tree.Neg) else first
    if call is first or not isinstance(call, tree.Call) or len(chain.links) > 1:
        return chain
    names = [tree.key(item) for item in call.arguments.items]
    known = [scope.latest(key) for key in (tree.key(call.head), *names) if key is not None]
    if link.relation != "=" or None in names or any(one is not None for one in known):
        return chain
    if not isinstance(call.head, tree.Name) or len(known) <= len(names):
        return chain
    head = replace(call, span=first.span)
    return replace(chain, first=head, links=(replace(link, operand=_over(link.operand, factor)),))


def _is_constant(product: tree.Product) -> bool:
    parts = tree.walk(product.factors[0])
    return all(isinstance(p, (tree.Number, tree.Power, tree.Quotient, tree.Neg)) for p in parts)


def _over(node: tree.Node, factor: tree.Node) -> tree.Node:
    """A formula divided by a number, in each of its cases."""
    if isinstance(node, tree.Cases):
        rows = (replace(row, value=_over(row.value, factor)) for row in node.rows)
        return replace(node, rows=tuple(rows))
    return tree.Quotient(node, factor, span=node.span)


def _at_letter(node: tree.Node, scope: Scope, letters: set[str]) -> tree.Node | None:
    """The expression with each of its functions at its letter; None if anything else is in it."""
    if isinstance(node, tree.Number):
        return node
    if isinstance(node, (tree.Name, tree.Prime)):
        base = node.operand if isinstance(node, tree.Prime) else node
        known = scope.latest(tree.key(base) or "") if isinstance(base, tree.Name) else None
        if known is None or known.parameters is None or len(known.parameters) != 1:
            return None
        if isinstance(node, tree.Prime) and scope.latest(tree.key(node) or "") is not None:
            return None
        letters.add(known.parameters[0])
        return tree.Call(node, _group(known.parameters[0], node), span=node.span)
    if not isinstance(node, _MADE) or any(isinstance(n, tree.Matrix) for n in tree.walk(node)):
        return None
    parts = [_at_letter(child, scope, letters) for child in tree.children(node)]
    if None in parts:
        return None
    changed = iter(parts)
    return tree.map_children(node, lambda child: next(changed) or child)


def _group(letter: str, at: tree.Node) -> tree.Group:
    return tree.Group("()", (parameter_name(letter, at),), span=at.span)
