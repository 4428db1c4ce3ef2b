r"""Compositions by name: (f \circ g)(x) is f(g(x)), and its derivative that of f(g(x))."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Builtin, Defined, Value


class Names(Protocol):
    """Who knows what names stand for."""

    def lookup(self, node: tree.Node) -> Value:
        """What a name stands for."""


def written_out(node: tree.Node, names: Names) -> tree.Node:
    """The tree with the compositions of functions that are known written out."""
    products = (part for part in tree.walk(node) if isinstance(part, tree.Product))
    if not any("∘" in product.operators for product in products):
        return node

    def is_function(part: tree.Node) -> bool:
        name = part.operand if isinstance(part, tree.Prime) else part
        try:
            return isinstance(names.lookup(name), (Builtin, Defined))
        except MeaningError:
            return False

    return composed(node, is_function)


def composed(node: tree.Node, is_function: Callable[[tree.Node], bool]) -> tree.Node:
    r"""The tree with every applied composition written out.

    Args:
        node: the tree.
        is_function: whether a name stands for a function; only those are composed, so that the
            product of entries of two arrays stays one.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> body = parse(r"(f\circ g)(x)").statements[0].body
        >>> composed(body, lambda name: True) == parse("f(g(x))").statements[0].body
        True
    """
    whole = tree.map_children(node, lambda child: composed(child, is_function))
    if not isinstance(whole, tree.Product):
        return whole
    if (inverse := _of_inverse(whole, is_function)) is not None:
        return inverse
    factors: list[tree.Node] = []
    operators: list[str] = []
    for operator, factor in zip(("", *whole.operators), whole.factors, strict=True):
        before = factors[-1] if factors else None
        applied = None
        if before is not None and not operator and isinstance(factor, tree.Group):
            applied = _applied(before, factor, is_function)
        if applied is not None:
            factors[-1] = applied
        else:
            factors.append(factor)
            operators.append(operator)
    if len(factors) == 1:
        return factors[0]
    return replace(whole, factors=tuple(factors), operators=tuple(operators[1:]))


def _is_head(node: tree.Node, is_function: Callable[[tree.Node], bool]) -> bool:
    """Whether it is a function: f, f' or f^{-1}."""
    if isinstance(node, tree.Power):
        one = node.exponent.operand if isinstance(node.exponent, tree.Neg) else None
        inverse = isinstance(one, tree.Number) and one.value == 1
        return inverse and isinstance(node.base, tree.Name) and is_function(node.base)
    return isinstance(node, (tree.Name, tree.Prime)) and is_function(node)


def _of_inverse(
    product: tree.Product, is_function: Callable[[tree.Node], bool]
) -> tree.Node | None:
    r"""f^{-1}(g(0)) for f^{-1} \circ g(0); None for anything else."""
    *heads, last = product.factors
    if set(product.operators) != {"∘"} or not isinstance(last, tree.Call):
        return None
    if not any(isinstance(head, tree.Power) for head in heads):
        return None
    if not all(_is_head(head, is_function) for head in (*heads, last.head)):
        return None
    return _nested((*heads, last.head), last.arguments)


def _applied(
    before: tree.Node, argument: tree.Group, is_function: Callable[[tree.Node], bool]
) -> tree.Node | None:
    """f(g(x)) for (f∘g)(x), and its derivative for (f∘g)'(x); None for anything else."""
    if (repeated := _repeated(before, is_function)) is not None:
        return _nested(repeated, argument) if argument.fence == "()" else None
    order = before.count if isinstance(before, tree.Prime) else 0
    before = before.operand if isinstance(before, tree.Prime) else before
    if not isinstance(before, tree.Group) or before.fence != "()" or len(before.items) != 1:
        return None
    (inner,) = before.items
    if not isinstance(inner, tree.Product) or set(inner.operators) != {"∘"}:
        return None
    if argument.fence != "()" or len(argument.items) != 1:
        return None
    if not all(_is_head(f, is_function) for f in inner.factors):
        return None
    variable = argument.items[0]
    if any(
        isinstance(part, tree.Product) and "∘" in part.operators for part in tree.walk(variable)
    ):
        return None  # (f'∘g)(g'∘h) is a product
    if not order:
        return _nested(inner.factors, argument)
    if not isinstance(variable, tree.Name):
        return None
    return tree.Derivative(_nested(inner.factors, argument), (variable,), (order,), span=inner.span)


def taken_at(node: tree.Node, at: tree.Node, names: frozenset[str]) -> tree.Node:
    r"""The tree with every composition of such names taken at a letter: f(g(x)) for f \circ g.

    Args:
        node: the tree.
        at: the letter.
        names: the names of functions, which may carry primes.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> body = parse(r"f'\circ g\cdot g'").statements[0].body
        >>> inner = parse(r"f'(g(x))\cdot g'").statements[0].body
        >>> taken_at(body, tree.Name("x"), frozenset("fg")) == inner
        True
    """
    whole = tree.map_children(node, lambda child: taken_at(child, at, names))
    if not isinstance(whole, tree.Product) or "∘" not in whole.operators:
        return whole
    runs: list[list[tree.Node]] = []
    operators: list[str] = []
    for operator, factor in zip(("", *whole.operators), whole.factors, strict=True):
        if operator == "∘" and runs:
            runs[-1].append(factor)
        else:
            runs.append([factor])
            operators.append(operator)
    if not all(_is_named(part, names) for run in runs if len(run) > 1 for part in run):
        return whole
    argument = tree.Group("()", (at,))
    factors = [run[0] if len(run) == 1 else _nested(tuple(run), argument) for run in runs]
    if len(factors) == 1:
        return factors[0]
    return replace(whole, factors=tuple(factors), operators=tuple(operators[1:]))


def _is_named(node: tree.Node, names: frozenset[str]) -> bool:
    return tree.key(node.operand if isinstance(node, tree.Prime) else node) in names


#: So many times a function is applied at most.
MAX_TIMES: Final = 40


def _repeated(
    node: tree.Node, is_function: Callable[[tree.Node], bool]
) -> tuple[tree.Node, ...] | None:
    r"""g as often as \underbrace{g\circ\cdots\circ g}_{n} says; None for anything else."""
    inner = node.operand if isinstance(node, tree.Annotated) else None
    if not isinstance(node, tree.Annotated) or not isinstance(inner, tree.Product):
        return None
    functions = {f for f in inner.factors if not isinstance(f, tree.Dots)}
    note = node.note.factors[0] if isinstance(node.note, tree.Product) else node.note
    if set(inner.operators) != {"∘"} or len(functions) != 1 or not isinstance(note, tree.Number):
        return None
    (function,) = functions
    times = int(note.value) if note.value.denominator == 1 else 0
    if not isinstance(function, tree.Name) or not is_function(function):
        return None
    return (function,) * times if 0 < times <= MAX_TIMES else None


def _nested(heads: tuple[tree.Node, ...], argument: tree.Group) -> tree.Node:
    found: tree.Node = argument
    for head in reversed(heads):
        group = found if isinstance(found, tree.Group) else tree.Group("()", (found,))
        found = tree.Call(head, group, span=group.span)
    return found
