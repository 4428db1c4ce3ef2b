"""Activations that a framework has no operator for, written as the operations of their formula."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from symnn.errors import UnsupportedError
from symnn.exact.expression import Expr, free_symbols, postorder
from symnn.functions.function import ScalarFunction


class Operations(ABC):
    """What a framework computes with; values are its own, constants are expressions."""

    @abstractmethod
    def total(self, left: Any, right: Any) -> Any:
        """left + right; one of them may be a constant."""

    @abstractmethod
    def product(self, left: Any, right: Any) -> Any:
        """left · right; one of them may be a constant."""

    @abstractmethod
    def power(self, base: Any, exponent: int) -> Any:
        """A whole power from 0 on."""

    @abstractmethod
    def clipped(self, value: Any, end: Expr, is_least: bool) -> Any:
        """max(value, end), or min(value, end)."""

    @abstractmethod
    def extreme(self, left: Any, right: Any, is_largest: bool) -> Any:
        """The larger or the smaller value."""

    @abstractmethod
    def call(self, name: str, value: Any) -> Any:
        """A named function.

        Raises:
            UnsupportedError: the framework has none of this name.
        """


def written_out(function: ScalarFunction, x: Any, operations: Operations) -> Any:
    """The value of a function, operation by operation; a part that stands twice is made once.

    Exactness: constants without x are rounded as a whole by `operations`.

    Raises:
        UnsupportedError: an operation that is not written.
    """
    made: dict[Expr, Any] = {}
    for node in postorder(function.body):
        if node.op == "symbol":
            made[node] = x
        elif free_symbols(node):
            parts = [made[part] if free_symbols(part) else part for part in node.args]
            made[node] = _step(node, parts, operations)
    if function.body not in made:
        raise UnsupportedError(f"{function!r} does not depend on its argument")
    return made[function.body]


def _step(node: Expr, parts: Sequence[Any], operations: Operations) -> Any:
    if node.op in ("add", "mul"):
        join = operations.total if node.op == "add" else operations.product
        return _joined(parts, join)
    if node.op == "power":
        number = getattr(parts[1], "data", None)
        if getattr(number, "q", 0) == 1 and 0 <= int(number.p) <= 1000:  # type: ignore[union-attr]
            return operations.power(parts[0], int(number.p))  # type: ignore[union-attr]
    elif node.op == "apply" and node.data in ("max", "min"):
        return _joined(parts, _extreme(operations, node.data == "max"))
    elif node.op == "apply" and len(parts) == 1:
        return operations.call(str(node.data), parts[0])
    raise UnsupportedError(f"the operation {str(node.data or node.op)!r} is not written")


def _extreme(operations: Operations, is_largest: bool) -> Callable[[Any, Any], Any]:
    def join(left: Any, right: Any) -> Any:
        if isinstance(left, Expr):
            left, right = right, left
        if isinstance(right, Expr):
            return operations.clipped(left, right, is_largest)
        return operations.extreme(left, right, is_largest)

    return join


def _joined(parts: Sequence[Any], join: Callable[[Any, Any], Any]) -> Any:
    """From left to right, values first: two constants never meet before a value does."""
    first, *others = sorted(parts, key=lambda part: isinstance(part, Expr))
    for part in others:
        first = join(first, part)
    return first
