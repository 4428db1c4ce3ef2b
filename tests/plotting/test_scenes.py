"""Pictures as values: corners, vertices, lines and labels are exact before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.exact.number import Number
from symnn.plotting.cells import ordered
from symnn.plotting.scene import Circle, Dots, Label, Polygon, Polyline, near

P = sn.plotting
r = 1 / sp.sqrt(2)
NET = sn.Network(
    sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
    sn.relu,
    sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
)
small = st.integers(-3, 3)


def marks(picture: Any, kind: type) -> list[Any]:
    return [mark for mark in picture.scenes[0].marks if isinstance(mark, kind)]


@settings(max_examples=25)
@given(
    st.lists(small, min_size=2, max_size=4, unique=True).map(sorted),
    st.lists(small, min_size=4, max_size=4),
)
def test_a_line_goes_through_its_corners(kinks: list[int], values: list[int]) -> None:
    heights = values[: len(kinks)]
    net = sn.constructions.piecewise_linear(kinks, heights)
    (curve,) = marks(P.line(net, (-5, 5)), Polyline)
    assert curve.points[0] == (Number(-5), Number(heights[0]))
    assert curve.points[-1] == (Number(5), Number(heights[-1]))
    corners = {Number(b.x.p) / b.x.q for b in sn.breakpoints(net.network)}
    assert corners <= {x for x, _ in curve.points}


def test_jumps_are_open_and_closed_dots() -> None:
    picture = P.line(sn.Network(sn.Affine([[1]]), sn.step(at_zero=1)), (-1, 1))
    dots = marks(picture, Dots)
    assert [(d.points, d.marker) for d in dots if d.marker == "open"] == [
        (((Number(0), Number(0)),), "open")
    ]
    assert len(marks(picture, Polyline)) == 2


def test_several_outputs_are_several_curves() -> None:
    net = sn.Network(sn.Affine([[1], [-1]]), sn.relu)
    assert [c.legend for c in marks(P.line(net), Polyline)] == ["output 1", "output 2"]
    assert len(marks(P.line(sn.Network(sn.Affine([[1], [2]]), sn.tanh)), Polyline)) == 2


def test_a_curve_ends_where_there_is_no_value() -> None:
    (curve,) = marks(P.line(sn.Network(sn.log), (-1, 1)), Polyline)
    assert all(x > 0 for x, _ in curve.points)
    assert len(marks(P.taylor_sums(sn.log, (1,), ("-1/2", 2), 1), Polyline)) == 2
    assert repr(P.line(sn.relu)) == "Picture of 1 scene"


def test_the_cells_fill_the_box() -> None:
    """The areas of the polygons add up, exactly."""
    polygons = marks(P.cells(NET, ((0, 1), (0, 1))), Polygon)
    assert len(polygons) == 7
    assert sum((_area(p.points) for p in polygons), Number(0)) == 1


def _area(points: Any) -> Number:
    total = Number(0)
    for (a, b), (c, d) in zip(points, (*points[1:], points[0]), strict=True):
        total += a * d - b * c
    return abs(total) / 2


def test_the_boundary_is_where_the_network_has_the_value() -> None:
    picture = P.cells(NET, ((0, 1), (0, 1)), boundary="1/4")
    thick = [m for m in marks(picture, Polyline) if m.width > 2]
    assert len(thick) == 3
    for mark in thick:
        for x, y in mark.points:
            value = NET.values([x, y])[0]
            assert value == Number(1) / 4


def test_vertices_are_once_around_a_cell() -> None:
    from symnn.networks.cells.study import study

    for cell in study(NET, [(0, 1), (0, 1)]).cells:
        ring = ordered(cell)
        turns = [
            ((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])).sign()
            for a, b, c in zip(ring, ring[1:] + ring[:1], ring[2:] + ring[:2], strict=True)
        ]
        assert set(turns) == {1}


def test_a_cloud_has_a_scene_for_each_step() -> None:
    net = sn.Network(sn.Affine([[1, 1], [0, 1]], [1, 0]), sn.relu, sn.Affine([[1, -1]]), sn.sigmoid)
    picture = P.cloud(net, [(0, 0), (1, 2), (-3, 1)], ["a", "b", "a"], grid=False)
    assert [s.title for s in picture.scenes] == ["input", "$W_1 x$", r"$+\, b_1$", "relu"]
    last = [m for m in picture.scenes[-1].marks if isinstance(m, Dots)]
    assert [m.legend for m in last] == ["a", "b"]
    assert last[0].points == ((Number(1), Number(0)), (Number(0), Number(1)))
    lines = [m for m in picture.scenes[-1].marks if isinstance(m, Polyline)]
    assert all(abs(near(x) - near(y)) < 1e-12 for x, y in lines[0].points)


def test_the_projection_and_its_distance() -> None:
    picture = P.projection([[1, 0], [1, 1], [0, 1]], (1, 0, 3))
    assert r"-\frac{1}{3},\frac{4}{3},\frac{5}{3}" in picture.scenes[0].title.replace(", ", ",")
    flat = P.projection([[1], [1]], (2, 0))
    green = [m for m in marks(flat, Dots) if m.colour == "green"]
    assert green[0].points == ((Number(1), Number(1)),)


def test_eigenvalues_and_the_disc() -> None:
    picture = P.spectrum([[0, -1, 0], [1, 0, 0], [0, 0, 2]], sn.tanh)
    (circle,) = marks(picture, Circle)
    assert abs(near(circle.radius) - 1.5707963267948966) < 1e-12
    assert picture.scenes[0].title == "the series of tanh does not converge"
    words = {m.text for m in marks(picture, Label)}
    assert {r"$\,i$", r"$-\,i$", "$2$", r"$r = \frac{\pi}{2}$"} <= words
    assert "$1$ (block 2)" in {m.text for m in marks(P.spectrum([[1, 1], [0, 1]]), Label)}
    assert not marks(P.spectrum([[1, 1], [0, 1]], sn.exp), Circle)


def test_the_largest_error_is_exact_and_marked() -> None:
    x = sp.Symbol("x", real=True)
    picture = P.error(sn.constructions.square(2), x**2)
    assert picture.scenes[0].title == r"largest error $\frac{1}{64}$, attained"
    tops = next(m for m in marks(picture, Dots))
    assert [p[0] for p in tops.points] == [Number(k) / 8 for k in (1, 3, 5, 7)]
    signed = P.error(sn.Network(sn.Affine([[1]])), x**3, (-1, 1))
    assert signed.scenes[0].title == r"largest error $\frac{2 \sqrt{3}}{9}$, attained"


def test_the_largest_error_at_a_jump() -> None:
    """The value at the jump counts, and a limit that is not attained is said to be none."""
    x = sp.Symbol("x", real=True)
    high = P.error(sn.Network(sn.step(at_zero=5)), x**2, ("-1/2", "1/2"))
    assert high.scenes[0].title == "largest error $5$, attained"
    limit = P.error(sn.Network(sn.step(at_zero=1)), 1 - x**2, (-1, "1/2"))
    assert limit.scenes[0].title == "largest error $1$, a limit, not attained"
    assert P.error(sn.constructions.hat(0, 1, 2), 0).scenes[0].title == (
        "largest error $1$, attained"
    )


def test_the_band_holds_the_function() -> None:
    picture = P.taylor_sums(sn.tanh, (1, 3, 5), (-1, 1))
    (band,) = marks(picture, Polygon)
    curve = {x: y for x, y in marks(picture, Polyline)[-1].points}  # noqa: C416
    half = len(band.points) // 2
    upper, lower = band.points[:half], band.points[half:][::-1]
    for (x, top), (_, bottom) in zip(upper, lower, strict=True):
        assert bottom - 1e-12 <= curve[x] <= top + 1e-12


def test_a_graph_has_units_weights_and_biases() -> None:
    picture = P.graph(NET)
    words = [m.text for m in marks(picture, Label)]
    assert words.count("$1$") == 2
    assert r"$\frac{2 + \sqrt{2}}{2}$" in words
    assert words.count(r"$-\frac{\sqrt{2}}{2}$") == 3
    assert "relu" in words
    assert len(marks(picture, Polyline)) == 5  # weights that are 0 have no edge
    wide = P.graph(sn.Network(sn.Affine([[1] * 3] * 20), sn.relu, sn.Affine([[1] * 20])))
    assert r"$\vdots$" in [m.text for m in marks(wide, Label)]


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: P.line(NET), "takes 2 inputs; a line plot is of one. Use cells for two"),
        (lambda: P.line(sn.relu, (1, 1)), "an empty range"),
        (lambda: P.line(sn.relu, 3), "is no range"),
        (lambda: P.line(sn.Network(sn.Affine([[sp.Symbol("a", real=True)]]), sn.tanh)), "symbols"),
        (lambda: P.cells(sn.relu, ((0, 1),)), "a range for each of the two inputs"),
        (lambda: P.cells(sn.constructions.maximum(5)), "takes 5 inputs; cells are drawn for two"),
        (lambda: P.cells(sn.Network(sn.Affine([[1, 0], [0, 1]]), sn.relu)), "has 2 outputs"),
        (lambda: P.cloud(sn.relu, [(0, 0, 0)]), "the points have 3 coordinates"),
        (lambda: P.cloud(sn.Affine([[1, 0]] * 3), [(0, 0)]), "layer 1, Affine 3x2, has 3 outputs"),
        (lambda: P.cloud(sn.relu, [(0, 0)], ["a", "b"]), "1 points and 2 classes"),
        (lambda: P.cloud(sn.relu, []), "a cloud needs points"),
        (lambda: P.projection([[1]] * 4, (1, 2, 3, 4)), "the columns have 4 entries"),
        (lambda: P.error(sn.relu, sp.exp(sp.Symbol("x", real=True))), "is no polynomial"),
        (lambda: P.graph(sn.relu), "no affine layer"),
        (lambda: P.graph(sn.constructions.product_of_two(1)), "the graph has no place for it"),
        (lambda: P.error(sn.Affine([[1], [2]]), sp.Symbol("x")), "has 2 outputs; ask about one"),
        (lambda: P.taylor_sums(sn.log, (1,), (-2, -1), 1), "log has no value between -2 and -1"),
        (lambda: P.taylor_sums(sn.exp, ()), "degrees is empty"),
        (lambda: P.taylor_sums(sn.relu), "has no Taylor series"),
        (lambda: P.line(sn.relu).save("picture.bmp"), r"saved as .png, .pdf, .svg"),
    ],
)
def test_what_cannot_be_drawn_says_what_to_do(draw: Callable[[], Any], said: str) -> None:
    with pytest.raises(sn.SymnnError, match=said):
        draw()
