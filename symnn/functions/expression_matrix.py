"""Matrices of closed expressions: entries such as 1/(1 + e^-1), exactly.

Gauss and Jordan on `ClosedForm` entries. For entries that are algebraic numbers alone,
`symnn.exact.matrix` is much faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact import elimination
from symnn.exact.closed_form import ClosedForm
from symnn.exact.elimination import Arithmetic
from symnn.exact.expression import ONE, ZERO, Expr
from symnn.exact.from_sympy import from_sympy
from symnn.functions.lower import lower

_FIELD: Final = Arithmetic(ClosedForm.of(ZERO), ClosedForm.of(ONE), ClosedForm.vanishes)


@final
@dataclass(frozen=True)
class ExpressionMatrix:
    """A matrix whose entries are closed expressions in exponentials, logarithms and roots.

    Args:
        rows: rows of exact numbers, sympy expressions, or expressions of ours.

    Exactness: exact; a question that turns on a zero that cannot be decided is refused.

    Examples:
        >>> import sympy as sp
        >>> A = ExpressionMatrix.of([[sp.exp(1), 1], [1, sp.exp(-1)]])
        >>> A.rank(), A.determinant() == ZERO
        (1, True)
    """

    rows: tuple[tuple[ClosedForm, ...], ...]

    @classmethod
    def of(cls, rows: Iterable[Iterable[Any]]) -> ExpressionMatrix:
        """Read the entries.

        Raises:
            ShapeError: rows of different lengths.
            NotClosedError: an entry with a free symbol.
        """
        table = tuple(tuple(ClosedForm.of(_lowered(e)) for e in row) for row in rows)
        if len({len(row) for row in table}) > 1:
            raise ShapeError(f"rows of different lengths: {sorted({len(r) for r in table})}")
        return cls(table)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    def entries(self) -> tuple[tuple[Expr, ...], ...]:
        """The entries as expressions, row by row."""
        return tuple(tuple(e.expr() for e in row) for row in self.rows)

    def __matmul__(self, other: ExpressionMatrix) -> ExpressionMatrix:
        if self.shape[1] != other.shape[0]:
            raise ShapeError(
                f"{self.shape[0]}×{self.shape[1]} times {other.shape[0]}×{other.shape[1]} is not "
                "defined: the inner sizes differ"
            )
        columns = tuple(zip(*other.rows, strict=True))
        return ExpressionMatrix(tuple(tuple(_dot(r, c) for c in columns) for r in self.rows))

    def solve(self, right: ExpressionMatrix) -> ExpressionMatrix:
        """X with A X = B; `UndefinedError` for a singular A."""
        return ExpressionMatrix(elimination.solve(self.rows, right.rows, _FIELD))

    def inverse(self) -> ExpressionMatrix:
        """X with A X = 1; `UndefinedError` for a singular A."""
        return ExpressionMatrix(elimination.inverse(self.rows, _FIELD))

    def determinant(self) -> Expr:
        """det A, for a square A."""
        return elimination.determinant(self.rows, _FIELD).expr()

    def rank(self) -> int:
        """The dimension of the column space."""
        return elimination.rank(self.rows, _FIELD)

    def kernel(self) -> tuple[tuple[Expr, ...], ...]:
        """A basis of the x with A x = 0."""
        basis = elimination.kernel(self.rows, _FIELD)
        return tuple(tuple(e.expr() for e in vector) for vector in basis)

    def column_space(self) -> tuple[tuple[Expr, ...], ...]:
        """A basis of the column space: the columns with a pivot."""
        pivots = elimination.echelon(self.rows, _FIELD).pivots
        return tuple(tuple(row[j].expr() for row in self.rows) for j in pivots)


def _lowered(entry: Any) -> Expr:
    return lower(entry if isinstance(entry, Expr) else from_sympy(entry))


def _dot(row: Sequence[ClosedForm], column: Sequence[ClosedForm]) -> ClosedForm:
    total = _FIELD.zero
    for a, b in zip(row, column, strict=True):
        total = total + a * b
    return total
