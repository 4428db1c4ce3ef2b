"""Second formulas in open letters for values of a bare block: slips, or new values."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LOSS = r"""$$
p = \frac{1}{1 + e^{-z}}, \qquad L = -y\log p - (1 - y)\log(1 - p), \qquad z = \theta_0 + \theta_1x
$$"""
PROVED = LOSS + "\n\n$$\nL = \\log(1 + e^z) - yz\n$$"
WRONG = r"L = -y\log p + (1 - y)\log(1 - p)"
SQUARED = r"$$a = wx + b, \qquad C = \frac{(y - a)^2}{2}$$"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (LOSS, WRONG, "refuted"),
        (LOSS, r"L = \log(1 + e^z) - yz", "proved"),
        (LOSS, r"L = \log(1 + e^z) + yz", "refuted"),
        (LOSS, r"L = (y - p)^2", None),
        (PROVED, WRONG, "refuted"),
        (f"{PROVED}\n\n$${WRONG}$$", r"\frac{\partial L}{\partial z} = p - y", "proved"),
        (f"{PROVED}\n\n$${WRONG}$$", r"\frac{\partial L}{\partial z} = y - p", "refuted"),
        (f"{PROVED}\n\n$${WRONG}$$", r"y = 0,\ z = 2: \quad L \approx 2.1269", "proved"),
        (PROVED, r"\frac{\partial L}{\partial p} = \frac{p - y}{p(1 - p)}", "proved"),
        (PROVED, r"\frac{\partial L}{\partial p} = \frac{y - p}{p(1 - p)}", "refuted"),
        (f"{LOSS}\n\nLet us consider another loss:", WRONG, None),
        (SQUARED, r"C = \frac{(y - wx + b)^2}{2}", "refuted"),
        (SQUARED, r"C = \frac{(y - wx - b)^2}{2}", "proved"),
        (f"{SQUARED}\n\nAnother cost is", r"C = \frac{(y + a)^2}{2}", None),
    ],
)
def test_second_values(given: str, claim: str, found: str | None) -> None:
    """What is one slip away from the formula in the same letters gives the name no new value."""
    assert last(given, claim) == found
