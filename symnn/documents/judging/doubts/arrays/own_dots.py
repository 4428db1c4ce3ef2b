r"""Products x \cdot y that the text defines otherwise: x \cdot y = -x_0 y_0 + x_1 y_1."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

OWN: Final = "the text defines a product of vectors of its own"
_LETTER: Final = r"(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*)?[a-z]\}?"
_TOLD: Final = regex(
    rf"(?<![A-Za-z\\])(?P<x>{_LETTER})\s*\\cdot\s*(?P<y>{_LETTER})\s*&?\s*:?=\s*&?\s*"
    r"(?P<body>[^$=&]{4,120})"
)
_NAMED: Final = regex(
    r"(?i)\bminkowski|\blorentz(?:ian)? (?:product|inner|metric)|\bmetric signature"
)
_BLANKS: Final = regex(r"[\s{}]|\\(?:left|right|[,;!:.])|\\(?:mathbf|boldsymbol|bm|vec)")
_WORDS: Final = regex(r"(?i)\b(?:orthogonal|orthonormal|perpendicular|unit vectors?|norm|length)\b")


def has_own_dot(state: State, entry: Entry) -> bool:
    """Whether a claim multiplies vectors where a text has a product of its own.

    Args:
        state: what is known.
        entry: the claim.
    """
    text = state.source.text
    if not (says(text, _NAMED) or _is_told(text)):
        return False
    if entry.is_sentence:
        return _WORDS.search(entry.reading) is not None
    if r"\cdot" not in entry.latex and r"\|" not in entry.latex and "langle" not in entry.latex:
        return False
    try:
        statements = parse(entry.latex).statements
    except SymnnError:
        return False
    nodes = [n for s in statements if isinstance(s, tree.Statement) for n in tree.walk(s.body)]
    return any(_is_array(state, node) for node in nodes)


@lru_cache(maxsize=8)
def _is_told(text: str) -> bool:
    return any(not _is_usual(told) for told in _TOLD.finditer(text))


def _is_usual(told: re.Match[str]) -> bool:
    """Whether it is the sum of the products of entries, or no formula in entries at all."""
    x, y, body = (_BLANKS.sub("", told[name]) for name in ("x", "y", "body"))
    if x == y or f"{x}_" not in body or f"{y}_" not in body or r"\sum" in body:
        return True
    terms = re.split(r"\+", re.split(r"[,;.]", body)[0])
    plain = re.compile(rf"{x}_(\w)(?:\\cdot)?{y}_\1|\\[lc]?dots")
    return all(plain.fullmatch(term) is not None for term in terms)


def _is_array(state: State, node: tree.Node) -> bool:
    if isinstance(node, tree.Name):
        known = state.scope.latest(tree.key(node) or "")
        node = node if known is None or known.parameters is not None else known.body
    several = isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) > 1
    return several or isinstance(node, tree.Matrix)
