r"""Waves with a phase in brackets: \sin\omega(t+k)."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\cos\omega(s-r)=\cos\omega s\cos\omega r+\sin\omega s\sin\omega r", "proved"),
        (r"\sin 2\omega(s+r)=\sin(2\omega s+2\omega r)", "proved"),
        (r"\frac{d}{ds}\cos\omega(s-r)=-\omega\sin\omega(s-r)", "proved"),
        (r"\frac{d}{ds}\cos\omega(s-r)=-\sin\omega(s-r)", "refuted"),
        # a bracket with waves in it is a factor, and so it is behind an angle
        (r"\sin\omega(1-\cos\omega)=\sin\omega-\sin\omega\cos\omega", "proved"),
        (r"\sin\theta(1+a)=\sin\theta+a\sin\theta", "proved"),
    ],
)
def test_a_frequency_takes_the_bracket(claim: str, verdict: str) -> None:
    assert last("A wave.", claim) == verdict
