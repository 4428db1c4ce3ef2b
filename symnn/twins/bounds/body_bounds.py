"""How errors pass through a scalar function as it is written: operation by operation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symnn.errors import UnsupportedError
from symnn.exact.expression import Expr, free_symbols, postorder
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.twins import slopes
from symnn.twins.bounds.directed import SLACK, Floats, down, up
from symnn.twins.bounds.hulls import hull
from symnn.twins.bounds.scalar_bounds import Setting, is_single, own_error, single, whole_power
from symnn.twins.formats import Format
from symnn.twins.scalar import constant_in, known_parts, whole_exponent
from symnn.twins.source.constants import rounded
from symnn.twins.state import State

Mask: TypeAlias = NDArray[np.bool_]


def elementwise(
    function: ScalarFunction, state: State, setting: Setting, centre: Floats | None
) -> State:
    """The state after a function.

    Args:
        function: applied to every entry.
        state: before it.
        setting: the format and the assumption.
        centre: the floats that one admissible computation found; None over a box.

    Raises:
        UnsupportedError: an operation whose error has no bound here.
    """
    body = known_parts(function.body)
    if is_single(body):
        return single(function, body, state, setting, centre)
    found = _walk(body, state, setting)
    if centre is None:
        return found
    return State.around(centre, found.error)


def _walk(body: Expr, state: State, setting: Setting) -> State:
    """Every operation in turn; sums and products in the order in which they are written."""
    known: dict[Expr, State] = {VARIABLE: state}
    for node in postorder(body):
        if node == VARIABLE:
            continue
        if ARGUMENT not in free_symbols(node):
            if node.op != "piecewise":
                constant = constant_in(node, setting.form)
                known[node] = _constant(constant.value, constant.error, state)
            continue
        args = [known[a] for a in node.args if a in known]
        known[node] = _finite(_node(node, args, setting), setting.form)
    return known[body]


def _finite(state: State, form: Format) -> State:
    """Nothing is known of what may overflow on the way."""
    error = np.where(state.reach < form.largest, state.error, np.inf)
    return State(state.lower, state.upper, error)


def _constant(value: float, error: float, like: State) -> State:
    centre = np.full_like(like.error, value)
    return State.around(centre, np.full_like(like.error, error))


def _node(node: Expr, args: Sequence[State], setting: Setting) -> State:
    data = node.data
    match node.op:
        case "add":
            return reduce(lambda a, b: added(a, b, setting.form), args)
        case "mul":
            return reduce(lambda a, b: _multiplied(a, b, setting.form), args)
        case "piecewise" if isinstance(data, tuple):
            return _piecewise(data, args)
        case "apply" if data in ("max", "min"):
            return reduce(largest if data == "max" else _smallest, args)
        case "apply":
            return _named(node, args[0], setting)
        case "power" | "nth_root":
            return _power(node, args[0], setting)
    raise UnsupportedError(f"no bound of the error of the operation {node.op} is known here")


def added(a: State, b: State, form: Format) -> State:
    """The sum, rounded once."""
    error = (a.error + b.error + form.unit * (a.reach + b.reach)) * SLACK
    return State(down(a.lower + b.lower), up(a.upper + b.upper), error)


def _multiplied(a: State, b: State, form: Format) -> State:
    error = a.size * b.error + b.size * a.error + a.error * b.error
    error = (error + form.unit * a.reach * b.reach + form.tiny + 2e-323) * SLACK
    corners = [x * y for x in (a.lower, a.upper) for y in (b.lower, b.upper)]
    return State(down(reduce(np.minimum, corners)), up(reduce(np.maximum, corners)), error)


def largest(a: State, b: State) -> State:
    """max(a, b): the error is that of those that may be the largest."""
    error = np.where(
        a.low > b.high, a.error, np.where(b.low > a.high, b.error, np.maximum(a.error, b.error))
    )
    return State(np.maximum(a.lower, b.lower), np.maximum(a.upper, b.upper), error)


def _smallest(a: State, b: State) -> State:
    found = largest(State(-a.upper, -a.lower, a.error), State(-b.upper, -b.lower, b.error))
    return State(-found.upper, -found.lower, found.error)


def _named(node: Expr, state: State, setting: Setting) -> State:
    """A named function of something: the same as of the argument."""
    body = Expr("apply", (VARIABLE, *node.args[1:]), node.data)
    function = ScalarFunction(str(node.data), body)
    if is_single(body):
        return single(function, body, state, setting, None)
    if node.data != "tan":
        raise UnsupportedError(f"no bound of the error of {node.data} is known here")
    low, high = hull(function, state.low, state.high)
    size = np.maximum(np.abs(low), np.abs(high))
    passed = np.where(state.error == 0, 0.0, (1 + size * size) * state.error)
    own = own_error("tan", size, state, setting)
    return State(*hull(function, state.lower, state.upper), (passed + own) * SLACK)


def _power(node: Expr, state: State, setting: Setting) -> State:
    """Powers with a constant exponent, and roots: f' = b f/t, and |s^b - t^b| <= |s - t|^b."""
    if node.op == "power" and ARGUMENT in free_symbols(node.args[1]):
        raise UnsupportedError("no bound of the error of a power with a variable exponent is known")
    body = Expr(node.op, (VARIABLE, *node.args[1:]), node.data)
    function = ScalarFunction("power", body)
    if whole_exponent_of(node) is not None:
        return whole_power(function, body, state, setting, None)
    form, u = setting.form, setting.form.unit
    degree = node.data if isinstance(node.data, int) else 0
    known = None if degree else rounded(node.args[1], form)
    b = 1 / degree if degree else (known.value if known else 1.0)
    low, high = hull(function, state.low, state.high)
    size = np.maximum(np.abs(low), np.abs(high))
    near, far = slopes.nearest_zero(state.low, state.high), slopes.farthest(state.low, state.high)
    steep = abs(b) * (1 + 4 * u) * size / (near if b < 1 else far)
    passed = steep * state.error
    if 0 < b < 1:
        zero = np.zeros_like(state.error)
        passed = np.fmin(passed, 2 * hull(function, zero, state.error)[1])
    if degree == 2:
        own = u * size
    else:
        setting.used.add("power")
        given = setting.assumption.of("power").ulps
        top = abs(b) * 750 * (u if known is None or known.error == 0 else 2 * u)
        own = size * (u * (2 * given + 2) * (1 + abs(b)) * 4 + top) + given * 4 * form.tiny
    error = np.where(state.error == 0, 0.0, passed) + own
    return State(*hull(function, state.lower, state.upper), error * SLACK)


