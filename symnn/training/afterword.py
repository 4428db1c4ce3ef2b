"""What is exactly true of a learned classifier on its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, TypeAlias, final

import numpy as np
from flint import arb

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.number import Number
from symnn.exact.separation import (
    CommonPoint,
    Enclosed,
    Hyperplane,
    separate_enclosed,
)
from symnn.networks.affine import Affine
from symnn.networks.layer import Value, number_of
from symnn.networks.network import Network
from symnn.networks.separation import linearly_separable
from symnn.training.differentiable import Array
from symnn.twins.balls import BallNetwork
from symnn.twins.decisions import Decision, ball_of, classify, scored
from symnn.twins.inputs import exact_point

Separation: TypeAlias = "Hyperplane | CommonPoint | None"

#: In more dimensions only hyperplanes that floats propose are tried.
_EXACT_DIMENSIONS: Final = 24


@final
@dataclass(frozen=True, slots=True)
class Afterword:
    """What is proved about a classifier on labelled points.

    Attributes:
        labels: the classes given.
        decisions: what the network says about each point, decided exactly.
        data: whether a hyperplane separates the points of class 0 from the others; the proof.
        embedding: the same for what the last affine layer gets; None if it was not decided.
    """

    labels: tuple[int, ...]
    decisions: tuple[Decision, ...]
    data: Separation
    embedding: Separation

    @property
    def right(self) -> tuple[int, ...]:
        """The points that are proved to be classified right."""
        pairs = zip(self.decisions, self.labels, strict=True)
        return tuple(i for i, (d, t) in enumerate(pairs) if d.label == t)

    @property
    def wrong(self) -> tuple[int, ...]:
        """The points that are proved to be classified wrong; a tie with the right class is not."""
        pairs = zip(self.decisions, self.labels, strict=True)
        return tuple(i for i, (d, t) in enumerate(pairs) if t not in d.candidates)

    @property
    def undecided(self) -> tuple[int, ...]:
        """The points at which the right class is level with another, or could not be told."""
        pairs = zip(self.decisions, self.labels, strict=True)
        return tuple(i for i, (d, t) in enumerate(pairs) if d.label is None and t in d.candidates)

    @property
    def margin(self) -> tuple[int, Fraction | arb] | None:
        """The point classified right by the least margin, and the margin; None if there is none.

        Exactness: a rational margin is exact, a ball encloses it; of balls that meet, the one
            with the lower end is given.
        """
        known = [(i, m) for i in self.right if (m := self.decisions[i].margin) is not None]
        return min(known, key=lambda pair: _lower(pair[1])) if known else None

    def __str__(self) -> str:
        """A few lines for a person."""
        count = len(self.labels)
        lines = [f"classified right, proved: {len(self.right)} of {count}"]
        if self.wrong:
            lines.append(f"classified wrong, proved: {_listed(self.wrong)}")
        if self.undecided:
            lines.append(f"level or not decided: {_listed(self.undecided)}")
        if self.margin is not None:
            place, least = self.margin
            lines.append(f"least margin: {_decimal(least)} at point {place}")
        lines.append(f"the data: {_described(self.data)}")
        lines.append(f"what the last layer sees: {_described(self.embedding)}")
        return "\n".join(lines)


def afterword(network: Network, inputs: Any, labels: Any) -> Afterword:
    """Which points a learned network classifies right, by how much, and what separates them.

    Args:
        network: a classifier; with one output for the classes 0 and 1, as `classify` reads it.
        inputs: points (N, m); floats are the dyadic rationals that they are.
        labels: the class of each point, a whole number.

    Exactness: every statement is proved, by rational numbers or by balls; floats only propose.

    Raises:
        ShapeError: not one label for each point, or a class that the network does not have.
        UnsupportedError: labels that are no whole numbers.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> xor = Network(Affine([[1, 1], [1, 1]], [0, -1]), relu, Affine([[1, -2]], ["-1/2"]))
        >>> print(afterword(xor, [(0, 0), (0, 1), (1, 0), (1, 1)], [0, 1, 1, 0]))
        classified right, proved: 4 of 4
        least margin: 0.5 at point 0
        the data: not linearly separable, (1/2, 1/2) is in both hulls
        what the last layer sees: linearly separable
    """
    points, classes = [list(p) for p in np.asarray(inputs, dtype=object)], _classes(labels)
    if len(points) != len(classes) or not points:
        raise ShapeError(f"{len(points)} points and {len(classes)} labels")
    outputs = network.output_size(len(points[0])) or 1
    if max(classes) >= max(outputs, 2):
        raise ShapeError(f"the class {max(classes)} of a network with {outputs} outputs")
    decisions = classify(network, points)
    exact = [exact_point(network, p) for p in points]
    raw = linearly_separable(*_split(exact, classes))
    return Afterword(tuple(classes), tuple(decisions), raw, _embedded(network, exact, classes, raw))


def _classes(labels: Any) -> list[int]:
    given = np.asarray(labels).reshape(-1)
    if given.dtype.kind == "f" and np.all(given == given.round()):
        given = given.astype(np.int64)
    if given.dtype.kind not in "iub" or (given.size and given.min() < 0):
        raise UnsupportedError("labels are whole numbers from 0 on, one for each point")
    return [int(t) for t in given]


def _split(items: Sequence[Any], classes: Sequence[int]) -> tuple[list[Any], list[Any]]:
    """Those of class 0, and the others."""
    pairs = list(zip(items, classes, strict=True))
    return [x for x, t in pairs if t == 0], [x for x, t in pairs if t != 0]


def _embedded(
    network: Network, points: Sequence[Sequence[Any]], classes: Sequence[int], raw: Separation
) -> Separation:
    """Separability of what the last affine layer gets."""
    body = scored(network)
    places = [k for k, layer in enumerate(body.layers) if isinstance(layer, Affine)]
    if not places or places[-1] == 0:
        return raw
    inner = body[: places[-1]]
    last = body.layers[places[-1]]
    size = last.inputs or 0
    left, right = (_enclosing(inner, part) for part in _split(points, classes))
    proposals = [*_of_layer(last), *_of_floats(left, right, size)]
    found = separate_enclosed(left, right, proposals, bits=(128,) if proposals else ())
    if found is not None or size > _EXACT_DIMENSIONS:
        return found
    return separate_enclosed(left, right)


def _enclosing(inner: Network, points: Sequence[Sequence[Value]]) -> Enclosed:
    def balls(bits: int) -> list[list[arb]]:
        if not points:
            return []
        columns = [[ball_of(p[k], bits) for p in points] for k in range(len(points[0]))]
        rows = BallNetwork(inner, bits)(columns)
        return [list(column) for column in zip(*rows, strict=True)]

    return balls


def _of_layer(last: Any) -> list[Hyperplane]:
    """The hyperplanes of the last layer itself, with class 0 on the positive side."""
    if not isinstance(last, Affine):
        return []
    rows = [
        [number_of(w) for w in (*row, b)] for row, b in zip(last.weight, last.bias, strict=True)
    ]
    known = [[x for x in row if x is not None] for row in rows]
    if any(len(k) < len(r) for k, r in zip(known, rows, strict=True)) or len(known) > 2:
        return []
    if len(known) == 1:
        plane = [-x for x in known[0]]
    else:
        plane = [a - b for a, b in zip(known[0], known[1], strict=True)]
    return [Hyperplane(tuple(plane[:-1]), plane[-1])]


def _of_floats(left: Enclosed, right: Enclosed, size: int) -> list[Hyperplane]:
    """A hyperplane that scipy's linear program finds for the middles of the balls."""
    from scipy.optimize import linprog

    floats = [_floats(part(64), size) for part in (left, right)]
    rows = np.concatenate([-floats[0], floats[1]])
    signs = np.concatenate([-np.ones(len(floats[0])), np.ones(len(floats[1]))])
    found = linprog(
        np.zeros(size + 1),
        A_ub=np.column_stack([rows, signs]),
        b_ub=-np.ones(len(rows)),
        bounds=[(None, None)] * (size + 1),
    )
    if found.x is None or not np.isfinite(found.x).all():
        return []
    plane = [Number(Fraction(float(v))) for v in found.x]
    return [Hyperplane(tuple(plane[:-1]), plane[-1])]


def _floats(rows: Sequence[Sequence[arb]], size: int) -> Array:
    return np.array([[float(x.mid()) for x in row] for row in rows]).reshape(-1, size)


def _lower(margin: Fraction | arb) -> Fraction:
    return margin if isinstance(margin, Fraction) else Fraction(float(margin.lower()))


def _decimal(margin: Fraction | arb) -> str:
    if isinstance(margin, Fraction):
        return f"{float(margin):.6g}"
    return margin.str(6, radius=False)


def _listed(places: Sequence[int]) -> str:
    shown = ", ".join(map(str, places[:8]))
    return f"{len(places)}, the points {shown}" + (", …" if len(places) > 8 else "")


def _described(found: Separation) -> str:
    if found is None:
        return "not decided"
    if isinstance(found, Hyperplane):
        return "linearly separable"
    if found.shared is not None:
        return f"not linearly separable, point {found.shared[0]} of class 0 is in both classes"
    if found.point is not None and all(x.is_rational for x in found.point):
        texts = [str(x.as_fmpq()) for x in found.point]
        if len(", ".join(texts)) < 30:
            return f"not linearly separable, ({', '.join(texts)}) is in both hulls"
    count = len(found.first) + len(found.second)
    return f"not linearly separable, by {count} of the points"
