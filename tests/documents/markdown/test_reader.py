"""Which mathematics is found in a Markdown text, and that its offsets are exact."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.markdown.reader import read_markdown
from symnn.documents.regions import OffsetMap


def formulas(text: str) -> list[str]:
    return [formula.latex for formula in read_markdown(text).formulas]


def damages(text: str) -> list[str]:
    return [damage.what for damage in read_markdown(text).damages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $x$ b", ["x"]),
        ("a $$x$$ b", ["x"]),
        ("$$\nx\n= 1\n$$", ["\nx\n= 1\n"]),
        ("$$x\n= 1$$ (label)", ["x\n= 1"]),
        (r"\(x\) and \[y\]", ["x", "y"]),
        (r"\\(x\\) and \\[y\\]", ["x", "y"]),
        (
            "\\begin{align*}\na &= b \\\\\n\\end{align*}",
            ["\\begin{align*}\na &= b \\\\\n\\end{align*}"],
        ),
        (
            r"\begin{align} \begin{aligned} x \end{aligned} \end{align}",
            [r"\begin{align} \begin{aligned} x \end{aligned} \end{align}"],
        ),
        (r"\begin{theorem} $x$ \end{theorem}", ["x"]),
        ("```math\nx = 1\n```", ["x = 1"]),
        ("```{math}\n:label: one\nx = 1\n```", ["x = 1"]),
        ("{math}`x` and $`y`$", ["x", "y"]),
        ("```{note}\nsee $x$\n```\n$y$", ["x", "y"]),
        ("# On $x$\n\nOn $y$\n---\n", ["x", "y"]),
        ("| a | $x$ |\n|---|---|\n| $y$ | 2 |", ["x", "y"]),
        ("- one $x$\n\n      $$y$$\n\n1. two\n   - $z$", ["x", "y", "z"]),
        ("> $$x\n> = 1$$ b\n> - $y$", ["x\n= 1", "y"]),
        ("> $$\nx\n$$", ["\nx\n"]),
        ("- a: $$\nx\n$$", ["\nx\n"]),
        ("$a$$b$ $$c$$$d$", ["a", "b", "c", "d"]),
        (r"$x \text{ if $y > 0$}$", [r"x \text{ if $y > 0$}"]),
        (r"$\$x$ $a\\$", [r"\$x", "a\\\\"]),
        ("$ x = 1 $ and $ y $", [" x = 1 ", " y "]),
        ("<p>$x$</p>", ["x"]),
        ("!!! note\n    $x$\n\n    $y$", ["x", "y"]),
        ("a < b $c$ > d", ["c"]),
        ("$2 per unit, the number sold ($x$) and", ["x"]),
        ("100 ($/m) and it is the same for all ($/m)", []),
        ("$learning rate = 0.1$", ["learning rate = 0.1"]),
        ("\\[1, 2\\] and\n\\[a = 1\n\n$x$", ["1, 2", "x"]),
    ],
)
def test_mathematics_is_found(text: str, expected: list[str]) -> None:
    assert formulas(text) == expected
    assert damages(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "```\n$x$\n```",
        "~~~~python\n$x$\n~~~\n$y$\n~~~~",
        "    $x$",
        "\t$x$",
        "`$x$` and ``a ` $x$``",
        "<!-- $x$ -->",
        "<!--\n\n$x$\n\n-->",
        "<pre>\n\n$x$\n\n</pre>",
        "<code>$x$</code>",
        '<img alt="$x$">',
        "[a]($x$) ![b](u$x$ 'title')",
        "see https://a.b/?$x=$y",
        "---\ntitle: $x$\n---\n",
        "+++\ntitle = '$x$'\n+++\n",
        r"\$x\$",
        "$5 and $10",
        "between $5 and US$10",
        "from $5 to 10 $ a day",
        "5 $ and 6 $",
        "{% highlight tex %}\n$x$\n\n$y$\n{% endhighlight %}",
        "\\begin{verbatim}\n$x$\n\n$y$\n\\end{verbatim}",
        "$$$ and $$$",
        r"a \(b",
        r"\[a todo list\",",
    ],
)
def test_what_is_no_mathematics_is_passed_over(text: str) -> None:
    assert read_markdown(text) == read_markdown("")


def test_a_display_keeps_lines_that_look_like_blocks() -> None:
    text = "$$\na\n- b\n+ c\n> d\n1. e\n===\n$$\n\n$z$"
    assert formulas(text) == ["\na\n- b\n+ c\n> d\n1. e\n===\n", "z"]


def test_a_display_may_hold_an_empty_line_but_no_prose() -> None:
    assert formulas("$$\nx\n\n= 1\n$$\n\n$z$") == ["\nx\n\n= 1\n", "z"]
    assert formulas("\\begin{align}\na\n\nb\n\\end{align}") == [
        "\\begin{align}\na\n\nb\n\\end{align}"
    ]


@pytest.mark.parametrize(
    ("text", "what", "others"),
    [
        ("a $$x = 1\n\n$y$", "this `$$` is not closed in its paragraph", ["y"]),
        (
            "$$\nx\n\nwhere x is here\n\n$$\ny\n$$",
            "this `$$` is not closed in its paragraph",
            ["\ny\n"],
        ),
        ("$$\nx = 1\n\n$$\ny\n$$", "this `$$` is not closed in its paragraph", ["\ny\n"]),
        ("$$\nx = 1\n# Heading\n$y$", "this `$$` is not closed in its paragraph", ["y"]),
        ("$$\nx = 1\n```\n$$\n```\n$y$", "this `$$` is not closed in its paragraph", ["y"]),
        ("\\[\nx = 1\n\n$y$", r"this `\[` is not closed in its paragraph", ["y"]),
        ("\\begin{align}\nx\n\n$y$", r"`\begin{align}` is not closed in its paragraph", ["y"]),
        ("\\end{align} $y$", r"`\end{align}` closes nothing", ["y"]),
        ("<!-- $y$", "this comment `<!--` is not closed", ["y"]),
    ],
)
def test_damage_is_named_and_reading_goes_on(text: str, what: str, others: list[str]) -> None:
    reading = read_markdown(text)
    assert [damage.what for damage in reading.damages] == [what]
    assert [formula.latex for formula in reading.formulas] == others
    damage = reading.damages[0]
    assert text[damage.start : damage.end] in what
    assert damage.remedy


def test_headings_paragraphs_and_words_around_are_known() -> None:
    text = "# One\n\nLet $a$ and\n$b$ be.\n\n## Two\n\n$$c$$\n\n# Three\n$d$"
    a, b, c, d = read_markdown(text).formulas
    assert [f.headings for f in (a, b, c, d)] == [("One",), ("One",), ("One", "Two"), ("Three",)]
    assert a.paragraph == b.paragraph < c.paragraph < d.paragraph
    assert (a.before, a.after, a.lead_in) == ("Let", "and $b$ be.", "")
    assert (b.before, b.after) == ("Let $a$ and", "be.")
    assert (c.before, c.lead_in, c.display) == ("", "Two", True)


PIECES = st.sampled_from(
    [
        *("$", "$$", "\\[", "\\]", "\\(", "\\)", "`", "```", "\n", "\n\n", "> ", "- ", "1. "),
        *("x", "=1", " ", "    ", "\\", "\\\\", "{", "}", "5", "word here ", "<!--", "-->", "<b>"),
        *("\\begin{align}", "\\end{align}", "# ", "---", "\t", "](", ")", "é", "𝔸", "~~~", "<pre>"),
        *(
            "```math\n",
            "```{note}\n",
            "!!! n\n",
            "https://",
            "\\text{",
            "</pre>",
            "\\end{verbatim}",
        ),
    ]
)
DOCUMENTS = st.lists(PIECES, max_size=40).map("".join)


@given(DOCUMENTS)
def test_every_character_of_a_formula_stands_where_its_map_says(text: str) -> None:
    reading = read_markdown(text)
    for formula in reading.formulas:
        for position, character in enumerate(formula.latex):
            assert text[formula.offset(position)] == character
        assert formula.span(0, len(formula.latex)) == (formula.start, formula.end)
        assert formula.outer_start <= formula.start <= formula.end <= formula.outer_end
        if "\n" not in formula.latex:
            assert text[formula.start : formula.end] == formula.latex


@given(DOCUMENTS)
def test_formulas_do_not_overlap_and_come_in_order(text: str) -> None:
    reading = read_markdown(text)
    ends = [0]
    for formula in reading.formulas:
        assert formula.outer_start >= ends[-1]
        ends.append(formula.outer_end)
    starts = [damage.start for damage in reading.damages]
    assert starts == sorted(starts)


@given(DOCUMENTS)
def test_crlf_reads_as_lf(text: str) -> None:
    unix, dos = read_markdown(text), read_markdown(text.replace("\n", "\r\n"))
    assert [f.latex for f in unix.formulas] == [f.latex for f in dos.formulas]
    assert [d.what for d in unix.damages] == [d.what for d in dos.damages]
    for here, there in zip(unix.formulas, dos.formulas, strict=True):
        assert there.start == here.start + text.count("\n", 0, here.start)


@given(st.lists(st.text(st.sampled_from("xy=+12 "), min_size=1, max_size=8), max_size=5))
def test_every_formula_that_is_written_is_read(written: list[str]) -> None:
    inner = [f"a{one}b" for one in written]
    text = "\n\n".join(f"> and ${one}$ or $${one}$$" for one in inner)
    assert formulas(text) == [one for one in inner for _ in range(2)]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 99)), min_size=1, max_size=6))
def test_an_offset_map_cuts_as_a_text_does(pieces: list[tuple[int, int]]) -> None:
    positions, offsets, at = [], [], 0
    for index, (length, gap) in enumerate(pieces):
        positions.append(at)
        offsets.append(1000 * index + gap)
        at += length
    whole = OffsetMap(tuple(positions), tuple(offsets))
    for start in range(at):
        part = whole.cut(start, at)
        assert [part.offset(i) for i in range(at - start)] == [
            whole.offset(i) for i in range(start, at)
        ]


def steps(work: Callable[[], object]) -> int:
    """The number of Python lines and calls that a piece of work takes; no clock."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        *("$", "$$", "$ ", "\\[", "\\[\n", "` `` ``` ", "<a ", "<!--", "](", '](a "', "> ", "- "),
        *("\\begin{align}", "\\begin{align}\n\n", "$$\n\n", "$x$", "\\", "https://", "<pre>"),
        *("<pre>\n\n", "$5 a\n", "$a\\text{", "\n", "1. ", "# $x\n", "```\n", "- $$\n", "$x y`"),
        *("$$a\\end{align}", "[a](b(c", "> a\n- b\n", "===\n", "a\n===\n", "{% highlight \n"),
    ],
)
def test_the_steps_grow_as_the_text_does(piece: str) -> None:
    small, large = (steps(partial(read_markdown, piece * n)) for n in (60, 240))
    assert large <= 5 * small + 200
