r"""Layouts of derivatives: what holds in one of them is proved in a document that keeps to it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.arrays.told_layouts import told_by_entries, told_in_words
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.model import RightValue
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import DENOMINATOR, GRADIENT, LAYOUTS, NUMERATOR
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.families import components
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array

_OF_SHAPE: Final = regex(
    r"gradients?\b[^.]{0,60}\b(?:of the (?:same )?shape|same shape|column vectors?)"
    r"|denominator layout|\\partial[^.]{0,60}\b(?:has|have) the (?:same )?shape (?:of|as)\b"
)
#: df = tr((∂f/∂X)^T dX), without the spaces in it.
_AS_TRACE: Final = regex(
    r"\\partial\w\}\{\\partial(\\?\w+)\}\)\^\{?(?:\\top|\\intercal|t)\}?(?:\\mathrm\{d\}|d)\1"
)
_ROWS: Final = regex(r"(?:gradients?|derivatives?|slopes?)\b[^.]{0,80}\brow vectors?\b")
#: The Jacobian has a row for each output, or its rows are those of the outputs.
_ROW_EACH: Final = regex(
    r"jacobians?\b[^.;$]{0,60}\b(?:a|one) row (?:for|per) (?:each|every)?\s?(?:output|function)"
    r"|rows? of (?:the |a )?jacobians?\b[^.;$]{0,40}\boutputs?\b"
    r"|jacobians?\b[^.;$]{0,60}\bone row (?:for|per) output"
)
#: "(a column)" behind a slope, in brackets or after a comma.
_KIND: Final = regex(
    r"[\s\\,;:!]*\\(?:text|mbox|textrm)\s*\{[ ,(]*(?:which is |that is |is |i\.e\.,? )?(?:an? )?"
    r"(?P<kind>row|column)(?: vector)?[ ).,;]*(?:\}|for |if |when |where )"
)
_OTHER_KIND: Final = "in the layout that is told, it is the transpose"
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


@lru_cache(maxsize=8)
def stated(text: str) -> frozenset[str]:
    """The layouts that a document leaves, by its words or by a slope in entries."""
    lower = text.lower().replace("-layout", " layout")
    named = {one for one in (DENOMINATOR, NUMERATOR) if f"{one} layout" in lower}
    if len(named) == 1:
        return frozenset(named)
    told = told_by_entries(text)
    if told is not None:
        return frozenset({told} if told == DENOMINATOR else {NUMERATOR, GRADIENT})
    words = told_in_words(text)
    if (not words or GRADIENT in words) and _ROW_EACH.search(
        " ".join(text.lower().split())
    ) is not None:
        return frozenset({GRADIENT} if words else {GRADIENT, NUMERATOR})
    if words:
        return words
    return frozenset({GRADIENT, DENOMINATOR} if have_shape_of_variable(text) else LAYOUTS)


def misses_entries(place: Place, left: tree.Node, right: tree.Node) -> bool:
    r"""Whether a gradient has fewer entries than its vector: that of x_1x_2 for three of them."""
    variable = _variable(place, left)
    known = place.state.declared.known.get(variable or "", ())
    listed = len(components(right))
    sizes = known[-1].shape if known else ()
    if listed < 2 or not sizes or not all(size.isdigit() for size in sizes):
        return False
    return listed != max(int(size) for size in sizes)


def _variable(place: Place, left: tree.Node) -> str | None:
    if isinstance(left, tree.Derivative):
        return name_key(left.variables[0])
    nabla = isinstance(left, tree.Product) and tree.key(left.factors[0]) == "nabla"
    if not nabla or not isinstance(left, tree.Product) or len(left.factors) > 3:
        return None
    operand = left.factors[1]
    head = operand.head if isinstance(operand, tree.Call) else operand
    known = place.state.scope.latest(tree.key(head) or "")
    parameters = None if known is None else known.parameters
    stems = {name.partition("_")[0] for name in parameters or ()}
    return stems.pop() if len(stems) == 1 else None


def in_one_layout(place: Place, found: Judgement, link: tree.Link | None = None) -> Judgement:
    r"""The judgement, unless it is proved in no layout in which all before it was proved.

    After \partial(a^\top Xb)/\partial X = ab^\top, the shape of X, it is not ba^\top as well.
    """
    state = place.state
    if found.outcome != "proved" or not found.layouts:
        return found
    told = stated(state.source.text)
    state.layouts &= told
    common = found.layouts & state.layouts
    if not common:
        if link is not None and not found.layouts & told and _says_other_kind(place, link, told):
            turned = place.latex[link.operand.span.start : link.operand.span.end]
            right = RightValue(rf"{{{turned}}}^{{\top}}", "")
            return Judgement("refuted", found.method, right=right, notes=(_OTHER_KIND,))
        reason = "it holds in another layout of derivatives than what stands before it"
        return Judgement("undecided", reason=reason)
    state.layouts = common
    return found


def _says_other_kind(place: Place, link: tree.Link, told: frozenset[str]) -> bool:
    """Whether "(a column)" stands behind a slope where slopes are told to be rows, or turned."""
    said = _KIND.match(place.latex[link.operand.span.end :])
    if said is None:
        return False
    rows, columns = told <= {NUMERATOR}, told <= {GRADIENT, DENOMINATOR}
    return (rows and said["kind"] == "column") or (columns and said["kind"] == "row")


def holds_transposed(place: Place, left: tree.Node, link: tree.Link) -> bool:
    r"""Whether \nabla f or \partial f/\partial x of a vector is the transpose of the other side."""
    nabla = any(tree.key(part) == "nabla" for part in tree.walk(left))
    slopes = isinstance(left, tree.Derivative) or (
        isinstance(left, tree.Call) and isinstance(left.head, tree.Name) and left.head.base == "J"
    )
    if link.relation != "=" or not (nabla or slopes):
        return False
    turned = tree.Transpose(link.operand, span=link.operand.span)
    view = reader(place.state.scope, open_names=True, version=place.seen)
    try:
        one, two = Side(view.read(left), left), Side(view.read(turned), turned)
    except MeaningError:
        return nabla and isinstance(link.operand, tree.Transpose)
    both = isinstance(one.value, Array) and isinstance(two.value, Array)
    return both and judge(link.relation, one, two).outcome == "proved"
