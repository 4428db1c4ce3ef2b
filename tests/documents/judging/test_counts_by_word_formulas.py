"""Numbers of things by formulas that words tell for them: before the noun, behind it, of layers."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LAYERS = r"""$$
\text{Linear}(n,m):\ nm+m \text{ parameters};\qquad \text{Conv}(c_{in},c_{out},k):\
k^2c_{in}c_{out}+c_{out} \text{ parameters},\ \text{output size }
\left\lfloor\frac{n+2p-k}{s}\right\rfloor+1
$$"""
EQUATION = r"""$$
\text{parameters of a layer}=c_{\text{in}}\cdot k^2\cdot c_{\text{out}}+c_{\text{out}}
$$"""
HAS = r"""$$
\text{a } k\times k \text{ convolution from } c \text{ to } c' \text{ channels has } (k^2c+1)c'
\text{ parameters}
$$"""
REGIONS = r"""$$
\text{a layer of } n \text{ ReLU units with } d \text{ inputs divides the input space into at most }
\sum_{j=0}^{d}\binom nj \text{ regions}
$$"""
TWO = (
    LAYERS
    + r"""

$$
\text{output size } \left\lfloor\frac{n+2p-k}{s}\right\rfloor
$$"""
)

FIRST = r"\text{Conv}(3,16,3) \text{ has } %d \text{ weights and } 16 \text{ biases}"
SECOND = r"c_{\text{in}}=3,\ k=3,\ c_{\text{out}}=64:\quad %s \text{ parameters}"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            LAYERS,
            FIRST % 432,
            True,
        ),
        (
            LAYERS,
            FIRST % 448,
            False,
        ),
        (LAYERS, r"\text{Conv}(16,8,3) \text{ has } 1160 \text{ parameters}", True),
        (LAYERS, r"\text{Conv}(16,8,3) \text{ has } 1152 \text{ parameters}", False),
        (
            LAYERS,
            (
                r"\text{Linear}(3072,512),\ \text{Linear}(512,2) \text{ together have }"
                r" 1{,}574{,}402 \text{ parameters}"
            ),
            True,
        ),
        (LAYERS, r"n=32,\ k=3,\ p=0,\ s=1:\quad\text{output size } 30", True),
        (LAYERS, r"n=32,\ k=3,\ p=1,\ s=2:\quad\text{output size } 17", False),
        ("", r"\text{nn.Linear}(10,5) \text{ has } 55 \text{ parameters}", True),
        ("", r"\text{Embedding}(50,8) \text{ has } 500 \text{ parameters}", False),
        (
            EQUATION,
            SECOND % "1{,}792",
            True,
        ),
        (
            EQUATION,
            SECOND % "1{,}728",
            False,
        ),
        (HAS, r"k=5,\ c=6,\ c'=16:\ 2{,}416 \text{ parameters}", True),
        (HAS, r"k=5,\ c=6,\ c'=16:\ 2{,}400 \text{ parameters}", False),
        (REGIONS, r"d=2,\ n=4:\ \text{at most } 11 \text{ regions}", True),
        (REGIONS, r"d=2,\ n=5:\ \text{at most } 15 \text{ regions}", False),
        # a bound that is not the least one, other letters, two formulas, biases said elsewhere
        (REGIONS, r"d=2,\ n=5:\ \text{at most } 20 \text{ regions}", True),
        (REGIONS, r"d=2,\ m=5:\ \text{at most } 15 \text{ regions}", None),
        (TWO, r"n=32,\ k=3,\ p=1,\ s=2:\quad\text{output size } 17", None),
        ("There is no bias.", r"\text{Linear}(10,5) \text{ has } 55 \text{ parameters}", None),
        (LAYERS, r"\text{Conv}(16,8) \text{ has } 1152 \text{ parameters}", None),
    ],
)
def test_numbers_by_formulas_in_words(given: str, claim: str, verdict: bool | None) -> None:
    words = {True: "proved", False: "refuted"}
    found = last(given, claim)
    assert found == words[verdict] if verdict is not None else found not in words.values()


PAIR = r"\text{Linear}(5,5),\ \text{Linear}(5,5) \text{ have } %d \text{ parameters%s}"
PLAIN = r"\text{Linear}(10,5) \text{ has } %d \text{ parameters}"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (LAYERS, PAIR % (30, " each"), "proved"),
        (LAYERS, PAIR % (60, " each"), "refuted"),
        (LAYERS, PAIR % (60, ""), "proved"),
        (REGIONS, r"d=2,\ n=4:\ 9 \text{ regions}", None),
        (REGIONS, r"d=2,\ n=4:\ 11 \text{ regions}", None),
        ("Biases are omitted.", PLAIN % 50, None),
        ("Layers have no offsets.", PLAIN % 55, None),
        ("A linear layer computes $Wx$.", PLAIN % 50, None),
        (r"$$\text{Linear}(m,n):\ W\in\mathbb R^{m\times n},\ b\in\mathbb R^m$$", PLAIN % 60, None),
        ("", PLAIN % 55, "proved"),
    ],
)
def test_each_and_bounds_and_layers_of_the_document(
    given: str, claim: str, verdict: str | None
) -> None:
    found = last(given, claim)
    assert found == verdict if verdict else found not in ("proved", "refuted")
