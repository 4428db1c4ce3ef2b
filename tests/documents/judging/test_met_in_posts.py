"""Relations of posts, notes and books that were refuted once though their authors are right.

Each is reduced to what the false alarm came from, in other numbers; beside some stands the error
that must still be found.
"""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

MATRIX = r"$A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$"

ALARMS = [
    # The numbers were given with the function before.
    (
        r"Let $f(x,y) = xy$. With $x = 4$, $y = -3$ it is $-12$."
        "\n\n"
        r"$$f(x,y) = x + y \hspace{0.5in} \rightarrow \hspace{0.5in} "
        r"\frac{\partial f}{\partial x} = 1$$"
    ),
    # The chain rule, behind another y.
    (
        "Take $y = 3x$ and $f(x) = x^2$.\n\nIf $f(x)=g(h(x))$ and $y=h(x)$, then indeed "
        r"$\dfrac{df}{dy} = f'(y) = f'(h(x))$."
    ),
    # N_1(4) is a value of N_1(t), and no product, in the formula of a function of t.
    (
        r"We have $U_i(t) = m_i(t) + \sqrt{\frac{2 \ln t}{N_i(t)}}$."
        "\n\n"
        r"After round 3: $m_1 = 0, N_1 = 1$; $m_2 = 1$, $N_2 = 1$."
        "\n\n"
        r"$$U_2(4) = 1 + \sqrt{\frac{2\ln 4}{1}}$$"
    ),
    r"Weights are $w_i(t)$. Now $w_1 = w_2 = 1$. Then $w_2(2) = 1 \times \exp(0.24)$.",
    # A condition with a number that nothing says more of; a function of another problem.
    r"It has $$r(k) = 0 \text{ for all } k \geq 2$$ For others $r(k) \neq 0$ for $k \leq q$.",
    "Sketch $f(x)=6-3x$.\n\nMore.\n\n- If $z=f(x)=x^2$, find $f(3)$.\n\n$$f(3) = 9$$",
    # A law of slopes, behind a formula for f that has the variable of the law in it.
    (
        r"Think of $f(n) = x^n$."
        "\n\n"
        r"$$\int f(x)g'(x)dx = f(x)g(x) - \int f'(x)g(x)dx$$"
    ),
    # A probability that e^-3 settles, and a display that goes on from the one right before.
    (
        r"$$P(X = 5) = \frac{e^{-3} 3^5}{5!} = 0.1008$$"
        "\n\n"
        r"$$P(X \leq 2) = P(X=0) + P(X=1) + P(X=2)$$"
        "\n"
        r"$$= e^{-3}\left(1 + 3 + \frac{9}{2}\right)$$"
    ),
    # All x but the vector 0, of which only entries stand in the formula.
    (
        r"$Q(x) = 4 x_1^2 + 2 x_2^2$"
        "\n\n"
        r"$Q(x) = 4 x_1^2 + 2 x_2^2 \Rightarrow Q(x) > 0 \;\text{ for all } x \ne 0.$"
    ),
    # The way from one point to another, no product.
    r"$a = [0, 1, 0]$, $b = [0, 0, -1]$. $$u = a b = b - a = [0, -1, -1]$$",
    # Entries of a list; how often an entry occurs in another list.
    r"$V = \begin{bmatrix} 0 & 1 \end{bmatrix}$, $W = [0, 1]$ $$V(2) = W(2) = 1$$",
    # A matrix that could not be read is not any matrix.
    "$A = \\begin{bmatrix}1 2\\\\4 3\\end{bmatrix}$\n$det(A - \\lambda I_2) = 0 \\forall \\lambda$",
    # Rounded to two digits, and carried on with more.
    r"$h = \sigma(0.75) \approx 0.68$. Then $y = 0.9 \cdot 0.68 = 0.611$.",
    r"We compute $S = 3.7$. Then $\frac{6.21 - (-3.21)}{3.7} = 2.52$.",
    r"It has approximately $1.45$ MB, and then approximately $0.79$: $\frac{1.45}{0.79} = 1.85$",
    r"$$s = \sqrt{\frac{400 + 400}{3}} = \sqrt{267} \approx 16.33$$",
    # A bare name or zero is nothing that was worked out.
    "This is so for $v = 0$ only.\n\n$$v = \\begin{pmatrix} 1 \\\\ 1 \\end{pmatrix}$$",
    (
        r"Then $B = C$ with $C = (1, 2)$."
        "\n\n"
        r"$$B = \begin{pmatrix} 0 & 1 \\ 1 & 0 \end{pmatrix}$$"
    ),
    # Between two bounds; the vectors are given anew.
    r"$m = 2$, $\lambda = m + 5$. It has a zero between $\lambda = -1$ and $\lambda = 0$.",
    # i^2 = -1, and a sign that is dropped before an expression is set to 0.
    r"$$(a+bi)(c+di) = ac+adi+bci+bdi^2 = ac+adi+bci-bd$$",
    r"$$-x^3 + 2x^2 - x = -x(x^2 - 2x + 1) = x(x-1)^2$$",
    r"$$2(x+1) = 2x+2 = 3x$$",
    r"$$1 - p^2 - q^2 = 1 - (p^2+q^2) = 1 - ((p+q)^2 - 2pq) = 2pq$$",
    # An exercise asks for another function of the same name.
    (
        "1. $f(x)=\\cos(x)$ solves $f''(x)=-f(x)$.\n2. Find a solution to\n"
        "   $f''(x)=-f(x), f'(0)=0, f(0)=4$."
    ),
    # A size of 3 by 3.
    r"- After $3 \times 3$: $r = 1 + (3-1) = 3 \times 3$",
    # The square of a function, as calculus has it.
    r"$f(x) = \frac{g(x)}{h(x)}$, $f'(x) = \frac{g'(x)h(x) - g(x)h'(x)}{h^2(x)}$",
    # A sum that diverges.
    r"$$\sum_{n=1}^\infty \frac{-1}{n} = -\infty$$",
    # A row without a relation begins a new chain.
    (
        r"$$\begin{aligned} & a - b = 7.2 - 5.3 = 1.9 \\ & t_{n - 2} c \\ & \quad = 2.92 \sqrt{3}"
        r" \\ & = 5.06 \end{aligned}$$"
    ),
    # Steps on the way to a solution, one of two solutions, an unknown whose value is from before.
    r"We want $\ln(x)/x - 0.001 = 0$, so our initial guess is $x_1 = 1000$.",
    r"$$\cos\theta = 0 \quad \text{or} \quad 4\sin\theta + 1 = 0$$ This gives $\theta = 3.39$.",
    "So either $z-1=0$ or $z^2+4z+5=0$. Thus the roots are $z=1$ and others.",
    "$$5 = r^2 \\qquad t = 2$$ So $r=\\sqrt{5}$.\n\n$$2 = r^2 \\qquad t = 1$$ Thus $r=\\sqrt{2}$.",
    # Another matrix of the same name in a theorem, in another example, and any matrix at all.
    f":::{{prf:example}}\n{MATRIX}\n:::\n\n:::{{prf:theorem}}\n$$\\det A = 7$$\n:::",
    f"\\begin{{example}}\n{MATRIX}\n\\end{{example}}\n\n\\begin{{theorem}}\n$$\\det A = 7$$\n",
    f"\\exercise{{{MATRIX}}}{{$\\det A = -2$}}\n\n\\exercise{{Find it.}}{{$\\det A = 7$}}",
    (
        f"{MATRIX}.\n\nSuppose $A$ is a matrix of rank 1.\n\nThen the matrix $A$ has linearly "
        "dependent columns."
    ),
    (
        f"{MATRIX}.\n\nIf a matrix $A$ is singular, a column is superfluous.\n\n"
        "This implies that the matrix $A$ has linearly dependent columns."
    ),
]

