r"""What is given beside words that only name things: 28\times28 input, stride 1; f(z) = 2z."""

from __future__ import annotations

import pytest

from symnn.latex import syntax as tree
from symnn.latex.parser import parse
from tests.documents.judging.verdicts import last

THINGS = [
    (r"28\times28 \text{ input, } 2\times2 \text{ max-pooling; } f(z)=2z", "f(3)=6", "f(3)=7"),
    (r"\text{context of } 3 \text{ characters},\ f(z)=2z", "f(3)=6", "f(3)=5"),
    (r"\text{batch size } 32,\ x=3", "x+1=4", "x+1=5"),
    (r"x=3,\ \text{stride } 2", "x+1=4", "x+1=5"),
    (r"x=3,\ \text{stride } 2,\ \text{three layers},\ y=4", "x+y=7", "x+y=5"),
    (r"\text{inputs of } 3 \text{ numbers; } w=(1,2,3)", "w_1+w_2=3", "w_1+w_2=4"),
]


@pytest.mark.parametrize(("given", "claim", "false"), THINGS)
def test_it_is_in_force(given: str, claim: str, false: str) -> None:
    assert last(f"${given}$\n\n", claim) == "proved"
    assert last(f"${given}$\n\n", false) != "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (r"\text{for } 3 \text{ inputs},\ f(z)=2z", "f(3)=7"),  # under a condition
        (r"\text{if there are } 3 \text{ inputs},\ f(z)=2z", "f(3)=7"),
    ],
)
def test_under_a_condition_it_is_not(given: str, claim: str) -> None:
    assert last(f"${given}$\n\n", claim) in (None, "undecided")


@pytest.mark.parametrize("latex", [r"x=3,\ \text{stride } 2", r"x=3, \text{ padding } 2"])
def test_a_word_before_a_number_is_no_factor(latex: str) -> None:
    found = [s for s in parse(latex).statements if isinstance(s, tree.Statement)]
    assert [s.lead.text if s.lead else "" for s in found][-1] in ("stride", "padding")


def test_a_word_as_a_name_is_a_factor() -> None:
    (found,) = parse(r"y = \text{rate} \cdot 2").statements
    assert isinstance(found, tree.Statement)
    assert found.lead is None
