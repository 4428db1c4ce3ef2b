r"""\partial_w C, gradients at points, and functions of a family with another letter."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def verdict(claim: str, *given: str) -> str | None:
    """The verdict of the last display."""
    return entries("\n\n".join(f"$${display}$$" for display in (*given, claim)))[-1].verdict


NET = (
    r"\sigma(x)=\frac{1}{1+e^{-x}}",
    (
        r"a^{(1)}=\sigma(xw^{(1)}+b^{(1)}),\qquad a^{(2)}=\sigma(a^{(1)}w^{(2)}+b^{(2)}),"
        r"\qquad C^{(2)}=(a^{(2)}-y)^2"
    ),
)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\partial_{w^{(1)}}a^{(1)}=a^{(1)}(1-a^{(1)})x", "proved"),
        (r"\partial_{a^{(1)}}a^{(2)}=a^{(2)}(1-a^{(2)})w^{(2)}", "proved"),
        (r"\partial_{b^{(2)}}C^{(2)}=2(a^{(2)}-y)a^{(2)}(1-a^{(2)})", "proved"),
        (r"\partial_{b^{(2)}}C^{(2)}=2(a^{(2)}-y)a^{(2)}(1-a^{(2)})a^{(1)}", "refuted"),
    ],
)
def test_the_variable_below_the_sign(claim: str, expected: str) -> None:
    assert verdict(claim, *NET) == expected


POINTS = (
    r"g(x_1,x_2)=x_1^2+x_1x_2+x_2^2,\qquad \mathbf{x}^{(1)}=[1,2]",
    "C(w)=w_1^2+w_1w_2+2w_2^2",
)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\nabla g(\mathbf{x}^{(1)})=[4,5]", "proved"),
        (r"\nabla g(\mathbf{x}^{(1)})=[4,6]", "refuted"),
        (r"\nabla C(1,1)=(3,5)^T", "proved"),
        (r"\nabla^2 C(1,1)=\begin{bmatrix}2&1\\1&4\end{bmatrix}", "proved"),
        (r"\nabla g([1,2,3])=[4,5]", None),
    ],
)
def test_a_point_for_several_arguments_and_the_other_way_round(
    claim: str, expected: str | None
) -> None:
    assert verdict(claim, *POINTS) == expected


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (
            r"f_1(\boldsymbol{x})=\sin(x_1)\cos(x_2),\quad \boldsymbol{x}\in\mathbb{R}^2",
            (
                r"\frac{\partial f_1}{\partial\boldsymbol{x}}="
                r"\begin{bmatrix}\cos(x_1)\cos(x_2)&-\sin(x_1)\sin(x_2)\end{bmatrix}"
            ),
            "proved",
        ),
        (
            r"f(x)=x_1^2x_2,\quad x\in\mathbb{R}^2",
            r"\frac{\partial f(x)}{\partial x}=\begin{bmatrix}2x_1x_2\\x_1\end{bmatrix}",
            "refuted",
        ),
        (
            r"g(x)=\exp\left(-\frac{1}{2\sigma^2}(x-\mu)^2\right)",
            r"g'(x)=-\frac{x-\mu}{\sigma^2}g(x)",
            "proved",
        ),
        (
            r"g(x)=\exp\left(-\frac{1}{2\sigma^2}(x-\mu)^2\right)",
            "g'(x)=-(x-\\mu)g(x)",  # sigma stands in g alone
            "refuted",
        ),
    ],
)
def test_slopes_of_what_is_given_by_a_formula(given: str, claim: str, expected: str) -> None:
    assert verdict(claim, given) == expected


def test_a_false_gradient_is_set_right_without_open_slopes() -> None:
    given = r"$$f(x)=x_1^2x_2,\quad x\in\mathbb{R}^2$$"
    claim = r"$$\frac{\partial f}{\partial x}=\begin{bmatrix}2x_1x_2&x_1\end{bmatrix}$$"
    right = entries(f"{given}\n\n{claim}")[-1].right_value
    assert right is not None
    assert r"\frac{d}" not in right.latex
    assert right.decimal == ""


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"l_\beta(x,y)=\frac1\beta\,h_\beta(x,y)", "proved"),
        (r"l_\beta(x,y)=\beta\,h_\beta(x,y) \text{ for all } \beta>0", "refuted"),
        (r"h_2(x,y)=2l_2(x,y)", "proved"),
        (r"h_1(2,0)=1.5", "proved"),
    ],
)
def test_a_family_of_functions_with_the_letter_of_another(claim: str, expected: str) -> None:
    given = (
        (
            r"l_\beta(x,y)=\begin{cases}0.5(x-y)^2/\beta&\text{if } |x-y|<\beta\\"
            r"|x-y|-0.5\beta&\text{otherwise}\end{cases}"
        ),
        (
            r"h_\delta(x,y)=\begin{cases}0.5(x-y)^2&\text{if } |x-y|<\delta\\"
            r"\delta(|x-y|-0.5\delta)&\text{otherwise}\end{cases}"
        ),
    )
    assert verdict(claim, *given) == expected


def test_the_letter_of_a_family_is_not_caught_by_an_argument() -> None:
    """f_x(x) would have x in two meanings."""
    assert verdict("f_x(x)=x^2", "f_a(x)=ax") in (None, "undecided")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"0.99995^{10000}\approx 0.61", "proved"),
        (r"0.99995^{10000}\approx 0.37", "refuted"),
        (r"\left(1-\frac{1}{1000}\right)^{5000}\approx 0.0067", "proved"),
        (r"2^{900000}>3", "undecided"),
        (r"\sqrt2^{20001}>3", "undecided"),
    ],
)
def test_large_powers_of_fractions(claim: str, expected: str) -> None:
    assert verdict(claim) == expected


def test_a_number_of_a_thousand_digits_is_not_written_out() -> None:
    right = entries(r"$$0.99995^{10000}\approx 0.37$$")[-1].right_value
    assert right is not None
    assert len(right.latex) < 100


def test_a_value_under_another_title_is_no_contradiction() -> None:
    given = (
        (
            r"\text{SGD: } \theta_{t+1}=\theta_t-\eta\,\nabla l(\theta_t);\qquad \text{Momentum: }"
            r" v_0=0,\ v_{t+1}=\gamma v_t+\nabla l(\theta_t),\ \theta_{t+1}=\theta_t-\eta v_{t+1}"
        ),
        r"l(\theta)=\frac12\theta^2,\quad \theta_0=1,\quad \eta=0.1,\quad \gamma=0.9",
        r"\text{SGD: } \theta_2=0.81",
    )
    assert verdict(r"\text{Momentum: } \theta_2=0.72", *given) != "refuted"
