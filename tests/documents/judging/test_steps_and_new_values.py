"""Steps counted above a letter, values said to be new, and families that repeat."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

STEPS = r"$$w^{k+1}=w^k+\eta x_k$$" + "\n\n" + r"$$w^1=2,\ x_1=3,\ x_2=4,\ \eta=0.5$$"
DESCENT = r"$$x^{t+1}=x^t-\eta g(x^t),\quad g(x)=2x,\quad\eta=0.1$$" + "\n\n" + "$$x^0=1$$"
COLUMNS = (
    r"$$\mathbf{w}^{k+1}=\mathbf{w}^k+\mathbf{x}_k$$"
    "\n\n"
    r"$$\mathbf{w}^1=\begin{bmatrix}1\\-1\end{bmatrix},\ "
    r"\mathbf{x}_1=\begin{bmatrix}1\\-2\end{bmatrix}$$"
)
NEW = (
    r"$$w_{ij}(new)=w_{ij}+\alpha(-1-z_{in_j})x_i,\quad z_{in_1}=b_1+x_1w_{11},\ \alpha=0.5$$"
    "\n\n"
    r"$$b_1=2,\ x_1=3,\ w_{11}=1$$"
)
OLD = (
    r"$$w_i(\text{new})=w_i(\text{old})+tx_i,\quad b(\text{new})=b(\text{old})+t$$"
    "\n\n"
    "$$w_1=1,\\ w_2=2,\\ b=3,\\ x_1=1,\\ x_2=2,\\ t=-1$$"
)
PERIODIC = (
    r"$$w^{(k)}=w^{(k-1)}+l_k\max(0,w^{(k-1)}),\quad w^{(0)}=1,\quad l_{k+2}=l_k$$"
    "\n\n"
    "$$l_1=1,\\quad l_2=-0.5$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (STEPS, "w^2=3.5", "proved"),
        (STEPS, "w^3=5.5", "proved"),
        (STEPS, "w^3=6.5", "refuted"),
        (DESCENT, "x^2=0.64", "proved"),
        (DESCENT, "x^2=0.7", "refuted"),
        (COLUMNS, r"\mathbf{w}^2=\begin{bmatrix}2\\-3\end{bmatrix}", "proved"),
        (COLUMNS, r"\mathbf{w}^2=\begin{bmatrix}2\\-4\end{bmatrix}", "refuted"),
        # powers are powers
        ("$$a^{k+1}=a^ka$$\n\n$$a=2$$", "a^2=4", "proved"),
        ("$$r^{n+1}=r\\cdot r^n$$\n\n$$r=2,\\ n=3$$", "r^{n+1}=16", "proved"),
        # words in brackets
        (NEW, "w_{11}(new)=-8", "proved"),
        (NEW, "w_{11}(new)=10", "refuted"),
        (OLD, r"w_2(\text{new})=0", "proved"),
        (OLD, r"b(\text{new})=4", "refuted"),
        # families that repeat, and steps whose formulas would double
        (PERIODIC, "l_7=1", "proved"),
        (PERIODIC, "l_8=1", "refuted"),
        (PERIODIC, "w^{(12)}=1", "proved"),
        (PERIODIC, "w^{(11)}=2", "proved"),
        (PERIODIC, "w^{(11)}=1", "refuted"),
    ],
)
def test_values_of_steps(given: str, claim: str, found: str | None) -> None:
    """What is claimed of one step."""
    assert last(given, claim) == found


RECURRENT = (
    r"$$\mathbf{p}=[-1,1]^T,\ \mathbf{a}(0)=\mathbf{p},\quad \mathbf{a}(t+1)=\max\{-1,\min\{1,"
    r"\mathbf{W}\mathbf{a}(t)+\mathbf{b}\}\}$$"
    "\n\n"
    r"$$\mathbf{W}=\begin{bmatrix}0.2&0\\0&1.2\end{bmatrix},\ "
    r"\mathbf{b}=\begin{bmatrix}0.9\\0\end{bmatrix}$$"
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\mathbf{a}(1)=\begin{bmatrix}0.7\\1\end{bmatrix}", "proved"),
        (r"\mathbf{a}(2)=\begin{bmatrix}1\\1\end{bmatrix}", "proved"),
        (r"\mathbf{a}(1)=\begin{bmatrix}0.7\\1.2\end{bmatrix}", "refuted"),
    ],
)
def test_a_rule_for_the_next_step(claim: str, found: str) -> None:
    """What begins at a name, and goes on by a rule."""
    assert last(RECURRENT, claim) == found


def test_a_layer_is_no_step() -> None:
    """a^1 of a net and a(1) of another one are two things."""
    given = r"$$\mathbf{a}^1=[4,2]^T,\ \mathbf{a}(0)=[1,1]^T,\quad \mathbf{a}(t+1)=2\mathbf{a}(t)$$"
    assert last(given, r"\mathbf{a}(1)=[4,2]^T") != "proved"
    assert last(given, r"\mathbf{a}^1=[2,2]^T") != "proved"


PLAIN = (
    r"$$E=\frac12(t-v_1x_1-v_2x_2)^2,\quad v_1=0.5,\ v_2=1,\ x_1=2,\ x_2=1,\ t=3,\ \eta=0.1$$"
    "\n\n"
)
FOR_ALL = PLAIN + r"$$v^+=v-\eta\frac{\partial E}{\partial v}$$"
INDEXED = PLAIN + r"$$v_i^+=v_i-\eta\frac{\partial E}{\partial v_i}$$"
BEHIND = PLAIN + r"$$v^+_i=v_i-\eta\frac{\partial E}{\partial v_i}$$"
IN_WORDS = PLAIN + r"$$v^{\text{new}}=v-\eta\frac{\partial E}{\partial v}$$"
ASIDE = (
    r"$$E=\frac12(t-v_1x_1-v_2x_2)^2,\quad v=(0.5,1),\ x=(2,1),\ t=3,\ \eta=0.1,\quad "
    r"v^+=v-\eta\frac{\partial E}{\partial v}\ (\text{all } v \text{ from the old values})$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (FOR_ALL, "v_1^+=0.7", "proved"),
        (FOR_ALL, "v_2^{+}=1.1", "proved"),
        (FOR_ALL, "v_1^+=0.8", "refuted"),
        (FOR_ALL, "v_2^+=0.9", "refuted"),
        (INDEXED, "v_1^+=0.7", "proved"),
        (INDEXED, "v_1^+=0.8", "refuted"),
        (BEHIND, "v^+_2=1.1", "proved"),
        (IN_WORDS, r"v_1^{\text{new}}=0.7", "proved"),
        (IN_WORDS, r"v_1^{\text{new}}=0.3", "refuted"),
        (ASIDE, "v_1^+=0.7", "proved"),
    ],
)
def test_a_rule_holds_for_each_member(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (ASIDE, "v_1^+=0.8"),
        (PLAIN + r"$$v^+=v-\eta g$$", "v_1^+=0.8"),
        (r"$$v^+=v-\eta\frac{\partial E}{\partial v},\quad \eta=0.1$$", "v_1^+=0.8"),
        (PLAIN + "Let $v^+$ be the next $v$.", "v_1^+=0.8"),
    ],
)
def test_a_rule_that_is_not_whole_gives_nothing(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")
