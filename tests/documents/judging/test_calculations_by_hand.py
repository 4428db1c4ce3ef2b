"""Calculations by hand, as they stand in posts, exercises and exams that are worked out."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

TREE = "The entropy of the node is found from its classes."


def verdicts(text: str) -> list[str | None]:
    """The verdicts of all that is claimed in a text."""
    return [entry.verdict for entry in entries(text) if entry.kind != "definition"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"-1 \log_2(1) - 0 \log_2(0) = 0", "proved"),
        (r"-\left[0 \times \log_2(0) + 1 \times \log_2(1)\right] = 0.5", "refuted"),
        (r"-\frac{0}{7}\log_2\frac{0}{7} - \frac{7}{7}\log_2\frac{7}{7} = 0", "proved"),
        (r"-(0/3) \log_2(0/3) - (1/2) \log_2(1/2) - (1/2) \log_2 (1/2) = 1", "proved"),
        (r"-\frac{1}{2}\log_2\frac{1}{2} - 0 \ln 0 = 1", "refuted"),
        (r"3 \log_2 0 = 0", "undecided"),
        (r"0.5 \log_2 0 - 0 \log_2 0 = 0", "undecided"),
    ],
)
def test_an_empty_class_adds_nothing_to_an_entropy(claim: str, verdict: str) -> None:
    assert last(TREE, claim) == verdict


def test_without_an_entropy_nothing_is_agreed_of_the_logarithm_of_zero() -> None:
    assert last("A product.", r"0 \log_2 0 = 0") == "undecided"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"5 - 6 = \mathbf{-1}", "proved"),
        (r"5 - 4 = \mathbf{1}", "proved"),
        (r"5 - 4 = \textbf{-1}", "refuted"),
        (r"5 - 3 = \mathbf{1}", "refuted"),
        (r"\begin{pmatrix} 1 \\ 1 \end{pmatrix} = \mathbf{1}", "proved"),
        (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix} = \mathbf{1}", "refuted"),
    ],
)
def test_a_bold_one_beside_a_number_is_a_number(claim: str, verdict: str) -> None:
    assert last("The sum is", claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{7}{8} = 0.875 \text{ (87.5\%)}", "proved"),
        (r"\frac{7}{8} = 0.865 \text{ (86.5\%)}", "refuted"),
        (r"\frac{7}{8} = 0.865 \text{ (i.e., 86.5\%)}", "refuted"),
        (r"\frac{7}{8} = 0.875 \text{ or } 87.5\%", "proved"),
        (r"\frac{7}{8} = 0.865 \text{ or } 86.5\%", "refuted"),
        (r"\frac{7}{8} = 0.865 \text{ or 86.5\%}", "refuted"),
        (r"\frac{2}{3} = 0.667 \text{ or } 66.7\%.", "proved"),
        (r"\frac{7}{8} = 0.865 \text{ (86.5\% at most)}", "undecided"),
        (r"\frac{7}{8} = 0.865 \text{ or } 88\%", None),
    ],
)
def test_the_number_once_more_in_percent(claim: str, verdict: str | None) -> None:
    assert last("The share is", claim) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"It has $300 \times 51{,}200 + 300 \approx 15.4$ **million** weights.", "undecided"),
        (r"It has $300 \times 51{,}200 + 300 \approx 15.4$ *million* weights.", "undecided"),
        (r"It has $300 \times 51{,}200 + 300 \approx 15.4$ **thousand** weights.", "refuted"),
        (r"It has $300 \times 51{,}200 + 300 \approx 15.4$ **weights**.", "refuted"),
    ],
)
def test_a_scale_in_bold_behind_a_figure(text: str, verdict: str) -> None:
    assert verdicts(text) == [verdict]


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"100 \equiv 30 \equiv 2 \pmod{14}", ["proved", "proved"]),
        (r"100 \equiv 31 \equiv 3 \pmod{14}", ["refuted", "proved"]),
        (r"100 \equiv 30 \equiv 3 \mod 14", ["proved", "refuted"]),
        (r"3^5 = 243 \equiv 43 \equiv 3 \pmod{10}", ["proved", "proved", "proved"]),
        (r"4 \cdot 5 + 9 \mod 6 \equiv 29 \equiv 5", ["proved", "proved"]),
        (r"4 \cdot 5 + 9 \mod 6 \equiv 28", ["refuted"]),
        (r"12 + 15 \mod 10 = 7", ["undecided"]),
        (r"12 + 15 \mod 10 = 8", ["refuted"]),
    ],
)
def test_a_modulus_holds_for_its_whole_chain(claim: str, found: list[str]) -> None:
    assert verdicts(f"$${claim}$$") == found


def test_congruences_give_no_value() -> None:
    text = "$$x \\equiv 4 + 30 \\mod 11 \\equiv 34 \\equiv 1$$\n\nSolve $x \\equiv 2 \\mod 5$."
    assert verdicts(text)[-1] is None


@pytest.mark.parametrize(
    "claim",
    [
        r"31 : 4 = 7 \text{ Rest } 3 = 7 \cdot 4 + 3",
        r"31 : 4 = 7 \text{ remainder } 3 = 7 \cdot 4 + 3",
        r"31 : 4 = 7 \text{ r } 3 = 7 \cdot 4 + 3",
    ],
)
def test_a_remainder_is_no_side(claim: str) -> None:
    assert "refuted" not in verdicts(f"$${claim}$$")


LAYERS = r"""
$$W[1] = \begin{bmatrix} 0.3 & 0.5 \\ 0.2 & 0.4 \end{bmatrix}$$

