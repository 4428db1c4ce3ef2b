"""What stands beside a formula, and what is written in other ways than most authors do."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def found(*displays: str) -> list[str]:
    """The verdicts of some displays; "said" where something is defined or no claim."""
    listed = entries("\n\n".join(f"$${display}$$" for display in displays))
    return [entry.verdict or "said" for entry in listed]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"138344128 \approx 138\cdot10^6", "proved"),
        (r"138344128 \approx 14\times10^7", "proved"),
        (r"138344128 \approx 24\cdot10^6", "refuted"),
        (r"138344128 \approx 15\cdot10^7", "refuted"),
        (r"1234 \approx 12\cdot10^{2}", "proved"),
        (r"1260 \approx 12\cdot10^{2}", "proved"),  # cut, which is said
        (r"1060 \approx 10\cdot10^{2}", "proved"),  # one figure may be meant
    ],
)
def test_whole_numbers_before_a_power_of_ten_are_printed_digits(claim: str, verdict: str) -> None:
    assert found(claim) == [verdict]


def test_what_was_reckoned_is_reported_and_no_new_value() -> None:
    given = r"M=9\cdot3\cdot64+9\cdot64^2"
    assert found(given, r"M\approx 39\cdot10^3", r"M\approx 53\cdot10^3") == [
        "said",
        "proved",
        "refuted",
    ]
    assert found(given, r"M\approx 40000", r"\frac{1000}{M}>\frac{1}{20}") == [
        "said",
        "proved",
        "refuted",
    ]
    assert found("M=38000", r"M\approx 53\cdot10^3") == ["said", "said"]
    assert found(given, "M=57") == ["said", "said"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (r"\text{ (the labels as } -1 \text{ and } 1\text{)}", "proved"),
        (r"\text{ (the labels for } t>0\text{)}", None),
        (r"\text{ if } t>0", None),
    ],
)
def test_a_remark_in_brackets_restricts_nothing(words: str, verdict: str | None) -> None:
    last = found(r"t=\begin{bmatrix}0&1\end{bmatrix}", f"s=2t-1 {words}", "s_1=-1")[-1]
    assert (last == "proved") is (verdict == "proved")


def test_units_in_brackets_restrict_nothing() -> None:
    assert found(r"\frac{96}{2}=47\text{ (MB / image)}", r"\frac{96}{2}=47\text{ (if even)}") == [
        "refuted",
        "undecided",
    ]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"|1-ab|<1 \text{ for all } a \text{ and } b \text{ with } 0<ab<2", "proved"),
        (r"|1-a\lambda_i|<1 \text{ for all } \lambda_i \text{ and } a \text{ with } 0<a\lambda_i<2",
         "proved"),
        (r"ab\le 1 \text{ for all } a \text{ and } b \text{ with } 0<ab<2", "refuted"),
        (r"a^2>a \text{ for all } a \text{ and many such things}", "undecided"),
    ],
)  # fmt: skip
def test_quantifiers_go_on_behind_and(claim: str, verdict: str) -> None:
    assert found(r"a=0.1", claim)[1:] == [verdict]


def test_a_function_of_any_size_at_vectors_of_two() -> None:
    given = r"K(x,z)=(x^Tz+c)^2,\quad x,z\in\mathbb{R}^n,\ c>0"
    at = r"K\left(\begin{bmatrix}1\\2\end{bmatrix},\begin{bmatrix}3\\-1\end{bmatrix}\right)"
    right, wrong = rf"{at}=4\text{{ for }}c=1", rf"{at}=5\text{{ for }}c=1"
    assert found(given, right, wrong)[-2:] == ["proved", "refuted"]


def test_an_entry_of_what_was_worked_out_is_no_new_name() -> None:
    given = r"A=\begin{bmatrix}0&1\\1&0\end{bmatrix},\quad B=A+I"
    assert found(given, "B_{1,1}=0", "B_{1,2}=1")[-2:] == ["refuted", "proved"]
    assert found(given, "A_{1,1}=7")[-1] == "said"
    cofactors = entries(f"Cofactors are meant.\n\n$${given}$$\n\n$$B_{{1,1}}=0$$")
    assert cofactors[-1].verdict is None


def test_equations_that_tell_of_kinds() -> None:
    given = r"h(\mathbf{x})=\frac12\mathbf{x}^\top\mathbf{Q}\mathbf{x}+\mathbf{x}^\top\mathbf{c}+b"
    moved = r"(\mathbf{x}+\mathbf{Q}^{-1}\mathbf{c})"
    square = (
        rf"h(\mathbf{{x}})=\frac12{moved}^\top\mathbf{{Q}}{moved}"
        r"+b-\frac12\mathbf{c}^\top\mathbf{Q}^{-1}\mathbf{c}"
    )
    least = r"h(-\mathbf{Q}^{-1}\mathbf{c})=b-\frac12\mathbf{c}^\top\mathbf{Q}^{-1}\mathbf{c}"
    kind = r",\quad \mathbf{Q}=\mathbf{Q}^\top\succ0"
    assert found(given + kind, least, square)[-2:] == ["proved", "proved"]
    assert found(given, least, square)[-2:] == ["proved", "said"]  # Q may not be symmetric


@pytest.mark.parametrize("letter", ["d", "v"])
def test_conditions_on_vectors_behind_subject_to(letter: str) -> None:
    d, x = rf"\boldsymbol{{{letter}}}", r"\boldsymbol{X}"
    spaces = rf"{x}\in\mathbb{{R}}^{{m\times n}},\ {d}\in\mathbb{{R}}^n"
    left = rf"\|{x}-{x}{d}{d}^\top\|_F^2=\mathrm{{Tr}}({x}^\top{x})"
    for factor, verdict in (("", "proved"), ("2", "refuted")):
        claim = rf"{left}-{factor}{d}^\top{x}^\top{x}{d} \text{{ subject to }} {d}^\top{d}=1"
        assert found(spaces, claim)[-1] == verdict


def test_inner_products_in_angle_brackets() -> None:
    given = (
        r"L=\frac12\|w\|^2+C\sum_{n=1}^N\xi_n"
        r"-\sum_{n=1}^N\alpha_n(y_n(\langle w,x_n\rangle+b)-1+\xi_n)"
    )
    slopes = [
        (r"\frac{\partial L}{\partial b}=-\sum_{n=1}^N\alpha_ny_n", "proved"),
        (r"\frac{\partial L}{\partial b}=-\sum_{n=1}^N\alpha_n", "refuted"),
        (r"\frac{\partial L}{\partial w}=w-\sum_{n=1}^N\alpha_ny_nx_n", "proved"),
        (r"\frac{\partial L}{\partial w}=w+\sum_{n=1}^N\alpha_ny_nx_n", "refuted"),
    ]
    assert found(given, *(claim for claim, _ in slopes))[1:] == [verdict for _, verdict in slopes]


def test_slopes_of_a_loss_at_a_class() -> None:
    given = r"\ell(h,y)=-h_y+\log\sum_{j=1}^k\exp(h_j)"
    softmax = r"\frac{\exp(h_i)}{\sum_{j=1}^k\exp(h_j)}"
    slope = r"\frac{\partial\ell(h,y)}{\partial h_i}"
    right, wrong = rf"{slope}=-1\{{i=y\}}+{softmax}", rf"{slope}=1\{{i=y\}}-{softmax}"
    assert found(given, right, wrong) == ["said", "proved", "refuted"]


def test_a_quotient_of_functions_is_a_formula_in_their_letters() -> None:
    given = r"R(k,C,D)=k^2CD,\qquad S(k,C,D)=k^2C+CD"
    left = r"\frac{S(k,C,D)}{R(k,C,D)}"
    claims = (rf"{left}=\frac1D+\frac1{{k^2}}", rf"{left}=\frac1C+\frac1{{k^2}}", rf"{left}=2")
    assert found(given, *claims)[-3:] == ["proved", "refuted", "said"]
    assert found("f(x)=x^2,\\quad g(x)=x+1", r"\frac{f(x)}{g(x)}=2x")[-1] == "said"


def test_labels_of_two_classes_may_be_signs() -> None:
    given = (
        r"\sigma(x)=\frac{1}{1+e^{-x}},\qquad "
        r"g(\mathbf{w})=\frac1P\sum_{p=1}^P\log\left(1+e^{-y_p\mathbf{x}_p^T\mathbf{w}}\right)"
    )
    x = r"\mathbf{x}_p"
    total, inside = r"=\frac1P\sum_{p=1}^P", rf"\sigma(-y_p{x}^T\mathbf{{w}})"
    right = rf"\nabla g(\mathbf{{w}}){total}(-{inside}y_p{x})"
    wrong = right.replace(r"\sigma(-", r"\sigma(")
    second = rf"\nabla^2g(\mathbf{{w}}){total}{inside}(1-{inside}){x}{x}^T"
    assert found(given, right, wrong)[2:] == ["proved", "refuted"]
    assert found(given, second)[-1] == "said"  # it holds for y_p = -1 and 1, as they may be


def test_a_primed_argument_is_another_point() -> None:
    given = r"f(x)=\frac12x^2"
    apart = r"f(x)-f(x')=\frac12(x-x')(x+x')"
    chord = (
        r"\lambda f(x)+(1-\lambda)f(x^\prime)-f(\lambda x+(1-\lambda)x^\prime)"
        r"=\frac12\lambda(1-\lambda)(x-x^\prime)^2"
    )
    assert found(given, apart, chord) == ["said", "proved", "proved"]
    assert "refuted" not in found(given, r"f(x)-f(x')=x-x'", r"f(x')=x'")
    assert found(given, r"f'(x)=x", r"f'(x)=2x") == ["said", "proved", "refuted"]


def test_directions_are_indices() -> None:
    given = r"\chi_{\parallel}=2,\quad \chi_\perp=3,\quad w_\parallel=5"
    claims = [r"\chi_\parallel\chi_{\perp}=6", r"\chi_{\parallel}+w_{\parallel}=8"]
    assert found(given, *claims)[3:] == ["proved", "refuted"]
    assert found(r"u=\begin{bmatrix}1\\1\end{bmatrix}", r"u\perp u")[-1] != "proved"


def test_a_matrix_given_anew_by_its_entries() -> None:
    given = r"k=40,\quad A=\begin{bmatrix}0&1\\-k&-5\end{bmatrix}"
    other = r"A=\begin{bmatrix}1&\frac12\\\frac12&\frac13\end{bmatrix}"
    assert found(given, other)[-1] == "refuted"
    assert found(given, rf"A_{{ij}}=\frac{{1}}{{i+j-1}}:\quad {other}")[-1] == "said"


def test_letters_beside_a_transpose_are_no_numbers() -> None:
    given = r"E(v,h)=-a^\top v-b^\top h-v^\top Wh"
    slope = r"\frac{\partial E(v,h)}{\partial h}=-b-"
    assert found(given, slope + r"W^\top v", slope + "Wv") == ["said", "proved", "refuted"]
