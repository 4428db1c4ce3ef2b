"""Powers with an open exponent, sums in other orders, waves with letters in a row."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

GIVEN = (
    r"$$S=\begin{bmatrix}1&1\\0&2\end{bmatrix}$$",
    r"$$A=\begin{bmatrix}.8&.3\\.2&.7\end{bmatrix}$$",
)
JORDAN = (
    r"\begin{bmatrix}\lambda&1\\0&\lambda\end{bmatrix}^n"
    r"=\begin{bmatrix}\lambda^n&n\lambda^{n-1}\\0&\lambda^n\end{bmatrix}"
)
TURN = r"$$R(k)=\begin{pmatrix}\cos\omega k&\sin\omega k\\-\sin\omega k&\cos\omega k\end{pmatrix}$$"
POINT = r"$$p(t)=\begin{pmatrix}\sin\omega t\\\cos\omega t\end{pmatrix}$$"


def last(*displays: str) -> Entry:
    """The last entry of a document of these displays."""
    return list(judge(Source("a.md", "\n\n".join(displays), "markdown")))[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"S^n=\begin{bmatrix}1&2^n-1\\0&2^n\end{bmatrix}", "proved"),
        (r"S^n=\begin{bmatrix}1&2^n\\0&2^n\end{bmatrix}", "refuted"),
        (r"S^n=\begin{bmatrix}1&n\\0&2^n\end{bmatrix}", "refuted"),  # right at n = 1
        (
            r"A^k=\begin{pmatrix}.6&.6\\.4&.4\end{pmatrix}+.5^k\begin{pmatrix}.4&-.6\\-.4&.6\end{pmatrix}",
            "proved",
        ),
        (JORDAN, "proved"),
        (r"S^n=S", None),
    ],
)
def test_powers_of_a_matrix(claim: str, verdict: str | None) -> None:
    assert last(*GIVEN, f"$${claim}$$").verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"(1-r)\sum_{i=1}^tr^{t-i}=1-r^t", "proved"),
        (r"(1-r)\sum_{i=1}^tr^{t-i}=1-r^{t-1}", "refuted"),
        (r"\sum_{i=0}^n2^{n-i}=2^{n+1}-1", "proved"),
        (r"\sum_{i=1}^n(n-i)=\frac{n(n-1)}2", "proved"),
        (r"\sum_{i=1}^ni\,(n-i)=\frac{n(n-1)}2", None),  # n does not go away
    ],
)
def test_sums_in_the_other_order(claim: str, verdict: str | None) -> None:
    assert last(f"$${claim}$$").verdict == verdict


def test_letters_with_values_do_not_stand_for_powers() -> None:
    """With n = m = k = 0 in the text a false formula once went through the step of induction."""
    for letter in "Nt":
        claim = rf"$$\sum_{{i=0}}^{letter}r^i=1+5(r^{letter}-1)$$"
        assert last(r"$$n=0,\ m=0,\ k=0,\ s=0$$", claim).verdict == "refuted"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\det R(k)=1", "proved"),
        (r"R(k)p(t)=p(t+k)", "proved"),
        (r"R(k)p(t)=p(t-k)", "refuted"),
        (r"R(k)R(l)=R(k+l)", "proved"),
        (r"\|p(t)\|=1", "proved"),
        (r"p(t)^Tp(s)=\cos(\omega(t-s))", "proved"),
        (r"\frac{d}{dt}\sin\omega t=\omega\cos\omega t", "proved"),
        (r"\frac{d}{dt}\sin\omega t=\sin\omega", "undecided"),  # of (sin ω) t
        (r"\sin xy=y\sin x", "undecided"),
    ],
)
def test_waves_with_letters_in_a_row(claim: str, verdict: str) -> None:
    assert last(TURN, POINT, f"$${claim}$$").verdict == verdict


def test_recursions_with_open_letters() -> None:
    mean = r"$$m_t=\beta m_{t-1}+(1-\beta)g_t,\quad m_0=0$$"
    assert last(mean, r"$$m_1=(1-\beta)g_1$$").verdict == "proved"
    assert last(mean, r"$$m_2=(1-\beta)(\beta g_1+g_2)$$").verdict == "proved"


def test_the_size_of_a_set_is_not_looked_for() -> None:
    assert last(r"$$n=4$$", r"$$\sum_{j=0}^2\binom nj=12$$").verdict == "refuted"
    assert last(r"$$n=4$$", r"$$\sum_{j=0}^2\binom nj=11$$").verdict == "proved"
