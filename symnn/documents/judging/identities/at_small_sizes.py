r"""Claims about open vectors, in their entries at small sizes: \rho(x+y) = \rho(x) + \rho(y).

What is said of all x in R^n is false once it is false of some x with two or three entries. What
acts entry by entry, and lengths of such vectors, are the same at all sizes if they are at the first
three: entries do not meet but in a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import supposes, withhold_general
from symnn.documents.judging.identities.entrywise import is_list, is_same_at_all_sizes, stacked
from symnn.documents.judging.names.reaching.elsewhere import behind, under
from symnn.documents.judging.open_arrays.learning import memory_of
from symnn.documents.judging.open_arrays.sizes import ONE, Size, UnreadError
from symnn.documents.judging.open_arrays.spaces import shape_of_space
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import free_symbols, symbol
from symnn.exact.plain import plain as plain_value
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import plain_name
from symnn.latex.meaning.assumptions import OPEN_SPACE, Assumptions
from symnn.latex.meaning.blocks import OF_VECTORS
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Scalar, Value
from symnn.latex.plain import plain

METHOD: Final = "written out in entries at small sizes"
_SECONDS: Final = 3
#: The sizes that are tried; a claim about one entry alone may be left out by its author.
_FALSE: Final = (2, 3)
_TRUE: Final = (1, 2, 3)
_ALL: Final = regex(r"\\forall|\bfor (?:all|every|any|each|arbitrary)\b")
_Vectors: TypeAlias = "Mapping[str, Size]"


def judged_at_small_sizes(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """What is found about an equation, or a space, in open vectors; None if nothing is.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if place.state.arrays is None or link.relation not in ("=", "∈"):
        return None
    if assumed.denied or assumed.unread not in (None, OPEN_SPACE):
        return None
    sides = (left,) if link.relation == "∈" else (left, link.operand)
    vectors = _vectors(place, sides, assumed)
    letters = {letter for size in vectors.values() for letter in size.letters}
    if not vectors or len(letters) != 1:
        return None
    found = _found(place, left, link, vectors, assumed)
    if found is None:
        return None
    return found, f"{plain(left)} {link.relation} {plain(link.operand)}"


def _found(
    place: Place, left: tree.Node, link: tree.Link, vectors: _Vectors, assumed: Assumptions
) -> Judgement | None:
    """What is found, where [a, b] may be one vector or two beside each other."""
    found = _as_read(place, left, link, vectors, assumed, beside=False)
    if found is None or found.outcome != "refuted":
        return found
    if link.relation == "=":
        found = None if supposes(place.formula) else withhold_general(place, found, left, link)
    nodes = (left, link.operand, *(known.body for known in behind(place, left, link)))
    lists = [p for node in nodes for p in tree.walk(node) if is_list(p)]
    if not any(isinstance(one, tree.Group) and one.fence == "[]" for one in lists):
        return found
    other = _as_read(place, left, link, vectors, assumed, beside=True)
    return found if other is not None and other.outcome == "refuted" else None


def _as_read(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    vectors: _Vectors,
    assumed: Assumptions,
    beside: bool,
) -> Judgement | None:
    there = _with_stacks(place, left, link, beside)
    one, two = stacked(left, beside), stacked(link.operand, beside)
    if link.relation == "∈":
        return _membership(there, one, link, vectors)
    return _equation(there, one, two, vectors, assumed)


def _vectors(place: Place, nodes: Iterable[tree.Node], assumed: Assumptions) -> dict[str, Size]:
    """The open vectors in some nodes, with the letters that their sizes are."""
    memory, scope = memory_of(place.state), place.state.scope
    told = {plain_name(key): shape for key, shape in memory.shapes.items()
            if key not in memory.contested and not memory.kinds.get(key)}  # fmt: skip
    for chain in assumed.relations:
        shape = _space(chain)
        told |= {key: shape for key in _first_keys(chain) if shape is not None}
    found: dict[str, Size] = {}
    for part in (part for node in nodes for part in tree.walk(node)):
        key = tree.key(part) if isinstance(part, tree.Name) else None
        if key is None or key not in told or scope.latest(key) is not None:
            continue
        rows, columns = told[key]
        if columns != ONE or str(rows) not in rows.letters:
            return {}
        found[key] = rows
    return found


def _first_keys(chain: tree.Chain) -> list[str]:
    """The names that a chain begins with: x and y in x, y ∈ ℝⁿ."""
    first = chain.first
    items = first.items if isinstance(first, tree.Group) and not first.fence else (first,)
    return [tree.key(item) or "" for item in items]


def _space(chain: tree.Chain) -> tuple[Size, Size] | None:
    if [link.relation for link in chain.links] != ["∈"]:
        return None
    try:
        return shape_of_space(chain.links[0].operand)
    except UnreadError:
        return None


def _with_stacks(place: Place, left: tree.Node, link: tree.Link, beside: bool) -> Place:
    """The place with (a, b) of vectors in formulas as one below the other."""
    scope = place.state.scope.copy()
    scope.values.clear()
    for known in behind(place, left, link):
        *earlier, latest = scope.history[known.key]
        scope.history[known.key] = [*earlier, replace(latest, body=stacked(latest.body, beside))]
    return under(place, scope)


