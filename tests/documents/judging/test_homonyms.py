"""Letters with two senses in one document."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source
from tests.documents.judging.verdicts import entries

ERROR = "$t = 1$, $y = 0.7$, $e = t - y$.\n\n"
DEVIATION = r"$\sigma = 2$ is the deviation, $f = 3$ the number of features." + "\n\n"


def last(text: str) -> str | None:
    return list(judge(Source("a.md", text, "markdown")))[-1].verdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ERROR + r"$$\frac{1}{1 + e^{-1}} = 0.7311$$", "undecided"),
        (ERROR + r"$$\frac{1}{1 + e^{-1}} = 0.8311$$", "refuted"),
        (ERROR + r"$$\frac{1}{2} e^2 + t = 1.045$$", "proved"),
        (ERROR + r"$$\frac{1}{2} e^2 + t = 1.055$$", "refuted"),
        (DEVIATION + r"$$\sigma(0) = 0.5$$", "undecided"),
        (DEVIATION + r"$$\frac{5 - 1}{\sigma} + f = 5$$", "proved"),
        (DEVIATION + r"$$\frac{5 - 1}{\sigma} + f = 6$$", "refuted"),
        (DEVIATION + r"$$f(2) = 5$$", "undecided"),
    ],
)
def test_both_senses_count(text: str, found: str) -> None:
    """e of an error and e of the sigmoid; σ and f as values and as functions."""
    assert last(text) == found


@pytest.mark.parametrize(
    "given", [r"\sigma = 2", r"\sigma^2 = 3.5", r"\sigma^2 = \frac14\sum_{i=1}^4 i"]
)
def test_a_deviation_of_another_section_is_no_factor(given: str) -> None:
    text = f"# Spread\n\nThe spread is ${given}$.\n\n# Gates\n\nNow "
    for claim in (r"\sigma(1.702) \approx 0.8458", r"\sigma(0) = \frac12", r"\sigma(0) = 3"):
        assert "refuted" not in [e.verdict for e in entries(f"{text}${claim}$.")]


SIGMOID = r"$p = \frac{1}{1 + e^{-z}}$ and $\ell = -y\log p - (1 - y)\log(1 - p)$.\n\n"
SIZES = "$d = 300$ and $h = 512$ are the sizes.\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SIGMOID + r"$$\frac{dp}{dz} = p(1 - p)$$", "proved"),
        (SIGMOID + r"$$\frac{\partial\ell}{\partial z} = (p - y) p(1 - p)$$", "refuted"),
        (SIZES + r"$$4h(d + h) + 8h = 1667072$$", "proved"),
        (SIZES + r"$$4h(d + h) + 8h = 1665024$$", "refuted"),
        (SIZES + r"$$4h(d) = 1$$", "undecided"),
    ],
)
def test_no_function_is_applied_to_itself(text: str, found: str) -> None:
    """The letter in its own brackets is a number, and stands before them as a factor."""
    assert last(text) == found
