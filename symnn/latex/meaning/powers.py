"""Rules of meaning for powers and roots, of numbers and of matrices."""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, Expr, exp, nth_root
from symnn.exact.number import Number as ExactNumber
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning import arrays
from symnn.latex.meaning.between import between
from symnn.latex.meaning.builtins import raised
from symnn.latex.meaning.matrix_functions import exponential, exponential_to, root_of_matrix
from symnn.latex.meaning.obstacles import Kind, MeaningError, short
from symnn.latex.meaning.reader import MAX_BITS, MAX_EXPONENT, Reader, meaning
from symnn.latex.meaning.scope import BY_ENTRIES
from symnn.latex.meaning.sizes import MAX_NUMBER_BITS
from symnn.latex.meaning.superscripts import read_index
from symnn.latex.meaning.values import Array, Builtin, Scalar, Value, shape_text

MAX_ROOT: Final = 60


@meaning.register(tree.Power)
def _power(node: tree.Power, reader: Reader) -> Value:
    if node.ambiguous:
        raise MeaningError(Kind.AMBIGUOUS, "what is raised to the power is not clear", node.span)
    name = read_index(node, reader)
    if name is not None:
        return name
    if (difference := between(node, reader)) is not None:
        return difference
    formula = _is_beside_error(node, reader)
    base = Scalar(exp(ONE)) if formula else reader.value(node.base)
    if _may_be_entry_of_power(node, reader):
        reader.suppose("an indexed letter with a letter above is a power, and no entry of one")
    if _is_eulers(node, base, reader):
        base = Scalar(exp(ONE))
    if isinstance(base, Array) and base.shape != (1, 1):
        return _of_array(base, node, reader)
    exponent = reader.value(node.exponent)
    if isinstance(exponent, Array) and isinstance(base, Scalar) and base.expr == exp(ONE):
        return exponential(exponent, node.span, reader)
    if isinstance(exponent, Array) and isinstance(base, Scalar) and exponent.shape != (1, 1):
        return exponential_to(base.expr, exponent, node.span, reader)
    if isinstance(base, Builtin) or not isinstance(exponent, Scalar):
        text = f"a {shape_text(base)} to the power of a {shape_text(exponent)} is not covered"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    inside = base if isinstance(base, Scalar) else reader.scalar(node.base)
    _guard_power(inside.expr, exponent.expr, node)
    return Scalar(raised(inside.expr, exponent.expr))


def _of_array(base: Array, node: tree.Power, reader: Reader) -> Value:
    """The transpose, a root or a whole power of a matrix, or the powers of the entries."""
    if _is_transposing(node.exponent, reader):
        reader.suppose("the letter above a matrix transposes it")
        return arrays.transposed(base)
    fraction = _fraction_above(node.exponent, reader)
    if fraction is not None and _is_plain(node.base):
        return root_of_matrix(base, fraction, node.span, reader)
    if reader.told(BY_ENTRIES):
        return _by_entries(base, node, reader)
    return arrays.integer_matrix_power(base, reader.integer(node.exponent), node.span)


def _by_entries(base: Array, node: tree.Power, reader: Reader) -> Value:
    """The power of each entry of a list; that of a square matrix may be a product."""
    above = reader.scalar(node.exponent).expr
    if base.shape[0] != base.shape[1]:
        return base.map(lambda cell: raised(cell, above))
    found = arrays.integer_matrix_power(base, reader.integer(node.exponent), node.span)
    if not isinstance(node.exponent, tree.Neg):
        text = "a power of a matrix, where operations may be entry by entry"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span)
    return found


def _may_be_entry_of_power(node: tree.Power, reader: Reader) -> bool:
    """c^k_{12}: the k-th power of an entry of C, or an entry of the k-th power of C."""
    base, above = node.base, node.exponent
    if not isinstance(base, tree.Name) or not isinstance(above, tree.Name):
        return False
    return base.subscript is not None and not reader.knows(tree.key(base) or "")


def _is_eulers(node: tree.Power, base: Value, reader: Reader) -> bool:
    """e^{0.2} after e = (0.2, 0.5): a list has no power, so that Euler's number is meant.

    e² may be the square of the list, entry by entry or with itself.
    """
    listed = isinstance(base, Array) and base.shape[0] != base.shape[1]
    if not listed or tree.key(node.base) != "e":
        return False
    if isinstance(node.exponent, tree.Number) and node.exponent.value == _SQUARE:
        reader.suppose("e is Euler's number")
    return not _is_transposing(node.exponent, reader)


_SQUARE: Final = 2


