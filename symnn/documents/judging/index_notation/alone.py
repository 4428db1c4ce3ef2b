"""Claims about arrays where a size that is left open is 1, which a proof has to allow for."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.doubts.arrays.small_sizes import FAILS_ALONE
from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.cells import pairs
from symnn.documents.judging.index_notation.one_hot import Trials
from symnn.documents.judging.index_notation.points import false_at_a_point
from symnn.documents.judging.index_notation.unknowns import LOGISTIC, Unknowns
from symnn.errors import SymnnError
from symnn.latex import syntax as tree

#: Places of the axes of a claim in turn.
_ALONE: Final = ((1, 1), (1, 3), (3, 1))


def of_open_sizes(claim: Trials) -> list[str]:
    """What is noted of the sizes for which a claim is proved, and of one place.

    Args:
        claim: it is proved where each axis has 2 places or 3.
    """
    notes = ["written out with 2 and 3 places for each size that is left open"]
    asked = not claim.hot and not names_second(*claim.sides)
    fails = asked and any(_fails_at(claim, trial) for trial in _ALONE)
    return [*notes, FAILS_ALONE] if fails else notes


def names_second(*nodes: tree.Node) -> bool:
    """Whether an index of 2 or more stands in some nodes, so that there is no entry alone.

    >>> from fractions import Fraction
    >>> names_second(tree.Name("x", subscript=tree.Number("2", Fraction(2))))
    True
    """
    names = (part for node in nodes for part in tree.walk(node) if isinstance(part, tree.Name))
    indices = (i for name in names for i in (name.subscript, *name.labels) if i is not None)
    parts = (part for index in indices for part in tree.walk(index))
    return any(isinstance(part, tree.Number) and part.value > 1 for part in parts)


def _fails_at(claim: Trials, trial: tuple[int, int]) -> bool:
    sizes = claim.sizes(trial)
    try:
        for case in claim.cases(sizes):
            _, values = claim.written(case, sizes, Unknowns(LOGISTIC, algebraic=False))
            if false_at_a_point(pairs(values)) is not None:
                return True
    except (MisfitError, SymnnError, LookupError):
        return False  # it names a second place, or has no form at one
    return False
