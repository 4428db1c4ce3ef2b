r"""Slopes of numbers by open vectors, matrices and entries, as texts on learning have them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_ONE_LAYER = r"""
$$s=u^Tf(Ax+c),\quad z=Ax+c,\quad h=f(z)$$

$$x\in\mathbb{R}^{30\times1},\quad A\in\mathbb{R}^{9\times30},\quad c\in\mathbb{R}^{9\times1},
\quad u\in\mathbb{R}^{9\times1}$$

$$f(t)=\frac{1}{1+e^{-t}} \text{ (elementwise)},\qquad \delta=u\circ f'(z)$$
"""
_OPEN_ACTIVATION = r"""
Let $x\in\mathbb{R}^{30}$, $A\in\mathbb{R}^{9\times30}$, $c\in\mathbb{R}^{9}$ and
$u\in\mathbb{R}^{9}$. Let $s=u^Tf(z)$ with $z=Ax+c$ and $h=f(z)$, and $\delta=u\circ f'(z)$.
"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_ONE_LAYER, r"\frac{\partial s}{\partial u}=h", "proved"),
        (_ONE_LAYER, r"\frac{\partial s}{\partial A_{kl}}=u_kf'(z_k)x_l", "proved"),
        (_ONE_LAYER, r"\frac{\partial s}{\partial A}=\delta x^T", "proved"),
        (
            _ONE_LAYER,
            r"\frac{\partial s}{\partial A}=\delta x^T\in\mathbb{R}^{9\times30}",
            "proved",
        ),
        (_ONE_LAYER, r"\frac{\partial s}{\partial x}=A^T\delta", "proved"),
        (_ONE_LAYER, r"\frac{\partial s}{\partial c}=\delta", "proved"),
        (_ONE_LAYER, r"\frac{\partial s}{\partial c}=2\delta", "refuted"),
        (_ONE_LAYER, r"\frac{\partial s}{\partial x}=A\delta", "refuted"),
        (_ONE_LAYER, r"\frac{\partial s}{\partial A_{kl}}=u_kf(z_k)x_l", "refuted"),
        (_OPEN_ACTIVATION, r"\frac{\partial s}{\partial u}=h", "proved"),
        (_OPEN_ACTIVATION, r"\frac{\partial s}{\partial A}=\delta x^T", "proved"),
        (_OPEN_ACTIVATION, r"\frac{\partial s}{\partial x}=A^T\delta", "proved"),
        (_OPEN_ACTIVATION, r"\frac{\partial s}{\partial x}=2A^T\delta", "refuted"),
    ],
)
def test_sizes_that_no_formula_speaks_of_are_as_good_as_letters(
    given: str, claim: str, verdict: str
) -> None:
    """What holds for 2 and 3 places holds for 30; what is false is shown at 30 themselves."""
    assert last(given, claim) == verdict


def test_a_size_that_a_formula_speaks_of_is_that_size() -> None:
    """A mean over 12 numbers is a twelfth of their sum, and of no other number."""
    given = r"Let $x\in\mathbb{R}^{12}$ and $m=\frac{1}{12}\sum_{i=1}^{12}x_i$."
    assert last(given, r"\frac{\partial m}{\partial x_j}=\frac{1}{12}") != "refuted"
    assert last(given, r"\frac{\partial m}{\partial x_j}=\frac{1}{2}") != "proved"
    given = r"Let $x\in\mathbb{R}^{8}$ and $m=\sum_{i=1}^{8}x_i$."
    assert last(given, r"\sum_{j=1}^{8}\frac{\partial m}{\partial x_j}=2^3") != "refuted"


def test_parts_of_a_vector_that_nothing_speaks_of() -> None:
    """x = [x_a; x_b] is a vector like others, unless its parts are spoken of, too."""
    given = r"""
    $$s=u^Tf(Ax+c),\quad s_q=u^Tf(Ax_q+c)$$

    $$x=[x_{\text{one}};x_{\text{two}};x_{\text{three}}]\in\mathbb{R}^{30},
    \quad A\in\mathbb{R}^{9\times30},\quad c\in\mathbb{R}^{9},\quad u\in\mathbb{R}^{9}$$
    """.replace("    ", "")
    assert last(given, r"\frac{\partial s}{\partial u}=f(Ax+c)") == "proved"
    assert last(given, r"\frac{\partial s}{\partial x_{\text{one}}}=0") != "proved"


