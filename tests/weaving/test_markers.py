"""Markers: where they are found, what may not be asked, and what stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.source import Format, Source
from symnn.weaving.directives import DirectiveError, read_directive, split_items
from symnn.weaving.markers import find_markers

KEPT: list[tuple[Format, str, str, str, str]] = [
    ("markdown", "a\n<!-- symnn: derive f -->\nold\n<!-- symnn: end -->\n", "old\n", "", "\n"),
    (
        "markdown",
        "<!--symnn:derive f-->\r\nx\r\n\t\r\n<!-- symnn: end -->",
        "x\r\n\t\r\n",
        "",
        "\r\n",
    ),
    ("markdown", "<!-- symnn: derive f -->\r<!-- symnn: end -->\r", "", "", "\r"),
    (
        "markdown",
        "- a\n  <!-- symnn: derive f -->\n  x\n  <!-- symnn: end -->\n",
        "  x\n",
        "  ",
        "\n",
    ),
    ("markdown", "> <!-- symnn: derive f -->\n> x\n> <!-- symnn: end -->\n", "> x\n", "> ", "\n"),
    ("latex", "a\n% symnn: derive f\nx\n% symnn: end\n", "x\n", "", "\n"),
    (
        "latex",
        "\\begin{document}\n  %% symnn: derive f \n%symnn:end\n",
        "",
        "  ",
        "\n",
    ),
]


@pytest.mark.parametrize(("kind", "text", "inner", "prefix", "newline"), KEPT)
def test_a_derivation_is_found(
    kind: Format, text: str, inner: str, prefix: str, newline: str
) -> None:
    found = find_markers(Source("a", text, kind))
    assert found.mistakes == ()
    [kept] = found.kept
    assert (kept.directive, text[slice(*kept.inner)]) == ("derive f", inner)
    assert (kept.begin.prefix, kept.newline) == (prefix, newline)


MISTAKES: list[tuple[Format, str, int, int, str]] = [
    ("markdown", "a\n<!-- symnn: derive f -->\n", 2, 1, "no end; add a line <!-- symnn: end"),
    ("markdown", "<!-- symnn: end -->", 1, 1, "has no derivation above it"),
    ("markdown", "<!-- symnn: end of it -->", 1, 1, "says nothing more than `end`"),
    ("markdown", "<!-- symnn: derive f -->\n<!-- symnn: derive g -->\n<!-- symnn: end -->", 2, 1,
     "the derivation of line 1 has not ended here"),
    ("markdown", "    <!-- symnn: derive f -->\n", 1, 5, "stands in code"),
    ("markdown", "<!-- symnn: derive f -->\n```\n<!-- symnn: end -->\n```\nx\n<!-- symnn: end -->",
     3, 1, "inside of the derivation of line 1"),
    ("markdown", "$$\nx\n<!-- symnn: derive f -->\n$$", 3, 1, "stands in a formula"),
    ("markdown", "so <!-- symnn: derive f -->", 1, 4, "stands alone on its line"),
    ("markdown", "<!-- symnn: derive\nf -->", 1, 1, "stands alone on its line"),
    ("markdown", "<!-- symnn: weave f -->", 1, 1, "'weave' is nothing that symnn does here"),
    ("markdown", "<!-- symnn: -->", 1, 1, "this says nothing"),
    ("latex", "x % symnn: derive f", 1, 3, "stands alone on its line"),
    ("latex", "\n% symnn: derive f", 2, 1, "has no end; add a line % symnn: end"),
    ("latex", "\\[ x\n% symnn: derive f\n\\]", 2, 1, "stands in a formula"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "line", "column", "message"), MISTAKES)
def test_a_mistake_is_told_at_its_place(
    kind: Format, text: str, line: int, column: int, message: str
) -> None:
    source = Source("a", text, kind)
    found = find_markers(source)
    places = [(source.position(m.start)[:2], m.message) for m in found.mistakes]
    assert [p for p in places if p[0] == (line, column) and message in p[1]]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("markdown", "`<!-- symnn: derive f -->` is a marker"),
        ("markdown", "<!-- synn: derive f -->"),
        ("markdown", "```\n<!-- symnn: derive f -->\n```\n"),
        ("markdown", "~~~\n    <!-- symnn: derive f -->\n~~~\n"),
        ("markdown", "> ```\n> <!-- symnn: derive f -->\n> <!-- symnn: end -->\n> ```\n"),
        ("latex", "\\begin{verbatim}\n% symnn: derive f\n\\end{verbatim}"),
        ("latex", "\\iffalse\n% symnn: derive f\n\\fi"),
        ("latex", "\\begin{document}\\end{document}\n% symnn: end"),
        ("latex", r"100\% symnn: derive f"),
        ("notebook", "<!-- symnn: derive f -->"),
        ("text", "% symnn: derive f"),
    ],
)
def test_what_is_no_marker(kind: Format, text: str) -> None:
    found = find_markers(Source("a", text, kind))
    assert (found.kept, found.mistakes) == ((), ())


lines = st.sampled_from(
    ["<!-- symnn: derive f -->", "<!-- symnn: end -->", "```", "$$", "x", "", "> y", "    z", "- w"]
)


@given(st.lists(lines, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_kept_derivations_do_not_meet(parts: list[str], newline: str) -> None:
    """Each has a marker before and an end behind it, and no two share a character."""
    text = newline.join(parts)
    found = find_markers(Source("a.md", text, "markdown"))
    done = 0
    for kept in found.kept:
        assert done <= kept.begin.start < kept.begin.end <= kept.inner[0]
        assert kept.inner[0] <= kept.inner[1] <= kept.end.start < kept.end.end
        assert text[kept.begin.start : kept.begin.end] == "<!-- symnn: derive f -->"
        assert text[kept.end.start : kept.end.end] == "<!-- symnn: end -->"
        done = kept.end.end


@pytest.mark.parametrize(
    ("text", "subject", "file", "at", "options"),
    [
        ("derive f at (5/6, 1/3) depth=full", "f", "", "5/6, 1/3", [("depth", "full")]),
        ("derive f", "f", "", "", []),
        ("derive nets/xor.toml at 1,0", "", "nets/xor.toml", "1,0", []),
        ("derive 'my net.toml'  kind = 'a b'", "", "my net.toml", "", [("kind", "a b")]),
        (r"derive \hat{f} at (\frac12, 3)", r"\hat{f}", "", r"\frac12, 3", []),
        ("derive f at (1)(2)", "f", "", "(1)(2)", []),
        ("derive f at x_0", "f", "", "x_0", []),
        (
            "derive f depth=full at (1,0) rate=1/2",
            "f",
            "",
            "1,0",
            [("depth", "full"), ("rate", "1/2")],
        ),
    ],
)
def test_directives(
    text: str, subject: str, file: str, at: str, options: list[tuple[str, str]]
) -> None:
    found = read_directive(text)
    assert (found.subject, found.file, found.at) == (subject, file, at)
    assert list(found.options) == options


@pytest.mark.parametrize(
    ("text", "message", "shown"),
    [
        ("derive", "what is to be derived?", "derive"),
        ("derive at (1)", "what is to be derived?", "derive at (1)"),
        ("derive f depth=full depth=result", "depth is given twice", " depth=result"),
    ],
)
def test_directives_that_cannot_be_read(text: str, message: str, shown: str) -> None:
    with pytest.raises(DirectiveError) as caught:
        read_directive(text)
    assert message in str(caught.value)
    assert text[caught.value.start : caught.value.end] == shown


def test_items_are_split_at_outer_commas() -> None:
    assert split_items(r"1, f(2, 3), \frac{1}{2}") == ["1", "f(2, 3)", r"\frac{1}{2}"]
