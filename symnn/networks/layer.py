"""What a layer is: a function of a vector, with its shape, in exact arithmetic.

A layer is evaluated in three ways, which agree (the tests say so):

- `exprs`: on expressions, as written. This is its meaning.
- `values`: on algebraic numbers as far as that goes; what is transcendental, or holds a
  symbol, stays an expression whose closed kinks are decided.
- `block`: on the columns of a rational matrix, many points at once, where all is rational.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias

from flint import fmpq_mat

from symnn.errors import NotAlgebraicError, NotClosedError, TooLargeError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, free_symbols, postorder
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.functions.resolve import resolve

#: An algebraic number where the value is known to be one, else an expression.
Value: TypeAlias = "Number | Expr"


class Layer(ABC):
    """A function from R^m, or a part of it, to R^n; immutable.

    `a >> b` is the network of a, then b.
    """

    #: Makes a network; `symnn.networks.network` puts its class here.
    compose: ClassVar[Callable[..., Layer]]

    @property
    @abstractmethod
    def label(self) -> str:
        """How messages name it, as "Affine 4x2"."""

    @property
    def inputs(self) -> int | None:
        """How many inputs it takes; None for any number."""
        return None

    @property
    def is_total(self) -> bool:
        """Whether it evidently has a value at every point."""
        return True

    @property
    def is_activation(self) -> bool:
        """Whether its outputs are called activations (and not pre-activations)."""
        return True

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The sympy symbols in its parameters, by name."""
        return ()

    def output_size(self, size: int | None) -> int | None:
        """How many outputs it has for this many inputs; None if that is not known.

        Raises:
            ShapeError: it does not take this many inputs.
        """
        return size

    @abstractmethod
    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:
        """The outputs as expressions of the inputs, as written.

        Args:
            inputs: one expression for each input.
            keep_zeros: keep terms with weight 0, because an input may have no value.
        """

    @abstractmethod
    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The outputs at exact inputs."""

    def block(self, points: fmpq_mat) -> fmpq_mat | None:  # noqa: ARG002
        """The outputs at the columns of a matrix; None if they need not be rational."""
        return None

    def substitute(self, values: Mapping[str, Expr]) -> Layer:  # noqa: ARG002
        """The layer with values for symbols in its parameters."""
        return self

    def __rshift__(self, other: Any) -> Layer:
        return self.compose(self, other)

    def __rrshift__(self, other: Any) -> Layer:
        return self.compose(other, self)


def written(item: Value) -> Expr:
    """The value as an expression, in the form a person writes it."""
    return written_form(item) if isinstance(item, Number) else item


def open_parts(inputs: Sequence[Value]) -> frozenset[Expr]:
    """The inputs that are expressions with symbols, found in one walk over their graph."""
    roots = [x for x in inputs if isinstance(x, Expr)]
    opened: set[Expr] = set()
    for node in postorder(*roots):
        if node.op in ("symbol", "derivative", "limit") or not opened.isdisjoint(node.args):
            opened.add(node)
    return frozenset(opened.intersection(roots))


def settle(expr: Expr) -> Value:
    """The algebraic number that an expression denotes, or the expression with kinks decided.

    Raises:
        UndefinedError: a closed value that does not exist over the reals.
    """
    if free_symbols(expr):
        return expr
    try:
        return value(lower(expr))
    except (NotAlgebraicError, TooLargeError):
        return resolve(expr)


def advance(layer: Layer, inputs: Sequence[Value]) -> tuple[Value, ...]:
    """The outputs of a layer at exact inputs; as expressions where a field would grow too large."""
    try:
        return layer.values(inputs)
    except TooLargeError:
        return tuple(settle(y) for y in layer.exprs([written(x) for x in inputs], True))


def number_of(expr: Expr) -> Number | None:
    """The algebraic number that an expression denotes; None if it is not known to be one."""
    try:
        return value(lower(expr))
    except (NotAlgebraicError, NotClosedError, TooLargeError):
        return None
