"""Matrices over Q and over real number fields, with exact linear algebra.

Representation. One integer matrix for each power of the generator of the field, over one
positive denominator, in lowest terms (`symnn.exact.coefficient_matrices`). Entries are made
into `Number` only when they are asked for.

Cost. A product over a field of degree d is at most d^1.6 products of integer matrices;
elimination is done on the nd × nd integer matrix of the regular representation.

Every question here is decided: rank, singularity and equality rest on exact zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import reduce
from typing import TypeAlias, final

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz, fmpz_mat

from symnn.errors import InexactError, ShapeError, UndefinedError
from symnn.exact import coefficient_matrices as flat
from symnn.exact.coefficient_matrices import Coefficients
from symnn.exact.field import QQ, Field, embed, join
from symnn.exact.number import Number, as_fmpq

Scalar: TypeAlias = "Number | fmpq | fmpz | Fraction | int"


def _as_number(value: object, place: str) -> Number:
    if isinstance(value, Number):
        return value
    if isinstance(value, (int, Fraction, fmpq, fmpz)):
        return Number(value)
    if isinstance(value, float):
        raise InexactError(
            f"{place} is the float {value!r}; an exact number is needed. Write "
            f"Fraction({str(value)!r}) for the decimal, or Fraction({value!r}) for the exact "
            "binary value"
        )
    raise InexactError(f"{place} is a {type(value).__name__}, not an exact number: {value!r}")


def _rationals(entries: Sequence[Scalar]) -> list[fmpq] | None:
    """The entries for FLINT, or None if one of them is irrational or no exact number."""
    found = []
    for entry in entries:
        if isinstance(entry, Number):
            if not entry.is_rational:
                return None
            found.append(entry.as_fmpq())
        elif isinstance(entry, (fmpq, int, Fraction, fmpz)):
            found.append(as_fmpq(entry))
        else:
            return None
    return found


def _common(fields: Iterable[Field]) -> Field:
    return reduce(lambda left, right: join(left, right).field, fields, QQ)


def _matrix_of_numbers(numbers: Sequence[Number], shape: tuple[int, int]) -> Matrix:
    field = _common({number.field: None for number in numbers})
    images = {own: _image(own, field) for own in {number.field for number in numbers}}
    polys = [embed(number.poly, images[number.field], field) for number in numbers]
    parts = [fmpq_mat(*shape, [poly[k] for poly in polys]) for k in range(field.degree)]
    return Matrix.of(field, flat.from_rational(parts))


def _image(inner: Field, outer: Field) -> fmpq_poly:
    """The generator of a field in a field that holds it."""
    both = join(outer, inner)
    return fmpq_poly([0, 1]) if inner is outer else both.right


@final
class Matrix:
    """An m × n matrix of real algebraic numbers, immutable; m and n may be 0.

    Equality is that of the entries, whatever the fields, and equal matrices hash alike.

    Args:
        rows: rows of integers, fractions or Numbers, all of one length.

    Raises:
        ShapeError: the rows differ in length.
        InexactError: an entry is a float, or no number.

    Examples:
        >>> from symnn.exact.number import Number
        >>> root = Number(2).nth_root(2)
        >>> matrix = Matrix([[1, root], [root, 1]])
        >>> matrix @ matrix == Matrix([[3, 2 * root], [2 * root, 3]])
        True
    """

    __slots__ = ("coefficients", "field", "shape")

    field: Field
    shape: tuple[int, int]
    coefficients: Coefficients

    def __init__(self, rows: Sequence[Sequence[Scalar]]) -> None:
        width = len(rows[0]) if rows else 0
        for i, row in enumerate(rows):
            if len(row) != width:
                raise ShapeError(f"row 0 has {width} entries, but row {i} has {len(row)}")
        shape = (len(rows), width)
        entries = [entry for row in rows for entry in row]
        rationals = _rationals(entries)
        if rationals is not None:
            self._set(QQ, flat.from_rational([fmpq_mat(*shape, rationals)]))
            return
        places = (f"entry ({k // width}, {k % width})" for k in range(len(entries)))
        numbers = [_as_number(entry, place) for entry, place in zip(entries, places, strict=True)]
        made = _matrix_of_numbers(numbers, shape)
        self._set(made.field, made.coefficients)

    def _set(self, field: Field, coefficients: Coefficients) -> None:
        first = coefficients.numerators[0]
        object.__setattr__(self, "field", field)
        object.__setattr__(self, "shape", (first.nrows(), first.ncols()))
        object.__setattr__(self, "coefficients", coefficients)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Matrix is immutable; {name} cannot be set")

    @classmethod
    def of(cls, field: Field, coefficients: Coefficients) -> Matrix:
        """The matrix of these coefficients, one integer matrix for each power of the generator."""
        matrix = cls.__new__(cls)
        matrix._set(field, coefficients)
        return matrix

    @classmethod
    def zeros(cls, rows: int, columns: int) -> Matrix:
        """The zero matrix of a shape."""
        return cls.of(QQ, Coefficients((fmpz_mat(rows, columns),), fmpz(1)))

    @classmethod
    def identity(cls, size: int) -> Matrix:
        """The identity matrix."""
        return cls.diagonal([1] * size)

    @classmethod
    def diagonal(cls, values: Sequence[Scalar]) -> Matrix:
        """The square matrix with these values on its diagonal."""
        size = range(len(values))
        return cls([[values[i] if i == j else 0 for j in size] for i in size])

    @classmethod
    def column(cls, values: Sequence[Scalar]) -> Matrix:
        """The n × 1 matrix of the values."""
        return cls([[value] for value in values]) if values else cls.zeros(0, 1)

    # --- entries ----------------------------------------------------------------------

    @property
    def T(self) -> Matrix:
        """The transpose."""
        return self.transpose()

    def __getitem__(self, index: tuple[int, int]) -> Number:
        i, j = index
        m, n = self.shape
        if not (-m <= i < m and -n <= j < n):
            raise IndexError(f"entry ({i}, {j}) of a {m}×{n} matrix does not exist")
        numerators, denominator = self.coefficients
        poly = fmpq_poly([part[i % m, j % n] for part in numerators], denominator)
        return Number.of(self.field, poly)

    def tolist(self) -> list[list[Number]]:
        """The rows of entries."""
        return [[self[i, j] for j in range(self.shape[1])] for i in range(self.shape[0])]

    def entries(self) -> tuple[Number, ...]:
        """All entries, row by row."""
        return tuple(entry for row in self.tolist() for entry in row)

    def columns(self, chosen: Sequence[int]) -> Matrix:
        """The matrix of some of the columns, in the given order."""
        return self._picked(range(self.shape[0]), chosen)

    def rows(self, chosen: Sequence[int]) -> Matrix:
        """The matrix of some of the rows, in the given order."""
        return self._picked(chosen, range(self.shape[1]))

    def _picked(self, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
        numerators, denominator = self.coefficients
        parts = [
            fmpz_mat(len(rows), len(columns), [part[i, j] for i in rows for j in columns])
            for part in numerators
        ]
        return Matrix.of(self.field, flat.reduced(parts, denominator))

    def __repr__(self) -> str:
        rows = ", ".join("[" + ", ".join(map(repr, row)) + "]" for row in self.tolist())
        return (
            f"Matrix([{rows}])" if all(self.shape) else "Matrix.zeros({}, {})".format(*self.shape)
        )

    # --- equality ---------------------------------------------------------------------

    def over(self, field: Field) -> Matrix:
        """The same matrix over a field that holds its own."""
        if field is self.field:
            return self
        image = _image(self.field, field)
        return Matrix.of(field, flat.embedded(self.coefficients, image, field))

    def _meet(self, other: Matrix) -> tuple[Field, Coefficients, Coefficients]:
        if self.field is other.field:
            return self.field, self.coefficients, other.coefficients
        field = join(self.field, other.field).field
        return field, self.over(field).coefficients, other.over(field).coefficients

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape != other.shape:
            return False
        _, left, right = self._meet(other)
        return left == right

    def __hash__(self) -> int:
        """Of u A v for two fixed vectors: a number, whose hash does not know its field."""
        m, n = self.shape
        left = Matrix([[(i + 1) ** 2 for i in range(m)]]) if m else Matrix.zeros(1, 0)
        right = Matrix.column([(j + 1) ** 3 + 1 for j in range(n)])
        return hash((self.shape, (left @ self @ right)[0, 0]))

    def __bool__(self) -> bool:
        return any(bool(part) for part in self.coefficients.numerators)

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (self.shape, self.entries()))

    # --- ring -------------------------------------------------------------------------

    def _sum(self, other: Matrix, sign: int) -> Matrix:
        if self.shape != other.shape:
            word = "sum" if sign > 0 else "difference"
            raise ShapeError(
                f"a {word} needs two matrices of one shape: "
                f"{_shape(self)} and {_shape(other)} differ"
            )
        field, left, right = self._meet(other)
        return Matrix.of(field, flat.total(left, right, sign))

    def __add__(self, other: Matrix) -> Matrix:
        return self._sum(other, 1) if isinstance(other, Matrix) else NotImplemented

    def __sub__(self, other: Matrix) -> Matrix:
        return self._sum(other, -1) if isinstance(other, Matrix) else NotImplemented

    def __neg__(self) -> Matrix:
        numerators, denominator = self.coefficients
        return Matrix.of(self.field, Coefficients(tuple(-m for m in numerators), denominator))

    def __matmul__(self, other: Matrix) -> Matrix:
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape[1] != other.shape[0]:
            raise ShapeError(
                f"a product of {_shape(self)} and {_shape(other)}: the left factor has "
                f"{self.shape[1]} columns, the right one {other.shape[0]} rows"
            )
        field, left, right = self._meet(other)
        return Matrix.of(field, flat.product(left, right, field))

    def __mul__(self, other: Scalar) -> Matrix:
        if isinstance(other, Matrix):
            raise TypeError("write A @ B for the matrix product; * multiplies by a number")
        number = _as_number(other, "the factor")
        field = join(self.field, number.field).field
        scalar = embed(number.poly, _image(number.field, field), field)
        return Matrix.of(field, flat.scaled(self.over(field).coefficients, scalar, field))

    __rmul__ = __mul__

    def __truediv__(self, other: Scalar) -> Matrix:
        return self * _as_number(other, "the divisor").inverse()

    def __pow__(self, exponent: int) -> Matrix:
        size = self._size("a power")
        if exponent < 0:
            return self.inverse() ** -exponent
        result, square = Matrix.identity(size), self
        while exponent:
            if exponent & 1:
                result = result @ square
            exponent >>= 1
            square = square @ square if exponent else square
        return result

    def transpose(self) -> Matrix:
        """The matrix with rows and columns exchanged."""
        numerators, denominator = self.coefficients
        parts = tuple(part.transpose() for part in numerators)
        return Matrix.of(self.field, Coefficients(parts, denominator))

    def trace(self) -> Number:
        """The sum of the diagonal."""
        return sum((self[i, i] for i in range(self._size("a trace"))), Number(0))

    # --- elimination ------------------------------------------------------------------

    def _size(self, question: str) -> int:
        if self.shape[0] != self.shape[1]:
            raise ShapeError(f"{question} needs a square matrix; this one is {_shape(self)}")
        return self.shape[0]

    def determinant(self) -> Number:
        """The determinant; 1 for the 0 × 0 matrix.

        Raises:
            ShapeError: the matrix is not square.

        Examples:
            >>> Matrix([[1, 2], [3, 4]]).determinant() == -2
            True
        """
        self._size("a determinant")
        return Number.of(self.field, flat.determinant(self.coefficients, self.field))

    def solve(self, right: Matrix) -> Matrix:
        """The X with A X = B, for a square A.

        Raises:
            ShapeError: A is not square, or B has another number of rows.
            UndefinedError: A is singular.

        Examples:
            >>> Matrix([[2, 1], [1, 1]]).solve(Matrix([[3], [2]])) == Matrix([[1], [1]])
            True
        """
        size = self._size("solving")
        if right.shape[0] != size:
            raise ShapeError(
                f"A X = B with A of shape {_shape(self)} needs B with {size} rows; "
                f"it is {_shape(right)}"
            )
        field, left, other = self._meet(right)
        try:
            return Matrix.of(field, flat.solution(left, other, field))
        except ZeroDivisionError:
            raise UndefinedError(
                f"the {_shape(self)} matrix is singular: its determinant is exactly 0"
            ) from None

    def inverse(self) -> Matrix:
        """The X with A X = 1; the errors are those of `solve`."""
        return self.solve(Matrix.identity(self._size("an inverse")))

    def rank(self) -> int:
        """The dimension of the column space."""
        return flat.rank(self.coefficients, self.field)

    def rref(self) -> tuple[Matrix, tuple[int, ...]]:
        """The reduced row echelon form, and its pivot columns.

        Examples:
            >>> form, pivots = Matrix([[2, 4, 6], [1, 2, 4]]).rref()
            >>> (form, pivots) == (Matrix([[1, 2, 0], [0, 0, 1]]), (0, 2))
            True
        """
        form, pivots = flat.echelon(self.coefficients, self.field)
        return Matrix.of(self.field, form), pivots

    def kernel(self) -> Matrix:
        """A basis of the x with A x = 0, as columns; n × 0 if only 0 is mapped to 0.

        Each column is one at its own free position and zero at the other free ones.

        Examples:
            >>> Matrix([[1, 2]]).kernel() == Matrix([[-2], [1]])
            True
        """
        form, pivots = flat.echelon(self.coefficients, self.field)
        return Matrix.of(self.field, flat.kernel(form, pivots))

    def column_space(self) -> Matrix:
        """A basis of the span of the columns: the columns of A at the pivots."""
        return self.columns(self.rref()[1])

    def row_space(self) -> Matrix:
        """A basis of the span of the rows: the nonzero rows of the echelon form."""
        form, pivots = self.rref()
        return form.rows(range(len(pivots)))


def _shape(matrix: Matrix) -> str:
    return "{}×{}".format(*matrix.shape)


def _restore(shape: tuple[int, int], entries: Sequence[Number]) -> Matrix:
    return _matrix_of_numbers(entries, shape)