$$x = \begin{bmatrix} 2 \\ 1 \end{bmatrix}$$

$$Z[1] = W[1] x$$

$$dZ[2] = \begin{bmatrix} 0.5 & -0.5 \end{bmatrix}$$
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"W[1] x = \begin{bmatrix} 1.1 \\ 0.8 \end{bmatrix}", "proved"),
        (r"W[1] x = \begin{bmatrix} 1.1 \\ 0.9 \end{bmatrix}", "refuted"),
        (r"Z[1] = \begin{bmatrix} 1.1 \\ 0.8 \end{bmatrix}", "proved"),
        (r"Z[1] = \begin{bmatrix} 1.3 \\ 0.8 \end{bmatrix}", "refuted"),
        (r"W[1]^T = \begin{bmatrix} 0.3 & 0.2 \\ 0.5 & 0.4 \end{bmatrix}", "proved"),
        (r"W[1]^\top = \begin{bmatrix} 0.3 & 0.2 \\ 0.5 & 0.5 \end{bmatrix}", "refuted"),
        (r"dZ[2] Z[1] = 0.15", "proved"),
        (r"dZ[2] Z[1] = 0.25", "refuted"),
        (r"W[2] x = \begin{bmatrix} 1.1 \\ 0.8 \end{bmatrix}", None),
    ],
)
def test_layers_in_brackets_behind_a_letter(claim: str, verdict: str | None) -> None:
    assert last(LAYERS, claim) == verdict


def test_brackets_behind_a_matrix_that_is_given_whole_are_no_layers() -> None:
    whole = r"$$W = \begin{bmatrix} 3 & 5 \\ 2 & 4 \end{bmatrix}$$"
    assert last(whole, r"W[1] = \begin{bmatrix} 2 & 4 \end{bmatrix}") != "refuted"


def test_a_decimal_near_a_power_is_not_to_the_base_two() -> None:
    assert last("It vanishes.", r"0.7^{20} \approx 0.00001") == "refuted"
    assert last("In binary,", "0.625 = 0.101") != "refuted"


def test_an_older_function_that_is_written_again() -> None:
    given = (
        "Let $g(x) = c^T x - d$.\n\nIn the plane $g(x, y) = x^2 + y^2 - 4$.\n\n"
        "## Again\n\nNow $f(x) = x^T x$ and $g(x) = c^T x - d = 0$."
    )
    assert last(given, r"\nabla^2 g = 0") != "refuted"


ALIAS = r"""
$$Z = 0.4 \cdot 3 - 0.2$$

$$A = Z$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (ALIAS, "A = 1", "proved"),
        (ALIAS, "A = 1.2", "refuted"),
        (ALIAS + "\n\nThen it is moved on:", "A = 1.2", None),
        ("$$u = 2$$\n\n$$v = u$$", "v = 3", None),
        ("$$Z = p + q$$\n\n$$A = Z$$", "A = 3", None),
    ],
)
def test_another_name_for_what_was_worked_out(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


ENTRIES = r"""
$$M = \begin{bmatrix} 2 & 1 \\ 0 & 3 \end{bmatrix}, \quad r = \begin{bmatrix} 1 \\ 4 \end{bmatrix}$$

$$s = M^T r$$

