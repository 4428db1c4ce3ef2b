r"""Another formula for a sum over open entries, and targets of which one is 1."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ENTROPY = (
    r"$$p_i=\frac{e^{x_i}}{\sum_ke^{x_k}},\qquad \mathcal{L}=-\sum_jy_j\log p_j,"
    r"\qquad \sum_jy_j=1$$"
)
SQUARES = r"$$E=\frac12\sum_k(y_k-t_k)^2$$"
HOT = r" \text{ for all one-hot } y"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (ENTROPY, r"\mathcal{L}=-\sum_jy_j\log\left(\frac{\exp(x_j)}{\sum_k\exp(x_k)}\right)"),
        (ENTROPY, r"\mathcal{L}=-\log\Big(\sum_jy_jp_j\Big)" + HOT),
        (ENTROPY, r"\mathcal{L}=\log\sum_ke^{x_k}-\sum_jy_jx_j"),
        (ENTROPY, r"\mathcal{L}=\log\sum_ke^{x_k}-\sum_jy_jx_j" + HOT),
        (SQUARES, r"E=\frac12\sum_ky_k^2-\sum_ky_kt_k+\frac12\sum_kt_k^2"),
    ],
)
def test_another_formula_is_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            ENTROPY,
            (
                r"\mathcal{L}=\log\left(\frac{\sum_jy_j\exp(x_j)}{\sum_j\exp(x_j)}\right) "
                r"\text{ for all } x \text{ and all one-hot } y"
            ),
        ),
        (SQUARES, r"E=\frac12\sum_ky_k^2-\sum_ky_kt_k \text{ for all } y, t"),
    ],
)
def test_a_false_formula_for_all_is_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # it holds only for such targets, which nothing says here
        (ENTROPY, r"\mathcal{L}=-\log\Big(\sum_jy_jp_j\Big)"),
        # a new formula, as far as one can tell
        (SQUARES, r"E=\frac12\sum_ky_k^2+\frac12\sum_kt_k^2"),
        (ENTROPY, r"\mathcal{L}=-\sum_jy_j\log y_j"),
    ],
)
def test_a_new_formula_defines(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
