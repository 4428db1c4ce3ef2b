r"""Letters with a few values, y \in \{-1, 1\}: what is said of them is judged value by value."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_LABELS = r"$$\sigma(x)=\frac{1}{1+e^{-x}},\qquad y\in\{-1,+1\},\quad x,w\in\mathbb{R}$$"
_SLOPE = r"\frac{d^2}{dw^2}\log\left(1+e^{-yxw}\right)=\sigma(yxw)\left(1-\sigma(yxw)\right)"
_BITS = r"Let $t\in\{0,1\}$."
_BCE = r"-t\log p-(1-t)\log(1-p)"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_LABELS, _SLOPE + "x^2", "proved"),
        (_LABELS, _SLOPE + "x", "refuted"),
        (_LABELS, r"|y|=1", "proved"),
        (_LABELS, r"1-\sigma(yx)=\sigma(-yx)", "proved"),
        (_BITS, r"t^2=t", "proved"),
        (_BITS, rf"{_BCE}=-\log(tp+(1-t)(1-p)) \text{{ for }} 0<p<1", "proved"),
        (_BITS, rf"{_BCE}>-1 \text{{ for all }} p\in(0,1)", "proved"),
        (_BITS, rf"{_BCE}\ge 1 \text{{ for all }} p\in(0,1)", "refuted"),
    ],
)
def test_a_claim_about_labels(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "given", [rf"{_LABELS}\n\n## Second part", rf"# One\n\n{_LABELS}\n\n# Two\n\nNow."]
)
def test_what_fails_for_other_numbers_only_is_not_false_elsewhere(given: str) -> None:
    assert last(given.replace(r"\n", "\n"), _SLOPE + "x^2") in (None, "undecided")


def test_a_refutation_names_the_value_that_was_put() -> None:
    found = entries(f"{_LABELS}\n\n$${_SLOPE}x$$")[-1]
    assert dict(found.counterexample or ())["y"] in ("-1", "1")


@pytest.mark.parametrize("said", [r"if $y\in\{0,1\}$", r"When $y\in\{0,1\}$, it holds."])
def test_a_case_is_no_range(said: str) -> None:
    assert last(f"It is so {said}.", "y^2=y") is None


_BERNOULLI = r"$$P(y)=\sigma((2y-1)z),\ y\in\{0,1\};\quad J(z)=-\log P(y)$$"
_SIGMOID = r"$$\sigma(x)=\frac{1}{1+e^{-x}}$$"


@pytest.mark.parametrize(
    ("slope", "verdict"), [(r"\sigma(z)-y", None), (r"y-\sigma(z)", "refuted")]
)
def test_a_slope_is_false_where_it_fails_at_one_of_the_values(
    slope: str, verdict: str | None
) -> None:
    found = last(f"{_SIGMOID}\n\n{_BERNOULLI}", rf"\frac{{\partial J}}{{\partial z}}={slope}")
    assert found == verdict or (verdict is None and found == "undecided")
