"""What public notes say rightly, and was called false for another reading of its signs."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_ATTENTION = r"""$$S=QK^\top,\quad O=PV,\quad Q,K,V\in\mathbb{R}^{n\times d}$$

$$P\in\mathbb{R}^{n\times n}$$"""
_LAYER = r"""$$H=XW_1+b_1,\quad A=\phi(H)$$

$$H\in\mathbb{R}^{B\times D},\quad A=\phi(H)$$"""
_RATE = r"""$$\eta=10^{-6}$$

If the rate is too large, for example:

$$\eta>1$$

then:"""


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_ATTENTION, r"dV=P^\top dO"),
        (_ATTENTION, r"dQ=dS\,K"),
        (_ATTENTION, r"dK=dS^\top Q"),  # gradients, where d is a size as well
        (_LAYER, r"\frac{\partial A_{b,d}}{\partial H_{b,d}}=\phi'(H_{b,d})"),
        (_LAYER, r"\frac{\partial A_{ij}}{\partial H_{ij}}=\phi'(H_{ij})"),
        (_RATE, r"|1-2\eta|>1"),  # of another rate than the first
    ],
)
def test_they_are_not_refuted(given: str, claim: str) -> None:
    assert last(given, claim) != "refuted"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (r"$$\eta=10^{-6}$$", r"|1-2\eta|>1", "refuted"),
        (r"$$d=2,\quad V=3,\quad P=4$$", "dV=dP", "undecided"),
        (r"$$d=2,\quad V=3$$", "dV=7", "refuted"),
    ],
)
def test_numbers_are_judged_as_before(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


_CNN = r"Let $X\in\mathbb{R}^{4\times4}$ be an image, $T$ a shift and $f$ a convolution."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_CNN, "f(T(X))=T(f(X))", "undecided"),
        ("", "a(b(c))=b(a(c))", "undecided"),
        ("", "a(b(c+d))=abc+abd", "proved"),
    ],
)
def test_letters_before_nested_brackets_may_be_functions(
    given: str, claim: str, verdict: str
) -> None:
    assert last(given, claim) in ({None, verdict} if verdict == "undecided" else {verdict})


_TABLE = "Let $r = 2$ and $s = 3r$.\n\n| Rule | When | Use |\n|---|---|---|\n| A | $s > 9$ | no |\n"
_SOLVED = """For $p = 3$ we get $u_1 = 3u_2$. Setting $u_2 = 1$:

From $u_1 + u_2 = 0$, we get $u_1 = -u_2$. Setting $u_2 = 1$:

$g_i = \\dim(E_{p_i}) = \\dim(\\text{null}(A - p_i I))$
"""
_BOOLEAN = "In every boolean ring {}, since $y^2 = y$."


@pytest.mark.parametrize(
    "text",
    [
        _TABLE,
        _TABLE.replace("| no |", "|").replace("| Use |", "|").replace("|---|---|---|", "|---|---|"),
        _SOLVED,
        _BOOLEAN.format(r"$y(y - 1) = y^2 - y = y - y = 0$"),
        "Let $F$ be a field of characteristic 2. Here $(y + 1)^2 = y^2 + 2y + 1 = y^2 + 1$.",
        "## Boolean algebra\n\n$y(y + 1) = y^2 + y = y + y = y$",
    ],
)
def test_what_is_right_where_it_stands_is_not_refuted(text: str) -> None:
    found = entries(text)
    assert all(e.verdict != "refuted" and "failed" not in (e.reason or "") for e in found)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("$r = 2$ and $s = 3r$.", "s > 9", "refuted"),
        ("", "x(x - 1) = x^2 - x = x - x = 0", "refuted"),
        ("", r"a = \{a\}", "undecided"),
        (r"The set is $S = \{3\}$.", "S = 3", "undecided"),
        (r"Let $b = \{ 3 + 1 \}$.", "b = 4", "proved"),
        ("", r"2\{x + 1\} = 2x + 2", "proved"),
        ("Let $a, b$ lie in a boolean ring.", "ab = ba", "undecided"),
    ],
)
def test_rows_rings_and_braces(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_a_moment_given_by_a_derivative_is_no_crash() -> None:
    text = "With $M_X(t) = E[e^{tX}]$: $E[X] = M′(0)$ and the second $M′′(t)$, $E[X^2] = M′′(0)$."
    assert all("failed" not in (e.reason or "") for e in entries(text))


_UNIFORM = "Let $Y_i \\sim U(0,1)$ be independent.\n\n"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_UNIFORM, "E(Y_i) = 60", "refuted"),
        (f"{_UNIFORM}Now let $Y_i$ be what the $i$-th guest pays.", "E(Y_i) = 60", "undecided"),
        (f"{_UNIFORM}令 $Y_{{i}}$ 表示第 $i$ 位顾客的消费, 则", "E(Y_i) = 60", "undecided"),
        (f"{_UNIFORM}设随机变量序列 $\\{{Y_n\\}}$ 独立同分布, 且", "E(Y_n) = 0", "undecided"),
        (f"> [!exercise]\n> {_UNIFORM}> [!exercise]\n> Given:", "E(Y_n) = 0", "undecided"),
        (f"Let $Y_i$ be a guest.\n\n{_UNIFORM}", "E(Y_i) = 60", "refuted"),
        ("With $a_{k+1} \\le 4$ the rate is $r_1 = 5$. Its actual value is", "r_1 = 5.01", None),
    ],
)
def test_names_with_an_index_that_are_told_anew(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_a_rounded_value_that_is_given_again_is_no_member_of_a_sequence() -> None:
    text = r"""$\norm{a_{k+1}} \leq 10^{-4}$ holds, and it is nearly $\mu_1 = 2.4780$.

The actual values are given by

$$
  \mu_1 = 2.47812, \quad  \mu_{2} =  -7.80107
$$
"""
    assert all(entry.verdict != "refuted" for entry in entries(text))


def test_blocks_beside_one_another_are_no_crash() -> None:
    text = r"""The shared basis matrix $X$ can no longer be chosen orthonormal in general.

Take $X = \left(\begin{array}{cccc} X_A & X_M & X_B & X_0 \end{array}\right)$ with widths $n_A$ and
$n_0$, and $A X = U C$
"""
    assert all("failed" not in (e.reason or "") for e in entries(text))


@pytest.mark.parametrize(
    "text",
    [
        r"The matrix has entries $r_{ij} = 1$ for $i \leq j$ and $r_{ij} = 0$ for $i > j$.",
        r"It has $u = 3$ for $x \leq 0$ and $u = 5$ for $x > 0$.",
        r"$y = 1$ if $a > b$ and $y = 0$ if $a < b$.",
    ],
)
def test_two_cases_of_one_name_do_not_contradict_each_other(text: str) -> None:
    assert "refuted" not in [entry.verdict for entry in entries(text)]


def test_a_root_that_is_looked_for_is_no_claim() -> None:
    text = (
        r"Let $f(z) = \det(zI - A)$ with $$A = \begin{pmatrix} 1 & 2 \\ 3 & 5 \end{pmatrix},$$ "
        r"starting from the guess $z = \operatorname{tr} A = 6$. When you are finding a root of "
        r"$f(z) = 0$, the step is short."
    )
    assert "refuted" not in [entry.verdict for entry in entries(text)]


def test_an_actual_value_may_be_another_one() -> None:
    text = "Let $p = 0.482$ and $d = 2p - 1$. Compare it with the actual $d = 0.021$."
    assert entries(text)[-1].verdict != "refuted"


@pytest.mark.parametrize(
    "text",
    [
        r"$$m = \sum_{j=1}^K (1 - \kappa_j)$$ $\kappa_k = m / K$. $$\sum_{k=1}^K \kappa_k = 1$$",
        r"$$Var(X_1 + \ldots + X_{25}) = Var(X_1) + Var(X_2) + \ldots + Var(X_{25})$$",
        r"$$\frac{\text{d}u}{\text{d}t} = \lambda u \quad \text{with} \quad u(0) = u_0$$",
    ],
)
def test_nothing_fails(text: str) -> None:
    assert not any("failed here" in (entry.reason or "") for entry in entries(text))