_TRACES = r"Let $A,B,C\in\mathbb{R}^{n\times n}$ with $n\geq2$."


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla_A\mathrm{tr}AB=B^T", "proved"),
        (r"\nabla_A\operatorname{tr}(AB)=B^T", "proved"),
        (r"\nabla_A\mathrm{tr}AB=B \text{ for all } B", "refuted"),
        (r"\nabla_A\mathrm{tr}ABA^TC=CAB+C^TAB^T", "proved"),
        (r"\nabla_A\mathrm{tr}ABA^TC=CAB+C^TAB \text{ for all } B,C", "refuted"),
        (r"\mathrm{tr}ABC=\mathrm{tr}CAB=\mathrm{tr}BCA", "proved"),
        (r"\operatorname{tr}ABC=\operatorname{tr}BAC \text{ for all } A,B,C", "refuted"),
        (r"\operatorname{Tr}A^T B=\operatorname{Tr}B A^T", "proved"),
        (r"\det AB=\det A\det B", "proved"),
    ],
)
def test_traces_without_brackets_take_the_whole_product(claim: str, verdict: str) -> None:
    """tr AB is tr(AB), and ∇_A has the shape of A."""
    assert last(_TRACES, claim) == verdict


_LOSS = r"$$\ell_{ce}(h,y)=-h_y+\log\sum_{j=1}^k\exp(h_j)$$"
_BY_ENTRY = r"\frac{\partial\ell_{ce}(h,y)}{\partial h_i}"
_SHARE = r"\frac{\exp(h_i)}{\sum_{j=1}^k\exp(h_j)}"
_OF_SHARES = r"""
$$q_j=\frac{e^{a_j}}{\sum_ke^{a_k}},\quad l(\mathbf{y},\mathbf{q})=-\sum_jy_j\log q_j$$
"""
_ENERGY = r"""
$$E(\boldsymbol{v},\boldsymbol{h})=-\boldsymbol{b}^\top\boldsymbol{v}
-\boldsymbol{v}^\top\boldsymbol{W}\boldsymbol{h}$$
"""


def test_a_gradient_by_a_matrix_is_not_laid_out_as_its_transpose() -> None:
    """∇_A tr AB is the transpose of B, and B itself only for symmetric ones."""
    assert last(_TRACES, r"\nabla_A\operatorname{tr}(AB)=B") != "proved"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            _LOSS,
            rf"{_BY_ENTRY}={_SHARE}-1\{{i=y\}}",
            "proved",
        ),
        (
            _LOSS,
            rf"{_BY_ENTRY}={_SHARE}+1\{{i=y\}}",
            "refuted",
        ),
        (
            _LOSS,
            rf"\sum_{{i=1}}^k{_BY_ENTRY}=0\text{{ for all }} h\in\mathbb{{R}}^k",
            "proved",
        ),
        (
            _OF_SHARES,
            r"\partial_{a_j}l(\mathbf{y},\mathbf{q})=q_j-y_j",
            "proved",
        ),
        (
            _OF_SHARES,
            r"\partial_{a_j}l(\mathbf{y},\mathbf{q})=y_j-q_j",
            "refuted",
        ),
        (
            _ENERGY,
            r"\frac{\partial}{\partial b_i}E(\boldsymbol{v},\boldsymbol{h})=-v_i",
            "proved",
        ),
        (
            _ENERGY,
            r"\frac{\partial}{\partial b_i}E(\boldsymbol{v},\boldsymbol{h})=v_i",
            "refuted",
        ),
    ],
)
def test_slopes_at_an_open_index(given: str, claim: str, verdict: str) -> None:
    """Losses at the index of a class, slopes with the sign in front, forms x^T A y."""
    assert last(given, claim) == verdict


