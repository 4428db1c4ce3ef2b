r"""Layouts of derivatives: what holds in one of them is proved in a document that keeps to it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.judging.relations import Judgement
from symnn.latex.matrices.context import DENOMINATOR, GRADIENT

_OF_SHAPE: Final = regex(
    r"gradients?\b[^.]{0,60}\b(?:of the (?:same )?shape|same shape|column vectors?)"
    r"|denominator layout|\\partial[^.]{0,60}\b(?:has|have) the (?:same )?shape (?:of|as)\b"
)
#: df = tr((∂f/∂X)^T dX), without the spaces in it.
_AS_TRACE: Final = regex(
    r"\\partial\w\}\{\\partial(\\?\w+)\}\)\^\{?(?:\\top|\\intercal|t)\}?(?:\\mathrm\{d\}|d)\1"
)
_ROWS: Final = regex(r"(?:gradients?|derivatives?|slopes?)\b[^.]{0,80}\brow vectors?\b")
_BLANKS: Final = regex(r"\\left(?![a-z])|\\right(?![a-z])|\\[,;!]|\s+")


@lru_cache(maxsize=8)
def have_shape_of_variable(text: str) -> bool:
    r"""Whether a document says that slopes of numbers have the shape of their variable.

    Examples:
        >>> have_shape_of_variable(r"\frac{\partial f}{\partial X} has the shape of X")
        True
    """
    lower = text.lower()
    if _ROWS.search(lower) is not None:
        return False
    as_trace = "tr" in lower and _AS_TRACE.search(_BLANKS.sub("", lower)) is not None
    return as_trace or _OF_SHAPE.search(lower) is not None


def in_one_layout(state: State, found: Judgement) -> Judgement:
    r"""The judgement, unless it is proved in no layout in which all before it was proved.

    After \partial(a^\top Xb)/\partial X = ab^\top, the shape of X, it is not ba^\top as well.
    """
    if found.outcome != "proved" or not found.layouts:
        return found
    if have_shape_of_variable(state.source.text):
        state.layouts &= {GRADIENT, DENOMINATOR}
    common = found.layouts & state.layouts
    if not common:
        reason = "it holds in another layout of derivatives than what stands before it"
        return Judgement("undecided", reason=reason)
    state.layouts = common
    return found
