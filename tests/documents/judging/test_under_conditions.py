r"""A relation that is claimed under a condition is not false of values for which that fails."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_VECTORS = "$u = (1, 2)$ and $v = (3, 4)$.\n\n"


def _of(text: str, latex: str) -> str | None:
    """The verdict on a formula of a text."""
    found = [entry.verdict for entry in entries(_VECTORS + text) if latex in entry.latex]
    assert found
    return found[-1]


@pytest.mark.parametrize(
    "text",
    [
        r"If $u \cdot v = 0$ then $u \perp v$.",
        r"If $u \cdot v = 0$, then $u \perp v$.",
        r"$u \cdot v = 0 \Rightarrow u \perp v$",
        r"$$u \cdot v = 0 \implies u \perp v$$",
        r"$u \perp v$ if and only if $u \cdot v = 0$.",
        r"$u \perp v$ exactly when $u \cdot v = 0$.",
        r"$u \perp v$ means $u \cdot v = 0$.",
        r"$u \cdot v = 0$ means that $u \perp v$.",
        r"Vectors with $u \cdot v = 0$ are orthogonal: $u \perp v$.",
    ],
)
def test_orthogonal_under_a_condition(text: str) -> None:
    assert _of(text, r"u \perp v") != "refuted"


@pytest.mark.parametrize(
    "text",
    [
        r"If $u \cdot v = 0$, then $\|u+v\|^2 = \|u\|^2 + \|v\|^2$.",
        r"Whenever $u \cdot v = 0$, also $\|u+v\|^2 = \|u\|^2 + \|v\|^2$.",
    ],
)
def test_a_law_under_a_condition(text: str) -> None:
    assert _of(text, r"\|u+v\|^2 =") != "refuted"


def test_what_is_claimed_of_the_values_is_refuted() -> None:
    assert last(_VECTORS, r"u \perp v") == "refuted"
    assert _of(r"So $u \perp v$.", r"u \perp v") == "refuted"
    assert _of(r"If $u \cdot v = 11$, then $u \perp v$.", r"u \perp v") == "refuted"


def test_plain_numbers_are_what_they_are() -> None:
    found = entries(r"With $u \cdot v = 0$ we have $2 \cdot 3 = 7$.")
    assert [entry.verdict for entry in found][-1] == "refuted"
