r"""Pseudo-inverses that are written down: D^{+} = \begin{pmatrix}…\end{pmatrix}.

Penrose's four equations decide. A mark such as + may tell another thing, as the weights after a
step: what has the shape of an inverse that is not square can be none of these, and a false one is
refuted only where the document speaks of pseudo-inverses.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Claim, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.matrices import equal, product, rows_of, transpose
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Array

_MARKS: Final = frozenset({"+", "dagger"})
_WORDS: Final = regex(r"(?i)pseudo-?\s?inver|moore|penrose|generali[sz]ed inverse")
#: Words for inverses of another kind, and for what a dagger tells elsewhere.
_OTHERS: Final = regex(
    r"(?i)\bridge\b|regulari[sz]|tikhonov|\bdamp|truncat|weighted|drazin"
    r"|\b(?:left|right|group)[- ]inverse"
)
_ADJOINT: Final = regex(r"(?i)\badjoint|conjugate|hermiti|\bunitary\b")
_METHOD: Final = "Penrose's four equations"


def inverse_said(place: Place, name: tree.Node, value: tree.Node) -> Judgement | None:
    """What is found of a matrix that is given as the pseudo-inverse of one of the document."""
    if not isinstance(name, tree.Mark) or name.mark not in _MARKS:
        return None
    view = reader(place.state.scope, version=place.seen)
    try:
        matrix, claimed = view.read(name.operand), view.read(value)
    except SymnnError:
        return None
    if not isinstance(matrix, Array) or not isinstance(claimed, Array):
        return None
    rows, columns = matrix.shape
    told = says(place.state.source.text, _WORDS)
    if claimed.shape != (columns, rows) or not (told or rows != columns) or 1 in matrix.shape:
        return None
    if says(place.state.source.text, _OTHERS if name.mark == "+" else _ADJOINT):
        return None
    found = decide(Claim(_penrose(matrix, claimed)), seconds=2)
    if found.proved:
        return Judgement("proved", _METHOD)
    printed = any(cell.decimals for cell in claimed.cells())
    return Judgement("refuted", _METHOD) if found.refuted and told and not printed else None


def _penrose(matrix: Array, claimed: Array) -> Formula:
    """A X A = A, X A X = X, and A X and X A are symmetric."""
    a, x = (rows_of(m) for m in (matrix, claimed))
    ax, xa = product(a, x), product(x, a)
    sides = ((product(ax, a), a), (product(xa, x), x), (ax, transpose(ax)), (xa, transpose(xa)))
    return conjunction(tuple(equal(left, right) for left, right in sides))
