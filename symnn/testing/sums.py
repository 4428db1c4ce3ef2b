"""Affine layers in balls: exactly, and as floats may compute them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias, final

from flint import arb, arb_mat, fmpq

from symnn.exact.ball import enclose, unknown
from symnn.exact.expression import ZERO, Expr
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.structured import Structured
from symnn.testing.rounding import (
    BITS,
    constant_slack,
    gamma,
    grown,
    is_float,
    least,
    lowest_bit,
    within,
)
from symnn.twins.formats import Format

Balls: TypeAlias = "list[arb]"
Run: TypeAlias = Callable[[Balls], Balls]

#: Matrices with more entries than this are not searched for sums that are exact in floats.
_EXACT_SUMS: Final = 1 << 14


class Term(NamedTuple):
    """One output of an affine map: terms (place, weight) and the bias."""

    terms: Sequence[tuple[int, Expr]]
    bias: Expr


def rows_of(layer: Affine | Structured) -> list[Term]:
    """The outputs of an affine layer, without terms whose weight is 0."""
    if isinstance(layer, Structured):
        return [Term([t for t in row.terms if t[1] != ZERO], row.bias) for row in layer.rows()]
    return [
        Term([(j, w) for j, w in enumerate(row) if w != ZERO], bias)
        for row, bias in zip(layer.weight, layer.bias, strict=True)
    ]


def ball_of(expr: Expr) -> arb:
    """A constant, enclosed."""
    return arb(expr.data) if isinstance(expr.data, fmpq) else enclose(lower(expr), BITS)


@final
class Sums:
    """An affine layer in balls, exactly or as floats may compute it."""

    def __init__(self, rows: Sequence[Term], inputs: int) -> None:
        self.rows, self.inputs = rows, inputs
        entries = {w for row in rows for w in (*(w for _, w in row.terms), row.bias)}
        self.known = {w: ball_of(w) for w in entries}
        self.weight = self._dense(self.known)
        self.bias = [self.known[row.bias] for row in self.rows]

    def changed(self, i: int, j: int, entry: Expr) -> Sums:
        """The layer with another weight in row i and column j; the bias for j = -1.

        Matrices are copied, not made anew: there may be many entries, and many changes to try.
        """
        made = copy(self)
        terms, bias = self.rows[i]
        row = Term(terms, entry)
        if j >= 0:
            row = Term([*((k, w) for k, w in terms if k != j), (j, entry)], bias)
        made.rows = [*self.rows[:i], row, *self.rows[i + 1 :]]
        ball = ball_of(entry)
        made.known = self.known | {entry: ball}
        made.weight, made.bias = _patched(self.weight, self.bias, i, j, ball)
        made.size, _ = _patched(self.size, self.bias, i, j, abs(ball))
        made._lows = {}
        made._slack = {
            form: _patched(*parts, i, j, constant_slack(entry, ball, form))
            for form, parts in self._slack.items()
        }
        made._has_slack = dict.fromkeys(made._slack, True)
        return made

    def _dense(self, entry: Mapping[Expr, arb]) -> arb_mat:
        made = []
        for row in self.rows:
            entries = [arb(0)] * self.inputs
            for place, weight in row.terms:
                entries[place] = entries[place] + entry[weight]
            made.append(entries)
        return arb_mat(made)

    @cached_property
    def size(self) -> arb_mat:
        """|W|."""
        return self._dense({w: abs(ball) for w, ball in self.known.items()})

    def slack(self, form: Format) -> tuple[arb_mat, list[arb]]:
        """How far W and b in floats may be from the exact ones."""
        if form not in self._slack:
            entry = {w: constant_slack(w, ball, form) for w, ball in self.known.items()}
            self._slack[form] = self._dense(entry), [entry[row.bias] for row in self.rows]
            weights = (w for row in self.rows for _, w in row.terms)
            self._has_slack[form] = not all(entry[w].is_zero() for w in weights)
        return self._slack[form]

    @cached_property
    def _has_slack(self) -> dict[Format, bool]:
        """Whether some weight is no float."""
        return {}

    @cached_property
    def _slack(self) -> dict[Format, tuple[arb_mat, list[arb]]]:
        return {}

    def exact(self, x: Balls) -> Balls:
        """W x + b."""
        sums = _product(self.weight, x, _nonzero(x))
        return [s + b for s, b in zip(sums, self.bias, strict=True)]

    def rounded(self, x: Balls, form: Format, sharp: bool) -> Balls:
        """W x + b as floats may compute it; inputs that are 0 add nothing, and are not rounded."""
        places = _nonzero(x)
        reach = [abs(v).abs_upper() for v in x]
        sizes = _product(self.size, reach, places)
        slack, bias_slack = self.slack(form)
        slacks = _product(slack, reach, places) if self._has_slack[form] else None
        free = sharp and all(v.is_zero() or is_float(v, form) for v in x)
        top, tiny, gammas, made = arb(2) ** form.top, least(form), dict[int, arb](), []
        for i, value in enumerate(self.exact(x)):
            size = sizes[i] + abs(self.bias[i])
            fits = bool(size < top)
            if size.is_zero() or (free and fits and self._is_exact(i, x, size, form)):
                made.append(within(value, form))
                continue
            terms = min(len(self.rows[i].terms), len(places))
            count = terms + int(self.rows[i].bias != ZERO)
            if count not in gammas:
                gammas[count] = gamma(count + 2, form)
            error = gammas[count] * size + bias_slack[i]
            error += arb(0) if slacks is None else slacks[i]
            if not size + error < top:  # a sum on the way may overflow
                made.append(unknown())
                continue
            made.append(within(grown(value, error + count * tiny), form))
        return made

    def _low(self, form: Format) -> list[list[int]]:
        """The last bits of the weights of each row; nothing for a row with other constants."""
        if form not in self._lows:
            small = len(self.rows) * self.inputs <= _EXACT_SUMS
            self._lows[form] = [
                [lowest_bit(self.known[w]) for _, w in row.terms]
                if small and all(is_float(self.known[w], form) for w in _constants(row))
                else []
                for row in self.rows
            ]
        return self._lows[form]

    @cached_property
    def _lows(self) -> dict[Format, list[list[int]]]:
        return {}

    def _is_exact(self, i: int, x: Balls, size: arb, form: Format) -> bool:
        """Whether every partial sum, in every order, is a float.

        All terms are multiples of one power of two, and together not larger than 2^p times it.
        """
        row, low = self.rows[i], self._low(form)[i]
        if len(low) < len(row.terms) or not (row.bias == ZERO or is_float(self.bias[i], form)):
            return False
        lows = [
            b + lowest_bit(x[j])
            for (j, _), b in zip(row.terms, low, strict=True)
            if not x[j].is_zero()
        ]
        if not self.bias[i].is_zero():
            lows.append(lowest_bit(self.bias[i]))
        last = min(lows, default=0)
        return last >= form.least and bool(size <= arb(2) ** (last + form.precision))


def _nonzero(x: Balls) -> list[int]:
    return [j for j, v in enumerate(x) if not v.is_zero()]


def _product(matrix: arb_mat, x: Balls, places: Sequence[int]) -> list[arb]:
    """The matrix times a vector that is 0 but at these places."""
    rows = matrix.nrows()
    if 8 * len(places) > len(x):
        return list((matrix * arb_mat([[v] for v in x])).entries())
    if not places:
        return [arb(0)] * rows
    part = arb_mat(rows, len(places), [matrix[i, j] for i in range(rows) for j in places])
    return list((part * arb_mat([[x[j]] for j in places])).entries())


def _patched(
    matrix: arb_mat, bias: list[arb], i: int, j: int, entry: arb
) -> tuple[arb_mat, list[arb]]:
    """A matrix and a vector with one entry replaced, in the vector for j = -1."""
    made, shifts = arb_mat(matrix), list(bias)
    if j < 0:
        shifts[i] = entry
    else:
        made[i, j] = entry
    return made, shifts


def _constants(row: Term) -> list[Expr]:
    return [*(w for _, w in row.terms), *([] if row.bias == ZERO else [row.bias])]


def sums_of(layer: Affine | Structured) -> Sums:
    """An affine layer in balls."""
    return Sums(rows_of(layer), layer.inputs)
