"""Linear algebra by hand: systems, eigenvalues, projections, norms, each in its author's habit."""

from __future__ import annotations

from fractions import Fraction

import mpmath

from tests.documents.authors.works import (
    Draw,
    Line,
    claim,
    column,
    dec,
    frac,
    habit,
    matrix,
    par,
    real,
    times,
    told,
)


@habit
def eigenvalues_of_a_triangle(draw: Draw) -> list[Line]:
    """The characteristic equation, its steps, the roots said in words."""
    p = draw.integer()
    q = p + draw.integer(1, 4)
    poly = rf"\lambda^2 - ({p + q})\lambda + ({p * q})"
    wrong = q + 5
    return [
        told(rf"$$A = {matrix([[p, 1], [0, q]])}$$"),
        told(r"We solve $\det(A - \lambda I) = 0$:"),
        told(rf"$$({p} - \lambda)({q} - \lambda) = 0$$"),
        told(rf"$${poly} = 0$$"),
        claim(r"so the eigenvalues are $\lambda_1 = @$", str(p), str(wrong)),
        claim(r"and the other root is $\lambda_2 = @$.", str(q), str(wrong)),
    ]


@habit
def eigenvectors_checked(draw: Draw) -> list[Line]:
    """A v = λ v with numbers put in."""
    a, b = draw.integer(), draw.integer()
    m = [[a, b], [b, a]]
    plus, off = a + b, a + b + 1
    return [
        told(rf"Let $A = {matrix(m)}$."),
        claim(
            rf"$$A {column(1, 1)} = @$$",
            rf"{plus} {column(1, 1)}",
            rf"{off} {column(1, 1)}",
        ),
        claim(
            rf"$$A {column(1, -1)} = @$$",
            column(a - b, b - a),
            column(a - b, b - a + 1),
        ),
    ]


@habit
def determinant_and_inverse(draw: Draw) -> list[Line]:
    """Two by two, with fractions."""
    a, b, c = draw.integer(1, 5), draw.integer(), draw.integer()
    d = draw.integer()
    d += 1 if a * d == b * c else 0
    det = a * d - b * c
    m = [[a, b], [c, d]]
    inverse = [[d, -b], [-c, a]]
    wrong = [[d, -b], [-c, a + 1]]
    return [
        told(rf"$$M = {matrix(m, 'pmatrix')}$$"),
        claim(r"$$\det M = @$$", str(det), str(det + 2)),
        claim(
            rf"$$M^{{-1}} = {frac(Fraction(1, det))} @$$",
            matrix(inverse, "pmatrix"),
            matrix(wrong, "pmatrix"),
        ),
    ]


@habit
def a_system_in_rows(draw: Draw) -> list[Line]:
    """Two equations, then the solution."""
    x, y = draw.integer(), draw.integer()
    rows = rf"x + 2y &= {x + 2 * y} \\ 3x - y &= {3 * x - y}"
    return [
        told("Consider"),
        told(rf"$$\begin{{aligned}} {rows} \end{{aligned}}$$"),
        claim(rf"The solution is $x = {x}$ and $y = @$.", str(y), str(y + 3)),
    ]


@habit
def one_equation_with_arrows(draw: Draw) -> list[Line]:
    """Equations joined by arrows."""
    a, b, w = draw.integer(2, 6), draw.integer(), draw.integer()
    text = rf"$${a}w + ({b}) = {a * w + b} \Rightarrow {a}w = {a * w} \Rightarrow w = @$$"
    return [told("Solve for the weight:"), claim(text, str(w), str(w - 2))]


@habit
def dot_products_in_rows(draw: Draw) -> list[Line]:
    """Vectors as tuples, norms with roots."""
    u = [draw.integer() for _ in range(3)]
    v = [draw.integer() for _ in range(3)]
    dot = sum(a * b for a, b in zip(u, v, strict=True))
    square = sum(a * a for a in u)
    terms = " + ".join(rf"({a})({b})" for a, b in zip(u, v, strict=True))
    return [
        told(rf"$u = ({u[0]}, {u[1]}, {u[2]})$ and $v = ({v[0]}, {v[1]}, {v[2]})$"),
        claim(rf"$$u \cdot v = {terms} = @$$", str(dot), str(dot + 2)),
        claim(r"$$\|u\| = \sqrt{@}$$", str(square), str(square + 1)),
        claim(r"$$\|u\|^2 = @$$", str(square), str(square + 1)),
    ]


@habit
def cosine_rounded(draw: Draw) -> list[Line]:
    """A quotient of a product and two roots."""
    a, b = draw.integer(1, 5), draw.integer(1, 5)
    with mpmath.workdps(50):
        value = (a + b) / (mpmath.sqrt(2) * mpmath.sqrt(a * a + b * b))
    return [
        draw.rounded(
            rf"$$\cos\theta = \frac{{{a} \cdot 1 + {b} \cdot 1}}"
            rf"{{\sqrt{{{a}^2 + {b}^2}} \sqrt{{2}}}} \approx @$$",
            value,
            3,
        )
    ]


