"""Why what is refuted may not be what is said: of labels, at a distance, or of another loss."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.of_proofs import NAMED_LOSS
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.source import says
from symnn.latex import syntax as tree

DECIMAL: Final = "the comma in a number of it may be a decimal comma"
_GROUPED: Final = regex(r"\d(?:,|\{,\})\d{3}(?!\d)")
_ORDER: Final = regex(r"[<>≤≥≠]|\\(?:[lg]e?q?|[lg]eqslant|[lg]t|neq?)(?![a-zA-Z])")
#: Words for what is done to each entry by itself.
BY_ENTRIES_SAID: Final = regex(
    r"(?i)\b(?:element|entry|component|coordinate|point|term)[- ]?wise\b|\bhadamard\b"
    r"|\bschur product|\b(element|entry|component|coordinate) by \1\b"
    r"|\b(?:each|every|all) (?:of (?:the|its) )?(?:single )?(?:element|entr|component|coordinate)"
    r"|\b(?:per|by) (?:element|entry|component|coordinate)\b|\bnumpy\b|\bbroadcast"
)


def refutation_doubt(place: Place, left: tree.Node, link: tree.Link, at_values: bool) -> str | None:
    """Why a refuted relation stays undecided; None where it does not.

    Args:
        place: where it stands.
        left, link: the relation.
        at_values: whether it is false for the values of its names, and at no other point.
    """
    doubt = _labels(left, link.operand)
    doubt = doubt or held_at_distance(place.formula, place.state.source.text)
    if doubt is None and says(place.state.source.text, NAMED_LOSS):
        from symnn.documents.judging.doubts.told_losses import TOLD, is_of_own_terms

        doubt = TOLD if is_of_own_terms(place, left, link) else None
    if doubt is None and says(place.state.source.text, BY_ENTRIES_SAID):
        from symnn.documents.judging.doubts.entry_by_entry import BY_ENTRIES, holds_by_entries

        doubt = BY_ENTRIES if holds_by_entries(place, left, link) else None
    if doubt is None and _GROUPED.search(place.latex) is not None:
        from symnn.documents.judging.notations.decimal_commas import holds_with_points

        doubt = DECIMAL if holds_with_points(place, left, link) else None
    if doubt is None and at_values and _is_conditioned(place):
        from symnn.documents.judging.doubts.unmet_conditions import UNMET, is_unmet

        doubt = UNMET if is_unmet(place, left, link) else None
    return doubt


def _is_conditioned(place: Place) -> bool:
    """Whether an order stands beside words in a formula, or in the prose around it."""
    beside = (place.latex, place.formula.before, place.formula.after, place.formula.lead_in)
    return any(_ORDER.search(text) for text in beside)


def _labels(left: tree.Node, right: tree.Node) -> str | None:
    """Why a false relation may be one of labels or sequences, and no claim about numbers."""
    groups = isinstance(left, tree.Group) or isinstance(right, tree.Group)
    kinds = (tree.Derivative, tree.Differential)
    derived = (isinstance(n, kinds) for side in (left, right) for n in tree.walk(side))
    if not groups and not any(derived) and not isinstance(left, tree.Product):
        return None
    from symnn.documents.judging.doubts.letters import label_doubt

    return label_doubt(left, right)
