"""Rules of meaning for functions, cases, ranges and derivatives."""

from __future__ import annotations

from typing import Final

from symnn.exact.expression import ONE, Expr, quotient, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS, multiplied, raised, summed
from symnn.latex.meaning.differentiation import at_arguments
from symnn.latex.meaning.gradients import joined, named_matrix
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.operations import operate
from symnn.latex.meaning.reader import Reader, meaning
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value

MAX_RANGE: Final = 1000

_OTHERWISE: Final = frozenset({"otherwise", "else", "otherwise.", "else."})
_CASE_RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


@meaning.register(tree.Name)
def _name(node: tree.Name, reader: Reader) -> Value:
    return reader.lookup(node)


@meaning.register(tree.Product)
def _product(node: tree.Product, reader: Reader) -> Value:
    node, reader = joined(node, reader)
    operators = ("", *node.operators)
    total: Value | None = None
    pending: Value | None = None
    for operator, factor in zip(operators, node.factors, strict=True):
        if pending is not None:
            value = reader.apply(pending, _arguments(reader, factor), node)
            pending = None
        else:
            value = reader.value(factor)
        if isinstance(value, (Builtin, Defined)):
            if operator not in ("", None):
                raise MeaningError(Kind.UNSUPPORTED, "a function without an argument", factor.span)
            pending = value
            continue
        total = value if total is None else operate(operator, total, value, node)
    if pending is not None:
        if total is None:
            return pending
        raise MeaningError(Kind.UNSUPPORTED, "a function without an argument", node.span)
    if total is None:
        raise MeaningError(Kind.UNSUPPORTED, "an empty product", node.span)
    if isinstance(total, Scalar) and total.decimals is None:
        return Scalar(total.expr, _scientific(node))
    return total


def _scientific(node: tree.Product) -> int | None:
    """The printed places of 9.77 × 10^{-4}: those of the mantissa, moved by the power."""
    if len(node.factors) != 2 or not isinstance(node.factors[1], tree.Power):
        return None
    (_, mantissa), (_, ten) = _signed(node.factors[0]), _signed(node.factors[1].base)
    sign, exponent = _signed(node.factors[1].exponent)
    if mantissa is None or not mantissa.decimals or ten is None or ten.value != 10:
        return None
    if exponent is None or exponent.value.denominator != 1 or exponent.value > MAX_RANGE:
        return None
    return mantissa.decimals - sign * int(exponent.value)


def _signed(node: tree.Node) -> tuple[int, tree.Number | None]:
    sign, inner = (-1, node.operand) if isinstance(node, tree.Neg) else (1, node)
    return sign, inner if isinstance(inner, tree.Number) else None


def _arguments(reader: Reader, node: tree.Node) -> list[Value]:
    if isinstance(node, tree.Group) and node.fence in ("()", "[]", "{}", ""):
        return [reader.value(item) for item in node.items]
    return [reader.value(node)]


@meaning.register(tree.Prime)
def _prime(node: tree.Prime, reader: Reader) -> Value:
    if reader.scope.latest(tree.key(node) or "") is not None:
        return reader.lookup(node)
    value = reader.value(node.operand)
    if isinstance(value, Array) and node.count == 1:
        text = "a prime on an array may be a transpose or a new name"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span)
    key = tree.key(node) or "this"
    raise MeaningError(Kind.UNDEFINED, f"{key} is not defined", node.span, (key,))


@meaning.register(tree.Call)
def _call(node: tree.Call, reader: Reader) -> Value:
    head = node.head
    if isinstance(head, tree.Prime) and reader.scope.latest(tree.key(head) or "") is None:
        function = reader.value(head.operand)
        return reader.slope(function, _arguments(reader, node.arguments), head.count, node)
    if isinstance(head, tree.Derivative):
        return at_arguments(head, node.arguments.items, node, reader)
    matrix = named_matrix(head, node.arguments, reader)
    if matrix is not None:
        return matrix
    value = _head(reader, head)
    if isinstance(value, (Builtin, Defined)):
        return reader.apply(value, _arguments(reader, node.arguments), node)
    text = "a bracket after a name that is no function here"
    raise MeaningError(Kind.AMBIGUOUS, text, node.span)


