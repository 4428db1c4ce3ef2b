"""Claims for all t about powers of the members of a family, and about functions of them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_BELOW = r"$$x_{t+1}=(1-\eta\lambda)x_t,\quad f(x)=\frac12\lambda x^2$$"
_ABOVE = r"$$f(w)=\frac\lambda2w^2,\quad w^{(t+1)}=w^{(t)}-\eta\lambda w^{(t)}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_BELOW, r"x_t^2=(1-\eta\lambda)^{2t}x_0^2", "proved"),
        (_BELOW, r"x_t^3=(1-\eta\lambda)^{3t}x_0^3", "proved"),
        (_BELOW, r"f(x_t)=(1-\eta\lambda)^{2t}f(x_0)", "proved"),
        (_BELOW, r"f(x_t)=(1-\eta\lambda)^{t}f(x_0)", "refuted"),
        (_BELOW, r"f(x_{t+1})=(1-\eta\lambda)^2f(x_t)", "proved"),
        (_BELOW, r"f(x_{t+1})=(1-\eta\lambda)f(x_t)", "refuted"),
        (_ABOVE, r"(w^{(t)})^2=(1-\eta\lambda)^{2t}(w^{(0)})^2", "proved"),
        (_ABOVE, r"w^{(t)}-3=(1-\eta\lambda)^{t}w^{(0)}-3", "proved"),
        (_ABOVE, r"f(w^{(t)})=(1-\eta\lambda)^{2t}f(w^{(0)})", "proved"),
        (_ABOVE, r"f(w^{(t)})=(1-\eta\lambda)^{t}f(w^{(0)})", "refuted"),
    ],
)
def test_they_follow_by_induction(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
