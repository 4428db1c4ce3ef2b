"""Claims about arrays of open sizes: equations, what shape an expression has, what kind it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import product
from typing import Final, NamedTuple

from symnn.documents.judging.matrices.thin import reads_square
from symnn.documents.judging.open_arrays import sizes as size
from symnn.documents.judging.open_arrays.equal_sizes import differ
from symnn.documents.judging.open_arrays.given_arrays import may_be_given
from symnn.documents.judging.open_arrays.kinds import kind_of
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.notation import read
from symnn.documents.judging.open_arrays.reading import Reading
from symnn.documents.judging.open_arrays.said import Said
from symnn.documents.judging.open_arrays.sizes import (
    ONE,
    SCALAR,
    MisfitError,
    Shape,
    UnreadError,
)
from symnn.documents.judging.open_arrays.targets import has_targets
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.open_arrays.trials import Relation, differs, holds_free, sizes_text
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import DENOMINATOR, GRADIENT, NUMERATOR
from symnn.latex.matrices.names import name_key, plain_name, used_as_vectors

FREE_METHOD: Final = "normal form of free entries at small sizes"
POINT_METHOD: Final = "a counterexample in arrays of numbers"
SIZE_METHOD: Final = "polynomials of sizes"
_MOST_READINGS: Final = 12
#: The least number for a size and the step to the next, where sizes are to differ.
_TRIED: Final = ((2, 1), (3, 2), (7, 4))
#: So many points have to be compared before what holds at small sizes is said to hold.
_ENOUGH: Final = 3


class _Read(NamedTuple):
    """One reading: both sides, or why their sizes do not fit."""

    relation: Relation | None
    misfit: MisfitError | None
    reading: Reading


Scope = Callable[[str], "tree.Node | None"]


def ready(memory: Memory, said: Said, scope: Scope, nodes: Sequence[tree.Node]) -> Reading:
    """A reading that nothing is settled of yet."""
    letters = {part for shape in memory.shapes.values() for s in shape for part in s.letters}
    letters |= {part for shape in said.shapes.values() for s in shape for part in s.letters}
    if any(key in letters for key in said.settings):
        raise UnreadError("a size that is given beside the claim is not put in")
    walked = [part for node in nodes for part in tree.walk(node)]
    found = Reading(memory, said, scope, read)
    found.letters = frozenset(letters)
    keys = {name_key(part) for part in walked}
    for key, function in memory.functions.items():
        walked += [*tree.walk(function.body)] if key in keys else []
    found.vectors = used_as_vectors(walked)
    return found


def settled(reading: Reading, term: Term) -> Term:
    """A term with the sizes that its reading came to."""
    parts = tuple(settled(reading, part) for part in term.parts)
    label = term.label
    if isinstance(label, size.Size):
        label = reading.sizes.settled(label)
    return Term(term.kind, reading.sizes.shape(term.shape), parts, label)


def _relation(reading: Reading, left: tree.Node, right: tree.Node) -> Relation:
    zero = [isinstance(n, tree.Number) and n.value == 0 for n in (left, right)]
    a = None if zero[0] else reading.read(reading.apart(left))
    b = None if zero[1] else reading.read(reading.apart(right))
    if a is None or b is None:
        known = a if a is not None else b
        if known is None:
            raise UnreadError("both sides are 0")
        nothing = Term("zeros", known.shape)
        a, b = a or nothing, b or nothing
    texts = [reading.sizes.text(side.shape) for side in (a, b)]
    reading.sizes.fit(a.shape, b.shape, f"the left side is {texts[0]}, the right side {texts[1]}")
    for one, two in reading.said.equal:
        reading.sizes.unify(one, two, "sizes that are said to be the same")
    if reading.sizes.pending:
        raise UnreadError("sizes that are not settled")
    a, b = settled(reading, a), settled(reading, b)
    leaves = {key: reading.sizes.shape(shape) for key, shape in reading.leaves.items()}
    used = _used(a) | _used(b)
    leaves = {key: shape for key, shape in leaves.items() if key in used}
    return Relation(
        a,
        b,
        leaves,
        _kinds(reading, leaves),
        reading.said.bounds,
        reading.said.apart,
        frozenset(key for key in leaves if plain_name(key) in reading.memory.positive),
    )


def read_together(
    memory: Memory, said: Said, scope: Scope, *equations: tuple[tree.Node, tree.Node]
) -> list[Relation]:
    """Equations in the same arrays, with the sizes that all of them need together."""
    reading = ready(memory, said, scope, [side for sides in equations for side in sides])
    for sides in equations:
        _relation(reading, *sides)
    return [_relation(reading, *sides) for sides in equations]


def _used(term: Term) -> frozenset[str]:
    """The names whose arrays are needed: those that move, too, with how they move."""
    own = set(term.leaves())
    stack = [term]
    while stack:
        part = stack.pop()
        if part.kind == "differential":
            own |= {f"d{key}" for key in str(part.label).split("\n")}
            own |= set(str(part.label).split("\n"))
        elif part.kind in ("gradient", "jacobian", "at"):
            own.add(str(part.label))
        stack += part.parts
    return frozenset(own)


def _kinds(reading: Reading, leaves: dict[str, Shape]) -> dict[str, str]:
    found = {}
    for key, shape in leaves.items():
        said = reading.said.kinds.get(key, frozenset()) | reading.memory.kinds.get(key, frozenset())
        kind = kind_of(said)
        if kind is None:
            raise UnreadError(f"of which kinds {plain_name(key)} is, is not read")
        square = shape[0] == shape[1]
        if kind == "unit" and ONE not in shape:
            raise UnreadError("a matrix is of length 1 in no usual way")
        if kind and not square and kind not in ("unit", "positive", "columns", "rows"):
            raise UnreadError("a matrix of this kind is square")
        if kind:
            found[key] = kind
    for key in list(found):
        if f"d{key}" in leaves:
            raise UnreadError("how a matrix of this kind may change is not read")
    return found


def _readings(
    memory: Memory, said: Said, scope: Scope, left: tree.Node, right: tree.Node
) -> Iterator[_Read]:
    """All readings: how derivatives are laid out, and what a differential leaves as it is."""
    probe = ready(memory, said, scope, (left, right))
    with suppress(MisfitError):
        _relation(probe, left, right)
    derived = any(isinstance(p, tree.Derivative) for n in (left, right) for p in tree.walk(n))
    turned = (False, True) if derived and not memory.shaped else (False,)
    for count, (by_rows, still) in enumerate(product(turned, _still(memory, probe, left, right))):
        if count >= _MOST_READINGS:
            raise UnreadError("it can be read in too many ways")
        for across in _ways_of_vectors(memory) if derived else (False,):
            reading = ready(memory, said, scope, (left, right))
            reading.turned, reading.turned_vectors, reading.still = by_rows, across, still
            try:
                yield _Read(_relation(reading, left, right), None, reading)
            except MisfitError as misfit:
                yield _Read(None, misfit, reading)


def _ways_of_vectors(memory: Memory) -> tuple[bool, ...]:
    """Whether slopes of vectors are turned round: as the document tells, or in both ways."""
    return (False, True) if memory.layout is None else (memory.layout == DENOMINATOR,)


def _still(
    memory: Memory, probe: Reading, left: tree.Node, right: tree.Node
) -> list[frozenset[str]]:
    """What a differential may leave as it is: names whose differential nothing speaks of."""
    differentials = {key for key in probe.leaves if key.startswith("d") and key[1:] in probe.leaves}
    if not differentials:
        return [frozenset()]
    spoken = {key[1:] for key in _spoken(left, right, probe)} | memory.moving
    silent = frozenset(key[1:] for key in differentials) - spoken
    if not silent:
        return [frozenset()]
    if memory.moving:
        return [silent]
    return [silent, frozenset()]


def _spoken(left: tree.Node, right: tree.Node, probe: Reading) -> set[str]:
    """The differentials of names that are written."""
    found = set[str]()
    for node in (*tree.walk(left), *tree.walk(right)):
        if isinstance(node, tree.Product):
            for one, two in zip(node.factors, node.factors[1:], strict=False):
                if probe.is_differential(one):
                    found |= {f"d{k}" for k in _inner_names(two, probe)}
    return found


def _inner_names(node: tree.Node, probe: Reading) -> set[str]:
    while isinstance(node, tree.Transpose):
        node = node.operand
    key = name_key(node)
    return set() if key is None or f"d{key}" not in probe.leaves else {key}


def equation(
    memory: Memory, said: Said, scope: Scope, left: tree.Node, right: tree.Node, stated: bool
) -> Judgement | None:
    """What is found about `left = right`; None where nothing is.

    Args:
        memory: what the document has said of arrays.
        said: what the words beside the claim say.
        scope: the definitions of names.
        left, right: the sides.
        stated: whether it is a claim for all arrays, and no equation to solve or a condition.
    """
    try:
        found = list(_readings(memory, said, scope, left, right))
    except UnreadError:
        return None
    whole = [r for r in found if r.relation is not None]
    if not whole:
        given = any(may_be_given(r.misfit, memory.bodies, (left, right)) for r in found)
        return None if given else _misfit(found, said, stated)
    judged = [_judged(r, memory, stated) for r in whole]
    leaves = [read.relation.leaves for read in whole if read.relation is not None]
    if all(reads_square(memory, said, scope, one, left, right) for one in leaves):
        return None
    outcomes = {None if j is None else j.outcome for j in judged}
    if outcomes == {"proved"} or (outcomes == {"proved", "refuted"} and _is_of_layouts(whole)):
        proof = next(j for j in judged if j is not None and j.outcome == "proved")
        return replace(proof, layouts=_layouts(found, whole, judged))
    if outcomes == {"refuted"}:
        return judged[0]
    return None


def _layouts(
    found: Sequence[_Read], whole: Sequence[_Read], judged: Sequence[Judgement | None]
) -> frozenset[str]:
    """The layouts of derivatives in which it is proved; none if in all."""
    proved = [
        read
        for read, one in zip(whole, judged, strict=True)
        if one is not None and one.outcome == "proved"
    ]
    held, all_ = ({_LAYOUTS.get(_laid_out(r)) for r in reads} - {None} for reads in (proved, found))
    return frozenset() if held == all_ else frozenset(one for one in held if one is not None)


def _laid_out(read: _Read) -> tuple[bool, bool]:
    return read.reading.turned, read.reading.turned_vectors


#: Slopes of numbers turned round, and those of vectors.
_LAYOUTS: Final = {
    (False, False): GRADIENT,
    (False, True): DENOMINATOR,
    (True, False): NUMERATOR,
}


def _is_of_layouts(read: Sequence[_Read]) -> bool:
    """Whether readings differ in the layout of derivatives alone, one of which is enough."""
    return len({r.reading.still for r in read}) == 1


def _misfit(found: Sequence[_Read], said: Said, stated: bool) -> Judgement | None:
    """No reading has sizes that fit."""
    known = all(not r.reading.open_names and not r.reading.broadcast for r in found)
    wide = said.general or bool(said.apart) or bool(said.settings)
    wide = wide or all(_arrays(r.reading) <= r.reading.memory.shapes.keys() for r in found)
    if not (found and stated and wide and said.understood and known):
        return None
    if not all(_surely_differ(r.misfit) for r in found):
        return None
    return Judgement("refuted", SIZE_METHOD, notes=(str(found[0].misfit),), shapes=True)


def _arrays(reading: Reading) -> set[str]:
    """The names of a reading that are no numbers."""
    return {key for key, shape in reading.leaves.items() if shape != SCALAR}


def _surely_differ(misfit: MisfitError | None) -> bool:
    """Whether the sizes that would have to be the same differ at some numbers."""
    if misfit is None or misfit.sizes is None:
        return False
    letters = sorted(misfit.sizes[0].letters | misfit.sizes[1].letters)
    tried = ({name: first + k * step for k, name in enumerate(letters)} for first, step in _TRIED)
    return any(differ(*misfit.sizes, sizes) for sizes in tried)


def _judged(read: _Read, memory: Memory, stated: bool) -> Judgement | None:
    relation = read.relation
    if relation is None or not relation.leaves:
        return None
    sides = relation.left, relation.right
    axes = (True, False) if memory.rows is None and _is_open(sides) else (memory.rows is not False,)
    found = [_by_axis(read, memory, relation, rows, stated) for rows in axes]
    if any(j is None for j in found) or len({j.outcome for j in found if j is not None}) > 1:
        return None
    return found[0]


def _is_open(sides: Sequence[Term]) -> bool:
    return any(side.has("softmax") for side in sides)


def _by_axis(
    read: _Read, memory: Memory, relation: Relation, rows: bool, stated: bool
) -> Judgement | None:
    point, compared = differs(relation, rows)
    shapes = _shapes(relation)
    if point is not None:
        if not stated or read.reading.broadcast:
            return Judgement("undecided", reason="false in general, but it may be a condition")
        if 1 in point.sizes.values():
            return Judgement("undecided", reason="it fails where a size is 1")
        held = memory.restricted & relation.leaves.keys() - read.reading.said.quantified
        held |= {name for name, *_ in relation.bounds if name in relation.leaves}
        held |= read.reading.said.differing & {
            name.removeprefix("bold ") for name in relation.leaves
        }
        if held:
            return Judgement("undecided", reason="an equation before it may be a condition on it")
        if has_targets(relation.left, relation.right):
            return Judgement("undecided", reason="it may hold for targets that sum to 1")
        assumed = None if read.reading.said.general else _assumed(relation, rows)
        if assumed is not None:
            return Judgement("undecided", reason=f"false in general, but {assumed}")
        return Judgement("refuted", POINT_METHOD, counterexample=point.shown(), notes=shapes)
    if compared < _ENOUGH:
        return None
    same = holds_free(relation, rows)
    lone = not same.met and (relation.left.has("inverse") or relation.right.has("inverse"))
    free = [s for s in same.shown if not (lone and len(s) > 1 == len({*s.values()}))]
    if not any(min(s.values(), default=_ENOUGH) > 1 for s in free):
        return None
    if not (read.reading.said.understood or read.reading.said.generic):
        return Judgement("undecided", reason="words beside the formula may restrict it")
    texts = " and for ".join(sizes_text(s) for s in same.shown)
    where = f"proved with free entries for {texts}" if texts else ""
    also = "".join(f"the same normal forms for {sizes_text(s)}; " for s in same.met)
    more = f"{also}no difference met at numbers in {compared} further arrays"
    return Judgement("proved", FREE_METHOD, notes=(where, more, *shapes) if where else shapes)


def _assumed(relation: Relation, rows: bool) -> str | None:
    """What authors leave unsaid: that matrices are symmetric or orthogonal, vectors of length 1."""
    loose = {n: s for n, s in relation.leaves.items() if n not in relation.kinds and s != SCALAR}
    moved = {n[1:] for n in loose if n.startswith("d")}
    loose = {n: s for n, s in loose.items() if n not in moved and n[1:] not in moved}
    squares = [n for n, s in loose.items() if s[0] == s[1]]
    vectors = [n for n, s in loose.items() if ONE in s]
    for kind, names in (("symmetric", squares), ("orthogonal", squares), ("unit", vectors)):
        for chosen in (*([n] for n in names), *([names] if len(names) > 1 else [])):
            kinds = {**relation.kinds, **dict.fromkeys(chosen, kind)}
            point, compared = differs(replace(relation, kinds=kinds), rows)
            if point is None and compared:
                return f"it may hold for {kind} {' and '.join(map(plain_name, chosen))}"
    return None


def _shapes(relation: Relation) -> tuple[str, ...]:
    texts = [
        f"{plain_name(key)}: {shape[0]}×{shape[1]}"
        for key, shape in relation.leaves.items()
        if shape != SCALAR
    ]
    return (", ".join(texts),) if texts else ()


def kind_claim(
    memory: Memory, said: Said, scope: Scope, node: tree.Node, kind: str, stated: bool
) -> Judgement | None:
    """What is found about "A^T A is symmetric": as an equation for the expression."""
    turned = tree.Transpose(tree.Group("()", (node,)))
    bare = tree.Group("()", (node,))
    pairs = {
        "symmetric": (bare, turned),
        "skew": (turned, tree.Neg(bare)),
        "orthogonal": (tree.Product((turned, bare), ("",)), tree.Name("I")),
        "idempotent": (tree.Product((bare, bare), ("",)), bare),
    }
    if kind not in pairs:
        return None
    return equation(memory, said, scope, *pairs[kind], stated)
