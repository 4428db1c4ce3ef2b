"""Sentences that compare quantities, and sentences about the shape of functions."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

DEFINITIONS = r"""
$$A=\begin{bmatrix}2&1\\1&2\end{bmatrix},
\quad B=\begin{bmatrix}0&1\\1&0\end{bmatrix},
\quad D=\begin{bmatrix}1&0\\0&9\end{bmatrix},
\quad S=\begin{bmatrix}1&1\\1&1\end{bmatrix}$$

$$u=(1,1),
\quad v=(1,-1),
\quad p=(\frac12,\frac14,\frac14)$$

$$r(t)=\max(0,t),
\quad s(t)=\frac{1}{1+e^{-t}},
\quad h(t)=r(t+1)-2r(t)+r(t-1),
\quad q(t)=\begin{cases}\frac12t^2&|t|\le1\\|t|-\frac12&|t|>1\end{cases},
\quad j(t)=\begin{cases}0&t<0\\1&t\ge0\end{cases},
\quad f(a,b)=a^2+3b^2$$

$$\text{majority unit } m(x_1,x_2,x_3)=j(x_1+x_2+x_3-2),
\quad \text{small net } n(x_1,x_2)=r(x_1+x_2)-2r(x_1+x_2-1)$$
"""

TRUE = [
    r"\text{ReLU is idempotent}",
    r"\text{the sigmoid is bounded and strictly increasing}",
    r"\text{the sum of the eigenvalues of } A \text{ is } 4",
    r"\text{the determinant } \det(A) \text{ equals } 3",
    r"\text{the mean of the entries of } u \text{ is } 1",
    r"j(t-1)-j(t-2) \text{ is } 1 \text{ on } [1,2) \text{ and } 0 \text{ elsewhere}",
    r"\text{the vectors } u \text{ and } v \text{ have the same norm}",
    r"e^t-t \text{ is decreasing on } (-\infty,0]",
    r"\text{the minimum of } e^t-t \text{ is } 1",
    r"\text{AND, OR and NAND are linearly separable}",
    r"\text{parity of three bits is not linearly separable}",
    (
        r"\text{the majority } m \text{ agrees with } x_1x_2+x_1x_3+x_2x_3-2x_1x_2x_3 \text{ "
        r"on } \{0,1\}^3"
    ),
    r"\text{the residual } u-Bu \text{ is } 0",
    r"\text{the median of } (3,1,2) \text{ is } 2",
    r"\text{the sample variance of } (2,4,4,6) \text{ is } \frac83",
    r"v \text{ is orthogonal to the columns of } S",
    r"B \text{ has linearly independent columns}",
    r"h \text{ maps } [-1,1] \text{ onto } [0,1]",
    r"r \text{ maps } [-1,1] \text{ into } [0,2]",
    r"u \text{ solves } Bu=u",
    r"3t \text{ is invertible with inverse } \frac t3",
    r"\text{the singular values of } D \text{ are } 1 \text{ and } 9",
    r"\text{the columns of } B \text{ have norm } 1",
    r"\text{the nonzero eigenvalues of } S \text{ equal the nonzero singular values of } S",
    r"D \text{ is neither singular nor orthogonal}",
    r"B \text{ is symmetric with zero diagonal}",
    r"B \text{ has two rows and two columns}",
    r"\text{the null space of } S \text{ is spanned by } (1,-1)",
    r"(1,1) \text{ is a basis of the column space of } S",
    r"\text{the entries of } p \text{ lie in } [0,\frac12]",
    r"\text{the critical points of } t^3-3t \text{ are } \pm1",
    r"t^3-3t \text{ has a local maximum at } -1",
    r"\text{the inflection points of } t^4-6t^2 \text{ are } \pm1",
    r"\text{the range of } h \text{ is } [0,1]",
    r"\ln(1+e^t) \text{ is strictly convex}",
    r"s \text{ is the inverse of } \ln\frac{y}{1-y}",
    r"s-\frac12 \text{ is odd}",
    r"\text{the derivative of } s \text{ is positive everywhere}",
    r"\max(0,1-t) \text{ is an upper bound of } 1-t",
    r"\text{the second row of } A \text{ is } (1,2)",
    r"\text{the first column of } A \text{ equals } (2,1)",
    r"\text{the condition number of } D \text{ is } 9",
    r"\text{the largest eigenvalue of } A \text{ is } 3",
    r"\text{the spectral radius of } B \text{ is at most } 1",
    r"\text{the singular values of } D \text{ are } 9, 1",
    r"\text{the determinant of } A \text{ exceeds twice the determinant of } B",
    r"\text{the inverse of } B \text{ is } B",
    r"\text{the trace of the inverse of } A \text{ is } \frac43",
    r"u \text{ has norm } \sqrt2",
    r"\text{the norm of } u \text{ is approximately } 1.41",
    r"u \text{ is orthogonal to } v",
    r"\text{the distance between } u \text{ and } v \text{ is } 2",
    r"\text{the entropy of } p \text{ is } \frac32 \text{ bits}",
    r"\text{the gradient of } f \text{ at } (1,1) \text{ is } (2,6)",
    r"\text{the derivative of } s \text{ at } 0 \text{ is } \frac14",
    r"\text{with } a=3, \text{ the square of } a \text{ is } 9",
    r"\text{the second row of } A \text{ and the first column of } A \text{ differ}",
    r"S \text{ is positive semidefinite but not positive definite}",
    r"\text{the transpose of } A \text{ is positive definite}",
    r"h \text{ is piecewise linear with kinks at } -1, 0 \text{ and } 1",
    r"h \text{ is piecewise linear with kinks at } -1,\ 0,\ 1",
    r"q \text{ is continuously differentiable}",
    r"q \text{ is not twice differentiable}",
    r"r \text{ is not differentiable at } 0",
    r"r \text{ has a kink at } 0",
    r"j \text{ has a jump at } 0",
    r"s \text{ is differentiable}",
    r"s \text{ is monotone}",
    r"s \text{ is bounded}",
    r"r \text{ is unbounded}",
    r"h \text{ vanishes outside } [-1,1]",
    r"h \text{ attains its maximum } 1 \text{ at } 0",
    r"h \text{ attains its maximum at } t=0",
    r"f \text{ attains its minimum at } (0,0)",
    r"(0,0) \text{ is the minimum of } f",
    r"t=1 \text{ minimises } t^2-2t",
    r"h \text{ is minimal at } 3",
    r"h \text{ is continuous}",
    r"h\circ r \text{ has } 3 \text{ linear pieces}",
    r"m \text{ computes the majority of its three inputs}",
    r"j(x_1+x_2-1) \text{ computes OR}",
    r"\text{the small net computes XOR on } \{0,1\}^2",
    r"\text{the majority unit computes the majority of three bits}",
]

FALSE = [
    r"\text{ReLU is strictly increasing}",
    r"\text{the sigmoid is odd}",
    r"\text{the product of the eigenvalues of } A \text{ is } 4",
    r"j(t-1)-j(t-2) \text{ is } 1 \text{ on } (1,2) \text{ and } 0 \text{ elsewhere}",
    r"\text{the vectors } u \text{ and } 2v \text{ have the same norm}",
    r"e^t-t \text{ is decreasing}",
    r"\text{the minimum of } e^t-t \text{ is } 0",
    r"\text{AND, OR and XOR are linearly separable}",
    r"\text{majority of three bits is not linearly separable}",
    r"\text{the median of } (3,1,2) \text{ is } 1",
    r"u \text{ is orthogonal to the columns of } A",
    r"B \text{ has linearly dependent columns}",
    r"h \text{ maps } [0,1] \text{ into } [0,\frac12]",
    r"v \text{ solves } Bv=v",
    r"\text{the singular values of } D \text{ are } 9 \text{ and } 2",
    r"\text{the columns of } B \text{ have norm } 2",
    r"B \text{ is neither symmetric nor invertible}",
    r"D \text{ is symmetric with zero diagonal}",
    r"B \text{ has two rows and three columns}",
    r"\text{the null space of } S \text{ is spanned by } (1,1)",
    r"\text{the entries of } p \text{ lie in } [0,\frac13]",
    r"\text{the critical points of } t^3-3t \text{ are } 0 \text{ and } 1",
    r"t^3-3t \text{ has a local maximum at } 1",
    r"\text{the range of } h \text{ is } [0,2]",
    r"s \text{ is convex}",
    r"s \text{ is the inverse of } \ln\frac{2y}{1-y}",
    r"\text{the second row of } A \text{ is } (2,1)",
    r"\text{the condition number of } D \text{ is } 3",
    r"\text{the largest eigenvalue of } A \text{ is } 2",
    r"\text{the determinant of } A \text{ exceeds } 3",
    r"\text{the norm of } u \text{ is approximately } 1.42",
    r"u \text{ has norm } 2",
    r"\text{the entropy of } p \text{ is } \frac32 \text{ nats}",
    r"\text{the gradient of } f \text{ at } (1,1) \text{ is } (2,3)",
    r"\text{with } a=3, \text{ the square of } a \text{ is } 6",
    r"A \text{ is positive semidefinite but not positive definite}",
    r"h \text{ is piecewise linear with kinks at } -1 \text{ and } 1",
    r"r \text{ is differentiable everywhere}",
    r"q \text{ is twice differentiable}",
    r"j \text{ is continuous}",
    r"h \text{ is monotone}",
    r"r \text{ is bounded}",
    r"h \text{ vanishes outside } [0,1]",
    r"h \text{ attains its maximum at } 1",
    r"h \text{ attains its maximum } 2 \text{ at } 0",
    r"m \text{ computes the conjunction of its inputs}",
    r"j(x_1+x_2-1) \text{ computes AND}",
    r"\text{the small net computes AND}",
]

#: What is not settled by the words, or not understood whole.
OPEN = [
    r"t^3-3t \text{ has a maximum at } -1",
    r"f(1,1) \text{ is } 4, \text{ and so it goes}",
    r"\text{each column of } A \text{ has a story}",
    r"\text{the third row of } A \text{ is } (2,1)",
    r"\text{the entropy of } u \text{ is low}",
    r"h \text{ is piecewise linear and well known}",
    r"\text{the trace of } A \text{ is the heart of the matter}",
    r"A \text{ is symmetric but of little use}",
    r"A \text{ is symmetric and lovely}",
    r"\text{the condition number of } S \text{ is large}",
    r"\text{the large net computes XOR}",
]


def sentence(text: str) -> list[Entry]:
    """The entries of a sentence below the definitions."""
    source = Source("a.md", f"{DEFINITIONS}\n\n$${text}$$\n", "markdown")
    last = DEFINITIONS.count("\n") + 1
    return [entry for entry in judge(source) if entry.line > last]


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence_is_proved(text: str) -> None:
    """Nothing else is said."""
    verdicts = {entry.verdict for entry in sentence(text)}
    assert verdicts in ({"proved"}, {"proved", None}), sentence(text)


@pytest.mark.parametrize("text", FALSE)
def test_a_false_sentence_is_refuted(text: str) -> None:
    """Nothing else is said."""
    assert "refuted" in {entry.verdict for entry in sentence(text)}, sentence(text)


@pytest.mark.parametrize("text", OPEN)
def test_what_is_not_understood_whole_is_not_judged(text: str) -> None:
    """No part of it is taken for the whole."""
    assert not {"proved", "refuted"} & {entry.verdict for entry in sentence(text)}, sentence(text)
