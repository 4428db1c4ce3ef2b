r"""Functions of square matrices in documents: e^{A}, \exp(A), \sin(A), and A^{1/2}.

`e^{A}` with a matrix above is the exponential of the matrix; texts on softmax write it for e to
each entry, so that it is false only where both are. `\exp(A)`, `\log A`, `\sin A` and their like
may be that or act on each entry: both ways are judged, and they must agree. Activations act on
each entry. A document whose words say that its functions are functions of
matrices, and of no entries, has decided both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from symnn.errors import SymnnError, UndefinedError
from symnn.exact.evaluate import PiMultiple, outcomes
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import PI, Expr, exp, mul
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.catalogue import FAMILIES, FUNCTIONS
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.latex.meaning.conventions import OF_MATRIX, POWER_OF_E
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array, Chooser, Scalar, shape_text
from symnn.latex.syntax import Span

#: Functions that mathematics applies to matrices as a whole, too.
WHOLE: Final = frozenset({"exp", "log", "sqrt", "sin", "cos", "sinh", "cosh", "tan"})
#: Activations of a network, which act on each entry unless the document says otherwise.
ACTIVATIONS: Final = frozenset(
    {"relu", "sigmoid", "tanh", "softplus", "silu", "gelu", "sign", "abs"}
)
#: What a document says of its activations, where they are functions of matrices.
TOPIC: Final = "functions of matrices"
_OURS: Final[Mapping[str, str]] = {"abs": "absolute"}
#: The largest matrix whose functions are written out.
MAX_SIZE: Final = 16


def acts_on_matrix(name: str, array: Array, chooser: Chooser) -> bool:
    """Whether a function is that of a square matrix here, and not of its entries."""
    rows, columns = array.shape
    if rows != columns or rows == 1 or array.loose:
        return False
    if chooser.told(TOPIC):
        return name in WHOLE or name in ACTIVATIONS
    return name in WHOLE and chooser.way(OF_MATRIX) == OF_MATRIX.ways[0]


def of_matrix(name: str, array: Array, span: Span) -> Array:
    """The function of a matrix of algebraic numbers, entry by entry of its value.

    Raises:
        MeaningError: the function is not defined at an eigenvalue (a way without a meaning), or
            its entries have no closed form.
    """
    if array.shape[0] > MAX_SIZE:
        text = f"a function of a {shape_text(array)} matrix is not written out"
        raise MeaningError(Kind.SIZE, text, span)
    try:
        function, matrix = _scaled(_function(name), array)
        found = matrix_function(function, matrix).expressions()
    except UndefinedError as error:
        raise MeaningError(Kind.VALUE, str(error), span) from error
    except SymnnError as error:
        raise MeaningError(Kind.UNSUPPORTED, str(error), span) from error
    return Array(tuple(tuple(Scalar(e) for e in row) for row in found))


def exponential(array: Array, span: Span, chooser: Chooser) -> Array:
    """e^A; false only if it is false of the entries, too, as texts on softmax write it."""
    if array.shape[0] != array.shape[1]:
        text = f"e to the power of a {shape_text(array)} array does not exist"
        raise MeaningError(Kind.SHAPE, text, span)
    if not chooser.told(TOPIC) and chooser.way(POWER_OF_E) == POWER_OF_E.ways[1]:
        return array.map(exp)
    return of_matrix("exp", array, span)


def _scaled(function: ScalarFunction, array: Array) -> tuple[ScalarFunction, Matrix]:
    """The function and the matrix; f(πx) and A/π, where all entries are multiples of π."""
    entries = [lower(c.expr) for c in array.cells()]
    values = [outcomes(e)[e] for e in entries]
    width = array.shape[1]
    if any(isinstance(v, PiMultiple) for v in values):
        zero = Number(0)
        parts = [v.factor if isinstance(v, PiMultiple) else v for v in values]
        if all(isinstance(v, PiMultiple) or v == zero for v in values):
            numbers = [p for p in parts if isinstance(p, Number)]
            scaled = ScalarFunction(function.name, function.of(mul(PI, VARIABLE)))
            return scaled, Matrix([numbers[i : i + width] for i in range(0, len(numbers), width)])
    numbers = [exact_value(e) for e in entries]
    return function, Matrix([numbers[i : i + width] for i in range(0, len(numbers), width)])


def _function(name: str) -> ScalarFunction:
    own = _OURS.get(name, name)
    if own in FUNCTIONS:
        return FUNCTIONS[own]
    if own in FAMILIES:
        return FAMILIES[own]()
    body = Expr("nth_root", (VARIABLE,), 2) if name == "sqrt" else Expr("apply", (VARIABLE,), name)
    return ScalarFunction(name, body)
