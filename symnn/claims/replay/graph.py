"""The program of an evidence as a graph of primitive real functions.

Named functions become their definitions, derivatives are taken: evaluators know primitives only.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final, Generic, NamedTuple, TypeAlias, TypeVar

from flint import fmpq

from symnn.errors import EvidenceError

from . import need, spend

SIZE: Final = 200_000  # arguments of all nodes together
UNARY: Final = frozenset({"exp", "log", "sin", "cos", "atan", "erf", "abs", "floor"})
V = TypeVar("V")

#: A number, the name of an argument, or an operation on patterns.
Pattern: TypeAlias = "int | fmpq | str | tuple[Any, ...]"
_WITH_DATA: Final[Mapping[str, tuple[str, Hashable]]] = {
    "sqrt": ("nth_root", 2),
    "if >": ("piecewise", (">",)),
    "if < =": ("piecewise", ("<", "=")),
}
_HALF, _MINUS = fmpq(1, 2), ("mul", -1, "x")
_E, _E_MINUS = ("exp", "x"), ("exp", _MINUS)
_ODD, _EVEN = ("add", _E, ("mul", -1, _E_MINUS)), ("add", _E, _E_MINUS)
_SIGMOID = ("power", ("add", 1, _E_MINUS), -1)
_COSINE_OF_ARC = ("sqrt", ("add", 1, ("mul", -1, "x", "x")))
_ASIN = ("mul", 2, ("atan", ("mul", "x", ("power", ("add", 1, _COSINE_OF_ARC), -1))))
_ERF = ("erf", ("mul", "x", ("power", ("sqrt", 2), -1)))

#: By name and number of arguments; the domains are those of the functions, with their ends.
DEFINITIONS: Final[Mapping[tuple[str, int], Pattern]] = {
    ("tan", 1): ("mul", ("sin", "x"), ("power", ("cos", "x"), -1)),
    ("asin", 1): _ASIN,
    ("acos", 1): ("add", ("mul", _HALF, ("pi",)), ("mul", -1, _ASIN)),
    ("sinh", 1): ("mul", _ODD, ("power", 2, -1)),
    ("cosh", 1): ("mul", _EVEN, ("power", 2, -1)),
    ("tanh", 1): ("mul", _ODD, ("power", _EVEN, -1)),
    ("sigmoid", 1): _SIGMOID,
    ("logistic", 1): _SIGMOID,
    ("softplus", 1): ("log", ("add", 1, _E)),
    ("silu", 1): ("mul", "x", _SIGMOID),
    ("gelu", 1): ("mul", ("mul", "x", ("power", 2, -1)), ("add", 1, _ERF)),
    ("sign", 1): ("if < =", "x", 0, -1, "x", 0, 0, 1),
    ("relu", 1): ("max", 0, "x"),
    ("relu6", 1): ("max", 0, ("min", 6, "x")),
    ("hard_tanh", 1): ("max", -1, ("min", 1, "x")),
    ("hard_sigmoid", 1): ("max", 0, ("min", 1, ("add", ("mul", fmpq(1, 6), "x"), _HALF))),
    ("leaky_relu", 2): ("add", ("max", 0, "x"), ("mul", "a", ("min", 0, "x"))),
    ("elu", 2): ("if >", "x", 0, "x", ("mul", "a", ("add", _E, -1))),
    ("step", 2): ("if < =", "x", 0, 0, "x", 0, "a", 1),
}
#: f'(x), with y for f(x); of a^b and of an n-th root with a, b, n, and a', b' as da, db.
_SLOPES: Final[Mapping[str, Pattern]] = {
    "exp": "y",
    "nonzero": "y",
    "log": ("power", "x", -1),
    "sin": ("cos", "x"),
    "cos": ("mul", -1, ("sin", "x")),
    "atan": ("power", ("add", 1, ("mul", "x", "x")), -1),
    "erf": ("mul", 2, ("exp", ("mul", -1, "x", "x")), ("power", ("sqrt", ("pi",)), -1)),
    "abs": ("add", ("sign", "x"), ("nonzero", "x")),
}
_FROM_ABOVE, _FROM_BELOW = (("add", "p", ("mul", s, ("power", "k", -1))) for s in (1, -1))
#: How the variable of a limit depends on k -> oo.
WAYS: Final[Mapping[str, tuple[Pattern, ...]]] = {
    "oo": ("k",),
    "-oo": (("mul", -1, "k"),),
    "+": (_FROM_ABOVE,),
    "-": (_FROM_BELOW,),
    "+-": (_FROM_ABOVE, _FROM_BELOW),
}
_QUOTIENT = ("mul", "b", "da", ("power", "a", -1))
_POWER = ("add", ("mul", "y", ("add", ("mul", "db", ("log", "a")), _QUOTIENT)), ("nonzero", "a"))
_ROOT = ("add", ("mul", "y", "da", ("power", ("mul", "n", "a"), -1)), ("nonzero", "a"))


class Node(NamedTuple):
    """rational, root, symbol, pi, add, mul, power, nth_root, piecewise, nonzero, max, limit, UNARY.

    `nonzero(u)` is 0 where u is not 0 and does not exist elsewhere: the condition of a derivative.
    """

    op: str
    data: Any
    args: tuple[int, ...]


class Graph:
    """Nodes, each after its arguments, equal ones kept once, with their free symbols."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.symbols: list[frozenset[str]] = []
        self._index: dict[Node, int] = {}
        self._names: dict[frozenset[str], frozenset[str]] = {}  # each set is kept once
        self._size = 0

    def make(self, op: str, *args: int, data: Hashable = None) -> int:
        """The place of a node."""
        if op == "max":  # of nested maxima, each argument once, in any order
            inner = [self.nodes[a].args if self.nodes[a].op == "max" else (a,) for a in set(args)]
            spend(100 * sum(map(len, inner)))
            args = tuple(sorted({a for group in inner for a in group}))
            if len(args) == 1:
                return args[0]
        node = Node(op, data, args)
        if node not in self._index:
            self._size += 1 + len(args)
            need(self._size <= SIZE, "the program is too large")
            names = self._names_of(op, data, args)
            self.symbols.append(self._names.setdefault(names, names))
            self.nodes.append(node)
            self._index[node] = len(self.nodes) - 1
        return self._index[node]

    def _names_of(self, op: str, data: Hashable, args: tuple[int, ...]) -> frozenset[str]:
        """The free symbols of a node."""
        if op == "symbol":
            return frozenset({str(data)})
        sets = {self.symbols[a] for a in args if self.symbols[a]}
        if len(sets) == 1 and op != "limit":
            return sets.pop()
        spend(500 * sum(map(len, sets)))
        return frozenset[str]().union(*sets) - frozenset({""} if op == "limit" else ())

    def number(self, value: fmpq | int) -> int:
        """A rational number."""
        return self.make("rational", data=fmpq(value))

    def apply(self, name: str, *args: int) -> int:
        """A function or an operation without data: primitive, or by its definition."""
        if name == "min":  # min(a, …) = -max(-a, …)
            negatives = [self.build(_MINUS, x=a) for a in args]
            return self.build(_MINUS, x=self.make("max", *negatives))
        if (name, len(args)) in DEFINITIONS:
            return self.build(DEFINITIONS[name, len(args)], **dict(zip("xa", args, strict=False)))
        op, data = _WITH_DATA.get(name, (name, None))
        return self.make(op, *args, data=data)

    def build(self, pattern: Pattern, **given: int) -> int:
        """The node that a pattern describes, for the arguments given."""
        if isinstance(pattern, str):
            return given[pattern]
        if isinstance(pattern, tuple):
            return self.apply(pattern[0], *(self.build(part, **given) for part in pattern[1:]))
        return self.number(pattern)

    def integer(self, i: int) -> int | None:
        """The integer that a node is, if it is written as one."""
        q = self.nodes[i].data
        return int(q.p) if isinstance(q, fmpq) and q.q == 1 else None

    def gap(self, left: int, right: int) -> int:
        """left - right; left itself for right = 0."""
        if self.integer(right) == 0:
            return left
        return self.build(("add", "l", ("mul", -1, "r")), l=left, r=right)

    def reachable(self, *tops: int, into_closed: bool = True) -> list[int]:
        """The nodes that these need, arguments first; of closed ones only the outermost, or all."""
        seen, stack = set(tops), list(tops)
        while stack:
            i = stack.pop()
            new = set(self.nodes[i].args) - seen if into_closed or self.symbols[i] else set[int]()
            seen |= new
            stack += new
        spend(6000 * len(seen))
        return sorted(seen)

    def replaced(self, top: int, new: dict[int, int]) -> int:
        """The node with others put in for some that it needs; what is made is added to `new`."""
        for i in self.reachable(top):
            if i not in new:
                op, data, args = self.nodes[i]
                inner = tuple(new[a] for a in args)
                new[i] = i if inner == args else self.make(op, *inner, data=data)
        return new[top]

    def substitute(self, top: int, values: Mapping[str, int]) -> int:
        """The node with symbols replaced."""
        return self.replaced(top, {self.make("symbol", data=n): v for n, v in values.items()})

    def limit(self, name: str, way: str, body: int, at: int) -> int:
        """The limit as the symbol without a name goes to oo, of the body from one or two sides."""
        need(all(self.nodes[i].op != "limit" for i in self.reachable(body, at)), "a nested limit")
        k = self.make("symbol", data="")
        sides = (self.build(side, k=k, p=at) for side in WAYS[way])
        return self.make("limit", *(self.substitute(body, {name: side}) for side in sides))

    def derivative(self, name: str, body: int, at: int) -> int:
        """f'(p), defined only where f(p) and p are: f'(p) + 0·(f(p) + p)."""
        slope: dict[int, int] = {}
        for i in self.reachable(body):
            slope[i] = self._slope(i, slope) if name in self.symbols[i] else self.number(0)
        f, there = (self.substitute(node, {name: at}) for node in (body, slope[body]))
        return self.build(("add", "there", ("mul", 0, ("add", "f", "p"))), there=there, f=f, p=at)

    def _slope(self, i: int, slope: Mapping[int, int]) -> int:
        """The derivative of a node, where both exist. No summand that may not exist is dropped."""
        op, data, args = self.nodes[i]
        d = [slope[a] for a in args]
        if op == "symbol":
            return self.number(1)
        if op == "add":
            return self.make("add", *d)
        if op == "mul":
            need(len(args) ** 2 <= SIZE, "a derivative of a product of too many factors")
            products = [[*args[:k], d[k], *args[k + 1 :]] for k in range(len(args))]
            return self.make("add", *(self.make("mul", *factors) for factors in products))
        if op == "power":
            n = self.integer(args[1])
            if n is not None:
                lower = self.number(n - 1 if n else 0)
                return self.make("mul", args[1], self.make("power", args[0], lower), d[0])
            return self.build(_POWER, y=i, a=args[0], b=args[1], da=d[0], db=d[1])
        if op == "nth_root":
            return self.build(_ROOT, y=i, a=args[0], da=d[0], n=self.number(data))
        need(op in _SLOPES, f"no derivative of {op} is known")
        return self.make("mul", self.build(_SLOPES[op], x=args[0], y=i), d[0])


