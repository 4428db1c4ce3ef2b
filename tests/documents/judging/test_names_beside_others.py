r"""Names that mean what stands beside them tells: e and \pi given anew, KL, \Gamma, layouts."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def verdict(claim: str, *given: str) -> str | None:
    """The verdict of the last display."""
    return entries("\n\n".join(f"$${display}$$" for display in (*given, claim)))[-1].verdict


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\tanh(x)=\frac{e^x-e^{-x}}{e^x+e^{-x}}", "proved"),
        (r"\tanh(x)=\frac{e^x+e^{-x}}{e^x-e^{-x}}", "refuted"),
        ("e^2=2L", "proved"),
    ],
)
def test_eulers_number_beside_an_error(claim: str, expected: str) -> None:
    given = r"L=\frac12\left(y-\hat{y}\right)^2,\quad e=y-\hat{y}"
    assert verdict(claim, given) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [(r"\pi A=\pi", "refuted"), (r"\pi A=[.19,.59,.22]", "proved")],
)
def test_a_distribution_called_pi_is_no_angle(claim: str, expected: str) -> None:
    given = r"A=\begin{bmatrix}.6&.1&.3\\.1&.8&.1\\.3&.1&.6\end{bmatrix},\quad \pi=[.1,.7,.2]"
    assert verdict(claim, given) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"KL(p\,\|\,q)=0.0589", "proved"),
        (r"KL(q\,\|\,p)=0.0589", "refuted"),
        (r"KL\left(p \| q\right) \ge 0", "proved"),
    ],
)
def test_a_divergence_in_letters(claim: str, expected: str) -> None:
    given = r"p=(\tfrac12,\tfrac14,\tfrac14),\qquad q=(\tfrac13,\tfrac13,\tfrac13)"
    assert verdict(claim, given) == expected


def test_letters_without_a_double_bar_are_a_product() -> None:
    assert verdict("KL(a+b)=KLa+KLb", "K=2,\\ L=3") == "proved"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\Gamma(5)=24", "proved"),
        (r"\Gamma(5)=120", "refuted"),
        (r"\Gamma\left(\frac12\right)=\sqrt\pi", "proved"),
        (r"\Gamma\left(\frac72\right)=\frac{15}{8}\sqrt\pi", "proved"),
        (r"\Gamma(0)=1", None),
    ],
)
def test_the_gamma_function(claim: str, expected: str | None) -> None:
    assert verdict(claim) == expected


def test_a_matrix_called_gamma_is_no_function() -> None:
    assert verdict(r"\Gamma(2)=6", r"\Gamma=3") == "proved"


@pytest.mark.parametrize(
    ("claim", "expected"), [(r"E_{10}\approx3.0843", "proved"), (r"E_{10}\approx3.1623", "refuted")]
)
def test_the_first_formula_of_a_family_that_has_values(claim: str, expected: str) -> None:
    given = (
        r"E_n=\mathbb{E}\|\mathcal{N}(0,I_n)\|"
        r"=\sqrt2\,\frac{\Gamma\left(\frac{n+1}{2}\right)}{\Gamma\left(\frac n2\right)}"
    )
    assert verdict(claim, given) == expected


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (r"h(x)=x_1+x_2,\quad x\in\{0,1\}^2", "h(1,0)=1", "proved"),
        (r"h(x)=x_1+x_2,\quad x\in\{0,1\}^2", "h(1,1)=1", "refuted"),
        (
            r"h(x)=x_1x_2,\quad x\in\{-1,+1\}^2",
            r"h(x)^2=1 \text{ for all } x\in\{-1,1\}^2",
            "proved",
        ),
    ],
)
def test_a_function_on_tuples(given: str, claim: str, expected: str) -> None:
    assert verdict(claim, given) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"|a|,|b|<1\implies |ab|<1", "proved"),
        (r"|a|,\ |b|,\ |c|<1\implies |a+b+c|<3", "proved"),
        (r"|a|,|b|<2\implies |ab|<1", "refuted"),
        (r"e^{-u}\le\frac{1}{1+u} \text{ for all } u\ge 0", "proved"),
        (r"c\,e^{-kt}\le\frac{c}{1+kt} \text{ for all } c>0,\ k>0,\ t\ge 0", "proved"),
        (r"\frac{e^{-u}}{2+u}\le\frac{1}{(1+u)(2+u)} \text{ for all } u\ge 0", "proved"),
    ],
)
def test_orders_with_conditions(claim: str, expected: str) -> None:
    assert expected in [e.verdict for e in entries(f"$${claim}$$")]


SIZES = r"X\in\mathbb{R}^{m\times n},\ a\in\mathbb{R}^{m},\ b\in\mathbb{R}^{n}"
FIRST = r"f=a^\top Xb:\quad \frac{\partial f}{\partial X}=ab^\top"
SECOND = r"f=a^\top Xb:\quad \frac{\partial f}{\partial X}=ba^\top \text{ with } m\ne n"


@pytest.mark.parametrize(
    "given",
    [
        (SIZES, FIRST),
        (SIZES, r"\text{here } \frac{\partial f}{\partial X} \text{ has the shape of } X"),
        (
            SIZES,
            r"df=\operatorname{tr}\left(\left(\frac{\partial f}{\partial X}\right)^\top dX\right)",
        ),
    ],
)
def test_a_document_keeps_to_one_layout(given: tuple[str, ...]) -> None:
    assert verdict(SECOND, *given) != "proved"
    assert verdict(FIRST, *given) == "proved"


def test_without_a_word_on_it_either_layout_holds() -> None:
    assert verdict(SECOND, SIZES) == "proved"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"a_2\approx 0.7311", "proved"),
        (r"\frac{\partial a_2}{\partial w_2}\approx 0.0883", "refuted"),
        (r"\frac{\partial a_2}{\partial w_2}\approx 0.0983", "proved"),
    ],
)
def test_an_input_that_a_weight_of_0_takes_away(claim: str, expected: str) -> None:
    given = r"a_1=\sigma(xw_1+b_1),\qquad a_2=\sigma(a_1w_2+b_2),\quad \sigma(x)=\frac{1}{1+e^{-x}}"
    assert verdict(f"w_1=b_1=b_2=0,\\ w_2=2:\\quad {claim}", given) == expected
