"""What the named functions mean, in terms of the primitive ones.

One table, one line a name. Everything else that knows a named function (its derivative, its
sympy twin, its activation) is tested against this table.

References:
    Goodfellow, Bengio, Courville, Deep Learning (2016), sections 3.10 and 6.3.
    Maas et al. 2013 (leaky relu); Clevert et al. 2015 (elu); Hendrycks, Gimpel 2016 (gelu);
    Elfwing et al. 2017 (silu); Howard et al. 2017 (relu6); Howard et al. 2019 (hard sigmoid).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from symnn.errors import UnsupportedError
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    PRIMITIVES,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    mul,
    negative,
    nth_root,
    piecewise,
    postorder,
    power,
    quotient,
    rational,
    rebuild,
    symbol,
)

TWO: Final = rational(2)

#: An expression without a value, 1/0: what a function is where it is not defined.
UNDEFINED: Final = quotient(ONE, ZERO)


#: The name of the argument inside the body of a function. No one writes such a symbol.
ARGUMENT: Final = "\N{MIDDLE DOT}"
VARIABLE: Final = symbol(ARGUMENT)


def maximum(*args: Expr) -> Expr:
    """max(a, b, …)."""
    return apply("max", *args)


def minimum(*args: Expr) -> Expr:
    """min(a, b, …)."""
    return apply("min", *args)


def _relu(x: Expr) -> Expr:
    return maximum(ZERO, x)


def _leaky_relu(x: Expr, slope: Expr) -> Expr:
    return add(maximum(ZERO, x), mul(slope, minimum(ZERO, x)))


def _hard_tanh(x: Expr) -> Expr:
    return maximum(MINUS_ONE, minimum(ONE, x))


def _relu6(x: Expr) -> Expr:
    return maximum(ZERO, minimum(rational(6), x))


def _hard_sigmoid(x: Expr) -> Expr:
    return maximum(ZERO, minimum(ONE, add(mul(rational("1/6"), x), rational("1/2"))))


def _step(x: Expr, at_zero: Expr) -> Expr:
    return piecewise([("<", x, ZERO, ZERO), ("=", x, ZERO, at_zero)], ONE)


def _sigmoid(x: Expr) -> Expr:
    return power(add(ONE, exp(negative(x))), MINUS_ONE)


def _tanh(x: Expr) -> Expr:
    up, down = exp(x), exp(negative(x))
    return quotient(add(up, negative(down)), add(up, down))


def _sinh(x: Expr) -> Expr:
    return quotient(add(exp(x), negative(exp(negative(x)))), TWO)


def _cosh(x: Expr) -> Expr:
    return quotient(add(exp(x), exp(negative(x))), TWO)


def _softplus(x: Expr) -> Expr:
    return apply("log", add(ONE, exp(x)))


def _silu(x: Expr) -> Expr:
    return mul(x, _sigmoid(x))


def _gelu(x: Expr) -> Expr:
    return mul(quotient(x, TWO), add(ONE, apply("erf", quotient(x, nth_root(TWO)))))


def _elu(x: Expr, alpha: Expr) -> Expr:
    return piecewise([(">", x, ZERO, x)], mul(alpha, add(exp(x), MINUS_ONE)))


DEFINITIONS: Final[Mapping[str, tuple[int, Callable[..., Expr]]]] = {
    "relu": (1, _relu),
    "leaky_relu": (2, _leaky_relu),
    "hard_tanh": (1, _hard_tanh),
    "relu6": (1, _relu6),
    "hard_sigmoid": (1, _hard_sigmoid),
    "step": (2, _step),
    "sigmoid": (1, _sigmoid),
    "logistic": (1, _sigmoid),
    "tanh": (1, _tanh),
    "sinh": (1, _sinh),
    "cosh": (1, _cosh),
    "softplus": (1, _softplus),
    "silu": (1, _silu),
    "gelu": (1, _gelu),
    "elu": (2, _elu),
}


def _sigmoid_slope(x: Expr) -> Expr:
    s = apply("sigmoid", x)
    return mul(s, add(ONE, negative(s)))


def _tanh_slope(x: Expr) -> Expr:
    return add(ONE, negative(power(apply("tanh", x), TWO)))


def _silu_slope(x: Expr) -> Expr:
    s = apply("sigmoid", x)
    return add(s, mul(x, s, add(ONE, negative(s))))


def normal_density(x: Expr) -> Expr:
    """φ(x) = exp(-x²/2) / sqrt(2π), the derivative of the normal distribution function."""
    bell = exp(mul(rational("-1/2"), power(x, TWO)))
    return quotient(bell, nth_root(mul(TWO, Expr("pi"))))


def _gelu_slope(x: Expr) -> Expr:
    below = add(rational("1/2"), quotient(apply("erf", quotient(x, nth_root(TWO))), TWO))
    return add(below, mul(x, normal_density(x)))


#: Derivatives as a person writes them, of the named functions that are smooth everywhere.
SLOPES: Final[Mapping[str, Callable[[Expr], Expr]]] = {
    "sigmoid": _sigmoid_slope,
    "logistic": _sigmoid_slope,
    "tanh": _tanh_slope,
    "sinh": lambda x: apply("cosh", x),
    "cosh": lambda x: apply("sinh", x),
    "softplus": lambda x: apply("sigmoid", x),
    "silu": _silu_slope,
    "gelu": _gelu_slope,
}


def expand(expr: Expr, keep: Collection[str] = ()) -> Expr:
    """Replace named functions by their definitions, except the names to keep.

    Exactness: the same function, with the same domain.

    Raises:
        UnsupportedError: a name that has no definition, or a wrong number of arguments.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> expand(apply("relu", symbol("x"))) == apply("max", ZERO, symbol("x"))
        True
    """
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = tuple(done[a] for a in node.args)
        if node.op == "apply" and node.data not in PRIMITIVES and node.data not in keep:
            done[node] = define(str(node.data), *args)
        else:
            done[node] = rebuild(node, args)
    return done[expr]


def define(name: str, *args: Expr) -> Expr:
    """The definition of a named function at its arguments."""
    if name not in DEFINITIONS:
        known = ", ".join(sorted(DEFINITIONS))
        raise UnsupportedError(f"the function {name!r} has no definition here; known are {known}")
    arity, build = DEFINITIONS[name]
    if len(args) != arity:
        raise UnsupportedError(f"{name} takes {arity} argument(s), not {len(args)}")
    return build(*args)
