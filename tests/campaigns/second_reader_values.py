"""What a second reader computes with: sympy matrices, functions of entries and of matrices, truth.

Nothing here is shared with symnn. Values are sympy matrices; a lone I is a `Unit` of no size yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import sympy as sp

DIGITS: Final = 60
#: Functions of matrices are computed with so many.
_MATRIX_DIGITS: Final = 120
#: So many units of the last digit may be lost where rounded numbers are carried on.
_CARRIED: Final = 50
_T: Final = sp.Symbol("t")


class CannotReadError(Exception):
    """A notation that this reader does not know."""


@dataclass(frozen=True)
class Unit:
    """A multiple of the identity of whatever size."""

    factor: Any = sp.S.One

    def sized(self, like: sp.Matrix) -> sp.Matrix:
        """As large as another matrix."""
        if like.rows != like.cols:
            raise CannotReadError("a unit matrix that is not square")
        return self.factor * sp.eye(like.rows)


Value: TypeAlias = "sp.Matrix | Unit"


# --- arithmetic -------------------------------------------------------------------------


def scalar(value: Value) -> Any:
    """The entry of a 1×1 matrix."""
    if isinstance(value, Unit) or value.shape != (1, 1):
        raise CannotReadError("a number is needed here")
    return value[0, 0]


def single(value: Any) -> sp.Matrix:
    """A number as a matrix."""
    return sp.Matrix([[value]])


def plus(a: Value, b: Value) -> Value:
    """a + b."""
    if isinstance(a, Unit) and isinstance(b, Unit):
        return Unit(a.factor + b.factor)
    if isinstance(a, Unit):
        return a.sized(b) + b  # type: ignore[arg-type]
    return a + (b.sized(a) if isinstance(b, Unit) else b)


def negative(a: Value) -> Value:
    """-a."""
    return Unit(-a.factor) if isinstance(a, Unit) else -a


def times(a: Value, b: Value) -> Value:
    """The product of matrices, or with a number."""
    if isinstance(a, Unit) and isinstance(b, Unit):
        return Unit(a.factor * b.factor)
    if isinstance(a, Unit) or isinstance(b, Unit):
        unit, other = (a, b) if isinstance(a, Unit) else (b, a)
        assert isinstance(unit, Unit)
        if other.shape == (1, 1):  # type: ignore[union-attr]
            return Unit(unit.factor * scalar(other))
        return other * unit.factor
    if a.shape == (1, 1):
        return b * a[0, 0]
    if b.shape == (1, 1):
        return a * b[0, 0]
    return a * b


def power(base: Value, exponent: Any) -> Value:
    """A power of a number, or a whole one of a matrix."""
    if isinstance(base, Unit):
        return Unit(base.factor**exponent)
    if base.shape == (1, 1):
        return single(base[0, 0] ** exponent)
    if base.rows != base.cols or not exponent.is_Integer:
        raise CannotReadError("a power of this matrix")
    return base**exponent


def blocks(rows: list[list[Value]]) -> sp.Matrix:
    """A matrix of numbers, or of matrices, where a bare 0 has the size that fits."""
    heights = [max(_height(cell) for cell in row) for row in rows]
    widths = [max(_width(row[k]) for row in rows) for k in range(len(rows[0]))]
    if len({len(row) for row in rows}) != 1:
        raise CannotReadError("rows of different lengths")
    lines = []
    for row, height in zip(rows, heights, strict=True):
        parts = [_filled(c, height, w) for c, w in zip(row, widths, strict=True)]
        lines.append(sp.Matrix.hstack(*parts))
    return sp.Matrix.vstack(*lines)


def _height(cell: Value) -> int:
    return 1 if isinstance(cell, Unit) else cell.rows


def _width(cell: Value) -> int:
    return 1 if isinstance(cell, Unit) else cell.cols


def _filled(cell: Value, height: int, width: int) -> sp.Matrix:
    if isinstance(cell, Unit):
        return cell.sized(sp.zeros(height, width))
    if cell.shape == (height, width):
        return cell
    if cell.shape == (1, 1) and cell[0, 0] == 0:
        return sp.zeros(height, width)
    raise CannotReadError("blocks that do not fit")


# --- functions --------------------------------------------------------------------------


def _each(f: Callable[[Any], Any]) -> Callable[[sp.Matrix], sp.Matrix]:
    return lambda m: m.applyfunc(f)


def _softmax(m: sp.Matrix) -> sp.Matrix:
    powers = m.applyfunc(sp.exp)
    return powers / sum(powers)


def sign_of(e: Any) -> int:
    """The sign of a closed number."""
    value = sp.N(e, DIGITS)
    return 0 if abs(value) < sp.Float(10) ** (10 - DIGITS) else 1 if value > 0 else -1


def _relu(e: Any) -> Any:
    if e.free_symbols:
        return sp.Piecewise((e, e > 0), (0, True))
    return e if sign_of(e) > 0 else e * 0


def _sgn(e: Any) -> Any:
    if e.free_symbols:
        return sp.Piecewise((1, e > 0), (-1, e < 0), (0, True))
    return sp.Integer(sign_of(e))


def _diag(m: sp.Matrix) -> sp.Matrix:
    return sp.diag(*list(m))


_ENTRIES: Final[dict[str, Callable[[Any], Any]]] = {
    "ReLU": _relu,
    "softplus": lambda e: sp.log(1 + sp.exp(e)),
    "SiLU": lambda e: e / (1 + sp.exp(-e)),
    "GELU": lambda e: e * (1 + sp.erf(e / sp.sqrt(2))) / 2,
    r"\sigma": lambda e: 1 / (1 + sp.exp(-e)),
    "erf": sp.erf,
    "sign": _sgn,
    "abs": sp.Abs,
    r"\tanh": sp.tanh,
    r"\exp": sp.exp,
    r"\ln": sp.log,
    r"\sin": sp.sin,
    r"\cos": sp.cos,
    r"\tan": sp.tan,
    r"\sinh": sp.sinh,
    r"\cosh": sp.cosh,
    r"\arctan": sp.atan,
}
FUNCTIONS: Final[dict[str, Callable[[sp.Matrix], sp.Matrix]]] = {
    **{name: _each(f) for name, f in _ENTRIES.items()},
    "softmax": _softmax,
    "diag": _diag,
    "tr": lambda m: single(m.trace()),
    "rank": lambda m: single(sp.Integer(m.rank(simplify=True))),
    r"\det": lambda m: single(sp.expand(m.det(method="berkowitz"))),
}


def extreme(name: str, values: list[Any]) -> Any:
    r"""\max or \min of numbers."""
    best = values[0]
    for other in values[1:]:
        if (other - best).free_symbols:
            best = (sp.Max if name == r"\max" else sp.Min)(best, other)
        elif sign_of(other - best) == (1 if name == r"\max" else -1):
            best = other
    return best


def derivative(f: Callable[[sp.Matrix], sp.Matrix], m: sp.Matrix) -> sp.Matrix:
    """f' of a function of one number, entry by entry."""
    slope = sp.diff(scalar(f(single(_T))), _T)
    return m.applyfunc(lambda e: slope.subs(_T, e))


