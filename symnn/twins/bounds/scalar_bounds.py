"""How errors pass through one scalar function.

For exact t and floats s in a range R with |s - t| <= E, and F the float function:

    |F(s) - f(t)| <= sup_R |f'| E + |F(s) - f(s)|.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, final

import numpy as np

from symnn.exact.expression import Expr
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.twins import slopes
from symnn.twins.bounds.assumptions import Assumption
from symnn.twins.bounds.directed import SLACK, Floats, down, gamma, sum_up, ulp_up, up
from symnn.twins.bounds.hulls import hull
from symnn.twins.formats import Format
from symnn.twins.scalar import whole_exponent
from symnn.twins.slopes import Slope
from symnn.twins.source.constants import rounded
from symnn.twins.state import State

#: What floats compute without any error.
EXACT: Final = frozenset({"identity", "relu", "abs", "relu6", "hard_tanh", "sign", "floor"})
#: Functions with jumps, and how far.
JUMPS: Final = frozenset({"sign", "floor", "step"})


@final
@dataclass
class Setting:
    """The format, what is assumed, and what came up on the way."""

    form: Format
    assumption: Assumption
    used: set[str] = field(default_factory=set)
    ties: list[int] = field(default_factory=list)


def is_single(body: Expr) -> bool:
    """Whether a body is one function of the argument, whose bound is known here."""
    if body == VARIABLE:
        return True
    if body.op == "power":
        return body.args[0] == VARIABLE and whole_exponent(body) is not None
    if body.op != "apply" or body.args[0] != VARIABLE or len(body.args) > 2:
        return False
    return body.data in slopes.SLOPES or body.data in ("leaky_relu", "elu", "step", "sign", "floor")


def single(
    function: ScalarFunction, body: Expr, state: State, setting: Setting, centre: Floats | None
) -> State:
    """After one named function or one power of the argument."""
    name = "identity" if body == VARIABLE else str(body.data)
    if body.op == "power":
        return whole_power(function, body, state, setting, centre)
    if name in JUMPS:
        return _jump(body, state, setting, centre)
    parameter = rounded(body.args[1], setting.form) if len(body.args) == 2 else None
    slope: Slope
    if name == "leaky_relu" and parameter is not None:
        slope = slopes.leaky((abs(parameter.value) + parameter.error) * SLACK)
    elif name == "elu" and parameter is not None:
        slope = slopes.elu((abs(parameter.value) + parameter.error) * SLACK)
    else:
        slope = slopes.SLOPES[name]
    passed = _passed(slope, state)
    size = _size(function, name, state, passed, setting, centre)
    own = own_error(name, size, state, setting)
    if parameter is not None:
        own = own + parameter.error * (np.minimum(state.reach, 1) if name == "elu" else state.reach)
        own = np.where(state.low >= 0, 0.0, own) if name == "leaky_relu" else own
    return _after(function, state, sum_up(passed + own * SLACK), centre)


def _passed(slope: Slope, state: State) -> Floats:
    """How much of the error before comes through; 0 of 0."""
    steep = slope(state.low, state.high)
    return np.where((state.error == 0) | (steep == 0), 0.0, up(steep * state.error))


def _size(
    function: ScalarFunction,
    name: str,
    state: State,
    passed: Floats,
    setting: Setting,
    centre: Floats | None,
) -> Floats:
    """At least |f(s)| for every admissible argument s.

    The centre is F(c) for one such c, so that |f(c)| <= |F(c)| + ulps (2u |f(c)| + ...); and all
    f(s) are within twice `passed` of f(c).
    """
    if centre is None:
        low, high = hull(function, state.low, state.high)
        return np.maximum(np.abs(low), np.abs(high))
    form, given = setting.form, setting.assumption.of(name)
    extra = (given.ulps + 4) * form.tiny * (2 + state.reach)
    extra += given.argument * form.unit * state.reach
    share = 1 - 2 * (given.ulps + 4) * form.unit
    return up(((np.abs(centre) + extra) / share + 2 * passed) * SLACK)


def own_error(name: str, size: Floats, state: State, setting: Setting) -> Floats:
    """At least |F(s) - f(s)|."""
    u, tiny = setting.form.unit, setting.form.tiny
    if name in EXACT:
        return np.zeros_like(size)
    if name == "leaky_relu":
        return size * u + tiny
    if name == "hard_sigmoid":
        inside = (state.high > -3.01) & (state.low < 3.01)
        return np.where(inside, 4 * u, 0.0)
    setting.used.add(name)
    given = setting.assumption.of(name)
    own = given.ulps * (ulp_up(size, setting.form) + tiny * np.maximum(state.reach, 1.0))
    return own + given.argument * u * state.reach


def _after(function: ScalarFunction, state: State, error: Floats, centre: Floats | None) -> State:
    if centre is not None:
        return State.around(centre, error)
    return State(*hull(function, state.lower, state.upper), error)


def whole_power(
    function: ScalarFunction, body: Expr, state: State, setting: Setting, centre: Floats | None
) -> State:
    """After t^n: |n| - 1 multiplications, and a division for n < 0."""
    n = whole_exponent(body) or 0
    passed = _passed(slopes.whole_power(n), state)
    if n >= 0:
        size = slopes.power_up(state.reach, n)
    else:
        size = SLACK / slopes.power_down(slopes.nearest_zero(state.low, state.high), -n)
    rounds = 0 if n in (0, 1) else abs(n) + (n < 0)
    own = size * gamma(rounds, setting.form) + (abs(n) * setting.form.tiny if rounds else 0.0)
    if n < 0:  # the power itself may be subnormal before it is inverted
        own = own + size * size * (2 * abs(n) * setting.form.tiny)
    return _after(function, state, sum_up(passed + own * SLACK), centre)


def _jump(body: Expr, state: State, setting: Setting, centre: Floats | None) -> State:
    """Constant on each side: no error where the side is certain, else the height of the jump."""
    low, high = state.low, state.high
    if body.data == "step":
        known = rounded(body.args[1], setting.form)
        least, most = down(known.value - known.error), up(known.value + known.error)
        at_zero = (low == 0) & (high == 0)
        lower = np.where(low > 0, 1.0, np.where(at_zero, least, np.minimum(0.0, least)))
        upper = np.where(high < 0, 0.0, np.where(at_zero, most, np.maximum(1.0, most)))
        lower = np.where(high < 0, 0.0, lower)
        open_ = (low <= 0) & (high >= 0) & ~at_zero
        error = np.where(at_zero, known.error, np.where(open_, up(upper - lower), 0.0))
    else:
        value = np.floor if body.data == "floor" else np.sign
        lower, upper = value(low), value(high)
        error = upper - lower
        open_ = error > 0
    if open_.any():
        setting.ties.append(int(open_.any(axis=-1).sum()))
    if centre is not None:
        return State.around(centre, error)
    return State(lower, upper, error)
