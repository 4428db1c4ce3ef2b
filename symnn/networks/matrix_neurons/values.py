"""What flows through a network of matrix neurons.

Three kinds of values, from the most to the least known:

* a matrix of algebraic numbers;
* g(A) for one scalar function g and one algebraic matrix A: activations and sums of such values
  are again of this kind, so whole networks of commuting inputs are one function of one matrix;
* a matrix of closed expressions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias, final

from flint import arb_mat

from symnn.deferred import dataclass
from symnn.errors import NotAlgebraicError, SymnnError
from symnn.exact.ball import enclose
from symnn.exact.evaluate import value
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, mul, power, rational
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.combination import balls
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.functions.matrix_functions.value import FunctionOfMatrix


@final
@dataclass(frozen=True, eq=False)
class Calculus:
    """g(A), for a body g at the variable and a matrix A of algebraic numbers."""

    body: Expr
    base: Matrix

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.base.shape

    @cached_property
    def found(self) -> FunctionOfMatrix:
        """The exact value; errors are those of `matrix_function`."""
        name = "this composition" if self.body.op != "apply" else str(self.body.data)
        return matrix_function(ScalarFunction(name, self.body), self.base)

    def settled(self) -> Settled:
        """The value itself, if it is a matrix of algebraic numbers; else entries."""
        if self.body == VARIABLE:
            return self.base
        try:
            return self.found.matrix()
        except NotAlgebraicError:
            return self.found.expressions()


Entries: TypeAlias = "tuple[tuple[Expr, ...], ...]"
Settled: TypeAlias = "Matrix | Entries"
Value: TypeAlias = "Matrix | Calculus | Entries"


def entries_of(item: Value) -> Entries:
    """The entries as closed expressions."""
    if isinstance(item, Calculus):
        item = item.settled()
    if isinstance(item, Matrix):
        return tuple(tuple(written_form(e) for e in row) for row in item.tolist())
    return item


def shape_of(item: Value) -> tuple[int, int]:
    """(rows, columns)."""
    if isinstance(item, (Matrix, Calculus)):
        return item.shape
    return len(item), len(item[0])


def simplest(rows: Sequence[Sequence[Expr]]) -> Settled:
    """Entries as a matrix of algebraic numbers, if all of them are such."""
    try:
        return Matrix([[value(lower(e)) for e in row] for row in rows])
    except SymnnError:
        return tuple(tuple(row) for row in rows)


def weighted_sum(weights: Sequence[Expr], items: Sequence[Value], bias: Matrix | None) -> Value:
    """sum of w X, plus a bias: as a function of one matrix where all are such."""
    parts = [(w, x) for w, x in zip(weights, items, strict=True) if w != ZERO]
    if not parts:
        return Matrix.zeros(*shape_of(items[0])) if bias is None else bias
    together = in_one_base([x for _, x in parts], bias)
    if together is not None:
        bodies, base = together
        terms = [b if w == ONE else mul(w, b) for (w, _), b in zip(parts, bodies, strict=False)]
        terms += bodies[len(parts) :]
        body = ZERO if not terms else terms[0] if len(terms) == 1 else add(*terms)
        return _constant(body, base)
    return _entrywise_sum(parts, bias)


def _constant(body: Expr, base: Matrix) -> Value:
    """A sum without the variable is a multiple of the identity."""
    if ARGUMENT in free_symbols(body) or free_symbols(body):
        return Calculus(body, base)
    return Calculus(body, base).settled()


def in_one_base(
    items: Sequence[Value], bias: Matrix | None = None
) -> tuple[list[Expr], Matrix] | None:
    """All items, and the bias, as functions of one matrix: the bodies and that matrix, or None."""
    calculi = []
    for item in items:
        if isinstance(item, Matrix):
            calculi.append(Calculus(VARIABLE, item))
        elif isinstance(item, Calculus):
            calculi.append(item)
        else:
            return None
    if bias is not None and bias:
        calculi.append(Calculus(VARIABLE, bias))
    for base in dict.fromkeys(c.base for c in calculi):
        bodies = [_in_terms_of(c, base) for c in calculi]
        if all(b is not None for b in bodies):
            return [b for b in bodies if b is not None], base
    return None


def _in_terms_of(item: Calculus, base: Matrix) -> Expr | None:
    """g(B) as a function of A, if B = p(A)."""
    if item.base == base:
        return item.body
    found = as_polynomial(item.base, base)
    if found is None:
        return None
    return ScalarFunction("g", item.body).of(found)


def as_polynomial(matrix: Matrix, base: Matrix) -> Expr | None:
    """p with B = p(A), if there is one; a matrix that commutes with a nonderogatory A has one.

    Exactness: decides, by linear algebra on the powers of A.

    Examples:
        >>> A = Matrix([[0, 1], [1, 0]])
        >>> as_polynomial(Matrix([[3, 0], [0, 3]]), A) == rational(3)
        True
    """
    if matrix.shape != base.shape or matrix @ base != base @ matrix:
        return None
    columns, one = [], Matrix.identity(base.shape[0])
    for _ in range(base.shape[0]):
        columns.append(one.entries())
        one = one @ base
    rows = list(zip(*columns, matrix.entries(), strict=True))
    form, pivots = Matrix([list(row) for row in rows]).rref()
    size = len(columns)
    if size in pivots:
        return None
    terms = []
    for row, pivot in enumerate(pivots):
        c = form[row, size]
        if c:
            x = ONE if pivot == 0 else VARIABLE if pivot == 1 else power(VARIABLE, rational(pivot))
            number = written_form(c)
            terms.append(x if c == 1 else number if pivot == 0 else mul(number, x))
    return ZERO if not terms else terms[0] if len(terms) == 1 else add(*terms)


def _entrywise_sum(parts: Sequence[tuple[Expr, Value]], bias: Matrix | None) -> Value:
    shape = shape_of(parts[0][1])
    rows: list[list[list[Expr]]] = [[[] for _ in range(shape[1])] for _ in range(shape[0])]
    items: list[tuple[Expr, Value]] = [*parts, *([(ONE, bias)] if bias is not None else [])]
    for weight, item in items:
        for i, row in enumerate(entries_of(item)):
            for j, entry in enumerate(row):
                if entry != ZERO:
                    rows[i][j].append(entry if weight == ONE else mul(weight, entry))
    return simplest([[_sum(cell) for cell in row] for row in rows])


def _sum(terms: Sequence[Expr]) -> Expr:
    return ZERO if not terms else terms[0] if len(terms) == 1 else add(*terms)


def enclosure_of(item: Value, bits: int) -> arb_mat:
    """Balls of the entries."""
    if isinstance(item, Calculus):
        if item.body == VARIABLE:
            return balls(item.base, bits)
        return item.found.enclosure(bits)
    if isinstance(item, Matrix):
        return balls(item, bits)
    flat = [enclose(lower(e), bits) for row in item for e in row]
    return arb_mat(*shape_of(item), flat)
