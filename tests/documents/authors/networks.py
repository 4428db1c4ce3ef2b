"""Forward and backward passes, updates, and losses, each in its author's habit."""

from __future__ import annotations

from fractions import Fraction

import mpmath

from tests.documents.authors.works import (
    Draw,
    Line,
    claim,
    dec,
    fixed,
    habit,
    matrix,
    par,
    real,
    sigmoid,
    times,
    told,
)


@habit
def one_neuron_with_boxes(draw: Draw) -> list[Line]:
    """Everything closed, results boxed."""
    w, x, b = draw.tenth(), draw.tenth(), draw.tenth()
    z = w * x + b
    return [
        told("# A neuron by hand"),
        told(rf"Take $w = {dec(w)}$, $x = {dec(x)}$ and $b = {dec(b)}$."),
        draw.exact(rf"$$z = {par(w)} \times {par(x)} + {par(b)} = \boxed{{@}}$$", z),
        draw.rounded(
            rf"$$\hat{{y}} = \frac{{1}}{{1 + e^{{-({dec(z)})}}}} \approx \boxed{{@}}$$",
            sigmoid(real(z)),
        ),
    ]


@habit
def words_as_names(draw: Draw) -> list[Line]:
    """net and out with subscripts, all names in force."""
    w = [draw.tenth() for _ in range(3)]
    i = [draw.tenth(1, 9) for _ in range(2)]
    net = w[0] * i[0] + w[1] * i[1] + w[2]
    return [
        told("## Forward pass"),
        told(rf"$w_1 = {dec(w[0])}$, $w_2 = {dec(w[1])}$, $b_1 = {dec(w[2])}$"),
        told(rf"$i_1 = {dec(i[0])}$, $i_2 = {dec(i[1])}$"),
        draw.exact(r"$$\text{net}_{h1} = w_1 i_1 + w_2 i_2 + b_1 = @$$", net),
        draw.rounded(
            r"$$\text{out}_{h1} = \frac{1}{1 + e^{-\text{net}_{h1}}} = @$$", sigmoid(real(net)), 6
        ),
    ]


@habit
def squared_error_step(draw: Draw) -> list[Line]:
    """The error and its gradient, in inline formulas."""
    y, t, x = draw.tenth(), draw.tenth(), draw.tenth()
    e, g = y - t, (y - t) * x
    return [
        told(
            rf"The output is $y = {dec(y)}$, the target $t = {dec(t)}$, the input $x = {dec(x)}$."
        ),
        draw.exact(r"The error is $E = \frac{1}{2}(y - t)^2 = @$.", e * e / 2),
        draw.exact(r"So $\delta = y - t = @$.", e),
        draw.exact(r"The gradient is $g = \delta x = @$.", g),
        told(r"With $w = 1$ and $\eta = 0.1$"),
        draw.exact(r"we get $w \leftarrow w - \eta g = @$.", 1 - g / 10),
    ]


@habit
def update_by_equals(draw: Draw) -> list[Line]:
    """w = w - …, as in a program."""
    w, g, h = draw.tenth(), draw.tenth(), draw.tenth()
    first, second = w - g / 10, w - g / 10 - h / 10
    return [
        told(rf"Start: $$w = {dec(w)}$$"),
        draw.exact(rf"$$w = w - 0.1 \cdot {par(g)} = @$$", first),
        draw.exact(rf"$$w = w - 0.1 \cdot {par(h)} = @$$", second),
    ]


@habit
def new_and_old(draw: Draw) -> list[Line]:
    """A name of its own for the new weight."""
    w, g = draw.tenth(), draw.tenth()
    new = w - g / 2
    return [
        told(rf"$w_5 = {dec(w)}$, $\eta = 0.5$"),
        told(rf"$$\frac{{\partial E}}{{\partial w_5}} = {dec(g)}$$"),
        draw.exact(r"$$w_5^{+} = w_5 - \eta \frac{\partial E}{\partial w_5} = @$$", new),
        draw.exact(r"$$w_5^{+} + 1 = @$$", new + 1),
    ]


@habit
def indexed_steps(draw: Draw) -> list[Line]:
    """Gradient descent on a parabola, step by step."""
    x0 = Fraction(draw.integer())
    x1 = x0 - 2 * x0 / 10
    x2 = x1 - 2 * x1 / 10
    return [
        told(r"We minimise $f(x) = x^2$, so $f'(x) = 2x$, with $\eta = 0.1$."),
        told(rf"- $x_0 = {dec(x0)}$"),
        draw.exact(r"- $x_1 = x_0 - \eta \cdot 2 x_0 = @$", x1),
        draw.exact(r"- $x_2 = x_1 - \eta \cdot 2 x_1 = @$", x2),
        draw.exact(r"The value there is $f(x_2) = @$.", x2 * x2),
    ]


