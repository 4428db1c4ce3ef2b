"""Taylor polynomials of a function at a matrix, with the proved bound of what is left out."""

from __future__ import annotations

from fractions import Fraction as Ratio
from typing import Any, Final

from flint import arb, fmpq

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import combination
from symnn.derivations.formulas.from_expressions import array, formula
from symnn.derivations.formulas.matrix_calls import NAMES
from symnn.derivations.formulas.nodes import (
    Call,
    Name,
    Negative,
    Node,
    Power,
    Rational,
    Rounded,
    Sum,
    number,
    times,
)
from symnn.derivations.linear_algebra.matrix_function import settled_entry
from symnn.derivations.linear_algebra.writing import (
    A,
    grid,
    identity,
    of_matrix,
    power_of,
    shifted,
    square,
)
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import TooLargeError, UnsupportedError
from symnn.exact.matrix import Matrix
from symnn.functions.catalogue import as_function
from symnn.functions.matrix_functions.jets import kind_of
from symnn.functions.matrix_functions.remainder import remainder
from symnn.functions.matrix_functions.taylor import TaylorSeries, taylor

T, X = Name("T"), Name("X")
#: More terms do not fit on a page.
MAX_DEGREE: Final = 12


def derive_taylor(
    function: Any,
    matrix: Any,
    degree: int,
    *,
    centre: Any = 0,
    depth: Depth = "textbook",
    style: Style | None = None,
) -> Derivation:
    """The Taylor polynomial of f at a matrix and how far it is from f(A), every step proved.

        T = a_0 I + a_1 (A - cI) + … + a_s (A - cI)^s,   |f(A) - T|_∞ <= a proved bound.

    Args:
        function: a function whose Taylor series converges at A.
        matrix: n×n up to 8, exact.
        degree: s, up to 12.
        centre: c, a rational number.
        depth: "full" also writes out the powers of A.
        style: brackets, names, decimals.

    Exactness: every printed relation has been proved and replayed. The bound is that of
        `remainder`, rounded upwards.

    Raises:
        UndefinedError: the series does not converge at A, or no bound is known.
        TooLargeError: too many terms, or too large a matrix, for a page.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> print(derive_taylor(exp, [[0, 1], [0, 0]], 2, depth="result"))
        Here e^A is the function of the matrix A.
        <BLANKLINE>
        A = (0, 1; 0, 0)
        T = (1, 1; 0, 1)
        e^A = T
    """
    check_depth(depth)
    exact, found = square(matrix), as_function(function)
    kind = kind_of(found.body)
    if kind not in NAMES:
        raise UnsupportedError(f"{found.name} has no derivation here; known are {', '.join(NAMES)}")
    if not 0 <= degree <= MAX_DEGREE:
        raise TooLargeError(f"a Taylor polynomial of degree {degree}; a page has 0 to {MAX_DEGREE}")
    series = taylor(found, centre)
    left_out = remainder(series, exact, degree)
    draft = Draft("Taylor polynomial of a matrix")
    draft.say("Here ", of_matrix(kind, A), " is the function of the matrix ", A, ".")
    draft.define(A, Form(grid(exact)), is_result=False)
    base = _shift(draft, series, exact)
    _powers(draft, base, series.shifted(exact), degree)
    _polynomial(draft, series, base, exact, degree)
    _bound(draft, kind, left_out.bound)
    return draft.finish(depth, style)


def _shift(draft: Draft, series: TaylorSeries, matrix: Matrix) -> Name:
    if series.centre == 0:
        return A
    draft.define(
        X,
        Form(shifted(Rational(series.centre)), "textbook"),
        Form(grid(series.shifted(matrix))),
        depth="textbook",
        is_result=False,
    )
    return X


def _powers(draft: Draft, base: Name, matrix: Matrix, degree: int) -> None:
    """The powers, one from the other, as long as they are not zero."""
    power = matrix
    for k in range(2, degree + 1):
        power = power @ matrix
        draft.prove(power_of(base, k), Form(grid(power)), depth="full", is_result=False)
        if not power:
            return


def _polynomial(
    draft: Draft, series: TaylorSeries, base: Name, matrix: Matrix, degree: int
) -> None:
    weights: list[Node] = []
    factors: list[Node] = []
    for k, a in enumerate(series.coefficients(degree)):
        weights.append(formula(settled_entry(a)))
        factors.append(power_of(base, k) if k else identity() if matrix.shape[0] > 1 else number(1))
    total = series.partial_sum(matrix, degree).expressions()
    value = array([[settled_entry(e) for e in row] for row in total])
    combined = combination(weights, factors)
    above = [Form(combined, "textbook")] if combined != value else []
    draft.define(T, *above, Form(value))


def _bound(draft: Draft, kind: str, bound: arb) -> None:
    value = of_matrix(kind, A)
    if bound == 0:
        draft.prove(value, Form(T))
        return
    draft.say(
        "What the series leaves out is at most this, in the largest sum of a row:",
        depth="textbook",
    )
    gap = Call("norm_inf", (Sum((value, Negative(T))),))
    draft.prove(gap, Form(_above(bound), relation="<="))


def _above(bound: arb) -> Node:
    """A number of two digits that is at least the bound: 2.4 · 10^(-7)."""
    upper = bound.upper()
    exact: fmpq = upper.fmpq()
    value = Ratio(int(exact.p), int(exact.q))
    exponent = 0
    while value >= 100:
        value, exponent = value / 10, exponent + 1
    while value < 10:
        value, exponent = value * 10, exponent - 1
    digits = -(-value.numerator // value.denominator)
    if exponent >= 0:
        return number(digits * 10**exponent)
    size = Rounded(fmpq(digits, 10), 1) if digits % 10 else number(digits // 10)
    return times(size, Power(number(10), number(exponent + 1)), sign="·")
