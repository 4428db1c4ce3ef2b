"""The program of an evidence as a graph of primitive real functions.

Named functions become their definitions and derivatives are taken, so that three evaluators
(intervals, an algebraic field, a normal form) need to know a few primitives only.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Generic, TypeVar

from symnn.errors import EvidenceError

SIZE: Final = 200_000  # arguments of all nodes together
RELATIONS: Final = ("=", "!=", "<", "<=", ">", ">=")
UNARY: Final = frozenset(
    {"exp", "log", "sin", "cos", "tan", "atan", "asin", "acos", "erf", "abs", "sign", "floor"}
)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Node:
    """rational, root, symbol, pi, add, mul, power, nth_root, piecewise, nonzero, max, min or UNARY.

    `nonzero(u)` is 0 where u is not 0 and does not exist elsewhere: the condition of a derivative.
    """

    op: str
    data: Hashable
    args: tuple[int, ...]

    def fraction(self) -> Fraction:
        """The value of a rational."""
        if not isinstance(self.data, Fraction):
            raise EvidenceError(f"{self.op} is not a rational")
        return self.data

    def degree(self) -> int:
        """The degree of an nth_root."""
        if not isinstance(self.data, int):
            raise EvidenceError(f"{self.op} is not a root")
        return self.data


class Graph:
    """Nodes, each after its arguments, equal ones kept once, with their free symbols."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.symbols: list[frozenset[str]] = []
        self._index: dict[Node, int] = {}
        self._size = 0

    def make(self, op: str, *args: int, data: Hashable = None) -> int:
        """The place of a node."""
        node = Node(op, data, args)
        if node in self._index:
            return self._index[node]
        self._size += 1 + len(args)
        if self._size > SIZE:
            raise EvidenceError("the program is too large")
        own = frozenset({str(data)}) if op == "symbol" else frozenset[str]()
        self.symbols.append(own.union(*(self.symbols[a] for a in args)))
        self.nodes.append(node)
        self._index[node] = len(self.nodes) - 1
        return len(self.nodes) - 1

    def number(self, value: Fraction | int) -> int:
        """A rational number."""
        return self.make("rational", data=Fraction(value))

    def add(self, *terms: int) -> int:
        """A sum."""
        return terms[0] if len(terms) == 1 else self.make("add", *terms)

    def mul(self, *factors: int) -> int:
        """A product."""
        return factors[0] if len(factors) == 1 else self.make("mul", *factors)

    def negative(self, a: int) -> int:
        """-a."""
        return self.mul(self.number(-1), a)

    def power(self, a: int, n: int) -> int:
        """a^n."""
        return self.make("power", a, self.number(n))

    def root(self, a: int, n: int) -> int:
        """The n-th root."""
        return self.make("nth_root", a, data=n)

    def over(self, a: int, b: int) -> int:
        """a/b."""
        return self.mul(a, self.power(b, -1))

    def reachable(self, *tops: int) -> list[int]:
        """The nodes that these need, arguments first."""
        seen, stack = set(tops), list(tops)
        while stack:
            for a in self.nodes[stack.pop()].args:
                if a not in seen:
                    seen.add(a)
                    stack.append(a)
        return sorted(seen)

    def substitute(self, top: int, values: Mapping[str, int]) -> int:
        """The node with symbols replaced."""
        new: dict[int, int] = {}
        for i in self.reachable(top):
            node = self.nodes[i]
            if self.symbols[i].isdisjoint(values):
                new[i] = i
            elif node.op == "symbol":
                new[i] = values[str(node.data)]
            else:
                new[i] = self.make(node.op, *(new[a] for a in node.args), data=node.data)
        return new[top]

    def derivative(self, name: str, body: int, at: int) -> int:
        """f'(p), defined only where f(p) and p are: f'(p) + 0·(f(p) + p)."""
        slope: dict[int, int] = {}
        for i in self.reachable(body):
            slope[i] = self._slope(i, slope) if name in self.symbols[i] else self.number(0)
        here = self.substitute(body, {name: at})
        result = self.substitute(slope[body], {name: at})
        return self.add(result, self.mul(self.number(0), self.add(here, at)))

    def _slope(self, i: int, slope: Mapping[int, int]) -> int:
        """The derivative of a node that depends on the variable.

        At a point where this is defined, and the node is, the node is differentiable with this
        derivative: kinks, jumps and ends of a domain are excluded by `nonzero`. No summand is
        dropped, since it may be the undefined one.
        """
        node = self.nodes[i]
        args, d = node.args, [slope[a] for a in node.args]
        if node.op == "symbol":
            return self.number(1)
        if node.op == "add":
            return self.add(*d)
        if node.op == "mul":
            return self.add(*(self.mul(*args[:k], d[k], *args[k + 1 :]) for k in range(len(args))))
        if node.op == "power":
            return self._power_slope(i, d)
        if node.op == "nth_root":
            n = node.degree()
            inner = self.over(self.mul(d[0], i), self.mul(self.number(n), args[0]))
            return self.add(inner, self._nonzero(args[0]))
        if node.op in ("max", "min"):
            return self._extremum_slope(node, d)
        if node.op == "piecewise":
            return self._piecewise_slope(node, d)
        if node.op == "nonzero":
            return self.add(self.mul(self.number(0), d[0]), i)
        return self._chain(i, args[0], d[0])

    def _nonzero(self, u: int) -> int:
        return self.make("nonzero", u)

    def _minus(self, a: int, b: int) -> int:
        return self.add(a, self.negative(b))

    def _power_slope(self, i: int, d: list[int]) -> int:
        """n a^(n-1) a' for a literal integer, else a^b (b' log a + b a'/a) for a > 0."""
        a, b = self.nodes[i].args
        n = self.nodes[b].data
        if isinstance(n, Fraction) and n.denominator == 1:
            if n == 0:
                return self.mul(self.number(0), d[0])
            return self.mul(b, self.power(a, int(n) - 1), d[0])
        log_part = self.mul(d[1], self.make("log", a))
        whole = self.mul(i, self.add(log_part, self.over(self.mul(b, d[0]), a)))
        return self.add(whole, self._nonzero(a))

    def _extremum_slope(self, node: Node, d: list[int]) -> int:
        """max(a, b) = (a + b + |a - b|)/2 and min(a, b) = (a + b - |a - b|)/2, off a = b."""
        sign, half = (1 if node.op == "max" else -1), self.number(Fraction(1, 2))
        value, result = node.args[0], d[0]
        for b, db in zip(node.args[1:], d[1:], strict=True):
            gap, change = self._minus(value, b), self._minus(result, db)
            bend = self.mul(self.number(sign), self.make("sign", gap), change)
            result = self.add(self.mul(half, self.add(result, db, bend)), self._nonzero(gap))
            value = self.make(node.op, value, b)
        return result

    def _piecewise_slope(self, node: Node, d: list[int]) -> int:
        """The derivative of the chosen value, if every relation tried holds or fails strictly.

        The sides tried are differentiable, hence continuous, so the choice is locally constant.
        """
        zero, tried, new = self.number(0), [], list[int]()
        for k in range(0, len(node.args) - 1, 3):
            left, right = node.args[k : k + 2]
            tried += [self.mul(zero, self.add(d[k], d[k + 1]))]
            tried += [self._nonzero(self._minus(left, right))]
            new += [left, right, self.add(d[k + 2], *tried)]
        return self.make("piecewise", *new, self.add(d[-1], *tried), data=node.data)

    def _chain(self, i: int, u: int, du: int) -> int:
        """f'(u) u' for a function of one argument; i is f(u)."""
        one, op = self.number(1), self.nodes[i].op
        square = self.power(u, 2)
        inside = self._minus(one, square)
        outer: dict[str, Callable[[], int]] = {
            "exp": lambda: i,
            "log": lambda: self.power(u, -1),
            "sin": lambda: self.make("cos", u),
            "cos": lambda: self.negative(self.make("sin", u)),
            "tan": lambda: self.add(one, self.power(i, 2)),
            "atan": lambda: self.power(self.add(one, square), -1),
            "erf": lambda: self.over(
                self.mul(self.number(2), self.make("exp", self.negative(square))),
                self.root(self.make("pi"), 2),
            ),
            "asin": lambda: self.power(self.root(inside, 2), -1),
            "acos": lambda: self.negative(self.power(self.root(inside, 2), -1)),
            "abs": lambda: self.make("sign", u),
            "sign": lambda: self.number(0),
            "floor": lambda: self.number(0),
        }
        guard = {"asin": inside, "acos": inside, "abs": u, "sign": u}
        result = self.mul(outer[op](), du)
        if op == "floor":
            return self.add(result, self._nonzero(self._minus(u, i)))
        return self.add(result, self._nonzero(guard[op])) if op in guard else result


