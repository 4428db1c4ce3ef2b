"""What a text says of its arithmetic, its vectors, its products of maps and its steps."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last, worded

A = r"Let $A=\begin{pmatrix}1&2\\3&1\end{pmatrix}$."
B = r"Let $B=\begin{pmatrix}1&1&0\\0&1&1\\1&0&1\end{pmatrix}$."
SHEAR = r"Let $A=\begin{pmatrix}2&1\\0&3\end{pmatrix}$."
EVEN = r"Let $A=\begin{pmatrix}2&1\\1&2\end{pmatrix}$."
MAPS = "Let $S(x,y)=(y,x)$ and $D(x,y)=(2x,y)$."
SQUARE = "Let $f(x)=x^2$ and $\\eta=0.1$."
DECIDED = ("proved", "refuted")


@pytest.mark.parametrize(
    "told",
    [
        r"We work over $\mathbb{F}_5$.", "Arithmetic is modulo $5$.",
        "All sums are taken modulo 5.",
        r"The entries lie in $\mathrm{GF}(5)$.", "This holds in a field of characteristic $5$.",
        "Throughout, matrices have entries in the finite field with five elements.",
        r"Let $K=\mathbb{Z}/5\mathbb{Z}$.", "Let $H$ be a parity-check matrix.",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "claim",
    [
        worded("the determinant of $A$ is $0$"), worded("$A$ has rank $2$"),
        worded("$A$ is invertible"), r"\operatorname{rank}(A)=2", worded("the rank of $A$ is $1$"),
        worded("the eigenvalues of $A$ are $0$ and $2$"), worded("the kernel of $A$ is trivial"),
    ],
)  # fmt: skip
def test_other_arithmetic(told: str, claim: str) -> None:
    """Modulo 5 the determinant -5 is 0."""
    assert last(f"{told} {A}", claim) not in DECIDED


def test_plain_numbers() -> None:
    assert last(A, worded("$A$ has rank $2$")) == "proved"
    assert last(B, worded("$B$ is singular")) == "refuted"
    assert last(f"We work over $\\mathbb{{R}}$. {B}", worded("$B$ has rank $2$")) == "refuted"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("", "refuted"),
        (r"We call $x\neq0$ an eigenvector of $A$ if $xA=\lambda x$.", "undecided"),
        (r"Eigenvectors satisfy $v^\top A=\lambda v^\top$.", "undecided"),
        (r"A distribution with $\pi P=\pi$ is stationary.", "undecided"),
        ("Matrices act on row vectors.", "undecided"),
        ("By eigenvector we always mean a left eigenvector.", "undecided"),
        (r"We call $x\neq0$ an eigenvector of $A$ if $Ax=\lambda x$.", "refuted"),
    ],
)
def test_rows(told: str, wanted: str) -> None:
    """(1, -1) is an eigenvector of the rows: (1, -1) A = 2 (1, -1)."""
    assert last(f"{told} {SHEAR}", worded("$(1,-1)$ is an eigenvector of $A$")) == wanted


def test_rows_of_symmetric_matrices() -> None:
    told = r"We call $x\neq0$ an eigenvector of $A$ if $xA=\lambda x$."
    assert last(f"{told} {EVEN}", worded("$(1,-1)$ is an eigenvector of $A$")) == "proved"
    assert last(f"{told} {EVEN}", worded("$(1,2)$ is an eigenvector of $A$")) == "refuted"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("", "proved"),
        ("We write maps on the right.", None),
        ("Products of maps are read from left to right.", None),
        ("The product $SD$ means that first $S$ is applied, then $D$.", None),
        ("Here $SD$ means $S$ followed by $D$.", None),
    ],
)
def test_maps_on_the_right(told: str, wanted: str | None) -> None:
    found = last(f"{told} {MAPS}", "SD(x,y)=(y,2x)")
    assert found == wanted if wanted else found not in DECIDED


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("", "proved"),
        (r"The rule is $x\leftarrow x-\eta f'(x)$.", "proved"),
        (r"We iterate $x_{k+1}=x_k-\eta\nabla f(x_k)$.", "proved"),
        (r"The rule is $x\leftarrow x-\frac{\eta}{2}f'(x)$.", "undecided"),
        (r"We iterate $x_{k+1}=x_k-2\eta f'(x_k)$.", "undecided"),
        ("We use momentum $0.9$ in all steps.", "undecided"),
        ("Every step has weight decay.", "undecided"),
    ],
)
def test_steps_of_its_own(told: str, wanted: str) -> None:
    claim = worded("two gradient steps from $1$ lead to $0.64$")
    assert last(f"{told} {SQUARE}", claim) == wanted


def test_second_moments_of_formulas() -> None:
    given = r"Let $h=\max(0,f)$ and $\mathbb{E}[h^2]=1$."
    assert last(given, r"\mathbb{E}[h^2]=\tfrac12") == "undecided"
    assert last(r"Let $\mathbb{E}[h^2]=1$.", r"\mathbb{E}[2h^2]=3") == "refuted"


@pytest.mark.parametrize(
    "given",
    [
        "Let $p=(0.1,0.2,0.7)$ be the chances of $k=0,1,2$ failures.",
        r"The binomial law is $p_k=\binom2k/4$, $k=0,1,2$, so $p=(1/4,1/2,1/4)$.",
    ],
)
def test_numbered_from_zero(given: str) -> None:
    assert "refuted" not in [entry.verdict for entry in entries(given)]
    assert last(given, "p_3=0.7") not in DECIDED


def test_entries_that_may_be_others() -> None:
    assert last("Let $h=(0,3)$.", "h_1=3") == "undecided"
    assert last("Let $h=(0,3)$.", "h_2=3") == "proved"
    assert last("Let $h=(0,3)$.", "k_1=3") is None


def test_eigenvalues_of_two_matrices() -> None:
    two = r"We call $\lambda$ an eigenvalue if $Av=\lambda Bv$ for some $v\neq0$."
    given = r"$$A=\begin{pmatrix}2&0\\0&6\end{pmatrix},\ B=\begin{pmatrix}1&0\\0&2\end{pmatrix}$$"
    claim = worded("the eigenvalues of $A$ are $2$ and $3$")
    assert last(given, claim) == "refuted"
    assert last(f"{two}\n\n{given}", claim) == "undecided"
    assert last(f"We solve $Av=\\lambda v$.\n\n{given}", claim) == "refuted"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("", "proved"),
        ("We write $N(\\mu,\\sigma)$ with the standard deviation.", None),
        ("Its second number is the standard deviation.", None),
        (r"We write $N(\mu,\tau)$ where $\tau$ is the precision.", None),
        ("The standard deviation of $X$ is $2$.", "proved"),
    ],
)
def test_other_numbers_of_normal_laws(told: str, wanted: str | None) -> None:
    found = last(f"Let $X\\sim N(0,4)$. {told}", r"\operatorname{Var}(X)=4")
    assert found == wanted if wanted else found not in DECIDED


def test_circular_convolutions() -> None:
    given = "Let $x=(1,2,3)$ and $h=(1,1,0)$."
    told = "All convolutions are circular with period $3$."
    assert last(f"{told} {given}", "x*h=(4,3,5)") == "undecided"
    assert last(given, "x*h=(1,3,5,3,0)") != "refuted"


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"\frac{\partial(Ax)}{\partial x}=A", "undecided"),
        (r"\frac{\partial(a^\top x)}{\partial x}=a^\top", "undecided"),
        (r"\frac{\partial(a^\top x)}{\partial x}=a", "proved"),
    ],
)
def test_denominator_layout(claim: str, wanted: str) -> None:
    """What holds of numbers alone is not proved of vectors."""
    assert last("We use the denominator layout.", claim) == wanted
    assert last("We use the denominator-layout.", claim) == wanted


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("", "refuted"),
        (r"The inputs are $x_i\in\{-1,1\}$.", "undecided"),
        ("All inputs are $\\pm1$.", "undecided"),
        (r"The labels are $y\in\{-1,1\}$.", "refuted"),
        ("Low voltage (0) stands for true.", "undecided"),
    ],
)
def test_inputs_of_units(told: str, wanted: str) -> None:
    unit = r"$$\text{unit: output } 1 \text{ if } w\cdot x+b>0 \text{ and } 0 \text{ otherwise}$$"
    claim = r"w=(1,1),\ b=1: \text{ the unit computes AND}"
    assert last(f"{told}\n\n{unit}", claim) == wanted


def test_slopes_along_curves() -> None:
    """Of y(t) by x(t), both of which turn with t."""
    given = r"Let $x(t)=\cos t$ and $y(t)=\sin t$."
    assert last(given, r"\frac{dy}{dx}=-\frac{x}{y}") not in DECIDED
    assert last(given, r"\frac{dx}{dt}=-y") == "proved"


@pytest.mark.parametrize("claim", [r"\sigma(0)=\frac12", r"\sigma(-n)=1-\sigma(n)"])
def test_sums_of_divisors(claim: str) -> None:
    told = r"Here $\sigma(n)$ is the sum of the divisors of $n$."
    assert last("", claim) == "proved"
    assert last(told, claim) not in DECIDED
    logistic = r"A prime number of units is used. Let $\sigma(z)=\frac1{1+e^{-z}}$."
    assert last(logistic, claim) == "proved"


@pytest.mark.parametrize(
    "told", ["For complex numbers $z$ and $w$ we have:", r"Let $z\in\mathbb{C}$.", "Let $z=3+4i$."]
)
@pytest.mark.parametrize("claim", ["|z|^2=z^2", r"z^2\ge0", r"\sqrt{z^2}=|z|"])
def test_complex_letters(told: str, claim: str) -> None:
    assert last("", claim) == "proved"
    assert last(told, claim) not in DECIDED


def test_letters_that_are_real_all_the_same() -> None:
    told = "Complex numbers are not needed here. For every real $z$:"
    assert last(told, "|z|^2=z^2") == "proved"
    assert last(told, r"(z+w)^2=z^2+2zw+w^2") == "proved"


@pytest.mark.parametrize(
    "told",
    [
        r"We write $\|x\|=\max_i|x_i|$.", r"For $x\in\mathbb{R}^n$ let $\|x\|=\sum_i|x_i|$.",
        r"Throughout, $\|\cdot\|$ denotes the maximum norm.", "All norms are $1$-norms.",
        "We always use the taxicab norm.",
    ],
)  # fmt: skip
def test_other_norms(told: str) -> None:
    for claim in (r"\|(3,4)\|=5", r"\|(3,4)\|=4", r"\|(3,4)\|=7"):
        assert last(told, claim) not in DECIDED
    assert last(told, r"\|(3,4)\|_2=5") == "proved"
    assert last(told, worded("$(3/5,4/5)$ is a unit vector")) == "undecided"


def test_plain_norms() -> None:
    assert last(r"Besides, $\|x\|_1=\sum_i|x_i|$.", r"\|(3,4)\|=5") == "proved"
    assert last(r"Besides, $\|x\|_1=\sum_i|x_i|$.", r"\|(3,4)\|=7") == "refuted"


def test_orthogonal_by_an_inner_product_of_the_text() -> None:
    told = r"The inner product is $\langle x,y\rangle=2x_1y_1+x_2y_2$."
    claims = ("$(1,1)$ and $(1,-1)$ are orthogonal", "$(1,1)$ and $(1,-2)$ are orthogonal")
    assert [last("", worded(claim)) for claim in claims] == ["proved", "refuted"]
    assert [last(told, worded(claim)) for claim in claims] == ["undecided", "undecided"]


def test_binary_numbers() -> None:
    assert last("", "101+11=1000") == "refuted"
    assert last("All numbers are binary.", "101+11=1000") == "undecided"


def test_words_that_mean_something_else() -> None:
    given = r"Let $B=\begin{pmatrix}1&1\\1&1\end{pmatrix}$."
    claim = worded("$B$ is positive definite")
    assert last(given, claim) == "refuted"
    told = "By positive definite we mean that all entries are positive."
    assert last(f"{told} {given}", claim) == "undecided"
    assert last(f"By symmetric we mean $A^\\top=A$. {given}", claim) == "refuted"


def test_uniform_on_a_set() -> None:
    given = r"$X$ is uniform on $\{1,2,3,4\}$, $X\sim U(1,4)$."
    assert last(given, r"\operatorname{Var}(X)=\frac54") != "refuted"
    assert last(given, r"\operatorname{Var}(X)=\frac34") != "proved"
    assert last(r"Let $X\sim U(1,4)$.", r"\operatorname{Var}(X)=\frac34") == "proved"


@pytest.mark.parametrize(
    ("told", "two"),
    [
        ("", "proved"),
        (r"Let $x\cdot y=x_1y_1+x_2y_2$.", "proved"),
        (r"The product is $x\cdot y=-x_0y_0+x_1y_1$.", "undecided"),
        (r"The product is $u\cdot v=2u_1v_1+u_2v_2$.", "undecided"),
        ("We use the Minkowski metric.", "undecided"),
    ],
)
def test_products_of_its_own(told: str, two: str) -> None:
    assert last(told, r"(1,1)\cdot(1,1)=2") == two
    assert last(told, r"2\cdot3=6") == "proved"


@pytest.mark.parametrize(
    ("told", "seven", "four"),
    [
        ("", "proved", "refuted"),
        ("Every convolution here has stride $2$ and no padding.", "undecided", "undecided"),
        ("All convolutions use same padding.", "undecided", "undecided"),
    ],
)
def test_settings_of_all_windows(told: str, seven: str, four: str) -> None:
    given = "a $3\\times3$ kernel over a $9\\times9$ image gives "
    assert last(told, worded(f"{given}$7\\times7$")) == seven
    assert last(told, worded(f"{given}$4\\times4$")) == four


def test_settings_that_are_said_again() -> None:
    told = "Every convolution here has stride $2$ and no padding."
    claim = "a $3\\times3$ kernel with stride $2$ and no padding over a $9\\times9$ image gives "
    assert last(told, worded(f"{claim}$4\\times4$")) == "proved"


@pytest.mark.parametrize(
    "told",
    [
        r"Here $\operatorname{softmax}(z)_i=\frac{e^{z_i/2}}{\sum_je^{z_j/2}}$.",
        "Softmax is taken at temperature $2$.",
    ],
)
def test_softmax_at_a_temperature(told: str) -> None:
    assert last("", r"\operatorname{softmax}((\ln3,0))=(3/4,1/4)") == "proved"
    assert last(told, r"\operatorname{softmax}((\ln3,0))=(3/4,1/4)") not in DECIDED
    assert last(told, r"\operatorname{softmax}((2\ln3,0))=(3/4,1/4)") not in DECIDED


def test_extrema_under_conditions() -> None:
    given = "Let $f(x,y)=xy$."
    claim = worded("the maximum of $f$ is $4$")
    assert last(given, claim) == "refuted"
    assert last(f"We maximize it subject to $x+y=4$. {given}", claim) == "undecided"


@pytest.mark.parametrize("claim", ["M'(0)=0", "M''(0)=0", "M'(2)=2M'(1)"])
def test_slopes_at_numbers_are_no_products(claim: str) -> None:
    r"""Not those of M(t) = E[e^{tX}], nor of any M."""
    assert last("Let $M(t)=E[e^{tX}]$.", claim) not in DECIDED
    assert last("", claim) not in DECIDED
    assert last("", "M'(A+B)=M'A+M'B") == "proved"


@pytest.mark.parametrize("told", ["", "Let $F$ be a quadratic form.", "We look for functions with"])
def test_equations_for_one_unknown_function(told: str) -> None:
    assert last(told, "F'(2x)=2F'(x)") not in DECIDED
    assert last(told, r"\frac{d}{dx}F(2x)=F'(2x)") == "refuted"
    assert last(told, r"\frac{d}{dx}F(2x)=2F'(2x)") == "proved"


def test_the_only_eigenvalue() -> None:
    given = r"Let $P=\begin{pmatrix}0&1&0\\0&0&1\\1&0&0\end{pmatrix}$."
    assert last(given, worded("the only eigenvalue of $P$ is $1$")) not in DECIDED
    shear = r"Let $P=\begin{pmatrix}1&1\\0&1\end{pmatrix}$."
    assert last(shear, worded("the only eigenvalue of $P$ is $1$")) == "proved"


@pytest.mark.parametrize(
    "told",
    [
        r"Let $X\sim N(0,1)$ be truncated to $X>0$.",
        r"With probability $\frac12$ we have $X\sim N(0,1)$, and otherwise $X\sim N(2,1)$.",
    ],
)
@pytest.mark.parametrize("claim", [r"\mathbb{E}[X]=0", r"\mathbb{E}[X]=1", r"\mathbb{E}[X]=2"])
def test_laws_of_which_more_is_told(told: str, claim: str) -> None:
    assert last(told, claim) not in DECIDED


def test_e_may_be_the_identity_element() -> None:
    told = "Here $e$ is the identity element."
    assert last("", r"\ln e=1") == "proved"
    assert [last(told, claim) for claim in ("e^2=e", r"\ln e=1")] == ["undecided", "undecided"]


@pytest.mark.parametrize(
    "told",
    [
        "The learning rate is halved after each step.", "Each step changes one coordinate only.",
        "All steps are multiplied by a matrix.",
    ],
)  # fmt: skip
def test_steps_that_change(told: str) -> None:
    claim = worded("two gradient steps from $1$ lead to $0.64$")
    assert last(f"{told} {SQUARE}", claim) not in DECIDED


def test_rows_in_a_formula_of_their_own() -> None:
    told = "The rows of $P$ sum to $1$, and $\\mu P$ is the law after one step."
    given = r"Let $P=\begin{pmatrix}\frac12&\frac12\\0&1\end{pmatrix}$."
    claim = worded("$(0,1)$ is an eigenvector of $P$")
    assert last(given, claim) == "refuted"
    assert last(f"{told} {given}", claim) == "undecided"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("The product $DS$ means first $S$, then $D$.", "proved"),
        (r"In $D\circ S$ we apply first $S$ and then $D$.", "proved"),
        ("In the composition $DS$ the map $S$ is applied first.", "proved"),
        ("The product $SD$ means first $S$, then $D$.", None),
        ("For $SD$ we apply $S$ first.", None),
        ("In $SD$ the map $S$ is applied first.", None),
    ],
)
def test_first_one_and_then_the_other(told: str, wanted: str | None) -> None:
    found = last(f"{told} {MAPS}", "SD(x,y)=(y,2x)")
    assert found == wanted if wanted else found not in DECIDED


def test_slopes_of_what_is_made_of_an_unknown_function() -> None:
    given = "Let $y(x)=H(x)T(x)+x(1-T(x))$ and $T(x)=x^2$."
    assert last(given, "y'(x)=H'(x)T(x)+1-T(x)") == "refuted"


def test_a_length_that_is_worked_out_tells_no_norm() -> None:
    """A root of numbers, or of squares without factors, is the usual length."""
    given = "$u = (1, 2, 2)$\n\n" r"$$\|u\| = \sqrt{9}$$" "\n\n" r"$$\|u\| = \sqrt{1^2+2^2+2^2}$$"
    assert last(given, r"\|u\|^2 = 9") == "proved"
    weighted = "$u = (1, 2)$\n\n" r"$$\|x\| = \sqrt{x_1^2+4x_2^2}$$"
    assert last(weighted, r"\|u\|^2 = 5") in (None, "undecided")


def test_an_exponent_of_numbers_or_with_a_mark_is_no_temperature() -> None:
    worked = (
        r"$$\mathrm{softmax}(0,\tfrac12)="
        r"\left(\frac{1}{1+e^{\frac12}},\frac{e^{\frac12}}{1+e^{\frac12}}\right)$$"
    )
    assert last(worked, r"\mathrm{softmax}(0,0)=\left(\tfrac12,\tfrac12\right)") == "proved"
    marked = r"$$\mathrm{softmax}(z^{(3)})_1=\frac{e^{z^{(3)}_1}}{e^{z^{(3)}_1}+e^{z^{(3)}_2}}$$"
    assert last(marked, r"\mathrm{softmax}(0,0)=\left(\tfrac12,\tfrac12\right)") == "proved"


def test_a_root_of_a_number_is_of_no_complex_letter() -> None:
    given = "A pair of complex conjugates.\n\n" r"$A=\begin{bmatrix}0&1\\-1&1\end{bmatrix}$"
    assert last(given, r"\frac{2\sqrt3}{3}A=\frac{2}{\sqrt3}A") == "proved"
