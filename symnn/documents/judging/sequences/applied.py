r"""Functions in formulas: named ones, those a document defines, and those it leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from symnn.documents.judging.sequences import arrays
from symnn.documents.judging.sequences.arrays import Grid, UnreadError, Value, number
from symnn.documents.judging.sequences.indices import Linear
from symnn.documents.judging.sequences.memory import Function, Memory
from symnn.documents.judging.sequences.unrolled import BY_PARAMETER, Env, Unrolled, text_of
from symnn.exact.expression import ONE, ZERO, Expr, apply, exp, rational
from symnn.latex import syntax as tree

#: Letters for activations of which nothing need be said.
_OPEN: Final = frozenset({"sigma", "phi", "varphi", "psi", "rho", "g", "f"})
#: Functions of numbers that have a name, and what engines call them.
NAMED: Final = {"tanh": "tanh", "exp": "exp", "ln": "log", "log": "log", "sqrt": "sqrt"}
_SHAPING: Final = frozenset({"diag"})


class Applied(NamedTuple):
    """A function with an order of derivation, and its argument."""

    name: str
    order: int
    own: Function | None
    argument: tree.Node


def reading(memory: Memory, node: tree.Node, letters: Mapping[str, Linear]) -> Applied | None:
    """The function in an expression; None for a product such as c_t(b_t + 1)."""
    if isinstance(node, tree.Apply):
        head: tree.Node = node.function
        argument = node.argument
        if node.power is not None:
            raise UnreadError("a power of a function")
    elif isinstance(node, tree.Call):
        head, items = node.head, node.arguments.items
        if len(items) != 1:
            raise UnreadError("a function of several arguments")
        argument = items[0]
    else:
        return None
    order = 0
    if isinstance(head, tree.Prime):
        order, head = head.count, head.operand
    if not isinstance(head, tree.Name):
        raise UnreadError("what is applied is no name")
    base, key = head.base, tree.key(head) or ""
    own = memory.functions.get(key)
    if own is not None:
        return Applied(key, order, own, argument)
    if base in NAMED or base in _SHAPING:
        return Applied(base, order, None, argument)
    found = memory.member(head)
    if found is None:
        raise UnreadError("a function that is not read")
    known = found.key in memory.rules
    if order or (base in _OPEN and not known and not (base in "fg" and found.indices)):
        return Applied(text_of(found.put(letters)), order, None, argument)
    return None


def applied(work: Unrolled, node: tree.Node, env: Env) -> Value:
    """The value of a function, entry by entry, or of a product written as one."""
    found = reading(work.memory, node, env.letters)
    if found is None and isinstance(node, tree.Call):
        first = work.value(node.head, env)
        return arrays.product(first, work.value(node.arguments, env))
    if found is None:
        raise UnreadError("what is applied is not read")
    argument = work.value(found.argument, env)
    if found.name in _SHAPING and found.own is None:
        return _diagonal(argument)
    if isinstance(argument, Grid):
        return argument.map(lambda cell: at(work, found, cell))
    return at(work, found, argument)


def _diagonal(value: Value) -> Value:
    if not isinstance(value, Grid) or value.columns != 1:
        raise UnreadError("a diagonal of what is no vector")
    size = value.rows
    cells = (value.cells[i] if i == j else ZERO for i in range(size) for j in range(size))
    return Grid(size, size, tuple(cells))


def at(work: Unrolled, found: Applied, argument: Expr) -> Expr:
    """The function, or its derivative, at a number."""
    if found.own is not None:
        return _own(work, found, argument)
    if found.name not in NAMED:
        return work.leaves.apply(found.name, found.order, argument)
    if found.order:
        return slope_at(work, found._replace(order=found.order - 1), argument)
    if work.leaves.point is None and number(argument) is None:
        return work.leaves.apply(found.name, 0, argument)
    if found.name == "sqrt":
        from symnn.exact.expression import nth_root

        return nth_root(argument)
    return exp(argument) if found.name == "exp" else apply(NAMED[found.name], argument)


def slope_at(work: Unrolled, found: Applied, argument: Expr) -> Expr:
    """The derivative of the function at a number."""
    if found.own is not None or found.name not in NAMED:
        return at(work, found._replace(order=found.order + 1), argument)
    if found.order:
        raise UnreadError("a second derivative of a named function")
    value = at(work, found, argument)
    if found.name == "tanh":
        return arrays.plus(ONE, arrays.times(rational(-1), value, value))
    if found.name == "exp":
        return value
    if found.name == "log":
        return arrays.over(argument)
    return arrays.over(arrays.times(rational(2), value))


def _own(work: Unrolled, found: Applied, argument: Expr) -> Expr:
    """A function that the document defines; in open letters a value is a letter of its own."""
    own = found.own
    if own is None:
        raise UnreadError("a function without a formula")
    if work.leaves.point is None and number(argument) is None and not _is_polynomial(own.body):
        if found.order == 1 and is_logistic(own):
            value = work.leaves.apply(found.name, 0, argument)
            return arrays.times(value, arrays.plus(ONE, arrays.times(rational(-1), value)))
        return work.leaves.apply(found.name, found.order, argument)
    env = Env({}, {own.parameter: argument})
    if not found.order:
        return work.scalar(own.body, env)
    if found.order > 1:
        raise UnreadError("a second derivative of a function")
    return BY_PARAMETER[0](work, own.body, env, own.parameter)


def _is_polynomial(body: tree.Node) -> bool:
    allowed = (tree.Number, tree.Name, tree.Sum, tree.Neg, tree.Product, tree.Power, tree.Group)
    return all(isinstance(part, allowed) for part in tree.walk(body))


def is_logistic(own: Function) -> bool:
    """Whether a function is written as 1/(1 + e^{-z})."""
    body = own.body
    if not isinstance(body, tree.Quotient) or not isinstance(body.denominator, tree.Sum):
        return False
    terms = body.denominator.terms
    top = body.numerator
    whole = isinstance(top, tree.Number) and top.value == 1 and len(terms) == 2
    units = [t for t in terms if isinstance(t, tree.Number) and t.value == 1]
    powers = [_exponent(t) for t in terms if not isinstance(t, tree.Number)]
    if not whole or len(units) != 1 or len(powers) != 1 or powers[0] is None:
        return False
    inner = powers[0]
    return isinstance(inner, tree.Neg) and tree.key(inner.operand) == own.parameter


def _exponent(node: tree.Node) -> tree.Node | None:
    r"""The x of e^x and of \exp(x)."""
    if isinstance(node, tree.Power) and tree.key(node.base) == "e":
        inner = node.exponent
    elif isinstance(node, tree.Apply) and tree.key(node.function) == "exp":
        inner = node.argument
    else:
        return None
    while isinstance(inner, tree.Group) and len(inner.items) == 1:
        inner = inner.items[0]
    return inner
