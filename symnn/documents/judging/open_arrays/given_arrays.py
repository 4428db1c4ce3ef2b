"""Arrays of numbers beside open sizes: n of an n×n matrix may be the size of the array."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from symnn.documents.judging.open_arrays.sizes import MisfitError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key


def may_be_given(
    misfit: MisfitError | None, bodies: Mapping[str, tree.Node], sides: Iterable[tree.Node]
) -> bool:
    """Whether sizes that do not fit are a letter and a number, which arrays in the sides tell.

    Args:
        misfit: the sizes.
        bodies: formulas of names.
        sides: what is read.
    """
    sizes = () if misfit is None else misfit.sizes or ()
    if len({bool(size.letters) for size in sizes}) < len(sizes):
        return False
    keys = {name_key(part) or "" for side in sides for part in tree.walk(side)}
    for body in (bodies[key] for key in keys if key in bodies):
        inner = body.operand if isinstance(body, tree.Transpose) else body
        if isinstance(inner, (tree.Matrix, tree.Group)):
            return True
    return False
