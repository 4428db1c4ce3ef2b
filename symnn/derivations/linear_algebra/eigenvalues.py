"""Eigenvalues of a small matrix step by step: characteristic polynomial, roots, eigenvectors."""

from __future__ import annotations

from typing import Any, NamedTuple, final

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.from_expressions import value_formula
from symnn.derivations.formulas.nodes import (
    Call,
    Name,
    Negative,
    Node,
    Power,
    Sum,
    number,
    times,
)
from symnn.derivations.linear_algebra.multiples import simplest_multiple
from symnn.derivations.linear_algebra.writing import (
    LAMBDA,
    A,
    grid,
    grid_of,
    identity,
    linear_factor,
    numbered,
    pair,
    polynomial,
    power_of,
    shifted,
    spelled,
    square,
)
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.univariate import multiply
from symnn.exact.univariate import polynomial as trimmed
from symnn.functions.matrix_functions.spectrum import Eigenvalues, spectrum
from symnn.networks.matrix_neurons.images import algebraic_multiplicity

P = Call("p", (LAMBDA,))


@final
class Root(NamedTuple):
    """A real eigenvalue: its name on the page, its value, and where it comes from."""

    name: Name
    value: Number
    part: Eigenvalues


def derive_eigenvalues(
    matrix: Any, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """The eigenvalues of a matrix and their eigenvectors, every step proved.

    The characteristic polynomial det(λI - A), its factors, each real root with a basis of its
    eigenspace, without denominators; conjugate pairs are told by a discriminant below 0.

    Args:
        matrix: n×n up to 8, exact entries in Q or a real number field.
        depth: "full" also writes out the determinant and A v entry by entry.
        style: brackets, names, decimals.

    Exactness: every printed relation has been proved and replayed.

    Raises:
        ShapeError, TooLargeError: not square, or too large for a page.
        InexactError: a float.

    Examples:
        >>> print(derive_eigenvalues([[2, 1], [1, 2]], depth="result"))
        For all real λ:
        <BLANKLINE>
        A = (2, 1; 1, 2)
        p(λ) = det(λ I - A) = (λ - 3) (λ - 1)
        λ₁ = 3
        λ₂ = 1
        v₁ = (1; 1)
        A v₁ = λ₁ v₁
        v₂ = (1; -1)
        A v₂ = λ₂ v₂
    """
    check_depth(depth)
    exact = square(matrix)
    draft = Draft("Eigenvalues")
    draft.for_all([LAMBDA])
    draft.define(A, Form(grid(exact)), is_result=False)
    roots = characteristic(draft, exact)
    _eigenvectors(draft, exact, roots)
    return draft.finish(depth, style)


def characteristic(draft: Draft, matrix: Matrix) -> list[Root]:
    """The lines of the characteristic polynomial and of its roots."""
    parts = sorted(
        ((part, algebraic_multiplicity(matrix, part)) for part in spectrum(matrix).parts),
        key=lambda pair: pair[0].field.degree,
    )
    whole = trimmed([1])
    for part, times_ in parts:
        for _ in range(times_):
            whole = multiply(whole, part.field.factor)
    written_out = _less(matrix)
    forms = [
        Form(Call("det", (written_out,)), "full"),
        Form(polynomial(whole), "textbook", "expanded"),
    ]
    roots = _roots(parts)
    factored = _factored(parts)
    if factored != polynomial(whole):
        forms.append(Form(factored, "result", "factored"))
    first = Form(Call("det", (Sum((times(LAMBDA, identity()), Negative(A))),)))
    if matrix.shape == (1, 1):
        first, forms = Form(polynomial(whole)), []
    draft.define(P, first, *forms, is_result=False)
    for root in roots:
        draft.define(root.name, Form(value_formula(root.value)))
    for part, _ in parts:
        _pairs(draft, part)
    return roots


def _less(matrix: Matrix) -> Node:
    """λI - A, entry by entry."""
    from symnn.derivations.formulas.nodes import matrix as as_grid

    return as_grid(
        [
            [
                linear_factor(value_formula(e)) if i == j else value_formula(-e)
                for j, e in enumerate(row)
            ]
            for i, row in enumerate(matrix.tolist())
        ]
    )


def _real_roots(part: Eigenvalues) -> list[Number] | None:
    """The real roots of a factor that have radicals; None if one has not."""
    found = []
    for k, real in enumerate(part.is_real()):
        if real:
            exact = part.exactly(k)
            if exact is None or not _has_radicals(exact[0]):
                return None
            found.append(exact[0])
    return found


def _has_radicals(value: Number) -> bool:
    try:
        value_formula(value)
    except SymnnError:
        return False
    return True


def _roots(parts: list[tuple[Eigenvalues, int]]) -> list[Root]:
    found = [(value, part) for part, _ in parts for value in _real_roots(part) or []]
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [Root(numbered("lambda", k), value, part) for k, (value, part) in enumerate(found, 1)]


def _factored(parts: list[tuple[Eigenvalues, int]]) -> Node:
    """Linear factors where the roots have radicals, else the irreducible factors."""
    linear, rest = list[tuple[Number, int]](), list[Node]()
    for part, multiplicity in parts:
        roots = _real_roots(part)
        if roots is not None and len(roots) == part.field.degree:
            linear += [(root, multiplicity) for root in roots]
        else:
            rest.append(power_of(polynomial(part.field.factor), multiplicity))
    linear.sort(key=lambda pair: pair[0], reverse=True)
    factors = [power_of(linear_factor(value_formula(r)), m) for r, m in linear]
    return times(*factors, *rest)


def _pairs(draft: Draft, part: Eigenvalues) -> None:
    """Why a quadratic factor has no real root, and where roots without radicals lie."""
    if all(part.is_real()) and _real_roots(part) is not None:
        return
    if part.field.degree == 2:
        c, b, _ = part.field.factor
        square_of_b = Power(value_formula(b), number(2))
        discriminant = b * b - c * 4
        four = times(number(4), value_formula(c), sign="·")
        re, im = complex_root(part)
        draft.say(
            "The roots ", pair(re, im), " of ", polynomial(part.field.factor),
            " are not real, as its discriminant is negative:",
        )  # fmt: skip
        draft.prove(
            Sum((square_of_b, Negative(four))),
            Form(value_formula(discriminant)),
            Form(number(0), relation="<"),
        )
        return
    where = ", ".join(part.name(k) for k in range(part.field.degree))
    draft.say("The factor ", polynomial(part.field.factor), f" has the roots {where}.")


def complex_root(part: Eigenvalues) -> tuple[Number, Number]:
    """a and b > 0 of the roots a ± bi of a quadratic factor."""
    for k in range(part.field.degree):
        exact = part.exactly(k)
        if exact is not None and exact[1] is not None and exact[1].sign() > 0:
            return exact[0], exact[1]
    raise UnsupportedError("the factor has no pair of complex roots in radicals")


def _eigenvectors(draft: Draft, matrix: Matrix, roots: list[Root]) -> None:
    count = 0
    for root in roots:
        moved = matrix - Matrix.identity(matrix.shape[0]) * root.value
        kernel = moved.kernel()
        draft.say(
            "Eigenvectors of ", root.name, ": a basis of the kernel of ", shifted(root.name), ".",
            depth="textbook",
        )  # fmt: skip
        for j in range(kernel.shape[1]):
            count += 1
            vector = simplest_multiple(kernel.columns([j]))
            name = numbered("v", count)
            draft.define(name, Form(spelled(vector.entries())))
            draft.prove(
                times(A, name),
                Form(times(grid_of(matrix), grid_of(vector)), "full"),
                Form(spelled((matrix @ vector).entries()), "textbook"),
                Form(times(root.name, name)),
            )
