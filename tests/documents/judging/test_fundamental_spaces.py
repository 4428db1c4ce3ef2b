"""The subspaces of a matrix by their letters, and chains through letters that are not defined."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

A = "$$A=\\begin{bmatrix}-1&1&0&0\\\\0&-1&1&0\\\\-1&0&1&0\\\\0&0&-1&1\\\\-1&0&0&1\\end{bmatrix}$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\dim N(A)=1", "proved"),
        (r"\dim N(A)=2", "refuted"),
        (r"\dim \mathcal{N}(A^T)=2", "proved"),
        (r"\dim(\mathbf{C}(A))=3", "proved"),
        (r"\dim C(A^T)=4", "refuted"),
        (r"\dim R(A)=3", "proved"),
        (r"\dim N(A)=n-r=4-3=1", "proved"),
        (r"\dim N(A^T)=n-r=4-3=1", "refuted"),
        (r"\dim N(A^T)=m-r=5-3=2", "proved"),
    ],
)
def test_dimensions_of_spaces(claim: str, verdict: str) -> None:
    """N is the null space, C the column space, R either of two that are as large."""
    assert last(A, claim) == verdict


def test_letters_with_a_meaning_keep_it() -> None:
    """N(x) is what it was said to be."""
    given = f"{A}\n\n$$N(X) = X^2$$"
    assert last(given, r"\dim N(A)=1") is None


def test_numbers_prove_nothing_of_open_letters() -> None:
    """A chain through letters without a meaning is left open, though its numbers are right."""
    assert last("", r"\dim V = n - r = 4 - 3 = 1") == "undecided"
    assert last("", r"h(x) = 3 + 5 = 8") == "proved"


def test_what_goes_on_from_a_false_value_is_open() -> None:
    """A formula that was proved of a value does not make what is said with a false one wrong."""
    given = "$$a=3$$\n\n$$t=2a$$\n\n$$t=2a=6$$\n\n$$t=7$$"
    assert last(given, "t+1=8") == "undecided"
