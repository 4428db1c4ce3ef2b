"""Relations of notes and books that were refuted at first sight, though their authors are right.

Each is reduced to what the false alarm came from, in other numbers; beside it stands an error of
the same form that is still found.
"""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

ALARMS = [
    # Other functions of the same names, of which no formula is given.
    r"$f(x) = x^3$, $g(x) = 2x$. Let $f$ and $g$ be differentiable functions with $f(2) = 5$.",
    r"$f(x) = x^3$. Let $f(v)$ be the consumption at speed $v$, with $f'(80) = 0.0004$.",
    r"$f(x) = x^3 + 1$. For the pictured function $f$, we see that $f(1) = 1$.",
    # A unit with a prefix, a word for a large number, a percent sign behind the formula.
    r"- weights = \(8192^2 / 8 = 8.39\) MB",
    r"It has $4096 \times 4096 = 16.8$ million weights.",
    r"It takes $0.005 \times 3 = 15$ ms, and $2^{30} \times 4 = 4$ GB.",
    # Cycles of a permutation, multiple factorials, the order of an element, mixed numbers.
    r"$$(1234)(1324) = (142)$$",
    r"- $(123)=(13)(12)$",
    r"- $15!^{(5)} = 15 \cdot 10 \cdot 5$",
    r"$e \in S_1$ by definition, and $|e|=1$.",
    r"The proportion is $1/6=16 \frac{2}{3}\%$.",
    # A formula that goes on behind its dollar signs, a list that a sum stands behind.
    r"$252=2.$$\stackrel{126}{x}$",
    (
        r"$t = \begin{bmatrix}e^5 \\ e^2\end{bmatrix} = \begin{bmatrix} 148.4 \\ 7.4 \end{bmatrix}"
        r" \sum_{j=1}^2 t_j = 155.8$"
    ),
    # What would follow, what is asked, what differs from zero because it is greater.
    r"whose natural conclusion would suggest $\pi = 4$.",
    r"The question is whether \((f g)' = f' g'\) and \((f / g)' = f' / g'\).",
    r"Then $x^2 + y^2 > 0 \neq 0$.",
    # An equivalence with its quantifier behind it; letters that count things.
    r"We have $\Phi x = \Phi y \Leftrightarrow x = y$ for any $x, y$.",
    r"$n\leq n + \log n\quad\forall n>0$",
    r"For all $n\ge N$, $$\frac{1}{n}\le \frac{1}{N}$$",
    # A condition behind a comma; the same in a scanned book.
    "$$f(s) = s^2 + 1, \\quad \\text{for all } s \\neq 2$$\n\n$$f(2) = 7$$",
    "$$f(s) = s^2 + 1, \\quad \\text {f o r a l l} s \\neq 2$$\n\n$$f(2) = 7$$",
    # Values at single points that belong to a definition.
    r"Let $p$ be described by $$p(t)= \frac{\pi-t}{2}$$and $p(0)=p(2\pi)=0$.",
    # Signs between relations; primes that make other letters; the words of Chinese authors.
    r"There is no $a=0\lor b=0$, and $p\mid k\lor c=0$.",
    r"From $rs''=sr''$ we know $r''s'=r's''$.",
    r"$\alpha = \beta = 0$. 然而, 当 $(\alpha,\beta)\neq(0,0)$ 时, 总是存在",
    "$p(x) = x^2$. 设 $p(x)$ 是首一的多项式, 证明\n\n$$\\max_{x\\in[-1,1]}|p(x)|\\ge 3$$",
    # The image of an interval, a boolean product, a rotation of the plane after one of space.
    r"Let $f(x)=x^2$. Then $f([-1,2])=[0,4]$.",
    (
        r"Boolean: $A=\begin{bmatrix}1 & 1 \\ 0 & 1\end{bmatrix}$ and"
        r" $A\cdot A=\begin{bmatrix}1 & 1 \\ 0 & 1\end{bmatrix}$"
    ),
    (
        r"$$R(t) = \begin{bmatrix} \cos t & 0 \\ 0 & 1\end{bmatrix}$$ In space"
        r" $$R(0) = \begin{bmatrix} 1 & 0 & 0 \\ 0 & 1 & 0 \\ 0 & 0 & 1 \end{bmatrix}$$"
    ),
    # A condition on a vector, a conclusion from an inequality, a side of a triangle in whole units.
    r"$$\vec{v} = 2 \vec{0} = \vec{0}$$ A solution $\vec{v} \neq \vec{0}$ exists.",
    "$$\\frac{dy}{dt} = f(y) = 0$$\n\n- If $f(y) > 0$, then $\\frac{dy}{dt} > 0$.",
    r"$$(65)\cos(37^\circ) = 52$$ $$\tan^{-1}\Big( \frac{3}{4} \Big) = 37^\circ$$",
    # Letters that are functions of other things; what follows from what is not judged.
    r"With $u(x) = 2x$ and $f(u) = \sin(u)$ we have $\frac{df}{du} = \cos(u)$.",
    "$$y(x) = u_1(x) e^{2x} + u_2(x) x e^{2x}$$\n\n$$y'(x) = 2 u_1(x) e^{2x} + u_2(x) e^{2x}$$",
    "$$u_2(x) = -e^{-x}$$ Another: $$u_2'(x) e^{2x} = \\ln(x) \\implies u_2'(x) = e^{-2x} \\ln x$$",
    (
        "An example: $v = \\begin{bmatrix} 1 \\\\ b \\end{bmatrix}$.\n\n"
        "Putting this into the system gives\n\n"
        r"$$\frac{d}{dt}(v e^{rt}) = \begin{bmatrix} 5 & -2 \\ 3 & -4 \end{bmatrix} (v e^{rt})$$"
    ),
    # A family with a new formula; alternatives for a name; a determinant of another matrix.
    (
        r"$$v_i = \begin{bmatrix} \lambda_i - 1 \\ 1 \end{bmatrix}$$"
        r"$$\lambda_1 = 2 \qquad v_1 = \begin{bmatrix} 1 \\ 1 \end{bmatrix}$$ Second:"
        r"$$v_i = \begin{bmatrix} 2 \\ 5 - \lambda_i \end{bmatrix}$$"
        r"$$\lambda_1 = 4 \qquad v_1 = \begin{bmatrix} 2 \\ 1 \end{bmatrix}$$"
    ),
    "$$x = \\frac{1}{2}, x = -2$$\n\n$$y = 2x + 1$$\n\n$$3x + y = 11$$",
    (
        r"$$A = \begin{bmatrix} 1 & 2 & 3 \\ 0 & 4 & 5 \\ 1 & 0 & 6 \end{bmatrix}$$"
        r"$$|A| = \begin{vmatrix} 2 & 3 \\ -3 & 9 \end{vmatrix} = 27$$"
        r"$$A^{-1} = \frac{1}{27} \begin{bmatrix} 9 & -3 \\ 3 & 2 \end{bmatrix}$$"
    ),
    # No solution; an order that was supposed; what was rounded from the data of a list.
    r"Let $D = 3$. - \(\binom{D}{2}=D!\) has no nontrivial solution.",
    r"For all $x, y$: suppose $x>y$. Then $|x-y| + x = x - y + x$ for all $x, y$.",
    (
        r"The average is -4.2 mm, and the SD of the list is 2.6 mm."
        "\n\n"
        r"$$z = \frac{-4.2}{2.6 / \sqrt{5}} \approx -3.7$$"
    ),
    # Thousands in the rows of a display.
    r"$$\begin{aligned} S &= \frac{s}{n} = 27,178.5316 - 0.5 \\ &= 27178.0316 \end{aligned}$$",
]

