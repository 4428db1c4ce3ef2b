r"""Inverses of matrices that the words around them make tall: X^{-1} of a design matrix X.

A law with X^{-1} holds where X is square and invertible. What has a row for each sample is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.letters import is_minus_one

NOT_SQUARE: Final = "a matrix that is inverted may not be square"
_TALL: Final = regex(
    r"(?i)\b(?:design|data|feature|input|model|predictor|regressor|observation|measurement)s?"
    r"[- ]matri|\bleast[- ]squares\b|\b(?:linear|ridge|multiple) regression\b|\bnormal equations?\b"
    r"|\bpseudo-?inverses?\b|\bfull (?:column|row)[- ]rank\b|\btall\b|\brectangular\b"
    r"|\bnon-?square\b|\boverdetermined\b|\bunderdetermined\b|\blinearly independent columns\b"
    r"|\b(?:more|fewer) (?:rows|columns|equations|samples|observations|features) than\b"
    r"|\brows?\b[^.]{0,60}\b(?:samples?|observations?|examples?|data ?points?|records?)\b"
    r"|\b(?:samples?|observations?|examples?|data ?points?)\b[^.]{0,40}\bas (?:its |the )?rows\b"
)
#: A shape that is told in words: n \times d, and 5x3.
_SHAPE: Final = (
    r"[^.!?\n]{0,60}?(?<![A-Za-z\\])([A-Za-z]|\d+)"
    r"(?:\s*\\times\s*|\s*×\s*|\$?-by-\$?|\$? by \$?|(?<=\d)\s?x\s?(?=\d))"
    r"([A-Za-z]|\d+)(?![A-Za-z\d])"
)
_SQUARE: Final = r"\b(?:square|(?<!not )invertible|(?<!not )non-?singular|orthogonal|regular)\b"
_NEAR: Final = 60


def inverts_tall(place: Place, *sides: tree.Node) -> str | None:
    """Why a law with inverses is not proved; None where no matrix in it is known to be tall.

    Args:
        place: where it stands.
        sides: the law.
    """
    names = {key for side in sides for key in _inverted(side)}
    open_ = [
        key
        for key in names
        if not place.state.declared.latest(key)
        and place.state.scope.latest(key.split()[-1]) is None
    ]
    if not open_:
        return None
    text = place.state.source.text
    tall = any(_may_be_tall(text, key.split()[-1]) for key in open_)
    return NOT_SQUARE if tall else None


def _inverted(node: tree.Node) -> Iterator[str]:
    """The names that are inverted alone, or transposed."""
    for part in tree.walk(node):
        if isinstance(part, tree.Power) and is_minus_one(part.exponent):
            key = name_key(_bare(part.base))
            if key is not None and key.split()[-1][:1].isalpha():
                yield key


def _bare(node: tree.Node) -> tree.Node:
    """Without brackets and transposes."""
    while True:
        if isinstance(node, tree.Group) and len(node.items) == 1:
            node = node.items[0]
        elif isinstance(node, tree.Transpose):
            node = node.operand
        else:
            return node


def _may_be_tall(text: str, name: str) -> bool:
    """Whether a document speaks of tall matrices, and a name may be one, which is not told square.

    >>> _may_be_tall("The design matrix $X$ has $X^TX$.", "X")
    True
    >>> _may_be_tall("In regression $X^TX$ is square; here $X$ is invertible.", "X")
    False
    """
    bare = rf"\\?{re.escape(name)}{'' if name.isupper() and len(name) == 1 else '(?![A-Za-z])'}\}}?"
    written = rf"(?<![A-Za-z\\]){bare}"
    told = re.search(rf"{written}\$?[^.$]{{0,40}}{_SQUARE}", text)
    told = told or re.search(rf"{_SQUARE}(?: matri\w+)?,? (?:[a-z]+ )?\$\\?[a-z{{]*{written}", text)
    if told:
        return False
    shapes = re.findall(rf"{written}\$?{_SHAPE}", text)
    if any(rows != columns for rows, columns in shapes):
        return True
    spoken = _TALL.search(text)
    if spoken is None:
        return False
    turned = r"\s*\^\s*\{?\s*(?:\\top|\\intercal|\\prime|'|\\?(?:mathsf|mathrm|text)?\s*\{?\s*T)"
    gram = re.search(rf"{written}{turned}\s*\}}{{0,3}}\s*(?:\\[a-z]+\s*\{{?)?{bare}", text)
    before, behind = rf"{written}[^.]{{0,{_NEAR}}}$", rf"[^.]{{0,{_NEAR}}}?{written}"
    return gram is not None or any(
        re.search(before, text[max(m.start() - 2 * _NEAR, 0) : m.start()])
        or re.match(behind, text[m.end() : m.end() + 2 * _NEAR])
        for m in _TALL.finditer(text)
    )
