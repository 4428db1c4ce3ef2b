"""What a document tells of the sizes of its arrays, and of how it lays out slopes of vectors."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TypeAlias

from symnn.documents.judging.doubts.arrays.told_layouts import told_by_entries
from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.shapes import Shapes
from symnn.documents.judging.matrices.declared import Declared
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import DENOMINATOR
from symnn.latex.meaning.assumptions import Assumptions

Pairs: TypeAlias = "tuple[tuple[str, str], ...]"
Sides: TypeAlias = "tuple[tree.Node, tree.Node]"


def sizes_apart(assumed: Assumptions, declared: Declared) -> tuple[Assumptions, Pairs]:
    r"""What is assumed without C \ne D between sizes of declared arrays, and those sizes.

    Raises:
        MisfitError: two sizes are said to be the same.
    """
    sizes = {size for known in declared.known.values() for one in known for size in one.shape}
    apart: list[tuple[str, str]] = []
    kept: list[tree.Chain] = []
    for chain in assumed.relations:
        keys = [tree.key(chain.first) or "", *(tree.key(li.operand) or "" for li in chain.links)]
        relations = {link.relation for link in chain.links}
        if not set(keys) <= sizes or not relations <= {"=", "≠"}:
            kept.append(chain)
        elif relations == {"≠"}:
            apart += combinations(keys, 2) if len(keys) == 2 else []
        else:
            raise MisfitError("sizes that are the same")
    return replace(assumed, relations=tuple(kept)), tuple(apart)


def check_told(
    shapes: Shapes,
    apart: tuple[tuple[str, str], ...],
    sides: tuple[tree.Node, tree.Node],
    text: str,
) -> None:
    """See to it that sizes that differ are not the same, and that slopes of vectors lie as told.

    Raises:
        MisfitError: they do not.
    """
    for one, two in apart:
        if {one, two} <= shapes.counts.keys():
            roots = {shapes.axes.root(shapes.counts[size]) for size in (one, two)}
            if len(roots) == 1:
                raise MisfitError("sizes that differ would have to be the same")
    told = told_by_entries(text)
    turned = told is not None and (shapes.layout == DENOMINATOR) != (told == DENOMINATOR)
    if turned and any(_is_jacobian(part, shapes) for side in sides for part in tree.walk(side)):
        raise MisfitError("the document lays out slopes of vectors otherwise")


def of_all_sizes(found: Judgement | None, shapes: Shapes) -> Judgement | None:
    r"""What is found; no proof that takes two letters as one: a^\top b = \sum_{i=1}^m a_i b_i.

    What fits only there may be false there as well, yet it is not true of all sizes.
    """
    roots = [shapes.axes.root(axis) for axis in shapes.counts.values()]
    proved = found is not None and found.outcome == "proved"
    return None if proved and len(set(roots)) < len(roots) else found


def _is_jacobian(node: tree.Node, shapes: Shapes) -> bool:
    """Whether it is a slope of one array in another."""
    if not isinstance(node, tree.Derivative) or node.operand is None:
        return False
    try:
        of, *by = (shapes.of(part, {}) for part in (node.operand, *node.variables))
    except MisfitError:
        return False
    return shapes.axes.is_array(of) and any(map(shapes.axes.is_array, by))
