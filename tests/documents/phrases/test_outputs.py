"""What a network puts out, and functions by cases that one sentence tells."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

UNIT = "The perceptron is $f(x_1, x_2) = 1$ if $x_1 + x_2 - 1.5 > 0$ and $0$ otherwise."
NET = (
    r"The network is $f(x) = w^\top\max(0, Wx + b)$ with"
    r" $W = \begin{pmatrix}1&1\\1&1\end{pmatrix}$, $b = (0, -1)^\top$ and $w = (1, -2)^\top$."
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (UNIT, "f(0, 0) = 0", "proved"),
        (UNIT, "f(0, 0) = 1", "refuted"),
        (UNIT, r"\text{the perceptron computes AND}", "proved"),
        (UNIT, r"\text{the perceptron computes OR}", "refuted"),
        (UNIT, r"\text{its output for } (1, 1) \text{ is } 1", "proved"),
        (UNIT, r"\text{the perceptron outputs } 1 \text{ for } (1, 0)", "refuted"),
        (NET, r"\text{the output for the input } (1, 1) \text{ is } 0", "proved"),
        (NET, r"\text{on the input } (1, 0) \text{ the network outputs } 1", "proved"),
        (NET, r"\text{the network maps } (1, 0) \text{ to } 2", "refuted"),
        # another function may be meant
        (f"{NET} The loss is $L(y) = y^2$.", r"\text{the output for } (1, 1) \text{ is } 0", None),
        ("Let $g(x) = x$ when $x \\ge 0$, and $0$ otherwise.", "g(-3) = 0", "proved"),
        ("Let $g(x) = x$ when $x \\ge 0$, and $0$ otherwise.", "g(-3) = -3", "refuted"),
        ("Let $h(t) = 2t$ for $t < 1$ and $2$ else.", "h(5) = 2", "proved"),
        ("We say $f(x) = 1$ if $x > 0$. The answer is $0$ otherwise.", "f(-1) = 0", None),
    ],
)
def test_what_is_put_out(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
