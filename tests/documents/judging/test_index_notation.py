"""Claims about arrays of open sizes: backpropagation and its relatives, entry by entry."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

LAYER = (
    r"Let $z = Wx + b$ with $W \in \mathbb{R}^{m\times n}$ and $L = \frac12\sum_i (z_i - y_i)^2$."
)
SOFTMAX = (
    r"$$z = Wx + b,\quad p_i = \frac{e^{z_i}}{\sum_j e^{z_j}},\quad L = -\sum_i y_i \log p_i$$"
)
NETWORK = (
    r"$$z^l = W^l a^{l-1} + b^l,\quad a^l = \sigma(z^l),\quad"
    r" \delta^l_j = \frac{\partial C}{\partial z^l_j}$$"
)
REGRESSION = (
    r"$$\ell(\mathbf{w}, b) = \frac{1}{n}\sum_{i=1}^n"
    r" \left(\mathbf{w}^\top\mathbf{x}^{(i)} + b - y^{(i)}\right)^2$$"
)
LOGISTIC = (
    r"$$\hat y^{(i)} = \sigma(w^T x^{(i)} + b),\quad J = -\frac1m\sum_{i=1}^m"
    r" \left[y^{(i)}\log\hat y^{(i)} + (1-y^{(i)})\log(1-\hat y^{(i)})\right]$$"
)
HIDDEN = (
    r"$$h_j = \sigma\left(\sum_i w_{ij}x_i\right),\quad o = \sum_j v_j h_j,\quad"
    r" E = \frac12(o-t)^2$$"
)
PERCEPTRON = (
    r"For $\mathbf{h} = \phi(\mathbf{W}_1\mathbf{x} + \mathbf{b}_1)$ and"
    r" $\mathbf{o} = \mathbf{W}_2\mathbf{h} + \mathbf{b}_2$ and"
    r" $L = \frac12\|\mathbf{o} - \mathbf{y}\|^2$:"
)
SQUARES = r"$$L = \|Xw - y\|^2$$"
SPREAD = (
    r"$$\mu = \frac1m\sum_i x_i,\quad v = \frac1m\sum_i(x_i-\mu)^2,\quad"
    r" \hat x_i = \frac{x_i-\mu}{\sqrt{v}}$$"
)
HOPFIELD = r"$$E = -\frac12\sum_{i,j} w_{ij}s_is_j,\quad w_{ij} = w_{ji}$$"
IN_WORDS = r"$$v=\frac{\|w\|}{2}\,\mathrm{sign}(w) \text{ with all } w_i\ne0$$"
DELTA = r"$$y = f\left(\sum_i w_i x_i\right),\quad E = \frac12(t-y)^2$$"

OF_A_LOSS = r"$$E = -\sum_i t_i\log x_i$$ and in a layer $$y_i = \frac{1}{1+e^{-w_ix_i}}$$"
ITS_SLOPE = r"\frac{\partial y_i}{\partial x_i}"
GATE = r"$$r_t = \sigma(W_{rx}x_t + W_{rh}h_{t-1} + b_r)$$"
UNBRACKETED = (
    r"\sum_{i=1}^{N} \frac{\partial L\left(y_{i}, c\right)}{\partial c}=\sum_{i=1}^{N}"
    r" \frac{\partial\left(\frac{1}{2}\left(y_{i}-c\right)^{2}\right)}{\partial c}"
)

RESIDUAL = r"\left(\mathbf{w}^\top\mathbf{x}^{(i)} + b - y^{(i)}\right)"
#: What the error is before the first layer, and a way to write it that does not fit.
BACK = (
    r"(\mathbf{o}-\mathbf{y})\odot\phi'(\mathbf{W}_1\mathbf{x}+\mathbf{b}_1)\right)\mathbf{x}^\top"
)

PROVED = [
    (LAYER, r"\frac{\partial z_i}{\partial W_{kl}} = \delta_{ik} x_l"),
    (LAYER, r"\frac{\partial L}{\partial W_{ij}} = (z_i - y_i) x_j"),
    (LAYER, r"\frac{\partial L}{\partial b_i} = z_i - y_i"),
    (LAYER, r"\frac{\partial L}{\partial x_j} = \sum_i W_{ij} (z_i - y_i)"),
    (LAYER, r"\frac{\partial L}{\partial x} = W^\top (z - y)"),
    (SOFTMAX, r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)"),
    (SOFTMAX, r"\frac{\partial L}{\partial z_i} = p_i - y_i \text{ when } \sum_i y_i = 1"),
    (SOFTMAX, r"\sum_i \frac{\partial p_i}{\partial z_j} = 0"),
    (NETWORK, r"\delta^l = ((W^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)"),
    (NETWORK, r"\frac{\partial C}{\partial b^l_j} = \delta^l_j"),
    (NETWORK, r"\frac{\partial C}{\partial W^l_{jk}} = a^{l-1}_k \delta^l_j"),
    (NETWORK, r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j"),
    (REGRESSION, r"\frac{\partial\ell}{\partial b} = \frac{2}{n}\sum_{i=1}^n" + RESIDUAL),
    (REGRESSION, r"\nabla_{\mathbf{w}}\ell = \frac{2}{n}\sum_{i=1}^n\mathbf{x}^{(i)}" + RESIDUAL),
    (REGRESSION, r"\frac{\partial\ell}{\partial w_j}=\frac{2}{n}\sum_{i=1}^n x_j^{(i)}" + RESIDUAL),
    (LOGISTIC, r"\frac{\partial J}{\partial w_j} =\frac1m\sum_i(\hat y^{(i)}-y^{(i)})x_j^{(i)}"),
    (HIDDEN, r"\frac{\partial E}{\partial w_{ij}} = (o-t)v_j h_j(1-h_j)x_i"),
    (PERCEPTRON, r"\frac{\partial L}{\partial\mathbf{W}_2}=(\mathbf{o}-\mathbf{y})\mathbf{h}^\top"),
    (PERCEPTRON, r"\frac{\partial L}{\partial\mathbf{W}_1} = \left(\mathbf{W}_2^\top" + BACK),
    (SQUARES, r"\frac{\partial^2 L}{\partial w_j\partial w_k} = 2\sum_i X_{ij}X_{ik}"),
    (SPREAD, r"\sum_i \hat x_i = 0"),
    (SPREAD, r"\sum_i \hat x_i^2 = m"),
    (SPREAD, r"\frac{\partial v}{\partial x_i} = \frac2m(x_i-\mu)"),
    (DELTA, r"\frac{\partial E}{\partial w_i} = -(t-y)f'\left(\sum_i w_ix_i\right)x_i"),
    ("", r"(AB)_{ij} = \sum_k A_{ik}B_{kj}"),
    ("", r"\operatorname{tr}(AB) = \sum_i\sum_j A_{ij}B_{ji}"),
    ("", r"\|A\|_F^2 = \operatorname{tr}(A^\top A)"),
    ("", r"x^\top A x = \sum_{i,j} A_{ij}x_i x_j"),
    ("", r"\sum_{i=1}^m w_i x_i = w \cdot x"),
    ("", r"\frac{\partial\operatorname{tr}(AB)}{\partial A_{ij}} = B_{ji}"),
    (HOPFIELD, r"\frac{\partial E}{\partial s_k} = -\sum_j w_{kj}s_j"),
    ("$$z = Wx$$", r"\frac{\partial C}{\partial x_j}=\sum_i\frac{\partial C}{\partial z_i}W_{ij}"),
    ("", r"(A^\top B)_{ij} = \sum_k A_{ki}B_{kj}"),
]  # fmt: skip

REFUTED = [
    (LAYER, r"\frac{\partial L}{\partial W_{ij}} = (z_j - y_j) x_i"),
    (LAYER, r"\frac{\partial z_i}{\partial x_j} = W_{ji}"),
    (SOFTMAX, r"\frac{\partial p_i}{\partial z_j} = p_i p_j \text{ for } i\ne j"),
    (NETWORK, r"\frac{\partial C}{\partial W^l_{jk}} = a^{l-1}_j \delta^l_k"),
    (REGRESSION, r"\nabla_{\mathbf{w}}\ell = \frac{1}{n}\sum_{i=1}^n\mathbf{x}^{(i)}" + RESIDUAL),
    (LOGISTIC, r"\frac{\partial J}{\partial b} = \frac1m\sum_{i=1}^m (y^{(i)} - \hat y^{(i)})"),
    (HIDDEN, r"\frac{\partial E}{\partial w_{ij}} = (o-t)v_j h_j x_i"),
    (PERCEPTRON, r"\frac{\partial L}{\partial\mathbf{W}_1} = \left(\mathbf{W}_2" + BACK),
    (DELTA, r"\frac{\partial E}{\partial w_i} = (t-y)f'\left(\sum_i w_ix_i\right)x_i"),
    ("", r"\frac{\partial\operatorname{tr}(AB)}{\partial A_{ij}} = B_{ij}"),
    (HOPFIELD, r"\frac{\partial E}{\partial s_k} = -\frac12\sum_j w_{kj}s_j"),
    ("$$z = Wx$$", r"\frac{\partial C}{\partial x_j}=\sum_i\frac{\partial C}{\partial z_i}W_{ji}"),
    ("", r"(AB)_{ij} = \sum_k A_{ki}B_{kj}"),
    ("", r"\operatorname{tr}(AB) = \sum_{i,j} A_{ij}B_{ij}"),
]  # fmt: skip

LEFT_ALONE = [
    # conditions and equations to solve
    (LAYER, r"\frac{\partial L}{\partial W_{ij}} = 0"),
    (LAYER, r"\frac{\partial L}{\partial x_j} = \lambda"),
    (SQUARES, r"X^\top X w = X^\top y"),
    # what nothing is said of
    ("", r"\frac{\partial C}{\partial z_j} = a_j - y_j"),
    ("", r"\frac{\partial C}{\partial w_j} = \sum_i \frac{\partial C}{\partial u_i}a_{ij}"),
    (IN_WORDS, r"\frac{\partial C}{\partial w_i} = \sum_j \frac{\partial C}{\partial v_j}w_j"),
    ("", r"\sum_m I(m)K(i-m) = \sum_m I(i-m)K(m)"),
    # a symmetric matrix may be meant
    ("Let $A$ be symmetric.", r"\frac{\partial}{\partial x_k} x^\top A x = 2\sum_j A_{kj} x_j"),
    # a letter that may be a size
    (r"$$\mu = \frac1m\sum_i x_i$$", r"\frac{\partial\mu}{\partial x_i} = \frac1n"),
    (PERCEPTRON, r"\frac{\partial L}{\partial\mathbf{W}_2}=\mathbf{h}^\top(\mathbf{o}-\mathbf{y})"),
    # other indices may be meant, though the range of a sum is said
    (SOFTMAX, r"\frac{\partial p_k}{\partial z_i} = -e^{z_k} e^{z_i}/(\sum_{j=1}^C e^{z_j})^2"),
    # E is that of another layer, in which nothing is made of y
    (OF_A_LOSS, r"\frac{\partial E}{\partial x_i} = \frac{\partial E}{\partial y_i}" + ITS_SLOPE),
    (OF_A_LOSS, r"\frac{\partial E}{\partial w_i} = \frac{\partial E}{\partial y_i}" + ITS_SLOPE),
    # brackets may be missing
    ("", UNBRACKETED + r" = \sum_{i=1}^{N} c-y_{i}"),
    # r_t is a gate, and its letter no index
    (GATE, r"\frac{\partial L}{\partial W_{rx}} = x_t\frac{\partial L}{\partial r_t}"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_a_true_claim_is_proved(given: str, claim: str) -> None:
    """At 2 and 3 places, for indices that are equal and that differ."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_a_false_claim_is_refuted(given: str, claim: str) -> None:
    """By numbers for all entries."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), LEFT_ALONE)
def test_what_may_be_meant_otherwise_is_left_alone(given: str, claim: str) -> None:
    """Conditions, functions that are not known, letters that may be sizes."""
    assert last(given, claim) not in ("proved", "refuted")


def test_formulas_of_other_sections_are_of_other_arrays() -> None:
    """A w_{ij} of a network above is no reading of the w_i of a neuron below."""
    text = f"# A network\n\n{HIDDEN}\n\n# A neuron\n\n{DELTA}\n\n"
    claim = r"\frac{\partial E}{\partial w_i} = -(t-y)f'\left(\sum_i w_ix_i\right)x_i"
    assert entries(f"{text}$${claim}$$")[-1].verdict == "proved"


def test_the_sizes_are_said() -> None:
    """What is written out is labelled so, and a counterexample names the entries."""
    claim = r"\frac{\partial L}{\partial W_{ij}} = (z_i - y_i) x_j"
    proved = entries(f"{LAYER}\n\n$${claim}$$")[-1]
    assert any("2 and 3 places" in note for note in proved.notes)
    false = entries(f"{LAYER}\n\n$${claim.replace('x_j', '2x_j')}$$")[-1]
    assert {"W_11", "x_1", "b_1"} <= {name for name, _ in false.counterexample or ()}


def test_only_the_targets_sum_to_one() -> None:
    """A bias is no list of targets, whether or not that would do no harm."""
    claim = r"\frac{\partial L}{\partial z_i} = p_i - y_i"
    proved = entries(f"{SOFTMAX}\n\n$${claim}$$")[-1]
    assert proved.verdict == "proved"
    assert "where the y sum to 1" in proved.notes


def test_a_name_may_be_given_anew_under_another_heading() -> None:
    """The sign of a likelihood is changed, and its derivative is that of the new formula."""
    given = r"$$\ell(w) = \sum_{i=1}^m (y_i w^T x^{(i)} - \ln(1+e^{w^T x^{(i)}}))$$"
    new = r"\sum_{i=1}^m (-y_i w^T x^{(i)} + \ln(1+e^{w^T x^{(i)}}))"
    claim = r"\frac{\partial\ell(w)}{\partial w} = \frac{\partial " + new + r"}{\partial w}"
    assert entries(f"# A\n\n{given}\n\n# B\n\n$${claim}$$")[-1].verdict != "refuted"


def test_a_vector_with_more_entries_than_are_tried_is_no_failure() -> None:
    """The numbers of z are seven, and its slopes are gone through at fewer places."""
    given = r"$$s(z)_i=\frac{e^{z_i}}{\sum_{j=1}^Ke^{z_j}},\qquad z=(1,2,3,4,1,2,3)$$"
    claim = r"\frac{\partial}{\partial z_k}s(z)_i=s(z)_i(\delta_{ik}-s(z)_k)"
    entry = entries(f"{given}\n\n$${claim}$$")[-1]
    assert entry.verdict != "refuted"
    assert "failed" not in (entry.reason or "")
