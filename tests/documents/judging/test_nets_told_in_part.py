r"""What prose says of the biases and weights of a network beside its description."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_NET = "The network has $4$ inputs, one hidden layer of $3$ units and $2$ outputs."
_OURS = "We use a network with 4 inputs, 3 hidden units and 2 outputs."


def _has(number: int) -> str:
    return rf"\text{{the network has }} {number} \text{{ parameters}}"


@pytest.mark.parametrize("net", [_NET, _OURS])
@pytest.mark.parametrize(
    ("words", "true", "false"),
    [
        ("The output layer has no bias.", 21, 23),
        ("The output layer has no biases.", 21, 18),
        ("Only the hidden layer has biases.", 21, 23),
        ("The weights of the two outputs are tied.", 20, 23),
        ("There are skip connections from the inputs to the outputs.", 31, 23),
        ("Biases are omitted.", 18, 23),
    ],
)
def test_what_is_not_counted_is_not_decided(net: str, words: str, true: int, false: int) -> None:
    assert last(f"{net} {words}", _has(true)) != "refuted"
    assert last(f"{net} {words}", _has(false)) != "proved"


@pytest.mark.parametrize("net", [_NET, _OURS])
def test_without_such_words_it_is(net: str) -> None:
    assert last(net, _has(23)) == "proved"
    assert last(net, _has(24)) == "refuted"


def test_a_layer_without_biases_amid_others() -> None:
    net = "The network has 4 inputs, one hidden layer of 3 units without biases and 2 outputs."
    assert last(net, _has(20)) != "refuted"
    assert last(net, _has(18)) != "proved"


def test_the_second_network_is_not_the_first() -> None:
    nets = f"{_OURS} A second network has 5 inputs, 3 hidden units and 2 outputs."
    claim = r"\text{the second network has } 26 \text{ parameters}"
    assert last(nets, claim) != "refuted"
    assert last(nets, claim.replace("26", "23")) != "proved"
