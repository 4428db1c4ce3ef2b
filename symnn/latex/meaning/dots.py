r"""What dots leave out, where the pattern is evident: 1 + 2 + \dots + n, x_1, \dots, x_5.

The terms must be alike but for numbers, or be numbers; the numbers go on in equal steps or in
equal ratios. With less than three terms to tell the two apart, both ways are readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import DOTS
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader

MAX_TERMS: Final = 1000
#: Where a count of indices begins; (150 - m)^2 + … + (500 - m)^2 is no count in steps of one.
_FIRST_INDICES: Final = (0, 1, 2)


def has_dots(items: Sequence[tree.Node]) -> bool:
    """Whether something is left out."""
    return any(isinstance(item, tree.Dots) for item in items)


def expanded(items: Sequence[tree.Node], reader: Reader) -> tuple[tree.Node, ...]:
    """The items with those that dots stand for.

    Raises:
        MeaningError: no pattern is evident.
    """
    places = [k for k, item in enumerate(items) if isinstance(item, tree.Dots)]
    if not places:
        return tuple(items)
    (place, *more) = places
    first, last = place, place + 1
    while first and type(items[first - 1]) is type(items[place - 1]):
        first -= 1
    while last < len(items) and type(items[last]) is type(items[place + 1]):
        last += 1
    before, after = list(items[first:place]), list(items[place + 1 : last])
    if more or not before or not after:
        raise _unclear(items[place])
    found = _by_leaves(before, after, reader) or _by_values(before, after, reader)
    if found is None:
        raise _open_end(after[0], reader) or _unclear(items[place])
    return (*items[:first], *found, *items[last:])


def _open_end(last: tree.Node, reader: Reader) -> MeaningError | None:
    """The N of x_1, …, x_N, which nothing gives a value."""
    index = last.subscript if isinstance(last, tree.Name) else None
    key = None if index is None else tree.key(index)
    if key is None or reader.knows(key):
        return None
    return MeaningError(Kind.UNDEFINED, f"{key} is not defined", last.span, (key,))


def _unclear(dots: tree.Node) -> MeaningError:
    text = "what the dots leave out is not evident"
    return MeaningError(Kind.UNSUPPORTED, text, dots.span)


def _by_leaves(
    before: list[tree.Node], after: list[tree.Node], reader: Reader
) -> tuple[tree.Node, ...] | None:
    """Terms that differ in numbers only."""
    shown = [*before, *after]
    if len(shown) < 2 or all(isinstance(node, tree.Number) for node in shown):
        return None
    rows = _leaves(shown, reader)
    if not rows:
        return None
    columns: list[list[Fraction]] = []
    for values in rows:
        run = _run(values[: len(before)], values[len(before) :], reader, len(before) == 1)
        if run is None:
            return None
        columns.append(run)
    if len({len(run) for run in columns}) != 1:
        return None
    if not any(run[0] in _FIRST_INDICES and _is_whole(run) for run in columns):
        reader.suppose("the dots leave out values at equal steps, and no data")
    return tuple(_filled(shown, numbers) for numbers in zip(*columns, strict=True))


def _leaves(nodes: list[tree.Node], reader: Reader) -> list[list[Fraction]] | None:
    """For each place where the terms differ, the numbers there; None if they differ otherwise."""
    first = nodes[0]
    if all(node == first for node in nodes):
        return []
    if isinstance(first, tree.Number):
        known = _numbers(nodes, reader)
        return None if known is None else [known]
    if any(type(node) is not type(first) for node in nodes):
        return None
    parts = [tree.children(node) for node in nodes]
    if len({len(p) for p in parts}) != 1 or not parts[0]:
        return None
    if not all(_shell(node) == _shell(first) for node in nodes):
        return None
    found: list[list[Fraction]] = []
    for group in zip(*parts, strict=True):
        inner = _leaves(list(group), reader)
        if inner is None:
            return None
        found.extend(inner)
    return found


def _shell(node: tree.Node) -> tree.Node:
    """The node over empty children."""
    return tree.map_children(node, lambda _: tree.Empty())


def _numbers(nodes: list[tree.Node], reader: Reader) -> list[Fraction] | None:
    """What the nodes are; None as soon as one is no number, for reading the rest may be long."""
    found: list[Fraction] = []
    for node in nodes:
        value = _number(node, reader)
        if value is None:
            return None
        found.append(value)
    return found


def _number(node: tree.Node, reader: Reader) -> Fraction | None:
    if isinstance(node, tree.Number):
        return node.value
    try:
        found = reader.number(node)
    except MeaningError:
        return None
    return Fraction(str(found.as_fmpq())) if found.is_rational else None


def _filled(shown: list[tree.Node], numbers: Sequence[Fraction]) -> tree.Node:
    """The first term with other numbers at the places where the terms differ."""
    queue = list(numbers)

    def visit(nodes: list[tree.Node]) -> tree.Node:
        first = nodes[0]
        if all(node == first for node in nodes):
            return first
        if isinstance(first, tree.Number):
            return literal(queue.pop(0), first.span)
        groups = iter(zip(*(tree.children(node) for node in nodes), strict=True))
        return tree.map_children(first, lambda _: visit(list(next(groups))))

    return visit(shown)


def literal(value: Fraction, span: tree.Span) -> tree.Node:
    """A number as a node."""
    text = str(abs(value))
    number: tree.Node = tree.Number(text, abs(value), span=span)
    return tree.Neg(number, span=span) if value < 0 else number


def _by_values(
    before: list[tree.Node], after: list[tree.Node], reader: Reader
) -> tuple[tree.Node, ...] | None:
    """Terms that are numbers."""
    known = _numbers([*before, *after], reader)
    if known is None:
        return None
    run = _run(known[: len(before)], known[len(before) :], reader, False)
    if run is None:
        return None
    if not _is_whole(known):
        reader.suppose("the dots leave out values at equal steps, and no data")
    return tuple(literal(value, before[0].span) for value in run)


def _is_whole(values: Sequence[Fraction]) -> bool:
    """Whether numbers count something: 4.3, 4.4, …, 5.6 may be measurements in their order."""
    return all(value.denominator == 1 for value in values)


def _run(
    before: list[Fraction], after: list[Fraction], reader: Reader, alone: bool
) -> list[Fraction] | None:
    """The whole run of numbers."""
    if alone:
        return _stepped(before, after, Fraction(1)) if before[0] in _FIRST_INDICES else None
    if len(before) < 2:
        return None
    step = before[1] - before[0]
    steps = _stepped(before, after, step) if step else None
    ratio = before[1] / before[0] if before[0] else Fraction(0)
    ratios = _scaled(before, after, ratio) if ratio not in (0, 1, -1) else None
    if steps is not None and ratios is not None:
        return steps if reader.way(DOTS) == DOTS.ways[0] else ratios
    return steps if steps is not None else ratios


def _stepped(
    before: list[Fraction], after: list[Fraction], step: Fraction
) -> list[Fraction] | None:
    count = (after[-1] - before[0]) / step
    if count.denominator != 1 or not 0 < count < MAX_TERMS:
        return None
    run = [before[0] + k * step for k in range(int(count) + 1)]
    return _fitting(run, before, after)


def _scaled(
    before: list[Fraction], after: list[Fraction], ratio: Fraction
) -> list[Fraction] | None:
    run = list(before[:1])
    grows = abs(ratio) > 1
    while len(run) < MAX_TERMS and run[-1] != after[-1]:
        run.append(run[-1] * ratio)
        if (abs(run[-1]) > abs(after[-1])) is grows and abs(run[-1]) != abs(after[-1]):
            return None
    return _fitting(run, before, after)


def _fitting(
    run: list[Fraction], before: list[Fraction], after: list[Fraction]
) -> list[Fraction] | None:
    """The run, if it begins and ends as shown and leaves something out or nothing."""
    starts = run[: len(before)] == before
    ends = len(run) >= len(after) and run[len(run) - len(after) :] == after
    return run if starts and ends and len(run) >= len(before) + len(after) - 1 else None
