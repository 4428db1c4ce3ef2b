"""The unit vectors of the axes by their letters, and bold letters that mean nothing yet."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = r"""$$
f(x,y)=x^2-xy+3y^2,\quad h(x,y,z)=xyz
$$"""
SLOPES = r"\nabla f(x,y)=(2x-y)\mathbf{i}+(6y-x)\mathbf{j}"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (SLOPES, "proved"),
        (r"\nabla f(x,y)=(2x-y)\mathbf{i}+(6y+x)\mathbf{j}", "refuted"),
        (r"\nabla f(2,1)=3\,\hat{\imath}+4\,\hat{\jmath}", "proved"),
        (r"\nabla f(2,1)=3\hat{i}-4\hat{j}", "refuted"),
        (r"\nabla f(2,1)=3\vec{i}+4\vec{j}", "proved"),
        (r"\nabla h(1,2,3)=6\mathbf{i}+3\mathbf{j}+2\mathbf{k}", "proved"),
        (r"\nabla h(1,2,3)=6\mathbf{i}+2\mathbf{j}+3\mathbf{k}", "refuted"),
        (r"\left\|\frac35\mathbf{i}+\frac45\mathbf{j}\right\|=1", "proved"),
        (r"(3\mathbf{i}+2\mathbf{j})\times\mathbf{j}=3\mathbf{k}", "proved"),
        (r"(\mathbf{i}+2\mathbf{j})\cdot\mathbf{j}=2", "proved"),
        (r"\nabla h(1,0,3)=0\mathbf{i}+3\mathbf{j}", "undecided"),  # two or three entries
    ],
)  # fmt: skip
def test_directions_of_the_axes(claim: str, verdict: str) -> None:
    assert last(GIVEN, claim) == verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"\nabla f(2,1)=W\mathbf{i}+U\mathbf{j}",
        r"\nabla f(2,1)=\mathbf{i}+\mathbf{j}",
        r"\nabla f(2,1)=\mathbf{g}",
        r"\nabla f(2,1)=3\mathbf{p}+7\mathbf{q}",
    ],
)
def test_bold_letters_that_mean_nothing_yet_are_not_any_vector(claim: str) -> None:
    assert last(GIVEN, claim) is None


def test_letters_that_were_given_are_no_axes() -> None:
    given = GIVEN + "\n\n" + r"Let $\mathbf{i}=(0,1)$ and $\mathbf{j}=(1,0)$."
    assert last(given, r"\nabla f(2,1)=4\mathbf{i}+3\mathbf{j}") == "proved"
