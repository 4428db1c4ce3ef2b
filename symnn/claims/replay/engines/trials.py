"""Matrix expressions at matrices of numbers, exactly: rational entries, with one derivative.

It shares nothing with the normal form, so that each can find the other out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple, TypeAlias

from flint import fmpq

from symnn.claims.replay import need, spend
from symnn.errors import EvidenceError


class NotDefinedError(EvidenceError):
    """Sizes that do not fit: the expression does not exist there."""


class Name(NamedTuple):
    """A matrix by its name: its sizes, what is known of it, the number it depends on."""

    rows: str
    columns: str
    flags: frozenset[str] = frozenset()
    of: str = ""


class Dual(NamedTuple):
    """value + rate ε, where ε² = 0."""

    value: fmpq
    rate: fmpq = fmpq(0)

    def plus(self, other: Dual) -> Dual:
        """The sum."""
        return Dual(self.value + other.value, self.rate + other.rate)

    def times(self, other: Dual) -> Dual:
        """The product."""
        rate = self.value * other.rate + self.rate * other.value
        return Dual(self.value * other.value, rate)

    def inverse(self) -> Dual:
        """The reciprocal; EvidenceError for zero."""
        need(self.value != 0, "a number or matrix without inverse")
        return Dual(1 / self.value, -self.rate / self.value**2)


_Node: TypeAlias = "list[Any]"
Rows: TypeAlias = "list[list[Dual]]"
#: Matrices of rational numbers by names.
Grids: TypeAlias = "Mapping[str, list[list[fmpq]]]"
_ZERO: Final = Dual(fmpq(0))
_ONE: Final = Dual(fmpq(1))
#: The largest size that is tried out.
LARGEST: Final = 6


def sizes_of(node: Any, names: Mapping[str, Name], put: Callable[[str], str]) -> tuple[str, str]:
    """The rows and columns of an expression; NotDefinedError where sizes do not fit."""
    spend(1000)
    match node:
        case ["name", str() as name] if name in names:
            return put(names[name].rows), put(names[name].columns)
        case ["number" | "size", str()]:
            return "1", "1"
        case ["identity", str() as size]:
            return put(size), put(size)
        case ["ones" | "zero", str() as rows, str() as columns]:
            return put(rows), put(columns)
        case ["slope" | "jacobian" as what, a, str() as name]:
            known = names.get(name, Name("1", "1"))
            by = put(known.rows), put(known.columns)
            of = sizes_of(a, names, put)
            return _slope_sizes(of, by) if what == "slope" else (_length(of), _length(by))
        case ["f", str(), a]:
            return sizes_of(a, names, put)
        case ["power", a, str()]:
            return _sizes("number", [sizes_of(a, names, put)])
        case [str() as what, *parts] if parts:
            return _sizes(what, [sizes_of(part, names, put) for part in parts])
    raise EvidenceError(f"no matrix expression reads {node!r}"[:200])


def _sizes(what: str, parts: list[tuple[str, str]]) -> tuple[str, str]:
    """From the sizes of the parts of an expression those of the whole."""
    match what, parts:
        case "add" | "hadamard", [first, *others] if others:
            _fit(all(other == first for other in others), "a sum of different sizes")
            return first
        case "mul", [(rows, inner), (other, columns)]:
            _fit(inner == other, f"{rows}×{inner} times {other}×{columns}")
            return rows, columns
        case "scale", [number, whole]:
            _fit(number == ("1", "1"), "a factor that is no number")
            return whole
        case "transpose", [(rows, columns)]:
            return columns, rows
        case "total", [_]:
            return "1", "1"
        case "diag", [(rows, columns)]:
            _fit(columns == "1", "a diagonal that is no column")
            return rows, rows
        case "number", [number]:
            _fit(number == ("1", "1"), "a power of what is no number")
            return number
        case "trace" | "det" | "inverse" | "diagonal", [(rows, columns)]:
            _fit(rows == columns, f"the {what} of a matrix that is not square")
            size = rows if what in ("inverse", "diagonal") else "1"
            return size, rows if what == "inverse" else "1"
    raise EvidenceError(f"no matrix expression is called {what!r}")


def _fit(condition: bool, message: str) -> None:
    if not condition:
        raise NotDefinedError(f"the sizes do not fit: {message}")


def _slope_sizes(of: tuple[str, str], by: tuple[str, str]) -> tuple[str, str]:
    """Of a number by a matrix, with the shape of that; of a matrix by a number."""
    _fit(("1", "1") in (of, by), "a derivative with more than two indices")
    return by if of == ("1", "1") else of


def _length(vector: tuple[str, str]) -> str:
    """The length of a row or a column."""
    _fit("1" in vector, "a vector is needed")
    return vector[vector[0] == "1"]


class Trial(NamedTuple):
    """Sizes in numbers, and matrices of numbers for the names."""

    names: Mapping[str, Name]
    sizes: Mapping[str, int]
    values: Mapping[str, Rows]

    @classmethod
    def of(cls, names: Mapping[str, Name], seed: int) -> Trial | None:
        """Some sizes and small integers; None where something known of a name stands against it."""
        if any(known.flags - {"symmetric"} for known in names.values()):
            return None
        letters = sorted({s for n in names.values() for s in (n.rows, n.columns)})
        if any(s.isdigit() and int(s) > LARGEST for s in letters):
            return None
        sizes = {s: 1 + (k + seed) % 3 for k, s in enumerate(letters) if not s.isdigit()}
        trial = cls(names, sizes, {})
        return trial._replace(values={n: trial.sample(k, n, seed) for k, n in enumerate(names)})

    def sample(self, place: int, name: str, seed: int) -> Rows:
        """Small integers that look like no other matrix; what depends on a number has a rate."""
        known = self.names[name]
        rows, columns = (int(self.size(s)) for s in (known.rows, known.columns))

        def entry(i: int, j: int) -> Dual:
            if "symmetric" in known.flags:
                i, j = min(i, j), max(i, j)
            k = 31 * place + 17 * i + 7 * j + 13 * seed + 5 * i * j
            rate = fmpq((k * k) % 7 - 3) if known.of else fmpq(0)
            return Dual(fmpq((k * k + k // 3) % 11 - 4 + 7 * (i == j)), rate)

        return [[entry(i, j) for j in range(columns)] for i in range(rows)]

    def at(self, values: Grids, rates: Grids) -> Trial:
        """With these matrices, which must have the sizes and properties that are known.

        `rates` are the derivatives of those that depend on a number.
        """
        moving = {name for name, known in self.names.items() if known.of}
        need(set(values) == set(self.names), "the point must give a matrix for each name")
        need(set(rates) == moving, "the point must give a rate for each name that depends")
        for name, rows in (*values.items(), *rates.items()):
            known = self.names[name]
            wide, high = int(self.size(known.columns)), int(self.size(known.rows))
            need(len(rows) == high and all(len(r) == wide for r in rows), "a size is wrong")
            need(not known.flags or name not in moving, "what is known of a rate is not told")
            _check_flags(known.flags, rows)
        zero = {n: [[fmpq(0) for _ in row] for row in rows] for n, rows in values.items()}
        full = {
            n: [[*map(Dual, *pair)] for pair in zip(rows, rates.get(n, zero[n]), strict=True)]
            for n, rows in values.items()
        }
        return self._replace(values=full)

    def size(self, text: str) -> str:
        """A size in digits."""
        if text.isdigit():
            return text
        need(text in self.sizes, f"the size {text} is not given")
        return str(self.sizes[text])

    def shape(self, node: Any) -> tuple[str, str] | None:
        """The rows and columns of an expression in digits; None if it does not exist."""
        try:
            return sizes_of(node, self.names, self.size)
        except NotDefinedError:
            return None

    def agree(self, left: Any, right: Any) -> bool:
        """Whether two expressions have the same value."""
        if self.shape(left) != self.shape(right):
            return False
        a, b = self.value(left), self.value(right)
        return [[c.value for c in row] for row in a] == [[c.value for c in row] for row in b]

    def value(self, node: _Node) -> Rows:
        """The matrix that an expression is."""
        spend(50_000)
        match node:
            case ["name", name]:
                return self.values[name]
            case ["number", text]:
                return [[Dual(fmpq(text))]]
            case ["size", size]:
                return [[Dual(fmpq(int(self.size(size))))]]
            case ["identity", size]:
                n = int(self.size(size))
                return [[_ONE if i == j else _ZERO for j in range(n)] for i in range(n)]
            case ["ones" | "zero" as what, rows, columns]:
                cell = _ONE if what == "ones" else _ZERO
                return [[cell] * int(self.size(columns)) for _ in range(int(self.size(rows)))]
            case ["add" | "hadamard" as what, first, *others]:
                total = self.value(first)
                for other in others:
                    total = _paired(total, self.value(other), what == "add")
                return total
            case ["mul", a, b]:
                columns = [*zip(*self.value(b), strict=True)]
                return [[_dot(row, column) for column in columns] for row in self.value(a)]
            case ["scale", a, b]:
                ((s,),) = self.value(a)
                return [[s.times(c) for c in row] for row in self.value(b)]
            case ["slope" | "jacobian" as what, a, name]:
                return self._slope(a, name, entries=what == "jacobian")
            case [what, *parts]:
                return self._of_one(what, parts)
        raise EvidenceError("an empty expression")

    def _of_one(self, what: str, parts: Sequence[Any]) -> Rows:
        a = self.value(parts[-1]) if what != "power" else self.value(parts[0])
        match what:
            case "transpose":
                return [list(row) for row in zip(*a, strict=True)]
            case "trace":
                return [[_sum(a[i][i] for i in range(len(a)))]]
            case "total":
                return [[_sum(c for row in a for c in row)]]
            case "diag":
                n = len(a)
                return [[a[i][0] if i == j else _ZERO for j in range(n)] for i in range(n)]
            case "diagonal":
                return [[a[i][i]] for i in range(len(a))]
            case "det":
                return [[_det(a)]]
            case "inverse":
                return _inverse(a)
            case "power":
                total = _ONE
                for _ in range(int(self.size(parts[1]))):
                    total = total.times(a[0][0])
                return [[total]]
            case "f":
                return [[_stand_in(parts[0], c) for c in row] for row in a]
        raise EvidenceError(f"no matrix expression is called {what!r}")

    def _slope(self, node: _Node, name: str, entries: bool) -> Rows:
        """By one entry after the other; by a number that no name has, with the rates given."""
        need(
            not holds(node, "slope") and not holds(node, "jacobian"),
            "a derivative of a derivative is not tried out",
        )
        if name not in self.values:
            return [[Dual(c.rate) for c in row] for row in self.value(node)]
        still = {n: [[Dual(c.value) for c in row] for row in m] for n, m in self.values.items()}
        base = still[name]
        found = dict[tuple[int, int], Rows]()
        for i, j in product(range(len(base)), range(len(base[0]))):
            moved = [
                [Dual(c.value, fmpq((k, m) == (i, j))) for m, c in enumerate(row)]
                for k, row in enumerate(base)
            ]
            there = self._replace(values={**still, name: moved})
            found[i, j] = [[Dual(c.rate) for c in row] for row in there.value(node)]
        if not entries and len(base) == len(base[0]) == 1:
            return found[0, 0]
        if not entries:
            return [[found[i, j][0][0] for j in range(len(base[0]))] for i in range(len(base))]
        order = sorted(found)
        cells = {place: [c for row in found[place] for c in row] for place in order}
        return [[cells[place][k] for place in order] for k in range(len(cells[order[0]]))]


def holds(node: Any, kind: str) -> bool:
    """Whether an expression of this kind is part of an expression."""
    if not isinstance(node, list):
        return False
    return node[:1] == [kind] or any(holds(part, kind) for part in node[1:])


def _check_flags(flags: frozenset[str], rows: list[list[fmpq]]) -> None:
    turned = [list(row) for row in zip(*rows, strict=True)]
    need("symmetric" not in flags or rows == turned, "a matrix is not symmetric")
    for flag, vectors in (("rows", rows), ("columns", turned)):
        if flag in flags:
            grid = [[_inner(a, b) for b in vectors] for a in vectors]
            unit = [[fmpq(i == j) for j in range(len(grid))] for i in range(len(grid))]
            need(grid == unit, f"the {flag} of a matrix are not orthonormal")


def _inner(a: Sequence[fmpq], b: Sequence[fmpq]) -> fmpq:
    return sum((x * y for x, y in zip(a, b, strict=True)), fmpq(0))


def _stand_in(name: str, x: Dual) -> Dual:
    """A function that may be any: x² + x + 1, and its derivatives."""
    need(name.rstrip("'") not in FIXED, f"{name} is not tried out")
    order = len(name) - len(name.rstrip("'"))
    need(order <= 2, "a high derivative is not tried out")
    one, two = Dual(fmpq(1)), Dual(fmpq(2))
    if order == 2:
        return two
    return two.times(x).plus(one) if order else x.times(x).plus(x).plus(one)


#: Functions with rules of their own, which no polynomial can stand for.
FIXED: Final = frozenset({"exp", "log", "sqrt", "sigmoid", "tanh"})


def _sum(cells: Iterable[Dual]) -> Dual:
    total = _ZERO
    for cell in cells:
        total = total.plus(cell)
    return total


def _dot(row: Iterable[Dual], column: Iterable[Dual]) -> Dual:
    return _sum(a.times(b) for a, b in zip(row, column, strict=True))


def _paired(a: Rows, b: Rows, add: bool) -> Rows:
    pairs = [zip(x, y, strict=True) for x, y in zip(a, b, strict=True)]
    return [[x.plus(y) if add else x.times(y) for x, y in row] for row in pairs]


def _minor(a: Rows, i: int, j: int) -> Rows:
    return [row[:j] + row[j + 1 :] for k, row in enumerate(a) if k != i]


def _det(a: Rows) -> Dual:
    need(len(a) <= 4, "a determinant of more than four rows is not tried out")
    if not a:
        return _ONE
    signs = [Dual(fmpq((-1) ** j)) for j in range(len(a))]
    return _sum(signs[j].times(a[0][j]).times(_det(_minor(a, 0, j))) for j in range(len(a)))


def _inverse(a: Rows) -> Rows:
    n, scale = len(a), _det(a).inverse()
    signs = [[Dual(fmpq((-1) ** (i + j))) for j in range(n)] for i in range(n)]
    return [
        [signs[i][j].times(scale).times(_det(_minor(a, j, i))) for j in range(n)] for i in range(n)
    ]
