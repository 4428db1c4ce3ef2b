"""Series as their first terms and dots, and double series whose order matters."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    "claim",
    [
        r"\sum_{k=0}^{\infty}x^k=1+x+x^2+x^3+\cdots",
        r"1-\frac{x^2}{2!}+\frac{x^4}{4!}-\cdots=\sum_{k=0}^{\infty}\frac{(-1)^k}{(2k)!}x^{2k}",
        r"\sum_{k=0}^{\infty}(-x)^k=1-x+x^2-x^3+\cdots+(-x)^n+\cdots",
        r"\sum_{n=1}^{\infty} a_n = a_1 + a_2 + a_3 + \cdots",
        r"\sum_{j=1}^{\infty} \frac{1}{j^2} = 1 + \frac14 + \frac19 + \dots",
    ],
)
def test_the_first_terms_tell_a_series(claim: str) -> None:
    assert last("A series:", claim) == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        r"\sum_{k=0}^{\infty}x^k=1-x+x^2+x^3+\cdots",
        r"\sum_{k=0}^{\infty}x^k=x+x^2+x^3+\cdots",
        r"\sum_{k=0}^{\infty}(-x)^k=1-x+x^2-x^3+\cdots+x^n+\cdots",
        r"\sum_{k=1}^{\infty} \frac{1}{k^2} = 1 + \frac14 + \frac18 + \cdots",
        r"\sum_{k=0}^{\infty}x^k=1+x+\cdots",
        r"\sum_{k=0}^{9}x^k=1+x+x^2+\cdots",
    ],
)
def test_other_terms_do_not(claim: str) -> None:
    assert last("A series:", claim) in (None, "undecided")


@pytest.mark.parametrize(
    ("end", "verdict"),
    [("N", "proved"), (r"\infty", None)],
)
def test_only_finite_sums_change_their_order(end: str, verdict: str | None) -> None:
    rows = rf"\sum_{{m=1}}^{{{end}}} \sum_{{n=1}}^{{{end}}} a_{{mn}}"
    columns = rf"\sum_{{n=1}}^{{{end}}} \sum_{{m=1}}^{{{end}}} a_{{mn}}"
    assert last("We can sum in any order:", f"{rows} = {columns}") == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            r"$x = 1 + \frac{1}{2 + \cdots}$",
            r"1 + (x - 1) = 1 + \frac{x^2 - 1}{x + 1}",
            "proved",
        ),
        (r"$x = 1 + \frac{1}{2 + \cdots}$", r"x + 1 = 2x", None),
        ("$x=1$ if it rains.", "(x+1)^2 = x^2 + 2x + 1", "proved"),
        ("$x=1$ if it rains.", "(x+1)^2 = x^2 + 2x + 2", None),
    ],
)
def test_an_identity_holds_whatever_dots_leave_out(
    given: str, claim: str, verdict: str | None
) -> None:
    assert last(given, claim) == verdict
