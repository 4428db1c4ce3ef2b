r"""Memberships that say a shape, and sentences on what shapes make of an expression."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


def page(*formulas: str) -> str:
    """A text of displays."""
    return "\n\n".join(f"$$\n{formula}\n$$" for formula in formulas)


NET = page(
    r"h_t=\tanh(U h_{t-1}+V x_t+b_h),\quad y_t=Wh_t+b_y,\quad x_t\in\mathbb{R}^{d},"
    r"\ h_t\in\mathbb{R}^{n},\ y_t\in\mathbb{R}^{q}"
)
BATCH = page(r"X\in\mathbb{R}^{B\times 30},\ W\in\mathbb{R}^{30\times 27},\ b\in\mathbb{R}^{27}")
LAYERS = page(
    r"A\in\mathbb{R}^{H\times D},\ C\in\mathbb{R}^{K\times H},\ x\in\mathbb{R}^D,"
    r"\ D,H,K \text{ pairwise different}"
)
FAMILY = page(
    r"a^l=\sigma(w^la^{l-1}+b^l),\quad l=2,3,\quad a^1\in\mathbb{R}^2,\ a^2\in\mathbb{R}^3,"
    r"\ a^3\in\mathbb{R}"
)
SIZES = page(r"s_1=3,\ s_2=5,\ s_3=4:\quad\Theta^{(j)}\in\mathbb{R}^{s_{j+1}\times(s_j+1)}")
HEADS = page(
    r"\mathbf{X}\in\mathbb{R}^{N\times d},\ \mathbf{W}^{\mathbf{Q}_i},\mathbf{W}^{\mathbf{K}_i}"
    r"\in\mathbb{R}^{d\times k},\quad \mathbf{Q}_i=\mathbf{X}\mathbf{W}^{\mathbf{Q}_i},"
    r"\ \mathbf{K}_i=\mathbf{X}\mathbf{W}^{\mathbf{K}_i},\quad i=1,\ldots,h"
)
HIDDEN = page(
    r"\mathbf{W}^{(1)}\in\mathbb{R}^{784\times200},\ \mathbf{b}^{(1)}\in\mathbb{R}^{200},"
    r"\ \mathbf{b}^{(2)}\in\mathbb{R}^{10},\quad \mathbf{q}=h(\mathbf{W}^{(1)\top}\mathbf{x}"
    r"+\mathbf{b}^{(1)}),\ \mathbf{z}=\mathbf{W}^{(2)\top}\mathbf{q}+\mathbf{b}^{(2)}"
)
DATA = page(
    r"X=\begin{bmatrix}0&0&1\\0&1&1\\1&0&1\\1&1&1\end{bmatrix},"
    r"\quad W=\begin{bmatrix}w_1\\w_2\\w_3\end{bmatrix},"
    r"\quad b=\begin{bmatrix}1\\2\\3\\4\end{bmatrix}"
)
SLOPES = page(
    r"x\in\mathbb{R}^n,\ W\in\mathbb{R}^{m\times n},\ a=Wx+b,\ z=\sigma(a),"
    r"\quad K=W^\top W,\quad loss=\frac12\|a\|^2"
)


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (NET, r"V\in\mathbb{R}^{n\times d}", "proved"),
        (NET, r"V\in\mathbb{R}^{d\times n} \text{ for } d\ne n", "refuted"),
        (NET, r"V\in\mathbb{R}^{d\times n}", None),  # d and n may be the same
        (NET, r"W\in\mathbb{R}^{n\times q} \text{ with } q<n", "refuted"),
        (NET, r"G\in\mathbb{R}^{n\times q} \text{ with } q<n", None),
        (BATCH, r"XW+b\in\mathbb{R}^{B\times27}", "proved"),
        (BATCH, r"XW\in\mathbb{R}^{27\times B} \text{ for } B\ne27", "refuted"),
        (BATCH, r"W^\top W\in\mathbb{R}^{30\times30}", "refuted"),
        (LAYERS, r"x_1\in\mathbb{R}^2", None),  # one of several
        (LAYERS, r"CAx\in\mathbb{R}^K", "proved"),
        (LAYERS, r"CAx\in\mathbb{R}^H", "refuted"),
        (FAMILY, r"w^2\in\mathbb{R}^{3\times2},\quad w^3\in\mathbb{R}^{1\times3}", "proved"),
        (FAMILY, r"w^2\in\mathbb{R}^{2\times3}", "refuted"),
        (FAMILY, r"w^5\in\mathbb{R}^{2\times3}", None),
        (SIZES, r"\Theta^{(1)}\in\mathbb{R}^{5\times4}", "proved"),
        (SIZES, r"\Theta^{(2)}\in\mathbb{R}^{4\times6}", "proved"),
        (SIZES, r"\Theta^{(2)}\in\mathbb{R}^{4\times5}", "refuted"),
        (HEADS, r"\mathbf{Q}_i\mathbf{K}_i^\top\in\mathbb{R}^{N\times N}", "proved"),
        (
            HEADS,
            r"\mathbf{Q}_i\mathbf{K}_i^\top\in\mathbb{R}^{k\times k} \text{ for } N\ne k",
            "refuted",
        ),
        (HEADS, r"\mathbf{Q}_i\mathbf{K}_i^\top\in\mathbb{R}^{k\times k}", None),
        (DATA, r"XW\in\mathbb{R}^{4\times1}", "proved"),
        (DATA, r"XW\in\mathbb{R}^{3\times1}", "refuted"),
        (DATA, r"\begin{bmatrix}X&b\end{bmatrix}\in\mathbb{R}^{4\times4}", "proved"),
        (DATA, r"\begin{bmatrix}X&b\end{bmatrix}\in\mathbb{R}^{4\times3}", "refuted"),
        (SLOPES, r"\frac{\partial z}{\partial x}\in\mathbb{R}^{m\times n}", "proved"),
        (SLOPES, r"\frac{\partial z}{\partial x}\in\mathbb{R}^{n\times m}", None),
        (SLOPES, r"\frac{\partial loss}{\partial W}\in\mathbb{R}^{m\times n}", "proved"),
        (
            SLOPES,
            r"\frac{\mathrm{d}K}{\mathrm{d}W}\in\mathbb{R}^{(n\times n)\times(m\times n)}",
            "proved",
        ),
        (
            SLOPES,
            (
                r"\frac{\mathrm{d}K}{\mathrm{d}W}\in\mathbb{R}^{(n\times n)\times(m\times m)}"
                r" \text{ for } m\ne n"
            ),
            "refuted",
        ),
        (
            SLOPES,
            r"\frac{\mathrm{d}K}{\mathrm{d}W}\in\mathbb{R}^{(m\times n)\times(n\times n)}",
            None,
        ),
    ],
)
def test_what_shape_an_expression_has(given: str, claim: str, wanted: str | None) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (HIDDEN, (r"\mathbf{W}^{(2)}\in\mathbb{R}^{200\times10} \text{ makes } \mathbf{z}"
         r" \text{ well defined}"), "proved"),
        (HIDDEN, (r"\mathbf{W}^{(2)}\in\mathbb{R}^{100\times10} \text{ makes } \mathbf{z}"
         r" \text{ well defined}"), "refuted"),
        (HIDDEN, (r"\mathbf{W}^{(2)}\in\mathbb{R}^{m\times10} \text{ makes } \mathbf{z}"
         r" \text{ well defined}"), None),
        (BATCH, (r"\text{with } V\in\mathbb{R}^{30\times5} \text{ the product } WV"
         r" \text{ is undefined}"), "proved"),
        (BATCH, (r"\text{with } V\in\mathbb{R}^{27\times5}, \text{ the product } WV"
         r" \text{ is undefined}"), "refuted"),
        (BATCH, (r"\text{for } V\in\mathbb{R}^{27\times5}, \text{ the product } WV"
         r" \text{ is well defined}"), "proved"),
        (BATCH, (r"u\in\mathbb{R}^{30},\ v\in\mathbb{R}^{27} \text{ make } u^\top Wv"
         r" \text{ a scalar}"), "proved"),
        (BATCH, r"u\in\mathbb{R}^{28} \text{ makes } Wu \text{ well defined}", "refuted"),
        (BATCH, r"u\in\mathbb{R}^{27} \text{ makes } Wu \text{ well defined}", "proved"),
        (BATCH, r"u\in\mathbb{R}^{30} \text{ makes } uW \text{ well defined}", None),  # as a row
        (BATCH, r"V\in\mathbb{R}^{27\times5} \text{ makes } WV\in\mathbb{R}^{30\times5}", "proved"),
        (BATCH, r"V\in\mathbb{R}^{27\times5} \text{ makes } WV\in\mathbb{R}^{27\times5}",
         "refuted"),
        (BATCH, (r"F\in\mathbb{R}^{1\times N} \text{ and } E\in\mathbb{R}^{N\times N} \text{ make }"
         r" EF \text{ well defined for } N>1"), "refuted"),
        (BATCH, (r"F\in\mathbb{R}^{1\times N} \text{ and } E\in\mathbb{R}^{N\times N} \text{ make }"
         r" EF \text{ well defined}"), None),
        (BATCH, r"V\in\mathbb{R}^{27\times27} \text{ makes } WV^{-1} \text{ well defined}", None),
        (BATCH, r"XW+b \text{ has shape } (B,27)", "proved"),
        (BATCH, r"XW \text{ has shape } (27,B)", None),  # B may be 27
        (BATCH, r"W^\top W \text{ has shape } (30,30)", "refuted"),
        (BATCH, r"\text{the shape of } XW \text{ is } B\times27", "proved"),
        (BATCH, r"XW \text{ has } 27 \text{ columns}", "proved"),
        (BATCH, r"W^\top \text{ has } 30 \text{ rows}", "refuted"),
        (BATCH, r"W \text{ has as many rows as } X \text{ has columns}", "proved"),
        (BATCH, r"W \text{ has as many columns as } X \text{ has columns}", "refuted"),
        (BATCH, r"W \text{ has as many columns as } X \text{ has rows}", None),
    ],
)  # fmt: skip
def test_what_shapes_make_of_an_expression(given: str, claim: str, wanted: str | None) -> None:
    assert last(given, claim) == wanted


def test_a_shape_that_is_only_supposed_is_not_told() -> None:
    wrong = r"\mathbf{W}^{(2)}\in\mathbb{R}^{100\times10} \text{ makes } \mathbf{z}"
    right = r"\mathbf{W}^{(2)}\in\mathbb{R}^{200\times10} \text{ makes } \mathbf{z}"
    said = r" \text{ well defined}"
    assert last(f"{HIDDEN}\n\n$$\n{wrong}{said}\n$$", right + said) == "proved"


@pytest.mark.parametrize(
    "words", ["Now let", "Consider instead", "Take another layer with", "Suppose that"]
)
def test_a_name_may_be_given_another_shape(words: str) -> None:
    claim = r"V\in\mathbb{R}^{5\times7}"
    given = page(r"y=Vx,\quad x\in\mathbb{R}^{4},\quad y\in\mathbb{R}^{3}")
    assert last(given, claim) == "refuted"
    assert last(f"{given}\n\n{words}", claim) != "refuted"
    assert last(f"# One network\n\n{given}\n\n# Another network\n", claim) != "refuted"


def test_a_factor_of_which_nothing_is_told_may_be_a_number() -> None:
    given = page(r"y=cx,\quad x\in\mathbb{R}^{4},\quad y\in\mathbb{R}^{4}")
    assert last(given, r"c\in\mathbb{R}") is None
    assert last(given, r"c\in\mathbb{R}^{4\times3}") is None
    assert last(given, r"c\in\mathbb{R}^{4\times4}") is None


def test_a_function_that_may_change_the_shape_tells_none() -> None:
    given = page(r"y=f(Vx),\quad x\in\mathbb{R}^{4},\quad y\in\mathbb{R}^{3}")
    assert last(given, r"V\in\mathbb{R}^{3\times4}") == "proved"
    mapped = page(r"f:\mathbb{R}^5\to\mathbb{R}^3") + "\n\n" + given
    assert last(mapped, r"V\in\mathbb{R}^{3\times4}") is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"E^\top x_{t-1} \text{ is well defined for } d\ne n", "refuted"),
        (r"Ex_{t-1} \text{ is well defined for } d\ne n", "proved"),
        (r"Ex_k+Ex_2 \text{ is well defined}", "proved"),
        (r"Ez_{t-1} \text{ is well defined}", None),
        (r"Ey_{t-1}\in\mathbb{R}^{d}", None),
    ],
)
def test_any_member_lives_where_one_does(claim: str, verdict: str | None) -> None:
    given = page(
        r"E\in\mathbb{R}^{d\times n},\quad x_i\in\mathbb{R}^{n},\quad y_i\in\mathbb{R}^{n_i}"
    )
    found = last(given, claim)
    assert found == verdict if verdict else found not in ("proved", "refuted")
