"""Relations that are false in the usual notation and right in another: silence, not an alarm."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in entries(text)]


RIGHT_ELSEWHERE = (
    r"In integer division, $7/2 = 3$.",
    r"We work in $\mathbb{Z}_5$. Here $3 + 4 = 2$.",
    r"Over $\mathrm{GF}(2)$ we have $1 + 1 = 0$.",
    r"In binary, $1 + 1 = 10$.",
    r"On a clock, $9 + 5 = 2$.",
    r"Neither $2+2=5$ nor $2+2=3$ holds.",
    r"Then $\tan^{-1}(1) = \pi/4 = 45$.",
    r"We use $\pi = 22/7$.",
    r"The complement of $1$ is $\bar 1 = 0$.",
    r"Python $3.10 > 3.9$ is out.",
    r"We won by $3 - 2 = 3:2$.",
    r"With a tip it is $10 + 10\% = 11$.",
    r"The shapes are $(3\times 4)(4 \times 2) = 3 \times 2$.",
    r"The shapes are $(3,4) \cdot (4,2) = (3,2)$.",
    r"The integer part is $[3.7] = 3$.",
    r"To the nearest, $[3.7] = 4$.",
    r"The fractional part is $\{3.7\} = 0.7$.",
    r"Hence $17 = 2 \bmod 5$.",
    r"Here $\mathrm{sign}(0) = 1$.",
    r"A spreadsheet says $-2^2 = 4$.",
    r"Some read $8 \div 2 \times 4 = 1$.",
    r"For every $x$ we have $x^2 > 0$ except $x = 0$.",
)


@pytest.mark.parametrize("text", RIGHT_ELSEWHERE)
def test_what_may_be_right_in_another_notation_is_not_called_false(text: str) -> None:
    assert "refuted" not in verdicts(text)


STILL_FALSE = (
    r"Hence $17 = 3 \bmod 5$.",
    r"Hence $17 \bmod 5 = 3$, while $18 \bmod 5 = 3$.",
    r"The integer part is $[3.7] = 2$.",
    r"With a tip it is $10 + 10\% = 12$.",
    r"The products are $(3\times 4)(4 \times 2) = 5$.",
    r"Here $8 \div 2 \times 4 = 2$.",
    r"Here $3.5 > 3.9$.",
    r"We have $-1 \equiv 3 \mod 5$.",
)


@pytest.mark.parametrize("text", STILL_FALSE)
def test_what_is_false_in_each_notation_is_refuted(text: str) -> None:
    assert "refuted" in verdicts(text)


def test_a_congruence_may_be_written_with_the_sign_of_remainders() -> None:
    assert verdicts(r"We have $-1 \equiv 4 \mod 5$.") == ["proved"]


@pytest.mark.parametrize("claim", [r"0.999\ldots < 1", r"0.333\ldots + 0.666\ldots = 1"])
def test_digits_that_are_left_out_decide_nothing(claim: str) -> None:
    assert verdicts(f"We have ${claim}$.") == ["undecided"]


def test_digits_that_are_left_out_may_not_matter() -> None:
    assert verdicts(r"We have $3.14\ldots < 4$.") == ["proved"]


NEARLY_TRUE = (
    r"The entries of $(0.33,0.33,0.33)$ sum to $1$.",
    r"$\begin{pmatrix}0.707&0.707\\-0.707&0.707\end{pmatrix}$ is orthogonal.",
    r"$(0.71,0.71)$ is a unit vector.",
    r"$f(x)=x^3-3x$ has a local minimum at $x=1$. The minimum of $f$ is $-2$.",
)


@pytest.mark.parametrize("text", NEARLY_TRUE)
def test_a_sentence_about_rounded_decimals_or_a_local_minimum_is_left_alone(text: str) -> None:
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize(
    "text",
    [r"The entries of $(0.2,0.3,0.4)$ sum to $1$.", r"$(0.5,0.5)$ is a unit vector."],
)
def test_a_sentence_that_rounding_does_not_explain_is_refuted(text: str) -> None:
    assert "refuted" in verdicts(text)


HELD_AT_DISTANCE = (
    "**Bad:** $2^3 = 6$. **Good:** $2^3 = 8$.",
    "❌ $2^3 = 6$",
    "~~$2^3 = 6$~~ $2^3 = 8$",
    "Beginners write\n\n$$2^3 = 6$$\n\ninstead of $2^3 = 8$.",
    'The model answered "$2+3=7$".',
    "An erratum: $2^3 = 6$ should read $2^3=8$.",
    "One might be tempted to write $(1+2)^2 = 1^2+2^2$.",
    "True or false?\n\n- $2+2=5$\n- $3 > 2$",
    "## Pitfalls\n\n- $2^3 = 6$",
    "Prove or disprove: $3^2 = 6$.",
    "$3 \\cdot 3 = 6$ (F)",
    "$f(x) = 3x^2$. Dropping constants, $f'(x) = x$.",
    "Roughly speaking, $2^{10} = 1000$.",
    "In float32, $16777216 + 1 = 16777216$.",
    r"For simplicity take $\pi = 3$. Then $2\pi = 6$.",
    r"Define $a \circ b = ab + 1$. Then $2 \circ 3 = 7$.",
    r"The loss fell by $2.3 \to 1.1 = 52\%$.",
)


@pytest.mark.parametrize("text", HELD_AT_DISTANCE)
def test_what_the_author_does_not_stand_behind_is_not_called_false(text: str) -> None:
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize("text", ["So we get $2^3 = 6$.", "## Powers\n\n- $2^3 = 6$"])
def test_what_the_author_says_is_still_judged(text: str) -> None:
    assert "refuted" in verdicts(text)
