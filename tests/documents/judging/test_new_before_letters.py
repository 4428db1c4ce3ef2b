"""The words "new" and "old" before a letter: its value after a step and before it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

INDEXED = r"""$$
E=(v-3)^2+w_{11}^2,\ w_{11}=2.0,\ v=1,\quad
new\ w_{jk}=old\ w_{jk}-\alpha\cdot\frac{\partial E}{\partial w_{jk}},\ \alpha=0.1
$$"""
WORDED = r"""$$
C=u^2+b,\ u=3,\ \eta=0.1,\quad \text{new } u=\text{old } u-\eta\frac{dC}{du}
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (INDEXED, r"new\ w_{11}=2.0-0.1\cdot4=1.6", "proved"),
        (INDEXED, r"new\ w_{11}=1.7", "refuted"),
        (INDEXED, r"w_{11}=2", "proved"),
        (WORDED, r"\text{new } u=2.4", "proved"),
        (WORDED, r"\text{new } u=3.6", "refuted"),
    ],
)
def test_the_value_after_a_step(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
