"""Where a question is asked: all of R^n, a box, or a polyhedron."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, final

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.containers import entries_of, rows_of
from symnn.exact.from_sympy import from_sympy
from symnn.exact.linear_programs import Constraint
from symnn.exact.matrix import Scalar
from symnn.exact.number import Number
from symnn.networks.layer import number_of


def as_number(value: Scalar) -> Number:
    """The same number as a Number."""
    return value if isinstance(value, Number) else Number(value)


def exact_number(entry: Any, place: str) -> Number:
    """An algebraic number as a user writes it.

    Raises:
        InexactError: a float.
        UnsupportedError: a symbol, or a value that is not known to be algebraic.
    """
    if isinstance(entry, Number):
        return entry
    found = number_of(from_sympy(entry))
    if found is None:
        raise UnsupportedError(
            f"{place} is {entry}; cells are computed with algebraic numbers. Give a symbol a value "
            "with substitute, and a transcendental number an algebraic bound"
        )
    return found


@final
class Polyhedron:
    """The points x with A x + b >= 0, row by row, immutable.

    Args:
        A: rows of exact numbers, one for each inequality.
        b: as many entries as A has rows; zeros if not given.
        strict: the rows, counted from 0, that hold with > instead of >=.
        equations: the rows that hold with = instead of >=.

    Raises:
        ShapeError: A and b do not fit, or there is no such row.

    Examples:
        >>> triangle = Polyhedron([[1, 0], [0, 1], [-1, -1]], [0, 0, 1])
        >>> triangle.contains((0, 1)), triangle.contains((1, 1))
        (True, False)
    """

    __slots__ = ("constraints", "size")

    constraints: tuple[Constraint, ...]
    size: int

    def __init__(
        self,
        A: Any,
        b: Any = None,
        *,
        strict: Collection[int] = (),
        equations: Collection[int] = (),
    ) -> None:
        rows = rows_of(A)
        if not rows or not rows[0]:
            raise ShapeError("a Polyhedron needs at least one row; over=None is the whole space")
        shifts = [0] * len(rows) if b is None else entries_of(b)
        if len(shifts) != len(rows):
            raise ShapeError(f"a Polyhedron of {len(rows)} rows and {len(shifts)} constants")
        for k in (*strict, *equations):
            if not 0 <= k < len(rows):
                raise ShapeError(f"a Polyhedron of {len(rows)} rows has no row {k}")
        signs = ["=" if k in equations else ">" if k in strict else ">=" for k in range(len(rows))]
        made = tuple(
            Constraint(
                tuple(exact_number(e, f"A[{i},{j}]") for j, e in enumerate(row, 1)),
                sign,
                exact_number(shift, f"b[{i}]"),
            )
            for i, (row, shift, sign) in enumerate(zip(rows, shifts, signs, strict=True), 1)
        )
        object.__setattr__(self, "constraints", made)
        object.__setattr__(self, "size", len(rows[0]))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Polyhedron is immutable; {name} cannot be set")

    @classmethod
    def of(cls, constraints: Sequence[Constraint], size: int) -> Polyhedron:
        """The points of R^size at which constraints in Numbers hold."""
        made = cls.__new__(cls)
        object.__setattr__(made, "constraints", tuple(constraints))
        object.__setattr__(made, "size", size)
        return made

    @classmethod
    def box(cls, *intervals: Any) -> Polyhedron:
        """The product of closed intervals (low, high), or of sympy Intervals, which may be open.

        None, or an infinity of sympy's, is no end.

        Examples:
            >>> Polyhedron.box((0, 1), (0, None)).contains((1, 100))
            True
        """
        size, made = len(intervals), []
        for i, interval in enumerate(intervals):
            for end, is_open, side in _ends(interval, i + 1):
                unit = tuple(Number(side if j == i else 0) for j in range(size))
                value = exact_number(end, f"an end of the range of input {i + 1}")
                made.append(Constraint(unit, ">" if is_open else ">=", -side * value))
        return cls.of(made, size)

    def contains(self, point: Sequence[Any]) -> bool:
        """Whether a point is in it, exactly."""
        if len(point) != self.size:
            raise ShapeError(f"a point of {len(point)} coordinates in {self.size} dimensions")
        numbers = [exact_number(x, f"coordinate {i}") for i, x in enumerate(point, 1)]
        return all(row.holds(numbers) for row in self.constraints)

    def with_constraints(self, more: Sequence[Constraint]) -> Polyhedron:
        """The part on which further constraints hold."""
        return Polyhedron.of((*self.constraints, *more), self.size)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Polyhedron):
            return NotImplemented
        return (self.size, self.constraints) == (other.size, other.constraints)

    def __hash__(self) -> int:
        return hash((self.size, self.constraints))

    def __repr__(self) -> str:
        return f"Polyhedron of {len(self.constraints)} constraints in {self.size} dimensions"


def _ends(interval: Any, number: int) -> Iterator[tuple[Any, bool, int]]:
    """The ends that an interval has: value, whether it is left out, and 1 for the lower one."""
    opens = (getattr(interval, "left_open", False), getattr(interval, "right_open", False))
    pair = (interval.start, interval.end) if hasattr(interval, "left_open") else interval
    if isinstance(pair, list | set | frozenset | range) or type(pair).__name__ == "FiniteSet":
        raise ShapeError(
            f"{pair!r} for input {number} would be a finite set, on which there are no cells; "
            "write (low, high) for the interval, or ask symnn.check about the values"
        )
    if not isinstance(pair, tuple) or len(pair) != 2:
        raise ShapeError(
            f"the range {pair!r} of input {number} is no pair (low, high); "
            "linear inequalities between inputs are given as a Polyhedron"
        )
    wanted = ("NegativeInfinity", "Infinity")
    for end, is_open, side, infinity in zip(pair, opens, (1, -1), wanted, strict=True):
        if end is not None and type(end).__name__ != infinity:
            yield end, bool(is_open), side


def read_domain(over: Any, size: int) -> Polyhedron:
    """What a user gave as `over`, in the dimension of the network.

    Args:
        over: None for all of R^n, a Polyhedron, or a range (low, high) for each input.
        size: n.

    Raises:
        ShapeError: a domain of another dimension.
        UnsupportedError: a mapping: the inputs of a network have places and no names.
    """
    if over is None:
        return Polyhedron.of((), size)
    if isinstance(over, Mapping):
        raise UnsupportedError(
            "a network's inputs have places, not names; write over=[(0, 1), (0, 1)], one range "
            "for each input, or a Polyhedron"
        )
    if not isinstance(over, Polyhedron | list | tuple):
        raise ShapeError(
            f"{over!r} is no domain; write over=[(0, 1), (0, 1)], one range for each input, or a "
            "Polyhedron"
        )
    domain = over if isinstance(over, Polyhedron) else Polyhedron.box(*over)
    if domain.size != size:
        raise ShapeError(f"the network takes {size} inputs; the domain has {domain.size}")
    return domain
