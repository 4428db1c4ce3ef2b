"""Proved bounds of the error of float evaluation, at inputs and over boxes.

The bound is one of all admissible computations: any order of summation, with FMA or without, on any
processor with IEEE 754 arithmetic, whose functions are as accurate as the assumption says. It is
computed in directed arithmetic. Where a value may overflow, is NaN, or lies on one side of a jump
or the other, this is reported, and the bound is infinite or as high as the jump.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np
from flint import fmpq

from symnn.errors import InexactError, ShapeError
from symnn.exact.expression import Expr
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.networks.network import Network
from symnn.twins.bounds.assumptions import Assumption, H
from symnn.twins.bounds.body_bounds import Mask
from symnn.twins.bounds.directed import Floats
from symnn.twins.bounds.hulls import ends
from symnn.twins.bounds.layer_bounds import Stage, compile_bound
from symnn.twins.bounds.scalar_bounds import Setting
from symnn.twins.exact_values import ball_of
from symnn.twins.formats import Format, above, nearest
from symnn.twins.inputs import as_array, exact_number
from symnn.twins.kernels import Array
from symnn.twins.layers import widest
from symnn.twins.source.constants import rounded
from symnn.twins.state import State

#: Floats of a layer that are done at once.
_BLOCK: Final = 1 << 20


@final
@dataclass(frozen=True, eq=False)
class Bound:
    """|float - exact| <= values, output by output, for every admissible computation.

    Attributes:
        values: bounds, in the shape of the outputs; infinite where there is none.
        stages: the same for the outputs of every layer.
        issues: possible overflows, NaN and jumps whose side is not certain, with their layers.
        assumption: what is assumed of the functions used.
        form: the format of the floats.
    """

    values: Floats
    stages: tuple[Floats, ...]
    issues: tuple[str, ...]
    assumption: str
    form: Format

    @property
    def is_finite(self) -> bool:
        """Whether there is a bound for every output."""
        return bool(np.isfinite(self.values).all())

    def __str__(self) -> str:
        told = "no bound for all outputs"
        if self.is_finite:
            told = f"|{self.form.name} - exact| <= {float(self.values.max(initial=0.0)):.3g}"
        under = textwrap.fill(f"proved under {self.assumption}", 79)
        return "\n".join([told, under, *self.issues])


@final
@dataclass(frozen=True, eq=False)
class Bounds:
    """A network prepared for bounds in one format."""

    network: Network
    form: Format
    _steps: tuple[Any, ...]

    @staticmethod
    def of(network: Network, form: Format) -> Bounds:
        """Prepared.

        Raises:
            UnsupportedError: a layer whose error has no bound here.
        """
        return Bounds(network, form, tuple(compile_bound(k, form) for k in network.layers))

    def at(self, x: Any, assumption: Assumption) -> Bound:
        """At one input or many: floats, or exact numbers, whose rounding is part of the error.

        The floats of numpy show best where the exact values are, if what is assumed allows for
        them; under a stronger assumption intervals do.
        """
        followed = assumption.covers(H)
        floats, exact = floats_of(self.network, x, self.form)
        batch = np.atleast_2d(floats)
        errors = np.zeros(batch.shape) if exact is None else np.atleast_2d(exact)
        parts, issues = [], Counter[str]()
        with np.errstate(all="ignore"):  # what is not finite is reported
            count = max(1, _BLOCK // widest(self.network, batch.shape[1]))
            for k in range(0, max(len(batch), 1), count):
                rows = batch[k : k + count]
                state = State.around(rows.astype(np.float64), errors[k : k + count])
                parts.append(self._pass(state, rows if followed else None, assumption, issues))
        stages = tuple(
            np.concatenate(column) for column in zip(*(p for p, _ in parts), strict=True)
        )
        used = frozenset().union(*(used for _, used in parts))
        if floats.ndim == 1:
            stages = tuple(stage[0] for stage in stages)
        told = _told(issues, len(batch))
        return Bound(stages[-1], stages, told, assumption.told(used), self.form)

    def at_exact(self, point: Sequence[Number | Expr], assumption: Assumption) -> Bound:
        """At one exact point, whose rounding to the format is part of the error.

        No computation is followed, so that the format may be one that no processor has.
        """
        lows, highs = zip(*(ends(ball_of(x, 80)) for x in point), strict=True)
        errors = np.array([_rounded(x, self.form)[1] for x in point])
        return self.over(np.array(lows), np.array(highs), errors, assumption)

    def over(self, lows: Floats, highs: Floats, error: Floats, assumption: Assumption) -> Bound:
        """Over a box: for every float input in it."""
        state, issues = State(lows[None], highs[None], error[None]), Counter[str]()
        with np.errstate(all="ignore"):
            found, used = self._pass(state, None, assumption, issues)
        stages = tuple(stage[0] for stage in found)
        return Bound(stages[-1], stages, _told(issues, 1), assumption.told(used), self.form)

    def _pass(
        self, state: State, centre: Array | None, assumption: Assumption, issues: Counter[str]
    ) -> tuple[list[Floats], frozenset[str]]:
        """The errors after every layer, and the functions about which something is assumed."""
        setting, stages = Setting(self.form, assumption), list[Floats]()
        _count_open("the inputs", state, centre, self.form, issues)
        for k, (layer, step) in enumerate(zip(self.network.layers, self._steps, strict=True), 1):
            before = np.asarray(~np.isfinite(state.error).all(axis=-1))
            state, centre = _checked(step(state, setting, centre), self.form)
            place = f"layer {k}, {layer.label}"
            _count_open(place, state, centre, self.form, issues, before)
            for rows in setting.ties:
                issues[f"{place}: the side of a jump is not certain"] += rows
            setting.ties.clear()
            stages.append(state.error)
        return stages, frozenset(setting.used)


def _checked(stage: Stage, form: Format) -> Stage:
    """Nothing is known of a value that may be beyond the largest float, or is NaN."""
    state, centre = stage
    error = np.where(state.reach < form.largest, state.error, np.inf)
    return State(state.lower, state.upper, error), centre


def _count_open(
    place: str,
    state: State,
    centre: Array | None,
    form: Format,
    issues: Counter[str],
    before: Mask | None = None,
) -> None:
    """Count the rows in which something new is not known: NaN, infinities, possible overflows."""
    open_ = ~np.isfinite(state.error) | ~(state.reach < form.largest)
    rows = open_.any(axis=-1)
    rows = rows if before is None else rows & ~before
    nan = np.zeros_like(rows) if centre is None else np.isnan(centre).any(axis=-1)
    infinite = np.zeros_like(rows) if centre is None else np.isinf(centre).any(axis=-1) & ~nan
    for words, mask in (
        ("NaN", nan),
        ("overflow", infinite),
        ("overflow or an undefined value cannot be excluded", ~nan & ~infinite),
    ):
        if (rows & mask).any():
            issues[f"{place}: {words}"] += int((rows & mask).sum())


def _told(issues: Counter[str], inputs: int) -> tuple[str, ...]:
    if inputs == 1:
        return tuple(issues)
    return tuple(f"{issue}, at {count} of {inputs} inputs" for issue, count in issues.items())


def floats_of(network: Network, x: Any, form: Format) -> tuple[Array, Floats | None]:
    """The inputs as the twin takes them, and how far they are from what was given."""
    given = np.asarray(x, dtype=object) if isinstance(x, list | tuple) else np.asarray(x)
    if given.dtype.kind == "O" and all(type(entry) is float for entry in given.ravel()):
        given = given.astype(np.float64)
    if given.dtype.kind in "fiu":
        wide = np.asarray(given)
        floats = as_array(network, wide, form.name)
        if wide.dtype.kind == "f" and wide.dtype.itemsize <= floats.dtype.itemsize:
            return floats, None
        if (floats.astype(wide.dtype) == wide).all() and np.isfinite(floats).all():
            return floats, None
        given = wide.astype(object)
    entries = [_rounded(entry, form) for entry in given.ravel()]
    values = np.array([v for v, _ in entries], dtype=form.name).reshape(given.shape)
    errors = np.array([e for _, e in entries], dtype=np.float64).reshape(given.shape)
    return as_array(network, values, form.name), errors


def _rounded(entry: Any, form: Format) -> tuple[float, float]:
    if isinstance(entry, np.generic):
        entry = entry.item()
    if isinstance(entry, float) and not np.isfinite(entry):
        return entry, np.inf
    exact = entry if isinstance(entry, Expr) else exact_number(entry)
    if isinstance(exact, Number) and exact.is_rational:
        value = exact.as_fmpq()
        found = nearest(value, form)
        gap = np.inf if np.isinf(found) else above(abs(value - fmpq(*found.as_integer_ratio())))
        return found, float(gap)
    if isinstance(exact, Number):
        exact = written_form(exact)
    constant = rounded(exact, form)
    return constant.value, constant.error


def box_of(
    network: Network, box: Any, form: Format, rounded_inputs: bool
) -> tuple[Floats, Floats, Floats]:
    """The ends of a box and the errors of its inputs.

    Raises:
        ShapeError: not a pair for each input, or ends in the wrong order.
        InexactError: ends that are not finite.
    """
    pairs = list(box)
    if any(not hasattr(p, "__len__") or len(p) != 2 for p in pairs):
        raise ShapeError("a box is a list of pairs (lower, upper), one for each input")
    if network.inputs is not None and len(pairs) != network.inputs:
        raise ShapeError(
            f"the network takes {network.inputs} inputs; the box has {len(pairs)} sides"
        )
    lows, highs = [], []
    for k, (a, b) in enumerate(pairs, 1):
        low, high = _ends(a), _ends(b)
        if not low[0] <= high[1]:
            raise ShapeError(f"side {k} of the box: {a} is above {b}")
        lows.append(low[0])
        highs.append(high[1])
    lower_ends, upper_ends = np.array(lows), np.array(highs)
    size = np.maximum(np.abs(lower_ends), np.abs(upper_ends))
    if (size >= form.largest).any():
        raise InexactError(f"the box reaches beyond the largest {form.name}")
    error = size * form.unit + form.tiny if rounded_inputs else np.zeros(len(size))
    return lower_ends, upper_ends, error


def _ends(value: Any) -> tuple[float, float]:
    exact = exact_number(value)
    if isinstance(exact, Number) and exact.is_rational:
        fraction = exact.as_fmpq()
        return -above(-fraction), above(fraction)
    return ends(ball_of(exact, 80))
