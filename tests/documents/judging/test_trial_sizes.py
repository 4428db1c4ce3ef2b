"""What holds at 2 and 3 entries only is not proved for all sizes."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = r"Let $x\in\mathbb{R}^n$."
MEAN = r"For $n$ inputs $x_1,\dots,x_n$ let $s=\frac1n\sum_{i=1}^nx_i$."
UNIFORM = r"For $K$ classes $p_k=\frac1K$."
NEURON = r"For inputs $x_1,\dots,x_n$ the neuron computes $y=\sum_{i=1}^nw_ix_i+b$."


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (OPEN, r"\sum_{i=1}^n(x_i+i)=\sum_{i=1}^nx_i+3n-3"),
        (OPEN, r"\sum_{i=1}^n(x_i+i^2)=\sum_{i=1}^nx_i+9n-13"),
        (OPEN, r"\sum_{i=1}^n\left\lfloor\frac n2\right\rfloor x_i=\sum_{i=1}^nx_i"),
        (OPEN, r"\sum_{i=1}^n\binom n2x_i=(2n-3)\sum_{i=1}^nx_i"),
        (OPEN, r"\sum_{i=1}^nn!\,x_i=(4n-6)\sum_{i=1}^nx_i"),
        (OPEN, r"\prod_{i=1}^n(2x_i)=(4n-4)\prod_{i=1}^nx_i"),
        (OPEN, r"\prod_{i=1}^n(-x_i)=(5-2n)\prod_{i=1}^nx_i"),
        (MEAN, r"\frac{\partial s}{\partial x_i}=\frac{5-n}{6}"),
        (MEAN, r"\left(\sum_{i=1}^nx_i\right)^2=(5n-6)s^2"),
        (UNIFORM, r"\sum_{k=1}^Kp_k^2=\frac{5-K}{6}"),
        (NEURON, r"\frac{\partial y}{\partial w_{n+1}}=x_{n+1}"),
    ],
)
def test_what_holds_at_few_sizes(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (OPEN, r"\sum_{i=1}^n(x_i+1)=\sum_{i=1}^nx_i+n"),
        (MEAN, r"\sum_{i=1}^n(x_i+i)=ns+\frac{n(n+1)}{2}"),
        (MEAN, r"\frac{\partial s}{\partial x_i}=\frac1n"),
        (MEAN, r"\left(\sum_{i=1}^nx_i\right)^2=n^2s^2"),
        (UNIFORM, r"\sum_{k=1}^Kp_k^2=\frac1K"),
        (UNIFORM, r"\sum_{k=1}^Kkp_k=\frac{K+1}{2}"),
        (NEURON, r"\frac{\partial y}{\partial w_i}=x_i"),
    ],
)
def test_what_holds_at_all_sizes(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


PROJECTION = r"Let $U\in\mathbb{R}^{n\times k}$ have orthonormal columns, $k<n$, and $P=UU^\top$."


@pytest.mark.parametrize(("claim", "is_proved"), [("P^{-1}=P", False), ("P^2=P", True)])
def test_an_inverse_that_only_a_square_matrix_has(claim: str, is_proved: bool) -> None:
    assert (last(PROJECTION, claim) == "proved") == is_proved


@pytest.mark.parametrize(("claim", "is_proved"), [(r"uv", False), (r"uv^\top", True)])
def test_columns_side_by_side_are_no_matrix(claim: str, is_proved: bool) -> None:
    given = r"Let $u\in\mathbb{R}^D$ and $v\in\mathbb{R}^N$."
    assert (last(given, claim + r"\in\mathbb{R}^{D\times N}") == "proved") == is_proved
