r"""\lambda_{\max}(A), \kappa(A), \rho(W), \sigma_{\min}(A): what a spectrum says of a matrix.

A bracket after such a name holds a matrix, or the name is a letter like others: κ(A) with a matrix
A is its condition number, and ρ(1 - ρ) is a product.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, Protocol, TypeAlias

from symnn.errors import SymnnError
from symnn.exact.expression import Expr, add
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import CONDITION
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.spaces import numbers, written
from symnn.latex.meaning.values import Array, Chooser, Scalar, Value
from symnn.latex.syntax import Span

#: The quantity that is meant, by the key of the name before a matrix.
_NAMES: Final[Mapping[str, str]] = {
    "lambda_max": "largest eigenvalue", "lambda_min": "smallest eigenvalue",
    "sigma_max": "largest singular value", "sigma_min": "smallest singular value",
    "s_max": "largest singular value", "s_min": "smallest singular value",
    "kappa": "condition number", "kappa_2": "condition number in the 2-norm",
    "cond": "condition number", "cond_2": "condition number in the 2-norm",
    "rho": "spectral radius", "spr": "spectral radius", "spectralradius": "spectral radius",
}  # fmt: skip
SPECTRAL_NAMES: Final = frozenset(_NAMES)
MAX_SIZE: Final = 8
#: σ_1(A) ≥ σ_2(A) ≥ …, where a document speaks of singular values.
SINGULAR: Final = "singular values"
_NUMBERED: Final[Mapping[str, str]] = {
    f"sigma_{k}": f"singular value {k} by size" for k in range(1, MAX_SIZE + 1)
}
_Quantity: TypeAlias = "Callable[[Matrix, Span], Number]"


class Names(Protocol):
    """Who knows what names stand for."""

    def knows(self, key: str) -> bool:
        """Whether a name stands for something."""

    def read(self, node: tree.Node) -> Value:
        """What an expression means."""

    def told(self, topic: str) -> bool:
        """Whether the document says that it is about this."""


def named_by_matrix(node: tree.Node, names: Names) -> tree.Node:
    """The tree with the names of spectral quantities before a matrix as functions of it."""
    meant = {**_NAMES, **_NUMBERED} if names.told(SINGULAR) else _NAMES
    if not any(tree.key(n) in meant for n in tree.walk(node) if isinstance(n, tree.Name)):
        return node

    def visit(part: tree.Node) -> tree.Node:
        whole = tree.map_children(part, visit)
        head, argument = _split(whole)
        key = "" if head is None else tree.key(head) or ""
        wanted = meant.get(key)
        if wanted is None or argument is None or names.knows(key):
            return whole
        if not _is_matrix(argument, names):
            return whole
        return tree.Apply(tree.Name(wanted, "upright"), argument, span=whole.span)

    return visit(node)


def is_spectral(node: tree.Node, names: Names) -> bool:
    """Whether a node as a whole is such a quantity of a matrix that is known."""
    found = named_by_matrix(node, names)
    return isinstance(found, tree.Apply) and tree.key(found.function) in QUANTITIES


def _split(node: tree.Node) -> tuple[tree.Node, tree.Node] | tuple[None, None]:
    """The name and what stands in the bracket behind it."""
    if isinstance(node, tree.Call) and len(node.arguments.items) == 1:
        return node.head, node.arguments
    if isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        return node.function, node.argument
    return None, None


def _is_matrix(node: tree.Node, names: Names) -> bool:
    try:
        value = names.read(node)
    except MeaningError:
        return False
    return isinstance(value, Array) and not value.is_vector


# --- eigenvalues ----------------------------------------------------------------------


def _eigenvalues(matrix: Matrix, span: Span) -> tuple[tuple[Number, Number | None], ...]:
    """Real and imaginary parts of the different eigenvalues."""
    from symnn.functions.matrix_functions.spectrum import spectrum

    if max(matrix.shape) > MAX_SIZE:
        raise MeaningError(Kind.SIZE, "the eigenvalues of so large a matrix", span)
    try:
        parts = spectrum(matrix).parts
        found = [part.exactly(k) for part in parts for k in range(part.field.degree)]
    except SymnnError as error:
        raise MeaningError(Kind.UNSUPPORTED, str(error), span) from error
    if None in found:
        raise MeaningError(Kind.UNSUPPORTED, "some eigenvalues have no closed form here", span)
    return tuple(pair for pair in found if pair is not None)


def _real(matrix: Matrix, span: Span) -> list[Number]:
    found = _eigenvalues(matrix, span)
    if any(imaginary is not None for _, imaginary in found):
        raise MeaningError(Kind.VALUE, "some eigenvalues are not real", span)
    return [real for real, _ in found]


def _sizes(matrix: Matrix, span: Span) -> list[Number]:
    """The absolute values of the eigenvalues."""
    found = []
    for real, imaginary in _eigenvalues(matrix, span):
        square = real * real if imaginary is None else real * real + imaginary * imaginary
        found.append(_root(square, span))
    return found


def _singular(matrix: Matrix, span: Span) -> list[Number]:
    """The different singular values, of which a wide matrix has no more than it has rows."""
    rows, columns = matrix.shape
    turned = matrix.transpose()
    gram = matrix @ turned if rows < columns else turned @ matrix
    return [_root(value, span) for value in _real(gram, span)]


def _in_order(matrix: Matrix, span: Span, k: int) -> Number:
    """The singular value of a number, from the largest down, each as often as it counts."""
    rows, columns = matrix.shape
    turned = matrix.transpose()
    gram = matrix @ turned if rows < columns else turned @ matrix
    size = gram.shape[0]
    listed: list[Number] = []
    for value in sorted(set(_real(gram, span)), reverse=True):
        count = size - (gram - Matrix.identity(size) * value).rank()
        listed += [value] * count
    if k > len(listed):
        text = f"a {rows}×{columns} array has {len(listed)} singular values"
        raise MeaningError(Kind.VALUE, text, span)
    return _root(listed[k - 1], span)


def _root(square: Number, span: Span) -> Number:
    try:
        return square.nth_root(2)
    except SymnnError as error:
        raise MeaningError(Kind.SIZE, str(error), span) from error


def _condition(value: Array, span: Span, way: str) -> Expr:
    """σ_max / σ_min, or ‖A‖ ‖A⁻¹‖ in another norm, or of the eigenvalues."""
    matrix = numbers(value, span)
    if way in (CONDITION.ways[0], CONDITION.ways[1]):
        two_norm = way == CONDITION.ways[0]
        found = _singular(matrix, span) if two_norm else _sizes(matrix, span)
        if not min(found):
            raise MeaningError(Kind.VALUE, "a singular matrix has no condition number", span)
        return written_form(max(found) / min(found))
    if matrix.shape[0] != matrix.shape[1] or matrix.rank() < matrix.shape[0]:
        raise MeaningError(Kind.VALUE, "a singular matrix has no condition number", span)
    both = (matrix, matrix.inverse())
    by_rows = way == CONDITION.ways[3]
    sizes = [max(_totals(one if by_rows else one.transpose())) for one in both]
    return written_form(sizes[0] * sizes[1])


def _totals(matrix: Matrix) -> list[Number]:
    """The sum of absolute values of each row."""
    return [sum((abs(cell) for cell in row), Number(0)) for row in matrix.tolist()]


def _ranked(matrix: Matrix, span: Span, k: int) -> Number:
    """The k-th largest eigenvalue of a matrix, each as often as it counts."""
    found, size = _real(matrix, span), matrix.shape[0]
    listed: list[Number] = []
    for one in sorted(found, reverse=True):
        listed += [one] * (1 if len(found) == size else _counts(matrix, one))
    if k > len(listed):
        raise MeaningError(Kind.VALUE, f"there are {len(listed)} of them", span)
    return listed[k - 1]


def _counts(matrix: Matrix, value: Number) -> int:
    """How often an eigenvalue counts: the dimension of its generalized eigenspace."""
    size = matrix.shape[0]
    return size - ((matrix - Matrix.identity(size) * value) ** size).rank()


_VALUES: Final[Mapping[str, _Quantity]] = {
    "largest eigenvalue": lambda m, span: max(_real(m, span)),
    "smallest eigenvalue": lambda m, span: min(_real(m, span)),
    "largest singular value": lambda m, span: max(_singular(m, span)),
    "smallest singular value": lambda m, span: min(_singular(m, span)),
    "spectral radius": lambda m, span: max(_sizes(m, span)),
    **{f"eigenvalue {k} by size": partial(_ranked, k=k) for k in range(1, MAX_SIZE + 1)},
    **{name: partial(_in_order, k=k) for k, name in enumerate(_NUMBERED.values(), 1)},
}
QUANTITIES: Final = frozenset(_VALUES) | {"condition number", "condition number in the 2-norm"}


def quantity(name: str, value: Array, span: Span, chooser: Chooser) -> Scalar:
    """The quantity of a matrix of algebraic numbers.

    Raises:
        MeaningError: it is not square where it must be, has an entry that is no algebraic number,
            eigenvalues that are not real, or such that have no closed form here.
    """
    if name == "condition number":
        return Scalar(_condition(value, span, chooser.way(CONDITION)))
    if name == "condition number in the 2-norm":
        return Scalar(_condition(value, span, CONDITION.ways[0]))
    return Scalar(written_form(_VALUES[name](numbers(value, span), span)))


def spectral_norm(value: Array, span: Span) -> Expr:
    """‖A‖₂, the largest singular value."""
    return written_form(max(_singular(numbers(value, span), span)))


def nuclear_norm(value: Array, span: Span) -> Expr:
    """The sum of the singular values, each as often as it counts: tr sqrt(AᵀA)."""
    from symnn.latex.meaning.matrix_values import of_matrix

    matrix = numbers(value, span)
    rows, columns = matrix.shape
    turned = matrix.transpose()
    gram = matrix @ turned if rows < columns else turned @ matrix
    root = of_matrix("sqrt", written(gram), span)
    return add(*(root.rows[k][k].expr for k in range(min(rows, columns))))
