r"""What of a LaTeX file is mathematics, where it stands, and what is broken in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.readers import read
from symnn.documents.regions import Formula, Reading
from symnn.documents.source import Source
from symnn.documents.tex.reader import read_latex


def formulas(text: str) -> list[str]:
    return [formula.latex for formula in read_latex(text).formulas]


def only(text: str) -> Formula:
    [formula] = read_latex(text).formulas
    return formula


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(damage.what, damage.remedy) for damage in reading.damages]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so $x = 1$ and $y$", ["x = 1", "y"]),
        (r"so \(x\) and \[y\]", ["x", "y"]),
        ("$$x$$ $a$$b$", ["x", "a", "b"]),
        (r"\ensuremath{x^{2}} and \ensuremath {y}", ["x^{2}", "y"]),
        (r"\begin{align*}x&=1\\[2pt]y\end{align*}", [r"\begin{align*}x&=1\\[2pt]y\end{align*}"]),
        (r"\begin{equation} \begin{split}x\end{split} \end{equation}",
         [r"\begin{equation} \begin{split}x\end{split} \end{equation}"]),
        (r"\begin{subequations}\begin{gather}x\end{gather}\end{subequations}",
         [r"\begin{gather}x\end{gather}"]),
        (r"\begin{math}x\end{math}", [r"\begin{math}x\end{math}"]),
        (r"$a \text{ if $b > 0$ and $c$}$ d", [r"a \text{ if $b > 0$ and $c$}"]),
        (r"it costs \$5 and \$10", []),
        (r"$\$5 + \$6 = \$11$ and \($x\)", [r"\$5 + \$6 = \$11", "$x"]),
        ("$x % $ y\n= 1$", ["x \n= 1"]),
        ("a % $x$\n% $y$\n$z$", ["z"]),
        (r"100\% $x$", ["x"]),
        (r"\\% $x$", []),
        (r"\verb|$x$| \verb*+$y$+ \lstinline[language=C]{$z$} \mintinline{py}|$w$|", []),
        ("\\begin{verbatim}\n$x$\n\\end{verbatim}$y$", ["y"]),
        ("\\lstnewenvironment{listing}{}{}\\begin{listing}$x$\\end{listing}", []),
        (r"\url{a$b$} \href{a%b$}{$x$} \includegraphics[width=1$]{$}", ["x"]),
        (r"\iffalse $a$ \ifx $b$ \fi $c$ \else $d$ \fi $e$", ["d", "e"]),
        (r"\iftrue $a$ \else $b$ \fi $c$", ["a", "c"]),
        (r"\newif\ifdraft \ifdraft $a$ \else $b$ \fi", ["a", "b"]),
        (r"\begin{comment}$x$\end{comment}", []),
        (r"$p$ \begin{document} $x$ \end{document} $y$", ["x"]),
        (r"\newcommand{\x}{$y$} $z$", ["z"]),
        (r"\section{The case $n$}", ["n"]),
        (r"\newcommand{\be}{\begin{equation}}\def\ee{\end{equation}} \be x \ee", [r"\be x \ee"]),
        (r"\def\[{\begin{align}}", []),
        (r"\newcommand\ba{\[} \newcommand\ea{\]} \ba x \ea", [" x "]),
        (r"\newenvironment{eq}{\begin{align}}{\end{align}} \begin{eq}x\end{eq}",
         [r"\begin{eq}x\end{eq}"]),
        (r"$ $ and \[ \]", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_mathematics(text: str, found: list[str]) -> None:
    assert formulas(text) == found


@pytest.mark.parametrize(
    ("text", "found", "broken"),
    [
        ("a $x = 1\n\n$y$", ["y"],
         [("this `$` is not closed", "write a `$` after it; no empty line may stand inside")]),
        ("it costs $5 today, and $x$ is\n\n$y$", ["x", "y"],
         [("this `$` has no partner", r"write `\$` for money, or close it with `$`")]),
        ("\\(x\n\n\\(y\\)", ["y"],
         [(r"this `\(` is not closed", r"write a `\)` after it; no empty line may stand inside")]),
        (r"\[x \section{A} \[y\]", ["y"],
         [(r"this `\[` is not closed", r"write a `\]` after it; what follows is read as text")]),
        (r"$$x \begin{itemize} $y$", ["y"],
         [("this `$$` is not closed", "write a `$$` after it; what follows is read as text")]),
        (r"\begin{align}x \begin{align}y\end{align}", [r"\begin{align}y\end{align}"],
         [(r"this `\begin{align}` is not closed",
           r"write `\end{align}` after it; what follows is read as text")]),
        (r"\begin{align}\begin{cases}x\end{align} $y$", ["y"],
         [(r"this `\begin{align}` is not closed",
           r"write `\end{align}` after it; what follows is read as text"),
          (r"`\end{align}` closes nothing", r"write `\begin{align}` before it, or delete it")]),
        ("\\begin{align}x\n\ny\\end{align}", ["\\begin{align}x\n\ny\\end{align}"],
         [("an empty line stands inside of this display", "delete it, or write `%` on it")]),
        (r"\begin{example} $x$ \section{A}", ["x"],
         [(r"`\begin{example}` is not closed before `\section`",
           r"write `\end{example}` where it ends")]),
        (r"\begin{example} $x$", ["x"],
         [(r"`\begin{example}` is not closed at the end of the file",
           r"write `\end{example}` where it ends")]),
        (r"$x$ \end{lemma}", ["x"],
         [(r"`\end{lemma}` closes nothing", r"write `\begin{lemma}` before it, or delete it")]),
        (r"\iffalse $x$", ["x"],
         [(r"this `\iffalse` has no `\fi`",
           r"write `\fi` where it ends; until then all of it is read")]),
        (r"\begin{verbatim} $x$", ["x"],
         [(r"`\begin{verbatim}` is not closed",
           r"write `\end{verbatim}` where it ends; until then it is read as text")]),
    ],
)  # fmt: skip
def test_damage_has_its_place_and_costs_nothing_else(
    text: str, found: list[str], broken: list[tuple[str, str]]
) -> None:
    reading = read_latex(text)
    assert [formula.latex for formula in reading.formulas] == found
    assert told(reading) == broken


def test_what_a_condition_or_a_command_opens_is_no_damage() -> None:
    text = (
        r"\newcommand{\bex}{\begin{example}} \bex $x$ \end{example}"
        r"\ifx\a\b \begin{lemma} \else \begin{theorem} \fi $y$ \end{lemma}"
        r"\newcommand{\stop}{\end{proof}} \begin{proof} \stop"
    )
    assert told(read_latex(text)) == []


# -- what stands around a formula -----------------------------------------------------------------


def test_the_words_around_a_formula_are_prose() -> None:
    text = (
        "\\emph{Let}~$W$ be\\cite{a} an \\textbf{orthogonal} matrix,\n"
        "\\label{a}so $x$ ``is''\n\nend"
    )
    first, second = read_latex(text).formulas
    assert (first.before, first.after) == ("Let", 'be an orthogonal matrix, so $x$ "is"')
    assert (second.before, second.after) == ("Let $W$ be an orthogonal matrix, so", '"is"')


def test_a_formula_that_opens_its_paragraph_knows_the_one_before() -> None:
    [formula] = read_latex("We have\n\n% a comment\n\\begin{align}x\\end{align}").formulas
    assert (formula.before, formula.lead_in) == ("", "We have")


@pytest.mark.parametrize(
    "head",
    [r"\section{Frames}", "\\section*{Frames}\n", r"\subsection[F.]{Frames \emph{of} {it}}"],
)
def test_a_title_is_no_part_of_the_sentence_behind_it(head: str) -> None:
    assert only(f"{head} Let $R$ be").before == "Let"


def test_sections_and_statements_are_headings() -> None:
    text = r"""
        \newtheorem{exmp}{Example}
        \chapter{A} \section*{B $b$} $1$
        \begin{exmp}[XOR] $2$ \begin{proof} $3$ \end{proof} $4$ \end{exmp} $5$
        \begin{exmp} $6$ \end{exmp} \subsection[short]{C} $7$ \section{D} $8$
    """
    found = {f.latex: f.headings for f in read_latex(text).formulas}
    section = ("A", "B $b$")
    assert found == {
        "b": section,
        "1": section,
        "2": (*section, "Example 1: XOR"),
        "3": (*section, "Example 1: XOR", "Proof 1"),
        "4": (*section, "Example 1: XOR"),
        "5": section,
        "6": (*section, "Example 2"),
        "7": (*section, "C"),
        "8": ("A", "D"),
    }


def test_what_an_authors_own_command_or_environment_holds_has_a_heading() -> None:
    text = r"""
        \newenvironment{nexample}{\noindent}{}
        \begin{nexample} $1$ \end{nexample}

        \sol{$2$ and \emph{$3$}

        $4$} $5$

        so \hint{$6$}

        \textbf{$7$}

        \sol{$8$}{$9$}
        {$10$} \emph{$11$}
    """
    found = {f.latex: f.headings for f in read_latex(text).formulas}
    assert found == {
        "1": ("Example 1",),
        "2": ("sol 1",),
        "3": ("sol 1",),
        "4": ("sol 1",),
        "5": (),
        "6": (),
        "7": (),
        "8": ("sol 2",),
        "9": ("sol 2",),
        "10": ("sol 2",),
        "11": (),
    }


def test_paragraphs_are_counted() -> None:
    text = "$1$ a $2$\n\n$3$\n\n\n\n$4$ \\par $5$ \\begin{align}6\\end{align}"
    numbers = [formula.paragraph for formula in read_latex(text).formulas]
    assert numbers == [0, 0, 1, 2, 3, 3]


def test_commands_of_a_group_are_forgotten_at_its_end() -> None:
    text = (
        r"\def\a{1} $\a$ { \def\a{2} $\a$ \global\def\b{3}} $\a$ "
        r"\begin{center}\def\a{4}$\a$\end{center}$\a$"
    )
    source = Source("a.tex", text, "latex")
    assert [formula.latex for formula in read(source).formulas] == ["1", "2", "1", "4", "1"]


def test_a_command_with_two_meanings_is_not_expanded() -> None:
    text = r"\ifx\a\b \def\v{1}\def\w{1} \else \def\v{2}\def\w{1} \fi $\v$ $\w$"
    source = Source("a.tex", text, "latex")
    assert [formula.latex for formula in read(source).formulas] == [r"\v", "1"]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (r"\dv{x}", r"\frac{d}{dx}"),
        (r"\dv{y}{x}", r"\frac{dy}{dx}"),
        (r"\dv[2]{y}{x}", r"\frac{d^{2}y}{dx^{2}}"),
        (r"\pdv{f}{x}", r"\frac{\partial f}{\partial x}"),
        (r"\pdv{f}{x}{y}", r"\frac{\partial^2f}{\partial x\partial y}"),
        (r"\int x\dd x", r"\int xdx"),
        (r"\int x\dd{x}", r"\int xdx"),
        (r"2\qty(1+2)", "2(1+2)"),
        (r"\vb*{x}\vdot\vb{y}", r"\mathbf{x}\cdot\mathbf{y}"),
    ],
)
def test_the_commands_of_a_package_are_known_where_it_is_used(short: str, long: str) -> None:
    for packages, latex in (("amsmath, physics", long), ("amsmath", short)):
        text = rf"\usepackage{{{packages}}} ${short}$"
        [formula] = read(Source("a.tex", text, "latex")).formulas
        assert formula.latex == latex


def test_a_definition_in_an_argument_holds_behind_it() -> None:
    text = r"\AtBeginDocument{\def\a{1}} $\a$"
    [formula] = read(Source("a.tex", text, "latex")).formulas
    assert formula.latex == "1"


# -- places ----------------------------------------------------------------------------------------

_PROSE = [
    "word ",
    "a\\%b ",
    "% c $x$\n",
    "\n",
    "\n\n",
    "\\emph{x} ",
    "\\verb|$| ",
    "\\$5 ",
    "\ufb01 ",
]
_PROSE += ["\\iffalse $n$ \\fi ", "\\begin{verbatim}$$\\end{verbatim}\n", "{x} ", "\\item ", "é𝑥 "]
_INNER = [
    "x",
    " + ",
    "\\alpha ",
    "1",
    "{y}",
    "\\text{ if $z$ }",
    "% $ c\n ",
    "\n",
    "\\%",
    "\\\\",
    "\\$",
]
_DELIMITERS = [("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$")]
_DELIMITERS += [("\\begin{align}", "\\end{align}"), ("\\begin{equation*}", "\\end{equation*}")]
_FORMULA = st.tuples(
    st.sampled_from(_DELIMITERS), st.lists(st.sampled_from(_INNER), min_size=1, max_size=6)
)


@given(
    st.lists(st.one_of(st.sampled_from(_PROSE), _FORMULA), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\\begin{document}\n"]),
)
def test_every_character_leads_back_to_its_place(
    parts: list[str | tuple[tuple[str, str], list[str]]], line_end: str, head: str
) -> None:
    text = head
    expected: list[tuple[int, int]] = []
    for part in parts:
        if isinstance(part, str):
            text += part.replace("\n", line_end)
            continue
        (opening, closing), pieces = part
        inner = "x".join(["", *pieces, ""]).replace("\n", line_end)
        expected.append((len(text), len(text) + len(opening + inner + closing)))
        text += opening + inner + closing + " "
    reading = read_latex(text)
    assert [(f.outer_start, f.outer_end) for f in reading.formulas] == expected
    for formula in reading.formulas:
        for position, letter in enumerate(formula.latex):
            there = text[formula.offset(position)]
            assert letter == ("\n" if there == "\r" else there)


def test_a_command_and_comments_in_a_file_of_another_system_keep_their_places() -> None:
    text = "\\def\\v{x} % c\r\nso \\(\\v % c\r\n = 1\\)"
    [formula] = read(Source("a.tex", text, "latex")).formulas
    assert formula.latex == "x= 1"
    assert text[slice(*formula.span(0, 1))] == r"\v"
    assert text[slice(*formula.span(0, len(formula.latex)))] == "\\v % c\r\n = 1"


_BROKEN = ["${", "$$ {", r"\(", r"{\(", r"\[", r"\ensuremath{", r"\begin{align}", "$ a b ", "{"]
_BROKEN += [r"\begin{cases}\begin{align}", r"\begin{x}", r"\end{x}", r"\begin{lemma}", "% "]
_BROKEN += [r"\iffalse ", r"\begin{verbatim}", r"\verb", r"\def\a{", r"\section{", r"\url{"]


@pytest.mark.parametrize("piece", _BROKEN)
def test_broken_text_is_passed_once(piece: str) -> None:
    """Were a mark passed again for each one before it, this would not end."""
    text = piece * 5_000
    assert len(read_latex(text + "\n\n$x$").damages) <= 5_001


_ANYTHING = ["$", "$$", r"\(", r"\)", r"\[", r"\]", "{", "}", "[", "]", "%", "\n", "\n\n", "\r"]
_ANYTHING += [" ", "#1", "=", "*", "x", "1", "|", r"\begin{align}", r"\end{align}", r"\begin{x}"]
_ANYTHING += [r"\end{x}", r"\begin{cases}", r"\end{cases}", r"\def", r"\a", r"\b", r"\let"]
_ANYTHING += [r"\newcommand", r"\DeclareMathOperator", r"\begin", r"\end", r"\verb", r"\iffalse"]
_ANYTHING += [r"\ifx", r"\else", r"\fi", r"\ensuremath", r"\item", r"\section", "{x}", "\\"]
_ANYTHING += [r"\newenvironment", r"\begin{document}", r"\end{document}", r"\NewDocumentCommand"]
_ANYTHING += [r"\IfValueTF", r"\DeclarePairedDelimiter", "{m o s}", r"\global"]


@given(st.lists(st.sampled_from(_ANYTHING), max_size=40).map("".join))
def test_whatever_is_written_has_a_reading_with_places_in_the_text(text: str) -> None:
    reading = read(Source("a.tex", text, "latex"))
    for formula in reading.formulas:
        assert 0 <= formula.outer_start <= formula.start <= formula.end <= formula.outer_end
        assert formula.outer_end <= len(text)
        for position in range(len(formula.latex)):
            start, end = formula.span(position, position + 1)
            assert formula.start <= start <= end <= formula.end
    for damage in reading.damages:
        assert 0 <= damage.start <= damage.end <= len(text)
