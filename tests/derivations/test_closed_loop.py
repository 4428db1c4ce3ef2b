"""What symnn writes, symnn reads back and proves; with one thing changed, it does not.

A small share of `tests.campaigns.derivations`, which has every kind, depth and style.
"""

from __future__ import annotations

import pytest

from symnn.derivations.formulas.nodes import Name, Power, Transpose, number
from symnn.derivations.typesetting.latex import Latex
from symnn.derivations.typesetting.style import Style
from tests.campaigns.derivation_cases import case
from tests.campaigns.derivation_mutations import Mutation, mutations, outcome
from tests.campaigns.derivations import Tally, entries_of, judged, run
from tests.campaigns.second_reader import read

#: Seeds at random, once; the campaign has thousands.
SEEDS = (3, 10, 16, 22)
KINDS = ("forward", "symbolic")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_page_is_proved_and_a_changed_one_is_not(seed: int) -> None:
    tally = run(range(seed, seed + 1), 2, KINDS)
    assert tally.faults == []
    assert tally.pages.total() == 1


def test_a_false_relation_that_were_proved_would_be_noticed() -> None:
    """The campaign itself: a checker that proves whatever it is told is found out."""
    one = case(7, KINDS)
    text = one.text
    entries = entries_of(one, text)
    found = {
        outcome(mutation, entries, entries).split(":")[0]  # as if nothing had been changed
        for mutation in mutations(7, text, 12)
    }
    assert "WRONG" in found


def test_a_page_that_is_not_proved_would_be_noticed() -> None:
    one = case(7, KINDS)
    tally = Tally()
    judged(one, one.text.replace("= ", "= 1 + ", 1), tally)
    judged(one, one.text + "\n$1 = 2$\n", tally)
    assert tally.faults


def test_the_second_reader_finds_what_is_false() -> None:
    page = (
        "\\begin{aligned}\nx &= \\frac{1}{2} \\\\\ny &= x + 1 \\\\\n&= \\frac{3}{2}\n\\end{aligned}"
    )
    assert [r.holds for r in read(page)] == [None, None, True]
    assert [r.holds for r in read(page.replace("{3}", "{5}"))] == [None, None, False]


def test_a_mutation_knows_its_place() -> None:
    found = Mutation("number", 4, "1", "2", "a\nb 2")
    assert found.place == (2, 3)


def test_no_letter_gets_two_superscripts() -> None:
    r"""W^{[1]}^{\top} is an error of TeX."""
    for layers in ("brackets", "parentheses"):
        setter = Latex(Style(layers=layers))
        assert setter(Transpose(Name("W", 1))).startswith("{W^{")
        assert setter(Power(Name("a", 1), number(2))).endswith(")^{2}")
    assert Latex(Style())(Power(Name("x"), number(2))) == "x^{2}"
