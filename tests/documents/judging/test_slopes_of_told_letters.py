"""Slopes of names that have a formula, and of letters that words alone tell of."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

SUM = "$S$ is the sum of all exponentials."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("$y = 3x + z$", r"\frac{\partial y}{\partial x} = 4", "refuted"),
        ("$y = 3x + z$", r"\frac{\partial y}{\partial x} = 4z", "refuted"),
        ("$y = 3x + z$", r"\frac{\partial y}{\partial x} = 3", "proved"),
        ("$y = 3x + z$", r"\frac{dy}{dx} = 4", "undecided"),
        ("Let $u=v+v$", r"\frac{\partial u}{\partial v}=1", "refuted"),
        ("Let $u=v+v$", r"\frac{\partial u}{\partial v}=2", "proved"),
        ("Let $f(v)=v+v$", r"\frac{\partial f}{\partial v}=1", "refuted"),
        ("$E = (a - b)^2$", r"\frac{\partial E}{\partial a} = 3(a - b)", "refuted"),
        ("$E = (a - b)^2$", r"\frac{\partial E}{\partial a} = 2(a - b)", "proved"),
    ],
)
def test_a_slope_of_a_formula_is_a_claim(given: str, claim: str, verdict: str) -> None:
    """The formula says what the slope is, so that another one is no definition."""
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "$y = 3x + z$\n\n$\\frac{\\partial y}{\\partial x} = 4$\n\n$\\frac{dy}{dx} = 4$",
        "$r = 5s$, then $\\frac{dr}{ds} = 2$ and so $\\frac{\\partial r}{\\partial s} = 2$",
        "$\\frac{\\partial y}{\\partial x} = 4$\n\n$y = 3x + z$\n\n$\\frac{dy}{dx} = 4$",
        "$L = (y-t)^2$\n\n$\\frac{\\partial L}{\\partial y} = 4$\n\n$\\frac{dL}{dy} = 4$",
    ],
)
def test_no_slope_is_proved_by_another_statement_of_it(text: str) -> None:
    """Neither behind the formula nor before it."""
    assert "proved" not in [entry.verdict for entry in entries(text)]


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            SUM,
            r"\frac{\partial (e^z/S)}{\partial z} = \frac{e^z}{S}\left(1-\frac{e^z}{S}\right)",
            "undecided",
        ),
        (SUM, r"\frac{\partial}{\partial z} \frac{e^z}{S} = \frac{e^z}{S}", "undecided"),
        (
            "With the normalizer $Z$, we find",
            r"\frac{\partial}{\partial a} \frac{e^a}{Z} = \frac{e^a}{Z} - \frac{e^{2a}}{Z^2}",
            "undecided",
        ),
        ("", r"\frac{\partial}{\partial a} \frac{e^a}{Z} = \frac{2 e^a}{Z}", "undecided"),
        ("", r"\frac{\partial}{\partial a} \frac{e^a}{Z} = \frac{e^a}{Z}", "proved"),
        (
            "Let $c$ be the learning rate.",
            r"\frac{\partial}{\partial z} (c z^2) = 3 c z",
            "refuted",
        ),
        ("Let $c$ be the learning rate.", r"\frac{\partial}{\partial z} (c z^2) = 2 c z", "proved"),
        ("", r"\frac{\partial}{\partial w} (w^2 + C w) = 3 w + C", "refuted"),
        (
            r"$$L = \frac{1}{N} \sum_{n=1}^N (w x_n - y_n)^2$$",
            r"\frac{\partial L}{\partial w} = \frac{1}{N} \sum_{n=1}^N (w x_n - y_n) x_n",
            "refuted",
        ),
        (
            "$$F = G + w^2$$\n\nHere $G$ is the mean error.",
            r"\frac{\partial F}{\partial w} = \frac{\partial G}{\partial w} + 2 w",
            "proved",
        ),
    ],
)
def test_a_letter_without_a_formula_may_depend_on_the_variable(
    given: str, claim: str, verdict: str
) -> None:
    """Words that make it a sum, or a capital below; but no rate, and no number of samples."""
    assert last(given, claim) == verdict
