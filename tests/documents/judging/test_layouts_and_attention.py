r"""How derivatives are laid out, as the shape of one says; the names W^Q of attention."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last


def _given(rows: str) -> str:
    return (
        r"$$A\in\mathbb{R}^{3\times2},\ B\in\mathbb{R}^{2\times5},\ "
        r"C=AB\in\mathbb{R}^{3\times5},\ "
        rf"\frac{{\partial L}}{{\partial C}}\in\mathbb{{R}}^{{{rows}}}$$"
    )


_AS_IT = r"\frac{\partial L}{\partial B}=A^\top\frac{\partial L}{\partial C}"
_TURNED = r"\frac{\partial L}{\partial B}=\frac{\partial L}{\partial C}A"


@pytest.mark.parametrize(
    ("rows", "right", "wrong"),
    [(r"3\times5", _AS_IT, _TURNED), (r"5\times3", _TURNED, _AS_IT)],
)
def test_the_shape_of_one_derivative_lays_out_the_others(rows: str, right: str, wrong: str) -> None:
    given = _given(rows)
    assert entries(given)[-1].verdict != "refuted"
    assert last(given, right) == "proved"
    assert last(given, wrong) == "refuted"
    assert last(given + f"\n\n$${wrong}$$", right) == "proved"


_ATTENTION = (
    r"$$X\in\mathbb{R}^{2\times4},\ W^Q,W^K,W^V\in\mathbb{R}^{4\times3},\ "
    r"Q=XW^Q,\ K=XW^K,\ V=XW^V$$"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"QK^\top\in\mathbb{R}^{2\times2}", "proved"),
        (r"QK^\top\in\mathbb{R}^{3\times3}", "refuted"),
        (r"\mathrm{softmax}(\frac{QK^\top}{\sqrt{d_k}})V\in\mathbb{R}^{2\times3}", "proved"),
        (r"\mathrm{softmax}(\frac{QK^\top}{\sqrt{d_k}})V\in\mathbb{R}^{2\times2}", "refuted"),
    ],
)
def test_shapes_in_attention(claim: str, verdict: str) -> None:
    assert last(_ATTENTION, claim) == verdict


def test_all_names_before_a_set_lie_in_it() -> None:
    given = r"$$A\in\mathbb{R}^{2\times4},\ B,C,D\in\mathbb{R}^{4\times3}$$"
    assert last(given, r"AB\in\mathbb{R}^{2\times3}") == "proved"
    assert last(given, r"AB\in\mathbb{R}^{2\times4}") == "refuted"


def test_a_letter_before_brackets_is_a_function_that_lies_in_a_space() -> None:
    r"""f(\mathbf{x}) ∈ ℝ is no product of two vectors, though f was one of a number before."""
    text = r"$f(x)=x^2$ at $x_k=2$. Here $f(\boldsymbol{x}) \in \mathbb{R}$, say."
    assert all(entry.verdict != "refuted" for entry in entries(text))
