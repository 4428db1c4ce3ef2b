"""Functions that a sentence names without mathematics: "h-swish is differentiable at ⟨0⟩"."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.phrases.sentences import Clause, Part, spelled
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: Words in sentences on what a network puts out.
MARKS: Final = ("output", " maps ", " sends ", " takes ", " turns ", " returns ", " predicts ")
_NAMED: Final = regex(
    r"(?:the )?(?P<name>[a-z][a-z0-9-]{2,30})(?: function| activation| loss)?"
    r" (?=(?:is|has|attains|maps|vanishes|takes|reaches|satisfies|equals|increases|decreases) )"
)


def with_named_function(clause: Clause, scope: Scope) -> Clause:
    """The clause with the name of a function of the document in a place of its own.

    >>> with_named_function(Clause("the loss is ⟨0⟩", ()), Scope()).words
    'the loss is ⟨0⟩'
    """
    if any(mark in clause.words for mark in MARKS):
        from symnn.documents.phrases.outputs import with_outputs

        clause = with_outputs(clause, scope)
    match = _NAMED.match(clause.words)
    if match is None:
        return clause
    names = [key for key in spelled(match["name"]) if key in scope.history]
    known = scope.latest(names[0]) if len(names) == 1 else None
    if known is None or known.parameters is None:
        return clause
    part = Part(names[0], tree.Name(names[0]))
    words = f"⟨{len(clause.parts)}⟩ {clause.words[match.end() :]}"
    return Clause(words, (*clause.parts, part))
