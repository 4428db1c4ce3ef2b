r"""Entries of a named function: softmax with a temperature, f(x)_c of scores, p_y of a class."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_AT_LIST = r"""$$s(\mathbf{z})_i=\frac{e^{z_i}}{\sum_{j=1}^Ke^{z_j}},\quad\mathbf{z}=(1,2,3,1)$$"""
_SLOPE = r"\frac{\partial}{\partial z_k}s(\mathbf{z})_i"
_TEMPERATURE = r"""$$q_\tau(u)_k=\frac{e^{u_k/\tau}}{\sum_je^{u_j/\tau}}$$"""
_SLOPE_AT = r"\frac{\partial q_\tau(u)_k}{\partial u_j}"
_SCORES = r"""$$g(\mathbf{x})_c=\frac{\exp(a_c)}{\sum_k\exp(a_k)},\ l=-\log g(\mathbf{x})_y$$"""
_GIVEN = r"""$$a=(1,2,0),\quad y=2$$"""
_CLASS = r"""$$p_k=\frac{e^{b_k}}{\sum_je^{b_j}},\quad b=(1,2,0),\quad L=-\ln p_t,\quad t=3$$"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"s(\mathbf{z})_1=s(\mathbf{z})_4", "proved"),
        (r"s(\mathbf{z})_1=s(\mathbf{z})_2", "refuted"),
        (rf"{_SLOPE}=s(\mathbf{{z}})_i(\delta_{{ik}}-s(\mathbf{{z}})_k)", "proved"),
        (rf"{_SLOPE}=s(\mathbf{{z}})_i(\delta_{{ik}}+s(\mathbf{{z}})_k)", "refuted"),
    ],
)
def test_at_a_list_that_is_given(claim: str, verdict: str | None) -> None:
    assert last(_AT_LIST, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\sum_kq_\tau(u)_k=1", "proved"),
        (rf"{_SLOPE_AT}=\frac1\tau q_\tau(u)_k(\delta_{{kj}}-q_\tau(u)_j)", "proved"),
        (rf"{_SLOPE_AT}=q_\tau(u)_k(\delta_{{kj}}-q_\tau(u)_j)", "refuted"),
        (r"\log q_\tau(u)_k=\frac{u_k}\tau-\log\sum_je^{u_j/\tau}", "proved"),
    ],
)
def test_a_parameter_stands_below_the_head(claim: str, verdict: str) -> None:
    assert last(_TEMPERATURE, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("q_1(u)_1=0.2689", "proved"),
        ("q_2(u)_1=0.3775", "proved"),
        ("q_2(u)_1=0.2689", "refuted"),
        ("q_1(u)_1<q_2(u)_1", "proved"),
        (r"\tau=2:\ q_\tau(u)_1=0.3775", "proved"),
        (r"\tau=2:\ q_\tau(u)_1=0.3875", "refuted"),
    ],
)
def test_a_parameter_gets_a_number(claim: str, verdict: str) -> None:
    assert last(f"{_TEMPERATURE}\n\n$$u=(1,2)$$", claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"g(\mathbf{x})_2=0.6652", "proved"),
        (r"g(\mathbf{x})_2=0.6752", "refuted"),
        ("l=0.4076", "proved"),
        (r"\frac{\partial l}{\partial a_2}=-0.3348", "proved"),
        (r"\frac{\partial l}{\partial a_1}=-0.2447", "refuted"),
        (r"\frac{\partial l}{\partial g(\mathbf{x})_y}=-\frac1{g(\mathbf{x})_y}", "proved"),
        (r"\frac{\partial l}{\partial g(\mathbf{x})_y}=\frac1{g(\mathbf{x})_y}", "refuted"),
        (r"\sum_c\frac{\partial l}{\partial a_c}=0", "proved"),
    ],
)
def test_a_list_whose_formula_shows_no_argument(claim: str, verdict: str) -> None:
    assert last(f"{_SCORES}\n\n{_GIVEN}", claim) == verdict


def test_such_a_list_at_open_scores() -> None:
    slope = r"\frac{\partial l}{\partial a_c}=g(\mathbf{x})_c-\mathbf{1}_{c=y}"
    assert last(_SCORES, slope) == "proved"
    assert last(_SCORES, r"\sum_cg(\mathbf{x})_c=1") == "proved"


def test_such_a_list_at_two_arguments_is_none() -> None:
    two = f"{_SCORES}\n\nHere $g(\\mathbf{{v}})_1$ is another one.\n\n{_GIVEN}"
    assert last(two, r"g(\mathbf{x})_2=0.6752") in (None, "undecided")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [("p_t=0.0900", "proved"), ("L=2.4076", "proved"), ("L=2.5076", "refuted")],
)
def test_a_letter_with_a_value_is_the_place_of_a_class(claim: str, verdict: str) -> None:
    found = last(_CLASS, claim)
    assert found == verdict or (found is None and claim.startswith("p_t"))


def test_a_formula_is_not_given_to_each_as_it_stands() -> None:
    text = r"$$s_k=\frac{a_k}{2},\quad a=(1,2,0),\quad L=3s_2$$"
    assert last(text, "L=3") == "proved"
    assert last(text, "L=4") == "refuted"
    assert not any(entry.verdict == "refuted" for entry in entries(text))
