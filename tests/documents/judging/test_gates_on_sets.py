"""On which inputs a function computes a gate."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NET = r"$$f(x_1,x_2)=\max(0,x_1+x_2)-2\max(0,x_1+x_2-1)$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"f \text{ computes XOR on } \{0,1\}^2", "proved"),
        (r"f \text{ computes XOR on } \{1,0\}^2", "proved"),
        (r"f \text{ computes OR on } \{0,1\}^2", "refuted"),
        (r"\text{the ReLU net computes XOR on } \{0,1\}^2", "proved"),
        (r"\text{the ReLU net computes XOR on } \{0,1\}^4", None),
        (r"f \text{ computes XOR on } \{0,1\}^3", None),
        (r"f \text{ computes XOR on } \{0,2\}^2", None),
        (r"f \text{ computes XOR on } [0,1]^2", None),
    ],
)
def test_a_gate_is_one_of_bits(claim: str, verdict: str | None) -> None:
    """Of as many as the function has inputs."""
    assert last(NET, claim) == verdict
