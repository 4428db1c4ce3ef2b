"""From exact expressions to formulas, the way a person writes them."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

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
    column,
    matrix,
    times,
    total,
)
from symnn.errors import UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import MINUS_ONE, Expr, free_symbols, postorder
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower


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
    return written_form(value(lower(expr)))


def value_formula(number: Number) -> Node:
    """The formula of an algebraic number: (1 + √2)/12.

    Raises:
        UnsupportedError: it has no form with radicals.
    """
    return formula(written_form(number))


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
            return total(*args) if args else Rational(fmpq(0))
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
    found = times(*top) if top else Rational(fmpq(1))
    found = Fraction(found, times(*bottom)) if bottom else found
    if not minus:
        return found
    return Rational(-found.value) if isinstance(found, Rational) else Negative(found)


def is_closed(*entries: Expr) -> bool:
    """Whether no unknown is left."""
    return not free_symbols(*entries)
