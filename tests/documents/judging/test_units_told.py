r"""Threshold units that are told in words, what they compute, and what one unit can."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_UNIT = r"""$$\text{unit: output } 1 \text{ if } w\cdot x+b\ge0 \text{ and } 0 \text{ otherwise},\
x\in\{0,1\}^n$$"""
_OTHER = r"""$$\text{A threshold neuron outputs } 0 \text{ if } w_1x_1+w_2x_2<\theta \text{ and }
1 \text{ otherwise}$$"""
_MAJORITY = r" \text{ the unit gives the majority of three inputs}"
_BY_ONE = r" \text{ functions of two inputs can be computed by one unit}"
_OF_THREE = r" \text{ functions of three inputs are computed by a unit}"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_UNIT, r"w=(1,1),\ b=-1.5: \text{ the unit computes AND}", "proved"),
        (_UNIT, r"w=(1,1),\ b=-1: \text{ the unit computes AND}", "refuted"),
        (_UNIT, r"w=(1,1),\ b=-1: \text{ the unit computes OR}", "proved"),
        (_UNIT, r"w=(-1,-1),\ b=1.5: \text{ the unit computes NAND}", "proved"),
        (_UNIT, r"w=(0,-1),\ b=0.5: \text{ the unit computes NOT } x_2", "proved"),
        (_UNIT, r"w=(0,-1),\ b=0.5: \text{ the unit computes NOT } x_1", "refuted"),
        (_UNIT, r"w=(1,-1),\ b=-1: \text{ the unit computes } x_1 \text{ AND NOT } x_2", "proved"),
        (_UNIT, r"w=(1,-1),\ b=0: \text{ the unit computes } x_1 \text{ AND NOT } x_2", "refuted"),
        (_UNIT, r"w=(1,-1),\ b=0: \text{ the unit computes } x_1 \text{ OR NOT } x_2", "proved"),
        (_UNIT, r"w=(1,1,1),\ b=-2:" + _MAJORITY, "proved"),
        (_UNIT, r"w=(1,1,1),\ b=-1:" + _MAJORITY, "refuted"),
        (_OTHER, r"w_1=w_2=1,\ \theta=1.5: \text{ the neuron computes AND}", "proved"),
        (_OTHER, r"w_1=w_2=1,\ \theta=0.5: \text{ the neuron computes AND}", "refuted"),
    ],
)  # fmt: skip
def test_a_unit_that_words_describe(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{OR}(1,1)=0", "refuted"),
        (r"\text{OR}(1,0)=1", "proved"),
        (r"\text{XOR}(1,1)=0", "proved"),
        (r"\text{NOT}(0)=0", "refuted"),
        (r"\text{AND}(1,1,0)=0", "proved"),
        # parity, or one of three
        (r"\text{XOR}(1,1,1)=1", None),
        (r"\text{OR}(a,1)=0", None),
    ],
)
def test_gates_at_bits(claim: str, verdict: str | None) -> None:
    assert last("", claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("", r"\text{a single threshold unit can compute AND}", "proved"),
        ("", r"\text{a single threshold unit cannot compute XOR}", "proved"),
        ("", r"\text{one perceptron can compute XOR}", "refuted"),
        ("", r"\text{a perceptron can not compute AND}", "refuted"),
        ("", r"\text{one perceptron can compute } x_1\oplus x_2\oplus x_3", "refuted"),
        ("", r"\text{a perceptron can compute } x_1\wedge(x_2\vee x_3)", "proved"),
        ("", r"\text{a perceptron can compute the majority of three bits}", "proved"),
        ("", r"\text{a perceptron cannot compute the parity of three bits}", "proved"),
        (_UNIT, r"\text{one unit can compute } x_1\oplus x_2\oplus x_3\text{ (parity)}", "refuted"),
        (_UNIT, r"\text{one unit cannot compute XOR}", "proved"),
        # which units they are is not told; not said of each
        ("", r"\text{one unit can compute XOR}", None),
        ("", r"\text{any perceptron can compute AND}", None),
        (_UNIT, r"14 \text{ of the } 16" + _BY_ONE, "proved"),
        (_UNIT, r"104 \text{ of the } 256" + _OF_THREE, "proved"),
        (_UNIT, r"13 \text{ of the } 16" + _BY_ONE, "refuted"),
        # some functions of another kind
        (_UNIT, r"14 \text{ of the } 15" + _BY_ONE, None),
        ("", r"14 \text{ of the } 16" + _BY_ONE, None),
    ],
)  # fmt: skip
def test_what_one_unit_can_compute(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_a_restriction_in_a_premise_is_none_of_other_sentences() -> None:
    count = r"14 \text{ of the } 16 \text{ functions of two inputs can be computed by one unit}"
    premise = r"$$\text{if all } w_i\ge0, \text{ then the unit is monotone}$$"
    assert last(f"{_UNIT}\n\n{premise}", count) == "proved"
    assert last(f"{_UNIT}\n\nHere all $w_i\\ge0$.", count) in (None, "undecided")


def test_a_unit_with_words_for_its_weights_that_nothing_tells_is_open() -> None:
    claim = r"\text{a single unit with weights } w_1=w_2 \text{ cannot compute AND}"
    found = entries(f"$$\n{claim}\n$$")
    assert all("failed" not in (entry.reason or "") for entry in found)
    assert all(entry.verdict in (None, "undecided") for entry in found)
