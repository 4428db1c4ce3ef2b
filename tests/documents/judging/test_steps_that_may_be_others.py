"""Steps, matrices and numbers below others that mean something else by what the text says."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

FIRST = r"\begin{pmatrix} 1 & 2 \\ 3 & 1 \end{pmatrix}"
UNIT = r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}"
MOVED = (
    "$$w = 0.3$$\n\n$$\\frac{\\partial E}{\\partial w} = 0.5\\cdot 0.2$$\n\n"
    "$$w = 0.3 - 0.1\\cdot 0.1$$"
)
SHEAR = "Let $T$ be the operator on $\\mathbb{R}^2$ given by $T(x,y)=(x+y,y)$. "


@pytest.mark.parametrize(
    ("given", "arrow", "second", "wanted"),
    [
        ("We use row operations.", r"\to", UNIT, "proved"),
        ("Row operations. A single row operation leads to", r"\to", UNIT, None),
        ("We use row operations modulo $5$.", r"\to", UNIT, None),
        (r"Gaussian elimination over $\mathbb{F}_5$.", r"\to", UNIT, None),
        ("Integer row operations are unimodular.", r"\to", UNIT, None),
        (r"Gaussian elimination over $\mathbb{F}_5$.", r"\to", UNIT.replace("1 \\end", "0 \\end"),
         None),
        ("We use row operations. Then we ask which are similar.", r"\sim", UNIT, None),
    ],
)  # fmt: skip
def test_rows_of_other_numbers(given: str, arrow: str, second: str, wanted: str | None) -> None:
    """What rows span over the rational numbers says nothing of residues, or of whole numbers."""
    assert last(given, f"{FIRST} {arrow} {second}") == wanted


@pytest.mark.parametrize(
    ("given", "end", "wanted"),
    [
        ("Let $h(x)=-(x-3)^2$.", "$-3$", "proved"),
        ("We maximize $h(x)=-(x-3)^2$.", "$-3$", "undecided"),
        ("We maximize $h(x)=-(x-3)^2$.", "$3$", "undecided"),
        ("We maximize $h(x)=-(x-3)^2$.", "$4$", "refuted"),
    ],
)
def test_uphill(given: str, end: str, wanted: str) -> None:
    """Who maximizes climbs."""
    claim = f"one gradient step with learning rate $0.5$ from $0$ leads to {end}"
    assert last(given, worded(claim)) == wanted


def test_how_many_terms() -> None:
    claim = worded("the Taylor polynomial $T_2$ of $f$ at $0$ is $1+x$")
    assert last("Let $f(x)=e^x$.", claim) == "refuted"
    told = "Here $T_n$ is the Taylor polynomial with $n$ terms. Let $f(x)=e^x$."
    assert last(told, claim) not in ("proved", "refuted")


def test_row_vectors() -> None:
    claim = r"\mathcal{M}(T)=\begin{pmatrix}1&1\\0&1\end{pmatrix}"
    assert last(SHEAR, claim) == "proved"
    assert last(f"{SHEAR}We use row vectors.", claim) == "undecided"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("We work modulo $3$. Let $T(x,y)=(x+2y,y)$.", "T^3=I"),
        (
            r"All matrices are over $\mathbb{F}_2$. Let $A=\begin{pmatrix}1&1\\1&1\end{pmatrix}$.",
            r"\text{the characteristic polynomial of } A \text{ is } t^2",
        ),
        ("Let $h$ be some activation.", "h(-x)=-h(x)"),
        ("$$s = 0.5\\cdot 0.2 + 0.3 \\quad\\text{for } t=1$$", r"s = 0.42 \quad\text{for } t=2"),
        (r"$$z \approx 0.5\cdot 0.2 + 0.3$$", "z = 0.41"),
        (
            MOVED,
            r"\frac{\partial E}{\partial w} = 0.12",
        ),
    ],
)
def test_neither_right_nor_wrong(given: str, claim: str) -> None:
    """Of residues, of an unknown function, at another time, of about so much, at another place."""
    assert last(given, claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("", "proved"),
        ("All convolutions here are dilated by $2$.", None),
        ("Here we consider transposed convolutions.", None),
    ],
)
def test_windows_of_another_kind(given: str, wanted: str | None) -> None:
    """What a text says of all its windows holds for the ones of a sentence."""
    kernel = r"a $3\times3$ kernel with stride $1$ and no padding"
    claim = rf"{kernel} over an $8\times8$ image gives $6\times6$"
    assert last(given, worded(claim)) == wanted
