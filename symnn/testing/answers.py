"""A network in balls, layer by layer: the exact values, and all that floats may make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final, final

from flint import arb, fmpq

from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.ball import enclose, precision
from symnn.exact.number import Number
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.segments import segments
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer, Value, advance, written
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.testing.rounding import (
    BITS,
    KAPPA,
    Formulas,
    gamma,
    grown,
    is_float,
    leaves,
    scalar,
    smallest_normal,
    unit,
    within,
)
from symnn.testing.sums import Balls, Run, Sums, sums_of
from symnn.twins.balls import function_of_balls
from symnn.twins.formats import Format


@final
@dataclass(frozen=True)
class Rules:
    """How a network is computed.

    Attributes:
        form: the format of the floats; None for exact arithmetic.
        formulas: see `symnn.testing.rounding`.
        sharp: whether sums that are exact in floats have no error; else they have the error of
            sums that are not, so that an equal network in another form is right, too.
    """

    form: Format | None = None
    formulas: Formulas = "stable"
    sharp: bool = False


EXACT: Final = Rules()


def compiled(layer: Layer, rules: Rules = EXACT, known: dict[int, Sums] | None = None) -> Run:
    """A layer on columns of balls.

    Args:
        layer: any, without symbols.
        rules: exactly if none are given.
        known: affine layers that are prepared already, by their identity.
    """
    prepared: dict[int, Sums] = {} if known is None else known
    form = rules.form
    match layer:
        case Affine() | Structured():
            return _affine(layer, rules, prepared)
        case Elementwise():
            if form is None:
                exact = function_of_balls(layer.function, BITS)
                return lambda x: [exact(v) for v in x]
            one = scalar(layer.function, form, rules.formulas)
            return lambda x: [within(one(v), form) for v in x]
        case Softmax():
            return lambda x: softmax(x, form)
        case MaxPool():
            return lambda x: [largest([x[i] for i in w]) for w in layer.windows(len(x))]
        case WindowMax():
            return lambda x: [largest([x[i] for i in w]) for w in layer.places]
        case Maxout():
            pieces = [_affine(piece, rules, prepared) for piece in layer.pieces]
            return lambda x: [
                largest(list(column)) for column in zip(*(p(x) for p in pieces), strict=True)
            ]
        case Network():
            runs = [compiled(part, rules, prepared) for part in layer.layers]
            return lambda x: reduce(lambda v, run: run(v), runs, x)
        case Residual():
            branch = compiled(layer.branch, rules, prepared)
            return lambda x: [plus(a, b, form) for a, b in zip(x, branch(x), strict=True)]
        case Parallel():
            branches = [compiled(branch, rules, prepared) for branch in layer.branches]
            return lambda x: [y for run in branches for y in run(list(x))]
    raise UnsupportedError(f"the layer {layer.label} has no counterpart in balls")


def _affine(layer: Affine | Structured, rules: Rules, prepared: dict[int, Sums]) -> Run:
    if id(layer) not in prepared:
        prepared[id(layer)] = sums_of(layer)
    sums, form = prepared[id(layer)], rules.form
    if form is None:
        return sums.exact
    return lambda x: sums.rounded(x, form, rules.sharp)


def largest(balls: Balls) -> arb:
    """The maximum, which floats compute exactly."""
    return reduce(lambda a, b: a.max(b), balls)


def plus(a: arb, b: arb, form: Format | None) -> arb:
    """A sum of two, rounded unless it is a float."""
    total = a + b
    if form is None or (is_float(total, form) and a.is_exact() and b.is_exact()):
        return total
    return within(grown(total, gamma(2, form) * (abs(a) + abs(b))), form)


def softmax(x: Balls, form: Format | None) -> Balls:
    """1 / Σ_j e^(x_j - x_i), as floats compute it with the largest input taken off first.

    Or by its logarithm, x_i - (m + log Σ_j e^(x_j - m)), where m may be off by 1 ulp.
    """
    if not all(v.is_finite() for v in x):
        return [arb.nan()] * len(x)
    found = [
        1 / sum(((w - v).exp() if j != i else arb(1) for j, w in enumerate(x)), arb(0))
        for i, v in enumerate(x)
    ]
    if form is None:
        return found
    top = largest(x)
    made = []
    for v, p in zip(x, found, strict=True):
        far = max((abs(w - top).abs_upper() for w in x if not (w - top) < -800), default=arb(0))
        reach = far.max(abs(v - top).abs_upper()) + abs(top).abs_upper()
        steps = 2 * reach + 4 * KAPPA + len(x) + 4
        part = steps * unit(form)
        error = part / (1 - part) if part < 1 else arb(1)
        made.append(grown(p, (error * p).abs_upper().min(arb(1)) + smallest_normal(form)))
    return made


@final
class Answers:
    """A network prepared: exact values and allowed values of every layer at a point of floats.

    Args:
        network: without symbols.
        form: the format of the floats.
        formulas: "stable", or "textbook" to allow also for what the definitions of the activations
            lose, evaluated operation by operation.
        known: affine layers that are prepared already, or others in their place, by the identity
            of the layer.
    """

    def __init__(
        self,
        network: Network,
        form: Format,
        formulas: Formulas = "stable",
        known: Mapping[int, Sums] | None = None,
    ) -> None:
        self.network = network
        self.form = form
        self.formulas = formulas
        self.sums: dict[int, Sums] = dict(known or {})
        self.jumps = [has_jump(layer) for layer in network.layers]
        with precision(BITS):
            self._exact = self._compiled(EXACT)
            self._allowed = self._compiled(Rules(form, formulas))
            self._sharp = self._compiled(Rules(form, formulas, sharp=True))

    def _compiled(self, rules: Rules) -> list[Run]:
        return [compiled(layer, rules, self.sums) for layer in self.network.layers]

    def exact(self, point: Sequence[float]) -> list[Balls]:
        """Enclosures of the outputs of every layer; where balls cannot tell, from exact values."""
        return self._exact_at(_balls(point))

    def _exact_at(self, inputs: Balls) -> list[Balls]:
        with precision(BITS):
            found, current = [], inputs
            for run in self._exact:
                current = run(current)
                found.append(current)
        if all(v.is_finite() for stage in found for v in stage):
            return found
        return self._by_values(inputs, found)

    def _by_values(self, inputs: Balls, known: list[Balls]) -> list[Balls]:
        """At a jump the side is decided exactly."""
        values: tuple[Value, ...] = tuple(Number(_rational(x)) for x in inputs)
        found = []
        try:
            for layer in self.network.layers:
                values = advance(layer, values)
                found.append([enclose(lower(written(v)), BITS) for v in values])
        except SymnnError:
            return [*found, *known[len(found) :]]
        return found

    def allowed(self, point: Sequence[float]) -> list[Balls]:
        """Balls around all that a right implementation may hold after every layer."""
        start = _balls(point)
        with precision(BITS):
            sharp = self.sharp(point) if any(self.jumps) else []
            found, current = [], start
            for k, run in enumerate(self._allowed):
                if self.jumps[k]:
                    size = gamma(4, self.form)
                    current = [grown(v, size * abs(v)) for v in sharp[k]]
                else:
                    current = run(current)
                found.append(current)
            return found

    def sharp(self, point: Sequence[float]) -> list[Balls]:
        """The same, where sums that are exact in floats are known: on which side of a kink."""
        with precision(BITS):
            found, current = [], _balls(point)
            for run in self._sharp:
                current = run(current)
                found.append(current)
            return found


def _balls(point: Sequence[float]) -> Balls:
    return [arb(fmpq(*x.as_integer_ratio())) for x in point]


def has_jump(layer: Layer) -> bool:
    """Whether a step, a sign or their like is in a layer."""
    return any(isinstance(leaf, Elementwise) and _jumps(leaf.function) for leaf in leaves(layer))


def _jumps(function: ScalarFunction) -> bool:
    bent = segments(function)
    return bent is not None and any(
        bent.on_piece(i, b) != v or bent.on_piece(i + 1, b) != v
        for i, (b, v) in enumerate(zip(bent.breaks, bent.values, strict=True))
    )


def _rational(exact: arb) -> fmpq:
    mantissa, exponent = (int(part) for part in exact.man_exp())
    return fmpq(mantissa) * fmpq(2) ** exponent
