r"""How many parameters and entries there are: by a stated rule, by formulas, in all matrices."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

RULE = (
    r"$$n_{\text{out}}=n-k+1,\qquad \text{parameters of a layer}="
    r"c_{\text{in}}\cdot k^2\cdot c_{\text{out}}+c_{\text{out}}$$"
)
TWO_RULES = (
    r"$$\text{a } k\times k \text{ convolution from } c \text{ to } d \text{ channels has }"
    r" (k^2c+1)d \text{ parameters; a dense layer has } "
    r"(N_{\textrm{in}}+1)\times N_{\textrm{out}}$$"
)
RECURRENT = (
    r"$$h_t=\tanh(W_{hh}h_{t-1}+W_{xh}x_t+b_h),\quad y_t=W_{hy}h_t+b_y,"
    r"\quad x_t\in\mathbb{R}^{d},\ h_t\in\mathbb{R}^{n},\ y_t\in\mathbb{R}^{q}$$"
)
SPACES = (
    r"$$X\in\mathbb{R}^{n\times d},\quad W_Q,W_K\in\mathbb{R}^{d\times k},"
    r"\quad W_V\in\mathbb{R}^{d\times v},\qquad Q=XW_Q,\ K=XW_K,\ V=XW_V$$"
)
SHALLOW = (
    r"$$a[z]=\max(0,z),\quad h_d=a[\theta_{d0}+\theta_{d1}x],"
    r"\quad y=\phi_0+\phi_1h_1+\phi_2h_2$$"
    "\n\n"
    r"$$\theta_{10}=0.3,\ \theta_{11}=-1.0,\quad \theta_{20}=-1.0,\ \theta_{21}=2.0,"
    r"\quad \phi_0=-0.3,\ \phi_1=2.0,\ \phi_2=-1.0$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (RULE, r"c_{\text{in}}=3,\ k=3,\ c_{\text{out}}=64:\quad 1{,}792 \text{ parameters}",
         "proved"),
        (RULE, r"c_{\text{in}}=64,\ k=3,\ c_{\text{out}}=128:\quad 73{,}728 \text{ parameters}",
         "refuted"),
        (TWO_RULES, r"k=5,\ c=6,\ d=16:\ 2{,}416 \text{ parameters}", "proved"),
        (TWO_RULES, r"k=5,\ c=6,\ d=16:\ 2{,}400 \text{ parameters}", "refuted"),
        (TWO_RULES, r"N_{\textrm{in}}=400,\ N_{\textrm{out}}=120:\ 48{,}120 \text{ parameters}",
         "proved"),
        (TWO_RULES, r"N_{\textrm{in}}=400,\ N_{\textrm{out}}=120:\ 48{,}000 \text{ parameters}",
         "refuted"),
        (RECURRENT, r"\text{number of parameters}=n^2+nd+n+qn+q", "proved"),
        (RECURRENT, r"\text{number of parameters}=n^2+nd+n+qn", "refuted"),
        (RECURRENT, r"\text{the network has } n^2+nd+n+qn+q \text{ parameters in all}", "proved"),
        (SPACES, r"\text{the three projections have } 2dk+dv \text{ weights together}", "proved"),
        (SPACES, r"\text{the three weight matrices have } 3dk \text{ entries}", "refuted"),
        (SPACES, r"\text{the four matrices together have } nd+2dk+dv \text{ entries}", "proved"),
        (SHALLOW, r"\text{the network has } 7 \text{ parameters}", "proved"),
        (SHALLOW, r"\text{the network has } 6 \text{ parameters}", "refuted"),
    ],
)  # fmt: skip
def test_counts(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (RULE, r"k=3,\ c_{\text{out}}=64:\quad 1{,}792 \text{ parameters}"),  # a letter is open
        (RULE, r"c_{\text{in}}=3,\ k=3,\ c_{\text{out}}=64:\quad 1{,}728 \text{ weights}"),
        (TWO_RULES, r"k=5,\ c=6,\ d=16:\ \text{about } 2{,}400 \text{ parameters}"),
        (RECURRENT, r"\text{the encoder has } n^2 \text{ parameters}"),
        (RECURRENT.replace("y_t=W_{hy}h_t", "y_t=A_{hy}h_t"),
         r"\text{number of parameters}=n^2+nd+n+qn"),  # what A is, is not certain
        (TWO_RULES + "\n\nNow an LSTM layer.\n", r"k=5,\ c=6,\ d=16:\ 9 \text{ parameters}"),
        ("# A\n\n" + TWO_RULES + "\n\n# B\n", r"k=5,\ c=6,\ d=16:\ 9 \text{ parameters}"),
        (SPACES, r"\text{both projections have } 2dk \text{ weights together}"),  # which two
        (SHALLOW, r"\text{the network has } 6 \text{ trainable parameters besides } \phi_0"),
    ],
)  # fmt: skip
def test_counts_that_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_a_function_of_a_vector_has_more_parameters_than_letters() -> None:
    given = r"$$f(x)=w\cdot x+b,\quad x\in\mathbb{R}^3$$"
    assert last(given, r"f \text{ has } 4 \text{ parameters}") != "refuted"
    assert last(given, r"f \text{ has } 2 \text{ parameters}") != "proved"


def test_a_net_of_another_section_is_not_the_one_that_is_meant() -> None:
    given = f"# One\n\n{SHALLOW}\n\n# Two\n\n$$k=3$$"
    assert last(given, r"\text{the network has } 6 \text{ parameters}") not in ("proved", "refuted")