def _head(reader: Reader, head: tree.Node) -> Value:
    """What stands before parentheses; an open name there may be a function or a factor."""
    if isinstance(head, tree.Name):
        key = reader.key(head)
        known = key in reader.local or reader.scope.lookup(key, reader.version) is not None
        if not known and key not in ("pi", "e") and head.base not in SPELLINGS:
            raise MeaningError(Kind.UNDEFINED, f"{key} is not defined", head.span, (key,))
    return reader.value(head)


@meaning.register(tree.Apply)
def _apply(node: tree.Apply, reader: Reader) -> Value:
    if node.ambiguous:
        raise MeaningError(Kind.AMBIGUOUS, "how far the argument reaches is not clear", node.span)
    args = _arguments(reader, node.argument)
    if isinstance(node.function, tree.Prime):
        result = reader.slope(reader.value(node.function.operand), args, node.function.count, node)
    else:
        result = reader.apply(reader.value(node.function), args, node)
    if node.power is None:
        return result
    if not isinstance(result, Scalar):
        raise MeaningError(Kind.UNSUPPORTED, "a power of a function of an array", node.span)
    exponent = reader.integer(node.power)
    if exponent < 0:
        raise MeaningError(Kind.AMBIGUOUS, "f^{-1} may be an inverse or a reciprocal", node.span)
    return Scalar(raised(result.expr, rational(exponent)))


@meaning.register(tree.Cases)
def _cases(node: tree.Cases, reader: Reader) -> Value:
    args: list[Expr] = []
    relations: list[str] = []
    for k, row in enumerate(node.rows):
        value = reader.scalar(row.value).expr
        last = k == len(node.rows) - 1
        if row.condition is None or (last and row.words.strip() in _OTHERWISE):
            if not last:
                raise MeaningError(Kind.UNSUPPORTED, "a case without a condition", row.span)
            return Scalar(Expr("piecewise", (*args, value), tuple(relations)))
        for relation, left, right in _condition(reader, row.condition):
            relations.append(relation)
            args += [left, right, value]
    undefined = quotient(ONE, rational(0))
    return Scalar(Expr("piecewise", (*args, undefined), tuple(relations)))


def _condition(reader: Reader, node: tree.Node) -> list[tuple[str, Expr, Expr]]:
    """A single comparison; anything longer is not covered."""
    if not isinstance(node, tree.Chain) or len(node.links) != 1:
        raise MeaningError(Kind.UNSUPPORTED, "this condition is not covered", node.span)
    link = node.links[0]
    relation = _CASE_RELATIONS.get(link.relation)
    if relation is None:
        text = f"the condition {link.relation} is not covered"
        raise MeaningError(Kind.UNSUPPORTED, text, link.span)
    return [(relation, reader.scalar(node.first).expr, reader.scalar(link.operand).expr)]


@meaning.register(tree.BigOperator)
def _big(node: tree.BigOperator, reader: Reader) -> Value:
    if node.operator not in ("sum", "prod"):
        raise MeaningError(Kind.UNSUPPORTED, f"\\{node.operator} is not covered", node.span)
    lower_bound = node.lower
    if not isinstance(lower_bound, tree.Chain) or node.upper is None:
        raise MeaningError(Kind.UNSUPPORTED, "the range of this sum is not given", node.span)
    if len(lower_bound.links) != 1 or lower_bound.links[0].relation != "=":
        raise MeaningError(Kind.UNSUPPORTED, "the range of this sum is not covered", node.span)
    index = tree.key(lower_bound.first)
    if index is None:
        raise MeaningError(Kind.UNSUPPORTED, "the range of this sum is not covered", node.span)
    start, stop = reader.integer(lower_bound.links[0].operand), reader.integer(node.upper)
    if stop - start > MAX_RANGE:
        raise MeaningError(Kind.SIZE, f"a range of over {MAX_RANGE} terms", node.span)
    cells = [
        reader.with_local({index: Scalar(rational(k), 0)}).read_scalar(node.body).expr
        for k in range(start, stop + 1)
    ]
    return Scalar(summed(cells) if node.operator == "sum" else multiplied(cells))
