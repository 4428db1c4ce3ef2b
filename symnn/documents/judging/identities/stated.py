r"""When an equation in open letters is stated as an identity, so that a counterexample refutes it.

An author who writes an equation in letters without a value may state an identity, give a general
formula, set a condition, or pose an equation to be solved. Only the first can be false. It is
taken to be one in these forms, each of which nobody poses to be solved:

- slope: the left side is the derivative of an explicit expression, or of a function or formula
  given in the same section; the right side is made from the same letters and from no others, and
  is no constant: \sigma'(x) = \sigma(x)(1+\sigma(x)). Not f'(x) = 0 (a stationary point), not
  \partial f/\partial x = \lambda (a multiplier), not y' = y of an unknown y.
- law: an activation at an argument equals a compound of activations of the same letters, and no
  letter stands outside them: \sigma(-x) = -\sigma(x); so does the logarithm of one, which is equal
  to a compound of functions of the same letters. Not \tanh(x) = x/2 or m = \tanh(\beta m)
  (fixed points), not \sin x = \cos x, not f(x) = 2g(x).
- of functions: a quotient of two functions of the document at the same letters, two or more, is a
  formula in them.
- spelled out: \tanh, \sinh or \cosh of a letter equals a quotient with exponentials of that
  letter above and below.
- characteristic: the left side is det(A - \lambda I) of a matrix A that is given, the right side a
  polynomial in \lambda.
- of a matrix: the left side is a function of a square matrix, e^{tA} or \log(A + sI); the right
  side a matrix made from the same letters and from no others.
- form: x^\top Ax is a sum of products of two entries each of an open x.
- between arrays: both sides are arrays, made from functions of the document at the same letters.
- closed: no letter is left once the slopes in it are carried out.
- never: both sides hold exponentials or activations of the same letters, and no values at all
  make them equal; an equation without a solution is nobody's exercise. So it is with polynomials
  of degree 2 or more that differ by a number, as (n + 1)n + n and (n + 1)^2 do. Not x^2 + 1 = 0,
  whose solutions are complex, and not e^x = -1, with a constant side.

Everything else stays without a verdict.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeAlias

from symnn.documents.judging.names.definitions import is_matrix_of_slopes
from symnn.documents.judging.relations import Side, judge
from symnn.exact.expression import free_symbols, negative, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Track
from symnn.latex.meaning.values import Array, Defined, Scalar, Value

Headings: TypeAlias = "tuple[str, ...]"
Sides: TypeAlias = "tuple[Side, Side]"

_HYPERBOLIC: Final = frozenset({"tanh", "sinh", "cosh"})


def is_stated(
    left: tree.Node,
    right: tree.Node,
    sides: Sides,
    view: Reader,
    section: Headings,
) -> bool:
    """Whether a false equation in open letters can only be meant as an identity.

    Args:
        left, right: the sides as written.
        sides: their values with the open letters as unknowns.
        view: the reader that gave them.
        section: the headings above it.
    """
    return (
        _is_slope(left, right, sides, view, section)
        or _is_law(left, right, view)
        or _is_spelled_out(left, right)
        or _is_never(left, right, sides, view)
        or _is_off_by_number(left, right, sides, view)
        or _is_of_matrix(left, sides, view)
        or _is_between_arrays(left, right, sides, view)
        or _is_closed(sides)
        or _is_limit(left, sides)
        or _is_form(left, right, view)
        or (_is_characteristic(left, right, view) and not _is_other_sign(sides))
        or is_matrix_of_slopes(left, view.scope)
    )


# --- slopes ---------------------------------------------------------------------------


def _is_slope(
    left: tree.Node,
    right: tree.Node,
    sides: Sides,
    view: Reader,
    section: Headings,
) -> bool:
    derived = differentiated(left)
    if derived is None or _may_be_a_condition(derived, right, view):
        return False
    used = unknowns(sides[1].value)
    if not used or not _is_given_here(left, view, section):
        return False
    from symnn.documents.judging.identities.differential_equations import (
        may_be_differential_equation,
    )

    partial = isinstance(left, tree.Derivative) and left.partial
    if may_be_differential_equation(derived, right, view, partial):
        return False
    from symnn.documents.judging.identities.carried_out import carried_out

    had = unknowns(carried_out(sides[0].value))
    return used <= had | _letters_of(derived, left, view) and not _hides(derived, had - used, view)


def _is_limit(left: tree.Node, sides: Sides) -> bool:
    """The limit of a quotient of differences, and the like, as a formula in the same letters."""
    limit = isinstance(left, tree.BigOperator) and left.operator == "lim"
    used = unknowns(sides[1].value)
    return limit and bool(used) and used <= unknowns(sides[0].value)


def _is_closed(sides: Sides) -> bool:
    r"""Whether no letter is left once the slopes are carried out: \det J of an affine map."""
    if not any(unknowns(side.value) for side in sides):
        return False
    from symnn.documents.judging.identities.carried_out import carried_out

    return not any(unknowns(carried_out(side.value)) for side in sides)


def _hides(derived: tree.Node, only_left: frozenset[str], view: Reader) -> bool:
    """Whether the derivative of a function of given letters holds others, perhaps short for more.

    The b of f(x, z) = bx^2 may stand for 2z^3.
    """
    heads = {
        tree.key(part.head if isinstance(part, tree.Call) else part.function) or ""
        for part in tree.walk(derived)
        if isinstance(part, (tree.Call, tree.Apply))
    }
    if heads & only_left:
        return True  # an unknown function, not a factor
    try:
        found = view.read(derived)
    except MeaningError:
        return False
    return isinstance(found, Defined) and not only_left <= set(found.parameters)


def _may_be_a_condition(derived: tree.Node, right: tree.Node, view: Reader) -> bool:
    """Whether the right side is set equal to the slope: f'(x) = 2g'(x).

    Not if it is a product of two derivatives or more, as in the chain rule, nor if it holds
    slopes of nothing but functions that are part of what is differentiated.
    """
    found = [part for part in tree.walk(right) if is_derivative(part)]
    primed = [part.operand for part in found if isinstance(part, tree.Prime)]
    if not found or (len(found) > 1 and len(primed) < 2):
        return False
    inside = replace(view, track=Track())
    try:
        function = inside.read(derived)
        if isinstance(function, Defined):
            inside.apply(function, [Scalar(symbol(n)) for n in function.parameters], derived)
    except MeaningError:
        return True
    used = {key for key, _ in inside.track.used} | _applied_in(derived, view)
    return len(primed) < len(found) or not {tree.key(p) for p in primed} <= used


def _applied_in(derived: tree.Node, view: Reader) -> set[str]:
    """σ, which nothing defines, if the formula of what is differentiated applies it."""
    from symnn.documents.judging.names.letters.unsaid import SIGMA, is_applied

    bare = view.scope.latest(SIGMA) is None
    return {SIGMA} if bare and is_applied(view.scope, derived) else set()


def is_derivative(node: tree.Node) -> bool:
    """Whether a node differentiates something."""
    if isinstance(node, tree.Name):
        return node.base in ("nabla", "partial")
    return isinstance(node, (tree.Prime, tree.Derivative))


def differentiated(node: tree.Node) -> tree.Node | None:
    """What a side differentiates, if it is one derivative and nothing else."""
    if isinstance(node, tree.Derivative):
        return node.operand
    if isinstance(node, tree.Evaluated):
        return differentiated(node.operand)
    if isinstance(node, tree.Prime):
        return node.operand
    if isinstance(node, tree.Call):
        inner = node.head
        return differentiated(inner) if isinstance(inner, (tree.Prime, tree.Derivative)) else None
    if isinstance(node, tree.Apply):
        return node.function.operand if isinstance(node.function, tree.Prime) else None
    if isinstance(node, tree.Product) and len(node.factors) == 2 and node.implicit:
        operator, operand = node.factors
        base = operator.base if isinstance(operator, tree.Power) else operator
        applied = is_derivative(base) and not isinstance(base, tree.Prime)
        return operand if applied else None
    return None


def _is_given_here(left: tree.Node, view: Reader, section: Headings) -> bool:
    """Whether all that is differentiated was given under a heading that still holds here."""
    for part in tree.walk(left):
        known = view.scope.latest(tree.key(part) or "")
        if known is not None and known.section != section[: len(known.section)]:
            return False
    return True


def _letters_of(derived: tree.Node, left: tree.Node, view: Reader) -> frozenset[str]:
    """The letters that what is differentiated depends on."""
    names: frozenset[str] = frozenset()
    if isinstance(left, tree.Derivative):
        names |= {tree.key(v) or "" for v in left.variables}
    try:
        found = view.read(derived)
    except MeaningError:
        return names
    if isinstance(found, Defined):
        arguments: list[Value] = [Scalar(symbol(name)) for name in found.parameters]
        try:
            found = view.apply(found, arguments, left)
        except MeaningError:
            return names
    return names | unknowns(found)


def unknowns(value: Value) -> frozenset[str]:
    """The open letters in a value."""
    if isinstance(value, Array):
        return free_symbols(*(cell.expr for cell in value.cells()))
    return free_symbols(value.expr) if isinstance(value, Scalar) else frozenset()


# --- laws of activations --------------------------------------------------------------


def _is_law(left: tree.Node, right: tree.Node, view: Reader) -> bool:
    from symnn.documents.judging.identities.laws import is_law, is_of_functions

    return is_law(left, right, view) or is_of_functions(left, right, view)


def _is_form(left: tree.Node, right: tree.Node, view: Reader) -> bool:
    if not isinstance(left, tree.Product) or not isinstance(left.factors[0], tree.Transpose):
        return False
    from symnn.documents.judging.identities.written_out import is_form_written_out

    return is_form_written_out(left, right, view)


def _is_off_by_number(left: tree.Node, right: tree.Node, sides: Sides, view: Reader) -> bool:
    from symnn.documents.judging.identities.laws import is_off_by_number

    return is_off_by_number(left, right, (sides[0].value, sides[1].value), view)


def _is_activation(node: tree.Node, view: Reader) -> bool:
    from symnn.documents.judging.identities.laws import is_activation

    return is_activation(node, view)


# --- hyperbolic functions spelled out ----------------------------------------------------


def _is_spelled_out(left: tree.Node, right: tree.Node) -> bool:
    if not isinstance(left, tree.Apply) or not isinstance(left.function, tree.Name):
        return False
    argument = left.argument
    if isinstance(argument, tree.Group) and len(argument.items) == 1:
        (argument,) = argument.items
    letter = tree.key(argument)
    if left.power is not None or left.function.base not in _HYPERBOLIC or letter is None:
        return False
    parts = (right.numerator, right.denominator) if isinstance(right, tree.Quotient) else ()
    return bool(parts) and all(_has_exponential(p) and letters(p) == {letter} for p in parts)


def letters(node: tree.Node) -> set[str]:
    """The plain letters in an expression, functions of mathematics aside."""
    names = [n for n in tree.walk(node) if isinstance(n, tree.Name)]
    return {tree.key(n) or "" for n in names if n.base not in SPELLINGS} - {"e", "pi"}


def _has_exponential(node: tree.Node) -> bool:
    return any(_is_exponential(part) for part in tree.walk(node))


def _is_exponential(node: tree.Node) -> bool:
    if isinstance(node, tree.Power):
        return tree.key(node.base) == "e"
    return isinstance(node, tree.Apply) and tree.key(node.function) == "exp"


# --- characteristic polynomials -------------------------------------------------------


def _is_characteristic(left: tree.Node, right: tree.Node, view: Reader) -> bool:
    r"""Whether it is det(A - \lambda I) of a matrix of numbers, written out as a polynomial."""
    applied = isinstance(left, tree.Apply) and tree.key(left.function) == "det"
    barred = isinstance(left, tree.Abs) and any(tree.key(n) == "I" for n in tree.walk(left))
    if not (applied or barred):
        return False
    open_ones = {key for key in letters(left) if not view.knows(key)} - {"I"}
    powers = [p for p in tree.walk(right) if isinstance(p, (tree.Power, tree.Product))]
    inside = any(letters(p) == open_ones for p in powers)
    return len(open_ones) == 1 and letters(right) == open_ones and inside


def _is_other_sign(sides: Sides) -> bool:
    """Whether it holds but for the sign, which authors drop before they set it to 0."""
    value = sides[1].value
    if not isinstance(value, Scalar):
        return False
    turned = replace(sides[1], value=Scalar(negative(value.expr)))
    return judge("=", sides[0], turned).outcome == "proved"


# --- functions of matrices ------------------------------------------------------------


def _is_of_matrix(left: tree.Node, sides: Sides, view: Reader) -> bool:
    """Whether it is a function of a matrix in open letters, written out."""
    if isinstance(left, tree.Power):
        argument = left.exponent if tree.key(left.base) == "e" else None
    elif isinstance(left, tree.Apply) and left.power is None and not left.ambiguous:
        known = isinstance(left.function, tree.Name) and left.function.base in SPELLINGS
        argument = left.argument if known else None
    else:
        argument = None
    values = [side.value for side in sides]
    if argument is None or not all(isinstance(v, Array) and not v.is_vector for v in values):
        return False
    try:
        inside = replace(view, track=Track()).read(argument)
    except MeaningError:
        return False
    used = unknowns(values[1])
    square = isinstance(inside, Array) and inside.shape[0] == inside.shape[1]
    return square and bool(used) and used <= unknowns(inside)


def _is_between_arrays(left: tree.Node, right: tree.Node, sides: Sides, view: Reader) -> bool:
    from symnn.documents.judging.identities import laws, numbers_of_matrices

    if numbers_of_matrices.states_number(left, right, unknowns(sides[1].value), view):
        return True
    return laws.is_between_arrays(left, right, (sides[0].value, sides[1].value), view)


# --- never ----------------------------------------------------------------------------


def _is_never(left: tree.Node, right: tree.Node, sides: Sides, view: Reader) -> bool:
    """Whether no values make two compound sides in exponentials or activations equal."""
    names = [unknowns(side.value) for side in sides]
    if not names[0] or names[0] != names[1]:
        return False
    both = all(
        any(_is_exponential(p) or _is_activation(p, view) for p in tree.walk(side))
        for side in (left, right)
    )
    return both and judge("≠", *sides).outcome == "proved"
