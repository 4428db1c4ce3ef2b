"""The forms of calculus that are judged by rules of their own, in their order."""

from __future__ import annotations

from symnn.documents.judging.calculus.extrema import judge_extremum
from symnn.documents.judging.calculus.kinks import judge_slope_by_cases
from symnn.documents.judging.calculus.remainders import judge_expansion
from symnn.documents.judging.calculus.rules_of_calculus import judge_rule
from symnn.documents.judging.identities.boolean import judge_boolean
from symnn.documents.judging.identities.each import judge_each_entry
from symnn.documents.judging.identities.families import judge_family
from symnn.documents.judging.identities.inductions import judge_open_range
from symnn.documents.judging.identities.infinite import judge_series
from symnn.documents.judging.identities.matrix_powers import judge_matrix_power
from symnn.documents.judging.matrices.roots import judge_root
from symnn.documents.judging.matrices.series import judge_matrix_series
from symnn.documents.judging.matrices.vectors import judge_open_vectors
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions


def judge_calculus(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of members, open ranges, slopes by cases; else None."""
    for rule in (
        judge_expansion,
        judge_rule,
        judge_matrix_series,
        judge_root,
        judge_series,
        judge_boolean,
        judge_family,
        judge_open_range,
        judge_matrix_power,
        judge_slope_by_cases,
        judge_extremum,
        judge_open_vectors,
        judge_each_entry,
    ):
        found = rule(place, left, link, assumed)
        if found is not None:
            return found
    return None
