"""Scalar functions of the frameworks that the package has no name for, and all by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flint import fmpq

from symnn.errors import UnsupportedError
from symnn.exact.expression import (
    ONE,
    PI,
    ZERO,
    Expr,
    add,
    apply,
    mul,
    negative,
    nth_root,
    power,
    quotient,
    rational,
)
from symnn.functions import piecewise_linear as linear
from symnn.functions import smooth
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction

SOFTSIGN: Final = ScalarFunction(
    "softsign",
    quotient(VARIABLE, add(ONE, apply("abs", VARIABLE))),
    latex=r"\operatorname{softsign}",
    image="(-1, 1)",
    formula="x/(1 + |x|)",
    slopes=(power(add(ONE, apply("abs", VARIABLE)), rational(-2)),),
)

HARD_SWISH: Final = ScalarFunction(
    "hard_swish",
    mul(VARIABLE, linear.hard_sigmoid.of(VARIABLE)),
    kinks=(rational(-3), rational(3)),
    slopes=(ZERO, add(quotient(VARIABLE, rational(3)), rational(fmpq(1, 2))), ONE),
    latex=r"\operatorname{hardswish}",
    image="[-3/8, oo)",
    formula="x max(0, min(1, x/6 + 1/2))",
    source="A. Howard et al., Searching for MobileNetV3, 2019",
)

ERF: Final = ScalarFunction(
    "erf",
    apply("erf", VARIABLE),
    latex=r"\operatorname{erf}",
    image="(-1, 1)",
    formula="2/sqrt(pi) times the integral of e^(-t^2) from 0 to x",
)

_HALF: Final = mul(rational("1/2"), VARIABLE)
_CUBIC: Final = add(VARIABLE, mul(rational("0.044715"), power(VARIABLE, rational(3))))

GELU_TANH: Final = ScalarFunction(
    "gelu_tanh",
    mul(_HALF, add(ONE, apply("tanh", mul(nth_root(quotient(rational(2), PI)), _CUBIC)))),
    latex=r"\operatorname{GELU}_{\tanh}",
    image="[-0.170…, oo)",
    formula="x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))",
    source="Hendrycks, Gimpel 2016 (the tanh approximation)",
)

MISH: Final = ScalarFunction(
    "mish",
    mul(VARIABLE, apply("tanh", apply("softplus", VARIABLE))),
    latex=r"\operatorname{Mish}",
    image="[-0.308…, oo)",
    formula="x tanh(log(1 + exp(x)))",
    source="Misra 2019",
)

LOG_SIGMOID: Final = ScalarFunction(
    "log_sigmoid",
    negative(apply("softplus", negative(VARIABLE))),
    latex=r"\log\sigma",
    image="(-oo, 0)",
    formula="-log(1 + exp(-x))",
)

#: What frameworks call the activations without parameters, in lower case without "_".
PLAIN: Final[Mapping[str, ScalarFunction]] = {
    "identity": linear.identity,
    "linear": linear.identity,
    "relu": linear.relu,
    "relu6": linear.relu6,
    "abs": linear.absolute,
    "sigmoid": smooth.sigmoid,
    "tanh": smooth.tanh,
    "softplus": smooth.softplus,
    "softsign": SOFTSIGN,
    "erf": ERF,
    "silu": smooth.silu,
    "swish": smooth.silu,
    "gelu": smooth.gelu,
    "mish": MISH,
    "logsigmoid": LOG_SIGMOID,
    "exp": smooth.exp,
    "exponential": smooth.exp,
    "log": smooth.log,
    "sin": smooth.sin,
    "cos": smooth.cos,
    "hardtanh": linear.hard_tanh,
    "square": smooth.square,
}


def plain_activation(name: str) -> ScalarFunction | None:
    """The activation of this name without parameters; None if there is none.

    Examples:
        >>> plain_activation("ReLU") == linear.relu
        True
    """
    return PLAIN.get(name.lower().replace("_", ""))


def clip(lower: fmpq | None, upper: fmpq | None) -> ScalarFunction:
    """x between two bounds, either of which may be missing.

    Raises:
        UnsupportedError: the lower bound is above the upper one.

    Examples:
        >>> clip(fmpq(0), fmpq(6))("7.5") == 6
        True
    """
    if lower is None and upper is None:
        return linear.identity
    if lower == 0 and upper is None:
        return linear.relu
    return ramp(fmpq(1), fmpq(0), lower, upper)


def ramp(slope: fmpq, shift: fmpq, lower: fmpq | None, upper: fmpq | None) -> ScalarFunction:
    """slope · x + shift between two bounds; hard sigmoids are of this kind.

    Raises:
        UnsupportedError: the lower bound is above the upper one, or the slope is not positive.

    Examples:
        >>> ramp(fmpq(1, 5), fmpq(1, 2), fmpq(0), fmpq(1))(1) == 7 / smooth.square(1) / 10
        True
    """
    if lower is not None and upper is not None and lower > upper:
        raise UnsupportedError(f"clipping to [{lower}, {upper}], which is empty")
    if slope <= 0:
        raise UnsupportedError(f"a ramp of slope {slope}; it must be positive")
    body: Expr = add(mul(rational(slope), VARIABLE), rational(shift))
    body = VARIABLE if slope == 1 and shift == 0 else body
    body = body if lower is None else apply("max", rational(lower), body)
    body = body if upper is None else apply("min", rational(upper), body)
    ends = [b for b in (lower, upper) if b is not None]
    kinks = [rational((b - shift) / slope) for b in ends] if lower != upper else []
    inner = [] if lower == upper else [rational(slope)]
    slopes = [*([ZERO] * (lower is not None)), *inner, *([ZERO] * (upper is not None))]
    bounds = (("lower", lower), ("upper", upper), ("slope", slope), ("shift", shift))
    named = tuple((k, rational(v)) for k, v in bounds if v is not None)
    return ScalarFunction(
        "clip" if slope == 1 and shift == 0 else "ramp",
        body,
        tuple(kinks),
        tuple(slopes) if lower != upper else (ZERO,),
        parameters=named[: len(ends)] if slope == 1 and shift == 0 else named,
        latex=r"\operatorname{clip}",
        formula=f"{slope} x + {shift} between {lower} and {upper}",
    )
