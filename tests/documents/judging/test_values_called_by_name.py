"""Functions whose values words call by a name."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            (
                r"$$\text{all volumes have } C \text{ channels, stride } 1\text{, no "
                r"biases};\qquad R(n,F)=1+n(F-1) \text{ is the receptive field of } n \text{ "
                r"stacked } F\times F \text{ layers}$$"
            ),
            r"R(3,3)=7",
            "proved",
        ),
        (
            (
                r"$$\text{all volumes have } C \text{ channels, stride } 1\text{, no "
                r"biases};\qquad R(n,F)=1+n(F-1) \text{ is the receptive field of } n \text{ "
                r"stacked } F\times F \text{ layers}$$"
            ),
            r"R(3,3)=9",
            "refuted",
        ),
        (
            (
                r"$$\text{all volumes have } C \text{ channels, stride } 1\text{, no "
                r"biases};\qquad R(n,F)=1+n(F-1) \text{ is the receptive field of } n \text{ "
                r"stacked } F\times F \text{ layers}$$"
            ),
            r"R(2,3)=R(1,5)",
            "proved",
        ),
        (
            (
                r"$$\text{all volumes have } C \text{ channels, stride } 1\text{, no "
                r"biases};\qquad R(n,F)=1+n(F-1) \text{ is the receptive field of } n \text{ "
                r"stacked } F\times F \text{ layers}$$"
            ),
            (
                r"\text{three stacked } 3\times3 \text{ layers have more weights than one } "
                r"7\times7 \text{ layer}"
            ),
            "refuted",
        ),
        (
            (
                r"$$\text{all volumes have } C \text{ channels, stride } 1\text{, no "
                r"biases};\qquad R(n,F)=1+n(F-1) \text{ is the receptive field of } n \text{ "
                r"stacked } F\times F \text{ layers}$$"
            ),
            (
                r"\text{three stacked } 3\times3 \text{ layers have fewer weights than one } "
                r"7\times7 \text{ layer}"
            ),
            "proved",
        ),
        (r"$$P(n)=n^2+n \text{ is the number of parameters}$$", r"P(3)=13", "refuted"),
        (r"$$P(n)=n^2+n \text{ is the number of parameters}$$", r"P(3)=12", "proved"),
        (
            r"$$f(n)=n^2+n \text{ is the number of weights of } n \text{ units}$$",
            r"f(3)=13",
            "refuted",
        ),
        (
            r"$$f(n)=n^2+n \text{ is the number of weights of } n \text{ units}$$",
            r"f(3)=12",
            "proved",
        ),
        (
            (
                r"$$R(n,F)=1+n(F-1) \text{ is the receptive field of } n \text{ stacked } "
                r"F\times F \text{ layers}$$"
            ),
            r"R(3,3)=7",
            "proved",
        ),
    ],
)
def test_values_called_by_name(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (r"$$P(n)=n^2+n \text{ is the limit for } n>10$$", r"P(3)=13"),
        (r"$$f(n)=n^2+n \text{ is the number of weights if } n>10$$", r"f(3)=13"),
    ],
)
def test_values_called_by_name_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
