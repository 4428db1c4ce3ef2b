"""Units that compute formulas of logic, and how many functions and dichotomies there are."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GATE = r"""$$
y=\begin{cases}1&\text{if } \mathbf{w}^{\mathrm T}\mathbf{x}\ge T\\0&\text{if }
\mathbf{w}^{\mathrm T}\mathbf{x}<T\end{cases},\qquad x_i\in\{0,1\}
$$"""
UNIT = r"""$$
y=\begin{cases}1&\text{if } w_1x_1+w_2x_2>\theta\\0&\text{otherwise}\end{cases}
$$"""
NO_UNIT = r"""$$
y=\begin{cases}1&x_1x_2>0\\0&\text{otherwise}\end{cases}
$$"""
THREE = r"\mathbf{w}=[-1,2,-1]^{\mathrm T},\ T=\frac12: \text{ the gate computes } "
TWO = r"w_1=-1,\ w_2=1,\ \theta=0.5: \text{ the unit computes } "


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (GATE, THREE + r"(\overline{x_1}\wedge x_2)\vee(x_2\wedge\overline{x_3})", "proved"),
        (GATE, THREE + r"(\overline{x_1}\wedge x_2)\vee(x_1\wedge\overline{x_3})", "refuted"),
        (GATE, THREE + r"x_2\wedge\neg(x_1\wedge x_3)", "proved"),
        (GATE, THREE + r"x_2(\bar x_1+\bar x_3)", "proved"),
        (GATE, THREE + r"x_1\vee x_2\vee x_3", "refuted"),
        (UNIT, TWO + r"\bar x_1\wedge x_2", "proved"),
        (UNIT, TWO + r"\neg x_1\land x_2", "proved"),
        (UNIT, TWO + r"\text{the function } \overline{x_1}\,x_2", "proved"),
        (UNIT, TWO + r"x_1\oplus x_2", "refuted"),
        (UNIT, TWO.replace("computes", "implements") + r"x_1\wedge \bar x_2", "refuted"),
        # signs mixed without brackets, other letters
        (GATE, THREE + r"x_1\vee x_2\oplus x_3", None),
        (UNIT, TWO + r"\bar u_1\wedge x_2", None),
        (UNIT, TWO + r"\bar x", None),
    ],
)
def test_units_that_compute_formulas(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (GATE, r"with two inputs the gate can compute } 14 \text{ of the } 16 \text{", "proved"),
        (
            GATE,
            r"with three inputs the gate can compute } 128 \text{ of the } 256\text{",
            "refuted",
        ),
        (
            GATE,
            r"with three inputs the gate can compute } 104 \text{ of the } 256\text{",
            "proved",
        ),
        ("", r"a perceptron with two inputs can implement 14 of the } 16 \text{", "proved"),
        ("", r"a threshold unit with two inputs realizes 15 of the } 16 \text{", "refuted"),
        # which functions another unit computes is not said
        (NO_UNIT, r"with two inputs the gate can compute } 14 \text{ of the } 16 \text{", None),
    ],
)
def test_functions_of_units_are_counted(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, rf"\text{{{claim} Boolean functions}}") == verdict


POINTS = r"\text{ dichotomies of } %s \text{ points in general position}"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            r"\text{the perceptrons } \operatorname{sign}(w\cdot x+b) \text{ on } \mathbb{R}^2"
            r"\text{ realize } 14 \text{ of the } 16" + POINTS % 4,
            "proved",
        ),
        (r"\text{lines in the plane realize } 8 \text{ of the } 8" + POINTS % 3, "proved"),
        (r"\text{lines in the plane realize } 15 \text{ of the } 16" + POINTS % 4, "refuted"),
        (
            r"\text{hyperplanes in } \mathbb{R}^3 \text{ realize } 30 \text{ of the } 32"
            + POINTS % 5,
            "proved",
        ),
        # through the origin there are fewer
        (
            r"\text{the perceptrons } \operatorname{sign}(w\cdot x) \text{ on } \mathbb{R}^2"
            r"\text{ realize } 14 \text{ of the } 16" + POINTS % 4,
            None,
        ),
    ],
)
def test_dichotomies_are_counted(claim: str, verdict: str | None) -> None:
    assert last("", claim) == verdict


HIDDEN = r"""$$
h_1=\theta(x_1-x_2-0.5),\ h_2=\theta(x_2-x_1-0.5),\ y=\theta(h_1+h_2-0.5),\quad
\theta(z)=\begin{cases}1&z\ge0\\0&z<0\end{cases}
$$"""
TURNED = r"""$$
f(x_2,x_1)=\begin{cases}1&x_2-x_1-0.5\ge0\\0&\text{otherwise}\end{cases}
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (HIDDEN, r"y \text{ computes } x_1\oplus x_2", "proved"),
        (HIDDEN, r"y \text{ computes } h_1\vee h_2", None),
        (HIDDEN, r"y \text{ computes } h_1\wedge h_2", None),
        (TURNED, r"f \text{ computes } x_2\wedge\neg x_1", "proved"),
        (TURNED, r"f \text{ computes } x_1\wedge\neg x_2", "refuted"),
    ],
)
def test_inputs_are_those_of_the_unit(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


FOURTEEN = r"\text{with two inputs the gate can compute } 14 \text{ of the } 16 \text{ functions}"
LINES = (
    r"\text{hyperplanes in } \mathbb R^2 \text{ realize } 14 \text{ of the } 16 "
    r"\text{ dichotomies of } 4 \text{ points in general position}"
)


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (GATE.replace(r"\ge T", ">0").replace("<T", r"\le 0"), FOURTEEN),
        (f"All weights are positive.\n\n{GATE}", FOURTEEN),
        (f"{GATE}\n\n$$w_i\\ge0$$", FOURTEEN),
        ("We consider planes through the origin.", LINES),
        ("Units have no bias.", LINES.replace("hyperplanes", "perceptrons")),
    ],
)
def test_planes_or_weights_that_are_not_all(given: str, claim: str) -> None:
    claim = claim.replace(" functions", " Boolean functions")
    assert last(given, claim) not in ("proved", "refuted")


def test_all_planes_and_weights() -> None:
    assert last(GATE, FOURTEEN.replace(" functions", " Boolean functions")) == "proved"
    assert last("", LINES) == "proved"
