"""Backpropagation in indices and through time: losses that depend on all outputs."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LAYERS = (
    r"$$z^l=W^la^{l-1}+b^l,\quad a_i^l=\sigma_l(z_i^l),\quad C=\frac12\sum_i(a_i^L-y_i)^2,"
    r"\quad \delta_i^l=\frac{\partial C}{\partial z_i^l},\quad W^l=(w_{ij}^l)$$"
)
SUMS = (
    r"$$a^l_j=\sigma(z^l_j),\quad z^l_j=\sum_kw^l_{jk}a^{l-1}_k+b^l_j,\quad"
    r" \delta^l_j=\frac{\partial C}{\partial z^l_j},\quad C=\frac12\sum_j(y_j-a^L_j)^2$$"
)
TIMES = (
    r"$$\mathbf{h}_t=\mathbf{W}_{hx}\mathbf{x}_t+\mathbf{W}_{hh}\mathbf{h}_{t-1},\ "
    r"\mathbf{o}_t=\mathbf{W}_{qh}\mathbf{h}_t,\quad \mathbf{x}_t\in\mathbb{R}^d,\ "
    r"\mathbf{h}_t\in\mathbb{R}^h,\ \mathbf{o}_t\in\mathbb{R}^q,\ "
    r"L \text{ a scalar function of } \mathbf{o}_1,\ldots,\mathbf{o}_T$$"
)
PROVED = [
    (LAYERS, r"\frac{\partial C}{\partial w_{ij}^l}=\delta_i^la_j^{l-1}"),
    (LAYERS, r"\delta_i^L=(a_i^L-y_i)\,\sigma_L^{\prime}(z_i^L)"),
    (
        LAYERS,
        (
            r"\delta^l=(W^{l+1})^T\delta^{l+1}\circ\sigma_l^{\prime}(z^l)"
            r" \text{ where } \circ \text{ is the Hadamard product}"
        ),
    ),
    (SUMS, r"\delta^l_j=\sum_kw^{l+1}_{kj}\delta^{l+1}_k\sigma'(z^l_j)"),
    (SUMS, r"\frac{\partial C}{\partial b^l_j}=\delta^l_j"),
    (SUMS, r"\frac{\partial z^{l+1}_k}{\partial z^l_j}=w^{l+1}_{kj}\sigma'(z^l_j)"),
    (
        TIMES,
        (
            r"\frac{\partial L}{\partial\mathbf{W}_{qh}}="
            r"\sum_{t=1}^{T}\frac{\partial L}{\partial\mathbf{o}_t}\mathbf{h}_t^\top"
        ),
    ),
    (
        TIMES,
        (
            r"T=3:\quad \frac{\partial L}{\partial\mathbf{h}_1}="
            r"\mathbf{W}_{qh}^\top\frac{\partial L}{\partial\mathbf{o}_1}"
            r"+\mathbf{W}_{hh}^\top\mathbf{W}_{qh}^\top\frac{\partial L}{\partial\mathbf{o}_2}"
            r"+\left(\mathbf{W}_{hh}^\top\right)^2\mathbf{W}_{qh}^\top"
            r"\frac{\partial L}{\partial\mathbf{o}_3}"
        ),
    ),
]
REFUTED = [
    (LAYERS, r"\delta_i^L=a_i^Ly_i\,\sigma_L^{\prime}(z_i^L)"),
    (LAYERS, r"\delta_i^l=\sigma_l(z_i^l)\sum_kw_{ki}^{l+1}\delta_k^{l+1}"),
    (SUMS, r"\delta^l_j=\sum_kw^{l+1}_{jk}\delta^{l+1}_k\sigma'(z^l_j)"),
    (SUMS, r"\frac{\partial C}{\partial w^l_{jk}}=a^{l}_k\delta^l_j"),
    (
        TIMES,
        (
            r"T=2:\quad \frac{\partial L}{\partial\mathbf{h}_1}="
            r"\mathbf{W}_{qh}^\top\frac{\partial L}{\partial\mathbf{o}_1}"
            r"+\mathbf{W}_{hh}\mathbf{W}_{qh}^\top\frac{\partial L}{\partial\mathbf{o}_2}"
        ),
    ),
]
#: A logistic σ makes it true.
OPEN = [
    (SUMS, r"\delta^L_j=(a^L_j-y_j)a^L_j(1-a^L_j)"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_what_goes_back_through_layers_and_times_is_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_a_slip_in_a_weight_or_an_index_is_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_holds_for_one_activation_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_a_name_of_several_letters_with_indices_does_not_break_the_judge() -> None:
    text = r"$$S(x)_i=\frac{e^{x_i}}{\sum_ke^{x_k}}$$"
    claim = r"\frac{\partial S_i}{\partial x_j}=S_i(kron_{ij}-S_j),\quad kron_{ij}=1"
    assert last(text, claim) is None


#: Small weights, of which no entry is spoken of.
SMALL = (
    r"$$u^l=v^lh^{l-1}+c^l,\quad h^l=\sigma(u^l),\quad "
    r"\delta^l_j=\frac{\partial C}{\partial u^l_j},\quad C=\frac12\sum_j(t_j-h^L_j)^2$$"
)
LOGISTIC = SMALL + "\n\n" + r"$$\sigma(z)=\frac1{1+e^{-z}}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (SMALL, r"\delta^L=(h^L-t)\odot\sigma'(u^L)", "proved"),
        (SMALL, r"\delta^l=((v^{l+1})^T\delta^{l+1})\odot\sigma'(u^l)", "proved"),
        (SMALL, r"\frac{\partial C}{\partial v^l_{jk}}=h^{l-1}_k\delta^l_j", "proved"),
        (SMALL, r"\frac{\partial C}{\partial c^l_j}=\delta^l_j", "proved"),
        (LOGISTIC, r"\delta^L=(h^L-t)\odot\sigma'(u^L)", "proved"),
        (LOGISTIC, r"\delta^L_j=(h^L_j-t_j)h^L_j(1-h^L_j)", "proved"),
        (LOGISTIC, r"\delta^l=((v^{l+1})^T\delta^{l+1})\odot\sigma'(u^l)", "proved"),
        # the other way round, where transposes tell of matrices; v^l may be a number elsewhere
        (LOGISTIC, r"\delta^l=(\delta^{l+1}\odot\sigma'(u^l))(v^{l+1})^T", None),
        (LOGISTIC, r"\delta^l=(v^{l+1}\delta^{l+1})\odot\sigma'(u^l)", None),
    ],
)
def test_small_weights_of_layers_are_matrices(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_with_a_weight_from_k_to_j_the_transpose_is_needed() -> None:
    given = LOGISTIC + "\n\nHere $v^l_{jk}$ is the weight from neuron $k$ to neuron $j$."
    assert last(given, r"\delta^l=(v^{l+1}\delta^{l+1})\odot\sigma'(u^l)") == "refuted"
    assert last(given, r"\delta^L=(t-h^L)\odot\sigma'(u^L)") == "refuted"
    said = r"\delta^l=(v^{l+1}\delta^{l+1})\odot\sigma'(u^l) \text{ makes no sense here}"
    slope = r"\frac{\partial C}{\partial v^l_{jk}}=h^{l-1}_k\delta^l_j"
    assert last(f"{LOGISTIC}\n\n$${said}$$", slope) == "proved"
