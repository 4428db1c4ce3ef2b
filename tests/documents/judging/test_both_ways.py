r"""Relations that hold together: "J = 0 if and only if s ≥ c + 1", "p > 1/2 ⇔ t > 0"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = (
    r"$$J=\max(0,1-s+s_c),\quad s=U\cdot f,\quad s_c=U\cdot g,\qquad "
    r"q=\frac{1}{1+e^{-t}},\quad t=w_1x_1+w_2x_2,\quad w_1=2,\quad x_1=3$$"
    "\n\n"
    r"$$E=\frac12(u-v)^2$$"
)


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"J=0 \iff s\geq s_c+1", "proved"),
        (r"J=0 \text{ if and only if } s\geq s_c", "refuted"),
        (r"J>0 \text{ exactly when } s<s_c+1", "proved"),
        (r"J>0 \text{ exactly when } s<s_c", "refuted"),
        (r"q>\frac12 \Leftrightarrow t>0", "proved"),
        (r"q>\frac12 \iff w_1x_1+w_2x_2>0", "proved"),
        (r"E=0 \text{ if and only if } u=v", "proved"),
        (r"a^2=4 \iff a\in\{-2,2\}", "proved"),
        (r"ab=0 \iff a=0 \text{ or } b=0", "proved"),
    ],
)
def test_relations_that_hold_together(claim: str, wanted: str) -> None:
    assert last(GIVEN, claim) == wanted


@pytest.mark.parametrize(
    "claim",
    [
        r"a^2=b^2 \iff a=b",  # both may be positive
        r"\frac1c \geq 0 \iff c\geq 0",  # one side has no value at 0
        r"J=0 \text{ almost if and only if } s\geq s_c",
        r"z=1 \iff u>v",  # it may say what z is
    ],
)
def test_relations_that_may_hold_together(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")


def test_solutions_say_nothing_of_a_letter_elsewhere() -> None:
    given = r"$$f(x)=x^2+1,\quad g(x)=x+1$$" + "\n\n" + r"$$f(x)=g(x) \iff x\in\{0,1\}$$"
    assert last(given, r"f(x)>g(x) \iff x>1") != "proved"