$s_1 = 2(1) + 1(4) = 6$ and $s_2 = 0(1) + 3(4) = 12$."""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (ENTRIES, r"s = \begin{bmatrix} 6 \\ 12 \end{bmatrix}", "undecided"),
        (ENTRIES, r"s = \begin{bmatrix} 6 \\ 11 \end{bmatrix}", "refuted"),
        (ENTRIES.replace("^T", ""), r"s = \begin{bmatrix} 6 \\ 12 \end{bmatrix}", "proved"),
        (ENTRIES.replace("^T", ""), r"s = \begin{bmatrix} 6 \\ 11 \end{bmatrix}", "refuted"),
    ],
)
def test_a_list_of_entries_that_were_worked_out(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{48,600}{3} = 16,200", "proved"),
        (r"\frac{48,600}{3} = 16,400", "refuted"),
        (r"\frac{1,250,000 + 50,000}{2} = 650,000", "proved"),
        (r"0.2 \cdot (25,000) + 0.5 \cdot (10,000) = \$ 10,000", "proved"),
        (r"0.2 \cdot (25,000) + 0.5 \cdot (-10,000) = 1,000", "refuted"),
        (r"7 \cdot 256 = \boxed{1,792}", "proved"),
        (r"7 \cdot 256 = \boxed{1,782}", "refuted"),
        (r"\frac{12{,}5}{5} = 2{,}5", "proved"),
        (r"2 (1,500) = (2,1000)", "proved"),
    ],
)
def test_thousands_in_fractions_boxes_and_brackets(claim: str, verdict: str) -> None:
    assert last("It costs", claim) == verdict


def test_a_class_named_no_is_no_denial() -> None:
    given = r"$P(\text{Yes}) = \frac{5}{8}$ and $P(\text{No}) = \frac{3}{8}$."
    assert last(given, r"P(\text{No}) \cdot \frac{1}{3} = \frac{1}{8}") == "proved"
    assert last(given, r"P(\text{No}) \cdot \frac{1}{3} = \frac{3}{8}") == "refuted"
    assert last("No.", r"5 = 3 + 1 \text{ (no)}") != "refuted"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Let $u = 0$ and $v = 0$.\n\nOn the circle, $u^2 + v^2 = 4$.", "undecided"),
        ("Let $u = 0$ and $v = 0$.\n\nOn $C_1$, $u^2 + v^2 = 4$.", "undecided"),
        ("Let $u = 0$ and $v = 0$.\n\nThen $u^2 + v^2 = 4$.", "refuted"),
        ("Let $h(t) = 3t$.\n\nFrom the figure, we see that $h(1) = 2$.", "undecided"),
        ("Let $h(t) = 3t$.\n\nSo we see that $h(1) = 2$.", "refuted"),
    ],
)
def test_what_is_said_of_a_place_or_a_picture(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


def test_what_follows_from_one_of_several_things() -> None:
    given = r"""Let $p(t) = t^2 + 3$ and $q(t) = t + 5$.

If $\lim_{t\to b} p(t) = \lim_{t\to b} q(t) = 0$ or both are infinite, then"""
    assert last(given, r"\lim_{t\to b} \frac{p(t)}{q(t)} = \lim_{t\to b} \frac{p'(t)}{q'(t)}") != (
        "refuted"
    )


def test_a_gradient_in_letters_of_which_nothing_is_known() -> None:
    given = r"""Let $\mathbf{r} = \mathbf{A}\mathbf{v} - \mathbf{t}$.

$$E = \frac{1}{2M} \mathbf{r}^T \mathbf{r}$$"""
    rows = r"\nabla_{\mathbf{v}} E = \frac{1}{M} \sum_{i=1}^{M} s_i \mathbf{a}^{(i)}"
    assert last(given, rows) != "refuted"
    whole = r"\nabla_{\mathbf{v}} E = \frac{1}{M} \mathbf{A}^T \mathbf{r}"
    assert last(given, whole) == "proved"
    assert last(given, whole.replace("^T", "^T 2")) == "refuted"


def test_an_equation_in_bold() -> None:
    given = (
        r"The roots are $\mathbf{\mu_1 = 1; \ \mu_2 = 5}$."
        "\n\n"
        r"$$M = \begin{pmatrix} 1 & 2 \\ 0 & 5 \end{pmatrix}$$"
        "\n\n"
        r"##### $\mu_1 = 1$"
    )
    right = r"M - \mu_1 I = \begin{pmatrix} 0 & 2 \\ 0 & 4 \end{pmatrix}"
    assert last(given, right) == "proved"
    assert last(given, right.replace("4", "5")) == "refuted"
