"""From exact expressions to formulas, the way a person writes them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction as _Fraction
from functools import lru_cache
from typing import Final

from flint import arb, fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.derivations.formulas.nodes import (
    Call,
    Cases,
    Fraction,
    Name,
    Negative,
    Node,
    Pi,
    Power,
    Rational,
    Relation,
    Root,
    Sum,
    column,
    matrix,
    times,
    total,
)
from symnn.errors import NotAlgebraicError, SymnnError, UnsupportedError
from symnn.exact.ball import enclose, precision
from symnn.exact.evaluate import value
from symnn.exact.expression import MINUS_ONE, Expr, free_symbols, postorder, rational
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower

_BITS: Final = 128
#: The largest denominator of a rational number that is looked for among transcendental values.
_DENOMINATOR: Final = 64


def formula(root: Expr) -> Node:
    """The formula of an expression, as it is written; nothing is evaluated.

    Raises:
        UnsupportedError: a root without radicals, a limit or a derivative, which have no formula.

    Examples:
        >>> from symnn.exact.expression import nth_root, rational
        >>> formula(nth_root(rational(2))) == Root(Rational(fmpq(2)))
        True
    """
    known: dict[Expr, Node] = {}
    for node in postorder(root):
        known[node] = _node(node, [known[a] for a in node.args])
    return known[root]


def settled(expr: Expr) -> Expr:
    """The algebraic number that a closed expression denotes as a person writes it.

    Raises:
        SymnnError: it has none.
    """
    found = _settled(expr)
    if isinstance(found, SymnnError):
        raise found.with_traceback(None)
    return found


@lru_cache(maxsize=1024)
def _settled(expr: Expr) -> Expr | SymnnError:
    """The number, or why there is none; the last ones are kept, as a page asks often."""
    try:
        return written_form(value(lower(expr)))
    except NotAlgebraicError as error:
        try:
            found = _rational(expr)
        except SymnnError as other:
            return other
        return error if found is None else found
    except SymnnError as error:
        return error


def _rational(expr: Expr) -> Expr | None:
    """A short rational number that exponentials cancel to: e/(e + e) is 1/2, proved."""
    low = lower(expr)
    ball = enclose(low, _BITS)
    if free_symbols(low) or not ball.is_finite():
        return None
    with precision(_BITS):
        middle = ball.mid().fmpq()
        near = _Fraction(int(middle.p), int(middle.q)).limit_denominator(_DENOMINATOR)
        guess = fmpq(near.numerator, near.denominator)
        if not ball.contains(arb(guess)):
            return None
    found = rational(guess)
    return found if decide(Claim(Atomic("=", expr, found))).proved else None


def value_formula(number: Number) -> Node:
    """The formula of an algebraic number: (1 + √2)/12.

    Raises:
        UnsupportedError: it has no form with radicals.
    """
    return signed(formula(written_form(number)))


def vector(entries: Sequence[Expr]) -> Node:
    """The column of the formulas."""
    return column([formula(e) for e in entries])


def array(rows: Sequence[Sequence[Expr]]) -> Node:
    """The matrix of the formulas."""
    return matrix([[formula(e) for e in row] for row in rows])


def name_of(symbol: str) -> Name:
    """The name that an unknown is written as; the other way round of `Name.key`.

    Examples:
        >>> name_of("W^2_1_3") == Name("W", 2, (1, 3)), name_of("alpha") == Name("alpha")
        (True, True)
    """
    head, *tail = symbol.split("_")
    if not head or not all(part.isdecimal() and str(int(part)) == part for part in tail):
        return Name(symbol)
    letter, _, layer = head.partition("^")
    if not layer:
        return Name(letter, None, tuple(int(part) for part in tail))
    if not layer.isdecimal():
        return Name(symbol)
    return Name(letter, int(layer), tuple(int(part) for part in tail))


def _node(node: Expr, args: list[Node]) -> Node:
    data = node.data
    match node.op:
        case "rational" if isinstance(data, fmpq):
            return Rational(data)
        case "symbol":
            return name_of(str(data))
        case "pi":
            return Pi()
        case "add":
            return _positive_first(args) if args else Rational(fmpq(0))
        case "mul":
            return _product(node, args)
        case "power":
            return _power(node, args)
        case "nth_root" if isinstance(data, int):
            return Root(args[0], data)
        case "apply":
            return Call(str(data), tuple(args))
        case "piecewise" if isinstance(data, tuple):
            rows = [
                (args[3 * k + 2], (Relation(args[3 * k], sign, args[3 * k + 1]),))
                for k, sign in enumerate(data)
            ]
            return Cases(tuple(rows), args[-1])
    raise UnsupportedError(f"the operation {node.op} has no formula on a page")


def _positive_first(terms: list[Node]) -> Node:
    """The sum, with a term that is not negative in front if there is one."""
    first = next((i for i, t in enumerate(terms) if not _is_negative(t)), 0)
    return total(terms[first], *terms[:first], *terms[first + 1 :])


def _is_negative(node: Node) -> bool:
    return isinstance(node, Negative) or (isinstance(node, Rational) and node.value < 0)


def _is_inverse(node: Expr) -> bool:
    return node.op == "power" and node.args[1] == MINUS_ONE


def _power(node: Expr, args: list[Node]) -> Node:
    if _is_inverse(node):
        return Fraction(Rational(fmpq(1)), args[0])
    return Power(args[0], args[1])


def _product(node: Expr, args: list[Node]) -> Node:
    """Factors over divisors, with one sign in front."""
    minus, top, bottom = False, list[Node](), list[Node]()
    for expr, arg in zip(node.args, args, strict=True):
        if _is_inverse(expr) and isinstance(arg, Fraction):
            bottom.append(arg.bottom)
        elif expr == MINUS_ONE:
            minus = not minus
        elif not top and isinstance(arg, Rational) and arg.value < 0:
            minus = not minus
            top.append(Rational(-arg.value))
        else:
            top.append(arg)
    found = _quotient(top, bottom)
    if not minus:
        return found
    return Rational(-found.value) if isinstance(found, Rational) else Negative(found)


def _quotient(top: list[Node], bottom: list[Node]) -> Node:
    """Factors over divisors; a number is one fraction in front: √2/2 x rather than 1/2 √2 x."""
    numbers = [f for f in top if isinstance(f, (Rational, Root)) and _is_number(f)]
    first = numbers[0] if numbers else None
    if not bottom and len(numbers) > 1 and isinstance(first, Rational) and first.value.q != 1:
        over, rest = first.value, [f for f in top if f not in numbers]
        factors = [Rational(fmpq(over.p))] if over.p != 1 else []
        number = Fraction(times(*factors, *numbers[1:]), Rational(fmpq(over.q)))
        return times(number, *rest)
    found = times(*top) if top else Rational(fmpq(1))
    return Fraction(found, times(*bottom)) if bottom else found


def _is_number(node: Node) -> bool:
    return isinstance(node, Rational) or (isinstance(node, Root) and _is_number(node.radicand))


def signed(node: Node) -> Node:
    """A number with its sign in front: −(1 + √2)/2 rather than (−1 − √2)/2."""
    if isinstance(node, Fraction):
        inner = signed(node.top)
        return (
            Negative(Fraction(inner.operand, node.bottom))
            if (isinstance(inner, Negative))
            else node
        )
    if isinstance(node, Sum) and all(_is_negative(t) for t in node.terms):
        return Negative(Sum(tuple(_opposite(t) for t in node.terms)))
    return node


def _opposite(node: Node) -> Node:
    if isinstance(node, Rational):
        return Rational(-node.value)
    return node.operand if isinstance(node, Negative) else Negative(node)


def is_closed(*entries: Expr) -> bool:
    """Whether no unknown is left."""
    return not free_symbols(*entries)
