"""Relations between expressions in vectors of open length, proved in words or false at numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, final

from symnn.claims.formula import Atomic, Formula
from symnn.claims.verdict import Status
from symnn.deferred import dataclass
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.matrices.thin import reads_square
from symnn.documents.judging.open_arrays.sizes import ONE as SINGLE
from symnn.documents.judging.open_arrays.sizes import (
    SCALAR,
    MisfitError,
    Shape,
    UnreadError,
)
from symnn.documents.judging.open_arrays.targets import has_targets
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.relations import RELATIONS, Judgement, Side, judge
from symnn.documents.judging.vector_algebra import points
from symnn.documents.judging.vector_algebra.compiling import compiled
from symnn.documents.judging.vector_algebra.facts import domain
from symnn.documents.judging.vector_algebra.question import (
    Question,
    with_matrices,
    with_sorts,
)
from symnn.documents.judging.vector_algebra.reading import prepared, ready
from symnn.documents.judging.vector_algebra.relation import Sides, sides_of
from symnn.documents.judging.vector_algebra.squares import BY_SQUARES, by_squares, decided_alone
from symnn.documents.judging.vector_algebra.sums import MEMBER
from symnn.documents.judging.vector_algebra.words import Algebra, Element
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ZERO,
    Expr,
    free_symbols,
    postorder,
    rational,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import plain_name
from symnn.latex.meaning.values import Scalar

METHOD: Final = "algebra of words in vectors and matrices"
_SECONDS: Final = 3
_MOST_ENTRIES: Final = 12
_ORDERS: Final = {">": ">", "≥": ">=", "<": "<", "≤": "<="}


@final
@dataclass(frozen=True, slots=True)
class Written:
    """A relation as it stands there."""

    left: tree.Node
    relation: str
    right: tree.Node


#: What authors call the classes of samples.
_LABELS: Final = frozenset({"y", "t"})


def answered(
    question: Question, left: tree.Node, relation: str, right: tree.Node
) -> Judgement | None:
    """What is found about a relation; None if nothing is.

    Args:
        question: what is known beside it.
        left, relation, right: the relation as written.
    """
    wanted = RELATIONS.get(relation)
    if wanted is None or (wanted == "≈" and not question.premises):
        return None
    if not question.said.understood:
        return None  # the words may deny it, or say what it holds for

    def attempt(asked: Question) -> Judgement | None:
        return with_sorts(asked, lambda sure: _answered(sure, left, relation, right, wanted))

    try:
        return attempt(question)
    except MisfitError:
        wider = with_matrices(question, left, right)
        if wider is None:
            raise
        return attempt(wider)


def _answered(
    question: Question, left: tree.Node, relation: str, right: tree.Node, wanted: str
) -> Judgement | None:
    sides = _sides(question, left, right, {})
    if not any(shape != SCALAR for shape in sides.leaves.values()):
        return None
    supposed = [_sides(question, p.left, p.right, sides.leaves) for p in question.premises]
    if supposed:
        found = at_lengths(question, sides, supposed, Written(left, relation, right))
        if found is not None or wanted == "≈":
            return found
    if not sides.sizes() and not supposed:
        found = by_entries(sides, wanted, tuple(bounds_of(question, sides)))
        if found is not None:
            return found
    proof = _proved(question, sides, wanted, supposed)
    if proof is not None:
        told = question.memory, question.said, question.scope
        return None if reads_square(*told, sides.leaves, left, right) else proof
    if question.premises or not question.said.understood or question.doubtful:
        return None
    sized = any(name in sides.sizes() for name, *_ in question.said.bounds)
    if not (question.stated or sized) and not _is_never(question, sides, wanted):
        return None
    if _may_be_certain_ones(question, sides, wanted):
        return None
    positive = question.memory.positive
    bounds = [(name, ">", 0) for name in sides.leaves if plain_name(name) in positive]
    bounds = [*question.said.bounds, *bounds]
    found = points.fails(sides, wanted, bounds)
    if found is None or (not question.said.general and _may_be_of_a_kind(sides, wanted, bounds)):
        return None
    return found


def _may_be_signs(sides: Sides, declared: Mapping[str, Shape]) -> bool:
    """Whether vectors of signs stand beside others of which nothing is said: those may be such."""
    vectors = {name for name, shape in sides.leaves.items() if shape != SCALAR}
    return "sign" in sides.kinds.values() and bool(vectors - declared.keys())


def _has_labels(sides: Sides, restricted: set[str]) -> bool:
    """Whether members of a list may be classes, of which y^2 = 1 holds: y_p beside an exponential.

    They are, or may be, if something restricts them; authors mostly leave that unsaid.
    """
    bases = {name.partition(MEMBER)[0] for name in sides.leaves if MEMBER in name}
    told = {name.partition("_")[0] for name in restricted}
    labels = bool(bases & _LABELS) and _is_curved(sides.left, sides.right)
    return bool(bases & told) or labels or has_targets(sides.left, sides.right)


def _is_curved(*terms: Term) -> bool:
    """Whether a function of numbers, such as an exponential, stands in it."""
    stack = list(terms)
    while stack:
        term = stack.pop()
        if term.kind == "each" or (term.kind == "apply" and term.label != "sqrt"):
            return True
        stack += term.parts
    return False


def _may_be_certain_ones(question: Question, sides: Sides, wanted: str) -> bool:
    """Whether its arrays may be others than all: restricted, of signs, said to differ, a bound."""
    held = question.memory.restricted & sides.leaves.keys() - question.said.quantified
    if held - question.nonzero or question.said.differing & set(map(plain_name, sides.leaves)):
        return True
    signs = _may_be_signs(sides, question.memory.shapes)
    if signs or _has_labels(sides, question.memory.restricted):
        return True
    numbers = {name for name, shape in sides.leaves.items() if shape == SCALAR}
    bound = numbers - question.said.quantified - question.memory.positive
    return wanted not in ("=", "≠") and bool(bound)


def _may_be_of_a_kind(sides: Sides, wanted: str, bounds: Sequence[tuple[str, str, int]]) -> bool:
    """Whether it may hold for what authors leave unsaid: symmetric matrices, unit vectors."""
    loose = {
        name: shape
        for name, shape in sides.leaves.items()
        if name not in sides.kinds and shape != SCALAR and MEMBER not in name
    }
    squares = [name for name, shape in loose.items() if shape[0] == shape[1]]
    vectors = [name for name, shape in loose.items() if SINGLE in shape]
    for kind, names in (("symmetric", squares), ("orthogonal", squares), ("unit", vectors)):
        for chosen in (*([name] for name in names), *([names] if len(names) > 1 else [])):
            kinds = {**sides.kinds, **dict.fromkeys(chosen, kind)}
            if points.fails(replace(sides, kinds=kinds), wanted, bounds) is None:
                return True
    return False


def algebra_of(sides: Sides) -> Algebra:
    """The letters of both sides."""
    return Algebra(sides.leaves, sides.kinds)


def by_entries(sides: Sides, wanted: str, over: tuple[Formula, ...]) -> Judgement | None:
    """The proof of a relation of arrays of known sizes, by entries that stand for all numbers."""
    cells = sum(rows.at({}) * columns.at({}) for rows, columns in sides.leaves.values())
    if cells > _MOST_ENTRIES or sides.kinds:
        return None
    pairs = points.entries(sides, {}, points.open_entries(sides))
    if wanted != "=" and len(pairs) != 1:
        return None
    methods: dict[str, None] = {}
    for left, right in pairs:
        verdict = decided(Atomic(wanted, left, right), over)
        if verdict.status is not Status.PROVED:
            return None
        methods[verdict.method] = None
    return Judgement("proved", " and ".join(methods), notes=_shapes(sides))


def at_lengths(
    question: Question, sides: Sides, supposed: Sequence[Sides], written: Written
) -> Judgement | None:
    """A relation of numbers where premises give all lengths and inner products that are in it."""
    leaves = {k: v for one in (*supposed, sides) for k, v in one.leaves.items()}
    algebra = Algebra(leaves, {k: v for one in (*supposed, sides) for k, v in one.kinds.items()})
    try:
        ((left, right),) = _pairs(algebra, sides, "=")
        known, over = _supposed(algebra, question, supposed)
    except (SymnnError, ValueError):
        return None
    values = [substitute(side, known) for side in (left, right)]
    if free_symbols(*values) or not question.said.understood:
        return None
    apart = domain(algebra, [symbol(name) for name in known], frozenset(), bounded=True)
    for one in (*apart, *over):
        if isinstance(one, Atomic):
            held = Atomic(one.relation, *(substitute(x, known) for x in (one.left, one.right)))
            if free_symbols(held.left, held.right) or not decided(held).proved:
                return None
    digits = [
        n.decimals if isinstance(n, tree.Number) else None for n in (written.left, written.right)
    ]
    both = [
        Side(Scalar(v, d), n)
        for v, d, n in zip(values, digits, (written.left, written.right), strict=True)
    ]
    found = judge(written.relation, both[0], both[1])
    return None if found.outcome == "undecided" else found


# --- proofs -----------------------------------------------------------------------------


def _sides(
    question: Question, left: tree.Node, right: tree.Node, known: Mapping[str, Shape]
) -> Sides:
    left, right = (prepared(node, question.notation) for node in (left, right))
    nodes = (left, right)
    reading = ready(question.memory, question.said, question.scope, question.notation, nodes)
    reading.leaves.update(known)
    return sides_of(reading, left, right)


def _proved(
    question: Question, sides: Sides, wanted: str, supposed: Sequence[Sides]
) -> Judgement | None:
    leaves = {k: v for one in (*supposed, sides) for k, v in one.leaves.items()}
    kinds = {k: v for one in (*supposed, sides) for k, v in one.kinds.items()}
    algebra = Algebra(leaves, kinds)
    try:
        pairs = list(_pairs(algebra, sides, wanted))
        known, over = _supposed(algebra, question, supposed)
    except SymnnError:
        return None
    methods: dict[str, None] = {}
    conditions = list(over)
    conditions += list(bounds_of(question, sides))
    for left, right in pairs:
        a, b = substitute(left, known), substitute(right, known)
        sides_, method = (a, b, *_in(conditions)), None
        for bounded in (False, True) if wanted != "=" else (False,):
            where = (*domain(algebra, sides_, question.nonzero, bounded), *conditions)
            method = _method(wanted, a, b, where)
            if method is not None:
                break
        if method is None:
            return None
        methods[method] = None
    shown = " and ".join(methods) or "normal form"
    return Judgement("proved", f"{METHOD}; then {shown}", notes=_shapes(sides))


def _method(wanted: str, a: Expr, b: Expr, over: tuple[Formula, ...]) -> str | None:
    """How a relation between numbers is proved; None if it is not."""
    rooted = any(node.op == "nth_root" or node.data == "abs" for node in postorder(a, b))
    rooted = rooted and not (wanted == "=" and all(n.op != "nth_root" for n in postorder(a, b)))
    ways = [by_squares] if rooted and wanted in BY_SQUARES else []
    for way in (*ways, decided_alone):
        found = way(wanted, a, b, over)
        if found is not None:
            return found
    return None


def _in(conditions: Sequence[Formula]) -> Iterator[Expr]:
    for one in conditions:
        if isinstance(one, Atomic):
            yield from (one.left, one.right)


def _pairs(algebra: Algebra, sides: Sides, wanted: str) -> Iterator[tuple[Expr, Expr]]:
    """The numbers that have to be related: the factors of all words."""
    a, b = compiled(algebra, sides.left), compiled(algebra, sides.right)
    if a.is_number or b.is_number:
        yield a.value, b.value
        return
    if wanted != "=":
        raise UnreadError("arrays are not ordered")
    for word in dict.fromkeys([*a.terms, *b.terms]):
        yield a.terms.get(word, ZERO), b.terms.get(word, ZERO)


def _supposed(
    algebra: Algebra, question: Question, supposed: Sequence[Sides]
) -> tuple[Mapping[str, Expr], tuple[Formula, ...]]:
    """What premises say: unknowns with their values, and relations between numbers."""
    known: dict[str, Expr] = {}
    over: list[Formula] = []
    for premise, one in zip(question.premises, supposed, strict=True):
        a, b = compiled(algebra, one.left), compiled(algebra, one.right)
        if not (a.is_number and b.is_number):
            raise UnreadError("a premise about arrays")
        left, right = substitute(a.value, known), substitute(b.value, known)
        relation = RELATIONS.get(premise.relation)
        if relation is None or relation == "≈":
            raise UnreadError("a premise that is no relation of numbers")
        if relation == "=" and left.op == "symbol" and left.data not in free_symbols(right):
            name = str(left.data)
            known = {k: substitute(v, {name: right}) for k, v in known.items()} | {name: right}
            if name in algebra.norms:
                over.append(Atomic(">=", right, ZERO))
            continue
        over.append(Atomic(relation, left, right))
    return known, tuple(over)


def bounds_of(question: Question, sides: Sides) -> Iterator[Formula]:
    """What numbers and sizes are said to be compared with."""
    letters = sides.sizes()
    for name, order, value in question.said.bounds:
        if name in sides.leaves or name in letters:
            yield Atomic(_ORDERS[order], symbol(name), rational(value))
    for name, shape in sides.leaves.items():
        if shape == SCALAR and plain_name(name) in question.memory.positive:
            yield Atomic(">", symbol(name), ZERO)


def _shapes(sides: Sides) -> tuple[str, ...]:
    texts = [
        f"{plain_name(key)}: {shape[0]}×{shape[1]}".replace("?", "k")
        for key, shape in sides.leaves.items()
        if shape != SCALAR and not key.startswith("∇")
    ]
    return (", ".join(texts),) if texts else ()


def _is_never(question: Question, sides: Sides, wanted: str) -> bool:
    """Whether an equation holds of no arrays at all, so that nobody poses it as a condition."""
    if wanted != "=":
        return False
    algebra = algebra_of(sides)
    try:
        a, b = compiled(algebra, sides.left), compiled(algebra, sides.right)
        apart = _apart(a, b, question.nonzero)
    except SymnnError:
        return False
    if apart is None:
        return False
    left, right = apart
    for bounded in (False, True):
        where = (*domain(algebra, apart, question.nonzero, bounded), *bounds_of(question, sides))
        if decided_alone("!=", left, right, where) is not None:
            return True
    return False


def _apart(a: Element, b: Element, nonzero: frozenset[str]) -> tuple[Expr, Expr] | None:
    """Two numbers that differ if both sides do: themselves, or the factors of their one word."""
    if a.is_number and b.is_number:
        return a.value, b.value
    words = [w for w in dict.fromkeys([*a.terms, *b.terms]) if a.terms.get(w) != b.terms.get(w)]
    if len(words) != 1 or not {letter.name for letter in words[0]} <= nonzero:
        return None
    word = words[0]
    return a.terms.get(word, ZERO), b.terms.get(word, ZERO)
