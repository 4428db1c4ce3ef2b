"""What cannot be read says what was met, where, and what to do; the rest survives."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from symnn.latex import syntax as s
from symnn.latex.parser import parse


def refused(latex: str) -> list[s.Unreadable]:
    found: list[s.Unreadable] = []
    for statement in parse(latex).statements:
        found.extend(n for n in s.walk(statement) if isinstance(n, s.Unreadable))
    return found


MESSAGES = {
    r"x + \foo{y}": r"\foo is not known; define it, or write it out.",
    r"f(x": "This '(' is never closed.",
    r"(a]": "",
    r"(a\}": "'(' is closed by '}'.",
    r"\frac{1}{2": "This '{' is never closed; add the missing '}'.",
    r"a}": "This '}' closes nothing; remove it or open it before.",
    r"\begin{foo} a \end{foo}": "The environment foo is not read.",
    r"\begin{pmatrix} 1 & 2": "This environment is never ended; add the missing \\end.",
    r"\begin{align} a &= b": "This environment is never ended; add the missing \\end.",
    r"x^2^3": "Two superscripts on one base; put braces around the first.",
    r"x^10": "After ^ only '1' is raised; write ^{10}.",
    r"2 \cdot": "The formula ends where a number, a name or a bracket should follow.",
    r"a \cdot \times b": "Met the operator '×' where a number, a name or a bracket should stand.",
    r"2 3": "Two numbers stand side by side; put an operator between them.",
    r"\text{if": "This text is never closed; add the missing '}'.",
    r"\cancelto{0}{x}": "\\cancelto is not read here; write the formula without it.",
    r"2 \cdot {a+b}": "Braces do not print, so this reads otherwise than it looks; use brackets.",
    r"\frac{\partial^2 f}{\partial x}": "The orders of this derivative differ: 2 above, 1 below.",
    "1e999": "The exponent of 1e999 is beyond 400.",
    "1e9999999": "The exponent of 1e9999999 is beyond 400.",
    "(" * 65 + "x" + ")" * 65: "This is nested more than 64 deep; name a part of it.",
    "x" * (64 * 1024 + 1): "This formula has 65537 characters; more than 65536 are not read.",
}


@pytest.mark.parametrize("latex", MESSAGES, ids=lambda latex: latex[:24])
def test_the_message_names_what_was_met(latex: str) -> None:
    assert [u.message for u in refused(latex)] == [m for m in [MESSAGES[latex]] if m]


def test_an_unknown_macro_is_named_and_placed() -> None:
    latex = r"a = \foo{3} = 1 + 1 = 2"
    (only,) = refused(latex)
    assert only.macro == r"\foo"
    assert latex[slice(*only.span)] == r"\foo"


def test_the_other_links_of_a_chain_survive() -> None:
    (statement,) = parse(r"a = \foo{3} = 1 + 1 = 2").statements
    assert isinstance(statement, s.Statement)
    assert isinstance(statement.body, s.Chain)
    kinds = [type(link.operand) for link in statement.body.links]
    assert kinds == [s.Unreadable, s.Sum, s.Number]


def test_the_other_statements_survive() -> None:
    first, second, third = parse(r"a = 1 \\ \foo \\ b = 2").statements
    assert isinstance(first, s.Statement)
    assert isinstance(second, s.Unreadable)
    assert isinstance(third, s.Statement)


@pytest.mark.parametrize(
    "latex",
    ["(" * 30000, "{" * 30000, "-" * 30000, r"\sqrt" * 9000, "x^{" * 20000, "/1" * 30000,
     "x" + "!" * 30000, r"\sin" * 9000, r"\begin{align}" * 4000, "a,b " * 16000, "a=" * 30000,
     r"\left(" * 9000, r"\hat" * 9000, "|" * 60000, r"a \text{or} " * 5000, "%" * 60000,
     r"&\\" * 20000, r"\begin{array}{l}" * 4000, "f(x)" * 16000, "x'" * 30000, "x_" * 30000],
    ids=lambda latex: latex[:8],
)  # fmt: skip
def test_hostile_nesting_ends_without_an_error(latex: str) -> None:
    for statement in parse(latex).statements:
        assert s.height(statement) <= 256


def calls(latex: str) -> int:
    """How many Python calls reading takes."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        parse(latex)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    ["x+", "x=1,", r"a&=b\\", "(x)", r"\frac{1}{2}+", r"\text{for }x,", "|x|+",
     r"\begin{pmatrix}1\end{pmatrix}", "x_{1}^{2}", r"\foo", "a,", r"&=b\\", r"\sqrt{x}", r"-x\\",
     "}", "{", r"\left.", "^{(l)}x"],
    ids=lambda piece: piece[:12],
)  # fmt: skip
def test_reading_takes_linear_time(piece: str) -> None:
    parse(piece * 400)  # what is made at its first use is made once
    assert calls(piece * 800) <= 2 * calls(piece * 400) + 200
