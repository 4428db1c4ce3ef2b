"""Subspaces of R^n: column space, row space, kernel, and what they say about a layer."""

from __future__ import annotations

from typing import Any, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.real_line import cut, root_number
from symnn.exact.spectral import characteristic_polynomial
from symnn.exact.univariate import exact_quotient, polynomial, squarefree_factors
from symnn.functions.sympy_functions import as_column, as_matrix, as_point
from symnn.networks.linear_algebra.matrices import matrix_of, point_of


@final
@dataclass(frozen=True)
class Subspace:
    """A linear subspace of R^n.

    Attributes:
        matrix: its basis as columns, independent; n by the dimension.

    Exactness: every question is decided.

    Examples:
        >>> plane = Subspace.span([(1, 0, 1), (0, 1, 1), (1, 1, 2)])
        >>> plane.dimension, (1, 2, 3) in plane, (0, 0, 1) in plane
        (2, True, False)
    """

    matrix: Matrix

    @classmethod
    def span(cls, vectors: Any) -> Subspace:
        """All linear combinations of some vectors, at least one."""
        return cls(matrix_of(vectors).transpose().column_space())

    @property
    def ambient(self) -> int:
        """The n of the R^n it lies in."""
        return self.matrix.shape[0]

    @property
    def dimension(self) -> int:
        """How many vectors a basis has."""
        return self.matrix.shape[1]

    @property
    def basis(self) -> tuple[Any, ...]:
        """A basis: some of the vectors it was made from, where it was made from some."""
        return tuple(as_point(row) for row in self.matrix.transpose().tolist())

    def __contains__(self, point: Any) -> bool:
        return self.coordinates(point) is not None

    def coordinates(self, point: Any) -> tuple[Any, ...] | None:
        """The coefficients of a point in the basis; None if it is not in the subspace."""
        column = point_of(point, self.ambient)
        found = self._coordinates(column)
        return as_point(found.entries()) if self.matrix @ found == column else None

    def _coordinates(self, columns: Matrix) -> Matrix:
        """Of the orthogonal projections: (BᵀB)⁻¹ Bᵀ y."""
        transposed = self.matrix.transpose()
        if self.dimension == 0:
            return Matrix.zeros(0, columns.shape[1])
        return (transposed @ self.matrix).solve(transposed @ columns)

    def _projected(self, columns: Matrix) -> Matrix:
        if self.dimension == 0:
            return Matrix.zeros(*columns.shape)
        return self.matrix @ self._coordinates(columns)

    def project(self, point: Any) -> tuple[Any, ...]:
        """The nearest point of the subspace, B (BᵀB)⁻¹ Bᵀ y.

        Examples:
            >>> Subspace.span([(1, 1)]).project((3, 1)) == (2, 2)
            True
        """
        return as_point(self._projected(point_of(point, self.ambient)).entries())

    def distance(self, point: Any) -> Any:
        """The distance of a point: the length of what the projection leaves.

        Examples:
            >>> Subspace.span([(3, 4)]).distance((5, 0)) == 4
            True
        """
        column = point_of(point, self.ambient)
        return as_column([_length(column - self._projected(column))], {})

    @property
    def projector(self) -> Any:
        """The matrix P = B (BᵀB)⁻¹ Bᵀ of the orthogonal projection."""
        return as_matrix(self._projected(Matrix.identity(self.ambient)).tolist())

    @property
    def complement(self) -> Subspace:
        """All vectors that are orthogonal to it."""
        if self.dimension == 0:
            return Subspace(Matrix.identity(self.ambient))
        return Subspace(self.matrix.transpose().kernel())

    def __add__(self, other: Subspace) -> Subspace:
        """The sums of a vector of each."""
        self._meet(other)
        return Subspace(_beside(self.matrix, other.matrix).column_space())

    def __and__(self, other: Subspace) -> Subspace:
        """The vectors in both."""
        self._meet(other)
        return (self.complement + other.complement).complement

    def __le__(self, other: Subspace) -> bool:
        """Whether it lies in the other one."""
        return (self + other).dimension == other.dimension

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Subspace):
            return NotImplemented
        return self.ambient == other.ambient and self <= other <= self

    def __hash__(self) -> int:
        return hash((self.ambient, self.dimension))

    def principal_cosines(self, other: Subspace) -> tuple[Any, ...]:
        """The cosines of the principal angles, the largest first; min(dim, dim) of them.

        Method: their squares are the eigenvalues of (AᵀA)⁻¹ AᵀB (BᵀB)⁻¹ BᵀA.

        Source: Björck, Golub 1973, Numerical methods for computing angles between linear
        subspaces.

        Examples:
            >>> import sympy as sp
            >>> x_axis, line = Subspace.span([(1, 0)]), Subspace.span([(1, 1)])
            >>> x_axis.principal_cosines(line) == (sp.sqrt(2) / 2,)
            True
        """
        self._meet(other)
        small, large = sorted((self, other), key=lambda space: space.dimension)
        if small.dimension == 0:
            return ()
        inner = small._coordinates(large._projected(small.matrix))
        squares = sorted(_real_eigenvalues(inner), reverse=True)
        return as_point([c.nth_root(2) for c in squares])

    def _meet(self, other: Subspace) -> None:
        if self.ambient != other.ambient:
            raise ShapeError(f"subspaces of R^{self.ambient} and of R^{other.ambient} do not meet")

    def __repr__(self) -> str:
        vectors = ", ".join(str(tuple(v)) for v in self.basis)
        return f"Subspace of R^{self.ambient} of dimension {self.dimension}: span{{{vectors}}}"


