"""Which mathematics is found in a reStructuredText document, and that its offsets are exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.rst.reader import read_rst


def formulas(text: str) -> list[str]:
    return [formula.latex for formula in read_rst(text).formulas]


def damages(text: str) -> list[str]:
    return [damage.what for damage in read_rst(text).damages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a :math:`x` b", ["x"]),
        ("a `x`:math: b", ["x"]),
        ("a :math:`x\n= 1` b", ["x\n= 1"]),
        (r"a :math:`\alpha_{1}`, :math:`y`.", [r"\alpha_{1}", "y"]),
        (".. math:: x = 1", ["x = 1"]),
        (".. math:: x = 1\n   :label: a", ["x = 1"]),
        (".. math::\n   :label: a\n   :nowrap:\n\n   x\n   = 1\n\ny", ["x\n= 1"]),
        (".. math::\n\n   x = 1\n\n   y = 2\n", ["x = 1", "y = 2"]),
        (".. math:: x = 1\n\n   y = 2\n", ["x = 1", "y = 2"]),
        (
            ".. math::\n\n   \\begin{split}\n   a\n\n   b\n   \\end{split}\n",
            ["\\begin{split}\na\nb\n\\end{split}"],
        ),
        (".. default-role:: math\n\nso `x = 1` and `text`_ is", ["x = 1"]),
        (".. default-role:: math\n\n`x`\n\n.. default-role::\n\n`y`", ["x"]),
        (".. role:: m(math)\n\nso :m:`x` is", ["x"]),
        (".. raw:: latex\n\n   \\begin{align} x &= 1 \\end{align}\n   so $y$", [
            "\\begin{align} x &= 1 \\end{align}", "y"]),
        (".. note:: see :math:`x`\n\n   and :math:`y`\n\n   .. math:: z\n", ["x", "y", "z"]),
        (".. theorem:: A\n   :label: b\n\n   :math:`x`", ["x"]),
        ("- one :math:`x`\n\n  .. math:: y\n\n#. :math:`z`", ["x", "y", "z"]),
        ("* :math:`a\n  = 1`\n* - :math:`b`", ["a\n= 1", "b"]),
        (":field: :math:`x`\n", ["x"]),
        ("term\n   :math:`x`\n", ["x"]),
        (".. [1] see :math:`x`\n   and :math:`y`", ["x", "y"]),
        (".. |s| replace:: :math:`x = 1`", ["x = 1"]),
        ("|s| is :math:`x`", ["x"]),
        ("+------+------+\n| :math:`a` | :math:`b` |\n+------+------+", ["a", "b"]),
        ("====  ====\n:math:`a`  b\n====  ====\n1  :math:`c`\n====  ====", ["a", "c"]),
        ("On :math:`x`\n============\n\nso", ["x"]),
        ("so::\n\n   :math:`x`\n\n:math:`y`", ["y"]),
        ("a::\n\n> :math:`x`\n> b\n\n:math:`y`", ["y"]),
        (r"with $\alpha = 1$ as in Sphinx", [r"\alpha = 1"]),
        ("see :eq:`a` and :ref:`b` and :math:`x`", ["x"]),
    ],
)  # fmt: skip
def test_mathematics_is_found(text: str, expected: list[str]) -> None:
    assert formulas(text) == expected
    assert damages(text) == []


def test_the_cells_of_a_grid_table_are_small_documents() -> None:
    text = (
        "+-----------+-------------+\n"
        "| .. math:: | see         |\n"
        "|    x = 1  | :math:`y`   |\n"
        "+===========+=============+\n"
        "| :math:`|z|` is          |\n"
        "+-----------+-------------+\n"
    )
    assert formulas(text) == ["x = 1", "y", "|z|"]


@pytest.mark.parametrize(
    "text",
    [
        "``:math:`x` ``",
        "`x`",
        "so::\n\n   :math:`x`\n\n   .. math:: y\n",
        ".. code-block:: python\n\n   :math:`x`\n\n   .. math:: x",
        ".. code:: tex\n   :number-lines:\n\n   $\\alpha$",
        ".. a comment :math:`x`\n   .. math:: x\n\n   x",
        "..\n   :math:`x`",
        ".. _target: https://a.b/:math:`x`",
        ".. image:: :math:`x`.png\n   :alt: :math:`x`",
        ".. raw:: html\n\n   <p>\\(x\\)</p>",
        ">>> f(':math:`x`')\n':math:`x`'\n",
        "costs $5 and $10, in $HOME/$x",
        r"a \`x\` b",
    ],
)
def test_what_is_no_mathematics_is_passed_over(text: str) -> None:
    assert read_rst(text) == read_rst("")


def test_an_open_role_is_damage_and_reading_goes_on() -> None:
    reading = read_rst("so :math:`x = 1\n\nand :math:`y`")
    assert [d.what for d in reading.damages] == ["this `:math:` is not closed in its paragraph"]
    assert [f.latex for f in reading.formulas] == ["y"]


def test_headings_paragraphs_and_words_around_are_known() -> None:
    text = (
        "=====\nOne\n=====\n\nLet :math:`a` and\n:math:`b` be.\n\nTwo\n---\n\n.. math:: c\n\n"
        "=====\nThree\n=====\n\n:math:`d`\n"
    )
    a, b, c, d = read_rst(text).formulas
    assert [f.headings for f in (a, b, c, d)] == [("One",), ("One",), ("One", "Two"), ("Three",)]
    assert a.paragraph == b.paragraph < c.paragraph < d.paragraph
    assert (a.before, a.after, a.lead_in) == ("Let", "and :math:`b` be.", "")
    assert (c.display, a.display) == (True, False)
    assert c.lead_in == "Two"


PIECES = st.sampled_from(
    [
        ".. math::", " x = 1", "\n", "\n\n", "   ", ":math:`a`", "`", "``", ":math:`", "text", "::",
        ".. note:: ", "- ", "====", "----", "| ", " |", ".. ", ".. default-role:: math", "$", "\t",
        "\\begin{align}", "\\end{align}", "\r\n", "é", ".. raw:: latex", "* ", "1. ",
        "+--+--+", "+",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30))
def test_every_formula_lies_where_it_says(parts: list[str]) -> None:
    text = "".join(parts)
    reading = read_rst(text)
    for formula in reading.formulas:
        assert 0 <= formula.outer_start <= formula.start <= formula.end <= formula.outer_end
        assert formula.outer_end <= len(text)
        for position, character in enumerate(formula.latex):
            met = text[formula.offset(position)]
            assert met == character or (character == "\n" and met in "\r\n")
    starts = [formula.start for formula in reading.formulas]
    assert starts == sorted(starts)
