"""Words that leave out kinks alone, and counts of parameters beside a loss."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NETWORK = r"""$$
x \in \mathbb{R}^d, \quad W^{[1]} \in \mathbb{R}^{m \times d}, \quad b^{[1]} \in \mathbb{R}^m, \quad
W^{[2]} \in \mathbb{R}^{1 \times m}, \quad b^{[2]} \in \mathbb{R}
$$

$$
z = W^{[1]}x + b^{[1]}, \quad a = \mathrm{ReLU}(z), \quad o = W^{[2]}a + b^{[2]}, \quad
J = \frac12(y - o)^2
$$"""
SLOPE = (
    r"\frac{\partial J}{\partial W^{[1]}} = "
    r"\left((W^{[2]})^\top(o - y) \odot \mathrm{ReLU}'(z)\right)x^\top "
)
TURNED = SLOPE.replace("o - y", "y - o")


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (rf"{SLOPE} \text{{ (no entry of }} z \text{{ is zero)}}", "proved"),
        (rf"{SLOPE} \text{{ if no entry of }} z \text{{ is zero}}", "proved"),
        (rf"{SLOPE} \text{{ where all entries of }} z \text{{ are nonzero}}", "proved"),
        (rf"{SLOPE} \text{{ (one entry of }} z \text{{ is zero)}}", "undecided"),
        (rf"{SLOPE} \text{{ (numerator layout)}}", "undecided"),
        (rf"{TURNED} \text{{ (no entry of }} z \text{{ is zero)}}", "undecided"),
        (r"\text{number of parameters} = md + m + m + 1 = (d + 2)m + 1", "proved"),
        (r"\text{the network has } md + 2m + 1 \text{ parameters}", "proved"),
        (r"\text{the network has } md + m + 1 \text{ parameters}", "refuted"),
    ],
)
def test_kinks_left_out(claim: str, found: str) -> None:
    """What is proved of all arrays holds of those without a zero among their entries."""
    assert last(NETWORK, claim) == found