def followed(
    piecewise: Node, holds: Callable[[str, int, int], bool | None]
) -> tuple[list[int], int | None]:
    """The sides compared up to the first relation that holds or is open; the value, if known."""
    asked: list[int] = []
    for k, relation in enumerate(piecewise.data):
        left, right, value = piecewise.args[3 * k : 3 * k + 3]
        asked += left, right
        truth = holds(relation, left, right)
        if truth is not False:
            return asked, value if truth else None
    return asked, piecewise.args[-1]


class Evaluator(ABC, Generic[V]):
    """Values of nodes, or the reasons why they have none that is known."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.values: dict[int, V | str] = {}

    @abstractmethod
    def node(self, i: int, node: Node, args: list[V]) -> V:
        """The value of a node that is not a piecewise."""

    @abstractmethod
    def holds(self, relation: str, left: int, right: int) -> bool | None:
        """Whether a relation holds; None if that is not certain."""

    def find(self, top: int) -> V | None:
        """The value of the node, if it has one that is known."""
        for i in self.graph.reachable(top) if top not in self.values else ():
            if i not in self.values:
                try:
                    self.values[i] = self.settle(i, self.graph.nodes[i])
                except EvidenceError as error:
                    self.values[i] = str(error)
        value = self.values[top]
        return None if isinstance(value, str) else value

    def __call__(self, top: int) -> V:
        """The value of the node, or the reason why none is known."""
        value = self.find(top)
        if value is None:
            raise EvidenceError(str(self.values[top]))
        return value

    def settle(self, i: int, node: Node) -> V:
        """The value of a node; of a piecewise by the relations up to the first that holds."""
        need(node.op != "limit", "a limit is verified by its own kind of proof")
        if node.op != "piecewise":
            return self.node(i, node, [self(a) for a in node.args])
        _, value = followed(node, self.holds)
        if value is None:
            raise EvidenceError("a relation in a piecewise is not decided")
        return self(value)
