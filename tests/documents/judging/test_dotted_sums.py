r"""Sums that dots shorten, up to a letter or in numbers: 1 + 2 + \dots + n."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_REWARDS = r"$$R_1=0,\ R_2=0,\ R_3=1,\ R_4=2,\ \gamma=0.5$$"
_SERIES = r"$$a_0=1,\ a_1=2,\ a_2=3,\ a_3=4,\ x=2$$"
_NAMED = r"$$R_1=\dots=R_7=0,\ R_8=+1$$"
_LIST = r"$$w=(1,2,3),\quad x=(4,5,6)$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("", r"1+2+\dots+n=\frac{n(n+1)}{2}", "proved"),
        ("", r"1+2+\cdots+n=\frac{n(n-1)}{2}", "refuted"),
        ("", r"1+3+5+\dots+(2n-1)=n^2", "proved"),
        ("", r"1^2+2^2+\cdots+n^2=\frac{n(n+1)(2n+1)}{6}", "proved"),
        ("", r"1+r+r^2+\dots+r^n=\frac{1-r^{n+1}}{1-r}", "proved"),
        ("", r"1+r+\dots+r^n=\frac{1-r^{n}}{1-r}", "refuted"),
        ("", r"1+x+x^2+\dots+x^{n-1}=\frac{1-x^n}{1-x}", "proved"),
        ("", r"1+2+4+\dots+2^n=2^{n+1}-1", "proved"),
        (_REWARDS, r"R_1+\gamma R_2+\dots+\gamma^3R_4=0.5", "proved"),
        (_REWARDS, r"R_1+\gamma R_2+\dots+\gamma^3R_4=0.25", "refuted"),
        (_SERIES, r"a_0+a_1x+a_2x^2+\dots+a_3x^3=49", "proved"),
        (_SERIES, r"a_0+a_1x+\dots+a_3x^3=50", "refuted"),
        (_NAMED, r"R_6+\gamma R_7+\gamma^2R_8=\gamma^2", "proved"),
        (_NAMED, r"R_1+\gamma R_2+\dots+\gamma^7R_8=\gamma^7", "proved"),
        (_NAMED, r"R_3=0", "proved"),
        (r"$$A_1,\dots,A_5=1,2,2,2,3,\quad c=2$$", r"A_4+A_5=5", "proved"),
        (r"$$A_1,\dots,A_5=1,2,2,2,3,\quad c=2$$", r"A_5+c=4", "refuted"),
        (r"$$x_1,x_2,x_3=1,2,3,\quad y=2$$", r"x_3y=6", "proved"),
        (_LIST, r"w_1x_1+\dots+w_3x_3=32", "proved"),
        (_LIST, r"w_1x_1+w_2x_2+\dots+w_3x_3=31", "refuted"),
    ],
)
def test_a_sum_with_dots(given: str, claim: str, verdict: str) -> None:
    assert last(given or "Words.", claim) == verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"1+2+4+\dots+n=2n-1",
        r"1+5+\dots+n=n^2",
        r"a+b+\dots+n=3",
        r"2+\dots+n=4",
        r"1+\dots+n^2=9",
    ],
)
def test_a_pattern_that_is_not_evident(claim: str) -> None:
    assert last("Words.", claim) is None


def test_fewer_terms_than_are_shown_are_not_judged() -> None:
    r"""\rho(0) = 1 where \rho(k) = c_1 r_1 + … + c_k r_k: the k of the dots is another one."""
    given = r"$$\rho(k)=c_1r_1+\cdots+c_kr_k$$"
    assert last(given, r"\rho(0)=1") == "undecided"
    assert last(r"$$S(n)=1+2+\cdots+n$$", "S(1)=2") == "undecided"
    assert last(r"$$S(n)=1+2+\cdots+n$$", "S(4)=11") == "refuted"
    assert last(r"$$S(n)=1+2+\cdots+n$$", "S(4)=10") == "proved"