def _sigmoid(g: Graph, x: int) -> int:
    return g.power(g.add(g.number(1), g.make("exp", g.negative(x))), -1)


def _exponentials(g: Graph, x: int) -> tuple[int, int]:
    """e^x + e^-x and e^x - e^-x."""
    up, down = g.make("exp", x), g.make("exp", g.negative(x))
    return g.add(up, down), g.add(up, g.negative(down))


def _clamp(g: Graph, low: int, high: int, x: int) -> int:
    return g.make("max", g.number(low), g.make("min", g.number(high), x))


def _leaky(g: Graph, x: int, a: int) -> int:
    zero = g.number(0)
    return g.add(g.make("max", zero, x), g.mul(a, g.make("min", zero, x)))


def _gelu(g: Graph, x: int) -> int:
    erf = g.make("erf", g.over(x, g.root(g.number(2), 2)))
    return g.mul(x, g.number(Fraction(1, 2)), g.add(g.number(1), erf))


def _elu(g: Graph, x: int, a: int) -> int:
    low = g.mul(a, g.add(g.make("exp", x), g.number(-1)))
    return g.make("piecewise", x, g.number(0), x, low, data=(">",))


def _step(g: Graph, x: int, h: int) -> int:
    zero, one = g.number(0), g.number(1)
    return g.make("piecewise", x, zero, zero, x, zero, h, one, data=("<", "="))


