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


PAGE = "\\begin{aligned}\n%s\n\\end{aligned}"


UNIT = r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}"
CASES = r"\begin{cases} 0 & \text{if } x \le 0 \\ x & \text{otherwise} \end{cases}"


@pytest.mark.parametrize(
    ("lines", "holds"),
    [
        (
            [r"A &= \begin{pmatrix} 2 & 1 \\ 1 & 2 \end{pmatrix}", f"P &= I = {UNIT}", "A P &= A"],
            [None, None, True, True],
        ),
        (["c &= 1", "c &= 2", "2 c &= 4"], [None, False, True]),
        (["x &= 3", "y &= x^{2}", r"\frac{\partial y}{\partial x} &= 6"], [None, None, True]),
        (["x &= 3", "y &= x^{2}", r"\frac{\partial y}{\partial x} &= 9"], [None, None, False]),
        ([r"\sigma'(u) &= \sigma(u) (1 - \sigma(u))"], [True]),
        ([r"\sigma'(u) &= \sigma(u) (2 - \sigma(u))"], [False]),
        ([r"f(x) &= \operatorname{ReLU}(x)", f"&= {CASES}"], [None, True]),
        ([r"f(x) &= \operatorname{ReLU}(x)", r"f(x) &= x \quad (x \ge 0)"], [None, True]),
        ([r"f(x) &= \operatorname{ReLU}(x)", r"f(x) &= x \quad (x \ge -1)"], [None, False]),
        ([r"r &= \begin{pmatrix} 3 \\ 4 \end{pmatrix}", r"\| r \| \| r \| &= 25"], [None, True]),
        ([r"\hat{W}^{(1)} &= 3", r"2 \hat{W}^{(1)} &= 6"], [None, True]),
    ],
)
def test_the_second_reader_knows_the_notations_of_the_pages(
    lines: list[str], holds: list[bool | None]
) -> None:
    assert [r.holds for r in read(PAGE % " \\\\\n".join(lines))] == holds


def test_the_second_reader_takes_functions_of_matrices_on_the_spectrum() -> None:
    words = "Here $e^{A}$ is the function of the matrix $A$.\n\n"
    page = words + PAGE % (
        r"A &= \begin{pmatrix} 0 & 1 \\ 0 & 0 \end{pmatrix}"
        "\\\\\n"
        r"e^{A} &= \begin{pmatrix} 1 & 1 \\ 0 & 1 \end{pmatrix}"
    )
    assert [r.holds for r in read(page)] == [None, True]
    assert [r.holds for r in read(page.replace(r"1 & 1 \\", r"1 & e \\"))] == [None, False]


def test_the_second_reader_knows_a_vector_by_its_entries() -> None:
    page = "For all real $x_1, x_2$:\n\n" + PAGE % (
        r"C &= \begin{pmatrix} 2 & 1 \end{pmatrix}" "\\\\\n" "C x &= 2 x_1 + x_2"
    )
    assert [r.holds for r in read(page)] == [None, True]