@habit
def layers_in_brackets(draw: Draw) -> list[Line]:
    """Matrices with the layer in square brackets."""
    w = [[draw.tenth(), draw.tenth()], [draw.tenth(), draw.tenth()]]
    x, b = [[draw.integer()], [draw.integer()]], [[draw.tenth()], [draw.tenth()]]
    wx = times(w, x)
    z = [[p[0] + q[0]] for p, q in zip(wx, b, strict=True)]
    a = [[max(Fraction(0), Fraction(c[0]))] for c in z]
    off = [[z[0][0] + 5], z[1]]
    return [
        told(rf"$$W^{{[1]}} = {matrix(w)}, \quad b^{{[1]}} = {matrix(b)}, \quad x = {matrix(x)}$$"),
        claim(r"$$z^{[1]} = W^{[1]} x + b^{[1]} = @$$", matrix(z), matrix(off)),
        claim(
            r"$$a^{[1]} = \max(0, z^{[1]}) = @$$",
            matrix(a),
            matrix([[a[0][0] + 1], a[1]]),
        ),
    ]


@habit
def layers_in_parentheses(draw: Draw) -> list[Line]:
    """Superscripts (1) and (2), aligned rows."""
    w, x, v = draw.tenth(), draw.tenth(), draw.tenth()
    z = w * x
    h = max(Fraction(0), z)
    return [
        told(rf"$w^{{(1)}} = {dec(w)}$, $w^{{(2)}} = {dec(v)}$, $x = {dec(x)}$"),
        Line(
            rf"$$\begin{{aligned}} z^{{(1)}} &= w^{{(1)}} x = {dec(z)} \\ "
            rf"h &= \max(0, z^{{(1)}}) = {dec(h)} \\ o &= w^{{(2)}} h = {dec(v * h)} "
            r"\end{aligned}$$",
            rf"$$\begin{{aligned}} z^{{(1)}} &= w^{{(1)}} x = {dec(z)} \\ "
            rf"h &= \max(0, z^{{(1)}}) = {dec(h)} \\ o &= w^{{(2)}} h = {draw.off(v * h)} "
            r"\end{aligned}$$",
        ),
    ]


@habit
def rows_go_on(draw: Draw) -> list[Line]:
    """A chain over several rows."""
    a, b, c = draw.tenth(), draw.tenth(), draw.tenth()
    right = a * b + c
    body = (
        rf"$$\begin{{align*}} z &= {par(a)} \cdot {par(b)} + {par(c)} \\ "
        rf"&= {dec(a * b)} + {par(c)} \\ &= @ \end{{align*}}$$"
    )
    return [told("# One sum"), draw.exact(body, right)]


@habit
def a_display_goes_on(draw: Draw) -> list[Line]:
    """A display that begins with the equals sign."""
    a, b = draw.tenth(), draw.tenth()
    return [
        told(rf"$$s = {par(a)} \cdot {par(b)}$$"),
        draw.exact("and so\n\n$$= @$$", a * b),
    ]


@habit
def softmax_by_hand(draw: Draw) -> list[Line]:
    """Exponentials first, then the quotients."""
    z = [draw.integer(-2, 2), draw.integer(-2, 2), draw.integer(-2, 2)]
    with mpmath.workdps(50):
        powers = [mpmath.exp(k) for k in z]
        share = powers[0] / sum(powers)
    total = "+".join(f"e^{{{k}}}" for k in z)
    return [
        told(rf"The logits are $z = ({z[0]}, {z[1]}, {z[2]})$."),
        draw.rounded(rf"$$e^{{{z[0]}}} \approx @$$", powers[0]),
        draw.rounded(rf"$$p_1 = \frac{{e^{{{z[0]}}}}}{{{total}}} \approx @$$", share),
        draw.rounded(rf"$$L = -\ln \frac{{e^{{{z[0]}}}}}{{{total}}} = @$$", -mpmath.log(share)),
    ]


@habit
def cross_entropy_of_shares(draw: Draw) -> list[Line]:
    """Logarithms of printed probabilities."""
    p = Fraction(draw.integer(1, 9), 10)
    with mpmath.workdps(50):
        loss = -mpmath.log(real(p))
        other = -mpmath.log(1 - real(p))
    return [
        told(rf"The model says $p = {dec(p)}$."),
        draw.rounded(rf"If the label is $1$, the loss is $-\ln({dec(p)}) = @$.", loss),
        draw.rounded(rf"If it is $0$, the loss is $-\ln(1 - {dec(p)}) = @$.", other),
    ]


