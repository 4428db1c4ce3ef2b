"""Claims about vectors of open length: norms, projections, slopes of unknown functions."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

UNIT = (
    r"$$\hat{\mathbf{u}}=\frac{\mathbf{u}}{\|\mathbf{u}\|},\qquad"
    r" \mathbf{u}\in\mathbb{R}^d,\ \mathbf{u}\ne\mathbf{0}$$"
)
PROJECTION = (
    r"$$P=\frac{\mathbf{a}\mathbf{a}^\top}{\mathbf{a}^\top\mathbf{a}},\qquad"
    r" \mathbf{a},\mathbf{b}\in\mathbb{R}^m,\ \mathbf{a}\ne\mathbf{0},"
    r"\qquad \mathbf{p}=P\mathbf{b}$$"
)
MIRROR = (
    r"$$H=I-\frac{2\mathbf{v}\mathbf{v}^T}{\|\mathbf{v}\|_2^2},\qquad"
    r" \mathbf{v}\in\mathbb{R}^n\setminus\{\mathbf{0}\}$$"
)
SIGNS = (
    r"$$\mathbf{s}\in\{-1,1\}^N,\qquad \mathbf{x}\in\mathbb{R}^N,\qquad"
    r" E(\beta)=\|\mathbf{x}-\beta\mathbf{s}\|_2^2$$"
)
SCALED = (
    r"$$\mathbf{w}=\frac{g}{\|\mathbf{v}\|}\mathbf{v},\qquad \mathbf{v}\in\mathbb{R}^k,\ "
    "\\mathbf{v}\\ne\\mathbf{0},\\ g\\in\\mathbb{R}$$\n\n"
    r"(L is a differentiable function of $\mathbf{w}$.)"
)
PENALTY = (
    r"$$J(\theta)=J_0(\theta)+\frac{\alpha}{2}\|\theta\|_2^2,\qquad"
    r" \theta\in\mathbb{R}^p,\ J_0 \text{ differentiable}$$"
)
SQUASHED = (
    r"$$\mathbf{v}=\frac{\|\mathbf{s}\|^2}{1+\|\mathbf{s}\|^2}"
    r"\frac{\mathbf{s}}{\|\mathbf{s}\|},\qquad \mathbf{s}\ne\mathbf{0}$$"
)
CHAINED = (
    r"\nabla_{\mathbf{v}}L=\frac{g}{\|\mathbf{v}\|}\nabla_{\mathbf{w}}L"
    r"-\frac{g\nabla_gL}{\|\mathbf{v}\|^2}\mathbf{v}"
)


def last(given: str, claim: str) -> str | None:
    """The verdict on a claim behind what is given."""
    text = f"{given}\n\n$${claim}$$"
    return list(judge(Source("a.md", text, "markdown")))[-1].verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (UNIT, r"\|\hat{\mathbf{u}}\|=1", "proved"),
        (UNIT, r"\|\hat{\mathbf{u}}\|=2", "refuted"),
        (
            PROJECTION,
            r"\|\mathbf{p}\|=\frac{|\mathbf{a}^\top\mathbf{b}|}{\|\mathbf{a}\|}",
            "proved",
        ),
        (
            PROJECTION,
            r"\|\mathbf{p}\|=\mathbf{a}^\top\mathbf{b} \text{ for all } \mathbf{b}",
            "refuted",
        ),
        (PROJECTION, r"\|\mathbf{p}\|\le\|\mathbf{b}\|", "proved"),
        (MIRROR, r"H^2=H", "refuted"),
        (MIRROR, r"\mathbf{v}^T\mathbf{x}=0\implies H\mathbf{x}=\mathbf{x}", "proved"),
        (SQUASHED, r"\|\mathbf{v}\|<1 \text{ for all } \mathbf{s}\ne\mathbf{0}", "proved"),
        (SQUASHED, r"\|\mathbf{v}\|=\frac{\|\mathbf{s}\|^2}{1+\|\mathbf{s}\|^2}", "proved"),
    ],
)
def test_lengths_of_vectors_given_by_others(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\mathbf{s}^\top\mathbf{s}=N", "proved"),
        (r"\|\mathbf{s}\|_2=\sqrt{N}", "proved"),
        (r"\|\mathbf{s}\|_2=N \text{ for all } N>1", "refuted"),
        (r"E(\beta)=\|\mathbf{x}\|^2-2\beta\mathbf{x}^\top\mathbf{s}+N\beta^2", "proved"),
        (r"E'(\beta)=2N\beta-2\mathbf{x}^\top\mathbf{s}", "proved"),
        (r"\frac{dE}{d\beta}=2N\beta-2\mathbf{x}^\top\mathbf{s}", "proved"),
    ],
)
def test_vectors_of_signs(claim: str, verdict: str) -> None:
    assert last(SIGNS, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (SCALED, CHAINED, "proved"),
        (SCALED, r"\nabla_{\mathbf{v}}L=\frac{g}{\|\mathbf{v}\|}\nabla_{\mathbf{w}}L", "refuted"),
        (SCALED, r"\mathbf{v}\cdot\nabla_{\mathbf{v}}L=0", "proved"),
        (PENALTY, r"\nabla_\theta J=\nabla_\theta J_0+\alpha\theta", "proved"),
        (
            PENALTY,
            r"\theta-\epsilon\nabla_\theta J=(1-\epsilon\alpha)\theta-\epsilon\nabla_\theta J_0",
            "proved",
        ),
    ],
)
def test_functions_of_which_only_the_argument_is_known(
    given: str, claim: str, verdict: str
) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (UNIT, r"\mathbf{u}^\top\mathbf{u}=1"),  # a condition
        (MIRROR, r"H\mathbf{x}=\mathbf{x}"),  # an equation for x
        (SCALED, r"\|\mathbf{w}\|=1"),  # a condition on g
        (SCALED, r"\nabla_{\mathbf{w}}L=\mathbf{0}"),  # where L is least
        (SIGNS, r"\mathbf{x}^\top\mathbf{s}=N"),
        (PENALTY, r"J(\theta)=J_0(\theta)"),
        (SQUASHED, r"\|\mathbf{v}\|=\frac12"),
    ],
)
def test_what_may_be_a_condition_is_left_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
