"""What is drawn is what the scenes say: pixels, sources, files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.exact.number import Number
from symnn.plotting.scene import PALETTE, Dots, Polygon, Scene, near
from symnn.plotting.tikz import coordinate

P = sn.plotting
XOR = sn.constructions.exclusive_or()


X = sp.Symbol("x", real=True)
POINTS = [(0, 0), (1, 0), (0, 1), (1, 1)]

#: Each is made where it is asked for.
MAKERS: dict[str, Callable[[], Any]] = {
    "line": lambda: P.line(sn.constructions.hat(0, sp.sqrt(2), 3), (-1, 4)),
    "jump": lambda: P.line(sn.Network(sn.Affine([[1]]), sn.step(at_zero=1)), (-1, 1)),
    "smooth": lambda: P.line(sn.sigmoid),
    "cells": lambda: P.cells(XOR, ((0, 1), (0, 1)), boundary="1/2", contours=["1/4"]),
    "cloud": lambda: P.cloud(sn.Network(XOR.network[:2]), POINTS, [0, 1, 1, 0]),
    "projection": lambda: P.projection([[1, 0], [1, 1], [0, 1]], (1, 0, 3)),
    "spectrum": lambda: P.spectrum([[0, -1], [1, 0]], sn.tanh),
    "taylor": lambda: P.taylor_sums(sn.exp, (1, 2)),
    "error": lambda: P.error(sn.constructions.square(1), X**2),
    "graph": lambda: P.graph(XOR),
    "words": lambda: P.cloud(sn.Network(sn.leaky_relu("1/10")), POINTS, ["a_b", "50%", "#", "&"]),
    "surds": lambda: P.error(sn.Network(sn.Affine([[1]])), sp.sqrt(2) * X**2),
    "roots": lambda: P.spectrum([[2, 1], [1, 1]], sn.tanh, centre="1/2"),
}


@cache
def picture_of(name: str) -> Any:
    return MAKERS[name]()


@pytest.mark.parametrize("name", MAKERS)
def test_the_sources_are_accepted_by_tex(name: str, tmp_path: Path) -> None:
    if shutil.which("pdflatex") is None or not _has_pgfplots():
        pytest.skip("pdflatex with pgfplots is not installed")
    path = picture_of(name).save(tmp_path / "picture.tex")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", path.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]


def _has_pgfplots() -> bool:
    found = subprocess.run(
        ["kpsewhich", "pgfplots.sty"], capture_output=True, text=True, check=False
    )
    return bool(found.stdout.strip())


@pytest.mark.parametrize("name", MAKERS)
def test_every_picture_is_drawn(name: str) -> None:
    pytest.importorskip("matplotlib")
    picture = picture_of(name)
    data = picture._repr_png_()
    assert data.startswith(b"\x89PNG")
    assert data == picture._repr_png_()


def test_the_pixels_of_a_cell_have_its_colour() -> None:
    """Read back from the image, at the middle of each polygon."""
    pytest.importorskip("matplotlib")
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    picture = P.cells(XOR, ((0, 1), (0, 1)), labels=False)
    figure = picture.figure()
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    image = canvas.buffer_rgba().tolist()
    height = len(image)
    for mark in picture.scenes[0].marks:
        if isinstance(mark, Polygon):
            x = sum(near(p[0]) for p in mark.points) / len(mark.points)
            y = sum(near(p[1]) for p in mark.points) / len(mark.points)
            column, row = figure.axes[0].transData.transform((x, y))
            pixel = image[height - 1 - round(row)][round(column)]
            assert "#{:02x}{:02x}{:02x}".format(*pixel[:3]) == mark.colour


def test_files_of_every_kind(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = picture_of("cloud")
    for ending in ("png", "pdf", "svg", "tex", "tikz", "gif"):
        path = picture.save(tmp_path / f"picture.{ending}")
        assert path.stat().st_size > 200
    assert (tmp_path / "picture.gif").read_bytes().startswith(b"GIF")


def test_coordinates_in_the_source_are_exact() -> None:
    root = Number(2).nth_root(2)
    assert coordinate(Number(1) / 3) == "1/3"
    assert coordinate(-root / 2) == "-(sqrt(2)/2)"
    assert coordinate((1 + root) / 3) == "(1+sqrt(2))/3"
    assert coordinate((1 + root).nth_root(2)) == "sqrt(1+sqrt(2))"
    assert coordinate(Number(2).nth_root(3)) == "1.25992104989"
    assert "{sqrt(2)}" in P.line(sn.constructions.hat(0, sp.sqrt(2), 3), (-1, 4)).tikz()


@given(st.fractions(-5, 5, max_denominator=9), st.fractions(-5, 5, max_denominator=9))
def test_the_written_coordinate_has_the_value(a: Fraction, b: Fraction) -> None:
    """Evaluated by sympy, which reads the same notation."""
    value = (a + b * Number(2).nth_root(2)) / 3
    text = coordinate(value)
    assert sp.simplify(sp.sympify(text) - (a + b * sp.sqrt(2)) / 3) == 0


def test_the_palette_is_told_apart_in_grey() -> None:
    """The first four curves differ in lightness as well as in hue."""
    greys = sorted(_lightness(PALETTE[c]) for c in ("blue", "orange", "green", "amber", "ink"))
    assert all(b - a > 4 for a, b in pairwise(greys))


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_an_empty_scene_has_limits() -> None:
    assert Scene(()).limits() == ((-0.08, 1.08), (-0.08, 1.08))
    one = Scene((Dots(((Number(2), Number(3)),)),))
    assert one.limits() == ((1.0, 3.0), (2.0, 4.0))


def test_without_matplotlib_the_way_out_is_said() -> None:
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import symnn as sn\n"
        "picture = sn.plotting.line(sn.relu)\n"
        "assert 'addplot' in picture.tikz()\n"
        "try:\n    picture.figure()\n"
        "except sn.UnsupportedError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'pip install "symnn[plots]"' in done.stdout
