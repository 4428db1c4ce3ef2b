r"""Words and settings at the beginning of a display, and functions that words make certain ones."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_SCENE = (
    r"$$\text{two classes, a share } p \text{ in the second:}\quad E(p) = 1 - p,\quad G(p) = 2p$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_SCENE, "E(2) = -1", "proved"),
        (_SCENE, "G(2) = 5", "refuted"),
        (_SCENE.replace("two classes", "if two classes"), "E(2) = -1", None),
        (r"$$q = wx + b,\quad (x = 2,\ y = 4),\quad w = 1,\ b = 0$$", "q - y = -2", "proved"),
        (r"$$q = wx + b,\quad (x = 2,\ y = 4),\quad w = 1,\ b = 0$$", "q - y = 2", "refuted"),
    ],
)
def test_beginnings(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


_ERROR = r"$$E = \frac12 (d - \varphi(v))^2$$"
_LOGISTIC = r"\frac{\partial E}{\partial v} = -(d - \varphi(v)) \varphi(v) (1 - \varphi(v))"


def test_the_slope_of_an_unknown_activation() -> None:
    claim = r"\frac{\partial E}{\partial v} = -(d - \varphi(v)) \varphi'(v)"
    assert last(_ERROR, claim) == "proved"
    assert last(_ERROR, claim.replace("-(d", "2(d")) == "refuted"


@pytest.mark.parametrize(
    "given",
    [
        rf"With the logistic activation $\varphi$, {_ERROR}",
        rf"{_ERROR} for sigmoid units.",
        rf"{_ERROR} Since $\varphi' = \varphi(1 - \varphi)$,",
        _ERROR,
    ],
)
@pytest.mark.parametrize("name", [r"\varphi", "f"])
def test_a_slope_that_is_put_in_is_not_false_of_a_certain_function(given: str, name: str) -> None:
    given, claim = (text.replace(r"\varphi", name) for text in (given, _LOGISTIC))
    assert last(given, claim) not in ("proved", "refuted")


def test_rules_for_all_functions_are_refuted() -> None:
    assert last("Rules.", r"\frac{d}{dx} f(2x) = f'(2x)") == "refuted"
    assert last("Rules.", "(fg)' = f'g'") == "refuted"


@pytest.mark.parametrize(
    "given", ["$k(3) = 6$.", "$f(1) = 2$ and $f(2) = 4$.", "$h(0) = 0$, $h(1) = 2$"]
)
@pytest.mark.parametrize("claim", ["f(4) = 8", "k(4) = 8", "h(2) = 4"])
def test_values_of_an_unknown_function_prove_no_others(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_a_rule_of_steps_leaves_its_letters_open() -> None:
    given = (
        r"$$y = \sigma(wx + b),\quad L = (y - t)^2,\quad"
        r" w \leftarrow w - 0.1 \frac{\partial L}{\partial w},\ "
        r" b \leftarrow b - 0.1 \frac{\partial L}{\partial b}$$"
    )
    assert last(given, r"\frac{\partial L}{\partial b} = 2(y - t) y (1 - y)") == "proved"
    assert last(given, r"\frac{\partial L}{\partial b} = 3(y - t) y (1 - y)") == "refuted"
    assert last(f"{given}\n\n$w = 2$", "w + 1 = 3") == "proved"
