"""What a sum, a product or a maximum runs over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from itertools import product
from typing import Final, TypeAlias

from symnn.exact.expression import rational
from symnn.latex import syntax as tree
from symnn.latex.meaning import arrays
from symnn.latex.meaning.bound_below import bound_below
from symnn.latex.meaning.builtins import multiplied, summed
from symnn.latex.meaning.conventions import INDEX
from symnn.latex.meaning.entries import whole_of
from symnn.latex.meaning.integrals import integral_of
from symnn.latex.meaning.limits import limit_of
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader, meaning
from symnn.latex.meaning.sets import collection, lists_of
from symnn.latex.meaning.superscripts import indexed
from symnn.latex.meaning.values import Array, FiniteSet, Scalar, Value

MAX_RANGE: Final = 1000
_ORDER: Final = frozenset("<≤≠>≥")
Names: TypeAlias = "dict[str, Value]"


def runs(
    lower: tree.Node | None, upper: tree.Node | None, body: tree.Node, reader: Reader
) -> list[Names]:
    """The values of the indices, one row for each term.

    Raises:
        MeaningError: what it runs over is not said, not known or too much.
    """
    if lower is None and upper is None:
        lower = _only_index(body, reader)
    if lower is None:
        raise MeaningError(Kind.UNSUPPORTED, "the range of this sum is not given", body.span)
    items = _items(lower)
    axes: dict[str, list[Value]] = {}
    tests: list[tree.Chain] = []
    for item in items:
        _take(item, upper, body, reader, axes, tests)
    size = 1
    for values in axes.values():
        size *= len(values)
        if size > MAX_RANGE:
            raise MeaningError(Kind.SIZE, f"a range of over {MAX_RANGE} terms", lower.span)
    rows = [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]
    return [row for row in rows if all(_holds(t, reader.with_local(row)) for t in tests)]


def _items(node: tree.Node) -> list[tree.Node]:
    if isinstance(node, tree.Group) and node.fence == "":
        return list(node.items)
    if isinstance(node, tree.Product) and node.implicit:
        letters = all(isinstance(f, tree.Name) and len(f.base) == 1 for f in node.factors)
        return list(node.factors) if letters else [node]
    return [node]


def _only_index(body: tree.Node, reader: Reader) -> tree.Node | None:
    r"""i of \sum x_i: the one letter that all indexed names in a body have."""
    indices = {
        tree.key(part.subscript): part.subscript
        for part in tree.walk(body)
        if isinstance(part, tree.Name) and isinstance(part.subscript, tree.Name)
    }
    if len(indices) != 1:
        return None
    ((key, index),) = indices.items()
    if key is None or len(key) != 1 or reader.knows(key):
        return None
    reader.suppose("a sum without a range runs over all entries")
    return index


def _take(
    item: tree.Node,
    upper: tree.Node | None,
    body: tree.Node,
    reader: Reader,
    axes: dict[str, list[Value]],
    tests: list[tree.Chain],
) -> None:
    """Add the axes and the conditions of one item below the sign."""
    if not isinstance(item, tree.Chain):
        key = _index_key(item)
        axes[key] = _inferred(key, upper, body, reader)
        return
    first, link = item.first, item.links[0]
    if len(item.links) == 1 and link.relation == "=":
        if upper is None:
            raise MeaningError(Kind.UNSUPPORTED, "the range of this sum is not given", item.span)
        for name in _items(first):
            stop = _last(_index_key(name), upper, body, reader)
            stop = _as_listed(_index_key(name), link.operand, stop, body, reader)
            axes[_index_key(name)] = _stretch(link.operand, stop, reader)
            if isinstance(stop, tree.Name):
                _doubt_end(_index_key(name), reader.integer(stop), body, reader)
    elif len(item.links) == 1 and link.relation == "∈":
        for name in _items(first):
            axes[_index_key(name)] = _members(link.operand, reader)
    elif all(li.relation in _ORDER for li in item.links):
        _ordered(item, upper, body, reader, axes, tests)
    else:
        raise MeaningError(Kind.UNSUPPORTED, "the range of this sum is not covered", item.span)


def _as_listed(
    key: str, start: tree.Node, stop: tree.Node, body: tree.Node, reader: Reader
) -> tree.Node:
    """The end of a sum to a K that nothing defines: how many members it runs over."""
    from_one = isinstance(start, tree.Number) and start.value == 1
    if not from_one or not isinstance(stop, tree.Name) or reader.knows(tree.key(stop) or ""):
        return stop
    sizes = {size for node in tree.walk(body) for size in _sizes(node, key, reader)}
    if len(sizes) != 1:
        return stop
    reader.suppose(f"{tree.key(stop)} is the number of the entries")
    return _integer(*sizes)


def _doubt_end(key: str, last: int, body: tree.Node, reader: Reader) -> None:
    """A K that is smaller than the lists of a later example may not be meant there."""
    if any(size > last for p in tree.walk(body) for size in _sizes_of_arrays(p, key, reader)):
        reader.suppose("a sum ends before the last entry of a list")


def _index_key(node: tree.Node) -> str:
    if (key := tree.key(node)) is None or not isinstance(node, tree.Name):
        raise MeaningError(Kind.UNSUPPORTED, "the range of this sum is not covered", node.span)
    return key


def _last(key: str, upper: tree.Node, body: tree.Node, reader: Reader) -> tree.Node:
    """Where a sum ends: before infinity, if all terms beyond are 0."""
    if not (reader.scope.tails and isinstance(upper, tree.Name) and upper.base == "∞"):
        return upper
    from symnn.latex.meaning.tails import last_term

    last = last_term(body, key, reader)
    return upper if last is None else _signed(last)


def _signed(value: int) -> tree.Node:
    return _integer(value) if value >= 0 else tree.Neg(_integer(-value))


def _stretch(start: tree.Node, stop: tree.Node, reader: Reader) -> list[Value]:
    first, last = reader.integer(start), reader.integer(stop)
    if last - first > MAX_RANGE:
        raise MeaningError(Kind.SIZE, f"a range of over {MAX_RANGE} terms", stop.span)
    return _numbers(first, last)


def _numbers(first: int, last: int) -> list[Value]:
    return [Scalar(rational(k), 0) for k in range(first, last + 1)]


def _members(node: tree.Node, reader: Reader) -> list[Value]:
    found = lists_of(reader, node) if isinstance(node, tree.Power) else collection(reader, node)
    if not isinstance(found, FiniteSet):
        raise MeaningError(Kind.UNSUPPORTED, "a sum over a set that is not finite", node.span)
    return list(found.members)


def _ordered(
    item: tree.Chain,
    upper: tree.Node | None,
    body: tree.Node,
    reader: Reader,
    axes: dict[str, list[Value]],
    tests: list[tree.Chain],
) -> None:
    """1 ≤ i < j ≤ 3, or i ≠ j with sizes that the body tells."""
    sides = [item.first, *(li.operand for li in item.links)]
    free = bound_below(item, body, axes, reader)
    ends = [side for side in (sides[0], sides[-1]) if side not in free]
    bounded = len(ends) == 2 and not any(li.relation == "≠" for li in item.links)
    for side in free:
        key = _index_key(side)
        if bounded:
            low, high = sorted(reader.integer(end) for end in ends)
            if high - low > MAX_RANGE:
                raise MeaningError(Kind.SIZE, f"a range of over {MAX_RANGE} terms", item.span)
            axes[key] = _numbers(low, high)
        elif key not in axes:
            axes[key] = _inferred(key, upper, body, reader)
    tests.append(item)


def _holds(test: tree.Chain, reader: Reader) -> bool:
    for left, link in test.pairs():
        a, b = reader.integer(left), reader.integer(link.operand)
        right = {"<": a < b, "≤": a <= b, "≠": a != b, ">": a > b, "≥": a >= b}[link.relation]
        if not right:
            return False
    return True


def _inferred(key: str, upper: tree.Node | None, body: tree.Node, reader: Reader) -> list[Value]:
    """The places of the arrays in the body that carry the index."""
    sizes = {size for node in tree.walk(body) for size in _sizes(node, key, reader)}
    if upper is not None:
        return _numbers(1, reader.integer(upper))
    if len(sizes) != 1:
        text = f"what {key} runs over is not said"
        raise MeaningError(Kind.UNSUPPORTED, text, body.span)
    (size,) = sizes
    if reader.way(INDEX) == INDEX.ways[0]:
        return _numbers(1, size)
    return _numbers(0, size - 1)


def _sizes(node: tree.Node, key: str, reader: Reader) -> Iterable[int]:
    if isinstance(node, tree.Name) and node.subscript is not None:
        found = whole_of(node, reader)
        if found is not None:
            yield from _matching(node.subscript, found[1], key)
        else:
            yield from _family(node, key, reader)
    elif isinstance(node, tree.Name) and node.labels:
        yield from _labelled(node, key, reader)
    elif isinstance(node, tree.Power) and tree.key(node.exponent) == key:
        yield from _counted(lambda index: indexed(replace(node, exponent=index), reader.scope))
    elif isinstance(node, tree.Indexed):
        try:
            value = reader.value(node.operand)
        except MeaningError:
            return
        if isinstance(value, Array):
            yield from _matching(node.index, value, key)


def _matching(index: tree.Node, array: Array, key: str) -> Iterable[int]:
    parts: tuple[tree.Node, ...] = index.items if isinstance(index, tree.Group) else (index,)
    if isinstance(index, tree.Product) and index.implicit:
        parts = index.factors
    elif isinstance(index, tree.Name) and isinstance(index.subscript, tree.Number):
        parts = replace(index, subscript=None), index.subscript  # i1 of W_{i1}
    sizes = array.shape if len(parts) == 2 else (max(array.shape),) if array.is_vector else ()
    for part, size in zip(parts, sizes, strict=False):
        if tree.key(part) == key:
            yield size


def _family(node: tree.Name, key: str, reader: Reader) -> Iterable[int]:
    """x_1, …, x_n that are names of their own, or as many as the formula for all of them has.

    Of p_j = e^{s_j} / Σ_k e^{s_k} there are as many as of the s_j, whichever of them were stated.
    """
    if node.subscript is None or tree.key(node.subscript) != key:
        return
    places = {size for body in _formulas(node, reader) for size in body}
    if places:
        yield from places
    else:
        yield from _counted(lambda index: known_member(node, index, reader))


def _labelled(node: tree.Name, key: str, reader: Reader) -> Iterable[int]:
    """x^{(1)}, …, x^{(n)} that are names of their own."""
    for place, label in enumerate(node.labels):
        if [tree.key(item) for item in label.items] != [key]:
            continue

        def is_known(index: tree.Node, place: int = place) -> bool:
            at = list(node.labels)
            at[place] = replace(at[place], items=(index,))
            return reader.knows(tree.key(replace(node, labels=tuple(at))) or "")

        yield from _counted(is_known)


def _formulas(node: tree.Name, reader: Reader) -> Iterable[set[int]]:
    """The places of the arrays in each formula for a family of names in one index letter."""
    for known, pattern in reader.scope.families.get(node.base, {}).items():
        binding, index = reader.scope.lookup(known, reader.version), pattern.subscript
        letter = None if index is None else tree.key(index)
        if binding is None or letter is None or replace(pattern, subscript=node.subscript) != node:
            continue
        if binding.computed and letter.isalpha():
            parts = [p for p in tree.walk(binding.body) if tree.key(p) != known]
            yield {size for part in parts for size in _sizes_of_arrays(part, letter, reader)}


def _sizes_of_arrays(node: tree.Node, letter: str, reader: Reader) -> Iterable[int]:
    if isinstance(node, tree.Name) and node.subscript is not None:
        found = whole_of(node, reader)
        if found is not None:
            yield from _matching(node.subscript, found[1], letter)


def known_member(node: tree.Name, index: tree.Node, reader: Reader) -> bool:
    """Whether x with this index is a name that means something."""
    return reader.knows(tree.key(replace(node, subscript=index)) or "")


def _counted(known: Callable[[tree.Node], object]) -> Iterable[int]:
    """How many members of a family are known that is counted from 1; nothing if from 0."""
    count = 0
    while count < MAX_RANGE and known(_integer(count + 1)):
        count += 1
    if count > 1 and not known(_integer(0)):
        yield count


def _integer(value: int) -> tree.Node:
    return tree.Number(str(value), Fraction(value))


def valued(rows: Iterable[Mapping[str, Value]], body: tree.Node, reader: Reader) -> list[Value]:
    """The body for each row of indices."""
    return [reader.with_local(row).read(body) for row in rows]


def _over_lists(node: tree.BigOperator, reader: Reader) -> Value | None:
    """A sum without a range over the entries of lists, or the output units of a net."""
    from symnn.latex.meaning.unit_sums import has_no_range, terms

    found = terms(node, reader.scope) if has_no_range(node) else ()
    return reader.read(tree.Sum(found, span=node.span)) if found else None


def _with_entries(node: tree.BigOperator, reader: Reader) -> tree.Node:
    r"""The body of \sum_x p(x) \log p(x) with the entries of p for p(x), if p is a list."""
    key = tree.key(node.lower) if isinstance(node.lower, tree.Name) else None
    if key is None or node.upper is not None or reader.knows(key):
        return node.body

    def is_entry(head: tree.Node, group: tree.Node) -> bool:
        if not isinstance(head, tree.Name) or not isinstance(group, tree.Group):
            return False
        if [tree.key(item) for item in group.items] != [key] or group.fence != "()":
            return False
        value = reader.value(head) if reader.knows(tree.key(head) or "") else None
        return isinstance(value, Array) and value.is_vector

    def visit(part: tree.Node) -> tree.Node:
        part = tree.map_children(part, visit)
        if isinstance(part, tree.Call) and is_entry(part.head, part.arguments):
            return tree.Indexed(part.head, part.arguments.items[0], span=part.span)
        if not isinstance(part, tree.Product):
            return part
        factors, operators = [part.factors[0]], list[str]()
        for operator, factor in zip(part.operators, part.factors[1:], strict=True):
            if operator == "" and isinstance(factor, tree.Group) and is_entry(factors[-1], factor):
                factors[-1] = tree.Indexed(factors[-1], factor.items[0], span=factors[-1].span)
            else:
                factors.append(factor)
                operators.append(operator)
        return _product_of(part, factors, operators)

    return visit(node.body)


def _product_of(node: tree.Product, factors: list[tree.Node], operators: list[str]) -> tree.Node:
    if len(factors) == len(node.factors):
        return node
    whole = tree.Product(tuple(factors), tuple(operators), span=node.span)
    return factors[0] if len(factors) == 1 else whole


def _at_all_places(node: tree.BigOperator, reader: Reader) -> list[Value] | None:
    if node.upper is not None or not isinstance(node.lower, tree.Name):
        return None
    from symnn.latex.meaning.places import at_all_places

    return at_all_places(node, reader)


@meaning.register(tree.BigOperator)
def _big(node: tree.BigOperator, reader: Reader) -> Value:
    if node.operator == "lim":
        return limit_of(node, reader)
    if node.operator == "int":
        return integral_of(node, reader)
    if node.operator not in ("sum", "prod"):
        raise MeaningError(Kind.UNSUPPORTED, f"\\{node.operator} is not covered", node.span)
    if node.lower is None and node.upper is None and (total := _over_lists(node, reader)):
        return total
    values = _at_all_places(node, reader)
    if values is None:
        body = _with_entries(node, reader)
        values = valued(runs(node.lower, node.upper, body, reader), body, reader)
    cells = [value.expr for value in values if isinstance(value, Scalar)]
    if len(cells) == len(values):
        return Scalar(summed(cells) if node.operator == "sum" else multiplied(cells))
    if node.operator == "sum":
        return reduce(lambda a, b: arrays.plus(a, b, node.span), values)
    return reduce(lambda a, b: arrays.times(a, b, node.span), values)
