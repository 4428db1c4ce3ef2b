r"""The chain rule in letters: true of the functions that its author has in mind, whatever they are.

``\frac{df}{dx} = \frac{df}{dy} \frac{dy}{dx}`` takes f for g on its right side, and ``f'(y) =
f'(h(x))`` goes with y = h(x). Where the letters have other meanings to us, we say nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: Why a chain rule is not called false.
CHAIN_RULE: Final = "it is the chain rule, and its letters may be functions of other things here"

#: So many characters before it may say what is put in.
_LINES: Final = 600


def is_chain_rule(scope: Scope, left: tree.Node, right: tree.Node) -> bool:
    r"""Whether an equation is the chain rule by its form alone.

    Examples:
        >>> f, x, y = (tree.Name(letter) for letter in "fxy")
        >>> slope = lambda top, below: tree.Derivative(top, (below,), (1,))
        >>> is_chain_rule(Scope(), slope(f, x), tree.Product((slope(f, y), slope(y, x)), ("",)))
        True
        >>> is_chain_rule(Scope(), slope(f, x), tree.Product((slope(f, y), slope(f, x)), ("",)))
        False
    """
    same = _same_call(scope, left, right) or _same_call(scope, right, left)
    return same or _in_fractions(left, right) or _in_primes(left, right)


def is_said_equal(place: Place, one: tree.Node, other: tree.Node) -> bool:
    """f'(y) = f'(h(x)) where the lines before say y = h(x), whatever y was elsewhere."""
    first, second = _argument(one), _argument(other)
    if first is None or second is None or not isinstance(one, tree.Call):
        return False
    if not isinstance(other, tree.Call) or one.head != other.head:
        return False
    begin = place.formula.outer_start
    near = "".join(place.state.source.text[max(begin - _LINES, 0) : begin].split())
    a, b = ("".join(place.latex[n.span.start : n.span.end].split()) for n in (first, second))
    return bool(a and b) and f"{a}={b}" in near


def _in_fractions(left: tree.Node, right: tree.Node) -> bool:
    """df/dx = df/dy · dy/dx · …: what is below one quotient is above another."""
    parts = right.factors if isinstance(right, tree.Product) else ()
    whole, quotients = _quotient(left), [_quotient(part) for part in parts]
    if whole is None or None in quotients or len(quotients) < 2:
        return False
    above = Counter(q[0] for q in quotients if q is not None)
    below = Counter(q[1] for q in quotients if q is not None)
    above.subtract(below)
    above.subtract([whole[0]])
    above.update([whole[1]])
    return not any(above.values())


def _quotient(node: tree.Node) -> tuple[str, str] | None:
    """The names above and below in a first derivative of a name."""
    if not isinstance(node, tree.Derivative) or node.orders != (1,) or node.operand is None:
        return None
    above, below = tree.key(node.operand), tree.key(node.variables[0])
    return None if above is None or below is None else (above, below)


def _in_primes(left: tree.Node, right: tree.Node) -> bool:
    """d/dx f(g(x)) = f'(g(x)) g'(x), with the factors in any order."""
    if not isinstance(left, tree.Derivative) or left.orders != (1,) or left.operand is None:
        return False
    outer = _unwrapped(left.operand)
    inner = _argument(outer)
    if inner is None or not isinstance(outer, tree.Call) or not isinstance(inner, tree.Call):
        return False
    if _argument(inner) not in left.variables or not isinstance(right, tree.Product):
        return False
    wanted = [_primed(outer), _primed(inner)]
    return sorted(map(repr, map(_unwrapped, right.factors))) == sorted(map(repr, wanted))


def _primed(call: tree.Call) -> tree.Node:
    return tree.Call(tree.Prime(call.head, 1), call.arguments)


def _unwrapped(node: tree.Node) -> tree.Node:
    """Without brackets around a single thing."""
    while isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    return node


def _argument(node: tree.Node) -> tree.Node | None:
    """The only argument of a call."""
    if not isinstance(node, tree.Call) or len(node.arguments.items) != 1:
        return None
    return node.arguments.items[0]


def _same_call(scope: Scope, one: tree.Node, other: tree.Node) -> bool:
    """f'(y) = f'(h(x)) where the text says y = h(x)."""
    first, second = _argument(one), _argument(other)
    if first is None or second is None or not isinstance(one, tree.Call):
        return False
    key = tree.key(first)
    known = scope.latest(key) if key is not None else None
    heads = isinstance(other, tree.Call) and one.head == other.head
    return heads and known is not None and known.body == second
