"""A scalar function as a value: its name, its definition, its kinks and its derivative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from functools import reduce
from typing import Any, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, piecewise, postorder, substitute
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.exact.sympy_symbols import symbols_of
from symnn.functions.calculus import derivative
from symnn.functions.definitions import ARGUMENT, UNDEFINED, VARIABLE
from symnn.functions.lower import lower
from symnn.functions.sympy_functions import call


@final
@dataclass(frozen=True, slots=True)
class ScalarFunction:
    """A function from the reals, or a part of them, to the reals.

    Attributes:
        name: as it is written in code and in error messages.
        body: the value at `VARIABLE`, as a person writes it (`relu(·)`).
        kinks: the points, in increasing order, where it has no derivative.
        slopes: its derivative before the first kink, between each two, and after the last;
            empty if nobody has said.
        parameters: names and values of what the function was made with (a slope, say).
        latex: the name in LaTeX, without its argument.
        domain: where it has a value.
        image: the values it takes.
        formula: the definition as text.
        source: who introduced it.
        symbols: the sympy symbols in its parameters, by name.

    Exactness: exact. A call decides the side of a kink by exact arithmetic; see `__call__`.
    """

    name: str
    body: Expr
    kinks: tuple[Expr, ...] = ()
    slopes: tuple[Expr, ...] = ()
    parameters: tuple[tuple[str, Expr], ...] = ()
    latex: str = ""
    domain: str = "R"
    image: str = "R"
    formula: str = ""
    source: str = ""
    symbols: tuple[tuple[str, Any], ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.slopes and len(self.slopes) != len(self.kinks) + 1:
            raise ShapeError(
                f"{self.name}: {len(self.kinks)} kinks need {len(self.kinks) + 1} slopes, "
                f"not {len(self.slopes)}"
            )

    def of(self, argument: Expr) -> Expr:
        """f(argument), as written: no definition is put in, and nothing is evaluated."""
        if self.body is VARIABLE:
            return argument
        return substitute(self.body, {ARGUMENT: argument})

    def definition(self, argument: Expr) -> Expr:
        """f(argument) in primitive functions."""
        return lower(self.of(argument))

    def at(self, number: Number) -> Number:
        """The exact value at an algebraic number.

        Raises:
            NotAlgebraicError: the value is not known to be algebraic.
            UndefinedError: the number is not in the domain.
            NotClosedError: a parameter is a symbol.
        """
        quick = _polynomial_at(self.body, number)
        return value(self.definition(written_form(number))) if quick is None else quick

    def derivative(self, at_kinks: Sequence[Expr] | None = None) -> ScalarFunction:
        """The derivative. At a kink it has no value, or the value that you choose.

        Args:
            at_kinks: one value for each kink, in the order of `kinks`.

        Raises:
            ShapeError: not one value for each kink.
            UnsupportedError: a function of your own may have kinks, and they are not known.
        """
        if at_kinks is not None and len(at_kinks) != len(self.kinks):
            raise ShapeError(
                f"{self.name} has {len(self.kinks)} kink(s); {len(at_kinks)} value(s) were given"
            )
        undefined = [UNDEFINED] * len(self.kinks)
        return ScalarFunction(
            name=f"{self.name}'",
            body=self._slope(undefined if at_kinks is None else at_kinks),
            parameters=self.parameters,
            latex=f"{self.latex}'",
            domain=self.domain if at_kinks is not None or not self.kinks else "R without kinks",
            image="",
            formula=f"the derivative of {self.name}",
            symbols=self.symbols,
        )

    def _slope(self, at_kinks: Sequence[Expr]) -> Expr:
        if not self.slopes:
            return derivative(self.body, ARGUMENT)
        cases: list[tuple[str, Expr, Expr, Expr]] = []
        for kink, before, here in zip(self.kinks, self.slopes, at_kinks, strict=False):
            cases.append(("<", VARIABLE, kink, before))
            cases.append(("=", VARIABLE, kink, here))
        return piecewise(cases, self.slopes[-1]) if cases else self.slopes[-1]

    def __call__(self, argument: Any) -> Any:
        """f(argument), for an exact number, a sympy expression or an `Expr`.

        A number gives the exact value as a sympy number, an algebraic `Number` gives a
        `Number`, an `Expr` gives an `Expr`; a sympy expression gives a sympy expression that
        evaluates only where the sign it needs is decided exactly.

        Raises:
            InexactError: a float; the message names both exact readings.
            UndefinedError: the number is not in the domain.

        Examples:
            >>> from symnn.functions.piecewise_linear import relu
            >>> relu("-0.5") == 0
            True
        """
        if isinstance(argument, Expr):
            return self.of(argument)
        if isinstance(argument, Number):
            return self.at(argument)
        return call(self.body, dict(self.symbols), argument)

    def __repr__(self) -> str:
        if not self.parameters:
            return self.name
        inside = ", ".join(f"{name}={written(expr)}" for name, expr in self.parameters)
        return f"{self.name}({inside})"


def _polynomial_at(body: Expr, number: Number) -> Number | None:
    """The value of a polynomial body with rational coefficients; None for any other body."""
    nodes = list(postorder(body))
    if any(n.op not in ("rational", "symbol", "add", "mul", "power") for n in nodes):
        return None
    known: dict[Expr, Number] = {}
    for node in nodes:
        args = [known[a] for a in node.args]
        if isinstance(node.data, fmpq):
            known[node] = Number(node.data)
        elif node == VARIABLE:
            known[node] = number
        elif node.op == "add":
            known[node] = sum(args, Number(0))
        elif node.op == "mul":
            known[node] = reduce(lambda product, factor: product * factor, args, Number(1))
        elif node.op == "power" and args[1].is_rational and args[1].as_fmpq().q == 1:
            known[node] = args[0] ** int(args[1].as_fmpq().p)
        else:
            return None
    return known[body]


def written(expr: Expr) -> str:
    """A short text for a parameter: a rational number, a symbol, or the expression itself."""
    return str(expr.data) if expr.op in ("rational", "symbol") else repr(expr)


@final
@dataclass(frozen=True, slots=True)
class Family:
    """Functions that differ by parameters: calling it with them gives the function.

    Examples:
        >>> from symnn.functions.piecewise_linear import leaky_relu
        >>> leaky_relu("0.1")
        leaky_relu(slope=1/10)
    """

    name: str
    parameters: tuple[str, ...]
    build: Any
    defaults: tuple[tuple[str, Expr], ...] = ()
    hint: str = ""
    symbolic: bool = False

    def __call__(self, *args: Any, **named: Any) -> ScalarFunction:
        """The function with these parameters, read exactly.

        Raises:
            UnsupportedError: a parameter is missing, or there is one too many.
            InexactError: a float; the message names both exact readings.
        """
        unknown = [k for k in named if k not in self.parameters[len(args) :]]
        if len(args) > len(self.parameters) or unknown:
            raise UnsupportedError(f"{self.name} takes {', '.join(self.parameters)}: {self.hint}")
        if not self.symbolic and symbols_of(*args):
            (first, *_) = self.parameters
            raise UnsupportedError(
                f"{self.name}({args[0]}) is ambiguous: write {self.name}({first}=…)({args[0]}) "
                f"for the value there, {self.name}({first}={args[0]}) for the parameter"
            )
        given = dict(zip(self.parameters, args, strict=False)) | named
        values = dict(self.defaults) | {k: from_sympy(v) for k, v in given.items()}
        missing = [p for p in self.parameters if p not in values]
        if missing:
            raise UnsupportedError(f"{self.name} needs {', '.join(missing)}: {self.hint}")
        symbols = symbols_of(*given.values())
        function: ScalarFunction = self.build(*(values[p] for p in self.parameters))
        return with_parameters(function, values, symbols)

    def __repr__(self) -> str:
        return f"{self.name}({', '.join(f'{p}=…' for p in self.parameters)})"


def with_parameters(
    function: ScalarFunction, values: dict[str, Expr], symbols: dict[str, Any]
) -> ScalarFunction:
    """The same function, knowing what it was made with."""
    return replace(
        function, parameters=tuple(values.items()), symbols=tuple(sorted(symbols.items()))
    )
