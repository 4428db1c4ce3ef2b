r"""Letters in bold, under an arrow, and bare: one thing or two."""

from __future__ import annotations

import pytest

from symnn.documents.judging.notations.arrays.typefaces import Typefaces, typefaces_of
from symnn.documents.tex.reader import read_latex
from tests.documents.judging.verdicts import last


def letters(*formulas: str) -> tuple[set[str], set[str]]:
    """Those that are others in bold, and those whose arrow is as bold."""
    found = typefaces_of(read_latex(" ".join(f"${f}$" for f in formulas)).formulas)
    return (set(), set()) if found is None else (set(found.apart), set(found.arrows))


@pytest.mark.parametrize(
    ("formulas", "apart", "arrows"),
    [
        ((r"\mathbf{x}=(1,2)", "x=3"), {"x"}, set()),
        ((r"\mathbf{x}=(1,2)", "x_1+x_2=3"), set(), set()),
        ((r"\mathbf{x}_1=(1,2)", "x_1=3"), {"x"}, set()),
        ((r"\boldsymbol{\theta}=(1,2)", r"\theta=\frac12"), {r"\theta"}, set()),
        # a formula in letters that are numbers, or never bold
        ((r"\mathbf{y}=\mathbf{x}\mathbf{w}", "y=x^2", "x=3"), {"x", "y"}, set()),
        ((r"\mathbf{y}=(1,2)", r"y=\sqrt{t}+1"), {"y"}, set()),
        # an author who forgets what is bold
        ((r"\mathbf{y}=W\mathbf{x}", "y=Wx"), set(), set()),
        ((r"\mathbf{a}\in\mathbb{R}^3", "a=(1,2,3)"), set(), set()),
        ((r"\mathbf{b}=0.5", "b=0.7"), set(), set()),
        # entries of a vector that is bold as a whole
        ((r"\mathbf{z}=(z_1,\dots,z_n)", "z_k=z_j+1", "z=0"), set(), set()),
        # arrows
        ((r"\vec{x}=(1,2)", "x_1+x_2=3"), set(), {"x"}),
        ((r"\vec{x}=(1,2)", "x=3"), set(), set()),
        ((r"\vec{x}_1=(1,2)", r"\vec{x}_2=(1,2)"), set(), set()),
        ((r"\vec{x}=(1,2)", r"\mathbf{x}=(1,2)"), set(), set()),
    ],
)
def test_letters_that_are_others(
    formulas: tuple[str, ...], apart: set[str], arrows: set[str]
) -> None:
    assert letters(*formulas) == (apart, arrows)


def test_a_document_without_marked_letters_has_none() -> None:
    assert typefaces_of(read_latex("$x=1$ and $y=2$").formulas) is None
    assert Typefaces(frozenset({"x"}), frozenset()) == typefaces_of(
        read_latex(r"$x=1$ and $\mathbf x^2$").formulas
    )


POWERS = r"""
$$y=x\cdot x,\quad z=y\cdot y$$

$$\mathbf{y}=\mathbf{x}\mathbf{w}$$

$$\mathbf{x}\in\mathbb{R}^{1\times3},\quad \mathbf{w}\in\mathbb{R}^{3\times2}$$
"""
PAIR = r"$$\vec{w}=(2,-1),\quad \vec{x}=(3,4),\quad b=1$$"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (POWERS, r"x=3:\quad\frac{dz}{dx}=\frac{dz}{dy}\cdot\frac{dy}{dx}", "proved"),
        (POWERS, r"x=3:\quad\frac{dz}{dx}=\frac{dz}{dy}+\frac{dy}{dx}", "refuted"),
        (r"$$\mathbf{x}=(1,2),\quad x=3$$", r"\|\mathbf{x}\|^2=5", "proved"),
        (r"$$\mathbf{x}=(1,2),\quad x=3$$", r"x\,\mathbf{x}=(3,6)", "proved"),
        (r"$$\mathbf{x}=(1,2),\quad x=3$$", "x^2=9", "proved"),
        (r"$$w=2,\quad x=3$$", r"\mathbf{w}^\top\mathbf{x}=7", None),
        (r"$$\mathbf{b}=0.5$$", "b+1=1.5", "proved"),
        (PAIR, "w_1x_1+w_2x_2+b=3", "proved"),
        (PAIR, r"\vec{w}\cdot\vec{x}+b=3", "proved"),
        (rf"{PAIR} $$f(\vec{{x}})=x_1^2+x_2$$", r"\nabla f(\vec x)=(2x_1,1)", "proved"),
        (r"$$\vec{x}_1=(1,2),\quad\vec{x}_2=(3,4),\quad x_1=5$$", "x_1^2=25", "proved"),
    ],
)
def test_verdicts_in_each_type(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected
