"""Which mathematics is found in a plain text, and that its offsets are exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.plain.reader import read_plain
from symnn.documents.source import Source


def formulas(text: str) -> list[str]:
    return [formula.latex for formula in read_plain(text).formulas]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $x$, $$y$$, \\(z\\) and \\[w\\]", ["x", "y", "z", "w"]),
        ("$$\nx +\n\n1 = 2\n$$", ["\nx +\n\n1 = 2\n"]),
        ("\\begin{align}\nx &= 1\n\\end{align}", ["\\begin{align}\nx &= 1\n\\end{align}"]),
        ("    $x$\n\t$y$", ["x", "y"]),
        ("`$x$` <pre>$y$</pre> [a]($z$)", ["x", "y", "z"]),
        ("# no heading\n* $x$\n> $y$", ["x", "y"]),
        ("so\n\n  1 + 1 = 2.\n", ["1 + 1 = 2"]),
        ("x = 1\n  = 2 - 1\n", ["x = 1", "= 2 - 1"]),
        ("Thus, x = 1 + 2,\nand y = 3", ["x = 1 + 2", "y = 3"]),
        ("we get 2*2 = 4", ["2*2 = 4"]),
        ("$5 and $10\n1 + 1 = 2", ["1 + 1 = 2"]),
    ],
)
def test_mathematics_is_found(text: str, expected: list[str]) -> None:
    assert formulas(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1 + 1\n= 2",
        "x = 1\n\n= 2",
        "2 + 2 +\n3 = 7",
        "4 = 2 + 2\n+ 1",
        "4 = 2 + 2\n- 1",
        "f(1,\n2 = 3",
        "the sum 1 + 1 = 2 is known",
        "x = 5 cm",
        "- 1 + 1 = 2",
        "$5 = 5",
    ],
)
def test_what_may_be_a_part_of_something_is_passed_over(text: str) -> None:
    found = formulas(text)
    assert found in ([], ["x = 1"])


def test_headings_and_words_around_are_known() -> None:
    one, two, three = read_plain(
        "Part\n====\n\nOne\n---\nLet\nx = 1\nbe.\n\nTwo\n---\ny = 2\n\nEnd\n===\nz = 3"
    ).formulas
    assert (one.headings, two.headings) == (("Part", "One"), ("Part", "Two"))
    assert three.headings == ("End",)
    assert (one.before, one.after, one.display, one.typed) == ("Let", "be.", True, True)


def test_a_plain_text_is_judged() -> None:
    text = (
        "0.15*0.05 + 0.2*0.1 + 0.35 = 0.3775\nnet_h1 = 0.3775\n  net_h1 * 2 = 0.765\n"
        "so $net_{h1} + 1 = 1.3775$ and exp(-1) ~= 0.37 is passed over\nexp(-1) ~= 0.37\n"
    )
    found = list(judge(Source("a.txt", text, "text")))
    assert [(e.verdict or e.kind, e.line, e.column, e.end_column) for e in found] == [
        ("proved", 1, 1, 36),
        ("definition", 2, 1, 16),
        ("refuted", 3, 3, 21),
        ("proved", 4, 5, 26),
        ("proved", 5, 1, 16),
    ]
    assert found[2].latex == "net_h1 * 2 = 0.765"


PIECES = st.sampled_from(
    ["1 + 1 = 2", "x", " = ", "\n", "\n\n", "\r\n", "$", "$$", "\\[", "\\]", "`", "<", "====",
     "\\begin{align}", "\\end{align}", "é", "net_h1", "*", "   "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=24))
def test_every_formula_lies_where_it_says(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for formula in read_plain(text).formulas:
        assert end <= formula.outer_start <= formula.start <= formula.end <= formula.outer_end
        end = formula.outer_end
        for position, character in enumerate(formula.latex):
            met = text[formula.offset(position)]
            assert met == character or (character == "\n" and met in "\r\n")


LISTED = """Sums:
- 0.5*2 = 1
- 3*4 = 12

total = 5
- 2
- 1 = 2

1. 2*3 = 6
b) 2*4 = 8
=> 0.3*2 = 0.6
-> 0.3*3 = 0.9
Step 1: 0.5*4 = 2
output layer (z): z = 0.3 + 0.4
if negative: relu(-2) = -2
numpy: 0.1 + 0.2 = 0.30000000000000004
f: x = 3
"""


def test_bullets_numbers_arrows_and_labels_belong_to_no_equation() -> None:
    found = [formula.latex for formula in read_plain(LISTED).formulas]
    assert found == ["0.5*2 = 1", "3*4 = 12", "2*3 = 6", "2*4 = 8", "0.3*2 = 0.6", "0.3*3 = 0.9",
                     "0.5*4 = 2", "z = 0.3 + 0.4"]  # fmt: skip


def test_labels_with_numbers_and_items_with_labels() -> None:
    text = (
        "return of rewards 1, 0, 2: 1 + 0.81*2 = 2.62\nTD error: 0.9*0.75 - 0.45 = 0.225\n"
        "- n-step: 0.9^2*1 = 0.81\nepsilon after 10 decays of 0.95: 0.95^10 = 0.5987\n"
    )
    found = [formula.latex for formula in read_plain(text).formulas]
    assert found == ["1 + 0.81*2 = 2.62", "0.9*0.75 - 0.45 = 0.225", "0.9^2*1 = 0.81",
                     "0.95^10 = 0.5987"]  # fmt: skip
