r"""Shapes that the definitions of a document force on its names, and what is said of them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

NET = (
    r"z=W^{(1)}x+b^{(1)},\quad a=\max(0,z),\quad o=W^{(2)}a+b^{(2)},\quad x\in\mathbb{R}^{784},"
    r"\quad a\in\mathbb{R}^{128},\quad o\in\mathbb{R}^{10},"
    r"\quad \delta=\frac{\partial\ell}{\partial o}"
)
ROWS = (
    r"y=(\tanh(xW^1+b^1))W^2+b^2,\quad x\in\mathbb{R}^{1\times n},\ W^1\in\mathbb{R}^{n\times h},"
    r"\ W^2\in\mathbb{R}^{h\times k},\quad A\in\mathbb{R}^{p\times q},\ B\in\mathbb{R}^{r\times s},"
    r"\ p\ne q"
)
STEPS = r"h_t=\tanh(W_{xh}x_t+W_{hh}h_{t-1}+b_h),\quad y_t=W_{hy}h_t+b_y"
SPACES = r"x_t,y_t,b_y\in\mathbb{R}^{65},\quad h_t,b_h\in\mathbb{R}^{100}"


def verdict(*formulas: str) -> str | None:
    """The verdict on the last of several displays."""
    return entries("\n\n".join(f"$${f}$$" for f in formulas))[-1].verdict


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"W^{(1)}\in\mathbb{R}^{128\times784}", "proved"),
        (r"W^{(1)}\in\mathbb{R}^{784\times128}", "refuted"),
        (r"\delta a^\top\in\mathbb{R}^{10\times128}", "proved"),
        (r"\delta a^\top \text{ has the same shape as } W^{(2)}", "proved"),
        (r"a\delta^\top \text{ has the shape of } W^{(2)}", "refuted"),
        (r"W^{(2)\top}\delta \text{ is defined}", "proved"),
        (r"W^{(2)}\delta \text{ is defined}", "refuted"),
        (
            r"W^{(1)},b^{(1)} \text{ have } 784\cdot128+128 \text{ entries together}",
            "proved",
        ),
        (r"W^{(1)},b^{(1)} \text{ have } 100{,}352 \text{ entries together}", "refuted"),
    ],
)
def test_what_a_network_of_columns_forces(claim: str, wanted: str) -> None:
    assert verdict(NET, claim) == wanted


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"b^1\in\mathbb{R}^{h}", "proved"),
        (
            r"n=4,h=5,k=3: W^1,b^1,W^2,b^2 \text{ have } 43 \text{ entries together}",
            "proved",
        ),
        (r"n=4,\ h=5,\ k=3:\quad W^1,W^2 \text{ have } 43 \text{ entries together}", "refuted"),
        (r"A^\top B \text{ is defined for } p=r", "proved"),
        (r"AA \text{ is well defined}", "refuted"),  # p and q are told to differ
        (r"AA^\top \text{ is well defined}", "proved"),
    ],
)
def test_what_a_network_of_rows_forces(claim: str, wanted: str) -> None:
    assert verdict(ROWS, claim) == wanted


@pytest.mark.parametrize(
    "claim",
    [
        r"AC \text{ is defined}",
        r"C^\top C \text{ has the shape of } D",
        r"A,G \text{ have } 12 \text{ entries together}",
    ],
)
def test_sizes_that_are_not_settled_stay_open(claim: str) -> None:
    assert verdict(ROWS, claim) not in ("proved", "refuted")


def test_arrays_at_a_step_before_are_of_the_same_shape() -> None:
    right = r"\text{ have } 23{,}165 \text{ entries together}"
    listed = r"W_{xh},W_{hh},W_{hy},b_h,b_y"
    assert verdict(STEPS, SPACES, f"{listed} {right}") == "proved"
    wrong = r"W_{hh} \text{ and } b_h \text{ have } 10{,}000 \text{ entries together}"
    assert verdict(STEPS, SPACES, wrong) == "refuted"


def test_an_equation_that_arrays_are_to_satisfy_refutes_nothing() -> None:
    given = r"W\in\mathbb{R}^{d\times k},\ W^\top W=I,\quad x\in\mathbb{R}^d"
    claim = r"\left\|WW^\top x-x\right\|_2^2=x^\top x-x^\top WW^\top x"
    assert verdict(given, claim) != "refuted"
    free = r"W\in\mathbb{R}^{d\times k},\quad x\in\mathbb{R}^d"
    assert verdict(free, claim) == "refuted"


@pytest.mark.parametrize("shape", [r"3\times2", r"3\times5"])
def test_a_small_letter_that_is_said_to_be_a_matrix_is_one(shape: str) -> None:
    space = rf"\mathbf{{w}}\in\mathbb{{R}}^{{{shape}}}"
    assert (
        verdict(r"\mathbf{y}=\mathbf{x}\mathbf{w}", r"\mathbf{x}\in\mathbb{R}^{1\times3}", space)
        is None
    )


def test_a_claim_settles_no_size_that_definitions_leave_open() -> None:
    given = (r"\mathbf{e}=\mathbf{E}\mathbf{x}", r"\mathbf{e}\in\mathbb{R}^{d\times1}")
    assert verdict(*given, r"\mathbf{x}^T\mathbf{E}\in\mathbb{R}^{1\times d}") != "proved"
