r"""Scenes as pgfplots source with exact coordinates.

pgfplots computes with about five digits; the source keeps what was meant: {sqrt(2)/2}.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flint import arb

from symnn.exact.ball import enclose
from symnn.exact.expression import MINUS_ONE, Expr
from symnn.functions.lower import lower
from symnn.networks.layer import written
from symnn.plotting.scene import (
    PALETTE,
    Circle,
    Coordinate,
    Dots,
    Label,
    Mark,
    Point,
    Polygon,
    Polyline,
    Scene,
)

_DIGITS: Final = 12
_SPECIAL: Final = {
    **{c: f"\\{c}" for c in "_%&#{}"},
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
    "√": r"$\surd$", "π": r"$\pi$", "·": r"$\cdot$", "…": r"\dots{}",
}  # fmt: skip
_ANCHORS: Final = {
    "n": "south", "ne": "south west", "e": "west", "se": "north west", "s": "north",
    "sw": "north east", "w": "east", "nw": "south east", "c": "center",
}  # fmt: skip
_MARKS: Final = {"dot": "*", "open": "*", "square": "square*", "cross": "x"}


def coordinate(value: Coordinate) -> str:
    """A coordinate as pgfmath reads it: exactly if it is made of fractions and square roots.

    Examples:
        >>> from symnn.exact.number import Number
        >>> coordinate((1 + Number(2).nth_root(2)) / 3)
        '(1+sqrt(2))/3'
    """
    if isinstance(value, float):
        return f"{value:.6g}"
    expr = written(value)
    exact = _formula(expr)
    return exact if exact is not None else _decimal(expr)


def _decimal(expr: Expr) -> str:
    ball: arb = enclose(lower(expr), 64)
    return str(ball.mid().str(_DIGITS, radius=False))


def _formula(expr: Expr) -> str | None:
    """Fractions, sums, products and square roots as pgfmath reads them; None for anything else."""
    if expr.op == "rational":
        return str(expr.data)
    if expr.op == "power" and expr.args[1] == MINUS_ONE:
        below = _formula(expr.args[0])
        return None if below is None else f"1/{_tight(below)}"
    args = [a for a in map(_formula, expr.args) if a is not None]
    if len(args) < len(expr.args) or expr.op not in ("add", "mul", "nth_root"):
        return None
    if expr.op == "add":
        return "(" + "+".join(args).replace("+-", "-") + ")"
    if expr.op == "nth_root":
        root = args[0] if args[0].startswith("(") else f"({args[0]})"
        return f"sqrt{root}" if expr.data == 2 else None
    return _fraction(args)


def _fraction(factors: Sequence[str]) -> str:
    above = [f for f in factors if not f.startswith("1/") and f != "-1"]
    sign = "-" if "-1" in factors else ""
    top = "*".join(map(_tight, above)) or "1"
    return sign + top + "".join(f"/{f[2:]}" for f in factors if f.startswith("1/"))


def _tight(text: str) -> str:
    """In brackets, unless it is one number, one root or one bracket."""
    return text if text.isdigit() or _is_bracket(text.removeprefix("sqrt")) else f"({text})"


def _is_bracket(text: str) -> bool:
    """Whether the first bracket closes at the end."""
    depth = 0
    for k, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return k == len(text) - 1 and text.startswith("(")
    return False


def _at(point: Point) -> str:
    x, y = coordinate(point[0]), coordinate(point[1])
    return f"({_braced(x)},{_braced(y)})"


def _braced(text: str) -> str:
    return text if text.lstrip("-").replace(".", "").isdigit() else "{" + text + "}"


def _path(points: Sequence[Point]) -> str:
    return " ".join(_at(p) for p in points)


def _colour(name: str) -> str:
    return f"symnn-{name}" if name in PALETTE else name


def _mark(mark: Mark) -> Iterator[str]:
    if isinstance(mark, Polyline):
        style = [f"draw={_colour(mark.colour)}", f"line width={mark.width:g}pt"]
        style += ["dashed"] if mark.dashed else []
        style += ["-stealth"] if mark.arrow else []
        style += [] if mark.legend else ["forget plot"]
        yield f"\\addplot[{', '.join(style)}, no markers] coordinates {{{_path(mark.points)}}};"
    elif isinstance(mark, Polygon):
        edge = f"draw={_colour(mark.edge)}" if mark.edge else "draw=none"
        fill = f"fill={_fill(mark.colour)}, fill opacity={mark.opacity:g}, {edge}"
        closed = (*mark.points, mark.points[0])
        yield f"\\addplot[{fill}, no markers, forget plot] coordinates {{{_path(closed)}}};"
    elif isinstance(mark, Dots):
        fill = "white" if mark.marker == "open" else _colour(mark.colour)
        options = f"draw={_colour(mark.colour)}, fill={fill}"
        look = f"only marks, mark={_MARKS[mark.marker]}, mark size={mark.size / 2:g}pt"
        look += "" if mark.legend else ", forget plot"
        yield (
            f"\\addplot[{look}, mark options={{{options}}}] coordinates {{{_path(mark.points)}}};"
        )
    elif isinstance(mark, Circle):
        ring = f"draw={_colour(mark.colour)}" + (", dashed" if mark.dashed else "")
        ring += f", fill={_colour(mark.colour)}, fill opacity=0.12" if mark.filled else ""
        radius = coordinate(mark.radius)
        yield f"\\draw[{ring}] (axis cs:{_inside(mark.centre)}) circle[radius={{{radius}}}];"
    else:
        yield _label(mark)
    legend = getattr(mark, "legend", "")
    if legend and not isinstance(mark, Circle | Polygon):
        yield f"\\addlegendentry{{{_words(legend)}}}"


def _fill(colour: str) -> str:
    if colour.startswith("#"):
        red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
        return f"{{rgb,255:red,{red};green,{green};blue,{blue}}}"
    return _colour(colour)


def _words(text: str) -> str:
    """Words with what TeX would take for a command made harmless; formulas are left alone."""
    parts = text.split("$")
    parts[::2] = ["".join(_SPECIAL.get(c, c) for c in part) for part in parts[::2]]
    return "$".join(parts)


def _inside(point: Point) -> str:
    return _at(point)[1:-1]


def _label(mark: Label) -> str:
    style = f"anchor={_ANCHORS[mark.place]}, text={_colour(mark.colour)}, font=\\footnotesize"
    style += f", rotate={mark.angle:g}" if mark.angle else ""
    style += ", fill=white, inner sep=1pt" if mark.boxed else ""
    style += f", outer sep={mark.gap:g}pt" if mark.gap else ""
    return f"\\node[{style}] at (axis cs:{_inside(mark.at)}) {{{_words(mark.text)}}};"


def fragment(scene: Scene) -> str:
    """One tikzpicture environment."""
    (x0, x1), (y0, y1) = scene.limits()
    options = [f"xmin={x0:.6g}, xmax={x1:.6g}, ymin={y0:.6g}, ymax={y1:.6g}"]
    options += ["axis equal image"] if scene.equal else []
    options += ["axis lines=left"] if scene.axes else ["hide axis"]
    options += ["tick style={draw=none}", "legend style={draw=none}"]
    options += ["legend pos=outer north east", "clip mode=individual"]
    for key, words in (
        ("title", scene.title),
        ("xlabel", scene.x_label),
        ("ylabel", scene.y_label),
    ):
        options += [f"{key}={{{_words(words)}}}"] if words else []
    used = _used_colours(scene)
    colours = [
        f"\\definecolor{{symnn-{name}}}{{HTML}}{{{PALETTE[name][1:]}}}" for name in sorted(used)
    ]
    body = [line for mark in scene.marks for line in _mark(mark)]
    inner = "\n".join(f"  {line}" for line in body)
    return "\n".join(
        [
            *colours,
            "\\begin{tikzpicture}",
            f"\\begin{{axis}}[{', '.join(options)}]",
            inner,
            "\\end{axis}",
            "\\end{tikzpicture}",
        ]
    )


def _used_colours(scene: Scene) -> set[str]:
    names = {getattr(mark, "colour", "") for mark in scene.marks}
    names |= {mark.edge for mark in scene.marks if isinstance(mark, Polygon)}
    return names & set(PALETTE)


def document(scenes: Sequence[Scene]) -> str:
    """A complete document with the pictures one below the other."""
    pictures = "\n\n\\par\\bigskip\n".join(fragment(scene) for scene in scenes)
    return (
        "\\documentclass[border=4pt, varwidth]{standalone}\n"
        "\\usepackage{amsmath}\n\\usepackage{pgfplots}\n\\pgfplotsset{compat=1.16}\n"
        f"\\begin{{document}}\n{pictures}\n\\end{{document}}\n"
    )
