"""What a 2 by 2 matrix does to the plane: rotation, reflection, scaling, shear."""

from __future__ import annotations

from typing import Any, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.sympy_functions import as_column, as_matrix
from symnn.networks.linear_algebra.matrices import affine_of, matrix_of


@final
@dataclass(frozen=True)
class Polar:
    """A = U P: first a stretch P along orthogonal axes, then a rotation or reflection U.

    Attributes:
        orthogonal: U, as a sympy matrix.
        stretch: P, symmetric and positive semidefinite.
        turns: whether U is a rotation; else it is a reflection.
        factors: the singular values, the largest first: by how much P stretches along its axes.
        is_unique: whether there is only one U: A is invertible.
    """

    orthogonal: Any
    stretch: Any
    turns: bool
    factors: tuple[Any, Any]
    is_unique: bool


@final
@dataclass(frozen=True)
class Steps:
    """A = rotation · reflection · scaling · shear, read from the right: the shear comes first.

    Attributes:
        rotation: a rotation matrix.
        cosine, sine: of its angle.
        reflection: diag(1, 1), or diag(1, -1) if A turns the plane over.
        scaling: diag(a, d) with a >= 0 and d >= 0.
        shear: [[1, s], [0, 1]].
        translation: the bias of the layer; zeros if there is none.
    """

    rotation: Any
    cosine: Any
    sine: Any
    reflection: Any
    scaling: Any
    shear: Any
    translation: tuple[Any, ...]

    @property
    def reflects(self) -> bool:
        """Whether the plane is turned over."""
        return bool(self.reflection[1, 1] == -1)


def _square(item: Any) -> tuple[Number, Number, Number, Number]:
    matrix = matrix_of(item)
    if matrix.shape != (2, 2):
        raise ShapeError(
            "a map of the plane has a 2 by 2 matrix; this one is {}×{}".format(*matrix.shape)
        )
    a, b, c, d = matrix.entries()
    return a, b, c, d


def polar(item: Any) -> Polar:
    """The polar decomposition of a 2 by 2 matrix, in closed form.

    Theorem: with σ = 1 if det A >= 0, else -1, and the matrix C = [[d, -c], [-b, a]] of
    cofactors, A + σ C = t U with an orthogonal U and t = √(|A|² + 2 |det A|); P = Uᵀ A. If A is
    singular, U is one of several; if A = 0 it is the identity.

    Args:
        item: a 2 by 2 matrix, or an affine layer.

    Exactness: exact, with nested roots where they are needed.

    Source: Uhlig 1981, Explicit polar decomposition and a near-characteristic polynomial.

    Examples:
        >>> found = polar([[0, -2], [1, 0]])
        >>> found.turns, found.factors
        (True, (2, 1))
    """
    a, b, c, d = _square(item)
    det, norm = a * d - b * c, a * a + b * b + c * c + d * d
    side = 1 if det.sign() >= 0 else -1
    length = (norm + 2 * abs(det)).nth_root(2)
    if not length:
        u = Matrix.identity(2)
    else:
        u = Matrix([[a + side * d, b - side * c], [c - side * b, d + side * a]]) / length
    p = u.transpose() @ Matrix([[a, b], [c, d]])
    gap = (norm - 2 * abs(det)).nth_root(2)
    values = tuple(as_column([x / 2], {}) for x in (length + gap, length - gap))
    return Polar(as_matrix(u.tolist()), as_matrix(p.tolist()), side > 0, values, bool(det))


def plane_steps(item: Any) -> Steps:
    """A 2 by 2 matrix as rotation · reflection · scaling · shear, and the bias as a translation.

    Theorem: with r = √(a² + c²) for the first column (a, c), A = Q R with Q the rotation that
    turns the first axis to it, and R = [[r, (ab + cd)/r], [0, det A/r]].

    Args:
        item: a 2 by 2 matrix, or an affine layer with its bias.

    If the first column is 0, Q turns the second axis to the second column, without a shear.

    Source: the QR decomposition; Strang, Introduction to Linear Algebra, 4.4.

    Examples:
        >>> found = plane_steps([[0, -2], [1, 0]])
        >>> found.rotation[0, 1], found.scaling[1, 1], found.reflects
        (-1, 2, False)
    """
    a, b, c, d = _square(item)
    r = (a * a + c * c).nth_root(2)
    det, one, zero = a * d - b * c, Number(1), Number(0)
    flip = -1 if det.sign() < 0 else 1
    if r:
        cosine, sine, shear, height = a / r, c / r, (a * b + c * d) / (r * r), abs(det) / r
    else:  # the second axis is turned to the second column
        height = (b * b + d * d).nth_root(2)
        cosine, sine = (d / height, -b / height) if height else (one, zero)
        shear = zero
    return Steps(
        as_matrix([[cosine, -sine], [sine, cosine]]),
        as_column([cosine], {}),
        as_column([sine], {}),
        as_matrix([[one, zero], [zero, Number(flip)]]),
        as_matrix([[r, zero], [zero, height]]),
        as_matrix([[one, shear], [zero, one]]),
        tuple(as_column([b], {}) for b in affine_of(item).bias),
    )
