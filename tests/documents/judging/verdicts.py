"""What is said about texts, for tables of claims."""

from __future__ import annotations

from functools import cache

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

_WORST_FIRST = ("refuted", "undecided", "proved")


def entries(text: str) -> list[Entry]:
    """The entries of a Markdown text."""
    return list(judge(Source("a.md", text, "markdown")))


@cache
def count(text: str) -> int:
    """How many entries a text has; many claims are asked about after one and the same text."""
    return len(entries(text))


def last(given: str, claim: str) -> str | None:
    """The worst verdict on a claim that stands in a display after some text."""
    before = count(given)
    found = [entry.verdict for entry in entries(f"{given}\n\n$$\n{claim}\n$$")[before:]]
    return next((word for word in _WORST_FIRST if word in found), None)


def worded(text: str) -> str:
    r"""A sentence with mathematics between dollar signs, as one display: \text{…} around words."""
    parts = enumerate(text.split("$"))
    return "".join(f" {p} " if k % 2 else rf"\text{{{p}}}" for k, p in parts if p.strip())
