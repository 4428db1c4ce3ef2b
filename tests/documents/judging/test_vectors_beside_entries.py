"""Vectors of a few entries beside these, primed ones too: the features of polynomial kernels."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

PRIMED = r"$$\boldsymbol{x},\boldsymbol{x}'\in\mathbb{R}^2$$"
PLAIN = r"Let $x,z\in\mathbb{R}^2$."
SPACE = r"$$\mathbf{u},\mathbf{v}\in\mathbb{R}^3$$"
KERNEL = r"(1+\boldsymbol{x}^\top\boldsymbol{x}')^2=1+2x_1x_1'+2x_2x_2'+(x_1x_1')^2+(x_2x_2')^2+%s"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (PRIMED, KERNEL % r"2(x_1x_1')(x_2x_2')", "proved"),
        (PRIMED, KERNEL % r"(x_1x_1')(x_2x_2')", "refuted"),
        (PLAIN, r"(x^\top z)^2=x_1^2z_1^2+2x_1z_1x_2z_2+x_2^2z_2^2", "proved"),
        (PLAIN, r"(x^\top z)^2=x_1^2z_1^2+x_1z_1x_2z_2+x_2^2z_2^2", "refuted"),
        (PLAIN, r"\|x-z\|^2=(x_1-z_1)^2+(x_2-z_2)^2", "proved"),
        (SPACE, r"\mathbf{u}\cdot\mathbf{v}=u_1v_1+u_2v_2+u_3v_3", "proved"),
    ],
)
def test_vectors_beside_their_entries(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (SPACE, r"\mathbf{u}\cdot\mathbf{v}=u_1v_1+u_2v_2+u_3v_3+u_4v_4"),
        (PLAIN + r" Let $x\in\mathbb{R}^3$.", r"(x^\top z)^2=x_1^2z_1^2+x_1z_1x_2z_2+x_2^2z_2^2"),
        (PLAIN, r"x_1^2+x_2^2=1"),
        (PLAIN, r"x^\top x=x_1"),
    ],
)
def test_what_may_be_of_other_sizes_or_a_condition_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
