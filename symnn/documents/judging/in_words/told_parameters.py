r"""Numbers of parameters where a text lists them: "parameters θ = (b, W, U)", each with its space.

The entries of all of them are counted; "without W" leaves those of W out.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.in_words.parameter_counts import compared_sizes
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.open_arrays.sizes import Shape, Size, number
from symnn.documents.judging.open_arrays.spaces import shape_of_space
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.otherwise import may_be_fewer
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_KIND: Final = r"(?:(?:free|trainable|learnable|adjustable) )?parameters"
_CLAIM: Final = regex(
    rf"(?:without (?:the )?(?:matrix |vector )?(?P<left>{PLACE}),? )?(?:there are|(?:the|this|our)"
    rf" (?:whole )?(?:network|net|model) has|(?:the )?(?:total )?number of {_KIND}(?: is| equals)?)"
    rf" (?P<n>{PLACE})(?: {_KIND})?(?: in total| altogether| in all)?"
)
_LISTS: Final = regex(
    r"\bparameters\b\s*(?:are|of the (?:network|model) are)?\s*\}?\s*\$?\s*(?:\\?[A-Za-z]+\s*=\s*)?"
    r"(?:\\left)?(?:\(|\\\{|\\lbrace)(?P<names>[^()=$]{1,200}?)(?:\\right)?(?:\)|\\\}|\\rbrace)"
)
#: Matrices of which not every entry is free.
_OF_A_KIND: Final = regex(
    r"(?i)\b(?:symmetric|orthogonal|orthonormal|unitary|stochastic|diagonal|triangular|definite"
    r"|normali[sz]ed|unit[- ]norm|constrained|sum(?:s|ming)? to (?:one|\$?1))\b"
)
_SPACE: Final = (
    r"\s*\\in\s*(?P<space>\\(?:mathbb|mathbf)\s*\{?\s*R\s*\}?\s*\^\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|[A-Za-z0-9]))"
)


def judge_told_parameters(sentence: Sentence) -> Judgement | None:
    """What is found about their number; None where they are not listed, or for another sentence."""
    match = _CLAIM.fullmatch(sentence.words)
    if match is None or _is_bare(match, sentence) or sentence.settings:
        return None
    if may_be_fewer(_before(sentence)) or _OF_A_KIND.search(_before(sentence)) is not None:
        return None
    names = _listed(sentence)
    shapes = {name: _shape(sentence, name) for name in names}
    if not names or any(shape is None for shape in shapes.values()):
        return None
    left = None if match["left"] is None else sentence.clause.part(match["left"]).latex.strip()
    if left is not None and left not in shapes:
        return None
    total = number(0)
    for name, shape in shapes.items():
        if shape is not None and name != left:
            total = total + _entries(shape)
    return compared_sizes(sentence, total, match["n"])


def _is_bare(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether it does not say that parameters are counted."""
    del match
    return "parameters" not in sentence.words


def _entries(shape: Shape) -> Size:
    return shape[0] * shape[1]


def _before(sentence: Sentence) -> str:
    text = sentence.place.state.source.text
    return text[: sentence.place.formula.outer_start]


def _listed(sentence: Sentence) -> list[str]:
    """The names in the only list of parameters; none if there is none, or more than one."""
    lists = {m["names"] for m in _LISTS.finditer(_before(sentence))}
    if len(lists) != 1:
        return []
    names = [name.strip() for name in re.split(r",(?![^{]*\})", lists.pop())]
    plain = all(re.fullmatch(r"\\?[A-Za-z]+(?:[_^](?:\w|\{[^{}]*\}))*", name) for name in names)
    return names if plain and len(set(names)) == len(names) > 1 else []


def _shape(sentence: Sentence, name: str) -> Shape | None:
    """The shape of the only space in which a name is said to live."""
    spaces = re.finditer(
        rf"(?<![A-Za-z_^\\]){re.escape(name)}(?![A-Za-z_^'])(?:\s*,\s*\\?[A-Za-z]+(?:_\w)?)*{_SPACE}",
        _before(sentence),
    )
    shapes = {_of_space(found["space"]) for found in spaces}
    return shapes.pop() if len(shapes) == 1 else None


def _of_space(latex: str) -> Shape | None:
    statements = parse(latex).statements
    bodies = [s.body for s in statements if isinstance(s, tree.Statement)]
    return shape_of_space(bodies[0]) if len(bodies) == 1 else None
