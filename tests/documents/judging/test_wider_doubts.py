"""What words say of a method, of places and of reasons decides, or leaves it open."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ON = r"on $f(w) = (w-3)^2$ from $w_0 = 0$ with learning rate $0.1$"
GOAL = "Gradient descent with rate $0.1$ minimises @, where $L(v) = (v - 2)^2$; $v_0 = 1$."
LATER = (
    "# A\n\nLet $f(w) = w^2$.\n\n# B\n\nGradient descent with rate $0.1$ starts at $w_0 = 1$."
    " Let $g(w) = w^4$."
)
TWICE = (
    "# A\n\nGradient descent on $f(w) = w^2$ starts at $w_0 = 1$ with learning rate $0.1$."
    "\n\n$$w_1 = 0.8$$\n\n# B\n\nThe learning rate is $0.4$ and $w_0 = 1$."
)
NEWTON = r"for the root of $f(x) = x^2 - 2$ from $x_0 = 1$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (f"We run gradient descent {ON}, and clamp $w$ to $[0, 0.5]$.", "w_1 = 0.6"),
        (f"We run gradient descent {ON} and an L2 penalty.", "w_1 = 0.6"),
        (f"We run gradient descent {ON} for the first step and $0.05$ afterwards.", "w_2 = 1.08"),
        (f"We run gradient descent {ON}. The gradient is scaled by $2$.", "w_1 = 0.6"),
        (f"We run gradient descent {ON}. The weights are $w_1$ and $w_2$.", "w_1 = 5"),
        (f"We run the opposite of gradient descent {ON}.", "w_1 = 0.6"),
        (f"We use a relaxed Newton's method {NEWTON}.", "x_1 = 1.5"),
        (f"We use Newton's method {NEWTON} with step size $0.5$.", "x_1 = 1.5"),
        (f"Halley's method improves on Newton's method {NEWTON}.", "x_1 = 1.5"),
        ("Newton's method solves $f(x) = 3$ for $f(x) = x^2$ from $x_0 = 1$.", r"x_1 = \frac12"),
        ("Newton's method finds where the slope of $f(x) = x^4$ is zero, from $x_0 = 3$.",
         r"x_1 = \frac94"),
        (GOAL.replace("@", "$2L(v)$"), "v_1 = 1.2"),
        (GOAL.replace("@", "$-L(v)$"), "v_1 = 1.2"),
        (GOAL.replace("@", "the square of $L(v)$"), "v_1 = 1.2"),
        (GOAL.replace("@", "the sum of $L(v)$ and $v^2$"), "v_1 = 1.2"),
        (LATER, "w_1 = 0.6"),
        (TWICE, "w_1 = 0.8"),
    ],
)  # fmt: skip
def test_other_methods_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


FUNCTION = "Let $f(x) = x^2 + 1$ and $g(x) = 1 - x$."


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"f(x) = 2 \text{ for } x = 1, 2", "refuted"),
        (r"f(x) = 2 \text{ for } x = 1 \text{ and } x = -1", "proved"),
        (r"f(x) = 2 \text{ for } x = 1, -1", "proved"),
        (r"f(x) = 2 \text{ for } x = 1, -1 \text{ and } 2", "refuted"),
        (r"f(x) > 4 \text{ for } x = 2, 1", "refuted"),
        (r"f(x) \ge 5 \text{ for } x = 2, \ldots, 6", "proved"),
        (r"f(x) \ge 5 \text{ for } x = 1, \ldots, 6", "refuted"),
        (r"f(x) = 5 \ (x = 2, 3)", "refuted"),
    ],
)
def test_one_claim_for_several_places(claim: str, verdict: str) -> None:
    assert last(FUNCTION, claim) == verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"f(2) = 5 \text{ exceeds } f(4)",
        r"f(2) = 5 \text{ versus } g(2) = 1",
        r"f(2) = 5 \text{ twice } f(1)",
        r"f(2) = 5 \text{, half of } f(1)",
        r"f(2) = 5 \text{ with } g(2) = 1",
        r"f(2) = 5 \text{ as } 2 + 2 = 5",
        r"f(2) = 5 \text{ (saddle point)}",
        r"f(2) = 5 \text{ (smallest value)}",
        r"f(2) = 5 \text{, negative}",
        r"f(2) = 5 \text{ for exactly one } x",
        r"f(x) \ge 1, \text{ with equality for all } x",
        r"f(x) \ge 1 \text{ for all } x > 0, \text{ strictly}",
    ],
)
def test_more_words_that_claim_more(claim: str) -> None:
    assert last(FUNCTION, claim) != "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"f(2) = 5 \text{ with } g(2) = -1", "proved"),
        (r"f(2) = 5 \text{ as } 2 + 2 = 4", "proved"),
        (r"f(2) = 5 \text{ for } x = 2", "proved"),
    ],
)
def test_true_reasons_leave_it_proved(claim: str, verdict: str) -> None:
    assert last(FUNCTION, claim) == verdict


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("$f(2) = 5$ does not hold.", False),
        ("Not $f(2) = 5$.", False),
        ("$f(2) = 5$ is wrong.", False),
        ("$f(2) = 5$ does not hold for other functions but here.", False),
        ("$f(2) = 5$ is true.", True),
    ],
)
def test_denials_behind_a_formula(page: str, found: bool) -> None:
    from tests.documents.judging.verdicts import entries

    assert (entries(f"{FUNCTION}\n\n{page}")[-1].verdict == "proved") is found


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"A+B \text{ is symmetric for all symmetric } A \text{ and } B", "proved"),
        (r"A+B \text{ is symmetric for all symmetric } A \text{, } B", "proved"),
        (r"ABA \text{ is symmetric for all symmetric } A \text{ and } B \text{.}", "proved"),
        (r"AB \text{ is symmetric for all symmetric } A \text{ and } B", "refuted"),
        (r"A+B \text{ is symmetric for all symmetric } A \text{ and all } B", "refuted"),
    ],
)
def test_kinds_of_several_arrays(claim: str, verdict: str) -> None:
    assert last(r"Let $A$ and $B$ be real $n\times n$ matrices.", claim) == verdict


def test_powers_for_all_integers_may_be_inverses() -> None:
    given = r"Let $P = \begin{pmatrix}\frac12&\frac12\\\frac12&\frac12\end{pmatrix}$."
    assert last(given, r"P^n = P \text{ for all } n \ge 1") == "proved"
    assert last(given, r"P^n = P \text{ for all integers } n") != "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("Let $f(x) = qx$ with $q = 3$. Later, $q = x + 1$ is used.", "f'(x) = 2x + 1"),
        ("# A\n\nLet $f(x) = kx$.\n\n# B\n\nHere $k = x + 1$ is a count.", "f(2) = 6"),
        ("Let $f(x) = kx$ for a constant $k$. In another model, $k = x + 1$.", "f'(x) = 2x + 1"),
    ],
)
def test_names_given_elsewhere_are_not_written_out(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"


def test_weights_that_are_matrices_are_not_counted_as_numbers() -> None:
    given = (
        r"The layers are $h = \sigma(W_1x + b_1)$ and $y = W_2h$ with $x\in\mathbb R^{d}$,"
        r" $h\in\mathbb R^{p}$ and $y\in\mathbb R^k$."
    )
    assert last(given, r"\text{The network has } dp + pk \text{ weights.}") != "refuted"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            r"3\cdot64 = 192 \text{ weights and } 64 \text{ biases: } 256 \text{ parameters}",
            "proved",
        ),
        (r"3\cdot64 = 192 \text{ weights and } 65 \text{ biases: } 256 \text{ parameters}", None),
        (r"3\cdot64 = 192 \text{ weights and } 65 \text{ biases}", None),
        (r"3\cdot64 = 192 \text{ weights and } 4\cdot16 = 65 \text{ biases}", None),
    ],
)
def test_second_numbers_of_things_are_no_part_of_the_first(claim: str, verdict: str | None) -> None:
    found = last("", claim)
    assert found == verdict or (verdict is None and found not in ("proved", "refuted"))


def test_premises_about_an_index_say_which_members_are_meant() -> None:
    given = "The inputs are $x_1 = 1$, $x_2 = 3$, $x_3 = -1$ and $f(x) = 2x - 1$."
    assert last(given, r"f(x_i) > 0 \text{ for } i \ne 3") != "refuted"


def test_two_tables_of_one_variable_leave_open_which_is_meant() -> None:
    table = "| $x$ | $p(x)$ |\n|---|---|\n| 1 | 0.5 |\n| 2 | 0.5 |"
    both = f"One net:\n\n{table}\n\nAnother:\n\n{table.replace('1 | 0.5', '1 | 0.1')}"
    both = both.replace("| 1 | 0.1 |\n| 2 | 0.5 |", "| 1 | 0.1 |\n| 2 | 0.9 |")
    assert last(table, "E[X] = 1.5") == "proved"
    assert last(both, "E[X] = 1.5") not in ("proved", "refuted")
    assert last(both, "E[X] = 1.9") not in ("proved", "refuted")


def test_a_star_that_a_sentence_calls_the_convolution() -> None:
    given = "We write $*$ for the convolution. Let $a = (1,2)$ and $b=(3,4)$."
    assert last(given, "a*b = (3,8)") != "proved"
    assert last(given, "a*b = 11") != "proved"


@pytest.mark.parametrize(("space", "verdict"), [("2", "proved"), ("3", "refuted")])
def test_vectors_of_another_space_than_the_declared_one(space: str, verdict: str) -> None:
    given = r"Let $f(x) = x^\top x$ for $x\in\mathbb R^2$."
    claim = rf"f(x) = x_1^2 + x_2^2 \text{{ for all }} x\in\mathbb R^{space}"
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"2^{10} \equiv (2^3)^3\cdot2 \equiv 1\cdot 2 = 2 \pmod 7", "proved"),
        (r"2^{10} \equiv (2^3)^3\cdot2 \equiv 1\cdot 3 = 3 \pmod 7", "refuted"),
        (r"5^{-1} \equiv 3 \pmod 7", "undecided"),
        (r"a^7 \equiv a \pmod 7 \text{ for all integers } a", "undecided"),
    ],
)
def test_congruences(claim: str, verdict: str) -> None:
    assert last("", claim) == verdict
