"""Small relu networks and their twins: permuted, rescaled, split, with dead units, layers merged.

A weight of a twin is then moved by 10^-k. Whether that matters is known: a unit that reaches the
output moves it somewhere; one whose outgoing weights are 0, or that is off over the whole
domain, does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from symnn.claims.formula import Atomic, Formula
from symnn.exact.expression import ZERO, Expr, add, mul, rational
from tests.campaigns.cases import RELATIONS, Case, compared
from tests.campaigns.for_all.bends import relu
from tests.campaigns.for_all.laws import box
from tests.campaigns.for_all.numbers import Scalars, Vector, form, scalars, tiny, variables


@dataclass(frozen=True)
class Unit:
    """relu(w·x + b) with its outgoing weights."""

    weights: Vector
    bias: Expr
    out: Vector

    def at(self, xs: Sequence[Expr]) -> Expr:
        return relu(form(self.weights, xs, self.bias))


@dataclass(frozen=True)
class Layer:
    """A layer of relus and the affine map after it."""

    units: tuple[Unit, ...]
    biases: Vector

    def at(self, xs: Sequence[Expr]) -> Vector:
        hidden = [unit.at(xs) for unit in self.units]
        pairs = list(zip(self.units, hidden, strict=True))
        return tuple(
            add(*(mul(unit.out[k], h) for unit, h in pairs), bias)
            for k, bias in enumerate(self.biases)
        )


def layer(rng: Random, field: Scalars, inputs: int, width: int, outputs: int) -> Layer:
    """Random coefficients, some of them 0; no outgoing weight is 0."""

    def row(size: int, zero: float) -> Vector:
        return tuple(ZERO if rng.random() < zero else field.number(rng) for _ in range(size))

    units = []
    for _ in range(width):
        weights = list(row(inputs, 0.2))
        weights[rng.randrange(inputs)] = field.number_not_zero(rng)
        out = tuple(field.number_not_zero(rng) for _ in range(outputs))
        units.append(Unit(tuple(weights), rng.choice((ZERO, field.number(rng))), out))
    return Layer(tuple(units), row(outputs, 0.3))


def _rescaled(unit: Unit, t: Expr, inverse: Expr) -> Unit:
    weights = tuple(ZERO if w == ZERO else mul(t, w) for w in unit.weights)
    bias = ZERO if unit.bias == ZERO else mul(t, unit.bias)
    return Unit(weights, bias, tuple(mul(o, inverse) for o in unit.out))


def _split(rng: Random, unit: Unit) -> tuple[Unit, Unit]:
    """One unit as two that share its outgoing weights."""
    part = rational(rng.randint(1, 3)) / 4
    first = replace(unit, out=tuple(mul(part, o) for o in unit.out))
    return first, replace(unit, out=tuple(mul(1 - part, o) for o in unit.out))


def twin(rng: Random, field: Scalars, original: Layer) -> Layer:
    """The same function: units permuted, rescaled, split in two, with a dead one more."""
    units = [_rescaled(unit, *field.unit(rng)) for unit in original.units]
    if rng.random() < 0.3:
        units[:1] = _split(rng, units[0])
    if rng.random() < 0.3:
        inputs, outputs = len(units[0].weights), len(original.biases)
        weights = tuple(field.number(rng) for _ in range(inputs))
        units.append(Unit(weights, field.number(rng), (ZERO,) * outputs))
    rng.shuffle(units)
    return Layer(tuple(units), original.biases)


def shallow(rng: Random) -> Case:
    """One hidden layer and its twin, as it is or with one number moved."""
    field, xs = scalars(rng), variables(rng)
    original = layer(rng, field, len(xs), rng.randint(1, 4 if len(xs) < 3 else 3), 1)
    other = twin(rng, field, original)
    over = box(rng, xs) if rng.random() < 0.3 else ()
    if rng.random() < 0.4:
        return _compared(rng, "twins", original, other, (0,), xs, over)
    kind, index = rng.randrange(4), rng.randrange(len(other.units))
    unit, gap, sign = other.units[index], tiny(rng), rng.choice((-1, 1))
    if kind == 0:  # the output is moved everywhere
        moved = replace(other, biases=(other.biases[0] + sign * gap,))
        return _compared(rng, "twins, moved", original, moved, (-sign,), xs, over)
    if kind == 1:  # a unit more whose weight is 10^-k
        unit = replace(rng.choice(original.units), out=(sign * gap,))
        moved = replace(other, units=(*other.units, unit))
        return _compared(rng, "twins, moved", original, moved, (0, -sign), xs, ())
    dead = unit.out == (ZERO,)
    bias = replace(unit, bias=unit.bias + sign * gap)
    weight = replace(unit, weights=(unit.weights[0] + sign * gap, *unit.weights[1:]))
    units = [*other.units]
    units[index] = bias if kind == 2 else weight
    moved = replace(other, units=tuple(units))
    if dead:
        return _compared(rng, "twins, dead unit moved", original, moved, (0,), xs, over)
    # Both signs may occur; at points where the unit is on, and of x != 0, the sides differ.
    relation = rng.choice(("=", "!="))
    left, right = original.at(xs)[0], moved.at(xs)[0]
    return compared("twins, unit moved", Atomic(relation, left, right), (0, 1), ())


def _compared(
    rng: Random,
    family: str,
    left: Layer,
    right: Layer,
    signs: tuple[int, ...],
    xs: Vector,
    over: tuple[Formula, ...],
) -> Case:
    atom = Atomic(rng.choice(("=", "=", *RELATIONS)), left.at(xs)[0], right.at(xs)[0])
    return compared(family, atom, signs, over)


def deep(rng: Random) -> Case:
    """Two hidden layers, small, and the twin; the output is moved or not."""
    field, xs = scalars(rng), variables(rng, 2)
    width = rng.choice((1, 2, 2, 3) if len(xs) == 1 else (1, 2, 2))
    first = layer(rng, field, len(xs), width, rng.randint(1, 2))
    second = layer(rng, field, len(first.biases), rng.randint(1, 2), 1)
    one = second.at(first.at(xs))[0]
    two = twin(rng, field, second).at(twin(rng, field, first).at(xs))[0]
    sign = rng.choice((-1, 0, 0, 1))
    relation = rng.choice(("=", "=", *RELATIONS))
    if sign and rng.random() < 0.5:
        two = add(two, mul(sign * tiny(rng), relu(xs[0])))
        return compared("deep twins, moved", Atomic(relation, one, two), (0, -sign))
    two = two + sign * tiny(rng) if sign else two
    return compared("deep twins", Atomic(relation, one, two), (-sign,))


def merged(rng: Random) -> Case:
    """Affine maps one after the other, against their product; a relu layer that never bends."""
    field, xs = scalars(rng), variables(rng, 2)
    first = layer(rng, field, len(xs), 2, 2)
    shift = rational(rng.randint(50, 400))
    sign = rng.choice((-1, 0, 0, 1))
    left, right = [], []
    for unit in first.units:
        line = form(unit.weights, xs, unit.bias)
        left.append(mul(unit.out[0], relu(line + shift)))
        right += [mul(unit.out[0], line), mul(unit.out[0], shift)]
    # No coefficient is above 15 and no bias above 10, so |form| < 50 on this box.
    unit_box = tuple(Atomic(r, x, rational(v)) for x in xs for r, v in (("<=", 1), (">=", -1)))
    relation = rng.choice(("=", "=", *RELATIONS))
    gap = sign * tiny(rng) if sign else ZERO
    atom = Atomic(relation, add(*left), add(*right, gap))
    return compared("merged layers", atom, (-sign,), unit_box)
