r"""Values of quotes, asides, examples and cases, and what is said behind them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

_DECIDED = ("proved", "refuted")


def _verdict(text: str, latex: str) -> str | None:
    """The verdict on the last entry with this formula."""
    return [entry.verdict for entry in entries(text) if entry.latex == latex][-1]


_ASIDES = [
    "> Let $a = 3$. Then $2a = 6$.",
    "> Let $a = 3$.\nThen $2a = 6$.",
    ":::{note}\nLet $a = 3$. Then $2a = 6$.\n:::",
    "!!! note\n    Let $a = 3$. Then $2a = 6$.",
    "<aside>Let $a = 3$. Then $2a = 6$.</aside>",
    "[^1]: Let $a = 3$. Then $2a = 6$.",
    "A net (say, $a = 3$) has layers.",
    "A net (e.g. $a = 3$) has layers.",
    "A net with, for example, $a = 3$ has layers.",
    "For example, let $a = 3$. Then $2a = 6$.",
    "Suppose instead that $a = 3$. Then $2a = 6$.",
    "Imagine $a = 3$. Then $2a = 6$.",
    "Here\\footnote{Let $a = 3$.} we go on.",
]


@pytest.mark.parametrize("aside", _ASIDES)
def test_a_name_may_be_again_what_it_was(aside: str) -> None:
    text = f"Let $a = 2$.\n\n{aside}\n\nWe go on, and $a + 1 = %d$."
    assert _verdict(text % 4, "a + 1 = 4") not in _DECIDED
    assert _verdict(text % 3, "a + 1 = 3") != "refuted"
    assert _verdict(text % 5, "a + 1 = 5") != "proved"


@pytest.mark.parametrize("aside", _ASIDES)
def test_what_holds_with_both_is_proved(aside: str) -> None:
    text = f"Let $a = 2$.\n\n{aside}\n\nWe go on, and $a > 1$."
    assert _verdict(text, "a > 1") == "proved"


@pytest.mark.parametrize("aside", _ASIDES)
def test_where_nothing_else_is_meant(aside: str) -> None:
    text = f"{aside}\n\nWe go on, and $a + 1 = %d$."
    assert _verdict(text % 4, "a + 1 = 4") == "proved"
    assert _verdict(text % 5, "a + 1 = 5") != "proved"


def test_an_aside_is_read_with_its_own_values() -> None:
    text = "Let $a = 2$.\n\n> Let $a = 3$. Then $a + 1 = %d$."
    assert _verdict(text % 4, "a + 1 = 4") == "proved"
    assert _verdict(text % 3, "a + 1 = 3") != "proved"


def test_a_value_that_is_set_for_good_stays() -> None:
    text = "Let $a = 2$. Then $a + 1 = 3$.\n\nNow let $a = 3$.\n\nWe go on, and $a + 1 = 4$."
    assert _verdict(text, "a + 1 = 4") == "proved"


def test_formulas_of_the_text_see_its_values() -> None:
    text = "Let $a = 2$ and $y = a + 1$.\n\n> Let $a = 5$.\n\nThe sum is $y + a = %d$."
    assert _verdict(text % 10, "y + a = 10") not in _DECIDED
    assert _verdict(text % 8, "y + a = 8") not in _DECIDED


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Case 1: $a = 2$. Then $2a = 4$.", "Case 2: $a = 3$. Then $2a = 6$."),
        ("**Case A.** Let $a = 2$.", "**Case B.** Let $a = 3$."),
        ("First case: let $a = 2$.", "Second case: let $a = 3$."),
        ("(a) Let $a = 2$.", "(b) Let $a = 3$."),
        ("- Scenario 1: $a = 2$.", "- Scenario 2: $a = 3$."),
        ("If $a = 2$, then $2a = 4$.", "If $a = 3$, then $2a = 6$."),
    ],
)
@pytest.mark.parametrize(
    ("claim", "verdict"), [("a^2 = 9", None), ("a^2 = 4", None), ("a > 1", "proved")]
)
def test_behind_two_cases(first: str, second: str, claim: str, verdict: str | None) -> None:
    found = _verdict(f"{first}\n\n{second}\n\nSo ${claim}$.", claim)
    assert found == verdict if verdict and "If" not in first else found not in _DECIDED


def test_a_case_of_several_paragraphs() -> None:
    text = (
        "**Case 1.** Let $x = 1$.\n\nWe get $2x = 2$.\n\n"
        "**Case 2.** Let $x = 4$.\n\nWe get $2x = 8$.\n\nIn both cases $x > 0$ and $x^2 = 16$."
    )
    assert _verdict(text, "2x = 8") == "proved"
    assert _verdict(text, "x > 0") == "proved"
    assert _verdict(text, "x^2 = 16") not in _DECIDED


def test_a_case_that_is_named_again() -> None:
    text = (
        "Let $h = \\max(0, wx+b)$ with $w = 2$, $b = -1$. For case 1: $x = 3$. For case 2: $x = 0$."
        "\n\nFor case 1: $h = 5$. For case 2: $h = 0$.\n\nSo $h = 0$ and $x < 4$."
    )
    assert [e.verdict for e in entries(text) if e.latex == "h = 5"] == ["proved"]
    inside, behind = (e.verdict for e in entries(text) if e.latex == "h = 0")
    assert inside == "proved"
    assert behind not in _DECIDED
    assert _verdict(text, "x < 4") == "proved"


def test_values_of_several_sentences() -> None:
    text = "For $x = 1$ we get $2x = 2$. For $x = 3$ we get $2x = 6$.\n\nWe go on, and $%s$."
    assert _verdict(text % "x + 1 = 4", "x + 1 = 4") not in _DECIDED
    assert _verdict(text % "x + 1 = 2", "x + 1 = 2") not in _DECIDED
    assert _verdict(text % "x > 0", "x > 0") not in _DECIDED
    assert _verdict(text % "x^2 + 1 > 0", "x^2 + 1 > 0") == "proved"


def test_steps_are_no_cases() -> None:
    text = "1. Let $a = 2$.\n2. Let $b = a + 1$.\n3. Then $ab = 6$.\n\nSo $a + b = %d$."
    assert _verdict(text % 5, "a + b = 5") == "proved"
    assert _verdict(text % 6, "a + b = 6") == "refuted"


@pytest.mark.parametrize(
    "aside",
    [
        r"For instance, if $P(A) = 0.4$ and $P(B\mid A) = 0.5$, then $P(A \cap B) = 0.2$.",
        r"> Let $P(A) = 0.4$ and $P(B\mid A) = 0.5$.",
        r"For $P(A) = 0.4$ and $P(B\mid A) = 0.5$ we get $P(A \cap B) = 0.2$.",
    ],
)
def test_chances_of_an_aside(aside: str) -> None:
    given = r"Let $P(A) = 0.3$ and $P(B \mid A) = 0.5$."
    text = f"{given}\n\n{aside}\n\nWe go on, and $P(A\\cap B) = %s$."
    assert _verdict(text % "0.15", r"P(A\cap B) = 0.15") not in _DECIDED
    assert _verdict(text % "0.2", r"P(A\cap B) = 0.2") not in _DECIDED


@pytest.mark.parametrize(
    "aside",
    [
        "> For example, with $b = 2$ the sum would be $a + b = 5$.",
        "> Suppose we had $b = 2$: then $a + b = 5$.",
        "<aside>If $b = 2$, then $a + b = 5$.</aside>",
        ":::{note}\nE.g. for $b = 2$ the sum is $a + b = 5$.\n:::",
    ],
)
def test_what_a_quote_supposes_ends_with_it(aside: str) -> None:
    text = f"Let $a = 3$ and $b = 0.5$.\n\n{aside}\n\n$$z = a + b = %s$$\n\n$$z^2 = %s$$"
    right = text % ("3.5", "12.3")
    assert _verdict(right, "a + b = 3.5") == "proved"
    assert [e.rounding for e in entries(right) if e.latex == "z^2 = 12.3"] == ["rounded"]
    assert _verdict(text % ("5", "25"), "a + b = 5") != "proved"


def test_a_chance_that_a_quote_supposes_ends_with_it() -> None:
    given = r"Let $P(A) = 0.3$ and $P(B \mid A) = 0.5$."
    aside = "> For instance, if $P(A) = 0.4$, then $P(A \\cap B) = 0.2$."
    text = f"{given}\n\n{aside}\n\nWe go on, and $P(A\\cap B) = %s$."
    assert _verdict(text % "0.15", r"P(A\cap B) = 0.15") == "proved"
    assert _verdict(text % "0.2", r"P(A\cap B) = 0.2") not in _DECIDED
