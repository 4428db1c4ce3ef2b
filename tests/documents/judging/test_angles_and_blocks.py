r"""What the judge says of angles, families with upper indices, blocks and convolutions."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source


def verdicts(given: str, claim: str) -> list[str | None]:
    """The verdicts of a claim that stands below what is given."""
    text = f"{given}\n\n$${claim}$$\n"
    line = text.count("\n", 0, text.rindex("$$" + claim)) + 1
    entries = list(judge(Source("a.md", text, "markdown")))
    return [e.verdict for e in entries if e.line >= line and e.kind == "claim"]


GIVEN_1 = r"""$$x=(1,1)$$

$$y=(1,0)$$"""
GIVEN_2 = r"""$$x=(1,1)$$

$$y=(1,0)$$

$$\cos\omega = \frac{x\cdot y}{\|x\|\|y\|}$$"""
GIVEN_3 = r"""$$\mathbf{x}^1=(1,1,-1,-1)^\top, \quad
\mathbf{x}^2=(1,-1,1,-1)^\top$$"""
GIVEN_4 = r"""$$c=\begin{pmatrix}1\\2\end{pmatrix}$$

$$X=\begin{pmatrix}1&0\\0&1\\1&1\end{pmatrix}$$"""
GIVEN_5 = r"""$$A=\begin{pmatrix}3&0\\0&4\end{pmatrix}$$"""


CLAIMS = [
    (
        "",
        (
            r"\begin{bmatrix}0&1&2\\3&4&5\\6&7&8\end{bmatrix}*\begin{bmatrix}0&1\\2&3\end{bmatrix}"
            r"=\begin{bmatrix}19&25\\37&43\end{bmatrix}"
        ),
        "proved",
    ),
    (
        "",
        (
            r"\begin{bmatrix}0&1&2\\3&4&5\\6&7&8\end{bmatrix}*\begin{bmatrix}0&1\\2&3\end{bmatrix}"
            r"=\begin{bmatrix}19&25\\37&44\end{bmatrix}"
        ),
        "refuted",
    ),
    ("", r"\operatorname{softmax}([1,2]+3)=\operatorname{softmax}([1,2])", "proved"),
    (GIVEN_1, r"\angle(x,y) = 45^\circ", "proved"),
    (GIVEN_1, r"\angle(x,y) \approx 0.785", "proved"),
    (GIVEN_1, r"\angle(x,y) = 46^\circ", "refuted"),
    (GIVEN_2, r"\omega = 45^\circ", "proved"),
    (GIVEN_2, r"\cos\omega = \frac{1}{\sqrt2}", "proved"),
    (GIVEN_2, r"\omega \approx 0.785\,\text{rad}", "proved"),
    (GIVEN_2, r"\omega \approx 0.885\,\text{rad}", "refuted"),
    (GIVEN_3, r"(\mathbf{x}^1)^\top\mathbf{x}^2 = 0", "proved"),
    (GIVEN_3, r"\mathbf{x}^1\cdot\mathbf{x}^1 = 4", "proved"),
    (
        GIVEN_3,
        (
            r"\sum_\mu \mathbf{x}^\mu (\mathbf{x}^\mu)^\top "
            r"= \begin{bmatrix}2&0&0&-2\\0&2&-2&0\\0&-2&2&0\\-2&0&0&2\end{bmatrix}"
        ),
        "proved",
    ),
    (
        "",
        (
            r"\begin{bmatrix}1&-3\\0&1\end{bmatrix}"
            r"\left[\begin{array}{cc|c}2 & 3 & 1 \\ 0 & 1 & 1\end{array}\right]"
            r"=\left[\begin{array}{cc|c}2 & 0 & -2 \\ 0 & 1 & 1\end{array}\right]"
        ),
        "proved",
    ),
    (
        "",
        (
            r"\left[\begin{array}{cc|c}2 & 3 & 1 \\ 0 & 1 & 1\end{array}\right]"
            r"=\left[\begin{array}{cc|c}2 & 0 & -2 \\ 0 & 1 & 1\end{array}\right]"
        ),
        "open",
    ),
    (GIVEN_4, r"X+\mathbf 1c^\top = \begin{pmatrix}2&2\\1&3\\2&3\end{pmatrix}", "proved"),
    (GIVEN_4, r"X+\mathbf 1c^\top = \begin{pmatrix}2&2\\1&3\\2&4\end{pmatrix}", "refuted"),
    (GIVEN_5, r"\|A\|_2 = 4", "proved"),
    (GIVEN_5, r"\|A\|_2 = 5", "open"),
    (GIVEN_5, r"\|A\|_2 = 6", "refuted"),
    (GIVEN_5, r"\|A\| = 5", "open"),
]


@pytest.mark.parametrize(("given", "claim", "wanted"), CLAIMS)
def test_a_claim(given: str, claim: str, wanted: str) -> None:
    found = verdicts(given, claim)
    if wanted == "open":
        assert "refuted" not in found
    else:
        assert wanted in found
        assert wanted == "refuted" or set(found) == {"proved"}
