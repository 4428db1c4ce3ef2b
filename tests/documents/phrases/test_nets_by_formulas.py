"""How many parameters a network has that is given by its formulas alone."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ARRAYS = (
    r"$$X=(1,2),\ W^{(1)}=\begin{pmatrix}1&0&2\\3&1&1\end{pmatrix},\ b^{(1)}=(1,1,0),"
    r"\ W^{(2)}=\begin{pmatrix}1\\2\\1\end{pmatrix}$$"
    "\n\n"
    r"$$A=XW^{(1)}+b^{(1)},\ H=\max(0,A),\ Y=HW^{(2)}$$"
)
SCALARS = r"$$h=\max(0,w_1x+b_1),\ y=w_2h+w_3x+b_2$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (ARRAYS, r"\text{the network has } 12 \text{ parameters}", "proved"),
        (ARRAYS, r"\text{the network has } 13 \text{ parameters}", "refuted"),
        (ARRAYS, r"\text{the network has } 2\cdot3+3+3=12 \text{ parameters}", "proved"),
        (ARRAYS, r"\text{the network has } 2\cdot3+3=9 \text{ parameters}", "refuted"),
        (ARRAYS, r"\text{the network has } 9 \text{ weights}", "proved"),
        (ARRAYS, r"\text{the network has } 12 \text{ weights}", None),
        (ARRAYS, r"\text{the whole model has } 3 \text{ biases}", "proved"),
        (SCALARS, r"\text{the network has } 5 \text{ parameters}", "proved"),
        (SCALARS, r"\text{the network has } 4 \text{ parameters}", "refuted"),
        (SCALARS, r"\text{the hidden layer has } 5 \text{ parameters}", None),
        (SCALARS + "\n\n$$L=(y-t)^2$$", r"\text{the network has } 6 \text{ parameters}", None),
        (SCALARS + "\n\n$$z=w_4x$$", r"\text{the network has } 5 \text{ parameters}", None),
        (
            r"$$y=\alpha wx+b$$",
            r"\text{the network has } 2 \text{ parameters}",
            None,
        ),
        (
            "# One\n\n" + SCALARS + "\n\n# Two\n\n$$k=3$$",
            r"\text{the network has } 6 \text{ parameters}",
            None,
        ),
    ],
)
def test_numbers_of_parameters(given: str, claim: str, verdict: str | None) -> None:
    """Where a letter may be something else, or another net may be meant, nothing is said."""
    assert last(given, claim) == verdict
