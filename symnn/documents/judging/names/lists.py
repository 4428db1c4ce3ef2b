"""Several names defined at once: `(x, y) = (1, 2)`, `a, b = 1, 2`, `v = w = 0.5`, `f: x ↦ x²`.

Each form is taken apart into plain definitions, one name each; what no document has to mean so
is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Scalar

Pair = tuple[tree.Node, tree.Node]
_GIVING = frozenset({"=", ":=", "≡"})
_FENCES = frozenset({"", "()"})


def pairs(chain: tree.Chain, scope: Scope) -> tuple[Pair, ...]:
    """The names a chain gives values to at once, with their values; empty for any other chain.

    None of the names was worked out from others: those are claims.

    Examples:
        >>> x, y = tree.Name("x"), tree.Name("y")
        >>> two = tree.Number("2", 2)
        >>> chain = tree.Chain(x, (tree.Link("=", y), tree.Link("=", two)))
        >>> pairs(chain, Scope()) == ((x, two), (y, two))
        True
    """
    if any(link.relation not in _GIVING for link in chain.links):
        return ()
    listed = isinstance(chain.first, tree.Group)
    found = _listed(chain) if listed else tuple(_shared(chain))
    known = [scope.latest(tree.key(name) or "") for name, _ in found]
    firm = any(k is not None and (k.computed or k.parameters is not None) for k in known)
    led = not listed and None in known[:1] and any(k is not None for k in known)
    return () if firm or led or _have_rules(found, scope) else found


def _have_rules(found: Sequence[Pair], scope: Scope) -> bool:
    """Whether names have values by the rule of their family: (x_1, y_1) of steps that were told."""
    names = [name for name, _ in found if isinstance(name, tree.Name)]
    if not names or not all(name.base in scope.families for name in names):
        return False
    known = (key for name in names for key in (tree.key(name), name.base) if key is not None)
    if any(scope.latest(key) is not None for key in known):
        return False
    from symnn.latex.meaning.elaborate import reader

    try:
        return all(isinstance(reader(scope).read(name), Scalar) for name in names)
    except MeaningError:
        return False


def _listed(chain: tree.Chain) -> tuple[Pair, ...]:
    """(x, y) = (1, 2), item by item."""
    names, values = chain.first, chain.links[-1].operand
    if len(chain.links) != 1 or not isinstance(names, tree.Group):
        return ()
    if not isinstance(values, tree.Group):
        return ()
    items = _filled_in(names.items, len(values.items))
    plain = names.fence in _FENCES and values.fence in _FENCES and len(items) > 1
    keys = [tree.key(item) for item in items]
    if not plain or None in keys or len(set(keys)) < len(keys) or len(keys) != len(values.items):
        return ()
    found = tuple(zip(items, values.items, strict=True))
    last = names.items[-1]
    size = last.subscript if isinstance(last, tree.Name) and items != names.items else None
    if isinstance(size, tree.Name):
        count = len(items) - 1 + (_number(items[0]) or 0)
        found += ((size, tree.Number(str(count), Fraction(count), None, span=size.span)),)
    return found


def _filled_in(items: tuple[tree.Node, ...], count: int) -> tuple[tree.Node, ...]:
    r"""x_1, …, x_4 as four names; x_1, …, x_n as many as there are values."""
    dots = [k for k, item in enumerate(items) if isinstance(item, tree.Dots)]
    if not dots:
        return items
    first, last = items[0], items[-1]
    if dots != [len(items) - 2] or not isinstance(first, tree.Name) or _number(first) is None:
        return ()
    start = _number(first) or 0
    found = tuple(_at(first, start + k) for k in range(count))
    shown = items[: len(items) - 2]
    ends = _number(last) is None or tree.key(last) == tree.key(found[-1])
    same = isinstance(last, tree.Name) and _at(last, 0) == _at(first, 0)
    regular = [tree.key(a) == tree.key(b) for a, b in zip(shown, found, strict=False)]
    return found if same and ends and all(regular) and len(shown) < count else ()


def _number(node: tree.Node) -> int | None:
    """The whole number below a name."""
    index = node.subscript if isinstance(node, tree.Name) else None
    whole = isinstance(index, tree.Number) and index.value.denominator == 1
    return int(index.value) if whole and isinstance(index, tree.Number) else None


def _at(name: tree.Name, number: int) -> tree.Name:
    index = tree.Number(str(number), Fraction(number), None, span=name.span)
    return replace(name, subscript=index)


def _shared(chain: tree.Chain) -> Iterator[Pair]:
    """v = w = 0.5 and v = 1 = w: all operands but one are names; not y = x = 3 for a known x."""
    operands = (chain.first, *(link.operand for link in chain.links))
    keys = [tree.key(operand) for operand in operands]
    values = [operand for operand, key in zip(operands, keys, strict=True) if key is None]
    named = len(values) == 1 and len(keys) > 2 and len(set(keys)) == len(keys)
    last = keys[-1] is None
    if named and keys[0] is not None and (last or _is_number(values[0])):
        names = (operand for operand, key in zip(operands, keys, strict=True) if key is not None)
        yield from ((name, values[0]) for name in names)


def _is_number(node: tree.Node) -> bool:
    bare = node.operand if isinstance(node, tree.Neg) else node
    return isinstance(bare, tree.Number)


def mapped(chain: tree.Chain) -> tree.Chain | None:
    """f: x ↦ x² as the chain f(x) = x²; None for any other chain.

    Examples:
        >>> f, x = tree.Name("f"), tree.Name("x")
        >>> chain = tree.Chain(f, (tree.Link(":", x), tree.Link("↦", tree.Neg(x))))
        >>> found = mapped(chain)
        >>> found is not None and found.links[0].operand == tree.Neg(x)
        True
    """
    if [link.relation for link in chain.links] != [":", "↦"] or tree.key(chain.first) is None:
        return None
    argument, body = (link.operand for link in chain.links)
    group = argument if isinstance(argument, tree.Group) else tree.Group("()", (argument,))
    if any(tree.key(item) is None for item in group.items):
        return None
    last = chain.links[-1]
    head = tree.Call(chain.first, group, span=tree.Span(chain.first.span.start, argument.span.end))
    link = tree.Link("=", body, relation_span=last.relation_span, span=last.span)
    return tree.Chain(head, (link,), span=chain.span)
