r"""Steps of elimination: an arrow between two matrices whose rows span the same space.

Arrows may stand between any two things. Where a text speaks of rows, of elimination or of what is
found by it, one between matrices is proved to be such a step if it is one, and the one over the
arrow. It is only refuted where the steps themselves are spoken of, of exact numbers, and in no text
that works on columns as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.lines_of_matrices import Lines, rank_of
from symnn.documents.judging.in_words.sentence import judged
from symnn.documents.judging.in_words.spans import rank_is
from symnn.documents.judging.matrices.row_operations import carried_out, label_of
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array

_STEPS: Final = regex(
    r"(?i)\brow[- ](?:operation|reduc|echelon|equivalen)|\brows? \w+ operation|\beliminat|\bgauss"
    r"|\bechelon|\brref\b|\br_?\{?\d\}?\s*(?:\\(?:to|left|long|right)\w*|[-+]\s*\d*\s*r_?\{?\d)"
)
_FOUND: Final = regex(
    r"(?i)eigenvector|null ?space|\bpivot|linearly (?:in)?dependent|free variable"
    r"|systems? of (?:linear )?equations"
)
#: Where arrows between matrices are steps of a network.
_NETWORKS: Final = regex(r"(?i)relu|pooling|convol|activation|neuron|feature map")
#: Words that say which step is taken.
_TOLD: Final = regex(
    r"(?i)\b(?:add|subtract|multipl|divid|scal|replac|swap|exchang|interchang)\w*"
    r"|\b(?:single|one|just an?) (?:elementary )?(?:row )?(?:operation|step)\b|\br_?\{?\d"
)
_OTHERS: Final = regex(r"(?i)\bcolumns? (?:\w+ )?operation|transpos|\bmod(?:ulo)?\b|\\pmod|swap")
#: Rows over a finite field, or of whole numbers, span something else.
_OTHER_NUMBERS: Final = regex(
    r"(?i)\bmod(?:ulo|ular)?\b|\\[pb]?mod|\bfinite field|\bunimodular|\binteger row|\bGF ?\(?\d"
    r"|\bbinary field|\\mathbb\s*\{?(?:F|Z)\b|\bsmith normal|\bhermite normal"
)
#: Where A ~ B may say that two matrices are similar.
_SIMILAR: Final = regex(r"(?i)\bsimilar(?:ity)?\b|\bcongruen")
_DISPLAY: Final = regex(r"\$\$[^$]*\$\$|\\begin.*\\end\{\w+\*?\}")
#: So many rows are worked on.
_LEAST: Final = 2
_MOST: Final = 6


def row_step(place: Place, left: tree.Node, right: tree.Node) -> Judgement | None:
    """What is found of an arrow from a matrix to another; None where it may mean anything.

    Args:
        place: where it stands.
        left, right: the matrices.
    """
    text = place.state.source.text
    steps = says(text, _STEPS)
    if (not steps and not says(text, _FOUND)) or says(text, _OTHER_NUMBERS):
        return None
    if says(text, _SIMILAR) and r"\sim" in place.latex[left.span.end : right.span.start]:
        return None
    if not isinstance(left, (tree.Matrix, tree.Name, tree.Sum)):
        return None
    if not isinstance(right, tree.Matrix) or right.fence == "||":
        return None
    try:
        both = [_rows(place, node) for node in (left, right)]
    except SymnnError:
        return None
    first, second = both
    if not first or not second or len(first[0]) != len(second[0]):
        return None
    rank = rank_of([*first, *second])
    if not rank:
        return None
    found = judged(conjunction(tuple(rank_is(lines, rank) for lines in (first, second))))
    if found.outcome == "proved":
        return None if says(text, _NETWORKS) or _is_other_step(place, both, left, right) else found
    exact = not any(isinstance(n, tree.Number) and n.decimals for n in _parts(left, right))
    certain = steps and exact and len(first) == len(second)
    certain = certain and not says(text, _NETWORKS) and not says(text, _OTHERS)
    return found if found.outcome == "refuted" and certain else None


def _is_other_step(
    place: Place, both: Sequence[Lines], left: tree.Node, right: tree.Matrix
) -> bool:
    """Whether it is said which step is taken, and that it is this one is not known."""
    label = label_of(place.latex[left.span.end : right.span.start])
    if not label:
        words = _DISPLAY.sub(" ", place.formula.before or place.formula.lead_in)
        return _TOLD.search(words) is not None
    for done in carried_out(both[0], label):
        if len(done) == len(both[1]):
            cells = zip(chain.from_iterable(done), chain.from_iterable(both[1]), strict=True)
            if judged(conjunction(tuple(Atomic("=", a, b) for a, b in cells))).outcome == "proved":
                return False
    return True


def _parts(*nodes: tree.Node) -> list[tree.Node]:
    return [part for node in nodes for part in tree.walk(node)]


def _rows(place: Place, node: tree.Node) -> Lines:
    """The rows of a matrix of numbers; none for anything else."""
    value = place.view().read(node)
    if not isinstance(value, Array) or len(value.shape) != len("mn"):
        return []
    height, width = value.shape
    cells = [cell.expr for cell in value.cells()]
    if not (_LEAST <= height <= _MOST and _LEAST <= width <= _MOST) or free_symbols(*cells):
        return []
    return [tuple(cells[row * width : (row + 1) * width]) for row in range(height)]