MORE = [
    # Euler's number is told of, and not given another value.
    r"The number $e \approx 2.71828...$ is known: $e^x \ln e = e^x \cdot 1 = e^x$",
    # Digits that go on, and sums with three full stops.
    "$10.02^3 - 10^3 = 1006.012... - 1000 = 6.012...$",
    "$1 + 2 + ... + 10 = 55$ and $0.333... = 1/3$",
    # A title that supposes a function; a formula on one side of a point; a table of values.
    '$f(x) = x^3$\n\n??? question "If $f(x) = x^4 - 4x^3$, what is least?"\n    $f(3) = 81 - 108$',
    "$f(x) = |x-2|$\n\nFor $x$ slightly less than 2: $f(x) = 2 - x$. Then $f(3) = 1$.",
    "$f(x) = |x|$\n\n| $x$ | 1 | 3 |\n| $f(x)$ | 3 | 11 |\n\n$$f(3) - f(1) = 11 - 3$$",
    # Residues; bounds on a letter; conditions on a letter; a list of what is given.
    (
        r"On $ℤ_5^2$ take $$A = \begin{pmatrix} 3 & 4 \\ 1 & 2 \end{pmatrix}$$"
        r"$$A^T A = \begin{pmatrix} 0 & 4 \\ 4 & 0 \end{pmatrix}$$"
    ),
    "Let $n < 0$, $f(x) = x^{n}$.\n\n$$f'(x) = \\frac{-|n| x^{|n|-1}}{x^{2|n|}}$$",
    r"We get $\forall x \in \mathbb{Z}, x > 0$",
    "$f(x) = x^3$\n\n**Given:**\n\n- $f(0) = 2$\n- $f''(x) < 0$ for all $x$",
    # The slope of an inverse function at the value; a parameter that is positive.
    r"$$(f^{-1})'(b) = \frac{1}{f'(a)}$$ where $b = f(a)$.",
    r"$$\int \frac{1}{\sqrt{a^2 - u^2}} \, du = \arcsin\left(\frac{u}{a}\right) + C$$",
    # The chain rule at a place, and with a full stop for the product; a bracket for a place.
    r"$$\frac{df(g(x))}{dx} = \frac{dg(x)}{dx} \left.\frac{df(u)}{du}\right|_{u = g(x)}$$",
    "$$(f \\circ g)' = (f' \\circ g) . g'$$",
    "$$(x^4 p)'(0) = (4 x^3 p + x^4 p')(0)$$",
    "# a\n\n$f(x) = 2x^5$\n\nIt says $(fg)' = f'g + fg'$.",
    # Equations in letters that had values before, once more; the roots in another order.
    r"$x=1$, $y=2$. $$\begin{aligned} 2x + y &= 1 \\ x - y &= 2 \end{aligned}$$",
    (r"$$a + b = -4$$ $$ab = 0$$ The roots are $a = -4$, $b = 0$." "\n\nSo $a = 0$ is one."),
    # What goes on from a word or from a sum before it; an ordinal number.
    r"It is $300 \times 0.6$ $+200 \times 0.2$ $+0=220$, core-dist$(2) = 0.4$, $9/9 = 100$th.",
    # Bits, falling powers, exponents that were lost, floats.
    "$5 = 101$ and $0.625 = 0.101$",
    r"$4^{\underline{3}} = 4 \cdot 3 \cdot 2$",
    "$0.5 × (80 - 100)2 = 200$",
    "$1/83.975867386628610559 + 4.7 = 4.7119081830425873502$",
    # A row of a system that is set with columns.
    r"$$\begin{array}{rrl} x &{} + 2y &{} = 1 \\ 3y & &{} = 0 \end{array}$$",
]

