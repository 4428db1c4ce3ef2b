r"""Of several solutions of an equation the one that is admitted."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_DECIDED = ("proved", "refuted")
_RANGE = r"$$z^2-7z+10=0, \quad z > 3$$"
_PROSE = "Factoring gives two candidates, and one of them is too small."
_TWO = "$$x^2 - 2x - 3 = 0$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_RANGE, "z = 5", "proved"),
        (_RANGE, "z = 2", "refuted"),
        (_RANGE, "z + 1 = 6", "proved"),
        (_RANGE, r"\sqrt{z+4} = 3", "proved"),
        (f"{_RANGE}\n\n{_PROSE}", "z = 5", "proved"),
        ("Solve $z^2-7z+10=0$. We know that $z > 3$. So", "z = 5", "proved"),
        ("Solve $z^2-7z+10=0$. We know that $z > 3$. So", "z = 2", "refuted"),
        ("$$z^2-7z+10=0$$\n\nHere $z = 2$ is impossible since $z > 3$. So", "z = 5", "proved"),
        ("$$z^2-7z+10=0$$\n\n$z = 2$ cannot be a width, so", "z = 5", "proved"),
        (f"{_TWO}\n\nThe negative root is discarded, so", "x = 3", "proved"),
        (f"{_TWO}\n\nThe negative one is discarded.", "x = 3", "proved"),
        (f"{_TWO}\n\nThe negative root is not admissible.", "x = 3", "proved"),
        (f"{_TWO}\n\nWe reject the negative solution.", "x = 3", "proved"),
        (f"{_TWO}\n\nWe take the positive root:", "x = -1", "refuted"),
        (f"{_TWO}\n\nOnly the positive solution is admissible. Hence", "x = 3", "proved"),
        (f"{_TWO}\n\nWe choose the larger root.", "x = 3", "proved"),
        (f"{_TWO}\n\nWe choose the larger root.", "x = -1", "refuted"),
        (f"{_TWO}\n\nWe keep the smaller root.", "x = -1", "proved"),
        ("Let $x$ be a positive number with $x^2 - 2x - 3 = 0$. Then", "x = 3", "proved"),
        (r"$$w^2 = 2, \quad w > 0$$", r"w = \sqrt2", "proved"),
        (r"$$w^2 = 2, \quad w > 0$$", r"w = -\sqrt2", "refuted"),
        (r"$$x^2 = 4, \quad x \neq 2$$", "x = -2", "proved"),
        (r"$$x^3 = x, \quad x > 0$$", "x = 1", "proved"),
    ],
)
def test_one_is_left(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "wrong"),
    [
        (_TWO, "x = 3", "refuted"),
        (_TWO, "x = -1", "refuted"),
        # a case, one of several, another unknown, another equation, no choice, both are kept
        (f"{_TWO}\n\nIf $x > 0$, then", "x = -1", "proved"),
        (f"{_TWO}\n\nIf $x < 0$, then", "x = -1", "refuted"),
        (f"{_RANGE}\n\nWithout the condition the roots are", "z = 2", "refuted"),
        ("$$x^2 = 4$$\n\nThe negative root is discarded.\n\n$$y^2 = 9$$", "y = -3", "proved"),
        (r"$$x^2 = 4, \quad x > 0$$" + "\n\nNow solve $x^2 = 9$.", "x = 3", "refuted"),
        ("$$x^2 = 4$$\n\nFor positive $x$ we get $x = 2$; for negative $x$", "x = -2", "refuted"),
        (f"{_TWO}\n\nIf $x$ is positive, the slope is steep.", "x = -1", "refuted"),
        (f"{_TWO}\n\nFor positive $x$ the slope is steep.", "x = -1", "refuted"),
        (f"{_TWO}\n\nWhether we take the positive root is open.", "x = -1", "refuted"),
        (r"$$x^2 = 4, \quad x > 0 \lor x < -1$$", "x = -2", "refuted"),
        (f"{_TWO}\n\nWe do not discard the negative root.", "x = -1", "refuted"),
        (f"{_TWO}\n\nWe need not take the positive root.", "x = -1", "refuted"),
        (f"{_TWO}\n\nThe negative slope is steep.", "x = 3", "refuted"),
        (f"{_TWO}\n\nThe larger root is used here, the smaller root there.", "x = -1", "refuted"),
    ],
)
def test_none_need_be_left(given: str, claim: str, wrong: str) -> None:
    assert last(given, claim) != wrong


@pytest.mark.parametrize(
    "words",
    [
        "is impossible since $z > 3$",
        "is excluded",
        "must be discarded",
        "is ruled out",
        "cannot be a width",
        "contradicts $z > 3$",
        "is not admissible",
    ],
)
def test_a_value_that_is_denied(words: str) -> None:
    found = entries(f"$$z^2-7z+10=0$$\n\nNow $z = 2$ {words}. Hence $z + 1 = 3$.")
    assert [e.verdict for e in found if e.latex == "z = 2"] == [None]
    assert next(e.verdict for e in found if e.latex == "z + 1 = 3") not in _DECIDED


def test_a_solution_that_is_refuted_sets_nothing() -> None:
    given = "$$x^2 + x - 6 = 0$$\n\nSince $x$ counts neurons, $x \\ge 0$.\n\n$$x = -3$$"
    assert (
        last("$$x^2 + x - 6 = 0$$\n\nSince $x$ counts neurons, $x \\ge 0$.", "x = -3") == "refuted"
    )
    assert last(given, "x + 3 = 0") != "proved"
    assert last(given, "x + 3 = 5") == "proved"
