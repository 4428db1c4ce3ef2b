"""All the activations by name, and a user's own from a sympy expression."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from symnn.errors import UnsupportedError
from symnn.exact.expression import free_symbols, substitute
from symnn.exact.from_sympy import from_sympy
from symnn.exact.sympy_symbols import is_sympy, symbols_of
from symnn.functions import piecewise_linear, smooth
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.function import Family, ScalarFunction
from symnn.functions.lower import lower

FUNCTIONS: Final[Mapping[str, ScalarFunction]] = {
    f.name: f
    for f in (
        piecewise_linear.identity,
        piecewise_linear.relu,
        piecewise_linear.absolute,
        piecewise_linear.hard_tanh,
        piecewise_linear.hard_sigmoid,
        piecewise_linear.relu6,
        smooth.square,
        smooth.exp,
        smooth.log,
        smooth.sigmoid,
        smooth.tanh,
        smooth.softplus,
        smooth.silu,
        smooth.gelu,
        smooth.sin,
        smooth.cos,
    )
}

FAMILIES: Final[Mapping[str, Family]] = {
    f.name: f
    for f in (
        piecewise_linear.leaky_relu,
        piecewise_linear.prelu,
        piecewise_linear.step,
        piecewise_linear.sign,
        smooth.power_of,
        smooth.elu,
    )
}


def activation(expression: Any, variable: Any = None, *, name: str = "f") -> ScalarFunction:
    """Your own activation from a sympy expression in one symbol, or from a sympy Lambda.

    Args:
        expression: the value, as x**2 + 1, or Lambda(x, x**2 + 1).
        variable: the symbol that is the argument; not needed if it is the only one.
        name: how it is called in messages and in print.

    Exactness: exact. Other symbols in the expression are parameters.

    Raises:
        UnsupportedError: the argument is not clear, or the expression has no exact meaning.

    Examples:
        >>> import sympy as sp
        >>> x = sp.Symbol("x", real=True)
        >>> activation(x**2 + 1, x)(3) == 10
        True
    """
    if type(expression).__name__ == "Lambda":
        if len(expression.variables) != 1:
            raise UnsupportedError(f"{expression} has {len(expression.variables)} arguments, not 1")
        variable, expression = expression.variables[0], expression.expr
    symbols = symbols_of(expression)
    if variable is None:
        if len(symbols) != 1:
            found = ", ".join(sorted(symbols)) or "none"
            raise UnsupportedError(f"say which symbol is the argument; there are: {found}")
        (variable,) = symbols.values()
    if not getattr(variable, "is_Symbol", False):
        raise UnsupportedError(f"the argument {variable!r} is no sympy symbol")
    symbols_of(expression, variable)
    body = substitute(from_sympy(expression), {variable.name: VARIABLE})
    lower(body)
    others = tuple(sorted((k, v) for k, v in symbols.items() if k != variable.name))
    text = str(expression)
    return ScalarFunction(
        name,
        body,
        latex=rf"\operatorname{{{name}}}",
        formula=text,
        domain="",
        image="",
        symbols=others,
    )


def as_function(value: Any) -> ScalarFunction:
    """What a user gave as an activation: one of ours, or a sympy Lambda.

    Raises:
        UnsupportedError: a family without its parameters, or anything else.
    """
    if isinstance(value, ScalarFunction):
        return value
    if isinstance(value, Family):
        if len(value.defaults) == len(value.parameters):
            return value()
        raise UnsupportedError(f"{value.name} needs {', '.join(value.parameters)}: {value.hint}")
    if is_sympy(value) and type(value).__name__ == "Lambda":
        return activation(value)
    raise UnsupportedError(
        f"{value!r} is no activation: use symnn's own ({', '.join(sorted(FUNCTIONS))}, …), or "
        "activation(expression, symbol) for one of yours"
    )


def is_constant(function: ScalarFunction) -> bool:
    """Whether the argument does not occur in the function."""
    return ARGUMENT not in free_symbols(function.body)
