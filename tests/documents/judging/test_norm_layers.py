"""Parameters of normalising layers: some count the statistics that they keep as well."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            r"\text{a batch norm layer with } c \text{ channels has } 2c \text{ parameters}",
            "proved",
        ),
        (r"\text{a batch norm layer with } 3 \text{ channels has } 6 \text{ parameters}", "proved"),
        (r"\text{a batch norm layer with } c \text{ channels has } 4c \text{ parameters}", None),
        (r"\text{a batch norm layer with } 3 \text{ channels has } 12 \text{ parameters}", None),
        (
            r"\text{a batch norm layer with } c \text{ channels has } 3c \text{ parameters}",
            "refuted",
        ),
    ],
)
def test_parameters_of_a_norm_layer(claim: str, verdict: str | None) -> None:
    assert last("", claim) == verdict


def test_sizes_that_words_make_one_are_not_free() -> None:
    given = r"Take $m$ to be $n$, and let $A\in\mathbb R^{m\times n}$."
    assert last(given, r"A^\top A\in\mathbb R^{m\times m}") != "refuted"
    apart = r"Let $A\in\mathbb R^{m\times n}$."
    assert last(apart, r"A^\top A\in\mathbb R^{m\times m}") == "refuted"
