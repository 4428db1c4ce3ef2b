r"""Derivatives by a weight that many members share: carried through all that is unrolled.

A member that is derived by, such as z_i^{(l)}, is held while all that is made from it moves.
Of a loss that only depends on outputs, the slopes by these are open letters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from symnn.documents.judging.sequences import arrays
from symnn.documents.judging.sequences.applied import reading, slope_at
from symnn.documents.judging.sequences.arrays import Grid, UnreadError, Value, number
from symnn.documents.judging.sequences.indices import Linear, Member
from symnn.documents.judging.sequences.unrolled import BY_PARAMETER, Env, Seat, Unrolled, text_of
from symnn.exact.expression import ONE, ZERO, Expr, nth_root, rational
from symnn.latex import syntax as tree

_DEEPEST: Final = 60


class Cut(NamedTuple):
    """What is derived by: a member, or one entry of it; or a parameter of a function."""

    whole: Member | None
    entry: tuple[int, int] | None = None
    parameter: str = ""


def by_parameter(work: Unrolled, body: tree.Node, env: Env, parameter: str) -> Expr:
    """The derivative of the body of a function by its parameter."""
    found = _slope(work, body, env, Cut(None, None, parameter), 1)
    if not isinstance(found, Expr):
        raise UnreadError("an array where a number should stand")
    return found


def derivative(work: Unrolled, node: tree.Derivative, env: Env) -> Value:
    """The value of a derivative, in the shape of what it is derived by."""
    if node.operand is None or len(node.variables) != 1 or node.orders != (1,):
        raise UnreadError("a higher derivative")
    variable = work.memory.member(node.variables[0])
    if variable is None:
        raise UnreadError("a derivative by what is no name")
    seat = work.seat(variable.put(env.letters))
    if isinstance(node.operand, tree.Name):  # the L of ∂L/∂w is no last layer
        kept = {k: v for k, v in env.letters.items() if k != node.operand.base}
        env = Env(kept, env.locals)
    if seat.entry is not None:
        return _reaching(work, node.operand, env, Cut(seat.whole, _place(seat.entry)))
    at = work.whole(seat.whole)
    if isinstance(at, Expr):
        return _reaching(work, node.operand, env, Cut(seat.whole))
    places = [(i, j) for i in range(at.rows) for j in range(at.columns)]
    operand = node.operand
    parts = [_reaching(work, operand, env, Cut(seat.whole, place)) for place in places]
    whole = [part for part in parts if isinstance(part, Expr)]
    if len(whole) == len(parts):
        return Grid(at.rows, at.columns, tuple(whole))
    columns = [part for part in parts if isinstance(part, Grid) and part.columns == 1]
    if at.columns != 1 or len(columns) != len(parts):
        raise UnreadError("a derivative of an array by a matrix")
    work.is_laid_out = True
    cells = tuple(column.cells[i] for i in range(columns[0].rows) for column in columns)
    found = Grid(columns[0].rows, len(columns), cells)
    return found.turned if work.turned else found


def _place(entry: tuple[int, ...]) -> tuple[int, int]:
    return entry[0], entry[1] if len(entry) == 2 else 0


def _reaching(work: Unrolled, node: tree.Node, env: Env, cut: Cut) -> Value:
    """The slope of what surely depends on what it is derived by."""
    work.reached = False
    found = _slope(work, node, env, cut, 0)
    if not work.reached:
        raise UnreadError("a derivative by what nothing depends on")
    return found


def _slope(work: Unrolled, node: tree.Node, env: Env, cut: Cut, depth: int) -> Value:
    if isinstance(node, tree.Name):
        key = tree.key(node) or ""
        if key in env.locals:
            return ONE if key == cut.parameter else ZERO
        plain = node.subscript is None and not node.labels and not node.font
        if plain and node.base in env.letters:
            return ZERO
    found = work.memory.member(node)
    if found is not None:
        return ZERO if cut.whole is None else _of_member(work, found.put(env.letters), cut, depth)
    rule = _RULES.get(type(node))
    if rule is None:
        raise UnreadError(f"{type(node).__name__} is not derived in sequences")
    return rule(work, node, env, cut, depth)


def _of_member(work: Unrolled, found: Member, cut: Cut, depth: int) -> Value:
    seat = work.seat(found)
    if seat.entry is None:
        return _of_whole(work, seat.whole, cut, depth)
    entry = _place(seat.entry)
    if seat.whole == cut.whole:
        work.reached = True
        return ONE if entry == cut.entry else ZERO
    own = work.entry_rule(seat)
    if own is not None:
        if work.shallow and depth:
            return ZERO
        return _kept(work, (seat, cut), own[0].body, work.env(own[1]), cut, depth + 1)
    value = _of_whole(work, seat.whole, cut, depth)
    if isinstance(value, Expr):
        return value if number(value) == 0 else _refuse()
    return value.at(*entry)


def _refuse() -> Value:
    raise UnreadError("an entry of a number")


def _of_whole(work: Unrolled, whole: Member, cut: Cut, depth: int) -> Value:
    value = work.whole(whole) if whole == cut.whole else None
    if value is not None:
        work.reached = True
        if isinstance(value, Expr):
            return ONE
        places = ((i, j) for i in range(value.rows) for j in range(value.columns))
        cells = tuple(ONE if place == cut.entry else ZERO for place in places)
        return Grid(value.rows, value.columns, cells)
    if work.shallow and depth:
        return ZERO
    found = work.rule(whole)
    if found is not None:
        return _kept(work, (whole, cut), found[0].body, work.env(found[1]), cut, depth + 1)
    opaque = _through(work, whole)
    if opaque is not None:
        return _chained(work, whole, opaque, cut, depth)
    if work.kind(whole) and whole.key in work.memory.rules:
        return _by_entries(work, whole, cut, depth)
    return ZERO


def _kept(work: Unrolled, place: object, body: tree.Node, env: Env, cut: Cut, depth: int) -> Value:
    """The slope of a rule, worked out once."""
    if work.slopes is None:
        work.slopes = {}
    key = place, depth if work.shallow else 0
    if key not in work.slopes:
        work.depth += 1
        if work.depth > _DEEPEST:
            raise UnreadError("a recurrence that does not end")
        before, work.reached = work.reached, False
        try:
            work.slopes[key] = _slope(work, body, env, cut, depth), work.reached
        finally:
            work.depth -= 1
            work.reached = work.reached or before
    found: tuple[Value, bool] = work.slopes[key]
    work.reached = work.reached or found[1]
    return found[0]


def _by_entries(work: Unrolled, whole: Member, cut: Cut, depth: int) -> Value:
    value = work.whole(whole)
    if not isinstance(value, Grid):
        return ZERO
    cells = []
    for i in range(value.rows):
        for j in range(value.columns):
            entry = (i, j) if work.kind(whole) == "matrix" else (i,)
            own = work.entry_rule(Seat(whole, entry))
            part = (
                ZERO if own is None else _slope(work, own[0].body, work.env(own[1]), cut, depth + 1)
            )
            if not isinstance(part, Expr):
                raise UnreadError("an array as an entry")
            cells.append(part)
    return Grid(value.rows, value.columns, tuple(cells))


def _through(work: Unrolled, whole: Member) -> list[Member] | None:
    """The members that a loss depends on; None for a name that is said to depend on nothing."""
    if whole.indices or (whole.upper and work.kind(whole)):
        return None
    told = work.memory.depends.get(whole.key)
    if told is None:
        if whole.key not in _LOSSES:
            return None
        return _outputs(work)
    found: list[Member] = []
    for node in told:
        if isinstance(node, tree.Dots) and found:
            found += _between(work, found[-1], told[-1])
            continue
        one = work.memory.member(node)
        if one is None:
            raise UnreadError("what a loss depends on is not read")
        letters = {name: Linear(k) for name, k in work.last.items()}
        put = one.put(letters)
        if put not in found:
            found.append(put)
    return found


_LOSSES: Final = frozenset({"L", "C", "E", "J", "ell", "cal L", "cal C", "cal J", "cal E"})


def _between(work: Unrolled, first: Member, last: tree.Node) -> list[Member]:
    end = work.memory.member(last)
    if end is None or len(end.below) != 1 or len(first.below) != 1:
        raise UnreadError("a list with dots")
    high = end.below[0].put({name: Linear(k) for name, k in work.last.items()})
    if high.letters or first.below[0].letters:
        raise UnreadError("a list with dots")
    span = range(first.below[0].constant + 1, high.constant)
    return [replace(first, below=(Linear(k),)) for k in span]


def _outputs(work: Unrolled) -> list[Member]:
    """The last layer of a network, or all outputs that nothing else is made from."""
    work.loose = True
    memory = work.memory
    used = set[str]()
    for key, rules in memory.rules.items():
        for rule in rules:
            used |= {name for name in _names(work, rule.body) if name != key}
    heads = [r.pattern for rules in memory.rules.values() for r in rules if r.is_general]
    sinks = [head for head in heads if head.key not in used and not work.is_cyclic(head.key)]
    top = max(work.last.values(), default=3)
    layered = [head for head in heads if head.above and work.is_cyclic(head.key)]
    if layered:
        if len({head.key for head in layered}) > 2:
            raise UnreadError("which names are outputs is not told")
        ends = [h for h in layered if h.key in ("a", "h", "x", "y", "o")]
        if not ends:
            raise UnreadError("which names are outputs is not told")
        return [replace(ends[0], below=(), above=(Linear(work.last.get("L", top)),))]
    if len(sinks) != 1 or len(sinks[0].below) != 1 or sinks[0].above:
        raise UnreadError("which names are outputs is not told")
    high = work.last.get("T", top)
    return [replace(sinks[0], below=(Linear(k),)) for k in range(1, high + 1)]


def _names(work: Unrolled, node: tree.Node) -> set[str]:
    found = work.memory.member(node)
    if found is not None:
        return {found.key}
    return set[str]().union(*(_names(work, part) for part in tree.children(node)))


def _chained(work: Unrolled, whole: Member, through: list[Member], cut: Cut, depth: int) -> Value:
    """The slope of a loss through all it depends on."""
    found: Expr = ZERO
    for one in through:
        moved = _of_whole(work, one, cut, depth) if one != cut.whole else None
        if moved is None:
            moved = _of_whole(work, one, cut, 0)
        cells = moved.cells if isinstance(moved, Grid) else (moved,)
        for k, cell in enumerate(cells):
            if number(cell) != 0:
                text = f"∂{whole.key}/∂{text_of(one)}" + (f"_{k + 1}" if len(cells) > 1 else "")
                found = arrays.plus(found, arrays.times(work.leaves.of(text, text), cell))
    return found


# --- rules ------------------------------------------------------------------------------


def _sum(work: Unrolled, node: tree.Sum, env: Env, cut: Cut, depth: int) -> Value:
    found: Value = ZERO
    for term in node.terms:
        found = arrays.total(found, _slope(work, term, env, cut, depth))
    return found


def _product(work: Unrolled, node: tree.Product, env: Env, cut: Cut, depth: int) -> Value:
    found: Value = ZERO
    for k, factor in enumerate(node.factors):
        moved = _slope(work, factor, env, cut, depth)
        if number(moved) == 0:
            continue
        parts = [moved if j == k else work.value(f, env) for j, f in enumerate(node.factors)]
        value = parts[0]
        for sign, part in zip(node.operators, parts[1:], strict=True):
            if sign not in ("", "·", "×", "⊙", "∘", "*"):
                raise UnreadError(f"the sign {sign}")
            hadamard = sign in ("⊙", "∘", "*")
            join = arrays.entrywise if hadamard else arrays.product
            value = join(value, part)
        found = arrays.total(found, value)
    return found


def _quotient(work: Unrolled, node: tree.Quotient, env: Env, cut: Cut, depth: int) -> Value:
    below = work.scalar(node.denominator, env)
    above = work.value(node.numerator, env)
    first = _slope(work, node.numerator, env, cut, depth)
    second = _slope(work, node.denominator, env, cut, depth)
    found = arrays.product(first, arrays.over(below))
    if number(second) == 0:
        return found
    scale = arrays.product(second, arrays.raised(below, rational(-2)))
    return arrays.total(found, arrays.negative(arrays.product(scale, above)))


def _power(work: Unrolled, node: tree.Power, env: Env, cut: Cut, depth: int) -> Value:
    moved = _slope(work, node.base, env, cut, depth)
    if tree.key(node.base) == "e":
        inner = _slope(work, node.exponent, env, cut, depth)
        return arrays.product(inner, work.value(node, env))
    if number(_slope(work, node.exponent, env, cut, depth)) != 0:
        raise UnreadError("an exponent that moves")
    if number(moved) == 0:
        return ZERO
    base, exponent = work.scalar(node.base, env), work.scalar(node.exponent, env)
    lower = arrays.raised(base, arrays.plus(exponent, rational(-1)))
    return arrays.product(arrays.times(exponent, lower), moved)


def _root(work: Unrolled, node: tree.Root, env: Env, cut: Cut, depth: int) -> Value:
    moved = _slope(work, node.radicand, env, cut, depth)
    if number(moved) == 0:
        return ZERO
    if node.degree is not None:
        raise UnreadError("a root of a higher degree")
    value = nth_root(work.scalar(node.radicand, env))
    return arrays.product(moved, arrays.over(arrays.times(rational(2), value)))


def _group(work: Unrolled, node: tree.Group, env: Env, cut: Cut, depth: int) -> Value:
    if len(node.items) != 1:
        raise UnreadError("a list")
    return _slope(work, node.items[0], env, cut, depth)


def _transpose(work: Unrolled, node: tree.Transpose, env: Env, cut: Cut, depth: int) -> Value:
    value = _slope(work, node.operand, env, cut, depth)
    return value.turned if isinstance(value, Grid) else value


def _big(work: Unrolled, node: tree.BigOperator, env: Env, cut: Cut, depth: int) -> Value:
    envs = work.indices(node, env)
    found: Value = ZERO
    if node.operator == "sum":
        for one in envs:
            found = arrays.total(found, _slope(work, node.body, one, cut, depth))
        return found
    if node.operator != "prod":
        raise UnreadError(f"the operator {node.operator}")
    values = [work.scalar(node.body, one) for one in envs]
    for k, one in enumerate(envs):
        moved = _slope(work, node.body, one, cut, depth)
        if number(moved) != 0:
            rest = arrays.times(*values[:k], *values[k + 1 :], ONE)
            found = arrays.total(found, arrays.product(rest, moved))
    return found


def _called(work: Unrolled, node: tree.Node, env: Env, cut: Cut, depth: int) -> Value:
    found = reading(work.memory, node, env.letters)
    if found is None and isinstance(node, tree.Call):
        factors = (node.head, node.arguments)
        return _product(work, tree.Product(factors, ("",)), env, cut, depth)
    if found is None or found.name == "diag":
        raise UnreadError("what is applied is not read")
    moved = _slope(work, found.argument, env, cut, depth)
    if number(moved) == 0:
        return ZERO
    argument = work.value(found.argument, env)
    if isinstance(argument, Expr):
        return arrays.product(slope_at(work, found, argument), moved)
    return arrays.entrywise(argument.map(lambda cell: slope_at(work, found, cell)), moved)


_RULES: Final[Mapping[type[tree.Node], Callable[..., Value]]] = {
    tree.Number: lambda *_: ZERO,
    tree.Sum: _sum,
    tree.Neg: lambda w, n, e, c, d: arrays.negative(_slope(w, n.operand, e, c, d)),
    tree.Product: _product,
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Root: _root,
    tree.Group: _group,
    tree.Transpose: _transpose,
    tree.BigOperator: _big,
    tree.Call: _called,
    tree.Apply: _called,
}
BY_PARAMETER.append(by_parameter)
