r"""What is asked of random variables that a document tells of: means, variances, entropies."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.judging.randomness.polynomials import (
    Atom,
    mean,
    product,
    summed,
    variable,
)
from symnn.documents.judging.randomness.sentences import said_in
from symnn.documents.judging.randomness.shortest import shortest
from symnn.documents.source import Source
from symnn.exact.evaluate import value
from symnn.exact.expression import ONE, Expr, add, mul, power, quotient, rational, symbol
from symnn.functions.lower import lower
from symnn.latex.plain import plain
from tests.documents.judging.verdicts import entries, last

_SAMPLE = (
    "$$\\hat\\mu_m=\\frac1m\\sum_{i=1}^m y^{(i)},\\quad"
    "\\hat\\sigma_m^2=\\frac1m\\sum_{i=1}^m(y^{(i)}-\\hat\\mu_m)^2$$\n\n"
    "The $y^{(i)}$ are i.i.d. with mean $\\mu$ and finite variance $\\sigma^2>0$, and $m\\ge2$."
)
_LAYER = (
    "$$z=\\sum_{j=1}^n w_jx_j$$\n\nThe weights $w_j$ are i.i.d. with mean 0 and variance $s^2$, "
    "and independent of the $x_j$, which are i.i.d. with mean 0 and variance $v$."
)
_INPUTS = (
    "$$z=\\sum_j w_jx_j+b$$\n\nOf the 1,000 inputs $x_j$, 500 are 1 and 500 are 0. "
    "The bias $b$ and the weights $w_j$ are independent Gaussians with mean 0; "
    "$b$ has standard deviation 1."
)
_TOLD = (
    r"$$\mathbb{E}[X]=2,\quad\operatorname{Var}(X)=3,\quad\mathbb{E}[Y]=-1,\quad"
    r"\operatorname{Var}(Y)=4,\quad\operatorname{Cov}(X,Y)=1$$"
)
_PAIR = (
    "The random variables $X$ and $Y$ are independent, with variances $s^2$ and $t^2$. "
    "We look at sums of them."
)
_NORMAL = (
    r"$$p(x_1,x_2)=\mathcal{N}\left(\begin{bmatrix}0\\2\end{bmatrix},"
    r"\begin{bmatrix}0.3&-1\\-1&5\end{bmatrix}\right)$$"
)
_LAWS = (
    r"$$N\sim\mathrm{Poisson}(\lambda),\quad B\sim\mathrm{Bin}(n,p),\quad U\sim\mathrm{U}(a,b)$$"
)
_TABLE = (
    r"$$p_{X,Y}=\begin{bmatrix}\frac38&\frac18\\\frac18&\frac38\end{bmatrix}$$"
    "\n\nThe rows belong to $X$, the columns to $Y$; logarithms are to base 2.\n\n"
    r"$$I(X;Y)=\sum_x\sum_yp_{X,Y}(x,y)\log\frac{p_{X,Y}(x,y)}{p_X(x)p_Y(y)}$$"
)
_DISCRETE = "Let $X$, $Y$ and $Z$ be discrete random variables."
_VECTOR = (
    r"$$\mathbf{y}=\mathbf{A}\mathbf{x}+\mathbf{b},\quad"
    r"\mathbf{x}\sim\mathcal{N}(\boldsymbol{\mu},\boldsymbol{\Sigma})$$"
)
_TESTS = (
    r"$$P(A=1\mid H=1)=1,\quad P(A=1\mid H=0)=0.01,\quad P(B=1\mid H=1)=0.98,\quad "
    r"P(B=1\mid H=0)=0.03,\quad P(H=1)=0.0015$$" + "\n\n"
    "Given $H$ the tests $A$ and $B$ are independent."
)
_COUNTS = r"$$TP=40,\quad FP=10,\quad FN=20,\quad TN=130$$"
_LISTS = (
    r"$$p=\left(\frac12,\frac14,\frac14\right),\quad q=\left(\frac13,\frac13,\frac13\right)$$"
    "\n\nLogarithms are natural."
)
_CORRELATED = (
    r"$$\bar\varepsilon=\frac1k\sum_{i=1}^k\varepsilon_i$$"
    "\n\nThe errors $\\varepsilon_i$ have "
    r"mean zero, variances $\mathbb{E}[\varepsilon_i^2]=v$ and covariances "
    r"$\mathbb{E}[\varepsilon_i\varepsilon_j]=c$."
)

_ALIKE = r"\operatorname{Var}(u)=\operatorname{Var}(v),\ \operatorname{Cov}(u,v)=0\implies"


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_SAMPLE, r"\mathbb{E}[\hat\mu_m]-\mu=0", "proved"),
        (_SAMPLE, r"\operatorname{Var}(\hat\mu_m)=\frac{\sigma^2}m", "proved"),
        (_SAMPLE, r"\operatorname{Var}(\hat\mu_m)=\frac{\sigma^2}{m^2}", "refuted"),
        (_SAMPLE, r"\mathbb{E}[\hat\sigma_m^2]=\frac{m-1}m\sigma^2", "proved"),
        (_SAMPLE, r"\mathbb{E}[\hat\sigma_m^2]=\sigma^2", "refuted"),
        (_SAMPLE, r"\mathrm{SE}(\hat\mu_m)=\frac{\sigma}{\sqrt m}", "proved"),
        (_SAMPLE, r"\sigma=3,\ m=36:\ \mathrm{SE}(\hat\mu_m)=0.5", "proved"),
        (_SAMPLE, r"\operatorname{Cov}(y^{(1)},\hat\mu_m)=\frac{\sigma^2}m", "proved"),
        (_LAYER, r"\operatorname{Var}(z)=ns^2v", "proved"),
        (_LAYER, r"\operatorname{Var}(z)=s^2v", "refuted"),
        (_LAYER, r"s^2=\frac1n\implies\operatorname{Var}(z)=v", "proved"),
        (_LAYER, r"s=\frac1n\implies\operatorname{Var}(z)=v", "refuted"),
        (_INPUTS, r"\text{standard deviation of the }w_j\text{ equal to }1:\ \mathrm{Var}(z)=501",
         "proved"),
        (_INPUTS, r"\text{standard deviation of the }w_j\text{ equal to }1:\ \mathrm{Var}(z)=500",
         "refuted"),
        (_TOLD, r"\operatorname{Var}(X+Y)=9", "proved"),
        (_TOLD, r"\operatorname{Var}(X+Y)=7", "refuted"),
        (_TOLD, r"\mathbb{E}[XY]=-1", "proved"),
        (_TOLD, r"\operatorname{Corr}(X,Y)=\frac1{2\sqrt3}", "proved"),
        (_PAIR, r"\operatorname{Var}(X-Y)=s^2+t^2", "proved"),
        (_PAIR, r"\operatorname{Var}(X-Y)=s^2-t^2", "refuted"),
        (_NORMAL, r"\mathbb{V}[2x_1+x_2]=4\cdot0.3+5-4=2.2", "proved"),
        (_NORMAL, r"\mu_{x_1|x_2=-1}=0.6", "proved"),
        (_NORMAL, r"\sigma^2_{x_1|x_2=-1}=0.1", "proved"),
        (_NORMAL, r"\sigma^2_{x_1|x_2=-1}=0.5", "refuted"),
        (_NORMAL, r"\mathbb{E}[x_1\mid x_2=2]=0", "proved"),
        (_LAWS, r"\mathbb{E}[N^2]=\lambda^2+\lambda", "proved"),
        (_LAWS, r"\operatorname{Var}(B)=np(1-p)", "proved"),
        (_LAWS, r"\operatorname{Var}(B)=np", "refuted"),
        (_LAWS, r"P(N=0)=e^{-\lambda}", "proved"),
        (_LAWS, r"\operatorname{Var}(U)=\frac{b-a}{12}", "refuted"),
        (_TABLE, r"H(X)=1", "proved"),
        (_TABLE, r"I(X;Y)=\frac34\log_2 3-1", "proved"),
        (_TABLE, r"I(X;Y)\approx0.189", "proved"),
        (_TABLE, r"H(X\mid Y)=1", "refuted"),
        (_TABLE, r"p_Y=(\frac12,\frac12)", "proved"),
        (_TABLE, r"I(X;Y)=-\sum_x\sum_yp_{X,Y}(x,y)\log\frac{p_{X,Y}(x,y)}{p_X(x)p_Y(y)}",
         "refuted"),
        (_DISCRETE, r"I(X;Y)=H(X)-H(X\mid Y)", "proved"),
        (_DISCRETE, r"I(X;Y)=H(X)+H(X\mid Y)", "refuted"),
        (_DISCRETE, r"H(X\mid Y,Z)\le H(X\mid Y)", "proved"),
        (_DISCRETE, r"H(X\mid Y)\ge H(X)", "refuted"),
        (_VECTOR, r"\mathbb{V}[\mathbf{y}]=\mathbf{A}\boldsymbol{\Sigma}\mathbf{A}^\top", "proved"),
        (_VECTOR, r"\mathbb{E}[\mathbf{y}]=\mathbf{A}\boldsymbol{\mu}", "refuted"),
        (_TESTS, r"P(A=1,B=1\mid H=0)=0.0003", "proved"),
        (_TESTS, r"P(A=1,B=1\mid H=0)=0.0001", "refuted"),
        (_TESTS, r"P(H=1\mid A=1,B=1)=0.8307", "proved"),
        (_COUNTS, r"\text{precision}=0.8", "proved"),
        (_COUNTS, r"\text{recall}=0.8", "refuted"),
        (_COUNTS, r"F_1=\frac8{11}", "proved"),
        (_LISTS, r"\mathrm{KL}(p\,\|\,q)=\ln3-\frac32\ln2", "proved"),
        (_LISTS, r"\mathrm{KL}(p\,\|\,q)=0", "refuted"),
        (_CORRELATED, r"\mathbb{E}[\bar\varepsilon^2]=\frac1kv+\frac{k-1}kc", "proved"),
        (_CORRELATED, r"\mathbb{E}[\bar\varepsilon^2]=\frac1kv", "refuted"),
        ("", _ALIKE + r"\operatorname{Var}(\tfrac1{\sqrt2}(u+v))=\operatorname{Var}(u)", "proved"),
        ("", _ALIKE + r"\operatorname{Var}(\tfrac12(u+v))=\operatorname{Var}(u)", "refuted"),
        ("", r"\operatorname{Var}(X)=E[X^2]-E[X]^2", "proved"),
    ],
)  # fmt: skip
def test_a_claim(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        # whether they are independent is not said
        ("Let $X$ and $Y$ be random variables with variance 1.", r"\operatorname{Var}(X+Y)=2"),
        ("Let $X$ and $Y$ be random variables with mean 0.", r"\mathbb{E}[XY]=0"),
        # nor whether the members of a family are
        (
            "The $x_i$ have mean 0 and variance 1.",
            r"\operatorname{Var}\left(\sum_{i=1}^nx_i\right)=n",
        ),
        # uncorrelated is less than independent
        (
            "Let $X$ and $Y$ be uncorrelated random variables with mean 0 and variance 1.",
            r"\mathbb{E}[X^2Y^2]=1",
        ),
        # a condition on a letter
        (_LAYER, r"\operatorname{Var}(z)=1"),
        # not of the letters that were told of
        (_LAYER, r"\operatorname{Var}(z)=\kappa"),
        # matrices do not commute
        (_VECTOR, r"\mathbb{V}[\mathbf{y}]=\mathbf{A}^\top\boldsymbol{\Sigma}\mathbf{A}"),
        # the base is not said
        (r"$$p=\left(\frac12,\frac14,\frac14\right)$$", r"H(p)=1"),
        # a mean over one of two variables
        (_PAIR, r"\mathbb{E}_X[X+Y]=0"),
        # the second number of N may be the deviation
        (r"$$X\sim\mathcal{N}(0,3)$$", r"\operatorname{Var}(X)=9"),
        # what the numbers of the mean are false by is itself a claim
        (r"$$\mathbb{E}[X]=2$$", r"\mathbb{E}[X]=3"),
    ],
)
def test_what_is_not_settled(text: str, claim: str) -> None:
    assert last(text, claim) not in ("proved", "refuted")


def test_a_chain_is_not_proved_by_its_arithmetic_alone() -> None:
    found = [
        e.verdict for e in entries(f"{_NORMAL}\n\n$$\\mathbb{{V}}[2x_1+x_2]=4\\cdot0.3+5=6.2$$")
    ]
    assert "refuted" in found


def test_an_unsettled_head_is_shown() -> None:
    text = "Let $X$ be a random variable with mean 2.\n\n$$\\mathbb{E}[\\max(X,0)]=1+1=2$$"
    assert "undecided" in [e.verdict for e in entries(text)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("All $w_i$ and $x_i$ are independent with mean zero.", "independent mean"),
        ("The $X_i$ are i.i.d. Bernoulli with parameter $p$.", "independent bernoulli"),
        ("Let $Z$ be standard normal.", "normal"),
        ("Given $C$, $A$ and $B$ are independent.", "conditional"),
        ("$X$ and $Y$ are not independent.", "dependent"),
        ("Is $X$ independent of $Y$?", ""),
        ("If $X$ has mean 0, all is well.", ""),
    ],
)
def test_what_a_sentence_says(sentence: str, told: str) -> None:
    assert " ".join(said.what for said in said_in(sentence)) == told


def test_names_behind_of_are_not_what_is_spoken_of() -> None:
    text = "The $w_k$ are independent of each other and of the $h_k$, with mean zero."
    (mean_,) = [said for said in said_in(text) if said.what == "mean"]
    assert [plain(name) for name in mean_.names] == ["w_k"]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(-3, 3), min_size=2, max_size=3), st.integers(1, 4))
def test_means_of_power_sums(values: list[int], count: int) -> None:
    """E[(x_1 + … + x_n)^2] over all samples from a list, worked out one by one."""
    size = len(values)

    def moment(powers: tuple[tuple[str, int], ...]) -> Expr:
        ((_, degree),) = powers
        return rational(Fraction(sum(v**degree for v in values), size))

    def joint(blocks: object) -> Expr:
        return mul(ONE, *(moment(tuple(block.items())) for block in blocks))  # type: ignore[attr-defined]

    whole = summed(variable(Atom("x_", "i")), "i", rational(count))
    square = None if whole is None else product(whole, whole)
    found = None if square is None else mean(square, moment, joint)
    first, second = Fraction(sum(values), size), Fraction(sum(v * v for v in values), size)
    expected = count * second + count * (count - 1) * first**2
    assert found is not None
    assert (value(lower(found)) - value(lower(rational(expected)))).sign() == 0


def test_the_shortest_form_has_no_common_factors() -> None:
    x = symbol("x")
    square = add(power(x, rational(2)), mul(rational(-1), x))
    assert shortest(quotient(square, x)) == add(x, rational(-1))
    assert shortest(add(x, mul(rational(-1), x))) == rational(0)


def test_laws_under_a_condition_in_prose_are_not_called_false() -> None:
    """Identical variables, and functions of one another, are what an author speaks of."""
    text = (
        "If $X = Y$ are two identical random variables, then we have $H(X, Y) = H(X) = H(Y)$. "
        "When $Y$ is a deterministic function of $X$ we have $I(X, Y) = H(Y)$; if they are "
        "bijections, $H(Y) = H(X)$.\n"
    )
    assert "refuted" not in [e.verdict for e in judge(Source("a.md", text, "markdown"))]


_ROWS = (
    r"$$p(y,x)=\begin{bmatrix}\frac18&\frac38\\\frac12&0\end{bmatrix}$$"
    "\n\nThe rows are the values of $Y$, the columns those of $X$; $0\\log_2 0=0$.\n\n"
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("H(Y)=1", "proved"),
        ("H(X)=0.954", "proved"),
        ("H(X)=1", "refuted"),
        (r"I(X;Y)=H(X)-H(X\mid Y)", "proved"),
        (r"H(X\mid Y)=0.406", "proved"),
        (r"H(X\mid Y)=H(Y\mid X)", "refuted"),
    ],
)
def test_a_table_given_as_a_function(claim: str, found: str) -> None:
    """The words say which variable the rows belong to."""
    assert last(_ROWS, claim) == found
    swapped = _ROWS.replace("$Y$, the columns those of $X$", "$X$, the columns those of $Y$")
    if claim in ("H(Y)=1", "H(X)=0.954"):
        assert last(swapped, claim) == "refuted"


def test_without_words_a_table_may_be_meant_either_way() -> None:
    """Authors write p(x, y) with rows for x, and with rows for y."""
    assert last(_ROWS.split("\n\n", maxsplit=1)[0], "H(Y)=1") is None
