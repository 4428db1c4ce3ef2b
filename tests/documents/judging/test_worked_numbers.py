"""Worked numbers as posts have them: signs, stops, digits, names and slopes."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

LOSS = r"""
$$h = \tanh(-0.5646) = -0.5114$$

The loss is $\ell = (h - 0.5)^2 = (-0.5114 - 0.5)^2 \approx 1.0229$.
"""


def verdicts(text: str) -> list[str]:
    return [e.verdict or e.kind for e in entries(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"$1 - 0.2^2 = 1.04$", "refuted"),
        (r"$-0.2^2 = 0.04$", "undecided"),
        (r"$1 - -0.2^2 = 0.96$", "undecided"),
        (r"$\frac{1}{-2^2} = 0.25$", "undecided"),
        (r"$0.999 \cdot 0.00225 + 0.001 \cdot 0.25 = 0.00247775$", "refuted"),
        (r"$0.971 - 0.847 = 0.125$", "undecided"),
        (r"$\frac{1}{1 - 0.9} = 11$ for $\beta_1$", "refuted"),
        (r"$2 + 2 = 1$ in $\mathbb{Z}_3$", "undecided"),
        (r"$$\begin{align} x &= 0.5290 - 0.1609 = 0.6899 . \end{align}$$", "refuted"),
        ("$$\n\\begin{align}\n0.5 - 0.1 &= 0.6 . \\\\\n1 + 1 &= 2\n\\end{align}\n$$", "refuted"),
        (r"$0.2 \cdot 3 = 6 . x$", "undecided"),
    ],
)
def test_plain_figures(text: str, wanted: str) -> None:
    assert wanted in verdicts(text)


def test_another_value_of_a_quantity_is_no_claim() -> None:
    text = "$w = -0.3$ and $f(x) = 2x$. With $|w| = 1.2$ you would have $1.2^2 = 1.45$ instead."
    assert verdicts(text) == ["definition", "definition", "undecided", "refuted"]


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"\frac{d\ell}{dh} = 2(-0.5114 - 0.5)", "proved"),
        (r"\frac{d\ell}{dh} = -2.0228", "proved"),
        (r"\frac{d\ell}{dh} = -2.0428", "refuted"),
    ],
)
def test_the_slope_of_a_value_that_was_printed(claim: str, wanted: str) -> None:
    """A printed loss is a number, but its slope is that of its formula."""
    assert verdicts(f"{LOSS}\n\n$$\n{claim}\n$$")[-1] == wanted


def test_a_bold_word_is_one_name() -> None:
    text = (
        r"$\mathbf{king} = (2, 3)$ and $\mathbf{queen} = (1, 3)$: "
        r"$\mathbf{king} \cdot \mathbf{queen} = 11$, $\|\mathbf{king}\|^2 = 14$. "
        r"$\mathbf{W} = (1, 2)$, $x = 3$, $\mathbf{Wx} = (3, 6)$"
    )
    assert verdicts(text) == ["definition"] * 2 + ["proved", "refuted"] + ["definition"] * 2 + [
        "proved"
    ]


NODES = r"""
$z_3 = \frac{1}{1 + e^{-1}} \approx 0.731$, $z_7 = 5 z_3$, $z_8 = z_7 \cdot c = 3.655 \cdot (-3)$
and $y = z_8 + 0.3 z_3$.
"""


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        ("", r"\sigma(1)(1 - \sigma(1)) = 0.731 \cdot (1 - 0.731)", "proved"),
        ("", r"\sigma(1)(1 - \sigma(1)) = 0.751 \cdot (1 - 0.751)", "refuted"),
        (NODES, r"\frac{\partial y}{\partial z_3} = -14.7", "undecided"),
        (NODES, r"\frac{\partial y}{\partial z_8} = 2", "refuted"),
        (
            r"$L = -\sum_k \sum_i y_i^{(k)} \log(a_i^{(k)})$",
            r"\frac{\partial L}{\partial a_j} = -\frac{y_j}{a_j}",
            "not-a-claim",
        ),
        (r"$f(x) = a^x$", r"f'(e^{ax}) = a e^{ax}", "undecided"),
    ],
)
def test_what_rests_on_more_than_is_given(given: str, claim: str, wanted: str) -> None:
    """Numbers that were put in, a σ that nobody defines, samples, and primes before brackets."""
    assert verdicts(f"{given}\n\n$$\n{claim}\n$$")[-1] == wanted


def test_what_follows_from_a_false_value_of_an_open_formula() -> None:
    """σ(0.3) is given with a wrong value, and then used with the right one."""
    text = (
        "$z = 0.3388$\n\n$$o = \\sigma(z) \\approx 0.5842$$\n\n"
        "$$E = \\frac12 (1 - o)^2 = \\frac12 (1 - 0.5839)^2$$"
    )
    assert verdicts(text) == ["definition"] * 2 + ["refuted", "definition", "undecided"]


def test_a_number_that_becomes_a_function_is_no_factor() -> None:
    text = "$\\gamma = 3$, $p = 0.5$. Then $\\gamma(p) = 3 - p$, and $\\gamma(2 + p) = 7$."
    assert verdicts(text) == ["definition"] * 2 + ["undecided", "refuted"]


def test_a_product_of_vectors_is_no_new_operation() -> None:
    own = "Let $a * b = a + b - ab$. Then $2 * 3 = 6$."
    assert verdicts(own)[-1] == "undecided"
    for known in (r"q \cdot k = (16, 8)", r"u \cdot v = u_1 v_1 + u_2 v_2"):
        assert verdicts(f"${known}$. So $2 \\cdot 3 = 7$.")[-1] == "refuted"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"$a b = 6$ with $a = 2$ and $b = 3$.", ["proved", "definition", "definition"]),
        (r"$a b = 7$ where $a = 2$, $b = 3$.", ["refuted", "definition", "definition"]),
        (r"$a b = 7$ with $a$ and $b = 3$.", ["not-a-claim", "definition"]),
        (
            r"$$z = w u + c = 0.9 \qquad \text{with } w = 0.4,\; u = 2,\; c = 0.1$$",
            ["definition", "proved", "definition", "definition"],
        ),
        (
            r"$w = 9$, $$\tanh(w x + b) = \tanh(4) \text{ with } w = 1, x = 2, b = 1$$",
            ["definition", "refuted", "definition", "definition"],
        ),
        (
            r"$y_1 = 2$, $y_2 = 4$, $n = 2$, $\frac{1}{n} \sum_{i=1}^n y_i = 4$",
            ["definition"] * 3 + ["refuted"],
        ),
        (r"$n = 2$, $\sum_{k=1}^n k = 55$", ["definition", "undecided"]),
    ],
)
def test_values_behind_and_sums_over_data(text: str, wanted: list[str]) -> None:
    assert verdicts(text) == wanted


def test_eulers_number_beside_a_list_of_scores() -> None:
    text = (
        r"$e = (0.2, 0.5)$, $\frac{e^{0.2}}{e^{0.2} + e^{0.5}} = 0.4256$, "
        r"$\frac{e^{0.2}}{e^{0.2} + e^{0.5}} = 0.4356$, $e^T e = 0.29$, $e^2 = 7.389$"
    )
    assert verdicts(text) == ["definition", "proved", "refuted", "proved", "proved"]


def test_words_between_two_rows_end_the_first() -> None:
    rows = "2 + 2 &= 4 %s \\intertext{so that} 3 \\cdot 4 &= 13"
    for end in ("", "\\\\"):
        assert verdicts(f"$$\\begin{{align}} {rows % end} \\end{{align}}$$") == [
            "proved",
            "refuted",
        ]


def test_a_sum_without_a_range_runs_over_the_data() -> None:
    """It is proved where it holds; a false one may run over something else."""
    given = "$x = (1, 3, 5, 9)$, $n = 4$, "
    text = given + "$\\frac{1}{n} \\sum x_i = 4.5$, $\\sum x_i = 19$, $\\sum x_i y_j = 1$"
    assert verdicts(text) == ["definition"] * 2 + ["proved", "undecided", "not-a-claim"]


@pytest.mark.parametrize(
    "text",
    [
        r"where $\pi \in (0, 1)$ is a probability",
        r"$$C = \begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}$$ $c^k_{12} = 0$ for all $k \ge 0$",
        "$g(x) = x^2$.\n\n# Another\n\n$$g(x) = 4 x (1 - x), \\qquad x \\in [0, 1]$$",
    ],
)
def test_names_of_their_own(text: str) -> None:
    assert "refuted" not in verdicts(text)


MAZUR = r"""
Let $n = 0.3 \cdot 0.7 + 0.2$ and $o = \frac{1}{1+e^{-n}}$, $E = \frac12(0.9-o)^2$.

$$o = 0.601$$
"""


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("E = 0.044674", "proved"),  # from o itself
        ("E = 0.04470", "proved"),  # from the printed 0.601
        ("E = 0.04474", None),  # from no value that was printed as 0.601
        ("E = 0.0440", "refuted"),
    ],
)
def test_what_goes_on_from_a_printed_value(claim: str, expected: str | None) -> None:
    assert last(MAZUR, claim) == expected