def _is_beside_error(node: tree.Power, reader: Reader) -> bool:
    r"""e^{-x} after e = y - \hat{y}: no error is raised to a letter, but for indices.

    Nor is the e^{-0.5} of a formula above one of an error that is given below it.
    """
    if tree.key(node.base) != "e" or "e" in reader.varied or "e" in reader.local:
        return False
    known = reader.scope.lookup("e", reader.version)
    if known is None or known.parameters is not None or not _is_no_array(known.body):
        return False
    parts = list(tree.walk(node.exponent))
    letters = {part.base for part in parts if isinstance(part, tree.Name)}
    if letters:
        return bool(letters - _INDICES) or not isinstance(node.exponent, tree.Name)
    late = known.version > reader.version  # the formula was written before the error was
    return late and (isinstance(node.exponent, tree.Neg) or any(map(_has_decimals, parts)))


def _has_decimals(part: tree.Node) -> bool:
    return isinstance(part, tree.Number) and bool(part.decimals)


def _is_no_array(body: tree.Node) -> bool:
    listed = isinstance(body, tree.Group) and len(body.items) > 1
    return not listed and not isinstance(body, (tree.Matrix, tree.Transpose))


#: Letters above an error that may count something, or transpose it.
_INDICES: Final = frozenset("ijklmnpqtTL")


def _is_plain(node: tree.Node) -> bool:
    """Whether no product in a node may be one of several: v · v below a root is a number."""
    products = (part for part in tree.walk(node) if isinstance(part, tree.Product))
    return all(set(product.operators) <= {""} for product in products)


def _fraction_above(node: tree.Node, reader: Reader) -> fmpq | None:
    """An exponent such as 1/2 or -1/2; None for a whole one, and for what is no number."""
    try:
        value = reader.value(node)
    except MeaningError:
        return None
    number = _closed(value.expr) if isinstance(value, Scalar) else None
    if number is None or not number.is_rational or number.as_fmpq().q == 1:
        return None
    q = number.as_fmpq()
    return q if max(abs(int(q.p)), int(q.q)) <= MAX_ROOT else None


def _is_transposing(exponent: tree.Node, reader: Reader) -> bool:
    """A^t and A^{tr}, where t is no number."""
    if isinstance(exponent, tree.Product):
        letters = [f.base for f in exponent.factors if isinstance(f, tree.Name)]
        return "".join(letters) in ("tr", "Tr") and len(letters) == len(exponent.factors)
    plain = isinstance(exponent, tree.Name) and exponent in (
        tree.Name("t"), tree.Name("t", "upright"), tree.Name("T", "upright"), tree.Name("tr"),
        tree.Name("T", "bold"),
    )  # fmt: skip
    return plain and not reader.knows(tree.key(exponent) or "")


def _guard_power(base: Expr, exponent: Expr, node: tree.Node) -> None:
    """Refuse a power that would be huge, before it is built; e^b is no power of a number."""
    whole = None if base == exp(ONE) else _closed(exponent)
    if whole is None or not whole.is_rational:
        return
    q = whole.as_fmpq()
    size = max(abs(int(q.p)), int(q.q))
    if size <= 1:
        return
    inside = _closed(base)
    bits = (
        1
        if inside is None
        else max((c.p.height_bits() + c.q.height_bits() for c in inside.coefficients), default=1)
    )
    trivial = inside is not None and inside in (0, 1, -1)
    fraction = inside is not None and inside.is_rational and q.q == 1
    most, highest = (MAX_NUMBER_BITS, size) if fraction else (MAX_BITS, MAX_EXPONENT)
    if not trivial and (size > highest or bits * size > most):
        text = f"a power with exponent {short(int(q.p))} would pass {most} bits"
        raise MeaningError(Kind.SIZE, text, node.span)


def _closed(expr: Expr) -> ExactNumber | None:
    try:
        return exact_value(lower(expr))
    except SymnnError:
        return None


@meaning.register(tree.Root)
def _root(node: tree.Root, reader: Reader) -> Value:
    degree = 2 if node.degree is None else reader.integer(node.degree)
    if not 2 <= degree <= MAX_ROOT:
        raise MeaningError(Kind.UNSUPPORTED, f"a root of degree {degree} is not covered", node.span)
    inside = reader.value(node.radicand)
    if isinstance(inside, Array) and inside.shape != (1, 1) and _is_plain(node.radicand):
        return root_of_matrix(inside, fmpq(1, degree), node.span, reader)
    return Scalar(nth_root(reader.scalar(node.radicand).expr, degree))
