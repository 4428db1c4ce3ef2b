r"""Outputs that are said one after the other, and settings that are valid or not.

"output 5 for S=1 and 3 for S=2" states two values of the formula for the output. Where the text
says that a valid setting gives an integer, "W=10, F=3, S=2 is a valid setting" is a claim about
what the formula gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.pieces import Piece, pieces_of
from symnn.documents.judging.wording.word_formulas import (
    TOLD,
    Counted,
    Told,
    entry_of,
    letters,
    settings_in,
    value_with,
)
from symnn.documents.model import Entry
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.exact.expression import apply, rational
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_OUTPUT: Final = regex(
    r"(?:(?:the|an) )?outputs?(?: (?:size|length|width))?"
    r"(?: (?:is|are|of|equals|has size|has width))?"
)
_FOR: Final = regex(r"(?:,? ?(?:for|if|when|with|at))")
_AND: Final = regex(r"(?:,? ?(?:and|or|but)|,)")
_VALID: Final = regex(
    r"(?:is|are)(?P<no> not|n't)? (?:an? )?(?P<un>in)?(?:valid|possible|allowed|admissible)"
    r"(?: (?:setting|choice|combination|configuration|hyperparameter)s?)?"
)
#: What makes a setting valid.
_WHOLE: Final = regex(
    r"(?i)\b(?:in)?valid\b[^.;]{0,60}\b(?:integer|whole number)"
    r"|\b(?:integer|whole number)[^.;]{0,60}\b(?:in)?valid\b"
)


class Stated(NamedTuple):
    """A number that is said of an output, with the settings that it is said under."""

    number: Fraction
    given: dict[str, tree.Node]


def with_stated_outputs(place: Place, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a formula, or that of the outputs that it states by a formula told before.

    Args:
        place: where it stands.
        entries: what was found otherwise.
    """
    settled = any(e.verdict in ("proved", "refuted") and e.kind == "claim" for e in entries)
    told: list[Told] = place.state.counts.get(TOLD, [])
    here = [one for one in told if one.section == place.formula.headings]
    found = None
    if here and not settled:
        pieces = pieces_of(place.formula.latex)
        try:
            counted = list(_of_outputs(place, here, pieces) or _of_validity(place, here, pieces))
        except SymnnError:
            counted = []
        found = entry_of(place, counted) if counted else None
    if found is None:
        yield from entries
        return
    yield from (entry for entry in entries if entry.kind == "definition")
    yield found


def _of_outputs(place: Place, told: Sequence[Told], pieces: Sequence[Piece]) -> list[Counted]:
    """W = 7, F = 3: output 5 for S = 1 and 3 for S = 2, by the one formula for an output."""
    colons = [at for at, piece in enumerate(pieces) if piece.text == ":" and piece.kind == "sign"]
    given = settings_in(pieces[: colons[0]]) if len(colons) == 1 else {}
    found: list[Counted] = []
    for stated in stated_outputs(pieces[colons[0] + 1 :]) if given else ():
        formula = _of_output(place, told, {*given, *stated.given})
        if formula is None:
            return []
        value = value_with(place, formula, {**given, **stated.given})
        found.append(Counted(value, rational(stated.number)))
    return found


def _of_validity(place: Place, told: Sequence[Told], pieces: Sequence[Piece]) -> list[Counted]:
    """W = 10, F = 3, S = 2 is a valid setting, where these are to give an integer."""
    valid, given = is_called_valid(pieces), settings_in(pieces[:-1])
    formula = _of_output(place, told, {*given}) if given and valid is not None else None
    if formula is None or not says(place.state.source.text, _WHOLE):
        return []
    value = value_with(place, formula, given)
    whole = decide(Claim(Atomic("=", value, apply("floor", value))), seconds=2).status
    if whole is Status.UNDECIDED:
        return []
    return [Counted(rational(int(whole is Status.PROVED)), rational(int(bool(valid))))]


def _of_output(place: Place, told: Sequence[Told], given: set[str]) -> tree.Node | None:
    """The one formula for the size of an output, if these are its letters."""
    own = [one for one in told if one.noun.startswith("output ") and not one.called]
    near = [one for one in own if one.words == place.state.words]
    fits = len(near) == 1 and letters(near[0].formula) == given
    return near[0].formula if fits else None


def stated_outputs(pieces: Sequence[Piece]) -> list[Stated]:
    """The outputs that are said in a row; none if anything else is said.

    Args:
        pieces: what stands behind the colon.
    """
    parts = [piece for piece in pieces if piece.kind != "sign" or piece.text == ","]
    if len(parts) < 2 or parts[0].kind != "text" or not _OUTPUT.fullmatch(parts[0].text):
        return []
    found: list[Stated] = []
    parts = parts[1:]
    while parts:
        number = _node(parts[0]) if parts[0].kind == "math" else None
        if not isinstance(number, tree.Number) or number.value.denominator != 1:
            return []
        given: dict[str, tree.Node] = {}
        parts = parts[1:]
        if len(parts) > 1 and parts[0].kind == "text" and _FOR.fullmatch(parts[0].text):
            setting = _node(parts[1])
            if not isinstance(setting, tree.Chain) or len(setting.links) != 1:
                return []
            key, value = tree.key(setting.first), setting.links[0].operand
            if key is None or setting.links[0].relation != "=" or not _is_number(value):
                return []
            given, parts = {key: value}, parts[2:]
        found.append(Stated(number.value, given))
        if parts and not (_AND.fullmatch(parts[0].text) and len(parts) > 1):
            return []
        parts = parts[1:]
    several = len(found) > 1 and not all(one.given for one in found)
    return [] if several else found


def is_called_valid(pieces: Sequence[Piece]) -> bool | None:
    """Whether the settings before the last words are said to be valid, or not; None for neither."""
    match = _VALID.fullmatch(pieces[-1].text) if pieces and pieces[-1].kind == "text" else None
    return None if match is None else (match["no"] is None) == (match["un"] is None)


def _is_number(node: tree.Node) -> bool:
    return not any(isinstance(part, tree.Name) for part in tree.walk(node))


def _node(piece: Piece) -> tree.Node | None:
    statements = parse(piece.text.lstrip("=& ")).statements
    one = statements[0] if len(statements) == 1 else None
    return one.body if isinstance(one, tree.Statement) and not one.qualifiers else None
