"""Whether biases count is one question for layers of all kinds."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def _verdict(text: str) -> str | None:
    found = [e.verdict for e in entries(text)]
    return found[-1] if found else None


@pytest.mark.parametrize(
    ("layer", "weights", "whole", "more"),
    [
        ("An LSTM with input size 3 and hidden size 4", 112, 128, 144),
        ("A GRU with input size 3 and hidden size 4", 84, 96, 108),
        ("A simple RNN with input size 3 and hidden size 4", 28, 32, 36),
        ("A dense layer with 3 inputs and 4 outputs", 12, 16, None),
    ],
)
def test_counts_with_and_without_biases(
    layer: str, weights: int, whole: int, more: int | None
) -> None:
    assert _verdict(f"{layer} has ${whole}$ parameters.") == "proved"
    assert _verdict(f"{layer} has ${weights}$ parameters.") not in ("proved", "refuted")
    assert _verdict(f"{layer} has ${whole + 1}$ parameters.") == "refuted"
    if more is not None:
        assert _verdict(f"{layer} has ${more}$ parameters.") not in ("proved", "refuted")


def test_counts_in_letters() -> None:
    layer = "An LSTM with $d$ inputs and $h$ hidden units has"
    assert _verdict(f"{layer} $4(dh + h^2 + h)$ parameters.") == "proved"
    assert _verdict(f"{layer} $4(dh + h^2)$ parameters.") not in ("proved", "refuted")
    assert _verdict(f"{layer} $4(dh + h^2 + 3h)$ parameters.") == "refuted"
