r"""Results that a document has rounded: behind h = \sigma(0.75) \approx 0.68, a 0.68 is no data.

A later 0.9 \cdot 0.68 = 0.611 was worked out with more digits than are shown.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader

#: With fewer digits in all, a decimal stands for itself too often.
_DIGITS: Final = 2
#: So many has a whole number that one calculates with instead of a longer one.
_WHOLE_DIGITS: Final = 3
_LITERAL: Final = (tree.Number, tree.Neg, tree.Group, tree.Matrix, tree.Transpose)
_CONSTANTS: Final = (tree.Root, tree.Apply, tree.Name)
_COMPUTES: Final = regex(
    r"\b(comput\w*|calculat\w*|estimat\w*|approximat\w*|roughly|about|around|obtain\w*|rounded)\b"
)
_ABOUT: Final = regex(r"\b(approximately|approx\.?|roughly|about|around|nearly|almost)$")
#: A statistic of a list, and its value in the words that go on.
_FROM_DATA: Final = regex(
    r"\b(?:sd|standard deviation|se|standard error|mean|average|variance)\b[^.;\n]{0,12}"
    r" of (?:the|this|our) (?:list|sample|data|values|observations|measurements)\s(?:which )?"
    r"(?:is|was|are)\s+-?(\d{1,6})\.(\d{1,6})\b"
)
_BEFORE: Final = 600


def note_rounded(place: Place, left: tree.Node, link: tree.Link, entry: Entry) -> None:
    """Keep the numbers behind a relation in mind, unless it was proved without rounding.

    If it was not proved, the left side must be arithmetic with numbers, which was worked out.

    Args:
        place: where it stands.
        left, link: the relation.
        entry: what was found about it.
    """
    constant = isinstance(link.operand, tree.Number) and isinstance(left, _CONSTANTS)
    if constant and entry.verdict != "refuted":
        from symnn.documents.judging.doubts.decimals.taken_values import note_taken

        note_taken(place, left, link)
    if entry.rounding == "carried":
        for part in tree.walk(link.operand):
            if not isinstance(part, tree.Number):
                continue
            if _digits(part) >= (_DIGITS if part.decimals else _WHOLE_DIGITS):
                _keep(place, part)
    elif entry.rounding == "rounded" or (entry.verdict != "proved" and _is_worked(left)):
        _note(place, link.operand)


def _is_worked(node: tree.Node) -> bool:
    parts = list(tree.walk(node))
    kinds = (tree.Product, tree.Quotient, tree.Power, tree.Apply)
    bare = not any(isinstance(part, tree.Name) for part in parts)
    return bare and any(isinstance(part, kinds) for part in parts)


def note_reports(place: Place, chain: tree.Chain) -> None:
    """The same for what stands behind ≈, and in a sentence that speaks of computing."""
    said = bool(_COMPUTES.search(place.formula.before[-80:].lower()))
    for link in chain.links:
        if said or RELATIONS.get(link.relation) == "≈":
            _note(place, link.operand)


def note_number(place: Place, node: tree.Node) -> None:
    """The same for a number by itself: "approximately $1.45$ MB"."""
    if _ABOUT.search(place.formula.before.lower().rstrip()):
        number = node.factors[0] if isinstance(node, tree.Product) else node
        _note(place, number)


def _note(place: Place, node: tree.Node) -> None:
    parts = list(tree.walk(node))
    if not all(isinstance(part, _LITERAL) for part in parts):
        return
    for part in parts:
        if isinstance(part, tree.Number) and part.decimals and _digits(part) >= _DIGITS:
            _keep(place, part)


def _keep(place: Place, number: tree.Number) -> None:
    size = fmpq(number.value.numerator, number.value.denominator)
    place.state.rounded.add((abs(size), number.decimals or 0))


def _digits(number: tree.Number) -> int:
    return len("".join(filter(str.isdigit, number.text)).lstrip("0"))


def worked_from_data(place: Place) -> frozenset[tuple[fmpq, int]]:
    """The 2.6 of "the SD of the list is 2.6": what was worked out from data, and rounded."""
    begin = place.formula.outer_start
    found = _FROM_DATA.findall(place.state.source.text[max(begin - _BEFORE, 0) : begin].lower())
    return frozenset((fmpq(int(a + b), 10 ** len(b)), len(b)) for a, b in found)


def counts_newer(place: Place, view: Reader) -> bool:
    """Whether values that were given behind a formula count, and not those that a view sees."""
    if place.seen is not None or not place.state.scope.moved(view.track):
        return False
    from symnn.documents.judging.names.beside.given_beside import are_given_beside

    return are_given_beside(place.state.scope, view.track)
