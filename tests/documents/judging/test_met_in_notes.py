"""Readings met in notes and blogs: what is said of the letters of another example, and the like."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source


def verdicts(text: str, name: str = "markdown") -> list[str | None]:
    return [entry.verdict for entry in judge(Source("a", text, name))]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (r"(f \circ g)' = (f' \circ g) \cdot g'", "proved"),
        (r"(h \circ g)' = h'(g(x)) \cdot g'(x)", "proved"),
        (r"(f \circ g \circ h)' = (f' \circ g \circ h) (g' \circ h) h'", "proved"),
        (r"(f \circ g)' = f' \circ g", "refuted"),
        (r"(f \circ g)' = f' g'", "refuted"),
        (r"(f \circ g)' = f' \circ g + f \circ g'", None),
    ],
)
def test_compositions_that_are_not_applied(rule: str, found: str | None) -> None:
    """∘ between functions composes them; what holds if it is a product is not called false."""
    assert (verdicts(f"$${rule}$$")[-1] or None) in (found, found or "undecided")


EXAMPLE = "\\begin{example}\nLet $f(x) = x^2 + 1$ and $v = (3, 4)$.\n\\end{example}\n\n"


def tex(text: str) -> str | None:
    whole = f"\\documentclass{{article}}\n\\begin{{document}}\n{text}\n\\end{{document}}\n"
    return verdicts(whole, "latex")[-1]


@pytest.mark.parametrize("claim", ["$f(4) = 12$", r"$v \cdot v = 24$"])
def test_an_example_ends_with_its_environment(claim: str) -> None:
    assert tex(EXAMPLE.replace("\\end{example}", claim + "\n\\end{example}")) == "refuted"
    assert tex(EXAMPLE + claim) == "undecided"
    assert (
        tex(EXAMPLE + f"\\begin{{examplebreak}}{{b}}\n{claim}\n\\end{{examplebreak}}") != "refuted"
    )


def test_the_solution_of_an_exercise_goes_on_with_it() -> None:
    given = "\\begin{exercise}\nLet $v = (3, 4)$.\n\\end{exercise}\n\\begin{solution}\n"
    assert tex(given + r"$v \cdot v = 24$" + "\n\\end{solution}") == "refuted"
    assert tex(given + "$v_1 = 3$\n\\end{solution}\n" + r"$v \cdot v = 24$") == "undecided"


def test_what_a_function_is_made_from_may_be_that_of_another_example() -> None:
    line = r"$L(x) = f(5) + 3(x - 5)$, $L(6) = 8$."
    assert verdicts(f"# Example 1\n\n$f(x) = x^3$\n\n# Example 2\n\n{line}")[-1] == "undecided"
    assert verdicts(f"# Example 1\n\n$f(x) = x^3$\n\n{line}")[-1] == "refuted"


@pytest.mark.parametrize(
    "claim", [r"We get $\sum_t \beta_t = 10.05$.", r"Now $\beta_1 = 0.5$ is held fixed."]
)
def test_entries_are_those_of_an_array_in_force(claim: str) -> None:
    given = "## One\n\n**Problem 1.** $\\beta = (0.1, 0.2)$. So $\\beta_1 = 0.1$.\n\n"
    assert verdicts(given + claim)[-1] == "refuted"
    assert verdicts(given + "**Problem 2.** " + claim)[-1] != "refuted"
    assert verdicts(given + "## Two\n\n" + claim)[-1] != "refuted"


def test_a_letter_that_equals_another_has_no_entries_of_it() -> None:
    text = "Mostly $S = F$.\n\nHere $F_1 = F_2 = 3$ and $S_1 = S_2 = 1$."
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$$0 > 1 > 2 > 3$$", "undecided"),
        ("$$1 < 3 < 2$$", "refuted"),
        ("For fun we write $$\\vec{0} = 1$$ which is true only here.", "undecided"),
        ("For fun we write $$2 + 2 = 5$$ which is true.", "refuted"),
    ],
)
def test_numbers_that_are_ranked_or_taken_back(text: str, found: str) -> None:
    assert verdicts(text)[-1] == found


@pytest.mark.parametrize(
    "text",
    [
        "$$y = \\begin{cases} \\text{cat}, & f(x) = -1 \\\\ \\text{dog}, & f(x) = 1 \\end{cases}$$",
        "$$\\theta^* = \\sum_{i=1}^n \\lambda_i x_i$$\n\n$$\\theta_0^* = -\\frac{a}{2}$$",
    ],
)
def test_what_has_no_value_fails_nothing(text: str) -> None:
    found = judge(Source("a.md", text, "markdown"))
    assert not any("failed" in (entry.reason or "") for entry in found)


SYSTEM = (
    "where $\\mu_9 = \\mu_{15} = 0$.\n\n1. We take\n$$\\begin{align}\n"
    "\\mu_9 &= 1 + \\frac{7}{8} \\mu_9 \\\\\n\\mu_{15} &= 1 + \\frac{7}{8} \\mu_{15}\n"
    "\\end{align}$$\n"
)


def test_a_solution_is_not_what_its_name_was_before() -> None:
    assert verdicts(SYSTEM + "Solving, $\\mu_{9} = \\mu_{15} = 8$.")[-1] == "undecided"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("0.01033 / (365 * 24 * 60) = 1.97e^{-8}", "undecided"),
        ("2.5e^{-3} = 0.0025", "undecided"),
        ("2.5e^{-3} = 0.1345", "refuted"),
        (r"\frac{1}{7} e^{-0.8958} = 0.1428 \times 0.4082", "undecided"),
        (r"\frac{1}{7} e^{-0.8958} = 0.1438 \times 0.4082", "refuted"),
        (r"\frac{1}{2} \ln(6.0028) \approx 0.8958", "refuted"),
    ],
)
def test_decimals_that_were_cut_and_powers_of_ten(claim: str, found: str) -> None:
    assert verdicts(f"$${claim}$$")[-1] == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [("f'(2) = 3x^2", "undecided"), ("f'(2) = 2x^2", "refuted"), ("f'(2) = 13", "refuted")],
)
def test_a_place_may_be_put_in_later(claim: str, found: str) -> None:
    assert verdicts(f"$f(x) = x^3$. Then $${claim}$$")[-1] == found


def test_entries_that_are_matrices_are_put_into_what_follows() -> None:
    inner = r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"
    outer = rf"\begin{{bmatrix}} {inner} & {inner} \end{{bmatrix}}"
    text = rf"$${outer} = \begin{{bmatrix}} 5 & 6 \end{{bmatrix}}$$"
    assert "refuted" not in verdicts(text)


def test_an_inner_product_that_is_given_by_a_norm() -> None:
    law = r"$$\langle x, y \rangle = \frac14 \left( \|x+y\|^2 - \|x-y\|^2 \right)$$" + "\n\n"
    given = law + "Let $x = (1, 2)$ and $y = (-2, 1)$. Then "
    assert verdicts(given + r"$\langle x, y \rangle = 0$.")[-1] == "proved"
    assert verdicts(given + r"$\|x\|^2 = 5$.")[-1] == "proved"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("a_1(0) = a_2(0)", None),
        ("a_1(0) = 0", None),
        ("u_k(0) = 2 u_k(0)", None),
        ("w_1(0) = w_2(0)", "undecided"),
        ("w_1(0) + w_2(1) = 5", "proved"),
        ("w_1(2) = 6", "proved"),
        ("y(0) = 1", "proved"),
    ],
)
def test_a_name_at_zero_is_no_product_with_it(claim: str, found: str | None) -> None:
    given = "$w_1 = 3$, $w_2 = 5$ and $y = 2x + 1$.\n\n"
    assert verdicts(f"{given}$${claim}$$")[-1] == found


def test_slopes_are_read_at_a_letter_that_stands_for_nothing_else() -> None:
    given = "$$L(w) = (y - w \\cdot x)^2$$\n\n"
    assert verdicts(given + r"$$\frac{dL}{dw} = -2x(y - w x)$$")[-1] == "proved"
    assert verdicts(given + r"$$\frac{dL}{dw} = 2x(y - w x)$$")[-1] == "refuted"


def test_a_slope_in_a_letter_between_is_not_one_in_the_last() -> None:
    given = "$$f(x) = \\sqrt{x^2 + e^{x^2}}$$\n\n"
    assert verdicts(given + r"$$\frac{df}{dc} = \frac{1}{2\sqrt{c}}$$")[-1] == "undecided"
    assert verdicts(given + r"$$\frac{df}{dx} = \frac{1}{2\sqrt{x}}$$")[-1] == "refuted"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$P(C): 1 + P(R|C): 2 + P(S|C): 2 + P(W|R, S): 4 = 9$", "undecided"),
        (r"$\lambda_1 = 2$, $\lambda_2 = 3$. The next has $\lambda_1 = 1 = \lambda_2$.", None),
        (r"$a = 1 = b$, so $a + b = 3$", "refuted"),
        ("It can hold at most $65536 / 20480 = 3$ blocks.", "undecided"),
        ("It is $65536 / 20480 = 3$.", "refuted"),
        (r"$x = (1, 2)$, $y = (2, 1)$. 正交时我们记作 $x \perp y$。", "undecided"),
    ],
)
def test_what_notes_abbreviate(text: str, found: str | None) -> None:
    assert verdicts(text)[-1] == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("F' = F(1 - F)", "undecided"),
        ("F' = F(1 + F)", "refuted"),
        ("F' = 2F(1 - F)", "refuted"),
        (r"\frac{dF}{dx} = F(1 - F)", "refuted"),
        (r"F' = w F(1 - F)", "proved"),
    ],
)
def test_a_prime_may_leave_out_the_inner_factor(claim: str, found: str) -> None:
    given = r"$$F(x) = \frac{1}{1 + e^{-(wx + b)}}$$" + "\n\nIts slope is "
    assert verdicts(f"{given}${claim}$.")[-1] == found


def test_sizes_of_convolutions_are_whole() -> None:
    given = "With a $5 \\times 5$ kernel and stride 2: "
    assert verdicts(given + "$(32 - 5)/2 + 1 = 14$")[-1] == "undecided"
    assert verdicts(given + "$(32 - 5)/2 + 1 = 13$")[-1] == "refuted"
    assert verdicts("It is $(32 - 5)/2 + 1 = 14$")[-1] == "refuted"


def test_decimals_that_nearly_cancel_carry_nothing() -> None:
    given = "$\\beta = 0.999$, $v = 0.004000$.\n\n"
    assert verdicts(given + r"$$\frac{v}{1 - \beta} = 4.000$$")[-1] == "proved"
    assert verdicts(given + r"$$\frac{v}{1 - \beta} = 3.700$$")[-1] != "proved"
