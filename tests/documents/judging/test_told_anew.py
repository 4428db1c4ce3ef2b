"""Names that words give another meaning, and signs that mean something else: no false alarms."""

from __future__ import annotations

import pytest

from symnn.documents.judging.notations.functions.functions_named_pi import is_of_function
from symnn.exact.expression import apply, exp, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.sizes import is_writable
from tests.documents.judging.verdicts import entries


def verdicts(text: str, latex: str) -> list[str | None]:
    """The verdicts on all relations of a text that are written so."""
    return [entry.verdict for entry in entries(text) if latex in entry.latex.replace("\n", " ")]


_DIE = "A fair die is rolled; let $X$ be the number shown. Then $E[X] = 3.5$."
_NORMAL = r"Let $X \sim N(0, 4)$ and $Y = 2X + 1$. Then $E[Y] = 1$."
_PAIR = "Let $(\\mathbf x,d)=([3,4]^T,5)$. Then $e=d=5$ and $\\|\\mathbf x\\|^2=25$.\n\n"
_TWO = r"Suppose $X$ and $Y$ are independent with $\mathrm{Var}(X) = 4$ and $\mathrm{Var}(Y) = 9$."


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (f"{_DIE}\n\nNow let $X$ be the number of heads in 3 tosses. Then $E[X] = 1.5$.", "1.5"),
        (f"{_DIE}\n\nAfter standardizing, $E[X] = 0$.", "= 0"),
        (f"{_NORMAL}\n\n{_TWO} Then\n\n$$\\mathrm{{Var}}(X + Y) = 13$$", "= 13"),
        (f"{_NORMAL}\n\n{_TWO}", "= 9"),
        (r"Let $X \sim \mathrm{Geom}(0.25)$. $X$ counts failures, so $E[X] = 3$.", "E[X] = 3"),
        (r"$X \sim \mathrm{Exp}(2)$. Now $X \sim \mathrm{Gamma}(3, 2)$ has $E[X] = 1.5$.", "1.5"),
        (r"$X \sim N(5, 2)$. Let $X$ be Poisson with $\lambda = 3$. Then $E[X^2] = 12$.", "= 12"),
        (r"Let $X \sim N(5, 2)$. When conditioned on $X \ge 1$, $E[X] \approx 6.157$.", "6.157"),
        (
            r"$Y \sim N(9, 1)$. The variable $Y$ with success probability $p=0.1$ has $E(Y) = p$.",
            "E(Y) = p",
        ),
    ],
)  # fmt: skip
def test_what_was_told_before_is_not_known(text: str, latex: str) -> None:
    found = verdicts(text, latex)
    assert found
    assert "refuted" not in found


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("A fair die is rolled; let $X$ be the number shown. Then $E[X] = 4$.", "E[X] = 4"),
        (r"Let $X \sim N(0, 4)$ and $Y = 2X + 1$. Then $E[Y] = 2$.", "E[Y] = 2"),
        (f"{_TWO.replace('Suppose', 'Both')} Then\n\n$$\\mathrm{{Var}}(X + Y) = 12$$", "12"),
        (r"Let $X \sim \mathrm{Geom}(0.25)$. Then $E[X] = 5$.", "E[X] = 5"),
        (r"$X \sim \mathrm{Exp}(2)$. Let $X \sim \mathrm{Poisson}(3)$. Then $E[X^2] = 13$.", "13"),
        ("Let $X$ be a random variable with mean 2 and variance 3. Then $E[X^2] = 8$.", "= 8"),
        ("Let $X$ be Poisson with parameter 3. Then $E[X^2] = 13$.", "= 13"),
    ],
)  # fmt: skip
def test_what_is_told_last_refutes(text: str, latex: str) -> None:
    assert "refuted" in verdicts(text, latex)


def test_the_law_of_a_variable_with_a_formula_gives_its_mean() -> None:
    text = (
        r"If $X$ is normally distributed and $Y = LX + u$ with $L$ a linear transformation and $u$"
        r" a vector, then $Y$ is normally distributed with mean $\mu_{Y} = u + L\mu_{X}$."
        "\n\n"
        r"$$Y \sim \mathcal{N}(\mu_{Y}, \Sigma_{Y}) \quad X \sim \mathcal{N}(\mu_{X}, \Sigma_{X})$$"
        "\n\nso\n\n"
        r"$$\mu_{Y} = \mathbb{E}[Y] = \mathbb{E}[LX + u]$$"
    )
    assert "refuted" not in verdicts(text, r"\mathbb{E}[Y]")


