"""What is said to hold after a step, by the changes that the document gives."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

RULE = r"""$$
y=\sum_jw_jx_j+\theta,\quad E=\frac12(d-y)^2,\quad \Delta w_j=\gamma(d-y)x_j,\quad
\Delta\theta=\gamma(d-y);\qquad w=(1,-1),\ \theta=0.5,\ x=(2,1),\ d=2,\ \gamma=0.1
$$"""
PATTERN = r"""$$
o^p=vs^p+b,\quad C^p=(t^p-o^p)^2,\quad \Delta_pv=\eta(t^p-o^p)s^p,\quad \Delta_pb=\eta(t^p-o^p);
\qquad v=1,\ b=0,\ s^p=2,\ t^p=4,\ \eta=0.1
$$"""
SCALAR = r"$$f(w)=(w-3)^2,\ \Delta w=-\eta f'(w),\ w=1,\ \eta=0.1$$"
OPEN = r"$$f(w)=(w-3)^2,\ \Delta w=-\eta f'(w),\ w=1$$"
OTHER = r"$$f(x)=x^2,\ \Delta x=x_2-x_1,\ x=3$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (RULE, r"\text{after this step } y=1.1*2+(-0.95)*1+0.55=1.8", "proved"),
        (RULE, r"\text{after this step } E=0.02", "proved"),
        (RULE, r"\text{after this step } E=0.2", "refuted"),
        (RULE, r"\text{after one learning step, } E=0.02", "proved"),
        (RULE, r"E=\frac18", "proved"),
        (PATTERN, r"\text{after the update } C^p=1", "proved"),
        (PATTERN, r"\text{after the update } C^p=2", "refuted"),
        (SCALAR, r"\text{after a single step } f(w)=2.56", "proved"),
        (SCALAR, r"\text{after a single step } f(w)=4", "refuted"),
        (SCALAR, r"\text{after one step, } w=1.4", "proved"),
    ],
)
def test_after_a_step(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (OPEN, r"\text{after this step } f(w)=2.56"),
        (OPEN, r"\text{after this step } f(w)=4"),
        (OTHER, r"\text{after this step } f(x)=9"),
        (SCALAR, r"\text{after two steps } f(w)=2.56"),
        (SCALAR + "\n\nOne step gives $w=1.4$.", r"\text{after this step } f(w)=2.56"),
        (SCALAR + "\n\nOne step gives $w=1.4$.", r"\text{after this step } f(w)=1.6384"),
    ],
)
def test_other_steps_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
