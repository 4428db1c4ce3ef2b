r"""Gradients as programs keep them: `a.grad = [36, 81]` after `L.backward()`.

What is derived stands elsewhere in the document: "gradients of \sum_i Q_i", `Q.sum().backward()`.
Where more than one thing is, `a.grad` may belong to any of them, and is left as it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_NAME: Final = r"(?:[A-Za-z]|\\[a-z]{2,8})(?:\\?_(?:\w|\{\w{1,4}\}))?"
_KEPT: Final = regex(
    rf"(?<![\w\\.])(?:\\(?:text|texttt|mathtt|mathrm)\{{)?(?P<name>{_NAME})"
    r"(?P<close>\})?\s?\.\s?(?:\\(?:text|texttt|mathtt|mathrm|operatorname)\{)?grad(?![A-Za-z(])"
    r"(?P<end>\})?(?=\s{0,3}(?:=|\\approx|&|\\text))"
)
_SUM: Final = r"\\sum_\{?(?P<i>[a-z])\}?\s?(?P<of>[A-Za-z])_\{?(?P=i)\}?"
_TOLD: Final = regex(
    rf"(?i)\bgradients?(?: is| are)?(?: taken)?(?: those)? of \}}?\s?\$?(?:{_SUM}|(?P<one>[A-Za-z])"
    r"(?=\$))"
)
_BACK: Final = regex(r"(?<![\w.])(?P<name>[A-Za-z]\w{0,11})(?P<sum>\.sum\(\))?\.backward\(\)")
#: Words by which gradients are added to others, or are none.
_AGAIN: Final = regex(
    r"(?i)\b(?:twice|thrice|(?:two|three|\d+|several|many|more) times|again|once more|second time"
    r"|(?:second|another) (?:call|pass|backward)|each iteration|every step"
    r"|(?:in|inside) a loop|for loop"
    r"|accumulat\w+|retain_graph|no_grad|detach\w*|requires_grad\s*=\s*False)\b"
)


def with_kept_gradients(latex: str, text: str) -> Rewriting:
    r"""The formula with a.grad as a slope of what the document derives.

    >>> with_kept_gradients("a.grad=[2,4]", "After `L.backward()` we look at").text
    '\\frac{\\partial L}{\\partial a}=[2,4]'
    >>> with_kept_gradients("a.grad=[2,4]", "`L.backward()`, `M.backward()`").text
    'a.grad=[2,4]'
    """
    whole = derived(text)
    if whole is None:
        return Rewriting(latex)
    pieces = []
    for found in _KEPT.finditer(latex):
        name = found["name"].replace(r"\_", "_")
        opened = found[0].count("{") - found["name"].count("{")
        if opened == found[0].count("}") - found["name"].count("}"):
            slope = rf"\frac{{\partial {whole}}}{{\partial {name}}}"
            pieces.append(Piece(*found.span(), slope))
    return rewrite(latex, pieces) if pieces else Rewriting(latex)


@lru_cache(maxsize=4)
def derived(text: str) -> str | None:
    """The one thing of which a document takes gradients; None if there are several, or none."""
    found = {_summed(m["of"]) if m["of"] else m["one"] for m in _TOLD.finditer(text)}
    calls = list(_BACK.finditer(text))
    if len(calls) > 1 or (calls and _AGAIN.search(text) is not None):
        return None  # gradients of several calls add up
    found |= {_summed(m["name"]) if m["sum"] else m["name"] for m in calls}
    (only,) = found if len(found) == 1 else (None,)
    return (
        only if only is None or re.fullmatch(r"[A-Za-z]|\\sum.*", only) else rf"\mathrm{{{only}}}"
    )


def _summed(name: str) -> str:
    return rf"\sum_i {name}_i"