def _read(
    place: Place, nodes: Iterable[tree.Node], vectors: _Vectors, count: int
) -> tuple[list[Value], frozenset[str]] | None:
    """The values of some nodes with so many entries in each vector, and the letters of these."""
    written: dict[str, Value] = {key: _entries(key, count) for key in vectors}
    view = reader(place.state.scope, open_names=True, version=place.seen).varying(written)
    try:
        values = [view.read(node) for node in nodes]
    except MeaningError:
        return None
    if view.track.supposed - {OF_VECTORS} or view.track.plain_log or view.track.met:
        return None
    own = {f"{key}_{k + 1}" for key in vectors for k in range(count)}
    return values, frozenset(own)


def _entries(key: str, count: int) -> Array:
    return Array(tuple((Scalar(symbol(f"{key}_{k + 1}")),) for k in range(count)))


# --- equations ------------------------------------------------------------------------


def _equation(
    place: Place, left: tree.Node, right: tree.Node, vectors: _Vectors, assumed: Assumptions
) -> Judgement | None:
    told = {key for chain in assumed.relations for key in _first_keys(chain)}
    general = _ALL.search(place.latex) is not None and vectors.keys() <= told
    letter = next(iter(vectors.values()))
    if general and all(_misfits(place, (left, right), vectors, count) for count in _FALSE):
        return Judgement("refuted", METHOD, notes=("vectors of other sizes",), shapes=True)
    for count in _FALSE if general else ():
        point = _difference(place, (left, right), vectors, count, assumed)
        if point is not None:
            return Judgement("refuted", METHOD, counterexample=((str(letter), str(count)), *point))
    bodies = [known.body for known in behind(place, left, tree.Link("=", right))]
    if not is_same_at_all_sizes(left, right, bodies, frozenset(vectors)):
        return None
    if not all(_holds(place, (left, right), vectors, count, assumed) for count in _TRUE):
        return None
    return Judgement("proved", METHOD, notes=(f"for {letter} = 1, 2 and 3; entries meet in sums",))


def _misfits(
    place: Place, nodes: tuple[tree.Node, tree.Node], vectors: _Vectors, count: int
) -> bool:
    """Whether both sides are columns, of other sizes."""
    read = _read(place, nodes, vectors, count)
    if read is None or not all(isinstance(v, Array) and v.shape[1] == 1 for v in read[0]):
        return False
    return _paired(*read[0]) is None


def _difference(
    place: Place, nodes: tuple[tree.Node, tree.Node], vectors: _Vectors, count: int,
    assumed: Assumptions,
) -> tuple[tuple[str, str], ...] | None:  # fmt: skip
    """Entries for which two sides differ; None if none are found."""
    read = _read(place, nodes, vectors, count)
    pairs = None if read is None else _paired(*read[0])
    if read is None or pairs is None:
        return None
    for one, two in pairs:
        if not free_symbols(one.expr, two.expr) <= read[1]:
            return None  # it may be a condition on other letters
    for one, two in pairs:
        found = decide(Claim(Atomic("=", one.expr, two.expr), assumed.domain), seconds=_SECONDS)
        if found.refuted:
            shown = dict.fromkeys(sorted(read[1]), "0")
            shown |= {name: plain_value(value) for name, value in found.point.items()}
            return tuple(shown.items())
    return None


def _holds(
    place: Place, nodes: tuple[tree.Node, tree.Node], vectors: _Vectors, count: int,
    assumed: Assumptions,
) -> bool:  # fmt: skip
    read = _read(place, nodes, vectors, count)
    pairs = None if read is None else _paired(*read[0])
    return pairs is not None and all(
        decide(Claim(Atomic("=", a.expr, b.expr), assumed.domain), seconds=_SECONDS).proved
        for a, b in pairs
    )


def _paired(one: Value, two: Value) -> list[tuple[Scalar, Scalar]] | None:
    if isinstance(one, Scalar) and isinstance(two, Scalar):
        return [(one, two)]
    if isinstance(one, Array) and isinstance(two, Array) and one.shape == two.shape:
        return list(zip(one.cells(), two.cells(), strict=True))
    return None


# --- spaces ---------------------------------------------------------------------------


def _membership(
    place: Place, node: tree.Node, link: tree.Link, vectors: _Vectors
) -> Judgement | None:
    """Whether f(x) lies in a space, for a function with a formula; of a name it says where."""
    known = place.state.scope.latest(tree.key(getattr(node, "head", node)) or "")
    shape = _space(tree.Chain(node, (link,)))
    if not isinstance(node, tree.Call) or known is None or shape is None or shape[1] != ONE:
        return None
    letter = str(next(iter(vectors.values())))
    if not shape[0].letters <= {letter}:
        return None
    counts = list(_counts(place, node, vectors))
    if len(counts) != len(_TRUE):
        return None
    wanted = [shape[0].at({letter: size}) for size in _TRUE]
    note = ", ".join(f"{n} for {letter} = {k}" for k, n in zip(_TRUE, counts, strict=True))
    if counts == wanted:
        return Judgement("proved", METHOD, notes=(f"entries: {note}",))
    if all(one != two for one, two in list(zip(counts, wanted, strict=True))[1:]):
        return Judgement("refuted", METHOD, notes=(f"entries: {note}",))
    return None


def _counts(place: Place, node: tree.Node, vectors: _Vectors) -> Iterator[int]:
    for count in _TRUE:
        read = _read(place, (node,), vectors, count)
        if read is None:
            return
        (value,) = read[0]
        if isinstance(value, Array) and value.shape[1] == 1:
            yield value.shape[0]
