"""Scenes drawn by matplotlib: the only module that knows it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from symnn.errors import UnsupportedError
from symnn.plotting.scene import (
    PALETTE,
    Circle,
    Dots,
    Label,
    Mark,
    Point,
    Polygon,
    Polyline,
    Scene,
    near,
)

_SIZE: Final = 4.2
#: Pictures drawn between two scenes of an animation.
_BETWEEN: Final = 12
_STYLE: Final = {
    "font.size": 10,
    "mathtext.fontset": "cm",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": PALETTE["muted"],
    "axes.titlesize": 11,
    "xtick.color": PALETTE["muted"],
    "ytick.color": PALETTE["muted"],
    "legend.frameon": False,
    "svg.hashsalt": "symnn",
}
_MARKERS: Final = {"dot": "o", "open": "o", "square": "s", "cross": "x"}
_OFFSETS: Final = {
    "n": (0, 5), "ne": (4, 4), "e": (6, 0), "se": (4, -4), "s": (0, -5), "sw": (-4, -4),
    "w": (-6, 0), "nw": (-4, 4), "c": (0, 0),
}  # fmt: skip
_SIDES: Final = {-1: ("right", "top"), 0: ("center", "center"), 1: ("left", "bottom")}


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UnsupportedError(
            "pictures are drawn by matplotlib, which is not installed: pip install "
            '"symnn[plots]"; their TikZ source, picture.tikz(), does without it'
        ) from None


@contextmanager
def _styled() -> Iterator[Any]:
    matplotlib = _library("matplotlib")
    with matplotlib.rc_context(_STYLE):
        yield _library("matplotlib.figure")


def draw(scenes: Sequence[Scene]) -> Any:
    """A figure with the scenes side by side, at most three in a row."""
    with _styled() as figures:
        columns = len(scenes) if len(scenes) <= 4 else 3
        rows = -(-len(scenes) // columns)
        figure = figures.Figure(figsize=(_SIZE * 1.15 * columns, _SIZE * rows), layout="tight")
        grid = figure.subplots(rows, columns, squeeze=False).ravel()
        for axes, scene in zip(grid, scenes, strict=False):
            _scene(axes, scene)
        for axes in grid[len(scenes) :]:
            axes.set_axis_off()
        return figure


def png(scenes: Sequence[Scene]) -> bytes:
    """The figure as the bytes of a PNG file."""
    stream = io.BytesIO()
    draw(scenes).savefig(stream, format="png", dpi=150, bbox_inches="tight")
    return stream.getvalue()


def _scene(axes: Any, scene: Scene) -> None:
    for order, mark in enumerate(scene.marks):
        _mark(axes, mark, order + 1)
    (x0, x1), (y0, y1) = scene.limits()
    axes.set_xlim(x0, x1)
    axes.set_ylim(y0, y1)
    if scene.equal:
        axes.set_aspect("equal", adjustable="box")
    if not scene.axes:
        axes.set_axis_off()
    axes.set_title(scene.title)
    axes.set_xlabel(scene.x_label)
    axes.set_ylabel(scene.y_label)
    if any(getattr(mark, "legend", "") for mark in scene.marks):
        axes.legend(loc="best", fontsize=8)


def _xy(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    return [near(x) for x, _ in points], [near(y) for _, y in points]


def _ink(name: str) -> str:
    return PALETTE.get(name, name)


def _mark(axes: Any, mark: Mark, order: int) -> None:
    if isinstance(mark, Polyline):
        _polyline(axes, mark, order)
    elif isinstance(mark, Polygon):
        xs, ys = _xy(mark.points)
        axes.fill(
            xs, ys, facecolor=_ink(mark.colour), alpha=mark.opacity, linewidth=0, zorder=order,
            label=mark.legend or None,
        )  # fmt: skip
        if mark.edge:
            axes.plot(
                [*xs, xs[0]], [*ys, ys[0]], color=_ink(mark.edge), linewidth=0.8, zorder=order
            )
    elif isinstance(mark, Dots):
        xs, ys = _xy(mark.points)
        colour = _ink(mark.colour)
        axes.plot(
            xs, ys, linestyle="none", marker=_MARKERS[mark.marker], markersize=mark.size,
            markerfacecolor="white" if mark.marker == "open" else colour,
            markeredgecolor=colour, zorder=order, label=mark.legend or None,
        )  # fmt: skip
    elif isinstance(mark, Circle):
        patches = _library("matplotlib.patches")
        style = {"linestyle": "--" if mark.dashed else "-", "zorder": order}
        face = (*_rgb(mark.colour), 0.12) if mark.filled else "none"
        centre = (near(mark.centre[0]), near(mark.centre[1]))
        patch = patches.Circle(
            centre, near(mark.radius), facecolor=face, edgecolor=_ink(mark.colour),
            linewidth=1.2, label=mark.legend or None, **style,
        )  # fmt: skip
        axes.add_patch(patch)
    else:
        _label(axes, mark, order)


def _rgb(name: str) -> tuple[float, float, float]:
    text = _ink(name)
    red, green, blue = (int(text[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return red, green, blue


def _polyline(axes: Any, mark: Polyline, order: int) -> None:
    xs, ys = _xy(mark.points)
    if mark.arrow:
        axes.annotate(
            "", (xs[-1], ys[-1]), (xs[0], ys[0]), zorder=order,
            arrowprops={
                "arrowstyle": "-|>", "color": _ink(mark.colour), "lw": mark.width,
                "shrinkA": 0, "shrinkB": 0, "mutation_scale": 11,
            },
        )  # fmt: skip
        if mark.legend:
            axes.plot([], [], color=_ink(mark.colour), linewidth=mark.width, label=mark.legend)
        return
    style = "--" if mark.dashed else "-"
    axes.plot(
        xs, ys, color=_ink(mark.colour), linewidth=mark.width, linestyle=style, zorder=order,
        label=mark.legend or None, solid_capstyle="round", solid_joinstyle="round",
    )  # fmt: skip


def _label(axes: Any, mark: Label, order: int) -> None:
    dx, dy = (x + mark.gap * ((x > 0) - (x < 0)) for x in _OFFSETS[mark.place])
    across, up = _SIDES[(dx > 0) - (dx < 0)][0], _SIDES[(dy > 0) - (dy < 0)][1]
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.8} if mark.boxed else None
    axes.annotate(
        mark.text, (near(mark.at[0]), near(mark.at[1])), (dx, dy), textcoords="offset points",
        ha=across, va=up, fontsize=mark.size, color=_ink(mark.colour), rotation=mark.angle,
        bbox=ground, zorder=order + 50, annotation_clip=False,
    )  # fmt: skip


# --- animation ------------------------------------------------------------------------


def animate(scenes: Sequence[Scene], path: Path) -> None:
    """A GIF that moves the marks of each scene to those of the next, where they correspond."""
    animation = _library("matplotlib.animation")
    with _styled() as figures:
        figure = figures.Figure(figsize=(_SIZE * 1.15, _SIZE))
        _library("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
        axes = figure.subplots()
        writer = animation.PillowWriter(fps=12)
        with writer.saving(figure, path, figure.dpi):  # FuncAnimation would draw each frame twice
            shown = None
            for scene in _frames(scenes):
                if scene != shown:  # most of a frame's time goes into new ticks
                    axes.clear()
                    _scene(axes, scene)
                shown = scene
                writer.grab_frame()


def _frames(scenes: Sequence[Scene]) -> Iterator[Scene]:
    box = _common_box(scenes)
    for first, second in pairwise(scenes):
        for _ in range(_BETWEEN // 2):
            yield replace(first, box=box)
        for k in range(1, _BETWEEN):
            marks = tuple(
                _between(a, b, k / _BETWEEN)
                for a, b in zip(first.marks, second.marks, strict=False)
            )
            yield replace(second, marks=marks, box=box)
    for _ in range(_BETWEEN):
        yield replace(scenes[-1], box=box)


def _common_box(scenes: Sequence[Scene]) -> tuple[tuple[float, float], tuple[float, float]]:
    limits = [scene.limits() for scene in scenes]
    ends = [[axis for pair in limits for axis in pair[k]] for k in (0, 1)]
    return (min(ends[0]), max(ends[0])), (min(ends[1]), max(ends[1]))


def _between(first: Mark, second: Mark, share: float) -> Mark:
    """The second mark, with its points on the way from those of the first."""
    if not isinstance(first, Dots | Polyline | Polygon) or type(first) is not type(second):
        return second
    if not isinstance(second, Dots | Polyline | Polygon) or len(first.points) != len(second.points):
        return second
    points = tuple(
        (_mixed(a[0], b[0], share), _mixed(a[1], b[1], share))
        for a, b in zip(first.points, second.points, strict=True)
    )
    return replace(second, points=points)


def _mixed(a: Any, b: Any, share: float) -> float:
    return (1 - share) * near(a) + share * near(b)
