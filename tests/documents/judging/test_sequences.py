"""Claims about sequences by recurrences: values, closed forms, derivatives by a shared weight."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

AVERAGE = r"$$v_0=0,\qquad v_t=\beta v_{t-1}+(1-\beta)\theta_t,\quad 0<\beta<1$$"
LINEAR = r"$$a_0=0,\quad a_t=b_t+c_ta_{t-1},\ t=1,2,\ldots$$"
STATES = r"$$h_t=w_xx_t+w_hh_{t-1},\quad h_0=0$$"
STARTED = r"$$h_t=wh_{t-1}+ux_t,\quad y_t=vh_t$$"
NOISE = (
    r"$$z_t=\sqrt{1-\beta_t}\,z_{t-1}+\sqrt{\beta_t}\,\epsilon_t,"
    r"\quad\alpha_t=\prod_{s=1}^t(1-\beta_s),\quad 0<\beta_t<1$$"
)
KERNEL = NOISE + "\n\n" + r"$$z_t=\sqrt{\alpha_t}\,x+\sqrt{1-\alpha_t}\,\epsilon$$"
MOMENTS = (
    r"$$m_t=\beta_1m_{t-1}+(1-\beta_1)g_t,\quad m_0=v_0=0,\quad"
    r" v_t=\beta_2v_{t-1}+(1-\beta_2)g_t^2,\quad \hat m_t=\frac{m_t}{1-\beta_1^t},"
    r"\quad \hat v_t=\frac{v_t}{1-\beta_2^t}$$"
)
RETURNS = r"$$G_t=r_{t+1}+\gamma G_{t+1},\quad G_T=0$$"
RATES = r"$$\eta_k=\eta_0\kappa^k,\quad 0<\kappa<1,\ \eta_0>0$$"
NEURONS = r"$$C=C(a_3),\quad a_j=\sigma(z_j),\quad z_j=w_ja_{j-1}+b_j\ (j=1,2,3)$$"

PROVED = [
    (LINEAR, r"a_3=b_3+c_3b_2+c_3c_2b_1"),
    (
        LINEAR,
        r"a_t=b_t+\sum_{i=1}^{t-1}\left(\prod_{j=i+1}^{t}c_j\right)b_i \text{ for } t\geq 1",
    ),
    (STATES, r"\frac{\partial h_t}{\partial w_h}=\sum_{j=1}^{t}w_h^{t-j}h_{j-1}"),
    (STARTED, r"h_t=w^th_0+\sum_{k=1}^{t}w^{t-k}ux_k"),
    (STARTED, r"\frac{\partial h_t}{\partial h_k}=w^{t-k} \text{ for } t\ge k"),
    (STARTED, r"\frac{\partial h_2}{\partial w}=h_1+wh_0"),
    (STARTED, r"\frac{\partial y_t}{\partial u}=v\sum_{k=1}^{t}w^{t-k}x_k"),
    (AVERAGE, r"v_3=(1-\beta)(\theta_3+\beta\theta_2+\beta^2\theta_1)"),
    (AVERAGE, r"\beta=0.9:\quad v_{100}=\sum_{k=0}^{99}0.1\times(0.9)^k\theta_{100-k}"),
    (
        AVERAGE,
        (
            r"\theta_1=\theta_2=\ldots=\theta \implies \frac{v_t}{1-\beta^t}=\theta"
            r" \text{ for all } t\ge 1"
        ),
    ),
    (AVERAGE, r"\theta_n=\theta \text{ for all } n \implies v_n=(1-\beta^n)\theta"),
    (NOISE, r"\alpha_t<\alpha_{t-1} \text{ for all } t\geq 2"),
    (NOISE, r"\beta_t=0.03 \text{ for all } t:\quad \alpha_{100}=0.0476"),
    (KERNEL, r"x=\frac{1}{\sqrt{\alpha_t}}\left(z_t-\sqrt{1-\alpha_t}\,\epsilon\right)"),
    (
        NOISE,
        (
            r"\left(\frac{1-\beta_t}{\beta_t}+\frac{1}{1-\alpha_{t-1}}\right)^{-1}="
            r"\frac{\beta_t(1-\alpha_{t-1})}{1-\alpha_t}"
            r" \text{ with } \alpha_t=(1-\beta_t)\alpha_{t-1}"
        ),
    ),
    (MOMENTS, r"\hat v_1=g_1^2"),
    (MOMENTS, r"m_t=(1-\beta_1)\sum_{i=1}^{t}\beta_1^{t-i}g_i"),
    (RETURNS, r"T=3:\quad G_0=r_1+\gamma r_2+\gamma^2r_3"),
    (RETURNS, r"\gamma=0.9,\ r_t=1 \text{ for all } t,\ T=3:\quad G_0=2.71"),
    (RATES, r"\eta_{k+1}<\eta_k \text{ for all } k"),
    (
        NEURONS,
        (
            r"\frac{\partial C}{\partial w_1}="
            r"\frac{\partial C}{\partial a_3}\sigma'(z_3)w_3\sigma'(z_2)w_2\sigma'(z_1)a_0"
        ),
    ),
]
REFUTED = [
    (LINEAR, r"a_3=b_3+c_3b_2+c_2c_1b_1"),
    (LINEAR, r"a_t=\sum_{i=1}^{t}\left(\prod_{j=i}^{t}c_j\right)b_i \text{ for } t\geq 1"),
    (STATES, r"\frac{\partial h_t}{\partial w_h}=\sum_{j=1}^{t}w_h^{t-j}h_j"),
    (STARTED, r"h_t=w^th_0+u\sum_{k=1}^{t}w^{k}x_k"),
    (AVERAGE, r"v_2=(1-\beta)\theta_2+\beta\theta_1"),
    (NOISE, r"\alpha_t=1-\sum_{s=1}^t\beta_s \text{ for all } t"),
    (NOISE, r"\beta_t=0.03 \text{ for all } t:\quad \alpha_{100}=0.0746"),
    (KERNEL, r"x=\frac{1}{\sqrt{\alpha_t}}z_t-\sqrt{1-\alpha_t}\,\epsilon"),
    (MOMENTS, r"v_t=(1-\beta_2)\sum_{i=1}^{t}\beta_2^{i}g_i^2"),
    (RETURNS, r"T=3:\quad G_1=r_1+\gamma r_2"),
    (
        NEURONS,
        (
            r"\frac{\partial C}{\partial w_2}="
            r"\frac{\partial C}{\partial a_3}\sigma'(z_3)w_3\sigma'(z_2)a_2"
        ),
    ),
]
#: What is meant otherwise by some, what defines, and what depends on more than is said.
OPEN = [
    # the derivative with the state before it held fixed
    (STARTED, r"\frac{\partial h_t}{\partial w}=h_{t-1}"),
    # a new name, and one in a name that nothing was said of
    (LINEAR, r"d_t=b_t+c_t"),
    (LINEAR, r"a_t=\kappa b_t"),
    # words that are not understood
    (LINEAR, r"a_t=b_t \text{ in the limit of strong damping}"),
    # the activation may be the logistic function
    (NEURONS, r"\frac{\partial a_3}{\partial z_3}=a_3(1-a_3)"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_what_follows_from_a_recurrence_is_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_what_fails_at_some_index_is_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_may_be_meant_otherwise_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_a_proof_for_all_times_says_so() -> None:
    claim = r"$$h_t=w^th_0+\sum_{k=1}^{t}w^{t-k}ux_k$$"
    (*_, found) = entries(f"{STARTED}\n\n{claim}\n")
    assert found.evidence is not None
    assert found.evidence.startswith("induction over t")
    assert "for all integers t ≥ 1" in found.notes


def test_a_refutation_shows_the_index_and_the_numbers() -> None:
    (*_, found) = entries(f"{STATES}\n\n$${REFUTED[2][1]}$$\n")
    assert found.counterexample is not None
    assert ("t", "1") in found.counterexample
