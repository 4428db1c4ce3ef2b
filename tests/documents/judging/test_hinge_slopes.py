r"""Slopes of max(0, ·) and |·| off their kinks, and classes y_i as indices, in open vectors."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SVM = (
    r"$$L_i=\sum_{j\ne y_i}\max(0,w_j^Tx_i-w_{y_i}^Tx_i+\Delta),\qquad \Delta=1,$$"
    "\n\nwhere no margin is exactly zero.\n"
)
SCORES = r"$$L_i=\sum_{j\ne y_i}\max(0,s_j-s_{y_i}+1),\qquad s_j=w_j^Tx_i$$"
HINGE = r"$$E(v)=\sum_n\max(0,1-t_nv^Tx_n)$$"
LAYER = r"$$z=Wx+b,\qquad h=\max(0,z),\qquad W\in\mathbb{R}^{m\times n}$$"
RELU = r"$$h=\mathrm{ReLU}(Wx+b),\qquad y=v^Th$$"
CLASS = r"$$L_i=-\log p_{y_i},\qquad p_k=\frac{e^{f_k}}{\sum_je^{f_j}}$$"
LASSO = r"$$E=\sum_k|w_k|$$"
MARGIN = r"w_j^Tx_i-w_{y_i}^Tx_i+\Delta>0"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            SVM,
            rf"\nabla_{{w_{{y_i}}}}L_i=-\left(\sum_{{j\ne y_i}}\mathbb{{1}}({MARGIN})\right)x_i",
        ),
        (SVM, rf"\nabla_{{w_j}}L_i=\mathbb{{1}}({MARGIN})\,x_i \text{{ for }} j\ne y_i"),
        (SVM, rf"\nabla_{{w_j}}L_i=1[{MARGIN}]\,x_i \text{{ for }} j\ne y_i"),
        (
            SCORES,
            r"\frac{\partial L_i}{\partial s_j}=\mathbb{1}(s_j+1>s_{y_i})\text{ for }j\ne y_i",
        ),
        (
            SCORES,
            r"\frac{\partial L_i}{\partial s_{y_i}}=-\sum_{j\ne y_i}\mathbb{1}(s_j-s_{y_i}+1>0)",
        ),
        (HINGE, r"\nabla_vE=-\sum_n\mathbb{1}(t_nv^Tx_n<1)\,t_nx_n"),
        (HINGE, r"\nabla_vE=-\sum_n\mathbb{1}[1-t_nv^Tx_n\ge0]\,t_nx_n"),
        (LAYER, r"\frac{\partial h_i}{\partial x_j}=\mathbb{1}(z_i>0)W_{ij}"),
        (LAYER, r"\frac{\partial h_i}{\partial x_j}=W_{ij}[h_i>0]"),
        (RELU, r"\frac{\partial y}{\partial b_i}=v_i\,\mathbb{1}(h_i>0)"),
        (RELU, r"\frac{\partial y}{\partial x_j}=\sum_iv_i\,\mathbb{I}(h_i>0)W_{ij}"),
        (CLASS, r"\frac{\partial L_i}{\partial f_k}=p_k-\mathbb{1}(y_i=k)"),
        (CLASS, r"\frac{\partial L_i}{\partial f_{y_i}}=p_{y_i}-1"),
        (CLASS, r"\frac{\partial L_i}{\partial f_k}=p_k\text{ for }k\ne y_i"),
        (LASSO, r"\frac{\partial E}{\partial w_j}=\operatorname{sign}(w_j)"),
    ],
)
def test_slopes_of_kinked_functions_are_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            SVM,
            rf"\nabla_{{w_{{y_i}}}}L_i=\left(\sum_{{j\ne y_i}}\mathbb{{1}}({MARGIN})\right)x_i",
        ),
        (SVM, rf"\nabla_{{w_j}}L_i=-\mathbb{{1}}({MARGIN})\,x_i \text{{ for }} j\ne y_i"),
        (SCORES, r"\frac{\partial L_i}{\partial s_{y_i}}=-\sum_{j}\mathbb{1}(s_j-s_{y_i}+1>0)"),
        (HINGE, r"\nabla_vE=-\sum_n\mathbb{1}(t_nv^Tx_n>1)\,t_nx_n"),
        (HINGE, r"\nabla_vE=-\sum_n\mathbb{1}(t_nv^Tx_n<1)\,x_n"),
        (LAYER, r"\frac{\partial h_i}{\partial x_j}=\mathbb{1}(z_i<0)W_{ij}"),
        (LAYER, r"\frac{\partial h_i}{\partial x_j}=W_{ji}[z_i>0]"),
        (RELU, r"\frac{\partial y}{\partial b_i}=v_i\,\mathbb{1}(h_i<0)"),
        (CLASS, r"\frac{\partial L_i}{\partial f_k}=p_k+\mathbb{1}(y_i=k)"),
        (CLASS, r"\frac{\partial L_i}{\partial f_{y_i}}=p_{y_i}+1"),
    ],
)
def test_false_slopes_of_kinked_functions_are_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # each sample has a class of its own
        (
            CLASS + r" $$C=\sum_iL_i$$",
            r"\frac{\partial C}{\partial f_k}=p_k-\mathbb{1}(y_i=k)",
        ),
        # two classes at once
        (SCORES, r"\frac{\partial L_i}{\partial s_{t_i}}=-\sum_{j\ne y_i}\mathbb{1}(s_j>s_{t_i})"),
        # the class as a number
        (CLASS, r"\frac{\partial L_i}{\partial f_{y_i}}=p_{y_i}-y_i"),
        (r"$$C=-\log p_y$$ " + CLASS, r"\frac{\partial C}{\partial f_y}=p_y-y"),
        # where all of them are active, as may be meant, it is so
        (LAYER, r"\frac{\partial h_i}{\partial x_j}=W_{ij}"),
        (LAYER + " Here $z_k>0$ for all $k$.", r"\frac{\partial h_i}{\partial z_i}=1"),
        # an order of indices
        (LASSO, r"\frac{\partial E}{\partial w_j}=\mathbb{1}(j>0)"),
    ],
)
def test_other_classes_and_orders_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
