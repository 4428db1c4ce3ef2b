"""Why a sentence that is false as it is read may be true as it is meant: names, and sequences."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.reach import is_taken_anew
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.phrase import Phrase
from symnn.latex.meaning.reader import Reader

_SEQUENCE: Final = regex(r"\b(?:sub)?sequences?\b|\bseries\b|\b(?:partial sums?|terms?)\b")


def doubted(place: Place, view: Reader, said: Phrase, found: Judgement) -> Judgement:
    """The refutation, unless a name in it may mean something else, or only members are meant.

    Args:
        place: where the sentence stands.
        view: the names in force, with those that were used.
        said: what the sentence says.
        found: the refutation.
    """
    if found.counterexample and _SEQUENCE.search(said.reading.lower()):
        return Judgement("undecided", reason="of a sequence, only whole numbers are meant")
    for key, version in sorted(view.track.used):
        binding = place.state.scope.lookup(key, version)
        if (key, version) in place.state.doubtful:
            return Judgement("undecided", reason=f"{key} was given with a false equation")
        ended = binding is not None and not place.state.is_in_force(binding)
        if ended or (binding is not None and binding.section != place.formula.headings):
            text = f"{key} was given in another section, and may mean something else here"
            return Judgement("undecided", reason=text)
        if binding is not None and is_taken_anew(place, binding):
            text = f"{key} may be any one here, and not that of line {binding.line}"
            return Judgement("undecided", reason=text)
        if place.state.scope.lookup(key, place.state.scope.version) is not binding:
            return replace(found, outcome="undecided", reason=f"{key} was given a new value since")
    return found
