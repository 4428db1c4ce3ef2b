"""Learning by hand: perceptrons, trees, clusters, attention, convolution; each in its habit."""

from __future__ import annotations

from fractions import Fraction

import mpmath

from tests.documents.authors.works import (
    Draw,
    Line,
    claim,
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
def perceptron_rule(draw: Draw) -> list[Line]:
    """One mistake, one correction."""
    w, x = [draw.integer(), draw.integer()], [draw.integer(), draw.integer()]
    new = [a + b for a, b in zip(w, x, strict=True)]
    score = w[0] * x[0] + w[1] * x[1]
    return [
        told(
            rf"Weights $\mathbf{{w}} = ({w[0]}, {w[1]})$, point $\mathbf{{x}} = ({x[0]}, {x[1]})$."
        ),
        claim(r"The score is $\mathbf{w} \cdot \mathbf{x} = @$.", str(score), str(score + 1)),
        claim(
            r"Correct: $\mathbf{w} \leftarrow \mathbf{w} + \mathbf{x} = @$",
            f"({new[0]}, {new[1]})",
            f"({new[0]}, {new[1] + 1})",
        ),
    ]


@habit
def xor_with_two_units(draw: Draw) -> list[Line]:
    """The table, a line for each input."""
    rows = [(0, 0), (0, 1), (1, 0), (1, 1)]
    lines = [
        told("# XOR"),
        told(r"$h_1(a, b) = \max(0, a + b)$, $h_2(a, b) = \max(0, a + b - 1)$"),
        told(r"$f(a, b) = h_1(a, b) - 2 h_2(a, b)$"),
    ]
    scale = draw.integer(1, 3)
    for a, b in rows:
        value = scale * (max(0, a + b) - 2 * max(0, a + b - 1))
        lines.append(claim(rf"- ${scale} f({a}, {b}) = @$", str(value), str(value + 1)))
    return lines


@habit
def and_gate(draw: Draw) -> list[Line]:
    """The same names row by row."""
    b = -Fraction(draw.integer(11, 19), 10)
    lines = [told(rf"$w_1 = w_2 = 1$ and $b = {dec(b)}$")]
    for x, y in ((0, 0), (0, 1), (1, 0), (1, 1)):
        lines.append(
            draw.exact(
                rf"For $(x_1, x_2) = ({x}, {y})$: $z = {x} + {y} + ({dec(b)}) = @$", x + y + b
            )
        )
    return lines


@habit
def entropy_of_a_split(draw: Draw) -> list[Line]:
    """Logarithms to the base 2."""
    n = draw.integer(3, 9)
    k = draw.integer(1, n - 1)
    with mpmath.workdps(50):
        p, q = real(Fraction(k, n)), real(Fraction(n - k, n))
        h = -p * mpmath.log(p, 2) - q * mpmath.log(q, 2)
    first, second = rf"\frac{{{k}}}{{{n}}}", rf"\frac{{{n - k}}}{{{n}}}"
    return [
        draw.rounded(rf"$$H = -{first} \log_2 {first} - {second} \log_2 {second} \approx @$$", h),
        claim(rf"$$1 - {first} = @$$", frac(Fraction(n - k, n)), frac(Fraction(n - k + 1, n))),
    ]


@habit
def gini(draw: Draw) -> list[Line]:
    """1 minus a sum of squares."""
    n = draw.integer(2, 8)
    k = draw.integer(1, n)
    value = 1 - Fraction(k, n) ** 2 - Fraction(n - k, n) ** 2
    parts = rf"\left(\frac{{{k}}}{{{n}}}\right)^2 - \left(\frac{{{n - k}}}{{{n}}}\right)^2"
    return [claim(rf"$$\text{{Gini}} = 1 - {parts} = @$$", frac(value), frac(value + 1))]


@habit
def k_means(draw: Draw) -> list[Line]:
    """A centre as a mean, distances with roots."""
    p, q = [draw.integer(), draw.integer()], [draw.integer(), draw.integer()]
    mid = [Fraction(a + b, 2) for a, b in zip(p, q, strict=True)]
    square = sum((a - b) ** 2 for a, b in zip(p, q, strict=True))
    return [
        told("## Step 1: distances"),
        claim(
            rf"$$d = \sqrt{{({p[0]} - ({q[0]}))^2 + ({p[1]} - ({q[1]}))^2}} = \sqrt{{@}}$$",
            str(square),
            str(square + 1),
        ),
        told("## Step 2: the new centre"),
        draw.exact(rf"$$c_x = \frac{{{p[0]} + ({q[0]})}}{{2}} = @$$", mid[0]),
        draw.exact(rf"$$c_y = \frac{{{p[1]} + ({q[1]})}}{{2}} = @$$", mid[1]),
    ]


@habit
def convolution(draw: Draw) -> list[Line]:
    """A patch times a kernel, term by term."""
    patch = [draw.integer() for _ in range(4)]
    kernel = [draw.integer() for _ in range(4)]
    total = sum(a * b for a, b in zip(patch, kernel, strict=True))
    terms = " + ".join(rf"({a}) \cdot ({b})" for a, b in zip(patch, kernel, strict=True))
    p, k = (matrix([v[:2], v[2:]]) for v in (patch, kernel))
    bad = [patch[0] * kernel[0] + 1, *(a * b for a, b in zip(patch[1:], kernel[1:], strict=True))]
    good = [bad[0] - 1, *bad[1:]]
    return [
        told(rf"$$P = {p}, \qquad K = {k}$$"),
        claim(
            r"$$P \odot K = @$$",
            matrix([good[:2], good[2:]]),
            matrix([bad[:2], bad[2:]]),
        ),
        claim(rf"$$y_{{11}} = {terms} = @$$", str(total), str(total + 2)),
    ]


@habit
def output_size(draw: Draw) -> list[Line]:
    """The formula for the size of a convolution, with numbers."""
    k, p = draw.integer(1, 3), draw.integer(1, 2)
    n = 2 * draw.integer(4, 9) + k
    size = Fraction(n - k + 2 * p, 2) + 1
    return [
        told(rf"$n = {n}$, $k = {k}$, $p = {p}$, $s = 2$"),
        claim(r"$$\frac{n - k + 2p}{s} + 1 = @$$", frac(size), frac(size + 1)),
    ]


@habit
def attention_scores(draw: Draw) -> list[Line]:
    """Queries and keys, scaled."""
    q = [[draw.integer(), draw.integer()]]
    k = [[draw.integer(), draw.integer()], [draw.integer(), draw.integer()]]
    turned = [list(r) for r in zip(*k, strict=True)]
    score = times(q, turned)
    bad = [[score[0][0] + 1, score[0][1]]]
    with mpmath.workdps(50):
        a, b = (mpmath.mpf(int(s)) / mpmath.sqrt(2) for s in score[0])
        first = 1 / (1 + mpmath.exp(b - a))
    return [
        told(rf"$$Q = {matrix(q)}, \quad K = {matrix(k)}$$"),
        claim(r"$$Q K^\top = @$$", matrix(score), matrix(bad)),
        draw.rounded(
            rf"$$\frac{{1}}{{1 + e^{{({score[0][1]} - ({score[0][0]}))/\sqrt{{2}}}}}} \approx @$$",
            first,
        ),
    ]


@habit
def precision_and_recall(draw: Draw) -> list[Line]:
    """Quotients of counts, and a harmonic mean."""
    tp, fp, fn = draw.integer(1, 9), draw.integer(1, 9), draw.integer(1, 9)
    f1 = Fraction(2 * tp, 2 * tp + fp + fn)
    return [
        told(rf"$TP = {tp}$, $FP = {fp}$, $FN = {fn}$"),
        claim(
            rf"$$\text{{Precision}} = \frac{{{tp}}}{{{tp} + {fp}}} = @$$",
            frac(Fraction(tp, tp + fp)),
            frac(Fraction(tp, tp + fp) + 1),
        ),
        claim(
            rf"$$F_1 = \frac{{2 \cdot {tp}}}{{2 \cdot {tp} + {fp} + {fn}}} = @$$",
            frac(f1),
            frac(f1 + 1),
        ),
    ]


@habit
def counting_parameters(draw: Draw) -> list[Line]:
    """Weights and biases of a dense network."""
    a, b, c = draw.integer(2, 9), draw.integer(2, 9), draw.integer(1, 5)
    total = a * b + b + b * c + c
    return [
        claim(rf"$${a} \times {b} + {b} + {b} \times {c} + {c} = @$$", str(total), str(total + 10))
    ]


@habit
def bayes(draw: Draw) -> list[Line]:
    """Probabilities as decimals, in one quotient."""
    p, a, b = (Fraction(draw.integer(1, 9), 10) for _ in range(3))
    both = p * a + (1 - p) * b
    return [
        draw.exact(rf"$$P(B) = {dec(p)} \cdot {dec(a)} + {dec(1 - p)} \cdot {dec(b)} = @$$", both),
        draw.rounded(
            rf"$$\frac{{{dec(p)} \cdot {dec(a)}}}{{{dec(both)}}} \approx @$$", real(p * a / both)
        ),
    ]


@habit
def a_sum_over_a_range(draw: Draw) -> list[Line]:
    """A mean squared error with its terms, and a range."""
    n = draw.integer(2, 6)
    y = [draw.integer() for _ in range(3)]
    mse = Fraction(sum(v * v for v in y), 4)
    terms = " + ".join(f"({v})^2" for v in y)
    square = n * (n + 1) * (2 * n + 1) // 6
    return [
        draw.exact(rf"$$\text{{MSE}} = \frac{{1}}{{4}}({terms}) = @$$", mse),
        claim(rf"$$\sum_{{k=1}}^{{{n}}} k^2 = @$$", str(square), str(square + 1)),
    ]


@habit
def words_around_false_formulas(draw: Draw) -> list[Line]:
    """What an author calls wrong is not held against them."""
    a = draw.integer(1, 4)
    return [
        told(rf"A common mistake is to write $({a} + 1)^2 = {a}^2 + 1$."),
        told(rf"Suppose instead that ${a} + 1 = {a}$; this is absurd."),
        told(r"Solve $2x + 6 = 0$ and $x^2 = 9$."),
        draw.exact(rf"In fact $({a} + 1)^2 = {a}^2 + 2 \cdot {a} + 1 = @$.", (a + 1) ** 2),
    ]


@habit
def learning_rates(draw: Draw) -> list[Line]:
    """Scientific notation and powers of ten."""
    k = draw.integer(2, 9)
    return [
        draw.exact(rf"$${k} \times 10^{{-3}} = @$$", Fraction(k, 1000)),
        draw.exact(rf"$$0.01 \cdot {par(Fraction(k, 10))} = @$$", Fraction(k, 1000)),
        claim(rf"$$10^{{{k}}} \cdot 10^{{2}} = 10^{{@}}$$", str(k + 2), str(k + 4)),
    ]
