"""What is written in several ways, written in one: moments, operations, lists, slopes, samples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.meaning.passing import BY_ENTRIES
from symnn.latex.meaning.spectra import SINGULAR

#: A prime behind a closing bracket: (tanh x)'.
_PRIMED: Final = regex(r"[)\]]\s{0,2}(?:'|\^\s?\{?\s?(?:'|\\prime))")
#: P(Z < 1), P(|Z| > 1), P(-1 < Z < 1).
_CHANCE: Final = regex(
    r"(?:P|Pr|Prob)\}?\s*(?:\\left|\\[Bb]igl?)?\s?[(\[][^()]{0,40}?(?:<|>|\\l(?:e|eq|eqslant|t)|\\g(?:e|eq|t))"
    r"(?![a-z])"
)
#: X, Y independent ⇒ …, X ⟂ Y ⇒ ….
_PREMISE: Final = regex(
    r"(?:independent|\\perp|\\Perp).*\\(?:implies|Rightarrow|Longrightarrow)\b"
    r"|(?:\bif\b|\bwhen|\bprovided).*(?:independent|disjoint|exclusive)"
)
#: f([x, y]), and f of a row or a column.
_LIST_IN_BRACKETS: Final = regex(
    r"\((?:\\left)?\s{0,3}(?:\[|\(|\\begin\{[bp]matrix|\\left\s?[\[(])"
)
#: D_h f(x).
_OPERATOR: Final = regex(r"(?:[A-Za}]_\{?[a-z]\}?|Delta|cal\{?[A-Z]\}?)\s?[a-zA-Z]\(")
#: How variables are distributed.
_TELLS_LAW: Final = regex(r"\\sim\b|\buniform|\bE\s{0,2}\\?[\[({]|\\mathbb\{?\s?E\b|\bVar\b")
#: A weight or a state at a step: w(0).
_MOMENT: Final = regex(
    r"(?:[wWbvVU]|theta)\}?(?:_\{?\w{1,3}\}?)?(?:\^\{\(\w\)\})?\s?(?:\\left)?\s?\(\s?\d"
    r"|[xshyu]\}?(?:_\{?\w{1,3}\}?)?\s?(?:\\left)?\s?\(\s?\d+\s?(?:\\right)?\)\s?&?=\s?(?:\\|\(|\[)"
)
#: a(t+1) = …
_NEXT: Final = regex(r"\(\s*[tnk]\s*\+\s*1\s*\)\s*&?=")
#: U[t+1] and x[n-1].
_AT_STEP: Final = regex(r"\[\s?[ijkmnt]\s?[+-]\s?1\s?(?:\\right)?\]")
#: f^{-1}[x], f'[x] and V_2[x].
_SQUARE: Final = regex(
    r"(?:\^\{?\s?-1\s?\}?|'|\\prime\s?\}?|_\{?\w{1,3}(?:\s?\+\s?\d)?\}?)\s?(?:\\left|\\[bB]igg?l?)?\s?\["
)
#: x = 2 satisfies, or solves.
_SOLVES: Final = regex(r"(?:satisf|solves|solution|fulfil|obeys)")
#: A sum whose last term is dots.
_NO_END: Final = regex(r"\+\s*\\[lc]?dots\s*(?:$|[,.;}]|\\q?quad|\\text|\\\\)")
#: A sum over x of P(x).
_OF_OUTCOMES: Final = regex(
    r"\\(?:sum|prod)(?:\\limits)?\s*_\s*(?:\{\s*)?[a-z](?:\s*\}|\s*\\in\b|(?![a-z])).*[A-Za-z]\s*\(\s*[a-z]\s*\)"
)
#: The number of the members of a set, and {b_i} = {…}.
_COUNTED: Final = regex(r"\|[A-Za-z]\|")
_SAMPLE: Final = regex(r"\\\{\s?[a-z]_\{?[a-z]\}?\s?\\(?:right\\)?\}")
#: A sum over the values of a letter, and where these are said.
_SUM_ALONE: Final = regex(r"\\sum\s*(?:\\limits)?\s*_\s*(?:[a-z]|\{\s*[a-z]\s*\})")
_SET: Final = regex(r"(?<![A-Za-z_{\\])[a-z]\s*\\in\s*\\\{[^{}$]{1,80}\\\}")
#: Words on where something holds.
_AT_POINT: Final = regex(r"\\(?:text|mbox)\s*\{\s*(?:both )?at\b[a-z ]*\}\s*(?:\\left)?\s*[(\[]")
#: Vectors of a few entries.
_IN_SMALL_SPACE: Final = regex(
    r"\\in\s*\\(?:mathbb\s*\{?\s*R|R(?![A-Za-z]))\s*\}?\s*\^\s*\{?\s*[2-4]\s*\}?(?!\s*\\times)"
)
#: (a*v)_n is a sum.
_CONVOLVES: Final = regex(
    r"\([A-Za-z]\s*(?:\*|\\ast)\s*[A-Za-z]\)\s*(?:_|\[|\()\s*\{?[a-z][\]})]?\s*&?:?=\s*\\sum"
)
#: A sum over k'.
_PRIMED_INDEX: Final = regex(
    r"\\(?:sum|prod|max|min)[A-Za-z\\]{0,12}\s*_\s*\{?\s*[A-Za-z]\s*(?:'|\^\s*\{?\s*\\prime)"
)
#: f_{w,b}(x).
_LOWER: Final = regex(r"[fghFGH]\s*_\s*\{[^{}]{1,40},[^{}]{1,40}\}\s*(?:\\left)?\(")
#: M^* or M^H of a capital.
_ADJOINT: Final = regex(r"[A-Z]\s*\}?\s*\^\s*(?:\*|\\ast(?![a-z])|H\b|\{\s*(?:\*|\\ast|H)\s*\})")
#: One of the unit vectors i, j, k.
_UNIT_VECTOR: Final = regex(
    r"\\(?:mathbf|boldsymbol|bm|pmb|vec|hat|widehat|textbf)[\s{]{0,3}"
    r"(?:\\(?:mathbf|boldsymbol|bm|hat|widehat)[\s{]{0,3})?(?:\\[ij]math|[ijk](?![A-Za-z]))"
)
#: A slope by σ^2.
_BY_SQUARE: Final = regex(
    r"(?:partial|\{\s*d)\s*\\?[A-Za-z]+(?:_\S{1,8})?\s*\^\s*(?:2|\{\s*2\s*\})\s*\}"
)
#: The true class of a sample.
_CLASS: Final = regex(r"(?:true|correct|target|truth)\s+(?:class|label|category)")
#: A slope with an indexed or bold letter below its sign, or by a logarithm.
_WRITTEN_SLOPE: Final = regex(
    r"\\partial\s*_\s*\{\s*(?:\\?[A-Za-z]+\s*_|\\(?:math|bold))|\\partial\s*(?:\\,|\{|\()?\s*\\(?:log|ln)\b"
)
#: p/N = 0.1 before a colon.
_RATIO: Final = regex(r"(?:/\s*\\?[A-Za-z_{}0-9]+|frac\s*\{[^{}]*\}\s*\{[^{}]*\})\s*=[^:]*:")
#: dC/dw.
_SLOPE: Final = regex(r"\\[dt]?frac\s*\{\s*(?:\\mathrm\s*\{?)?d")
#: A letter or a slope before a column, and matrices of slopes.
_COLUMN: Final = regex(
    r"[A-Za-z}]\s*\\(?:begin\{[pb]matrix\}|left[(\[]\s*\\begin\{array\})|[JH]\}?_\S{1,20}[(]"
)
#: σ^2 > 0.
_VARIANCE: Final = regex(r"\^\s?(?:2|\{\s?2\s?\})\s*>\s*0(?![.\d])")
#: r_t = 0, with words or a condition behind it.
_VANISHES: Final = regex(r"[A-Za-z]_\{?[a-z]\}?\s?=\s?0\s?(?:\\|\()")
#: f(0) = … behind a comma or a space, in one formula with f(x).
_VALUE_BESIDE: Final = regex(r"[,;d ]\s?(?:\\[ ,;])?[A-Za-z]\(-?\d")


def _at_steps(
    state: State, formula: Formula, text: str, named: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """With the steps behind names as indices: U[t+1], and w(n+1) once w(0) was given."""
    if "[" in text and _has_steps(state.source.text):
        from symnn.documents.judging.notations.recursions import with_steps_below

        named = with_steps_below(named, state.scope, state.source.text)
    if formula.display and "_" in text and ("arrow" in text or "gets" in text):
        from symnn.documents.judging.notations.recursions import with_updates_as_steps

        named = with_updates_as_steps(named, state.source.text[: formula.outer_start])
    if state.moments or _MOMENT.search(text) or says(state.source.text, _NEXT):
        from symnn.documents.judging.notations.moments import at_moments

        named = at_moments(named, state.scope, state.moments, state.source.text)
    return named


def _in_plain_form(
    state: State, formula: Formula, text: str, named: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """With plain letters for primed indices, parameters as arguments, names for what is given."""
    if "(" in text and (r"\log" in text or r"\ln" in text):
        from symnn.documents.judging.notations.given_logarithms import with_logarithms_as_names

        named = with_logarithms_as_names(named, state.scope)
    if _has_class(state.source.text):
        from symnn.documents.judging.notations.true_classes import true_classes, with_one_letter

        same = true_classes(state.source.text)
        named = with_one_letter(named, same) if same else named
    if _SUM_ALONE.search(text) is not None and _has_sets(state.source.text):
        from symnn.documents.judging.notations.sums_over_sets import with_told_sets

        named = with_told_sets(named, state, formula)
    named = _at_places_and_entries(state, text, named)
    if _ADJOINT.search(text) is not None:
        from symnn.documents.judging.notations.adjoints import with_adjoints

        named = with_adjoints(named, state.scope, state.source.text)
    if _UNIT_VECTOR.search(text) is not None:
        from symnn.documents.judging.notations.unit_vectors import with_unit_vectors

        named = with_unit_vectors(named, state.scope, state.source.text)
    if _PRIMED_INDEX.search(text) is not None:
        from symnn.documents.judging.notations.primed_indices import with_plain_indices

        named = with_plain_indices(named)
    if _LOWER.search(text) is not None:
        from symnn.documents.judging.notations.lower_parameters import with_lower_parameters

        named = with_lower_parameters(named, state.scope)
    if _BY_SQUARE.search(text) is not None:
        from symnn.documents.judging.notations.by_squares import with_roots_as_variables

        named = with_roots_as_variables(named, state.scope)
    if _WRITTEN_SLOPE.search(text) is not None:
        from symnn.documents.judging.notations.written_slopes import with_plain_slopes

        named = with_plain_slopes(named, state.scope)
    return named


def _at_places_and_entries(
    state: State, text: str, named: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """With points said behind, columns for vectors, convolutions and singular values."""
    if _AT_POINT.search(text) is not None:
        from symnn.documents.judging.notations.said_points import with_points

        named = with_points(named, state.scope)
    if "_" in text and says(state.source.text, _IN_SMALL_SPACE):
        from symnn.documents.judging.notations.vectors_by_entries import with_columns

        named = with_columns(named, state.scope, state.source.text)
    if ("*" in text or r"\ast" in text) and says(state.source.text, _CONVOLVES):
        from symnn.documents.judging.notations import convolutions

        if convolutions.defines_convolution(state.source.text):
            named = convolutions.with_convolutions(named, state.scope)
        from symnn.documents.judging.notations import function_convolutions

        if (ends := function_convolutions.ends_of_convolution(state.source.text)) is not None:
            named = function_convolutions.with_convolved_values(named, state.scope, ends)
    if SINGULAR in state.scope.told and r"\sigma_" in text:
        from symnn.documents.judging.notations.singular_names import with_matrices

        named = with_matrices(named, state.scope, state.source.text)
    return named


@lru_cache(maxsize=4)
def _has_class(text: str) -> bool:
    return _CLASS.search(text) is not None


@lru_cache(maxsize=4)
def _has_sets(text: str) -> bool:
    return _SET.search(text) is not None


@lru_cache(maxsize=4)
def _has_steps(text: str) -> bool:
    return _AT_STEP.search(text) is not None


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
    if state.operators or _OPERATOR.search(text) is not None:
        from symnn.documents.judging.names.function_operators import with_operators

        named = with_operators(named, formula, state)
    if r"\nabla" in text or r"\partial" in text:
        from symnn.documents.judging.notations.taken_at import may_be_taken, taken_at_places

        named = taken_at_places(named) if may_be_taken(text) else named
    slopes = r"\partial" in text or (":" in text and _SLOPE.search(text) is not None)
    if slopes and any(k[-1].parameters for k in state.scope.history.values()):
        from symnn.documents.judging.notations.own_arguments import with_own_arguments

        named = with_own_arguments(named, state.scope)
    if _CHANCE.search(text) is not None:
        from symnn.documents.judging.chances.normal import with_normal_chances

        said = state.source.text[: formula.end]
        named = with_normal_chances(named, state.scope, said)
    named = _with_variables(text, named)
    if state.open_arity or ("dots" in text and "," in text):
        from symnn.documents.judging.names.open_arity import with_open_arity

        named = with_open_arity(state, formula, named)
    if BY_ENTRIES in state.scope.told:
        from symnn.documents.judging.names.entry_arguments import with_entries

        named = with_entries(named, state.scope, state.source.text)
    named = _with_data(state, formula, text, named)
    if ("'" in text or r"\prime" in text) and _PRIMED.search(text):
        from symnn.documents.judging.notations.primed import with_slopes

        named = with_slopes(named, state.scope)
    if "^" in text and ("\\to" in text or "arrow" in text):
        from symnn.documents.judging.identities.power_limits import as_limits

        named = as_limits(named)
    if _TELLS_LAW.search(formula.latex):
        from symnn.documents.judging.chances.laws import note_laws

        note_laws(state, formula, named)
    return named


def _with_variables(
    text: str, statements: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the independence of variables as a condition of what follows."""
    if _PREMISE.search(text) is not None:
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
        from symnn.documents.judging.notations.left_out import with_numbers_left_out

        statements = with_numbers_left_out(statements)
    if _OF_OUTCOMES.search(text) is not None:
        from symnn.documents.judging.notations.sums_over_outcomes import with_outcomes_as_places

        statements = with_outcomes_as_places(statements, state.scope)
    if _SOLVES.search(text) is not None:
        from symnn.documents.judging.notations.satisfied import with_solutions_put_in

        statements = with_solutions_put_in(statements)
    if _SQUARE.search(text) is not None:
        from symnn.documents.judging.notations.square_brackets import with_round_brackets

        statements = with_round_brackets(statements, state.scope)
    if "cal" in text or _SAMPLE.search(text) is not None or _COUNTED.search(text) is not None:
        from symnn.documents.judging.notations.sample_sets import with_samples

        statements = with_samples(statements, state.source.text)
    if ":" in text and _RATIO.search(text) is not None:
        from symnn.documents.judging.notations.set_quotients import with_set_quotients

        statements = with_set_quotients(statements, state.scope, state.settings)
    if _COLUMN.search(text) is not None:
        from symnn.documents.judging.notations.columns import with_columns_as_arguments

        statements = with_columns_as_arguments(statements, state.scope)
    if _VARIANCE.search(text) is not None:
        from symnn.documents.judging.notations.variances import with_variances

        statements = with_variances(statements)
    if state.scope.tails or _VANISHES.search(text) is not None:
        from symnn.documents.judging.notations.tails import with_tails

        statements = with_tails(statements, state.scope, formula.headings)
    if _VALUE_BESIDE.search(text) is not None:
        from symnn.documents.judging.notations.gaps import with_filled_gaps

        statements = with_filled_gaps(statements)
    return statements


