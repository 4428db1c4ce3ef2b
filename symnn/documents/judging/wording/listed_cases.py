r"""The places of a case that are listed one by one: "f(k) = 1/6 for k = 1, 2, …, 6".

They become a set, k ∈ {1, 2, 3, 4, 5, 6}, as a case of a function can be told by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final, TypeAlias

from symnn.latex import syntax as tree
from symnn.latex.meaning.dots import literal

Piece: TypeAlias = "tree.Statement | tree.Unreadable"
#: What the last case of a function is led in by.
ELSE: Final = frozenset({"else", "otherwise", "and otherwise", "or else", "and else", "elsewhere"})

_MOST: Final = 64


def with_listed_places(statements: Sequence[Piece]) -> list[Piece]:
    """The statements with such a list as a condition, where the rest of the cases follows it.

    Args:
        statements: as they were read: "f(k) = 1/6 for k = 1", the list behind it, "0 otherwise".
    """
    found: list[Piece] = []
    for statement in statements:
        found.append(statement)
        if not (isinstance(statement, tree.Statement) and _is_rest(statement)):
            continue
        *_, first, last = (None, *found[:-1]) if len(found) > 1 else (None, None)
        if last is not None and (alone := _placed(last, ())) is not None:
            found[-2:] = [alone, statement]
        elif last is not None and (joined := _placed(first, _listed(last))) is not None:
            found[-3:] = [joined, statement]
    return found


def _is_rest(statement: tree.Statement) -> bool:
    return any(q.words.lower().strip(" ,.;()") in ELSE for q in statement.qualifiers)


def _listed(piece: Piece | None) -> tuple[tree.Node, ...]:
    """The 2, …, 6 that stand behind k = 1 as if they were said for themselves."""
    if not isinstance(piece, tree.Statement) or piece.qualifiers or piece.separator != ",":
        return ()
    body = piece.body
    if isinstance(body, tree.Group):
        return body.items if body.fence == "" else ()
    return (body,) if _whole(body) is not None else ()


def _placed(piece: Piece | None, behind: tuple[tree.Node, ...]) -> tree.Statement | None:
    """The statement with its one condition as a set of numbers; None for any other."""
    if not isinstance(piece, tree.Statement) or len(piece.qualifiers) != 1:
        return None
    (condition,) = piece.qualifiers
    chain = condition.body
    if not isinstance(chain, tree.Chain) or len(chain.links) != 1:
        return None
    link = chain.links[0]
    inside = link.operand
    if link.relation == "=" and isinstance(chain.first, tree.Name) and behind:
        numbers = _numbers((inside, *behind))
    elif link.relation == "∈" and isinstance(inside, tree.Group) and inside.fence == "{}":
        numbers = [] if behind else _numbers(inside.items)
    else:
        return None
    if len(numbers) < 2:
        return None
    listed = tuple(literal(Fraction(n), inside.span) for n in numbers)
    within = tree.Group("{}", listed, (",",) * (len(listed) - 1), span=inside.span)
    placed = replace(chain, links=(tree.Link("∈", within, span=link.span),))
    return replace(piece, qualifiers=(replace(condition, body=placed),))


def _numbers(items: tuple[tree.Node, ...]) -> list[int]:
    """The whole numbers of a list, with those that dots between two runs of them stand for.

    Nothing where the step is not told by two numbers before the dots and kept behind them.
    """
    values = [None if isinstance(item, tree.Dots) else _whole(item) for item in items]
    dots = [k for k, item in enumerate(items) if isinstance(item, tree.Dots)]
    shown = [v for v in values if v is not None]
    if len(shown) + len(dots) != len(items) or len(dots) > 1:
        return []
    if not dots:
        return shown if len(set(shown)) == len(shown) else []
    (place,) = dots
    before, after = shown[:place], shown[place:]
    steps = {b - a for run in (before, after) for a, b in pairwise(run)}
    if not before or not after or len(steps) > 1 or (not steps and after[0] - before[0] > _MOST):
        return []
    step = steps.pop() if steps else 1
    gap = after[0] - before[-1]
    if step <= 0 or gap <= 0 or gap % step or gap // step > _MOST:
        return []
    return list(range(before[0], after[-1] + step, step))


def _whole(node: tree.Node) -> int | None:
    if isinstance(node, tree.Neg):
        found = _whole(node.operand)
        return None if found is None else -found
    whole = isinstance(node, tree.Number) and node.value.denominator == 1
    return int(node.value) if whole and isinstance(node, tree.Number) else None
