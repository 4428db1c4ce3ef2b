"""Equations in open letters that are one slip away from an identity, and equations to be solved."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

GATES = r"$$h_t=(1-z_t)h_{t-1}+z_t\tilde h_t,\ z_t=\sigma(a_t),\ \sigma(a)=\frac{1}{1+e^{-a}}$$"
COSTS = "$$C=D_K^2MND_F^2,\\qquad S=D_K^2MD_F^2+MND_F^2$$"
HALF = r"$$r(t)=\max(0,t)$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # a term lost, or wrong, when all was multiplied out
        ("", "(a-b)^3=a^3-3a^2b+3ab^2"),
        ("", "(p+q)^2=p^2+q^2"),
        ("", "(p+q)^2=p^2+pq+q^2"),
        ("", r"\frac{(x+h)^3-x^3}{h}=3x^2+h^2"),
        ("", "u^2+uv-v^2=(u+v)^2-uv"),
        # a term too many in a factor
        ("", r"a\delta+a\epsilon+b\delta+b\epsilon=(a+b+c)(\delta+\epsilon)"),
        # one letter for another, and z for 1 - z
        (COSTS, r"\frac SC=\frac1M+\frac{1}{D_K^2}"),
        (GATES, r"h_t-\tilde h_t=z_t(h_{t-1}-\tilde h_t)"),
        # the smaller for the larger
        (HALF, r"-r(-t)=\max(t,0)"),
    ],
)
def test_a_slip_is_refuted(given: str, claim: str) -> None:
    """Nobody poses it to be solved."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("", "(a-b)^3=a^3-3a^2b+3ab^2-b^3"),
        (COSTS, r"\frac SC=\frac1N+\frac{1}{D_K^2}"),
        (GATES, r"h_t-\tilde h_t=(1-z_t)(h_{t-1}-\tilde h_t)"),
        (HALF, r"-r(-t)=\min(t,0)"),
    ],
)
def test_without_it_it_is_proved(given: str, claim: str) -> None:
    """The law that was meant."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("", "(x+1)^2=x^2+1"),
        ("", "(x+2)(x-3)=x^2+6"),
        ("", "ax+b=cx+d"),
        ("", "w_1x_1+w_2x_2=b"),
        ("", "p(1-p)=q(1-q)"),
        ("", "(x-a)^2+(y-b)^2=r^2"),
        ("", "x^2+y^2=1"),
        ("", "a(b+c)=1"),
        ("", r"\max(x,y)=\min(x,y)"),
        (HALF, "r(t)=r(-t)"),
        (COSTS, "S=2C"),
    ],
)
def test_an_equation_to_be_solved_is_not_refuted(given: str, claim: str) -> None:
    """It may be a condition on its letters."""
    assert last(given, claim) is None


@pytest.mark.parametrize(
    "text",
    [
        "$$|x+y|^2=|x|^2+|y|^2$$",
        r"$$(x+y)\cdot(x+y)=x\cdot x+y\cdot y$$",
        r"$$(a+b)^2=a^2+b^2\iff ab=0$$",
        "In a field of characteristic 2 we have $(a+b)^2=a^2+b^2$.",
        "The terms of second order are dropped.\n\n$$(1+x)(1+y)=1+x+y$$",
    ],
)
def test_what_the_author_may_have_in_mind(text: str) -> None:
    """Lengths of orthogonal vectors, one side of an equivalence, terms that count for nothing."""
    assert "refuted" not in [entry.verdict for entry in entries(text)]


def test_entries_beside_their_vectors_are_not_free() -> None:
    """What holds of entries is not refuted by letters that are none of the vector."""
    given = r"$$\boldsymbol{x},\boldsymbol{x}'\in\mathbb{R}^2$$"
    claim = (
        r"(1+\boldsymbol{x}^\top\boldsymbol{x}')^2=1+2x_1x_1'+2x_2x_2'+(x_1x_1')^2"
        r"+(x_2x_2')^2+2(x_1x_1')(x_2x_2')"
    )
    assert last(given, claim) != "refuted"


def test_a_tensor_of_four_sides_costs_nothing() -> None:
    """An entry with more places than a matrix has is left alone."""
    claim = (
        r"\begin{aligned}[H]_{i,j}&=[U]_{i,j}+\sum_k\sum_l[W]_{i,j,k,l}[X]_{k,l}\\"
        r"&=[U]_{i,j}+\sum_a\sum_b[V]_{i,j,a,b}[X]_{i+a,j+b}\end{aligned}"
    )
    found = entries(f"$${claim}$$")
    assert not any("failed" in (entry.reason or "") for entry in found)
