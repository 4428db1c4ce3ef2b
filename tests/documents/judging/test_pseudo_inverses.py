r"""Pseudo-inverses that are written down as D^{+}, and marks that tell other things."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

TALL = r"$$D=\begin{pmatrix}1&0\\0&0\\0&2\end{pmatrix}$$"
TOLD = "The pseudo-inverse of $D$ is written $D^{+}$.\n\n"
RIGHT = r"\begin{pmatrix}1&0&0\\0&0&\tfrac12\end{pmatrix}"
WRONG = r"\begin{pmatrix}1&0&0\\0&0&2\end{pmatrix}"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (TOLD + TALL, f"D^{{+}}={RIGHT}", "proved"),
        (TOLD + TALL, f"D^{{+}}={WRONG}", "refuted"),
        (TOLD + TALL, f"D^\\dagger={RIGHT}", "proved"),
        (TALL, f"D^+={RIGHT}", "proved"),
        (TALL, f"D^+={WRONG}", None),
        (TOLD + TALL, r"D^{+}=\begin{pmatrix}1.0&0&0\\0&0&0.51\end{pmatrix}", None),
        (TOLD + r"$$D=\begin{pmatrix}1&1\\1&1\end{pmatrix}$$",
         r"D^{+}=\frac14\begin{pmatrix}1&1\\1&1\end{pmatrix}", "proved"),
        (r"$$D=\begin{pmatrix}1&1\\1&1\end{pmatrix}$$",
         r"D^{+}=\frac14\begin{pmatrix}1&1\\1&1\end{pmatrix}", None),
        (r"$$w=\begin{pmatrix}1\\2\end{pmatrix}$$",
         r"w^{+}=\begin{pmatrix}0.9\\1.8\end{pmatrix}", None),
    ],
)  # fmt: skip
def test_written_down(given: str, claim: str, found: str | None) -> None:
    """What has another shape is no step of the same matrix; a square one has to be told."""
    assert last(given, claim) == found


def test_later_use() -> None:
    """The matrix that was written down has its value afterwards."""
    given = f"{TOLD}{TALL}\n\n$$D^{{+}}={RIGHT}$$"
    assert last(given, r"D^{+}D=I") == "proved"
    assert last(given, r"DD^{+}=I") == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("Let $D^+$ be the ridge pseudo-inverse.\n\n" + TALL, f"D^+={WRONG}"),
        (TOLD + "Here $D^\\dagger$ is the adjoint.\n\n" + TALL,
         r"D^\dagger=\begin{pmatrix}1&0&0\\0&0&2\end{pmatrix}"),
    ],
)  # fmt: skip
def test_of_another_kind(given: str, claim: str) -> None:
    """Regularized inverses are others, and a dagger may mark the adjoint."""
    assert last(given, claim) not in ("proved", "refuted")


def test_of_an_older_matrix() -> None:
    """What was the pseudo-inverse of D before D was given anew is not its inverse now."""
    anew = r"$$D=\begin{pmatrix}1&0\\0&0\\0&4\end{pmatrix}$$"
    given = f"{TOLD}{TALL}\n\n$$D^{{+}}={RIGHT}$$\n\n{anew}"
    assert last(given, f"D^{{+}}={RIGHT}") == "refuted"
