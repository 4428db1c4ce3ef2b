"""The readings of a relation between matrices: what its names can be, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from itertools import product
from typing import Any, Final, NamedTuple, final

from symnn.deferred import dataclass
from symnn.latex import syntax as tree
from symnn.latex.matrices import names
from symnn.latex.matrices.context import GRADIENT, LAYOUTS, Context, Sort, undefined
from symnn.latex.matrices.draft import Draft, spread_columns
from symnn.latex.matrices.elaborate import is_nabla, read
from symnn.latex.matrices.names import name_key
from symnn.latex.matrices.sizes import ONE, Shape, SizesError, UnreadError

MOST_READINGS: Final = 64
MOST_PARTS: Final = 600


@final
@dataclass(frozen=True, slots=True)
class Known:
    """What is known around a relation: shapes, properties, definitions.

    `vectors` are those of the declared names that were declared by one size, so that a row can be
    meant as well as a column. `layouts` are those in which derivatives may be laid out.
    """

    shapes: Mapping[str, Shape] = field(default_factory=dict)
    vectors: frozenset[str] = frozenset()
    flags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    body: Callable[[str], tree.Node | None] = undefined
    layouts: tuple[str, ...] = LAYOUTS


class Reading(NamedTuple):
    """A statement as evidence has it, and what had to be supposed for it.

    `shapes` are those that both sides settle, `before` those that the left side settles alone.
    """

    statement: dict[str, Any]
    layout: str
    cost: tuple[bool, int, int]
    notes: tuple[str, ...]
    shapes: Mapping[str, Shape]
    before: Mapping[str, Shape]

    @property
    def is_of_numbers(self) -> bool:
        """Whether every name in it is a number."""
        rows = self.statement["names"].values()
        return bool(rows) and all(row["rows"] == row["columns"] == ONE for row in rows)


class Readings(NamedTuple):
    """All readings whose sizes fit; the others, with why; what stops all of them."""

    fitting: tuple[Reading, ...] = ()
    misfits: tuple[tuple[str, Reading], ...] = ()
    obstacle: str | None = None


def readings(left: tree.Node, right: tree.Node, known: Known) -> Readings:
    """The readings of `left = right`."""
    known = _with_variables(left, right, known)
    try:
        parts = [*parts_of(left, known), *parts_of(right, known)]
        sorts = dict(_sorts(parts, known))
        choices = list(_choices(sorts))
    except UnreadError as error:
        return Readings(obstacle=str(error))
    if all(choice == (names.NUMBER,) for choice in sorts.values()):
        return Readings(obstacle="no name in it is a vector or a matrix")
    fitting: list[Reading] = []
    misfits: list[tuple[str, Reading]] = []
    obstacle: str | None = None
    keys = list(sorts)
    for choice in choices:
        for layout in known.layouts if _has_derivative(parts) else (GRADIENT,):
            picked = dict(zip(keys, choice, strict=True))
            cost = _cost(sorts, picked)
            try:
                context = _context(picked, parts, known, layout)
                fitting.append(_reading(left, right, context, known, cost))
            except SizesError as error:
                misfit = _lenient(left, right, _context(picked, parts, known, layout), known, cost)
                misfits += [] if misfit is None else [(str(error), misfit)]
            except UnreadError as error:
                obstacle = obstacle or str(error)
    return Readings(tuple(fitting), tuple(misfits), None if fitting or misfits else obstacle)


def _with_variables(left: tree.Node, right: tree.Node, known: Known) -> Known:
    """Where something that is known is derived by a name, the name stands for itself."""
    variables = set[str]()
    for node in (*tree.walk(left), *tree.walk(right)):
        if isinstance(node, tree.Derivative) and node.operand is not None:
            loss = name_key(node.operand)
            if loss is None or known.body(loss) is not None:
                variables |= {name_key(v) or "" for v in node.variables}
    free = frozenset(key for key in variables if known.body(key) is not None)
    if not free:
        return known
    return replace(known, body=lambda key: None if key in free else known.body(key))


def _lenient(
    left: tree.Node, right: tree.Node, context: Context, known: Known, cost: tuple[int, int]
) -> Reading | None:
    """A statement whose sizes do not fit, as it is written; None if it is not read."""
    context.sizes.lenient = True
    try:
        return _reading(left, right, context, known, cost)
    except (UnreadError, SizesError):
        return None


def settled(left: tree.Node, right: tree.Node, known: Known) -> dict[str, Shape]:
    """The shapes that `left = right` settles for names whose shape is not known.

    Empty unless all its likeliest readings agree on them.
    """
    found: list[tuple[tuple[int, int], dict[str, Shape]]] = []
    try:
        parts = [*parts_of(left, known), *parts_of(right, known)]
        sorts = dict(_sorts(parts, known))
        for choice in _choices(sorts):
            picked = dict(zip(sorts, choice, strict=True))
            context = _context(picked, parts, known, GRADIENT)
            context.sums = True
            try:
                reading = _reading(left, right, context, known, _cost(sorts, picked))
            except SizesError:
                continue
            if spread_columns(read(context.told_apart(right), context)) & known.vectors:
                return {}
            found.append((reading.cost[1:], dict(reading.shapes)))
    except UnreadError:
        return {}
    best = [shapes for cost, shapes in found if cost == min(c for c, _ in found)]
    return {
        key: shape
        for key, shape in (best[0] if best else {}).items()
        if key not in known.shapes
        and not any(s.startswith("?") for s in shape)
        and all(other.get(key) == shape for other in best)
    }


class Sized(NamedTuple):
    """A reading of an expression alone: a statement of its sizes, and its shape or why it has none.

    `open` tells that a size in the shape is not known.
    """

    statement: dict[str, Any]
    shape: Shape | None
    misfit: str | None
    cost: int
    open: bool


def sized(node: tree.Node, wanted: Shape | None, known: Known) -> list[Sized]:
    """The readings of an expression with the shape that is claimed; without one, that it has.

    Raises:
        UnreadError: it is no expression in matrices.
    """
    parts, flat = parts_of(node, known), known.vectors
    if known.vectors & names.used_as_vectors(parts):  # one that is turned is a column before
        known = replace(known, vectors=frozenset())
    sorts = dict(_sorts(parts, known))
    found = []
    for choice in _choices(sorts):
        picked = dict(zip(sorts, choice, strict=True))
        context = _context(picked, parts, known, GRADIENT)
        misfit = None
        try:
            draft = read(context.told_apart(node), context)
        except SizesError as error:
            misfit = str(error)
            context = _context(picked, parts, known, GRADIENT)
            context.sizes.lenient = True
            try:
                draft = read(context.told_apart(node), context)
            except SizesError as again:
                raise UnreadError(str(again)) from again
        if misfit is None and spread_columns(draft) & flat:
            raise UnreadError("a vector is added to all columns of a matrix")
        shape = context.sizes.shape(draft.shape)
        right = list(wanted or (context.sizes.letter(s) for s in shape))
        statement = _statement(draft, draft, context, known) | {"relation": "in", "right": right}
        there = None if misfit else shape
        is_open = any(s.startswith("?") for s in shape)
        found.append(Sized(statement, there, misfit, _cost(sorts, picked)[0], is_open))
    return found


def parts_of(node: tree.Node, known: Known) -> list[tree.Node]:
    """All nodes of an expression and of the definitions it uses; indices are no parts.

    Raises:
        UnreadError: there are very many.
    """
    found: list[tree.Node] = []
    seen = set[str]()
    stack = [node]
    while stack:
        top = stack.pop()
        found.append(top)
        if len(found) > MOST_PARTS:
            raise UnreadError("it is too long to be read with matrices")
        key = name_key(top)
        if key is not None:
            body = known.body(key) if key not in seen else None
            seen.add(key)
            stack += [] if body is None else [body]
            if is_nabla(top) and isinstance(top, tree.Name) and top.subscript is not None:
                stack.append(top.subscript)
        elif isinstance(top, tree.Apply):
            stack.append(top.argument)
        elif isinstance(top, tree.Norm):
            stack.append(top.operand)
        else:
            stack.extend(reversed(tree.children(top)))
    return found


def _sorts(parts: list[tree.Node], known: Known) -> Iterator[tuple[str, tuple[Sort, ...]]]:
    vectors, numbers = names.used_as_vectors(parts), names.used_as_numbers(parts)
    derived = {name_key(v) for n in parts if isinstance(n, tree.Derivative) for v in n.variables}
    calls = [n for n in parts if isinstance(n, tree.Call)]
    heads = {id(n.head) for n in calls if not _is_at(n, derived)}
    seen = set[str]()
    for node in parts:
        key = name_key(node)
        if key is None or key in seen or is_nabla(node):
            continue
        seen.add(key)
        shape = known.shapes.get(key)
        if shape is not None:
            rows, columns = shape
            turned = key in known.vectors and columns == ONE != rows
            yield key, (shape, (columns, rows)) if turned else (shape,)
            continue
        plain = tree.key(node) or ""
        fixed = names.is_identity(node) or names.is_filled(node) or known.body(key) is not None
        function = id(node) in heads and _is_function(plain.rstrip("'"))
        letter = isinstance(node, tree.Name) and node.base in ("T", "top")
        if fixed or function or (letter and key not in derived):
            continue
        kinds = names.kinds(node, vectors, numbers)
        if not kinds:
            raise UnreadError(f"what {plain} is, a number or a matrix, is not known")
        yield key, kinds


def _is_at(call: tree.Call, variables: set[str | None]) -> bool:
    """F(t) beside a derivative by t: a matrix that depends on t."""
    items = call.arguments.items
    return len(items) == 1 and name_key(items[0]) in variables - {None}


def _is_function(name: str) -> bool:
    return name in names.FUNCTIONS or name in names.OPEN_FUNCTIONS


def _choices(sorts: Mapping[str, tuple[Sort, ...]]) -> Iterator[tuple[Sort, ...]]:
    for count, choice in enumerate(product(*sorts.values())):
        if count >= MOST_READINGS:
            raise UnreadError("its names can be read in too many ways")
        yield choice


def _cost(sorts: Mapping[str, tuple[Sort, ...]], picked: Mapping[str, Sort]) -> tuple[int, int]:
    """How many names are read as rows, and how many in another way than the likeliest."""
    second = [key for key, sort in picked.items() if sort != sorts[key][0]]
    rows = [key for key in second if sorts[key][0] != names.NUMBER]
    return len(rows), 0


def _has_derivative(parts: list[tree.Node]) -> bool:
    return any(isinstance(n, tree.Derivative) or is_nabla(n) for n in parts)


def _context(
    picked: Mapping[str, Sort], parts: list[tree.Node], known: Known, layout: str
) -> Context:
    moving = _moving(parts, picked)
    letters = {s for shape in known.shapes.values() for s in shape if not s.isdigit()}
    for node in parts:
        fixed = names.is_identity(node) or names.is_filled(node)
        if fixed and isinstance(node, tree.Name) and node.subscript is not None:
            letters.add(tree.index_key(node.subscript))
    return Context(
        picked,
        body=known.body,
        layout=layout,
        upstream=_upstream(parts, known),
        moving=moving,
        letters=frozenset(letters),
    )


def _moving(parts: list[tree.Node], picked: Mapping[str, Sort]) -> dict[str, str]:
    """Names that depend on the number that is derived by: F in F(t) or in dF/dt."""
    variables = {name_key(v) for n in parts if isinstance(n, tree.Derivative) for v in n.variables}
    numbers = {v for v in variables if v is not None and picked.get(v) == names.NUMBER}
    found: dict[str, str] = {}
    for node in parts:
        if isinstance(node, tree.Call) and len(node.arguments.items) == 1:
            head, variable = name_key(node.head), name_key(node.arguments.items[0])
        elif isinstance(node, tree.Derivative) and node.operand is not None:
            head, variable = name_key(node.operand), name_key(node.variables[0])
        else:
            continue
        if head is not None and variable in numbers and head in picked:
            found[head] = variable or ""
    return found


def _upstream(parts: list[tree.Node], known: Known) -> dict[str, tree.Node]:
    """For a number that nothing defines, the one name with a definition it is derived by."""
    found: dict[str, dict[str, tree.Node]] = {}
    for node in parts:
        if isinstance(node, tree.Derivative) and node.operand is not None:
            loss, by = name_key(node.operand), node.variables[0]
            key = name_key(by)
            if loss is None or key is None or known.body(loss) is not None:
                continue
            through = found.setdefault(loss, {})
            if known.body(key) is not None:
                through[key] = by
    return {loss: next(iter(t.values())) for loss, t in found.items() if len(t) == 1}


def _reading(
    left: tree.Node,
    right: tree.Node,
    context: Context,
    known: Known,
    cost: tuple[int, int],
) -> Reading:
    sizes = context.sizes
    a, before, b = _sides(left, right, context)
    try:
        sizes.fit(a.shape, b.shape)
    except SizesError as error:
        text = f"the left side is {sizes.text(a.shape)}, the right side {sizes.text(b.shape)}"
        raise SizesError(text) from error
    broadcast = a.has_broadcast() or b.has_broadcast()
    shapes = {key: sizes.shape(shape) for key, shape in context.shapes.items()}
    statement = _statement(a, b, context, known)
    return Reading(
        statement, context.layout, (broadcast, *cost), tuple(context.notes), shapes, before
    )


def _statement(a: Draft, b: Draft, context: Context, known: Known) -> dict[str, Any]:
    sizes = context.sizes
    listed = {
        key: {
            "rows": sizes.letter(context.shapes[key][0]),
            "columns": sizes.letter(context.shapes[key][1]),
            "flags": sorted(known.flags.get(key, ())),
            "of": context.moving.get(key, ""),
        }
        for key in sorted(a.names() | b.names())
        if key in context.shapes and key not in context.moving.values()
    }
    sides = {"left": a.json(sizes), "right": b.json(sizes)}
    return {"names": listed, "relation": "=", **sides}


def _sides(
    left: tree.Node, right: tree.Node, context: Context
) -> tuple[Draft, Mapping[str, Shape], Draft]:
    """Both sides, and the shapes that the left one settles; a lone 0 has that of the other side."""
    left, right = context.told_apart(left), context.told_apart(right)
    zero = [isinstance(n, tree.Number) and n.value == 0 for n in (left, right)]
    if zero[0]:
        b = read(right, context)
        return Draft("zero", b.shape, b.shape), {}, b
    a = read(left, context)
    before = {key: context.sizes.shape(shape) for key, shape in context.shapes.items()}
    return a, before, Draft("zero", a.shape, a.shape) if zero[1] else read(right, context)
