r"""What a function is called, before the letter that it is given: \text{ReLU } r(x) = …."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_TABLE = r"""$$\text{sigmoid } s(x)=\frac{1}{1+e^{-x}},\quad \text{tanh } t(x)=\tanh x,\quad
\text{the ReLU } r(x)=\max(0,x);\quad \text{SiLU } f(x)=x\,s(x),
\text{ and the softplus } p(x)=\ln(1+e^x)$$"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("s'(x)=s(x)(1-s(x))", "proved"),
        ("s'(x)=s(x)(1+s(x))", "refuted"),
        ("t'(x)=1-t(x)^2", "proved"),
        ("r(-1)=0", "proved"),
        ("r(-1)=-1", "refuted"),
        ("f(0)=0", "proved"),
        ("p'(x)=s(x)", "proved"),
        ("p'(x)=t(x)", "refuted"),
    ],
)
def test_functions_with_labels(claim: str, verdict: str) -> None:
    assert last(_TABLE, claim) == verdict


def test_a_function_of_a_known_one_is_no_label() -> None:
    """Where f is known, a word before f(x) is applied to it."""
    given = r"$$f(x)=2x-4$$"
    assert last(given, r"\text{ReLU } f(x)=\max(0,2x-4)") != "refuted"
    assert last(f"{given}\n\n$$\\text{{ReLU }} f(x)=\\max(0,2x-4)$$", "f(1)=-2") == "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{every matrix } Q_t \text{ is orthogonal}", "proved"),
        (r"\text{each } Q_t \text{ is invertible}", "proved"),
        (r"\text{every matrix } Q_t \text{ is symmetric}", "refuted"),
        (r"\text{every matrix } M \text{ is symmetric}", None),
    ],
)
def test_every_member_of_a_family(claim: str, verdict: str | None) -> None:
    turned = r"Q_t=\begin{bmatrix}\cos t&-\sin t\\\sin t&\cos t\end{bmatrix}"
    given = rf"$${turned},\ M=\begin{{bmatrix}}1&0\\0&2\end{{bmatrix}}$$"
    assert last(given, claim) == verdict
