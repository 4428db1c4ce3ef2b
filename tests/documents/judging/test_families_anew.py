r"""Families of names: their members, second formulas for them, what their index runs over."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_DECAY = "$$\nx_{t+1}=(1-a)x_t\n$$"
_AVERAGE = "$$\nv_t=\\beta v_{t-1}+(1-\\beta)g_t,\\ v_0=0\n$$"
_PRODUCT = "$$\n\\alpha_t=\\prod_{s=1}^t(1-\\beta_s)\n$$"
_LAYERS = r"""$$
\sigma(z)=\frac{1}{1+e^{-z}},\quad a_j=\sigma(z_j),\quad z_j=w_ja_{j-1}+b_j,\quad j=1,2,3
$$"""
_SHARES = "$$\nr_{nk}=\\frac{e^{x_{nk}}}{\\sum_{j=1}^3e^{x_{nj}}}\n$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_DECAY, "x_t=(1+a)^tx_0", "refuted"),
        (_DECAY, "x_t=(1-a)^tx_0", "proved"),
        (_DECAY, "x_3=(1-a)^2x_0", "refuted"),
        (_DECAY, "x_3=(1-a)^3x_0", "proved"),
        (_AVERAGE, r"v_t=(1-\beta)\sum_{s=1}^t\beta^{s}g_s", "refuted"),
        (_AVERAGE, r"v_t=(1-\beta)\sum_{s=1}^t\beta^{t-s}g_s", "proved"),
        (_PRODUCT, r"\alpha_t=\beta_t\alpha_{t-1}", "refuted"),
        (_LAYERS, r"\frac{\partial a_2}{\partial b_1}=\sigma'(z_1)w_2\sigma'(z_2)", "proved"),
        (_LAYERS, r"\frac{\partial a_2}{\partial b_1}=\sigma'(z_1)w_1\sigma'(z_2)", "refuted"),
        (_LAYERS, "z_2=w_2a_1+b_2", "proved"),
        (_LAYERS, "z_2=w_2a_1-b_2", "refuted"),
        (_SHARES, r"\sum_{k=1}^3r_{nk}=1", "proved"),
    ],
)
def test_a_family(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # without a start the sum may leave it out: v_0 = 0 is often meant
        ("$$\nv_t=\\beta v_{t-1}+g_t\n$$", r"v_t=\sum_{s=1}^t\beta^{t-s-1}g_s"),
        # another recurrence is another rule
        (_DECAY, "x_{t+1}=(1+a)x_t"),
        # the input of a net is called otherwise
        (_LAYERS, "z_1=w_1x+b_1"),
        # a constant is left out
        ("$$\nh_t=wh_{t-1}+b\n$$", "h_t=w^th_0"),
        # in words it may be another case
        (_DECAY, r"x_3=(1-a)^2x_0 \text{ in the case of a restart}"),
        # at one index it may fail as the beginning is meant otherwise
        ("$$\nx_t=2x_{t-1},\\ x_0=1,\\ x_1=3\n$$", "x_t=2^{t-1}x_1"),
    ],
)
def test_what_may_be_meant_otherwise_is_not_refuted(given: str, claim: str) -> None:
    assert last(given, claim) != "refuted"


def test_a_false_second_formula_does_not_take_the_place_of_the_first() -> None:
    given = f"{_PRODUCT}\n\n$$\n\\alpha_t=\\beta_t\\alpha_{{t-1}}\n$$"
    assert last(given, r"\alpha_2=(1-\beta_1)(1-\beta_2)") == "proved"


_UNITS = r"""$$
x_j=\sum_iy_iw_{ji},\qquad y_j=\frac{1}{1+e^{-x_j}},\qquad E=\frac12\sum_j(y_j-d_j)^2
$$"""
_SCORES = r"""$$
p_k=\frac{e^{f_k}}{\sum_je^{f_j}},\quad L_i=-\log(p_{y_i})
$$"""
_LOGITS = r"""$$
p_i=\frac{e^{\ell_i}}{\sum_{j}e^{\ell_j}},\quad \mathcal{L}=-\log p_y
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_UNITS, r"\frac{\partial y_j}{\partial x_j}=y_j(1-y_j)", "proved"),
        (_UNITS, r"\frac{\partial y_j}{\partial x_j}=y_j(1+y_j)", "refuted"),
        (_UNITS, r"\frac{\partial E}{\partial x_j}=(y_j-d_j)(1-y_j)", "refuted"),
        (_UNITS, r"\frac{\partial x_j}{\partial w_{ji}}=y_i", "proved"),
        (_UNITS, r"\frac{\partial x_j}{\partial y_i}=w_{ji}", "proved"),
        (_SCORES, r"\frac{\partial L_i}{\partial f_k}=p_k-\mathbb{1}(y_i=k)", "proved"),
        (_SCORES, r"\frac{\partial L_i}{\partial f_k}=p_k+\mathbb{1}(y_i=k)", "refuted"),
        (_LOGITS, r"\frac{\partial\mathcal{L}}{\partial\ell_j}=p_j-\delta_{jy}", "proved"),
        (_LOGITS, r"\frac{\partial\mathcal{L}}{\partial\ell_j}=\delta_{jy}-p_j", "refuted"),
    ],
)
def test_slopes_of_open_families(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_the_member_that_a_label_with_a_value_chooses() -> None:
    given = "$$\nf=(3.2,5.1,-1.7),\\quad y_i=1,\\quad p_k=\\frac{e^{f_k}}{\\sum_je^{f_j}}\n$$"
    assert last(given, r"-\log(p_{y_i})\approx 2.04") == "proved"
    assert last(given, r"-\log(p_{y_i})\approx 2.14") == "refuted"


_NET = r"""$$
\text{net}_{h1}=w_1x_1+w_2x_2,\ \text{net}_{o1}=w_3\,\text{out}_{h1},\ \text{net}_{o2}=w_4\,\text{out}_{h1}
$$

$$
\text{out}=\frac{1}{1+e^{-\text{net}}},\quad E_{total}=\sum\frac12(target-output)^2,\quad w^+=w-\eta\frac{\partial E_{total}}{\partial w}
$$

$$
w=(0.1,0.2,0.4,-0.3),\ x=(1,2),\ target=(0,1),\ \eta=0.5
$$"""  # noqa: E501


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{out}_{o1}\approx 0.562", "proved"),
        (r"\text{out}_{o1}\approx 0.572", "refuted"),
        (r"E_{o1}\approx 0.158", "proved"),
        (r"E_{o1}\approx 0.168", "refuted"),
        (r"E_{total}\approx 0.307", "proved"),
        (r"E_{total}\approx 0.317", "refuted"),
        (r"\frac{\partial E_{total}}{\partial w_3}\approx 0.0861", "proved"),
        (r"\frac{\partial E_{total}}{\partial w_3}\approx 0.0961", "refuted"),
        (r"w_3^+\approx 0.357", "proved"),
    ],
)
def test_units_that_no_index_runs_over(claim: str, verdict: str) -> None:
    assert last(_NET, claim) == verdict


