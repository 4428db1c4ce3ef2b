"""What authors write, and the tree it is read as."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symnn.latex import syntax as s
from symnn.latex.parser import parse
from symnn.latex.plain import plain


def statements(latex: str) -> list[s.Statement]:
    read = parse(latex).statements
    assert all(isinstance(part, s.Statement) for part in read), read
    return [part for part in read if isinstance(part, s.Statement)]


def body(latex: str) -> s.Node:
    (only,) = statements(latex)
    return only.body


def readings(latex: str) -> list[str]:
    return [plain(statement.body) for statement in statements(latex)]


INPUTS = {
    r"W_1=\begin{pmatrix}1&0\\1/\sqrt2&1/\sqrt2\\0&1\end{pmatrix}": [
        "W_1 = (1, 0; 1/√(2), 1/√(2); 0, 1)"
    ],
    r"W_2\,g\left(W_1\begin{pmatrix}1\\0\end{pmatrix}+b_1\right)=0": [
        "W_2 g(W_1 (1; 0) + b_1) = 0"
    ],
    r"\lambda=\frac{1}{1-1/\sqrt{2}}=2+\sqrt{2}": ["lambda = 1/(1 - 1/√(2)) = 2 + √(2)"],
    r"g(a)=\max(0,a)": ["g(a) = max(0, a)"],
    r"(1/\sqrt2,1/\sqrt2)\rightarrow 1/2": ["(1/√(2), 1/√(2)) → 1/2"],
    r"\color{green}{1-1/\sqrt2}": ["1 - 1/√(2)"],
    r"f(x)=W_2g(W_1x+b_1)+b_2": ["f(x) = W_2 g(W_1 x + b_1) + b_2"],
    r"e^{A}=\sum_{n=0}^{\infty}\frac{1}{n!}A^{n}": ["e^A = sum[n = 0]^∞ 1/n! A^n"],
    r"\hat y=\sigma(W_of(W_hx+b)+b)": ["hat(y) = sigma(W_o f(W_h x + b) + b)"],
    r"u\cdot v=\|u\|\|v\|\cos(\theta)": ["u · v = ‖u‖ ‖v‖ cos(theta)"],
    r"\mathbf h=\mathrm{ReLU}(\mathbf W^\top x+c)": ["h = ReLU(W^T x + c)"],
    r"\frac{\partial L}{\partial w_{11}}=\partial L/\partial w_{11}": ["∂L/∂w_11 = ∂L/∂w_11"],
    r"\approx 0.201": ["≈ 0.201"],
    r"\begin{align} a &= b+c \\ &= d \end{align}": ["a = b + c = d"],
    r"x_{i}^{\alpha\beta}": ["x_i^(alpha beta)"],
    r"A \odot B": ["A ⊙ B"],
    r"\begin{bmatrix}1&2\\3&4\end{bmatrix}": ["[1, 2; 3, 4]"],
    r"\left[\begin{array}{cc}1&2\\3&4\end{array}\right]": ["[1, 2; 3, 4]"],
    r"a^{(l)}=\sigma(z^{(l)})": ["a^(l) = sigma(z^(l))"],
    r"\sum_{i=1}^m w_i x_i": ["sum[i = 1]^m w_i x_i"],
    r"1_{w^\top x+b>0}": ["1_w^top x+b>0"],
}


@pytest.mark.parametrize("latex", INPUTS)
def test_inputs_that_other_parsers_misread(latex: str) -> None:
    if latex.startswith("1_"):
        assert isinstance(body(latex), s.Indexed)
    else:
        assert readings(latex) == INPUTS[latex]


POST = {
    r"\sigma(x) = \frac{1}{1 + e^{-x}}": ["sigma(x) = 1/(1 + e^(-x))"],
    r"(0, 1)": ["(0, 1)"],
    r"f(x) = g_*(W_2g(W_1x + b_1) + b_2)": ["f(x) = g_*(W_2 g(W_1 x + b_1) + b_2)"],
    r"W_1: \mathbb{R}^m \to \mathbb{R}^h, W_2: \mathbb{R}^h \to \mathbb{R}^n": [
        "W_1 : bb R^m → bb R^h",
        "W_2 : bb R^h → bb R^n",
    ],
    r"b_1 \in \mathbb{R}^h, b_2 \in \mathbb{R}^n": ["b_1 ∈ bb R^h", "b_2 ∈ bb R^n"],
    r"n \geq 2": ["n ≥ 2"],
    r"1, \dots, m": ["1, …, m"],
    r"x = (x_1, \dots, x_m)": ["x = (x_1, …, x_m)"],
    r"a = \sum_{i=1}^m w_ix_i = w \cdot x": ["a = sum[i = 1]^m w_i x_i = w · x"],
    r"\begin{align}(1, 0) &\rightarrow 0 \\(0, 2) &\rightarrow 0\end{align}": [
        "(1, 0) → 0",
        "(0, 2) → 0",
    ],
    r"b_1 = \begin{pmatrix}-1/\sqrt{2} \\ 0\end{pmatrix}": ["b_1 = (-1/√(2); 0)"],
    r"""\begin{align}
