"""∂L/∂w as a name: worked examples give derivatives values one by one."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

CHAIN = r"""
$\frac{\partial E}{\partial o} = 0.5$, $\frac{\partial o}{\partial n} = 0.25$,
$\frac{\partial n}{\partial w} = 2$.

$$\frac{\partial E}{\partial w} = \frac{\partial E}{\partial o} \cdot
\frac{\partial o}{\partial n} \cdot \frac{\partial n}{\partial w} = """


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in judge(Source("a.md", text, "markdown"))]


@pytest.mark.parametrize(("value", "found"), [("0.25", "proved"), ("0.35", "refuted")])
def test_the_chain_rule_with_values(value: str, found: str) -> None:
    """The product of what was given is what counts, in the chain and in an update."""
    assert verdicts(f"{CHAIN}{value}$$")[-1] == found
    update = r"$w = 1$, $w \leftarrow w - 0.1 \frac{\partial E}{\partial w} = "
    after = f"{CHAIN}0.25$$\n\n{update}"
    assert verdicts(f"{after}0.975$")[-1] == "proved"
    assert verdicts(f"{after}0.965$")[-1] == "refuted"


@pytest.mark.parametrize(("value", "found"), [("-1.8338", "proved"), ("-1.8438", "refuted")])
def test_a_derivative_given_again(value: str, found: str) -> None:
    """What was worked out is checked where it is stated."""
    given = r"$$\frac{\partial l}{\partial \hat{y}} = -2(1 - 0.0831)$$" + "\n\n"
    assert verdicts(rf"{given}$$\frac{{\partial l}}{{\partial \hat{{y}}}} \approx {value}$$")[
        -1
    ] == (found)


def test_a_derivative_that_can_be_worked_out_is_no_name() -> None:
    """E shows how it depends on w, so that ∂E/∂w = 3 is a claim from the start."""
    given = r"$w = 3$, $E = w^2$, "
    assert verdicts(given + r"$\frac{\partial E}{\partial w} = 6$")[-1] == "proved"
    assert verdicts(given + r"$\frac{\partial E}{\partial w} = 5$")[-1] == "refuted"


def test_a_general_formula_is_no_value() -> None:
    """Names without values on the right: nothing is defined."""
    text = r"$\frac{\partial L}{\partial w} = (a - y) x$"
    assert verdicts(text) == [None]
