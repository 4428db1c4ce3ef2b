r"""A network that a document defines by formulas, layer by layer as its author wrote it.

Read are `f(x) = W_2 g(W_1 x + b_1) + b_2` with matrices that the document gives, formulas of
formulas (`z = W_1 x + b_1`, `h = g(z)`, `y = W_2 h`), activations that are named or defined, and
functions written out in numbers (`f(x, y) = \max(0, x + y) - 2 \max(0, x + y - 1)`). What is read
so is compared with what the checker reads: at exact points both must have the same values.
"""

from __future__ import annotations

from collections.abc import Sequence

from symnn.deferred import dataclass
from symnn.errors import DocumentError, SymnnError
from symnn.exact.expression import Expr, rational, symbol
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.values import Array, Scalar, Value
from symnn.networks.network import Network
from symnn.weaving.composition import NoLayersError, Part, Walk, are_equal, joined
from symnn.weaving.written_out import network_of


@dataclass(frozen=True, slots=True)
class Found:
    """A network with the names that its author gave: the input, the parts, the function."""

    network: Network
    parts: tuple[Part, ...]
    inputs: tuple[str, ...]
    name: str
    is_function: bool = True


def network_in(scope: Scope, key: str, size: int | None = None) -> Found:
    """The network that a name of a document stands for.

    Args:
        scope: what the document has defined so far.
        key: the name, as in `tree.key`.
        size: the number of inputs, where the formulas leave it open.

    Raises:
        DocumentError: the name stands for no network that could be read; why, and the way out.
    """
    binding = scope.latest(key)
    if binding is None:
        known = ", ".join(sorted(scope.history))
        defined = f"defined are {known}" if known else "nothing is"
        raise DocumentError(f"{key} is not defined above; {defined}")
    parts, inputs = _read(scope, binding, size)
    network = joined(key, [part.layer for part in parts])
    if not (network.inputs is None and size is None and len(inputs) < 2):
        _compare(scope, binding, network, size or len(inputs))
    return Found(network, tuple(parts), inputs, key, binding.parameters is not None)


def _read(scope: Scope, binding: Binding, size: int | None) -> tuple[list[Part], tuple[str, ...]]:
    """The layers as they are written, else from the values; of one number if nothing else fits."""
    reasons: list[str] = []
    for inputs in (size, 1) if size is None else (size,):
        try:
            return Walk(scope, inputs).start(binding)
        except (NoLayersError, SymnnError) as reason:
            reasons.append(str(reason))
        found = _from_numbers(scope, binding, inputs)
        if found is not None:
            return found
    raise DocumentError(f"{binding.key} could not be read as a network: {reasons[0]}")


def _from_numbers(
    scope: Scope, binding: Binding, size: int | None
) -> tuple[list[Part], tuple[str, ...]] | None:
    """The layers of a function that is given by its values as expressions of its inputs."""
    if binding.parameters is None:
        return None
    count = len(binding.parameters)
    names = [f"x{n}" for n in range(1, (size or 1) + 1)] if count == 1 else list(binding.parameters)
    try:
        outputs = _values(scope, binding, [symbol(n) for n in names])
    except MeaningError:
        return None
    layers = network_of(outputs, names)
    if layers is None:
        return None
    return [Part(layer) for layer in layers], binding.parameters


def _values(scope: Scope, binding: Binding, inputs: Sequence[Expr]) -> list[Expr]:
    """What the checker reads as the value of a function at expressions."""
    parameters = binding.parameters or ()
    if len(parameters) == len(inputs):
        given: list[Value] = [Scalar(e) for e in inputs]
    else:
        given = [Array(tuple((Scalar(e),) for e in inputs), loose=True)]
    local = dict(zip(parameters, given, strict=True))
    value = reader(scope, version=binding.version - 1).with_local(local).read(binding.body)
    cells = [value] if isinstance(value, Scalar) else list(getattr(value, "cells", lambda: ())())
    return [cell.expr for cell in cells]


def _compare(scope: Scope, binding: Binding, network: Network, count: int) -> None:
    """Refuse a network that does not have the values that the checker reads."""
    if binding.parameters is None:
        return
    size = network.inputs or count
    for point in ([rational(0)] * size, [rational(f"{2 * n - 1}/{n + 1}") for n in range(size)]):
        try:
            wanted = _values(scope, binding, point)
        except MeaningError:
            return
        if not are_equal(wanted, network.exprs(point)):
            raise DocumentError(
                f"{binding.key} could not be read as a network: its layers do not give the value "
                "that its formula has; write it layer by layer, or name a network file"
            )
