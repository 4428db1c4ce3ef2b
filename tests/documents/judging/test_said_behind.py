"""What words say behind a relation that holds, and functions written by their entries."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

BOWL = r"""$$
q(u)=u_1^2+4u_2^2-2u_1
$$"""
SADDLE = r"""$$
g(x)=6x_1-4x_2+x_1^2-x_2^2
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (BOWL, (r"\nabla^2q=\begin{bmatrix}2&0\\0&8\end{bmatrix} \text{ is positive definite, and }"
         r" q \text{ has a local minimum at } (1,0)"), "proved"),
        (BOWL, (r"\nabla^2q=\begin{bmatrix}2&0\\0&8\end{bmatrix} \text{ is indefinite, and }"
         r" q \text{ has a local minimum at } (1,0)"), "refuted"),
        (BOWL, (r"\nabla^2q=\begin{bmatrix}2&0\\0&8\end{bmatrix} \text{ is positive definite, and }"
         r" q \text{ has a local minimum at } (0,1)"), "refuted"),
        (BOWL, r"\nabla^2q=\begin{bmatrix}2&0\\0&8\end{bmatrix}, \text{ and } q \text{ is convex}",
         "proved"),
        (SADDLE, (r"\nabla^2g=\begin{bmatrix}2&0\\0&-2\end{bmatrix} \text{ so that }"
         r" g \text{ is convex}"), "refuted"),
        (SADDLE, (r"\nabla^2g=\begin{bmatrix}2&0\\0&-2\end{bmatrix} \text{ is indefinite, so }"
         r" g \text{ has a saddle point at } (-3,-2)"), "proved"),
        (SADDLE, r"g(1,0)=7 \text{ is lucky}", "undecided"),
        (SADDLE, r"g(1,0)=7 \text{ is lucky, and } g \text{ has many friends}", "undecided"),
        (SADDLE, r"g(1,0)=7 \text{ is correct}", "proved"),
        (SADDLE, r"g(1,0)=8 \text{ is lucky}", "undecided"),
    ],
)  # fmt: skip
def test_a_relation_and_what_is_said_behind_it(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"g \text{ has a saddle point at } (-3,-2)^T", "proved"),
        (r"g \text{ has a saddle point at } (-3,2)^T", "refuted"),
        (r"g \text{ has a local minimum at } (-3,-2)", "refuted"),
        (r"g \text{ is not convex}", "proved"),
        (r"g \text{ is convex}", "refuted"),
        (r"(-3,-2) \text{ is a critical point of } g", "proved"),
        (r"(3,-2) \text{ is a critical point of } g", "refuted"),
    ],
)
def test_a_function_of_as_many_numbers_as_its_entries(claim: str, verdict: str) -> None:
    assert last(SADDLE, claim) == verdict


def test_entries_that_are_left_out_leave_the_number_open() -> None:
    given = r"$$g(x)=x_1^2-x_3^2$$"
    assert entries(f"{given}\n\n$$g \\text{{ is convex}}$$")[-1].verdict is None