ERRORS = [
    # What was carried makes no rounded number of a 10.
    r"$$P = 10 \cdot (0.90)^9(0.08) = 10 \times 0.3874 \times 0.08 = 0.3097$$",
    r"Let $f(k) = k$. Then $f(k) < 3$ for $k \leq 4$.",
    r"Let $U_1(t) = 2 t$ and $N_1 = 4$. Then $U_1(4) = 9$.",
    "Sketch $f(x)=6-3x$.\n\nMore.\n\n- If $z=f(x)$, find $f(3)$.\n\n$$f(3) = 9$$",
    ("Think of $f(n) = x^n$.\n\n" r"$$\int f(x)g'(x)dx = f(x)g(x) + \int f'(x)g(x)dx$$"),
    r"$h = \sigma(0.75) \approx 0.68$. Then $y = 0.9 \cdot 0.68 = 0.631$.",
    r"$$s = \sqrt{\frac{400 + 400}{3}} = \sqrt{268}$$",
    r"$A=(3,0,2)$ and $B=(1,0,1)$. $$\overrightarrow{AB} = [2, 0, 1]$$",
    r"It is $7 = 3 \times 3$.",
    # An identity, and the same once more with a slip.
    r"$$x^2 - 3x + 2 = x^2 - x - 2x + 2 = (x - 1)(x + 2)$$",
    r"$$(x+1)(x+2) = x^2 + 2x + x + 2 = x^2 + 4x + 2$$",
    r"$$(x+1)(x+2) = x^2 + 2x + x + 2 = x^2 + 3x + 3$$",
    # A function at a number near which it stays away from what is printed.
    r"$f(x) = x^2 - 4x + 5$, and then $f(1.75) = 1.0265$.",
    "$1 + 2 + ... + 10 = 56$",
    "$(fg)' = f'g$",
    "# a\n\n$f(x) = 2x^5$\n\n$$(fg)' = f'g$$",
    r"$$a + b = 3$$ $$ab = 2$$ so $a = 1$ and $b = 5$.",
    # Once σ was given a value of the logistic function, it is no step.
    r"$\sigma(0.51) = 0.625$, and $\sigma(0.475 + 0.08 + 0.65) = \sigma(1.105)$.",
]