def whole_exponent_of(node: Expr) -> int | None:
    """The exponent of a power node, if it is an integer."""
    return whole_exponent(node) if node.op == "power" else None


def _holds(relation: str, low: Floats, high: Floats) -> Mask:
    """Where the relation to 0 holds for all differences in [low, high]."""
    found = {
        "<": high < 0,
        "<=": high <= 0,
        ">": low > 0,
        ">=": low >= 0,
        "=": (low == 0) & (high == 0),
        "!=": (low > 0) | (high < 0),
    }
    return np.asarray(found[relation])


_OPPOSITE: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


def _triple(args: Sequence[State], k: int) -> tuple[State, State, State]:
    return args[k], args[k + 1], args[k + 2]


def _piecewise(relations: tuple[str, ...], args: Sequence[State]) -> State:
    """One branch where it is certain; else anything between all that are possible."""
    shape = np.broadcast_shapes(*(a.error.shape for a in args))
    left = np.ones(shape, dtype=bool)
    lower, upper = np.full(shape, np.inf), np.full(shape, -np.inf)
    low, high, error = lower.copy(), upper.copy(), np.zeros(shape)
    count = np.zeros(shape, dtype=int)
    end = args[-1]
    cases = [(r, *_triple(args, 3 * k)) for k, r in enumerate(relations)]
    for relation, a, b, value in [*cases, ("=", end, end, end)]:
        first, last = down(a.low - b.high), up(a.high - b.low)
        exact = (a.low == a.high) & (b.low == b.high) & (a.low == b.low)
        first, last = np.where(exact, 0.0, first), np.where(exact, 0.0, last)
        default = a is b
        certain = left if default else _holds(relation, first, last)
        never = ~left if default else _holds(_OPPOSITE[relation], first, last)
        possible = left & ~never
        lower = np.where(possible, np.minimum(lower, value.lower), lower)
        upper = np.where(possible, np.maximum(upper, value.upper), upper)
        low = np.where(possible, np.minimum(low, value.low), low)
        high = np.where(possible, np.maximum(high, value.high), high)
        error = np.where(possible, value.error, error)
        count += possible
        left = left & ~certain
    return State(lower, upper, np.where(count > 1, up(high - low), error))
