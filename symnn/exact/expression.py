"""Expressions as written: an immutable directed acyclic graph that evaluates nothing.

A claim keeps both of its sides in this form, so that no engine judges it by building it.
The semantics is real: a value either is a real number or does not exist.

==============  ======================  ==================================================
operation       data                    meaning
==============  ======================  ==================================================
``rational``    an ``fmpq``             the number
``root``        ``RealRoot``            the one real root of a polynomial in an interval
``symbol``      its name                a real unknown
``pi``                                  the circle constant
``add``                                 sum of the arguments (empty: 0)
``mul``                                 product of the arguments (empty: 1)
``power``                               a^b; b an integer, or a > 0, or a = 0 < b
``nth_root``    n >= 2                  the real n-th root; a >= 0 for even n
``apply``       function name           a named real function of the arguments
``piecewise``   relations               (l, r, v)… then a default: v of the first l ~ r
``derivative``  symbol name             (f, p): the derivative of f in the symbol, at p
``limit``       symbol name, direction  (f, p): the limit of f as the symbol goes to p
==============  ======================  ==================================================

A quotient is ``a * b**-1`` and a negative ``-1 * a``. The directions of a limit are ``+`` (from
above), ``-``, ``+-`` (from both sides), ``oo`` and ``-oo``, for which p is 0.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import chain, islice
from typing import Final, TypeAlias, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.errors import UnsupportedError

#: So many nodes below a root are kept in their order: what most claims have on a side.
_KEPT: Final = 64

RELATIONS: Final = ("=", "!=", "<", "<=", ">", ">=")

#: From where the variable of a limit comes to its point, or which infinity it goes to.
DIRECTIONS: Final = ("+", "-", "+-", "oo", "-oo")

#: Functions the exact engines know themselves; every other name is lowered to these.
PRIMITIVES: Final = frozenset(
    {"exp", "log", "sin", "cos", "tan", "atan", "asin", "acos", "erf"}
    | {"abs", "max", "min", "sign", "floor"}
)


def check_arity(name: str, count: int) -> None:
    """Refuse a primitive function of one argument that was given another number of them."""
    if count != 1:
        raise UnsupportedError(f"{name} takes one argument, not {count}")


@final
@dataclass(frozen=True, slots=True)
class RealRoot:
    """The only real root of a squarefree integer polynomial in [lower, upper].

    ``coefficients`` run from the constant term upwards; the polynomial changes sign
    between the ends, or vanishes at an end that equals the root.
    """

    coefficients: tuple[int, ...]
    lower: fmpq
    upper: fmpq


Data: TypeAlias = "fmpq | str | int | RealRoot | tuple[str, ...] | None"
ExprLike: TypeAlias = "Expr | fmpq | int | Fraction"


@final
class Expr:
    """A node of the graph. Equality is structural and hashes are kept."""

    __slots__ = ("_hash", "_order", "args", "data", "op")

    op: str
    args: tuple[Expr, ...]
    data: Data
    _hash: int
    _order: tuple[Expr, ...]

    def __init__(self, op: str, args: tuple[Expr, ...] = (), data: Data = None) -> None:
        _set_op(self, op)
        _set_args(self, args)
        _set_data(self, data)
        # Without data its hash must not count: that of None is another in every process.
        _set_hash(self, hash((op, args) if data is None else (op, args, data)))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Expr is immutable; {name} cannot be set")

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Expr) or self._hash != other._hash:
            return False
        if self.args is other.args:
            return self.op == other.op and self.data == other.data
        return _same(self, other)

    def __reduce__(self) -> tuple[object, ...]:
        return (Expr, (self.op, self.args, self.data))

    def __add__(self, other: ExprLike) -> Expr:
        return add(self, as_expr(other))

    def __radd__(self, other: ExprLike) -> Expr:
        return add(as_expr(other), self)

    def __sub__(self, other: ExprLike) -> Expr:
        return add(self, negative(as_expr(other)))

    def __rsub__(self, other: ExprLike) -> Expr:
        return add(as_expr(other), negative(self))

    def __mul__(self, other: ExprLike) -> Expr:
        return mul(self, as_expr(other))

    def __rmul__(self, other: ExprLike) -> Expr:
        return mul(as_expr(other), self)

    def __truediv__(self, other: ExprLike) -> Expr:
        return quotient(self, as_expr(other))

    def __rtruediv__(self, other: ExprLike) -> Expr:
        return quotient(as_expr(other), self)

    def __pow__(self, other: ExprLike) -> Expr:
        return power(self, as_expr(other))

    def __neg__(self) -> Expr:
        return negative(self)

    def __repr__(self) -> str:
        parts = [] if self.data is None else [str(self.data)]
        return f"{self.op}({', '.join(parts + [repr(a) for a in self.args])})"


# The slots themselves: half the time of object.__setattr__, which looks for them by name.
_set_op, _set_args, _set_data, _set_hash, _set_order = (
    vars(Expr)[name].__set__ for name in ("op", "args", "data", "_hash", "_order")
)


def _same(left: Expr, right: Expr) -> bool:
    """Structural equality; each pair of nodes is compared once, however often it is shared.

    Equal nodes share their arguments from then on, so that they are not compared in depth again.
    """
    pairs, seen = [(left, right)], set[tuple[int, int]]()
    while pairs:
        a, b = pairs.pop()
        if a is b or (id(a), id(b)) in seen:
            continue
        if a._hash != b._hash or (a.op, a.data, len(a.args)) != (b.op, b.data, len(b.args)):
            return False
        if a.args is not b.args:
            seen.add((id(a), id(b)))
            pairs.extend(zip(a.args, b.args, strict=True))
    if left.args is not right.args:
        _set_args(right, left.args)
    return True


def rational(value: fmpq | int | Fraction | str) -> Expr:
    """The rational number, read exactly; a text is an integer, a quotient or a decimal."""
    if isinstance(value, str):
        value = Fraction(value)
    if isinstance(value, Fraction):
        value = fmpq(value.numerator, value.denominator)
    return Expr("rational", (), fmpq(value))


ZERO: Final = rational(0)
ONE: Final = rational(1)
MINUS_ONE: Final = rational(-1)
PI: Final = Expr("pi")


def as_expr(value: ExprLike) -> Expr:
    """The value itself if it is an expression, else the rational number."""
    return value if isinstance(value, Expr) else rational(value)


def symbol(name: str) -> Expr:
    """A real unknown."""
    return Expr("symbol", (), name)


def add(*terms: Expr) -> Expr:
    """The sum, kept as written; a single term is itself."""
    return terms[0] if len(terms) == 1 else Expr("add", terms)


def mul(*factors: Expr) -> Expr:
    """The product, kept as written; a single factor is itself."""
    return factors[0] if len(factors) == 1 else Expr("mul", factors)


def negative(value: Expr) -> Expr:
    """-a, with the sign of a rational literal taken in."""
    if isinstance(value.data, fmpq):
        return rational(-value.data)
    return Expr("mul", (MINUS_ONE, value))


def power(base: Expr, exponent: Expr) -> Expr:
    """a^b, kept as written."""
    return Expr("power", (base, exponent))


def quotient(numerator: Expr, denominator: Expr) -> Expr:
    """a / b, kept as written."""
    inverse = power(denominator, MINUS_ONE)
    return inverse if numerator == ONE else mul(numerator, inverse)


def nth_root(value: Expr, degree: int = 2) -> Expr:
    """The real root: of a value >= 0 for an even degree, of any value for an odd one."""
    return Expr("nth_root", (value,), degree)


def apply(name: str, *args: Expr) -> Expr:
    """A named real function of the arguments."""
    return Expr("apply", args, name)


def exp(value: Expr) -> Expr:
    """e^a."""
    return apply("exp", value)


def piecewise(cases: Iterable[tuple[str, Expr, Expr, Expr]], default: Expr) -> Expr:
    """The value of the first case (relation, left, right, value) that holds, else the default."""
    rows = tuple(cases)
    flat = tuple(part for row in rows for part in row[1:])
    return Expr("piecewise", (*flat, default), tuple(row[0] for row in rows))


def derivative(body: Expr, name: str, point: Expr) -> Expr:
    """The derivative of the body in the symbol, taken at the point."""
    return Expr("derivative", (body, point), name)


def limit(body: Expr, name: str, direction: str, point: Expr = ZERO) -> Expr:
    """The limit of the body as the symbol goes to the point from a direction, or to infinity."""
    if direction not in DIRECTIONS:
        raise UnsupportedError(f"{direction!r} is no direction; use one of {' '.join(DIRECTIONS)}")
    return Expr("limit", (body, point), (name, direction))


def bound_name(node: Expr) -> str:
    """The name of the variable that a derivative or a limit binds."""
    return node.data[0] if isinstance(node.data, tuple) else str(node.data)


def postorder(*roots: Expr, known: Container[Expr] = ()) -> Iterator[Expr]:
    """Every node once, arguments before the node that uses them; no recursion.

    Nodes that are known already, and what only they need, are left out.
    """
    if known != () or len(roots) != 1:
        return _ordered(roots, known)
    root = roots[0]
    if not root.args:
        return iter(roots)
    try:
        return chain(root._order, roots)
    except AttributeError:
        return _kept_order(root)


def _kept_order(root: Expr) -> Iterator[Expr]:
    """The nodes in their order; of a small graph, which is gone through often, they are kept."""
    nodes = _ordered((root,), ())
    first = tuple(islice(nodes, _KEPT + 1))
    if len(first) <= _KEPT:
        _set_order(root, first[:-1])  # without the root itself: no object waits for the collector
    return chain(first, nodes)


def _ordered(roots: tuple[Expr, ...], known: Container[Expr]) -> Iterator[Expr]:
    seen, met = set[Expr](), dict[int, Expr]()  # by identity: much quicker, where nodes are shared
    stack: list[Expr | None] = [*reversed(roots)]
    open_ = list[Expr]()
    while stack:
        node = stack.pop()
        if node is None:  # all arguments of the node that was opened last are done
            node = open_.pop()
        elif id(node) in met:
            continue
        elif node in seen or node in known:
            met[id(node)] = node
            continue
        elif node.args:
            open_.append(node)
            stack.append(None)
            stack += node.args[::-1]
            continue
        met[id(node)] = node
        seen.add(node)
        yield node


def free_symbols(*roots: Expr) -> frozenset[str]:
    """Names of the unknowns; the variable of a derivative or limit is bound within its body."""
    return _names(roots[0]) if len(roots) == 1 else frozenset().union(*map(_names, roots))


@lru_cache(maxsize=4096)
def _names(root: Expr) -> frozenset[str]:
    free: dict[Expr, frozenset[str]] = {}
    for node in postorder(root):
        names = frozenset[str]().union(*(free[a] for a in node.args))
        if node.op == "symbol":
            names = frozenset({str(node.data)})
        elif node.op in ("derivative", "limit"):
            names = (free[node.args[0]] - {bound_name(node)}) | free[node.args[1]]
        free[node] = names
    return free[root]


def rebuild(node: Expr, args: tuple[Expr, ...]) -> Expr:
    """The same operation on other arguments; the node itself if nothing changed."""
    return node if args == node.args else Expr(node.op, args, node.data)


def rebuild_as(node: Expr, args: tuple[Expr, ...], data: Data) -> Expr:
    """The same operation on other arguments and data; the node itself if nothing changed."""
    return node if (args, data) == (node.args, node.data) else Expr(node.op, args, data)


def substitution(roots: Iterable[Expr], values: Mapping[str, Expr]) -> dict[Expr, Expr]:
    """What becomes of every node under the roots when free symbols get values."""
    done: dict[Expr, Expr] = {}
    for node in postorder(*roots):
        if node.op == "symbol" and str(node.data) in values:
            done[node] = values[str(node.data)]
        elif node.op in ("derivative", "limit"):
            done[node] = _substitute_under(node, values, done[node.args[1]])
        else:
            done[node] = rebuild(node, tuple(done[a] for a in node.args))
    return done


def _substitute_under(node: Expr, values: Mapping[str, Expr], point: Expr) -> Expr:
    """A derivative or limit after substitution: its variable catches no free symbol."""
    body, name = node.args[0], bound_name(node)
    inside = free_symbols(body)
    inner = {k: v for k, v in values.items() if k != name and k in inside}
    arriving = free_symbols(*inner.values())
    fresh = name
    while fresh in arriving or (fresh != name and fresh in inside):
        fresh += "′"
    if fresh != name:
        inner[name] = symbol(fresh)
    data = (fresh, *node.data[1:]) if isinstance(node.data, tuple) else fresh
    return rebuild_as(node, (substitute(body, inner), point), data)


def substitute(root: Expr, values: Mapping[str, Expr]) -> Expr:
    """Replace free symbols; the variable of a derivative or limit stays bound."""
    return substitution((root,), values)[root]
