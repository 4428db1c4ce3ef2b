"""Slopes of a loss without a formula, beside arrays whose entries are open letters."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_PRODUCT = (
    r"$$Y=XW,\quad X=\begin{pmatrix}x_{1,1}&x_{1,2}\\x_{2,1}&x_{2,2}\end{pmatrix},\quad"
    r" W=\begin{pmatrix}w_{1,1}&w_{1,2}&w_{1,3}\\w_{2,1}&w_{2,2}&w_{2,3}\end{pmatrix};\quad"
    r" L \text{ a scalar function of } Y$$"
)
_LAYER = (
    r"$$y=Wx+b,\quad W=\begin{pmatrix}w_{11}&w_{12}\\w_{21}&w_{22}\end{pmatrix},"
    r"\ x=\begin{pmatrix}x_1\\x_2\end{pmatrix},\ b=\begin{pmatrix}b_1\\b_2\end{pmatrix},"
    r"\quad L=f(y)$$"
)
_ACTIVATED = (
    r"$$z=Wx,\ a=\tanh(z),\quad W=\begin{pmatrix}w_{11}&w_{12}\\w_{21}&w_{22}\end{pmatrix},"
    r"\ x=\begin{pmatrix}x_1\\x_2\end{pmatrix},\quad L=f(a),"
    r"\quad \delta=\frac{\partial L}{\partial z}$$"
)
_ROWS = (
    r"$$h=\begin{pmatrix}h_1&h_2\end{pmatrix},\ V=\begin{pmatrix}v_{11}&v_{12}&v_{13}\\"
    r"v_{21}&v_{22}&v_{23}\end{pmatrix},\ o=hV$$ The loss $E$ depends on $o$ only."
)
_DECLARED = (
    r"$Y=XW$, $X\in\mathbb R^{2\times 2}$, $W\in\mathbb R^{2\times 3}$,"
    r" and $L$ is a scalar function of $Y$."
)


def _by(loss: str, variable: str) -> str:
    return rf"\frac{{\partial {loss}}}{{\partial {variable}}}"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_PRODUCT, f"{_by('L', 'X')}={_by('L', 'Y')}W^T", "proved"),
        (_PRODUCT, f"{_by('L', 'W')}=X^T{_by('L', 'Y')}", "proved"),
        (_PRODUCT, f"{_by('L', 'X')}={_by('L', 'Y')}X^T", "refuted"),
        (
            _PRODUCT,
            (
                f"{_by('L', 'x_{1,1}')}={_by('L', 'y_{1,1}')}w_{{1,1}}"
                f"+{_by('L', 'y_{1,2}')}w_{{1,2}}+{_by('L', 'y_{1,3}')}w_{{1,3}}"
            ),
            "proved",
        ),
        (
            _PRODUCT,
            (
                f"{_by('L', 'x_{2,1}')}={_by('L', 'y_{1,1}')}w_{{2,1}}"
                f"+{_by('L', 'y_{1,2}')}w_{{2,2}}+{_by('L', 'y_{1,3}')}w_{{2,3}}"
            ),
            "refuted",
        ),
        (_LAYER, f"{_by('L', 'W')}={_by('L', 'y')}x^T", "proved"),
        (_LAYER, f"{_by('L', 'x')}=W^T{_by('L', 'y')}", "proved"),
        (_LAYER, f"{_by('L', 'b')}={_by('L', 'y')}", "proved"),
        (_LAYER, f"{_by('L', 'w_{12}')}={_by('L', 'y_1')}x_2", "proved"),
        (_LAYER, f"{_by('L', 'w_{12}')}={_by('L', 'y_1')}x_1", "refuted"),
        (_ACTIVATED, rf"{_by('L', 'W')}=\delta x^T", "proved"),
        (_ACTIVATED, rf"{_by('L', 'z')}={_by('L', 'a')}\odot(1-a\odot a)", "proved"),
        (_ACTIVATED, rf"{_by('L', 'z_1')}={_by('L', 'a_1')}(1-a_1^2)", "proved"),
        (_ACTIVATED, rf"{_by('L', 'z')}={_by('L', 'a')}\odot a", "refuted"),
        (_ROWS, f"{_by('E', 'V')}=h^T{_by('E', 'o')}", "proved"),
        (_ROWS, f"{_by('E', 'h')}={_by('E', 'o')}V^T", "proved"),
        (_ROWS, f"{_by('E', 'v_{21}')}=h_1{_by('E', 'o_2')}", "refuted"),
        (
            _DECLARED,
            (
                f"{_by('L', 'x_{11}')}={_by('L', 'y_{11}')}w_{{11}}"
                f"+{_by('L', 'y_{12}')}w_{{12}}+{_by('L', 'y_{13}')}w_{{13}}"
            ),
            "proved",
        ),
    ],
)
def test_they_follow_by_the_chain_rule(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # a power of a vector may be meant entry by entry
        (_ACTIVATED, rf"{_by('L', 'W')}=\left({_by('L', 'a')}\odot(1-a^2)\right)x^T"),
        # nobody says that the loss depends on y alone
        (_LAYER.replace("L=f(y)", "c=1"), f"{_by('L', 'w_{12}')}={_by('L', 'y_1')}x_1"),
        # of z the loss is no more said to be a function than of W
        (_ACTIVATED, rf"{_by('L', 'W')}=x\delta^T"),
    ],
)
def test_what_may_be_meant_otherwise_is_not_refuted(given: str, claim: str) -> None:
    assert last(given, claim) != "refuted"
