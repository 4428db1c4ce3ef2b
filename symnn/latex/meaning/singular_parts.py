r"""The parts of a matrix by its singular values: \\sigma_k u_k v_k^T, which sum to it.

The vectors themselves are not needed: it is A P, where P projects on the eigenspace of A^T A for
the square of the singular value. Where that value counts more than once, no part is its own.
"""

from __future__ import annotations

from symnn.errors import SymnnError
from symnn.exact.matrix import Matrix
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.spaces import numbers, written
from symnn.latex.meaning.spectra import eigenvalues_in_order
from symnn.latex.meaning.values import Array
from symnn.latex.syntax import Span


def singular_part(value: Array, span: Span, k: int) -> Array:
    """The part of the k-th singular value, from the largest down.

    Raises:
        MeaningError: there is none of this number, or it counts more than once, or is 0.
    """
    matrix = numbers(value, span)
    gram = matrix.transpose() @ matrix
    squares = eigenvalues_in_order(gram, span)
    if k > min(matrix.shape):
        text = f"the array has {min(matrix.shape)} singular values"
        raise MeaningError(Kind.VALUE, text, span)
    own = squares[k - 1]
    if own == 0 or squares.count(own) > 1:
        text = "the vectors of a singular value that is 0 or counts twice are not settled"
        raise MeaningError(Kind.AMBIGUOUS, text, span)
    try:
        projection = Matrix.identity(gram.shape[0])
        for other in dict.fromkeys(squares):
            if other != own:
                shifted = gram - Matrix.identity(gram.shape[0]) * other
                projection = projection @ shifted / (own - other)
        return written(matrix @ projection)
    except SymnnError as error:
        raise MeaningError(Kind.SIZE, str(error), span) from error
