"""Words behind a formula that claim more than the formula: what is proved is not the whole."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = r"Let $A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$, $f(x) = x^2 - 2x$ and $v = (1, 2)$."
TRUE = [r"\det A = 3", "f(3) = 3", "v_1 + v_2 = 3", r"f(x) \ge -1", "f(x) = x(x-2)", "2+2=4"]
MORE = [
    r"\text{ and the rows are equal}",
    r"\text{, which is the smallest possible}",
    r"\text{, the only one}",
    r"\text{ with equality everywhere}",
    r"\text{ because } 1 = 2",
    r"\text{ since } \det A = 5",
    r"\text{, larger than } 100",
    r"\text{ but nowhere else}",
    r"\text{ decreases}",
    r"\text{, the sum of the eigenvalues}",
    r"\text{ equals the trace of } A",
    r"\text{, while } f \text{ is concave}",
    r"\text{ for no } x",
    r"\text{ at most once}",
    r"\text{ is wrong}",
    r"\text{ and is an irrational number}",
]
NOTHING_MORE = [
    r"2+2=4 \text{ weights}",
    r"2+2=4 \text{ weights and biases}",
    r"\det A = 3 \text{ (by expansion along a row)}",
    r"f(x) \ge -1 \text{ for all real } x",
    r"f(x) = x(x-2) \text{ for every } x",
    r"f(3) = 3 \text{ as expected}",
]


@pytest.mark.parametrize("more", MORE)
@pytest.mark.parametrize("claim", TRUE)
def test_words_that_claim_more_are_not_proved_by_the_formula(claim: str, more: str) -> None:
    assert last(GIVEN, claim + more) != "proved"


@pytest.mark.parametrize("claim", NOTHING_MORE)
def test_words_that_claim_nothing_leave_it_proved(claim: str) -> None:
    assert last(GIVEN, claim) == "proved"


EXTREMES = r"Let $f(x) = x^2 - 2x$, $g(x) = x^2$ and $h(x) = |x| + 3$."


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"f(1) = -1 \text{ is the minimum of } f", "proved"),
        (r"f(1) \text{ is the minimum of } f", "proved"),
        (r"x = 1 \text{ is the minimum of } f", "proved"),
        (r"1 \text{ is the minimizer of } f", "proved"),
        (r"0 \text{ is the minimum of } g", "proved"),
        (r"f(0) = 0 \text{ is the minimum of } f", "refuted"),
        (r"5 \text{ is the minimum of } f", "refuted"),
        (r"x = 2 \text{ is the minimum of } f", "refuted"),
        # where it is taken, or the value
        (r"1 \text{ is the minimum of } f", None),
        (r"-1 \text{ is the minimum of } f", None),
        (r"3 \text{ is the minimum of } h", None),
    ],
)
def test_a_number_is_the_place_or_the_value(claim: str, verdict: str | None) -> None:
    assert last(EXTREMES, claim) == verdict
