r"""Capitals as numbers, words as indices, settings of what is no name, lists with dots."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def verdicts(*displays: str) -> list[str | None]:
    """The verdicts on the last of several displays."""
    text = "\n\n".join(f"$${display}$$" for display in displays)
    before = len(entries("\n\n".join(f"$${display}$$" for display in displays[:-1])))
    return [entry.verdict for entry in entries(text)[before:]]


BOOST = r"J(H)=e^{-H}P+e^{H}(1-P),\quad 0<P<1"
SCALING = r"L(N,D)=E+\frac{A}{N^\alpha}+\frac{B}{D^\beta}"
HINGE = r"\ell(s)=\max(0,1-ys),\quad y\in\{-1,1\}"
WORDS = r"\text{idf}_t=\log_{10}\left(\frac{M}{\text{df}_t}\right),\quad M=37"
COUNTS = r"\text{df}_{\text{Romeo}}=1,\ \text{df}_{\text{salad}}=2,\ \text{df}_{\text{good}}=37"
TERMS = r"\text{tf}_{t,d}=\log_{10}(\text{count}(t,d)+1)"
MARGIN = r"L_k=T_k\max(0,0.9-\|\mathbf{v}_k\|)^2+0.5(1-T_k)\max(0,\|\mathbf{v}_k\|-0.1)^2"
DATA = r"(y_1,\ldots,y_4)=(1,3,2,5),\quad V=\sum_{i=1}^4(y_i-\bar y)^2"
PIXELS = (
    r"I_1=\begin{bmatrix}5&3\\1&2\end{bmatrix},\quad I_2=\begin{bmatrix}1&2\\1&4\end{bmatrix},"
    r"\quad d(I_1,I_2)=\sum_p\left|I_1^p-I_2^p\right|"
)
FRAME = r"W\in\mathbb{R}^{d\times d'},\ W^{\top}W=I,\quad x\in\mathbb{R}^d"


@pytest.mark.parametrize(
    ("told", "claim", "found"),
    [
        ((BOOST,), r"\frac{\partial J(H)}{\partial H}=-e^{-H}P+e^{H}(1-P)", "proved"),
        ((SCALING,), r"\frac{\partial L}{\partial N}=-\frac{\alpha A}{N^{\alpha+1}}", "proved"),
        ((SCALING,), r"\frac{\partial L}{\partial N}=\frac{\alpha A}{N^{\alpha+1}}", "refuted"),
        ((), r"\frac{d}{dx}(A\ln x+B\ln(1-x))=\frac Ax-\frac B{1-x} \text{ for } 0<x<1", "proved"),
        ((), r"AB-BA=0", None),
        ((), r"(A+B)^2=A^2+2AB+B^2", None),
        ((HINGE,), r"\frac{d\ell}{ds}=-\frac1y \text{ whenever } ys<1", "proved"),
        ((HINGE,), r"\ell'(s)=-y^3 \text{ for } ys<1", "proved"),
        ((HINGE,), r"\frac{d\ell}{ds}=y \text{ whenever } ys<1", "refuted"),
        ((r"f(x,y)=\frac a{x^2}+\frac b{y^2}",), r"\frac{\partial f}{\partial x}=-\frac a{x^3}",
         "refuted"),
        ((), r"\frac1{x^\alpha}=x^{-\alpha}", "proved"),
        ((WORDS, COUNTS), r"\text{idf}_{\text{Romeo}}=1.57", "proved"),
        ((WORDS, COUNTS), r"\text{idf}_{\text{salad}}=1.28", "refuted"),
        ((WORDS, COUNTS), r"\text{idf}_{\text{good}}=0", "proved"),
        ((r"x_t=2x_{t-1}", r"x_1=1"), r"x_{\text{max}}=3", None),
        ((DATA,), r"\sum_i y_i=11", "proved"),
        ((DATA,), r"V=8.75", "proved"),
        ((PIXELS,), r"d(I_1,I_2)=7", "proved"),
        ((PIXELS,), r"d(I_1,I_2)=3", "refuted"),
        ((FRAME,), r"\|WW^{\top}x-x\|_2^2=x^{\top}x-x^{\top}WW^{\top}x", "proved"),
        ((r"RSS=2,\quad TSS=8,\quad R^2=1-\frac{RSS}{TSS}",), r"R^2=0.75", "proved"),
        ((r"RSS=2,\quad TSS=8,\quad R^2=1-\frac{RSS}{TSS}",), r"R^2=0.25", "refuted"),
    ],
)  # fmt: skip
def test_what_is_read_at_first_sight(told: tuple[str, ...], claim: str, found: str | None) -> None:
    assert verdicts(*told, claim)[0] == found


@pytest.mark.parametrize(
    ("told", "claim", "found"),
    [
        (MARGIN, r"T_k=0,\ \|\mathbf{v}_k\|=0.5:\quad L_k=0.08", "proved"),
        (MARGIN, r"T_k=1,\ \|\mathbf{v}_k\|=0.7:\quad L_k=0.02", "refuted"),
        (TERMS, r"\text{count}(\text{wit},d)=99:\quad \text{tf}_{\text{wit},d}=2", "proved"),
        (TERMS, r"\text{count}(\text{wit},d)=99:\quad \text{tf}_{\text{wit},d}=3", "refuted"),
    ],
)
def test_an_expression_is_set_before_a_colon(told: str, claim: str, found: str) -> None:
    assert verdicts(told, claim)[-1] == found


def test_a_norm_without_a_setting_stays_open() -> None:
    assert verdicts(MARGIN, r"T_k=0:\quad L_k=0.08")[-1] is None


LINE = (
    r"f_{w,b}(x)=wx+b,\quad (x_1,\ldots,x_3)=(1,2,3),\ (y_1,\ldots,y_3)=(2,4,7),"
    r"\quad L(w,b)=\frac13\sum_{i=1}^3(f_{w,b}(x_i)-y_i)^2"
)
STEPS = (
    r"(w_0,b_0)=(0,0),\quad w_{k+1}=w_k-0.01\frac{\partial}{\partial w}L(w_k,b_k),\quad "
    r"b_{k+1}=b_k-0.01\frac{\partial}{\partial b}L(w_k,b_k)"
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"f_{2,1}(3)=7", "proved"),
        (r"f_{2,1}(3)=8", "refuted"),
        (r"L(0,0)=23", "proved"),
        (r"\frac{\partial}{\partial b}L(0,0)=-\frac{26}3", "proved"),
        (r"\frac{\partial}{\partial w}L(0,0)=-\frac{26}3", "refuted"),
        (r"w_1=0.2067", "proved"),
        (r"L(w_1,b_1)=18.26", "proved"),
        (r"L(w_2,b_2)=14", "refuted"),
    ],
)
def test_parameters_below_a_function_are_arguments(claim: str, found: str) -> None:
    assert verdicts(LINE, STEPS, claim)[-1] == found


SCORES = r"z=(2,1,0.1),\quad p(y=k\mid x)=\frac{e^{z_k}}{\sum_je^{z_j}}"
CROSS = r"L=-\sum_{k=1}^Ky_k\log p_k,\quad p_k=\frac{e^{z_k}}{\sum_{j=1}^Ke^{z_j}}"


@pytest.mark.parametrize(
    ("told", "claim", "found"),
    [
        ((SCORES,), r"p(y=1\mid x)=0.659", "proved"),
        ((SCORES,), r"p(y=3|x)=0.2", "refuted"),
        ((CROSS,), r"z=(1,2,3),\ y=(0,0,1):\quad L=0.4076", "proved"),
        ((CROSS,), r"z=(1,2,3),\ y=(0,0,1):\quad L=0.9", "undecided"),
        ((CROSS, r"K=2:\quad p_1=\frac1{1+e^{z_2-z_1}}"), r"z=(1,2,3),\ y=(0,0,1):\quad L=0.4076",
         "undecided"),
        ((), r"\mathrm{relu}(cx)=c\,\mathrm{relu}(x) \text{ for all } c\in\mathbb{R}", "refuted"),
        ((), r"\mathrm{relu}(cx)=c\,\mathrm{relu}(x) \text{ for all } c\ge 0", "proved"),
        ((r"\sigma(x)=\frac1{1+e^{-x}}",), r"\text{the minimum of } x\sigma(x) \text{ is } -0.278",
         "proved"),
        ((r"\sigma(x)=\frac1{1+e^{-x}}",), r"\text{the minimum of } x\sigma(x) \text{ is } -0.281",
         "refuted"),
    ],
)  # fmt: skip
def test_scores_sums_and_extremes(told: tuple[str, ...], claim: str, found: str | None) -> None:
    assert verdicts(*told, claim)[-1] == found


def test_a_family_with_another_formula_has_other_members() -> None:
    told = (r"c=0.1,\ k=0.05", r"\alpha_t=\frac c{1+kt}:\quad \alpha_{10}=0.0667")
    again = r"\alpha_t=ce^{-kt}:\quad \alpha_{10}=%s"
    assert verdicts(*told)[-1] == "proved"
    assert verdicts(*told, again % "0.0607")[-1] == "proved"
    assert verdicts(*told, again % "0.0667")[-1] == "refuted"


RNN = r"h=\tanh(xW),\quad x\in\mathbb{R}^{N\times D},\ W\in\mathbb{R}^{D\times H}"
TWO = (
    r"x^{(1)},\ldots,x^{(m)} \text{ independent and identically distributed}; "
    r"\text{ Bernoulli case: mean } \theta,\ \hat\theta_m=\frac1m\sum_{i=1}^mx^{(i)};"
    r"\quad\text{Gaussian case: } x^{(i)}\sim\mathcal{N}(\mu,\sigma^2)"
)


@pytest.mark.parametrize(
    ("told", "claim", "found"),
    [
        ((), r"\left.\frac{d}{dt}\tanh(t)\right|_{t=2}=0.0707", "proved"),
        ((), r"\left.\frac{d}{dt}t^2(t+1)\right|_{t=1}=5", "proved"),
        ((), r"\left.\frac{d}{dt}t^2(t+1)\right|_{t=1}=4", "refuted"),
        ((), r"\left.\frac{\partial}{\partial x}(x^2y)\right|_{x=1,y=3}=6", "proved"),
        ((r"I\in\mathbb{R}^{n\times n}",), r"\det(I-\lambda I)=(1-\lambda)^n", "proved"),
        ((r"I\in\mathbb{R}^{n\times n}",), r"\det(2I)=2n \text{ for all } n", "refuted"),
        ((RNN,), r"dx=\frac{\partial L}{\partial x},\quad dW=\frac{\partial L}{\partial W}", None),
        ((TWO,), r"\mathrm{Var}(\hat\theta_m)\le\frac1{4m} \text{ for all } \theta\in[0,1]",
         "undecided"),
    ],
)  # fmt: skip
def test_verdicts_that_were_wrong_at_first_sight(
    told: tuple[str, ...], claim: str, found: str | None
) -> None:
    assert verdicts(*told, claim)[0] == found


def test_words_of_any_language_stand_around_a_formula() -> None:
    """A value in running prose may be of another moment, in Chinese too."""
    found = entries(
        "$\\lambda_2=0$→lasso, $\\lambda_1=0$→ridge, "
        "$\\beta_t\\leftarrow\\beta_{t-1}/(1+\\lambda_2)$.\n\n"
        "其中正例占$\\lambda_1=10$，反例占$\\lambda_2=2$。"
    )
    assert "refuted" not in [entry.verdict for entry in found]


def test_a_letter_before_the_variable_of_a_derivative_may_be_a_function() -> None:
    claim = r"\frac{\partial}{\partial\eta}(y-a(\eta))^2=-2a(y-a(\eta))"
    assert verdicts(claim)[-1] is None
    assert verdicts(r"\frac{d}{dx}x(1-x)=1-2x")[-1] == "proved"


def test_a_member_that_no_formula_gives_is_defined() -> None:
    told = (r"\delta^{[L]}=\nabla_aL\odot f'(z^{[L]})", r"z^{[l]}=W^{[l]}a^{[l-1]}+b^{[l]}")
    step = r"\delta^{[l]}=(W^{[l+1]})^T\delta^{[l+1]}\odot f'(z^{[l]})"
    assert "refuted" not in verdicts(*told, step)
    assert "refuted" not in verdicts(*told, step, r"\delta^{[2]}=\hat y-y=0.7-1=-0.3")


def test_no_sequence_is_tested_with_values_of_its_own_where_others_are_given() -> None:
    """z of a layer is a list of numbers here, and e no letter."""
    layers = (
        r"\hat y=\sigma(z),\quad z=w^Tx+b",
        r"\sigma(z)=\frac{1}{1+e^{-z}}",
        r"z^{[l]}=W^{[l]}a^{[l-1]}+b^{[l]},\quad a^{[l]}=g(z^{[l]})",
        r"z^{[1]}=\begin{bmatrix}0.5\\1\end{bmatrix}",
    )
    assert "refuted" not in verdicts(*layers, r"a^{[1]}=\sigma(z^{[1]})")
