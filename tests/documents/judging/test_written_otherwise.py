"""True and false claims in forms that authors use, each with the names it needs."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

FIT = (
    r"$$y(x,\mathbf{w})=w_0+w_1x+w_2x^2,\qquad"
    r" E(\mathbf{w})=\frac12\sum_{n=1}^3\left\{y(x_n,\mathbf{w})-t_n\right\}^2$$"
    "\n\n"
    r"$$x_1=0,\ x_2=1,\ x_3=2,\quad t_1=1,\ t_2=2,\ t_3=5,\quad w_0=1,\ w_1=0,\ w_2=1$$"
)
DECAY = r"$$\tilde J(w)=\frac12(w-w^*)^2h+\frac\alpha2w^2,\qquad h>0,\ \alpha\ge0$$"
ARRAYS = (
    r"$$K=\begin{bmatrix}1&0\\0&-1\end{bmatrix},\ X=\begin{bmatrix}1&2&0\\0&1&3\\4&1&0\end{bmatrix}"
    r",\quad Y_{ij}=\sum_{a=1}^2\sum_{b=1}^2K_{ab}X_{i+a-1,j+b-1}$$"
)
SAMPLE = (
    r"$$x=(2,4,4,4,5,5,7,9),\quad n=8,\quad\mu=\frac1n\sum_{i=1}^nx_i,\quad"
    r" \sigma^2=\frac1n\sum_{i=1}^n(x_i-\mu)^2$$"
)
POINT = r"$$x=-2,\ y=5,\quad v(x)=\sin x$$"
STEP = r"$$\theta(t)=\begin{cases}1&t>0\\0&t\le0\end{cases},\quad\mathbf{x}_1=(1,0),\ x_1=3$$"
NORMAL = (
    r"-\log\left[\frac{1}{\sqrt{2\pi\sigma^2}}\exp\left[-\frac{(y-\mu)^2}{2\sigma^2}\right]"
    r"\right]=\frac12\log[2\pi\sigma^2]+\frac{(y-\mu)^2}{2\sigma^2}"
)
STAR = r"$$X=\begin{bmatrix}1&0\\0&2\end{bmatrix},\ u=(1,1)^\top,\ w^*=(1,0)^\top$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (FIT, r"y(0,\mathbf{w})=1", "proved"),
        (FIT, r"E(\mathbf{w})=\frac12", "refuted"),
        (FIT, r"\frac{\partial y}{\partial w_2}=x^2", "proved"),
        (FIT, r"\frac{\partial y}{\partial w_2}=x", "refuted"),
        (FIT, r"\frac{\partial E}{\partial w_0}=0", "proved"),
        (DECAY, r"\frac{d\tilde J}{dw}=h(w-w^*)+\alpha w", "proved"),
        (DECAY, r"\frac{d\tilde J}{dw}=h(w-w^*)+\frac\alpha2w", "refuted"),
        (ARRAYS, r"Y_{12}=-1", "proved"),
        (ARRAYS, r"Y_{22}=-1", "refuted"),
        (ARRAYS, r"Y=\begin{bmatrix}0&-1\\-1&1\end{bmatrix}", "proved"),
        (ARRAYS, r"\max_{i,j}X_{ij}=5", "refuted"),
        (ARRAYS, r"\det(K-\lambda I)=\lambda^2+1", "refuted"),
        (ARRAYS, r"\det(K-\lambda I)=1-\lambda^2", None),
        (ARRAYS, r"\det(K-\lambda I)=0", None),
        (SAMPLE, r"|x_i-\mu|\le2\sigma\text{ for all }i", "proved"),
        (SAMPLE, r"|x_i-\mu|<2\sigma\text{ for all }i", "refuted"),
        (POINT, r"v^{(4)}(x)=v(x)", "proved"),
        (POINT, r"v^{(2)}(x)=v(x)", None),
        (POINT, r"\frac{\partial}{\partial x}\max(x,y)=1\text{ for }x>y", "proved"),
        (POINT, r"y=5\text{ for }y>3", "undecided"),
        (POINT, r"x^2=4\text{ for }x\in\{-2,3\}", "undecided"),
        (POINT, r"\frac{d}{dt}|t|=1\text{ for }t<0", "refuted"),
        (POINT, r"\frac{d}{dt}|t|=1\text{ for }t\ge0", "undecided"),
        (POINT, r"\frac{d}{dt}\ln|t|=\frac1t", "proved"),
        (POINT, r"h'(a)=1-h(a)^2\text{ for }h(a)=\tanh(a)", "proved"),
        (POINT, r"f(u)=u^2\implies f'(u)=u", "refuted"),
        (POINT, r"\frac{1}{k}\left(q+(k-1)c\right)=c\text{ if }q=c", "proved"),
        (STEP, r"\theta(x_1+x_2-1.5)=x_1x_2\text{ for }x_1,x_2\in\{0,1\}", "proved"),
        (STAR, r"\|u-Xw^*\|^2=1", "proved"),
        ("", r"\log\frac{p}{1-p}=\log p-\log(1-p)", "proved"),
        ("", r"\log x^2=2\log x", "proved"),
        ("", r"\log\sqrt{2\pi s^2}=\frac12\log(2\pi)+\log|s|", "proved"),
        ("", r"\log\left(p^y(1-p)^{1-y}\right)=y\log p+(1-y)\log(1-p)", "proved"),
        ("", r"\log(x+y)=\log x+\log y", None),
        ("", r"\log x^2=\log x", None),
        ("", NORMAL, "proved"),
    ],
)
def test_verdicts(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
