"""The error of a float at one input, with no assumption: the exact value against the float.

A float is a rational number; the exact value is a rational number too, or is enclosed in a ball.
The difference is therefore known, whatever library, order of summation or processor made the float.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, final

import numpy as np
from flint import arb, fmpq, fmpq_mat

from symnn.errors import InexactError, ShapeError, UndefinedError, UnsupportedError
from symnn.exact.expression import Expr
from symnn.exact.number import Number
from symnn.twins.balls import BallTwin
from symnn.twins.formats import Format, above, nearest, ulp
from symnn.twins.inputs import exact_point
from symnn.twins.source.constants import ends_of

Kind = Literal["finite", "nan", "overflow"]

#: Bits beyond those of the format to which the exact value is enclosed.
_EXTRA: int = 64


@final
@dataclass(frozen=True)
class OutputError:
    """One output: the exact value, the float, and how far they are apart.

    Attributes:
        value: the float that was found.
        lower: the exact value is at least this.
        upper: the exact value is at most this; equal to `lower` where the value is a rational
            number that was computed exactly.
        kind: "finite"; "nan" if the float is NaN; "overflow" if it is infinite.
        form: the format of the float.
    """

    value: float
    lower: Fraction
    upper: Fraction
    kind: Kind
    form: Format

    @property
    def error(self) -> tuple[Fraction, Fraction] | None:
        """Bounds of |float - exact|, from below and from above; None for NaN and infinities."""
        if self.kind != "finite":
            return None
        found = Fraction(self.value)
        ends = abs(found - self.lower), abs(found - self.upper)
        inside = self.lower <= found <= self.upper
        return Fraction(0) if inside else min(ends), max(ends)

    @property
    def ulps(self) -> float:
        """An upper bound of the error in units in the last place of the exact value; or infinite.

        The unit is that of the end of the enclosure that is nearer to 0.
        """
        bounds = self.error
        if bounds is None:
            return math.inf
        smallest = min(abs(self.lower), abs(self.upper)) if self.lower * self.upper > 0 else 0
        return above(bounds[1] / ulp(smallest, self.form))

    @property
    def nearest(self) -> float | None:
        """The float nearest to the exact value, if the enclosure decides which it is."""
        low, high = nearest(self.lower, self.form), nearest(self.upper, self.form)
        return low if low == high else None

    def is_within(self, bound: float | Fraction) -> bool:
        """Whether the error is certainly at most the bound."""
        bounds = self.error
        if bounds is None or (isinstance(bound, float) and math.isnan(bound)):
            return False
        return math.isinf(bound) or bounds[1] <= Fraction(bound)


@final
@dataclass(frozen=True)
class Certificate:
    """The outputs of an implementation at one input, against the exact values.

    Attributes:
        outputs: one for each output.
        assumption: none is needed.
    """

    outputs: tuple[OutputError, ...]
    assumption: str = "none"

    @property
    def ulps(self) -> float:
        """The largest error, in units in the last place; an upper bound."""
        return max((o.ulps for o in self.outputs), default=0.0)

    @property
    def error(self) -> float:
        """The largest error, rounded up; infinite if an output is NaN or infinite."""
        found = [o.error for o in self.outputs]
        return max((math.inf if e is None else above(e[1]) for e in found), default=0.0)

    @property
    def issues(self) -> tuple[str, ...]:
        """What kept an output from having a finite error."""
        words = {"nan": "is NaN", "overflow": "is infinite"}
        return tuple(
            f"output {k} {words[o.kind]}; the exact value is {_short(o)}"
            for k, o in enumerate(self.outputs, 1)
            if o.kind != "finite"
        )

    def __str__(self) -> str:
        lines = [
            f"output {k}: float {o.value!r}, exact {_short(o)}, error {_error(o)}"
            for k, o in enumerate(self.outputs, 1)
        ]
        return "\n".join([*lines, "assumption: none"])


def _short(output: OutputError) -> str:
    middle = (output.lower + output.upper) / 2
    return f"{nearest(middle):.17g}" + ("" if output.lower == output.upper == middle else "…")


def _error(output: OutputError) -> str:
    bounds = output.error
    if bounds is None:
        return "not finite"
    return f"{above(bounds[1]):.3g} = {output.ulps:.3g} ulp"


def certify(exact: BallTwin, x: Any, y: Any, form: Format) -> Certificate:
    """The certificate of floats y, said to be the outputs at x.

    Args:
        exact: the network in balls.
        x: one input (m,): floats as the numbers they are, or exact numbers.
        y: the floats found, (n,); a single one if there is one output.
        form: their format.

    Raises:
        ShapeError: not one float for each output.
        InexactError: outputs that are no floats.
        UndefinedError: the network has no value at x.
        UnsupportedError: it is not decided on which side of a jump a value lies.
    """
    point = exact_point(exact.network, x)
    given = np.asarray(y)
    if given.dtype.kind not in "fiu":
        raise InexactError(f"outputs are floats; these have the type {given.dtype}")
    found = np.atleast_1d(given.astype(np.float64))
    pairs = enclosures(exact, point, form.precision + _EXTRA)
    if found.shape != (len(pairs),):
        raise ShapeError(f"the network has {len(pairs)} outputs; floats of {found.shape} came")
    return Certificate(
        tuple(
            OutputError(float(v), low, high, _kind(float(v)), form)
            for v, (low, high) in zip(found, pairs, strict=True)
        )
    )


def output_error(value: float, ball: arb, form: Format) -> OutputError:
    """A float against a ball around the exact value.

    Raises:
        UndefinedError: the ball is not finite.
    """
    if not ball.is_finite():
        raise UndefinedError("an output has no value there, or none that the balls show")
    low, high = ends_of(ball)
    return OutputError(value, _fraction(low), _fraction(high), _kind(value), form)


def _kind(value: float) -> Kind:
    if math.isnan(value):
        return "nan"
    return "overflow" if math.isinf(value) else "finite"


def enclosures(
    exact: BallTwin, point: Sequence[Number | Expr], bits: int
) -> list[tuple[Fraction, Fraction]]:
    """Both ends of an enclosure of each output; equal ends where the value is known exactly."""
    rationals = [x.as_fmpq() for x in point if isinstance(x, Number) and x.is_rational]
    if len(rationals) == len(point):
        block = exact.network.block(fmpq_mat(len(point), 1, rationals))
        if block is not None:
            return [(_fraction(q), _fraction(q)) for q in block.entries()]
    found = []
    for k, ball in enumerate(exact.at(point, bits), 1):
        if not ball.is_finite():
            raise UnsupportedError(
                f"output {k} is not enclosed: {bits} bits and exact evaluation leave open on which "
                "side of a jump, or of the end of a domain, a value lies"
            )
        low, high = ends_of(ball)
        found.append((_fraction(low), _fraction(high)))
    return found


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))
