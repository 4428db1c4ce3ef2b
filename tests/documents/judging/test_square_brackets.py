"""Functions applied with square brackets, formulas in one open letter, functions given again."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

FORMULAS = r"$$y=\phi_0+\phi_1h_1+\phi_2h_2,\quad h_d=\mathrm{a}[\theta_{d0}+x]$$"
NET = (
    FORMULAS,
    r"$$\mathrm{a}[z]=\max(0,z)$$",
    r"$$\theta_{10}=0,\ \theta_{20}=-1,\ \phi_0=1,\ \phi_1=2,\ \phi_2=-3$$",
)


def last(*displays: str) -> Entry:
    """The last entry of a document of these displays."""
    return list(judge(Source("a.md", "\n\n".join(displays), "markdown")))[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"$$y(0)=1$$", "proved"),
        (r"$$y(2)=2$$", "proved"),
        (r"$$y(2)=3$$", "refuted"),
        (r"$$y \text{ has exactly } 3 \text{ linear regions}$$", "proved"),
        (r"$$y \text{ has exactly } 4 \text{ linear regions}$$", "refuted"),
        (r"$$y \text{ is continuous}$$", "proved"),
        (r"$$\mathrm{a}[\alpha z]=\alpha\,\mathrm{a}[z] \text{ for all } \alpha\ge0$$", "proved"),
        (r"$$\mathrm{a}[-2]=0$$", "proved"),
        (r"$$\mathrm{a}[3]=0$$", "refuted"),
    ],
)
def test_networks_are_written_with_brackets(claim: str, verdict: str) -> None:
    assert last(*NET, claim).verdict == verdict


@pytest.mark.parametrize("head", [r"E[X]", r"\mathrm{Var}[x]", r"P[a]", r"w[0]", r"h[x+1]"])
def test_other_brackets_define_no_function(head: str) -> None:
    assert last(f"$${head}=2x+X+a$$").kind != "definition"


def test_a_formula_in_two_letters_is_a_function_of_neither() -> None:
    assert last(r"$$y=ax+1$$", r"$$y(2)=3$$").verdict is None


def test_a_function_by_name_given_again_is_a_claim() -> None:
    first = r"$$\mathrm{hardtanh}(x)=\max(-1,\min(1,x))$$"
    again = r"$$\mathrm{hardtanh}(x)=\frac{|x+1|-|x-1|}{2}$$"
    other = r"$$\mathrm{hardtanh}(x)=\frac{|x+1|-|x-1|}{3}$$"
    assert last(first, again).verdict == "proved"
    assert last(first, other).verdict == "refuted"


STEP = r"$$f(x_1,x_2)=\begin{cases}1&\text{if } x_1+x_2\ge2\\0&\text{otherwise}\end{cases}$$"


@pytest.mark.parametrize("where", [r"(x_1,x_2)\in\{0,1\}^2", r"x_1,x_2\in\{0,1\}"])
def test_pairs_from_a_finite_set(where: str) -> None:
    claim = rf"$$f(x_1,x_2)=x_1x_2 \text{{ for all }} {where}$$"
    assert last(STEP, claim).verdict == "proved"


def test_a_pair_in_a_cube_is_not_understood() -> None:
    claim = r"$$f(x_1,x_2)=x_1x_2 \text{ for all } (x_1,x_2)\in\{0,1\}^3$$"
    assert last(STEP, claim).verdict != "refuted"
