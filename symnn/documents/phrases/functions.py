"""What is said of functions of real numbers, as formulas over their arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias, final

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.deferred import dataclass
from symnn.documents.phrases.matrices import refuse
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    mul,
    negative,
    rational,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value, column
from symnn.latex.plain import plain

#: So many inputs are tried where a document does not say how many a function takes.
MAX_INPUTS: Final = 6

#: The relations that keep a point in the domain.
Domain: TypeAlias = "Callable[[Sequence[Expr]], tuple[Formula, ...]]"


def everywhere(point: Sequence[Expr]) -> tuple[Formula, ...]:
    """No restriction."""
    del point
    return ()


@final
@dataclass(frozen=True, slots=True)
class Function:
    """A function of `inputs` real numbers, of a domain, that can be written out at a point."""

    name: str
    inputs: int
    at: Callable[[Sequence[Expr]], tuple[Expr, ...]]
    domain: Domain = everywhere

    def point(self, prefix: str) -> tuple[Expr, ...]:
        """Unknowns for an argument; the letter alone if there is one."""
        if self.inputs == 1:
            return (symbol(prefix),)
        return tuple(symbol(f"{prefix}_{i + 1}") for i in range(self.inputs))

    def value(self, point: Sequence[Expr]) -> Expr:
        """The one output at a point."""
        found = self.at(point)
        if len(found) != 1:
            raise refuse(f"{self.name} has {len(found)} outputs, not one")
        return found[0]


def function_of(value: Value, name: str, reader: Reader, inputs: int | None = None) -> Function:
    """The function that a document defines, also where its weights are given behind it.

    Args:
        value: the function.
        name: for messages.
        reader: the names in force.
        inputs: how many numbers it takes, where the document says so.
    """
    try:
        return _function_of(value, name, reader, inputs)
    except MeaningError as obstacle:
        if reader.live or not isinstance(value, Defined):
            raise
        try:
            return _function_of(value, name, replace(reader, live=True), inputs)
        except MeaningError:
            raise obstacle from None


def _function_of(value: Value, name: str, reader: Reader, inputs: int | None) -> Function:
    """With as many inputs as it takes."""
    if not isinstance(value, (Defined, Builtin)):
        raise refuse(f"{name} is no function here")
    many = len(value.parameters) if isinstance(value, Defined) else 1

    def at(point: Sequence[Expr], vector: bool = False) -> tuple[Expr, ...]:
        cells = tuple(Scalar(e) for e in point)
        arguments: list[Value] = [column(cells)] if vector else list(cells)
        found = reader.apply(value, arguments, tree.Name(name))
        if isinstance(found, (Scalar, Array)):
            return (
                (found.expr,) if isinstance(found, Scalar) else tuple(c.expr for c in found.cells())
            )
        raise refuse(f"{name} of a number is a function")

    if many > 1 and _works(partial(at), many) and inputs in (None, many):
        return Function(name, many, at)
    alone = inputs in (None, 1) and _works(partial(at), 1)
    if alone and (inputs == 1 or len(at((symbol("symnn_0"),))) == 1):
        return Function(name, 1, at)
    from symnn.documents.phrases.entry_inputs import numbered_entries

    said = numbered_entries(value) if inputs is None else inputs
    wanted = range(2, MAX_INPUTS + 1) if said is None else (said,)
    sizes = [n for n in wanted if _works(partial(at, vector=True), n)]
    if alone and len(sizes) != 1:
        return Function(name, 1, at)
    if len(sizes) != 1:
        raise refuse(f"how many numbers {name} takes is not said")
    return Function(name, sizes[0], partial(at, vector=True))


def _works(at: Callable[[Sequence[Expr]], tuple[Expr, ...]], inputs: int) -> bool:
    try:
        at([symbol(f"symnn_{i}") for i in range(inputs)])
    except MeaningError:
        return False
    return True


def in_order(names: Sequence[str]) -> bool:
    """x, y, z, or x_1, x_2, …: letters whose order is the order of coordinates; or one letter."""
    if not names:
        return False
    stem = names[0].split("_")[0]
    numbered = [f"{stem}_{i + 1}" for i in range(len(names))]
    return list(names) in (["x", "y"], ["x", "y", "z"], numbered) or len(names) == 1


def composed(node: tree.Node, reader: Reader) -> Defined | None:
    """f∘g as the function it is, and f′ of a function f of one number."""
    if isinstance(node, tree.Prime):
        return _slope(node, reader)
    if not isinstance(node, tree.Product) or set(node.operators) != {"∘"}:
        return None
    inner: tree.Node = tree.Name("symnn")
    for factor in reversed(node.factors):
        if not isinstance(reader.read(factor), (Defined, Builtin)):
            return None
        inner = tree.Call(factor, tree.Group("()", (inner,)))
    return Defined(plain(node), ("symnn",), inner, reader.scope.version + 1)


def _slope(node: tree.Prime, reader: Reader) -> Defined | None:
    if reader.scope.latest(tree.key(node) or "") is not None:
        return None
    try:
        value = reader.read(node.operand)
    except MeaningError:
        return None
    alone = isinstance(value, Builtin) or (
        isinstance(value, Defined) and len(value.parameters) == 1
    )
    if not alone:
        return None
    inner = tree.Call(node, tree.Group("()", (tree.Name("symnn"),)))
    return Defined(plain(node), ("symnn",), inner, reader.scope.version + 1)


Statement: TypeAlias = "tuple[Formula, tuple[Formula, ...]]"
Predicate: TypeAlias = "Callable[[Function], Statement]"


def _sign(f: Function, relation: str) -> Statement:
    x = f.point("x")
    parts = tuple(Atomic(relation, value, ZERO) for value in f.at(x))
    return conjunction(parts), f.domain(x)


def _mirror(f: Function, sign: int) -> Statement:
    x = f.point("x")
    minus = tuple(negative(e) for e in x)
    pairs = zip(f.at(minus), f.at(x), strict=True)
    parts = tuple(Atomic("=", a, mul(rational(sign), b)) for a, b in pairs)
    return conjunction(parts), (*f.domain(x), *f.domain(minus))


def _one_input(f: Function) -> None:
    if f.inputs != 1:
        raise refuse(f"{f.name} takes {f.inputs} numbers, and grows along which is not said")


def _ordered(f: Function, relation: str) -> Statement:
    """f(x) ~ f(y) wherever x < y."""
    _one_input(f)
    x, y = f.point("x"), f.point("y")
    over = (Atomic("<", x[0], y[0]), *f.domain(x), *f.domain(y))
    return Atomic(relation, f.value(x), f.value(y)), over


def _chord(f: Function, relation: str) -> Statement:
    """f at the middle of two points against the mean of the values; strictly: two that differ."""
    x, y = f.point("x"), f.point("y")
    half = rational("1/2")
    middle = tuple(mul(half, add(a, b)) for a, b in zip(x, y, strict=True))
    ends, chord = add(f.value(x), f.value(y)), mul(rational(2), f.value(middle))
    over = [*f.domain(x), *f.domain(y)]
    if relation in (">", "<"):
        apart = tuple(Atomic("!=", a, b) for a, b in zip(x, y, strict=True))
        over.append(Compound("or", apart) if len(apart) > 1 else apart[0])
    return Atomic(relation, ends, chord), tuple(over)


def _injective(f: Function) -> Statement:
    x, y = f.point("x"), f.point("y")
    same = conjunction(tuple(Atomic("=", a, b) for a, b in zip(f.at(x), f.at(y), strict=True)))
    point = conjunction(tuple(Atomic("=", a, b) for a, b in zip(x, y, strict=True)))
    return Compound("implies", (same, point)), (*f.domain(x), *f.domain(y))


def _whole(f: Function) -> None:
    if f.domain is not everywhere:
        raise refuse("linear on a part of the space is not covered")


def linear(f: Function) -> Statement:
    """f(sx + ty) = s f(x) + t f(y)."""
    _whole(f)
    x, y, s, t = f.point("x"), f.point("y"), symbol("s"), symbol("t")
    mixed = tuple(add(mul(s, a), mul(t, b)) for a, b in zip(x, y, strict=True))
    images = zip(f.at(mixed), f.at(x), f.at(y), strict=True)
    parts = tuple(Atomic("=", m, add(mul(s, a), mul(t, b))) for m, a, b in images)
    return conjunction(parts), ()


def affine(f: Function) -> Statement:
    """f(tx + (1 - t)y) = t f(x) + (1 - t) f(y)."""
    x, y, t = f.point("x"), f.point("y"), symbol("t")
    rest = add(ONE, negative(t))
    mixed = tuple(add(mul(t, a), mul(rest, b)) for a, b in zip(x, y, strict=True))
    images = zip(f.at(mixed), f.at(x), f.at(y), strict=True)
    parts = tuple(Atomic("=", m, add(mul(t, a), mul(rest, b))) for m, a, b in images)
    between = (Atomic(">=", t, ZERO), Atomic("<=", t, ONE)) if f.domain is not everywhere else ()
    return conjunction(parts), (*f.domain(x), *f.domain(y), *between)


def _homogeneous(f: Function) -> Statement:
    _whole(f)
    x, c = f.point("x"), symbol("c")
    scaled = tuple(mul(c, e) for e in x)
    parts = tuple(Atomic("=", a, mul(c, b)) for a, b in zip(f.at(scaled), f.at(x), strict=True))
    return conjunction(parts), (Atomic(">", c, ZERO),)


def _twice(f: Function, identity: bool) -> Statement:
    x = f.point("x")
    once = f.at(x)
    if len(once) != f.inputs:
        raise refuse(f"{f.name} cannot be applied to what it gives")
    wanted = x if identity else once
    parts = tuple(Atomic("=", a, b) for a, b in zip(f.at(once), wanted, strict=True))
    return conjunction(parts), f.domain(x)


def _exchanges(f: Function) -> list[list[int]]:
    """The orders with two neighbours exchanged: all others are made of them."""
    if f.inputs < 2:
        raise refuse(f"{f.name} takes one number, which can be put in no other order")
    orders = []
    for k in range(f.inputs - 1):
        order = list(range(f.inputs))
        order[k], order[k + 1] = k + 1, k
        orders.append(order)
    return orders


def _reordered(f: Function, equivariant: bool) -> Statement:
    """f of the same numbers in another order: the same, or its outputs in that order."""
    x = f.point("x")
    parts: list[Formula] = []
    for order in _exchanges(f):
        before, after = f.at(x), f.at([x[k] for k in order])
        if equivariant and len(before) != f.inputs:
            raise refuse(f"{f.name} gives another number of values than it takes")
        wanted = [before[k] for k in order] if equivariant else before
        parts += [Atomic("=", a, b) for a, b in zip(after, wanted, strict=True)]
    over = [formula for k in _exchanges(f) for formula in f.domain([x[i] for i in k])]
    return conjunction(tuple(parts)), (*f.domain(x), *over)


def _identity(f: Function) -> Statement:
    x = f.point("x")
    if len(f.at(x)) != f.inputs:
        raise refuse(f"{f.name} gives another number of values than it takes")
    return conjunction(tuple(Atomic("=", a, b) for a, b in zip(f.at(x), x, strict=True))), f.domain(
        x
    )


def _constant(f: Function) -> Statement:
    x, y = f.point("x"), f.point("y")
    parts = tuple(Atomic("=", a, b) for a, b in zip(f.at(x), f.at(y), strict=True))
    return conjunction(parts), (*f.domain(x), *f.domain(y))


def lipschitz(f: Function, constant: Expr) -> Statement:
    """|f(x) - f(y)| ≤ L |x - y|, of one number: on others norms differ."""
    if f.inputs != 1:
        raise refuse("for which norm the constant is meant is not said")
    x, y = f.point("x"), f.point("y")
    apart = apply("abs", add(x[0], negative(y[0])))
    images = apply("abs", add(f.value(x), negative(f.value(y))))
    return Atomic("<=", images, mul(constant, apart)), (*f.domain(x), *f.domain(y))


def bounded(f: Function, low: Expr | None, high: Expr | None, strict: bool = False) -> Statement:
    """low ≤ f(x) ≤ high; without its ends if strict."""
    x = f.point("x")
    parts: list[Formula] = []
    for value in f.at(x):
        parts += [Atomic(">" if strict else ">=", value, low)] if low is not None else []
        parts += [Atomic("<" if strict else "<=", value, high)] if high is not None else []
    return conjunction(tuple(parts)), f.domain(x)


def periodic(f: Function, period: Expr) -> Statement:
    """f(x + p) = f(x)."""
    _one_input(f)
    _whole(f)
    x = f.point("x")
    return Atomic("=", f.value([add(x[0], period)]), f.value(x)), ()


_GROWTH: Final[Mapping[str, Predicate]] = {
    "strictly increasing": partial(_ordered, relation="<"),
    "strictly monotonically increasing": partial(_ordered, relation="<"),
    "strictly decreasing": partial(_ordered, relation=">"),
    "strictly monotonically decreasing": partial(_ordered, relation=">"),
    "nondecreasing": partial(_ordered, relation="<="),
    "non-decreasing": partial(_ordered, relation="<="),
    "monotonically non-decreasing": partial(_ordered, relation="<="),
    "weakly increasing": partial(_ordered, relation="<="),
    "nonincreasing": partial(_ordered, relation=">="),
    "non-increasing": partial(_ordered, relation=">="),
}

#: Each phrase with its readings: all of them must agree.
FUNCTIONS: Final[Mapping[str, tuple[Predicate, ...]]] = {
    **{phrase: (rule,) for phrase, rule in _GROWTH.items()},
    **{
        phrase: (partial(_ordered, relation="<"), partial(_ordered, relation="<="))
        for phrase in ("increasing", "monotonically increasing", "monotone increasing")
    },
    **{
        phrase: (partial(_ordered, relation=">"), partial(_ordered, relation=">="))
        for phrase in ("decreasing", "monotonically decreasing", "monotone decreasing")
    },
    "nonnegative": (partial(_sign, relation=">="),),
    "non-negative": (partial(_sign, relation=">="),),
    "positive": (partial(_sign, relation=">"),),
    "strictly positive": (partial(_sign, relation=">"),),
    "negative": (partial(_sign, relation="<"),),
    "nonzero": (partial(_sign, relation="!="),),
    "non-zero": (partial(_sign, relation="!="),),
    "nonpositive": (partial(_sign, relation="<="),),
    "non-positive": (partial(_sign, relation="<="),),
    "even": (partial(_mirror, sign=1),),
    "an even function": (partial(_mirror, sign=1),),
    "odd": (partial(_mirror, sign=-1),),
    "an odd function": (partial(_mirror, sign=-1),),
    "convex": (partial(_chord, relation=">="),),
    "a convex function": (partial(_chord, relation=">="),),
    "concave": (partial(_chord, relation="<="),),
    "strictly convex": (partial(_chord, relation=">"),),
    "strictly concave": (partial(_chord, relation="<"),),
    "injective": (_injective,),
    "one-to-one": (_injective,),
    "linear": (linear, affine),
    "a linear function": (linear, affine),
    "a linear map": (linear,),
    "affine": (affine,),
    "an affine function": (affine,),
    "positively homogeneous": (_homogeneous,),
    "idempotent": (partial(_twice, identity=False),),
    "an involution": (partial(_twice, identity=True),),
    "its own inverse": (partial(_twice, identity=True),),
    **{
        phrase: (partial(_reordered, equivariant=False),)
        for phrase in (
            "permutation invariant",
            "permutation-invariant",
            "invariant under permutations",
            "a symmetric function",
            "symmetric in its arguments",
        )
    },
    "permutation equivariant": (partial(_reordered, equivariant=True),),
    "permutation-equivariant": (partial(_reordered, equivariant=True),),
    "constant": (_constant,),
    "the identity": (_identity,),
    "the identity function": (_identity,),
}