def _hard_sigmoid(g: Graph, x: int) -> int:
    return _clamp(g, 0, 1, g.add(g.mul(x, g.number(Fraction(1, 6))), g.number(Fraction(1, 2))))


#: Named functions of one argument and of two.
NAMED_1: Final[Mapping[str, Callable[[Graph, int], int]]] = {
    "relu": lambda g, x: g.make("max", g.number(0), x),
    "relu6": lambda g, x: _clamp(g, 0, 6, x),
    "hard_tanh": lambda g, x: _clamp(g, -1, 1, x),
    "hard_sigmoid": _hard_sigmoid,
    "sigmoid": _sigmoid,
    "logistic": _sigmoid,
    "tanh": lambda g, x: g.over(*reversed(_exponentials(g, x))),
    "sinh": lambda g, x: g.mul(g.number(Fraction(1, 2)), _exponentials(g, x)[1]),
    "cosh": lambda g, x: g.mul(g.number(Fraction(1, 2)), _exponentials(g, x)[0]),
    "softplus": lambda g, x: g.make("log", g.add(g.number(1), g.make("exp", x))),
    "silu": lambda g, x: g.mul(x, _sigmoid(g, x)),
    "gelu": _gelu,
}
NAMED_2: Final[Mapping[str, Callable[[Graph, int, int], int]]] = {
    "leaky_relu": _leaky,
    "elu": _elu,
    "step": _step,
}


class Evaluator(ABC, Generic[V]):
    """Values of nodes, arguments first; a node without a value keeps the reason.

    The value of a piecewise needs the relations up to the first that holds, and that value only.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.values: dict[int, V] = {}
        self.reasons: dict[int, str] = {}

    @abstractmethod
    def node(self, i: int, node: Node, args: list[V]) -> V:
        """The value of a node that is not a piecewise."""

    @abstractmethod
    def holds(self, relation: str, left: int, right: int) -> bool:
        """Whether a relation holds; raises if that is not certain."""

    def __call__(self, top: int) -> V:
        """The value of the node; EvidenceError if it has none or none is known."""
        if top not in self.values and top not in self.reasons:
            for i in self.graph.reachable(top):
                if i not in self.values and i not in self.reasons:
                    self._settle(i)
        if top in self.reasons:
            raise EvidenceError(self.reasons[top])
        return self.values[top]

    def _settle(self, i: int) -> None:
        node = self.graph.nodes[i]
        try:
            if node.op == "piecewise":
                self.values[i] = self(self._branch(node))
            else:
                self.values[i] = self.node(i, node, [self(a) for a in node.args])
        except EvidenceError as error:
            self.reasons[i] = str(error)

    def _branch(self, node: Node) -> int:
        relations = node.data if isinstance(node.data, tuple) else ()
        for k, relation in enumerate(relations):
            left, right, value = node.args[3 * k : 3 * k + 3]
            if self.holds(relation, left, right):
                return value
        return node.args[-1]
