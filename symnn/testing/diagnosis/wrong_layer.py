"""What may be wrong with an implementation: hypotheses tested against all that it answered.

A hypothesis is told only if it explains every observed output to the last digits that floats
can be expected to have, and the network itself does not. It is still a hypothesis.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from flint import arb, fmpq

from symnn.errors import SymnnError
from symnn.exact.ball import precision
from symnn.networks.affine import Affine
from symnn.networks.network import Network
from symnn.testing.answers import Answers
from symnn.testing.calling import Point, probe_points
from symnn.testing.diagnosis.mutants import HALF, mutants
from symnn.testing.diagnosis.wrong_weights import fitted_weights, single_weights
from symnn.testing.rounding import BITS
from symnn.testing.search.estimates import Estimator
from symnn.testing.search.screening import Seen
from symnn.testing.sums import Sums
from symnn.twins.formats import FLOAT32, FLOAT64, Format

Observed: TypeAlias = "Sequence[tuple[Point, Sequence[float]]]"
Known: TypeAlias = "Mapping[int, Sums]"

#: So many mutants are tried, fewer where there are many weights.
_MUTANTS: Final = 1500
_FEWEST: Final = 8
_WORK: Final = 300_000
#: With more weights a network is large: the weights come from a regression,
_LARGE: Final = 4000
#: and so many answers at either end of the list are explained.
_FEW_OF_LARGE: Final = 10
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


def diagnose(
    net: Network,
    form: Format,
    observed: Observed,
    estimate: Estimator | None = None,
    seen: Seen | None = None,
) -> list[Hypothesis]:
    """The mistakes that explain all observed outputs, at most three, the usual ones first.

    Args:
        net: the exact network.
        form: the format of the implementation.
        observed: points and outputs, first the one that is known to be wrong.
        estimate: estimates of errors, and
        seen: many more answers: with both, weights of large networks are found, too.
    """
    if not observed:
        return []
    large = _weights(net) > _LARGE
    if large:
        observed = [*observed[:_FEW_OF_LARGE], *observed[-_FEW_OF_LARGE:]]
    if large and seen is not None and estimate is not None:
        weights = fitted_weights(net, form, observed, estimate, seen)
        found = [Hypothesis(words, layer) for words, layer in islice(weights, 1)]
        if found:
            return found
    if explains(net, form, observed):
        words = "the formulas of the textbook were evaluated as written, which loses digits"
        return [Hypothesis(f"{words} (formulas='textbook' forgives it)", 0)]
    found = []
    sums = Answers(net, form).sums
    for mutant in islice(mutants(net), _budget(net)):
        if len(found) >= _TOLD:
            break
        told = any(mutant.words == h.words for h in found)
        if not told and explains(mutant.network, form, observed, sums):
            found.append(Hypothesis(mutant.words, mutant.layer))
    found = found or _constant(net, form, observed)
    return found if found or large else _by_numbers(net, form, observed)


def _weights(net: Network) -> int:
    shapes = [layer.shape for layer in net.layers if isinstance(layer, Affine)]
    return sum(rows * columns for rows, columns in shapes)


def _budget(net: Network) -> int:
    """How many mutants are worth the time."""
    return min(_MUTANTS, max(_FEWEST, _WORK // max(1, _weights(net))))


def _by_numbers(net: Network, form: Format, observed: Observed) -> list[Hypothesis]:
    """One wrong weight, or a format of fewer bits."""
    found = [
        Hypothesis(words, layer)
        for words, layer in islice(single_weights(net, form, observed), _TOLD)
    ]
    if found:
        return found
    for words, other in (("single precision (float32)", FLOAT32), ("half precision", HALF)):
        if other != form and explains(net, other, observed) and _is_coarse(net, other, observed):
            return [Hypothesis(f"somewhere there were {words}", 0)]
    return []


def _is_coarse(net: Network, form: Format, observed: Observed) -> bool:
    """Whether most outputs are off, and some by as much as the coarser format makes them."""
    fine, coarse = Answers(net, FLOAT64, "textbook"), Answers(net, form, "textbook")
    off, all_of_them, far = 0, 0, False
    for point, found in observed:
        exact, wide = fine.exact(point)[-1], coarse.allowed(point)[-1]
        with precision(BITS):
            for value, right, ball, narrow in zip(
                found, exact, wide, fine.allowed(point)[-1], strict=True
            ):
                number = arb(fmpq(*value.as_integer_ratio()))
                far = far or bool(abs(right - number) * 1000 > ball.rad())
                all_of_them += not ball.is_exact()
                off += not narrow.contains(number)
    return far and 2 * off >= all_of_them


def explains(net: Network, form: Format, observed: Observed, known: Known | None = None) -> bool:
    """Whether a network gives, in floats of a format, all the outputs observed."""
    try:
        answers = Answers(net, form, "textbook", known)
    except SymnnError:
        return False
    return all(_agrees(answers, point, found) for point, found in observed)


def _agrees(answers: Answers, point: Point, found: Sequence[float]) -> bool:
    allowed = answers.allowed(point)[-1]
    with precision(BITS):
        return len(allowed) == len(found) and all(
            ball.is_finite()
            and math.isfinite(value)
            and ball.contains(arb(fmpq(*value.as_integer_ratio())))
            for ball, value in zip(allowed, found, strict=True)
        )


def _constant(net: Network, form: Format, observed: Observed) -> list[Hypothesis]:
    outputs = {tuple(found) for _, found in observed}
    if len(outputs) != 1 or len(observed) < 4:
        return []
    answers = Answers(net, form, "textbook")
    places = [point for point, _ in observed] + probe_points(len(observed[0][0]))
    for point in places:
        if _agrees(answers, point, observed[0][1]):
            place = ", ".join(map(repr, point[:4])) + (", …" if len(point) > 4 else "")
            words = f"every answer were that at x = ({place}): something is kept that should be"
            return [Hypothesis(f"{words} computed anew", 0)]
    return [Hypothesis("the answer were the same at every input", 0)]
