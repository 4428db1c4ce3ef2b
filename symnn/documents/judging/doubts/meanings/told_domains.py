r"""Functions told on some numbers only: "$f(x)=x^2$ on $[1,2]$", $f:[1,2]\to\mathbb{R}$.

What is said of such a function in words is said of it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open

OWN_DOMAIN: Final = "the text tells the function on some numbers only, and it may be meant there"
FEW: Final = "a letter in it is told to be one of a few numbers"
_NAME: Final = r"(?:\\[A-Za-z]+|[A-Za-z])(?:_\w|_\{\w+\})?"
#: A function with its formula, up to the end of the sentence.
_DEFINED: Final = regex(
    rf"(?<![A-Za-z\\])(?P<f>{_NAME})\s*(?:\\left)?\(\s*(?P<x>{_NAME})\s*(?:\\right)?\)\s*&?:?="
    r"(?=(?P<rest>(?:[^.\n]|\.(?=\d))*))"
)
_MAPPED: Final = regex(
    rf"(?<![A-Za-z\\])(?P<f>{_NAME})\s*(?::|\\colon)\s*"
    r"(?:\\left)?(?:[\[(\]]\s*[^$=:]{1,30},[^$=:]{1,30}[\])\[]|\\\{|\\mathbb\s*\{?\s*[NZQ]"
    r"|\\mathbb\s*\{?\s*R\s*\}?\s*(?:_\s*\{?\s*(?:[+>]|\\ge)|\^\s*\{?\s*[+*]|\\setminus|_\+))"
    r"[^$=]{0,40}\\(?:to|rightarrow|longrightarrow)(?![a-z])"
)
#: Words and formulas by which the argument is not any number.
_INTERVAL: Final = r"\$\s*(?:\\left)?[\[(\]]\s*[^$,]{1,20},[^$,]{1,20}[\])\[]\s*\$"
_WORDS: Final = regex(
    rf"(?i)\b(?:on|over|in|for|to|domain|interval)\b[^$]{{0,40}}{_INTERVAL}"
    r"|\b(?:integers?|whole numbers?|natural numbers?|naturals|positive|non-?negative|negative"
    r"|non-?positive)\b"
)
_FORMULAS: Final = (
    r"(?<![A-Za-z\\^])(?:X)(?:_\s*(?:\{[^{}]*\}|\w))?\s*"
    r"(?:\\in\s*(?!\\mathbb\s*\{?\s*[RC]|\\R(?![a-z]))|\\(?:geq?|leq?|lt|gt)(?![a-z])|[<>≤≥]|=\s*\\pm)"
    r"|(?:\\(?:geq?|leq?|lt|gt)(?![a-z])|[<>≤≥])\s*(?:X)(?![A-Za-z(_^])"
)
_OTHERWISE: Final = regex(r"(?i)\b(?:otherwise|else)\b|\\begin")
#: What holds for fewer numbers if it holds for all.
_FOR_FEWER: Final = regex(
    r"(?i)\b(?:increasing|decreasing|monoton\w+|convex|concave|bounded|positive|negative|injective"
    r"|one-to-one|lipschitz|continuous|differentiable|smooth|constant|nowhere|never|no)\b"
)
_NOT: Final = regex(r"(?i)\b(?:not|un|neither)\b|\bunbounded\b")


def on_own_domains(state: State, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a formula, without those in words on a function that has a domain of its own.

    Args:
        state: what is known there.
        entries: they, with the verdicts that they have for all numbers.
    """
    for entry in entries:
        worded = entry.relation[:1].isalpha() or entry.reading[:1].isalpha()
        judged = entry.verdict in ("proved", "refuted") and worded
        doubt = judged and _is_of_own_domain(state.source.text, entry)
        few = entry.verdict == "refuted" and not worded and _has_letter_of_few_values(state, entry)
        yield left_open(entry, FEW if few else OWN_DOMAIN) if doubt or few else entry


def _has_letter_of_few_values(state: State, entry: Entry) -> bool:
    r"""Whether an open letter of a slope is somewhere in a list, y \in \{0, 1\}, and not put so."""
    if _SLOPE.search(entry.latex) is None or r"\{" not in state.source.text:
        return False
    lists, put = _listed(state.source.text), dict(entry.counterexample or ())
    letters = {key for key in lists if state.scope.latest(key) is None}
    used = letters & {name.strip("\\") for name in _LETTER.findall(entry.latex)}
    return any(put.get(name) not in lists[name] for name in used)


@lru_cache(maxsize=8)
def _listed(text: str) -> dict[str, frozenset[str]]:
    """The letters that are said to be members of a list of numbers, each with the numbers."""
    found = {one["x"].strip("\\"): one["rest"] for one in _IN_LIST.finditer(text)}
    return {
        name: frozenset(item.strip(" +\\") for item in rest.split(","))
        for name, rest in found.items()
    }


_IN_LIST: Final = regex(
    r"(?<![A-Za-z\\_^{])(?P<x>\\?[A-Za-z]+)\s*\\in\s*(?:\\left)?\\\{"
    r"(?=\s|[-+,.\d]|\\[ ,;pm]|\\[lc]?dots|\\ldots)(?P<rest>[^}$\n]*)"
)
#: Other formulas are tried with each of the numbers, where a letter has few.
_SLOPE: Final = regex(r"\\partial(?![a-z])|\\frac\s*\{\s*(?:\\mathrm\s*\{?\s*)?d(?![a-z])")
_LETTER: Final = regex(r"\\[a-zA-Z]+|[a-zA-Z]")


def _is_of_own_domain(text: str, entry: Entry) -> bool:
    words = _spoken(entry.latex)
    if words == "" or _WITH_RANGE.search(entry.latex) is not None:
        return False
    for_fewer = _FOR_FEWER.search(words) is not None and _NOT.search(words) is None
    if entry.verdict == "proved" and for_fewer:
        return False
    names = _restricted(text)
    return bool(names) and not names.isdisjoint(_NAMED.findall(entry.reading))


def _spoken(latex: str) -> str:
    """The words of a claim."""
    return " ".join(_TEXT.findall(latex))


_TEXT: Final = regex(r"\\(?:text|mbox|mathrm)[a-z]*\s*\{([^{}]*)")
#: A claim that tells its own range.
_WITH_RANGE: Final = regex(
    r"\\in(?![a-z])|\b(?:on|over|for|in|maps)\b[^{}]*\}\s*(?:\\left)?[\[(\]]|\\mathbb"
)
_NAMED: Final = regex(r"(?<![A-Za-z])[A-Za-z]+(?:_\w+)?(?![A-Za-z])")


@lru_cache(maxsize=8)
def _restricted(text: str) -> frozenset[str]:
    """The names of functions that are told on some numbers only."""
    return frozenset(name.replace("\\", "").replace("{", "").replace("}", "") for name in _of(text))


def _of(text: str) -> Iterator[str]:
    yield from (found["f"] for found in _MAPPED.finditer(text))
    seen = set[str]()
    for found in _DEFINED.finditer(text):
        rest, new = found["rest"], found["f"] not in seen
        seen.add(found["f"])
        if not new or _OTHERWISE.search(rest) is not None:  # later ones are claims
            continue
        letter = found["x"].replace("\\", r"\\")
        inside = regex(_FORMULAS.replace("X", letter)).search(rest)
        words = _WORDS.search(rest.partition("$")[2])
        if inside is not None or words is not None:
            yield found["f"]