@pytest.mark.parametrize("text", [*ALARMS, *MORE])
def test_no_author_is_called_wrong(text: str) -> None:
    assert [e.latex for e in entries(text) if e.verdict == "refuted"] == []


@pytest.mark.parametrize("text", ERRORS)
def test_the_error_beside_it_is_found(text: str) -> None:
    assert any(e.verdict == "refuted" for e in entries(text))


def test_the_way_between_points_is_proved() -> None:
    assert last("$A=(3,0,2)$ and $B=(1,0,1)$.", r"\overrightarrow{AB} = [-2, 0, -1]") == "proved"


def test_an_undefined_sigma_is_read_beside_other_open_letters() -> None:
    assert last("It is known.", r"\tanh(z) = 2\sigma(2z) - 1") == "proved"
    assert last("It is known.", r"\sigma'(z) = \sigma(z)(1 - \sigma(z))") == "proved"
    assert last("It is known.", r"\sigma'(z) = \sigma(z)(1 + \sigma(z))") != "proved"


def test_a_false_factor_does_not_make_the_eigenvalues_false() -> None:
    text = (
        r"$A = \begin{pmatrix} 4 & 1 \\ 2 & 3 \end{pmatrix}$"
        "\n\n"
        r"$$\begin{aligned} \det(A - \lambda I) &= (4-\lambda)(3-\lambda) - 2 \\"
        r" &= \lambda^2 - 7\lambda + 10 \\ &= (\lambda-5)(\lambda+2) \end{aligned}$$"
        "\n\n"
        r"so the eigenvalues are $\lambda_1 = 5$ and $\lambda_2 = 2$."
    )
    assert [e.latex.strip()[:2] for e in entries(text) if e.verdict == "refuted"] == [r"\l"]
    assert sum(e.verdict == "refuted" for e in entries(text)) == 1


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\int_0^1 (3x^2 + 2x)\,dx = \left[ x^3 + x^2 \right]_0^1 = 2", "proved"),
        (r"\left[-\cos t\right]_0^{\pi} = 2", "proved"),
        (r"\left[x^2 + 1\right]_1^2 = 4", "refuted"),
        (r"\int_0^{\pi} \sin x\,dx = 1", "refuted"),
        (r"[A]_1^2 = 3", None),
        (r"[x_1 + x_2]_0^1 = 4", None),
    ],
)
def test_an_antiderivative_between_two_ends(claim: str, found: str | None) -> None:
    """Whatever x is elsewhere: it runs in the integral, and stands for no value."""
    assert last("So $x = 1$.", claim) == found