ERRORS = [
    r"$f(x) = x^3$, $g(x) = 2x$. Let $h$ be a differentiable function. Then $f(2) = 5$.",
    r"$f(x) = x^3 + 1$. For this function $f$, we see that $f(1) = 1$.",
    r"- weights = \(12 \times 5 = 61\) MB",
    r"It has $4096 \times 4096 = 17.8$ million weights.",
    r"$$(12)(14) = 158$$",
    r"- $5!^{2} = 5 \cdot 4 \cdot 3$",
    r"Then $\ln(e) = 2$.",
    r"The proportion is $1/6=18\%$.",
    (
        r"$t = \begin{bmatrix}e^5 \\ e^2\end{bmatrix} = \begin{bmatrix} 148.4 \\ 7.9 \end{bmatrix}"
        r" \sum_{j=1}^2 t_j$"
    ),
    r"Then $3 \neq 3$.",
    r"$x^2 = 4 \Leftrightarrow x = 2$ for any $x$.",
    r"$n^2 \leq 2n\quad\forall n>0$",
    r"$$x^2 \geq 2x, \quad \text{for all } x \geq 1$$",
    "$$f(s) = s^2 + 1, \\quad \\text{for all } s \\neq 2$$\n\n$$f(3) = 7$$",
    r"We have $p(t)= \frac{\pi-t}{2}$ and $p(0)=0$.",
    r"So $2 + 2 = 4 \land 2 + 3 = 6$.",
    r"From $(f g)' h = f' g' h$ we see it.",
    r"$\alpha = \beta = 0$. 因此 $(\alpha,\beta)\neq(0,0)$.",
    "$p(x) = x^2$. 因此\n\n$$\\max_{x\\in[-1,1]}|p(x)|\\ge 3$$",
    r"Let $f(x)=x^2$. Then $f(-1) = -1$.",
    (
        r"Given $A=\begin{bmatrix}1 & 1 \\ 0 & 1\end{bmatrix}$ and"
        r" $A\cdot A=\begin{bmatrix}1 & 1 \\ 1 & 1\end{bmatrix}$"
    ),
    (
        r"$$R(t) = \begin{bmatrix} \cos t & 0 \\ 0 & 1\end{bmatrix}$$ In it"
        r" $$R(0) = \begin{bmatrix} 0 & 0 \\ 0 & 1 \end{bmatrix}$$"
    ),
    r"$f(x) = x^2 + 1$. If $x > 0$, then $f(3) = 12$.",
    r"$$(65)\cos(37^\circ) = 53$$",
    r"With $u(x) = 2x$ and $f(u) = \sin(u)$ we have $\frac{df}{du} = \cos(2u)$.",
    "$$y(x) = x e^{2x}$$\n\n$$y'(x) = x e^{2x} + 2e^{2x}$$",
    "$$2x + 4 = 10 \\implies x = 4$$",
    "$$x = -2$$\n\n$$y = 2x + 1$$\n\n$$3x + y = 11$$",
    (
        r"$$A = \begin{bmatrix} 1 & 2 \\ 0 & 4 \end{bmatrix}$$"
        r"$$|A| = \begin{vmatrix} 2 & 3 \\ -3 & 9 \end{vmatrix}$$"
    ),
    r"Let $D = 3$. - \(\binom{D}{2}=D!\) has this solution.",
    r"Suppose $x>y$. Then $|x-y| + x = y - x + x$ for all $x, y$.",
    (
        r"The average is -4.2 mm, and the SD of the list is 2.6 mm."
        "\n\n"
        r"$$z = \frac{-4.2}{2.6 / \sqrt{5}} \approx -3.9$$"
    ),
    r"$$\begin{aligned} S &= \frac{s}{n} = 27,178.5316 - 0.5 \\ &= 27177.0316 \end{aligned}$$",
]


