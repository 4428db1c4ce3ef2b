r"""Several values under one word, up to a colon: "at x = 4, y = -3: g = -12"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_GIVEN = "$$\nx=-2,\\ y=5,\\ q=x+y,\\ g(x,y)=xy,\\ h(x,y)=\\max(x,y)\n$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{at } x=4,\ y=-3:\quad g=-12", "proved"),
        (r"\text{at } x=4,\ y=-3:\quad g=12", "refuted"),
        (r"\text{at } x=4,\ y=-3:\ g=-12,\ \frac{\partial g}{\partial x}=-3", "proved"),
        (r"\text{at } x=4,\ y=-3:\ g=-12,\ \frac{\partial g}{\partial x}=3", "refuted"),
        (r"\text{for } x=4 \text{ and } y=-3:\ h=4", "proved"),
        (r"\text{For } x=4,\ y=-3 \text{ we have } \frac{\partial g}{\partial y}=4", "proved"),
        (r"\text{with } x=4,\ y=-3 \text{ we get } g=12", "refuted"),
        (r"\text{at the point } x=4,\ y=-3\text{: } q=1", "proved"),
        (r"x=4,\ y=-3:\quad\frac{\partial g}{\partial x}=-3", "proved"),
        (r"x=4,\ y=-3:\quad\frac{\partial g}{\partial x}=2", "refuted"),
    ],
)
def test_they_are_put_in(claim: str, verdict: str) -> None:
    assert last(_GIVEN, claim) == verdict


def test_a_word_of_relations_is_no_list_of_values() -> None:
    claim = r"\text{for } x>4,\ y=-3:\quad g=-12"
    assert last(_GIVEN, claim) not in ("proved", "refuted")
