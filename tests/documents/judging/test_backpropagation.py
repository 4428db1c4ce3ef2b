"""Slopes of losses through names that stand for formulas: layers, sums, inner products, domains."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_LAYERS = (
    r"$$C = (a^{(L)} - y)^2, \quad z^{(L)} = w^{(L)} a^{(L-1)} + b^{(L)}, \quad "
    r"a^{(L)} = \sigma(z^{(L)})$$"
)
_NEURON = r"$$z = \sum_j w_j x_j + b, \qquad a = \sigma(z), \qquad C = \frac12 (a - y)^2$$"
_PRODUCT = r"$$z = w^\top x + b, \quad y = \sigma(w \cdot x + b), \quad L = \frac12 (y - t)^2$$"
_ENTROPY = _PRODUCT + "\n\n" + r"$$G = -t \ln y - (1 - t) \ln(1 - y)$$"


@pytest.mark.parametrize(
    ("given", "true", "false"),
    [
        (
            _LAYERS,
            r"\frac{\partial C}{\partial a^{(L)}} = 2(a^{(L)} - y)",
            r"\frac{\partial C}{\partial a^{(L)}} = 2(y - a^{(L)})",
        ),
        (
            _LAYERS,
            r"\frac{\partial z^{(L)}}{\partial w^{(L)}} = a^{(L-1)}",
            r"\frac{\partial z^{(L)}}{\partial w^{(L)}} = w^{(L)}",
        ),
        (
            _LAYERS,
            r"\frac{\partial a^{(L)}}{\partial z^{(L)}} = \sigma'(z^{(L)})",
            r"\frac{\partial a^{(L)}}{\partial z^{(L)}} = \sigma(z^{(L)})",
        ),
        (
            _LAYERS,
            r"\frac{\partial C}{\partial a^{(L-1)}} = w^{(L)} \sigma'(z^{(L)}) 2(a^{(L)} - y)",
            r"\frac{\partial C}{\partial a^{(L-1)}} = a^{(L-1)} \sigma'(z^{(L)}) 2(a^{(L)} - y)",
        ),
        (
            _LAYERS,
            (
                r"\frac{\partial C}{\partial w^{(L)}} = \frac{\partial z^{(L)}}{\partial w^{(L)}} "
                r"\frac{\partial a^{(L)}}{\partial z^{(L)}} \frac{\partial C}{\partial a^{(L)}}"
            ),
            r"\frac{\partial C}{\partial b^{(L)}} = \sigma'(z^{(L)}) (a^{(L)} - y)",
        ),
        (
            _NEURON,
            r"\frac{\partial a}{\partial w_j} = \sigma'(z) x_j",
            r"\frac{\partial a}{\partial w_j} = \sigma'(z) w_j",
        ),
        (
            _NEURON,
            r"\frac{\partial C}{\partial w_j} = (a - y) a (1 - a) x_j",
            r"\frac{\partial C}{\partial w_j} = (y - a) \sigma'(z) x_j",
        ),
        (
            _NEURON,
            r"\frac{\partial C}{\partial b} = (a - y) \sigma'(z)",
            r"\frac{\partial C}{\partial b} = (a - y) \sigma'(z) b",
        ),
        (
            _PRODUCT,
            r"\frac{\partial z}{\partial w_j} = x_j",
            r"\frac{\partial z}{\partial w_j} = w_j",
        ),
        (
            _PRODUCT,
            r"\frac{\partial L}{\partial w_i} = (y - t) y(1 - y) x_i",
            r"\frac{\partial L}{\partial w_i} = (t - y) y(1 - y) x_i",
        ),
        (
            _ENTROPY,
            r"\frac{\partial G}{\partial w_i} = (y - t) x_i",
            r"\frac{\partial G}{\partial w_i} = (t - y) x_i",
        ),
        (
            r"$$s = \langle u, v \rangle$$",
            r"\frac{\partial s}{\partial u_k} = v_k",
            r"\frac{\partial s}{\partial u_k} = u_k",
        ),
    ],
)
def test_chains_of_names(given: str, true: str, false: str) -> None:
    """A slope of an outer name in an inner one, and one with a slip."""
    assert last(given, true) == "proved"
    assert last(given, false) == "refuted"


@pytest.mark.parametrize(
    "domain",
    [
        "0 < r < 1",
        r"0 < r < 1,\ 0 < s < 1",
        "0 < s < 1",
        "0 < r, s < 1",
        r"r, s \in (0, 1)",
    ],
)
def test_slopes_inside_a_domain(domain: str) -> None:
    """A function that is given with a domain has the slope of its formula there."""
    given = rf"$$K(r,s) = r\log\frac{{r}}{{s}} + (1-r)\log\frac{{1-r}}{{1-s}}, \quad {domain}$$"
    for head in (r"\frac{\partial}{\partial s} K(r,s)", r"\frac{\partial K}{\partial s}"):
        assert last(given, rf"{head} = -\frac{{r}}{{s}} + \frac{{1-r}}{{1-s}}") == "proved"
        assert last(given, rf"{head} = -\frac{{r}}{{s}} - \frac{{1-r}}{{1-s}}") == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # of vectors and matrices the order counts
        (
            r"The weights are a matrix. $$z^{(L)} = w^{(L)} a^{(L-1)} + b^{(L)}$$",
            r"\frac{\partial z^{(L)}}{\partial w^{(L)}} = a^{(L-1)}",
        ),
        # what a σ that is not defined may be
        (r"$$a = \sigma(z)$$", r"\frac{da}{dz} = 1 - a^2"),
        (r"$$z = wx + b,\quad a = \sigma(z)$$", r"\frac{\partial a}{\partial b} = 1 - a^2"),
    ],
)
def test_what_stays_open(given: str, claim: str) -> None:
    """Nothing is said where an array or another σ may be meant."""
    assert last(given, claim) not in ("proved", "refuted")


_CHAIN = (
    r"$$z^1 = w^1 x + b^1,\quad a^1 = \sigma(z^1),\quad z^2 = w^2 a^1 + b^2,\quad "
    r"a^2 = \sigma(z^2),\quad C = \frac12 (a^2 - y)^2$$"
    "\n\n"
    r"$$\delta^2 = \frac{\partial C}{\partial z^2},\quad "
    r"\delta^1 = \frac{\partial C}{\partial z^1}$$"
)


def test_weights_whose_superscripts_count() -> None:
    """The w of z^1 = w^1 x + b^1 is counted, too, and an error is what is said of it again."""
    assert last(_CHAIN, r"\delta^2 = (a^2 - y) \sigma'(z^2)") == "proved"
    assert last(_CHAIN, r"\delta^1 = w^2 \delta^2 \sigma'(z^1)") == "proved"
    assert last(_CHAIN, r"\frac{\partial C}{\partial w^2} = a^1 \delta^2") == "proved"
    assert last(_CHAIN, r"\frac{\partial C}{\partial w^2} = a^2 \delta^2") == "refuted"


def test_a_second_formula_refutes_nothing() -> None:
    """A false formula below one that was confirmed may be a claim: what is true stays so."""
    given = (
        r"$$z = wx + b,\ a = \sigma(z),\ C = \frac12 (a - y)^2,\ \delta = \frac{\partial C}"
        r"{\partial z}$$"
        "\n\n"
        r"$$\delta = (a - y) \sigma'(z)$$"
        "\n\n"
        r"$$\delta = (y - a) \sigma'(z)$$"
    )
    assert last(given, r"\frac{\partial C}{\partial w} = x \delta") != "refuted"


NUMBERS = r"$$z^{(L)} = w^{(L)} a^{(L-1)} + b^{(L)}$$"
SLOPE = r"\frac{\partial z^{(L)}}{\partial w^{(L)}} = "


def test_plain_letters_beside_bold_arrays_are_numbers() -> None:
    """The document writes arrays in bold type: what is not bold is a number."""
    bold = r"$\mathbf{a}^{(0)}\in\mathbb{R}^{784}$ is the input." "\n\n" + NUMBERS
    assert last(bold, SLOPE + "a^{(L-1)}") == "proved"
    assert last(bold, SLOPE + "w^{(L)}") == "refuted"
    in_words = r"The vector $\mathbf{v}$ is given." "\n\n" + NUMBERS
    assert last(in_words, SLOPE + "a^{(L-1)}") in (None, "undecided")
