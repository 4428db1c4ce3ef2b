"""What must never be said against an author, and slips that must never be swallowed."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source


def entries(text: str) -> list[Entry]:
    return list(judge(Source("a.md", text, "markdown")))


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in entries(text)]


#: The author is right, or says nothing that could be wrong.
RIGHT = [
    r"$f(x) = x^2 - 2x$. Setting $f'(x) = 0$ gives $2x - 2 = 0$.",
    "$$f(x) = x^2$$\n\n$$g(x) = 4x$$\n\n$$f'(x) = g'(x)$$",
    r"$\log 100 = 2$ and $\log 8 = 3$",
    r"Clearly $2 + 2 = 5$ is false.",
    r"A common mistake is to write $(1+2)^2 = 1^2 + 2^2$.",
    r"The assumption leads to a contradiction: $0 = 1$.",
    r"$3 = 4$ does not hold.",
    r"$w = [1, 1]$, $b = -1$. For $x = [2, 3]$ we get $w \cdot x + b = 4$; $w \cdot x + b = 0$.",
    r"$x_1 = 1$, $x_2 = 1$. The boundary is $x_1 + x_2 = 1.5$.",
    r"$y = (2, 2)$ and then $\|y\|^2 = 1$",
    r"$P(A) = 0.3$, $P(B) = 0.4$, $P(A) = 0.3$",
    r"$300000 = 10^6$",
]


@pytest.mark.parametrize("text", RIGHT)
def test_nothing_is_said_against_it(text: str) -> None:
    """Equations to solve, other bases, refuted claims quoted as such, lines and constraints."""
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"$f(x) = x + 1$, $x = 2$, $f(x) = 4$, $f(3) = 4$", "proved"),
        (r"$s(x) = \frac{1}{1+e^{-x}}$, $z = -1$, $s(z) = 0.27$, $s(0) = 0.27$", "refuted"),
        (r"$x = 1$, $\sin(x) = 0.8415$, $\sin(2) = 0.8415$", "refuted"),
        (r"$z = -1$, $\text{ReLU}(z) = 0$, $\text{ReLU}(3) = 0$", "refuted"),
        (r"$p(y) = 0.5$, $p(x) = 0.25$, $p(1) = 0.25$", None),
        (r"$f(x, y) = xy$, $x = 2$, $y = 3$, $f(x, y) = 6$, $f(1, 1) = 6$", "refuted"),
    ],
)
def test_a_value_at_a_name_redefines_no_function(text: str, found: str | None) -> None:
    """f(x) = 4 at an x that is known does not turn f into a constant."""
    assert verdicts(text)[-1] == found


def test_a_value_at_a_name_is_judged() -> None:
    """det(A) and f(x) of what was given are claims."""
    given = r"$A = \begin{pmatrix}1&2\\3&4\end{pmatrix}$, "
    assert verdicts(given + r"$\det(A) = -2$") == [None, "proved"]
    assert verdicts(given + r"$\det(A) = 2$") == [None, "refuted"]


def test_entries_of_a_parameter_are_no_global_names() -> None:
    """x_1 in the body of f(x) is not the x_1 that happens to be given."""
    text = r"$f(\mathbf{x}) = x_1 + x_2$, $x_1 = 5$, $x_2 = 7$, "
    assert verdicts(text + r"$f(1, 1) = 2$")[-1] == "undecided"
    assert verdicts(text + r"$f(1, 1) = 12$")[-1] == "undecided"


def test_a_chain_that_works_out_a_name_is_no_equation_to_solve() -> None:
    """y = x + 1 = 7 at x = 5 is a slip."""
    assert verdicts("$x = 5$, $y = x + 1 = 7$")[-1] == "refuted"
    assert verdicts("$x = 5$, $y = x + 1 = 6$")[-1] == "proved"


def test_powers_of_ten() -> None:
    """Off tenfold is wrong, equal is not a matter of magnitude."""
    assert verdicts(r"$10^{40}/10^{4} = 10^{35}$") == ["refuted"]
    assert [e.rounding for e in entries(r"$1000000 = 10^6$")] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "$a_0 = 1$\n\n"
        + "".join(f"$a_{{{n + 1}}} = a_{{{n}}} + a_{{{n}}}$\n\n" for n in range(60)),
        "$f_0(x) = x$\n\n"
        + "".join(f"$f_{{{n + 1}}}(x) = f_{{{n}}}(x) + f_{{{n}}}(x)$\n\n" for n in range(50))
        + "$f_{50}(1) = 3$",
        "$x_0 = 0.5$\n\n"
        + "".join(f"$x_{{{n + 1}}} = 3.9 x_{{{n}}} (1 - x_{{{n}}})$\n\n" for n in range(40))
        + "$x_{40} = 0.3$",
        r"$\sum_{i=1}^{1000}\sum_{j=1}^{1000} ij = 3$",
        r"$A = \begin{pmatrix}2&1\\1&1\end{pmatrix}$, $B = A^{64}$, $C = B^{64}$, $D = C^{64}$",
    ],
)
def test_definitions_that_blow_up_cost_little(text: str) -> None:
    """Doublings, iterated maps, nested sums: each ends soon, and nothing false is said."""
    assert "symnn failed" not in " ".join(entry.reason or "" for entry in entries(text))


def test_one_slip_is_one_refutation() -> None:
    """What goes on from a name with two values is not refuted as well."""
    slip = r"$\lambda = \frac{1}{1+1} = 2$. "
    assert verdicts(slip + r"$3\lambda + 1 = 7$, $\lambda \cdot 4 = 2$") == [
        None,
        "refuted",
        "undecided",
        "proved",
    ]


@pytest.mark.parametrize(
    "text",
    [
        r"$1/3 = 0.\overline{3}$",
        r"$1,5 + 1,5 = 3$",
        r"$2\frac{1}{2} = 2.5$",
        r"$\frac{d}{dx}(x^2 - 2x) = 0$",
        r"$\frac{d}{dx}x^2 = \lambda x$",
        r"$\frac{d}{dx}\log x = \frac{1}{x \ln 10}$",
    ],
)
def test_spellings_and_conditions_are_not_refuted(text: str) -> None:
    """Repeating digits, decimal commas, mixed numbers, slopes set to a value, other logs."""
    assert "refuted" not in verdicts(text)


def test_slopes_of_explicit_functions_are_claims() -> None:
    """A formula for a derivative in the same letters is no equation to solve."""
    assert verdicts(r"$\frac{d}{dx}(3x^2 + 2x) = 6x + 3$") == ["refuted"]
    assert verdicts(r"$\frac{d}{dx}(3x^2 + 2x) = 6x + 2$") == ["proved"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (r"$0.5^{10} \approx 9.77 \times 10^{-4}$", "rounded"),
        (r"$0.5^{10} = 9.76 \times 10^{-4}$", "truncated"),
        (r"$6.02214 \times 10^{23} = 6.02 \times 10^{23}$", "rounded"),
    ],
)
def test_scientific_notation_is_a_printed_decimal(text: str, word: str) -> None:
    """The digits of the mantissa count; one off is wrong."""
    assert [entry.rounding for entry in entries(text)] == [word]
    assert verdicts(r"$0.5^{10} \approx 9.67 \times 10^{-4}$") == ["refuted"]


@pytest.mark.parametrize("text", [r"$x_\text{in} = 4$", r"$5 \text{ m} \cdot 3 = 15 \text{ m}$"])
def test_no_relation_is_lost_without_a_word(text: str) -> None:
    """What words in a formula cut off has an entry with its reason."""
    assert all(entry.reason or entry.kind == "definition" for entry in entries(text))
    assert entries(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"$(a+b)^2 = a^2 + b^2 \text{ for all } a, b \in \mathbb{R}$", "refuted"),
        (r"$(a+b)^2 = a^2 + 2ab + b^2 \text{ for all } a, b \in \mathbb{R}$", "proved"),
        (r"$\sqrt{x^2} = x \text{ for all } x > 0$", "proved"),
        (r"$\sqrt{x^2} = x \text{ for all } x > -1$", "refuted"),
        (r"$ax = 2 \text{ for all } x$", None),
        (r"$x = 3$, $x^2 = 9 \text{ for all } x$", "refuted"),
        (r"$x = 3$, $x^2 \ge 0 \text{ for all } x$", "proved"),
    ],
)
def test_for_all_makes_a_claim_of_an_equation(text: str, found: str | None) -> None:
    """Only if it names every letter, and lets each stand for all real numbers."""
    assert verdicts(text)[-1] == found


def test_a_list_transposed_where_it_is_written_is_a_column_at_need() -> None:
    """A [1, 1]^T with a square A."""
    given = r"$A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$: "
    assert verdicts(given + r"$A [1, 1]^\top = 3 [1, 1]^\top$")[-1] == "proved"
    assert verdicts(given + r"$A [1, 1]^\top = 2 [1, 1]^\top$")[-1] == "refuted"


def test_what_says_nothing_new_is_told_apart() -> None:
    """A definition given again, and a condition on a name that had a value long before."""
    assert entries("$A = a$ and again $A = a$")[-1].notes == ("as it was given in line 1",)
    assert verdicts("$x = 3$" + "\n" * 20 + r"for $x \ge 0$")[-1] == "undecided"
    assert verdicts(r"$x = 3$, so $x > 2$")[-1] == "proved"


@pytest.mark.parametrize(
    "text",
    [
        r"$6 \times -0.5^2 = 1.5$",
        r"$(2, 3) . (5, 3)^T = (2, 3) . (3, 5) = (2, 5)$",
        r"$0.8 \cdot (-\log_2 0.8) + 0.2 \cdot (-\log_2 0.2) = 0.26 + 0.46$",
        "$x = 1$, $y = 2$"
        + "\n" * 20
        + r"$$y \begin{bmatrix} 1 \\ 1 \end{bmatrix} + x \begin{bmatrix} 2 \\ 2 \end{bmatrix}"
        + r" = \begin{bmatrix} 7 \\ 7 \end{bmatrix}$$",
    ],
)
def test_what_public_notes_raised(text: str) -> None:
    """A sign before a power, terms rounded one by one, systems to solve."""
    assert "refuted" not in verdicts(text)


def test_a_letter_that_stands_for_what_a_function_depends_on_refutes_nothing() -> None:
    text = "Now $f(x,z) = bx^2$. Hence $$\\frac{\\partial f}{\\partial x}(x,z) = 4z^3x.$$"
    assert "refuted" not in [entry.verdict for entry in entries(text)]
    text = "Now $f(x,z) = zx^2$. Hence $$\\frac{\\partial f}{\\partial x}(x,z) = 4zx.$$"
    assert "refuted" in [entry.verdict for entry in entries(text)]


def test_two_equations_with_a_space_of_some_length_between_them_are_two() -> None:
    text = "$x + y$ has $a = 1 \\hspace{0.5in} b = 2$, so $a + b = 3$ and $b = 2$."
    assert "refuted" not in [entry.verdict for entry in entries(text)]


def test_a_row_that_begins_with_a_plus_goes_on_with_the_row_above() -> None:
    for rows in (r"x \\ + 1 = 3", r"y = x \\ + 1 = 3", r"x \\ - 1 = 1", r"x \newline + 1 = 3"):
        assert "refuted" not in verdicts(f"Let $x = 2$. $${rows}$$")
    assert verdicts(r"Let $x = 2$. $$x \\ + 1 = 3$$")[-1] == "proved"


@pytest.mark.parametrize(
    "text",
    [
        "The password is $2+2=5$.",
        "In Section $3.2 = 3.1 + 1$ we go on.",
        "We find $r=2$. The correlation of the heights is $r^2=0.81$.",
    ],
)
def test_what_is_quoted_numbered_or_another_quantity(text: str) -> None:
    assert [e.latex for e in entries(text) if e.verdict == "refuted"] == []


def test_the_same_without_such_words() -> None:
    assert entries("The sum is $2+2=5$.")[0].verdict == "refuted"
    assert entries("We find $r=2$. The area is $r^2=0.81$.")[-1].verdict == "refuted"