_SQUARED = r"\frac{(u_i-m_i)^2}{\sigma_i^2}"
_GAUSSIAN = r"""
$$\log p_\phi(u|s)=-\frac12\left(\sum_{i=1}^d\left(\frac{(u_i-m_i)^2}{\sigma_i^2}
+2\log\sigma_i\right)+d\log2\pi\right)$$
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial}{\partial m_i}\log p_\phi(u|s)=\frac{u_i-m_i}{\sigma_i^2}", "proved"),
        (r"\frac{\partial}{\partial m_i}\log p_\phi(u|s)=\frac{m_i-u_i}{\sigma_i^2}", "refuted"),
        (
            rf"\frac{{\partial\log p_\phi(u|s)}}{{\partial\log\sigma_i}}={_SQUARED}-1",
            "proved",
        ),
        (
            r"\frac{\partial}{\partial\sigma_i}\log p_\phi(u|s)=\frac{(u_i-m_i)^2}{\sigma_i^2}-1",
            "refuted",
        ),
        (r"d=2,\ u=m=(1,1),\ \sigma_1=\sigma_2=1:\quad\log p_\phi(u|s)\approx-1.838", "proved"),
        (
            r"d=2,\ u=(1,0),\ m=(0,1),\ \sigma=(1,2):\quad\log p_\phi(u|s)\approx-3.156",
            "proved",
        ),
    ],
)
def test_functions_that_are_given_by_their_logarithms(claim: str, verdict: str) -> None:
    """Laws given by their logarithm, and slopes by the logarithm of a deviation."""
    assert last(_GAUSSIAN, claim) == verdict


def test_classes_of_samples_may_be_signs() -> None:
    """y^2 = 1 of labels: a second derivative without it is not false."""
    given = r"""
$$\sigma(t)=\frac{1}{1+e^{-t}},\qquad g(\mathbf{w})=\frac1P\sum_{p=1}^P
\log\left(1+e^{-y_p\mathbf{x}_p^T\mathbf{w}}\right),\quad y_p\in\{-1,+1\}$$
"""
    claim = (
        r"\nabla^2g(\mathbf{w})=\frac1P\sum_{p=1}^P\sigma(-y_p\mathbf{x}_p^T\mathbf{w})"
        r"(1-\sigma(-y_p\mathbf{x}_p^T\mathbf{w}))\mathbf{x}_p\mathbf{x}_p^T"
    )
    assert last(given, claim) != "refuted"


def test_the_definition_of_a_logarithm_is_no_claim() -> None:
    """The first formula for log p(u|s) gives it; another one is judged by it."""
    assert [e.kind for e in entries(_GAUSSIAN)] == ["definition"]


_ROWS = r"""
$$z_1=xW_1+b_1,\ a_1=\tanh(z_1),\ z_2=a_1W_2+b_2,\ \hat y=\mathrm{softmax}(z_2),
\ L=-\sum_iy_i\log\hat y_i;\quad x \text{ a row vector},\ y \text{ one-hot},
\ \delta_3=\frac{\partial L}{\partial z_2},\ \delta_2=\frac{\partial L}{\partial z_1},
\ W_1\in\mathbb{R}^{2\times500},\ W_2\in\mathbb{R}^{500\times2}$$
"""
_WHOLE = r"""
$$\mathbf z=\mathbf W\mathbf x+\mathbf b,\qquad \mathbf p=\mathrm{softmax}(\mathbf z),
\qquad L=-\mathbf y^\top\log\mathbf p$$

