r"""Whose number a formula in words counts, and whose a claim."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_AT = r"n = 3,\ m = 3:\ %s"
_EACH = r"$$\text{each layer has } nm+m \text{ parameters, and there are } L \text{ layers}$$"
_ONE = r"$$\text{a layer has } nm+m \text{ parameters}$$"
_HEAD = r"$$\text{a head has } nm+m \text{ parameters};\quad \text{a block has } h \text{ heads}$$"
_BOTH = (
    r"$$\text{an encoder has } nm \text{ parameters, a decoder has } mn + n \text{ parameters}$$"
)
_BARE = r"$$\text{number of parameters} = nm + m$$"
_OF = r"$$\text{number of parameters of a layer} = nm + m$$"
_PER = r"$$nm+m \text{ parameters per head}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_ONE, r"12 \text{ parameters}", "proved"),
        (_ONE, r"13 \text{ parameters}", "refuted"),
        (_ONE, r"\text{a layer has } 12 \text{ parameters}", "proved"),
        (_ONE, r"\text{a layer has } 15 \text{ parameters}", "refuted"),
        (_BARE, r"12 \text{ parameters}", "proved"),
        (_BARE, r"24 \text{ parameters}", "refuted"),
        (_OF, r"12 \text{ parameters}", "proved"),
        (_EACH, r"\text{each layer has } 12 \text{ parameters}", "proved"),
        (_EACH, r"\text{each layer has } 13 \text{ parameters}", "refuted"),
        (_PER, r"12 \text{ parameters per head}", "proved"),
        (_PER, r"24 \text{ parameters per head}", "refuted"),
        (_BOTH, r"\text{the decoder has } 12 \text{ parameters}", "proved"),
        (_BOTH, r"\text{the decoder has } 9 \text{ parameters}", "refuted"),
        ("A layer has\n\n" + r"$$nm+m \text{ parameters}$$", r"12 \text{ parameters}", "proved"),
    ],
)
def test_the_same_thing(given: str, claim: str, verdict: str) -> None:
    assert last(given, _AT % claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_EACH, r"12 \text{ parameters}"),
        (_EACH, r"24 \text{ parameters}"),
        (_EACH, r"\text{the network has } 12 \text{ parameters}"),
        (_EACH, r"\text{the layers have } 12 \text{ parameters}"),
        (_EACH, r"12 \text{ parameters in total}"),
        (_ONE, r"\text{the network has } 12 \text{ parameters}"),
        (_ONE, r"\text{the network has } 24 \text{ parameters}"),
        (_ONE, r"24 \text{ parameters in total}"),
        (_ONE, r"24 \text{ parameters for two layers}"),
        (_ONE, r"\text{two layers have } 24 \text{ parameters}"),
        (_OF, r"\text{two such layers have } 24 \text{ parameters}"),
        (_BARE, r"\text{two such layers have } 24 \text{ parameters}"),
        (_HEAD, r"12 \text{ parameters}"),
        (_HEAD, r"24 \text{ parameters}"),
        (_HEAD, r"\text{the block has } 24 \text{ parameters}"),
        (_PER, r"24 \text{ parameters}"),
        (_BOTH, r"9 \text{ parameters}"),
        (_BOTH, r"21 \text{ parameters}"),
        (
            "Every layer of the network has\n\n" + r"$$nm+m \text{ parameters}$$",
            r"24 \text{ parameters}",
        ),
        (r"$$\text{both nets have } nm \text{ weights}$$", r"18 \text{ weights}"),
        (r"$$\text{the nets have } nm \text{ weights}$$", r"18 \text{ weights}"),
    ],
)
def test_perhaps_another_thing(given: str, claim: str) -> None:
    assert last(given, _AT % claim) not in ("proved", "refuted")
