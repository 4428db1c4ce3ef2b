r"""False relations of plain numbers: suppositions, false steps, units, scores, cut figures."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

FALSE_PROOF = (
    "Let $a = b$. Then $a^2 = ab$, so $a^2 - b^2 = ab - b^2$, $(a-b)(a+b) = b(a-b)$, "
    "$a + b = b$, $2b = b$, and $2 = 1$."
)
FLOORED = "**Note:** Since we can't have 16.5, floor to 16.\n\n**Verification:**\n\n- Width: "
GRADIENT = (
    "The slope is $0.367879 \\times (-0.529) = -0.19$ and "
    r"$0.731 \times 0.269 = 0.20$. "
)

ALARMS = [
    # What follows from what was supposed, or from a false step.
    "Suppose $1 = 2$. Then $2 = 3$.",
    "Suppose $1 = 2$.\n\nThen\n\n$$2 + 3 = 7$$",
    FALSE_PROOF,
    "Let\n\n$$a = b$$\n\n$$a + b = b$$\n\n$$2 = 1$$",
    "Start with $16 - 36 = 25 - 45$, so $4 = 5$ and $2 + 2 = 5$.",
    # Units, counters and codes.
    "We have $100 = 1$ m, since centimetres are used.",
    "Note $60 = 1$ hour, and $1000 = 1$ km.",
    "Today $100 = 90$ EUR.",
    "The counter goes $0 = 1$ and on.",
    "Rows are counted from zero: $0, 1, 2 = 3$ rows.",
    "In millions: $3{,}000{,}000 = 3$.",
    "We have $24 \\cdot 60 = 1$ day and $1920 \\times 1080 = 2$ megapixels.",
    # Decimals that are put for numbers.
    r"Using $\sqrt{2} = 1.4$ we get $10 \sqrt{2} = 14$.",
    r"Use $\ln 2 = 0.7$. So $10 \ln 2 = 7$.",
    "With $e = 2.7$ we have $e^2 = 7.29$.",
    # Other arithmetics.
    "In C, $7/2 = 3$ and $1/2 = 0$.",
    r"OR: $1 + 1 = 1$, AND: $1 \cdot 0 = 0$.",
    "Saturated, $200 + 100 = 255$.",
    # Sizes of an image, a kernel and what comes out.
    r"Valid: $(28 \times 28) * (5 \times 5) = 24 \times 24$.",
    # Scores and ranges.
    "The match ended $2 - 1 = 3$ points.",
    "We are open $9 - 17 = 8$ hours, and we read pages $10 - 15 = 6$.",
    # Figures that were cut, and a chain that ends in a round number.
    FLOORED + "$(32 - 3 + 2)/2 + 1 = 16$",
    r"It is $1600 * 3.8 = 63 * 97 = 101\,000\,000 * 0.000\,060 = 6100$.",
    GRADIENT + r"Then $2.0 \times 0.20 = 0.39$.",
    # The level of a test and its critical value.
    r"Comparing to $F(1, 2)$ at $\alpha = 0.05 \approx 18.51$.",
]

ERRORS = [
    r"Valid: $(28 \times 28) * (5 \times 5) = 23 \times 24$.",
    r"With $\sqrt{2} = 1.4$ we get $10\sqrt{2} = 15$.",
    r"$\sqrt{2} \approx 1.414$, so $2 \sqrt{2} \approx 2.818$.",
    r"We have $24 \cdot 60 = 1450$ minutes.",
    r"It takes $3 \cdot 60 = 190$ s.",
    r"The integers are fine. So $7 \cdot 2 = 15$.",
    "We get $1 = 2$.",
    "Suppose $x = 2$. Then $2 + 3 = 7$.",
    "Suppose $1 = 2$.\n\nThat is so.\n\nNow to numbers.\n\nThese are:\n\n$$2 + 3 = 7$$",
    "In total $2 + 1 = 4$ goals were scored.",
    "We have $5 - 8 = 3$ left.",
    "We are open $9 - 17 = 7$ hours.",
    FLOORED + "$(32 - 3 + 2)/2 + 1 = 17$",
    r"It is $1600 * 3.8 = 65 * 97 = 6100$.",
    GRADIENT + r"Then $2.0 \times 0.20 = 0.38$.",
    r"Then $2.0 \times 0.20 = 0.39$.",
]


@pytest.mark.parametrize("text", ALARMS)
def test_no_author_is_called_wrong(text: str) -> None:
    assert all(e.verdict != "refuted" for e in entries(text))


@pytest.mark.parametrize("text", ERRORS)
def test_the_error_beside_it_is_found(text: str) -> None:
    assert any(e.verdict == "refuted" for e in entries(text))


def test_an_improper_integral_is_refuted_with_its_value() -> None:
    text = (
        r"$$\Phi(x) = \int_{-\infty}^x \frac{1}{\sqrt{2\pi}} e^{-t^2/2} dt$$"
        "\n\n"
        r"So $\Phi(1) = 0.8413$, and $\Phi(1) = 0.90$, and $\Phi(1) > 0.9$."
    )
    found = entries(text)[-3:]
    assert [e.verdict for e in found] == ["proved", "refuted", "refuted"]
    shown = [e.right_value for e in found[1:]]
    assert [v.decimal for v in shown if v is not None] == ["0.84", "0.841345"]
    assert all(v is not None and "lim" not in v.latex for v in shown)
