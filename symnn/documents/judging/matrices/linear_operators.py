r"""Linear maps given by formulas where their matrices are needed: (T - 2I)(T - 5I) = 0.

A product of maps is their composition, and so the product of their matrices; I is the identity.
\mathcal{M}(T), [T] and \operatorname{Mat}(T) are the matrix of T for the standard basis, where no
other basis is spoken of near by. Another matrix may be that for a basis that is not told: it is
refuted only if no basis gives it.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Claim
from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side
from symnn.documents.phrases.linear_maps import with_matrices
from symnn.documents.phrases.matrices import equal, numbers_of, rows_of
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.exact.spectral import characteristic_polynomial
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Defined

_NAMES: Final = frozenset({"M", "Mat", "mat", "matrix"})
_BASIS: Final = regex(r"(?i)(?<!standard )(?<!canonical )(?<!natural )(?<!usual )\bbas[ie]s\b")
#: Rows that are multiplied from the left belong to the transposed matrix.
_ROWS: Final = regex(
    r"(?i)\brow vectors?\b|\b(?:from|on) the right\b|\bright(?:-hand)? action|\bact\w* on rows"
)
#: Where S T is S first, or no composition at all.
_OTHER_PRODUCTS: Final = regex(
    r"(?i)\b(?:maps|functions|operators|arguments?) (?:are written )?on the right\b"
    r"|\bleft to right\b|\bpointwise product"
    r"|\b(?:appl(?:y|ies)|do|does|perform(?:s|ing)?) \$?[A-Za-z\\]+\$? first\b"
)
#: Where such words stand, T²(v) is T(T(v)), and no vector of squares.
_OPERATORS: Final = regex(r"(?i)\blinear (?:map|operator|transformation|function)|operators?\b")
#: Bases further away than so many characters are those of something else.
_NEAR: Final = 600


def sides_of_maps(
    place: Place, view: Reader, left: tree.Node, link: tree.Link
) -> tuple[tuple[Side, Side], Reader] | None:
    """Both sides with the matrices of linear maps, and the view in which they are read.

    None if no linear map stands in them, or if they cannot be read with its matrix either.

    Raises:
        MeaningError: it depends on a basis that is not known.
    """
    if link.relation not in ("=", "≠", "≡"):
        return None
    if says(place.state.source.text, _OTHER_PRODUCTS):
        return None
    powers = says(place.state.source.text, _OPERATORS)
    nodes = (_plain(view, left, powers), _plain(view, link.operand, powers))
    noted = any(_of_map(view, part) for node in (left, link.operand) for part in tree.walk(node))
    parts = [part for node in nodes for part in tree.walk(node)]
    if any(isinstance(part, tree.Call) and isinstance(part.head, tree.Power) for part in parts):
        return None
    other = with_matrices(view, nodes)
    if other is None:
        return None
    try:
        values = (other.read(nodes[0]), other.read(nodes[1]))
    except MeaningError:
        return None
    if noted:
        _check_basis(place, *(v for v in values if isinstance(v, Array)))
    return (Side(values[0], left), Side(values[1], link.operand)), other


def _plain(view: Reader, node: tree.Node, powers: bool) -> tree.Node:
    """The map itself for the notations of its matrix, and T² v for T²(v)."""

    def visit(part: tree.Node) -> tree.Node:
        inner = _of_map(view, part) or (_applied(view, part) if powers else None)
        return inner if inner is not None else tree.map_children(part, visit)

    return visit(node)


def _applied(view: Reader, node: tree.Node) -> tree.Node | None:
    """T²(x, y) as T² times a column."""
    if not isinstance(node, tree.Call) or not isinstance(node.head, tree.Power):
        return None
    base, items = node.head.base, node.arguments.items
    known = view.scope.latest(tree.key(base) or "") if isinstance(base, tree.Name) else None
    if known is None or len(known.parameters or ()) != len(items) or len(items) < 2:
        return None
    column = tree.Matrix(tuple((item,) for item in items), "()", span=node.arguments.span)
    return tree.Product((node.head, column), ("",), span=node.span)


def _of_map(view: Reader, node: tree.Node) -> tree.Name | None:
    """The T of M(T) or [T], if T is a function and M is nothing."""
    group: tree.Node = node
    if isinstance(node, (tree.Call, tree.Apply)):
        head = node.head if isinstance(node, tree.Call) else node.function
        if not isinstance(head, tree.Name) or head.base not in _NAMES or head.labels:
            return None
        if view.scope.latest(tree.key(head) or "") is not None:
            return None
        group = node.arguments if isinstance(node, tree.Call) else node.argument
    elif not isinstance(node, tree.Group) or node.fence != "[]":
        return None
    inner = group.items[0] if isinstance(group, tree.Group) and len(group.items) == 1 else group
    known = view.scope.latest(tree.key(inner) or "") if isinstance(inner, tree.Name) else None
    is_map = known is not None and isinstance(known.function(), Defined)
    return inner if is_map and isinstance(inner, tree.Name) else None


def _check_basis(place: Place, *arrays: Array) -> None:
    start = place.formula.outer_start
    around = place.state.source.text[max(0, start - _NEAR) : place.formula.outer_end + _NEAR // 4]
    if _BASIS.search(around) is not None:
        raise _unsure("the matrix of a map depends on the basis, and another one may be meant")
    if says(place.state.source.text, _ROWS):
        raise _unsure("it may be the matrix for rows")
    first, second = arrays if len(arrays) == 2 else (None, None)
    if first is None or second is None or first.shape != second.shape:
        return
    if decide(Claim(equal(rows_of(first), rows_of(second))), seconds=1).proved:
        return
    if first.shape[0] != first.shape[1] or _may_be_similar(first, second):
        raise _unsure("it may be the matrix for another basis")


def _may_be_similar(first: Array, second: Array) -> bool:
    try:
        mine, other = (characteristic_polynomial(numbers_of(a)) for a in (first, second))
    except SymnnError:
        return True
    return list(mine) == list(other)


def _unsure(text: str) -> MeaningError:
    return MeaningError(Kind.AMBIGUOUS, text, tree.NOWHERE)
