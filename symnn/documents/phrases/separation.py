"""Sets of points that a hyperplane separates, or does not; the gates of logic as such sets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ZERO, Expr, add, mul, rational
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array

Points: TypeAlias = "tuple[tuple[Expr, ...], ...]"

MOST_BITS: Final = 6
#: Outputs at (0, 0), (0, 1), (1, 0), (1, 1).
TABLES: Final = {
    "xnor": (1, 0, 0, 1), "xor": (0, 1, 1, 0), "nand": (1, 1, 1, 0), "nor": (1, 0, 0, 0),
    "and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "exclusive or": (0, 1, 1, 0),
}  # fmt: skip


def points_of(speaker: Speaker, text: str) -> tuple[Points, Points] | None:
    """The two sets that words speak of: a gate, or two finite sets in places."""
    gate = re.fullmatch(
        rf"(?:the )?(?P<gate>{'|'.join(TABLES)})(?: function| problem| gate)?(?: on {PLACE})?", text
    )
    if gate is not None:
        corners = [(a, b) for a in (0, 1) for b in (0, 1)]
        pairs = list(zip(corners, TABLES[gate["gate"]], strict=True))
        sets = [tuple((rational(a), rational(b)) for (a, b), t in pairs if t == k) for k in (1, 0)]
        return sets[0], sets[1]
    many = _MANY.fullmatch(text)
    if many is not None:
        return _table(speaker.integer(many["n"]), many["gate"])
    two = re.fullmatch(
        rf"(?:the )?(?:two )?(?:sets |classes |points |point sets |sets of points )?"
        rf"(?P<a>{PLACE}) and"
        rf" (?P<b>{PLACE})",
        text,
    )
    if two is None:
        return None
    return _set(speaker, two["a"]), _set(speaker, two["b"])


_MANY: Final = regex(
    r"(?:the )?(?P<gate>parity|majority|conjunction|disjunction|and|or)(?: function)?"
    rf" (?:of|on|for) (?P<n>{COUNT}) (?:bits|inputs|variables)"
)
_RULES: Final = {
    "parity": lambda bits: sum(bits) % 2 == 1,
    "majority": lambda bits: 2 * sum(bits) > len(bits),
    "conjunction": all, "and": all, "disjunction": any, "or": any,
}  # fmt: skip


def _table(size: int, gate: str) -> tuple[Points, Points]:
    """The corners of the cube where the gate is 1, and the others."""
    if not 1 < size <= MOST_BITS:
        raise refuse("so many bits are not tabled")
    corners = list(product((0, 1), repeat=size))
    sets = [[c for c in corners if bool(_RULES[gate](c)) is wanted] for wanted in (True, False)]
    first, second = (tuple(tuple(map(rational, c)) for c in side) for side in sets)
    return first, second


def _set(speaker: Speaker, place: str) -> Points:
    """{(0, 0), (1, 1)}, written there or defined."""
    node = speaker.clause.part(place).node
    known = speaker.reader.scope.latest(tree.key(node) or "") if node is not None else None
    if known is not None and known.parameters is None:
        node = known.body
    if not isinstance(node, tree.Group) or not (node.fence == "{}" or _is_listed(node)):
        raise refuse(f"{speaker.said(place)} is no finite set of points")
    found = []
    for item in node.items:
        value = speaker.reader.read(item)
        if not isinstance(value, Array):
            raise refuse(f"{speaker.said(place)} is no set of points")
        found.append(tuple(cell.expr for cell in value.cells()))
    if len({len(p) for p in found}) != 1:
        raise refuse("the points have different numbers of coordinates")
    return tuple(found)


def _is_listed(node: tree.Group) -> bool:
    """(0, 0), (1, 1): points one after the other, without braces."""
    return node.fence == "" and all(
        isinstance(item, tree.Matrix)
        or (isinstance(item, tree.Group) and item.fence in ("()", "[]"))
        for item in node.items
    )


def separable(first: Points, second: Points) -> tuple[bool, Formula]:
    """Whether w · x + b > 0 on one set and < 0 on the other for some w and b; and what shows it.

    Either w and b, or weights that make one point of both convex hulls.
    """
    from symnn.exact.linear_programs import Constraint, Feasible, feasible

    size = len(first[0])
    signed = [(point, 1) for point in first] + [(point, -1) for point in second]
    rows = [Constraint(_row(point, sign), ">=", -1) for point, sign in signed]
    found = feasible(rows, size + 1)
    if isinstance(found, Feasible):
        *w, b = (written_form(x) for x in found.point)
        above = tuple(Atomic(">", _at(w, b, point), ZERO) for point in first)
        below = tuple(Atomic("<", _at(w, b, point), ZERO) for point in second)
        return True, conjunction((*above, *below))
    weights = [written_form(m) for m in found.multipliers]
    sides = weights[: len(first)], weights[len(first) :]
    return False, _common(first, second, *sides)


def _row(point: Sequence[Expr], sign: int) -> tuple[Number | int, ...]:
    return (*(exact_value(lower(e)) * sign for e in point), sign)


def _at(w: Sequence[Expr], b: Expr, point: Sequence[Expr]) -> Expr:
    return add(*(mul(a, x) for a, x in zip(w, point, strict=True)), b)


def _common(first: Points, second: Points, left: Sequence[Expr], right: Sequence[Expr]) -> Formula:
    """Weights of at least 0, not all 0, with equal sums and equal weighted points."""
    parts: list[Formula] = [Atomic(">=", m, ZERO) for m in (*left, *right)]
    parts.append(Atomic(">", add(*left), ZERO))
    parts.append(Atomic("=", add(*left), add(*right)))
    for axis in range(len(first[0])):
        one = add(*(mul(m, p[axis]) for m, p in zip(left, first, strict=True)))
        other = add(*(mul(m, p[axis]) for m, p in zip(right, second, strict=True)))
        parts.append(Atomic("=", one, other))
    return conjunction(tuple(parts))
