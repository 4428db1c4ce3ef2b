"""Relations of public books and posts that were refuted once though their authors are right.

Each is reduced to what the false alarm came from, in other numbers; beside some stands the error
that must still be found.
"""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

ALARMS = [
    # Coordinates in another basis, no entries of a.
    r"$$a = (2, 1)$$ $$(-3, 4) = a_1 (1, -1) + a_2 (1, 1)$$",
    # A power of a number, no transpose; a discount with a horizon.
    r"$0.632^T \approx 0.1$",
    r"$\gamma = 0.9$, later $\gamma^T = 0.5$",
    # A bold e is a vector of errors.
    r"$$\mathbf{e}^\intercal \mathbf{e} = 1$$",
    # A question.
    r"$$\begin{bmatrix} 5 \\ 6 \end{bmatrix} \overset{?}{=} \begin{bmatrix} 6 \\ 5 \end{bmatrix}$$",
    # The function is what stands behind its first sign, not the 0 at the end.
    "$$f(t) = t - t^3 < 0$$\n\n$$f'(t) = 1 - 3t^2$$",
    # An expansion in itself defines no function.
    "$f(x) = x^2$\n\n$$f(x) = f(1) + f'(1)(x-1)$$\n\n$$f'(x) = 2x$$",
    # Scores in percent.
    r"$$\frac12(49+41) = 45\%$$",
    # Computed from unrounded numbers.
    r"$$0.971 - 0.847 = 0.125$$",
    r"$$2 \times 0.159 = 0.317$$",
    r"$$\frac{1}{1+e^5} = \frac{1}{1+148.41}$$",
    r"$$1/\sqrt{40} = 1/6.32$$",
    # An expected count.
    r"$$2132 \times 3/16 = 400$$",
    # Another value for a name that was given one.
    r"$\lambda = 1$. Cross-validation chooses $\lambda \approx 0.1$.",
    # A second system of equations in the same unknowns.
    "So $x=2$ and $y=1$.\n\n$$\\begin{split} x + y &= 6 \\\\ 2x + 2y &= 12 \\end{split}$$",
    # A point that is given anew, with indices above.
    r"$x_k = 2$. At $\left[x_k^1, x_k^2\right]^T = [3, 4]^T$ we go on.",
    # Euler's number between digits, and powers of ten.
    r"$$\frac{e}{2e+2e^{-1}} = \frac{1}{2(1+e^{-2})}$$",
    r"$\eta = 2e-3$, that is $2e-3 = 0.002$ and $2.5e+3 = 2500$ and $1e-3 = 0.001$",
    # A question.
    r"Is $6 \in \{7, 8\}$? No. Is $2 + 2 = 5$? No.",
    # A display that goes on, but not from the data or the aside right before it.
    r"$$S = b n \cdot 32, \quad b = 2, n = 3$$" + "\n\n" + r"$$= 6[16 + 0 + 16]$$",
    "$$c = 1/2 + 1/3$$\n\nNote that $6 = 2 \\cdot 3$.\n\n$$= 3/6 + 2/6$$",
    # Six squares, of which two are shown.
    r"$$\frac{(150-291.7)^2 + \ldots + (500-291.7)^2}{6} = 15972$$",
    # The same number in other words.
    r"$$0.855 + 0.060 = 0.915 \ (91.5\%)$$",
    # A number that is to be found, and a value worked out once more.
    "$n = 64$\n\n" + "text\n\n" * 4 + r"$$4\sqrt{\frac{0.1685}{n}} < \frac{0.001}{1.96}$$",
    "$$s = \\sqrt{114.7}$$\n\n" + "text\n\n" * 5 + r"Now roughly $s \approx 7.9$.",
    # A value on the right of its report; two printed numbers close to each other.
    r"$$F = \frac{11.54}{6.15}$$" + "\n\n" + r"$$1.88 = F$$",
    r"$$-1 \approx -0.99$$",
    # Normal equations side by side.
    (
        "$\\beta_1 = 4$, $\\beta_2 = 2$\n\n"
        r"$$12\beta_1=76-5\beta_2 \qquad 5\beta_2=37-5\beta_1$$"
    ),
    # A point of the data off the line.
    r"$y = 2x + 5$ with $x = 3$" + "\n\n" + r"The point $x=6, y=14$ is far off.",
    # A system in braces, with values beside it; of the same names as before.
    r"$\alpha = 2$, $\beta = 3/2$ $$\begin{cases} \alpha = 1 \\ \alpha + 2\beta = 2 \end{cases}$$",
    # Errors of two samples, not powers of e; a condition of equilibrium.
    r"$$\frac12\sum_{i=1}^{2} e^{(i)} = 3$$",
    r"$$dN_i = v_i dN$$" + "\n\n" + r"$$\sum_i v_i \mu_i = 0$$",
    # A letter that is short for more.
    r"Let $f(x,z) = bx^2$ with $b$ for $2z^3$." + "\n\n" + r"$$\frac{df}{dx}(x,z) = 2(2z^3)x$$",
    # A list of rounded values for members that have a formula is no new definition.
    (
        r"$$p_j=\frac{e^{o_j}}{\sum_ke^{o_k}},\ o=(1,2,3)$$"
        "\n\n$$p=(0.09,0.24,0.67)$$\n\n$$-\\ln p_3=0.4076$$\n\n$$-\\ln(p_3)+p_1=0.4976$$"
    ),
    # Another function of the same name, while its variable has a value.
    "$f(x)=x^2$ at $x = 0$.\n\nConsider $f(x) = x^3$. We have $f'(0)=0$ and $f''(0) = 0$.",
    # Degrees; an unknown function, no factor.
    r"$$2\times\sqrt{8}\times cos(45)=4$$",
    r"$$\frac{d \phi(z_h)}{dz_h} = -2 z_h e^{-z_h^2}$$",
    r"$$\frac{\partial}{\partial w}g(w) = \frac{1}{50}\left(4w^3 + 2w + 10 \right)$$",
    # The square of a vector, a zero vector, a combination that is looked for, upper indices.
    r"Let $y\in\mathbb{R}^n$, $m\in\mathbb{R}^n$. $$(y - m)^2 = (y - m)^\intercal(y - m)$$",
    r"Here $0 \in \mathbb{R}^{d \times 1}$.",
    (
        r"$a = 2$, $b = 3$ $$\begin{bmatrix}-3\\4\end{bmatrix} = a\begin{bmatrix}1\\2\end{bmatrix}"
        r" + b\begin{bmatrix}2\\1\end{bmatrix}$$"
    ),
    r"$x_k = 2$. $$\boldsymbol{x}_k=\left[x_k^1, x_k^2\right]^{\mathrm{T}}=[3,4]^{\mathrm{T}}$$",
    # A sum over two displays.
    "$$c = 1 + 2$$\n\n$$+ 3 + 4 = 10$$",
]

