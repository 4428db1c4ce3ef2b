"""Where a claim holds: the search for the solution set, with its limit of time."""

from __future__ import annotations

from symnn.claims.formula import Claim
from symnn.claims.provers.cases.prove import ByCases
from symnn.claims.provers.systems import Deadline
from symnn.claims.solution_set import SolutionSet
from symnn.errors import SymnnError


def where_claim_holds(claim: Claim, seconds: float | None = 10) -> SolutionSet | None:
    """The points of the domain at which the claim holds; None if that is not found.

    Exactness: exact.
    """
    if not claim.symbols():
        return None
    try:
        return ByCases(claim).solutions(Deadline.after(seconds))
    except SymnnError:
        return None
