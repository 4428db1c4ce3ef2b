"""What derivations about matrices have in common: grids, polynomials, combinations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import combination, signed_sum
from symnn.derivations.formulas.from_expressions import array, formula, value_formula
from symnn.derivations.formulas.nodes import (
    Call,
    Grid,
    Name,
    Negative,
    Node,
    Power,
    Rational,
    Stated,
    column,
    number,
    times,
    total,
)
from symnn.derivations.typesetting.latex import Latex
from symnn.derivations.typesetting.style import Style
from symnn.derivations.typesetting.text import Text
from symnn.errors import ShapeError, TooLargeError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.matrix_functions.evaluate import as_matrix

A: Final = Name("A")
LAMBDA: Final = Name("lambda")
ZERO, ONE = number(0), number(1)
#: Larger matrices do not fit on a page.
MAX_SIZE: Final = 8


def square(given: Any) -> Matrix:
    """A square matrix that fits on a page.

    Raises:
        ShapeError: it is not square.
        TooLargeError: it is larger than 8×8.
    """
    found = _of_a_size(as_matrix(given))
    if found.shape[0] != found.shape[1]:
        raise ShapeError("a square matrix is needed; this one is {}×{}".format(*found.shape))
    return found


def fitting(given: Any, rule: str) -> Matrix:
    """A matrix that fits on a page; the rule says why its entries must be numbers."""
    return _of_a_size(as_matrix(given, rule))


def _of_a_size(found: Matrix) -> Matrix:
    if not all(found.shape):
        raise ShapeError("a matrix without rows or columns has no derivation")
    if max(found.shape) > MAX_SIZE:
        raise TooLargeError(
            "a {}×{} matrix is too large for a page; the cap is 8×8".format(*found.shape)
        )
    return found


def grid(matrix: Matrix) -> Node:
    """The matrix of its entries; one of one entry is a number."""
    return array([[written_form(e) for e in row] for row in matrix.tolist()])


def grid_of(matrix: Matrix) -> Grid:
    """The matrix of its entries, in brackets always."""
    return Grid(tuple(tuple(value_formula(e) for e in row) for row in matrix.tolist()))


def identity(name: Name = A) -> Node:
    """I, of the size of a matrix."""
    return Call("unit", (name,))


def of_matrix(function: str, argument: Node) -> Node:
    """f of the whole matrix."""
    return Call(f"matrix {function}", (argument,))


def pair(re: Number, im: Number) -> Node:
    """a ± bi, for words: it says nothing that would need a proof."""
    size = abs(im)
    inner = value_formula(size)
    latex, text = Latex(Style()), Text(Style())
    real = "" if not re else latex(value_formula(re))
    plain = "" if not re else text(value_formula(re))
    shown = "" if size == 1 else latex(inner) + " "
    simple = "" if size == 1 else text(inner) + " "
    return Stated(rf"{real} \pm {shown}i".strip(), f"{plain} ± {simple}i".strip(), ())


def power_of(base: Node, exponent: int) -> Node:
    """base^n; the base itself for 1."""
    return base if exponent == 1 else Power(base, number(exponent))


def polynomial(coefficients: Sequence[Number], variable: Node = LAMBDA) -> Node:
    """c_n x^n + … + c_0, from the constant term up.

    Examples:
        >>> from symnn.derivations.typesetting.style import Style
        >>> from symnn.derivations.typesetting.text import Text
        >>> Text(Style())(polynomial([Number(-2), Number(-5), Number(1)]))
        'λ² - 5 λ - 2'
    """
    pairs = [(c, k) for k, c in enumerate(coefficients) if c][::-1]
    factors = [ONE if k == 0 else power_of(variable, k) for _, k in pairs]
    return combination([value_formula(c) for c, _ in pairs], factors) if pairs else ZERO


def in_powers(coefficients: Sequence[Node], name: Name = A) -> Node:
    """… + c_2 A² + c_1 A + c_0 I."""
    factors = [identity(name), *(power_of(name, k) for k in range(1, len(coefficients)))]
    return combination(list(coefficients)[::-1], factors[::-1])


def shifted(number_: Node, name: Name = A) -> Node:
    """A - λI, without what is 0."""
    if number_ == ZERO:
        return name
    if number_ == ONE:
        return total(name, Negative(identity(name)))
    if isinstance(number_, Rational) and number_.value < 0:
        size = Rational(-number_.value)
        return total(name, identity(name) if size == ONE else times(size, identity(name)))
    return total(name, Negative(times(number_, identity(name))))


def linear_factor(root: Node, variable: Node = LAMBDA) -> Node:
    """x - r, written as x + |r| for a negative number."""
    if root == ZERO:
        return variable
    if isinstance(root, Rational) and root.value < 0:
        return total(variable, Rational(-root.value))
    return total(variable, Negative(root))


def numbered(letter: str, index: int) -> Name:
    """A letter with an index: λ_1, P_2."""
    return Name(letter, None, (index,))


def spelled(entries: Sequence[Number]) -> Node:
    """A column of numbers."""
    return column([value_formula(e) for e in entries])


def summed(terms: Sequence[Node]) -> Node:
    """A sum, 0 for none."""
    return signed_sum(list(terms))


def expression(entry: Any) -> Node:
    """The formula of a closed expression."""
    return formula(entry)


def is_wide(whole: Node, style: Style) -> bool:
    """Whether a formula that cannot be broken leaves no room in a row for what stands before it."""
    return 4 * Latex(style).set(whole).width > 3 * style.width


def entry_by_entry(draft: Draft, name: Name, whole: Node, style: Style) -> Node:
    """A matrix as it is; one that is wider than a row by the names of its entries, which get lines.

    Args:
        draft: gets the lines.
        name: what the matrix will be called.
        whole: the matrix.
        style: says how wide a row is.
    """
    if not isinstance(whole, Grid) or not is_wide(whole, style):
        return whole
    return by_names(draft, name, whole)


def by_names(draft: Draft, name: Name, whole: Grid) -> Grid:
    """A matrix by the names of its entries, each of which gets a line."""
    rows = []
    for i, row in enumerate(whole.rows, 1):
        names = [name.at(i, j) for j in range(1, len(row) + 1)]
        for entry, cell in zip(names, row, strict=True):
            draft.define(entry, Form(cell))
        rows.append(tuple(names))
    return Grid(tuple(rows))
