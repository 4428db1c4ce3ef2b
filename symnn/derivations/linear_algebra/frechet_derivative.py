"""The Fréchet derivative of f at a matrix, and the gradient of a fit, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import (
    combination,
    scaled,
    signed_sum,
    without_minus,
)
from symnn.derivations.formulas.from_expressions import array, formula, value_formula
from symnn.derivations.formulas.matrix_calls import NAMES
from symnn.derivations.formulas.nodes import (
    Blocks,
    Call,
    Grid,
    Name,
    Negative,
    Node,
    Power,
    Product,
    Rational,
    Sum,
    Transpose,
    number,
    times,
)
from symnn.derivations.linear_algebra.matrix_function import (
    refuse_without_radicals,
    result,
    settled_entry,
)
from symnn.derivations.linear_algebra.writing import (
    A,
    by_names,
    entry_by_entry,
    grid,
    is_wide,
    numbered,
    of_matrix,
    square,
)
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import ZERO, Expr, add, mul, negative
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.catalogue import as_function
from symnn.functions.definitions import TWO
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.complex_values import algebraic
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.functions.matrix_functions.frechet import frechet
from symnn.functions.matrix_functions.jets import kind_of

E, L, M = Name("E"), Name("L"), Name("M")
F, B, R = Name("F"), Name("B"), Name("R")


def derive_frechet(
    function: Any,
    matrix: Any,
    direction: Any,
    *,
    depth: Depth = "textbook",
    style: Style | None = None,
) -> Derivation:
    """The Fréchet derivative L of f at A in the direction E, every step proved.

    f(A + E) = f(A) + L + o(|E|), and f of the block matrix [[A, E], [0, A]] has L in its corner.

    Args:
        function: as for `derive.matrix_function`.
        matrix, direction: A and E, n×n up to 4, exact.
        depth, style: as for the other kinds.

    Exactness: every printed relation has been proved and replayed.

    Raises:
        ShapeError: A and E of different shapes.
        UndefinedError: f is not differentiable at A.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> print(derive_frechet(exp, [[0, 0], [0, 0]], [[1, 2], [3, 4]], depth="result"))
        Here e^A is the function of the matrix A.
        <BLANKLINE>
        A = (0, 0; 0, 0)
        E = (1, 2; 3, 4)
        F = e^A = (1, 0; 0, 1)
        L = (1, 2; 3, 4)
        M = (A, E; 0, A)
          = (0, 0, 1, 2; 0, 0, 3, 4; 0, 0, 0, 0; 0, 0, 0, 0)
        e^M = (F, L; 0, F)
            = (1, 0, 1, 2; 0, 1, 3, 4; 0, 0, 1, 0; 0, 0, 0, 1)
    """
    check_depth(depth)
    exact, way, found = square(matrix), square(direction), as_function(function)
    if exact.shape != way.shape:
        raise ShapeError("the direction must have the shape of the matrix")
    kind = _kind(found)
    refuse_without_radicals(matrix_function(found, exact))
    slope = frechet(found, exact, way)
    draft = Draft("Fréchet derivative")
    draft.say("Here ", of_matrix(kind, A), " is the function of the matrix ", A, ".")
    draft.define(A, Form(grid(exact)), is_result=False)
    draft.define(E, Form(grid(way)), is_result=False)
    look = style or Style()
    there = entry_by_entry(draft, F, result(matrix_function(found, exact)), look)
    draft.define(F, Form(of_matrix(kind, A)), Form(there))
    draft.define(L, Form(entry_by_entry(draft, L, result(slope), look)))
    _in_the_corner(draft, found, (exact, way), slope, look)
    return draft.finish(depth, style)


def _in_the_corner(
    draft: Draft, function: ScalarFunction, blocks: tuple[Matrix, Matrix], slope: Any, style: Style
) -> None:
    """f of [[A, E], [0, A]] is [[F, L], [0, F]]; with all entries, if they fit into a row."""
    exact, way = blocks
    kind = _kind(function)
    draft.say(
        "The function of a block matrix with ", A, " twice on its diagonal and ", E,
        " above has the value twice, and above it the derivative ", L, " in that direction:",
        depth="textbook",
    )  # fmt: skip
    draft.define(
        M,
        Form(_upper(A, E)),
        Form(Grid(_block(exact, way)), "textbook"),
        is_result=False,
    )
    whole = _of_block(matrix_function(function, exact).expressions(), slope.expressions())
    forms = [Form(_upper(F, L))]
    if not is_wide(whole, style):
        forms.append(Form(whole, "full"))
    draft.prove(of_matrix(kind, M), *forms, is_result=False)


def _kind(function: ScalarFunction) -> str:
    kind = kind_of(function.body)
    if kind not in NAMES:
        known = ", ".join(NAMES)
        raise UnsupportedError(f"{function.name} has no derivation here; known are {known}")
    return kind


def _upper(value_: Name, above: Name) -> Node:
    """[[X, Y], [0, X]] with the names of the blocks."""
    return Blocks(((value_, above), (number(0), value_)))


def _block(matrix: Matrix, way: Matrix) -> tuple[tuple[Node, ...], ...]:
    zero = [value_formula(Number(0))] * matrix.shape[0]
    top = [
        (*map(value_formula, row), *map(value_formula, other))
        for row, other in zip(matrix.tolist(), way.tolist(), strict=True)
    ]
    return (*top, *((*zero, *map(value_formula, row)) for row in matrix.tolist()))


def _of_block(values: Sequence[Sequence[Expr]], slopes: Sequence[Sequence[Expr]]) -> Node:
    size = len(values)
    zero = [number(0)] * size
    written = [[formula(settled_entry(e)) for e in row] for row in values]
    above = [[formula(settled_entry(e)) for e in row] for row in slopes]
    top = [(*row, *other) for row, other in zip(written, above, strict=True)]
    return Grid((*top, *((*zero, *row) for row in written)))


def derive_fit_gradient(
    function: Any,
    matrices: Sequence[Any],
    coefficients: Sequence[Any],
    target: Any,
    *,
    depth: Depth = "textbook",
    style: Style | None = None,
) -> Derivation:
    """The gradient of the loss |f(a_1 A_1 + a_2 A_2 + …) - B|² at given a_i, every step proved.

    ∂loss/∂a_i is 2 tr(RᵀL_i), with the residual R = f(A) - B and the derivative L_i of f at A in
    the direction A_i.

    Args:
        function: as for `derive.matrix_function`.
        matrices: the A_i, n×n up to 4.
        coefficients: the a_i, algebraic numbers.
        target: B.
        depth, style: as for the other kinds.

    Exactness: every printed relation has been proved and replayed.

    Raises:
        ShapeError: sizes that do not fit.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> page = derive_fit_gradient(exp, [[[0, 1], [0, 0]]], [2], [[1, 5], [0, 1]])
        >>> print(page.at_depth("result"))
        Here e^A is the function of the matrix A.
        <BLANKLINE>
        A₁ = (0, 1; 0, 0)
        B = (1, 5; 0, 1)
        a₁ = 2
        A = a₁ A₁ = (0, 2; 0, 0)
        F = e^A = (1, 2; 0, 1)
        R = F - B = (0, -3; 0, 0)
        E = tr(Rᵀ R) = 9
        L₁ = (0, 1; 0, 0)
        g₁ = 2 tr(Rᵀ L₁) = -6
    """
    check_depth(depth)
    draft = Draft("Gradient of a fit")
    units, goal, found = [square(m) for m in matrices], square(target), as_function(function)
    numbers = [value(lower(from_sympy(a))) for a in coefficients]
    if len(units) != len(numbers) or not units or {u.shape for u in units} != {goal.shape}:
        raise ShapeError(
            "one coefficient for each matrix, all of the size of the target, is needed"
        )
    _write_fit(draft, found, (units, numbers, goal), style or Style())
    return draft.finish(depth, style)


def _write_fit(
    draft: Draft,
    function: ScalarFunction,
    data: tuple[list[Matrix], list[Number], Matrix],
    style: Style,
) -> None:
    """What is given, and what follows."""
    units, numbers, goal = data
    kind = _kind(function)
    draft.say("Here ", of_matrix(kind, A), " is the function of the matrix ", A, ".")
    names = [numbered("A", i) for i in range(1, len(units) + 1)]
    weights = [numbered("a", i) for i in range(1, len(units) + 1)]
    for name, unit in zip(names, units, strict=True):
        draft.define(name, Form(grid(unit)), is_result=False)
    draft.define(B, Form(grid(goal)), is_result=False)
    for weight, a in zip(weights, numbers, strict=True):
        draft.define(weight, Form(value_formula(a)), is_result=False)
    _gradient(draft, function, (names, weights), data, style)


def _gradient(
    draft: Draft,
    function: ScalarFunction,
    names: tuple[list[Name], list[Name]],
    data: tuple[list[Matrix], list[Number], Matrix],
    style: Style,
) -> None:
    kind, (units, numbers, goal) = _kind(function), data
    total = Matrix.zeros(*goal.shape)
    for unit, a in zip(units, numbers, strict=True):
        total = total + unit * a
    draft.define(
        A,
        Form(combination(names[1], names[0])),
        Form(grid(total)),
        is_result=False,
    )
    there = matrix_function(function, total)
    refuse_without_radicals(there)
    value_ = entry_by_entry(draft, F, result(there), style)
    draft.define(F, Form(of_matrix(kind, A)), Form(value_), is_result=False)
    gap = _gap(there.expressions(), goal)
    rest = entry_by_entry(draft, R, array(gap), style)
    draft.define(R, Form(Sum((F, Negative(B)))), Form(rest), is_result=False)
    draft.say("The loss is the sum of the squares of the entries:", depth="textbook")
    draft.define(
        Name("E"),
        Form(Call("tr", (times(Transpose(R), R),))),
        Form(_squares(rest, [g for row in gap for g in row])),
    )
    draft.say("Each derivative is that of the function in one direction:", depth="textbook")
    for i, unit in enumerate(units, 1):
        slope = frechet(function, total, unit)
        name = numbered("L", i)
        pairs = zip(gap, slope.expressions(), strict=True)
        both = [(g, s) for row, others in pairs for g, s in zip(row, others, strict=True)]
        written = result(slope)
        product = _twice((rest, written), both)
        terms = product.terms if isinstance(product, Sum) else (product,)
        if isinstance(written, Grid) and any(is_wide(e, style) for e in (written, *terms)):
            written = by_names(draft, name, written)
        draft.define(name, Form(written), is_result=False)
        draft.define(
            numbered("g", i),
            Form(times(number(2), Call("tr", (times(Transpose(R), name),)))),
            Form(_twice((rest, written), both)),
        )


def _squares(written: Node, entries: Sequence[Expr]) -> Node:
    """The sum of the squares; a number where all are algebraic.

    Args:
        written: the matrix on the page; its entries may be names.
        entries: their values.
    """
    kept = [e for e in entries if e != ZERO]
    whole = settled_entry(add(*(mul(e, e) for e in kept))) if kept else ZERO
    if not kept or not is_open(whole):
        return formula(whole)
    if has_names(written):
        return signed_sum([Power(e, number(2)) for e in flat(written)])
    nodes = [without_minus(formula(e))[1] for e in kept]
    distinct = list(dict.fromkeys(nodes))
    return combination(
        [number(nodes.count(e)) for e in distinct], [Power(e, number(2)) for e in distinct]
    )


def has_names(written: Node) -> bool:
    """Whether a matrix is written with the names of its entries."""
    return all(isinstance(e, Name) for e in flat(written))


def flat(written: Node) -> list[Node]:
    """The entries of a matrix on the page, row by row; a number is its own."""
    return [e for row in written.rows for e in row] if isinstance(written, Grid) else [written]


def _twice(written: tuple[Node, Node], pairs: Sequence[tuple[Expr, Expr]]) -> Node:
    """2 times the sum of the products, equal ones counted.

    Args:
        written: both matrices on the page; their entries may be names.
        pairs: the values of their entries.
    """
    kept = [(g, s) for g, s in pairs if ZERO not in (g, s)]
    whole = settled_entry(add(*(mul(TWO, g, s) for g, s in kept))) if kept else ZERO
    if not kept or not is_open(whole):
        return formula(whole)
    if any(map(has_names, written)):
        named = zip(*map(flat, written), pairs, strict=True)
        return signed_sum([_double(a, b) for a, b, values in named if ZERO not in values])
    counts = {pair: kept.count(pair) for pair in kept}
    return signed_sum(
        [_term(2 * n, settled_entry(g), settled_entry(s)) for (g, s), n in counts.items()]
    )


def _double(one: Node, other: Node) -> Node:
    """Twice the product of two entries, one of which has a name; the name comes last."""
    factors = (one, other) if isinstance(other, Name) else (other, one)
    return scaled(scaled(number(2), factors[0]), factors[1])


def _term(count: int, left: Expr, right: Expr) -> Node:
    """count · left · right, the sign in front and numbers first."""
    minus, factors, number_ = False, list[Node](), Number(count)
    for side in (left, right):
        known = algebraic(side)
        if known is not None:
            number_ = number_ * known
            continue
        flip, node = without_minus(formula(side))
        minus ^= flip
        parts = list(node.factors) if isinstance(node, Product) else [node]
        first = parts[0]
        if isinstance(first, Rational):
            number_ = number_ * Number(first.value)
            parts = parts[1:]
        factors += parts
    found = scaled(value_formula(number_), times(*factors)) if factors else value_formula(number_)
    return scaled(number(-1), found) if minus else found


def is_open(entry: Expr) -> bool:
    """Whether an entry is no algebraic number."""
    return algebraic(entry) is None


def _gap(values: Sequence[Sequence[Expr]], goal: Matrix) -> list[list[Expr]]:
    return [
        [settled_entry(add(e, negative(written_form(b)))) for e, b in zip(row, other, strict=True)]
        for row, other in zip(values, goal.tolist(), strict=True)
    ]