where $\mathbf y$ is one-hot.
"""
_CLASS = r"$$z=Wx+b,\qquad p=\mathrm{softmax}(z),\qquad L=-\log p_y$$"
_SQUARES = r"""
Consider $$h=\sigma(W_1x+b_1),\qquad \hat y=W_2h+b_2,\qquad L=\frac12\|\hat y-y\|^2$$
"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_ROWS, r"\delta_3=\hat y-y", "proved"),
        (_ROWS, r"\delta_2=(1-\tanh^2z_1)\circ\delta_3W_2^T", "proved"),
        (_ROWS, r"\frac{\partial L}{\partial W_2}=a_1^T\delta_3", "proved"),
        (_ROWS, r"\frac{\partial L}{\partial W_2}=2a_1^T\delta_3", None),
        (_WHOLE, r"\frac{\partial L}{\partial\mathbf z}=\mathbf p-\mathbf y", "proved"),
        (
            _WHOLE,
            r"\frac{\partial L}{\partial\mathbf W}=(\mathbf p-\mathbf y)\mathbf x^\top",
            "proved",
        ),
        (_WHOLE, r"\frac{\partial L}{\partial\mathbf b}=\mathbf p-\mathbf y", "proved"),
        (_WHOLE, r"\nabla_{\mathbf x}L=\mathbf W^\top(\mathbf p-\mathbf y)", "proved"),
        (_WHOLE, r"\nabla_{\mathbf x}L=\mathbf W^\top(\mathbf y-\mathbf p)", "refuted"),
        (_CLASS, r"\frac{\partial L}{\partial z}=p-e_y", "proved"),
        (_CLASS, r"\frac{\partial L}{\partial W}=(p-e_y)x^T", "proved"),
        (_CLASS, r"\frac{\partial L}{\partial W_{ij}}=(p_i-\mathbb{1}[i=y])x_j", "proved"),
        (_CLASS, r"\frac{\partial L}{\partial z}=e_y-p", "refuted"),
        (_SQUARES, r"\frac{\partial L}{\partial\hat y}=\hat y-y", "proved"),
        (_SQUARES, r"\frac{\partial L}{\partial h}=W_2^T(\hat y-y)", "proved"),
    ],
)
def test_networks_with_softmax_or_squares(given: str, claim: str, verdict: str | None) -> None:
    """Vectors as rows or as columns, targets as whole vectors, and unit vectors for a class."""
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial L}{\partial\mathbf W}=(\mathbf p-\mathbf y)\mathbf x^\top",
        r"\nabla_{\mathbf x}L=\mathbf W^\top(\mathbf p-\mathbf y)",
    ],
)
def test_targets_that_nothing_calls_one_hot(claim: str) -> None:
    """What holds for targets that sum to 1 is never called false."""
    assert last(_WHOLE.partition("where")[0], claim) != "refuted"


_DUAL = r"""
Let $A\in\mathbb{R}^{p\times n}$, $b\in\mathbb{R}^p$, $x\in\mathbb{R}^n$, $\nu\in\mathbb{R}^p$.

$$L(x,\nu)=x^Tx+\nu^T(Ax-b)$$
"""
_RIDGE = r"""
Let $X\in\mathbb{R}^{n\times d}$, $y\in\mathbb{R}^n$ and $w\in\mathbb{R}^d$.

$$J(w)=\frac{1}{2n}\|Xw-y\|^2+\frac{\lambda}{2}\|w\|^2$$
"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_DUAL, r"\nabla_xL(x,\nu)=2x+A^T\nu=0\iff x=-(1/2)A^T\nu", "proved"),
        (_DUAL, r"\nabla_xL(x,\nu)=2x+A^T\nu=0\iff x=(1/2)A^T\nu", "refuted"),
        (_DUAL, r"2x+A^T\nu=0\iff x=-\tfrac12A^T\nu", "proved"),
        (_RIDGE, r"\nabla J(w)=0\iff w=(X^TX+n\lambda I)^{-1}X^Ty", "proved"),
        (_RIDGE, r"\nabla J(w)=0\iff w=(X^TX+\lambda I)^{-1}X^Ty", "refuted"),
        (_RIDGE, r"X^TXw-X^Ty=0\iff w=(X^TX)^{-1}X^Ty", "proved"),
    ],
)
def test_where_a_gradient_is_zero(given: str, claim: str, verdict: str) -> None:
    """E(x) = K(x - x_0), where K is a number or has an inverse, is 0 at x_0 alone."""
    assert last(given, claim) == verdict


def test_a_factor_that_may_be_zero_is_none() -> None:
    """λx - λc is 0 everywhere if λ is."""
    given = r"Let $x\in\mathbb{R}^n$ and $c\in\mathbb{R}^n$."
    assert last(given, r"\frac{\lambda}{2}x-\frac{\lambda}{2}c=0\iff x=c") != "proved"
    assert last(given, r"Ax-Ac=0\iff x=c") != "proved"


_HEBB = r"""
$$U=\sum_jv_j\xi_j,\qquad\Delta v_i=\eta U(\xi_i-Uv_i),\qquad R_{ij}\equiv\langle\xi_i\xi_j\rangle$$
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            r"\langle\Delta v_i\rangle=\eta(\sum_jR_{ij}v_j-[\sum_{jk}v_jR_{jk}v_k]v_i)",
            "proved",
        ),
        (r"\langle U^2\rangle=\mathbf{v}^T\mathbf{R}\mathbf{v}", "proved"),
        (r"\langle U^2\rangle=\sum_{ij}v_iR_{ij}v_j", "proved"),
        (r"\langle U^2\rangle=2\sum_{ij}v_iR_{ij}v_j", None),
    ],
)
def test_averages_in_angle_brackets(claim: str, verdict: str | None) -> None:
    """Averages are linear in what a moment is named for; nothing is false of open moments."""
    assert last(_HEBB, claim) == verdict


