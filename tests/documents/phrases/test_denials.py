"""What is denied of a second thing, or of two at once."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

GIVEN = (
    r"Let $A = \begin{pmatrix}1&2\\2&4\end{pmatrix}$, $b=(1,2)^T$, $c=(1,3)^T$, $d=(1,0)^T$"
    "\nand $f(x) = x^2$.\n\n"
)


@pytest.mark.parametrize(
    ("claim", "verdicts"),
    [
        (r"\text{neither } d \text{ nor } c \text{ lies in the column space of } A", "pp"),
        (r"\text{neither } b \text{ nor } c \text{ lies in the column space of } A", "rp"),
        (r"b \text{ lies in the column space of } A \text{ but } c \text{ does not}", "pp"),
        (r"c \text{ lies in the column space of } A\text{, while } b \text{ does not}", "rr"),
        (r"\text{neither } A \text{ nor } A^2 \text{ is invertible}", "pp"),
        (r"\text{neither } A \text{ nor } A+I \text{ is invertible}", "pr"),
        (r"A \text{ is symmetric but } f \text{ is concave}", "pr"),
        (r"A \text{ is symmetric but } f \text{ is convex}", "pp"),
    ],
)
def test_both_clauses_are_judged(claim: str, verdicts: str) -> None:
    found = [e.verdict for e in entries(f"{GIVEN}$${claim}$$\n") if e.kind != "definition"]
    assert "".join((verdict or "n")[0] for verdict in found) == verdicts


def test_a_denial_is_told_in_words() -> None:
    claim = r"\text{neither } d \text{ nor } c \text{ lies in the column space of } A"
    found = entries(f"{GIVEN}$${claim}$$\n")
    assert found[-1].reading == "c does not lie in the column space of A"
