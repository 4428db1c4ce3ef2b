r"""Gradients where words tell whether they are rows or columns: \nabla_x\|x\|^2 = 2x^\top in rows.

Laws of open vectors know gradients as columns alone. Beside "gradients are row vectors" what they
prove in columns, and refute in rows, is left open; so is a row that was proved beside columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.documents.judging.doubts.arrays.layouts import have_shape_of_variable, stated
from symnn.documents.judging.doubts.arrays.told_layouts import told_in_words
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import DENOMINATOR, NUMERATOR
from symnn.latex.parser import parse

_REASON: Final = "gradients are told to be {}s, and it is written as a {}"
_DENOMINATOR: Final = "in denominator layout it may be the transpose"
_ROW, _COLUMN, _MATRIX = "row", "column", "matrix"
_TURNED: Final = {_ROW: _COLUMN, _COLUMN: _ROW}


def beside_told_rows(state: State, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a formula, without those that take gradients otherwise than words tell."""
    told = told_in_words(state.source.text)
    rows = NUMERATOR in told
    turned = stated(state.source.text) == frozenset({DENOMINATOR})
    for entry in list(entries):
        reason = _DENOMINATOR if turned and _reads_numbers(entry) else None
        if reason is None and told and entry.verdict in ("proved", "refuted"):
            reason = _doubt(entry, rows, have_shape_of_variable(state.source.text))
        yield entry if reason is None else left_open(entry, reason)


def _reads_numbers(entry: Entry) -> bool:
    """Whether a slope was proved for numbers, or for a row times a number, as it is not of vectors.

    In denominator layout Ax has the slope A^T by a vector x, and A by a number alone.
    """
    if entry.verdict != "proved" or not any(n.startswith("for all ") for n in entry.notes):
        return False
    try:
        bodies = [s.body for s in parse(entry.latex).statements if isinstance(s, tree.Statement)]
    except SymnnError:
        return False
    for body in bodies:
        if not isinstance(body, tree.Chain):
            continue
        sides = [body.first, *(li.operand for li in body.links)]
        slopes = [side for side in sides if isinstance(side, tree.Derivative)]
        others = [side for side in sides if not isinstance(side, tree.Derivative)]
        if slopes and any(isinstance(n, tree.Name) and n.base.isupper() for n in others):
            return True
        if slopes and _ROW in map(orientation, others):
            return True
    return False


def _doubt(entry: Entry, rows: bool, alike: bool) -> str | None:
    """What is against an entry; `alike` where slopes have the shape of their variable."""
    try:
        bodies = [s.body for s in parse(entry.latex).statements if isinstance(s, tree.Statement)]
    except SymnnError:
        return None
    for body in bodies:
        if not isinstance(body, tree.Chain):
            continue
        sides = [body.first, *(link.operand for link in body.links)]
        nabla = any(_is_nabla(side) for side in sides)
        if not nabla and not any(isinstance(side, tree.Derivative) for side in sides):
            continue
        kinds = {orientation(side) for side in sides}
        if entry.verdict == "proved":
            wrong = _COLUMN if rows else _ROW
            if wrong in kinds and (nabla or rows or alike):
                return _REASON.format(_ROW if rows else _COLUMN, wrong)
        elif rows and nabla and _COLUMN not in kinds:
            return "gradients are told to be rows, and it may hold in rows"
    return None


def _is_nabla(side: tree.Node) -> bool:
    return any(isinstance(part, tree.Name) and part.base == "nabla" for part in tree.walk(side))


def orientation(node: tree.Node) -> str | None:
    r"""Whether a term is written as a row, a column or a matrix; None for numbers and slopes.

    Letters are taken as usual: capitals for matrices, others for columns.
    """
    if isinstance(node, tree.Name):
        return _MATRIX if node.base[:1].isupper() else _COLUMN
    if isinstance(node, tree.Transpose):
        of = orientation(node.operand)
        return _TURNED.get(of or "", of)
    if isinstance(node, tree.Neg):
        return orientation(node.operand)
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return orientation(node.items[0])
    if isinstance(node, tree.Sum):
        return next((kind for kind in map(orientation, node.terms) if kind is not None), None)
    if isinstance(node, tree.Product) and not _is_nabla(node):
        return _of_product([kind for kind in map(orientation, node.factors) if kind is not None])
    return None


def _of_product(kinds: list[str]) -> str | None:
    if not kinds:
        return None
    if kinds[-1] == _COLUMN and _ROW in kinds:
        before = kinds[: kinds.index(_ROW)]
        return before[-1] if before else None  # a row before a column is a number
    if kinds[-1] == _MATRIX:
        return _ROW if _ROW in kinds else _MATRIX
    return kinds[-1]