W_1\begin{pmatrix}1 \\0\end{pmatrix} + b_1 &= \begin{pmatrix}\color{green}{1 - 1/\sqrt{2}} \\
\color{red}{-1/\sqrt{2}}\end{pmatrix} \\ g\left(x + b_1\right) &= 0
\end{align}""": ["W_1 (1; 0) + b_1 = (1 - 1/√(2); -1/√(2))", "g(x + b_1) = 0"],
    r"W_2 = \begin{pmatrix}\lambda(0) & \lambda(1/2)\end{pmatrix}": [
        "W_2 = (lambda(0), lambda(1/2))"
    ],
    r"\begin{pmatrix}7/(6 \sqrt{2}) - 1/\sqrt{2}\end{pmatrix} \approx 0.201": [
        "(7/(6 √(2)) - 1/√(2)) ≈ 0.201"
    ],
}


@pytest.mark.parametrize("latex", POST)
def test_a_post_that_was_not_written_for_us(latex: str) -> None:
    assert readings(latex) == POST[latex]


FOUND = {
    r"\frac12(0.4055)+\frac ab+\frac67": ["1/2 (0.4055) + a/b + 6/7"],
    r"6\times -0.447^2": ["6 × (-0.447^2)"],
    r"1\cdot-0.1": ["1 · (-0.1)"],
    r"W(1)^T": ["W(1)^T"],
    r"{ x }_{ 1 }+w₁x₁ − x²": ["x_1 + w_1 x_1 - x^2"],
    r"w5 = w5 - \eta": ["w_5 = w_5 - eta"],
    r"[0.5 \;\; 0.6]\cdot[a \quad b]": ["[0.5, 0.6] · [a, b]"],
    r"\det\begin{bmatrix}1&2\\3&4\end{bmatrix}=-2": ["det([1, 2; 3, 4]) = -2"],
    r"cos(45)+max(0, x)": ["cos(45) + max(0, x)"],
    r"\bs{x^\text{T}Ax}=\norm{\bs{x}}_2^2": ["x^T A x = ‖x‖_2^2"],
    r"\begin{cases} x_1 = 2 \\\\ x_2 = 3 \end{cases}": ["{x_1 = 2; x_2 = 3}"],
    r"[A|b]=\left[\begin{array}{c|c}2&3\end{array}\right]": ["[A | b] = [2, 3]"],
    r"\max\{0,x\}=\sigma(x)": ["max{0, x} = sigma(x)"],
    r"{n\choose k}=\binom nk": ["binomial(n, k) = binomial(n, k)"],
    r"{\rm ReLU}(x)=\mbox{output}": ["ReLU(x) = output"],
    r"\boxed{x = 3} = 3": ["x = 3 = 3"],
    r"y = \boxed{-0.1396}": ["y = -0.1396"],
    r"\frac{d}{dx}\sigma(x)=\frac{d\sigma(x)}{dx}": ["dsigma(x)/dx = dsigma(x)/dx"],
    r"\frac{\partial^2 f}{\partial x\partial y}": ["∂^2f/(∂x∂y)"],
    r"f(x)\big|_{x=0}=\left.f(x)\right|_{x=0}": ["f(x) at x = 0 = f(x) at x = 0"],
    r"P(A|B)=|a||b|+||c||": ["P(A | B) = |a| |b| + ‖c‖"],
    r"\text{net}_{h1}=0.15*0.05": ["net_h_1 = 0.15 · 0.05"],
    r"\text{Gini Gain} = 0.5 - 0.167": ["Gini Gain = 0.5 - 0.167"],
    r"x=5\%": ["x = 5%"],
    r"\omega\approx109.5^\circ": ["omega ≈ 109.5°"],
    r"a &=& b \\ &=& c": ["a = b = c"],
    r"\lambda=0 \text{ or } \lambda=2": ["lambda = 0 or lambda = 2"],
    r"x,y\in\mathbb R": ["x, y ∈ bb R"],
    r"i=1,\ldots,n": ["i = 1, …, n"],
    r"a=1,\ b=2;\quad c=a+b": ["a = 1", "b = 2", "c = a + b"],
    r"E_1A = B \Rightarrow A = C": ["E_1 A = B ⇒ A = C"],
    r"\lim_{x\to 0} f(x)": ["lim[x → 0] f(x)"],
    r"\operatorname*{arg\,min}_{w} f(w)": ["argmin_w(f(w))"],
    r"\hat{y}_{1:T} + A_{i,:} + A_{:,j}": ["hat(y)_1:T + A_i,: + A_:,j"],
    r"\partial_x f + e^{(a+b)}": ["partial_x f + e^(a + b)"],
    r"\max_i x_i": ["max_i(x_i)"],
    r"\sqrt[3]{8}": ["root[3](8)"],
    r"x^{-T}+A^{-1}_{31}": ["x^(-1)^T + A_31^(-1)"],
    r"z^{[l]}=x^{<t>}": ["z^[l] = x^⟨t⟩"],
    r"\sin^2x+\cos^2x=1": ["sin^2(x) + cos^2(x) = 1"],
    r"\tfrac14\,\overset{?}{=}\,0.25": ["1/4 =? 0.25"],
}


@pytest.mark.parametrize("latex", FOUND)
def test_forms_found_in_posts_and_textbooks(latex: str) -> None:
    assert readings(latex) == FOUND[latex]


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("0.50", Fraction(1, 2), 2),
        ("51{,}001", Fraction(51001), None),
        ("161{,}051", Fraction(161051), None),
        (r"1\,000\,000", Fraction(10**6), None),
        ("12,700", Fraction(12700), None),
        ("0{,}5", Fraction(1, 2), 1),
        (".25", Fraction(1, 4), 2),
        ("1e-5", Fraction(1, 10**5), 5),
    ],
)
def test_a_number_keeps_its_digits(text: str, value: Fraction, decimals: int | None) -> None:
    assert body(text) == s.Number(text, value, decimals)


@pytest.mark.parametrize(
    "latex", [r"\mathbf{W}_1", r"\boxed{3.1}", r"\mathbf W", r"\color{red}{1-x}", "{x}_{1}"]
)
def test_a_span_takes_in_fonts_boxes_and_braces(latex: str) -> None:
    assert latex[slice(*body(latex).span)] == latex
    chain = body(f"a = {latex}")
    assert isinstance(chain, s.Chain)
    assert chain.span.end == len(latex) + 4


def test_a_tuple_is_no_thousand() -> None:
    pair = body("(12,700)")
    assert isinstance(pair, s.Group)
    assert len(pair.items) == 2


@pytest.mark.parametrize(
    "names",
    [
        (r"\mathbf{W}_1", "W_{1}", "W_1", "{W}_{ 1 }", r"\boldsymbol W_1", "W₁", "W1"),
        (r"a^{(l)}", r"{a}^{(l)}", r"\mathbf a^{( l )}"),
        (r"\text{net}_{h1}", r"\mathrm{net}_{h1}", "net_{h1}"),
    ],
)
def test_one_name_has_one_key(names: tuple[str, ...]) -> None:
    assert len({s.key(body(name)) for name in names}) == 1


def test_different_names_have_different_keys() -> None:
    names = [
        "W",
        "w",
        r"\hat W",
        "W_1",
        "W^{(1)}",
        "W^{[1]}",
        r"\mathbb W",
        r"\mathcal W",
        "W'",
        "W^*",
    ]
    assert len({s.key(body(name)) for name in names}) == len(names)


def test_a_brace_of_cases_carries_its_conditions() -> None:
    brace = r"\left\{\begin{array}{ll}0&\mbox{if } x\leq 0\\1&\mbox{otherwise}\end{array}\right."
    cases = r"\begin{cases}0&\text{if }x\leq 0,\\1&\text{otherwise.}\end{cases}"
    for latex in (brace, cases):
        read = body(latex)
        assert isinstance(read, s.Cases)
        first, second = read.rows
        assert first.words == "if"
        assert plain(first.condition or s.Empty()) == "x ≤ 0"
        assert second.condition is None


def test_words_after_a_statement_qualify_it() -> None:
    (read,) = statements(r"f(x)\le 1 \text{ for all } x,y\in\mathbb{R}^2")
    (only,) = read.qualifiers
    assert only.words == "for all"
    assert plain(only.body or s.Empty()) == "x, y ∈ bb R^2"


def test_a_condition_in_brackets_qualifies() -> None:
    (read,) = statements(r"A^{-1}=\frac{1}{ad-bc}B\ (ad\ne bc)")
    assert len(read.qualifiers) == 1
    assert plain(read.body) == "A^(-1) = 1/(a d - b c) B"


def test_prose_is_text() -> None:
    assert body(r"\text{the all-ones state is a fixed point}") == s.Text(
        "the all-ones state is a fixed point"
    )


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"f &= a + b \\ &\quad - c \\ &= d", ["f = a + b - c = d"]),
        (r"-3v &= 1 \\ -4v &= 2", ["-3 v = 1", "-4 v = 2"]),
        (r"a &= b, & c &= d \\ &= e, & &= f", ["a = b = e", "c = d = f"]),
        (r"a = b + \\ c", ["a = b + c"]),
        (r"g &= \left( a \right. \\ &\quad \left. + b \right)", ["g = (a + b)"]),
        (r"\begin{array}{rcl} a &=& b \\ &=& c \end{array}", ["a = b = c"]),
        (r"\begin{equation}\begin{split} a &= 1 \\[1em] b &= 2 \\ \end{split}\end{equation}",
         ["a = 1", "b = 2"]),
    ],
)  # fmt: skip
def test_rows_go_on_or_begin_anew(latex: str, expected: list[str]) -> None:
    assert readings(latex) == expected


@pytest.mark.parametrize("latex", ["1/2x", "a/bc", r"1/n\log x"])
def test_a_slash_before_juxtaposed_factors_is_ambiguous(latex: str) -> None:
    found = [n for n in s.walk(body(latex)) if isinstance(n, s.Quotient)]
    assert [n.ambiguous for n in found] == [True]


@pytest.mark.parametrize("latex", [r"\sin x y", r"\sin x / 2"])
def test_a_function_without_brackets_may_be_ambiguous(latex: str) -> None:
    found = [n for n in s.walk(body(latex)) if isinstance(n, s.Apply)]
    assert [n.ambiguous for n in found] == [True]


def test_braces_that_do_not_print_make_a_power_ambiguous() -> None:
    read = body("{ab}^2")
    assert isinstance(read, s.Power)
    assert read.ambiguous


@pytest.mark.parametrize("script", ["^T", "^{2}", r"^\top", "'"])
def test_a_script_behind_a_matrix_in_brackets_is_that_of_the_matrix(script: str) -> None:
    """W (M)^T is W times the transpose, with the brackets of a pmatrix or around a matrix."""
    inside = r"1 & 2 \\ 3 & 4"
    bracketed = rf"W \left( \begin{{matrix}} {inside} \end{{matrix}} \right){script}"
    matrix = rf"W \begin{{pmatrix}} {inside} \end{{pmatrix}}{script}"
    assert readings(bracketed) == readings(matrix)
