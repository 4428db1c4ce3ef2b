"""Sequences by recurrences and sums, samples, values in gaps, factors as printed, updates."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

AVERAGE = r"$$m_t=\beta m_{t-1}+(1-\beta)g,\quad m_0=0,\quad \beta=0.8,\quad g\ne0$$"
STEPS = r"$$a_{n+1}=\frac12a_n+3,\qquad a_0=2$$"
ROOT = r"$$y_{k+1}=\frac12\left(y_k+\frac{2}{y_k}\right),\quad y_0=1$$"
GROWS = r"$$u_{n+1}=3u_n-2,\quad u_0=2$$"
RETURNS = (
    r"$$G_t=\sum_{k=0}^\infty\gamma^kr_{t+k+1},\quad \gamma=0.9,\qquad"
    r" (r_1,r_2,r_3,r_4)=(0,1,0,2),\ r_t=0 \text{ for } t>4$$"
)
OPEN_RETURNS = r"$$G_t=\sum_{k=0}^\infty\gamma^kr_{t+k+1}$$"
HORIZON = r"$$R_t=\sum_{k=t+1}^{T}\gamma^{k-t-1}r_k$$"
WEIGHTED = r"$$w_t=(1-\beta)\sum_{k=1}^t\beta^{t-k}g_k,\qquad s_n=\sum_{k=0}^na_k$$"
GAP = r"$$h(x)=x\log(x)\ (x>0),\ h(0)=0,\qquad f(x)=\cosh(cx)\ (c>0)$$"
POINT_INSIDE = r"$$p(x)=x^2\ (x\ge0),\ p(1)=2$$"
SAMPLE = (
    r"$$m=\frac1{|\mathcal{B}|}\sum_{i\in\mathcal{B}}b_i,\quad"
    r" s=\sqrt{\frac1{|\mathcal{B}|}\sum_{i\in\mathcal{B}}(b_i-m)^2},\qquad"
    r" \{b_i\}=\{1,2,3,6\},\ |\mathcal{B}|=4$$"
)
PART = (
    r"$$\mathcal{B}=\{1,3\},\quad m=\frac1{|\mathcal{B}|}\sum_{i\in\mathcal{B}}b_i,\qquad"
    r" b=(1,2,3,6)$$"
)
POINTS = r"$$x^{(1)}=1,\quad x^{(2)}=3,\quad x^{(3)}=-2,\qquad q(x)=2x-1$$"
LEARNING = (
    r"$$Q(s,a)\leftarrow Q(s,a)+\alpha\left(r+\gamma\max_{a'}Q(s',a')-Q(s,a)\right),\quad"
    r" \gamma=0.9$$"
)
SET = r"\alpha=0.1,\ r=1,\ \max_{a'}Q(s',a')=2,\ Q(s,a)=1:\ "
DESCENT = r"$$\theta\leftarrow\theta-\eta\nabla J(\theta),\qquad J(\theta)=\theta^2$$"

PROVED = [
    (AVERAGE, r"\lim_{t\to\infty}m_t=g"),
    (AVERAGE, r"\lim_{k\to\infty}m_k=g"),
    (AVERAGE, r"m_3=0.488\,g"),
    (AVERAGE, r"m_3=0.49\,g"),
    (STEPS, r"\lim_{n\to\infty}a_n=6"),
    (STEPS, r"\lim_{n\to\infty}a_n^2=36"),
    (ROOT, r"\lim_{k\to\infty}y_k=\sqrt2"),
    (RETURNS, r"G_1=2.62"),
    (RETURNS, r"G_5=0"),
    (RETURNS, r"G_0=2.358"),
    (OPEN_RETURNS, r"G_t=r_{t+1}+\gamma G_{t+1}"),
    (OPEN_RETURNS, r"G_t-\gamma G_{t+1}=r_{t+1} \text{ for all } t"),
    (OPEN_RETURNS, r"G_t=r_{t+1}+\gamma r_{t+2}+\gamma^2G_{t+2}"),
    (HORIZON, r"R_t=r_{t+1}+\gamma R_{t+1}"),
    (WEIGHTED, r"w_t=\beta w_{t-1}+(1-\beta)g_t"),
    (WEIGHTED, r"s_{n+1}-s_n=a_{n+1}"),
    (GAP, r"h'(x)=\log(x)+1\quad(x>0)"),
    (GAP, r"h(0)=0"),
    (GAP, r"h(e)=e"),
    (GAP, r"h\left(\frac1e\right)=-0.368"),
    (GAP, r"f'(x)=c\sinh(cx)"),
    (SAMPLE, r"m=3"),
    (SAMPLE, r"s=1.871"),
    (PART, r"m=2"),
    (POINTS, r"\max_iq(x^{(i)})=5"),
    (POINTS, r"\sum_iq(x^{(i)})=1"),
    (LEARNING, SET + r"Q(s,a)\leftarrow1.18"),
    (DESCENT, r"\eta=0.1,\ \theta=5:\ \theta\leftarrow4"),
]

REFUTED = [
    (AVERAGE, r"\lim_{t\to\infty}m_t=5g"),
    (AVERAGE, r"m_3=0.47\,g"),
    (STEPS, r"\lim_{n\to\infty}a_n=3"),
    (ROOT, r"\lim_{k\to\infty}y_k=2"),
    (RETURNS, r"G_1=2.36"),
    (RETURNS, r"G_t=\gamma r_{t+1}+G_{t+1}"),
    (OPEN_RETURNS, r"G_t=\gamma r_{t+1}+G_{t+1}"),
    (HORIZON, r"R_t=r_{t+1}+R_{t+1}"),
    (WEIGHTED, r"w_t=\beta w_{t-1}+\beta g_t"),
    (GAP, r"h(0)=1"),
    (SAMPLE, r"m=4"),
    (SAMPLE, r"s=2.160"),
    (POINTS, r"\min_iq(x^{(i)})=1"),
    (LEARNING, SET + r"Q(s,a)\leftarrow1.28"),
    (DESCENT, r"\eta=0.1,\ \theta=5:\ \theta\leftarrow4.5"),
]

OPEN = [
    (GROWS, r"\lim_{n\to\infty}u_n=1"),  # that is given back, and the sequence does not go there
    (STEPS, r"\lim_{n\to\infty}n(a_n-6)=0"),
    (OPEN_RETURNS, r"G_1=2.62"),
    (r"$$r_1=0,\quad G=\sum_{k=0}^\infty r_{k+1}$$", r"G=0"),
    (LEARNING, r"\alpha=0.1,\ r=1,\ Q(s,a)=1:\ Q(s,a)\leftarrow1.18"),
    (LEARNING, r"Q(s,a)\leftarrow1.28"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_what_is_true_is_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_what_is_false_is_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_is_not_settled_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_a_value_at_a_point_of_the_range_is_no_case() -> None:
    assert last(POINT_INSIDE, r"p(1)=2") != "proved"


def test_a_tail_ends_with_its_section() -> None:
    given = RETURNS + "\n\n# Another\n\n" + r"$$G=r_1+r_7,\quad r_1=2$$"
    assert last(given, r"G=2") is None


RESIDUAL = r"$$u_1=x+f_1(x),\quad u_2=u_1+f_2(u_1),\quad y=u_2+f_3(u_2)$$"
SQUARE = r"$$h_1=x+f_1[x],\quad y=h_1+f_2[h_1]$$"
MIXED = r"$$h=g(x),\quad y=x+f(h)$$"
PIECES = r"$$f[x]=\begin{cases}2x&x<0\\3x&x\ge0\end{cases}$$"
PARABOLA = r"$$q(x)=x^2$$"
STAR = r"$$a\star b=a+b-ab,\qquad a,b\in\mathbb{R}\setminus\{1\}$$"
FALSE_INVERSE = r"f^{-1}[x]=\begin{cases}2x&x<0\\\frac{x}{3}&x\ge0\end{cases}"

COMPOSED = [
    (RESIDUAL, r"y=x+f_1(x)+f_2(u_1)+f_3(u_2)", "proved"),
    (RESIDUAL, r"\frac{dy}{dx}=(1+f_1'(x))(1+f_2'(u_1))(1+f_3'(u_2))", "proved"),
    (RESIDUAL, r"\frac{dy}{dx}=\frac{dy}{du_1}\frac{du_1}{dx}", "proved"),
    (SQUARE, r"\frac{\partial y}{\partial x}=(1+f_1'[x])(1+f_2'[h_1])", "proved"),
    (RESIDUAL, r"y=x+f_1(x)+f_2(x)+f_3(x)", "refuted"),
    (RESIDUAL, r"\frac{dy}{dx}=1+f_1'(x)+f_2'(u_1)+f_3'(u_2)", "refuted"),
    (SQUARE, r"\frac{\partial y}{\partial x}=1+f_1'[x]+f_2'[h_1]", "refuted"),
    (PIECES, r"f^{-1}[6]=2", "proved"),
    (PIECES, r"f^{-1}[x]=\begin{cases}\frac x2&x<0\\\frac x3&x\ge0\end{cases}", "proved"),
    (PIECES, FALSE_INVERSE, "refuted"),
    (STAR, r"a\star\frac{a}{a-1}=0\text{ for all } a\in\mathbb{R}\setminus\{1\}", "proved"),
    (STAR, r"a\star(-a)=0\text{ for all } a\in\mathbb{R}\setminus\{1\}", "refuted"),
    (STAR, r"2\star x=5\iff x=-3", "proved"),
    (STAR + r"$$x=7$$", r"2\star x=5\iff x=-3", "proved"),
    (STAR, r"2\star x=5\iff x=3", "refuted"),
]


@pytest.mark.parametrize(("given", "claim", "verdict"), COMPOSED)
def test_compositions_inverses_and_solutions(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_what_may_be_meant_otherwise_stays_open() -> None:
    assert last(MIXED, r"\frac{\partial y}{\partial x}=1") not in ("proved", "refuted")
    assert last(PARABOLA, r"q^{-1}(x)=\sqrt{x}") != "refuted"
    assert last(STAR, r"x\star x=0\iff x=2") not in ("proved", "refuted")


CURVES = r"$$f(x)=x^2-4x+1,\qquad h(x)=xe^{-x}$$"
NEWTON = r"$$z_{n+1}=z_n-\frac{z_n^2-3}{2z_n},\quad z_0=2$$"
LINEAR = r"$$A=\begin{bmatrix}1&1\\0&2\end{bmatrix},\quad b=\begin{bmatrix}3\\4\end{bmatrix}$$"
MEASURED = (
    r"$$w=(2,-1),\quad x^{(1)}=(1,1),\ t^{(1)}=1,\quad x^{(2)}=(0,2),\ t^{(2)}=-1$$"
    "\n\n"
    r"$$m(x,t)=t\,(w\cdot x)$$"
)
SARSA = r"$$Q[s,a]\leftarrow Q[s,a]+\eta\left(r+\gamma Q[s',a']-Q[s,a]\right),\quad\gamma=0.5$$"
AT = r"\eta=0.2,\ r=3,\ Q[s',a']=4,\ Q[s,a]=1:\ "

MORE = [
    (CURVES, r"\text{the minimum of } f \text{ over } 3\le x\le5 \text{ is } -2", "proved"),
    (CURVES, r"\text{the minimum of } f \text{ for } x\ge3 \text{ is } -2", "proved"),
    (CURVES, r"\text{the maximum of } h \text{ over } x\ge0 \text{ is } \frac1e", "proved"),
    (CURVES, r"\text{the minimum of } f \text{ over } 3\le x\le5 \text{ is } -3", "refuted"),
    (NEWTON, r"\lim_{n\to\infty}z_n=\sqrt3", "proved"),
    (NEWTON, r"\lim_{n\to\infty}z_n=1.5", "refuted"),
    (LINEAR, r"x=\begin{bmatrix}1\\2\end{bmatrix}\text{ satisfies } Ax=b", "proved"),
    (LINEAR, r"x=\begin{bmatrix}2\\2\end{bmatrix}\text{ satisfies } Ax=b", "refuted"),
    (MEASURED, r"m(x^{(2)},t^{(2)})=2", "proved"),
    (MEASURED, r"m(x^{(2)},t^{(2)})=-2", "refuted"),
    (SARSA, AT + r"Q[s,a]\leftarrow1.8", "proved"),
    (SARSA, AT + r"Q[s,a]\leftarrow2", "refuted"),
]


@pytest.mark.parametrize(("given", "claim", "verdict"), MORE)
def test_ranges_data_and_solutions(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_a_letter_with_a_value_is_not_surely_solved_for() -> None:
    assert last(r"Let $x=3$.", r"x^2=4 \iff x=2 \text{ or } x=3") != "refuted"
    assert last(NEWTON, r"\lim_{n\to\infty}z_n=1.73") != "refuted"
