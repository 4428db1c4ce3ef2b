r"""Signs that mean something else in another field: cycles, symbols of Legendre, angle brackets."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

U = r"$u = \langle 1, 2\rangle$ and $v = \langle 3, 4\rangle$. "


@pytest.mark.parametrize(
    "text",
    [
        "Permutations: $(12)(23) = (123)$ and $(123)^2 = (132)$.",
        r"It is $\left(\frac{2}{7}\right) = 1$, and $\left(\frac{3}{7}\right) = -1$.",
        r"The divisors: $\sigma(6) = 12$; the primes: $\pi(10) = 4$.",
        r"With $x = 3.7$ we have $\{x\} = 0.7$.",
        r"The inverse is $2^{-1} = 2 \bmod 3$.",
        "Everybody knows $0.999... = 1$.",
        U + r"So $u \cdot v = 11$, $u + v = \langle 4, 6\rangle$ and $\|u\| = \sqrt 5$.",
        r"With $a = 2$ and $b = 3$ we write $c = \langle a, b \rangle$ and $\|c\| = \sqrt{13}$.",
    ],
)
def test_no_author_is_called_wrong(text: str) -> None:
    assert all(e.verdict != "refuted" for e in entries(text))


@pytest.mark.parametrize(
    "text",
    [
        "The product is $(12)(23) = 277$.",
        r"The half is $\frac{1}{2} = 0.4$.",
        "It is $0.333... = 0.4$.",
        U + r"So $u \cdot v = 12$.",
        U + r"So $u + v = \langle 4, 7\rangle$.",
        r"It is $\langle (1, 2), (3, 4)\rangle = 12$.",
    ],
)
def test_the_error_beside_it_is_found(text: str) -> None:
    assert any(e.verdict == "refuted" for e in entries(text))


def test_numbers_in_angle_brackets_are_a_vector() -> None:
    text = U + r"So $u \cdot v = 11$, $2u = \langle 2, 4\rangle$, $\langle u, v\rangle = 11$."
    assert [e.verdict for e in entries(text)[2:]] == ["proved"] * 3
