"""What is written in several ways, written in one: moments, operations, lists, slopes, samples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from symnn.documents.judging import signs
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.meaning.passing import BY_ENTRIES
from symnn.latex.meaning.scope import CONVOLVED
from symnn.latex.meaning.spectra import SINGULAR


def _at_steps(
    state: State, formula: Formula, text: str, named: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """With the steps behind names as indices: U[t+1], and w(n+1) once w(0) was given."""
    if "[" in text and _has_steps(state.source.text):
        from symnn.documents.judging.notations.members.recursions import with_steps_below

        named = with_steps_below(named, state.scope, state.source.text)
    if formula.display and "_" in text and ("arrow" in text or "gets" in text):
        from symnn.documents.judging.notations.members.recursions import with_updates_as_steps

        named = with_updates_as_steps(named, state.source.text[: formula.outer_start])
    if state.moments or signs.AT_MOMENT.search(text) or says(state.source.text, signs.NEXT):
        from symnn.documents.judging.notations.members.moments import at_moments

        named = at_moments(named, state.scope, state.moments, state.source.text)
    return named


def _in_plain_form(
    state: State, formula: Formula, text: str, named: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """With plain letters for primed indices, parameters as arguments, names for what is given."""
    if "(" in text and (r"\log" in text or r"\ln" in text):
        from symnn.documents.judging.notations.functions.given_logarithms import (
            with_logarithms_as_names,
        )

        named = with_logarithms_as_names(named, state.scope)
    if _has_class(state.source.text):
        from symnn.documents.judging.notations.members.true_classes import (
            true_classes,
            with_one_letter,
        )

        same = true_classes(state.source.text)
        named = with_one_letter(named, same) if same else named
    if signs.SUM_ALONE.search(text) is not None and _has_sets(state.source.text):
        from symnn.documents.judging.notations.sums.sums_over_sets import with_told_sets

        named = with_told_sets(named, state, formula)
    named = _at_places_and_entries(state, text, named)
    if signs.ADJOINT.search(text) is not None:
        from symnn.documents.judging.notations.arrays.adjoints import with_adjoints

        named = with_adjoints(named, state.scope, state.source.text)
    if signs.UNIT_VECTOR.search(text) is not None:
        from symnn.documents.judging.notations.arrays.unit_vectors import with_unit_vectors

        named = with_unit_vectors(named, state.scope, state.source.text)
    if signs.PRIMED_INDEX.search(text) is not None:
        from symnn.documents.judging.notations.members.primed_indices import with_plain_indices

        named = with_plain_indices(named)
    if signs.LOWER.search(text) is not None:
        from symnn.documents.judging.notations.functions.lower_parameters import (
            with_lower_parameters,
        )

        named = with_lower_parameters(named, state.scope)
    if signs.BY_SQUARE.search(text) is not None:
        from symnn.documents.judging.notations.slopes.by_squares import with_roots_as_variables

        named = with_roots_as_variables(named, state.scope)
    if signs.WRITTEN_SLOPE.search(text) is not None:
        from symnn.documents.judging.notations.slopes.written_slopes import with_plain_slopes

        named = with_plain_slopes(named, state.scope)
    return named


def _at_places_and_entries(
    state: State, text: str, named: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """With points said behind, columns for vectors, convolutions and singular values."""
    if signs.AT_POINT.search(text) is not None:
        from symnn.documents.judging.notations.slopes.said_points import with_points

        named = with_points(named, state.scope)
    if "_" in text and says(state.source.text, signs.IN_SMALL_SPACE):
        from symnn.documents.judging.notations.arrays.vectors_by_entries import with_columns

        named = with_columns(named, state.scope, state.source.text)
    starred = "*" in text or r"\ast" in text
    if starred and CONVOLVED in state.scope.told:
        from symnn.documents.judging.notations.functions import convolutions

        named = convolutions.with_convolutions(named, state.scope)
    if starred and says(state.source.text, signs.CONVOLVES):
        from symnn.documents.judging.notations.functions import function_convolutions

        if (ends := function_convolutions.ends_of_convolution(state.source.text)) is not None:
            named = function_convolutions.with_convolved_values(named, state.scope, ends)
    if SINGULAR in state.scope.told and r"\sigma_" in text:
        from symnn.documents.judging.notations.arrays.singular_names import with_matrices

        named = with_matrices(named, state.scope, state.source.text)
    return named


@lru_cache(maxsize=4)
def _has_class(text: str) -> bool:
    return signs.CLASS.search(text) is not None


@lru_cache(maxsize=4)
def _has_sets(text: str) -> bool:
    return signs.SET.search(text) is not None


@lru_cache(maxsize=4)
def _has_steps(text: str) -> bool:
    return signs.AT_STEP.search(text) is not None


def spelled(
    state: State,
    formula: Formula,
    text: str,
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with what is written in several ways written in one.

    Args:
        state: what the document has said so far.
        formula: the formula.
        text: what is written in it.
        statements: its statements.
    """
    named = list(statements)
    named = _at_steps(state, formula, text, _in_plain_form(state, formula, text, named))
    named = _with_operations(state, formula, _in_own_notation(state, formula, text, named))
    if state.operators or signs.OPERATOR.search(text) is not None:
        from symnn.documents.judging.names.of_functions.function_operators import with_operators

        named = with_operators(named, formula, state)
    if r"\nabla" in text or r"\partial" in text:
        from symnn.documents.judging.notations.slopes.taken_at import may_be_taken, taken_at_places

        named = taken_at_places(named) if may_be_taken(text) else named
    slopes = r"\partial" in text or (":" in text and signs.SLOPE.search(text) is not None)
    if slopes and any(k[-1].parameters for k in state.scope.history.values()):
        from symnn.documents.judging.notations.slopes.own_arguments import with_own_arguments

        named = with_own_arguments(named, state.scope)
    if signs.CHANCE.search(text) is not None:
        from symnn.documents.judging.chances.normal import with_normal_chances

        said = state.source.text[: formula.end]
        named = with_normal_chances(named, state.scope, said)
    named = _with_open_arity(state, formula, text, _with_variables(state, text, named))
    if BY_ENTRIES in state.scope.told:
        from symnn.documents.judging.names.of_functions.entry_arguments import with_entries

        named = with_entries(named, state.scope, state.source.text)
    named = _with_data(state, formula, text, named)
    if ("'" in text or r"\prime" in text) and signs.PRIMED.search(text):
        from symnn.documents.judging.notations.slopes.primed import with_slopes

        named = with_slopes(named, state.scope)
    if "^" in text and ("\\to" in text or "arrow" in text):
        from symnn.documents.judging.identities.power_limits import as_limits

        named = as_limits(named)
    if signs.TELLS_LAW.search(formula.latex):
        from symnn.documents.judging.chances.laws import note_laws

        note_laws(state, formula, named)
    return named