def test_averages_of_what_nothing_says_is_random() -> None:
    """Without a name for a moment it is not told what is averaged."""
    given = r"$$U=\sum_jv_j\xi_j$$"
    assert last(given, r"\langle U^2\rangle=\left(\sum_jv_j\xi_j\right)^2") != "proved"


_BY_OTHER = r"\frac{\partial F}{\partial b_j}=(1-q_t)^{\gamma-1}"
_FIRST = r"-\gamma q_tq_j\log(q_t)"
_FOCAL = r"""
$$F=-(1-q_t)^{\gamma}\log(q_t),\qquad q_j=\frac{e^{b_j}}{\sum_ke^{b_k}},
\quad q_t=q_i \text{ for the correct class } i,\quad \gamma\ge0$$
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            rf"{_BY_OTHER}\left({_FIRST}+q_j(1-q_t)\right) \text{{ for }} j\ne i",
            "proved",
        ),
        (
            rf"{_BY_OTHER}\left({_FIRST}+q_t(1-q_t)\right) \text{{ for }} j\ne i",
            "refuted",
        ),
        (r"\gamma=0:\quad\frac{\partial F}{\partial b_i}=q_t-1", "proved"),
        (r"\gamma=0:\quad\frac{\partial F}{\partial b_i}=q_t", "refuted"),
    ],
)
def test_one_letter_for_the_true_class(claim: str, verdict: str) -> None:
    """q_t = q_i for the correct class i: both letters are of one class."""
    assert last(_FOCAL, claim) == verdict


def test_vectors_beside_vectors_of_signs_may_be_such() -> None:
    """Of u_i nothing is read, though it is a vector of signs: nothing is false of it."""
    given = r"""
$$\mathbf{u}_1,\ldots,\mathbf{u}_k \text{ all the vectors in } \{\pm1\}^n,\quad
\mathbf{x}\in\{\pm1\}^n$$
"""
    claim = (
        r"\langle\mathbf{x},\mathbf{u}_i\rangle\leq n-2\text{ for every }\mathbf{x}\neq\mathbf{u}_i"
    )
    assert last(given, claim) != "refuted"


@pytest.mark.parametrize(
    ("root", "right", "verdict"),
    [
        (r"\sigma", r"-\frac{h_k}{n}\sum_jh_j\frac{\partial L}{\partial h_j}", "proved"),
        (r"\sigma", "", "refuted"),
        # The formula of a square that is no variance is not taken up: it is not held fixed either.
        (r"\tau", r"-\frac{h_k}{n}\sum_jh_j\frac{\partial L}{\partial h_j}", None),
        (r"\tau", "", None),
    ],
)
def test_a_square_with_a_formula_is_not_held_fixed(
    root: str, right: str, verdict: str | None
) -> None:
    """The gradient of a normalisation goes by way of the deviation."""
    given = (
        rf"$$\mu=\frac1n\sum_{{k=1}}^n a_k,\quad {root}^2=\frac1n\sum_{{k=1}}^n(a_k-\mu)^2,"
        rf"\quad h_k=\frac{{a_k-\mu}}{{\sqrt{{{root}^2+\delta}}}}$$"
    )
    claim = (
        rf"\frac{{\partial L}}{{\partial a_k}}=\frac{{1}}{{\sqrt{{{root}^2+\delta}}}}\left("
        r"\frac{\partial L}{\partial h_k}-\frac1n\sum_j\frac{\partial L}{\partial h_j}"
        rf"{right}\right)"
    )
    assert last(given, claim) == verdict
