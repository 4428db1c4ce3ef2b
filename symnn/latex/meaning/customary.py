r"""Functions of networks and libraries by their usual formulas, where a text gives them no other.

`clip`, `logit`, `artanh`, `softsign`, `mish`, `hardswish` and their like have one meaning to all
who use them. They are read as if the text had said so.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from symnn.latex.meaning.values import Defined
from symnn.latex.parser import parse
from symnn.latex.syntax import Chain, Name, Node, Statement

_AREA: Final = r"\frac12\ln\frac{1+x}{1-x}"
_ARSINH: Final = r"\ln(x+\sqrt{x^2+1})"
_ARCOSH: Final = r"\ln(x+\sqrt{x^2-1})"
_CLIP: Final = r"\min(\max(x,a),b)"
_HARD_SWISH: Final = r"\frac{x\min(\max(x+3,0),6)}{6}"
_LOG_SIGMOID: Final = r"-\ln(1+e^{-x})"
_JENSEN_SHANNON: Final = (
    r"\frac12\sum_{i=1}^np_i\log\frac{2p_i}{p_i+q_i}"
    r"+\frac12\sum_{i=1}^nq_i\log\frac{2q_i}{p_i+q_i}"
)
#: Arguments and formula of each function.
FORMULAS: Final = {
    "clip": ("xab", _CLIP),
    "clamp": ("xab", _CLIP),
    "logit": ("x", r"\ln\frac{x}{1-x}"),
    "softsign": ("x", r"\frac{x}{1+|x|}"),
    "Softsign": ("x", r"\frac{x}{1+|x|}"),
    "artanh": ("x", _AREA),
    "arctanh": ("x", _AREA),
    "atanh": ("x", _AREA),
    "arsinh": ("x", _ARSINH),
    "arcsinh": ("x", _ARSINH),
    "asinh": ("x", _ARSINH),
    "arcosh": ("x", _ARCOSH),
    "arccosh": ("x", _ARCOSH),
    "acosh": ("x", _ARCOSH),
    "coth": ("x", r"\frac{1}{\tanh(x)}"),
    "mish": ("x", r"x\tanh(\ln(1+e^x))"),
    "Mish": ("x", r"x\tanh(\ln(1+e^x))"),
    "hardswish": ("x", _HARD_SWISH),
    "HardSwish": ("x", _HARD_SWISH),
    "Hardswish": ("x", _HARD_SWISH),
    "logsigmoid": ("x", _LOG_SIGMOID),
    "LogSigmoid": ("x", _LOG_SIGMOID),
    "KL": ("pq", r"\sum_{i=1}^np_i\log\frac{p_i}{q_i}"),
    "D_KL": ("pq", r"\sum_{i=1}^np_i\log\frac{p_i}{q_i}"),
    **dict.fromkeys(("JS", "D_JS", "JSD"), ("pq", _JENSEN_SHANNON)),
    "swish": ("x", r"\frac{x}{1+e^{-x}}"),
    "Swish": ("x", r"\frac{x}{1+e^{-x}}"),
}
#: Functions with a parameter that a text may have left unsaid.
WITH_PARAMETER: Final = frozenset({"swish", "Swish"})


@cache
def customary(base: str) -> Defined:
    """The function of this name, as a definition before the first word of a text.

    Examples:
        >>> customary("clip").parameters
        ('x', 'a', 'b')
    """
    letters, latex = FORMULAS[base]
    return Defined(base, tuple(letters), _formula(latex), 0)


def _formula(latex: str) -> Node:
    (statement,) = parse(latex).statements
    if not isinstance(statement, Statement) or isinstance(statement.body, (Chain, Name)):
        raise TypeError(f"{latex} is no formula")
    return statement.body
