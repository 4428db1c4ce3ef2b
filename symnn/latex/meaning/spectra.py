r"""\lambda_{\max}(A), \kappa(A), \rho(W), \sigma_{\min}(A): what a spectrum says of a matrix.

A bracket after such a name holds a matrix, or the name is a letter like others: κ(A) with a matrix
A is its condition number, and ρ(1 - ρ) is a product.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, Protocol, TypeAlias

from symnn.errors import SymnnError
from symnn.exact.expression import Expr, add, nth_root
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import CONDITION, CONDITION_NORM
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.spaces import numbers, written
from symnn.latex.meaning.values import Array, Chooser, Scalar, Value
from symnn.latex.syntax import Span

#: The norm that an index tells, as in \kappa_1(A) and cond(A, 1).
_NORMS: Final[Mapping[str, str]] = {
    "2": "2-norm", "1": "1-norm", **dict.fromkeys(("∞", "infty", "inf", "max"), "maximum norm"),
    **dict.fromkeys(("F", "fro", "Fro"), "Frobenius norm"),
}  # fmt: skip
#: The quantity that is meant, by the key of the name before a matrix.
_NAMES: Final[Mapping[str, str]] = {
    "lambda_max": "largest eigenvalue", "lambda_min": "smallest eigenvalue",
    "sigma_max": "largest singular value", "sigma_min": "smallest singular value",
    "s_max": "largest singular value", "s_min": "smallest singular value",
    "kappa": "condition number", "kappa_2": "condition number in the 2-norm",
    "cond": "condition number", "cond_2": "condition number in the 2-norm",
    **{f"{name}_{index}": f"condition number in the {norm}" for name in ("cond", "kappa")
       for index, norm in _NORMS.items() if index != "2"},
    "rho": "spectral radius", "spr": "spectral radius", "spectralradius": "spectral radius",
}  # fmt: skip
SPECTRAL_NAMES: Final = frozenset(_NAMES)
MAX_SIZE: Final = 8
#: σ_1(A) ≥ σ_2(A) ≥ …, where a document speaks of singular values.
SINGULAR: Final = "singular values"
_NUMBERED: Final[Mapping[str, str]] = {
    f"sigma_{k}": f"singular value {k} by size" for k in range(1, MAX_SIZE + 1)
}
#: \\sigma_k u_k v_k^T, the parts of which a matrix is the sum.
SINGULAR_PARTS: Final = tuple(f"singular part {k}" for k in range(1, MAX_SIZE + 1))
_Quantity: TypeAlias = "Callable[[Matrix, Span], Number]"


class Names(Protocol):
    """Who knows what names stand for."""

    def knows(self, key: str) -> bool:
        """Whether a name stands for something."""

    def read(self, node: tree.Node) -> Value:
        """What an expression means."""

    def told(self, topic: str) -> bool:
        """Whether the document says that it is about this."""

    @property
    def scope(self) -> Scope:
        """All that was defined so far."""


def named_by_matrix(node: tree.Node, names: Names) -> tree.Node:
    """The tree with the names of spectral quantities before a matrix as functions of it."""
    meant = {**_NAMES, **_NUMBERED} if names.told(SINGULAR) else _NAMES
    if not any(tree.key(n) in meant for n in tree.walk(node) if isinstance(n, tree.Name)):
        return node

    def visit(part: tree.Node) -> tree.Node:
        whole = tree.map_children(part, visit)
        head, argument = _split(whole)
        key = "" if head is None else tree.key(head) or ""
        if key in ("cond", "kappa") and not names.knows(key):
            key, argument = _with_norm(whole, key, argument)
        wanted = meant.get(key)
        if wanted is None or argument is None or names.knows(key):
            return whole
        if key.partition("_")[2] and _has_own_family(key.partition("_")[0], names.scope):
            return whole
        if not _is_matrix(argument, names):
            return whole
        return tree.Apply(tree.Name(wanted, "upright"), argument, span=whole.span)

    return visit(node)


def is_spectral(node: tree.Node, names: Names) -> bool:
    """Whether a node as a whole is such a quantity of a matrix that is known."""
    found = named_by_matrix(node, names)
    return isinstance(found, tree.Apply) and tree.key(found.function) in QUANTITIES


def _split(node: tree.Node) -> tuple[tree.Node | None, tree.Node | None]:
    """The name and what stands in the bracket behind it, if that is one thing."""
    if isinstance(node, tree.Call):
        return node.head, node.arguments if len(node.arguments.items) == 1 else None
    if isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        return node.function, node.argument
    return None, None


def _with_norm(
    node: tree.Node, key: str, argument: tree.Node | None
) -> tuple[str, tree.Node | None]:
    """cond(A, 1) as cond_1(A)."""
    inner = node.arguments if isinstance(node, tree.Call) else argument
    items = inner.items if isinstance(inner, tree.Group) else ()
    if len(items) != 2:
        return key, argument
    index = items[1]
    word = index.text if isinstance(index, tree.Number) else tree.key(index)
    return f"{key}_{word}", tree.Group("()", items[:1], span=items[0].span)


def _has_own_family(base: str, scope: Scope) -> bool:
    """Whether cond_p(A) has a formula of its own that is not ‖A‖_p ‖A⁻¹‖_p."""
    known = (scope.latest(key) for key in scope.families.get(base, {}))
    return any(one is not None and not is_condition_number(one.body) for one in known)


def is_condition_number(node: tree.Node) -> bool:
    r"""Whether it is a norm of a matrix times the same norm of its inverse.

    >>> from symnn.latex.parser import parse
    >>> one, other = (parse(t).statements[0].body for t in (r"\|A\|_1\|A^{-1}\|_1", r"\|A\|_1"))
    >>> is_condition_number(one), is_condition_number(other)
    (True, False)
    """
    factors = node.factors if isinstance(node, tree.Product) else ()
    norms = [part for part in factors if isinstance(part, tree.Norm)]
    if len(norms) != 2 or len(factors) != 2:
        return False
    for one, other in (norms, norms[::-1]):
        inverse = other.operand
        if isinstance(inverse, tree.Power) and _is_minus_one(inverse.exponent):
            return tree.key(one.operand) == tree.key(inverse.base) is not None
    return False


def _is_minus_one(node: tree.Node) -> bool:
    inner = node.operand if isinstance(node, tree.Neg) else None
    return isinstance(inner, tree.Number) and inner.value == 1


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
    listed = eigenvalues_in_order(gram, span)
    if k > len(listed):
        text = f"a {rows}×{columns} array has {len(listed)} singular values"
        raise MeaningError(Kind.VALUE, text, span)
    return _root(listed[k - 1], span)


def eigenvalues_in_order(matrix: Matrix, span: Span) -> list[Number]:
    """The eigenvalues of a symmetric matrix, from the largest down, each as often as it counts."""
    size = matrix.shape[0]
    listed: list[Number] = []
    for value in sorted(set(_real(matrix, span)), reverse=True):
        listed += [value] * (size - (matrix - Matrix.identity(size) * value).rank())
    return listed


def _root(square: Number, span: Span) -> Number:
    try:
        return square.nth_root(2)
    except SymnnError as error:
        raise MeaningError(Kind.SIZE, str(error), span) from error


def _condition(value: Array, span: Span, way: str) -> Expr:
    """σ_max / σ_min, or ‖A‖ ‖A⁻¹‖ in another norm, or of the eigenvalues."""
    matrix = numbers(value, span)
    if matrix.shape == (1, 1):
        raise MeaningError(Kind.VALUE, "a number has no condition number of its own", span)
    if way == CONDITION.ways[4]:
        return _by_entries(matrix, span, "Frobenius norm")
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


def _condition_in(value: Array, span: Span, norm: str, chooser: Chooser) -> Expr:
    """‖A‖ ‖A⁻¹‖ in one norm: 1 and ∞ mean norms of the map, though entries have such, too."""
    if norm == "2-norm":
        return _condition(value, span, CONDITION.ways[0])
    by_columns = norm == "1-norm"
    of_map = norm != "Frobenius norm" and chooser.way(CONDITION_NORM) == CONDITION_NORM.ways[0]
    if of_map:
        return _condition(value, span, CONDITION.ways[2 if by_columns else 3])
    return _by_entries(numbers(value, span), span, norm)


def _by_entries(matrix: Matrix, span: Span, norm: str) -> Expr:
    """A norm of the entries of a matrix times that of the entries of its inverse."""
    if matrix.shape[0] != matrix.shape[1] or matrix.rank() < matrix.shape[0]:
        raise MeaningError(Kind.VALUE, "a singular matrix has no condition number", span)
    both = [[abs(c) for row in m.tolist() for c in row] for m in (matrix, matrix.inverse())]
    if norm != "Frobenius norm":
        sizes = [sum(cells, Number(0)) if norm == "1-norm" else max(cells) for cells in both]
        return written_form(sizes[0] * sizes[1])
    squares = [sum((c * c for c in cells), Number(0)) for cells in both]
    return nth_root(written_form(squares[0] * squares[1]))


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
_CONDITIONS: Final = {f"condition number in the {norm}": norm for norm in _NORMS.values()}
QUANTITIES: Final = frozenset(_VALUES) | {"condition number", *_CONDITIONS}


def quantity(name: str, value: Array, span: Span, chooser: Chooser) -> Scalar:
    """The quantity of a matrix of algebraic numbers.

    Raises:
        MeaningError: it is not square where it must be, has an entry that is no algebraic number,
            eigenvalues that are not real, or such that have no closed form here.
    """
    if name == "condition number":
        return Scalar(_condition(value, span, chooser.way(CONDITION)))
    if name in _CONDITIONS:
        return Scalar(_condition_in(value, span, _CONDITIONS[name], chooser))
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
