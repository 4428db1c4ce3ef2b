r"""Damage with one remedy is healed, what has two readings is not, and places stay exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from symnn.latex.commands import is_command
from symnn.latex.healing import heal


def entries(text: str) -> list[Entry]:
    return list(judge(Source("a.md", text, "markdown")))


def verdicts(text: str) -> list[str]:
    return [entry.verdict or entry.kind for entry in entries(text)]


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        (r"\\frac{1}{2} \\cdot x", r"\frac{1}{2} \cdot x"),
        (r"\\sqrt{4}", r"\sqrt{4}"),
        (r"\\begin{matrix} 1 \\\\ 2 \\end{matrix}", r"\begin{matrix} 1 \\ 2 \end{matrix}"),
        (r"\\left\\{1\\right\\}, \\alpha\\_1", r"\left\{1\right\}, \alpha_1"),
        (r"x\_1 w\_{12} \alpha\_1 \mathbf{w}\_1", r"x\_1 w_{12} \alpha_1 \mathbf{w}_1"),
        (r"x\\_1 + 1\\,024 \\; 3", r"x_1 + 1\,024 \; 3"),
        (r"2 \* 3 \- 1 \= 5 \< 6", "2 * 3 - 1 = 5 < 6"),
        (r"\[1, 2\] \(3\)", "[1, 2] (3)"),
        (r"\\{1, 2\\}", r"\{1, 2\}"),
        ("1 &lt; 2 &amp;lt; 3 \\&gt; 0 &#60; &#x3C;", "1 < 2 < 3 > 0 < <"),
        ("&frac12; = &radic;(1)", r"{\frac{1}{2}} = \sqrt{(1)}"),
        ("2&nbsp;&times;&nbsp;3", "2\xa0×\xa03"),
        ("1 + 1 <br/> = 2<BR>", "1 + 1 \\\\  = 2\\\\ "),
        ("x<sub>12</sub><sup>2</sup>", "x_{12}^{2}"),
        ("½ + ⅔", r"{\frac{1}{2}} + {\frac{2}{3}}"),
        ("3⁄4 + ¹⁄₁₂", r"{\frac{3}{4}} + {\frac{1}{12}}"),
        ("√2 + √(x + 1)/√x₁", r"\sqrt{2} + \sqrt{(x + 1)}/\sqrt{x₁}"),
        ("∛8", r"\sqrt[3]{8}"),
        ("x^² + y_₁", "x² + y₁"),
        ("ŷ + x̂ + w̄ + σ̃", r"\hat{y} + \hat{x} + \bar{w} + \tilde{σ}"),
        ("（１＋２）＝３％", r"(1+2)=3\%"),
        ("f” = g″ + h‴", "f'' = g'' + h'''"),
        ("2\u2009000 + 1\u202f000", r"2\,000 + 1\,000"),
        ("1\u200b0.\ufeff5", "10.5"),
        ("\\begin{matrix}1 \\\n3\\end{matrix}", "\\begin{matrix}1 \\\\\n3\\end{matrix}"),
        (r"\begin{matrix}a & b \ c & d\end{matrix}", r"\begin{matrix}a & b \\ c & d\end{matrix}"),
        ("x = 1\ny = 2", "x = 1\\\\\ny = 2"),
        ("x = a\n\ny = b", "x = a\\\\\ny = b"),
        ("x &= a\ny &= b", "x &= a\\\\\ny &= b"),
        ("x = 1 % Equation (4)\n", "x = 1 \n"),
        (r"x = 1 (\#eq:a-b)", "x = 1 "),
        (r"\begin{pmatrix} 1 \ 2 \ \end{pmatrix}", r"\begin{pmatrix} 1 \\ 2 \\ \end{pmatrix}"),
    ],
)  # fmt: skip
def test_damage_with_one_reading_is_healed(damaged: str, meant: str) -> None:
    assert heal(damaged).text == meant


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{1}{2} \\frac{1}{2}",  # a row end, or a backslash too many
        r"a = 1 \\ b = 2",
        r"a = 1 \\b = 2",
        r"a = 1 \\ exp(0) = 1 \\exp(0) = 1",
        r"\\frac{1}{2} \\ 3",  # a row end, or a space
        r"a \\[2pt] b \\* c \\& d \\\hline e",
        r"out\_y2",
        r"\text{a\_b \* ½ ŷ &lt; <br>}",
        r"a & b \ c & d",  # no matrix
        r"\begin{pmatrix} a & b \ c \end{pmatrix}",  # rows of two lengths
        r"\begin{pmatrix} 1 \ -2 \end{pmatrix}",  # two rows, or a difference
        r"\begin{pmatrix} 1 \ 2 \\ 3 \ 4 \end{pmatrix}",
        "√2x + √x² + √ab + √2π + √2\\pi + √(4)²",
        "a &= x; b &y; c",
        "1\u20093",
        "x\u2062y",
        "x = 1\n+ 2 = 3",
        "x = 1\n= 2",
        "x = a +\nb = 2",
        "x = a\nb",
        "x &= a\nb = 2",
        "x = \\frac{1\n}{2}",
        "x = \\left(1\ny = 2\\right)",
        "x = 1 \\\\\ny = 2",
        "50% of",
        "x = 30 %\n",
        r"\% abc",
        "1 < b and b> 2",
        "été + ß",
    ],
)
def test_what_can_be_read_in_two_ways_is_left_alone(latex: str) -> None:
    assert heal(latex).text == latex


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{1}{4} \\times 2 = 3",
        "√4x = 2x",
        "y = x\nx = 3",
        "y = x\nx = 2",
        "\\frac{x}{2} = \\frac{x}{x}\n\\frac{x}{2} = 3",
        "√2² = 3",
    ],
)
def test_two_readings_are_never_judged(formula: str) -> None:
    assert set(verdicts(f"Let $x = 2$. $${formula}$$")[1:]) <= {"not-a-claim", "undecided"}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (r"\\frac{1}{2} + \\frac{1}{2} = 1", r"\\frac{1}{2} + \\frac{1}{2} = 2"),
        ("1 &lt; 2", "2 &lt; 1"),
        (r"2 \* 3 = 6", r"2 \* 3 = 7"),
        ("√4 · √(8 + 1) = 6", "√4 · √(8 + 1) = 7"),
        ("½ + ¼ = ¾", "½ + ¼ = ½"),
        ("（１＋２）＝３", "（１＋２）＝４"),
        ("2&nbsp;+ 2 = 4", "2&nbsp;+ 2 = 5"),
        ("2² − 1 = 3", "2² − 1 = 4"),
        ("1\u200b0 − 1 = 9", "1\u200b0 − 1 = 0"),
        (r"2^{10} = 1\\,024", r"2^{10} = 1\\,025"),
        ("|−3| = ∣3∣", "|−3| = ∣2∣"),
        ("10⁻² × 5 = 0.05", "10⁻² × 5 = 0.5"),
        ("2 ‑ 1 = 1", "2 ‑ 1 = 3"),
        ("1 + 1 <br> = 2", "1 + 1 <br> = 3"),
    ],
)
def test_a_healed_claim_is_judged_as_it_is_meant(good: str, bad: str) -> None:
    assert verdicts(f"so ${good}$") == ["proved"]
    assert verdicts(f"so ${bad}$") == ["refuted"]


#: Names in two spellings that mean the same.
SPELLINGS = (
    ("x_1", r"x\_1"), ("x_1", "x₁"), ("x_1", r"x\\_1"), ("x_1", "x<sub>1</sub>"),
    ("x_{1}", "{ x }_{ 1 }"), (r"\mathbf{x}", "𝐱"), (r"\hat{y}", "ŷ"), (r"\bar x", "x̄"),
    (r"\alpha_1", "α₁"), (r"\mathbf{W}_1", r"\mathbf{W}\_1"), ("x'", "x’"), ("f''", "f”"),
    (r"\boldsymbol{\alpha}", "𝜶"), ("w", "\u200bw"), ("w_{o1}", r"w\_{o1}"),
)  # fmt: skip


@pytest.mark.parametrize(("plain", "damaged"), SPELLINGS)
def test_a_name_is_the_same_in_every_spelling(plain: str, damaged: str) -> None:
    assert verdicts(f"Let ${plain} = 2$. Then ${damaged} + 1 = 3$ and ${damaged} = 2$.") == [
        "definition",
        "proved",
        "proved",
    ]
    assert verdicts(f"Let ${damaged} = 2$. Then ${plain} + 1 = 3$.") == ["definition", "proved"]


DAMAGES = st.sampled_from(
    ["&lt;", r"\\_", r"\*", "½", "√2", "ŷ", "<br>", "（", "x", " = ", "1", "+", "\u200b", "&nbsp;"]
)


@given(st.lists(DAMAGES, max_size=12))
def test_what_is_not_damaged_keeps_its_place(parts: list[str]) -> None:
    latex = "".join(parts)
    healed = heal(latex)
    previous = 0
    for k in range(len(healed.text)):
        start, end = healed.span(k, k + 1)
        assert previous <= start < end <= len(latex)
        if end - start == 1 and latex[start].isascii() and latex[start].isalnum():
            assert healed.text[k] == latex[start]
        previous = start


def test_an_entry_quotes_what_is_written_and_points_at_it() -> None:
    text = r"so $w\_{1} = 2$, and $w\_{1} &plus; 1 = 3$"
    defined, proved = entries(text)
    assert (defined.latex, proved.latex) == (r"w\_{1} = 2", r"w\_{1} &plus; 1 = 3")
    assert text[proved.column - 1 : proved.end_column - 1] == proved.latex
    assert proved.verdict == "proved"


def test_commands_are_told_from_words() -> None:
    assert all(map(is_command, ("frac", "alpha", "mathbf", "begin", "times")))
    assert not any(map(is_command, ("x", "in", "exp", "max", "cost", "foo")))


def test_what_is_not_seen_is_dropped_and_keeps_commands_apart() -> None:
    assert heal("\u200bx\ufeff = \\pi\u200br").text == "x = \\pi r"
