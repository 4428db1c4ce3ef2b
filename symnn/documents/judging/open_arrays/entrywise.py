r"""Functions of a number that the document gives, at every entry of an array: f(z) and f'(z)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.documents.judging.open_arrays.memory import Function
from symnn.documents.judging.open_arrays.reading import FUNCTIONS, Reading
from symnn.documents.judging.open_arrays.sizes import SCALAR, UnreadError
from symnn.documents.judging.open_arrays.spaces import is_nothing
from symnn.documents.judging.open_arrays.terms import Term
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

#: The name of the entry that a function is taken at.
_PLACE: Final = "′t"
_CONSTANTS: Final = frozenset({"e", "pi", "max", "sqrt", *FUNCTIONS})
_MOST_PRIMES: Final = 2


def at_entries(to: Reading, function: Function, inner: Term, order: int = 0) -> Term | None:
    """A function of one number, or a derivative of it, at every entry; None if it is no such one.

    Args:
        to: the reading.
        function: the parameter and the formula.
        inner: what it is applied to.
        order: the number of primes.
    """
    if len(function.parameters) != 1 or not _is_of_number(*function.parameters, function.body):
        return None
    place = Term("leaf", SCALAR, (), _PLACE)
    before, to.bound = to.bound, {function.parameters[0]: place}
    try:
        body = to.defined(f"f {id(function.body)}", function.body)
    finally:
        to.bound = before
    if to.sizes.shape(body.shape) != SCALAR:
        return None
    return _each(inner, body, order)


def called(to: Reading, function: Function, items: Sequence[tree.Node]) -> Term:
    """A function of the document; one of a number at every entry of an array."""
    if len(items) == 1 and not is_nothing(items[0]):
        inner = to.read(items[0])
        if to.sizes.shape(inner.shape) != SCALAR:
            each = at_entries(to, function, inner)
        else:
            each = _at_number(to, function, inner)
        if each is not None:
            return each
    return to.called(function, items)


def _at_number(to: Reading, function: Function, inner: Term) -> Term | None:
    """A function of one number at a number, whatever its letter means elsewhere; else None."""
    if len(function.parameters) != 1 or not _is_of_number(*function.parameters, function.body):
        return None
    before, to.bound = to.bound, {**to.bound, function.parameters[0]: inner}
    try:
        return to.defined(f"f {id(function.body)}", function.body)
    finally:
        to.bound = before


def primed(to: Reading, head: tree.Prime, argument: tree.Node) -> Term:
    """f'(z) at every entry of z, of a function of the document or of a usual one.

    Raises:
        UnreadError: nothing gives the function.
    """
    items = argument.items if isinstance(argument, tree.Group) else (argument,)
    if len(items) != 1:
        raise UnreadError("a prime on a function of several arguments")
    inner = to.read(items[0])
    key = name_key(head.operand)
    function = None if key is None else to.function(key)
    if head.count > _MOST_PRIMES:
        raise UnreadError("a derivative of this order is not read")
    if function is not None:
        found = at_entries(to, function, inner, head.count)
        if found is None:
            raise UnreadError("the derivative of a function of arrays is not read")
        return found
    usual = FUNCTIONS.get(tree.key(head.operand) or "")
    if usual is None:
        raise UnreadError("a function that nothing gives is not read with arrays")
    body = Term("apply", SCALAR, (Term("leaf", SCALAR, (), _PLACE),), usual)
    return _each(inner, body, head.count)


def exponential(to: Reading, exponent: tree.Node) -> Term:
    """e to the power of a number."""
    inner = to.read(exponent)
    if to.sizes.shape(inner.shape) != SCALAR:
        raise UnreadError("e to the power of an array is not read")
    return Term("apply", SCALAR, (inner,), "exp")


def rectified(to: Reading, items: Sequence[tree.Node]) -> Term:
    """max(0, x), entry by entry."""
    zero = [isinstance(item, tree.Number) and item.value == 0 for item in items]
    if sum(zero) != 1:
        raise UnreadError("a maximum is not read with arrays")
    inner = to.read(items[1] if zero[0] else items[0])
    return Term("apply", inner.shape, (inner,), "open relu")


def _each(inner: Term, body: Term, order: int) -> Term:
    for _ in range(order):
        body = Term("gradient", SCALAR, (body,), _PLACE)
    return Term("each", inner.shape, (inner, body), _PLACE)


def _is_of_number(parameter: str, body: tree.Node) -> bool:
    """Whether a formula is one in a number, so that it acts entry by entry."""
    plain = (tree.Number, tree.Name, tree.Sum, tree.Neg, tree.Product, tree.Quotient, tree.Power)
    kept = (*plain, tree.Group, tree.Apply, tree.Call, tree.Root)
    parts = list(tree.walk(body))
    if not all(isinstance(part, kept) for part in parts):
        return False
    names = {name_key(part) for part in parts if isinstance(part, tree.Name)}
    return parameter in names and names <= {parameter} | _CONSTANTS
