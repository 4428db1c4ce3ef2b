"""Signs of letters that prose tells: they help a claim behind them, and never speak against one."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

_ROOT = r"$$\sqrt{\tau^2}=\tau$$"
_SHARE = r"$$\frac{s}{s+\tau}<1 \text{ for all } s\ge0$$"


@pytest.mark.parametrize(
    "told",
    [
        r"The constant satisfies $\tau>0$.",
        r"The decay has the strength $\tau>0$.",
        r"A temperature $\tau>0$ is used.",
        r"Throughout, $\tau>0$.",
        r"The penalty is $\frac\tau2w^2$, $\tau>0$.",
        r"Let $\tau$ be a positive constant.",
        r"Here $\tau$ is a positive real number.",
        r"The penalty is $\frac\tau2w^2$ with a positive $\tau$.",
        r"The penalty is $\frac\tau2w^2$ where the coefficient $\tau$ is positive.",
        r"Given a fixed positive number $\tau$.",
        r"The numbers $\tau$ and $\rho$ are positive.",
        r"The numbers $\rho$ and $\tau$ are strictly positive.",
        r"We use $\rho$, $\tau$ both positive.",
    ],
)
def test_a_sign_holds_for_all_claims_behind_it(told: str) -> None:
    """Also behind a claim that is said "for all" values of another letter."""
    found = entries(f"{told}\n\n{_SHARE}\n\n{_ROOT}")[-2:]
    assert [entry.verdict for entry in found] == ["proved", "proved"]


@pytest.mark.parametrize(
    "told",
    [
        r"If $\tau$ is positive, all is well.",
        r"When a positive $\tau$ is chosen, all is well.",
        r"The rule needs a positive $\tau$.",
        r"Let $\tau$ be positive definite.",
        r"Here $\tau$ is positive or zero or less.",
        r"Is $\tau$ positive?",
        r"We ask whether $\tau$ is positive.",
        r"The unit fires for a number $\tau>0$.",
        r"The slope is $1$ on the region $\tau>0$.",
        r"It turns out that $\tau$ is not positive.",
        r"No constant $\tau>0$ exists.",
        r"Suppose that $\tau$ is not a positive number.",
        r"For a positive $\tau$ the loss grows.",
        r"There is no positive number $\tau$.",
        r"Unlike before, $\tau$ may be negative.",
        r"Let $\tau$ be positive. Now let $\tau$ be any real number.",
        r"Some constant $\tau>0$ would break it.",
        r"Neither $\tau$ nor $\rho$ is positive.",
        r"Let $\tau$ be negative.",
        r"Here $\tau$ is nonzero.",
        r"The slope is $1$, $x>0$, and $\tau$ otherwise.",
        r"Factors $\tau>0$ stretch the graph.",
        r"A factor $\tau>0$ stretches the graph.",
        r"The factor $\tau>0$ stretches, the factor $\tau<0$ turns the graph.",
        r"Parameters $\tau>1$ stretch, parameters $0<\tau<1$ shrink it.",
    ],
)
def test_what_tells_no_sign(told: str) -> None:
    assert entries(f"{told}\n\n{_ROOT}")[-1].verdict is None


def test_two_orders_of_a_letter_in_one_sentence_are_cases() -> None:
    told = r"Weights $w>0$ excite and weights $w<0$ inhibit."
    for claim in (r"$$|w|=-w$$", r"$$|w|=w$$"):
        assert entries(f"{told}\n\n{claim}")[-1].verdict is None
    assert entries("Let $w>0$ and $b>w$.\n\n$$|w|=w$$")[-1].verdict == "proved"


def test_a_variable_is_told_a_range_by_let_alone() -> None:
    claim = r"$$|x|=x$$"
    told = [r"Let $x$ be positive.", r"The input $x$ is positive.", r"The weight $x>0$ is used."]
    found = [entries(f"{one}\n\n{claim}")[-1].verdict for one in told]
    assert found == ["proved", None, None]


def test_a_range_beside_definitions_of_others() -> None:
    """In a display of definitions; not of a variable, and not for a moment."""
    given = r"$$p=2q,\quad\tau,\rho>0$$"
    assert entries(f"{given}\n\n{_ROOT}")[-1].verdict == "proved"
    assert entries(f"If this holds:\n\n{given}\n\n{_ROOT}")[-1].verdict is None
    assert entries(r"$$p=2q,\quad x>0$$" + "\n\n" + r"$$|x|=x$$")[-1].verdict is None
    assert entries(r"$$p=2q,\quad\tau<0$$" + f"\n\n{_ROOT}")[-1].verdict is None


def test_a_negative_letter() -> None:
    text = r"Let $\tau$ be a negative number." + "\n\n"
    assert entries(text + r"$$|\tau|=-\tau$$")[-1].verdict == "proved"
    assert entries(text + _ROOT)[-1].verdict != "proved"


def test_nothing_is_refuted_by_a_sign() -> None:
    text = r"Let $\tau$ be a positive number." + "\n\n"
    assert entries(text + r"$$|\tau|=-\tau$$")[-1].verdict is None
