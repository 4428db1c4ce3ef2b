r"""Differences between two ends: \left[ x^3 + x^2 \right]_0^1, as an antiderivative is put in."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.exact.expression import add, negative, substitute, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.integrals import integrand
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar, Value


def between(node: tree.Power, reader: Reader) -> Value | None:
    """F(b) - F(a) of an F in one letter, in square brackets with numbers below and above.

    None for what is no such difference: an entry of a list of names, a bracket in two letters.
    """
    found = _inside(node)
    if found is None or not isinstance(node.base, tree.Indexed):
        return None
    inner, key = found
    whole = reader.varying({key: Scalar(symbol(key))}).read(inner)
    if not isinstance(whole, Scalar):
        return None
    below, above = (reader.scalar(end).expr for end in (node.base.index, node.exponent))
    low, high = (substitute(whole.expr, {key: end}) for end in (below, above))
    return Scalar(add(high, negative(low)))


def _inside(node: tree.Power) -> tuple[tree.Node, str] | None:
    base = node.base
    if not isinstance(base, tree.Indexed) or not isinstance(base.operand, tree.Group):
        return None
    group = base.operand
    if group.fence != "[]" or len(group.items) != 1 or isinstance(group.items[0], tree.Name):
        return None
    if not all(_is_closed(end) for end in (base.index, node.exponent)):
        return None
    letters = {tree.key(n) for n in tree.walk(group.items[0]) if isinstance(n, tree.Name)}
    letters -= {"e", "pi", *SPELLINGS}
    (key,) = letters if len(letters) == 1 else (None,)
    return None if key is None or len(key) != 1 else (group.items[0], key)


def _is_closed(node: tree.Node) -> bool:
    """Whether an end is a number, or made of numbers and π."""
    names = {tree.key(n) for n in tree.walk(node) if isinstance(n, tree.Name)}
    return names <= {"e", "pi"} and any(
        isinstance(n, (tree.Number, tree.Name)) for n in tree.walk(node)
    )


def bound_letters(*nodes: tree.Node) -> Iterator[str]:
    r"""The letters that integrals and such differences run over; they stand for no value.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> list(bound_letters(parse(r"\int_0^1 x \, dx").statements[0].body))
        ['x']
    """
    for part in (p for node in nodes for p in tree.walk(node)):
        if isinstance(part, tree.BigOperator) and part.operator == "int":
            try:
                yield tree.key(integrand(part)[1]) or ""
            except MeaningError:
                continue
        elif isinstance(part, tree.Power) and (found := _inside(part)) is not None:
            yield found[1]
