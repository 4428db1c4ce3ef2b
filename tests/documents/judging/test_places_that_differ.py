"""What holds at one place of an index, or under one condition, and is said of others."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

FIRST = r"Let $z_i = \sum_j W_{ij} x_j$ and $L = z_1^2$."
SOFTMAX = r"Let $p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$ and $L = -\log p_1$."
ALSO_FIRST = r"Let $E = \sum_j x_j^2 + x_1$."
AT_NUMBERS = r"Let $z = Wx$ with $x = (1, 0)$ and $L = \sum_i z_i^2$."
HOT = (
    r"We have $$p_j=\frac{\exp(o_j)}{\sum_k\exp(o_k)},\quad l(y,p)=-\sum_j y_j\log p_j;"
    r"\quad y=(0,0,1)$$"
)
PAIRS = r"Let $E = -\frac12 \sum_{i \ne j} w_{ij} s_i s_j$, where $w_{ij} = w_{ji}$."
DIAGONAL = r"Let $E = -\frac12 \sum_{i,j} w_{ij}s_is_j$, where $w_{ij} = w_{ji}$ and $w_{ii} = 0$."
OFF_DIAGONAL = (
    r"Let $y_i = \sum_j a_{ij} x_j$ with $a_{ij} = 0$ for $i \ne j$ and $L = \sum_i y_i$."
)
FIELDS = r"Let $h_i = \sum_j w_{ij} s_j$, $E = -\frac12 \sum_i h_i s_i$ and $w_{ij} = w_{ji}$."
GIVEN = r"Let $y(x) = x^2$. We observed $x = 3$ and $y = 8$."
CROSS = r"Let $p = \mathrm{softmax}(z)$ and $L = -\sum_k y_k \log p_k$, where $y$ is "
SLOPE = r"\frac{\partial L}{\partial z_k} = p_k - y_k"
GEOMETRIC = r"\sum_{k=0}^\infty r^k = \frac{1}{1-r}"
OPAQUE = r"Let $m = k(x,x_1) f$ and $f = 1.2$. $$k(x,x_1)=0.9:\quad m=1.08,\quad q=0.19$$"

PROVED = [
    (FIRST, r"\frac{\partial L}{\partial W_{1j}} = 2 z_1 x_j"),
    (SOFTMAX, r"\frac{\partial L}{\partial z_1} = p_1 - 1"),
    (AT_NUMBERS, r"\frac{\partial L}{\partial W_{ij}} = 2 z_i x_j"),
    (FIELDS, r"\frac{\partial E}{\partial s_k} = -h_k"),
    ("Let $y(x) = x^2$ and $x = 3$, and let $t = 8$.", "t - y(x) = -1"),
    (CROSS + "any probability distribution.", SLOPE),
    ("", GEOMETRIC + r" \text{ for } 0 \le r < 1"),
    ("", r"y = x^3 \implies x = \sqrt[3]{y}"),
]

OPEN = [
    (FIRST, r"\frac{\partial L}{\partial W_{ij}} = 2 z_1 x_j"),
    (SOFTMAX, r"\frac{\partial L}{\partial z_i} = p_i - 1"),
    (ALSO_FIRST, r"\frac{\partial E}{\partial x_j} = 2x_j"),
    (AT_NUMBERS, r"\frac{\partial L}{\partial W_{ij}} = 2 z_i"),
    (r"Let $E = \sum_{i=1}^n i x_i^2$.", r"\frac{\partial E}{\partial x_i} = 2 x_i"),
    # a_{jj}, and not 0; but the condition stands beside the formula only
    (OFF_DIAGONAL, r"\frac{\partial L}{\partial x_j} = a_{jj}"),
    (OFF_DIAGONAL, r"\frac{\partial L}{\partial x_j} = 2a_{jj}"),
    (HOT, r"\partial_{o_j}l(y,p)=p_j+y_j"),
    # true, but not worked out: both letters run in the sum, and the diagonal is 0
    (PAIRS, r"\frac{\partial E}{\partial s_k} = -\sum_{j \ne k} w_{kj} s_j"),
    (DIAGONAL, r"\frac{\partial E}{\partial s_k} = -\sum_{j \ne k} w_{kj} s_j"),
    # a function that got a value of its own since: no product, whichever of them is meant
    (GIVEN, "y - y(x) = -1"),
    (GIVEN, "y(x) = 24"),
    (CROSS + "any vector of non-negative weights.", SLOPE),
    (CROSS + "how often each word was seen; $y_k$ is the number of words $k$.", SLOPE),
    ("", GEOMETRIC + r" \text{ for } r > 1"),
    ("", GEOMETRIC + r" \text{ for all } r"),
    # true where the author means the sine between its least and its largest value
    ("", r"y = \sin x \implies x = \arcsin y"),
]

REFUTED = [
    (FIELDS, r"\frac{\partial E}{\partial s_k} = -2h_k"),
    ("", r"y = \tanh x \implies x = \ln\frac{1+y}{1-y}"),
    # the m of another example was not carried on from
    (OPAQUE, r"k(x,x_1)=5.9:\quad m - q = 0.89"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_what_holds_at_every_place_is_proved(given: str, claim: str) -> None:
    """Also where the places are not alike."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_holds_at_some_places_only_is_left_open(given: str, claim: str) -> None:
    """It may be meant of these."""
    assert last(given, claim) not in ("proved", "refuted")


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_what_holds_nowhere_is_refuted(given: str, claim: str) -> None:
    """Whatever place is meant."""
    assert last(given, claim) == "refuted"


def test_a_value_that_is_set_further_behind_is_no_slip() -> None:
    """y is 9 before, and 4 where the sentence goes on with another x."""
    text = "Let $y = x^2$ and $x = 3$. Then $y = 9$. Then $y = 4$ again when $x = -2$."
    assert "refuted" not in {entry.verdict for entry in entries(text)}


def test_a_slope_for_some_numbers_is_none_for_others() -> None:
    """What it is for positive z proves nothing for negative z."""
    text = (
        r"Let $a = \max(0, z)$. Then $\frac{da}{dz} = 1$ for $z > 0$, $\frac{da}{dz} = 1$ for"
        r" $z < 0$, and $\frac{da}{dz} = 0$ for $z < 0$."
    )
    slopes = [entry for entry in entries(text) if "frac" in entry.latex]
    assert [entry.verdict for entry in slopes] == [None, None, "proved"]
