"""Rules of meaning for arithmetic, vectors and matrices."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from flint import fmpq

from symnn.exact.expression import (
    ONE,
    PI,
    add,
    apply,
    free_symbols,
    mul,
    nth_root,
    quotient,
    rational,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning import arrays, spaces
from symnn.latex.meaning.blocks import assembled
from symnn.latex.meaning.builtins import call
from symnn.latex.meaning.closed import whole_part
from symnn.latex.meaning.conditions import indicator, is_condition
from symnn.latex.meaning.conventions import CROSS, INNER, LISTS, STAR, TENSOR
from symnn.latex.meaning.dots import expanded
from symnn.latex.meaning.indices import INNER_PRODUCT, inner_product
from symnn.latex.meaning.norms import bars, norm
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import MAX_BITS, Reader, meaning
from symnn.latex.meaning.samples import centred
from symnn.latex.meaning.scope import BY_ENTRIES, CONVOLVED, OTHER_STAR, SLIDING_STAR
from symnn.latex.meaning.sets import distinct, joined, members
from symnn.latex.meaning.sized import turned
from symnn.latex.meaning.values import (
    Array,
    Builtin,
    FiniteSet,
    Scalar,
    Sized,
    Value,
    column,
    shape_text,
)

MAX_CELLS: Final = 64 * 64
#: So many are chosen from an unknown number at most: then it is a polynomial.
MAX_CHOSEN: Final = 20


@meaning.register(tree.Number)
def _number(node: tree.Number, reader: Reader) -> Value:
    value = node.value
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise MeaningError(Kind.SIZE, f"a number of over {MAX_BITS} bits", node.span)
    decimals = node.decimals if node.decimals is not None else 0
    exact = fmpq(value.numerator, value.denominator)
    given = bool(reader.active)
    if reader.soft is not None and reader.soft.takes(exact, decimals, given):
        return Scalar(reader.soft.unknown(exact, decimals, given), decimals)
    return Scalar(rational(value), decimals)


@meaning.register(tree.Sum)
def _sum(node: tree.Sum, reader: Reader) -> Value:
    values = [reader.value(t) for t in expanded(node.terms, reader)]
    if all(isinstance(v, Scalar) for v in values):
        return Scalar(add(*(v.expr for v in values if isinstance(v, Scalar))))
    values = list(centred(node.terms, values)) if len(values) == len(node.terms) else values
    total = values[0]
    for value in values[1:]:
        total = arrays.plus(total, value, node.span, reader)
    return total


@meaning.register(tree.Neg)
def _neg(node: tree.Neg, reader: Reader) -> Value:
    inner = node.operand
    if isinstance(inner, tree.Product) and inner.operators[:1] == ("mod",):
        reader.suppose("the remainder is that of the negative number")
        first = tree.Neg(inner.factors[0], span=node.span)
        return reader.value(replace(inner, factors=(first, *inner.factors[1:])))
    return arrays.minus(reader.value(inner), node.span)


def operate(operator: str, left: Value, right: Value, node: tree.Node, reader: Reader) -> Value:
    """left ∘ right for an operator as the parser names it."""
    span = node.span
    members = isinstance(left, (FiniteSet, Scalar)) and isinstance(right, (FiniteSet, Scalar))
    if operator in _SETS and members:
        return joined(operator, _as_set(left), _as_set(right), node)
    if isinstance(left, Array) and isinstance(right, Array) and operator in _OF_ARRAYS:
        return _OF_ARRAYS[operator](left, right, span, reader)
    if operator in ("", "*", "×"):
        return arrays.times(left, right, span, reader)
    if operator == "·":
        return arrays.times(left, right, span, reader, dot=True)
    if operator in ("⊙", "∘"):
        return arrays.hadamard(left, right, span)
    if operator in ("÷", "/"):
        return arrays.over(left, right, span)
    if operator == "mod" and isinstance(left, Scalar) and isinstance(right, Scalar):
        whole = apply("floor", quotient(left.expr, right.expr))
        return Scalar(left.expr - right.expr * whole)
    raise MeaningError(Kind.UNSUPPORTED, f"the operation {operator} is not covered", span)


_SETS: Final = frozenset("∪∩∖")


def _as_set(value: Value) -> FiniteSet:
    """A set; {2} was read as the number in braces."""
    if isinstance(value, FiniteSet):
        return value
    return FiniteSet((value,) if isinstance(value, (Scalar, Array)) else ())


def _cross(left: Array, right: Array, span: tree.Span, reader: Reader) -> Value:
    if len(list(left.cells())) == len(list(right.cells())) == 3:
        if reader.way(CROSS) == CROSS.ways[0]:
            return spaces.cross(left, right, span)
    elif left.is_vector and right.is_vector and left.loose and right.loose:
        text = "× between lists may be more than one product"
        raise MeaningError(Kind.AMBIGUOUS, text, span)
    return arrays.times(left, right, span, reader)


def _star(left: Array, right: Array, span: tree.Span, reader: Reader) -> Value:
    if reader.told(CONVOLVED):
        return spaces.convolved(left, right, span)
    if reader.told(OTHER_STAR):
        text = "the document defines a product of its own between lists"
        raise MeaningError(Kind.AMBIGUOUS, text, span)
    way = reader.way(STAR)
    if way in STAR.ways[:2] and reader.told(SLIDING_STAR):
        text = "a star is no product entry by entry or of matrices here"
        raise MeaningError(Kind.MISFIT, text, span)
    if way == STAR.ways[0]:
        return arrays.times(left, right, span, reader)
    if way == STAR.ways[1]:
        return arrays.hadamard(left, right, span)
    return spaces.correlated(left, right, way == STAR.ways[3], span)


def _tensor(left: Array, right: Array, span: tree.Span, reader: Reader) -> Value:
    way = reader.way(TENSOR)
    if way == TENSOR.ways[2]:
        return arrays.hadamard(left, right, span)
    return (spaces.kronecker if way == TENSOR.ways[0] else spaces.outer)(left, right, span)


_OF_ARRAYS: Final = {"×": _cross, "*": _star, "⊗": _tensor}


@meaning.register(tree.Quotient)
def _quotient(node: tree.Quotient, reader: Reader) -> Value:
    if node.ambiguous:
        raise MeaningError(
            Kind.AMBIGUOUS, "how far the denominator reaches is not clear", node.span
        )
    above, below = reader.value(node.numerator), reader.value(node.denominator)
    if reader.told(BY_ENTRIES) and isinstance(below, Array) and below.is_vector:
        inverses = below.map(lambda cell: quotient(ONE, cell))
        return arrays.hadamard(above, inverses, node.span)
    return arrays.over(above, below, node.span)


@meaning.register(tree.Transpose)
def _transpose(node: tree.Transpose, reader: Reader) -> Value:
    """A list that is transposed where it is written, [1, 2]^T, still fits as row or column."""
    value = reader.value(node.operand)
    if isinstance(value, Array):
        listed = isinstance(node.operand, tree.Group) and len(node.operand.items) > 1
        is_list = listed and value.loose
        return value if is_list else arrays.transposed(value)
    if isinstance(value, Sized):
        return turned(value)
    bare = node.mark == "T" and not isinstance(node.operand, tree.Group)
    if isinstance(value, Scalar) and bare and not _is_weight(node.operand, reader):
        text = "^T at a number may be a transpose or a power"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span)
    if isinstance(value, Scalar):
        return value
    raise MeaningError(Kind.UNSUPPORTED, "the transpose of a function", node.span)


#: Letters of weights and of what they are multiplied by, which nobody raises to a power T.
_WEIGHTS: Final = frozenset({"w", "W", "theta", "x", "h", "a", "delta"})


def _is_weight(node: tree.Node, reader: Reader) -> bool:
    """Whether a name is one of weights, of which a net with one unit has one: w^T x."""
    return isinstance(node, tree.Name) and node.base in _WEIGHTS and not reader.knows("T")


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
    inside = reader.scalar(node.operand)
    places = None if inside.decimals is None else inside.decimals + 2
    return Scalar(quotient(inside.expr, rational(100)), places)


@meaning.register(tree.Degrees)
def _degrees(node: tree.Degrees, reader: Reader) -> Value:
    inside = reader.scalar(node.operand).expr
    return Scalar(mul(quotient(inside, rational(180)), PI))


@meaning.register(tree.Group)
def _group(node: tree.Group, reader: Reader) -> Value:
    if node.fence == "⟨⟩":
        return inner_product(node, reader)
    if node.fence not in ("()", "[]", "{}", ""):
        raise MeaningError(
            Kind.UNSUPPORTED, f"the brackets {node.fence} are not covered", node.span
        )
    if node.fence == "[]" and is_condition(node):
        return indicator(reader, node)
    if node.fence == "[]" and (found := _of_vectors(node, reader)) is not None:
        return found
    if len(node.items) == 1:
        value = reader.value(node.items[0])
        return Scalar(value.expr) if isinstance(value, Scalar) and node.fence != "" else value
    if node.fence == "{}" and node.items:
        return members(reader, node)
    if not node.items:
        raise MeaningError(Kind.UNSUPPORTED, "these brackets are empty", node.span)
    if node.fence == "[]" and set(node.separators) == {"|"}:
        return _beside(node, reader)
    if not all(s in (",", " ", ";") for s in node.separators):
        raise MeaningError(Kind.UNSUPPORTED, "this list is not covered", node.span)
    if node.fence == "()" and ";" in node.separators and _are_open(node.items, reader):
        text = "what stands behind a semicolon in round brackets may be parameters"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span)
    if node.fence != "[]" or node.separators != (",",):
        return _vector(node, reader)
    from symnn.latex.meaning.commutators import commutator

    return commutator(node, reader) or _vector(node, reader)


def _are_open(items: tuple[tree.Node, ...], reader: Reader) -> bool:
    """Whether nothing but names without a meaning stands there, as in p(y; η)."""
    keys = [reader.key(item) if isinstance(item, tree.Name) else None for item in items]
    return all(key is not None and reader.scope.lookup(key, reader.version) is None for key in keys)


def _of_vectors(node: tree.Group, reader: Reader) -> Value | None:
    """[a, b] and [a b] of vectors, which are rarer than numbers in brackets."""
    items = node.items
    if len(items) == 1 and not isinstance(items[0], tree.Product):
        return None
    if all(isinstance(item, (tree.Number, tree.Neg)) for item in items):
        return None
    from symnn.latex.meaning.side_by_side import vectors_in_brackets

    return vectors_in_brackets(node, reader)


def _beside(node: tree.Group, reader: Reader) -> Value:
    """[A | b], the columns of both."""
    reader.suppose("an augmented matrix is the matrix of its entries, and no system")
    whole: Array | None = None
    for item in node.items:
        value = reader.value(item)
        if not isinstance(value, Array) or (whole and len(whole.rows) != len(value.rows)):
            text = "blocks side by side with other numbers of rows"
            raise MeaningError(Kind.SHAPE, text, node.span)
        whole = spaces.beside(whole, value)
    if whole is None:
        raise MeaningError(Kind.UNSUPPORTED, "these brackets are empty", node.span)
    return whole


def _vector(node: tree.Group, reader: Reader) -> Value:
    cells = [reader.scalar(item) for item in expanded(node.items, reader)]
    if len(cells) > MAX_CELLS:
        raise MeaningError(Kind.SIZE, f"a vector of over {MAX_CELLS} entries", node.span)
    if reader.scope.ways.get(LISTS.name) == LISTS.ways[1]:
        return Array((tuple(cells),))
    return column(tuple(cells), loose=True)


@meaning.register(tree.Abs)
def _abs(node: tree.Abs, reader: Reader) -> Value:
    value = reader.value(node.operand)
    if isinstance(value, Scalar):
        return Scalar(apply("abs", value.expr))
    if isinstance(value, FiniteSet):
        return Scalar(rational(len(distinct(value, node))))
    if isinstance(value, Array):
        return bars(value, node.span, reader)
    text = f"|·| of a {shape_text(value)} is not covered"
    raise MeaningError(Kind.UNSUPPORTED, text, node.span)


@meaning.register(tree.Norm)
def _norm(node: tree.Norm, reader: Reader) -> Value:
    kind = "" if node.subscript is None else tree.index_key(node.subscript)
    value = reader.value(node.operand)
    own = kind in ("", "2") and isinstance(value, Array) and value.is_vector
    own = own and f"{INNER_PRODUCT}()" not in reader.active  # which may be given by the norm
    if own and reader.knows(INNER_PRODUCT) and reader.way(INNER) == INNER.ways[0]:
        square = inner_product(tree.Group("⟨⟩", (node.operand, node.operand), (",",)), reader)
        return Scalar(nth_root(square.expr)) if isinstance(square, Scalar) else square
    return norm(value, kind, node.span, reader)


@meaning.register(tree.Floor)
def _floor(node: tree.Floor, reader: Reader) -> Value:
    return Scalar(whole_part(reader.scalar(node.operand).expr))


@meaning.register(tree.Ceiling)
def _ceiling(node: tree.Ceiling, reader: Reader) -> Value:
    return Scalar(-whole_part(-reader.scalar(node.operand).expr))


@meaning.register(tree.Binomial)
def _binomial(node: tree.Binomial, reader: Reader) -> Value:
    k = reader.integer(node.lower)
    above = reader.scalar(node.upper).expr
    if free_symbols(above) and 0 <= k <= MAX_CHOSEN:
        factors = [quotient(above - rational(i), rational(i + 1)) for i in range(k)]
        return Scalar(mul(*factors) if factors else ONE)
    n = reader.integer(node.upper)
    if n < 0 or k < 0:
        raise MeaningError(Kind.UNSUPPORTED, "a binomial of negative numbers", node.span)
    total = Fraction(1)
    for i in range(k):
        total = total * (n - i) / (i + 1)
    return Scalar(rational(total))


def _cells(node: tree.Matrix, reader: Reader) -> tuple[tuple[Scalar, ...], ...]:
    """The entries; of a matrix of blocks those of its blocks."""
    try:
        return tuple(tuple(reader.scalar(cell) for cell in row) for row in node.rows)
    except MeaningError as obstacle:
        if obstacle.kind is not Kind.MISFIT:
            raise
        found = assembled(node, reader)
        if found is None:
            raise
        return found.rows


@meaning.register(tree.Matrix)
def _matrix(node: tree.Matrix, reader: Reader) -> Value:
    if node.rules:
        reader.suppose("an augmented matrix is the matrix of its entries, and no system")
    if sum(len(row) for row in node.rows) > MAX_CELLS:
        raise MeaningError(Kind.SIZE, f"a matrix of over {MAX_CELLS} entries", node.span)
    widths = {len(row) for row in node.rows}
    if len(widths) != 1:
        found = ", ".join(str(w) for w in sorted(widths))
        raise MeaningError(Kind.SHAPE, f"rows of different lengths: {found} entries", node.span)
    rows = _cells(node, reader)
    if node.fence == "||":
        return call(Builtin("det"), [Array(rows)], node.span, reader)
    if node.fence == "‖‖":
        return norm(Array(rows), "2", node.span, reader)
    if node.fence not in ("()", "[]", "{}", ""):
        raise MeaningError(
            Kind.UNSUPPORTED, f"the brackets {node.fence} are not covered", node.span
        )
    return Array(rows)
