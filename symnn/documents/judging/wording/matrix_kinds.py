r"""Matrices of a size that is said: "for every invertible V \in \mathbb{R}^{2 \times 2}"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.phrases.matrices import MATRICES
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.values import Array, Scalar

_KIND: Final = regex(
    r"(?P<before>(?:.* )?(?:all|every|any|each))"
    r"(?: (?P<kind>invertible|non-?singular))?(?: real)?(?: matri(?:x|ces))?"
)


def without_kinds(conditions: Sequence[Condition]) -> tuple[list[Condition], list[str]]:
    r"""The conditions with "for all" in place of "for all invertible", and the names meant.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> (said,) = parse(r"W=W \text{ for every invertible } V\in R^{2\times2}").statements
        >>> found = without_kinds([Condition(q.words, q.body) for q in said.qualifiers])
        >>> found[0][0].words, found[1]
        ('for every', ['V'])
    """
    kept: list[Condition] = []
    invertible: list[str] = []
    for condition in conditions:
        match = _KIND.fullmatch(" ".join(condition.words.lower().strip(" ,(").split()))
        key = _matrix(condition.body)
        if match is None or key is None:
            kept.append(condition)
            continue
        if match["kind"]:
            invertible.append(key)
        kept.append(replace(condition, words=match["before"]))
    return kept, invertible


def of_kinds(found: Assumptions, invertible: Sequence[str]) -> Assumptions:
    """With determinants that are not 0."""
    for key in invertible:
        value = found.values.get(key)
        if not isinstance(value, Array) or len(value.rows) != len(value.rows[0]):
            return found.opened(f"{key} is no square matrix here")
        found = found.also(Assumptions(domain=(MATRICES["invertible"](value),)))
    return found


def of_said_shapes(found: Assumptions) -> frozenset[str]:
    """The names of matrices whose sizes are said, with those of their entries."""
    names: set[str] = set()
    for key, value in found.values.items():
        if isinstance(value, Array):
            cells = [c.expr for row in value.rows for c in row if isinstance(c, Scalar)]
            names |= {key, *free_symbols(*cells)}
    return frozenset(names)


def _matrix(body: tree.Node | None) -> str | None:
    r"""The V of V \in \mathbb{R}^{m \times n}."""
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["∈"]:
        return None
    place = body.links[0].operand
    grid = isinstance(place, tree.Power) and isinstance(place.exponent, tree.Product)
    return tree.key(body.first) if grid and isinstance(body.first, tree.Name) else None
