r"""Values of arrays that have numbers: \partial^2 L/\partial x_1^2 = 0.2227 at x = (2, 1, 0).

An index that is left open, as the class t of L = -\log p_t, may stand at any place: the value is
right if it is so at each of them, and false if it is so at none.
"""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.index_notation.cells import free_in
from symnn.documents.judging.index_notation.one_hot import Trials
from symnn.documents.judging.index_notation.trial_sizes import TRIALS
from symnn.documents.judging.index_notation.unknowns import ANY, Unknowns
from symnn.documents.judging.index_notation.written import Written
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.exact.expression import Expr
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar, Value


def judged_at_numbers(claim: Trials) -> Judgement | None:
    """The judgement of a number that a value is said to be; None if letters are left in it.

    Raises:
        MisfitError: a notation that is not covered.
    """
    number = claim.sides[1].operand if isinstance(claim.sides[1], tree.Neg) else claim.sides[1]
    if any(isinstance(part, tree.Name) for part in tree.walk(number)):
        return None
    decimals = number.decimals if isinstance(number, tree.Number) else None
    found: list[Judgement] = []
    for trial in TRIALS:
        sizes = claim.sizes(trial)
        for case in claim.cases(sizes):
            written, values = claim.written(case, sizes, Unknowns(ANY, algebraic=False))
            closed = [_closed(written, one) for one in values]
            if written.unknowns.used or any(map(free_in, closed)):
                return None
            if not isinstance(closed[1], Scalar):
                return None
            report = replace(closed[1], decimals=decimals)
            found.append(judge("=", Side(closed[0], claim.sides[0]), Side(report, claim.sides[1])))
    outcomes = {one.outcome for one in found}
    if outcomes == {"refuted"} and isinstance(number, tree.Number) and not decimals:
        return None  # a slope that is 0 may be a condition
    return found[0] if outcomes in ({"proved"}, {"refuted"}) else None


def _closed(written: Written, one: Value) -> Value:
    """A number with those that arrays were given, also in those that it was derived by."""
    if not isinstance(one, Scalar):
        return one
    given: dict[str, Expr] = {}
    for atom, bare in written.asked.items():
        given |= written.given(atom, bare, frozenset())
    return Scalar(written.unknowns.put(one.expr, given))