@pytest.mark.parametrize(
    ("text", "latex", "verdict"),
    [
        (r"$\pi=1/2$ is a special case.", r"\pi=1/2", "undecided"),
        (r"So $\pi = 22/7$ and $\pi = 3.15$.", r"\pi = 3.15", "refuted"),
        (r"In the long run $\pi(3) = \pi(2)$ and $\pi(1) = 1/8$.", r"\pi(", "undecided"),
        (r"The stationary law has $\pi(3) = 2\pi(2)$.", r"\pi(3)", "undecided"),
        (r"The circle has length $2\pi(3) = 18.95$.", r"\pi(3)", "refuted"),
        (r"The area is $\pi(3)^2 = 29$.", r"\pi(3)", "refuted"),
    ],
)
def test_pi_may_be_a_name(text: str, latex: str, verdict: str) -> None:
    assert set(verdicts(text, latex)) == {verdict}


def test_a_function_named_pi_is_never_multiplied() -> None:
    pi, three = tree.Name("pi"), tree.Number("3", rational(3).data)
    call = tree.Call(pi, tree.Group("()", (three,)))
    assert is_of_function("the policy of an agent", call, three)
    assert not is_of_function("the circle", tree.Power(call, three), three)
    assert verdicts("In the steady state $\\pi(2) = 2\\pi(1)$.", "pi") == ["undecided"]


@pytest.mark.parametrize(
    "claim",
    [
        r"\mathrm{Var}[x_i + y_i] = \mathrm{Var}[x_i] + \mathrm{Var}[y_i]",
        r"\mathrm{Var}\left[\sum_i x_i\right] = \sum_i \mathrm{Var}[x_i]",
        r"\mathrm{E}[x^T y] = \mathrm{E}[x]^T y",
        r"\mathrm{Loss}[x_i + y_i] = \mathrm{Loss}[x_i] + \mathrm{Loss}[y_i]",
        r"\mathcal{L}[x_i + y_i] = \mathcal{L}[x_i] + \mathcal{L}[y_i]",
    ],
)
def test_operators_on_random_variables_are_no_factors(claim: str) -> None:
    given = r"Let $x, y \in \mathbb{R}^n$."
    assert {entry.verdict for entry in entries(f"{given}\n\n$${claim}$$")} == {None}


def test_products_of_entries_are_still_proved() -> None:
    given = r"Let $x, y \in \mathbb{R}^n$ and $B \in \mathbb{R}^{n \times n}$."
    for claim in (
        r"x^T B y = \sum_i \sum_j x_i B_{ij} y_j",
        r"\lambda [x_i + y_i] = \lambda [x_i] + \lambda [y_i]",
    ):
        assert [entry.verdict for entry in entries(f"{given}\n\n$${claim}$$")][-1] == "proved"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"The error is sd/$\sqrt{40} \approx 0.36$.", "undecided"),
        (r"The value is $\sqrt{40} \approx 0.36$.", "refuted"),
    ],
)
def test_words_go_on_into_a_formula(text: str, verdict: str) -> None:
    assert [entry.verdict for entry in entries(text)] == [verdict]


@pytest.mark.parametrize(
    ("text", "latex", "verdict"),
    [
        (
            f"{_PAIR}With the scaled pair, $e=50$ and $\\|\\mathbf x\\|^2=30^2+40^2$.",
            "30^2",
            "undecided",
        ),
        (
            f"{_PAIR}The output is $y=50$ and $\\|\\mathbf x\\|^2=3^2+4^2+1$.",
            "4^2+1",
            "refuted",
        ),
        (
            "So $J = 3v$, and $v = 11$. Nudge $v$ up a bit to 11.001, then $J = 3v = 33.003$.",
            "33.003",
            "undecided",
        ),
        (
            "So $J = 3v$, and $v = 11$. Nudge $v$ up a bit to 11.001, then $J = 3v = 33.5$.",
            "33.5",
            "refuted",
        ),
    ],
)
def test_values_given_anew_beside_a_claim(text: str, latex: str, verdict: str) -> None:
    assert verdict in verdicts(text, latex)


def test_a_semicolon_stands_before_parameters() -> None:
    claim = r"$$\frac{\partial}{\partial \eta} \big( y \ p(y; \ \eta) \big) = y p(y; \ \eta) + 1$$"
    assert "refuted" not in [entry.verdict for entry in entries(claim)]


def test_values_are_as_large_as_they_are_written_out() -> None:
    value = symbol("x")
    for _ in range(12):
        value = exp(value) + apply("tanh", value)
    assert is_writable(symbol("x") + rational(1), most=120)
    assert not is_writable(value, most=120)
