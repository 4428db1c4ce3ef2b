r"""Functions of a vector that are made of its entries: C(\theta) = \theta_0 I + \theta_1 S."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_CIRCLE = r"""$$P=\begin{pmatrix}0&1&0\\0&0&1\\1&0&0\end{pmatrix},\quad
\mathbf{K}(\boldsymbol\alpha)=\alpha_0I+\alpha_1P+\alpha_2P^2$$"""
_PAIR = "$$g(u)=u_1^2-3u_1u_2$$"
_POLYNOMIAL = r"$$q(\mathbf{a})=a_0+a_1t+a_2t^2,\ t=2$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_CIRCLE, r"\det\mathbf{K}(1,1,0)=2", "proved"),
        (_CIRCLE, r"\det\mathbf{K}(1,1,0)=-2", "refuted"),
        (
            _CIRCLE,
            r"\mathbf{K}(\alpha)\mathbf{K}(\gamma)=\mathbf{K}(\gamma)\mathbf{K}(\alpha)",
            "proved",
        ),
        (_CIRCLE, r"\mathbf{K}(\boldsymbol\alpha)P=P\mathbf{K}(\boldsymbol\alpha)", "proved"),
        (_POLYNOMIAL, "q(1,1,1)=7", "proved"),
        (_POLYNOMIAL, "q(1,1,1)=8", "refuted"),
        (_POLYNOMIAL + "\n\n$$a=(1,2,3)$$", "q(a)=17", "proved"),
        (_PAIR, "g(1,2)=-5", "proved"),
        (_PAIR, "g(1,2)=5", "refuted"),
    ],
)
def test_values_and_laws(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "claim", ["g(u)=g(v)", "g(2u)=g(u)", "g(2v)=g(v)", "g(u+1)=g(u)", "g(3)=g(4)"]
)
def test_the_entries_of_another_argument_are_others(claim: str) -> None:
    """u_1 and u_2 are the entries of u, and stay no constants when g is at something else."""
    assert last(_PAIR, claim) != "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("g(-v)=g(v)", "proved"),
        ("g(-u)=g(u)", "proved"),
        ("g(2u)=4g(u)", "proved"),
        ("g(2u)=2g(u)", "refuted"),
        ("g(tv)=t^2g(v)", "proved"),
    ],
)
def test_an_argument_made_of_open_vectors(claim: str, verdict: str) -> None:
    assert last(_PAIR, claim) == verdict


def test_an_argument_that_is_passed_on() -> None:
    given = r"$$y(x,\mathbf{w})=w_0+w_1x,\quad L(\mathbf{w})=y(2,\mathbf{w})^2$$"
    given += "\n\n$$w_0=1,\\ w_1=3$$"
    assert last(given, r"L(\mathbf{w})=49") == "proved"
    assert last(given, r"L(\mathbf{w})=48") == "refuted"
