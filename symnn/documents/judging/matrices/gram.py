r"""Claims about open vectors that speak of their lengths and inner products only.

|x^\top y| \le \|x\| \|y\| says nothing of how many entries the vectors have. What holds of k
vectors in ℝᵏ holds of k vectors of any size: they span a space of at most k dimensions, and lengths
and inner products are those of that space. (With more than one entry, and fewer than k, they are
vectors of ℝᵏ as well.) So such a claim is judged with k entries each. It is false only where
words say that it is meant of all vectors, or where the opposite is a theorem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.doubts.withheld import supposes, withhold_general
from symnn.documents.judging.identities.slips import is_reversed
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS, Judgement, Side
from symnn.documents.source import says
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array, Scalar, Sized, Value, column
from symnn.latex.plain import plain

#: So many vectors, and entries of each, are tried.
MOST: Final = 3
_EUCLIDEAN: Final = (None, "2")
_TWO: Final = 2
_INNER: Final = frozenset({"·", "⋅"})


#: Vectors with entries in a finite set: \{-1, 1\}^n.
_CUBE: Final = regex(
    r"\{\s*(?:\\pm\s*1|[-+]?[01]\s*,\s*[-+]?1)\s*\\?\}\s*\^|\\mathbb\s*\{?B\}?\s*\^"
)


class _OtherError(Exception):
    """A side says more of the vectors than their lengths and inner products."""


@final
@dataclass(slots=True)
class _Roles:
    """Which letters stand for vectors and which for numbers."""

    marked: frozenset[str]
    vectors: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)


def judge_lengths(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim about lengths and inner products of open vectors.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if RELATIONS.get(link.relation) in (None, "≈") or assumed.denied or assumed.domain:
        return None
    if assumed.elsewhere and not place.said.understood:
        return None
    roles = _Roles(_marked(left, link.operand))
    try:
        _number(left, roles)
        _number(link.operand, roles)
    except _OtherError:
        return None
    vectors = sorted(roles.vectors)
    if roles.vectors & roles.numbers or not 0 < len(vectors) <= MOST:
        return None
    if not all(_is_open(key, place.state.scope, assumed) for key in vectors):
        return None
    opened: dict[str, Value] = {key: _vector(key, len(vectors)) for key in vectors}
    view = assumed.view(reader(place.state.scope, open_names=True)).varying(opened)
    try:
        sides = (
            Side(view.read(_squared(left)), left),
            Side(view.read(_squared(link.operand)), link.operand),
        )
    except MeaningError:
        return None
    found = judge_over(link.relation, *sides, assumed)
    if found.outcome == "undecided" or view.track.supposed:
        return None
    if found.outcome == "refuted":
        said = place.said.general and place.said.understood and not place.said.flags
        said = said and (not assumed.elsewhere or _are_declared(place, left, vectors))
        if _may_be_certain(place, link, roles, assumed):
            return None
        if not said and (supposes(place.formula) or not is_reversed(link.relation, *sides)):
            return None
        found = withhold_general(place, found, left, link)
    note = f"for all vectors {', '.join(vectors)} of one size, as it holds in the space they span"
    if found.outcome == "proved":
        found = replace(found, notes=(*found.notes, note))
    return found, f"{plain(left)} {link.relation} {plain(link.operand)}"


def _may_be_certain(place: Place, link: tree.Link, roles: _Roles, assumed: Assumptions) -> bool:
    """Whether the document may mean some vectors and numbers only: those of a cube, a certain c.

    |c x| = c |x| is said of the c that the document has told of, and the n of x ≤ n - 2 may be
    one that is given.
    """
    bound = link.relation != "=" and not roles.numbers <= assumed.universal
    told = any(_is_ranged(place, key) for key in roles.numbers)
    return bound or told or says(place.state.source.text, _CUBE)


def _is_ranged(place: Place, key: str) -> bool:
    """Whether the document compares a letter with something, or puts it into a set of numbers."""
    letter = rf"\\{key}" if len(key) > 1 else rf"(?<![A-Za-z\\]){re.escape(key)}"
    compared = (
        r"\s*(?:[<>]|\\[gl](?:t|e|eq|eqslant)(?![a-z])|\\in(?!\s*\\mathbb\s*\{?R\}?(?![_^])))"
    )
    return re.search(letter + compared, place.state.source.text) is not None


def _squared(node: tree.Node) -> tree.Node:
    """The square of a norm without its root."""
    inside = tree.map_children(node, _squared)
    if not isinstance(inside, tree.Power) or not isinstance(inside.base, tree.Norm):
        return inside
    two = isinstance(inside.exponent, tree.Number) and inside.exponent.value == _TWO
    operand = inside.base.operand
    return tree.Product((tree.Transpose(operand), operand), ("",)) if two else inside


def _are_declared(place: Place, left: tree.Node, vectors: list[str]) -> bool:
    """Whether words say that they live in a space of an open size, or of enough dimensions."""
    for key in vectors:
        known = () if place.knowledge is None else place.knowledge.choices(key, left.span.start)
        sizes = [max(d.shape, key=lambda s: (not s.isdigit(), s)) for d in known]
        if not sizes or any(s.isdigit() and int(s) < len(vectors) for s in sizes):
            return False
    return True


def _is_open(key: str, scope: Scope, assumed: Assumptions) -> bool:
    """Whether a letter has no value, or words let it stand for all vectors of an open size."""
    if key in assumed.values:
        return isinstance(assumed.values[key], Sized) or key in assumed.universal
    return scope.latest(key) is None


def _vector(key: str, size: int) -> Array:
    return column(tuple(Scalar(symbol(f"{key}_{k}")) for k in range(1, size + 1)))


def _marked(*sides: tree.Node) -> frozenset[str]:
    """The letters that stand by themselves in a norm, an inner product or a transpose."""
    found: set[str] = set()
    for part in (part for side in sides for part in tree.walk(side)):
        inside: Iterable[tree.Node] = ()
        if isinstance(part, (tree.Norm, tree.Transpose)):
            inside = (part.operand,)
        elif isinstance(part, tree.Group) and part.fence == "⟨⟩":
            inside = part.items
        for node in inside:
            found |= {tree.key(term) or "" for term in _terms(node)}
    return frozenset(found - {""})


def _terms(node: tree.Node) -> Iterable[tree.Node]:
    """The terms of a sum, without signs and brackets."""
    if isinstance(node, tree.Sum):
        for term in node.terms:
            yield from _terms(term)
    elif isinstance(node, tree.Neg):
        yield from _terms(node.operand)
    elif isinstance(node, tree.Group) and len(node.items) == 1:
        yield from _terms(node.items[0])
    else:
        yield node


def _number(node: tree.Node, roles: _Roles) -> None:
    """Go through what must be a number."""
    alone = isinstance(node, tree.Group) and len(node.items) == 1
    if isinstance(node, tree.Name):
        _letter(node, roles.numbers)
    elif isinstance(node, tree.Product):
        _product(node, roles)
    elif isinstance(node, tree.Norm) or (isinstance(node, tree.Group) and node.fence == "⟨⟩"):
        _measured(node, roles)
    elif isinstance(node, tree.Apply):
        if tree.key(node.function) not in ("max", "min", "sqrt") or node.power is not None:
            raise _OtherError
        for item in _items(node.argument):
            _number(item, roles)
    elif isinstance(node, _PLAIN) or alone:
        for part in tree.children(node):
            _number(part, roles)
    elif not isinstance(node, tree.Number):
        raise _OtherError


def _measured(node: tree.Norm | tree.Group, roles: _Roles) -> None:
    """A Euclidean norm, or an inner product in angle brackets."""
    if isinstance(node, tree.Norm):
        index = None if node.subscript is None else tree.index_key(node.subscript)
        if index not in _EUCLIDEAN:
            raise _OtherError
        _linear(node.operand, roles)
        return
    if len(node.items) != 2:
        raise _OtherError
    for item in node.items:
        _linear(item, roles)


_PLAIN: Final = (tree.Sum, tree.Neg, tree.Quotient, tree.Power, tree.Root, tree.Abs)


def _items(node: tree.Node) -> tuple[tree.Node, ...]:
    return node.items if isinstance(node, tree.Group) else (node,)


def _letter(node: tree.Name, roles: set[str]) -> None:
    key = tree.key(node)
    single = len(node.base) == 1 or node.base.isalpha()
    if key is None or not single or node.base[:1].isupper() or node.subscript or node.labels:
        raise _OtherError
    roles.add(key)


def _product(node: tree.Product, roles: _Roles) -> None:
    """Numbers, and pairs x^⊤y or x·y in it."""
    factors, operators = list(node.factors), ["", *node.operators]
    place = 0
    while place < len(factors):
        first = factors[place]
        after = factors[place + 1] if place + 1 < len(factors) else None
        if isinstance(first, tree.Transpose) and after is not None:
            _linear(first.operand, roles)
            _linear(after, roles)
            place += 2
        elif (
            after is not None
            and operators[place + 1] in _INNER
            and all(_is_marked(part, roles) for part in (first, after))
        ):
            _linear(first, roles)
            _linear(after, roles)
            place += 2
        else:
            _number(first, roles)
            place += 1


def _is_marked(node: tree.Node, roles: _Roles) -> bool:
    """Whether all terms are letters that are vectors elsewhere."""
    return all(tree.key(term) in roles.marked for term in _terms(node))


def _linear(node: tree.Node, roles: _Roles) -> None:
    """Go through what must be a vector: sums of multiples of letters."""
    if isinstance(node, tree.Name):
        _letter(node, roles.vectors)
    elif isinstance(node, (tree.Sum, tree.Neg)) or (
        isinstance(node, tree.Group) and len(node.items) == 1
    ):
        for part in tree.children(node):
            _linear(part, roles)
    elif isinstance(node, tree.Quotient):
        _linear(node.numerator, roles)
        _number(node.denominator, roles)
    elif isinstance(node, tree.Product):
        for factor in node.factors[:-1]:
            _number(factor, roles)
        _linear(node.factors[-1], roles)
    else:
        raise _OtherError
