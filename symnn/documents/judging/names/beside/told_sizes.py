r"""Sizes that a description in words gives: `\text{a decoder with } L=12 \text{ layers}`.

A formula that names a network and no verb claims nothing; the numbers in it are definitions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.phrases.grammar import has_verb
from symnn.documents.phrases.sentences import Clause, from_formula, gives_value, is_hedged
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: What has sizes.
_THING: Final = regex(
    r"\b(?:(?:de|en|auto-?en)coders?|transformers?|networks?|nets?|mlps?|perceptrons?|layers?"
    r"|models?|lstms?|grus?|rnns?|convolutions?|conv|classifiers?|images?|vocabulary|heads|units"
    r"|neurons|inputs|outputs|channels|filters|kernels?|classes|tokens|positions|stride|padding"
    r"|batch|batches|examples|samples|features|parameters|embeddings?|pooling|blocks?)\b"
)
#: Words with which the numbers beside them are of one case only.
_CASE: Final = regex(
    r"\b(?:for|at|when|where|all|every|any|each|some|both|not|no|than|least|most|between|say"
    r"|example|instance|case)\b"
)


def told_sizes(
    latex: str, statements: list[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements, with the numbers that a description gives as statements of their own."""
    clause = from_formula(latex)
    if clause is None or not _describes(clause):
        return statements
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        given = _given(statement, scope)
        found += given or [statement]
    return found


def _describes(clause: Clause) -> bool:
    words = clause.words
    spoken = has_verb(clause) or is_hedged(words) or "?" in words or _CASE.search(words)
    return not spoken and _THING.search(words) is not None


def _given(statement: tree.Statement | tree.Unreadable, scope: Scope) -> list[tree.Statement]:
    """New names with their numbers; none if anything else stands among the words."""
    if not isinstance(statement, tree.Statement):
        return []
    if statement.lead is None and not statement.qualifiers:
        return []
    chains = list(_chains(statement))
    new = all(gives_value(c) and scope.latest(tree.key(c.first) or "") is None for c in chains)
    if not chains or not new:
        return []
    return [tree.Statement(c, separator=",", span=c.span) for c in chains]


def _chains(statement: tree.Statement) -> Iterator[tree.Chain]:
    for body in (statement.body, *(q.body for q in statement.qualifiers)):
        if isinstance(body, tree.Chain):
            yield body
