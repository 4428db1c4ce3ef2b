r"""Whether an expression lives in a space: `W^{(2)}W^{(1)}x ∈ ℝ^K`, in every reading that fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from math import prod
from typing import Final, NamedTuple

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.deferred import regex
from symnn.documents.judging.memberships.indices import items_of
from symnn.documents.judging.memberships.inference import Inference
from symnn.documents.judging.memberships.world import (
    Space,
    World,
    names_in,
    space_of,
    without,
    world_of,
)
from symnn.documents.judging.open_arrays.equal_sizes import expression, holds
from symnn.documents.judging.open_arrays.sizes import (
    ONE,
    SCALAR,
    MisfitError,
    Shape,
    Size,
    UnreadError,
    number,
)
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import GRADIENT
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Array

METHOD: Final = "polynomials of sizes"
_SECONDS: Final = 2
_RELATIONS: Final = {"≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}
_ROWS: Final = regex(r"\brow vectors?\b")
_COLUMNS: Final = regex(r"\bcolumn vectors?\b")


class Found(NamedTuple):
    """What one reading finds: a shape, or sizes that do not fit; with the reading itself."""

    shape: Shape | MisfitError
    by: Inference


def world_at(place: Place, near: bool = False, but: str = "") -> World:
    """All that is told at a place, or only what is under the headings there.

    Args:
        place: it.
        near: whether only that is asked for.
        but: a name; where it is said to live is left out.
    """
    from symnn.documents.judging.open_arrays.learning import asides_of, told_of

    section = place.formula.headings
    told = told_of(place.state)
    if near:
        told = [one for one in told if one.section == section[: len(one.section)]]
    told = without(told, but) if but else told
    world = world_of(told, section, place.state.source.text)
    world.told += tuple(asides_of(place.state))
    return world


def judge_membership(
    place: Place, world: World, left: tree.Node, space: tree.Node
) -> Judgement | None:
    """What follows for `names ∈ space`, or an expression; None where something is open."""
    wanted = space_of(space)
    if wanted is None:
        return _of_slope(place, world, left, space)
    found: list[Judgement | None] = []
    for item in items_of(left):
        node = world.named(item)
        if (name_key(node) or "") in world.spaces or _says_of_function(world, node):
            return None
        if _is_part(world, node):
            return None  # x_1 ∈ ℝ^2 may be one of several x_i, and none of the entries of x
        found.append(_judged(place, world, node, wanted))
    if any(one is not None and one.outcome == "refuted" for one in found):
        return next(one for one in found if one is not None and one.outcome == "refuted")
    return None if None in found else found[0]


def _is_part(world: World, node: tree.Node) -> bool:
    """Whether it is a name with an index of one that is declared without."""
    if not isinstance(node, tree.Name) or node.subscript is None:
        return False
    return (name_key(replace(node, subscript=None)) or "") in world.spaces


#: Names of functions of which a membership says where they lead.
_MAPS: Final = frozenset({"f", "g", "h", "phi", "varphi", "psi", "Phi", "Psi", "F", "G", "T"})


def _says_of_function(world: World, node: tree.Node) -> bool:
    """Whether f(x) ∈ ℝ^d says what f is."""
    if not isinstance(node, (tree.Call, tree.Apply)):
        return False
    head = node.head if isinstance(node, tree.Call) else node.function
    return (name_key(head) or "") not in world.functions and tree.key(head) in _MAPS


def readings(place: Place, world: World, node: tree.Node) -> Iterator[Found]:
    """What each reading finds in which all formulas fit.

    Raises:
        UnreadError: something in the expression is open.
    """
    for by in ways(place, world, node):
        if not by.settled(by.apart(node)):
            raise UnreadError("a name in it is open")
        try:
            shape = by.of(by.apart(node))
        except MisfitError as misfit:
            yield Found(misfit, by)
            continue
        if not all(size.is_known for size in shape):
            raise UnreadError("its shape is open")
        yield Found(shape, by)


def ways(place: Place, world: World, node: tree.Node) -> list[Inference]:
    """The readings in which all formulas fit, gone through.

    If none does, products with small letters are left alone, which may be numbers.
    """
    for strict in (False, True):
        found = []
        for by in _ways(place, world, node):
            by.strict = strict
            with suppress(MisfitError):
                found.append(gone_through(by, node))
        if found:
            return found
    return []


def gone_through(by: Inference, node: tree.Node) -> Inference:
    """The reading with all that formulas tell of the names in an expression.

    Raises:
        MisfitError: they do not fit together.
    """
    for name in names_in(node):
        with suppress(UnreadError):
            by.of_name(name)
    by.go_through()
    return by


def _ways(place: Place, world: World, node: tree.Node) -> Iterator[Inference]:
    text = world.text.lower()
    rows = [_ROWS.search(text) is not None]
    if not rows[0] and _COLUMNS.search(text) is None:
        rows = [False, True]
    slopes = any(isinstance(part, tree.Derivative) for part in tree.walk(node))
    layout = _layout(place.state.source.text) if slopes else GRADIENT
    for as_rows in rows:
        yield Inference(world, partial(_value, place), as_rows, layout)


def _layout(text: str) -> str:
    """The layout of slopes that is told, or the usual one."""
    from symnn.documents.judging.doubts.arrays.layouts import stated

    told = stated(text)
    return GRADIENT if GRADIENT in told else next(iter(told), GRADIENT)


def _value(place: Place, node: tree.Node) -> Shape | None:
    """The shape of a name that has an array of numbers for its value."""
    state = place.state
    if state.scope.latest(tree.key(node) or "") is None:
        return None
    try:
        value = reader(state.scope, version=state.since).read(node)
    except SymnnError:
        return None
    if not isinstance(value, Array) or value.loose:
        return None
    return number(value.shape[0]), number(value.shape[1])


def _judged(place: Place, world: World, node: tree.Node, wanted: Space) -> Judgement | None:
    try:
        found = list(readings(place, world, node))
    except (SymnnError, RecursionError):
        return None
    fitting = [one for one in found if not _is_turned(one)]
    found = fitting or found
    if not found:
        return None
    goal = world.put_numbers(wanted.shape)
    over = [*orders(world), *positive([goal, *(s.shape for s in found)])]
    if any(may_be_number(one.by, node, over, small=True) for one in found):
        return None
    if all(not isinstance(one.shape, MisfitError) for one in found):
        shapes = [one.shape for one in found if not isinstance(one.shape, MisfitError)]
        flat = wanted.flat and not any(isinstance(p, tree.Transpose) for p in tree.walk(node))
        if all(_same(shape, goal, flat) for shape in shapes):  # w^T X^T is a row, and says so
            return Judgement("proved", METHOD, notes=(f"it is {_text(shapes[0])}",))
    if world.is_loose(wanted.shape, *(s.shape for s in found if isinstance(s.shape, tuple))):
        return None
    if all(_is_other(one, node, goal, wanted.flat, over) for one in found):
        first = found[0].shape
        note = str(first) if isinstance(first, MisfitError) else f"it is {_text(first)}"
        return Judgement("refuted", METHOD, notes=(f"{note}, not {_text(goal)}",))
    return None


def _is_turned(one: Found) -> bool:
    """Whether sizes do not fit for vectors of one size laid out the other way."""
    shape, by = one
    return isinstance(shape, MisfitError) and bool(by.flat) and ONE in (shape.sizes or (ONE,))


def _text(shape: Shape) -> str:
    return "a number" if shape == SCALAR else f"{shape[0]}×{shape[1]}"


def _same(shape: Shape, goal: Shape, flat: bool) -> bool:
    ways = (goal, goal[::-1]) if flat else (goal,)
    return any(all(holds("=", a, b) for a, b in zip(shape, way, strict=True)) for way in ways)


def _is_other(one: Found, node: tree.Node, goal: Shape, flat: bool, over: list[Formula]) -> bool:
    """Whether the shape is another one for all sizes that are allowed, however it is laid out."""
    shape, by = one
    names = {name_key(n) or "" for n in names_in(node)}
    if by.spread or (goal == SCALAR and names & by.open_names):
        return False
    if may_be_number(by, node, over, small=False):
        return False
    if isinstance(shape, MisfitError):
        return shape.sizes is not None and misfits(shape.sizes, bool(by.flat), over)
    if ONE in shape and (flat or (by.flat and ONE in goal)):
        return apart(shape[0] * shape[1], goal[0] * goal[1], over)
    slope = any(isinstance(part, tree.Derivative) for part in tree.walk(node))
    told = slope and ONE not in goal and _is_told(one.by.world)
    ways = [goal, goal[::-1]] if flat or (slope and not told) else [goal]
    return all(_differ(shape, way, over) for way in ways)


def _is_told(world: World) -> bool:
    """Whether a document says how slopes of vectors are laid out, by a name or by entries."""
    from symnn.documents.judging.doubts.arrays.told_layouts import told_by_entries

    return told_by_entries(world.text) is not None


def may_be_number(by: Inference, node: tree.Node, over: Sequence[Formula], small: bool) -> bool:
    """Whether a factor of which nothing is told may be a number: its sizes are not known to differ.

    Args:
        by: the reading.
        node: the expression.
        over: what is told of sizes.
        small: whether small letters alone are asked for.
    """
    names = {name_key(n) or "" for n in names_in(node)}
    for key in names & by.assumed.keys():
        rows, columns = by.sizes.shape(by.known[key])
        if (by.assumed[key] or not small) and not apart(rows, columns, over):
            return True
    return False


def _differ(one: Shape, two: Shape, over: list[Formula]) -> bool:
    return any(apart(a, b, over) for a, b in zip(one, two, strict=True))


def misfits(sizes: tuple[Size, Size], flat: bool, over: list[Formula]) -> bool:
    """Whether two sizes differ that would have to be the same, and not only by rows for columns."""
    return not (flat and ONE in sizes) and apart(*sizes, over)


def apart(one: Size, two: Size, over: Sequence[Formula]) -> bool:
    """Whether two sizes differ for all numbers that are allowed."""
    if holds("=", one, two):
        return False
    claim = Claim(Atomic("!=", expression(one), expression(two)), tuple(over))
    found = decide(claim, seconds=_SECONDS)
    return found.proved and "domain being empty" not in found.method


def positive(shapes: Sequence[Shape | MisfitError]) -> Iterator[Formula]:
    """Every letter of a size is at least 1."""
    sizes = [s for shape in shapes for s in (shape if isinstance(shape, tuple) else ())]
    for shape in shapes:
        if isinstance(shape, MisfitError):
            sizes += shape.sizes or ()
    for letter in sorted({part for size in sizes for part in size.letters}):
        yield Atomic(">=", symbol(letter), rational(1))


def orders(world: World) -> Iterator[Formula]:
    """What is told of sizes that differ: m ≠ n, m, n > 1, d' < d."""
    for chain in world.apart:
        for left, link in chain.pairs():
            try:
                right = _sized(world, link.operand)
                for item in items_of(left):
                    yield Atomic(
                        _RELATIONS[link.relation], *map(expression, (_sized(world, item), right))
                    )
            except (SymnnError, KeyError):
                continue