@pytest.mark.parametrize("text", ALARMS)
def test_what_was_refuted_at_first_sight_is_no_longer(text: str) -> None:
    assert [e.latex for e in entries(text) if e.verdict == "refuted"] == []


@pytest.mark.parametrize("text", ERRORS)
def test_an_error_of_the_same_form_is_found(text: str) -> None:
    assert "refuted" in [e.verdict for e in entries(text)]


def test_a_condition_behind_a_comma_is_read() -> None:
    found = entries(r"$$x^2 \geq x, \quad \text{for } x \geq 1$$")
    assert [e.verdict for e in found] == ["proved", None]


OF_OTHER_ALGEBRAS = [
    r"Let $G$ be a group and $a, b \in G$. Then $ab = ba$.",
    r"Let $a$ and $b$ be elements of a group. Then $a b a^{-1} = b$.",
    r"Let $p, q$ be quaternions. We have $pq = qp$.",
    r"$\forall x,y\in S_3,~x\cdot y=y\cdot x$",
    "# Groups\n\n$$(ab)^2 = a^2b^2$$",
    r"So is $gf$, and $(gf)^{-1} = g^{-1} f^{-1}$.",
]
OF_NUMBERS = [
    r"$\forall x, y \in \mathbb{R}: (x+y)^2 = x^2 + 2xy + y^2$",
    r"Two groups of students. We have $(x+y)(x-y) = x^2 - y^2$.",
    "# Groups\n\n$$a + b = b + a$$",
]


@pytest.mark.parametrize("text", OF_OTHER_ALGEBRAS)
def test_what_may_not_commute_is_not_proved(text: str) -> None:
    assert {e.verdict for e in entries(text)} <= {None, "undecided"}


@pytest.mark.parametrize("text", OF_NUMBERS)
def test_an_identity_of_numbers_is_proved(text: str) -> None:
    assert entries(text)[-1].verdict == "proved"


def test_all_names_of_a_quantifier_are_bound() -> None:
    found = entries(r"$\forall x, y \in \mathbb{R}: (x+y)^2 = x^2 + y^2$")
    assert [e.verdict for e in found] == [None, "refuted"]


FAILURES = [
    # A display that goes on from a longer one, and a family without a first member.
    "$$\\left( p - zs(p), p + zs(p) \\right) =$$\n\n$$= (0.2, \\quad 0.3) = (0.20, 0.30)$$",
    (
        r"$$x_{t-1} = \sqrt{a_{t-1}} \left(\frac{x_t - \sqrt{1 - a_t} e(x_t, t)}{\sqrt{a_t}}\right)"
        r" + \sqrt{1 - a_{t-1} - s_t^2} \, e(x_t, t) + s_t z$$"
        "\n\n"
        r"$$x_1 = x_0 + \int_0^1 v(x_t, t) \, dt$$"
    ),
]


@pytest.mark.parametrize("text", FAILURES)
def test_nothing_fails(text: str) -> None:
    assert not [e.reason for e in entries(text) if "failed here" in (e.reason or "")]