def _with_open_arity(
    state: State, formula: Formula, text: str, named: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with functions of as many numbers as stand between the dots."""
    if not state.open_arity and not ("dots" in text and "," in text):
        return named
    from symnn.documents.judging.names.of_functions.open_arity import with_open_arity

    return with_open_arity(state, formula, named)


def _with_variables(
    state: State, text: str, statements: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with what is supposed of variables as a condition, and means of lists."""
    if signs.MEAN_OF_LIST.search(text) is not None:
        from symnn.documents.judging.notations.sums.list_means import with_means

        statements = with_means(statements, state.scope, state.source.text)
    if signs.PREMISE.search(text) is not None:
        from symnn.documents.judging.randomness.premises import with_premises

        statements = with_premises(statements)
    return statements


def _with_data(
    state: State,
    formula: Formula,
    text: str,
    statements: list[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with samples as lists, and functions with their values at single points."""
    if r"\setminus" in text or r"\backslash" in text:
        from symnn.documents.judging.notations.numerals.left_out import with_numbers_left_out

        statements = with_numbers_left_out(statements)
    if signs.OF_OUTCOMES.search(text) is not None:
        from symnn.documents.judging.notations.sums.sums_over_outcomes import (
            with_outcomes_as_places,
        )

        statements = with_outcomes_as_places(statements, state.scope)
    if signs.SOLVES.search(text) is not None:
        from symnn.documents.judging.notations.satisfied import with_solutions_put_in

        statements = with_solutions_put_in(statements)
    if signs.SQUARE.search(text) is not None:
        from symnn.documents.judging.notations.functions.square_brackets import with_round_brackets

        statements = with_round_brackets(statements, state.scope)
    if (
        "cal" in text
        or signs.SAMPLE.search(text) is not None
        or signs.COUNTED.search(text) is not None
    ):
        from symnn.documents.judging.notations.sums.sample_sets import with_samples

        statements = with_samples(statements, state.source.text)
    if ":" in text and signs.RATIO.search(text) is not None:
        from symnn.documents.judging.notations.numerals.set_quotients import with_set_quotients

        statements = with_set_quotients(statements, state.scope, state.settings)
    if signs.COLUMN.search(text) is not None:
        from symnn.documents.judging.notations.functions.columns import with_columns_as_arguments

        statements = with_columns_as_arguments(statements, state.scope)
    if signs.VARIANCE.search(text) is not None:
        from symnn.documents.judging.notations.numerals.variances import with_variances

        statements = with_variances(statements)
    if state.scope.tails or signs.VANISHES.search(text) is not None:
        from symnn.documents.judging.notations.members.tails import with_tails

        statements = with_tails(statements, state.scope, formula.headings)
    if signs.VALUE_BESIDE.search(text) is not None:
        from symnn.documents.judging.notations.functions.gaps import with_filled_gaps

        statements = with_filled_gaps(statements)
    return statements


def _in_own_notation(
    state: State,
    formula: Formula,
    latex: str,
    statements: list[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with Δw as one name, and the list in S([a, b]) as arguments."""
    if signs.LIST_IN_BRACKETS.search(latex) is not None:
        from symnn.documents.judging.names.of_functions.listed_arguments import with_flat_arguments

        statements = with_flat_arguments(statements, state.scope)
    heads = (b for b in state.scope.families if f"{b}(" in latex)
    if ")_" in latex or ") _" in latex or any(state.scope.latest(b) is None for b in heads):
        from symnn.documents.judging.names.of_functions.by_index import (
            may_be_by_index,
            with_members,
        )

        if may_be_by_index(latex, state.scope):
            statements = with_members(statements, state.scope, state.source.text)
    if "dots" in latex and ("+" in latex or "=" in latex):
        from symnn.documents.judging.notations.sums.dotted_sums import with_dotted_sums

        statements = with_dotted_sums(statements)
    if signs.NO_END.search(latex) is not None:
        from symnn.documents.judging.notations.sums.discounted_tails import with_tails_as_steps

        statements = with_tails_as_steps(statements)
    if state.parities is not None:
        from symnn.documents.judging.notations.members.parities import with_parities

        statements = with_parities(statements, state, formula)
    if "dots" in latex and "_" in latex:
        from symnn.documents.judging.notations.sums.dotted_products import with_dotted_products

        statements = with_dotted_products(statements)
    if "Delta" in latex:
        from symnn.documents.judging.notations.differences import with_differences

        statements = with_differences(statements, state.scope)
    return statements


def _with_operations(
    state: State, formula: Formula, statements: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with functions for the operations that the author defines."""
    bodies = [s.body for s in statements if isinstance(s, tree.Statement)]
    firsts = [body.first for body in bodies if isinstance(body, tree.Chain)]
    begun = any(isinstance(f, tree.Product) and f.operators[0] in tree.SIGNS for f in firsts)
    if not (begun or state.operations):
        return statements
    from symnn.documents.judging.names.operations import with_own_operations

    text = state.source.text
    return with_own_operations(statements, formula, state.scope, state.operations, text)
