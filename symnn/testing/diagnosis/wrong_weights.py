"""The one weight that may be wrong, and what it is instead, from the errors that it makes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from flint import arb, fmpq

from symnn.errors import SymnnError
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import Expr, rational
from symnn.exact.to_sympy import to_sympy
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.layer import number_of
from symnn.networks.network import Network
from symnn.testing.answers import Answers
from symnn.testing.calling import Point
from symnn.testing.diagnosis.mutants import HALF
from symnn.testing.diagnosis.regression import fitted, reversed_or_missing
from symnn.testing.gradients.derivatives import Derivatives
from symnn.testing.gradients.kinks import AtKinks
from symnn.testing.rounding import BITS, grown
from symnn.testing.search.estimates import Estimator
from symnn.testing.search.screening import Seen
from symnn.twins.formats import FLOAT32, Format, nearest
from symnn.twins.source.constants import ends_of, rounded

Observed: TypeAlias = "Sequence[tuple[Point, Sequence[float]]]"

#: Work for the search: weights times candidates.
_WORK: Final = 3_000_000
#: Weights that a regression proposes.
_FITTED: Final = 12
_TOLD: Final = 3
#: Errors at so many points are looked at.
_ERRORS: Final = 3
#: How much more than rounding may change an output: the weight is known to its last digits only.
_SLACK: Final = 8
_LONG: Final = 24


class _Place(NamedTuple):
    """A weight or a bias of an affine layer; column -1 is the bias."""

    layer: int
    row: int
    column: int

    @property
    def words(self) -> str:
        name = f"b[{self.row + 1}]" if self.column < 0 else f"W[{self.row + 1},{self.column + 1}]"
        return f"{name} of layer {self.layer + 1}"


class _Error(NamedTuple):
    """An output that is wrong: by how much, and how it depends on each weight."""

    gap: fmpq
    slopes: dict[_Place, fmpq]


def single_weights(net: Network, form: Format, observed: Observed) -> Iterator[tuple[str, int]]:
    """Each weight that, changed, explains everything; as words, with the number of its layer.

    What it must be comes from an error and the derivative of the output by the weight; the value
    is rounded, since the implementation holds a float. The weight with the other sign is tried
    too, since a unit may be active with it only.
    """
    places = _places(net)
    answers = Answers(net, form, "textbook")
    errors = _errors(net, form, answers, observed, places)
    most = max(60, _WORK // max(1, len(places)) ** 2)
    for place in sorted(places, key=lambda p: _misfit(p, errors))[:most]:
        old = _entry(net, place)
        for new in _candidates(old, place, errors, form):
            if _explains(net, answers, place, rational(new), observed):
                yield f"{place.words} were {_spoken(old, new, form)}", place.layer + 1
                break


def fitted_weights(
    net: Network, form: Format, observed: Observed, estimate: Estimator, seen: Seen
) -> Iterator[tuple[str, int]]:
    """The same for large networks: the weights come from a regression on many answers."""
    answers, most = Answers(net, form, "textbook"), float(seen.suspicion.max(initial=0.0))
    if most <= 1:
        return
    proposed = reversed_or_missing(estimate, seen, _TOLD) + fitted(estimate, seen, _FITTED)
    for fit in proposed:
        place = _Place(fit.layer, fit.row, fit.column)
        old = _entry(net, place)
        for new in _near(old, fit.change, form):
            if _explains(net, answers, place, rational(new), observed):
                yield f"{place.words} were {_spoken(old, new, form)}", place.layer + 1
                break


def _near(old: Expr, change: float, form: Format) -> Iterator[fmpq]:
    """What a weight that is off by about so much may be: by a power of 2, of the other sign."""
    start = _middle(enclose(lower(old), BITS))
    given = fmpq(*change.as_integer_ratio()) if math.isfinite(change) else fmpq(0)
    tried = []
    if given != 0:
        power = round(math.log2(abs(change)))
        if abs(power) < 1000 and abs(math.log2(abs(change)) - power) < 0.05:
            tried.append(start + (1 if change > 0 else -1) * fmpq(2) ** power)
    size = abs(start) if start != 0 else fmpq(1)
    if abs(given) > size / 4:
        tried += [-start, fmpq(0)]
    for value in [*tried, start + given]:
        float_ = nearest(value, form)
        if math.isfinite(float_):
            yield fmpq(*float_.as_integer_ratio())


def _places(net: Network) -> list[_Place]:
    return [
        _Place(k, i, j)
        for k, layer in enumerate(net.layers)
        if isinstance(layer, Affine)
        for i in range(layer.shape[0])
        for j in range(-1, layer.shape[1])
    ]


def _entry(net: Network, place: _Place) -> Expr:
    layer = net.layers[place.layer]
    if not isinstance(layer, Affine):
        raise TypeError(layer)
    return layer.bias[place.row] if place.column < 0 else layer.weight[place.row][place.column]


def _misfit(place: _Place, errors: Sequence[_Error]) -> tuple[int, float]:
    """How badly a change of one weight explains several errors: not at all, or not by one value."""
    slopes = [error.slopes.get(place, fmpq(0)) for error in errors]
    changes = [e.gap / s for e, s in zip(errors, slopes, strict=True) if s != 0]
    if not changes:
        return len(errors), 0.0
    low, high = min(changes), max(changes)
    size = max(abs(low), abs(high))
    spread = (high - low) / size if size != 0 else fmpq(0)
    return len(errors) - len(changes), int(spread.p) / int(spread.q)


def _candidates(old: Expr, place: _Place, errors: Sequence[_Error], form: Format) -> Iterator[fmpq]:
    start = _middle(enclose(lower(old), BITS))
    seen = set[float]()
    for error in errors:
        slope = error.slopes.get(place, fmpq(0))
        if slope != 0:
            value = nearest(start + error.gap / slope, form)
            if math.isfinite(value) and value not in seen:
                seen.add(value)
                yield fmpq(*value.as_integer_ratio())
    flipped = nearest(-start, form)
    if start != 0 and flipped not in seen:
        yield fmpq(*flipped.as_integer_ratio())


def _errors(
    net: Network, form: Format, answers: Answers, observed: Observed, places: Sequence[_Place]
) -> list[_Error]:
    """The largest errors at some points, with the derivatives by all weights there."""
    try:
        derivatives = Derivatives(net, form, AtKinks())
        found: list[_Error] = []
        for point, outputs in observed:
            wrong = _worst(answers, point, outputs)
            if wrong is None or len(found) >= _ERRORS:
                continue
            gap = fmpq(*outputs[wrong].as_integer_ratio()) - _middle(
                answers.exact(point)[-1][wrong]
            )
            values = derivatives.exact(point, "weights")
            found.append(_Error(gap, _slopes(net, values, wrong, len(outputs), places)))
    except SymnnError:
        return []
    return found


def _slopes(
    net: Network, values: Sequence[arb], output: int, outputs: int, places: Sequence[_Place]
) -> dict[_Place, fmpq]:
    """The derivatives of one output, by place: see `Derivatives.names` for their order."""
    found: dict[_Place, fmpq] = {}
    start = 0
    for k, layer in enumerate(net.layers):
        if not isinstance(layer, Affine):
            continue
        rows, columns = layer.shape
        weights = start + output * rows * columns
        shifts = start + outputs * rows * columns + output * rows
        start += outputs * rows * (columns + 1)
        for place in places:
            if place.layer == k:
                at = (
                    shifts + place.row
                    if place.column < 0
                    else weights + place.row * columns + place.column
                )
                found[place] = _middle(values[at])
    return found


def _worst(answers: Answers, point: Point, found: Sequence[float]) -> int | None:
    """The output that is wrong by most, if one is."""
    exact, allowed = answers.exact(point)[-1], answers.allowed(point)[-1]
    worst: tuple[arb, int] | None = None
    with precision(BITS):
        for k, (right, ball, value) in enumerate(zip(exact, allowed, found, strict=True)):
            if not math.isfinite(value) or not ball.is_finite():
                continue
            number = arb(fmpq(*value.as_integer_ratio()))
            gap = abs(right - number).mid()
            if not ball.contains(number) and (worst is None or gap > worst[0]):
                worst = gap, k
    return None if worst is None else worst[1]


def _explains(net: Network, answers: Answers, place: _Place, new: Expr, observed: Observed) -> bool:
    layer = net.layers[place.layer]
    with precision(BITS):
        sums = answers.sums[id(layer)].changed(place.row, place.column, new)
    changed = Answers(net, answers.form, "textbook", {**answers.sums, id(layer): sums})
    return all(_agrees(changed, point, found) for point, found in observed)


def _agrees(answers: Answers, point: Point, found: Sequence[float]) -> bool:
    with precision(BITS):
        return all(
            math.isfinite(value)
            and ball.is_finite()
            and grown(ball, _SLACK * ball.rad()).contains(arb(fmpq(*value.as_integer_ratio())))
            for ball, value in zip(answers.allowed(point)[-1], found, strict=True)
        )


def _middle(ball: arb) -> fmpq:
    low, high = ends_of(ball)
    return (low + high) / 2


# --- in words --------------------------------------------------------------------------


def _spoken(old: Expr, new: fmpq, form: Format) -> str:
    """The wrong value, and what it looks like beside the right one."""
    right, wrong = rounded(old, form).value, float(Fraction(int(new.p), int(new.q)))
    shown = str(int(wrong)) if wrong.is_integer() and abs(wrong) < 1 << 53 else repr(wrong)
    text = f"{shown}, not {_right(old, right)}"
    likeness = _likeness(old, wrong, right)
    return f"{text}: {likeness}" if likeness else text


def _right(old: Expr, value: float) -> str:
    number = number_of(old)
    if number is not None and number.is_rational:
        text = str(number)
        if Fraction(value) == Fraction(text):
            return text if len(text) <= _LONG else repr(value)
    else:
        text = str(to_sympy(old))
    return f"{text} = {value!r}…" if len(text) <= _LONG else f"{value!r}…"


def _likeness(old: Expr, wrong: float, right: float) -> str:
    if wrong == 0 or right == 0:
        return ""
    if abs(wrong + right) <= 1e-9 * abs(right):
        return "the sign is wrong"
    if wrong in (nearest(Fraction(right), FLOAT32), rounded(old, FLOAT32).value):
        return "it is the float32 nearest to it"
    if wrong == rounded(old, HALF).value:
        return "it is the float16 nearest to it"
    change = Fraction(wrong) - Fraction(right)
    power = math.log2(abs(change))
    sign = "-" if change < 0 else ""
    if power == round(power):
        return f"it is off by {change if abs(power) < 4 else f'{sign}2^{round(power)}'}"
    if abs(power - round(power)) < 1e-3:
        return f"it is off by about {sign}2^{round(power)}"
    return ""
