"""A scalar function as a value: its name, its definition, its kinks and its derivative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, final

from symnn.errors import NotClosedError, ShapeError, SymnnError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, free_symbols, piecewise, substitute, symbol
from symnn.exact.number import Number
from symnn.functions.calculus import derivative
from symnn.functions.definitions import UNDEFINED
from symnn.functions.lower import lower

#: The name of the argument inside a body. No one writes such a symbol.
ARGUMENT: Final = "\N{MIDDLE DOT}"
VARIABLE: Final = symbol(ARGUMENT)


@final
@dataclass(frozen=True, slots=True)
class ScalarFunction:
    """A function from the reals, or a part of them, to the reals.

    Attributes:
        name: as it is written in code and in error messages.
        body: the value at `VARIABLE`, as a person writes it (`relu(·)`).
        parameters: names and values of what the function was made with (a slope, say).
        kinks: points where there is a value but no derivative, in increasing order.
        latex: the name in LaTeX, without its argument.
        domain: where it has a value.
        range: the values it takes.
        formula: the definition as text.
        source: who introduced it, or where it is defined.

    Exactness: exact. A call decides the sides of kinks by exact arithmetic.
    """

    name: str
    body: Expr
    parameters: tuple[tuple[str, Expr], ...] = ()
    kinks: tuple[Expr, ...] = ()
    latex: str = ""
    domain: str = "R"
    range: str = "R"
    formula: str = ""
    source: str = ""
    symbols: tuple[tuple[str, Any], ...] = field(default=(), repr=False)

    def of(self, argument: Expr) -> Expr:
        """f(argument), as written: no definition is put in, and nothing is evaluated."""
        return substitute(self.body, {ARGUMENT: argument})

    def definition(self, argument: Expr) -> Expr:
        """f(argument) in primitive functions."""
        return lower(self.of(argument))

    def at(self, number: Number) -> Number:
        """The exact value at an algebraic number.

        Raises:
            NotAlgebraicError: the value is not known to be algebraic.
            UndefinedError: the number is not in the domain.
        """
        from symnn.exact.evaluate import to_expr

        return value(self.definition(to_expr(number)))

    def derivative(self, at_kinks: Sequence[Expr] | None = None) -> ScalarFunction:
        """The derivative. At a kink it has no value, or the value that you choose.

        Args:
            at_kinks: one value for each kink, in the order of `kinks`.

        Raises:
            ShapeError: not one value for each kink.
            UnsupportedError: the kinks of a function of your own are not known.
        """
        if at_kinks is not None and len(at_kinks) != len(self.kinks):
            raise ShapeError(
                f"{self.name} has {len(self.kinks)} kinks; {len(at_kinks)} values were given"
            )
        chosen = [UNDEFINED] * len(self.kinks) if at_kinks is None else list(at_kinks)
        body = self._slope(chosen) if self.kinks else derivative(self.body, ARGUMENT)
        return ScalarFunction(
            name=f"{self.name}'",
            body=body,
            parameters=self.parameters,
            latex=f"{self.latex or self.name}'",
            domain=self.domain if at_kinks is not None or not self.kinks else "R without kinks",
            range="",
            formula=f"the derivative of {self.name}",
            symbols=self.symbols,
        )

    def _slope(self, chosen: Sequence[Expr]) -> Expr:
        """One piece between each two kinks, each found at a point inside it."""
        cases: list[tuple[str, Expr, Expr, Expr]] = []
        for kink, at_kink, before in zip(self.kinks, chosen, self._gaps()[:-1], strict=True):
            cases.append(("<", VARIABLE, kink, self._piece(before)))
            cases.append(("=", VARIABLE, kink, at_kink))
        return piecewise(cases, self._piece(self._gaps()[-1]))

    def _gaps(self) -> list[Expr]:
        """A point below the first kink, between each two, and above the last."""
        middle = [(a + b) / 2 for a, b in zip(self.kinks, self.kinks[1:], strict=False)]
        return [self.kinks[0] - 1, *middle, self.kinks[-1] + 1]

    def _piece(self, point: Expr) -> Expr:
        raise NotImplementedError

    def __repr__(self) -> str:
        if not self.parameters:
            return self.name
        inside = ", ".join(f"{name}={_plain(expr)}" for name, expr in self.parameters)
        return f"{self.name}({inside})"
