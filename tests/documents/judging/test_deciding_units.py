r"""What decides a unit: "exactly if at least two of its inputs are 1", "for 4 of the 8 inputs"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import count, entries, last

SIGNS = (
    r"$$a=\mathrm{Sgn}(x_1+x_2+0.5),\quad b=\mathrm{Sgn}(x_1+x_2-1.5),\quad"
    r" \mathrm{Sgn}(t)=\begin{cases}1&\text{if } t\geq0\\-1&\text{if } t<0\end{cases}$$"
)
THREE = (
    r"$$\hat{y}=\begin{cases}1&\text{if } 0.3x_1+0.3x_2+0.3x_3-0.4>0\\-1&\text{if }"
    r" 0.3x_1+0.3x_2+0.3x_3-0.4<0\end{cases},\qquad x_i\in\{0,1\}$$"
)
STEP = r"$$u(p,q)=H(p+q-2),\quad H(t)=\begin{cases}1&t\ge0\\0&t<0\end{cases},\quad p,q\in\{0,1\}$$"
AT = THREE + "\n\n" + r"$$x_1=0,\ x_2=1,\ x_3=0:\quad \hat{y}=-1$$"
WEIGHTED = (
    r"$$y=\begin{cases}1&w_1x_1+w_2x_2\ge\theta\\0&\text{otherwise}\end{cases},\quad"
    r" x_1,x_2\in\{0,1\}$$"
)
VECTOR = r"$$f(x)=\mathrm{sign}(w^Tx+b),\quad x\in\{-1,1\}^2,\quad w=(1,1)^T,\quad b=1$$"
ONES, LESS = r"w_1=w_2=1,\ \theta=1:\quad ", r"w_1=w_2=-1,\ \theta=-1:\quad "
OVER = r", \text{ for } x_1,x_2\in\{-1,1\}"

DECIDED = [
    (SIGNS, r"a=1 \text{ exactly if } x_1=1 \text{ or } x_2=1" + OVER, "proved"),
    (SIGNS, r"b=1 \text{ exactly if } x_1=1 \text{ or } x_2=1" + OVER, "refuted"),
    (SIGNS, r"b=1 \text{ if and only if } x_1=1 \text{ and } x_2=1" + OVER, "proved"),
    (SIGNS, r"a=-1 \text{ iff both inputs are } -1" + OVER, "proved"),
    (SIGNS, r"a=1 \text{ exactly when } x_1 \text{ and } x_2 \text{ differ}" + OVER, "refuted"),
    (SIGNS, r"a \text{ computes OR of } x_1 \text{ and } x_2" + OVER, "proved"),
    (SIGNS, r"b \text{ computes XOR of } x_1 \text{ and } x_2" + OVER, "refuted"),
    (THREE, r"\hat{y}=1 \text{ exactly if at least two of the three inputs are } 1", "proved"),
    (THREE, r"\hat{y}=1 \text{ exactly if at least one of the three inputs is } 1", "refuted"),
    (THREE, r"\hat{y}=1 \text{ exactly if two or more of the inputs are } 1", "proved"),
    (THREE, r"\hat{y}=1 \text{ precisely when at most one of the inputs is } 0", "proved"),
    (THREE, r"\hat{y}=-1 \text{ if and only if fewer than two of } x_1,x_2,x_3 \text{ are } 1",
     "proved"),
    (THREE, r"\hat{y}=1 \text{ whenever } x_1=1 \text{ or } x_2=1", "refuted"),
    (THREE, r"\hat{y}=1 \text{ whenever all of the inputs are } 1", "proved"),
    (THREE, r"\hat{y}=1 \text{ only if at least one of the inputs is } 1", "proved"),
    (THREE, r"\hat{y}=1 \text{ only if all the inputs are } 1", "refuted"),
    (THREE, r"\hat{y}=1 \text{ only when } x_1=1", "refuted"),
    (THREE, r"\hat{y}=1 \text{ iff an odd number of the inputs are } 1", "refuted"),
    (THREE, r"\hat{y}=1 \text{ iff the number of inputs equal to } 1 \text{ is at least } 2",
     "proved"),
    (THREE, r"\hat{y}=1 \text{ iff the majority of the inputs is } 1", "proved"),
    (THREE, r"\text{the unit fires if and only if at least two inputs are active}", "proved"),
    (THREE, r"\text{number of inputs } x\in\{0,1\}^3 \text{ with } \hat{y}=1 \text{ is } 4",
     "proved"),
    (THREE, r"\text{number of inputs } x\in\{0,1\}^3 \text{ with } \hat{y}=1 \text{ is } 3",
     "refuted"),
    (THREE, r"\hat{y}=1 \text{ for exactly } 4 \text{ of the } 8 \text{ inputs}", "proved"),
    (THREE, r"\hat{y}=-1 \text{ for } 5 \text{ of the } 8 \text{ possible inputs}", "refuted"),
    (THREE, r"\text{there are exactly four inputs with } \hat{y}=1", "proved"),
    (THREE, r"\text{exactly } 5 \text{ of the } 8 \text{ inputs give } \hat{y}=1", "refuted"),
    (STEP, r"u(p,q)=1 \text{ exactly if } p=1 \text{ and } q=1", "proved"),
    (STEP, r"u(p,q)=1 \text{ exactly if } p=1 \text{ or } q=1", "refuted"),
    (STEP, r"u(p,q)=0 \text{ exactly if at least one of } p,q \text{ is } 0", "proved"),
    (WEIGHTED, ONES + r"y=1 \text{ exactly if at least one input is } 1", "proved"),
    (WEIGHTED, ONES + r"y=1 \text{ exactly if both inputs are } 1", "refuted"),
    (WEIGHTED, ONES + r"\text{the number of inputs with } y=1 \text{ is } 3", "proved"),
    (WEIGHTED, LESS + r"\text{the unit fires unless both inputs are } 1", "proved"),
    (WEIGHTED, LESS + r"\text{the unit fires unless both inputs are } 0", "refuted"),
    (WEIGHTED, LESS + r"y \text{ computes NAND of } x_1 \text{ and } x_2", "proved"),
    (WEIGHTED, LESS + r"y \text{ computes AND of } x_1 \text{ and } x_2", "refuted"),
    (VECTOR, r"f(x)=-1 \text{ if and only if both components of } x \text{ are } -1", "proved"),
    (VECTOR, r"f(x)=1 \text{ if and only if } x_1=1", "refuted"),
    (VECTOR, r"f(x)=1 \text{ for } 3 \text{ of the } 4 \text{ inputs}", "proved"),
    (THREE, r"\text{if at most one input is } 1, \text{ then } \hat{y}=-1", "proved"),
    (THREE, r"\hat{y}=1 \text{ exactly for } x_1=x_2=x_3=1", "refuted"),
    (THREE, r"\hat{y}=1 \text{ for } x=(1,1,1) \text{ only}", "refuted"),
    (STEP, r"u=1 \text{ for exactly one of the four inputs}", "proved"),
    (STEP, r"u=1 \text{ for half of the inputs}", "refuted"),
    (STEP, r"u=1 \text{ exactly when the sum of the inputs is at least } 2", "proved"),
    # The values that another claim has put in are not meant.
    (AT, r"\hat{y}=1 \text{ exactly if at least two of the three inputs are } 1", "proved"),
    (AT, r"\hat{y}=-1 \text{ if and only if an even number of inputs are } 1", "refuted"),
    (AT, r"\hat{y}=-1 \text{ only if } x_1=0", "refuted"),
]  # fmt: skip

OPEN = [
    # Where -1 is what is true, an AND is an OR.
    (SIGNS, r"b \text{ computes OR of } x_1 \text{ and } x_2" + OVER),
    # How many inputs there are is said otherwise, or which is meant is open.
    (THREE, r"\hat{y}=1 \text{ exactly if at least two of the four inputs are } 1"),
    (THREE, r"\hat{y}=1 \text{ for exactly } 4 \text{ of the } 16 \text{ inputs}"),
    (THREE, r"\text{number of inputs } x\in\{0,1\}^4 \text{ with } \hat{y}=1 \text{ is } 4"),
    (THREE, r"\hat{y}=1 \text{ exactly if two of the inputs are } 1"),
    (THREE, r"\hat{y}=1 \text{ exactly if } x_1=2 \text{ or } x_2=2"),
    (THREE, r"\hat{y}=1 \text{ exactly if most friends of the inputs are } 1"),
    (WEIGHTED, r"y=1 \text{ exactly if at least one input is } 1"),  # of which weights
    (WEIGHTED, r"w_1=1:\quad y=1 \text{ exactly if at least one input is } 1"),
    # From which numbers they are is not said, or said in two ways.
    (SIGNS, r"a=1 \text{ exactly if at least one of the inputs is } 1"),
    (THREE + r" Later $x_i\in\{-1,1\}$.", r"\hat{y}=-1 \text{ if at most one input is } 0"),
    (r"$$y=\sigma(2x_1-1),\ z=\sigma(x_1+x_2),\quad x_1,x_2\in\{0,1\}$$",
     r"z=0.88 \text{ exactly if } x_1=1 \text{ and } x_2=1"),
    # With x_2 = 1 it holds, and not for all inputs.
    (AT, r"\hat{y}=1 \text{ if } x_1=1"),
    (SIGNS, r"a=1 \text{ exactly when two of the inputs are friends}"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "claim", "wanted"), DECIDED)
def test_when_units_have_a_value(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_is_not_certain_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_words_that_say_when_it_holds_are_not_left_out() -> None:
    given = r"$$f=r+s,\quad r=1,\quad s=0$$"
    for claim in (
        r"f=2 \text{ exactly when two of the inputs are } 1",
        r"f=1 \text{ only if all inputs are small}",
        r"f=2 \text{ whenever both are large}",
    ):
        assert last(given, claim) not in ("proved", "refuted")


def test_a_claim_of_this_kind_gives_no_value() -> None:
    claim = r"\hat{y}=1 \text{ exactly if at least two of the three inputs are } 1"
    text = f"{THREE}\n\n$$\n{claim}\n$$"
    later = entries(f"{text}\n\n$$\nx_1=x_2=x_3=0:\\quad \\hat{{y}}=-1\n$$")[count(text) :]
    assert [entry.verdict for entry in later if entry.verdict] == ["proved"]
