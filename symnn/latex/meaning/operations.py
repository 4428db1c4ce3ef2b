"""Rules of meaning for arithmetic, vectors and matrices."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from flint import fmpq

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ONE,
    PI,
    Expr,
    add,
    apply,
    exp,
    mul,
    nth_root,
    quotient,
    rational,
)
from symnn.exact.number import Number as ExactNumber
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning import arrays
from symnn.latex.meaning.builtins import call, raised
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import MAX_BITS, MAX_EXPONENT, Reader, meaning, short
from symnn.latex.meaning.superscripts import read_index
from symnn.latex.meaning.values import Array, Builtin, Scalar, Value, column, shape_text

MAX_CELLS: Final = 64 * 64
MAX_ROOT: Final = 60


@meaning.register(tree.Number)
def _number(node: tree.Number, reader: Reader) -> Value:
    value = node.value
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise MeaningError(Kind.SIZE, f"a number of over {MAX_BITS} bits", node.span)
    decimals = node.decimals if node.decimals is not None else 0
    exact = fmpq(value.numerator, value.denominator)
    if reader.soft is not None and reader.soft.takes(exact, decimals):
        return Scalar(reader.soft.unknown(exact, decimals), decimals)
    return Scalar(rational(value), decimals)


@meaning.register(tree.Sum)
def _sum(node: tree.Sum, reader: Reader) -> Value:
    values = [reader.value(t) for t in node.terms]
    if all(isinstance(v, Scalar) for v in values):
        return Scalar(add(*(v.expr for v in values if isinstance(v, Scalar))))
    total = values[0]
    for value in values[1:]:
        total = arrays.plus(total, value, node.span)
    return total


@meaning.register(tree.Neg)
def _neg(node: tree.Neg, reader: Reader) -> Value:
    return arrays.minus(reader.value(node.operand), node.span)


def operate(operator: str, left: Value, right: Value, node: tree.Node) -> Value:
    """left ∘ right for an operator as the parser names it."""
    if operator in ("", "*", "×"):
        if operator == "×" and isinstance(left, Array) and isinstance(right, Array):
            text = "× between arrays may be a matrix product or a cross product"
            if left.is_vector and right.is_vector:
                raise MeaningError(Kind.AMBIGUOUS, text, node.span)
        return arrays.times(left, right, node.span)
    if operator == "·":
        return arrays.times(left, right, node.span, dot=True)
    if operator in ("⊙", "∘"):
        return arrays.hadamard(left, right, node.span)
    if operator in ("÷", "/"):
        return arrays.over(left, right, node.span)
    raise MeaningError(Kind.UNSUPPORTED, f"the operation {operator} is not covered", node.span)


@meaning.register(tree.Quotient)
def _quotient(node: tree.Quotient, reader: Reader) -> Value:
    if node.ambiguous:
        raise MeaningError(
            Kind.AMBIGUOUS, "how far the denominator reaches is not clear", node.span
        )
    return arrays.over(reader.value(node.numerator), reader.value(node.denominator), node.span)


@meaning.register(tree.Power)
def _power(node: tree.Power, reader: Reader) -> Value:
    if node.ambiguous:
        raise MeaningError(Kind.AMBIGUOUS, "what is raised to the power is not clear", node.span)
    name = read_index(node, reader)
    if name is not None:
        return name
    base = reader.value(node.base)
    if isinstance(base, Array) and base.shape != (1, 1):
        return arrays.integer_matrix_power(base, reader.integer(node.exponent), node.span)
    exponent = reader.value(node.exponent)
    if isinstance(base, Builtin) or not isinstance(exponent, Scalar):
        text = f"a {shape_text(base)} to the power of a {shape_text(exponent)} is not covered"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    inside = reader.scalar(node.base)
    _guard_power(inside.expr, exponent.expr, node)
    return Scalar(raised(inside.expr, exponent.expr))


def _guard_power(base: Expr, exponent: Expr, node: tree.Node) -> None:
    """Refuse a power that would be huge, before it is built; e^b is no power of a number."""
    whole = None if base == exp(ONE) else _closed(exponent)
    if whole is None or not whole.is_rational:
        return
    q = whole.as_fmpq()
    size = max(abs(int(q.p)), int(q.q))
    if size <= 1:
        return
    inside = _closed(base)
    bits = (
        1
        if inside is None
        else max((c.p.height_bits() + c.q.height_bits() for c in inside.coefficients), default=1)
    )
    trivial = inside is not None and inside in (0, 1, -1)
    if not trivial and (size > MAX_EXPONENT or bits * size > MAX_BITS):
        text = f"a power with exponent {short(int(q.p))} would pass {MAX_BITS} bits"
        raise MeaningError(Kind.SIZE, text, node.span)


def _closed(expr: Expr) -> ExactNumber | None:
    try:
        return exact_value(lower(expr))
    except SymnnError:
        return None


@meaning.register(tree.Root)
def _root(node: tree.Root, reader: Reader) -> Value:
    degree = 2 if node.degree is None else reader.integer(node.degree)
    if not 2 <= degree <= MAX_ROOT:
        raise MeaningError(Kind.UNSUPPORTED, f"a root of degree {degree} is not covered", node.span)
    return Scalar(nth_root(reader.scalar(node.radicand).expr, degree))


@meaning.register(tree.Transpose)
def _transpose(node: tree.Transpose, reader: Reader) -> Value:
    """A list that is transposed where it is written, [1, 2]^T, still fits as row or column."""
    value = reader.value(node.operand)
    if isinstance(value, Array):
        is_list = isinstance(node.operand, tree.Group) and value.loose
        return value if is_list else arrays.transposed(value)
    if isinstance(value, Scalar) and node.mark == "T" and not isinstance(node.operand, tree.Group):
        text = "^T at a number may be a transpose or a power"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span)
    if isinstance(value, Scalar):
        return value
    raise MeaningError(Kind.UNSUPPORTED, "the transpose of a function", node.span)


@meaning.register(tree.Factorial)
def _factorial(node: tree.Factorial, reader: Reader) -> Value:
    n = reader.integer(node.operand)
    if n < 0 or n > 200 or node.count != 1:
        raise MeaningError(Kind.SIZE, f"the factorial of {n} is not covered", node.span)
    product = 1
    for k in range(2, n + 1):
        product *= k
    return Scalar(rational(product))


@meaning.register(tree.Percent)
def _percent(node: tree.Percent, reader: Reader) -> Value:
    return Scalar(quotient(reader.scalar(node.operand).expr, rational(100)))


@meaning.register(tree.Degrees)
def _degrees(node: tree.Degrees, reader: Reader) -> Value:
    inside = reader.scalar(node.operand).expr
    return Scalar(mul(quotient(inside, rational(180)), PI))


@meaning.register(tree.Group)
def _group(node: tree.Group, reader: Reader) -> Value:
    if node.fence not in ("()", "[]", "{}", ""):
        raise MeaningError(
            Kind.UNSUPPORTED, f"the brackets {node.fence} are not covered", node.span
        )
    if len(node.items) == 1:
        value = reader.value(node.items[0])
        return Scalar(value.expr) if isinstance(value, Scalar) and node.fence != "" else value
    if node.fence == "{}" or not node.items:
        raise MeaningError(Kind.UNSUPPORTED, "a set is no number and no vector", node.span)
    if not all(s in (",", " ", ";") for s in node.separators):
        raise MeaningError(Kind.UNSUPPORTED, "this list is not covered", node.span)
    return _vector(node, reader)


def _vector(node: tree.Group, reader: Reader) -> Value:
    cells = [reader.scalar(item) for item in node.items]
    if len(cells) > MAX_CELLS:
        raise MeaningError(Kind.SIZE, f"a vector of over {MAX_CELLS} entries", node.span)
    return column(tuple(cells), loose=True)


@meaning.register(tree.Abs)
def _abs(node: tree.Abs, reader: Reader) -> Value:
    value = reader.value(node.operand)
    if isinstance(value, Scalar):
        return Scalar(apply("abs", value.expr))
    text = f"|·| of a {shape_text(value)} may be a norm, a determinant or entry by entry"
    raise MeaningError(Kind.AMBIGUOUS, text, node.span)


@meaning.register(tree.Norm)
def _norm(node: tree.Norm, reader: Reader) -> Value:
    kind = "2" if node.subscript is None else tree.index_key(node.subscript)
    return arrays.norm(reader.value(node.operand), kind, node.span)


@meaning.register(tree.Floor)
def _floor(node: tree.Floor, reader: Reader) -> Value:
    return Scalar(apply("floor", reader.scalar(node.operand).expr))


@meaning.register(tree.Ceiling)
def _ceiling(node: tree.Ceiling, reader: Reader) -> Value:
    return Scalar(-apply("floor", -reader.scalar(node.operand).expr))


@meaning.register(tree.Binomial)
def _binomial(node: tree.Binomial, reader: Reader) -> Value:
    n, k = reader.integer(node.upper), reader.integer(node.lower)
    if n < 0 or k < 0:
        raise MeaningError(Kind.UNSUPPORTED, "a binomial of negative numbers", node.span)
    total = Fraction(1)
    for i in range(k):
        total = total * (n - i) / (i + 1)
    return Scalar(rational(total))


@meaning.register(tree.Matrix)
def _matrix(node: tree.Matrix, reader: Reader) -> Value:
    if node.rules:
        raise MeaningError(Kind.UNSUPPORTED, "an augmented matrix is a system, no value", node.span)
    if sum(len(row) for row in node.rows) > MAX_CELLS:
        raise MeaningError(Kind.SIZE, f"a matrix of over {MAX_CELLS} entries", node.span)
    widths = {len(row) for row in node.rows}
    if len(widths) != 1:
        found = ", ".join(str(w) for w in sorted(widths))
        raise MeaningError(Kind.SHAPE, f"rows of different lengths: {found} entries", node.span)
    rows = tuple(tuple(reader.scalar(cell) for cell in row) for row in node.rows)
    if node.fence == "||":
        return call(Builtin("det"), [Array(rows)], node.span)
    if node.fence not in ("()", "[]", "{}", ""):
        raise MeaningError(
            Kind.UNSUPPORTED, f"the brackets {node.fence} are not covered", node.span
        )
    return Array(rows)


@meaning.register(tree.Annotated)
def _evaluated_operand(node: tree.Annotated, reader: Reader) -> Value:
    return reader.value(node.operand)
