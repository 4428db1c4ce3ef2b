"""Networks told by their layers alone: "with 960 inputs, 3 hidden and 4 output units there are"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

SMALL = r"960 \text{ inputs, } 3 \text{ hidden and } 4 \text{ output units"
WRITTEN = r"(960 + 1) \cdot 3 + (3 + 1) \cdot 4 = 2899 \text{ weights and biases}"
FIVE = r"5 \text{ input, } 4 \text{ hidden and } 3 \text{ output neurons we have } 39"
THREE = r"3 \text{ inputs, } 4 \text{ hidden units and } 2 \text{ outputs: } 36 \text{ weights}"
BARE = r"1433 \text{ inputs, } 16 \text{ hidden units and } 7 \text{ classes without biases: }"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        ("", rf"\text{{with }} {SMALL} there are }} 2899 \text{{ weights and biases}}", "proved"),
        ("", rf"\text{{with }} {SMALL} there are }} 2892 \text{{ weights and biases}}", "refuted"),
        ("", rf"\text{{a network with }} {SMALL} has }} 2899 \text{{ parameters}}", "proved"),
        ("", rf"\text{{a network with }} {SMALL} has }} 2901 \text{{ parameters}}", "refuted"),
        ("", rf"\text{{with }} {SMALL} there are }} {WRITTEN}", "proved"),
        ("", rf"{BARE} 1433 \cdot 16 + 16 \cdot 7 = 23040 \text{{ weights}}", "proved"),
        ("", rf"{BARE} 23063 \text{{ weights}}", "refuted"),
        ("", rf"\text{{for }} {FIVE} \text{{ parameters}}", "proved"),
        ("A recurrent network has weights from its hidden units to themselves.", THREE, None),
    ],
)
def test_layers_alone(given: str, claim: str, found: str | None) -> None:
    """All units of a layer see all of the one before, where no other network is spoken of."""
    assert last(given, claim) == found


def test_in_prose() -> None:
    """Such a sentence of the text is judged as well."""
    text = "With $960$ inputs, $3$ hidden and $4$ output units there are $2892$ weights and biases."
    assert "refuted" in [entry.verdict for entry in entries(text)]
