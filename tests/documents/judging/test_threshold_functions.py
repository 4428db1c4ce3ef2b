r"""Threshold functions: which functions of bits are, how many, and what told units compute."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = "open"
GIVEN_0 = r"$$p(x)=x_1\oplus x_2,\ m(x)=[x_1+x_2+x_3\ge2],\ x\in\{0,1\}^3$$"
GIVEN_1 = r"$$\text{only positive weights are allowed}$$"
GIVEN_2 = (
    r"$$f:\{0,1\}^n\to\{0,1\} \text{ is a threshold function if for some real }"
    r" w_1,\dots,w_n,\theta:\ f(x)=1 \text{ if } \sum w_ix_i\geq\theta \text{ and }"
    r" f(x)=0 \text{ otherwise}$$"
)
GIVEN_3 = (
    r"$$f:\{0,1\}^n\to\{0,1\} \text{ is a threshold function if for some real }"
    r" w_1,\dots,w_n,\theta:\ f(x)=1 \text{ if } \sum w_ix_i\geq\theta \text{ and }"
    r" f(x)=0 \text{ otherwise}$$"
)
GIVEN_4 = (
    r"$$\text{a McCulloch-Pitts unit with inputs } x_1,x_2\in\{0,1\} \text{ fires"
    r" if } w_1x_1+w_2x_2\ge T$$"
)
GIVEN_5 = (
    r"$$\text{perceptron: } y=1 \text{ if } w\cdot x>0 \text{ and } y=-1 \text{"
    r" otherwise},\ x\in\{0,1\}^2$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (GIVEN_0, r"x_1\oplus x_2 \text{ is linearly separable}", "refuted"),
        (GIVEN_0, r"x_1\oplus x_2 \text{ is not linearly separable}", "proved"),
        (GIVEN_0, r"x_1\oplus x_2 \text{ is a threshold function}", "refuted"),
        (GIVEN_0, r"x_1\oplus x_2 \text{ is not a threshold function}", "proved"),
        (GIVEN_0, r"x_1\oplus x_2 \text{ is no threshold function}", "proved"),
        (GIVEN_0, r"\text{XOR is linearly separable}", "refuted"),
        (GIVEN_0, r"\text{XOR is not linearly separable}", "proved"),
        (GIVEN_0, r"\text{XOR is a threshold function}", "refuted"),
        (GIVEN_0, r"\text{AND and OR are threshold functions}", "proved"),
        (GIVEN_0, r"\text{AND and XOR are threshold functions}", "refuted"),
        (GIVEN_0, r"\text{the function } x_1\wedge x_2 \text{ is linearly separable}", "proved"),
        (GIVEN_0, r"x_1\wedge\neg x_2 \text{ is a threshold function}", "proved"),
        (GIVEN_0, r"\text{the XOR function is not linearly separable}", "proved"),
        (
            GIVEN_0,
            r"\text{the function } (x_1\wedge x_2)\vee x_3 \text{ is a threshold function}",
            "proved",
        ),
        (GIVEN_0, r"(x_1\wedge x_2)\vee(x_3\wedge x_4) \text{ is a threshold function}", "refuted"),
        (GIVEN_0, r"\text{no threshold unit computes } x_1\oplus x_2", "proved"),
        (GIVEN_0, r"\text{a single threshold unit can compute } x_1\oplus x_2", "refuted"),
        (GIVEN_0, r"x_1\oplus x_2 \text{ can be computed by a single perceptron}", "refuted"),
        (GIVEN_0, r"x_1\oplus x_2 \text{ cannot be computed by a single perceptron}", "proved"),
        (GIVEN_0, r"p \text{ is not a threshold function}", "proved"),
        (GIVEN_0, r"p \text{ is a threshold function}", "refuted"),
        (GIVEN_0, r"m \text{ is a threshold function}", "proved"),
        (
            GIVEN_0,
            (
                r"\text{exactly 14 of the 16 Boolean functions of two variables are threshold"
                r" functions}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            r"\text{14 of the 16 Boolean functions of 2 variables are linearly separable}",
            "proved",
        ),
        (GIVEN_0, r"\text{the function } x_1+2x_2 \text{ is a threshold function}", OPEN),
        (GIVEN_0, r"q \text{ is a threshold function}", OPEN),
        (GIVEN_0, r"\text{parity of three bits is not a threshold function}", "proved"),
        (GIVEN_0, r"\text{majority of three bits is a threshold function}", "proved"),
        (GIVEN_1, r"x_1\wedge\neg x_2 \text{ is a threshold function}", OPEN),
        (
            GIVEN_2,
            r"n=2:\ 14 \text{ of the } 16 \text{ functions are threshold functions}",
            "proved",
        ),
        (
            GIVEN_2,
            r"n=3:\ 104 \text{ of the } 256 \text{ functions are threshold functions}",
            "proved",
        ),
        (
            GIVEN_2,
            r"n=3:\ 128 \text{ of the } 256 \text{ functions are threshold functions}",
            "refuted",
        ),
        (
            GIVEN_2,
            r"n=4:\ 1882 \text{ of the } 65536 \text{ functions are threshold functions}",
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"n=4:\ 1{,}882 \text{ of the } 65{,}536 \text{ Boolean functions are threshold"
                r" functions}"
            ),
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"n=4:\ 1{,}774 \text{ of the } 65{,}536 \text{ Boolean functions are linearly"
                r" separable}"
            ),
            "refuted",
        ),
        (GIVEN_2, r"n=1:\ \text{all four functions are threshold functions}", "proved"),
        (GIVEN_2, r"n=2:\ \text{all functions are threshold functions}", "refuted"),
        (
            GIVEN_2,
            (
                r"\text{there are } 2^{2^n} \text{ functions } \{0,1\}^n\to\{0,1\}; \text{ for"
                r" } n=2:\ 16"
            ),
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"\text{there are } 2^{2^n} \text{ functions } \{0,1\}^n\to\{0,1\}; \text{ for"
                r" } n=3:\ 64"
            ),
            "refuted",
        ),
        (GIVEN_2, r"\text{there are } 2^{2^n} \text{ functions } \{0,1\}^n\to\{0,1\}", "proved"),
        (GIVEN_2, r"\text{there are } 2^{2n} \text{ functions } \{0,1\}^n\to\{0,1\}", "refuted"),
        (
            GIVEN_2,
            (
                r"\text{for } n=2 \text{ there are } 16 \text{ functions, of which } 14 \text{"
                r" are threshold functions}"
            ),
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"\text{for } n=2 \text{ exactly } 2 \text{ of the } 16 \text{ functions are"
                r" not threshold functions}"
            ),
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"\text{for } n=2 \text{ exactly } 4 \text{ of the } 16 \text{ functions are"
                r" not threshold functions}"
            ),
            "refuted",
        ),
        (
            GIVEN_2,
            r"\text{there are } 2^{2^N} \text{ Boolean functions of } N \text{ inputs}",
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"\text{there are } 2^{2^N} \text{ Boolean functions of } N \text{ inputs; for"
                r" } N=3 \text{ that is } 256"
            ),
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"\text{there are } 2^{2^N} \text{ Boolean functions of } N \text{ inputs; for"
                r" } N=3 \text{ that is } 64"
            ),
            "refuted",
        ),
        (GIVEN_2, r"\text{the number of threshold functions of three variables is } 104", "proved"),
        (
            GIVEN_2,
            r"\text{there are } 104 \text{ threshold functions of three variables}",
            "proved",
        ),
        (
            GIVEN_2,
            r"\text{there are } 100 \text{ threshold functions of three variables}",
            "refuted",
        ),
        (GIVEN_2, r"\text{14 of the 16 functions are threshold functions}", "proved"),
        (GIVEN_2, r"\text{there are } 16 \text{ functions}", OPEN),
        (
            GIVEN_2,
            (
                r"\text{there are } 2^{2^3}=256 \text{ functions from } \{0,1\}^3 \text{ to }"
                r" \{0,1\}"
            ),
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"\text{there are } 2^{2^3}=256 \text{ functions from } \{0,1\}^3 \text{ to }"
                r" \{0,1,2\}"
            ),
            OPEN,
        ),
        (GIVEN_3, r"w=(1,1),\ \theta=1: \text{ the unit computes OR}", "proved"),
        (GIVEN_3, r"w=(1,1),\ \theta=2: \text{ the unit computes OR}", "refuted"),
        (GIVEN_3, r"w=(1,1),\ \theta=1: \text{ the unit computes AND}", "refuted"),
        (GIVEN_3, r"w=(-1,-1),\ \theta=-1: \text{ the unit computes NAND}", "proved"),
        (
            GIVEN_3,
            r"\text{with } w=(1,1) \text{ and } \theta=2 \text{ the unit computes AND}",
            "proved",
        ),
        (GIVEN_3, r"w_1=w_2=1,\ \theta=2: \text{ the unit computes AND}", "proved"),
        (GIVEN_3, r"w_1=1,\ w_2=1,\ \theta=1: \text{ the unit computes OR}", "proved"),
        (
            GIVEN_3,
            (
                r"w=(1,1,1),\ \theta=2: \text{ the unit computes the majority of its three"
                r" inputs}"
            ),
            "proved",
        ),
        (
            GIVEN_3,
            (
                r"w=(1,1,1),\ \theta=3: \text{ the unit computes the majority of its three"
                r" inputs}"
            ),
            "refuted",
        ),
        (GIVEN_3, r"w=(1,1,1),\ \theta=3: \text{ the unit computes AND}", "proved"),
        (GIVEN_3, r"w=(1,1),\ \theta=1: \text{ the unit computes XOR}", "refuted"),
        (GIVEN_3, r"w=(1,1),\ \theta=1: \text{ the unit does not compute XOR}", "proved"),
        (
            GIVEN_3,
            r"w=(1,1),\ \theta=1: \text{ the unit fires for exactly 3 of the 4 inputs}",
            "proved",
        ),
        (GIVEN_3, r"w=(1,1): \text{ the unit computes OR}", OPEN),
        (GIVEN_4, r"w=(1,1),\ T=1: \text{ the unit computes OR}", "proved"),
        (GIVEN_4, r"w=(1,1),\ T=1: \text{ the unit computes AND}", "refuted"),
        (GIVEN_4, r"w_1=w_2=1,\ T=2: \text{ the unit computes AND}", "proved"),
        (GIVEN_4, r"w_1=w_2=1,\ T=2: \text{ the perceptron computes OR of } x_1,x_2", "refuted"),
        (GIVEN_5, r"w=(1,1): \text{ the unit computes OR}", OPEN),
    ],
)
def test_threshold_functions(given: str, claim: str, verdict: str | None) -> None:
    if verdict == OPEN:
        assert last(given, claim) not in ("proved", "refuted")
    else:
        assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("told", "claim"),
    [
        (
            "A quadratic threshold unit is used.",
            r"\text{a threshold unit can compute } x_1\oplus x_2",
        ),
        (
            "A perceptron receives the inputs $x_1$, $x_2$ and the product $x_1x_2$.",
            r"\text{no perceptron computes } x_1\oplus x_2",
        ),
        (
            "A function of bits is called linearly separable if it is a sum of functions of bits.",
            r"x_1\wedge x_2 \text{ is linearly separable}",
        ),
    ],
)
def test_units_and_words_of_another_kind_are_left_open(told: str, claim: str) -> None:
    assert last(told, claim) in (None, "undecided")
