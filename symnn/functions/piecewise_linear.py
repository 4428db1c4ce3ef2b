"""Activations that are affine on pieces, and the two with a jump.

Each says its formula, domain, image, kinks and source. `step` and `sign` have a jump at 0,
where conventions differ: the value there is an argument, and `step` has no default for it.
"""

from __future__ import annotations

from typing import Final

from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    apply,
    piecewise,
)
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import Family, ScalarFunction
from symnn.functions.slopes import pieces

identity: Final = ScalarFunction(
    "identity", VARIABLE, slopes=(ONE,), latex=r"\operatorname{id}", formula="x"
)

relu: Final = ScalarFunction(
    "relu",
    apply("relu", VARIABLE),
    *pieces("relu", VARIABLE),
    latex=r"\operatorname{ReLU}",
    image="[0, oo)",
    formula="max(0, x)",
    source="Fukushima 1969; Nair, Hinton 2010",
)

absolute: Final = ScalarFunction(
    "absolute",
    apply("abs", VARIABLE),
    *pieces("abs", VARIABLE),
    latex=r"\operatorname{abs}",
    image="[0, oo)",
    formula="|x|",
    source="Jarrett et al. 2009 (absolute value rectification)",
)

hard_tanh: Final = ScalarFunction(
    "hard_tanh",
    apply("hard_tanh", VARIABLE),
    *pieces("hard_tanh", VARIABLE),
    latex=r"\operatorname{hardtanh}",
    image="[-1, 1]",
    formula="max(-1, min(1, x))",
    source="Collobert 2004",
)

hard_sigmoid: Final = ScalarFunction(
    "hard_sigmoid",
    apply("hard_sigmoid", VARIABLE),
    *pieces("hard_sigmoid", VARIABLE),
    latex=r"\operatorname{hardsigmoid}",
    image="[0, 1]",
    formula="max(0, min(1, x/6 + 1/2))",
    source="Howard et al. 2019; PyTorch (Keras 2 had x/5 + 1/2)",
)

relu6: Final = ScalarFunction(
    "relu6",
    apply("relu6", VARIABLE),
    *pieces("relu6", VARIABLE),
    latex=r"\operatorname{ReLU6}",
    image="[0, 6]",
    formula="max(0, min(6, x))",
    source="Howard et al. 2017",
)


def _leaky_relu(slope: Expr) -> ScalarFunction:
    return ScalarFunction(
        "leaky_relu",
        apply("leaky_relu", VARIABLE, slope),
        *pieces("leaky_relu", VARIABLE, slope),
        latex=r"\operatorname{LeakyReLU}",
        image="R if slope > 0",
        formula="max(0, x) + slope * min(0, x)",
        source="Maas et al. 2013; He et al. 2015 (prelu, with a learnt slope)",
    )


leaky_relu: Final = Family(
    "leaky_relu",
    ("slope",),
    _leaky_relu,
    symbolic=True,
    hint="frameworks disagree about a default; write leaky_relu(slope='0.01'), say",
)

prelu: Final = Family(
    "prelu",
    ("slope",),
    _leaky_relu,
    symbolic=True,
    hint="a number or a symbol; write prelu(slope=a)",
)


def _step(at_zero: Expr) -> ScalarFunction:
    return ScalarFunction(
        "step",
        apply("step", VARIABLE, at_zero),
        *pieces("step", VARIABLE, at_zero),
        latex=r"\theta",
        image="{0, at_zero, 1}",
        formula="0 for x < 0, at_zero for x = 0, 1 for x > 0",
        source="McCulloch, Pitts 1943; Rosenblatt 1958; Heaviside",
    )


step: Final = Family(
    "step",
    ("at_zero",),
    _step,
    hint="its value at 0 is a convention; write step(at_zero=1), step(at_zero=0) or '1/2'",
)


def _sign(at_zero: Expr) -> ScalarFunction:
    cases = [("<", VARIABLE, ZERO, MINUS_ONE), ("=", VARIABLE, ZERO, at_zero)]
    return ScalarFunction(
        "sign",
        apply("sign", VARIABLE) if at_zero == ZERO else piecewise(cases, ONE),
        *pieces("sign", VARIABLE),
        latex=r"\operatorname{sign}",
        image="{-1, at_zero, 1}",
        formula="-1 for x < 0, at_zero for x = 0, 1 for x > 0",
    )


sign: Final = Family(
    "sign",
    ("at_zero",),
    _sign,
    defaults=(("at_zero", ZERO),),
    hint="sign() has sign(0) = 0; write sign(at_zero=1) for the perceptron's",
)
