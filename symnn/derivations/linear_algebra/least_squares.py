"""Least squares and projections step by step, by the normal equations; cosine similarity."""

from __future__ import annotations

from typing import Any, Final

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.from_expressions import value_formula
from symnn.derivations.formulas.nodes import (
    Call,
    Fraction,
    Name,
    Negative,
    Node,
    Power,
    Root,
    Sum,
    Transpose,
    number,
    times,
)
from symnn.derivations.linear_algebra.writing import A, fitting, grid, grid_of, spelled
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ShapeError, UndefinedError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number

B, X, P = Name("b"), Name("hatx"), Name("p")
U, V = Name("u"), Name("v")
_RULE: Final = "least squares and lengths are written for known numbers. Substitute values"


def derive_least_squares(
    matrix: Any, target: Any, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """The x that makes |A x - b| smallest, by the normal equations, every step proved.

    AᵀA x = Aᵀb, the projection p = A x of b on the column space, the residual r = b - p that is
    orthogonal to it, and its length.

    Args:
        matrix: A, m×n up to 8, with independent columns.
        target: b, m numbers.
        depth, style: as for the other kinds.

    Exactness: every printed relation has been proved and replayed.

    Raises:
        ShapeError: sizes that do not fit.
        UndefinedError: dependent columns: the minimum has no single x.

    Examples:
        >>> print(derive_least_squares([[1, 0], [1, 1], [1, 2]], [6, 0, 0], depth="result"))
        A = (1, 0; 1, 1; 1, 2)
        b = (6; 0; 0)
        x̂ = (5; -3)
        Aᵀ A x̂ = Aᵀ b
        p = A x̂ = (5; 2; -1)
        r = b - p = (1; -2; 1)
        ‖r‖ = √6
    """
    check_depth(depth)
    exact, goal = fitting(matrix, _RULE), _column(target)
    if goal.shape[0] != exact.shape[0]:
        raise ShapeError(f"b has {goal.shape[0]} entries, and A has {exact.shape[0]} rows")
    if exact.rank() < exact.shape[1]:
        raise UndefinedError(
            f"the columns of A are dependent (rank {exact.rank()} of {exact.shape[1]}): |A x - b| "
            "has no single minimum; leave out columns, see derive.row_reduction"
        )
    draft = Draft("Least squares")
    draft.define(A, Form(grid_of(exact)), is_result=False)
    draft.define(B, Form(spelled(goal.entries())), is_result=False)
    best = _normal_equations(draft, exact, goal)
    _projection(draft, exact, goal, best)
    return draft.finish(depth, style)


def _column(target: Any) -> Matrix:
    if isinstance(target, Matrix):
        return target
    rows = list(target)
    return fitting([row if isinstance(row, list | tuple) else [row] for row in rows], _RULE)


def _normal_equations(draft: Draft, matrix: Matrix, goal: Matrix) -> Matrix:
    turned: Node = Transpose(A)
    gram, right = matrix.T @ matrix, matrix.T @ goal
    draft.prove(
        times(turned, A),
        Form(times(grid_of(matrix.T), grid_of(matrix)), "full"),
        Form(grid(gram)),
        depth="textbook",
        is_result=False,
    )
    draft.prove(
        times(turned, B),
        Form(times(grid_of(matrix.T), grid_of(goal)), "full"),
        Form(grid(right)),
        depth="textbook",
        is_result=False,
    )
    best = gram.solve(right)
    draft.say("The best coefficients:", depth="textbook")
    draft.define(X, Form(spelled(best.entries())))
    draft.prove(
        times(turned, A, X),
        Form(times(grid_of(gram), grid_of(best)), "full"),
        Form(times(turned, B)),
        is_result=False,
    )
    return best


def _projection(draft: Draft, matrix: Matrix, goal: Matrix, best: Matrix) -> None:
    near, turned = matrix @ best, Transpose(A)
    rest = goal - near
    draft.say("The projection of b on the column space of A, and what is left:", depth="textbook")
    draft.define(P, Form(times(A, X)), Form(spelled(near.entries())))
    left = Name("r")
    draft.define(left, Form(Sum((B, Negative(P)))), Form(spelled(rest.entries())))
    zero = Matrix.zeros(matrix.shape[1], 1)
    draft.prove(
        times(turned, left), Form(spelled(zero.entries())), depth="textbook", is_result=False
    )
    length = (rest.T @ rest)[0, 0]
    draft.prove(
        Call("norm", (left,)),
        Form(Root(_squares(rest)), "full"),
        Form(value_formula(length.nth_root(2)) if length else number(0)),
    )


def _squares(vector: Matrix) -> Node:
    terms = tuple(Power(value_formula(e), number(2)) for e in vector.entries())
    return terms[0] if len(terms) == 1 else Sum(terms)


def derive_cosine_similarity(
    u: Any, v: Any, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """The cosine of the angle between two vectors, every step proved.

    Args:
        u, v: vectors of one length, exact, not zero.
        depth, style: as for the other kinds.

    Exactness: every printed relation has been proved and replayed.

    Raises:
        ShapeError: vectors of different lengths.
        UndefinedError: a zero vector.

    Examples:
        >>> print(derive_cosine_similarity([1, 1], [0, 2], depth="result"))
        u = (1; 1)
        v = (0; 2)
        c = uᵀ v/(‖u‖ ‖v‖) = √2/2
    """
    check_depth(depth)
    one, other = _column(u), _column(v)
    if one.shape != other.shape or one.shape[1] != 1:
        raise ShapeError(
            f"two vectors of one length are needed, not of {len(one.entries())} and "
            f"{len(other.entries())} entries"
        )
    if not any(one.entries()) or not any(other.entries()):
        raise UndefinedError("the zero vector has no angle with another")
    draft = Draft("Cosine similarity")
    for name, vector in ((U, one), (V, other)):
        draft.define(name, Form(spelled(vector.entries())), is_result=False)
    product = (one.T @ other)[0, 0]
    pairs = tuple(
        times(value_formula(a), value_formula(b), sign="·")
        for a, b in zip(one.entries(), other.entries(), strict=True)
    )
    written_out = pairs[0] if len(pairs) == 1 else Sum(pairs)
    draft.prove(
        times(Transpose(U), V), Form(written_out, "full"), Form(value_formula(product)),
        depth="textbook", is_result=False,
    )  # fmt: skip
    lengths = [_length(draft, name, vector) for name, vector in ((U, one), (V, other))]
    cosine = product / (lengths[0] * lengths[1])
    below = times(Call("norm", (U,)), Call("norm", (V,)))
    draft.define(
        Name("c"),
        Form(Fraction(times(Transpose(U), V), below)),
        Form(
            Fraction(value_formula(product), times(*map(value_formula, lengths), sign="·")), "full"
        ),
        Form(value_formula(cosine)),
    )
    return draft.finish(depth, style)


def _length(draft: Draft, name: Name, vector: Matrix) -> Number:
    square = (vector.T @ vector)[0, 0]
    length = square.nth_root(2)
    draft.prove(
        Call("norm", (name,)), Form(Root(_squares(vector)), "full"), Form(value_formula(length)),
        depth="textbook", is_result=False,
    )  # fmt: skip
    return length