def norm(m: sp.Matrix, largest_row: bool) -> sp.Matrix:
    """The root of the sum of squares; or the largest sum of a row."""
    if largest_row:
        sums = [sum(sp.Abs(e) for e in m.row(i)) for i in range(m.rows)]
        return single(max(sums, key=lambda e: sp.N(e, DIGITS)))
    return single(sp.sqrt(sum(e**2 for e in m)))


def cases(rows: Sequence[tuple[Value, Any]]) -> sp.Matrix:
    """The first value whose condition holds; nothing where none does."""
    grids = [value for value, _ in rows]
    if any(isinstance(g, Unit) or g.shape != grids[0].shape for g in grids):  # type: ignore[union-attr]
        raise CannotReadError("cases of different shapes")
    conditions = [condition for _, condition in rows]
    cells = []
    for entries in zip(*grids, strict=True):
        pairs = list(zip(entries, conditions, strict=True))
        cells.append(sp.Piecewise(*pairs, (sp.nan, True), evaluate=False))
    return sp.Matrix(*grids[0].shape, cells)  # type: ignore[union-attr]


# --- functions of matrices --------------------------------------------------------------


def of_matrix(name: str, m: sp.Matrix) -> sp.Matrix:
    """f(A) by Newton's interpolation at the eigenvalues, with many digits.

    Raises:
        CannotReadError: entries or eigenvalues that are not at hand.
    """
    if name not in _ENTRIES or m.rows != m.cols or not all(e.is_Rational for e in m):
        raise CannotReadError("a function of this matrix")
    nodes: list[Any] = []
    for factor, multiplicity in sp.factor_list(m.charpoly(_T).as_expr(), _T)[1]:
        roots = sp.Poly(factor, _T).nroots(n=_MATRIX_DIGITS, maxsteps=200)
        nodes += [root for root in roots for _ in range(multiplicity)]
    table = [_taylor(name, node, 0) for node in nodes]
    weights = [table[0]]
    for order in range(1, len(nodes)):
        for k in range(len(nodes) - order):
            low, high = nodes[k], nodes[k + order]
            if low == high:
                table[k] = _taylor(name, low, order)
            else:
                table[k] = sp.N((table[k + 1] - table[k]) / (high - low), _MATRIX_DIGITS)
        weights.append(table[0])
    found, product = sp.zeros(*m.shape), sp.eye(m.rows)
    for node, weight in zip(nodes, weights, strict=True):
        found += weight * product
        product = product * (m - node * sp.eye(m.rows))
    return found.applyfunc(lambda e: sp.re(sp.N(sp.expand(e), DIGITS + 30)))


