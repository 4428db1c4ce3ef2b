"""Functions of matrices of balls by arithmetic alone: sums, products, inverses, exponentials.

No eigenvalue is computed, so that repeated ones do no harm; and the block matrix

    f([[X, E], [0, X]]) = [[f(X), L_f(X, E)], [0, f(X)]]

gives the Fréchet derivative of every function that is written in this way.

References:
    N. Higham, Functions of Matrices (2008), section 3.2.
"""

from __future__ import annotations

from functools import reduce

from flint import acb, acb_mat, arb, arb_mat, fmpq

from symnn.exact.ball import enclose, precision
from symnn.exact.expression import Expr, free_symbols, postorder
from symnn.functions.definitions import ARGUMENT, expand

#: Functions whose exponentials are taken at once.
_WAVES = ("sin", "cos", "sinh", "cosh")


def by_arithmetic(body: Expr, matrix: arb_mat, bits: int) -> arb_mat | None:
    """f(X) for every X within the balls; None if f is not written in sums, products and exp.

    Args:
        body: f at `VARIABLE`.
        matrix: balls, n×n.
        bits: the working precision.

    Exactness: proved: the balls contain f(X). They are not finite if an inverse is not shown to
        exist.
    """
    expanded = expand(body, keep=_WAVES)
    nodes = list(postorder(expanded))
    if not all(_is_plain(node) for node in nodes):
        return None
    known: dict[Expr, arb_mat | arb] = {}
    with precision(bits):
        for node in nodes:
            if ARGUMENT not in free_symbols(node):
                known[node] = enclose(node, bits)
            elif node.op == "symbol":
                known[node] = matrix
            else:
                found = _node(node, [known[a] for a in node.args], matrix.nrows())
                if found is None:
                    return None
                known[node] = found
        return _as_matrix(known[expanded], matrix.nrows())


def _is_plain(node: Expr) -> bool:
    """Whether a node has a matrix of balls: no root, no kink, no logarithm of the variable."""
    if ARGUMENT not in free_symbols(node):
        return not free_symbols(node)
    if node.op == "power":
        exponent = node.args[1].data
        return isinstance(exponent, fmpq) and exponent.q == 1 and abs(exponent) <= 64
    if node.op == "apply":
        return node.data == "exp" or node.data in _WAVES
    return node.op in ("add", "mul") or (node.op == "symbol" and node.data == ARGUMENT)


def _as_matrix(item: arb_mat | arb, size: int) -> arb_mat:
    if isinstance(item, arb_mat):
        return item
    return arb_mat(size, size, [item if i == j else 0 for i in range(size) for j in range(size)])


def _node(node: Expr, args: list[arb_mat | arb], size: int) -> arb_mat | None:
    if node.op == "add":
        return reduce(lambda a, b: a + b, [_as_matrix(a, size) for a in args])
    if node.op == "mul":
        return _as_matrix(reduce(lambda a, b: a * b, args), size)
    base = _as_matrix(args[0], size)
    if node.op == "power":
        exponent = node.args[1].data
        n = int(exponent.p) if isinstance(exponent, fmpq) else 0
        if n < 0:
            try:
                base = base.inv()
            except ZeroDivisionError:
                return None
        return base ** abs(n)
    return _exponential(str(node.data), base)


def _exponential(name: str, x: arb_mat) -> arb_mat:
    if name == "exp":
        return x.exp()
    if name in ("sinh", "cosh"):
        up, down = x.exp(), (-x).exp()
        return (up - down) / 2 if name == "sinh" else (up + down) / 2
    turned = (acb_mat(x) * acb(0, 1)).exp()
    return turned.imag if name == "sin" else turned.real


def finite(matrix: arb_mat) -> bool:
    """Whether every ball is finite."""
    return all(e.is_finite() for e in matrix.entries())


def block(matrix: arb_mat, direction: arb_mat) -> arb_mat:
    """[[X, E], [0, X]]."""
    n = matrix.nrows()
    zero = [arb(0)] * n
    top = [[*r, *s] for r, s in zip(matrix.tolist(), direction.tolist(), strict=True)]
    return arb_mat([*top, *([*zero, *r] for r in matrix.tolist())])


def corner(matrix: arb_mat) -> arb_mat:
    """E of [[X, E], [0, X]]."""
    n = matrix.nrows() // 2
    return arb_mat([row[n:] for row in matrix.tolist()[:n]])
