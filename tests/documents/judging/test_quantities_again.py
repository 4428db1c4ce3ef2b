"""What is said of a quantity in one display, and goes on in the next."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

SLOPE = r"$$\frac{\partial J(W, b)}{\partial a_2} = 0.741 \cdot 0.186 \cdot 0.593$$"
ARRAY = (
    r"$$p(B) = \begin{bmatrix} 7 & 4 \\ 12 & 7 \end{bmatrix}"
    r" - \begin{bmatrix} 8 & 4 \\ 12 & 8 \end{bmatrix}$$"
)
NABLA = r"$$\nabla J = \frac{1}{3}\begin{bmatrix} -14 \\ -30 \end{bmatrix}$$"
PRODUCT_OF_CHANCES = (
    r"$$P(t) = \frac{c(t)}{N}$$"
    "\n\n"
    r"$$P(p)P(u) = \frac{17}{210} \times \frac{46}{210}$$"
)
GAIN = r"$$\text{Gain}(S, A) = 0.94 - \frac{5}{14} \cdot 0.971$$"
LETTERS = r"$$IG(\textrm{Wind}) = 0.94 - \frac{5}{14} \cdot 0.971$$"


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (SLOPE, r"\frac{\partial J(W, b)}{\partial a_2} = 0.0817", "proved"),
        (SLOPE, r"\frac{\partial J(W, b)}{\partial a_2} \approx 0.0827", "refuted"),
        (ARRAY, r"p(B) = \begin{bmatrix} -1 & 0 \\ 0 & -1 \end{bmatrix}", "proved"),
        (ARRAY, r"p(B) = \begin{bmatrix} -1 & 0 \\ 0 & 1 \end{bmatrix}", "refuted"),
        (GAIN, r"\text{Gain}(S, A) = 0.593", "proved"),
        (GAIN, r"\text{Gain}(S, A) = 0.693", "refuted"),
        (LETTERS, r"IG(\textrm{Wind}) = 0.593", "proved"),
        (LETTERS, r"IG(\textrm{Wind}) = 0.693", "refuted"),
        (NABLA, r"\nabla J = \begin{bmatrix} -4.67 \\ -10.0 \end{bmatrix}", "proved"),
        (NABLA, r"\nabla J = \begin{bmatrix} -4.67 \\ -10.1 \end{bmatrix}", "refuted"),
        # words between may tell of another sample; another quantity is another one
        (GAIN + "\n\nFor the other branch:", r"\text{Gain}(S, A) = 0.693", None),
        (GAIN, r"\text{Gain}(S, B) = 0.693", None),
        (GAIN + "\n\n## Then\n", r"\text{Gain}(S, A) = 0.593", None),
        # what is told of by a formula, and a number that is far from the other
        (PRODUCT_OF_CHANCES, r"P(p)P(u) = 0.0139", None),
        (SLOPE, r"\frac{\partial J(W, b)}{\partial a_2} = 0.9", None),
        (NABLA, r"\nabla J = \frac{1}{3}\begin{bmatrix} -13 \\ -30 \end{bmatrix}", None),
        (
            NABLA + "\n\n$$w := w - 0.1 \\nabla J$$",
            r"\nabla J = \begin{bmatrix} -4.7 \\ -10.4 \end{bmatrix}",
            None,
        ),
        # two values that are merely given
        ("$$f(0) = 1$$", r"f(0) = 2", None),
        ("$$f(x + 1) = 2x$$", r"f(x + 1) = 3", None),
    ],
)
def test_quantities_of_which_nothing_is_known(given: str, claim: str, wanted: str | None) -> None:
    assert last(given, claim) == wanted


SUM = r"$$z_1 = \begin{bmatrix} 3.8 & 4.8 \end{bmatrix} + \begin{bmatrix} 0.5 & 0.5 \end{bmatrix}$$"
PRODUCT = r"$$s = 0.741 \cdot 0.186 \cdot 0.593$$"


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (SUM, r"\therefore z_1 = \begin{bmatrix} 4.3 & 5.3 \end{bmatrix}", "proved"),
        (SUM, r"\therefore z_1 = \begin{bmatrix} 4.4 & 5.3 \end{bmatrix}", "refuted"),
        (PRODUCT, "s = 0.0817", "proved"),
        (PRODUCT, "s = 0.0827", "refuted"),
        # a new value: behind words, behind a result, among several
        (PRODUCT + "\n\nNow for the second sample.", "s = 0.0827", None),
        ("$$s = 0.2 \\cdot 0.3 = 0.06$$", "s = 0.0827", None),
        ("$$s = 0.2 \\cdot 0.3$$\n\n$$s = 0.4 \\cdot 0.3$$", "s = 0.06", None),
        ("$$s = 2$$", "s = 3", None),
        (PRODUCT, "s = 0.9", None),
        (r"$$s = \frac{1}{2}$$", "s = 3", None),
    ],
)
def test_a_sum_that_is_worked_out_below(given: str, claim: str, wanted: str | None) -> None:
    assert last(given, claim) == wanted


def test_another_name_for_a_quantity() -> None:
    text = (
        r"$$H(\textrm{Play}) = H(1, 3) = -\frac{1}{4}\log_2\frac{1}{4}"
        r" - \frac{3}{4}\log_2\frac{3}{4} = 0.811$$"
    )
    assert [e.verdict for e in entries(text)] == [None, None, "proved"]
    assert entries(text.replace("0.811", "0.815"))[-1].verdict == "refuted"


CARRIED = (
    r"$$W = \begin{bmatrix} 0.6 & -0.4 \end{bmatrix}$$"
    "\n\n"
    r"$$\delta = -0.7944 \times 0.2395 \approx -0.1903$$" + "\n\nIt goes back." * 4
)


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (r"0.6 \times (-0.1903) \\ -0.4 \times (-0.1903)", "proved"),
        (r"-0.1142 \\ 0.0761", "proved"),
        (r"-0.1162 \\ 0.0761", "refuted"),
    ],
)
def test_nobody_looks_for_what_was_worked_out(rows: str, wanted: str) -> None:
    claim = rf"W^T \delta = \begin{{bmatrix}} {rows} \end{{bmatrix}}"
    assert last(CARRIED, claim) == wanted