def _taylor(name: str, at: Any, order: int) -> Any:
    """f^(k)(λ)/k!, of the piece that λ lies in."""
    if name in ("ReLU", "sign", "abs"):
        side = sp.re(at)
        if abs(side) < sp.Float(10) ** -40:
            if order or abs(at) > sp.Float(10) ** -40:
                raise CannotReadError("an eigenvalue at a kink")
            return sp.Integer(0)
        pieces = {"ReLU": (0, _T), "sign": (-1, 1), "abs": (-_T, _T)}[name]
        expr = sp.sympify(pieces[bool(side > 0)])
    else:
        expr = sp.sympify(_ENTRIES[name](_T))
    return sp.N(expr.diff(_T, order).subs(_T, at) / sp.factorial(order), _MATRIX_DIGITS)


# --- truth ------------------------------------------------------------------------------

_CANDIDATES: Final = 240
_POINTS: Final = 12
#: Points near 0 and far from it.
_SPREADS: Final = (1, 40, 2, 13, 5, 29, 3)


def holds(
    left: Value, sign: str, right: Value, tokens: list[str], conditions: Sequence[Any] = ()
) -> bool | None:
    """Whether a relation holds, under conditions; None if no point is found that meets them."""
    if isinstance(left, Unit) and isinstance(right, Unit):
        left, right = single(left.factor), single(right.factor)
    elif isinstance(left, Unit):
        left = left.sized(right)
    elif isinstance(right, Unit):
        right = right.sized(left)
    if left.shape != right.shape:
        return False
    unknowns = left.free_symbols | right.free_symbols
    unknowns |= {s for c in conditions for s in c.free_symbols}
    points = _points(sorted(unknowns, key=str), conditions)
    if not points:
        return None
    places = _places(tokens, len(left))
    return all(
        _cell(a.subs(p), sign, b.subs(p), digits)
        for p in points
        for a, b, digits in zip(left, right, places, strict=True)
    )


def _points(unknowns: Sequence[Any], conditions: Sequence[Any]) -> list[dict[Any, Any]]:
    if not unknowns:
        return [{}] if all(c == sp.true or c is True for c in conditions) else []
    found = []
    for k in range(1, _CANDIDATES):
        spread = _SPREADS[k % len(_SPREADS)]
        point = {
            u: sp.Rational((7 * k * k + (3 + 2 * k) * n + k) % 41 - 20, spread)
            for n, u in enumerate(unknowns)
        }
        if all(c.subs(point) == sp.true for c in conditions):
            found.append(point)
        if len(found) == _POINTS:
            break
    return found


def _places(tokens: list[str], count: int) -> list[int | None]:
    """How many decimals each entry is printed with; for all the fewest, if it is no plain list."""
    decimals = [len(t.split(".")[1]) for t in tokens if re.fullmatch(r"\d+\.\d+", t)]
    fewest = min(decimals, default=None)
    if tokens[:1] != [r"\begin"]:
        return [fewest] * count
    cells: list[list[str]] = [[]]
    last = len(tokens) - 1 - tokens[::-1].index(r"\end")
    for piece in tokens[tokens.index("}") + 1 : last]:
        if piece == "&" or piece.startswith("\\\\"):
            cells.append([])
        else:
            cells[-1].append(piece)
    numbers = [[t for t in cell if t not in ("-", "+")] for cell in cells]
    if len(cells) != count or any(len(cell) != 1 for cell in numbers):
        return [fewest] * count
    return [len(c[0].split(".")[1]) if "." in c[0] else fewest for c in numbers]


def _cell(a: Any, sign: str, b: Any, places: int | None) -> bool:
    difference = sp.N(a - b, DIGITS)
    if difference is sp.nan or difference.has(sp.nan, sp.zoo, sp.oo):
        return False
    tiny = sp.Float(10, DIGITS) ** (12 - DIGITS) * (1 + abs(sp.N(a, DIGITS)))
    zero = abs(difference) < tiny
    if sign == "≈":
        if places is None:
            return bool(zero)
        return bool(abs(difference) <= _CARRIED * sp.Rational(1, 10**places))
    if not difference.is_real:
        return sign == "!="
    return bool({
        "=": zero, "!=": not zero, "<": difference < 0 and not zero, "<=": difference < 0 or zero,
        ">": difference > 0 and not zero, ">=": difference > 0 or zero,
    }[sign])  # fmt: skip
