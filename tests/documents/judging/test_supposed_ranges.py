"""Ranges that stand by themselves before a claim help it, and never speak against one."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

SERIES = r"$$\sum_{t=0}^\infty\gamma^t=\frac{1}{1-\gamma}$$"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Let $x > 0$.\n\n$$|x|=x$$", "proved"),
        # of several letters, and beside words on another one
        ("$$\\alpha,\\epsilon>0$$\n\n$$|\\epsilon|=\\epsilon$$", "proved"),
        ("$$a>0$$\n\n$$\\frac{t}{t+a}<1 \\text{ for all } t\\ge0$$", "proved"),
        ("$$a>0$$\n\n$$\\frac{t}{t+a}<\\frac12 \\text{ for all } t\\ge0$$", None),
        ("$$a>0$$\n\n$$\\frac{t}{t+a}<1 \\text{ for all } a<0$$", None),
        ("$$x<0$$\n\n$$|x|=-x$$", "proved"),
        ("$$x\\in[0,\\infty)$$\n\n$$\\sqrt{x^2}=x$$", "proved"),
        ("Let $p\\in(0,1)$ be a probability. Then\n\n$$-\\log p>0$$", "proved"),
        ("$$0<a<1,\\quad b>1$$\n\n$$ab<b$$", "proved"),
        # nothing is refuted by a range, and none holds after another one, or elsewhere
        ("Let $x < 0$.\n\n$$|x|=x$$", None),
        ("Let $x > 0$.\n\nNow let $x < 0$.\n\n$$|x|=x$$", None),
        ("$$x>0$$\n\n$$x<0$$\n\n$$|x|=x$$", None),
        ("# A\n\n$$x>0$$\n\n# B\n\n$$|x|=x$$", None),
        ("If $x > 0$ nothing happens.\n\n$$|x|=x$$", None),
        ("This needs $x > 0$.\n\n$$|x|=x$$", None),
        ("Let $x > 0$. Otherwise we stop.\n\n$$|x|=x$$", None),
        ("Let $x > 0$.\n\nFor all real $x$:\n\n$$|x|=x$$", "refuted"),
        # a series has its limit only where it converges
        (f"Let $\\gamma>1$.\n\n{SERIES}", "undecided"),
        (f"$$\\gamma\\in[0,1)$$\n\n{SERIES}", "proved"),
        (SERIES, "proved"),
    ],
)
def test_a_claim_behind_a_range(text: str, found: str | None) -> None:
    """What the claim, the last formula, is found to be."""
    assert entries(text)[-1].verdict == found


def test_the_line_is_named() -> None:
    """The reader is told which range a proof took in."""
    last = entries("Let $x > 0$.\n\n$$|x|=x$$")[-1]
    assert "for the range in line 1" in last.notes


def test_a_letter_that_may_be_any_number_again_has_no_range() -> None:
    given = r"$$g(x)=\alpha x+\beta,\quad \alpha,\beta>0$$"
    assert last(given, r"|\beta|=\beta") == "proved"
    given += "\n\n" + r"Here $\beta$ is any real number."
    assert last(given, r"|\beta|=\beta") != "proved"
    assert last(given, r"|\alpha|=\alpha") == "proved"