@habit
def chain_rule_with_values(draw: Draw) -> list[Line]:
    """Partial derivatives given one by one, and multiplied."""
    a, b, c = draw.tenth(), draw.tenth(1, 9), draw.tenth()
    names = [r"\frac{\partial E}{\partial o}", r"\frac{\partial o}{\partial n}"]
    names.append(r"\frac{\partial n}{\partial w}")
    product = r" \cdot ".join(names)
    return [
        told(rf"$${names[0]} = {dec(a)}$$"),
        told(rf"$${names[1]} = {dec(b)}$$"),
        told(rf"$${names[2]} = {dec(c)}$$"),
        draw.exact(rf"$$\frac{{\partial E}}{{\partial w}} = {product} = @$$", a * b * c),
    ]


@habit
def derivative_of_the_sigmoid(draw: Draw) -> list[Line]:
    """σ defined once, used at numbers."""
    k = draw.integer(-3, 3)
    s = sigmoid(real(k))
    return [
        told(
            r"Let $\sigma(x) = \frac{1}{1 + e^{-x}}$. Then $\sigma'(x) = \sigma(x)(1-\sigma(x))$."
        ),
        draw.rounded(rf"For instance $\sigma({k}) \approx @$.", s),
        draw.rounded(rf"and $\sigma'({k}) \approx @$.", s * (1 - s)),
    ]


@habit
def two_samples_in_turn(draw: Draw) -> list[Line]:
    """The same names with new values, example by example."""
    w = draw.tenth()
    lines = [told(rf"The weight is $w = {dec(w)}$.")]
    for number in (1, 2):
        x, t = draw.tenth(), draw.tenth()
        lines += [
            told(f"### Example {number}"),
            told(rf"$w = {dec(w)}$, $x = {dec(x)}$, $t = {dec(t)}$"),
            draw.exact(r"$$y = w x = @$$", w * x),
            draw.exact(r"$$t - y = @$$", t - w * x),
        ]
    return lines


@habit
def batch_norm(draw: Draw) -> list[Line]:
    """Mean and variance of a small batch."""
    x = [draw.integer(), draw.integer(), draw.integer(), draw.integer()]
    mean = Fraction(sum(x), 4)
    var = sum((v - mean) ** 2 for v in x) / 4
    terms = " + ".join(f"({v})" for v in x)
    squares = " + ".join(f"({v} - ({dec(mean)}))^2" for v in x)
    return [
        told("## Batch normalisation of four numbers"),
        draw.exact(rf"$$\mu = \frac{{{terms}}}{{4}} = @$$", mean),
        draw.exact(rf"$$\sigma^2 = \frac{{{squares}}}{{4}} = @$$", var),
    ]


@habit
def adam_first_step(draw: Draw) -> list[Line]:
    """Moments with a beta each."""
    g = draw.tenth()
    m, v = g / 10, g * g / 1000
    return [
        told(rf"$\beta_1 = 0.9$, $\beta_2 = 0.999$, $g = {dec(g)}$, $m_0 = 0$, $v_0 = 0$"),
        draw.exact(r"$$m_1 = \beta_1 m_0 + (1 - \beta_1) g = @$$", m),
        draw.exact(r"$$v_1 = \beta_2 v_0 + (1 - \beta_2) g^2 = @$$", v),
        draw.exact(r"$$\hat{m} = \frac{m_1}{1 - \beta_1} = @$$", g),
    ]


@habit
def momentum(draw: Draw) -> list[Line]:
    """A velocity that is updated, then the weight."""
    w, g, h = draw.tenth(), draw.tenth(), draw.tenth()
    v1 = -g / 10
    v2 = v1 * 9 / 10 - h / 10
    return [
        told(rf"$v_0 = 0$, $w_0 = {dec(w)}$, $g_0 = {dec(g)}$, $g_1 = {dec(h)}$"),
        draw.exact(r"$v_1 = 0.9 v_0 - 0.1 g_0 = @$", v1),
        draw.exact(r"$w_1 = w_0 + v_1 = @$", w + v1),
        draw.exact(r"$v_2 = 0.9 v_1 - 0.1 g_1 = @$", v2),
        draw.exact(r"$w_2 = w_1 + v_2 = @$", w + v1 + v2),
    ]


@habit
def carried_digits(draw: Draw) -> list[Line]:
    """A rounded activation is carried on; only the closed last line can be false."""
    k = draw.integer(1, 3)
    s = sigmoid(real(k))
    text = fixed(s, 3)
    half = Fraction(text) / 2
    return [
        told(rf"$$a = \frac{{1}}{{1 + e^{{-{k}}}}} \approx {text}$$"),
        claim(rf"$$o = 0.5 \times {text} = @$$", dec(half), dec(half + Fraction(3, 100))),
    ]
