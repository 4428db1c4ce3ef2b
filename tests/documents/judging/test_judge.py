"""What the judge says of small documents: definitions, claims, and what is neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

NETWORK = r"""
$$W_1 = \begin{pmatrix} 1 & 0 \\ 1/\sqrt{2} & 1/\sqrt{2} \\ 0 & 1 \end{pmatrix}$$
$$b_1 = \begin{pmatrix} -1/\sqrt{2} \\ -1/\sqrt{2} \\ -1/\sqrt{2} \end{pmatrix},
\quad g(a) = \max(0, a)$$
$$W_2 = \begin{pmatrix} 0 & (2 + \sqrt{2})/2 & 0 \end{pmatrix}, \quad f(x) = W_2 g(W_1 x + b_1)$$
"""


def entries(text: str) -> list[Entry]:
    return list(judge(Source("a.md", text, "markdown")))


def last(text: str) -> Entry:
    return entries(text)[-1]


def verdict(text: str) -> str | None:
    return last(text).verdict


TRUE = [
    r"$\frac{1}{1-1/\sqrt{2}} = 2 + \sqrt{2}$",
    r"$\sqrt{2}+\sqrt{3} = \sqrt{5+2\sqrt{6}}$",
    r"$0.15 \times 0.05 + 0.3 = 0.3075$",
    r"$1/3 \approx 0.333$",
    r"$1/3 = 0.333$",
    r"$2/3 \approx 0.67$",
    r"$e^{\ln 5} = 5$",
    r"$\sigma(x) = \frac{1}{1+e^{-x}}$ and $\sigma(1/3) + \sigma(-1/3) = 1$",
    r"$\sigma(x) = \frac{1}{1+e^{-x}}$ and $\sigma'(x) = \sigma(x)(1-\sigma(x))$",
    r"$\tanh(1/2) = \frac{e^{1/2}-e^{-1/2}}{e^{1/2}+e^{-1/2}}$",
    r"$(a+b)^2 = a^2 + 2ab + b^2$",
    r"$3 < \pi$",
    r"$\cos 60^\circ = 1/2$",
    r"$\begin{pmatrix} 1 & 2 \end{pmatrix} \begin{pmatrix} 3 \\ 4 \end{pmatrix} = 11$",
    r"$\|(3, 4)\| = 5$",
    r"$\det\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} = -2$",
    r"$\sum_{k=1}^{10} k^2 = 385$",
    r"$\text{ReLU}(-3) = 0$",
    r"$x = (1, 2)$, $y = (3, 4)$, $x \cdot y = 11$",
    r"$a = 2$, $b = 1$, $c = 1$, $a(b+c)^2 = 8$",
    NETWORK + r"$$f(1, 0) = 0$$",
    NETWORK + r"$$f(5/6, 1/3) = \frac{1+\sqrt{2}}{12}$$",
    NETWORK + r"$$f\begin{pmatrix} 5/6 \\ 1/3 \end{pmatrix} \approx 0.201$$",
]

FALSE = [
    r"$\frac{1}{1-1/\sqrt{2}} = 2 - \sqrt{2}$",
    r"$\sqrt{2}+\sqrt{3} = \sqrt{5+2\sqrt{6}} + 10^{-30}$",
    r"$0.15 \times 0.05 + 0.3 = 0.3076$",
    r"$1/3 \approx 0.334$",
    r"$\sqrt{2} = 1.415$",
    r"$\pi < 3$",
    r"$\sigma(x) = \frac{1}{1+e^{-x}}$ and $\sigma'(x) = \sigma(x)(1+\sigma(x))$",
    r"$\begin{pmatrix} 1 & 2 \end{pmatrix} \begin{pmatrix} 3 \\ 4 \end{pmatrix} = 12$",
    r"$\sum_{k=1}^{10} k^2 = 386$",
    r"$a = 2$, $b = 1$, $c = 1$, $a(b+c)^2 = 16$",
    NETWORK + r"$$f(0, 2) = 0$$",
    NETWORK + r"$$f(5/6, 1/3) \approx 0.203$$",
    NETWORK
    + r"$$W_1 \begin{pmatrix} 1 \\ 0 \end{pmatrix} = \begin{pmatrix} 1 \\ 1/2 \\ 0 \end{pmatrix}$$",
]

#: Not a false alarm: equations to solve, conditions, declarations, unknown notation.
SILENT = [
    r"$2y + 2(-2) = 6$",
    r"$x^2 = 2$",
    r"$n \geq 2$",
    r"$x \in \mathbb{R}^n$",
    r"$(1, 0) \to 0$",
    r"$f: \mathbb{R} \to \mathbb{R}$",
    r"$x = 3$, later if $x = 4$",
    "# One\n\n$\\lambda = 2$\n\n# Two\n\n$(1-\\lambda)^2 - 1 = 0$ and $(1-\\lambda)^2 = 9$",
    r"$u \cdot v = \|u\|\|v\|\cos\theta$",
    r"$W x + b = 0$",
    r"$\mathbb{E}[X] = 3$",
    r"$a = \sum_{i=1}^m w_i x_i = w \cdot x$",
    r"$p > 0.5$",
    r"$h(x) = x/2$ if $x < 1$; $h(3) = 7$",
    r"$16 : 9 = 4 : 3$",
]


@pytest.mark.parametrize("text", TRUE)
def test_true_statements_are_proved(text: str) -> None:
    """What holds is proved, with the method named."""
    entry = last(text)
    assert (entry.verdict, entry.reason) == ("proved", None)
    assert entry.evidence


@pytest.mark.parametrize("text", FALSE)
def test_false_statements_are_refuted(text: str) -> None:
    """What fails is refuted, with the right value or a point where it fails."""
    entry = last(text)
    assert (entry.verdict, entry.reason) == ("refuted", None)
    assert entry.right_value is not None or entry.counterexample is not None


@pytest.mark.parametrize("text", SILENT)
def test_no_false_alarm(text: str) -> None:
    """Nothing here is refuted."""
    assert all(entry.verdict != "refuted" for entry in entries(text))


@pytest.mark.parametrize("text", [*TRUE, *FALSE, *SILENT])
def test_windows_line_ends_change_nothing(text: str) -> None:
    """CR LF gives the same verdicts at the same lines and columns."""
    unix, windows = entries(text), entries(text.replace("\n", "\r\n"))
    places = [(e.line, e.column, e.verdict, e.reading) for e in unix]
    assert places == [(e.line, e.column, e.verdict, e.reading) for e in windows]


def test_the_right_value_is_given_exactly_and_in_decimals() -> None:
    """(1 + √2)/2 at (0, 2)."""
    right = last(NETWORK + r"$$f(0, 2) = 0$$").right_value
    assert right is not None
    assert right.latex == r"\frac{1 + \sqrt{2}}{2}"
    assert right.decimal == "1.20711"


@pytest.mark.parametrize(
    ("text", "word", "decimal"),
    [
        (r"$\frac{7 - 3\sqrt{2}}{36} \approx 0.08$", "rounded", None),
        (r"$\frac{7 - 3\sqrt{2}}{36} \approx 0.07$", "truncated", "0.08"),
        (r"$2/3 = 0.66$", "truncated", "0.67"),
        (r"$-2/3 = -0.66$", "truncated", "-0.67"),
        (r"$0.754(1 - 0.754) = 0.186$", "carried", "0.185"),
        (r"$1.024 \cdot 10^{12} \approx 10^{12}$", "order-of-magnitude", None),
        (r"$12{,}689 \approx 12{,}700$", "rounded", None),
    ],
)
def test_printed_decimals_are_judged_by_four_words(text: str, word: str, decimal: str) -> None:
    """Rounded, truncated, carried, order of magnitude: all proved, the last three with a fix."""
    entry = last(text)
    assert (entry.verdict, entry.rounding) == ("proved", word)
    if decimal is not None:
        assert entry.right_value is not None
        assert entry.right_value.decimal == decimal


def test_each_link_of_a_chain_is_an_entry_of_its_own() -> None:
    """a = b = c gives two entries with their own columns and texts."""
    first, second = entries(r"$\lambda = \frac{1}{2} = 0.5$")
    assert (first.kind, first.column, first.latex) == ("definition", 2, r"\lambda = \frac{1}{2}")
    assert (second.verdict, second.column, second.latex) == ("proved", 12, r"\frac{1}{2} = 0.5")


def test_shapes_that_do_not_match_are_named() -> None:
    """3×2 times 3×1, and a column compared with a longer one."""
    text = NETWORK + r"$$W_1 \begin{pmatrix} 1 \\ 2 \\ 3 \end{pmatrix} = 0$$"
    entry = last(text)
    assert (entry.verdict, entry.rule) == ("undecided", "SYM004")
    assert entry.reason == "3×2 times 3×1 is not defined: the shapes do not match"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"$\foo + 1 = 2$", "foo"),
        (r"$q_7 + 1 = Q$", "not defined"),
        (r"$10^{10^{10}} = 1$", "would pass"),
        ("$" + "(" * 500 + "1" + ")" * 500 + " = 1$", "64"),
        (r"$1/0 = 1$", "division by zero"),
        (r"$\ln(0) = 1$", "does not exist"),
        (r"$1/2x = 3$ where $x = 6$", "not"),
    ],
)
def test_what_is_not_understood_says_why(text: str, words: str) -> None:
    """A clear reason, and no verdict that could be wrong."""
    entry = entries(text)[0]
    assert entry.verdict in (None, "undecided")
    assert entry.reason is not None
    assert words in entry.reason


def test_one_bad_formula_does_not_cost_the_rest() -> None:
    """Unknown macros, open environments and huge powers between two good claims."""
    text = "$1 + 1 = 2$\n\n$$\\begin{align} 1 = \\foo$$\n\n$10^{10^{10}} = 1$\n\n$2 + 2 = 4$\n"
    verdicts = [entry.verdict for entry in entries(text)]
    assert verdicts[0] == verdicts[-1] == "proved"


def test_names_see_what_was_known_when_they_were_defined() -> None:
    """A formula finds names that come later; after a name is used again both readings count."""
    assert verdict("$x = 3$, $y = x + 1$, $x := 5$, $y + 1 = 5$") == "undecided"
    assert verdict("$x = 3$, $y = x + 1$, $x := 5$, $y + 1 = 8$") == "refuted"
    assert verdict("$w=1$, $x=2$: $z = wx = 2$. Now $w=3$: $z = 6$") == "proved"  # a setting
    assert verdict("$w=1$, $x=2$: $z = wx = 2$. Now $w=3$, $z = 6$") != "refuted"
    assert verdict("$f(t) = k t$, $k = 3$, $f(2) = 6$") == "proved"
    assert verdict("$c = 1$, $c \\leftarrow 2c + 1$, $c + 1 = 4$") == "proved"


def test_parameters_do_not_leak_into_other_definitions() -> None:
    """The a of f(x) = a + x has its value, or its formula in x: what the two agree on is said."""
    given = "$x = 10$, $a = 2x$, $f(x) = a + x$, "
    assert verdict(given + "$f(1) = 21$") == "undecided"
    assert verdict(given + "$f(1) = 22$") == "refuted"
    assert verdict(given + "$f(10) = 30$") == "proved"


def test_derivatives_go_through_definitions() -> None:
    """The partial derivative of a composed value, at the values that were given."""
    text = "$a = -4$, $b = 2$, $c = a b$, $g = c^2 + a$\n\n"
    assert verdict(text + r"$\frac{\partial g}{\partial a} = -31$") == "proved"
    assert verdict(text + r"$\frac{\partial g}{\partial a} = -32$") == "refuted"


@given(st.integers(-9, 9), st.integers(1, 9), st.integers(-9, 9), st.integers(1, 9))
def test_sums_of_fractions(a: int, b: int, c: int, d: int) -> None:
    """Schoolbook arithmetic: the right result is proved, one more is refuted."""
    left = rf"\frac{{{a}}}{{{b}}} + \left(\frac{{{c}}}{{{d}}}\right)"
    top, bottom = a * d + b * c, b * d
    assert verdict(rf"${left} = \frac{{{top}}}{{{bottom}}}$") == "proved"
    assert verdict(rf"${left} = \frac{{{top + 1}}}{{{bottom}}}$") == "refuted"


def test_the_example_of_the_readme() -> None:
    """The three slips in the example document are found, and everything else holds."""
    path = Path(__file__).parents[3] / "examples" / "02_multiplication_net.md"
    found = list(judge(Source(str(path), path.read_text(encoding="utf-8"), "markdown")))
    refuted = [e.latex.split("=")[0].strip(" &") for e in found if e.verdict == "refuted"]
    assert refuted == ["f(0, 2)", "h(5/6, 1/3)"]
    assert [e.right_value.decimal for e in found if e.is_warning and e.right_value] == ["0.08"]
    assert sum(e.verdict == "proved" for e in found) == 9
    assert all(e.verdict != "undecided" and e.kind != "not-a-claim" for e in found)


def test_logarithms_of_surds_are_on_the_logarithms_of_primes() -> None:
    """ln(4/√3) = ln 16/2 − ln 3/2, by the prover and by the checker."""
    slip = r"$-(0.5 \ln 0.25 + 0.5 \ln 0.75) = \ln\frac{4}{\sqrt{5}}$"
    assert verdict(slip.replace("5}}$", "3}}$")) == "proved"
    assert verdict(slip) == "refuted"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (r"$-0.1 \cdot 1 = 0.1$", "the value is -0.1"),
        (r"$\frac{7 - 3\sqrt{2}}{36} \approx 0.07$", "the value is 0.07659…"),
    ],
)
def test_the_note_shows_the_digits_of_the_value(text: str, note: str) -> None:
    """Cut digits with dots; a decimal that ends is shown whole."""
    assert note in last(text).notes
