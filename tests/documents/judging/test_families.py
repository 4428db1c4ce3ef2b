"""Claims about members of a family: softmax, cross-entropy, and what they must not be told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symnn.latex import syntax as tree
from symnn.latex.meaning.families import member, note_family
from symnn.latex.meaning.scope import Binding, Scope
from tests.documents.judging.verdicts import entries, last

SOFTMAX = r"$$o_i=\frac{e^{z_i}}{\sum_je^{z_j}}$$"
NAMED = r"$$p=\mathrm{softmax}(z)$$"
LOSS = (
    r"$$p_k=\frac{\exp(z_k)}{\sum_{j=1}^{K}\exp(z_j)}$$"
    "\n\n"
    r"$$L=-\sum_{k=1}^{K} y_k\log p_k$$"
)
SINGLE = rf"{SOFTMAX}" + "\n\n" + r"$$L=-\log o_y$$"

PROVED = [
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_i}=o_i(1-o_i)"),
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_j}=o_i(\delta_{ij}-o_j)"),
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_j}=o_i(\mathbb{1}\{i=j\}-o_j)"),
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_j}=o_i(\mathbf 1_{i=j}-o_j)"),
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_j}=-o_io_j \quad (i\ne j)"),
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_j}=-o_io_j \text{ for } i\ne j"),
    (SOFTMAX, r"\sum_i o_i = 1"),
    (SOFTMAX, r"\sum_{j\ne i} o_j = 1-o_i"),
    (SOFTMAX, r"\frac{\partial \log o_i}{\partial z_j} = \delta_{ij} - o_j"),
    (NAMED, r"\frac{\partial p_i}{\partial z_j}=p_i(\delta_{ij}-p_j)"),
    (LOSS, r"\frac{\partial L}{\partial p_k}=-\frac{y_k}{p_k}"),
    (LOSS, r"\frac{\partial L}{\partial z_k}=p_k\sum_{j=1}^K y_j-y_k"),
    (LOSS, r"\frac{\partial L}{\partial z_k}=p_k-y_k \quad\text{for one-hot } y"),
    (LOSS, r"\frac{\partial L}{\partial z_i}=p_i-y_i"),
    (SINGLE, r"\frac{\partial L}{\partial z_i} = o_i - \delta_{iy}"),
    (SINGLE, r"L = -z_y + \log\sum_j e^{z_j}"),
]

REFUTED = [
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_i}=1-o_i"),
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_j}=o_j(\delta_{ij}-o_j)"),
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_j}=o_io_j \text{ for } i\ne j"),
    (SOFTMAX, r"\sum_i o_i = 0"),
    (NAMED, r"\frac{\partial p_i}{\partial z_i}=p_i"),
    (LOSS, r"\frac{\partial L}{\partial p_k}=\frac{y_k}{p_k}"),
    (LOSS, r"\frac{\partial L}{\partial z_k}=y_k-p_k"),
    (SINGLE, r"\frac{\partial L}{\partial z_i} = o_i + \delta_{iy}"),
]

LEFT_ALONE = [
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_j}=-o_io_j"),
    (SOFTMAX, r"\frac{\partial o_i}{\partial z_i}=0"),
    (SOFTMAX, r"o_i=\frac12"),
    ("", r"\sum_i x_i = 0"),
    ("$$y_i=w x_i+b$$", r"\sum_i \alpha_i y_i = 0"),
    ("$$y_i=w x_i+b$$", r"\sum_i y_i = 0"),
    (LOSS, r"\frac{\partial L}{\partial z_k}=\lambda"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_a_true_claim_about_members_is_proved(given: str, claim: str) -> None:
    """With δ, an indicator, a condition; targets that sum to 1 as a stated side condition."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_a_false_claim_about_members_is_refuted(given: str, claim: str) -> None:
    """False for 2 and 3 members."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), LEFT_ALONE)
def test_a_condition_on_members_is_left_alone(given: str, claim: str) -> None:
    """Without i ≠ j an author may mean it tacitly; a slope of 0 is a stationary point."""
    assert last(given, claim) in (None, "undecided")


def test_what_it_rests_on_is_said() -> None:
    """The sizes, and that the targets sum to 1."""
    general = entries(f"{SOFTMAX}\n\n$$\\frac{{\\partial o_i}}{{\\partial z_i}}=o_i(1-o_i)$$")[-1]
    assert "for any number of entries" in general.notes
    sized = entries(f"{LOSS}\n\n$$\\frac{{\\partial L}}{{\\partial z_i}}=p_i-y_i$$")[-1]
    assert sized.notes[-2:] == ("written out for 2 and 3 entries", "where the y sum to 1")


def test_a_circle_of_definitions_ends() -> None:
    circle = r"Let $v = \sum_{k=1}^n w x_k$. Then $w = \sum_{k=1}^n v x_k$."
    assert last(circle, r"\sum_{k=1}^n v x_k = 2 w") is None


def test_families_that_lead_to_each_other_are_not_followed_in_a_circle() -> None:
    a, b, scope = tree.Name("a"), tree.Name("b"), Scope()
    for version, (name, body) in enumerate(((a, b), (b, a)), 1):
        scope.bind(Binding(name.base, tree.Neg(body), version, None, computed=True))
        note_family(name, scope)
    assert member(replace(a, subscript=tree.Name("n")), scope) is None
