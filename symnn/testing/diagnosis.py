"""What may be wrong with an implementation: hypotheses tested against all that it answered.

A hypothesis is told only if it explains every observed output to the last digits that floats
can be expected to have, and the network itself does not. It is still a hypothesis.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from flint import arb, fmpq

from symnn.errors import SymnnError
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import ZERO, Expr, add, rational
from symnn.exact.to_sympy import to_sympy
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.layer import number_of
from symnn.networks.network import Network
from symnn.testing.answers import Answers
from symnn.testing.calling import Point, probe_points
from symnn.testing.mutants import HALF, mutants, with_layer
from symnn.testing.rounding import BITS, grown
from symnn.twins.constants import ends_of, rounded
from symnn.twins.formats import FLOAT32, Format, nearest

Observed: TypeAlias = "Sequence[tuple[Point, Sequence[float]]]"

#: So many weights are searched for a single wrong one.
_WEIGHTS: Final = 300
#: So many mutants are tried.
_MUTANTS: Final = 1500
#: So many hypotheses are told.
_TOLD: Final = 3


class Hypothesis(NamedTuple):
    """A mistake that explains everything observed.

    Attributes:
        words: as the end of "as if …".
        layer: the layer that is wrong, from 1; 0 if none in particular.
    """

    words: str
    layer: int


def diagnose(net: Network, form: Format, observed: Observed) -> list[Hypothesis]:
    """The mistakes that explain all observed outputs, at most three, the usual ones first.

    Args:
        net: the exact network.
        form: the format of the implementation.
        observed: points and outputs, first the one that is known to be wrong.
    """
    if not observed:
        return []
    found: list[Hypothesis] = []
    for k, mutant in enumerate(mutants(net)):
        if k >= _MUTANTS or len(found) >= _TOLD:
            break
        known = any(mutant.words == h.words for h in found)
        if not known and explains(mutant.network, form, observed):
            found.append(Hypothesis(mutant.words, mutant.layer))
    return found or _constant(net, form, observed) or _by_numbers(net, form, observed)


def _by_numbers(net: Network, form: Format, observed: Observed) -> list[Hypothesis]:
    """One wrong weight, or a format of fewer bits."""
    found = list(islice(_single_weights(net, form, observed), _TOLD))
    if found:
        return found
    for words, other in (("single precision (float32)", FLOAT32), ("half precision", HALF)):
        if other != form and explains(net, other, observed) and _is_coarse(net, other, observed):
            return [Hypothesis(f"somewhere there were {words}", 0)]
    return []


def _is_coarse(net: Network, form: Format, observed: Observed) -> bool:
    """Whether some error is of the size that the format makes."""
    answers = Answers(net, form, "textbook")
    for point, found in observed:
        exact, allowed = answers.exact(point)[-1], answers.allowed(point)[-1]
        with precision(BITS):
            for value, right, ball in zip(found, exact, allowed, strict=True):
                gap = abs(right - arb(fmpq(*value.as_integer_ratio())))
                if gap * 1000 > ball.rad():
                    return True
    return False


def explains(net: Network, form: Format, observed: Observed, slack: float = 1.0) -> bool:
    """Whether a network gives, in floats of a format, all the outputs observed."""
    try:
        answers = Answers(net, form, "textbook")
    except SymnnError:
        return False
    return all(_agrees(answers, point, found, slack) for point, found in observed)


def _agrees(answers: Answers, point: Point, found: Sequence[float], slack: float) -> bool:
    allowed = answers.allowed(point)[-1]
    if len(allowed) != len(found):
        return False
    with precision(BITS):
        for ball, value in zip(allowed, found, strict=True):
            if not math.isfinite(value) or not ball.is_finite():
                return False
            wide = ball if slack == 1.0 else grown(ball, slack * ball.rad())
            if not wide.contains(arb(fmpq(*value.as_integer_ratio()))):
                return False
    return True


def _constant(net: Network, form: Format, observed: Observed) -> list[Hypothesis]:
    outputs = {tuple(found) for _, found in observed}
    if len(outputs) != 1 or len(observed) < 4:
        return []
    answers = Answers(net, form, "textbook")
    places = [point for point, _ in observed] + probe_points(len(observed[0][0]))
    for point in places:
        if _agrees(answers, point, observed[0][1], 1.0):
            place = ", ".join(map(repr, point[:4])) + (", …" if len(point) > 4 else "")
            words = f"every answer were that at x = ({place}): something is kept that should be"
            return [Hypothesis(f"{words} computed anew", 0)]
    return [Hypothesis("the answer were the same at every input", 0)]


# --- one weight ------------------------------------------------------------------------


class _Place(NamedTuple):
    """A weight or a bias of an affine layer; column -1 is the bias."""

    layer: int
    row: int
    column: int

    @property
    def words(self) -> str:
        name = f"b[{self.row + 1}]" if self.column < 0 else f"W[{self.row + 1},{self.column + 1}]"
        return f"{name} of layer {self.layer + 1}"


def _single_weights(net: Network, form: Format, observed: Observed) -> Iterator[Hypothesis]:
    """Each weight that, changed, explains everything.

    What it must be is computed from the error at the first point.
    """
    places = [
        _Place(k, i, j)
        for k, layer in enumerate(net.layers)
        if isinstance(layer, Affine)
        for i in range(layer.shape[0])
        for j in range(-1, layer.shape[1])
    ]
    for place in places[:_WEIGHTS]:
        old = _entry(net, place)
        for new in _solutions(net, form, observed, place, old):
            changed = _changed(net, place, rational(new))
            if explains(changed, form, observed, slack=8.0):
                yield Hypothesis(f"{place.words} were {_spoken(old, new, form)}", place.layer + 1)
                break


def _entry(net: Network, place: _Place) -> Expr:
    layer = net.layers[place.layer]
    if not isinstance(layer, Affine):
        return ZERO
    return layer.bias[place.row] if place.column < 0 else layer.weight[place.row][place.column]


def _changed(net: Network, place: _Place, entry: Expr) -> Network:
    layer = net.layers[place.layer]
    if not isinstance(layer, Affine):
        return net
    rows, bias = [list(row) for row in layer.weight], list(layer.bias)
    if place.column < 0:
        bias[place.row] = entry
    else:
        rows[place.row][place.column] = entry
    return Network(*with_layer(net, place.layer, Affine(rows, bias)))


def _solutions(
    net: Network, form: Format, observed: Observed, place: _Place, old: Expr
) -> Iterator[fmpq]:
    """The value of one weight with which the first wrong output comes out, by secants.

    It is rounded, since the implementation holds a float.
    """
    point, found = observed[0]
    wrong = _worst(net, form, point, found)
    if wrong is None:
        return
    start = _middle(enclose(lower(old), BITS))
    target = fmpq(*found[wrong].as_integer_ratio())

    def gap(change: fmpq) -> fmpq | None:
        moved = _changed(net, place, add(old, rational(change)))
        value = Answers(moved, form).exact(point)[-1][wrong]
        return _middle(value) - target if value.is_finite() else None

    change, step = fmpq(0), fmpq(1, 1 << 40)
    for _ in range(6):
        here, beside = gap(change), gap(change + step)
        if here is None or beside is None or here == beside:
            return
        if here == 0:
            break
        move = here * step / (beside - here)
        change = _short(change - move)
        if abs(move) < abs(change) * fmpq(1, 1 << 60):
            break
    value = nearest(start + change, form)
    if math.isfinite(value):
        yield fmpq(*value.as_integer_ratio())


def _short(value: fmpq) -> fmpq:
    scale = 1 << 120
    return fmpq((value * scale).floor(), scale)


def _middle(ball: arb) -> fmpq:
    low, high = ends_of(ball)
    return (low + high) / 2


def _worst(net: Network, form: Format, point: Point, found: Sequence[float]) -> int | None:
    exact = Answers(net, form).exact(point)[-1]
    with precision(BITS):
        gaps = [
            (float(abs(ball.mid() - arb(fmpq(*v.as_integer_ratio())))), -k)
            for k, (ball, v) in enumerate(zip(exact, found, strict=True))
            if math.isfinite(v) and ball.is_finite()
        ]
    return -max(gaps)[1] if gaps and max(gaps)[0] > 0 else None


def _spoken(old: Expr, new: fmpq, form: Format) -> str:
    """The wrong value, and what it looks like beside the right one."""
    right, wrong = rounded(old, form).value, float(Fraction(int(new.p), int(new.q)))
    number = number_of(old)
    shown = str(int(wrong)) if wrong.is_integer() and abs(wrong) < 1 << 53 else repr(wrong)
    if number is not None and number.is_rational and Fraction(right) == Fraction(str(number)):
        text = f"{shown}, not {number}"
    else:
        text = f"{shown}, not {to_sympy(old)} = {right!r}…"
    if wrong == 0 or right == 0:
        return text
    ratio = wrong / right
    if ratio == -1:
        return f"{text}: the sign is wrong"
    if wrong == nearest(Fraction(right), FLOAT32) or wrong == rounded(old, FLOAT32).value:
        return f"{text}: it is the float32 nearest to it"
    if wrong == rounded(old, HALF).value:
        return f"{text}: it is the float16 nearest to it"
    change = Fraction(wrong) - Fraction(right)
    power = math.log2(abs(change))
    if power == round(power):
        whole = str(change) if abs(power) < 4 else f"{'-' if change < 0 else ''}2^{round(power)}"
        return f"{text}: it is off by {whole}"
    if abs(power - round(power)) < 1e-3:
        return f"{text}: it is off by about {'-' if change < 0 else ''}2^{round(power)}"
    return text
