"""Inner products of open vectors: where no counterexample may be taken from all of space."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

CUBE = r"Let $\mathbf{u} \in \{-1,1\}^n$ and $\mathbf{x}\in\{-1,1\}^n$."
LISTED = (
    "$$\\mathbf{u}_1,\\ldots,\\mathbf{u}_k \\text{ all the vectors in } \\{\\pm1\\}^n "
    "\\text{ on which } f \\text{ outputs } 1, \\quad \\mathbf{x}\\in\\{\\pm1\\}^n$$"
)


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (CUBE, r"\langle\mathbf{x},\mathbf{u}\rangle\leq n-2 \text{ for every } x\neq u"),
        (
            CUBE,
            r"\langle\mathbf{x},\mathbf{u}\rangle\leq n-2 \text{ if } \mathbf{x}\neq\mathbf{u}",
        ),
        (
            LISTED,
            r"\mathbf{x}^\top\mathbf{u}_i\leq n-2 \text{ for every } \mathbf{x}\neq\mathbf{u}_i",
        ),
        # The bound may be a certain number.
        ("", r"\langle\mathbf{x},\mathbf{u}\rangle\leq n-2 \text{ for every } \mathbf{x}"),
    ],
)
def test_what_may_hold_is_not_refuted(given: str, claim: str) -> None:
    """Vectors of signs, and vectors that are said to differ."""
    assert last(given, claim) != "refuted"


def test_a_false_law_of_all_vectors_is_found() -> None:
    """Without such words the counterexample counts."""
    claim = r"\langle x,u\rangle\leq 1 \text{ for all } x, u\in\mathbb{R}^n"
    assert last("", claim) == "refuted"
