r"""Letters in a row that are one name: `FL = -(1-p)^\gamma\log p`, `sp(x) = \ln(1+e^x)`, `TP`.

Nobody defines a product. What stands before the `=` of a definition as letters in a row is a name,
if none of its letters is used without the others anywhere in the text: `AB = I` is said of an A and
a B that are matrices by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula
from symnn.latex.symbols import FUNCTION_RUNS, PLAIN_WORDS

#: The counts of a confusion matrix, which stand together.
_COUNTS: Final = regex(r"(?<![A-Za-z\\])(?:TP|FP|TN|FN|tp|fp|tn|fn)(?![A-Za-z])")
#: So many in small letters are these counts, and no products.
_MOST_COUNTS: Final = 3
_POSITIVES: Final = regex(r"(?i)\b(?:positives?|negatives?|counts?|confusion|precision|recall)\b")
#: A divergence before its two distributions: KL(p \\| q).
_DIVERGENCE: Final = regex(
    r"(?<![A-Za-z\\])(KL|JS)(?=\s?(?:\\[bB]igg?l?|\\left)?[(\[][^=]{1,60}?(?:\\\||\|\||\\parallel))"
)
_BEGIN: Final = r"(?:^|[,;:&]|\\\\|\\q?quad|\\[ ,;!])\s{0,3}"
#: So many letters make a word.
_WORD: Final = 5
#: A word of five letters or more, with a vowel in it, is no product either, nor is a slope dLdA.
_NAME: Final = (
    r"(?P<name>[A-Z]{2,5}|IoU|d[A-Z]d[A-Za-z]|[a-z]{2,4}(?=\()"
    r"|(?=[A-Za-z]*[aeiouy])[A-Za-z][a-z]{4,19})(?![A-Za-z'])"
)
#: Err_6, whose index tells it from a product.
_INDEXED: Final = regex(
    _BEGIN + r"(?P<name>(?=[A-Za-z]*[aeiouyE])[A-Z]?[a-z]{2,4})_(?:\w|\{\w{1,4}\})\s{0,3}(?:&\s?)?="
)
#: In the company of words, one of three or four letters is a name as well: pred = w x, goal = 1.
_SHORT: Final = regex(
    _BEGIN + r"(?P<name>(?=[a-z]*[aeiouy])[a-z]{3,4})(?![A-Za-z'])\s{0,3}(?:&\s?)?="
)
_LETTER: Final = r"[A-Za-z](?:_[A-Za-z0-9])?"
_HEAD: Final = regex(_BEGIN + _NAME + rf"(?:\({_LETTER}(?:, ?{_LETTER})*\))?\s{{0,3}}(?:&\s?)?=")
#: dW = \partial L/\partial W, as a name of the gradient in code is written.
_SLOPE_NAME: Final = regex(
    _BEGIN
    + r"(?P<name>d(?P<of>[A-Za-z]))\s{0,3}(?:&\s?)?:?=\s*\\[dt]?frac\s*\{\s*\\partial[^{}]*\}"
    r"\s*\{\s*\\partial\s*(?P=of)\s*\}"
)
#: PE_{(pos, 2i)} and PE(pos, 2i) at the even places of a family.
_AT_EVEN: Final = regex(
    r"(?<![A-Za-z\\])(?P<name>[A-Z]{1,5})\s?(?:_\s?\{?)?\s?(?:\\left)?\(?\s?"
    r"(?P<place>[a-z]{1,5})\s?,\s?(?:\\[ ,;]\s?)?2\s?\\?[a-z]\s?[)}]"
)
#: dW^{[1]} = …, the gradient in W of those who keep a program's names.
_GRADIENT: Final = regex(
    _BEGIN + r"(?P<name>d[A-Za-z])(?![A-Za-z'])(?:[_^](?:\w|\{[^{}]{1,9}\}))*"
    r"\s{0,3}(?:&\s?)?(?::?=|\\gets|\\leftarrow)(?![a-z])"
)
#: Where dx is no name: slopes and integrals.
_SLOPES: Final = regex(
    r"\\[dtc]?frac\s*\{\s*\{?\s*d(?:\^\S{1,3})?\s*(?:\\?[A-Za-z]|\})|\\i*int(?![a-z])"
    r"|[^\\A-Za-z]d\s?/\s?d|\bd[A-Za-z]\s?/\s?d[A-Za-z]\b"
)
_SPACE: Final = regex(r"\\mathbb\s*\{?\s*R\s*\}?\s*\^\s*(?:\{[^{}]*\}|\w)")
_LONE_D: Final = regex(r"(?<![A-Za-z\\])d(?![A-Za-z])")
#: What is a name as it is: commands, and words that are set as such.
_WORDS: Final = regex(
    r"\\(?:text\w*|mathrm|mathbf|mathit|mathsf|operatorname\*?|mbox|begin|end|label|tag)"
    r"\s?\{[^{}]{0,200}\}|\\[A-Za-z]+"
)
_RUN: Final = regex(r"[A-Za-z]+")


@lru_cache(maxsize=4)
def counts_in(text: str) -> frozenset[str]:
    """TP, FP, TN and FN as names, if a text has two of them at least.

    >>> counts_in("$TP = 3$ and $FP = 1$") == {"TP", "FP"}
    True
    """
    found = frozenset(_COUNTS.findall(text))
    small = {name for name in found if name.islower()}
    if len(small) < (2 if _POSITIVES.search(text) else _MOST_COUNTS):
        found -= small
    return found if len(found) > 1 else frozenset()


def runs_of(formulas: Iterable[Formula], text: str) -> frozenset[str]:
    """The runs of letters that a text uses as names.

    Args:
        formulas: all that it has.
        text: the text itself.
    """
    known = counts_in(text) if _COUNTS.search(text) else frozenset[str]()
    latex = [f.latex for f in formulas if not f.typed]
    known |= {name for one in latex for name in _DIVERGENCE.findall(one)}
    known |= {name for one in latex for name in _slope_names(one, text)}
    for found in (m for one in latex for m in _AT_EVEN.finditer(one)):
        known |= {name for name in (found["name"], found["place"]) if len(name) > 1}
    known |= _gradients(latex)
    begun = {name for one in latex for head in (_HEAD, _INDEXED) for name in _begun(one, head)}
    runs = {run for one in latex for run in _RUN.findall(_WORDS.sub(" ", one))}
    if runs & PLAIN_WORDS or any(len(name) >= _WORD for name in begun):
        begun |= {name for one in latex for name in _begun(one, _SHORT)}
    if not begun:
        return known
    alone = runs - begun - PLAIN_WORDS
    letters = set("".join(alone))
    short = {name for name in begun if len(name) < _WORD}
    shared = {name for name in short if letters & set(name) or _overlaps(name, short)}
    return known | (begun - shared)


def _slope_names(latex: str, text: str) -> Iterator[str]:
    """The names of gradients that are given, unless they are differentials elsewhere."""
    for found in _SLOPE_NAME.finditer(latex):
        name = found["name"]
        if "\\int" not in text and regex(rf"\{{\s*{name}\s*\}}|/\s*{name}\b").search(text) is None:
            yield name


def _begun(latex: str, head: re.Pattern[str]) -> Iterator[str]:
    if "=" not in latex:
        return
    for found in head.finditer(latex):
        name = found["name"]
        if name not in FUNCTION_RUNS and name not in PLAIN_WORDS and f"\\{name}" not in latex:
            yield name


def _overlaps(name: str, others: set[str]) -> bool:
    """Whether two such runs are made of the same letters: AB = BA."""
    return any(set(name) == set(other) for other in others if other != name)


def _gradients(latex: list[str]) -> frozenset[str]:
    """dW, dZ and dw, in a text that has neither a quantity d nor integrals."""
    if any("\\int" in one for one in latex):
        return frozenset()
    plain = [one for one in latex if "d" in one and _SLOPES.search(one) is None]
    names = frozenset(found["name"] for one in plain for found in _GRADIENT.finditer(one))
    if not names or any(_LONE_D.search(_WORDS.sub(" ", _SPACE.sub(" ", one))) for one in plain):
        return frozenset()
    return names


def runs_in(latex: str, runs: frozenset[str]) -> frozenset[str]:
    r"""Those of the names in a row that a formula speaks of.

    >>> sorted(runs_in(r"dW = 2 TP", frozenset({"dW", "TP", "dZ"})))
    ['TP', 'dW']
    >>> runs_in(r"\int x \, dW", frozenset({"dW"}))
    frozenset()
    """
    met = frozenset(run for run in runs if run in latex)
    slopes = any(_is_gradient(run) for run in met) and _SLOPES.search(latex) is not None
    return frozenset(run for run in met if not _is_gradient(run)) if slopes else met


def _is_gradient(run: str) -> bool:
    return run[0] == "d" and len(run) == len("dw")
