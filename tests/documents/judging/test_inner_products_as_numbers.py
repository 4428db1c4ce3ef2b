r"""Inner products of open vectors inside functions of a number: g(y(\theta^T x + \theta_0))."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

LOGISTIC = r"""$$
g(z)=\frac{1}{1+\exp(-z)},\quad P(y|x)=g\left(y(\theta^Tx+\theta_0)\right),\ y\in\{-1,1\}
$$"""
UNIT = r"$$\sigma(z)=\frac1{1+e^{-z}},\quad p(x)=\sigma(w^\top x+b)$$"
PLAIN = r"$$\sigma(z)=\frac1{1+e^{-z}},\quad h(x)=\sigma(\theta^Tx)$$"
BRACKETS = r"$$\sigma(z)=\frac1{1+e^{-z}},\quad q(x)=\sigma(\langle a,x\rangle)$$"
SCORE = r"$$s(u,v)=\frac{u^\top v}{\tau},\quad \tau>0$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (LOGISTIC, r"P(1|x)+P(-1|x)=1"),
        (LOGISTIC, r"\log\frac{P(1|x)}{P(-1|x)}=\theta^Tx+\theta_0"),
        (UNIT, r"\log\frac{p(x)}{1-p(x)}=w^\top x+b"),
        (PLAIN, r"-y\log h(x)-(1-y)\log(1-h(x))=\log(1+e^{\theta^Tx})-y\theta^Tx"),
        (BRACKETS, r"\log\frac{q(x)}{1-q(x)}=\langle a,x\rangle"),
        (SCORE, r"e^{s(u,v)}=e^{v^\top u/\tau}"),
    ],
)
def test_for_any_number(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (LOGISTIC, r"\log\frac{P(1|x)}{P(-1|x)}=-\theta^Tx-\theta_0"),
        (LOGISTIC, r"P(1|x)=\frac{1}{1+e^{\theta^T x+\theta_0}}"),
        (UNIT, r"\log\frac{p(x)}{1-p(x)}=w^\top x-b"),
        (PLAIN, r"\log h(x)=-\log(1+e^{\theta^T x}) \text{ for all } x"),
        (PLAIN, r"-y\log h(x)-(1-y)\log(1-h(x))=\log(1+e^{\theta^Tx})+y\theta^Tx"),
        (BRACKETS, r"\log\frac{q(x)}{1-q(x)}=-\langle a,x\rangle"),
    ],
)
def test_false_at_some_number(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (PLAIN, r"h(x)=\frac12"),
        (PLAIN, r"h(u)=h(x)"),
        (PLAIN, r"h(-x)=h(x)"),
        (PLAIN, r"\log h(x)=-\log(1+e^{x^Tx})"),
        (UNIT, r"\log\frac{p(x)}{1-p(x)}=w^\top v+b"),
        (UNIT, r"\log\frac{p(x)}{1-p(x)}=W^\top x+b"),
    ],
)
def test_what_is_no_claim_about_one_number(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_the_vectors_are_named() -> None:
    claim = r"\log\frac{p(x)}{1-p(x)}=w^\top x-b"
    found = entries(f"{UNIT}\n\n$${claim}$$")[-1]
    assert found.latex == claim
    assert {name for name, _ in found.counterexample or ()} <= {"⟨w, x⟩", "b"}
