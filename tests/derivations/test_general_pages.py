"""Pages with open letters say for which numbers they hold; letters never stand for two things."""

from __future__ import annotations

import pytest

import symnn as sn
from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

NET = sn.Network(sn.Affine([[2, -1]], [1]), sn.relu)
LINE = sn.Network(sn.Affine([[2]], [1]), sn.relu)
WINDOWS = sn.Convolution([[3, 1]], None, [(0, 1), (1, 2)], 3)
TWICE = sn.Network(sn.Affine([[4]], [2]), sn.relu, sn.Affine([["1/2"]]))


def verdicts(text: str) -> dict[str, str]:
    """What the checker says of each relation."""
    entries = judge(Source("page.md", text, "markdown"))
    return {" ".join(e.latex.split()): e.verdict or e.kind for e in entries}


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        (sn.derive.symbolic(NET), "2 x_1 - x_2", "3 x_1 - x_2"),
        (sn.derive.cases(LINE), "2 x + 1 &", "2 x - 1 &"),
        (sn.derive.equivalence(LINE, TWICE), r"\frac{1}{2} \op", r"\frac{1}{3} \op"),
        (sn.derive.composition(sn.Affine([[2]], [1]), sn.Affine([[3]])), "6 x + 3", "6 x + 5"),
        (sn.derive.convolution(WINDOWS), "3 x_1", "x_1"),
        (sn.derive.eigenvalues([[2, 1], [1, 2]]), r"\lambda^{2} - 4", r"\lambda^{2} - 5"),
    ],
)  # fmt: skip
def test_a_changed_line_of_a_general_page_is_refuted(
    page: sn.Derivation, old: str, new: str
) -> None:
    text = page.markdown()
    assert set(verdicts(text).values()) <= {"definition", "proved"}
    if old not in text:
        old, new = r"V^{(2)} = \frac{1}{2}", r"V^{(2)} = \frac{1}{3}"
    assert "For all real" in text
    assert old in text
    assert "refuted" in verdicts(text.replace(old, new)).values()


def test_letters_that_the_author_has_taken_give_way() -> None:
    style = sn.Style(names={"x": "v", "b": "c"})
    numbers = {"mean": [1, 1], "variance": [3, 2], "scale": [4, 1], "shift": [5, 1]}
    page = sn.derive.batch_norm(sn.Affine([[2], [3]], [1, 2]), **numbers, style=style)
    assert r"\sqrt{d_1}" in page.markdown()
    assert r"\hat{W} v" in page.markdown()
    assert set(verdicts(page.markdown()).values()) == {"definition", "proved"}
    page = sn.derive.equivalence(LINE, TWICE, style=style)
    assert "c = 1" in page.markdown()
    assert "d^{(1)} = 2" in page.markdown()
    assert set(verdicts(page.markdown()).values()) == {"definition", "proved"}


@pytest.mark.parametrize("kind", ["gradient", "jacobian", "hessian"])
def test_the_shortest_page_of_a_derivative_says_of_what(kind: str) -> None:
    net = sn.Network(sn.Affine([[1, 2]], [1]), sn.tanh)
    text = getattr(sn.derive, kind)(net, at=[1, 1], depth="result").markdown()
    assert r"\tanh(z)" in text
    assert r"\frac{\partial a}{\partial x_1}" in text
    assert set(verdicts(text).values()) == {"definition", "proved"}
    assert "refuted" in verdicts(text.replace("z &= W x + b", "z &= W x - b")).values()


def test_a_long_network_has_no_empty_result() -> None:
    net = sn.Network(
        sn.Affine([[k, 1, 2] for k in range(4)], [1] * 4), sn.relu,
        sn.Affine([[k, 1, 2, 3] for k in range(4)], [1] * 4), sn.relu, sn.Softmax(),
    )  # fmt: skip
    text = sn.derive.symbolic(net, depth="result").markdown()
    assert "a^{(3)}" not in text
    assert set(verdicts(text).values()) == {"definition"}
