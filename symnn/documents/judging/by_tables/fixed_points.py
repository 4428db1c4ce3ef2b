"""Values that rules give through each other, v(s) of all v(s'), by linear equations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import final

from symnn.deferred import dataclass
from symnn.documents.judging.by_tables.networks import UnsettledError


class CycleError(UnsettledError):
    """A value depends on itself."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@final
@dataclass(frozen=True, slots=True)
class Affine:
    """A number and multiples of unknown values."""

    constant: Fraction
    slopes: Mapping[str, Fraction]


def unknown(key: str) -> Affine:
    """The unknown value of a name."""
    return Affine(Fraction(0), {key: Fraction(1)})


def affine(name: str, values: Sequence[object]) -> Affine:
    """An operation on values of which some are unknown.

    Raises:
        UnsettledError: it is no sum of multiples of them.
    """
    found = [v if isinstance(v, Affine) else _constant(v) for v in values]
    if name in ("add", "neg"):
        sign = -1 if name == "neg" else 1
        return _scaled(_added(found), Fraction(sign))
    if name != "mul":
        raise UnsettledError
    factor, open_ = Fraction(1), list[Affine]()
    for value in found:
        if value.slopes:
            open_.append(value)
        else:
            factor *= value.constant
    if len(open_) > 1:
        raise UnsettledError
    return _scaled(open_[0], factor) if open_ else Affine(factor, {})


def _constant(value: object) -> Affine:
    if not isinstance(value, Fraction):
        raise UnsettledError
    return Affine(value, {})


def _added(values: Sequence[Affine]) -> Affine:
    slopes: dict[str, Fraction] = {}
    for value in values:
        for key, slope in value.slopes.items():
            slopes[key] = slopes.get(key, Fraction(0)) + slope
    return Affine(sum((v.constant for v in values), Fraction(0)), slopes)


def _scaled(value: Affine, factor: Fraction) -> Affine:
    return Affine(value.constant * factor, {k: s * factor for k, s in value.slopes.items()})


def solution(equations: Mapping[str, Affine]) -> dict[str, Fraction]:
    """The only values with value = equation for every name.

    Raises:
        UnsettledError: there are none, or several.

    >>> half = Affine(Fraction(1), {"v": Fraction(1, 2)})
    >>> solution({"v": half}) == {"v": Fraction(2)}
    True
    """
    names = list(equations)
    rows = []
    for name in names:
        equation = equations[name]
        if not set(equation.slopes) <= set(names):
            raise UnsettledError
        row = [Fraction(other == name) - equation.slopes.get(other, Fraction(0)) for other in names]
        rows.append([*row, equation.constant])
    for at in range(len(names)):
        pivot = next((k for k in range(at, len(rows)) if rows[k][at]), None)
        if pivot is None:
            raise UnsettledError
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [cell / rows[at][at] for cell in rows[at]]
        for k, row in enumerate(rows):
            if k != at and row[at]:
                rows[k] = [a - row[at] * b for a, b in zip(row, rows[at], strict=True)]
    return {name: row[-1] for name, row in zip(names, rows, strict=True)}
