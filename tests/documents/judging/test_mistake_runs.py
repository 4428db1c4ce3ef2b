r"""Runs of a perceptron that changes its weights after mistakes only."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

_SHOWN = (
    "$$\nw\\leftarrow w+yx \\text{ whenever } y\\,(w\\cdot x)\\le0,\\quad w_0=0,\\ "
    "w_k \\text{ after the } k\\text{-th mistake};\\quad \\text{run: } x_1=(1,2),\\ y_1=1,\\ "
    "x_2=(-1,2),\\ y_2=-1,\\ x_3=(0,-1),\\ y_3=-1, \\text{ visited cyclically}\n$$"
)
_TOLD = (
    "The perceptron starts at $w=(0,0)$ and goes through the examples $x_1=(2,1)$ with $y_1=1$ and "
    "$x_2=(1,3)$ with $y_2=-1$ in order, again and again. On a mistake, $y\\,w\\cdot x\\le0$, "
    "it sets $w\\leftarrow w+yx$."
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_SHOWN, r"$w_1=(1,2),\ w_2=(2,0)$", "proved"),
        (_SHOWN, r"$w_1=(1,2),\ w_2=(0,4)$", "refuted"),
        (_SHOWN, "the run ends with $w=(3,1)$ after $6$ mistakes", "proved"),
        (_SHOWN, "the run ends with $w=(3,1)$ after $5$ mistakes", "refuted"),
        (_SHOWN, "the perceptron makes $6$ mistakes", "proved"),
        (_TOLD, "after the first mistake $w=(2,1)$", "proved"),
        (_TOLD, "after two mistakes $w=(1,-2)$", "proved"),
        (_TOLD, "after two mistakes $w=(2,-1)$", "refuted"),
        (_TOLD, "the algorithm converges to $w=(4,-3)$", "proved"),
        (_TOLD, "the algorithm stops after $5$ updates", "proved"),
        (_TOLD, "the algorithm stops after $3$ updates", "refuted"),
    ],
)
def test_a_run_is_made_to_its_end(given: str, claim: str, verdict: str) -> None:
    assert last(given, worded(claim)) == verdict


@pytest.mark.parametrize(
    "given",
    [
        _TOLD.replace(r"\le0", "<0"),
        _TOLD.replace("$w=(0,0)$", "some weights"),
        _TOLD.replace(" in order, again and again", " at random"),
        _TOLD.replace("w+yx$.", r"w+yx$ and $b\leftarrow b+y$."),
        _TOLD.replace(" with $y_2=-1$", ""),
        _TOLD.replace("w+yx$.", r"w+\eta yx$."),
    ],
)
def test_what_is_not_said_leaves_it_open(given: str) -> None:
    for number in (3, 5):
        claim = f"the algorithm stops after ${number}$ updates"
        assert last(given, worded(claim)) not in ("proved", "refuted")
