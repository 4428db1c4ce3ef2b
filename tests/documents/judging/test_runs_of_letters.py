r"""Letters in a row that are one name, since nobody defines a product: FL = …, sp(x) = …."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_FOCAL = r"$$FL=-(1-p)^2\ln p$$"
_SOFT = r"$$sp(x)=\ln(1+e^x)$$"
_BLEU = r"$$BP=e^{1-r/c},\quad r=4,\ c=2$$"
_MATRICES = r"$$A=\begin{pmatrix}1&1\\0&1\end{pmatrix},\ B=\begin{pmatrix}2&0\\0&1\end{pmatrix}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_FOCAL, r"\frac{dFL}{dp}=2(1-p)\ln p-\frac{(1-p)^2}{p}", None),
        (_FOCAL, r"p=\tfrac12:\quad FL=\tfrac14\ln2", "proved"),
        (_FOCAL, r"p=\tfrac12:\quad FL=\tfrac12\ln2", "refuted"),
        (_SOFT, r"sp(x)-sp(-x)=x", "proved"),
        (_SOFT, r"sp(x)+sp(-x)=x", "refuted"),
        (_SOFT, r"sp'(x)=\frac{1}{1+e^{-x}}", "proved"),
        (_BLEU, r"BP=\frac1e", "proved"),
        (_BLEU, r"BP=\frac2e", "refuted"),
        (_MATRICES, r"AB=\begin{pmatrix}2&1\\0&1\end{pmatrix}", "proved"),
        (_MATRICES, r"AB=\begin{pmatrix}2&0\\0&1\end{pmatrix}", "refuted"),
    ],
)
def test_a_name_of_several_letters(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "text",
    [r"$$AB=BA$$", r"$$ax(t)=1$$ with $x$", r"$$XW=Z$$ for $X$ and $W$", r"$$AB=I$$ and $B$"],
)
def test_a_product_is_none(text: str) -> None:
    assert all(entry.kind != "definition" for entry in entries(text))
