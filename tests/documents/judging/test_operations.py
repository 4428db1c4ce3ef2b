r"""Operations that an author defines, a \star b = a + b - ab, are used as functions are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source
from symnn.latex.nodes import SIGNS
from symnn.latex.parser import parse
from symnn.latex.writer import OPERATORS, write

PAIRS = r"Let $a \star b = a + b + ab$. "
TROPICAL = r"Let $a \oplus b = \max(a, b)$ and $a \otimes b = a + b$. "


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in judge(Source("a.md", text, "markdown"))]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (PAIRS + r"Then $2 \star 3 = 11$.", "proved"),
        (PAIRS + r"Then $2 \star 3 = 12$.", "refuted"),
        (PAIRS + r"Then $a \star b = b \star a$.", "proved"),
        (PAIRS + r"Then $(a \star b) \star c = a \star (b \star c)$.", "proved"),
        (PAIRS + r"Then $(1 \star 2) + 1 = 6$.", "proved"),
        (PAIRS + r"Then $2(1 \star 2) = 10$.", "proved"),
        (TROPICAL + r"Then $3 \oplus 5 = 5$.", "proved"),
        (TROPICAL + r"Then $3 \oplus 5 = 8$.", "refuted"),
        (
            TROPICAL + r"Then $a \otimes (b \oplus c) = (a \otimes b) \oplus (a \otimes c)$.",
            "proved",
        ),
        (r"Define $x \circ y = xy - 1$. Then $2 \circ 3 = 5$.", "proved"),
        (r"Define $x \circ y = xy - 1$. Then $2 \circ 3 = 6$.", "refuted"),
        (r"Define $x \ast y = \frac{x+y}{2}$. Then $1 \ast 3 = 2$.", "proved"),
        (r"Define $x \diamond y := x - y$. Then $5 \diamond 2 = 4$.", "refuted"),
        (r"Define $p \bullet q = \frac{pq}{p+q}$. Then $3 \bullet 6 = 2$.", "proved"),
    ],
)
def test_what_is_defined_is_used(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


@pytest.mark.parametrize(
    "text",
    [
        # Which sign binds first is not known.
        PAIRS + r"Then $2 \star 3 + 1 = 12$.",
        PAIRS + r"Then $-2 \star 3 = -11$.",
        PAIRS + r"Then $2 \star 3 \star 1 = 23$.",
        # Under another heading the sign may be the usual one again, and so it may in code.
        "# One\n\nLet $a * b = a + b + 1$.\n\n# Two\n\nNow $2 * 3 = 6$.",
        "Let $a * b = a + b + 1$. In Python $2 * 3 = 6$.",
        # No operations of numbers: functions, truth values.
        r"Let $f \circ g = f g$. $2 \circ 3 = 5$.",
        r"XOR is $a \oplus b = a + b - 2ab$. $a \oplus a = 0$.",
    ],
)
def test_what_is_not_certainly_used_is_not_judged(text: str) -> None:
    assert "refuted" not in verdicts(text)


def test_a_reading_shows_the_sign_between_its_operands() -> None:
    *_, last = judge(Source("a.md", PAIRS + r"Then $2 \star 3 = 12$.", "markdown"))
    assert last.reading == "2 ⋆ 3 = 12"


@given(st.sampled_from(sorted(SIGNS)))
def test_every_sign_is_read_as_it_is_written(sign: str) -> None:
    body = parse(f"a {OPERATORS[sign]} b = c").statements[0].body
    assert write(body).split() == ["a", *OPERATORS[sign].split(), "b", "=", "c"]
    assert parse(write(body)).statements[0].body == body


@pytest.mark.parametrize("mark", [r"\star", r"\bullet", r"{\star}", r"\ast"])
def test_a_sign_in_a_script_marks_a_name(mark: str) -> None:
    assert verdicts(f"$x_{mark} = 2$ and $x_{mark} + 1 = 3$.") == [None, "proved"]