def _in_own_notation(
    state: State,
    formula: Formula,
    latex: str,
    statements: list[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with Δw as one name, and the list in S([a, b]) as arguments."""
    if _LIST_IN_BRACKETS.search(latex) is not None:
        from symnn.documents.judging.names.listed_arguments import with_flat_arguments

        statements = with_flat_arguments(statements, state.scope)
    heads = (b for b in state.scope.families if f"{b}(" in latex)
    if ")_" in latex or ") _" in latex or any(state.scope.latest(b) is None for b in heads):
        from symnn.documents.judging.names.by_index import may_be_by_index, with_members

        if may_be_by_index(latex, state.scope):
            statements = with_members(statements, state.scope, state.source.text)
    if "dots" in latex and ("+" in latex or "=" in latex):
        from symnn.documents.judging.notations.dotted_sums import with_dotted_sums

        statements = with_dotted_sums(statements)
    if _NO_END.search(latex) is not None:
        from symnn.documents.judging.notations.discounted_tails import with_tails_as_steps

        statements = with_tails_as_steps(statements)
    if state.parities is not None:
        from symnn.documents.judging.notations.parities import with_parities

        statements = with_parities(statements, state, formula)
    if "dots" in latex and "_" in latex:
        from symnn.documents.judging.notations.dotted_products import with_dotted_products

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
