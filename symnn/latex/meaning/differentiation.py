"""Rules of meaning for derivatives: by names, of functions by name, and at points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, final

from symnn.deferred import dataclass
from symnn.exact.expression import Expr, derivative, free_symbols, substitute, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.entries import NO_BLOCK, array_and_index, changed, index_places
from symnn.latex.meaning.gradients import in_vector
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.passing import holds_placeholder, parameter_name, placeholder
from symnn.latex.meaning.reader import Reader, meaning
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value

Body: TypeAlias = "Scalar | Array"
#: A gradient has at most so many entries.


@final
@dataclass(frozen=True, slots=True)
class Slot:
    """A name that a derivative is taken in: its key, the unknown for it, and its place."""

    key: str
    unknown: str
    point: Expr


@final
@dataclass(frozen=True, slots=True)
class Opened:
    """An expression whose variables are unknowns; `held` are values put in afterwards."""

    body: Body
    slots: tuple[Slot, ...]
    held: Mapping[str, Expr]

    def slope(self, keys: Sequence[str]) -> Body:
        """Differentiated in these variables one after the other, at the point."""
        unknowns = {slot.key: slot.unknown for slot in self.slots}
        values = {slot.unknown: slot.point for slot in self.slots} | dict(self.held)

        def change(expr: Expr) -> Expr:
            for key in keys:
                expr = derivative(expr, unknowns[key], symbol(unknowns[key]))
            return substitute(expr, values)

        if isinstance(self.body, Array):
            return self.body.map(change)
        return Scalar(change(self.body.expr))

    @property
    def free(self) -> frozenset[str]:
        """The unknowns that occur."""
        return free_symbols(*(cell.expr for cell in _cells(self.body)))


@meaning.register(tree.Derivative)
def _derivative(node: tree.Derivative, reader: Reader) -> Value:
    """∂f/∂x at the value of x, or for every x if it has none."""
    if node.operand is None:
        raise MeaningError(Kind.UNSUPPORTED, "a derivative of nothing", node.span)
    if (placed := _at_own_arguments(node, reader)) is not None:
        return placed
    if (gradient := in_vector(node, reader)) is not None:
        return gradient
    found = opened(node.operand, node.variables, node.partial, reader, node)
    lost = [slot.key for slot in found.slots if slot.unknown not in found.free]
    if lost:
        text = f"the value given here does not show how it depends on {', '.join(lost)}"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    keys = [reader.key(variable) for variable in node.variables]
    orders = zip(keys, node.orders, strict=True)
    return found.slope([key for key, order in orders for _ in range(order)])


def _at_own_arguments(node: tree.Derivative, reader: Reader) -> Value | None:
    """∂/∂w of L(0, 0) for an L(w, b): its slope in w, taken there."""
    call = node.operand
    if not isinstance(call, tree.Call) or not isinstance(call.head, tree.Name):
        return None
    items = call.arguments.items
    keys = {tree.key(variable) for variable in node.variables}
    if keys & {tree.key(part) for item in items for part in tree.walk(item)}:
        return None
    known = reader.scope.lookup(reader.key(call.head), reader.version)
    parameters = () if known is None else known.parameters or ()
    if len(parameters) == 1 and not keys & set(parameters):
        from symnn.latex.meaning.entry_slopes import slope_at_point

        return slope_at_point(replace(node, operand=call.head), items, reader)
    if not keys <= set(parameters) or len(parameters) != len(items):
        return None
    return at_arguments(replace(node, operand=call.head), items, node, reader)


def opened(
    operand: tree.Node,
    variables: Sequence[tree.Node],
    partial: bool,
    reader: Reader,
    node: tree.Node,
) -> Opened:
    """What is differentiated, with the variables unknown.

    Args:
        operand: an expression, or the name of a function.
        variables: the names that it is differentiated in.
        partial: whether all other parameters of a function are kept as they are.
        reader: the view.
        node: where this stands.
    """
    keys = list(dict.fromkeys(reader.key(variable) for variable in variables))
    before = set(reader.track.supposed)
    points = {key: _point(reader, v, key) for v, key in zip(variables, keys, strict=False)}
    unknown: dict[str, Value] = {key: Scalar(symbol(key)) for key in keys}
    wholes, entries = _with_unknown_entries(variables, reader)
    reader.track.supposed -= {t for t in reader.track.supposed - before if t.endswith(NO_BLOCK)}
    own = {key: value for key, value in unknown.items() if key not in entries}
    view = reader.varying({**own, **wholes})
    found = view.read(operand)
    if isinstance(found, Defined) and wholes.keys() & set(found.parameters):
        names = [parameter_name(name, node) for name in found.parameters]
        found = view.apply(found, [view.lookup(name) for name in names], node)
    if isinstance(found, Defined) and (len(found.parameters) > 1 or _is_in_entry(found, keys)):
        return _of_several(found, points, partial, reader, node)
    if isinstance(found, Defined) and (inside := _in_constant(found, keys, view, node)):
        if not partial and free_symbols(*points.values()) & set(found.parameters):
            text = f"{', '.join(points)} depends on the argument: a total or a partial derivative"
            raise MeaningError(Kind.AMBIGUOUS, text, node.span)
        found = inside
    if isinstance(found, Defined):
        _check_variable(found, keys, view, node)
    if isinstance(found, (Defined, Builtin)):
        found = view.apply(found, [unknown[keys[0]]], node)
    if not isinstance(found, (Scalar, Array)):
        text = "the derivative of a function is not covered"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    return Opened(found, tuple(Slot(key, key, points[key]) for key in keys), {})


def _with_unknown_entries(
    variables: Sequence[tree.Node], reader: Reader
) -> tuple[dict[str, Value], set[str]]:
    """The arrays that variables are entries of, with these in their places; and these."""
    found: dict[str, Value] = {}
    entries: set[str] = set()
    for variable in variables:
        if not isinstance(variable, tree.Name) or reader.knows(reader.key(variable)):
            continue
        held = array_and_index(variable, reader.varying(found))
        if held is None:
            continue
        key, array, index = held
        places = index_places(index, array, reader)
        if places is not None:
            value = Scalar(symbol(reader.key(variable)))
            found[key] = changed(array, places, value, reader, variable)
            entries.add(reader.key(variable))
    return found, entries


def _point(reader: Reader, variable: tree.Node, name: str) -> Expr:
    """The value that the variable has now; the variable itself if it has none."""
    try:
        return reader.scalar(variable).expr
    except MeaningError:
        if not reader.open_names:
            raise
        return symbol(name)


def _in_constant(
    function: Defined, keys: Sequence[str], view: Reader, node: tree.Node
) -> Body | None:
    """f(y) of an f(y) = max(y, ay) that is differentiated in a, and not in its variable."""
    if len(function.parameters) != 1 or function.parameters[0] in keys:
        return None
    (parameter,) = function.parameters
    at = Scalar(symbol(parameter))
    if not view.open_names or view.knows(parameter):
        at_name = view.lookup(parameter_name(parameter, node))
        if not isinstance(at_name, Scalar):
            return None
        at = at_name
    body = view.apply(function, [at], node)
    within = isinstance(body, (Scalar, Array)) and set(keys) <= free_symbols(
        *(cell.expr for cell in _cells(body))
    )
    return body if within and isinstance(body, (Scalar, Array)) else None


def _check_variable(function: Defined, keys: Sequence[str], view: Reader, node: tree.Node) -> None:
    """dσ/dx of a function of z: σ at x, unless z has a meaning of its own."""
    if not function.parameters:
        text = f"what {function.name} depends on is not said"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    (parameter,) = function.parameters
    if len(keys) != 1:
        text = f"{function.name} is a function of {parameter} alone"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    if keys[0] != parameter and view.scope.latest(parameter) is not None:
        text = f"{function.name} is a function of {parameter}, which may depend on {keys[0]}"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span)


def _with_inner(function: Defined, points: Mapping[str, Expr], reader: Reader) -> Defined:
    """The function with the name of a part of its formula, where it is differentiated by that."""
    strange = [key for key in points if key not in function.parameters]
    if len(strange) != 1 or strange[0].partition("_")[0] in function.parameters:
        return function
    from symnn.latex.meaning.inner_names import through

    return through(function, strange[0], reader) or function


def _of_several(
    function: Defined, points: Mapping[str, Expr], partial: bool, reader: Reader, node: tree.Node
) -> Opened:
    """A function of several parameters at names for them; each gets its value afterwards."""
    function = _with_inner(function, points, reader)
    arguments: list[Value] = []
    slots: list[Slot] = []
    held: dict[str, Expr] = {}
    for name in function.parameters:
        unknown = f"′{name}"
        arguments.append(Scalar(symbol(unknown)))
        if name in points:
            slots.append(Slot(name, unknown, points[name]))
            continue
        value = _held(name, node, reader)
        if value is None:
            arguments[-1] = placeholder(name)
            continue
        if not isinstance(value, Scalar):
            text = f"{name} is no number here; the derivative in the others is not covered"
            raise MeaningError(Kind.UNSUPPORTED, text, node.span)
        if free_symbols(value.expr) & set(points) and not partial:
            text = f"{name} depends on the variable: a total or a partial derivative"
            raise MeaningError(Kind.AMBIGUOUS, text, node.span)
        held[unknown] = value.expr
    strange = [key for key in points if key not in function.parameters]
    entries = [key for key in strange if key.partition("_")[0] in function.parameters]
    if len(entries) != len(strange):
        text = (
            f"{function.name} is a function of {', '.join(function.parameters)}, "
            f"not of {', '.join(strange)}"
        )
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    slots += [Slot(key, key, points[key]) for key in entries]
    view = reader.varying({key: Scalar(symbol(key)) for key in entries}) if entries else reader
    body = view.apply(function, arguments, node)
    if holds_placeholder(body, frozenset(function.parameters)):
        raise MeaningError(Kind.UNDEFINED, "an argument has no value", node.span)
    if not isinstance(body, (Scalar, Array)):
        raise MeaningError(Kind.UNSUPPORTED, "a function of functions", node.span)
    return Opened(body, tuple(slots), held)


def _is_in_entry(function: Defined, keys: Sequence[str]) -> bool:
    """Whether a derivative is in w_2, and the function is one of w."""
    return any(key.partition("_")[0] in function.parameters and "_" in key for key in keys)


def _held(name: str, node: tree.Node, reader: Reader) -> Value | None:
    """The value of a parameter that is kept; None for a vector given by its entries alone."""
    try:
        return reader.lookup(parameter_name(name, node))
    except MeaningError as obstacle:
        entries = any(key.startswith(f"{name}_") for key in reader.scope.history)
        if obstacle.kind is not Kind.UNDEFINED or not (entries or reader.open_names):
            raise
        return None if entries else Scalar(symbol(name))  # σ is open only where it is not written


def _cells(value: Value) -> list[Scalar]:
    if isinstance(value, Array):
        return list(value.cells())
    return [value] if isinstance(value, Scalar) else []


# --- at points ------------------------------------------------------------------------


@meaning.register(tree.Evaluated)
def _evaluated(node: tree.Evaluated, reader: Reader) -> Value:
    """An expression at a place, after a bar: the names are unknown, then get their values."""
    named = _places(node.condition)
    if named is None:
        return at_arguments(node.operand, _items(node.condition), node, reader)
    keys = [reader.key(name) for name, _ in named]
    values = {key: reader.scalar(value).expr for key, (_, value) in zip(keys, named, strict=True)}
    view = reader.varying({key: Scalar(symbol(key)) for key in keys})
    found = view.value(node.operand)
    if isinstance(found, Array):
        return found.map(lambda expr: substitute(expr, values))
    if not isinstance(found, Scalar):
        raise MeaningError(Kind.UNSUPPORTED, "a function or a set at a named place", node.span)
    return Scalar(substitute(found.expr, values))


def _items(node: tree.Node) -> tuple[tree.Node, ...]:
    return node.items if isinstance(node, tree.Group) else (node,)


def _places(node: tree.Node) -> list[tuple[tree.Node, tree.Node]] | None:
    """x = 0, y = 1 as pairs; (x, y) = (0, 1) and x = y = 0 too; None for bare values."""
    pairs: list[tuple[tree.Node, tree.Node]] = []
    for item in _items(node):
        if not isinstance(item, tree.Chain):
            return None
        *same, link = item.links
        alike = [item.first, *(each.operand for each in same)]
        if any(each.relation != "=" for each in item.links) or (
            same and not all(isinstance(name, tree.Name) for name in alike)
        ):
            raise MeaningError(Kind.UNSUPPORTED, "this place is not covered", node.span)
        if same:
            pairs += ((name, link.operand) for name in alike)
            continue
        names, values = _items(item.first), _items(link.operand)
        if len(names) != len(values):
            raise MeaningError(Kind.UNSUPPORTED, "this place is not covered", node.span)
        pairs += zip(names, values, strict=True)
    return pairs


def at_arguments(
    head: tree.Node, arguments: Sequence[tree.Node], node: tree.Node, reader: Reader
) -> Value:
    """df/dx at (2), ∂f/∂x at (1, 2): the values of the function's parameters in their order."""
    if not isinstance(head, tree.Derivative) or head.operand is None:
        raise MeaningError(Kind.UNSUPPORTED, "what is evaluated here is not clear", node.span)
    if head.variables and all(getattr(v, "subscript", None) for v in head.variables):
        from symnn.latex.meaning.entry_slopes import slope_at_point

        if (there := slope_at_point(head, arguments, reader)) is not None:
            return there
    names = _parameters(head, arguments, node, reader)
    values = {key: reader.scalar(value).expr for key, value in zip(names, arguments, strict=True)}
    view = reader.varying({key: Scalar(symbol(key)) for key in names})
    found = view.value(head)
    if isinstance(found, Array):
        return found.map(lambda expr: substitute(expr, values))
    if not isinstance(found, Scalar):
        raise MeaningError(Kind.UNSUPPORTED, "this derivative is no number", node.span)
    return Scalar(substitute(found.expr, values))


def _parameters(
    head: tree.Derivative, arguments: Sequence[tree.Node], node: tree.Node, reader: Reader
) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(reader.key(v) for v in head.variables))
    operand = head.operand
    if isinstance(operand, tree.Call):
        names = tuple(tree.key(item) for item in operand.arguments.items)
        given = tuple(name for name in names if name is not None)
        if len(given) == len(arguments) == len(names):
            return given
    found = reader.varying({k: Scalar(symbol(k)) for k in keys}).read(operand or head)
    if isinstance(found, Defined) and len(found.parameters) == len(arguments) > 1:
        return found.parameters
    alone = len(arguments) == len(keys) == 1
    same = alone and tree.key(arguments[0]) == keys[0]
    if same or (alone and isinstance(found, (Defined, Builtin)) and _is_number(arguments[0])):
        return keys
    text = "a bracket after a derivative may be a factor or the place where it is taken"
    raise MeaningError(Kind.AMBIGUOUS, text, node.span)


def _is_number(node: tree.Node) -> bool:
    inner = node.operand if isinstance(node, tree.Neg) else node
    return isinstance(inner, tree.Number)
