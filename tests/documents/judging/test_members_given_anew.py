r"""A member that its family settles, and that is said to be something else."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_STEPS = "$$s_t = a s_{t-1} + x_t,\\quad s_0=1$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (f"{_STEPS}\n\n$$s_1 = x_1$$", "s_2 = a x_1 + x_2"),
        ("Consider $u_t = c u_{t-1} + r$, $u_0=2$.\n\n$$u_1 = r$$", "u_2 = c r + r"),
        ("Let $w=(1,1)$, $x_2=(2,2)$, $l_i=w\\cdot x_i-1$.\n\n$$l_2 = 0$$", "l_2 + 1 = 1"),
    ],
)
def test_nothing_follows_from_it(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (f"{_STEPS}\n\n$$s_1 = a + x_1$$", "s_2 = a^2 + a x_1 + x_2"),
        ("Consider $u_t = c u_{t-1} + r$.\n\n$$u_0 = 2$$", "u_2 = 2c^2 + c r + r"),
        ("Consider $u_t = c u_{t-1} + r$ where\n\n$$u_1 = 3$$", "u_2 = 3c + r"),
        (r"Let $\eta_k = \eta_0 b^k$." + "\n\n$$\\eta_0 = c$$", r"\eta_2 = c b^2"),
        ("Let $a_n = a_{n-1} + a_{n-2}$ with $a_0 = 0$ and $a_1 = 1$.", "a_5 = 5"),
    ],
)
def test_a_beginning_is_no_other_value(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize("claim", ["g(-2) = -2", "g(-y) = -y"])
def test_a_formula_under_a_condition_is_not_the_function(claim: str) -> None:
    given = r"Let $g(x) = \max(0, x)$ and $x \ge 0$." + "\n\n$$g(x) = x$$"
    assert last(given, claim) != "proved"
    assert last(given, "g(2) = 2") == "proved"
