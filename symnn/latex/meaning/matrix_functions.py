r"""Functions of square matrices in documents: e^{A}, \exp(A), \sin(A), and A^{1/2}.

`e^{A}` with a matrix above is the exponential of the matrix; texts on softmax write it for e to
each entry, so that it is false only where both are. `\exp(A)`, `\log A`, `\sin A` and their like
may be that or act on each entry: both ways are judged, and they must agree. Activations act on
each entry, and what is said of one is false only if it is false of the matrix, too. A document
whose words say that its functions are functions of matrices, and of no entries, has decided both.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    Expr,
    exp,
    power,
    rational,
)
from symnn.functions.lower import lower
from symnn.latex.meaning.conventions import ACTIVATION, OF_MATRIX, POWER_OF_E, ROOT
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array, Chooser, shape_text
from symnn.latex.syntax import Span

#: Functions that mathematics applies to matrices as a whole, too.
WHOLE: Final = frozenset({"exp", "log", "sqrt", "sin", "cos", "sinh", "cosh", "tan"})
#: Activations of a network, which act on each entry unless the document says otherwise.
ACTIVATIONS: Final = frozenset(
    {"relu", "sigmoid", "tanh", "softplus", "silu", "gelu", "sign", "abs"}
)
#: What a document says of its activations, where they are functions of matrices.
TOPIC: Final = "functions of matrices"


def acts_on_matrix(name: str, array: Array, chooser: Chooser) -> bool:
    """Whether a function is that of a square matrix here, and not of its entries."""
    rows, columns = array.shape
    if rows != columns or rows == 1 or array.loose:
        return False
    if chooser.told(TOPIC):
        return name in WHOLE or name in ACTIVATIONS
    if name in ACTIVATIONS:
        return chooser.way(ACTIVATION) == ACTIVATION.ways[1]
    return name in WHOLE and chooser.way(OF_MATRIX) == OF_MATRIX.ways[0]


def exponential(array: Array, span: Span, chooser: Chooser) -> Array:
    """e^A; false only if it is false of the entries, too, as texts on softmax write it."""
    if array.shape[0] != array.shape[1]:
        text = f"e to the power of a {shape_text(array)} array does not exist"
        raise MeaningError(Kind.SHAPE, text, span)
    if not chooser.told(TOPIC) and chooser.way(POWER_OF_E) == POWER_OF_E.ways[1]:
        return array.map(exp)
    from symnn.latex.meaning.matrix_values import of_matrix

    return of_matrix("exp", array, span)


def exponential_to(base: Expr, array: Array, span: Span, chooser: Chooser) -> Array:
    """c^A = e^(ln(c) A) for a number c > 0; false only if it is false of the entries, too."""
    if array.shape[0] != array.shape[1]:
        text = f"a number to the power of a {shape_text(array)} array does not exist"
        raise MeaningError(Kind.SHAPE, text, span)
    try:
        positive = exact_value(lower(base)).sign() > 0
    except SymnnError as error:
        text = "the base of a power with a matrix above must be a positive number"
        raise MeaningError(Kind.UNSUPPORTED, text, span) from error
    if not positive:
        text = "a number that is not positive has no power with a matrix above"
        raise MeaningError(Kind.VALUE, text, span)
    if not chooser.told(TOPIC) and chooser.way(POWER_OF_E) == POWER_OF_E.ways[1]:
        return array.map(lambda e: power(base, e))
    from symnn.latex.meaning.matrix_values import power_of_matrix

    return power_of_matrix(base, array, span)


def root_of_matrix(array: Array, q: fmpq, span: Span, chooser: Chooser) -> Array:
    r"""A^{1/2}, \sqrt{A} and other powers that are not whole: the principal one.

    What is meant may also be another root, or a root of each entry, so that a claim is false
    only where `claims of roots` are (a square that is not A).

    Raises:
        MeaningError: an eigenvalue on the branch cut, which leaves no principal root; in the way
            of other roots always, as there are many.
    """
    if array.shape[0] != array.shape[1] and chooser.way(ROOT) != ROOT.ways[1]:
        text = f"a {shape_text(array)} matrix has no power that is not whole"
        raise MeaningError(Kind.SHAPE, text, span)
    way = chooser.way(ROOT)
    if way == ROOT.ways[1]:
        return array.map(lambda e: power(e, rational(q)))
    if way == ROOT.ways[2]:
        text = "another root of the matrix than the principal one may be meant"
        raise MeaningError(Kind.UNSUPPORTED, text, span)
    from symnn.latex.meaning.matrix_values import matrix_to_power

    return matrix_to_power(array, q, span)
