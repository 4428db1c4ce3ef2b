"""What may be wrong with a gradient: another convention, a forgotten factor, another network."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, TypeAlias

from flint import arb, arb_mat, fmpq

from symnn.errors import SymnnError
from symnn.exact.ball import precision
from symnn.networks.layers import Elementwise
from symnn.testing.calling import Point
from symnn.testing.diagnosis.mutants import mutants
from symnn.testing.gradients.derivatives import Derivatives, Variables
from symnn.testing.gradients.kinks import AtKinks
from symnn.testing.gradients.layer_derivatives import State, Step, Walk
from symnn.testing.rounding import BITS

Observed: TypeAlias = "Sequence[tuple[Point, Sequence[float]]]"
#: All allowed derivatives at a point, if one mistake is made.
Mistake: TypeAlias = Callable[[Point], "list[arb]"]

_MUTANTS: Final = 300
_TOLD: Final = 3


def diagnose_gradient(exact: Derivatives, by: Variables, observed: Observed) -> list[str]:
    """The mistakes that explain all observed derivatives, as the ends of "as if …"."""
    found: list[str] = []
    for words, mistake in _mistakes(exact, by):
        if len(found) >= _TOLD:
            break
        if words not in found and _explains(mistake, observed):
            found.append(words)
    return found


def _explains(mistake: Mistake, observed: Observed) -> bool:
    try:
        return all(_agrees(mistake(point), found) for point, found in observed)
    except (SymnnError, ValueError):
        return False


def _agrees(allowed: Sequence[arb], found: Sequence[float]) -> bool:
    with precision(BITS):
        return len(allowed) == len(found) and all(
            ball.is_finite()
            and math.isfinite(value)
            and ball.contains(arb(fmpq(*value.as_integer_ratio())))
            for ball, value in zip(allowed, found, strict=True)
        )


def _mistakes(exact: Derivatives, by: Variables) -> Iterator[tuple[str, Mistake]]:
    network, form = exact.network, exact.form

    def of(derivatives: Derivatives) -> Mistake:
        return lambda point: derivatives.allowed(point, by)[0]

    for words, at in _conventions(exact):
        yield words, of(Derivatives(network, form, at))
    yield "all signs were wrong", lambda point: [-x for x in exact.allowed(point, by)[0]]
    if by == "inputs" and network.inputs == network.outputs:
        yield "the Jacobian were transposed", lambda point: _transposed(exact, point)
    if by == "inputs" and (network.outputs or 1) > 1:
        yield "all rows were the first one", lambda point: _first_row(exact, point)
    for k, layer in enumerate(network.layers):
        if isinstance(layer, Elementwise):
            name = f"layer {k + 1}, {layer.label},"
            yield f"the slope of {name} were left out", of(exact.changed(k, _ignored))
            yield (
                f"the slope of {name} were taken at its output, not at its input",
                of(exact.changed(k, _late)),
            )
    yield from _of_other_networks(exact, of)


def _of_other_networks(
    exact: Derivatives, of: Callable[[Derivatives], Mistake]
) -> Iterator[tuple[str, Mistake]]:
    for mutant in islice(mutants(exact.network), _MUTANTS):
        try:
            yield mutant.words, of(Derivatives(mutant.network, exact.form, exact.at))
        except SymnnError:
            continue


def _conventions(exact: Derivatives) -> Iterator[tuple[str, AtKinks]]:
    names = {
        layer.function.name
        for layer in exact.network.layers
        if isinstance(layer, Elementwise) and layer.function.kinks
    }
    if not names:
        return
    who = " and ".join(sorted(names))
    yield f"the slope of {who} at a kink were the one on its left", AtKinks("left")
    yield f"the slope of {who} at a kink were the one on its right", AtKinks("right")
    yield f"the slope of {who} at a kink were the mean of both", AtKinks("middle")


def _transposed(exact: Derivatives, point: Point) -> list[arb]:
    size = exact.network.inputs or 1
    found = exact.allowed(point, "inputs")[0]
    return [found[j * size + i] for i in range(size) for j in range(size)]


def _first_row(exact: Derivatives, point: Point) -> list[arb]:
    size = exact.network.inputs or 1
    found = exact.allowed(point, "inputs")[0]
    return [found[k % size] for k in range(len(found))]


def _ignored(step: Step) -> Step:
    def run(state: State, walk: Walk) -> tuple[arb_mat, State]:
        matrix, behind = step(state, walk)
        size = matrix.nrows()
        ones = [int(i == j) for i in range(size) for j in range(size)]
        return arb_mat(size, size, ones), behind

    return run


def _late(step: Step) -> Step:
    def run(state: State, walk: Walk) -> tuple[arb_mat, State]:
        _, behind = step(state, walk)
        return step(behind, walk)[0], behind

    return run