@habit
def a_projection(draw: Draw) -> list[Line]:
    """The coefficient and the vector."""
    a, b = draw.integer(), draw.integer()
    k = Fraction(a + b, 2)
    return [
        told(rf"Project $b = {column(a, b)}$ on $a = {column(1, 1)}$."),
        claim(r"$$k = \frac{a^\top b}{a^\top a} = @$$", frac(k), frac(k + 1 if k != -1 else k + 2)),
        claim(r"$$p = k a = @$$", column(frac(k), frac(k)), column(frac(k), frac(k + 1))),
    ]


@habit
def transposes_and_traces(draw: Draw) -> list[Line]:
    """Products with a transpose, and the trace."""
    rows = [[draw.integer(), draw.integer()], [draw.integer(), draw.integer()]]
    turned = [list(r) for r in zip(*rows, strict=True)]
    gram = times(turned, rows)
    trace = gram[0][0] + gram[1][1]
    bad = [[gram[0][0] + 1, gram[0][1]], gram[1]]
    return [
        told(rf"$\mathbf{{X}} = {matrix(rows)}$"),
        claim(r"$$\mathbf{X}^\top \mathbf{X} = @$$", matrix(gram), matrix(bad)),
        claim(r"$$\operatorname{tr}(\mathbf{X}^\top \mathbf{X}) = @$$", str(trace), str(trace + 1)),
    ]


@habit
def row_operations(draw: Draw) -> list[Line]:
    """Reduction written with equals signs: no claims, and never false ones."""
    a, b = draw.integer(), draw.integer()
    return [
        told(
            rf"$${matrix([[1, 2, a], [2, 5, b]])} = {matrix([[1, 2, a], [0, 1, b - 2 * a]])} = "
            rf"{matrix([[1, 0, 5 * a - 2 * b], [0, 1, b - 2 * a]])}$$"
        ),
        told(rf"$${matrix([[1, 2], [3, 4]])} \sim {matrix([[1, 2], [0, -2]])}$$"),
        claim(rf"$x = {5 * a - 2 * b}$, $y = {b - 2 * a}$, $x + 2y = @$", str(a), str(a + 9)),
    ]


@habit
def least_squares(draw: Draw) -> list[Line]:
    """Normal equations for a line through three points."""
    y = [draw.integer() for _ in range(3)]
    slope = Fraction(y[2] - y[0], 2)
    mean = Fraction(sum(y), 3)
    return [
        told(rf"$X = {matrix([[1, -1], [1, 0], [1, 1]])}$, $y = {column(*y)}$"),
        claim(r"$$X^T X = @$$", matrix([[3, 0], [0, 2]]), matrix([[3, 0], [0, 3]])),
        claim(
            r"$$\theta = (X^T X)^{-1} X^T y = @$$",
            column(frac(mean), frac(slope)),
            column(frac(mean), frac(slope + 1)),
        ),
    ]


@habit
def several_names_at_once(draw: Draw) -> list[Line]:
    """(a, b) = (…) and a chain of equal weights."""
    a, b, w = draw.integer(), draw.integer(), draw.tenth()
    return [
        told(rf"$(a, b) = ({a}, {b})$, $w_1 = w_2 = {dec(w)}$"),
        draw.exact(r"$$w_1 a + w_2 b = @$$", w * (a + b)),
        draw.exact(rf"$$({par(w)})^2 + a b = @$$", w * w + a * b),
    ]


@habit
def similarity_of_powers(draw: Draw) -> list[Line]:
    """A power of a matrix, entry by entry."""
    a = draw.integer(-3, 3)
    cube = [[1, 3 * a], [0, 1]]
    return [
        told(rf"$$S = {matrix([[1, a], [0, 1]])}$$"),
        claim(r"$$S^3 = @$$", matrix(cube), matrix([[1, 3 * a + 1], [0, 1]])),
        claim(r"$$S S^{-1} = @$$", matrix([[1, 0], [0, 1]]), matrix([[1, 1], [0, 1]])),
    ]


@habit
def surds(draw: Draw) -> list[Line]:
    """Exact values with roots, and one rounded."""
    n = draw.random.choice([2, 3, 5, 7])
    with mpmath.workdps(50):
        value = 1 / (mpmath.sqrt(n) - 1)
    scale = Fraction(1, n - 1)
    return [
        claim(rf"$$\frac{{1}}{{\sqrt{{{n}}} - 1}} = {frac(scale)}(\sqrt{{{n}}} @ 1)$$", "+", "-"),
        draw.rounded(rf"$$\frac{{1}}{{\sqrt{{{n}}} - 1}} \approx @$$", value),
        draw.rounded(rf"$$\sqrt{{{n}}} = @$$", mpmath.sqrt(real(n)), 5),
    ]
