r"""Slopes of functions of a vector at a point: \frac{\partial f}{\partial x_1}(1, 1), \nabla f(0).

The formula of such a function names the entries of its argument, x_1 and x_2, or passes it on to a
function that does. So it is known how many numbers a point has, also of \mathbf{0}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from symnn.exact.expression import Expr, derivative, substitute, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.passing import given_by_entries, in_sizes
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Defined, Scalar, Value, column

#: Functions within functions are followed so far.
_DEEPEST: Final = 3


def entries_taken(
    function: Defined, reader: Reader, depth: int = 0
) -> Mapping[str, tuple[int, ...]]:
    """The places of the entries of the one argument, in its own formula or in those it uses."""
    given = given_by_entries(function.parameters, function.body)
    if given or len(function.parameters) != 1 or depth >= _DEEPEST or function.body is None:
        return given
    (name,) = function.parameters
    for part in tree.walk(function.body):
        if not isinstance(part, tree.Call) or len(part.arguments.items) != 1:
            continue
        if tree.key(part.arguments.items[0]) != name:
            continue
        known = reader.scope.latest(tree.key(part.head) or "")
        inner = None if known is None else known.function()
        if inner is None or inner.name == function.name or len(inner.parameters) != 1:
            continue
        found = entries_taken(inner, reader, depth + 1).get(inner.parameters[0], ())
        if found:
            return {name: found}
    return {}


def sized(function: Defined, arguments: Sequence[Value], reader: Reader) -> list[Value]:
    r"""The arguments, with a \mathbf{0} of as many entries as the function takes."""
    return in_sizes(function, entries_taken(function, reader), list(arguments))


def slope_at_point(
    head: tree.Derivative, arguments: Sequence[tree.Node], reader: Reader
) -> Value | None:
    """∂f/∂x_1 at a point of an f(x) made of x_1, x_2, …; None for anything else."""
    try:
        function = None if head.operand is None else reader.value(head.operand)
    except MeaningError:
        return None
    if not isinstance(function, Defined) or len(function.parameters) != 1:
        return None
    if not all(isinstance(v, tree.Name) and v.subscript for v in head.variables):
        return None
    (name,) = function.parameters
    places = entries_taken(function, reader).get(name, ())
    if len(places) < 2 or places[0] != 1:
        return None
    stem = name.rpartition(" ")[2]
    keys = [f"{stem}_{place}" for place in places]
    wanted = [(tree.key(v) or "", n) for v, n in zip(head.variables, head.orders, strict=True)]
    point = _point(function, arguments, len(places), reader)
    if point is None or not all(key in keys for key, _ in wanted):
        return None
    unknown = [f"′{key}" for key in keys]
    opened = column(tuple(Scalar(symbol(u)) for u in unknown))
    body = reader.apply(function, [opened], head)
    if not isinstance(body, Scalar):
        return None
    expr = body.expr
    for key, order in wanted:
        for _ in range(order):
            expr = derivative(expr, f"′{key}", symbol(f"′{key}"))
    reader.track.ranged.add(name)
    return Scalar(substitute(expr, dict(zip(unknown, point, strict=True))))


def _point(
    function: Defined, arguments: Sequence[tree.Node], size: int, reader: Reader
) -> list[Expr] | None:
    """The numbers of a point; None for what has no value, as the argument itself."""
    try:
        values = [reader.value(item) for item in arguments]
    except MeaningError:
        if len(arguments) > 1:
            raise
        return None
    if len(values) == 1:
        (value,) = sized(function, values, reader)
        values = list(value.cells()) if isinstance(value, Array) and value.is_vector else []
    numbers = [value.expr for value in values if isinstance(value, Scalar)]
    return numbers if len(numbers) == len(values) == size else None
