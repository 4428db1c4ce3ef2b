r"""Layers that index letters tell apart, and back-propagation as textbooks write it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_BISHOP = (
    "A feed-forward network with hidden layers computes\n\n"
    r"$$a_j = \sum_i w_{ji} z_i,\quad z_j = h(a_j),"
    r"\quad \delta_j = \frac{\partial E_n}{\partial a_j}$$"
)
_ERRORS = (
    "The multilayer perceptron.\n\n"
    r"$$v_j = \sum_i w_{ji}y_i,\quad y_j=\varphi(v_j),\quad e_j = d_j-y_j,"
    r"\quad E=\frac12\sum_j e_j^2$$"
)
_NETS = (
    r"Let $u_k = \sum_j w_{kj}o_j$ and $o_k = f(u_k)$, with $E = \frac12\sum_k(t_k-o_k)^2$"
    r" and $\delta_k = -\frac{\partial E}{\partial u_k}$ in a net with hidden layers."
)
_RECURRENT = _ERRORS.replace("multilayer perceptron", "recurrent network")
_FROM_ZERO = (
    r"$$a_j = \sum_{i=0}^D w_{ji}^{(1)} x_i,\quad z_j = \tanh(a_j),"
    r"\quad y_k = \sum_{j=0}^M w_{kj}^{(2)} z_j,\quad E_n = \frac12\sum_{k=1}^K (y_k - t_k)^2$$"
)
_ONE_MORE = r"$$y = \sum_{i=1}^{n+1} w_i x_i,\quad E = \frac12(y-t)^2$$"
_RELU = (
    r"Let $\mathbf{z} = \mathbf{W}\mathbf{x}+\mathbf{b}$ and"
    r" $\mathbf{h} = \mathrm{ReLU}(\mathbf{z})$."
)
_LISTED = (
    r"Let $\mathbf{h}_k = \mathrm{ReLU}[\mathbf{f}_{k-1}]$ and"
    r" $\mathbf{f}_k=\boldsymbol\beta_k+\boldsymbol\Omega_k\mathbf{h}_k$."
)
_NAMED = (
    r"Let $\hat y = \mathrm{softmax}(\theta)$ and $J = CE(y,\hat y) = -\sum_i y_i\log\hat y_i$"
    r" where $y$ is one-hot."
)
_DATA = (
    r"Let $\hat y_i = \sigma(w^\top x_i)$ and"
    r" $J(w) = -\sum_{i=1}^N\left[y_i\log\hat y_i+(1-y_i)\log(1-\hat y_i)\right]$,"
    r" with $x_i,w\in\mathbb{R}^d$ and $\sigma(z) = \frac{1}{1+e^{-z}}$."
)
_SIZES = (
    r"$$\mathbf{z}=\mathbf{W}_1\mathbf{x},\ \mathbf{h}=\phi(\mathbf{z}),\ "
    r"\mathbf{o}=\mathbf{W}_2\mathbf{h},\ L=l(\mathbf{o},y);\qquad\mathbf{x}\in\mathbb{R}^d,\ "
    r"\mathbf{W}_1\in\mathbb{R}^{h\times d},\ \mathbf{W}_2\in\mathbb{R}^{q\times h}$$"
)


def _by(loss: str, name: str) -> str:
    return rf"\frac{{\partial {loss}}}{{\partial {name}}}"


_Z, _H, _F, _O = r"\mathbf{z}", r"\mathbf{h}", r"\mathbf{f}_k", r"\mathbf{o}"
_SLOPE, _WHOLE = _by(r"\ell_i", _F), _by(r"\ell", _F)
_BACK = r"\boldsymbol\Omega_k^T" + _by(r"\ell_i", _F)


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_BISHOP, _by("E_n", "w_{ji}") + r" = \delta_j z_i"),
        (_BISHOP, r"\delta_j = h'(a_j)\sum_k w_{kj}\delta_k"),
        (_BISHOP, _by("E_n", "w_{kj}") + r" = \delta_k z_j"),
        (_ERRORS, _by("E", "w_{ji}") + r" = -e_j\varphi'(v_j)y_i"),
        (_NETS, r"\delta_k = (t_k-o_k)f'(u_k)"),
        (_NETS, r"\delta_j = f'(u_j)\sum_k\delta_kw_{kj}"),
        (_FROM_ZERO, _by("E_n", "w_{kj}^{(2)}") + r" = (y_k - t_k) z_j"),
        (
            _FROM_ZERO,
            _by("E_n", "w_{ji}^{(1)}") + r" = (1 - z_j^2)\sum_{k=1}^K w_{kj}^{(2)} (y_k-t_k) x_i",
        ),
        (_ONE_MORE, _by("E", "w_i") + " = (y-t)x_i"),
        (_RELU, _by("L", _Z) + rf" = \mathbb{{1}}(\mathbf{{z}}>0)\odot{_by('L', _H)}"),
        (_RELU, _by("L", _Z) + rf" = {_by('L', _H)}\odot\mathbf{{1}}_{{\mathbf{{z}}>0}}"),
        (_RELU, _by("L", _Z) + rf" = {_by('L', _H)}\odot\mathbb{{1}}\{{\mathbf{{h}}>0\}}"),
        (
            _LISTED,
            _by(r"\ell_i", r"\mathbf{f}_{k-1}")
            + rf" = \mathbb{{I}}[\mathbf{{f}}_{{k-1}}>0]\odot\left({_BACK}\right)",
        ),
        (
            _LISTED,
            _by(r"\ell_i", r"\boldsymbol\Omega_k") + rf" = {_SLOPE}\mathbf{{h}}_k^T",
        ),
        (_NAMED, _by("J", r"\theta") + r" = \hat y-y"),
        (_DATA, r"\nabla J(w) = \sum_{i=1}^N(\hat y_i-y_i)x_i"),
        (_SIZES, _by("L", r"\mathbf{W}_2") + rf" = {_by('L', _O)}\mathbf{{h}}^\top"),
    ],
)
def test_what_the_chain_rule_gives(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_ERRORS, _by("E", "w_{ji}") + r" = e_j\varphi'(v_j)y_i"),
        (
            _FROM_ZERO,
            _by("E_n", "w_{ji}^{(1)}") + r" = (1 - z_j)\sum_{k=1}^K w_{kj}^{(2)} (y_k-t_k) x_i",
        ),
        (_ONE_MORE, _by("E", "w_i") + " = (t-y)x_i"),
        (_RELU, _by("L", _Z) + rf" = \mathbb{{1}}(\mathbf{{z}}<0)\odot{_by('L', _H)}"),
        (
            _LISTED,
            _by(r"\ell_i", r"\mathbf{f}_{k-1}")
            + r" = \mathbb{I}[\mathbf{f}_{k-1}>0]\odot"
            + rf"\left(\boldsymbol\Omega_k{_SLOPE}\right)",
        ),
        (_LISTED, _by(r"\ell", r"\boldsymbol\Omega_k") + rf" = \mathbf{{h}}_k{_WHOLE}^T"),
        (_NAMED, _by("J", r"\theta") + r" = y-\hat y"),
        (_DATA, r"\nabla J(w) = \sum_{i=1}^N(y_i-\hat y_i)x_i"),
    ],
)
def test_what_it_does_not_give(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # what feeds itself again has no layers
        (_RECURRENT, _by("E", "w_{ji}") + r" = -e_j\varphi'(v_j)y_i"),
        (_RECURRENT, _by("E", "w_{ji}") + r" = e_j\varphi'(v_j)y_i"),
        # the error of the units i, or the wrong way round
        (_BISHOP, _by("E_n", "w_{ji}") + r" = \delta_i z_j"),
        (_NETS, r"\delta_j = f'(u_j)\sum_k\delta_kw_{jk}"),
        (_NETS, r"\delta_k = (o_k-t_k)f'(u_k)"),
        # a sum of entries of several layers
        (_BISHOP, r"\delta_j = h(a_j)\sum_k w_{kj}\delta_k"),
        # an equation that v solves
        (r"Let $v_i = r_i+c\sum_j p_{ij}v_j$.", _by("v_i", "r_i") + " = 1"),
    ],
)
def test_what_is_left_open(given: str, claim: str) -> None:
    assert last(given, claim) is None