def _sized(world: World, node: tree.Node) -> Size:
    return world.put_numbers((size_of(node), ONE))[0]


def _of_slope(place: Place, world: World, left: tree.Node, space: tree.Node) -> Judgement | None:
    """The slope of a matrix by a matrix: rows and columns of both, in this order or the other."""
    sides = _two_shapes(space)
    if sides is None or not isinstance(left, tree.Derivative) or left.operand is None:
        return None
    if len(left.variables) != 1 or left.orders != (1,):
        return None
    above, below = world.named(left.operand), world.named(left.variables[0])
    try:
        found = [
            (a.shape, b.shape, a.by)
            for a, b in zip(
                readings(place, world, above), readings(place, world, below), strict=True
            )
        ]
    except (SymnnError, RecursionError, ValueError):
        return None
    outcomes = {_of_two(world, a, b, by, sides) for a, b, by in found}
    if len(outcomes) != 1:
        return None
    outcome = outcomes.pop()
    if outcome == "proved":
        return Judgement("proved", METHOD)
    if outcome == "refuted":
        return Judgement("refuted", METHOD, notes=("it has other sizes",))
    return None


def _of_two(
    world: World,
    above: Shape | MisfitError,
    below: Shape | MisfitError,
    by: Inference,
    sides: tuple[Shape, Shape],
) -> str:
    if isinstance(above, MisfitError) or isinstance(below, MisfitError):
        return ""
    first, second = map(world.put_numbers, sides)
    if _same(above, first, False) and _same(below, second, False):
        return "proved"
    over = [*orders(world), *positive([above, below, first, second])]
    return (
        "refuted" if not by.spread and _of_others((*above, *below), (*first, *second), over) else ""
    )


def _of_others(own: Sequence[Size], told: Sequence[Size], over: Sequence[Formula]) -> bool:
    """Whether arrays with these sides have different numbers of entries, in whatever order."""
    rest, others = list(own), []
    for size in told:
        if size in rest:
            rest.remove(size)
        else:
            others.append(size)
    return apart(prod(rest, start=ONE), prod(others, start=ONE), over)


def _two_shapes(space: tree.Node) -> tuple[Shape, Shape] | None:
    """(m × n) and (p × q) of ℝ^{(m×n)×(p×q)}."""
    if not isinstance(space, tree.Power) or tree.key(space.base) not in ("R", "bb R"):
        return None
    exponent = space.exponent
    if not isinstance(exponent, tree.Product) or exponent.operators != ("×",):
        return None
    found: list[Shape] = []
    for factor in exponent.factors:
        inner = space_of(tree.Power(space.base, factor))
        if not isinstance(factor, tree.Group) or inner is None or inner.flat:
            return None
        found.append(inner.shape)
    return found[0], found[1]
