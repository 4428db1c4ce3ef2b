"""Sentences about all matrices, put to the test on small ones: "… for all A".

What is said of every matrix is false if it fails for one. Nothing is proved this way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Claim
from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.phrases.matrices import MATRICES
from symnn.errors import SymnnError
from symnn.exact.expression import rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar

_EVERY: Final = regex(r"\b(?:all|every|any|each)\b")
_ROWS: Final = (
    ((2,),), ((-1,),), ((0, 1), (1, 0)), ((1, 1), (0, 1)), ((2, 1), (1, 2)), ((1, 2), (3, 4)),
    ((0, -1), (1, 0)), ((1, 0), (0, -2)), ((1, 1), (1, 1)), ((0, 1), (0, 0)), ((1, 2),),
    ((1,), (2,)), ((1, 0, 1), (0, 1, 0)),
)  # fmt: skip
_KINDS: Final = {
    "symmetric": "symmetric", "invertible": "invertible", "nonsingular": "invertible",
    "orthogonal": "orthogonal", "diagonal": "diagonal", "triangular": "triangular",
}  # fmt: skip
_SQUARE: Final = frozenset({*_KINDS, "square"})
#: Words beside "matrix" that change nothing for the matrices above.
_HARMLESS: Final = frozenset(
    {"for", "all", "every", "any", "each", "real", "matrix", "matrices", "square", "choice", "of"}
)


def matrix_of_all(conditions: Sequence[Condition]) -> tuple[str, tuple[str, ...]] | None:
    """The name that stands for every matrix, and the kinds that are said of it."""
    if len(conditions) != 1:
        return None
    (condition,) = conditions
    body, words = condition.body, condition.words.lower().split()
    if not isinstance(body, tree.Name) or not body.base[:1].isupper() or body.subscript:
        return None
    if not _EVERY.search(condition.words.lower()) or body.font == "bb":
        return None
    if any(word not in _HARMLESS and word not in _KINDS for word in words):
        return None
    key = tree.key(body)
    return None if key is None else (key, tuple(w for w in words if w in _SQUARE))


def every_matrix(
    place: Place, conditions: Sequence[Condition]
) -> tuple[str, Iterator[Array]] | None:
    """The name that stands for every matrix of some kinds, and small ones of these kinds."""
    found = matrix_of_all(conditions)
    name = conditions[0].body if found is not None else None
    if found is None or not isinstance(name, tree.Name):
        return None
    from symnn.documents.judging.open_arrays.examples import of_declared

    return found[0], of_declared(place, name, candidates(found[1]))


def candidates(kinds: Sequence[str]) -> Iterator[Array]:
    """Small matrices of these kinds."""
    for rows in _ROWS:
        array = Array(tuple(tuple(Scalar(rational(e)) for e in row) for row in rows))
        if kinds and len(rows) != len(rows[0]):
            continue
        if all(_is(array, _KINDS[kind]) for kind in kinds if kind in _KINDS):
            yield array


def _is(array: Array, kind: str) -> bool:
    try:
        return decide(Claim(MATRICES[kind](array))).proved
    except SymnnError:
        return False
