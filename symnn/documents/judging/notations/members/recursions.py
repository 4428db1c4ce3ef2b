r"""Recurrences without indices: U[t+1] = 0.8 U[t] + X, U[0] = 0, and w ← w - η g(w), w_0 = 1.

They are read with U_{t+1} and U_t, and with w_{t+1} and w_t.

Signals and the states of recurrent cells are written so. A name counts as one if a text has it at a
step and at the next one; whatever else it has at that step, as x[n], is one too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Statements = Sequence["tree.Statement | tree.Unreadable"]

#: A letter, and the step in brackets behind it: t, t + 1, n - 1.
_AT_STEP: Final = regex(
    r"(?<![A-Za-z\\])([A-Za-z])(?:_\{?\\?\w{1,12}\}?)?\s?(?:\\left)?\[\s?([ijkmnt])\s?([+-]\s?1)?\s?"
    r"(?:\\right)?\]"
)
_STEPS: Final = frozenset("ijkmnt")
_PAIR: Final = 2


@lru_cache(maxsize=4)
def stepped_letters(text: str) -> frozenset[str]:
    """The letters that a text has at steps in square brackets.

    >>> sorted(stepped_letters("$U[t+1] = U[t] + x[t]$"))
    ['U', 'x']
    >>> sorted(stepped_letters("$f[n]$"))
    []
    """
    found = {(m[1], m[2], bool(m[3])) for m in _AT_STEP.finditer(text)}
    steps = {step for name, step, moved in found if moved and (name, step, False) in found}
    return frozenset(name for name, step, _ in found if step in steps)


def with_steps_below(
    statements: Statements, scope: Scope, text: str
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with steps in square brackets as indices.

    Args:
        statements: those of one formula.
        scope: the definitions so far; what is a function there keeps its brackets.
        text: the whole document.
    """
    letters = {letter for letter in stepped_letters(text) if not _is_function(scope, letter, text)}
    if not letters:
        return list(statements)
    return [
        replace(s, body=_below(s.body, letters)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _is_function(scope: Scope, letter: str, text: str) -> bool:
    """Whether f[n] is a function at n: it is none if it was given as f(x)."""
    known = scope.latest(letter)
    if known is None or known.parameters is None:
        return False
    lines = text.splitlines()[known.line - 1 : known.line + 2]  # a display begins above it
    return not any(f"{letter}(" in line for line in lines)


def _below(node: tree.Node, letters: set[str]) -> tree.Node:
    node = tree.map_children(node, lambda part: _below(part, letters))
    if not isinstance(node, tree.Product):
        return node
    factors, operators = [node.factors[0]], list[str]()
    for operator, factor in zip(node.operators, node.factors[1:], strict=True):
        before = factors[-1]
        if operator == "" and isinstance(before, tree.Name) and before.base in letters:
            step = _step_of(factor)
            if step is not None and before.subscript is None:
                span = tree.Span(before.span.start, factor.span.end)
                factors[-1] = replace(before, subscript=step, span=span)
                continue
        factors.append(factor)
        operators.append(operator)
    if len(factors) == 1:
        return factors[0]
    return replace(node, factors=tuple(factors), operators=tuple(operators))


def _step_of(group: tree.Node) -> tree.Node | None:
    """The t, t + 1 or 3 in square brackets; None for other brackets."""
    if not isinstance(group, tree.Group) or group.fence != "[]" or len(group.items) != 1:
        return None
    (step,) = group.items
    if isinstance(step, tree.Number):
        return step if step.value.denominator == 1 else None
    if isinstance(step, tree.Name):
        return step if step.base in _STEPS else None
    if not isinstance(step, tree.Sum) or len(step.terms) != _PAIR:
        return None
    first, second = step.terms
    second = second.operand if isinstance(second, tree.Neg) else second
    counted = isinstance(first, tree.Name) and first.base in _STEPS
    return step if counted and isinstance(second, tree.Number) else None


def with_updates_as_steps(
    statements: Statements, before: str
) -> list[tree.Statement | tree.Unreadable]:
    r"""An update of w beside a start w_0 as the recurrence that gives w_1, w_2 and so on.

    Args:
        statements: those of one formula.
        before: the text before it; where it has a w_1, that is an entry of w.

    >>> from symnn.latex.parser import parse
    >>> found = with_updates_as_steps(parse(r"w \leftarrow w/2,\quad w_0=1").statements, "")
    >>> found[0].body == parse("w_{t+1}=w_t/2").statements[0].body
    True
    """
    starts = {_start(s.body) for s in statements if isinstance(s, tree.Statement)}
    own = {key for key in starts if key and not _has_entries(key, before)}
    return [
        replace(s, body=_as_step(s.body, own)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _has_entries(key: str, text: str) -> bool:
    """Whether a text has a w_1 or a w_2, in whatever type."""
    letter = re.escape(key.rsplit(" ", 1)[-1])
    return re.search(rf"{letter}\s*\}}?\s*_\s*\{{?\s*[1-9ijk]", text) is not None


def _start(node: tree.Node) -> str | None:
    """The w of w_0 = 1."""
    first = node.first if isinstance(node, tree.Chain) else None
    if not isinstance(node, tree.Chain) or node.links[0].relation != "=":
        return None
    if not isinstance(first, tree.Name) or not isinstance(first.subscript, tree.Number):
        return None
    return tree.key(replace(first, subscript=None)) if first.subscript.value == 0 else None


def _as_step(node: tree.Node, starts: set[str]) -> tree.Node:
    if not isinstance(node, tree.Chain) or len(node.links) != 1 or node.links[0].relation != "←":
        return node
    key, link = tree.key(node.first), node.links[0]
    if key is None or key not in starts or not isinstance(node.first, tree.Name):
        return node
    step, one = tree.Name("t"), tree.Number("1", Fraction(1))
    after = replace(node.first, subscript=tree.Sum((step, one)))

    def before(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.Name):
            return replace(part, subscript=step) if tree.key(part) == key else part
        return tree.map_children(part, before)

    body = before(link.operand)
    return replace(node, first=after, links=(replace(link, relation="=", operand=body),))