ERRORS = [
    r"$$0.971 - 0.847 = 0.127$$",
    r"$$0.15 \times 0.05 = 0.0076$$",
    r"$$1/\sqrt{40} = 1/6.34$$",
    r"$$2132 \times 3/16 = 402$$",
    r"$$2132 \times 3 = 6395$$",
    r"$$\frac12(49+41) = 46\%$$",
    "$$z = 0.3 \\cdot 0.25$$\n\n$$z \\approx 0.085$$",
    r"$$F = \frac{11.54}{6.15}$$" + "\n\n" + r"$$1.98 = F$$",
    r"$$0.855 + 0.060 = 0.925 \ (91.5\%)$$",
    "$$c = 1/2 + 1/3$$\n\n$$= 3/6 + 3/6$$",
    r"$$1 + 2 + \dots + 10 = 56$$",
    r"$$2 \approx 2.5$$",
    r"$$0.35 = 0.36$$",
    r"$$f(x) = 2\max(0,x-1)+1$$" + "\n\n" + r"$$f(x) = 5x-7 \text{ for all } x\in\mathbb{R}$$",
    r"$$\cos(45) = 0.807$$",
    r"$$p_j=\frac{e^{o_j}}{\sum_ke^{o_k}},\ o=(1,2,3)$$ $$p=(0.09,0.26,0.65)$$",
    r"$$o_i=\frac{e^{z_i}}{\sum_je^{z_j}}$$" + "\n\n" + r"$$\sum_i o_i = 2$$",
    r"$$C=\frac12(wx-y)^2$$" + "\n\n" + r"$$\frac{\partial C}{\partial w} = x$$",
]


@pytest.mark.parametrize("text", ALARMS)
def test_no_author_is_called_wrong(text: str) -> None:
    assert all(e.verdict != "refuted" for e in judge(Source("a.md", text, "markdown")))


@pytest.mark.parametrize("text", ERRORS)
def test_the_error_beside_it_is_found(text: str) -> None:
    assert any(e.verdict == "refuted" for e in judge(Source("a.md", text, "markdown")))


def test_a_value_given_again_among_others_proves_nothing() -> None:
    """What is claimed behind the data is not settled by the data."""
    text = "$$k = 3, m = 1$$\n\n$$k = 3, n = 2: \\quad h(k, n) = 5$$"
    assert [e.verdict for e in judge(Source("a.md", text, "markdown"))][2:] == [None] * 3
