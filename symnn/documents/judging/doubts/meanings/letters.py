r"""Refutations that read as numbers what are labels, or the name of a sequence.

In \partial y^n / \partial w_i = x_i^n the n counts the cases of the data: no power is meant. And
\{a_n\} = \{1/n\} says which sequence is meant, whatever single numbers braces stand for. In
dV = P^\top dO the d marks gradients, also where d is a size; so it does in dw = -3 of a text on
learning, and in any text that has no d.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Protocol

from symnn.deferred import regex
from symnn.documents.source import Source, says
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope
from symnn.latex.sequences import is_sequence

DIFFERS: Final = "d before a letter may mark a gradient or a small step"
_LEARNING: Final = regex(r"(?i)gradient|backprop|learning rate|back-prop|loss function")


class _Told(Protocol):
    """What is known at a place of a document."""

    @property
    def scope(self) -> Scope: ...

    @property
    def source(self) -> Source: ...


def label_doubt(left: tree.Node, right: tree.Node, state: _Told) -> str | None:
    """Why a false relation may be no claim about numbers; None if nothing speaks for that."""
    if _differs(state.scope, left, right) and (
        state.scope.latest("d") is None or says(state.source.text, _LEARNING)
    ):
        return DIFFERS
    if is_sequence(left) or is_sequence(right):
        return "braces around an indexed name are a sequence"
    if _marks_gradients(left) and any(map(_marks_gradients, tree.walk(right))):
        return "d before a capital may mark the gradient of a loss"
    labels = {tree.key(e) for n in _derived(left, right) for e in _exponents(n)} - {None}
    shared = {
        tree.key(part.exponent)
        for side in (left, right)
        for part in tree.walk(side)
        if isinstance(part, tree.Power) and _is_indexed(part.base)
    }
    if labels & shared:
        return "the letter above may count the cases, and be no power"
    return None


def doubt_of_proof(left: tree.Node, right: tree.Node, state: _Told) -> str | None:
    """Why a true relation may have been read wrongly; None if nothing speaks for that."""
    valued = state.scope.latest("d") is not None
    if valued and _differs(state.scope, left, right) and says(state.source.text, _LEARNING):
        return DIFFERS
    slopes = (part for side in (left, right) for part in tree.walk(side))
    if sum(isinstance(part, tree.Derivative) for part in slopes) > 1:
        from symnn.documents.judging.doubts.arrays.ways_around import is_bypassed

        if is_bypassed(state.scope, left, right):
            return "it may depend on it by another way, too"
    return nests_unknown(state.scope, left, right)


def nests_unknown(scope: Scope, *sides: tree.Node) -> str | None:
    """Why f(T(x)) of letters without a value is no product; None where nothing speaks against it.

    A law of unknown functions may hold for their slopes or in their integrals.
    """
    parts = [part for side in sides for part in tree.walk(side)]
    kinds = (tree.Derivative, tree.Differential, tree.Prime, tree.BigOperator)
    if sides[0] == sides[-1] or any(isinstance(part, kinds) for part in parts):
        return None
    nested = any(
        isinstance(inner, tree.Call)
        and _is_open(scope, inner.head)
        and all(isinstance(item, (tree.Name, tree.Call)) for item in inner.arguments.items)
        for part in parts
        if isinstance(part, tree.Call) and _is_open(scope, part.head)
        for inner in part.arguments.items
    )
    return "a letter before brackets may be a function" if nested else None


def _is_open(scope: Scope, head: tree.Node) -> bool:
    return isinstance(head, tree.Name) and scope.latest(tree.key(head) or "") is None


def _marks_gradients(node: tree.Node) -> bool:
    r"""dV of dV = P^\top dO, where d may be a size elsewhere."""
    if not isinstance(node, tree.Product):
        return False
    plain = [f.operand if isinstance(f, tree.Transpose) else f for f in node.factors]
    return any(
        tree.key(d) == "d" and isinstance(name, tree.Name) and name.base[:1].isupper()
        for d, name in pairwise(plain)
    )


def _differs(scope: Scope, *sides: tree.Node) -> bool:
    """Whether a d before a letter with a value stands in some sides; not in an integral.

    Nor is it beside d(A²). What fails for all d and x fails for all dx as well.
    """
    parts = [part for side in sides for part in tree.walk(side)]
    if any(isinstance(n, tree.BigOperator) and n.operator == "int" for n in parts):
        return False
    applied = any(isinstance(n, tree.Call) and tree.key(n.head) == "d" for n in parts)
    return not applied and any(_has_differential(scope, part) for part in parts)


def _has_differential(scope: Scope, node: tree.Node) -> bool:
    """Whether a d is set right before a letter that was given a value."""
    if not isinstance(node, tree.Product):
        return False
    return any(
        not sign
        and tree.key(d) == "d"
        and d.span.end == name.span.start
        and isinstance(name, tree.Name)
        and name.base.isalpha()
        and scope.latest(tree.key(name) or "") is not None
        for (d, name), sign in zip(pairwise(node.factors), node.operators, strict=True)
    )


def _derived(*sides: tree.Node) -> Iterator[tree.Node]:
    """What is derived in some derivatives."""
    for side in sides:
        for part in tree.walk(side):
            if isinstance(part, (tree.Derivative, tree.Differential)) and part.operand is not None:
                yield part.operand


def _exponents(node: tree.Node) -> Iterator[tree.Node]:
    """The letter above a name: the n of y^n."""
    if isinstance(node, tree.Power) and isinstance(node.base, tree.Name):
        yield node.exponent


def _is_indexed(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and isinstance(node.subscript, tree.Name)
