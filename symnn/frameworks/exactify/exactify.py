"""Learned floats replaced by readable constants, and what is proved about the change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, final

from flint import arb, fmpq

from symnn.errors import UnsupportedError
from symnn.exact.ball import enclose
from symnn.exact.expression import Expr
from symnn.exact.literals import read_number
from symnn.frameworks.exactify.differences import difference_over
from symnn.frameworks.exactify.proposals import cost, proposals
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.sympy_functions import to_sympy
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import Convolution
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise
from symnn.networks.network import Network
from symnn.networks.structured import Sparse
from symnn.twins.decisions import Decision, classify
from symnn.twins.formats import FLOAT32, FLOAT64, Format, above, format_of, nearest, parts_of, ulp
from symnn.twins.source.constants import rounded

#: Floats look for constants below this; larger ones stay as they are.
_LARGEST: Final = 2**1000


@final
@dataclass(frozen=True, slots=True)
class Change:
    """One float and the constant that stands for it now.

    Attributes:
        place: "W[1,2] of layer 3".
        before: the float, exactly.
        constant: what it is now, as a sympy number.
        rounds: whether the constant is proved to round to the float.
        distance: a bound of the distance between them.
    """

    place: str
    before: Fraction
    constant: Any
    rounds: bool
    distance: float


@final
@dataclass(frozen=True, slots=True)
class Exactified:
    """A network with readable constants.

    Attributes:
        network: with the constants.
        original: without.
        changes: what was replaced.
        plain: how many weights were short numbers already, as 1/2 or -3.
        kept: how many floats no readable constant was found for.
    """

    network: Network
    original: Network
    changes: tuple[Change, ...]
    plain: int
    kept: int

    def difference(self, box: Sequence[tuple[Any, Any]]) -> list[arb]:
        """For each output a proved bound of what the change makes of it, over a box of inputs."""
        return difference_over(self.original, self.network, box)

    def decisions(self, points: Sequence[Any]) -> list[tuple[Decision, Decision]]:
        """The classes of points before and after, decided exactly."""
        pairs = (classify(net, points) for net in (self.original, self.network))
        return list(zip(*pairs, strict=True))

    def keeps_classes(self, points: Sequence[Any]) -> bool:
        """Whether every point is proved to have one class, and the same before and after."""
        return all(a.label is not None and a.label == b.label for a, b in self.decisions(points))

    def __str__(self) -> str:
        total = len(self.changes) + self.plain + self.kept
        counts = f"{len(self.changes)} of {total} weights replaced, {self.plain} short already"
        lines = [f"{counts}, {self.kept} stay"]
        for change in self.changes[:20]:
            how = "rounds to" if change.rounds else f"within {change.distance:.2g} of"
            lines.append(f"  {change.place}: {change.constant} {how} {float(change.before):.8g}")
        if len(self.changes) > 20:
            lines.append(f"  and {len(self.changes) - 20} more")
        return "\n".join(lines)


def exactify(net: Any, tolerance: Any = None, dtype: Any = None) -> Exactified:
    """Readable constants for the floats of a network: 1/5, 1/√2, π/4, log 2, √2 + √3, (1 + √5)/2.

    Args:
        net: a network with rational weights.
        tolerance: how far a constant may be from its float, as a text or exact number; if none is
            given, a constant must round to the float.
        dtype: of the floats, "float32" or "float64"; if not given, float32 if all weights are such.

    A float that was itself computed from rounded ones, as 1/((1 + 5**0.5)/2), may be an ulp off its
    constant: a tolerance such as "1e-15" finds it.

    Exactness: every constant is proved to round to its float, or to be within the tolerance. That
        a constant was meant is a guess: it is described by at most half the bits of the float, or
        as many as the tolerance leaves. What it changes is proved by `difference` and `decisions`.

    Raises:
        UnsupportedError: a negative tolerance.
        InexactError: a tolerance in floats; both readings are named.

    Examples:
        >>> learned = Network(Affine([[fmpq(*(0.2).as_integer_ratio()), "0.5"]]))
        >>> found = exactify(learned)
        >>> found.network(1, 0), found.plain, found.kept
        (1/5, 2, 0)
        >>> found.difference([(-1, 1), (-1, 1)])[0] < arb(2) ** -54
        True
    """
    network = net if isinstance(net, Network) else Network(net)
    allowed = None if tolerance is None else _tolerance(tolerance)
    form = _common_format(network) if dtype is None else format_of(dtype)
    search = _Search(form, allowed)
    made = search.layer(network, "")
    assert isinstance(made, Network)  # noqa: S101  a network is rebuilt as one
    return Exactified(made, network, tuple(search.changes), search.plain, search.kept)


def _tolerance(value: Any) -> Fraction:
    number = read_number(value)
    if number is None or number < 0:
        raise UnsupportedError(f"the tolerance {value!r} is no number >= 0; write it as '1e-6'")
    return Fraction(int(number.p), int(number.q))


def _weights(layer: Layer) -> list[Expr]:
    match layer:
        case Network():
            return [w for part in layer.layers for w in _weights(part)]
        case Residual():
            return _weights(layer.branch)
        case Parallel():
            return [w for branch in layer.branches for w in _weights(branch)]
        case Affine():
            return [*(w for row in layer.weight for w in row), *layer.bias]
        case Convolution():
            return [*(w for row in layer.kernel for w in row), *layer.bias]
        case Sparse():
            return [*(w for row in layer.terms for _, w in row), *layer.bias]
    return []


def _common_format(network: Network) -> Format:
    rationals = [w.data for w in _weights(network) if isinstance(w.data, fmpq)]
    single = all(fmpq(*parts_of(nearest(w, FLOAT32))) == w for w in rationals if abs(w) < 2**127)
    return FLOAT32 if single else FLOAT64


class _Search:
    """Goes through the layers and keeps account."""

    def __init__(self, form: Format, tolerance: Fraction | None) -> None:
        self.form, self.tolerance = form, tolerance
        self.changes: list[Change] = []
        self.plain = self.kept = 0
        self.known: dict[Expr, Expr] = {}

    def layer(self, layer: Layer, place: str) -> Layer:
        """The layer with readable constants."""
        match layer:
            case Network():
                names = (f"{place}layer {k}" for k in range(1, len(layer.layers) + 1))
                parts = zip(layer.layers, names, strict=True)
                return Network(*(self.layer(part, name) for part, name in parts))
            case Residual():
                return Residual(self.layer(layer.branch, f"{place}, "))
            case Parallel():
                return Parallel(*(self.layer(b, f"{place}, ") for b in layer.branches))
            case Affine():
                return Affine(
                    self.matrix(layer.weight, "W", place), self.vector(layer.bias, "b", place)
                )
            case Convolution():
                kernel = self.matrix(layer.kernel, "K", place)
                bias = self.vector(layer.bias, "b", place)
                return Convolution(kernel, bias, layer.windows, layer.columns, layer.channels_last)
            case Sparse():
                rows = [
                    [
                        (k, self.weight(w, f"the weight of {k} in row {i} of {place}"))
                        for k, w in row
                    ]
                    for i, row in enumerate(layer.terms, 1)
                ]
                return Sparse(rows, layer.columns, self.vector(layer.bias, "b", place))
            case Elementwise():
                return Elementwise(self.function(layer.function, place))
        return layer

    def matrix(self, rows: Sequence[Sequence[Expr]], name: str, place: str) -> list[list[Expr]]:
        """The entries of a matrix."""
        return [
            [self.weight(w, f"{name}[{i},{j}] of {place}") for j, w in enumerate(row, 1)]
            for i, row in enumerate(rows, 1)
        ]

    def vector(self, entries: Sequence[Expr], name: str, place: str) -> list[Expr]:
        """The entries of a vector."""
        return [self.weight(w, f"{name}[{i}] of {place}") for i, w in enumerate(entries, 1)]

    def function(self, function: ScalarFunction, place: str) -> ScalarFunction:
        """An activation with one parameter that is a float."""
        builders: Mapping[str, Callable[[Expr], ScalarFunction]] = _families()
        if function.name not in builders or len(function.parameters) != 1:
            return function
        (name, value), *_ = function.parameters
        found = self.weight(value, f"{name} of {place}")
        made = function if found == value else builders[function.name](found)
        return replace(made, parameters=((name, found),))

    def weight(self, weight: Expr, place: str) -> Expr:
        """The constant for one weight, or the weight itself."""
        if not isinstance(weight.data, fmpq):
            self.plain += 1
            return weight
        value = Fraction(int(weight.data.p), int(weight.data.q))
        if weight not in self.known:
            self.known[weight] = self.found(value, weight)
        constant = self.known[weight]
        if constant == weight:
            if cost(value) <= self.bits(value):
                self.plain += 1
            else:
                self.kept += 1
            return weight
        gap = rounded(lower(constant - weight))
        distance = above(abs(Fraction(gap.value)) + Fraction(gap.error))
        rounds = self._rounds(constant, value)
        self.changes.append(Change(place, value, to_sympy(constant), rounds, distance))
        return constant

    def bits(self, value: Fraction) -> int:
        """The most bits of a description: half of what a float holds, all of what is asked for."""
        if self.tolerance is None or value == 0:
            return self.form.precision // 2
        if self.tolerance == 0:
            return 0
        return int(abs(value) / self.tolerance).bit_length()

    def found(self, value: Fraction, weight: Expr) -> Expr:
        """The first proposal that holds; the weight if there is none, or if it is short itself."""
        if cost(value) <= self.bits(value) or abs(value) >= _LARGEST:
            return weight
        for constant in proposals(float(value), self.width(value), self.bits(value)):
            if self._is_near(constant, value):
                return constant
        return weight

    def width(self, value: Fraction) -> float:
        """How far a constant may be from its float."""
        if self.tolerance is not None:
            return float(min(self.tolerance, Fraction(_LARGEST)))
        return float(ulp(value, self.form)) / 2

    def _is_near(self, constant: Expr, value: Fraction) -> bool:
        if self.tolerance is None:
            return self._rounds(constant, value)
        distance = abs(
            enclose(lower(constant), 256) - arb(fmpq(value.numerator, value.denominator))
        )
        return bool(distance <= arb(fmpq(self.tolerance.numerator, self.tolerance.denominator)))

    def _rounds(self, constant: Expr, value: Fraction) -> bool:
        """Whether the float nearest to the constant is the value; `rounded` proves it."""
        return Fraction(rounded(constant, self.form).value) == value


def _families() -> Mapping[str, Callable[[Expr], ScalarFunction]]:
    from symnn.functions.piecewise_linear import leaky_relu
    from symnn.functions.smooth import elu

    return {"leaky_relu": leaky_relu, "elu": elu}
