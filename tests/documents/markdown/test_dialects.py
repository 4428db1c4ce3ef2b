"""Mathematics in the dialects of Markdown, and what is none in them."""

from __future__ import annotations

import pytest

from symnn.documents.markdown.reader import read_markdown


def formulas(text: str) -> list[str]:
    return [formula.latex for formula in read_markdown(text).formulas]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Jekyll and kramdown
        ("{% raw %}\n$$a = 1$$\n{% endraw %}\n\n$b$", ["a = 1", "b"]),
        ("{% raw %}$x_{{1}} = 2${% endraw %}", ["x_{{1}} = 2"]),
        ("{% include a.html b='$x$' %} and $y$ {{ page.$z$ }}", ["y"]),
        ("set {{a}\n$x_{b_{c}}$", ["x_{b_{c}}"]),
        ("so $$x = 1$$ is, and $$y$$.", ["x = 1", "y"]),
        ("$$x$$\n{: .a b='$y$'}\n\nText $z${: .a}", ["x", "z"]),
        ("{::comment}\n$x$\n\n$y$\n{:/comment}\n\n$z$", ["z"]),
        ("\\\\(x\\\\) and\n\n\\\\[ y = 1 \\\\]", ["x", " y = 1 "]),
        ("Term\n: says $x$\n\n    $$y$$", ["x", "y"]),
        ("a[^1]\n\n[^1]: see $x$\n    and $y$", ["x", "y"]),
        # MyST
        ("{math}`x = 1` and {eq}`$y$` {ref}`$z$`", ["x = 1"]),
        ("$$\nx = 1\n$$ (eq:a)\n\n$y$", ["\nx = 1\n", "y"]),
        (":::{math}\n:label: a\nx = 1\n:::\n\n$y$", ["x = 1", "y"]),
        ("```{math} x = 1\n:label: a\n```\n$y$", ["x = 1", "y"]),
        ("```{math} x = 1\ny = 2\n```", ["x = 1", "y = 2"]),
        ("```{math}\n---\nlabel: a\n---\nx = 1\n```", ["x = 1"]),
        ("```{prf:theorem} On $t$\n:label: a\n\n$x$\n```\n$z$", ["t", "x", "z"]),
        (":::{prf:theorem} On $t$\n:label: a\n$x$\n:::\n$z$", ["t", "x", "z"]),
        ("````{note}\n```{math}\nx\n```\n$y$\n````\n$z$", ["x", "y", "z"]),
        ("::::{tip}\n:::{math}\nx\n:::\n$y$\n::::\n$z$", ["x", "y", "z"]),
        ("```{note}\n1. $x$\n```\n$y$\n```\n$z$\n```", ["x", "y"]),
        ("```{figure} $a$.png\n:name: b\nOn $x$\n```", ["a", "x"]),
        ("```{list-table}\n* - $x$\n  - $y$\n```", ["x", "y"]),
        ("````{tab-set}\n```{tab-item} A\n$x$\n```\n````", ["x"]),
        ("% a comment $x$\n$y$\n% $z$\n$w$", ["y", "w"]),
        ('+++ {"a": "$x$"}\n\n$y$', ["y"]),
        ("```{code-cell} ipython3\n:tags: [a]\n'$x$'\n```\n$y$", ["y"]),
        (":::{code-block} python\n$x$\n:::\n$y$", ["y"]),
        ("```{foobar}\n$x$\n```", []),
        # Quarto, R Markdown, pandoc
        ("$$\nx = 1\n$$ {#eq-a}\n\n$y$", ["\nx = 1\n", "y"]),
        ("::: {.callout-note}\n## On $t$\n\n$x$\n:::\n\n$y$", ["t", "x", "y"]),
        ("::: {layout-ncol=2}\n$x$\n:::", ["x"]),
        ("{{< include $x$.qmd >}} $y$", ["y"]),
        ("```{python}\n#| label: a\n'$x$'\n```\n$y$", ["y"]),
        ("```{r, echo=FALSE}\npaste('$x$')\n```\n`r a$x` is $y$ `r b$z`", ["y"]),
        # d2lbook, Obsidian, GitHub, Docusaurus
        ("$$x = 1$$\n:eqlabel:`a`\n\nsee :eqref:`a`, :numref:`$b$` $y$", ["x = 1", "y"]),
        (":begin_tab:`mxnet`\n$x$\n:end_tab:\n\n%%tab all\n$y$", ["x", "y"]),
        ("> [!note] On $t$\n> $x$\n\n%% $c$ %% ==$y$==", ["t", "x", "y"]),
        ("%%\n$x$\n\n$y$\n%%\n\n$z$", ["z"]),
        ("%%\n$x$", ["x"]),
        ("```math\nx = 1\n```\nand $`y`$", ["x = 1", "y"]),
        (":::note\n\n$x$\n\n:::\n\n{/* $y$ */} <A b=\"$z$\">$w$</A>", ["x", "w"]),
        # HTML
        ("<p>$x$</p>\n<div>$y$</div>\n<div>\n\n$z$\n</div>", ["x", "y", "z"]),
        ("<div>\n$$\nx = 1\n$$\n</div>", ["\nx = 1\n"]),
        ("<span class=\"math\">\\(x\\)</span>", ["x"]),
    ],
)  # fmt: skip
def test_mathematics_is_found_in_dialects(text: str, expected: list[str]) -> None:
    reading = read_markdown(text)
    assert [formula.latex for formula in reading.formulas] == expected
    assert [d.what for d in reading.damages] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This $ is alone and $x = 1$ is fine.", ["x = 1"]),
        ("Price 5$ and $x = 1$ fine.", ["x = 1"]),
        ("Open $x = 1 and\n\n$y = 2$ then", ["y = 2"]),
        ("Let $x = 1 be given, and $y = 2$ too, $z = 3$.", ["y = 2", "z = 3"]),
        ("a $x = 1$ b $y = 2 c $z = 3$ d $w = 4$", ["x = 1", "z = 3", "w = 4"]),
        ("a $x = 1 $ and $ y = 2$ b", ["x = 1 ", " y = 2"]),
        ("It costs $5.00 or $6, for $x$ items.", ["x"]),
    ],
)
def test_one_bad_dollar_never_swallows_the_rest(text: str, expected: list[str]) -> None:
    assert formulas(text) == expected


def test_the_options_of_a_directive_are_no_heading_and_no_text() -> None:
    [formula] = read_markdown("```{note}\n---\nname: a\n---\nso $x$\n```").formulas
    assert (formula.before, formula.headings) == ("so", ())


def test_restructured_text_inside_of_a_fence() -> None:
    text = (
        "# One\n\n```{eval-rst}\n.. note::\n\n   So :math:`x = 1` and\n\n"
        ".. math::\n\n   y = 2\n```\n$z$\n"
    )
    found = read_markdown(text).formulas
    assert [formula.latex for formula in found] == ["x = 1", "y = 2", "z"]
    assert all(text[f.start : f.end] == f.latex for f in found)
    assert {formula.headings for formula in found} == {("One",)}
