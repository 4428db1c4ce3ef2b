"""Readings met in courses and notes: each pair is right as its author means it, or wrong still."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source


def entries(text: str, name: str = "markdown") -> list[tuple[str, str | None]]:
    return [(e.latex.strip(), e.verdict) for e in judge(Source("a", text, name))]  # type: ignore[arg-type]


def last(text: str, name: str = "markdown") -> str | None:
    return entries(text, name)[-1][1]


def tex(text: str) -> str:
    return f"\\documentclass{{article}}\n\\begin{{document}}\n{text}\n\\end{{document}}\n"


def test_the_sums_below_a_table_are_no_values_of_it() -> None:
    rows = ["| $x$ | $x^2$ |", "|---|---|", "| 1 | 1 |", "| 2 | 4 |", "| 3 | 9 |"]
    total = "| **Total** | **14** |"
    bare = "\n".join(rows)
    assert [v for _, v in entries(f"{bare}\n{total}")] == ["proved"] * 3
    index = ["| $i$ | $x$ | $x^2$ |", "|---|---|---|", "| 1 | 2 | 4 |", "| 2 | 3 | 9 |"]
    wrong = [*index, "| 3 | 5 | 24 |", "| 4 | 6 | 36 |", "| **Total** | **16** | **73** |"]
    assert [v for _, v in entries("\n".join(wrong))].count("refuted") == 1


@pytest.mark.parametrize(
    ("between", "claim", "found"),
    [
        ("For example:", "a_n = 5 a_{n-1} - 6 a_{n-2}", None),
        ("It satisfies", "a_n = 5 a_{n-1} - 6 a_{n-2}", "refuted"),
        ("It satisfies", "a_n = 2 a_{n-1} - a_{n-2}", "proved"),
    ],
)
def test_a_recurrence_may_be_that_of_another_sequence(
    between: str, claim: str, found: str | None
) -> None:
    assert last(f"Here $a_n = 3n + 2$.\n\n{between}\n\n$${claim}$$") == found


def test_a_power_whose_base_is_looked_for_obeys_no_recurrence_yet() -> None:
    assert last("$$a_n = r^n$$\n\n$$a_n = 5 a_{n-1} - 6 a_{n-2}$$") != "refuted"


def test_a_sequence_begins_again() -> None:
    first = r"$u_n = \frac{n}{n+1}$: $u_1 = \frac12$."
    assert last(f"{first}\n\n$u_0 = 5$") == "refuted"
    again = entries(f"{first}\n\n$u_0 = 5$, $u_{{n+1}} = 3u_n - 2$.")
    assert "refuted" not in [verdict for _, verdict in again]


@pytest.mark.parametrize(("second", "found"), [("1", "undecided"), ("2", "refuted")])
def test_a_bold_name_may_be_a_vector_and_no_entry(second: str, found: str) -> None:
    given = r"$\mathbf{v}_1 = \begin{pmatrix} 1 \\ 0 \end{pmatrix}$."
    said = {"1": "$v_2 = -v_1$", "2": r"$\mathbf{v}_2 = -\mathbf{v}_1$"}[second]
    column = r"\begin{pmatrix} 1 \\ -1 \end{pmatrix}"
    verdict = last(rf"{given} So {said}. Thus $\mathbf{{v}}_2 = {column}$.")
    assert (verdict == "refuted") is (found == "refuted")


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("[(5,3)] = [(3,1)]", "undecided"),
        ("(5,3) = (3,1)", "refuted"),
        (r"12 \perp 25", "undecided"),
        (r"(1,2) \perp (2,1)", "refuted"),
        (r"\pi = 0.6", "undecided"),
        (r"\pi = 3.15", "refuted"),
    ],
)
def test_signs_with_another_meaning(claim: str, found: str) -> None:
    assert last(f"Here ${claim}$.") == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"a < b, c > 0 \implies ac < bc", "proved"),
        (r"a < b, c > 0 \implies ac > bc", "refuted"),
        (r"a = b, c = d \implies a + c = b + d", "proved"),
        (r"x = 2, y = 3 \implies x + y = 5", "proved"),
        (r"x = 2, y = 3 \implies x + y = 6", "refuted"),
    ],
)
def test_what_stands_in_a_list_before_an_implication_is_supposed(claim: str, found: str) -> None:
    assert last(f"$$a = b, b = c \\implies a = c$$\n\n$${claim}$$") == found


def test_two_marks_of_a_column_part_two_equations() -> None:
    text = "\\begin{align*}\n3x &\\equiv 7 \\mod{10} && \\gcd(6, 20) = %s \\\\\n\\end{align*}"
    assert last(text % "2") == "proved"
    assert last(text % "3") == "refuted"


def test_a_function_that_counts() -> None:
    text = "If $p$ is %s:\n\n$$\\phi(p) = p - 1$$\n\n$$\\phi(180) = \\phi(4) \\phi(9) \\phi(5)$$"
    assert last(text % "a prime") == "undecided"
    assert last(text % "a number") == "refuted"


@pytest.mark.parametrize("head", ["Roots over Finite Fields", "Roots of polynomials"])
def test_in_a_finite_field(head: str) -> None:
    text = f"## {head}\n\nHere $f(x) = x^4 + 4$ and $f(4) = 0$, and $x^2 + 1 = (x + 3)(x - 3)$."
    found = [v for _, v in entries(text)][1:]
    assert found == (["undecided"] * 2 if "Finite" in head else ["refuted"] * 2)


def test_a_chain_goes_on_from_a_chance() -> None:
    text = "Here $p = 0.5$.\n\n$$P(X = 3) = 10 (0.5)^3 (0.5)^2$$\n\n$$= 10 \\cdot %s$$"
    assert last(text % "0.03125") == "proved"
    assert last(text % "0.3125") == "refuted"


@pytest.mark.parametrize(("later", "found"), [("100", None), ("10", "refuted")])
def test_what_was_worked_out_for_another_number(later: str, found: str | None) -> None:
    text = r"For $p = 10$: $s = 0.01^{0.1} \approx 0.63$. "
    again = entries(text + rf"For $p = {later}$: $s \approx 0.955$.")[-1][1]
    assert again == found or (found is None and again == "undecided")


def test_a_bare_sigma_beside_an_applied_one() -> None:
    given = r"With $\ell = -y\log\sigma(z) - (1-y)\log(1-\sigma(z))$, "
    assert last(given + r"$\partial\ell/\partial z = -y(1-\sigma) + (1-y)\sigma$.") != "refuted"
    assert last(given + r"$\partial\ell/\partial z = \sigma(z) + y$.") == "refuted"


def test_a_digit_sum_is_no_factor() -> None:
    given = "Here $s_p(n)$ is the sum of the digits of $n$. "
    assert last(given + "$$2s_2(n) - s_2(2n) = s_2(n)$$") != "refuted"


def test_names_that_are_all_set_equal() -> None:
    text = "For $k = 1$ it holds. Let $p = 3$.\n\nVandermonde with $m = n = k = p$."
    assert "refuted" not in [v for _, v in entries(text)]


_SOLUTIONS = "\\begin{solution}{a}\n$u_n = \\frac{n}{n+1}$.\n\\end{solution}\n\n"


def test_each_solution_in_a_list_is_of_its_own_exercise() -> None:
    claim = "$u_{n+1} - u_n = (n+1)^2 - n^2$."
    other = f"\\begin{{solution}}{{b}}\n{claim}\n\\end{{solution}}"
    assert last(tex(_SOLUTIONS + other), "latex") != "refuted"
    given = "\\begin{exercise}\nLet $v = (3, 4)$.\n\\end{exercise}\n\\begin{solution}\n"
    assert last(tex(given + "$v \\cdot v = 24$\n\\end{solution}"), "latex") == "refuted"


def test_a_norm_that_was_told_in_another_way() -> None:
    given = "$$x = \\begin{bmatrix} 0 & 3 & 4 \\\\ 2 & 6 & 4 \\end{bmatrix}$$\n\n"
    told = "$$\\|x\\| = np.linalg.norm(x, axis = 1) = (5, \\sqrt{56})$$\n\n"
    claim = "$$\\frac{x}{\\|x\\|} = \\begin{bmatrix} 0 & 0.6 & 0.8 \\\\ 1 & 1 & 1 \\end{bmatrix}$$"
    assert last(given + told + claim) == "undecided"
    assert last(given + claim) == "refuted"


@pytest.mark.parametrize(
    ("claim", "found"),
    [(r"\lambda_1 \lambda_2 = 1", "undecided"), (r"\lambda_1 \lambda_2 = 7", "refuted")],
)
def test_eigenvalues_of_a_matrix_that_came_after_them(claim: str, found: str) -> None:
    text = (
        r"$\lambda_1 = 4$, $\lambda_2 = 2$. Now $Q = \begin{bmatrix} 0 & -1 \\ 1 & 0\end{bmatrix}$"
    )
    assert last(f"{text}, and we get ${claim}$.") == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [(r"3.924448\times10^{-2}", "proved"), (r"3.94448\times10^{-2}", "refuted")],
)
def test_a_value_at_a_rounded_number(claim: str, found: str) -> None:
    assert last(rf"Here $V^*=x^2+\tfrac12x^4$ and $V^*(0.196222)={claim}$.") == found


_FALSE = "> For all $a,b,c \\in \\mathbb{R}$, $(a+b)c=a+bc$."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("If you want to prove that this is false...\n\n" + _FALSE, "undecided"),
        (_FALSE, "refuted"),
        ("It seems like $3 = 5$. That's obviously not correct, as one sees.", "undecided"),
        ("Third row: $0 = 3$, as one sees.", "undecided"),
        ("Third row: $1 = 3$, as one sees.", "refuted"),
        ("Bu bir çelişki: $2 + 1 = 5$ olur.", "undecided"),
        ("## Hata Avı\n\n$2 + 1 = 5$", "undecided"),
        ("$56^4 \\approx 1000$ 万", "undecided"),
        ("$56^4 \\approx 1200$ 万", "refuted"),
    ],
)
def test_what_the_words_say_of_it(text: str, found: str) -> None:
    assert last(text) == found


def test_a_function_behind_a_lone_name() -> None:
    given = "Let $f(x) = x^2$ and $x = 2$.\n\n"
    assert last(given + "$$y = f(x) = 2x + 1$$") == "undecided"
    assert last(given + "$$y = f(x) = 5$$") == "refuted"


@pytest.mark.parametrize(("claim", "found"), [("a = 5", "undecided"), ("y = 3", "refuted")])
def test_a_slope_along_one_edge(claim: str, found: str) -> None:
    given = "$x = 2$, $y = 3$, $a = x + y = 5$, $f = a \\times y = 15$. "
    assert entries(given + rf"$\frac{{\partial f}}{{\partial y}} = {claim}$")[-2][1] == found


def test_an_equation_between_arrows_gives_no_formula() -> None:
    given = r"$f(x)=\frac{x^2+5}{2x}$. Now $f(x)=x\Leftrightarrow x^2-5=0$. Then "
    assert last(given + r"$f'(x) = \frac{x^2-5}{2x^2}$.") == "proved"
    assert last(given + r"$f'(x) = \frac{x^2+5}{2x^2}$.") == "refuted"


def test_a_name_that_is_worked_out_in_a_row_below() -> None:
    rows = "\\begin{align*}\n\\frac{p}{1-p} &= 1.17 \\\\\n%s\\end{align*}"
    assert "refuted" not in [v for _, v in entries("$p = 0.86$\n\n" + rows % "p &= 1.17/2.17")]
    assert last("Let $p = \\frac{1}{2} + \\frac14 = \\frac34$.\n\n$$\\frac{p}{1-p} = 1.17$$") == (
        "refuted"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"Now \(\prob{X_1 = 1} < 1\).", "undecided"),
        (r"Now $X_1 = 1 < 1$.", "refuted"),
        (r"$\frac{-10}{\frac{30}{\sqrt 36}} = -2$", "undecided"),
        (r"$\frac{-10}{\frac{30}{\sqrt{36}}} = -3$", "refuted"),
        (r"The error is called $e^i$: $\sum_{i=1}^{10}e^i=31.9$", "undecided"),
        (r"The geometric series is $\sum_{i=1}^{10}e^i=31.9$", "refuted"),
    ],
)
def test_what_is_written_and_not_meant(text: str, found: str) -> None:
    assert last(text) == found


@pytest.mark.parametrize(("field", "found"), [("C", "undecided"), ("R", "refuted")])
def test_a_letter_that_may_be_the_imaginary_unit(field: str, found: str) -> None:
    text = (
        rf"Over $\mathbb{{{field}}}$ let $A = \begin{{pmatrix}} 2 & i \\ -i & 2 \end{{pmatrix}}$."
    )
    claim = r"$$\det(A - \lambda I) = (2-\lambda)^2 - 1$$"
    assert last(f"{text} For all $\\lambda$ and $i$:\n\n{claim}") == found


@pytest.mark.parametrize(
    ("ask", "found"), [("Check whether", "undecided"), ("Show that", "refuted")]
)
def test_what_an_exercise_asks_for(ask: str, found: str) -> None:
    text = f"\\begin{{exercise}}\n{ask} $y = 3 e^{{3t}}$ solves it.\n" + "word " * 120
    claim = "\n\\[ 3 \\cdot 3 \\cdot e^{3t} = 4 \\cdot 3 \\cdot e^{3t} \\]\n\\end{exercise}"
    assert last(tex(text + claim), "latex") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"It is $1836^{3/2} = 80,000$ times smaller.", "undecided"),
        (r"It is $1836^{3/2} = 70,000$ times smaller.", "refuted"),
        (r"It is $1836^{2} = 3,000,000$ times smaller.", "refuted"),
        (r"\CommonMistake{Thinking \(2^{3} = 6\) as one multiplies.}", "undecided"),
        (r"\Remember{We have \(2^{3} = 6\) as one multiplies.}", "refuted"),
        (r"The equation $j^2 = 9$ is solved. As a second example, so $j = 1$.", None),
        (r"Solve $j^2 = 9$. So $j = 1$.", "refuted"),
        (r"In $y_0 = \theta$, $y_1 = d\theta/dt$ we have $y_0(0) = 1$.", None),
        (r"$$\theta(t) = 1 - \frac{1}{6}t^2 + O(t^4)$$", None),
        (r"$$\cos(t) = 1 - \frac{1}{6}t^2 + O(t^4)$$", "refuted"),
    ],
)
def test_what_is_no_claim_about_the_names_above(text: str, found: str | None) -> None:
    assert last(text, "latex" if text.startswith("\\") else "markdown") == found


def test_a_second_case_is_let() -> None:
    first = r"$$\text{let } 2k - m = 1, 2k + m = 35 \implies 4k = 36 \implies k = 9$$"
    again = r"$$\text{let } 2k - m = 5, 2k + m = 7 \implies 4k = 12 \implies k = 3$$"
    assert "refuted" not in [v for _, v in entries(f"{first}\n\n{again}")]


def test_a_congruence_gives_no_value() -> None:
    assert last("$$x \\equiv 1 \\mod 5$$\n\n$$x \\equiv 1 \\mod{30}$$") is None
    assert last("Let $x = 31$.\n\n$$x \\equiv 1 \\mod{30}$$") == "proved"
    assert last("Let $x = 31$.\n\n$$x \\equiv 2 \\mod{30}$$") != "proved"


def test_what_is_left_out_is_no_value() -> None:
    assert last("The domain excludes $x = 1$. So $x^2 = 1$.") != "proved"
    assert last("The domain has $x = 1$. So $x^2 = 1$.") == "proved"


def test_a_value_in_one_of_several_cases() -> None:
    text = (
        "Without it the effect is $+1$, since they do $D{=}0$ when $Z{=}1$ and $D{=}1$ when $Z{=}0$"
    )
    assert "refuted" not in [v for _, v in entries(f"{text}:\n\n$$x = 0.20(1)$$")]


def test_eigenvalues_of_a_matrix_that_is_not_read() -> None:
    text = r"$\lambda_1 = 4$, $\lambda_2 = 2$. Now $Q = \left[ {\rm{ - }} \right]$, and we get "
    assert last(text + r"$\lambda_1 \lambda_2 = 1$.") == "undecided"


@pytest.mark.parametrize(("words", "found"), [("equivalently", "undecided"), ("and so", "refuted")])
def test_what_comes_to_the_same_as_a_condition(words: str, found: str) -> None:
    text = rf"All roots satisfy $|z_i|>1$ ({words} $|\lambda_i|<1$ for $\lambda_i = 1/z_i$)."
    assert entries(text)[1][1] == found


@pytest.mark.parametrize("word", ["Example", "예제", "例题", "Beispiel", "Ejemplo"])
def test_an_example_in_another_language_has_values_of_its_own(word: str) -> None:
    first = f"## {word} 1\n\nHere $v = (3, 4)$."
    assert last(f"{first} Now $v \\cdot v = 24$.") == "refuted"
    assert last(f"{first}\n\n## {word} 2\n\nNow $v \\cdot v = 24$.") != "refuted"
