"""A formula as it is read: damage healed, and words and short forms written out.

Each way of writing has a room of its own, which is asked where its commands or words are met.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging import signs
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.healing import heal
from symnn.latex.meaning.scope import OF_POPULATION, OF_SAMPLE
from symnn.latex.rewriting import Rewriting
from symnn.latex.typed import as_latex

#: Commands for numbers with units.
_NUMBERS: Final = regex(r"\\(?:num|SI|qty|ang)")

#: An equation in bold.
_BOLD: Final = regex(r"\\(?:mathbf|boldsymbol|bm|pmb)\s?\{[^{}=]{1,60}=")
#: W[1].
_BRACKETED: Final = regex(r"[A-Za-z]\}?\[\s?[\dlL]")


def written_out(state: State, formula: Formula) -> Rewriting:
    """The formula as it is read: damage healed, layers and numbers in one spelling.

    Args:
        state: what the document has said before.
        formula: the formula as it stands there.
    """
    healed = heal(formula.latex) if not formula.typed else as_latex(formula.latex)
    if _BRACKETED.search(healed.text) is not None:
        healed = _with_layers(state, healed)
    healed = _with_counts(state, formula, healed)
    healed = state.layers.rewritten(formula, state.spellings.rewritten(healed))
    for step in (_with_words, _with_notations, _with_nouns):
        healed = step(state, formula, healed)
    if not formula.display and formula.after.lstrip(" ,\n")[:4] in ("othe", "else"):
        from symnn.documents.judging.wording.rest_in_prose import with_rest

        healed = with_rest(state, formula, healed)
    return healed


def _with_layers(state: State, healed: Rewriting) -> Rewriting:
    """Layers that stand in brackets behind their letters."""
    from symnn.latex.bracketed_layers import OF_LAYERS, WHOLE, with_layers_above

    text = state.source.text
    if not says(text, OF_LAYERS) or says(text, WHOLE):
        return healed
    return healed.then(with_layers_above(healed.text))


def _with_counts(state: State, formula: Formula, healed: Rewriting) -> Rewriting:
    """Entries, losses and counts whose short forms other rooms would read as names."""
    if signs.SOFTMAX_ENTRY.search(healed.text) is not None:
        from symnn.latex.function_entries import with_entries_behind

        healed = healed.then(with_entries_behind(healed.text, state.source.text))
    if formula.display and signs.UNIFORM.search(healed.text) is not None:
        from symnn.documents.judging.randomness.uniform_predictions import with_uniform_losses

        healed = healed.then(with_uniform_losses(healed.text, state.source.text))
    if says(state.source.text, signs.COUNTS_WORDS):
        from symnn.documents.judging.corpora.hooks import with_counted_words

        before = state.source.text[: formula.outer_start]
        healed = healed.then(with_counted_words(healed.text, before))
    return healed


def _with_words(state: State, formula: Formula, healed: Rewriting) -> Rewriting:
    """Remarks, labels and outputs that stand as words in the formula; numbers with units."""
    del formula
    if _NUMBERS.search(healed.text) is not None:
        from symnn.latex.siunitx import plain_numbers

        healed = healed.then(plain_numbers(healed.text))
    if r"\text{" in healed.text or r"\mbox{" in healed.text:
        from symnn.latex.remarks import with_labels, with_remarks

        healed = healed.then(with_remarks(healed.text))
        if "utput" in healed.text or "gives" in healed.text:
            from symnn.latex.outputs_in_words import with_outputs

            healed = healed.then(with_outputs(healed.text))
        healed = healed.then(with_labels(healed.text, lambda key: not state.scope.latest(key)))
    return healed


def _with_notations(state: State, formula: Formula, healed: Rewriting) -> Rewriting:
    """Gradients of programs, lengths between bars, operators with limits below."""
    del formula
    if ".grad" in healed.text or ".\\mathrm{grad" in healed.text:
        from symnn.documents.judging.notations.slopes.kept_gradients import with_kept_gradients

        healed = healed.then(with_kept_gradients(healed.text, state.source.text))
    if ("|" in healed.text or "vert" in healed.text) and says(state.source.text, signs.COSINE):
        from symnn.documents.judging.notations.arrays.bars_of_vectors import with_lengths

        healed = healed.then(with_lengths(healed.text, state.source.text))
    if _BOLD.search(healed.text) is not None:
        from symnn.latex.bold_equations import without_bold_equations

        healed = healed.then(without_bold_equations(healed.text))
    if r"\mathop" in healed.text or r"\underset" in healed.text:
        from symnn.latex.limits_below import with_limits_below

        healed = healed.then(with_limits_below(healed.text))
    return healed


def _with_nouns(state: State, formula: Formula, healed: Rewriting) -> Rewriting:
    """Ranges, units, suppositions, logarithms and moments that nouns speak of."""
    if "imum" in healed.text or "est value" in healed.text:
        from symnn.latex.ranges_in_words import with_intervals

        healed = healed.then(with_intervals(healed.text))
    if signs.NEURONS.search(healed.text) is not None:
        from symnn.latex.units_told import with_units

        healed = healed.then(with_units(healed.text))
    if formula.display and state.chances.known and signs.SUPPOSES.search(healed.text) is not None:
        from symnn.documents.judging.chances.supposed import with_colon

        healed = healed.then(with_colon(healed.text))
    if "natural" in healed.text:
        from symnn.documents.judging.wording.log_remarks import without_log_remarks

        healed = healed.then(without_log_remarks(healed.text))
    if formula.display and signs.TRIALS.search(healed.text) is not None:
        from symnn.documents.judging.chances.trials_in_words import with_trials

        before = state.source.text[: formula.outer_start]
        healed = healed.then(with_trials(healed.text, before))
    if state.scope.told & {OF_POPULATION, OF_SAMPLE}:
        from symnn.documents.judging.notations.numerals.told_variances import (
            without_variance_remarks,
        )

        healed = healed.then(without_variance_remarks(healed.text))
    if signs.MOMENT.search(healed.text) and says(state.source.text, signs.RANDOM):
        from symnn.documents.judging.randomness.worded import with_worded_moments

        known = partial(_is_list, state)
        healed = healed.then(with_worded_moments(healed.text, known))
    return healed


def _is_list(state: State, name: str) -> bool:
    known = state.scope.latest(name)
    return known is not None and isinstance(known.body, (tree.Group, tree.Matrix))
