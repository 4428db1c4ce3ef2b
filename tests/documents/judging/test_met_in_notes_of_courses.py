"""Forms that courses and guides write, met in works that were not seen before."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LISTS = r"$$y=(3,-0.5,2,7),\quad \hat y=(2.5,0.0,2,8),\quad \bar y=\frac14\sum_{i=1}^4y_i$$"
ERROR = rf"{LISTS} $$M=\frac14\sum_{{i=1}}^4|y_i-\hat y_i|$$"
SHARE = rf"{LISTS} $$R^2=1-\frac{{\sum_{{i=1}}^4(y_i-\hat y_i)^2}}{{\sum_{{i=1}}^4(y_i-\bar y)^2}}$$"
ENTROPY = (
    r"$$J=-\frac1n\sum_{i=1}^n\left(y_i\log(p_i)+(1-y_i)\log(1-p_i)\right),\quad n=3$$"
    r" $$y=(1,0,1),\quad p=(0.1,0.8,0.6),\quad \log \text{ natural}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        # a partial slope of a formula in several letters, whatever its name
        ("$$Q=3a^3-b^2$$", r"\frac{\partial Q}{\partial b}=-2b", "proved"),
        ("$$Q=3a^3-b^2$$", r"\frac{\partial Q}{\partial b}=2b", "refuted"),
        ("$$y=wx+b$$", r"\frac{\partial y}{\partial w}=w", "refuted"),
        ("$$y=x^2$$", r"\frac{dy}{dx}=y", None),
        # entries of a list with a hat, and the mean once it is told
        (ERROR, "M=0.5", "proved"),
        (ERROR, "M=0.25", "refuted"),
        (SHARE, "R^2=0.949", "proved"),
        (SHARE, "R^2=0.957", "refuted"),
        # a remark on the logarithm is no entry of a list
        (ENTROPY, "J=1.474", "proved"),
        (r"$$p=(0.1,0.9)\quad\text{with natural logarithms}$$", r"\sum_i p_i=1", "proved"),
    ],
)
def test_what_notes_of_courses_say(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected
