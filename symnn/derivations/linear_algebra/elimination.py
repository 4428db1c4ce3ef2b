"""Row reduction of a small matrix step by step, with its rank, column space and kernel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, final

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import combination
from symnn.derivations.formulas.from_expressions import value_formula
from symnn.derivations.formulas.nodes import Call, Name, Node, number, times
from symnn.derivations.linear_algebra.writing import (
    ZERO,
    A,
    fitting,
    grid,
    grid_of,
    numbered,
    spelled,
)
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number

_RULE: Final = (
    "row reduction divides by pivots, so that it must be known whether each entry is zero. "
    "Substitute values"
)


@final
class Operation(NamedTuple):
    """One step of the elimination: the matrix that does it, from the left, and words for it."""

    matrix: Matrix
    words: str


def derive_row_reduction(
    matrix: Any, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """The reduced row echelon form, rank, column space and kernel of a matrix, proved.

    Each step is a product from the left with an elementary matrix E, so that it is an equation.

    Args:
        matrix: m×n up to 8, exact.
        depth: "result" prints the reduced form and the rank, "textbook" each step, "full" also
            the products written out.
        style: brackets, names, decimals.

    Exactness: every printed relation has been proved and replayed.

    Raises:
        TooLargeError: too large for a page.
        InexactError: a float.
        NotClosedError: an entry with symbols, as the pivots depend on their values.

    Examples:
        >>> print(derive_row_reduction([[1, 2], [2, 4]], depth="result"))
        A = (1, 2; 2, 4)
        R₁ = (1, 2; 0, 0)
        rank(A) = 1
        a₁ = (1; 2)
        a₂ = (2; 4) = 2 a₁
        n₁ = (-2; 1)
        A n₁ = (0; 0)
    """
    check_depth(depth)
    exact = fitting(matrix, _RULE)
    draft = Draft("Row reduction")
    draft.define(A, Form(grid_of(exact)), is_result=False)
    _steps(draft, exact)
    form, pivots = exact.rref()
    draft.prove(Call("rank", (A,)), Form(number(len(pivots))))
    _columns(draft, exact, form, pivots)
    _kernel(draft, exact)
    return draft.finish(depth, style)


def operations(matrix: Matrix) -> Iterator[Operation]:
    """Gauss and Jordan's elimination, column by column."""
    rows, columns = matrix.shape
    current, pivot = matrix, 0
    for j in range(columns):
        found = [i for i in range(pivot, rows) if current[i, j]]
        if not found:
            continue
        for operation in _of_column(current, found[0], pivot, j):
            current = operation.matrix @ current
            yield operation
        pivot += 1
        if pivot == rows:
            return


def _of_column(current: Matrix, first: int, pivot: int, j: int) -> Iterator[Operation]:
    rows = current.shape[0]
    if first != pivot:
        swap = Matrix.identity(rows).tolist()
        swap[first], swap[pivot] = swap[pivot], swap[first]
        yield Operation(Matrix(swap), f"rows {pivot + 1} and {first + 1} change places")
        current = Matrix(swap) @ current
    if current[pivot, j] != 1:
        scale = Matrix.identity(rows).tolist()
        scale[pivot][pivot] = Number(1) / current[pivot, j]
        yield Operation(Matrix(scale), f"row {pivot + 1} gets the pivot 1")
        current = Matrix(scale) @ current
    if any(current[i, j] for i in range(rows) if i != pivot):
        clear = Matrix.identity(rows).tolist()
        for i in range(rows):
            if i != pivot:
                clear[i][pivot] = -current[i, j]
        yield Operation(Matrix(clear), f"column {j + 1} is cleared by row {pivot + 1}")


def _steps(draft: Draft, matrix: Matrix) -> None:
    before: Node = A
    current = matrix
    for k, operation in enumerate(operations(matrix), 1):
        last = operation.matrix @ current
        name, step = numbered("R", k), numbered("E", k)
        done = last == matrix.rref()[0]
        draft.say(f"Now {operation.words}:", depth="textbook")
        draft.define(step, Form(grid_of(operation.matrix)), depth="textbook", is_result=False)
        draft.define(
            name,
            Form(times(step, before), "textbook"),
            Form(times(grid_of(operation.matrix), grid_of(current)), "full"),
            Form(grid_of(last)),
            depth="result" if done else "textbook",
        )
        before, current = name, last
        if done:
            return
    draft.say("The matrix is reduced already.", depth="textbook")


def _columns(draft: Draft, matrix: Matrix, form: Matrix, pivots: Sequence[int]) -> None:
    """A basis of the column space, and every other column in it."""
    if not pivots:
        return
    basis = [numbered("a", j + 1) for j in pivots]
    draft.say("The columns of the pivots are a basis of the column space:", depth="textbook")
    for name, j in zip(basis, pivots, strict=True):
        draft.define(name, Form(spelled(matrix.columns([j]).entries())), is_result=False)
    for j in range(matrix.shape[1]):
        if j in pivots:
            continue
        weights = [form[i, j] for i in range(len(pivots))]
        terms = combination([value_formula(w) for w in weights], list(basis))
        column = spelled(matrix.columns([j]).entries())
        name = numbered("a", j + 1)
        forms = [Form(column)] if terms == ZERO else [Form(column), Form(terms)]
        draft.define(name, *forms, is_result=False)


def _kernel(draft: Draft, matrix: Matrix) -> None:
    kernel = matrix.kernel()
    if not kernel.shape[1]:
        draft.say("The kernel holds the zero vector only.", depth="textbook")
        return
    draft.say("A basis of the kernel:", depth="textbook")
    zero = Matrix.zeros(matrix.shape[0], 1)
    for k in range(kernel.shape[1]):
        vector = kernel.columns([k])
        name: Name = numbered("n", k + 1)
        draft.define(name, Form(spelled(vector.entries())))
        draft.prove(
            times(A, name),
            Form(times(grid_of(matrix), grid_of(vector)), "full"),
            Form(grid(zero)),
        )
