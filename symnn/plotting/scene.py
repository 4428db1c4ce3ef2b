"""What a picture is made of: marks at exact points, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, final

from symnn.exact.ball import enclose
from symnn.exact.expression import Expr
from symnn.exact.number import Number
from symnn.functions.lower import lower

#: An exact coordinate; a float only where a smooth curve is sampled.
Coordinate: TypeAlias = "Number | Expr | float"
Point: TypeAlias = tuple[Coordinate, Coordinate]

#: Colours that are told apart in print and by colour-blind readers (Okabe, Ito 2008).
PALETTE: Final = {
    "ink": "#222222",
    "muted": "#8C8C8C",
    "faint": "#D9D9D9",
    "blue": "#0072B2",
    "orange": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "sky": "#56B4E9",
    "amber": "#E69F00",
    "yellow": "#F0E442",
}
#: In the order in which several curves take them.
CYCLE: Final = ("blue", "orange", "green", "purple", "amber", "sky")

Marker: TypeAlias = Literal["dot", "open", "square", "cross"]


@final
@dataclass(frozen=True)
class Polyline:
    """Straight pieces between points."""

    points: tuple[Point, ...]
    colour: str = "blue"
    width: float = 1.6
    dashed: bool = False
    arrow: bool = False
    legend: str = ""


@final
@dataclass(frozen=True)
class Polygon:
    """A filled area; `colour` is a name of the palette or #rrggbb."""

    points: tuple[Point, ...]
    colour: str = "sky"
    opacity: float = 0.35
    edge: str = ""
    legend: str = ""


@final
@dataclass(frozen=True)
class Dots:
    """Points that are marked."""

    points: tuple[Point, ...]
    colour: str = "ink"
    marker: Marker = "dot"
    size: float = 4.0
    legend: str = ""


@final
@dataclass(frozen=True)
class Label:
    r"""Words at a point; formulas in them between $ signs.

    Attributes:
        place: where the words are, seen from the point: "n", "ne", "e", …, or "c" on it.
        angle: by which they are turned.
        boxed: on a white ground.
        gap: how much further from the point, in points.
    """

    at: Point
    text: str
    place: str = "ne"
    colour: str = "ink"
    size: float = 9.0
    angle: float = 0.0
    boxed: bool = False
    gap: float = 0.0


@final
@dataclass(frozen=True)
class Circle:
    """A circle, or a disc if it is filled."""

    centre: Point
    radius: Coordinate
    colour: str = "blue"
    filled: bool = False
    dashed: bool = False
    legend: str = ""


Mark: TypeAlias = "Polyline | Polygon | Dots | Label | Circle"


@final
@dataclass(frozen=True)
class Scene:
    """One pair of axes with its marks.

    Attributes:
        marks: in the order in which they are drawn.
        title, x_label, y_label: words; formulas between $ signs.
        box: ((x from, x to), (y from, y to)); from the marks if None.
        equal: whether both axes have one scale.
        axes: whether axes are drawn.
    """

    marks: tuple[Mark, ...]
    title: str = ""
    x_label: str = ""
    y_label: str = ""
    box: tuple[tuple[Coordinate, Coordinate], tuple[Coordinate, Coordinate]] | None = None
    equal: bool = False
    axes: bool = True

    def points(self) -> Iterator[Point]:
        """The points of all marks."""
        for mark in self.marks:
            if isinstance(mark, Label):
                yield mark.at
            elif isinstance(mark, Circle):
                yield mark.centre
            else:
                yield from mark.points

    def limits(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The ends of both axes: the box, or what the marks need with a margin."""
        if self.box is not None:
            (a, b), (c, d) = self.box
            return (near(a), near(b)), (near(c), near(d))
        xs, ys = [], []
        for mark in self.marks:
            if isinstance(mark, Circle):
                cx, cy, r = near(mark.centre[0]), near(mark.centre[1]), near(mark.radius)
                xs += [cx - r, cx + r]
                ys += [cy - r, cy + r]
        for x, y in self.points():
            xs.append(near(x))
            ys.append(near(y))
        return _wider(xs), _wider(ys)


def _wider(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    margin = 0.08 * (high - low) or 1.0
    return low - margin, high + margin


def near(value: Coordinate) -> float:
    """A float near an exact coordinate, within an ulp."""
    if isinstance(value, float):
        return value
    ball = value.enclosure(80) if isinstance(value, Number) else enclose(lower(value), 80)
    return float(ball.mid())
