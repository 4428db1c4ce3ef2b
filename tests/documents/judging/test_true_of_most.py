"""What holds for most of what is said, and not for all: of tall matrices, of one entry, at 0."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

GRAM = r"(X^TX)^{-1}=X^{-1}X^{-T}"


@pytest.mark.parametrize(
    "given",
    [
        "Let $X$ be the design matrix.",
        "For a tall matrix $X$, where the inverses exist:",
        r"In least squares we minimise $\|Xw-y\|^2$.",
        r"Let $X$ be $n \times d$ with full column rank.",
        "Each row of $X$ is one sample.",
        "The matrix $X$ is 5x3, and $y$ has 5 entries.",
    ],
)
@pytest.mark.parametrize("claim", [GRAM, "(X^TX)^{-1}X^T=X^{-1}"])
def test_a_tall_matrix_has_no_inverse(given: str, claim: str) -> None:
    assert last(given, claim) == "undecided"


@pytest.mark.parametrize(
    "given",
    [
        "Let $X$ be an invertible matrix.",
        "In regression with as many samples as features, $X$ is square and invertible.",
        "Let $X$ be $n \\times n$.",
        "",
    ],
)
def test_a_square_one_may_have_one(given: str) -> None:
    assert last(given, GRAM) == "proved"


def test_one_that_is_given_is_square_or_not() -> None:
    given = r"A 3x2 design matrix is $X$. Let $T=\begin{pmatrix}2&0\\0&1\end{pmatrix}$ of $T^TT$."
    assert last(given, r"T^{-1}T=\begin{pmatrix}1&0\\0&1\end{pmatrix}") == "proved"


def test_other_matrices_of_a_text_on_regression() -> None:
    given = "In linear regression $X^TX$ matters. For matrices $A$ and $B$ of one size:"
    assert last(given, "(AB)^{-1}=B^{-1}A^{-1}") == "proved"


MEAN = r"Let $\bar x=\frac1n\sum_{i=1}^n x_i$."
SLOPE = r"Let $x\in\mathbb{R}^n$ and $\mu=\frac1n\sum_{i=1}^n x_i$."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (MEAN, r"\sum_{i=1}^n(x_i-\bar x)=0", "proved"),
        (MEAN, r"\sum_{i=1}^n(x_i-\bar x)=|n-2|-n+2", "undecided"),
        (MEAN, r"\sum_{i=1}^n(x_i-\bar x)=\max(2-n,0)", "undecided"),
        (MEAN + r" Let $n\ge2$.", r"\sum_{i=1}^n(x_i-\bar x)=\max(2-n,0)", "proved"),
        (SLOPE, r"\frac{\partial\mu}{\partial x_i}=\frac1n", "proved"),
        (SLOPE, r"\frac{\partial\mu}{\partial x_i}=\frac1{\max(n,2)}", "undecided"),
        (SLOPE, r"\frac{\partial\mu}{\partial x_i}=\frac1{|n-2|+2}", "undecided"),
    ],
)
def test_one_entry_is_among_the_sizes(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


SHARES = r"p_k=e^{z_k}/\sum_{j=1}^{K}e^{z_j}"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (f"Let ${SHARES}$.", "p_k<1", "undecided"),
        (f"Let ${SHARES}$.", "p_k>0", "proved"),
        (f"Let ${SHARES}$.", r"p_k\le1", "proved"),
        (f"Let ${SHARES}$ for $K$ classes.", "p_k<1", "proved"),
        (f"Let ${SHARES}$, where $K\\ge2$.", "p_k<1", "proved"),
        (f"Let ${SHARES}$ for classes, where $K\\ge1$.", "p_k<1", "undecided"),
        ("For all $n$:", r"\log\sum_{i=1}^ne^{z_i}\ge\max_iz_i", "proved"),
    ],
)
def test_strict_bounds_of_shares(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"For $n\ge0$, $n/n=1$.", "undecided"),
        (r"Let $n$ be an integer with $n\ge0$. Then $n/n=1$.", "undecided"),
        ("Let $n$ be a non-negative integer. Then $n/n=1$.", "undecided"),
        ("For $n>-1$, $n/n=1$.", "undecided"),
        (r"For $n\ge1$, $n/n=1$.", "proved"),
        ("For $n>0$, $n/n=1$.", "proved"),
        ("For all $n$, $n/n=1$.", "proved"),
    ],
)
def test_a_letter_that_may_be_zero(text: str, verdict: str) -> None:
    assert entries(text)[-1].verdict == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("Let $v=(5,7,9)$. We have $v_0=5$.", "v_3=9"),
        ("Let $v=(5,7,9)$. We have $v_0=5$.", "v_3+1=10"),
        ("# Data\n\n$$y^{(1)}=3,\\ y^{(2)}=4$$\n\n# Equations", "y^{(2)}(1)=4"),
        ("We speak of variance. The side has $s^2=4$.", "s=2"),
        ("The mean of the squared deviations is small. A side has $s^2=4$.", "s=2"),
    ],
)
def test_names_that_may_be_others(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"


def test_a_weight_of_a_bias_is_no_entry() -> None:
    assert last("Let $w=(2,3,4)$ and $w_0=0.5$.", "w_3+1=5") == "proved"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (r"Let $C(n,k)=\binom nk$.", "C(n,2)=n(n-1)/2", "proved"),
        (r"Let $C(n,k)=\binom nk$.", "C(n,2)=n(n+1)/2", "undecided"),
        ("Let $f(x,a)=x^2+a$.", "f(x,2)=x^2+3", "undecided"),
        ("Let $f(x)=x^2$.", "f(2x)=2x^2", "undecided"),
        ("Let $f(x,a)=x^2+a$. We solve", "f(x,2)=3x", None),
    ],
)
def test_false_values_of_a_given_function(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


LISTS = "$a=(1,2,3)$, $b=(4,5,6)$"


@pytest.mark.parametrize(
    ("words", "claim", "verdict"),
    [
        ("The loss is half of the MSE.", r"\mathrm{MSE}(a,b)=9", "undecided"),
        ("`MSELoss` adds up the squared errors.", r"\mathrm{MSELoss}(a,b)=9", "undecided"),
        ("We use the loss with reduction by the sum.", r"\mathrm{L1Loss}(a,b)=3", "undecided"),
        ("The MSE is the sum divided by $n$.", r"\mathrm{MSE}(a,b)=9", "proved"),
        ("The net has two layers; their sum counts.", r"\mathrm{MSE}(a,b)=9", "proved"),
        ("The Huber loss has the threshold 2.", r"\mathrm{Huber}(a,b)=4", "undecided"),
        ("The weighted MSE counts the first error twice.", r"\mathrm{MSE}(a,b)=12", "undecided"),
        ("The MSE is small.", r"\mathrm{MSE}(a,b)=12", "refuted"),
    ],
)
def test_words_about_a_named_loss(words: str, claim: str, verdict: str) -> None:
    assert last(f"{words} Let {LISTS}.", claim) == verdict


def test_a_strict_bound_of_one_score() -> None:
    assert last("For all $n$:", r"\log\sum_{i=1}^ne^{z_i}>\max_iz_i") != "proved"