def _beside(left: Matrix, right: Matrix) -> Matrix:
    rows = zip(left.tolist(), right.tolist(), strict=True)
    return Matrix([[*a, *b] for a, b in rows])


def _length(column: Matrix) -> Number:
    return sum((x * x for x in column.entries()), Number(0)).nth_root(2)


def _real_eigenvalues(matrix: Matrix) -> list[Number]:
    """The eigenvalues of a matrix that has only real ones, with their multiplicities."""
    found, p = [], polynomial(characteristic_polynomial(matrix))
    for factor in squarefree_factors(p):
        line = cut([factor])
        roots = [
            root_number(factor, line.points[j], line.points[j + 1])
            for j in range(len(line.points) - 1)
            if line.root_between(j) is not None
        ]
        rest = exact_quotient(p, factor)
        while rest is not None:
            found += roots
            p, rest = rest, exact_quotient(rest, factor)
    return found


@final
@dataclass(frozen=True)
class Moved:
    """A column space before and after a step.

    Attributes:
        before, after: the spaces.
        cosines: of the principal angles between them, the largest first.
    """

    before: Subspace
    after: Subspace
    cosines: tuple[Any, ...]

    @property
    def stays(self) -> bool:
        """Whether the space is the same."""
        return self.before == self.after


def moved_column_space(weights: Any, gradient: Any, rate: Any) -> Moved:
    """What a step W - rate · gradient does to the column space of W.

    Args:
        weights: a layer, or rows.
        gradient: rows of the same shape.
        rate: an exact number.

    Exactness: exact; the principal angles by `Subspace.principal_cosines`.

    Raises:
        ShapeError: a gradient of another shape.

    Examples:
        >>> step = moved_column_space([[1], [0]], [[0], [-1]], 1)
        >>> step.stays, step.cosines[0] ** 2 * 2
        (False, 1)
    """
    w, g = matrix_of(weights), matrix_of(gradient)
    if w.shape != g.shape:
        shapes = "{}×{} and {}×{}".format(*w.shape, *g.shape)
        raise ShapeError(f"weights and gradient have the shapes {shapes}; they must be the same")
    (eta,) = point_of([rate], 1).entries()
    before, after = Subspace(w.column_space()), Subspace((w - g * eta).column_space())
    return Moved(before, after, before.principal_cosines(after))


def column_space(item: Any) -> Subspace:
    """The span of the columns of a layer's W: all W x.

    Args:
        item: an affine layer, affine layers in a row, rows of numbers, a sympy matrix.

    Exactness: exact; the basis is made of columns of W. The outputs W x + b of a layer with a
        bias lie in this space moved by b.

    Examples:
        >>> import symnn as sn
        >>> column_space(sn.Affine([[1, 2], [2, 4], [0, 0]])).basis
        ((1, 2, 0),)
    """
    return Subspace(matrix_of(item).column_space())


def row_space(item: Any) -> Subspace:
    """The span of the rows of W: the inputs that W can tell from 0 are those not orthogonal to it.

    Examples:
        >>> row_space([[1, 2], [2, 4]]).dimension
        1
    """
    return Subspace(matrix_of(item).transpose().column_space())


def kernel(item: Any) -> Subspace:
    """The inputs x with W x = 0: moving an input by them changes nothing.

    Examples:
        >>> kernel([[1, 2], [2, 4]]).basis
        ((-2, 1),)
    """
    return Subspace(matrix_of(item).kernel())


def rank(item: Any) -> int:
    """The dimension of the column space.

    Examples:
        >>> rank([[1, 2], [2, 4]])
        1
    """
    return matrix_of(item).rank()
