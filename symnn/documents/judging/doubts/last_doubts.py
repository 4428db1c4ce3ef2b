"""Why what is decided may not be what is said: of tall matrices, by entries, in one case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry, left_open
from symnn.documents.source import says
from symnn.latex import syntax as tree

CALLED: Final = "a number before brackets may be the name of a function here"
#: y(1), y^{(2)}(x).
_CALLED: Final = regex(
    r"[A-Za-z})]\s*(?:\\left\s*)?\(\s*-?\s*(?:[\d.]+|\\?[A-Za-z]+)\s*(?:\\right\s*)?\)"
)
#: Names of losses before brackets: MSE(, \mathrm{L1Loss}(, \text{mean squared error}(.
NAMED_LOSS: Final = regex(
    r"(?i)(?:mse|mae|bce|cce|error|entropy|hinge|huber|loss|cosh|kld|divergence|sim(?:ilarity)?)"
    r"\s*\}*\s*(?:_\{?[^{}()]{1,20}\}?)?\s*(?:\\left|\\[bB]igg?l?)?\s*\("
)
_INVERSE: Final = regex(r"\^\s*\{?\s*-\s*(?:1\s*\}|\\?[A-Za-z])")
DECIMAL: Final = "the comma in a number of it may be a decimal comma"
_GROUPED: Final = regex(r"\d(?:,|\{,\})\d{3}(?!\d)")
#: Words for what is done to each entry by itself.
BY_ENTRIES_SAID: Final = regex(
    r"(?i)\b(?:element|entry|component|coordinate|point|term)[- ]?wise\b|\bhadamard\b"
    r"|\bschur product|\b(element|entry|component|coordinate) by \1\b"
    r"|\b(?:each|every|all) (?:of (?:the|its) )?(?:single )?(?:element|entr|component|coordinate)"
    r"|\b(?:per|by) (?:element|entry|component|coordinate)\b|\bnumpy\b|\bbroadcast"
)


def unless_doubted(place: Place, clause: Clause, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries of a statement; those that may be meant otherwise are left open.

    Args:
        place: where it stands.
        clause: the statement.
        entries: one for each of its relations.
    """
    statement = clause.statement
    body = statement.body if isinstance(statement, tree.Statement) else None
    listed = tuple(entries)
    pairs = tuple(body.pairs()) if isinstance(body, tree.Chain) else ()
    if len(pairs) != len(listed):
        yield from listed
        return
    for (left, link), entry in zip(pairs, listed, strict=True):
        doubt = None
        if entry.verdict == "proved":
            doubt = _of_proof(place, left, link)
        elif entry.verdict == "refuted":
            doubt = _of_refutation(place, left, link)
        yield entry if doubt is None else left_open(entry, doubt)


def _of_proof(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    text = place.state.source.text
    doubt = None
    if _INVERSE.search(place.latex) is not None:
        from symnn.documents.judging.doubts.arrays.tall import inverts_tall

        doubt = inverts_tall(place, left, link.operand)
    if doubt is None and _CALLED.search(place.latex) is not None:
        from symnn.documents.judging.doubts.meanings.brackets import is_number_called

        doubt = CALLED if is_number_called(place, left, link.operand) else None
    if doubt is None and says(text, NAMED_LOSS):
        from symnn.documents.judging.doubts.meanings.told_losses import TOLD, is_told_otherwise

        doubt = TOLD if is_told_otherwise(place, left, link) else None
    if doubt is None and r"\{" in text and link.relation == "=":
        from symnn.documents.judging.doubts.meanings.braces import ONE_THING, is_set_of_one

        doubt = ONE_THING if is_set_of_one(place, left, link.operand) else None
    return doubt


def _of_refutation(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a false relation may be true as it is meant."""
    doubt = None
    if says(place.state.source.text, NAMED_LOSS):
        from symnn.documents.judging.doubts.meanings.told_losses import TOLD, is_of_own_terms

        doubt = TOLD if is_of_own_terms(place, left, link) else None
    if doubt is None and says(place.state.source.text, BY_ENTRIES_SAID):
        from symnn.documents.judging.doubts.arrays.entry_by_entry import (
            BY_ENTRIES,
            holds_by_entries,
        )

        doubt = BY_ENTRIES if holds_by_entries(place, left, link) else None
    if doubt is None and _GROUPED.search(place.latex) is not None:
        from symnn.documents.judging.doubts.rereading import holds_with_points

        doubt = DECIMAL if holds_with_points(place, left, link) else None
    if doubt is None:
        from symnn.documents.judging.doubts.meanings.cells import CONDITION, is_condition_in_cell
        from symnn.documents.judging.doubts.meanings.other_algebras import may_be_other_numbers
        from symnn.documents.judging.doubts.open_proofs import OTHER_ALGEBRA

        if is_condition_in_cell(place, left, link):
            doubt = CONDITION
        elif may_be_other_numbers(place, left, link.operand):
            doubt = OTHER_ALGEBRA
    return doubt
