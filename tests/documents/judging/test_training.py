r"""Weights after patterns that a rule of learning goes through: "after the second pair"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

HEBB = r"""
We use the Hebb rule $w_i(\text{new})=w_i(\text{old})+x_iy$ and $b(\text{new})=b(\text{old})+y$.
All weights and the bias are zero at the start. The pairs are $(1,1)\to1$, $(1,-1)\to-1$,
$(-1,1)\to-1$ and $(-1,-1)\to-1$, in this order.
"""
SIGN = r"""
$$
y=\begin{cases}1&\text{if } w\cdot x+b\ge0\\-1&\text{otherwise}\end{cases},\quad
\Delta w=\eta(t-y)x,\ \Delta b=\eta(t-y),\quad \eta=0.5,\ w=(1,0),\ b=0
$$

$$
A=(1,2),\ t_A=-1;\quad B=(-1,1),\ t_B=1;\quad C=(2,-1),\ t_C=1
$$
"""
MISTAKES = r"""
Start with $w=(0,0)$, $b=0$. If $y_i(w\cdot x_i+b)\le0$ then $w\leftarrow w+y_ix_i$ and
$b\leftarrow b+y_i$. The data are $x_1=(2,1)$, $y_1=1$, $x_2=(1,-1)$, $y_2=-1$, $x_3=(-1,2)$,
$y_3=1$.
"""
BAND = r"""
$$
y=\begin{cases}1&\text{if } a>\theta\\0&\text{if } -\theta\le a\le\theta\\
-1&\text{if } a<-\theta\end{cases},\quad a=b+\sum_ix_iw_i
$$

If $y\ne t$: $w_i(\text{new})=w_i(\text{old})+\alpha tx_i$, $b(\text{new})=b(\text{old})+\alpha t$.
Let $\alpha=1$, $\theta=0.2$, and let all weights and the bias be $0$ initially. The training pairs
are $(1,1)\to1$, $(1,0)\to-1$, $(0,1)\to-1$, $(0,0)\to-1$.
"""
SIGMOID = r"""
The update is $w_i\leftarrow w_i-\eta\,\delta\,x_i$, where $\delta=y-t$,
$y=\sigma(w_1x_1+w_2x_2)$ and $\sigma(z)=\frac{1}{1+e^{-z}}$. Let $w_1=0.3$, $w_2=0.6$, $\eta=1$.
The training examples are $x^{(1)}=(1,0)$, $t^{(1)}=1$ and $x^{(2)}=(0,1)$, $t^{(2)}=0$.
"""
STEPS = r"""
$$
\mathbf{w}(k+1)=\mathbf{w}(k)+\eta e(k)\mathbf{x}(k),\quad e(k)=d(k)-\mathbf{w}(k)^T\mathbf{x}(k),
\quad \eta=0.5,\quad \mathbf{w}(0)=(0,0)
$$

$$
\mathbf{x}(0)=(1,0),\ d(0)=1,\quad \mathbf{x}(1)=(1,1),\ d(1)=0
$$
"""
ARRAY = r"""
The unit has output $y=1$ if $w_1x_1+w_2x_2\ge\theta$ and $y=0$ otherwise. The learning rule is
$w_i'=w_i+\alpha(t-y)x_i$, $\theta'=\theta-\alpha(t-y)$, with $\alpha=0.5$, $w_1=0$, $w_2=0$,
$\theta=0.5$. The patterns:

$$
\begin{array}{cc|c}x_1&x_2&t\\0&0&0\\0&1&1\\1&0&1\\1&1&1\end{array}
$$
"""
TABLE = r"""
The output is $y=1$ if $w_1x_1+w_2x_2+b>0$ and $y=0$ otherwise. The rule is
$w_i\leftarrow w_i+\eta(t-y)x_i$, $b\leftarrow b+\eta(t-y)$ with $\eta=0.5$. The weights and the
bias start at zero.

| $x_1$ | $x_2$ | target |
|---|---|---|
| 0 | 0 | 0 |
| 0 | 1 | 1 |
| 1 | 0 | 1 |
| 1 | 1 | 1 |
"""
PAIRS = r"""
The rule $w\leftarrow w+yx$, $b\leftarrow b+y$ is used after a mistake on $(x,y)$. At the start
$w=(0,0)$ and $b=-1$. The data are $\{((2,0),1),((1,1),1),((-1,-1),-1)\}$.
"""


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (HEBB, r"\text{after the first pair: } w=(1,1),\ b=1"),
        (HEBB, r"\text{after the second pair: } w=(0,2),\ b=0"),
        (HEBB, r"\text{after } (1,-1):\ w_1=0,\ w_2=2"),
        (HEBB, r"\text{after the fourth pair } w=(2,2) \text{ and } b=-2"),
        (HEBB, r"\text{one pass over the pairs gives } w=(2,2),\ b=-2"),
        (HEBB, r"\text{after all four pairs the weights are } w=(2,2),\ b=-2"),
        (HEBB, r"\text{for the third pair: } \Delta w_1=1,\ \Delta w_2=-1,\ \Delta b=-1"),
        (HEBB, r"\text{with binary inputs and targets } y=x_1x_2 \text{ one pass gives } w=(1,1)"),
        (SIGN, r"\text{for the pattern } A:\ \Delta w=(-1,-2),\ \Delta b=-1"),
        (SIGN, r"\text{after the pattern } A:\ w=(0,-2),\ b=-1"),
        (SIGN, r"\text{after } B:\ w=(-1,-1),\ b=0"),
        (SIGN, r"w=(-1,-1),\ b=0: \text{ the pattern } C \text{ is misclassified}"),
        (SIGN, r"\text{after } C:\ w=(1,-2),\ b=1"),
        (MISTAKES, r"\text{after the first point } w=(2,1),\ b=1"),
        (MISTAKES, r"\text{after the second point } w=(1,2),\ b=0"),
        (MISTAKES, r"\text{after the first epoch } w=(1,2)"),
        (BAND, r"\text{after the second pair: } w=(0,1),\ b=0"),
        (BAND, r"\text{after ten epochs } w=(2,3),\ b=-4"),
        (BAND, r"\text{after the first pair of the second epoch: } w=(1,1),\ b=0"),
        (SIGMOID, r"\text{after the first example } w_1\approx0.726"),
        (SIGMOID, r"\text{after the second example } w_2\approx-0.046"),
        (STEPS, r"\mathbf{w}(1)=(0.5,0)"),
        (STEPS, r"\mathbf{w}(2)=(0.25,-0.25)"),
        (ARRAY, r"\text{after the second pattern: } w_2=0.5,\ \theta=0"),
        (ARRAY, r"w_1=1,\ w_2=1,\ \theta=0.5: \text{ the TLU computes OR}"),
        (ARRAY, r"\text{no } w_1,w_2,\theta \text{ make the TLU compute XOR}"),
        (TABLE, r"\text{after the second pattern } w_1=0,\ w_2=0.5,\ b=0.5"),
        (TABLE, r"w_1=w_2=1,\ b=-0.5: \text{ all patterns are classified correctly}"),
        (PAIRS, r"\text{after one pass } b=0"),
    ],
)
def test_what_is_right_is_proved(given: str, claim: str) -> None:
    """Each was worked by hand."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (HEBB, r"\text{after the second pair: } w=(2,0)"),
        (HEBB, r"\text{after the third pair: } w=(1,1),\ b=1"),
        (HEBB, r"\text{one pass over the pairs gives } w=(2,2),\ b=2"),
        (SIGN, r"\text{for the pattern } A:\ \Delta w=(-1,2)"),
        (SIGN, r"\text{after } B:\ w=(-1,1)"),
        (SIGN, r"w=(-1,-1),\ b=0: \text{ all three patterns are classified correctly}"),
        (MISTAKES, r"\text{after the second point } w=(3,0)"),
        (BAND, r"\text{after ten epochs } w=(2,3),\ b=-3"),
        (STEPS, r"\mathbf{w}(2)=(0.25,0.25)"),
        (ARRAY, r"\text{after the second pattern: } w_2=0"),
        (ARRAY, r"w_1=1,\ w_2=1,\ \theta=0.5: \text{ the TLU computes AND}"),
        (ARRAY, r"\text{no } w_1,w_2,\theta \text{ make the TLU compute NAND}"),
        (TABLE, r"\text{after the second pattern } b=1"),
        (TABLE, r"w_1=w_2=1,\ b=-1.5: \text{ all patterns are classified correctly}"),
    ],
)
def test_what_is_wrong_is_refuted(given: str, claim: str) -> None:
    """At the moment that is told, and in later passes as well."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # in the second epoch it is so
        (BAND, r"\text{after the first pair: } w=(1,1),\ b=0"),
        # whether the weights before or after it are meant
        (SIGN, r"\text{for the pattern } A:\ w=(0,-2)"),
        # the order of a set
        (PAIRS, r"\text{after one epoch } w=(2,0)"),
        # the sign of 0
        (HEBB.replace("We use", r"$y=\operatorname{sign}(w\cdot x)$."), r"w=(0,0)"),
        # something may begin anew
        (HEBB + "\nNow start again with $w=(1,0)$.\n", r"\text{after the first pair } w=(1,1)"),
        (HEBB + "\nThe pairs are $(2,1)\\to1$.\n", r"\text{after the first pair } w=(1,1)"),
        # a setting rather than a result
        (HEBB, r"\text{with } w=(1,1) \text{ after the first pair } b=1"),
        # what is not told
        (
            HEBB.replace("All weights and the bias are zero", "We begin"),
            r"\text{after the first pair } w=(1,1)",
        ),
        (HEBB.replace("in this order", "in random order"), r"\text{after the first pair } w=(1,1)"),
        (
            HEBB + "\nThe rule is used only if the unit errs.\n",
            r"\text{after the first pair } w=(1,1)",
        ),
        (HEBB, r"\text{after the fifth pair } w=(2,2)"),
        (HEBB, r"\text{after the second pair and a rest } w=(0,2)"),
    ],
)
def test_what_is_not_told_is_left_open(given: str, claim: str) -> None:
    """Neither proved nor refuted."""
    assert last(given, claim) not in ("proved", "refuted")


def test_what_is_said_in_prose_and_of_the_moment_before() -> None:
    """Sentences with several formulas, and one that goes on from them."""
    text = HEBB + "\nAfter the third pair the weights are $w=(1,1)$ and $b=-1$. After the fourth "
    text += "pair $w=(2,2)$, $b=2$.\n\n$$\\text{all pairs are now classified correctly}$$\n"
    text = text.replace(
        "We use", r"The output is $o=1$ if $w\cdot x+b>0$ and $o=-1$ otherwise. Use"
    )
    found = [(e.latex, e.verdict) for e in entries(text) if e.verdict is not None]
    assert found[:4] == [
        ("w=(1,1)", "proved"),
        ("b=-1", "proved"),
        ("w=(2,2)", "proved"),
        ("b=2", "refuted"),
    ]


def test_a_wrong_value_gives_the_right_one_and_is_no_definition() -> None:
    """What follows rests on the weights that are right."""
    text = (
        HEBB
        + "\n$$\\text{after the second pair: } b=3$$\n\n$$\\text{after the third pair: } b=-1$$\n"
    )
    wrong, right = [e for e in entries(text) if e.verdict is not None]
    assert wrong.verdict == "refuted"
    assert wrong.right_value is not None
    assert (wrong.right_value.latex, right.verdict) == ("0", "proved")


def test_a_step_in_one_sentence() -> None:
    """All that it needs is set in it."""
    claim = r"w^{(1)}=w^{(0)}+\eta\,(t-y)x \text{ with } w^{(0)}=(0.2,-0.1),\ \eta=0.1,\ t=1,\ y=0,"
    claim += r"\ x=(1,2) \text{ gives } w^{(1)}="
    assert last("A perceptron.", claim + "(0.3,0.1)") == "proved"
    assert last("A perceptron.", claim + "(0.3,-0.1)") == "refuted"
