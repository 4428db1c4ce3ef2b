"""Claims for all values, implications and equivalences that fail whatever is meant by them.

What an author may suppose without a word, that letters are positive, or less than 1, does not make
them hold.
"""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_GIVEN = r"Let $g(t)=\frac{1}{1+e^{-t}}$ and $h(t)=\max(0,t)$. All rates are positive numbers."


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        # for all values of one letter, whatever the others are
        (r"v\,h(wx)=\frac vc\,h(cwx) \text{ for all } c\ne0", "refuted"),
        (r"v\,h(wx)=\frac vc\,h(cwx) \text{ for all } c>0", "proved"),
        (r"e^{-bxkw}=e^{-k}e^{-bxw} \text{ for all } k>1", "refuted"),
        (r"e^{-bxkw}=\left(e^{-bxw}\right)^k \text{ for all } k>1", "proved"),
        # the others are to be found, or one of their values will do
        (r"a+be^x=2+3e^x \text{ for all } x", None),
        (r"ae^x+be^{-x}=be^x+ae^{-x} \text{ for all } x", None),
        (r"ax+b=2b+\frac a2x \text{ for all } x", None),
        (r"h(ax)=a\,h(x) \text{ for all } x", None),
        # implications
        (r"x<y\implies g(x)<g(y)", "proved"),
        (r"x<y\implies g(y)<g(x)", "refuted"),
        (r"|w|\ge4\implies|wg'(wa+b)|\ge1 \text{ for all } a,b", "refuted"),
        (r"a>b\implies a^2>b^2", "undecided"),  # of positive numbers it holds
        # equivalences that fail at 0
        (r"g(t)>\tfrac12\iff t>0", "proved"),
        (r"g(t)>\tfrac12\iff t\ge0", "refuted"),
        (r"h(t)=0\iff t<0", "refuted"),
        (r"h(t)=0\iff t\le0", "proved"),
        (r"t^2>0\iff t>0", None),  # of lengths it holds
    ],
)
def test_what_fails_whatever_is_meant(claim: str, found: str | None) -> None:
    assert last(_GIVEN, claim) == found


def test_what_is_told_of_letters_counts() -> None:
    """The counterexamples of a law for positive numbers are negative."""
    claim = r"\frac{a}{b}\ge1\implies a\ge b"
    assert last("Let $b>0$.", claim) != "refuted"
    assert last("All numbers are positive.", claim) != "refuted"
    assert last("Let $b>0$.", r"a<b\implies b<a") == "refuted"


def test_a_word_may_leave_zero_out() -> None:
    assert last(f"{_GIVEN} Let $t$ be nonzero.", r"h(t)=0\iff t<0") is None


def test_whole_numbers_may_be_meant() -> None:
    """Between 0 and 1 there are none."""
    given = "The sizes are positive integers."
    assert last(given, r"m>n\implies m\ge n+1") != "refuted"
