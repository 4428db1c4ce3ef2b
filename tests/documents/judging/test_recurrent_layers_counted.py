r"""Recurrent layers on top of each other, of both directions, and with two biases a gate."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

_SIZES = "with input size $10$ and hidden size $20$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (f"an LSTM {_SIZES} has $2480$ parameters", "proved"),
        (f"a two-layer LSTM {_SIZES} has $2480+3280=5760$ parameters", "proved"),
        (f"a two-layer LSTM {_SIZES} has $4960$ parameters", "refuted"),
        (f"a 3-layer GRU {_SIZES} has $1860+2\\cdot2460$ parameters", "proved"),
        (f"a bidirectional LSTM {_SIZES} has $4960$ parameters", "proved"),
        (f"a bidirectional LSTM {_SIZES} has $2480$ parameters", "undecided"),
        (f"an LSTM {_SIZES} and two bias vectors per gate has $2560$ parameters", "proved"),
        (f"an LSTM {_SIZES} and two bias vectors per gate has $2480$ parameters", "refuted"),
        (
            "an $L$-layer GRU with $n$ inputs and $n$ hidden units has $3L(2n^2+n)$ parameters",
            "proved",
        ),
        (
            "an $L$-layer GRU with $n$ inputs and $n$ hidden units has $3L(n^2+n)$ parameters",
            "refuted",
        ),
    ],
)
def test_each_layer_sees_the_one_below(claim: str, verdict: str) -> None:
    found = last("", worded(claim))
    assert found == verdict or (verdict == "undecided" and found not in ("proved", "refuted"))


@pytest.mark.parametrize(
    "claim",
    [
        f"a deep LSTM {_SIZES} has $2480$ parameters",
        f"a stacked LSTM {_SIZES} has $5760$ parameters",
        r"a two-layer convolution with $3\times3$ kernels from $3$ to $4$ channels has $8$ biases",
        "a four-layer net with $3$ inputs, $4$ hidden units and $2$ outputs has $26$ parameters",
    ],
)
def test_how_many_layers_is_not_said(claim: str) -> None:
    assert last("", worded(claim)) not in ("proved", "refuted")
