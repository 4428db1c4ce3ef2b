"""Functions of bits that one unit computes, and how many gates of one kind a circuit needs."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

_ADDER = (
    "$$\n\\mathrm{NAND}(a,b)=1-ab,\\quad n_1=\\mathrm{NAND}(x_1,x_2),\\ "
    "n_2=\\mathrm{NAND}(x_1,n_1),\\ n_3=\\mathrm{NAND}(x_2,n_1),"
    "\\ s=\\mathrm{NAND}(n_2,n_3),\\ c=\\mathrm{NAND}(n_1,n_1),\\quad x_1,x_2\\in\\{0,1\\}\n$$"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("$s$ is linearly separable", "refuted"),
        ("$s$ is not linearly separable", "proved"),
        ("$c$ is linearly separable", "proved"),
        ("a single perceptron computes $c$", "proved"),
        ("a single perceptron computes the bitwise sum $s$", "refuted"),
        ("no single perceptron can compute $s$", "proved"),
        ("$c$ cannot be computed by a single perceptron", "refuted"),
        ("five NAND gates are enough for both $s$ and $c$", "proved"),
        ("four NAND gates are enough for both $s$ and $c$", "refuted"),
    ],
)
def test_functions_that_the_text_gives(claim: str, verdict: str) -> None:
    assert last(_ADDER, worded(claim)) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("XOR can be built from four NAND gates", "proved"),
        ("XOR can be built from $3$ NAND gates", "refuted"),
        ("a half adder can be built from five NAND gates", "proved"),
        ("NOT can be built from one NOR gate", "proved"),
        ("OR needs three NAND gates", "proved"),
        ("OR needs at least four NAND gates", "refuted"),
        ("three NOR gates suffice to build an AND gate", "proved"),
    ],
)
def test_gates_by_name(claim: str, verdict: str) -> None:
    assert last("", worded(claim)) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("$$\ns=x_1x_2\n$$", "a single perceptron computes $s$"),
        ("$$\ns=x_1x_2,\\quad x\\in\\{-1,1\\}^2\n$$", "$s$ is not linearly separable"),
        ("$$\ns=x_1x_2,\\quad x\\in\\{-1,1\\}^2\n$$", "$s$ is linearly separable"),
        ("", "MAJ can be built from four NAND gates"),
    ],
)
def test_without_bits_nothing_is_said(given: str, claim: str) -> None:
    assert last(given, worded(claim)) not in ("proved", "refuted")
