r"""Numbers and quantities as siunitx writes them."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source
from symnn.latex.siunitx import plain_numbers

READ = [
    (r"\num{1234.5}", "1234.5"),
    (r"\num{12 345}", "12345"),
    (r"\num{-1.5e-3}", r"-1.5\cdot10^{-3}"),
    (r"\num{e4}", "10^{4}"),
    (r"2\num{3}", "2(3)"),
    (r"\num{3}^2", "(3)^2"),
    (r"\num[round-mode=places]{0.5}", "0.5"),
    (r"\SI{3}{\percent}", r"3\%"),
    (r"\qty{3}{\metre\per\second}", r"3\,\text{metre per second}"),
    (r"\ang{90}", r"90^\circ"),
    (r"\num{1.2(3)}", r"\num{1.2(3)}"),
    (r"\num{1,5}", r"\num{1,5}"),
    (r"\number{3}", r"\number{3}"),
    (r"\SI{3}", r"\SI{3}"),
]


@pytest.mark.parametrize(("written", "read"), READ)
def test_a_number_is_written_out(written: str, read: str) -> None:
    """What is no plain number is left."""
    assert plain_numbers(written).text == read


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"\num{1e3}\cdot\num{2}=\num{2000}", "proved"),
        (r"2\num{3}=\num{23}", "refuted"),
        (r"\ang{90}=\frac{\pi}{2}", "proved"),
        (r"\SI{3}{\percent}=\num{0.03}", "proved"),
        (r"\num{1.5e3}+1=\num{1502}", "refuted"),
    ],
)
def test_relations_between_such_numbers_are_judged(text: str, verdict: str) -> None:
    """At the place where they are written."""
    (entry,) = judge(Source("a.md", f"$${text}$$\n", "markdown"))
    assert (entry.verdict, entry.latex) == (verdict, text)
