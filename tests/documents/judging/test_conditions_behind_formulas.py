r"""Several names with one condition behind a formula: F = a/(b + c), a, b, c > 0."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last


@pytest.mark.parametrize("condition", ["a,b,c>0", r"a,\ b,\ c>0", r"a,b,c\geq1", r"a,b,c,d>0"])
@pytest.mark.parametrize("space", [r",\quad ", r",\ ", ", "])
def test_the_names_belong_to_the_condition(space: str, condition: str) -> None:
    text = rf"$$F=\frac{{a}}{{b+c}}{space}{condition}$$"
    assert [e.kind for e in entries(text)] == ["definition", "not-a-claim"]
    assert last(text, r"F=\frac{2a}{2b+2c}") == "proved"
    assert last(text, r"F=\frac{2a}{b+2c}") != "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"F_1=\frac{2TP}{2TP+FP+FN}", "proved"),
        (r"F_\beta=\frac{(1+\beta^2)TP}{(1+\beta^2)TP+FP+\beta^2FN}", "proved"),
        (r"F_2=\frac{5TP}{5TP+FP+4FN}", "proved"),
    ],
)
@pytest.mark.parametrize("between", ["", r"$$F_1=P\cdot R$$", r"$$F_2=PR$$"])
def test_a_score_has_its_first_formula(between: str, claim: str, verdict: str) -> None:
    r"""Also where another formula, which is false of it, stands in between."""
    given = r"""$$
P=\frac{TP}{TP+FP},\ R=\frac{TP}{TP+FN},\ F_\beta=\frac{(1+\beta^2)PR}{\beta^2P+R},
\ TP,FP,FN,\beta>0$$"""
    assert last(f"{given}\n\n{between}", claim) == verdict


def test_a_family_with_two_formulas_says_nothing_of_its_members() -> None:
    given = "$$g_k=k^2+a$$\n\n$$g_k=k+a$$"
    assert last(given, "g_2=4+a") in (None, "undecided")
    assert last(given, "g_3=2+a") in (None, "undecided")


@pytest.mark.parametrize(
    ("range_", "verdict"),
    [("|t|<1", "proved"), ("|t|>1", "undecided"), (r"|t|\le\frac12", "proved")],
)
def test_a_range_of_an_absolute_value_belongs_to_the_formula(range_: str, verdict: str) -> None:
    claim = rf"\tanh^{{-1}}(t)=\frac12\ln\frac{{1+t}}{{1-t}},\quad {range_}"
    found = entries(f"Here it is.\n\n$${claim}$$")
    assert found[0].verdict == verdict
