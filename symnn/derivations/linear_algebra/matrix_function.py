"""f(A) step by step: by projectors where the spectrum is real, else by an interpolating polynomial.

    f(A) = sum over the eigenvalues of f(λ) P + f'(λ) N + f''(λ)/2 N² + …,
    f(A) = α_0 I + α_1 A + …,  where the polynomial meets f at every eigenvalue, and its derivatives
                              as far as Jordan blocks ask for them.

At a conjugate pair a ± bi the real and the imaginary part are met, so that all stays real.

References:
    N. Higham, Functions of Matrices (2008), sections 1.2.2 and 1.2.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import factorial, prod
from typing import Any, Final

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import combination, scaled, signed_sum
from symnn.derivations.formulas.from_expressions import array, formula, value_formula
from symnn.derivations.formulas.matrix_calls import NAMES
from symnn.derivations.formulas.nodes import Fraction, Name, Node, number, times
from symnn.derivations.linear_algebra.eigenvalues import complex_root
from symnn.derivations.linear_algebra.projectors import Component, decomposition
from symnn.derivations.linear_algebra.writing import (
    A,
    entry_by_entry,
    grid,
    in_powers,
    numbered,
    of_matrix,
    pair,
    polynomial,
    power_of,
    square,
)
from symnn.derivations.typesetting.latex import Latex
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    mul,
    negative,
    power,
    substitute,
)
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.calculus import derivative
from symnn.functions.catalogue import as_function
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.complex_values import Pair, algebraic, folded, pair_at
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.functions.matrix_functions.jets import kind_of
from symnn.functions.matrix_functions.value import FunctionOfMatrix


def derive_matrix_function(
    function: Any, matrix: Any, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """f(A), the function of a matrix, every step proved.

    Args:
        function: exp, log, sin, cos, sinh, cosh, tan, tanh, sigmoid, softplus, silu, gelu, relu,
            absolute or sign.
        matrix: n×n up to 8, exact, with eigenvalues in radicals.
        depth: "result" prints the matrix and the value, "textbook" eigenvalues and projectors, or
            the interpolating polynomial, "full" also the values put in.
        style: brackets, names, decimals.

    Exactness: every printed relation has been proved and replayed.

    Raises:
        UndefinedError: f(A) does not exist; the eigenvalue is named.
        ShapeError, TooLargeError: not square, or too large for a page.
        UnsupportedError: another function, or eigenvalues without radicals.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> print(derive_matrix_function(relu, [[1, 5], [0, -1]], depth="result"))
        Here ReLU(A) is the function of the matrix A, on its spectrum.
        <BLANKLINE>
        A = (1, 5; 0, -1)
        ReLU(A) = (1, 5/2; 0, 0)
    """
    check_depth(depth)
    exact, found = square(matrix), as_function(function)
    name = _name(found)
    whole = matrix_function(found, exact)
    refuse_without_radicals(whole)
    draft = Draft(f"{name} of a matrix")
    value_ = of_matrix(name, A)
    draft.say("Here ", value_, " is the function of the matrix ", A, ", on its spectrum.")
    draft.define(A, Form(grid(exact)), is_result=False)
    forms = (
        _by_projectors(draft, found, exact)
        if all(all(p.is_real()) for p in whole.spectrum.parts)
        else _by_interpolation(draft, found, whole)
    )
    _last(draft, value_, forms, result(whole), style or Style())
    return draft.finish(depth, style)


def _last(draft: Draft, value_: Node, forms: Sequence[Form], last: Node, style: Style) -> None:
    """The value; one that is too wide for a row has a line for each entry."""
    above = [f for f in forms if f.formula != last]
    if Latex(style).set(last).width <= style.width:
        draft.prove(value_, *above, Form(last))
        return
    draft.prove(value_, *above, depth="textbook", is_result=False)
    draft.prove(value_, Form(entry_by_entry(draft, Name("F"), last, style)))


def _name(function: ScalarFunction) -> str:
    kind = kind_of(function.body)
    if kind not in NAMES:
        known = ", ".join(NAMES)
        raise UnsupportedError(f"{function.name} has no derivation as a matrix function; {known}")
    return kind


def refuse_without_radicals(whole: FunctionOfMatrix) -> None:
    """Refuse eigenvalues that a page cannot write.

    Raises:
        UnsupportedError: one is a root of an irreducible polynomial of degree 3 or more.
    """
    for part in whole.spectrum.parts:
        if part.field.degree > 2:
            raise UnsupportedError(
                f"the eigenvalue {part.name(0)} is a root of an irreducible polynomial of degree "
                f"{part.field.degree}, which has no radicals to write; matrix_function(f, A) has "
                "the value exactly, with balls of any precision"
            )


def result(whole: FunctionOfMatrix) -> Node:
    """The entries, algebraic ones as a person writes them."""
    return array([[settled_entry(e) for e in row] for row in whole.expressions()])


def settled_entry(entry: Expr) -> Expr:
    """An entry as a number where it is algebraic, else with its algebraic parts as numbers."""
    try:
        return written_form(value(lower(entry)))
    except SymnnError:
        return _surds_in_front(folded(entry))


def _surds_in_front(whole: Expr) -> Expr:
    """Each term with its irrational factor in front: √7/7 e^2 rather than √7 e^2/7."""
    if whole.op == "add":
        return add(*map(_surds_in_front, whole.args))
    factor, rest = _split(whole)
    if factor.is_rational or not rest:
        return whole
    found = mul(written_form(abs(factor)), mul(*rest) if len(rest) > 1 else rest[0])
    return negative(found) if factor.sign() < 0 else found


def _split(term: Expr) -> tuple[Number, list[Expr]]:
    """The algebraic factors and divisors of a term as one number, and the others."""
    if term.op == "mul":
        parts = [_split(a) for a in term.args]
        return prod((f for f, _ in parts), start=Number(1)), [e for _, rest in parts for e in rest]
    if term.op == "power" and term.args[1] == MINUS_ONE:
        factor, rest = _split(term.args[0])
        below = [power(mul(*rest) if len(rest) > 1 else rest[0], MINUS_ONE)] if rest else []
        return 1 / factor, below
    number_ = algebraic(term)
    return (Number(1), [term]) if number_ is None else (number_, [])


# --- a real spectrum --------------------------------------------------------------------


def _by_projectors(draft: Draft, function: ScalarFunction, matrix: Matrix) -> list[Form]:
    """The lines of the projectors; then f(A) as their combination, and with values put in."""
    found = decomposition(draft, matrix, depth="textbook")
    kind = _name(function)
    for c in found:
        if c.eigenvalue is not None:
            at = of_matrix(kind, c.eigenvalue)
            draft.prove(
                at, Form(formula(_slope(function, c, 0))), depth="textbook", is_result=False
            )
    named, with_values, put_in = list[Node](), list[Node](), list[Node]()
    for c in found:
        for j in range(c.part.size):
            slope = _slope(function, c, j)
            factor = _over(formula(slope), factorial(j))
            base = c.projector if j == 0 else power_of(c.nilpotent or c.projector, j)
            if j == 0 and c.eigenvalue is not None:
                named.append(times(of_matrix(kind, c.eigenvalue), base))
            elif slope != ZERO:
                named.append(scaled(factor, base))
            if slope != ZERO:
                with_values.append(scaled(factor, base))
                put_in.append(scaled(factor, _grid_of(c, j)))
    forms = [Form(signed_sum(named), "textbook", "the spectral decomposition")]
    if with_values and signed_sum(with_values) != signed_sum(named):
        forms.append(Form(signed_sum(with_values), "textbook", "the values at the eigenvalues"))
    return [*forms, Form(signed_sum(put_in), "full", "all put in")] if put_in else forms


def _over(node: Node, bottom: int) -> Node:
    return node if bottom == 1 else Fraction(node, number(bottom))


def _slope(function: ScalarFunction, c: Component, order: int) -> Expr:
    """f^(j)(λ) of the piece that the eigenvalue lies in, as a person writes it."""
    at = written_form(c.value)
    if order == 0:
        return settled_entry(function.of(at))
    body = _PIECES.get(kind_of(function.body), {}).get(c.value.sign(), function.body)
    for _ in range(order):
        body = derivative(body, ARGUMENT)
    return settled_entry(substitute(body, {ARGUMENT: at}))


#: Functions with a kink at 0, by the sign of the eigenvalue.
_PIECES: Final = {
    "relu": {1: VARIABLE, -1: ZERO},
    "abs": {1: VARIABLE, -1: negative(VARIABLE)},
    "sign": {1: ONE, -1: MINUS_ONE},
}


def _grid_of(c: Component, j: int) -> Node:
    base = c.part.covariant()
    for _ in range(j):
        base = c.part.nilpotent() @ base
    return grid(base)


# --- conjugate pairs --------------------------------------------------------------------


def _by_interpolation(
    draft: Draft, function: ScalarFunction, whole: FunctionOfMatrix
) -> list[Form]:
    """The minimal polynomial, the conditions, and the coefficients of the polynomial."""
    parts, size = whole.spectrum.parts, whole.shape[0]
    minimal = [power_of(polynomial(p.field.factor), p.multiplicity) for p in parts]
    at_matrix = [
        power_of(in_powers([value_formula(c) for c in p.field.factor]), p.multiplicity)
        for p in parts
    ]
    draft.say(
        "The minimal polynomial of ", A, " is ", times(*minimal), *_pairs_in_words(whole),
        ". The value is a polynomial in ", A, " of a lower degree:", depth="textbook",
    )  # fmt: skip
    draft.prove(
        times(*at_matrix),
        Form(grid(Matrix.zeros(size, size))),
        depth="textbook",
        is_result=False,
    )
    alphas = [numbered("alpha", d) for d in range(whole.spectrum.degree)]
    coefficients = _coefficients(whole)
    for name, number_ in zip(alphas, coefficients, strict=True):
        draft.define(name, Form(formula(number_)), depth="textbook", is_result=False)
    if kind_of(function.body) in _PIECES:
        draft.say(
            "At a complex eigenvalue the function is the piece that belongs to the sign of the "
            "real part.",
            depth="textbook",
        )
    draft.say(
        "With these coefficients the polynomial meets the function at every eigenvalue, in its "
        "real and in its imaginary part:",
        depth="textbook",
    )
    for part in whole.spectrum.parts:
        for k in range(part.field.degree):
            exact = part.exactly(k)
            if exact is not None and (exact[1] is None or exact[1].sign() > 0):
                _conditions(draft, function, alphas, exact, part.jets)
    powers = [grid(power) for power in _powers_of(whole.spectrum.matrix, len(alphas))]
    values = [formula(number_) for number_ in coefficients]
    put_in = combination(values[::-1], powers[::-1])
    first = Form(in_powers(list(alphas)), "textbook")
    return (
        [first, Form(put_in, "full", "all put in")]
        if any(c != ZERO for c in coefficients)
        else [first]
    )


def _powers_of(matrix: Matrix, count: int) -> list[Matrix]:
    """A to the powers 0, 1, …, count - 1."""
    powers = [Matrix.identity(matrix.shape[0])]
    while len(powers) < count:
        powers.append(powers[-1] @ matrix)
    return powers


def _pairs_in_words(whole: FunctionOfMatrix) -> list[str | Node]:
    """Its complex roots, where they have radicals."""
    words: list[str | Node] = []
    for part in whole.spectrum.parts:
        if part.field.degree == 2 and not all(part.is_real()):
            words += [" and " if words else ", with the roots ", pair(*complex_root(part))]
    return words


def _coefficients(whole: FunctionOfMatrix) -> list[Expr]:
    """α_d as closed real expressions, by the powers of A as unit vectors."""
    count = whole.spectrum.degree
    units = tuple(Matrix([[int(i == d)] for i in range(count)]) for d in range(count))
    sized = replace(whole.spectrum, matrix=Matrix.zeros(count, 1))
    unknown = FunctionOfMatrix(whole.function, sized, whole.components, units)
    return [settled_entry(row[0]) for row in unknown.expressions()]


def _conditions(
    draft: Draft,
    function: ScalarFunction,
    alphas: Sequence[Name],
    at: tuple[Number, Number | None],
    jets: int,
) -> None:
    """Real and imaginary part of α_0 + α_1 λ + … = f(λ), and of its derivatives."""
    body = _PIECES.get(kind_of(function.body), {}).get(at[0].sign(), function.body)
    for order in range(jets):
        re, im = _powers(at, len(alphas), order)
        if at[1] is None:
            pair = Pair(settled_entry(_at_real(body, written_form(at[0]))), ZERO)
        else:
            found = pair_at(body, Pair(written_form(at[0]), written_form(at[1])))
            pair = Pair(settled_entry(found.re), settled_entry(found.im))
        for weights, wanted in ((re, pair.re), (im, pair.im)):
            if any(weights) or wanted != ZERO:
                left = combination([value_formula(w) for w in weights], list(alphas))
                draft.prove(left, Form(formula(wanted)), depth="textbook", is_result=False)
        body = derivative(body, ARGUMENT)


def _at_real(body: Expr, at: Expr) -> Expr:
    return substitute(body, {ARGUMENT: at})


def _powers(
    at: tuple[Number, Number | None], count: int, order: int
) -> tuple[list[Number], list[Number]]:
    """The real and imaginary parts of the derivatives of λ^d at an eigenvalue."""
    re, im = list[Number](), list[Number]()
    x, y = Number(1), Number(0)
    for d in range(count):
        if d < order:
            re.append(Number(0))
            im.append(Number(0))
            continue
        weight = factorial(d) // factorial(d - order)
        re.append(x * weight)
        im.append(y * weight)
        a, b = at[0], at[1] if at[1] is not None else Number(0)
        x, y = x * a - y * b, x * b + y * a
    return re, im
