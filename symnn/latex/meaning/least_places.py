r"""Where a quadratic function of an open letter is least: \arg\min_x \|Ax - b\|^2, and how much.

The letter is a number, or a column of the only size that fits. With q(x) = c + g·x + x^T H x / 2
and a positive definite H the place is -H^{-1} g, the only one (Boyd and Vandenberghe, Convex
Optimization, 4.2). A root of q is least where q is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flint import fmpq, fmpq_mat

from symnn.exact.expression import Expr, postorder, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import RESTRICTED, Track, restricted
from symnn.latex.meaning.values import Array, Scalar, Value, column

_INDICES: Final = frozenset("ijklmn")
_LARGEST: Final = 8  # unknowns
_SECOND: Final = 2
#: Letters that no formula of a document has.
_MARK: Final = "′least "

#: A polynomial of degree 2 at most: the coefficient of each product of unknowns.
Quadratic = dict[tuple[str, ...], fmpq]


def least_at(index: tree.Node, node: tree.Apply, word: str, reader: Reader) -> Value | None:
    r"""The place or the value of \arg\min_x q(x) and of \min_x q(x); None for anything else.

    Args:
        index: what stands below.
        node: the whole, with q as its argument.
        word: argmin, argmax, min or max.
        reader: what is known there.

    Raises:
        MeaningError: there is no such place, or more than one.
    """
    key = tree.key(index) if isinstance(index, tree.Name) else None
    if key is None or key in _INDICES or not _is_letter(key, node.argument):
        return None
    if reader.told(RESTRICTED) or reader.told(restricted(key)):
        return None
    found = _body(key, node.argument, reader)
    if found is None:
        return None
    letter, body = found
    names = [str(cell.expr.data) for cell in _cells(letter)]
    terms = quadratic(body.args[0] if _is_root(body) else body, names)
    if terms is None:
        return None
    place = single_place(terms, names, -1 if word.endswith("max") else 1)
    if place is None:
        text = f"it has no single place where it is {'largest' if word[-1] == 'x' else 'least'}"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)
    at = [Scalar(rational(number)) for number in place]
    value = at[0] if isinstance(letter, Scalar) else column(tuple(at), loose=True)
    if word.startswith("arg"):
        return value
    return reader.with_local({key: value}).value(node.argument)


def _is_letter(key: str, body: tree.Node) -> bool:
    """Whether it stands in the body as a letter, and in no index."""
    names = [part for part in tree.walk(body) if isinstance(part, tree.Name)]
    indices = [n.subscript for n in names if n.subscript is not None]
    if any(tree.key(part) == key for index in indices for part in tree.walk(index)):
        return False
    return any(tree.key(name) == key for name in names)


def _body(key: str, body: tree.Node, reader: Reader) -> tuple[Value, Expr] | None:
    """The letter and the value of the body in it, for the only size that fits."""
    found: list[tuple[Value, Expr, Track]] = []
    for size in range(1, _LARGEST + 1):
        cells = tuple(Scalar(symbol(f"{_MARK}{i}")) for i in range(size))
        letters: tuple[Value, ...] = (column(cells), *cells[: size == 1])
        for one in letters:
            met = Track()
            try:
                value = replace(reader, track=met).with_local({key: one}).value(body)
            except MeaningError:
                continue
            if isinstance(value, Array) and value.shape == (1, 1):
                value = value.rows[0][0]
            if isinstance(value, Scalar):
                found.append((one, value.expr, met))
    numbers = [f for f in found if isinstance(f[0], Scalar)]
    wide = [f for f in found if len(_cells(f[0])) > 1]
    fitting = wide or numbers or found
    if len(fitting) != 1:
        return None
    ((letter, expr, track),) = fitting
    reader.track.add(track)
    return letter, expr


def _cells(value: Value) -> tuple[Scalar, ...]:
    if isinstance(value, Array):
        return tuple(value.cells())
    return (value,) if isinstance(value, Scalar) else ()


def _is_root(expr: Expr) -> bool:
    """Whether it is the length of a vector: a root of a sum of squares, which is never negative."""
    if expr.op != "nth_root" or expr.data != _SECOND:
        return False
    (inside,) = expr.args
    terms = inside.args if inside.op == "add" else (inside,)
    return all(t.op == "power" and t.args[1] == rational(_SECOND) for t in terms)


def quadratic(expr: Expr, names: list[str]) -> Quadratic | None:
    """The coefficients of a polynomial of degree 2 at most; None for anything else.

    Examples:
        >>> from symnn.exact.expression import power
        >>> quadratic(power(symbol("x") + 1, rational(2)), ["x"])[("x",)]
        2
    """
    done: dict[Expr, Quadratic | None] = {}
    for node in postorder(expr):
        squared = _squared(node)
        args = [done[arg] for arg in (node.args if squared is None else squared)]
        done[node] = args[0] if squared and _is_root(node.args[0]) else _terms(node, args, names)
    return done[expr]


def _squared(node: Expr) -> tuple[Expr, ...] | None:
    """The base and the exponent of a square, seen through an absolute value or a length."""
    if node.op != "power" or node.args[1] != rational(_SECOND):
        return None
    base = node.args[0]
    inside = _is_root(base) or (base.op, base.data) == ("apply", "abs")
    return (base.args[0] if inside else base, node.args[1])


def _terms(node: Expr, args: list[Quadratic | None], names: list[str]) -> Quadratic | None:
    if node.op == "rational" and isinstance(node.data, fmpq):
        return {(): node.data}
    if node.op == "symbol" and node.data in names:
        return {(str(node.data),): fmpq(1)}
    if node.op == "power":
        return _power(node, args)
    if node.op not in ("add", "mul") or any(arg is None for arg in args):
        return None
    known = [arg for arg in args if arg is not None]
    total: Quadratic | None = {} if node.op == "add" else {(): fmpq(1)}
    for arg in known:
        if total is None:
            return None
        total = _sum(total, arg) if node.op == "add" else _product(total, arg)
    return total


def _power(node: Expr, args: list[Quadratic | None]) -> Quadratic | None:
    """A square, and whole powers of numbers."""
    exponent, inner = node.args[1].data, args[0]
    if not isinstance(exponent, fmpq) or exponent.q != 1 or inner is None:
        return None
    if set(inner) <= {()}:
        number = inner.get((), fmpq(0))
        return {(): number ** int(exponent)} if number != 0 or exponent > 0 else None
    if exponent == 1:
        return inner
    return _product(inner, inner) if exponent == _SECOND else None


def _sum(left: Quadratic, right: Quadratic) -> Quadratic:
    return {key: left.get(key, fmpq(0)) + right.get(key, fmpq(0)) for key in {**left, **right}}


def _product(left: Quadratic, right: Quadratic) -> Quadratic | None:
    total: Quadratic = {}
    for one, a in left.items():
        for other, b in right.items():
            key = tuple(sorted((*one, *other)))
            if a * b == 0:
                continue
            if len(key) > _SECOND:
                return None
            total[key] = total.get(key, fmpq(0)) + a * b
    return total


def single_place(terms: Quadratic, names: list[str], sign: int) -> list[fmpq] | None:
    """-H^{-1} g, if every leading minor of H (of -H for the largest) is positive.

    Args:
        terms: the quadratic function.
        names: its letters.
        sign: 1 for where it is least, -1 for where it is largest.
    """
    size = len(names)
    hessian = fmpq_mat(size, size)
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            key = tuple(sorted((one, other)))
            hessian[i, j] = sign * terms.get(key, fmpq(0)) * (2 if i == j else 1)
    for n in range(1, size + 1):
        minor = fmpq_mat(n, n, [hessian[i, j] for i in range(n) for j in range(n)])
        if minor.det() <= 0:
            return None
    slope = fmpq_mat(size, 1, [-sign * terms.get((name,), fmpq(0)) for name in names])
    found = hessian.solve(slope)
    return [found[i, 0] for i in range(size)]
