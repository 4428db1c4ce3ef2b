"""What one chapter says of a letter, a sign or a network does not judge the next one."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

GRU = r"$$\text{a GRU layer with } 100 \text{ inputs and } 50 \text{ hidden units}$$" + "\n\n"
LOSS = r"p_i=\frac{e^{z_i}}{\sum_{j=1}^ne^{z_j}},\quad L=-\sum_{i=1}^ny_i\log p_i"
BATCH = (
    r"$$x_1=1,\ x_2=2,\ x_3=6,\quad\mu=\frac13\sum_{i=1}^3x_i,\quad"
    r"\sigma^2=\frac13\sum_{i=1}^3(x_i-\mu)^2,\quad\hat x_i=\frac{x_i-\mu}{\sqrt{\sigma^2}}$$"
)


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in judge(Source("a.md", text, "markdown"))]


def test_a_function_sees_what_its_own_display_defines() -> None:
    text = (
        r"$$A=\begin{bmatrix}2&1\\6&8\end{bmatrix}$$" + "\n\n"
        r"$$f(x)=\frac12\|Ax-b\|^2,\quad A=\begin{bmatrix}1&2\\0&1\end{bmatrix},"
        r"\quad b=\begin{bmatrix}1\\1\end{bmatrix}$$" + "\n\n"
    )
    assert verdicts(text + r"$$\nabla f(x)=A^\top(Ax-b)$$")[-1] == "proved"
    assert verdicts(text + r"$$f(1,0)=\frac12$$")[-1] == "proved"
    assert verdicts(text + r"$$f(1,0)=1$$")[-1] == "refuted"


def test_a_value_sees_what_its_own_display_defines() -> None:
    assert verdicts("$a = 2$\n\n$y = 3a,\\ a = 5$\n\n$y = 15$")[-1] == "proved"
    assert verdicts("$a = 2$\n\n$y = 3a,\\ a = 5$\n\n$y = 6$")[-1] != "proved"


def test_a_constraint_beside_definitions_is_about_their_letters() -> None:
    text = "# One\n\n$y = (-1, 1)$\n\n# Two\n\n$$" + LOSS
    assert verdicts(text + r",\quad\sum_iy_i=1$$")[-1] != "refuted"
    told = "$y = (-1, 1)$\n\n"
    assert verdicts("# One\n\n" + told + r"$$\sum_i y_i=1$$")[-1] == "refuted"
    assert verdicts("# One\n\n" + told + "# Two\n\n" + r"$$\sum_i y_i=1$$")[-1] == "undecided"


def test_sizes_given_with_a_count_are_not_those_of_another_network() -> None:
    given = r"$$c_{\text{in}}=3,\ k=3,\ c_{\text{out}}=64:\quad 1{,}792 \text{ parameters}$$"
    assert "refuted" not in verdicts(GRU + given)
    assert verdicts(GRU + r"The layer has $1{,}792$ parameters.")[-1] == "refuted"


def test_a_variance_is_defined_beside_the_logistic_function() -> None:
    text = r"$$\sigma(x)=\frac{1}{1+e^{-x}}$$" + "\n\n" + BATCH + "\n\n"
    assert verdicts(text + r"$$\sigma^2=\frac{14}{3}$$")[-1] == "proved"
    assert verdicts(text + r"$$\hat x_2\approx0.463$$")[-1] == "refuted"
    assert verdicts(text + r"$$\sigma(0)=\frac12$$")[-1] == "proved"


@pytest.mark.parametrize(
    "words", ["Note that", "We observe that", "It is clear that", "Recall that"]
)
def test_a_known_value_is_said_again_behind_words_that_assert(words: str) -> None:
    given = r"$b=0.9,\ m_0=0,\ g_1=2$ and $m_1=b m_0+(1-b)g_1$." + "\n\n"
    assert verdicts(given + f"{words} $m_1=0.3$.")[-1] == "refuted"
    assert verdicts(given + f"{words} $m_1=0.2$.")[-1] == "proved"


def test_what_is_said_of_a_parameter_is_not_judged_by_its_earlier_value() -> None:
    text = "$z = (1, 2, 3)$\n\nLet $a[z] = \\max(0, z)$.\n\n"
    assert verdicts(text + "$$a[z]+a[-z]=z$$")[-1] == "undecided"
    assert verdicts(text + "$$a[z]-a[-z]=z$$")[-1] == "proved"
    later = "Let $f(x) = x^2$.\n\n$x = 3$\n\n"
    assert verdicts(later + "$$f(x) = 9$$")[-1] == "proved"


def test_a_size_of_another_chapter_is_not_that_of_a_vector() -> None:
    sizes = "# One\n\n$n=28,\\ k=5$\n\n# Two\n\n"
    text = sizes + r"$$\mathrm{avg}(x)=\frac{\mathbf{1}^Tx}{n},\quad x=(2,-1,2)$$" + "\n\n"
    assert verdicts(text + r"$$\mathrm{avg}(x)=1$$")[-1] != "refuted"


def test_an_entry_is_not_one_of_an_array_of_another_chapter() -> None:
    text = "# One\n\n$x = (2, 1)$\n\n# Two\n\n"
    assert verdicts(text + "$$x_1 = 2,\\ x_2 = 0$$") == [None, None, None]
    assert verdicts("$x = (2, 1)$\n\n$$x_1 = 2,\\ x_2 = 0$$")[1:] == ["proved", "refuted"]


def test_a_formula_for_all_members_is_one_for_those_of_an_earlier_chapter() -> None:
    text = "# One\n\n$y_1 = 1,\\ y_2 = 2$\n\n# Two\n\n$x_1 = 3,\\ x_2 = 5,\\ y_i = 2x_i$\n\n"
    assert verdicts(text + "$$y_1 + y_2 = 16$$")[-1] == "proved"
    assert verdicts(text + "$$y_1 + y_2 = 3$$")[-1] == "refuted"


def test_entries_given_anew_are_no_more_those_of_another_chapter() -> None:
    text = "# One\n\n$x = (0, 1)$\n\n# Two\n\n$x_1 = 2,\\ x_2 = 4,\\ x_3 = 9$\n\n"
    assert verdicts(text + r"$$\frac13\sum_i x_i = 5$$")[-1] == "proved"
    assert verdicts(text + r"$$\sum_i x_i = 1$$")[-1] != "proved"
    kept = "# One\n\n$x = (2, 1)$\n\n# Two\n\n$x_1 = 2$\n\n"
    assert verdicts(kept + r"$$x^\top x = 5$$")[-1] == "proved"
