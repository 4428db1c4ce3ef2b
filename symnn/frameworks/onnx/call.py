"""One node of an ONNX graph with its inputs, as the operators see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, final

from flint import fmpq

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.literals import binary_value
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.dyadic import Exact, exact_array


@final
@dataclass(frozen=True, slots=True)
class Call:
    """A node with its inputs: tensors of the graph, constant arrays, or None if left out."""

    graph: Graph
    inputs: tuple[Any, ...]
    names: tuple[str, ...]
    given: Mapping[str, Any]
    version: int
    outputs: int

    @property
    def x(self) -> Tensor:
        """The first input, which depends on that of the model.

        Raises:
            UnsupportedError: it is a constant.
        """
        return self.tensor(0)

    def tensor(self, k: int) -> Tensor:
        """An input that depends on that of the model.

        Raises:
            UnsupportedError: it is a constant.
        """
        found = self.inputs[k]
        if not isinstance(found, Tensor):
            raise UnsupportedError(f"input {k + 1} is a constant, which is not read here")
        return found

    def array(self, k: int) -> Any:
        """A constant input as an array; None if it was left out.

        Raises:
            UnsupportedError: it depends on the input of the model.
        """
        found = self.inputs[k] if k < len(self.inputs) else None
        if isinstance(found, Tensor):
            raise UnsupportedError(
                f"input {k + 1}, {self.names[k]}, depends on the input of the model; it must be a "
                "constant here"
            )
        return found

    def exact(self, k: int) -> Exact | None:
        """A constant input as exact numbers; None if it was left out."""
        found = self.array(k)
        return None if found is None else exact_array(found, self.names[k])

    def needed(self, k: int) -> Exact:
        """A constant input that may not be left out."""
        found = self.exact(k)
        if found is None:
            raise UnsupportedError(f"input {k + 1} is missing")
        return found

    def number(self, name: str, default: float) -> fmpq:
        """A float attribute, exactly."""
        return binary_value(float(self.given.get(name, default)))


Handler: TypeAlias = Callable[[Call], "Tensor | list[Tensor]"]


def scalar(constant: Exact) -> fmpq:
    """The one number in a constant.

    Raises:
        ShapeError: there are more.
    """
    if len(constant.entries) != 1:
        raise ShapeError(f"a single number is needed, not an array of shape {list(constant.shape)}")
    return constant.entries[0]


def times(constant: Exact, factor: fmpq) -> Exact:
    """A constant times a number."""
    return (
        constant
        if factor == 1
        else Exact(tuple(factor * e for e in constant.entries), constant.shape)
    )
