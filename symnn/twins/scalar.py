"""A scalar function compiled to numpy: its body is walked once, and each node becomes a kernel."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, TypeAlias

import numpy as np
from flint import fmpq

from symnn.errors import UndefinedError, UnsupportedError
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    PRIMITIVES,
    Expr,
    apply,
    free_symbols,
    negative,
    postorder,
    rebuild,
)
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.twins import kernels
from symnn.twins.formats import Format
from symnn.twins.kernels import Array, Kernel
from symnn.twins.source.constants import Constant, rounded

#: Reads the arrays found so far, and makes the next one.
_Step: TypeAlias = Callable[[list[Any]], Any]

_TESTS: dict[str, Callable[[Any, Any], Any]] = {
    "=": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def compiled(function: ScalarFunction, form: Format) -> Kernel:
    """The function on arrays of the format.

    Raises:
        NotClosedError: a parameter is a symbol.
        UnsupportedError: an operation that floats have no counterpart of.

    Examples:
        >>> import numpy as np
        >>> from symnn.functions.smooth import square
        >>> from symnn.twins.formats import FLOAT64
        >>> bool(compiled(square, FLOAT64)(np.array([3.0]))[0] == 9)
        True
    """
    body = known_parts(function.body)
    simple = _simple(body, form)
    return simple if simple is not None else _program(body, form)


def known_parts(body: Expr) -> Expr:
    """The body in functions that have kernels, sigmoid and softplus where they are written out.

    It is lowered only if it holds something without a kernel (a derivative, say).
    """
    for node in postorder(body):
        named = node.op == "apply" and node.data not in PRIMITIVES
        odd = named and node.data not in kernels.KERNELS and node.data not in kernels.FAMILIES
        if odd or node.op in ("derivative", "limit"):
            body = lower(body)
            break
    done: dict[Expr, Expr] = {}
    for node in postorder(body):
        done[node] = _stable(rebuild(node, tuple(done[a] for a in node.args)))
    return done[body]


def _stable(node: Expr) -> Expr:
    """1/(1 + e^v) as sigmoid(-v), e^v/(1 + e^v) as sigmoid(v), log(1 + e^v) as softplus(v)."""
    if node.op == "power" and node.args[1] == MINUS_ONE:
        inner = _exponent_beside_one(node.args[0])
        return node if inner is None else apply("sigmoid", _opposite(inner))
    if node.op == "apply" and node.data == "log":
        inner = _exponent_beside_one(node.args[0])
        return node if inner is None else apply("softplus", inner)
    if node.op == "mul" and len(node.args) == 2:
        for first, second in (node.args, node.args[::-1]):
            if first.data == "exp" and second.data == "sigmoid":
                (v,) = first.args
                return apply("sigmoid", v) if second.args[0] == _opposite(v) else node
    return node


def _exponent_beside_one(node: Expr) -> Expr | None:
    """The v of 1 + e^v."""
    if node.op != "add" or len(node.args) != 2 or ONE not in node.args:
        return None
    other = node.args[0] if node.args[1] == ONE else node.args[1]
    return other.args[0] if other.op == "apply" and other.data == "exp" else None


def _opposite(v: Expr) -> Expr:
    """-v, without a second sign."""
    if v.op == "mul" and v.args[0] == MINUS_ONE and len(v.args) == 2:
        return v.args[1]
    return negative(v)


def _simple(body: Expr, form: Format) -> Kernel | None:
    """One kernel, if the body is one function of the argument."""
    if body == VARIABLE:
        return kernels.identity
    if body.op == "apply" and body.args[0] == VARIABLE:
        name = str(body.data)
        if len(body.args) == 1 and name in kernels.KERNELS:
            return kernels.KERNELS[name]
        if len(body.args) == 2 and name in kernels.FAMILIES:
            parameter = rounded(body.args[1], form).value
            return kernels.FAMILIES[name](_typed(parameter, form))
    if body.op == "power" and body.args[0] == VARIABLE:
        exponent = whole_exponent(body)
        if exponent == 2:
            return kernels.square
        if exponent is not None:
            return lambda x: kernels.whole_power(x, exponent)
    return None


def whole_exponent(node: Expr) -> int | None:
    """The exponent of a power, if it is an integer as written."""
    data = node.args[1].data
    return int(data.p) if isinstance(data, fmpq) and data.q == 1 else None


def constant_in(node: Expr, form: Format) -> Constant:
    """A closed part of a body; NaN if it has no value, as the slope of relu at 0."""
    try:
        return rounded(node, form)
    except UndefinedError:
        return Constant(math.nan, math.inf)


def _typed(value: float, form: Format) -> Any:
    return np.dtype(form.name).type(value)


def _program(body: Expr, form: Format) -> Kernel:
    """All nodes in order, each in a place of its own; closed parts are rounded once."""
    order = [n for n in postorder(body) if ARGUMENT in free_symbols(n) or n == body]
    places = {VARIABLE: 0}
    leaves: list[Any] = [None]
    steps: list[_Step] = []

    def place(node: Expr) -> int:
        if node not in places:
            places[node] = len(leaves)
            leaves.append(_typed(constant_in(node, form).value, form))
        return places[node]

    inner = [n for n in order if n != VARIABLE and ARGUMENT in free_symbols(n)]
    arguments = {n: [a if a in inner else place(a) for a in n.args] for n in inner}
    if not inner and body != VARIABLE:
        place(body)
    for k, node in enumerate(inner):
        places[node] = len(leaves) + k
    for node in inner:
        spots = [a if isinstance(a, int) else places[a] for a in arguments[node]]
        steps.append(_step(node, spots, form))
    result = places[body]

    quiet = {"invalid": "ignore", "divide": "ignore"} if _has_cases(body) else {}

    def run(x: Array) -> Array:
        found = [x, *leaves[1:]]
        with np.errstate(**quiet):  # type: ignore[arg-type]  # of the branches that are not taken
            for step in steps:
                found.append(step(found))
        values = np.asarray(found[result], dtype=x.dtype)
        return values if values.shape == x.shape else np.full_like(x, values)

    return run


def _has_cases(body: Expr) -> bool:
    return any(node.op == "piecewise" for node in postorder(body))


def _step(node: Expr, spots: Sequence[int], form: Format) -> _Step:
    data = node.data
    match node.op:
        case "add":
            return lambda found: reduce(np.add, (found[k] for k in spots))
        case "mul":
            return lambda found: reduce(np.multiply, (found[k] for k in spots))
        case "power":
            return _power(node, spots)
        case "nth_root" if isinstance(data, int):
            return lambda found: kernels.root(found[spots[0]], data)
        case "piecewise" if isinstance(data, tuple):
            return _piecewise(data, spots)
        case "apply":
            return _application(str(data), node, spots, form)
    raise UnsupportedError(f"floats have no counterpart of the operation {node.op}")


def _power(node: Expr, spots: Sequence[int]) -> _Step:
    exponent = whole_exponent(node)
    if exponent is not None:
        return lambda found: kernels.whole_power(found[spots[0]], exponent)
    data = node.args[1].data
    if isinstance(data, fmpq) and data.q in (2, 3):
        top, degree = int(data.p), int(data.q)
        return lambda found: kernels.rational_power(found[spots[0]], top, degree)
    return lambda found: np.power(found[spots[0]], found[spots[1]])


def _application(name: str, node: Expr, spots: Sequence[int], form: Format) -> _Step:
    if name in ("max", "min"):
        pick = np.maximum if name == "max" else np.minimum
        return lambda found: reduce(pick, (found[k] for k in spots))
    if name in kernels.FAMILIES and len(spots) == 2:
        kernel = kernels.FAMILIES[name](_typed(rounded(node.args[1], form).value, form))
    elif name in kernels.KERNELS and len(spots) == 1:
        kernel = kernels.KERNELS[name]
    else:
        raise UnsupportedError(f"no float counterpart of the function {name} is known here")
    return lambda found: kernel(np.array(found[spots[0]]))


def _piecewise(relations: tuple[str, ...], spots: Sequence[int]) -> _Step:
    def choose(found: list[Any]) -> Any:
        result = found[spots[-1]]
        for k, relation in reversed(list(enumerate(relations))):
            left, right, value = (found[i] for i in spots[3 * k : 3 * k + 3])
            result = np.where(_TESTS[relation](left, right), value, result)
        return result

    return choose
