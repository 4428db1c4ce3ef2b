"""Superscripts that belong to a name: w⁺ and y*, and ξ¹ for the first of several ξ.

A superscript number is an index where the document gave a value to the name with it, and none
to the name alone; with both, it may also be a power. The square of a deviation is given by
itself, σ² = …, and σ is the root of it; so it is where σ² is an argument of a function.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.exact.expression import nth_root, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.entries import entry_of_marked
from symnn.latex.meaning.indices import positive_part
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader, meaning, unbound
from symnn.latex.meaning.scope import S_DEVIATES, Binding, Scope, counted, signed
from symnn.latex.meaning.values import Scalar, Value

#: The letters of standard deviations.
_DEVIATIONS: Final = frozenset({"sigma", "s", "R", "chi"})


def indexed_key(node: tree.Node) -> str | None:
    """The place of ξ¹ in a symbol table, if it is a name with a superscript index.

    Examples:
        >>> indexed_key(tree.Power(tree.Name("xi"), tree.Name("mu"))) == "xi^mu"
        True
    """
    if not isinstance(node, tree.Power) or not isinstance(node.base, tree.Name):
        return None
    index, base = node.exponent, tree.key(node.base)
    plain = isinstance(index, tree.Name) or (isinstance(index, tree.Number) and not index.decimals)
    return f"{base}^{tree.index_key(index)}" if plain and base is not None else None


def is_variance(node: tree.Node) -> bool:
    r"""Whether it is σ² or s², with hats and indices, which is given before σ is.

    Examples:
        >>> from fractions import Fraction
        >>> two = tree.Number("2", Fraction(2))
        >>> is_variance(tree.Power(tree.Name("sigma"), two))
        True
        >>> is_variance(tree.Power(tree.Name("x"), two))
        False
    """
    if not isinstance(node, tree.Power) or not isinstance(node.base, tree.Name):
        return False
    square = isinstance(node.exponent, tree.Number) and node.exponent.value == 2
    return square and node.base.base in _DEVIATIONS and not node.base.font


@unbound
def deviation(name: tree.Name, reader: Reader) -> Value | None:
    """σ where σ² was given: its root that is not negative."""
    square = tree.Power(name, tree.Number("2", Fraction(2)))
    if not is_variance(square):
        return None
    argument = reader.local.get(indexed_key(square) or "")
    if isinstance(argument, Scalar):
        return Scalar(nth_root(argument.expr))
    if indexed(square, reader.scope) is None or reader.told(signed(name.base)) or name.base == "R":
        return None  # a correlation R may be negative
    if name.base == "s":
        if not (reader.told(S_DEVIATES) or _is_computed(square, reader.scope)):
            return None  # s^2 = 4 of another s may have the root -2
        reader.suppose("s is the root of s^2 that is not negative")
    return Scalar(nth_root(reader.scalar(square).expr))


def _is_computed(square: tree.Power, scope: Scope) -> bool:
    """Whether a square was given by a formula, as a mean of squares is."""
    known = indexed(square, scope)
    return known is not None and known.computed


def indexed(node: tree.Node, scope: Scope) -> Binding | None:
    """What the document gave to a name with this superscript; None if it is no index."""
    key = indexed_key(node)
    return None if key is None else scope.latest(key)


def read_index(node: tree.Power, reader: Reader) -> Value | None:
    """The value of ξ¹ as a name of its own; None where the superscript is a power.

    Raises:
        MeaningError: ξ has a value too, so that ξ¹ may be a power of it.
    """
    base = node.base
    if isinstance(base, tree.Name) and base.subscript is not None:
        base = replace(base, subscript=reader.reindexed(base.subscript))
    exponent = reader.reindexed(node.exponent)
    if base is not node.base or exponent is not node.exponent:
        node = replace(node, base=base, exponent=exponent)
    lone = isinstance(node.exponent, tree.Number) and (name := tree.key(base)) not in reader.local
    if lone and name is not None and reader.told(counted(name)):
        text = f"a number above {name} may count steps, or be a power"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span, (name,))
    if is_variance(node) and (square := indexed_key(node)) in reader.local:
        return reader.local[square or ""]
    known = indexed(node, reader.scope)
    if known is None:
        return None
    key = tree.key(base) or ""
    whole = reader.scope.latest(key)
    if whole is not None and is_variance(node):
        return None if whole.version > known.version else reader.named(known.key, node)
    if key in reader.local or whole is not None:
        text = f"{known.key} may be a name of its own or a power of {key}"
        raise MeaningError(Kind.AMBIGUOUS, text, node.span, (key,))
    return reader.named(known.key, node)


@meaning.register(tree.Mark)
def _mark(node: tree.Mark, reader: Reader) -> Value:
    key = tree.key(node)
    if key is not None and reader.scope.latest(key) is not None:
        return reader.named(key, node)
    if (entry := entry_of_marked(node, reader)) is not None:
        return entry
    if key is not None:
        starred = node.operand if node.mark == "*" and isinstance(node.operand, tree.Name) else None
        if key in reader.varied:
            return reader.varied[key]
        if reader.open_names and starred is not None and may_be_a_number(starred):
            return Scalar(symbol(key))
        raise MeaningError(Kind.UNDEFINED, f"{key} is not defined", node.span, (key,))
    if node.mark == "+":
        return positive_part(node.operand, reader, node)
    raise MeaningError(Kind.UNSUPPORTED, "this mark is not covered", node.span)
