r"""Slopes by weights and at settings, of functions of columns, and on both sides of a kink."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NEURON = r"$$n(x_1,x_2)=w_1x_1+w_2^2x_2+b,\quad w_1=3,\ w_2=1,\ b=0$$"
COST = r"$$C(w)=\frac{\sigma(w+b)^2}{2},\quad \sigma(z)=\frac{1}{1+e^{-z}},\quad b=0.9$$"
COLUMNS = (
    r"$$f\begin{pmatrix}x_1\\x_2\end{pmatrix}=3x_1+x_2^2,\qquad "
    r"g\begin{pmatrix}y_1\\y_2\\y_3\end{pmatrix}"
    r"=\begin{pmatrix}y_1+2y_2+3y_3\\y_1y_2y_3\end{pmatrix}$$"
)
KINK = r"$$y=\mathrm{relu}(2x+1),\qquad \mathrm{relu}(t)=\max(0,t)$$"
COUNTED = r"$$y=\frac{1}{|x|}\sum_i\left[(x_i+2)^2+3\right],\qquad x=(0,1,2),\quad |x|=3$$"
SHARE = r"$$S=\exp(-p/N),\quad p,N>0$$"
NORMAL = (
    r"$$\ell(\mu,\sigma^2)=-\frac n2\log(2\pi\sigma^2)"
    r"-\frac{1}{2\sigma^2}\sum_{i=1}^n(x_i-\mu)^2$$"
)
VARIANCE = (
    r"\frac{\partial\ell}{\partial\sigma^2}"
    r"=-\frac{n}{2\sigma^2}+\frac{1}{2\sigma^4}\sum_{i=1}^n(x_i-\mu)^2"
)
DENSITY = r"$$f=\frac{1}{\sqrt{\tau^2}}$$"
CONDITION = r"a+bx-\log p(x)=0 \text{ for all } x"
GRAPH = r"$$J=3v,\quad v=a+u,\quad u=bc$$ $$a=5,\quad b=3,\quad c=2$$"
BOUND = r"$$K(\mu,\sigma^2)=\frac12\left(\sigma^2+\mu^2-1-\log[\sigma^2]\right),\quad \sigma^2>0$$"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        # by a weight, at the arguments behind the slope
        (NEURON, r"\frac{\partial n}{\partial w_2}(1,-2)=-4", "proved"),
        (NEURON, r"\frac{\partial n}{\partial w_2}(x_1,x_2)=2w_2x_2", "proved"),
        ("$$f(x)=wx+b$$", r"\frac{\partial f}{\partial w}(x)=x", "proved"),
        ("$$f(x)=wx+b$$", r"\frac{\partial f}{\partial b}(3)=2", "refuted"),
        ("$$f(x)=wx+b$$", r"\frac{\partial f}{\partial w}(1-x)=x", "undecided"),
        # where the letter was set
        (COST, r"w=0.6:\quad \frac{dC}{dw}=0.1219", "proved"),
        (COST, r"w=0.6:\quad \frac{dC}{dw}=0.1319", "refuted"),
        # functions of columns
        (COLUMNS, r"f\begin{pmatrix}1\\2\end{pmatrix}=7", "proved"),
        (COLUMNS, r"f\begin{pmatrix}1\\2\end{pmatrix}=5", "refuted"),
        (COLUMNS, r"\frac{\partial f}{\partial x_2}\begin{pmatrix}a\\b\end{pmatrix}=2b", "proved"),
        (COLUMNS, r"J_g(y)=\begin{pmatrix}1&2&3\\y_2y_3&y_1y_3&y_1y_2\end{pmatrix}", "proved"),
        (
            r"$$A=\begin{pmatrix}1&2\\3&4\end{pmatrix}$$",
            r"A\begin{pmatrix}x\\y\end{pmatrix}=\begin{pmatrix}x+2y\\3x+4y\end{pmatrix}",
            "proved",
        ),
        # on both sides of a kink
        (KINK, r"\frac{dy}{dx}=2 \text{ for all } x\in\mathbb{R}", "refuted"),
        (KINK, r"\frac{dy}{dx}=2 \text{ for all } x>-1", "refuted"),
        (KINK, r"\frac{dy}{dx}=2 \text{ for all } x>0", "proved"),
        ("$$f(x)=|x|+|x-1|$$", r"f'(x)=0 \text{ for all } x>0", "refuted"),
        # for all of some letters, whatever the others are
        ("", r"\frac{(w+\epsilon)^2-w^2}{\epsilon}=2w \text{ for all } \epsilon>0", "refuted"),
        ("", r"(a+\epsilon)^2=a^2+2a\epsilon+b\epsilon^2 \text{ for all } \epsilon>0", None),
        # bars that count the entries of a list
        (COUNTED, "y=12.6667", "proved"),
        (COUNTED, r"\frac{\partial y}{\partial x_i}=2(x_i+2)", "refuted"),
        (r"$$x=(3,4),\quad |x|=5$$", "|x|^2=25", "proved"),
        # logarithms taken away from an order
        (
            "",
            r"\log\frac{a+b}{2}\ge\frac{\log a+\log b}{2} \text{ for all } a,b>0",
            "proved",
        ),
        ("", r"\log(1+x^2)\ge\log(3x)\text{ for all } x>0", "refuted"),
        # letters that cancel, and quotients that are set
        (SHARE, r"p/N=0.5:\quad S=0.607", "proved"),
        (SHARE, r"p/N=0.5:\quad S=0.707", "refuted"),
        (SHARE, r"p=0.5N:\quad S=0.607", "proved"),
        (SHARE, r"p/N=0.5:\quad p=0.5", None),
        ("$$p=2,\\ N=4$$", r"p/N=0.5:\quad p+N=6", "proved"),
        # by a variance
        (NORMAL, VARIANCE, "proved"),
        (NORMAL, r"\frac{\partial\ell}{\partial\sigma^2}=-\frac{n}{\sigma^2}", "undecided"),
        (DENSITY, r"\frac{\partial}{\partial\tau^2}\log f=-\frac{1}{2\tau^2}", "proved"),
        ("$$f=w^3$$", r"\frac{\partial f}{\partial w^2}=6w", None),
        (r"$$p(x)=\frac{\lambda}{2}e^{-\lambda|x|}$$", CONDITION, None),
        # differentials in braces of their own
        (GRAPH, r"\frac{{dv}}{da} =1", "proved"),
        (GRAPH, r"\frac{{dJ}}{{db}}=6", "proved"),
        (GRAPH, r"\frac{{dJ}}{db}=5", "refuted"),
        (GRAPH, r"a=5:\quad\frac{{dv}}{{da}}=1", "proved"),
        (GRAPH, r"\frac{{\partial J}}{{\partial b}}=3c", "proved"),
        # ranges of squares
        (BOUND, r"K(\mu,\sigma^2)\ge 0 \text{ for all } \mu \text{ and } \sigma^2>0", "proved"),
        (BOUND, r"K(\mu,\sigma^2)\ge 1 \text{ for all } \mu \text{ and } \sigma^2>0", "refuted"),
        ("", r"\sigma^2+1/\sigma^2\ge 3 \text{ for all } \sigma^2>0", "refuted"),
    ],
)
def test_verdicts(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected
