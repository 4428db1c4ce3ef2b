r"""What units give for inputs from {0, 1}: "only at x = (1, 1)", "exactly when", "computes OR"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

UNIT = (
    r"$$\text{perceptron: } y=\begin{cases}1&\text{if } \sum_iw_ix_i\geq T\\0&\text{else}"
    r"\end{cases},\qquad x_i\in\{0,1\}$$"
)
STEPS = (
    r"$$h_1=\phi(u_1+u_2-0.5),\quad h_2=\phi(u_1+u_2-1.5),\quad y=\phi(h_1-h_2-0.5),"
    r"\quad u\in\{0,1\}^2,\qquad \phi(z)=\begin{cases}1&\text{if } z>0\\0&\text{if } z\le 0"
    r"\end{cases}$$"
)
VOTES = (
    r"$$\mbox{output}=\begin{cases}0&\mbox{if } \sum_jw_jx_j\leq\mbox{threshold}\\"
    r"1&\mbox{if } \sum_jw_jx_j>\mbox{threshold}\end{cases},\qquad w_1=6,\ w_2=2,\ w_3=2,"
    r"\quad x_1,x_2,x_3\in\{0,1\}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (UNIT, r"w=(1,1),\ T=2: \text{ the perceptron computes AND of } x_1,x_2", "proved"),
        (UNIT, r"w=(1,1),\ T=2: \text{ the perceptron computes OR of } x_1,x_2", "refuted"),
        (UNIT, r"w=(1,1),\ T=1:\quad \text{the unit does not compute AND}", "proved"),
        (UNIT, r"w=(1,-1),\ T=0:\quad \text{the perceptron is } 0 \text{ only at } x=(0,1)",
         "proved"),
        (UNIT, r"w=(1,-1),\ T=0:\quad \text{the perceptron is } 1 \text{ only at } x=(0,1)",
         "refuted"),
        (UNIT, (r"w=(1,1,1),\ T=2:\quad y=1 \text{ if and only if at least two of } x_1,x_2,x_3"
         r" \text{ are } 1"), "proved"),
        (UNIT, (r"w=(1,1,1),\ T=2:\quad y=1 \text{ exactly when exactly two of } x_1,x_2,x_3"
         r" \text{ are } 1"), "refuted"),
        (STEPS, r"h_2=1 \text{ only at } u=(1,1) \text{ among } u\in\{0,1\}^2", "proved"),
        (STEPS, r"h_1=1 \text{ only at } u=(1,1)", "refuted"),
        (STEPS, r"y=\phi(h_1+h_2-0.5) \text{ computes XOR as well}", "refuted"),
        (STEPS, r"h_1=1 \text{ only at } u=(1,1) \text{ among } u\in\{-1,1\}^2", "proved"),
        (STEPS, r"h_1=0 \text{ exactly when both } u_1 \text{ and } u_2 \text{ are } 0", "proved"),
        (VOTES, (r"\mbox{threshold}=3:\ \mbox{output}=1 \text{ exactly when } x_1=1 \text{ or }"
         r" x_2=x_3=1"), "proved"),
        (VOTES, (r"\mbox{threshold}=3:\ \mbox{output}=1 \text{ exactly when } x_1=1 \text{ and }"
         r" x_2=x_3=1"), "refuted"),
        (VOTES, (r"\mbox{threshold}=5:\ \text{the output is } 1 \text{ for exactly } 5"
         r" \text{ of the } 8 \text{ inputs}"), "refuted"),
        (VOTES, (r"\mbox{threshold}=5:\ \text{the output is } 1 \text{ for exactly } 4"
         r" \text{ of the } 8 \text{ inputs}"), "proved"),
    ],
)  # fmt: skip
def test_what_units_give(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (UNIT, r"\text{the perceptron computes OR of } x_1,x_2"),  # its weights are not said
        (UNIT, r"w=(1,1),\ T=2: \text{ the perceptron computes AND of } x_2,x_3"),
        (UNIT, r"w=(1,1),\ T=2: \text{ the perceptron usually computes OR of } x_1,x_2"),
        (STEPS, r"\text{the hidden unit computes XOR}"),  # which of the two
        (VOTES, (r"\mbox{threshold}=5:\ \text{the output is } 1 \text{ for exactly } 5"
         r" \text{ of the } 16 \text{ inputs}")),
        (UNIT.replace(r"\{0,1\}", r"\{-1,1\}"),
         r"w=(1,1),\ T=2: \text{ the perceptron is } 1 \text{ only at } x=(0,1)"),
    ],
)  # fmt: skip
def test_units_that_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_a_sigmoid_that_is_near_a_gate_is_not_called_another() -> None:
    given = r"$$\sigma(z)=\frac{1}{1+e^{-z}},\quad y=\sigma(20x_1+20x_2-10),\quad x\in\{0,1\}^2$$"
    assert last(given, r"y \text{ computes OR}") != "refuted"
    assert last(given, r"y \text{ computes AND}") == "refuted"
