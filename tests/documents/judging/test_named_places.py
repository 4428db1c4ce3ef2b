r"""Names told to be where something is least, and gradients of forms with matrices of a kind."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_RIDGE = (
    r"\hat w=\operatorname*{arg\,min}_w\|Xw-y\|^2+\lambda\|w\|^2,\quad"
    r" X\in\mathbb{R}^{n\times d},\ y\in\mathbb{R}^n,\ \lambda>0"
)
_DECAY = (
    r"\hat J(\boldsymbol{w})=J(\boldsymbol{w}^*)+\frac12(\boldsymbol{w}-\boldsymbol{w}^*)^\top"
    r"\boldsymbol{H}(\boldsymbol{w}-\boldsymbol{w}^*),\quad\tilde{\boldsymbol{w}}="
    r"\arg\min_{\boldsymbol{w}}\ \hat J(\boldsymbol{w})+\frac\alpha2\boldsymbol{w}^\top"
    r"\boldsymbol{w},\quad \tilde J(\boldsymbol{w})=\alpha\boldsymbol{w}^\top\boldsymbol{w}"
    r"+J(\boldsymbol{w}),"
    "\n$$\n\n$$\n"
    r"\boldsymbol{H}=\boldsymbol{Q}\boldsymbol{\Lambda}\boldsymbol{Q}^\top"
    r" \text{ symmetric positive semidefinite},\quad\alpha>0"
)
_OPEN = (
    r"\tilde u=\arg\min_u\frac12(u-v)^\top H(u-v)+\frac\alpha2 u^\top u,\quad"
    r" H \text{ symmetric positive semidefinite},\quad\alpha>0"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_RIDGE, r"\hat w=(X^\top X+\lambda I)^{-1}X^\top y", "proved"),
        (_RIDGE, r"\hat w=(X^\top X+2\lambda I)^{-1}X^\top y", "refuted"),
        (_OPEN, r"\tilde u=(H+\alpha I)^{-1}Hv", "proved"),
        (_OPEN, r"\tilde u=(H+2\alpha I)^{-1}Hv", "refuted"),
        (
            _DECAY,
            (
                r"\tilde{\boldsymbol{w}}=(\boldsymbol{H}+\alpha\boldsymbol{I})^{-1}"
                r"\boldsymbol{H}\boldsymbol{w}^*"
            ),
            "proved",
        ),
        (
            _DECAY,
            (
                r"\nabla_{\boldsymbol{w}}\hat J(\boldsymbol{w})=\boldsymbol{H}"
                r"(\boldsymbol{w}-\boldsymbol{w}^*)"
            ),
            "proved",
        ),
        (
            _DECAY,
            (
                r"\nabla_{\boldsymbol{w}}\tilde J(\boldsymbol{w})=2\alpha\boldsymbol{w}"
                r"+\nabla_{\boldsymbol{w}}J(\boldsymbol{w})"
            ),
            "proved",
        ),
    ],
)
def test_a_place_with_a_name(given: str, claim: str, verdict: str) -> None:
    assert last(f"$$\n{given}\n$$", claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # of a function at two places, a slope may be 0
        (_DECAY, r"\tilde J(\boldsymbol{w})=\alpha\boldsymbol{w}^\top\boldsymbol{w}"),
        (_DECAY, r"\nabla_{\boldsymbol{w}}\hat J(\boldsymbol{w})=\nabla_{\boldsymbol{w}}J"),
        # H is told to be symmetric by its own words alone
        (
            _DECAY.replace(r" \text{ symmetric positive semidefinite}", ""),
            (
                r"\nabla_{\boldsymbol{w}}\hat J(\boldsymbol{w})=\boldsymbol{H}"
                r"(\boldsymbol{w}-\boldsymbol{w}^*)"
            ),
        ),
    ],
)
def test_what_stays_open(given: str, claim: str) -> None:
    assert last(f"$$\n{given}\n$$", claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    "words",
    [
        "The solution of ordinary least squares is",
        "Without the penalty we have",
        "For the other problem",
        "If each row is one sample instead, then",
    ],
)
def test_a_name_for_another_place(words: str) -> None:
    text = f"$$\n{_RIDGE}\n$$\n\n{words}\n$$\n\\hat w=(X^\\top X)^{{-1}}X^\\top y\n$$"
    assert entries(text)[-1].verdict not in ("proved", "refuted")
