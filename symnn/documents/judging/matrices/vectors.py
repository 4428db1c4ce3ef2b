r"""Claims about an open vector beside matrices of numbers: \nabla q = 2A\mathbf{x}.

The number of its entries is the only one with which the shapes of both sides fit. The claim is then
one about its entries, which stand for all real numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic, Compound, Formula
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words, withhold_general
from symnn.documents.judging.identities.stated import is_derivative
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS, Judgement, Side, judge
from symnn.exact.expression import ZERO, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NONZERO, Assumptions
from symnn.latex.meaning.behind import parts_behind
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.entries import own_entries
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding, Track
from symnn.latex.meaning.values import Array, Scalar, Value, column
from symnn.latex.plain import plain

#: So many entries are tried.
MAX_ENTRIES: Final = 8
_MAX_VECTORS: Final = 2


def judge_open_vectors(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim about open vectors; None for other claims.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    unread = assumed.unread is not None and assumed.unread != NONZERO
    if link.relation not in RELATIONS or assumed.is_closed or unread:
        return None
    view = assumed.view(reader(place.state.scope))
    given = _given_by_entries(left, link.operand, view)
    view = view.varying(given)
    names = _open_names(left, link.operand, view)
    if names:
        fitting = list(_fitting(left, link.operand, names, view, given))
    elif given:
        fitting = [(sides, given) for sides in _read(left, link.operand, view)]
    else:
        return None
    if len(fitting) != 1:
        return None
    sides, vectors = fitting[0]
    domain = *assumed.domain, *_nonzero(assumed.nonzero, vectors)
    if len(domain) - len(assumed.domain) != len(assumed.nonzero):
        return None
    found = judge(link.relation, *sides, over=domain)
    if found.shapes or found.outcome == "undecided":
        return None
    if found.outcome == "refuted":
        stated = _is_stated(left, link.operand) and _is_of(left, names, view)
        stated = stated or bool(assumed.nonzero)
        if not stated or may_be_posed_in_words(place.formula):
            return None
        found = withhold_general(place, found, left, link)
    note = f"for all vectors {', '.join(vectors)} that fit"
    return replace(found, notes=(*found.notes, note)), (
        f"{plain(left)} {link.relation} {plain(link.operand)}"
    )


def _given_by_entries(left: tree.Node, right: tree.Node, view: Reader) -> dict[str, Value]:
    """The vectors in a claim that the document gives by their own entries, x = (x_1, x_2)."""
    found: dict[str, Value] = {}
    for name in _names(left, right, view):
        known = view.scope.latest(name)
        keys = own_entries(known) if known is not None else ()
        if keys and not any(view.scope.latest(key) for key in keys):
            found[name] = column(tuple(Scalar(symbol(key)) for key in keys))
    return found


def _names(left: tree.Node, right: tree.Node, view: Reader) -> set[str]:
    """The names in a claim, and the parameters of the functions in it."""
    found: set[str] = set()
    for part in (part for side in (left, right) for part in tree.walk(side)):
        key = tree.key(part)
        known = view.scope.latest(key) if key is not None else None
        found |= {key} if key is not None else set()
        found |= set(known.parameters or ()) if known is not None else set()
    return found


def _open_names(left: tree.Node, right: tree.Node, view: Reader) -> tuple[str, ...]:
    """The names without a value that a claim cannot do without, if they may be vectors."""
    found: list[str] = []
    opened = view
    for _ in range(_MAX_VECTORS + 1):
        try:
            for side in (left, right):
                opened.read(side)
        except MeaningError as obstacle:
            if obstacle.kind is not Kind.UNDEFINED or len(obstacle.names) != 1:
                break
            (name,) = obstacle.names
            if name in found or not _may_be_vector(name, (left, right), view):
                return ()
            found.append(name)
            opened = opened.varying({name: _vector(name, 2)})
        else:
            break
    return tuple(found) if len(found) <= _MAX_VECTORS else ()


def _may_be_vector(key: str, sides: tuple[tree.Node, ...], view: Reader) -> bool:
    """Whether a name is bold, carries an arrow, or is used as a vector, here or in a function."""

    def takes_it(known: Binding) -> bool:
        return key in (known.parameters or ())

    for part in parts_behind(sides, view.scope.latest, takes_it):
        marked = isinstance(part, tree.Name) and (part.font == "bold" or "vec" in part.accents)
        if (tree.key(part) == key and marked) or _is_used_as_vector(part, key, view):
            return True
    return False


def _is_used_as_vector(node: tree.Node, key: str, view: Reader) -> bool:
    """x^T, or Ax of a matrix A that is given by its numbers."""
    if not key.islower():
        return False
    if isinstance(node, tree.Transpose):
        return tree.key(node.operand) == key
    if not isinstance(node, tree.Product):
        return False
    pairs = zip(node.factors, node.factors[1:], strict=False)
    before = [one for one, other in pairs if tree.key(other) == key]
    known = [view.scope.latest(tree.key(one) or "") for one in before]
    return any(
        k is not None and any(isinstance(part, tree.Matrix) for part in tree.walk(k.body))
        for k in known
    )


def _vector(key: str, size: int) -> Array:
    return column(tuple(Scalar(symbol(f"{key}_{k}")) for k in range(1, size + 1)))


def _fitting(
    left: tree.Node,
    right: tree.Node,
    names: tuple[str, ...],
    view: Reader,
    given: Mapping[str, Value],
) -> Iterator[tuple[tuple[Side, Side], Mapping[str, Value]]]:
    """Both sides for every number of entries with which they have a meaning."""
    for size in range(2, MAX_ENTRIES + 1):
        values: dict[str, Value] = {name: _vector(name, size) for name in names}
        for sides in _read(left, right, view.varying(values)):
            yield sides, {**given, **values}


def _nonzero(names: frozenset[str], vectors: Mapping[str, Value]) -> Iterator[Formula]:
    """That a vector is not 0: one of its entries is not."""
    for name in sorted(names):
        vector = vectors.get(name)
        if isinstance(vector, Array):
            yield Compound("or", tuple(Atomic("!=", c.expr, ZERO) for c in vector.cells()))


def _read(left: tree.Node, right: tree.Node, view: Reader) -> Iterator[tuple[Side, Side]]:
    """Both sides, if they have a meaning and their shapes fit."""
    view = replace(view, track=Track())
    try:
        first, second = view.read(left), view.read(right)
    except MeaningError:
        return
    if not view.track.supposed and _shapes_fit(first, second):
        yield Side(first, left), Side(second, right)


def _shapes_fit(first: Value, second: Value) -> bool:
    if isinstance(first, Scalar) and isinstance(second, Scalar):
        return True
    if not isinstance(first, Array) or not isinstance(second, Array):
        return False
    turned = second.shape[::-1] if first.loose or second.loose else second.shape
    return first.shape in (second.shape, turned)


def _is_of(left: tree.Node, names: tuple[str, ...], view: Reader) -> bool:
    r"""Whether what is differentiated is about the vectors: in \nabla f = \mathbf{g} it is not."""
    behind = {tree.key(part) for part in parts_behind((left,), view.scope.latest)}
    return (_names(left, left, view) | behind).issuperset(names)


def _is_stated(left: tree.Node, right: tree.Node) -> bool:
    r"""Whether a false equation can only be meant as an identity: \nabla q = …, not Ax = b.

    Nor is \nabla q = (0, 0) one, or \nabla q = \lambda\nabla g: these are looked for.
    """
    names = [part for part in tree.walk(right) if isinstance(part, tree.Name)]
    if not names or any(is_derivative(part) for part in tree.walk(right)):
        return False
    if isinstance(left, tree.Derivative):
        return True
    if not isinstance(left, tree.Product) or len(left.factors) != 2:
        return False
    operator = left.factors[0]
    return is_derivative(operator.base if isinstance(operator, tree.Power) else operator)
