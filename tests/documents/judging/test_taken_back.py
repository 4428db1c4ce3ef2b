r"""Values that words take back, suppose for a moment, or bound: what is said is not of those."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_SQUARE = "Let $y = x^2$ with $x = 3$."


@pytest.mark.parametrize("claim", ["y = 9", "y = 16"])
def test_another_value_is_supposed(claim: str) -> None:
    assert last(f"{_SQUARE} If $x$ were $4$, then", claim) in (None, "undecided")
    assert last(f"{_SQUARE} Had $x$ been $4$, then", claim) != "proved" or claim == "y = 9"


def test_no_other_value_is_supposed() -> None:
    assert last(f"{_SQUARE} Then", "y = 9") == "proved"
    assert last(f"{_SQUARE} Then", "y = 16") == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "With the original values we get",
        "Back to our setting,",
        "We return to the first example.",
        "In fact,",
        "With the initial $x$:",
    ],
)
def test_what_was_given_before_may_be_meant(words: str) -> None:
    given = f"Let $x = 2$. We have $x^2 = 4$.\n\nNow let $x = 3$. Then $x^2 = 9$.\n\n{words}"
    assert last(given, "x^2 = 9") != "proved"
    assert last(given, "x^2 = 4") != "refuted"


def test_what_is_supposed_for_a_moment() -> None:
    given = "Let $y = 2x$ with $x = 3$. Suppose for a moment that $x = 5$: $y = 10$. So"
    assert last(given, "y = 10") != "proved"
    assert last(given, "y = 6") != "refuted"
    assert last("Let $y = 2x$ with $x = 3$. Now $x = 5$: $y = 10$. So", "y = 10") == "proved"


@pytest.mark.parametrize("words", ["Assume now that $a < 0$.", "Suppose $a$ is negative."])
@pytest.mark.parametrize("claim", ["f(1) > 0", "f(1) = 2", "f(1) < 0"])
def test_a_letter_that_is_supposed_to_be_otherwise(words: str, claim: str) -> None:
    assert last(f"Let $f(x) = ax$, $a = 2$. {words}", claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (r"Let $b_k = 2^k$ for $k = 1, \dots, 3$.", "b_0 = 1"),
        (r"Let $b_k = 2^k$ for $k = 1, \dots, 3$.", "b_4 = 16"),
        (r"Let $b_k = 2^k$, $k = 1, 2, 3$.", "b_4 = 16"),
        (r"Let $w_i = \frac14$ for $i = 1, \dots, 4$.", r"\sum_{i=0}^{4} w_i = \frac54"),
        (r"Let $f_n = n!$ for $n < 3$ and $f_n = n^2$ for $n \ge 3$.", "f_4 = 24"),
    ],
)
def test_members_beyond_their_range_are_not_told(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (r"Let $b_k = 2^k$ for $k = 1, \dots, 3$.", "b_3 = 8"),
        (r"Let $b_k = 2^k$ for $k = 1, \dots, n$.", "b_5 = 32"),
        (r"Let $w_i = \frac14$ for $i = 1, \dots, 4$.", r"\sum_{i=1}^{4} w_i = 1"),
        (r"Let $f_n = n!$ for $n < 3$ and $f_n = n^2$ for $n \ge 3$.", "f_2 = 2"),
    ],
)
def test_members_within_their_range_are(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


def test_a_member_of_the_other_formula_is_not_refuted() -> None:
    given = r"Let $f_n = n!$ for $n < 3$ and $f_n = n^2$ for $n \ge 3$."
    assert last(given, "f_3 = 9") != "refuted"


def test_a_number_is_not_what_it_was_with_other_values() -> None:
    given = "For $n = 1$ we have $S = 1 + n = 2$.\n\nFor $n = 2$ we get $S = 3$.\n\n"
    assert last(f"{given}For $n = 3$ we get", "S = 3") != "proved"


@pytest.mark.parametrize(
    "words",
    [
        r"Let $x \sim \mathcal{N}(0, 4)$, where the second parameter is the standard deviation.",
        r"We write $\mathcal{N}(\mu, \sigma)$ for the normal law. Let $x \sim \mathcal{N}(0, 4)$.",
    ],
)
def test_a_normal_law_by_its_standard_deviation(words: str) -> None:
    assert last(words, r"\operatorname{Var}(x) = 4") != "proved"
    assert last(r"Let $x \sim \mathcal{N}(0, 4)$.", r"\operatorname{Var}(x) = 4") == "proved"


def test_a_formula_is_not_its_value_at_one_place() -> None:
    given = (
        r"$$y=g(3+3x_1-2x_2),\quad g(z)=\frac{1}{1+e^{-z}}$$"
        "\n\n"
        r"$$X=\begin{bmatrix}-1\\2\end{bmatrix}:\quad y=g(-6)$$"
    )
    claim = r"y<0.5 \text{ whenever } 1+3x_1-2x_2<0"
    assert last(given, claim) != "proved"
    assert last(given.replace("3+3x_1", "1+3x_1"), claim) == "proved"


def test_nothing_is_carried_on_from_a_wrong_decimal() -> None:
    given = r"$$n=512,\ m=256,\quad r=\sqrt{\frac{8}{n+m}},\quad v=\frac{2}{n+m}$$"
    assert last(f"{given}\n\n$$r\\approx0.0884$$", r"\frac{r^2}{3}=v") != "proved"
    right = given.replace("8", "6", 1)
    assert last(f"{right}\n\n$$r\\approx0.0884$$", r"\frac{r^2}{3}=v") == "proved"


@pytest.mark.parametrize(
    "words", ["For a fair coin,", "Without the first rule,", "With twice the bias,"]
)
def test_another_case_is_not_refuted_by_this_one(words: str) -> None:
    given = "Let $p = 0.3$. The probability of tails is $q = 1 - p$."
    assert last(f"{given}\n\n{words}", "q = 0.5") != "refuted"
    assert last(f"{given}\n\nThen", "q = 0.5") == "refuted"


def test_a_new_value_counts_for_decimals_too() -> None:
    given = "Let $p = 0.3$ and $q = 1-p$. Now let $p = 0.5$."
    assert last(given, "q = 0.7") != "proved"
    assert last(given, "q = 0.5") == "proved"
