"""From expressions in arrays to sums of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from symnn.documents.judging.open_arrays.sizes import ONE as SINGLE
from symnn.documents.judging.open_arrays.sizes import SCALAR, Size, UnreadError
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.vector_algebra import slopes, sums
from symnn.documents.judging.vector_algebra.traces import trace_of
from symnn.documents.judging.vector_algebra.words import (
    Algebra,
    Element,
    Letter,
    Word,
    as_number,
    constant,
    modulus,
)
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    apply,
    nth_root,
    power,
    rational,
    symbol,
)
from symnn.functions.calculus import plus, times

#: Functions of a number that keep their names.
FUNCTIONS: Final = frozenset({"exp", "log", "tanh", "sigmoid", "cos", "sin", "abs", "sign", "max0"})
_LARGEST_POWER: Final = 6


def compiled(algebra: Algebra, term: Term) -> Element:
    """An expression as a sum of words.

    Raises:
        UnreadError: there is no such sum, or it is not known here.
    """
    rule = _RULES.get(term.kind)
    if rule is None:
        raise UnreadError(f"{term.kind} is not reckoned with in words")
    return rule(algebra, term)


def norm_of(algebra: Algebra, element: Element) -> Expr:
    """The Euclidean norm of a row or a column, that of Frobenius of a matrix."""
    if element.is_number:
        return modulus(element.value)
    if SINGLE in element.shape and len(element.terms) == 1:
        ((word, factor),) = element.terms.items()
        if element.shape[0] == SINGLE:
            word = algebra.turned(word)[0]
        length = algebra.length_squared(word)
        root = _root_of_square(algebra, word, length)
        return times(modulus(factor), root)
    return nth_root(squares_of(algebra, element))


def _root_of_square(algebra: Algebra, word: Word, square: Expr) -> Expr:
    norm = algebra.norm(word)
    if square == times(norm, norm):
        return norm
    algebra.norms.pop(f"‖{algebra.text(word)}‖", None)
    for known in map(symbol, algebra.norms):
        if square == times(known, known):
            return known  # ‖Qx‖ is ‖x‖
    return ONE if square == ONE else nth_root(square)


def squares_of(algebra: Algebra, element: Element) -> Expr:
    """The sum of the squares of all entries."""
    if element.shape[0] == SINGLE:
        element = algebra.transpose(element)
    product = algebra.multiply(algebra.transpose(element), element)
    return product.value if product.is_number else trace_of(algebra, product)


# --- the rules ------------------------------------------------------------------------


def _leaf(algebra: Algebra, term: Term) -> Element:
    name = str(term.label)
    if term.shape == SCALAR:
        return constant(symbol(name))
    return algebra.element([((Letter(name),), ONE)], term.shape)


def _number(algebra: Algebra, term: Term) -> Element:
    del algebra
    if isinstance(term.label, Size):
        return constant(as_number(term.label))
    value = term.label if isinstance(term.label, Fraction) else Fraction(0)
    return constant(rational(value))


def _sum(algebra: Algebra, term: Term) -> Element:
    parts = [compiled(algebra, part) for part in term.parts]
    if len({part.shape for part in parts}) > 1:
        raise UnreadError("a sum of arrays of several shapes")
    return algebra.add(*parts)


def _product(algebra: Algebra, term: Term) -> Element:
    a, b = (compiled(algebra, part) for part in term.parts)
    if term.kind == "hadamard" and not (a.is_number and b.is_number):
        raise UnreadError("a product entry by entry")
    return algebra.multiply(a, b)


def _transpose(algebra: Algebra, term: Term) -> Element:
    return algebra.transpose(compiled(algebra, term.parts[0]))


def _fixed(algebra: Algebra, term: Term) -> Element:
    if term.kind == "identity":
        return Element({(): ONE}, term.shape)
    if term.kind == "zeros":
        return Element({}, term.shape)
    if term.shape[1] != SINGLE:
        raise UnreadError("a matrix of ones")
    name = f"1_{term.shape[0]}"
    algebra.shapes = {**algebra.shapes, name: term.shape}
    algebra.kinds = {**algebra.kinds, name: "ones"}
    return algebra.element([((Letter(name),), ONE)], term.shape)


def _inverse(algebra: Algebra, term: Term) -> Element:
    inner = compiled(algebra, term.parts[0])
    if inner.is_number:
        return constant(power(inner.value, MINUS_ONE))
    if len(inner.terms) == 1:
        ((word, factor),) = inner.terms.items()
        if any(algebra.size(one)[0] != algebra.size(one)[1] for one in word):
            letter = algebra.inverse_of(word)
            return Element({(letter,): power(factor, MINUS_ONE)}, inner.shape)
        back = tuple(one._replace(inverse=not one.inverse) for one in reversed(word))
        return algebra.element([(back, power(factor, MINUS_ONE))], inner.shape)
    return _updated(algebra, inner)


def _updated(algebra: Algebra, inner: Element) -> Element:
    """(c I + f u v^T)^{-1} = (I - f u v^T / (c + f v^T u)) / c."""
    rest = [(word, factor) for word, factor in inner.terms.items() if word]
    if len(rest) != 1 or () not in inner.terms:
        raise UnreadError("the inverse of a sum of matrices")
    (word, factor), scale = rest[0], inner.terms[()]
    turn = next((k for k, one in enumerate(word) if algebra.size(one)[0] == SINGLE), None)
    if turn is None:
        raise UnreadError("the inverse of a sum of matrices")
    inside = algebra.cut(word[turn:] + word[:turn])[1]
    below = plus(scale, times(factor, inside))
    minus = times(MINUS_ONE, factor, power(times(scale, below), MINUS_ONE))
    return Element({(): power(scale, MINUS_ONE), word: minus}, inner.shape)


def _power(algebra: Algebra, term: Term) -> Element:
    inner, whole = compiled(algebra, term.parts[0]), int(str(term.label))
    if inner.is_number:
        return constant(power(inner.value, rational(whole)))
    if not 0 <= whole <= _LARGEST_POWER:
        raise UnreadError("a power of a matrix")
    found = Element({(): ONE}, inner.shape)
    for _ in range(whole):
        found = Element(algebra.multiply(found, inner).terms, inner.shape)
    return found


def _apply(algebra: Algebra, term: Term) -> Element:
    (part,), name = term.parts, str(term.label)
    if name == "sqrt" and part.kind == "squares":
        return constant(norm_of(algebra, compiled(algebra, part.parts[0])))
    if name == "sqrt" and part.kind == "power" and part.label == 2:
        return constant(modulus(compiled(algebra, part.parts[0]).value))
    inner = compiled(algebra, part)
    if not inner.is_number:
        raise UnreadError("a function entry by entry")
    if name == "open relu":
        return constant(apply("max", ZERO, inner.value))
    if name == "sqrt":
        return constant(nth_root(inner.value))
    if name not in FUNCTIONS:
        raise UnreadError(f"the function {name}")
    return constant(apply(name, inner.value))


def _of_all(algebra: Algebra, term: Term) -> Element:
    """The sum of all squares, the trace, the sum of the products of the entries."""
    (part,) = term.parts
    if term.kind == "total":
        if part.kind != "hadamard":
            raise UnreadError("the sum of all entries")
        first, second = part.parts
        if second.kind == "apply" and second.label == "sign" and second.parts[0] == first:
            return constant(algebra.other_norm("1", _as_column(algebra, first)))
        a, b = (compiled(algebra, one) for one in part.parts)
        if SINGLE not in a.shape or a.shape != b.shape:
            raise UnreadError("the sum of the products of the entries of matrices")
        one, two = (algebra.transpose(x) if x.shape[0] == SINGLE else x for x in (a, b))
        return algebra.multiply(algebra.transpose(one), two)
    inner = compiled(algebra, part)
    return constant((squares_of if term.kind == "squares" else trace_of)(algebra, inner))


def _as_column(algebra: Algebra, term: Term) -> Element:
    found = compiled(algebra, term)
    return algebra.transpose(found) if found.shape[0] == SINGLE else found


def _largest(algebra: Algebra, term: Term) -> Element:
    return constant(algebra.other_norm("∞", _as_column(algebra, term.parts[0])))


def _derived(algebra: Algebra, term: Term) -> Element:
    inner, name = compiled(algebra, term.parts[0]), str(term.label)
    if name not in algebra.shapes:
        raise UnreadError("a derivative by what is not in it")
    if term.kind == "jacobian":
        return slopes.jacobian(algebra, inner, name)
    if not inner.is_number:
        raise UnreadError("the gradient of what is no number")
    return slopes.gradient(algebra, inner.value, name)


def _sum_over(algebra: Algebra, term: Term) -> Element:
    body, size = term.parts
    if not isinstance(size.label, Size):
        raise UnreadError("a sum over an unknown number of members")
    return sums.summed(algebra, compiled(algebra, body), str(term.label), size.label)


def _at(algebra: Algebra, term: Term) -> Element:
    derived, there = (compiled(algebra, part) for part in term.parts)
    return slopes.put(algebra, derived, str(term.label), there)


_RULES: Final[Mapping[str, Callable[[Algebra, Term], Element]]] = {
    "leaf": _leaf,
    "number": _number,
    "sum": _sum,
    "transpose": _transpose,
    "inverse": _inverse,
    "power": _power,
    "apply": _apply,
    "at": _at,
    "largest": _largest,
    "sum over": _sum_over,
    **dict.fromkeys(("scale", "mul", "hadamard"), _product),
    **dict.fromkeys(("identity", "zeros", "ones"), _fixed),
    **dict.fromkeys(("squares", "trace", "total"), _of_all),
    **dict.fromkeys(("gradient", "jacobian"), _derived),
}
