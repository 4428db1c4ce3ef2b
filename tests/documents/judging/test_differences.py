"""Differences as names, families as vectors, and slopes that leave no letter."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_STEP = r"$x = (2, 5, 3)$, $\eta = 0.1$, $t = 1$, $y = 0$, $w = (1, 1, 1)$. "


@pytest.mark.parametrize(
    ("given", "true", "false"),
    [
        (
            r"$\Delta w = (20, 50, 30)$, $w = (1, 2, 3)$",
            r"w + \Delta w = (21, 52, 33)",
            r"w + \Delta w = (21, 52, 34)",
        ),
        (
            _STEP + r"$\Delta w = \eta (t - y) x$",
            r"\Delta w_2 = 0.5",
            r"\Delta w = (0.2, 0.5, 0.4)",
        ),
        (
            _STEP + r"$\Delta w_i = \eta (t - y) x_i$",
            r"w + \Delta w = (1.2, 1.5, 1.3)",
            r"w + \Delta w = (1.2, 1.5, 1.4)",
        ),
        (
            _STEP + r"$\Delta w_i = \eta (t - y) x_i$",
            r"\|\Delta w\|^2 = 0.38",
            r"\|\Delta w\|^2 = 0.62",
        ),
        (
            r"$f(x) = x^2$, $\Delta x = 0.1$, $\Delta y = f(2 + \Delta x) - f(2)$",
            r"\frac{\Delta y}{\Delta x} = 4.1",
            r"\frac{\Delta y}{\Delta x} = 4",
        ),
        (r"$\Delta = b^2 - 4ac$, $a = 1$, $b = 5$, $c = 2$", r"\Delta a = 17", r"\Delta a = 18"),
        (
            r"$z = (1, -2, 3)$, $h_i = \max(0, z_i)$, $v = (1, 1, 1)$",
            r"v^\top h = 4",
            r"v^\top h = 2",
        ),
        (
            (
                r"$$y_1 = -2x_1 + x_2,\ y_2 = x_1 + x_2$$ $$J = \begin{pmatrix} "
                r"\frac{\partial y_1}{\partial x_1} & \frac{\partial y_1}{\partial x_2} \\ "
                r"\frac{\partial y_2}{\partial x_1} & \frac{\partial y_2}{\partial x_2} "
                r"\end{pmatrix}$$"
            ),
            r"\det J = -3",
            r"|\det J| = 1",
        ),
        (
            r"$f(x) = x^2$",
            r"f(x + \Delta x) - f(x) = 2x\,\Delta x + (\Delta x)^2",
            r"\lim_{\Delta x \to 0} \frac{f(x + \Delta x) - f(x)}{\Delta x} = x",
        ),
    ],
)
def test_differences(given: str, true: str, false: str) -> None:
    """A step and what follows from it, and a slip."""
    assert last(given, true) == "proved"
    assert last(given, false) == "refuted"


@pytest.mark.parametrize("claim", [r"u \cdot v = 0", r"u^\top v = 0", r"v^\top u = 0"])
def test_vectors_that_are_given_are_not_orthogonal(claim: str) -> None:
    """Nothing is solved for there; a false one proves no other way to say the same."""
    given = r"$$u = (1, 2),\ v = (3, 4)$$"
    assert last(given, claim) == "refuted"
    assert last(given + "\n\n" + r"$$u \cdot v = 0$$", claim) == "refuted"
