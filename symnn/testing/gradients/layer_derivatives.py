"""The derivative of each kind of layer, as a matrix of balls at a state of the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from typing import NamedTuple, TypeAlias, final

from flint import arb, arb_mat

from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.number import Number
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer, Value, advance
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.testing.answers import EXACT, Rules, compiled, has_jump, plus, softmax
from symnn.testing.gradients.kinks import AtKinks, Slope
from symnn.testing.rounding import Formulas, gamma, grown
from symnn.testing.sums import Balls, Sums, sums_of
from symnn.twins.formats import Format


class State(NamedTuple):
    """What is known between two layers: see `symnn.testing.gradients.kinks.Known`."""

    wide: Balls
    sharp: Balls
    exact: Callable[[], tuple[Value, ...] | None]


@final
@dataclass
class Walk:
    """What is met on the way through the layers.

    Attributes:
        at_kink: whether some unit may be exactly at a kink, or a maximum at a tie.
        roundings: how often a product along a path is rounded at most.
    """

    at_kink: bool = False
    roundings: int = 0


#: The derivative of a layer at a state, and the state behind it.
Step: TypeAlias = Callable[[State, Walk], "tuple[arb_mat, State]"]


@final
@dataclass(frozen=True)
class Builder:
    """Makes the derivative of a layer, exactly or in floats."""

    form: Format | None
    at: AtKinks
    formulas: Formulas
    known: dict[int, Sums] = field(repr=False)

    def step(self, layer: Layer) -> Step:
        """The derivative of a layer as a function of the state before it."""
        match layer:
            case Network():
                return self._chain([self.step(part) for part in layer.layers])
            case Residual():
                return self._residual(self.step(layer.branch))
            case Parallel():
                return self._parallel([self.step(branch) for branch in layer.branches])
        return self._leaf(layer, self._matrix(layer))

    def _leaf(self, layer: Layer, matrix: Callable[[State, Walk], arb_mat]) -> Step:
        exactly = self.form is None
        wide = compiled(layer, EXACT if exactly else Rules(self.form, self.formulas), self.known)
        sharp = (
            wide
            if exactly
            else compiled(layer, Rules(self.form, self.formulas, sharp=True), self.known)
        )
        jump = has_jump(layer)

        def run(state: State, walk: Walk) -> tuple[arb_mat, State]:
            found = matrix(state, walk)
            behind = sharp(state.sharp)
            outputs = behind if jump or exactly else wide(state.wide)
            return found, State(outputs, behind, _later(layer, state.exact))

        return run

    def _matrix(self, layer: Layer) -> Callable[[State, Walk], arb_mat]:
        match layer:
            case Affine() | Structured():
                return self._affine(layer)
            case Elementwise():
                return self._elementwise(Slope(layer.function, self.at, self.form, self.formulas))
            case Softmax():
                return self._softmax
            case MaxPool():
                return lambda state, walk: _selection(
                    state, walk, [list(w) for w in layer.windows(len(state.wide))]
                )
            case WindowMax():
                return lambda state, walk: _selection(state, walk, layer.places)
            case Maxout():
                return self._maxout(layer)
        raise UnsupportedError(f"the derivative of the layer {layer.label} is not known here")

    def _affine(self, layer: Affine | Structured) -> Callable[[State, Walk], arb_mat]:
        sums = self.known.setdefault(id(layer), sums_of(layer))
        matrix = sums.weight
        if self.form is not None:
            slack = sums.slack(self.form)[0]
            pairs = zip(matrix.entries(), slack.entries(), strict=True)
            entries = [grown(w, s) for w, s in pairs]
            matrix = arb_mat(matrix.nrows(), matrix.ncols(), entries)
        count = max(matrix.nrows(), matrix.ncols()) + 2

        def run(_: State, walk: Walk) -> arb_mat:
            walk.roundings += count
            return matrix

        return run

    def _elementwise(self, slope: Slope) -> Callable[[State, Walk], arb_mat]:
        def run(state: State, walk: Walk) -> arb_mat:
            walk.roundings += 2
            found = []
            for i, (wide, sharp) in enumerate(zip(state.wide, state.sharp, strict=True)):
                ball, at_kink = slope((wide, sharp, partial(_one, state.exact, i)))
                walk.at_kink |= at_kink
                found.append(ball)
            return _diagonal(found)

        return run

    def _softmax(self, state: State, walk: Walk) -> arb_mat:
        """p_i (δ_ij - p_j)."""
        form, p = self.form, softmax(state.wide, self.form)
        walk.roundings += len(p) + 2
        entries = []
        for i, a in enumerate(p):
            for j, b in enumerate(p):
                value = a * (int(i == j) - b)
                if form is not None:
                    value = grown(value, gamma(4, form) * (a * int(i == j) + a * b))
                entries.append(value)
        return arb_mat(len(p), len(p), entries)

    def _maxout(self, layer: Maxout) -> Callable[[State, Walk], arb_mat]:
        pieces = [self._affine(piece) for piece in layer.pieces]
        runs = [
            compiled(piece, Rules(self.form, self.formulas, True), self.known)
            for piece in layer.pieces
        ]

        def run(state: State, walk: Walk) -> arb_mat:
            values = [one(state.sharp) for one in runs]
            weights = [piece(state, walk) for piece in pieces]
            rows = []
            for i in range(len(values[0])):
                best = _largest([v[i] for v in values])
                walk.at_kink |= len(best) > 1
                some = [[weights[k][i, j] for j in range(weights[k].ncols())] for k in best]
                rows.append([reduce(lambda a, b: a.union(b), c) for c in zip(*some, strict=True)])
            return arb_mat(rows)

        return run

    def _chain(self, steps: Sequence[Step]) -> Step:
        def run(state: State, walk: Walk) -> tuple[arb_mat, State]:
            found = []
            for step in steps:
                matrix, state = step(state, walk)
                found.append(matrix)
            return reduce(lambda a, b: b * a, found), state

        return run

    def _residual(self, branch: Step) -> Step:
        rules = EXACT if self.form is None else Rules(self.form, self.formulas)

        def run(state: State, walk: Walk) -> tuple[arb_mat, State]:
            matrix, behind = branch(state, walk)
            walk.roundings += 1
            size = len(state.wide)
            unit = arb_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])
            return matrix + unit, _added(state, behind, rules.form)

        return run

    def _parallel(self, branches: Sequence[Step]) -> Step:
        def run(state: State, walk: Walk) -> tuple[arb_mat, State]:
            found = [branch(state, walk) for branch in branches]
            rows = [row for matrix, _ in found for row in matrix.tolist()]
            wide = [x for _, behind in found for x in behind.wide]
            sharp = [x for _, behind in found for x in behind.sharp]
            parts = [behind.exact for _, behind in found]
            return arb_mat(rows), State(wide, sharp, lambda: _joined(parts))

        return run


def _one(ask: Callable[[], tuple[Value, ...] | None], i: int) -> Value | None:
    values = ask()
    return None if values is None else values[i]


def _diagonal(entries: Sequence[arb]) -> arb_mat:
    size = len(entries)
    return arb_mat(
        size, size, [entries[i] if i == j else 0 for i in range(size) for j in range(size)]
    )


def _later(
    layer: Layer, before: Callable[[], tuple[Value, ...] | None]
) -> Callable[[], tuple[Value, ...] | None]:
    """The exact outputs of a layer, when they are asked for."""
    kept: list[tuple[Value, ...] | None] = []

    def ask() -> tuple[Value, ...] | None:
        if not kept:
            values = before()
            try:
                kept.append(None if values is None else advance(layer, values))
            except SymnnError:
                kept.append(None)
        return kept[0]

    return ask


def _joined(
    parts: Sequence[Callable[[], tuple[Value, ...] | None]],
) -> tuple[Value, ...] | None:
    found = [part() for part in parts]
    known = [values for values in found if values is not None]
    return tuple(v for values in known for v in values) if len(known) == len(found) else None


def _added(before: State, behind: State, form: Format | None) -> State:
    """x + f(x)."""

    def ask() -> tuple[Value, ...] | None:
        left, right = before.exact(), behind.exact()
        if left is None or right is None:
            return None
        pairs = list(zip(left, right, strict=True))
        numbers = [a + b for a, b in pairs if isinstance(a, Number) and isinstance(b, Number)]
        return tuple(numbers) if len(numbers) == len(pairs) else None

    wide = [plus(a, b, form) for a, b in zip(before.wide, behind.wide, strict=True)]
    sharp = [plus(a, b, form) for a, b in zip(before.sharp, behind.sharp, strict=True)]
    return State(wide, sharp, ask)


def _largest(values: Sequence[arb]) -> list[int]:
    """The places at which the maximum may be attained."""
    return [i for i, v in enumerate(values) if not any(w > v for w in values)]


def _selection(state: State, walk: Walk, windows: Sequence[Sequence[int]]) -> arb_mat:
    """The derivative of maxima over windows: a 1 at the largest; at ties anything between."""
    size, rows = len(state.wide), []
    half = arb(0.5, 0.5)
    for window in windows:
        best = [window[i] for i in _largest([state.sharp[j] for j in window])]
        walk.at_kink |= len(best) > 1
        entry = arb(1) if len(best) == 1 else half
        rows.append([entry if j in best else arb(0) for j in range(size)])
    return arb_mat(rows)
