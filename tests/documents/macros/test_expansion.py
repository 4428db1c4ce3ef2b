r"""The author's commands: what they stand for, where it stands, and what is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.macros.expansion import MAX_DEPTH, ExpansionError, Table, expand
from symnn.documents.macros.tokens import written
from symnn.documents.macros.trace import joined
from symnn.documents.readers import read
from symnn.documents.source import Source


def expanded(text: str) -> str:
    return written(expand(text, Table())).strip()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\newcommand{\bs}[1]{\boldsymbol{#1}}\bs{x}", r"\boldsymbol{x}"),
        (r"\newcommand*\R{\mathbb{R}}\R^2", r"\mathbb{R}^2"),
        (r"\newcommand{\f}[2][y]{#1+#2}\f{1}=\f[a]{b}", "y+1=a+b"),
        (r"\newcommand{\f}{1}\renewcommand{\f}{2}\f", "2"),
        (r"\newcommand{\f}{1}\providecommand{\f}{2}\f", "1"),
        (r"\providecommand{\f}{2}\f", "2"),
        (r"\def\half#1{\frac{#1}{2}}\half x", r"\frac{x}{2}"),
        (r"\def\f(#1,#2){#2-#1}\f(a,{b,c})", "b,c-a"),
        (r"\def\f#1#2{#2#1}\f{a}{b}", "ba"),
        (r"\long\def\vx{{\bm{x}}}\global\def\y{1}\vx\y", r"{\bm{x}}1"),
        (r"\let\eps\varepsilon\eps x", r"\varepsilon x"),
        (r"\let\old\vec\renewcommand{\vec}[1]{\old{#1}'}\vec{x}", r"\vec{x}'"),
        (r"\newcommand{\a}{1}\let\b=\a\def\a{2}\b", "1"),
        (r"\let\plus=+ 1\plus 2", "1+2"),
        (r"\DeclareMathOperator{\relu}{ReLU}\relu(x)", r"\operatorname{ReLU}(x)"),
        (r"\DeclareMathOperator*{\am}{arg\,max}\am", r"\operatorname*{arg\,max}"),
        (r"\DeclarePairedDelimiter{\n}{\lVert}{\rVert}\n{x}", r"\lVert x\rVert"),
        (r"\DeclarePairedDelimiter\n{|}{|}\n*{x}", r"\left|x\right|"),
        (r"\DeclarePairedDelimiter\n{|}{|}\n[\big]{x}", r"\bigl|x\bigr|"),
        (r"\DeclarePairedDelimiterX\ip[2]{(}{)}{#1\delimsize,#2}\ip{a}{b}", "(a,b)"),
        (r"\NewDocumentCommand{\f}{s O{1} m}{\IfBooleanTF{#1}{-}{+}#2#3}\f{x}\f*[2]{y}", "+1x-2y"),
        (r"\NewDocumentCommand\f{o m}{#2\IfNoValueF{#1}{_{#1}}}\f{x}\f[i]{x}", "xx_{i}"),
        (r"\NewDocumentCommand\f{t+ m}{\IfBooleanT{#1}{+}#2}\f+{x}\f{x}", "+xx"),
        (r"\NewDocumentCommand\f{m g}{#1\IfValueT{#2}{/#2}}\f{a}+\f{a}{b}", "a+a/b"),
        (r"\NewDocumentCommand\f{G{x}}{#1}\f+\f{y}", "x+y"),
        (r"\DeclareMathAlphabet{\sfi}{T1}{phv}{b}{sl}\sfi{X}", r"\mathsf{X}"),
        (r"\newenvironment{eq}[1]{\begin{align}#1}{\end{align}}\begin{eq}{x}=1\end{eq}",
         r"\begin{align}x=1\end{align}"),
        (r"\newcommand{\set}[1]{\def\f##1{#1##1}}\set{2}\f x", "2x"),
        (r"\newtheorem{lemma}[thm]{Lemma}[section]1", "1"),
        (r"\text{\newcommand{\n}{net}the \n}", r"\text{the net}"),
        (r"\newcommand{\x}{y\xspace}\x", "y"),
    ],
)  # fmt: skip
def test_what_a_command_stands_for(written: str, read: str) -> None:
    assert expanded(written) == read


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        (r"\def\a{\a}1\a", "a", r"the expansion of `\a` leads to itself"),
        (r"\def\a{\b}\def\b{x\a}\a", "a", r"the expansion of `\a` leads to itself"),
        (r"\def\a#1{\a{#1#1}}\a x", "a", r"the expansion of `\a` grows too long"),
        (r"\def\f#1{x}\f", "f", r"`\f` is not followed by all that it needs"),
        (r"\def\f(#1){x}\f[1]", "f", r"`\f` is not followed by all that it needs"),
        (r"{\def\f#1{x}\f}", "f", r"`\f` is not followed by all that it needs"),
        (r"\newcommand{\f", "newcommand", r"`\newcommand` is not followed by all that it needs"),
    ],
)
def test_what_cannot_be_expanded_is_refused(text: str, name: str, what: str) -> None:
    with pytest.raises(ExpansionError) as caught:
        expanded(text)
    assert (caught.value.name, caught.value.what) == (name, what)


def test_doubling_is_stopped_by_the_bound_on_steps() -> None:
    names = [chr(ord("a") + k) for k in range(20)]
    text = "".join(rf"\def\{a}{{\{b}\{b}}}" for a, b in pairwise(names))
    with pytest.raises(ExpansionError, match="grows too long"):
        expanded(text + rf"\def\{names[-1]}{{}}\a")


def test_a_chain_of_commands_within_the_bound_is_followed() -> None:
    names = [f"{chr(ord('a') + k // 26)}{chr(ord('a') + k % 26)}" for k in range(MAX_DEPTH)]
    text = "".join(rf"\def\{a}{{\{b}}}" for a, b in pairwise(names))
    assert expanded(text + rf"\def\{names[-1]}{{1}}\{names[0]}") == "1"


# -- places ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("macro", "text", "part", "place"),
    [
        (r"\def\half#1{\frac{#1}{2}}", r"2=\half{x}+1", r"\frac{x}{2}", r"\half{x}"),
        (r"\def\half#1{\frac{#1}{2}}", r"2=\half{x}+1", "x", "x"),
        (r"\def\half#1{\frac{#1}{2}}", r"2=\half{x}+1", "2}+1", r"\half{x}+1"),
        (r"\def\hl#1{\color{red}{#1}}", r"\hl{a=b}", "a=b", "a=b"),
        (r"\def\hl#1{\color{red}{#1}}\def\q{x}", r"\hl{\q=b}", "x=b", r"\q=b"),
        (r"\def\swap#1#2{#2=#1}", r"\swap{a}{b}", "b=a", r"\swap{a}{b}"),
        (r"\def\both#1#2{#1=#2}", r"\both{a}{b}", "a=b", r"\both{a}{b}"),
        (r"\def\a{\b}\def\b{xy}", r"1\a=2", "y", r"\a"),
        (r"\newcommand{\f}[1][z]{#1}", r"\f=1", "z", r"\f"),
        (r"\newcommand{\f}[1][z]{#1}", r"\f[y]=1", "y=", r"\f[y]="),
    ],
)
def test_the_place_of_what_is_read(macro: str, text: str, part: str, place: str) -> None:
    latex, trace = joined(expand(macro + text, Table()))
    start = latex.index(part)
    first, last = trace.span(start, start + len(part))
    assert (macro + text)[first:last] == place


_ATOMS = st.sampled_from(["x", "1", "+", r"\alpha", "{y}", r"\half{3}", r"\sq x", r"\both{a}{b}"])


@given(st.lists(_ATOMS, max_size=8), st.data())
def test_every_span_of_an_expansion_covers_what_it_came_from(
    atoms: list[str], data: st.DataObject
) -> None:
    macros = r"\def\half#1{\frac{#1}{2}}\def\sq#1{\half{#1}^2}\def\both#1#2{#2\sq{#1}}"
    text = macros + " ".join(atoms)
    latex, trace = joined(expand(text, Table()))
    start = data.draw(st.integers(0, max(len(latex) - 1, 0)))
    end = data.draw(st.integers(start, len(latex)))
    first, last = trace.span(start, end)
    assert 0 <= first <= last <= len(text)
    for position in range(start, end):
        left, right = trace.span(position, position + 1)
        assert first <= left < right <= last


@given(st.lists(_ATOMS.filter(lambda atom: "\\" not in atom or atom == r"\alpha"), max_size=8))
def test_what_uses_no_command_keeps_every_place(atoms: list[str]) -> None:
    text = " ".join(atoms)
    latex, trace = joined(expand(text, Table()))
    assert latex == text
    assert all(trace.span(k, k + 1) == (k, k + 1) for k in range(len(text)))


# -- in documents --------------------------------------------------------------------------------


def verdicts(text: str) -> list[tuple[str, str | None]]:
    return [(e.kind, e.verdict) for e in judge(Source("a.md", text, "markdown"))]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (r"$\bs{x}^\top\bs{x} = 5$", r"$\boldsymbol{x}^\top\boldsymbol{x} = 5$"),
        (r"$\norm{\bs{x}} = 2$", r"$\left\lVert\boldsymbol{x}\right\rVert = 2$"),
        (
            r"$$\beq 2 &= \half{4} \\ &= 3 \eeq$$",
            r"$$\begin{aligned} 2 &= \frac{4}{2} \\ &= 3 \end{aligned}$$",
        ),
        (
            r"$\bs{y} = 2\bs{x}$ and $\bs{y}^\top\bs{x} = 10$",
            r"$\boldsymbol{y} = 2\boldsymbol{x}$ and $\boldsymbol{y}^\top\boldsymbol{x} = 10$",
        ),
    ],
)  # fmt: skip
def test_an_expansion_is_judged_as_what_it_stands_for(short: str, long: str) -> None:
    macros = (
        r"$\newcommand{\bs}[1]{\boldsymbol{#1}} \def\half#1{\frac{#1}{2}}"
        r"\def\norm#1{\left\lVert#1\right\rVert}\def\beq{\begin{aligned}}\def\eeq{\end{aligned}}$"
    )
    given = "\n\nLet $\\boldsymbol{x} = (1, 2)^T$. Then "
    told = verdicts(macros + given + short)
    assert told == verdicts(given + long)
    assert any(verdict in ("proved", "refuted") for _, verdict in told)


def test_an_entry_quotes_and_places_what_the_author_wrote() -> None:
    text = "$\\def\\half#1{\\frac{#1}{2}}$\n\nso $1 = \\half{3}$"
    [entry] = judge(Source("a.md", text, "markdown"))
    assert (entry.verdict, entry.latex) == ("refuted", r"1 = \half{3}")
    assert (entry.line, entry.column, entry.end_column) == (3, 5, 17)


def test_commands_are_known_from_where_they_are_defined() -> None:
    text = r"$\x = 1$ $\def\x{2}$ $\x = 2$ $\def\x{3}$ $\x = 2$"
    assert verdicts(text) == [("not-a-claim", None), ("claim", "proved"), ("claim", "refuted")]


def test_a_command_without_end_is_told_once_and_costs_nothing_else() -> None:
    text = r"$\def\a{\b}\def\b{\a}$ $\a = 1$ $\a = 2$ $1 + 1 = 2$"
    entries = list(judge(Source("a.md", text, "markdown")))
    assert [entry.rule for entry in entries] == ["SYM041", "SYM042", "SYM041", "SYM000"]
    assert entries[1].latex == r"\a"
    assert entries[1].reason == (
        r"the expansion of `\a` leads to itself; define it without itself; "
        "the formulas that use it so are not read"
    )


def test_a_known_command_that_cannot_be_expanded_does_not_keep_its_known_meaning() -> None:
    [_, first, second] = read(
        Source("a.md", r"$\def\sin{\sin}1$ $\sin(0) = 0$ $\sin 0 = 0$", "markdown")
    ).formulas
    assert {first.latex, second.latex} == {r"\unclearcommand"}
