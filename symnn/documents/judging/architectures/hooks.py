"""The entries of sentences about described networks that nothing else decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.architectures.descriptions import says_same_channels
from symnn.documents.judging.architectures.displayed import known_before
from symnn.documents.judging.architectures.labelled import may_be_labelled, with_labelled
from symnn.documents.judging.architectures.numbers import plain_text
from symnn.documents.judging.architectures.sentences import judged, may_be_judged
from symnn.documents.judging.architectures.short_forms import in_full
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.names.definitions import NOT_COUNTED
from symnn.documents.judging.open_arrays.sizes import UnreadError
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sentence_entries import sentence_entry
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.judging.wording.usual_layers import is_told
from symnn.documents.model import Entry, left_open
from symnn.documents.phrases.nets.learning import says_fewer, says_less
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import OTHER_WINDOWS

_HEADINGS: Final = regex(r"(?m)^#.*$")
#: The name of a layer in a list of such.
_IN_LIST: Final = regex(
    r"(?i)\b(?:(?:conv|pool|fc|dense|layer|block|stage|[csf])[ -]?\d"
    r"|feature maps|softmax|output|the (?:network|net|model|cnn))"
)
_NUMBERS: Final = regex(r"\b(?:parameters|weights)\b")
#: A layer as libraries write it.
_CALLED: Final = regex(r"(?i)\b(linear|dense|conv[12]d)\s*\}?\s*(?:\\left)?\(")
_DENIES: Final = regex(
    r"\b(?:not|no longer|never|wrong|false|unless|except|almost|about|roughly)\b"
)
_COLOURED: Final = regex(r"(?i)\b(?:rgb|colou?r|channel|depth|planes?|feature dim)")
_EXCLUDING: Final = regex(r"not (?:counting|including)|no bias(?:es)?|no padding")


def with_networks(place: Place, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a formula, or that of the sentence about networks that it is."""
    if may_be_labelled(place.latex):
        entries = tuple(with_labelled(place, entries))
    entries = list(_without_biases(place, entries))
    found = None
    if not any(entry.verdict in ("proved", "refuted") for entry in entries):
        try:
            found = _found(place)
        except (SymnnError, ArithmeticError, ValueError, RecursionError):
            found = None
        if found is None or found.outcome == "undecided":
            found = _declared(place) or found
    uncounted = [entry for entry in entries if entry.reason == NOT_COUNTED]
    refuted = any(entry.verdict == "refuted" for entry in entries)
    if found is None and uncounted and not refuted and (counted := _declared(place)) is not None:
        yield from (entry for entry in entries if entry not in uncounted)
        yield sentence_entry(place, counted, relation="has")
        return
    given = [entry for entry in entries if entry.kind == "definition"]
    if found is None or (given and found.outcome == "undecided"):
        yield from entries
        return
    yield from given
    yield sentence_entry(place, found, relation="has")


#: How numbers of layers are found that a claim describes itself, with the usual biases.
_USUAL: Final = ("counted by layers", "a counting rule")
_OF_FORMULAS: Final = "counted in the formulas"


def _without_biases(place: Place, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries; left open where biases are said to be left out, or entries not to be free."""
    judged_ones = [entry for entry in entries if entry.verdict is not None]
    usual = [e for e in judged_ones if e.evidence.startswith(_USUAL) and "bias" not in e.latex]
    shown = [e for e in judged_ones if e.evidence.startswith(_OF_FORMULAS)]
    if not (usual or shown) or _NUMBERS.search(place.latex) is None:
        yield from entries
        return
    before = place.state.source.text[: place.formula.outer_start]
    fewer, less = bool(usual) and says_fewer(before), bool(shown) and says_less(before)
    for entry in entries:
        is_open = (fewer and entry in usual) or (less and entry in shown)
        yield left_open(entry, "not all weights or biases are said to count") if is_open else entry


def _found(place: Place) -> Judgement | None:
    text = in_full(plain_text(place.latex).strip(" ."))
    if _DENIES.search(_EXCLUDING.sub("", text)):
        return None
    other = OTHER_WINDOWS in place.state.scope.told and not _names_kind(place)
    if other or not may_be_judged(text):
        return None
    source = place.state.source.text[: place.formula.outer_start]
    called = _CALLED.search(place.latex)
    if called is not None and is_told(source, called[1]):
        return None
    known = known_before(source)
    if _IN_LIST.search(text) is not None:
        from symnn.documents.judging.architectures.named_layers import named_layers

        whole = re.split(r"\n\s*\n", _HEADINGS.sub("\n\n", place.state.source.text[: len(source)]))
        described = "\n".join(map(plain_text, whole))
        known.layers = named_layers(described).found
    known.bare = known.bare or says_fewer(source)
    known.same_channels = says_same_channels(place.state.source.text)
    known.grey = not says(place.state.source.text, _COLOURED)
    known.given = partial(_given, place)
    found = judged(text, known)
    return found if found is None else _unless_posed(place, found)


def _unless_posed(place: Place, found: Judgement) -> Judgement:
    """What is found, unless the words around it may ask for it, or speak of others."""
    if found.outcome != "refuted":
        return found
    distance = held_at_distance(place.formula, place.state.source.text)
    if distance is not None or may_be_posed_in_words(place.formula):
        return Judgement("undecided", reason=distance or "the words around it may ask for it")
    return found


def _declared(place: Place) -> Judgement | None:
    """What is found about the number of all weights and biases that the text declares."""
    if _NUMBERS.search(place.latex) is None and "biases" not in place.latex:
        return None
    from symnn.documents.judging.architectures.declared_parameters import judge_declared

    try:
        found = judge_declared(place)
    except (SymnnError, ArithmeticError, ValueError):
        return None
    return None if found is None else _unless_posed(place, found)


def _names_kind(place: Place) -> bool:
    """Whether the sentence says itself of which kind its windows are."""
    return any(word in place.latex for word in ("dilat", "transpos", "atrous", "deconv"))


def _given(place: Place, name: str) -> tuple[int, int] | None:
    """The rows and columns of a matrix that the document gives; None for a name that it does not.

    Raises:
        UnreadError: it gives something else.
    """
    known = place.state.scope.latest(name)
    if known is None:
        return None
    if not isinstance(known.body, tree.Matrix) or known.parameters is not None:
        raise UnreadError(f"{name} may have another shape")
    return len(known.body.rows), len(known.body.rows[0])