def test_an_entry_of_a_marked_list() -> None:
    given = "$$\nw=(0.4,0.5),\\ g=(0.1,0.2),\\ w^+=w-0.5g\n$$"
    assert last(given, "w_1^+=0.35") == "proved"
    assert last(f"{given}\n\n$$\nw_1^+=0.35\n$$", "w_2^+=0.45") == "refuted"
    assert last(given, "w_2^+=0.45") != "refuted"  # the first entry may be a name of its own


_SHALLOW = r"""$$
h_d=\max(0,\theta_d+x),\quad y=h_1-2h_2,\quad \theta_1=1,\ \theta_2=-1
$$

$$
x=2:\ h_1=3,\ y=1
$$"""


def test_members_at_another_value() -> None:
    """What was worked out at one x is not kept for the next."""
    assert last(_SHALLOW, r"x=0:\ y=1") == "proved"
    assert last(_SHALLOW, r"x=0:\ y=2") == "refuted"
    assert last(_SHALLOW, r"x=0:\ h_1=1") == "proved"


def test_a_second_formula_that_is_concluded_in_a_sentence_is_a_claim() -> None:
    given = r"$$a_t=\prod_{s=1}^t(1-b_s),\qquad b_1=0.1,\ b_2=0.2,\ b_3=0.5$$"
    false = given + "\n\n" + r"Hence $a_t=b_ta_{t-1}$."
    assert entries(false)[-1].verdict == "refuted"
    assert entries(false + "\n\n$$a_2=0.72$$")[-1].verdict == "proved"
    assert entries(false.replace("Hence", "Now let"))[-1].verdict is None
