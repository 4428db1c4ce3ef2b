r"""Operators on functions that an author defines: D_h f(x) = \frac{f(x+h) - f(x)}{h}.

What such an equation says of an open f holds of every function: D_h g(2) is the right side with g
for f and 2 for x. It is put in where the function is known, under the heading of the definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree

_Statements = Sequence["tree.Statement | tree.Unreadable"]
_PLAIN: Final = frozenset({"", "·", "×", "/"})
_ELEMENTARY: Final = (
    tree.Sum, tree.Neg, tree.Quotient, tree.Power, tree.Root, tree.Number, tree.Abs, tree.Group,
    tree.Call, tree.Prime, tree.Name,
)  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Operator:
    """The right side, in a function and its argument, and the headings above."""

    function: str
    argument: str
    body: tree.Node
    headings: tuple[str, ...]


def may_be_applied(node: tree.Node) -> bool:
    r"""Whether it looks like an operator before a function: D_h f(x), \mathcal{T} f(x), Δ f(x).

    Examples:
        >>> from symnn.latex.parser import parse
        >>> def seen(latex):
        ...     (statement,) = parse(latex).statements
        ...     return may_be_applied(statement.body)
        >>> [seen(s) for s in ("D_hf(x)", r"\Delta_hf(x)", "af(x)", "Tf(x)", "w_1f(x)", "D_h(x)")]
        [True, True, False, False, False, False]
    """
    return _applied(node) is not None


def with_operators(
    statements: _Statements, formula: Formula, state: State
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with what the author's operators make of known functions.

    Args:
        statements: of a formula, in their order.
        formula: the formula.
        state: what is known; new operators are noted in it.
    """
    here: set[str] = set()
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if not isinstance(body, tree.Chain) or not isinstance(statement, tree.Statement):
            found.append(statement)
            continue
        given = body.first.head if isinstance(body.first, tree.Call) else body.first
        if tree.key(given) is not None and body.links[0].relation in ("=", ":="):
            here.add(tree.key(given) or "")
        if not _defines(body, formula, state):
            statement = replace(statement, body=_put_in(body, formula, state, here))
        found.append(statement)
    return found


def _applied(node: tree.Node) -> tuple[str, tree.Call] | None:
    """The operator and the call of a function that it stands before."""
    if not isinstance(node, tree.Product) or node.operators != ("",):
        return None
    first, call = node.factors
    if not isinstance(call, tree.Call) or len(call.arguments.items) != 1:
        return None
    if not isinstance(first, tree.Name) or first.labels or not isinstance(call.head, tree.Name):
        return None
    capital = first.base[:1].isupper() and first.font != "bold"
    lettered = isinstance(first.subscript, tree.Name)
    key = tree.key(first)
    own = capital and (lettered or first.font == "cal" or first.base == "Delta")
    return (key, call) if own and key is not None else None


def _defines(chain: tree.Chain, formula: Formula, state: State) -> bool:
    """Whether it defines an operator, or gives it anew: then the earlier one is forgotten."""
    applied = _applied(chain.first)
    if applied is None or chain.links[0].relation not in ("=", ":="):
        return False
    key, call = applied
    function, argument = tree.key(call.head) or "", tree.key(call.arguments.items[0])
    right = chain.links[0].operand
    called = {tree.key(n.head) for n in tree.walk(right) if isinstance(n, tree.Call)}
    if argument is None or function not in called:
        return False
    known = state.operators.pop(key, None)
    latest = state.scope.latest
    open_ = latest(key) is None and latest(function) is None and latest(argument) is None
    if known is None and open_ and len(chain.links) == 1 and _is_made_of(right, key, function):
        state.operators[key] = Operator(function, argument, right, formula.headings)
    return True


def _is_made_of(body: tree.Node, key: str, function: str) -> bool:
    """Whether it is elementary, with the function before brackets only."""
    heads = [n.head for n in tree.walk(body) if isinstance(n, tree.Call)]
    loose = [n for n in tree.walk(body) if tree.key(n) == function and isinstance(n, tree.Name)]
    primes = [n for n in tree.walk(body) if isinstance(n, tree.Prime)]
    apart = len(loose) == sum(tree.key(head) == function for head in heads) and not primes
    own = any(tree.key(n) == key for n in tree.walk(body))
    return apart and not own and all(map(_is_elementary, tree.walk(body)))


def _is_elementary(node: tree.Node) -> bool:
    if isinstance(node, tree.Product):
        return set(node.operators) <= _PLAIN
    return isinstance(node, _ELEMENTARY)


def _put_in(node: tree.Node, formula: Formula, state: State, here: set[str]) -> tree.Node:
    """The tree with the right side for every operator before a function that is known."""
    if isinstance(node, tree.Product):
        node = _in_product(node, formula, state, here)
    return tree.map_children(node, lambda part: _put_in(part, formula, state, here))


def _in_product(
    node: tree.Product, formula: Formula, state: State, here: set[str]
) -> tree.Product | tree.Group:
    factors, operators = node.factors, node.operators
    for place in range(len(operators)):
        pair = factors[place : place + 2]
        applied = _applied(replace(node, factors=pair, operators=operators[place : place + 1]))
        made = None if applied is None else _made(*applied, formula, state, here)
        if made is None:
            continue
        if len(factors) == 2:
            return replace(made, span=node.span)
        rest = (*factors[:place], made, *factors[place + 2 :])
        left = (*operators[:place], *operators[place + 1 :])
        return _in_product(replace(node, factors=rest, operators=left), formula, state, here)
    return node


def _made(
    key: str, call: tree.Call, formula: Formula, state: State, here: set[str]
) -> tree.Group | None:
    """The right side of an operator for a function at a place."""
    operator = state.operators.get(key)
    if operator is None or formula.headings[: len(operator.headings)] != operator.headings:
        return None
    function = tree.key(call.head) or ""
    known = state.scope.latest(function)
    given = known is not None and known.parameters is not None and len(known.parameters) == 1
    if not (given or function in here) or key in here or state.scope.latest(key) is not None:
        return None
    (argument,) = call.arguments.items
    inside = tree.Group("()", (argument,), span=call.span)
    names = {operator.function: call.head, operator.argument: inside}
    return tree.Group("()", (_replaced(operator.body, names, call.span),), span=call.span)


def _replaced(node: tree.Node, names: dict[str, tree.Node], span: tree.Span) -> tree.Node:
    if isinstance(node, tree.Name) and (key := tree.key(node)) in names and key is not None:
        return names[key]
    inside = tree.map_children(node, lambda part: _replaced(part, names, span))
    return replace(inside, span=span)
