r"""False claims about roots of matrices: \sqrt{A} = X where X² is not A.

A matrix has many square roots, and `\sqrt{A}` may be that of each entry. So a claim is called false
only if X is neither: not the principal root, no root at all, not the roots of the entries, and no
factor with X Xᵀ = A or Xᵀ X = A.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.documents.judging.comparing import guarded
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.forms import bare
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.errors import SymnnError
from symnn.exact.evaluate import value
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning import arrays
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.conventions import ROOT
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar, Value
from symnn.latex.plain import plain

_MAX_DEGREE: Final = 12


def judge_root(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """A refutation of a claim that a matrix is a root of another; None for all else."""
    if link.relation != "=" or assumed.is_closed or assumed.unread is not None:
        return None
    if not _is_root(left) and not _is_root(link.operand):
        return None
    if may_be_posed_in_words(place.formula) or place.seen is not None:
        return None
    view = assumed.view(reader(place.state.scope))
    try:
        found = _judged(place, view, left, link.operand)
    except (MeaningError, SymnnError):
        return None
    if found is None or place.state.scope.moved(view.track):
        return None
    return found, f"{plain(left)} = {plain(link.operand)}"


def _is_root(node: tree.Node) -> bool:
    inner = bare(node)
    return isinstance(inner, tree.Root) or (
        isinstance(inner, tree.Power) and isinstance(bare(inner.exponent), tree.Quotient)
    )


def _judged(place: Place, view: Reader, left: tree.Node, right: tree.Node) -> Judgement | None:
    rooted, other = (left, right) if _is_root(left) else (right, left)
    inside, degree = _taken_apart(bare(rooted), view)
    scope = place.state.scope
    scope.met.clear()
    claimed = view.read(other)
    if degree is None or not isinstance(inside, Array) or not isinstance(claimed, Array):
        return None
    if scope.met or inside.shape != claimed.shape or inside.shape[0] != inside.shape[1]:
        return None
    turned = arrays.transposed(claimed)
    wholes: list[Value] = [arrays.integer_matrix_power(claimed, degree, rooted.span)]
    if degree == 2:
        wholes += [arrays.times(*pair, rooted.span, view) for pair in _pairs(claimed, turned)]
    for whole in wholes:
        if judge("=", Side(whole, other), Side(inside, rooted)).outcome != "refuted":
            return None
    entries = scope.under({ROOT.name: ROOT.ways[1]})
    try:
        each = reader(entries).read(rooted)
    except MeaningError:
        each = None
    if each is not None and judge("=", Side(each, rooted), Side(claimed, other)).outcome != (
        "refuted"
    ):
        return None
    sides = Side(view.read(left), left), Side(view.read(right), right)
    return guarded(place, view, judge("=", *sides))


def _pairs(one: Value, turned: Value) -> tuple[tuple[Value, Value], ...]:
    """X Xᵀ and Xᵀ X: the factors that statistics writes as Σ^{1/2}."""
    return (one, turned), (turned, one)


def _taken_apart(node: tree.Node, view: Reader) -> tuple[object, int | None]:
    """A and q of A^{1/q}."""
    if isinstance(node, tree.Root):
        degree = 2 if node.degree is None else view.integer(node.degree)
        return view.value(node.radicand), degree if 2 <= degree <= _MAX_DEGREE else None
    if not isinstance(node, tree.Power):
        return None, None
    exponent = view.value(node.exponent)
    number = value(lower(exponent.expr)) if isinstance(exponent, Scalar) else None
    if number is None or not number.is_rational:
        return None, None
    q: fmpq = number.as_fmpq()
    fits = q.p == 1 and 2 <= q.q <= _MAX_DEGREE
    return view.value(node.base), int(q.q) if fits else None
