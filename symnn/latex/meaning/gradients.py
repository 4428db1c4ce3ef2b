r"""Rules of meaning for \nabla, \partial_x, D, and the matrices J_f and H_f of a function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.exact.expression import Expr, add, derivative, free_symbols, substitute, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import LAPLACE
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.passing import given_by_entries, in_sizes, parameter_name
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import OF_SUMS
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Sized, Value, column

MAX_VARIABLES: Final = 64
_OPERATORS: Final = frozenset({"nabla", "partial", "D"})


def is_operator(node: tree.Node, reader: Reader) -> bool:
    r"""Whether a factor differentiates the next one: \nabla, \nabla^2, \partial_x, D."""
    if isinstance(node, tree.Power):
        square = isinstance(node.exponent, tree.Number) and node.exponent.value == 2
        nabla = isinstance(node.base, tree.Name) and node.base.base == "nabla"
        return square and nabla and is_operator(node.base, reader)
    if not isinstance(node, tree.Name) or node.base not in _OPERATORS or node.accents:
        return False
    if node.base == "partial":
        return node.subscript is not None
    key = tree.key(node) or ""
    known = key in reader.local or key in reader.varied
    return not known and reader.scope.latest(key) is None


def differentiated(
    operator: tree.Node, operand: tree.Node, node: tree.Node, reader: Reader
) -> Value:
    r"""\nabla f, \nabla_x f, \nabla^2 f, \partial_x f, D f.

    A gradient is a loose list: a row or a column at need, as authors differ.
    """
    order = 2 if isinstance(operator, tree.Power) else 1
    name = operator.base if isinstance(operator, tree.Power) else operator
    if not isinstance(name, tree.Name):
        raise MeaningError(Kind.UNSUPPORTED, "this operator is not covered", node.span)
    if name.base == "D" and not _is_function(operand, reader):
        raise MeaningError(Kind.UNDEFINED, "D is not defined", name.span, ("D",))
    if name.subscript is not None and not _is_in_all(name, operand, reader):
        return _by_name(name, operand, order, node, reader)
    try:
        function, arguments = _function(operand, node, reader)
    except MeaningError as obstacle:
        own = by_entries(operand, order, reader)
        if obstacle.kind is not Kind.UNDEFINED or own is None:
            raise
        return own
    if len(arguments) == 1 and isinstance(arguments[0], Scalar) and function.is_in_entries:
        own = by_entries(operand, order, reader)  # w is read as a number, and is a list
        if own is None:
            raise MeaningError(Kind.UNSUPPORTED, "the gradient at this place", node.span)
        return own
    if len(function.parameters) == 1 and name.base == "D":
        return reader.slope(function, list(arguments), 1, node)
    found = matrix(function, arguments, order, node, reader)
    if order == 2 and isinstance(found, Array) and reader.way(LAPLACE) != LAPLACE.ways[0]:
        return Scalar(add(*(row[k].expr for k, row in enumerate(found.rows))))
    return found


def _is_in_all(operator: tree.Name, operand: tree.Node, reader: Reader) -> bool:
    r"""\nabla_w of a function of w and of nothing else, which is its \nabla."""
    if operator.base != "nabla" or operator.subscript is None:
        return False
    head = operand.head if isinstance(operand, tree.Call) else operand
    try:
        function = reader.value(head)
    except MeaningError:
        return False
    return isinstance(function, Defined) and function.parameters == (tree.key(operator.subscript),)


def _is_function(node: tree.Node, reader: Reader) -> bool:
    head = node.head if isinstance(node, tree.Call) else node
    try:
        return isinstance(reader.value(head), (Defined, Builtin))
    except MeaningError:
        return False


def _by_name(
    operator: tree.Name, operand: tree.Node, order: int, node: tree.Node, reader: Reader
) -> Value:
    """The derivative in one name; in each of its entries if it is a vector."""
    variable = operator.subscript
    if not isinstance(variable, tree.Name) or order != 1:
        raise MeaningError(Kind.UNSUPPORTED, "this operator is not covered", node.span)
    try:
        here: Value | None = reader.value(variable)
    except MeaningError:
        here = None
    if isinstance(here, Array):
        return by_vector(variable, here, operand, node, reader)
    if isinstance(operand, tree.Call) and _is_elsewhere(operand, variable, reader):
        text = "it may be the slope at these arguments, or of what is taken there"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span)
    slope = tree.Derivative(operand, (variable,), (1,), True, span=node.span)
    return reader.value(slope)


def _is_elsewhere(call: tree.Call, variable: tree.Name, reader: Reader) -> bool:
    """Whether x stands in the arguments of f(x, x) or f(2x), and f is no function of just these."""
    head = reader.value(call.head)
    keys = tuple(tree.key(item) for item in call.arguments.items)
    if not isinstance(head, Defined) or keys == head.parameters:
        return False
    inside = {tree.key(p) for item in call.arguments.items for p in tree.walk(item)}
    return tree.key(variable) in inside


def _function(
    operand: tree.Node, node: tree.Node, reader: Reader
) -> tuple[Defined, tuple[Value, ...]]:
    """The function that is differentiated, and the place."""
    if isinstance(operand, tree.Call):
        head = reader.value(operand.head)
        arguments = tuple(reader.value(item) for item in operand.arguments.items)
    else:
        head = reader.value(operand)
        names = head.parameters if isinstance(head, Defined) else ()
        arguments = tuple(reader.value(parameter_name(name, node)) for name in names)
    if not isinstance(head, Defined):
        raise MeaningError(Kind.UNSUPPORTED, "the gradient of what is no function", node.span)
    if len(head.parameters) == 1 and any(isinstance(a, Sized) for a in arguments):
        from symnn.latex.meaning.entry_slopes import sized

        arguments = tuple(sized(head, arguments, reader))
    arguments = _spread(arguments, len(head.parameters))
    if len(arguments) != len(head.parameters) or not all(map(_is_place, arguments)):
        raise MeaningError(Kind.UNSUPPORTED, "the gradient at this place", node.span)
    return head, arguments


def _spread(arguments: tuple[Value, ...], wanted: int) -> tuple[Value, ...]:
    """The entries of the point x of g(x_1, x_2); the point of the numbers in C(1, 2) of C(w)."""
    (first, *rest) = arguments or (None,)
    if isinstance(first, Array) and not rest and first.is_vector and wanted > 1:
        return tuple(first.cells())
    numbers = [value for value in arguments if isinstance(value, Scalar)]
    if wanted == 1 and len(arguments) > 1 and len(numbers) == len(arguments):
        return (column(tuple(numbers), loose=True),)
    return arguments


def by_entries(operand: tree.Node, order: int, reader: Reader) -> Value | None:
    r"""\nabla J(w) of a J(w) that is a formula in w_0 and w_1, where nothing says what w is."""
    items = operand.arguments.items if isinstance(operand, tree.Call) else ()
    head = reader.value(operand.head if isinstance(operand, tree.Call) else operand)
    if not isinstance(head, Defined) or len(head.parameters) != 1:
        return None
    (parameter,) = head.parameters
    if items and tree.key(items[0]) != parameter:
        return None
    inside = [n for n in tree.walk(head.body) if isinstance(n, tree.Name)]
    whole = [n for n in inside if n.subscript is None and tree.key(n) == parameter]
    entries = {
        int(n.subscript.value): n
        for n in inside
        if isinstance(n.subscript, tree.Number)
        and tree.key(replace(n, subscript=None)) == parameter
    }
    places = sorted(entries)
    if whole or len(places) < 2 or places != list(range(places[0], places[-1] + 1)):
        return None
    keys = [reader.key(entries[k]) for k in places]
    values = {reader.key(entries[k]): reader.scalar(entries[k]).expr for k in places}
    view = reader.varying({key: Scalar(symbol(key)) for key in keys})
    body = view.value(head.body)
    if not isinstance(body, Scalar):
        return None

    def by(*steps: str) -> Scalar:
        expr = body.expr
        for name in steps:
            expr = derivative(expr, name, symbol(name))
        return Scalar(substitute(expr, values))

    if order == 2:
        return Array(tuple(tuple(by(a, b) for b in keys) for a in keys))
    return column(tuple(by(key) for key in keys), loose=True)


def in_vector(node: tree.Derivative, reader: Reader) -> Value | None:
    """∂f/∂x of a vector x: at the value that it has, or in the entries that f is written in."""
    return _by_given_vector(node, reader) or _by_own_entries(node, reader)


def _by_given_vector(node: tree.Derivative, reader: Reader) -> Value | None:
    """∂L/∂c of a number L, at the value that the vector c has."""
    variable = node.variables[0]
    if node.operand is None or node.orders != (1,) or not isinstance(variable, tree.Name):
        return None
    known = reader.scope.lookup(reader.key(variable), reader.version)
    if known is None or known.parameters is not None:
        return None
    if known.key in reader.varied and not isinstance(reader.varied[known.key], Array):
        return None
    here = reader.value(variable)
    if not isinstance(here, Array) or not here.is_vector:
        return None
    return by_vector(variable, here, node.operand, node, reader)


def _by_own_entries(node: tree.Derivative, reader: Reader) -> Value | None:
    r"""∂f/∂x of an f(x) = \sin(x_1)\cos(x_2), where nothing says what x is."""
    variable, call = node.variables[0], node.operand
    head = call.head if isinstance(call, tree.Call) else call
    if node.orders != (1,) or not isinstance(head, tree.Name) or call is None:
        return None
    known = reader.scope.lookup(reader.key(head), reader.version)
    if known is None or known.parameters != (tree.key(variable),):
        return None
    return None if reader.knows(known.parameters[0]) else by_entries(call, 1, reader)


def by_vector(
    variable: tree.Name, here: Array, operand: tree.Node, node: tree.Node, reader: Reader
) -> Value:
    """The gradient in a vector that has a value here, at that value."""
    cells = list(here.cells())
    if not here.is_vector or len(cells) > MAX_VARIABLES:
        raise MeaningError(Kind.UNSUPPORTED, "the gradient in a matrix is not covered", node.span)
    key = reader.key(variable)
    unknown = [f"{key}′{k}" for k in range(len(cells))]
    rows = iter([Scalar(symbol(u)) for u in unknown])
    open_vector = Array(tuple(tuple(next(rows) for _ in row) for row in here.rows), here.loose)
    view = reader.varying({key: open_vector})
    body = view.read(operand)
    if isinstance(body, Defined) and key in body.parameters:
        names = [parameter_name(name, node) for name in body.parameters]
        body = view.apply(body, [view.lookup(name) for name in names], node)
    if isinstance(body, Array) and reader.told(OF_SUMS):
        body = _summed(body, unknown)
    if not isinstance(body, Scalar):
        raise MeaningError(Kind.SHAPE, "the gradient of what is no number", node.span)
    if not free_symbols(body.expr) & set(unknown):
        text = f"the value given here does not show how it depends on {key}"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    values = {u: cell.expr for u, cell in zip(unknown, cells, strict=True)}
    slopes = [substitute(derivative(body.expr, u, symbol(u)), values) for u in unknown]
    return column(tuple(Scalar(s) for s in slopes), loose=True)


def _summed(body: Array, unknown: Sequence[str]) -> Value:
    """The sum of the entries of a list, each of which depends on one entry of the other alone.

    So its gradient is the list of the slopes of the entries, whatever else may be meant by it.
    """
    cells = list(body.cells())
    used = [free_symbols(cell.expr) & set(unknown) for cell in cells]
    if len(cells) != len(unknown) or any(u - {name} for u, name in zip(used, unknown, strict=True)):
        return body
    return Scalar(add(*(cell.expr for cell in cells)))


def _is_place(value: Value) -> bool:
    """Whether a function can be differentiated there: at a number, or a vector of them."""
    if isinstance(value, Array):
        return value.is_vector and max(value.shape) <= MAX_VARIABLES
    return isinstance(value, Scalar)


def matrix(
    function: Defined, arguments: Sequence[Value], order: int, node: tree.Node, reader: Reader
) -> Value:
    """The gradient, the Jacobian matrix (a row for each entry), or the Hessian matrix."""
    if f"{function.name}()" in reader.active:
        text = f"{function.name} is defined in terms of its own slope"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    values: dict[str, Expr] = {}
    body = reader.apply(function, list(_opened(function.parameters, arguments, values)), node)
    names = list(values)
    reader.track.ranged.update(given_by_entries(function.parameters, function.body))

    def by(expr: Expr, *steps: str) -> Scalar:
        for name in steps:
            expr = derivative(expr, name, symbol(name))
        return Scalar(substitute(expr, values))

    if order == 2 and isinstance(body, Scalar):
        return Array(tuple(tuple(by(body.expr, a, b) for b in names) for a in names))
    if order == 1 and isinstance(body, Scalar):
        return column(tuple(by(body.expr, name) for name in names), loose=True)
    if order == 1 and isinstance(body, Array) and body.is_vector:
        return Array(tuple(tuple(by(c.expr, name) for name in names) for c in body.cells()))
    raise MeaningError(Kind.UNSUPPORTED, "this derivative of an array is not covered", node.span)


def _opened(
    parameters: Sequence[str], arguments: Sequence[Value], values: dict[str, Expr]
) -> Iterator[Value]:
    """An unknown for every number among the arguments; their values are noted."""
    for name, value in zip(parameters, arguments, strict=True):
        if isinstance(value, Array):
            unknown = [f"′{name}′{k}" for k, _ in enumerate(value.cells())]
            values.update((u, c.expr) for u, c in zip(unknown, value.cells(), strict=True))
            cells = iter([Scalar(symbol(u)) for u in unknown])
            yield Array(tuple(tuple(next(cells) for _ in row) for row in value.rows), value.loose)
        elif isinstance(value, Scalar):
            values[f"′{name}"] = value.expr
            yield Scalar(symbol(f"′{name}"))


def named_matrix(head: tree.Node, places: tree.Group, reader: Reader) -> Value | None:
    """J_f and H_f of a known function f at a place; None for any other name."""
    if not isinstance(head, tree.Name) or head.base not in ("J", "H") or head.labels:
        return None
    if head.subscript is None or reader.scope.latest(tree.key(head) or "") is not None:
        return None
    try:
        function = reader.value(head.subscript)
    except MeaningError:
        return None
    if not isinstance(function, Defined):
        return None
    arguments = [reader.value(item) for item in places.items]
    given = given_by_entries(function.parameters, function.body)
    if len(function.parameters) == 1 < len(arguments) and given:
        arguments = [column(tuple(a for a in arguments if isinstance(a, Scalar)))]
    arguments = in_sizes(function, given, arguments)
    if len(arguments) != len(function.parameters) or not all(map(_is_place, arguments)):
        return None
    return matrix(function, arguments, 1 if head.base == "J" else 2, head, reader)


def _is_partial(operator: tree.Node) -> bool:
    return isinstance(operator, tree.Name) and operator.base == "partial"


def joined(node: tree.Product, reader: Reader) -> tuple[tree.Product, Reader]:
    r"""The product with \nabla f and its like as single factors, known to the new view."""
    if not any(is_operator(factor, reader) for factor in node.factors):
        return node, reader
    factors: list[tree.Node] = []
    operators: list[str] = []
    local: dict[str, Value] = {}
    rest = list(zip(("", *node.operators), node.factors, strict=True))
    while rest:
        before, factor = rest.pop(0)
        if is_operator(factor, reader) and rest and not rest[0][0]:
            _, operand = rest.pop(0)
            if _is_partial(factor) and rest and not is_operator(rest[0][1], reader):
                text = "how far the derivative reaches is not clear"
                raise MeaningError(Kind.AMBIGUOUS, text, node.span)
            key = f"′∇{len(local)}"
            inner = operand.operand if isinstance(operand, tree.Transpose) else operand
            found = local[key] = differentiated(factor, inner, node, reader)
            factor = tree.Name(key, span=node.span)
            if isinstance(operand, tree.Transpose):
                factor = _turned(factor, found, operand)
        operators.append(before)
        factors.append(factor)
    whole = replace(node, factors=tuple(factors), operators=tuple(operators[1:]))
    return whole, reader.with_local(local)


def _turned(name: tree.Name, slope: Value, operand: tree.Transpose) -> tree.Node:
    r"""\nabla f(z)^T is the gradient as a row: the number f(z) has no transpose of its own."""
    if not isinstance(slope, Array) or not slope.is_vector:
        text = "a transpose behind a gradient may be that of the function"
        raise MeaningError(Kind.AMBIGUOUS, text, operand.span)
    return replace(operand, operand=name)
