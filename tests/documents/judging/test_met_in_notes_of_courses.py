"""Forms that courses and guides write, met in works that were not seen before."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LISTS = r"$$y=(3,-0.5,2,7),\quad \hat y=(2.5,0.0,2,8),\quad \bar y=\frac14\sum_{i=1}^4y_i$$"
ERROR = rf"{LISTS} $$M=\frac14\sum_{{i=1}}^4|y_i-\hat y_i|$$"
SHARE = (
    rf"{LISTS} $$R^2=1-\frac{{\sum_{{i=1}}^4(y_i-\hat y_i)^2}}"
    r"{\sum_{i=1}^4(y_i-\bar y)^2}$$"
)
ENTROPY = (
    r"$$J=-\frac1n\sum_{i=1}^n\left(y_i\log(p_i)+(1-y_i)\log(1-p_i)\right),\quad n=3$$"
    r" $$y=(1,0,1),\quad p=(0.1,0.8,0.6),\quad \log \text{ natural}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        # a partial slope of a formula in several letters, whatever its name
        ("$$Q=3a^3-b^2$$", r"\frac{\partial Q}{\partial b}=-2b", "proved"),
        ("$$Q=3a^3-b^2$$", r"\frac{\partial Q}{\partial b}=2b", "refuted"),
        ("$$y=wx+b$$", r"\frac{\partial y}{\partial w}=w", "refuted"),
        ("$$y=x^2$$", r"\frac{dy}{dx}=y", None),
        # entries of a list with a hat, and the mean once it is told
        (ERROR, "M=0.5", "proved"),
        (ERROR, "M=0.25", "refuted"),
        (SHARE, "R^2=0.949", "proved"),
        (SHARE, "R^2=0.957", "refuted"),
        # a remark on the logarithm is no entry of a list
        (ENTROPY, "J=1.474", "proved"),
        (r"$$p=(0.1,0.9)\quad\text{with natural logarithms}$$", r"\sum_i p_i=1", "proved"),
    ],
)
def test_what_notes_of_courses_say(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected


LOSS = r"$$L(w)=(w_1+w_2-1)^2+(w_1+2w_2-3)^2$$"
STEPS = r"$$w \leftarrow w - 0.2 (w-3),\quad w_0=1$$"
FAMILY = r"$$\mathrm{Vol}_D[r]=\frac{r^D\pi^{D/2}}{\Gamma(D/2+1)}$$"
LOGIT = r"$$\eta=\log\left(\frac{\phi}{1-\phi}\right),\quad 0<\phi<1$$"
MARGIN = r"$$\ell(y,s)=\max(0, 1-ys),\quad y\in\{-1,1\},\ s\in\mathbb{R}$$"
SCORE = r"$$F_\beta=\frac{(\beta^2+1)PR}{\beta^2P+R}$$"
COUNTS = r"$$tp=2,\ tn=0,\ fp=1,\ fn=1$$"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        # gradients by the one vector that a function is of, and where they are taken
        (LOSS, r"\nabla_w L(1,2)=(8,12)", "proved"),
        (LOSS, r"\nabla_w L([0,0])=[-8,-14]", "proved"),
        (LOSS, r"\nabla_w^2 L(w)=\begin{bmatrix}4&6\\6&10\end{bmatrix}", "proved"),
        (LOSS, r"\nabla_w^2 L(w)=\begin{bmatrix}2&3\\3&5\end{bmatrix}", "refuted"),
        # an update beside its start is a recurrence
        (STEPS, "w_1=1.4", "proved"),
        (STEPS, "w_2=1.72", "proved"),
        (STEPS, "w_1=1.5", "refuted"),
        # bars of places
        ("$$z=3(x+2)^2$$", r"z\bigr\rvert_{x=1}=27", "proved"),
        ("$$z=3(x+2)^2$$", r"\frac{dz}{dx}\rvert_{x=1}=19", "refuted"),
        # families in a dimension, with square brackets
        (FAMILY, r"\mathrm{Vol}_2[r]=\pi r^2", "proved"),
        (FAMILY, r"\mathrm{Vol}_{10}[0.5]=0.00249", "proved"),
        ("$$V_D(r)=r^D$$", r"\frac{V_{D+2}(r)}{V_D(r)}=r^2", "proved"),
        # a letter as a formula in names that were made of it
        (LOGIT, r"\phi=\frac{1}{1+e^{-\eta}}", "proved"),
        (LOGIT, r"-\log(1-\phi)=\log(1+e^\eta)", "proved"),
        ("$$y=2x+1$$", r"x=\frac{y-1}{2}", "proved"),
        ("$$y=2x+1$$", r"x=\frac{y+1}{2}", None),
        # what labels are restricts no formula
        (MARGIN, r"\ell(y,s)=0 \text{ for } ys\ge1", "proved"),
        (MARGIN, r"\frac{\partial\ell}{\partial s}=-y \text{ for } ys<1", "proved"),
        # an equation solved for a letter
        ("", r"x=ax+b\implies x=\frac{b}{1-a}", "proved"),
        ("", r"z=\sqrt{a}x+w\implies x=\frac{z-w}{\sqrt a}", "proved"),
        ("", r"z=\sqrt{a}x+w\implies x=\frac{z-w}{a}", "refuted"),
        ("", r"ax=0\implies x=0", None),
        ("", r"p=\rho p+q\implies p=\frac{q}{\rho}", "refuted"),
        ("", r"ax+x=bx\implies x=0", None),
        ("", r"ax+x=bx\implies x=1", None),
        (
            SCORE,
            r"\alpha=\frac{1}{\beta^2+1}\implies F_\beta=\frac{PR}{\alpha R+(1-\alpha)P}",
            "proved",
        ),
        # counts in small letters
        (COUNTS, r"\frac{tp}{tp+fn}=0.67", "proved"),
        ("$$t=2,\\ p=3$$", "tp=6", "proved"),
        # logarithms taken away
        ("", r"\log(-1)+\log(-2)=\log 2", "undecided"),
        ("", r"\log(1+e^x)=x+\log(1+e^{-x})", "proved"),
        # one digit of a short decimal
        ("", r"1-0.9\cdot\frac{99}{100}=0.1", "undecided"),
        ("", r"1-0.9\cdot\frac{99}{100}\approx0.1", "proved"),
        ("", r"\frac23=0.7", "proved"),
    ],
)
def test_more_that_notes_of_courses_say(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected


CHANCE = r"$$P(T_{left})=.05\cdot.20\cdot.20,\quad P(T_{right})=.05\cdot.10$$"
SIGMOID = r"$$f(x)=\frac{1}{1+e^{-x}},\quad g(x)=(x+1)/3$$"
RULE = r"$$\mathbf{w}_{t+1}=\mathbf{w}_t-0.1\,\mathbf{w}_t,\quad \mathbf{w}_0=[0,0]$$"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        # a number behind the product that a chance was given as
        (CHANCE, "P(T_{left})=0.002", "proved"),
        (CHANCE, r"P(T_{left})=2.0\times10^{-3}", "proved"),
        (CHANCE, r"\frac{P(T_{left})}{P(T_{right})}=0.4", "proved"),
        (CHANCE, "P(T_{left})=0.003", "undecided"),
        # inverses in compositions
        (SIGMOID, r"f^{-1}\circ g(0)=-\ln 2", "proved"),
        (SIGMOID, r"(f^{-1}\circ f)(0.3)=0.3", "proved"),
        (SIGMOID, r"f^{-1}\circ g(0)=\ln 2", "refuted"),
        # what is counted behind a number
        (r"$$n=3 \text{ scales},\ m=3 \text{ ratios}$$", "n+m-1=5", "proved"),
        # a list is no claim about the lists of a recurrence
        (RULE, r"\mathbf{w}=[2,-1]:\quad\mathbf{w}\cdot[2,0]=4", "proved"),
        # an equation that another one, or an example, gave its letters values for
        (
            r"$$\gamma=0.9:\quad \gamma^2=0.81$$",
            r"v=\gamma v+g\implies v=\frac{g}{1-\gamma}",
            "proved",
        ),
        # one digit of a short decimal is no new value either
        (r"$$a_k=1-0.9\cdot\frac{k}{100}$$ $$a_{99}=0.1$$", "a_{99}=0.109", "proved"),
    ],
)
def test_values_that_notes_of_courses_give(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected


WORDS = (
    r"$$h_1=2,\ h_2=3,\quad prediction=0.1h_1+0.2h_2,\quad actual=1$$"
    r" $$Error=\frac12(prediction-actual)^2$$"
)
BOLD = r"\mathbf{z}=\sqrt{a}\mathbf{x}+b\mathbf{w}\implies\mathbf{x}="


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        # words as names, whatever letters stand alone beside them
        (WORDS, "prediction=0.8", "proved"),
        (WORDS, "Error=0.02", "proved"),
        (WORDS, "Error=0.03", "refuted"),
        (r"$$a=1,\ b=2,\ c=3$$", "abc=6", "proved"),
        # names further on in a display are of the set behind them
        (r"$$w_3=2,\quad x_1,x_2,x_3\in\{0,1\}$$", "w_3+1=3", "proved"),
        # vectors with numbers before them
        (
            "",
            rf"{BOLD}\frac{{1}}{{\sqrt{{a}}}}\mathbf{{z}}-\frac{{b}}{{\sqrt{{a}}}}\mathbf{{w}}",
            "proved",
        ),
        ("", rf"{BOLD}\frac{{1}}{{\sqrt{{a}}}}\mathbf{{z}}-\frac{{b}}{{a}}\mathbf{{w}}", "refuted"),
        (
            "",
            r"\mathbf{y}=\mathbf{A}\mathbf{x}\implies\mathbf{x}=\frac{\mathbf{y}}{\mathbf{A}}",
            None,
        ),
        ("", r"\mathbf{y}=A\mathbf{x}\implies\mathbf{x}=\frac{\mathbf{y}}{A}", None),
    ],
)
def test_words_and_vectors(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected
