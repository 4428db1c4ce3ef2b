"""Activations that are smooth, and `elu`, which is smooth but for its parameter.

The derivatives are the ones a person writes; tests compare them with those of the definitions.
"""

from __future__ import annotations

from typing import Final

from symnn.errors import UnsupportedError
from symnn.exact.expression import ONE, Expr, apply, mul, power
from symnn.functions.calculus import derivative
from symnn.functions.definitions import ARGUMENT, TWO, VARIABLE
from symnn.functions.function import Family, ScalarFunction
from symnn.functions.slopes import pieces


def _smooth(
    name: str, latex: str, formula: str, image: str, domain: str = "R", source: str = ""
) -> ScalarFunction:
    body = apply(name, VARIABLE)
    return ScalarFunction(
        name,
        body,
        slopes=(derivative(body, ARGUMENT),) if domain == "R" else (),
        latex=latex,
        domain=domain,
        image=image,
        formula=formula,
        source=source,
    )


exp: Final = _smooth("exp", r"\exp", "e^x", "(0, oo)")
log: Final = _smooth("log", r"\log", "the natural logarithm", "R", "(0, oo)")
sigmoid: Final = _smooth(
    "sigmoid", r"\sigma", "1/(1 + exp(-x))", "(0, 1)", source="Verhulst 1845 (logistic)"
)
tanh: Final = _smooth("tanh", r"\tanh", "(e^x - e^-x)/(e^x + e^-x)", "(-1, 1)")
softplus: Final = _smooth(
    "softplus", r"\operatorname{softplus}", "log(1 + exp(x))", "(0, oo)", source="Dugas et al. 2001"
)
silu: Final = _smooth(
    "silu",
    r"\operatorname{SiLU}",
    "x/(1 + exp(-x))",
    "[-0.278…, oo)",
    source="Elfwing et al. 2017; Ramachandran et al. 2017 (swish)",
)
gelu: Final = _smooth(
    "gelu",
    r"\operatorname{GELU}",
    "x/2 (1 + erf(x/sqrt(2)))",
    "[-0.169…, oo)",
    source="Hendrycks, Gimpel 2016 (the exact form, not the tanh approximation)",
)
sin: Final = _smooth("sin", r"\sin", "sine", "[-1, 1]")
cos: Final = _smooth("cos", r"\cos", "cosine", "[-1, 1]")

square: Final = ScalarFunction(
    "square",
    power(VARIABLE, TWO),
    slopes=(mul(TWO, VARIABLE),),
    latex=r"\operatorname{sq}",
    image="[0, oo)",
    formula="x^2",
)


def _power(exponent: Expr) -> ScalarFunction:
    whole = getattr(exponent.data, "q", 0) == 1
    if not whole:
        raise UnsupportedError("power(n) takes an integer n; for roots use a function of your own")
    n = int(getattr(exponent.data, "p", 0))
    body = power(VARIABLE, exponent)
    return ScalarFunction(
        "power",
        body,
        slopes=(derivative(body, ARGUMENT),) if n >= 0 else (),
        latex=rf"(\cdot)^{{{n}}}",
        domain="R" if n >= 0 else "x != 0",
        image="R" if n % 2 else "[0, oo)",
        formula=f"x^{n}",
    )


power_of: Final = Family(
    "power", ("exponent",), _power, hint="an integer, as power(3); square is power(2)"
)


def _elu(alpha: Expr) -> ScalarFunction:
    return ScalarFunction(
        "elu",
        apply("elu", VARIABLE, alpha),
        *pieces("elu", VARIABLE, alpha),
        latex=r"\operatorname{ELU}",
        image="(-alpha, oo)",
        formula="x for x > 0, alpha (exp(x) - 1) else",
        source="Clevert et al. 2015",
    )


elu: Final = Family(
    "elu",
    ("alpha",),
    _elu,
    defaults=(("alpha", ONE),),
    hint="elu() has alpha = 1; write elu(alpha=…) for another",
)
