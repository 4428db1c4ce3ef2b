r"""What the words and formulas of a page say of their own signs counts before what is usual."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LISTS = "Let $a=(1,0)$ and $b=(1/4,3/4)$."
HALVES = "Let $u=(1/2,1/2)$ and $v=(1/4,3/4)$."
NATURAL = r"$H(p) = -\sum_i p_i \ln p_i$"
BITS = r"$H(p) = -\sum_i p_i \log_2 p_i$"
LOSS = r"$$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}},\quad L = -\sum_i t_i \ln p_i$$"
SLOPE = r"\frac{\partial L}{\partial z_i} = p_i - t_i"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        # a factor, another order, another measure by the same letter
        (rf"{LISTS} $$H(p,q) = -\frac12\sum_{{i=1}}^2 p_i \ln q_i$$", r"H(a,b) = \ln 2", "proved"),
        (rf"{LISTS} $$H(p,q) = -\frac12\sum_{{i=1}}^2 p_i \ln q_i$$", r"H(a,b) = \ln 4", "refuted"),
        (rf"{LISTS} $$H(q,p) = -\sum_i p_i \ln q_i$$", r"H(a,b) = \ln 4", "undecided"),
        (rf"{HALVES} Let $H(p,q)=\sum_i\sqrt{{p_i q_i}}$.", "H(u,u)=1", "proved"),
        (rf"{HALVES} Let $H(p,q)=\sum_i\sqrt{{p_i q_i}}$.", r"H(u,u)=\ln 2", "refuted"),
        # the base
        (rf"{HALVES} Let {BITS}.", "H(u)=1", "proved"),
        (rf"{HALVES} Let {BITS}.", r"H(u)=\ln 2", "refuted"),
        (rf"{HALVES} Let {NATURAL}. From now on {BITS}.", "H(u)=1", "proved"),
        (rf"{HALVES} Let {NATURAL}. From now on {BITS}.", r"H(u)=\ln 2", "refuted"),
        (f"Entropy is measured in bits. {HALVES}", r"H(u)=\ln 2", "undecided"),
        # a step has the value at zero that the text gives it
        ("The step has $H(0) = 1/2$.", "H(0) = 1", None),
        # as a mean
        (
            rf"{HALVES} $D_{{KL}}(p\|q)=\mathbb{{E}}_{{x\sim q}}[\ln\frac{{q(x)}}{{p(x)}}]$.",
            r"D_{KL}(u\|v)=\frac12\ln\frac43",
            None,
        ),
        (
            rf"{HALVES} $D_{{KL}}(p\|q)=\mathbb{{E}}_{{x\sim p}}[\ln p(x)-\ln q(x)]$.",
            r"D_{KL}(u\|v)=\frac12\ln\frac43",
            "proved",
        ),
        # of random variables, no lists of chances
        ("", r"H(X, Y) \leq H(X) + H(Y)", None),
        (r"$$I(X;Y) = H(X) - H(X \mid Y)$$", r"I(X;Y) = H(Y) - H(Y \mid X)", None),
    ],
)
def test_measures_are_what_their_formula_says(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (r"In this chapter $\log$ is to base 2.", r"\log 10 \approx 2.303", "undecided"),
        (r"We write $\log$ for $\log_2$.", r"-\log 0.5 \approx 0.693", "undecided"),
        ("", r"\log 10 \approx 2.303", "proved"),
        (r"Here $f^{-1}$ is the reciprocal. $$f(x) = x + 1$$", "f^{-1}(1) = 0", "undecided"),
        (LOSS, SLOPE, "proved"),
        (rf"{LOSS} with $\sum_i t_i = 1$", SLOPE, "proved"),
        (rf"{LOSS} with $\sum_i t_i = 2$", SLOPE, "undecided"),
        (rf"{LOSS} where the $t_k$ do not sum to one", SLOPE, "undecided"),
    ],
)
def test_words_give_signs_another_meaning(given: str, claim: str, expected: str) -> None:
    assert last(given, claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"a + b < 2 \quad \text{for all } 0 < a, b < 1", "proved"),
        (r"a b < a \quad \text{for all } 1 > a, b > 0", "proved"),
        (r"x_1 + x_2 + x_3 < 3 \quad \text{for all } 0 < x_1, x_2, x_3 < 1", "proved"),
        (r"p + q \le 1 \quad \text{for every } 0 \le p, q \le 1", "refuted"),
    ],
)
def test_a_range_around_two_names_is_of_both(claim: str, expected: str) -> None:
    assert last("", claim) == expected


def test_what_follows_from_a_condition_is_no_definition() -> None:
    given = r"$$x^2 = y^2 \implies x = y$$"
    assert last(given, "x^4 = y^4") is None


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("U[2]=0.378", "proved"),
        ("U[3]=0.378", "refuted"),
        (r"U[t]=1.05\left(1-0.8^t\right) \text{ for all } t=0,1,2,\ldots", "proved"),
    ],
)
def test_steps_in_square_brackets(claim: str, expected: str) -> None:
    given = r"$$U[t+1]=0.8\,U[t]+X,\quad U[0]=0,\quad X=0.21$$"
    assert last(given, claim) == expected


def test_square_brackets_of_a_function() -> None:
    assert last("The function $f[n]=n^2$ satisfies", "f[n+1]-f[n]=2n+1") == "proved"


@pytest.mark.parametrize(
    "words",
    [
        "A sample may have several labels.",
        "Each image can belong to more than one class.",
        "There are multiple correct labels.",
    ],
)
def test_targets_with_several_labels(words: str) -> None:
    given = (
        rf"{words} Let $z \in \mathbb{{R}}^K$, $p_k = e^{{z_k}}/\sum_j e^{{z_j}}$ and "
        r"$L = -\sum_k y_k \log p_k$."
    )
    assert last(given, r"\frac{\partial L}{\partial z_k} = p_k - y_k") != "proved"


def test_what_targets_sum_to_is_heard_before_a_slope_is_called_false() -> None:
    given = (
        r"Let $z \in \mathbb{R}^K$, $p_k = e^{z_k}/\sum_j e^{z_j}$ and $L = -\sum_k y_k \log p_k$ "
        r"with $\sum_k y_k = 2$."
    )
    assert last(given, r"\frac{\partial L}{\partial z_k} = 2p_k - y_k") != "refuted"
