"""The eigenvalues of a matrix in the complex plane, with a disc of convergence."""

from __future__ import annotations

from typing import Any

from flint import acb

from symnn.exact.expression import rational
from symnn.exact.number import Number
from symnn.functions.matrix_functions.radius import Radius
from symnn.functions.matrix_functions.spectrum import Eigenvalues
from symnn.functions.matrix_functions.spectrum import spectrum as exact_spectrum
from symnn.functions.matrix_functions.taylor import taylor
from symnn.latex.expression_writer import write_expression
from symnn.networks.layer import written
from symnn.networks.linear_algebra.matrices import matrix_of
from symnn.plotting.picture import Picture
from symnn.plotting.scene import Circle, Dots, Label, Mark, Point, Scene

#: A longer formula for an eigenvalue is written with digits.
MOST_LETTERS = 40


def spectrum(matrix: Any, function: Any = None, centre: Any = 0) -> Picture:
    """The eigenvalues of a square matrix; with a function also the disc of its Taylor series.

    Args:
        matrix: rows of exact numbers, or a layer.
        function: an activation, for its disc of convergence about the centre.
        centre: a rational number.

    Exactness: eigenvalues that have a closed form are exact points; others lie within an ulp.

    Returns:
        A label "(block 2)" says that the largest Jordan block of an eigenvalue has size 2.

    Examples:
        >>> import symnn as sn
        >>> picture = sn.plotting.spectrum([[0, -1], [1, 0]], sn.tanh)
        >>> "converges" in picture.scenes[0].title
        True
    """
    found = exact_spectrum(matrix_of(matrix))
    marks: list[Mark] = []
    title = ""
    if function is not None:
        series = taylor(function, centre)
        title = _said(series, matrix_of(matrix))
        if not series.radius.infinite:
            at = (float(series.centre.p) / float(series.centre.q), 0.0)
            radius = float(series.radius.square(64)) ** 0.5
            words = f"$r = {_radius(series.radius)}$"
            marks.append(Circle(at, radius, "blue", filled=True, dashed=True))
            marks.append(Label((at[0], at[1] + radius), words, "n", "blue"))
            marks.append(Dots((at,), "blue", "cross", 5))
    for part in found.parts:
        points = [_place(part, k, ball) for k, ball in enumerate(part.balls(80))]
        marks.append(Dots(tuple(points), "orange", "dot", 6))
        for k, point in enumerate(points):
            times = "" if part.multiplicity == 1 else f" (block {part.multiplicity})"
            marks.append(Label(point, f"{_name(part, k)}{times}", "ne"))
    scene = Scene(tuple(marks), title, "real part", "imaginary part", equal=True)
    return Picture((scene,))


def _said(series: Any, matrix: Any) -> str:
    converges = series.convergence(matrix).converges
    name = series.function.name
    return f"the series of {name} {'converges' if converges else 'does not converge'}"


def _radius(radius: Radius) -> str:
    """As a formula: π/2 where its square is a multiple of π² alone."""
    square = radius.multiple if radius.rational == 0 else radius.rational
    if square is None or (radius.rational != 0 and radius.multiple != 0):
        parts = (write_expression(rational(q)) for q in (radius.rational or 0, radius.multiple))
        return r"\sqrt{{{} + {}\,\pi^2}}".format(*parts)
    root = Number(square).nth_root(2)
    if radius.rational != 0:
        return write_expression(written(root))
    if not root.is_rational:
        return rf"{write_expression(written(root))}\,\pi"
    top, bottom = root.as_fmpq().p, root.as_fmpq().q
    pi = r"\pi" if top == 1 else rf"{top}\pi"
    return pi if bottom == 1 else rf"\frac{{{pi}}}{{{bottom}}}"


def _name(part: Eigenvalues, k: int) -> str:
    """An eigenvalue as a formula if it has a short one, else with some digits."""
    exact = part.exactly(k)
    if exact is not None:
        real, imaginary = (None if x is None else write_expression(written(x)) for x in exact)
        text = str(real)
        if imaginary is not None:
            size = {"1": "", "-1": "-"}.get(imaginary, imaginary) + r"\,i"
            text = size if real == "0" else f"{real} {'' if size.startswith('-') else '+'} {size}"
        if len(text) <= MOST_LETTERS:
            return f"${text}$"
    ball = part.balls(64)[k]
    real_, imaginary_ = float(ball.real.mid()), float(ball.imag.mid())
    return f"${real_:.4g}$" if ball.imag.is_zero() else f"${real_:.4g} {imaginary_:+.4g}\\,i$"


def _place(part: Eigenvalues, k: int, ball: acb) -> Point:
    exact = part.exactly(k)
    if exact is None:
        return float(ball.real.mid()), float(ball.imag.mid())
    real, imaginary = exact
    return real, imaginary if imaginary is not None else 0.0
