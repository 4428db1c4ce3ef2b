"""One expression enclosed at many points: the graph is read once, then only FLINT works.

`symnn.exact.ball.enclose` walks the graph for every call; a search over boxes, or a table of
a thousand points, asks the same graph again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, final

from flint import arb

from symnn.errors import NotClosedError
from symnn.exact.ball import enclose_node, precision
from symnn.exact.expression import MINUS_ONE, Expr, free_symbols, postorder

#: Reads the balls found so far, and makes the next one.
_Step: TypeAlias = Callable[[Sequence[arb]], arb]


@final
class Prepared:
    """A lowered expression, ready to be enclosed at many points.

    Args:
        root: an expression whose functions are the primitive ones.
        names: its free symbols, in the order in which their balls will be given.
        bits: working precision.

    Exactness: that of `enclose`; the ball contains the value, if it is finite and the value
    exists.

    Raises:
        NotClosedError: the expression holds a symbol that `names` does not.

    Examples:
        >>> from symnn.exact.expression import exp, symbol
        >>> tail = Prepared(exp(symbol("x")) - 1, ("x",), 64)
        >>> (tail(arb(0)).contains(0), tail(arb(1)) > 1) == (True, True)
        True
    """

    __slots__ = ("_constants", "_result", "_steps", "bits", "names")

    def __init__(self, root: Expr, names: Sequence[str], bits: int) -> None:
        missing = free_symbols(root) - set(names)
        if missing:
            raise NotClosedError(f"the symbol {min(missing)} is not among the names given")
        self.names = tuple(names)
        self.bits = bits
        order = list(postorder(root))
        leaves = [node for node in order if not node.args and node.op != "symbol"]
        with precision(bits):
            self._constants = tuple(enclose_node(node, [], bits) for node in leaves)
        inputs = [Expr("symbol", (), name) for name in self.names]
        place = {node: k for k, node in enumerate((*inputs, *leaves))}
        inner = [node for node in order if node not in place]
        place |= {node: len(place) + k for k, node in enumerate(inner)}
        self._steps = tuple(_step(n, [place[a] for a in n.args], bits) for n in inner)
        self._result = place[root]

    def __call__(self, *at: arb) -> arb:
        """A ball around the value at a point, whose coordinates are given in order."""
        if len(at) != len(self.names):
            raise NotClosedError(f"{len(self.names)} symbols need as many balls, not {len(at)}")
        balls = [*at, *self._constants]
        append = balls.append
        with precision(self.bits):
            for step in self._steps:
                append(step(balls))
        return balls[self._result]


def _step(node: Expr, places: list[int], bits: int) -> _Step:
    """The operation of a node; the frequent ones without a detour."""
    first = places[0]
    if len(places) == 2:
        second = places[1]
        if node.op == "add":
            return lambda balls: balls[first] + balls[second]
        if node.op == "mul":
            return lambda balls: balls[first] * balls[second]
        if node.op == "power" and node.args[1] == MINUS_ONE:
            return lambda balls: 1 / balls[first]
    if node.op == "apply" and node.data == "exp":
        return lambda balls: balls[first].exp()
    return lambda balls: enclose_node(node, [balls[k] for k in places], bits)
