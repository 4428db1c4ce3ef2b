r"""The parts of one statement, cut at its relations, before they are read.

A comma parts statements; between the names of one list, ``x, y \in A``, it does not.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from symnn.deferred import dataclass, regex
from symnn.latex.scanner import Token
from symnn.latex.symbols import WIDE

#: The kinds of tokens that a name is made of.
NAME_KINDS: Final = frozenset({"letter", "word", "text", "accent", "ellipsis"})
_LONGEST: Final = 60
#: A letter, brackets, and something between them.
_CALL: Final = 4
_ORDERS: Final = frozenset("<>≤≥")
#: Names in bars, each token by the first letter of its kind.
_SIZES: Final = regex(r"\|[alnw_{}]+\|(?:,\|[alnw_{}]+\|)*")


@dataclass(slots=True)
class Clause:
    """Words, and the tokens they govern."""

    words: Token
    tokens: list[Token] = field(default_factory=list)
    relates: bool = False


@dataclass(slots=True)
class Piece:
    """One statement's tokens, cut at its relations."""

    separator: str
    sides: list[list[Token]] = field(default_factory=lambda: [[]])
    relations: list[Token] = field(default_factory=list)
    lead: list[Token] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    connective: Token | None = None
    column: int = -1

    @property
    def empty(self) -> bool:
        """Whether nothing but words stands here yet."""
        return not (self.sides[0] or self.relations or self.clauses)

    @property
    def open(self) -> list[Token]:
        """The tokens that grow now."""
        return self.clauses[-1].tokens if self.clauses else self.sides[-1]


def lists_joined(pieces: list[Piece]) -> list[Piece]:
    r"""Make ``x, y \in A`` one statement, and ``i = 1, \ldots, n`` and ``0 < a, b < 1`` too."""
    kept: list[Piece] = []
    for number, piece in enumerate(pieces):
        if kept and _joins_left(kept[-1], piece):
            grown = kept[-1].sides[0]
            grown.append(Token(",", ",", grown[-1].end, piece.sides[0][0].start))
            grown.extend(piece.sides[0])
            piece.sides[0] = grown
            piece.separator = kept[-1].separator
            kept[-1] = piece
        elif kept and _joins_right(kept[-1], piece, pieces[number + 1 :]):
            last = kept[-1].sides[-1]
            last.append(Token(",", ",", last[-1].end, piece.sides[0][0].start))
            last.extend(piece.sides[0])
        else:
            kept.append(piece)
    return _ranges_joined(kept)


def _ranges_joined(pieces: list[Piece]) -> list[Piece]:
    """Make "0 < a, b < 1" one statement, or one condition behind words."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and _is_between(kept[-1], piece):
            last = kept[-1].sides[-1]
            last.append(Token(",", ",", last[-1].end, piece.sides[0][0].start))
            last.extend(piece.sides[0])
            kept[-1].sides += piece.sides[1:]
            kept[-1].relations += piece.relations
            kept[-1].clauses += piece.clauses
        elif kept and _ends_range(kept[-1], piece):
            tokens = kept[-1].clauses[-1].tokens
            tokens.append(Token(",", ",", tokens[-1].end, piece.sides[0][0].start))
            tokens += piece.sides[0]
            if piece.relations:
                tokens += [piece.relations[0], *piece.sides[1]]
            kept[-1].clauses += piece.clauses
        else:
            kept.append(piece)
    return kept


def _joins_left(before: Piece, piece: Piece) -> bool:
    if piece.separator != "," or not is_bare(before) or not piece.sides[0]:
        return False
    if is_bare(piece) or (_is_names(before) and _is_names(piece)):
        return True
    return (_is_sizes(before) and _is_sizes(piece)) or _are_alike_calls(before, piece)


def _are_alike_calls(before: Piece, piece: Piece) -> bool:
    """Whether two values of one function stand before an order: f(1), f(2) > 0."""
    one, other = before.sides[0], piece.sides[0]
    if len(piece.relations) != 1 or piece.relations[0].text not in _ORDERS or piece.lead:
        return False
    called = [len(s) >= _CALL and s[1].text == "(" and s[-1].text == ")" for s in (one, other)]
    same = one[:1] != [] and other[:1] != [] and one[0].kind == other[0].kind
    return all(called) and same and one[0].text == other[0].text


def _is_between(before: Piece, piece: Piece) -> bool:
    """Whether two relations stand around two names: "0 < a, b < 1" is said of both."""
    if piece.separator != "," or len(before.relations) != 1 or len(piece.relations) != 1:
        return False
    relations = {before.relations[0].text, piece.relations[0].text}
    ends = before.sides[0], piece.sides[1]
    return (
        (relations <= {"<", "≤"} or relations <= {">", "≥"})
        and all(side and side[-1].kind == "number" for side in ends)
        and _is_name(before.sides[1])
        and _is_name(piece.sides[0])
        and piece.sides[0][0].gap < WIDE
        and not (before.clauses or piece.lead or piece.connective)
    )


def _ends_range(before: Piece, piece: Piece) -> bool:
    """The "b < 1" of "for all 0 < a, b < 1", which is said of both; or the "b" of "0 < a, b"."""
    if piece.separator != "," or len(piece.relations) > 1 or not before.clauses:
        return False
    tokens = before.clauses[-1].tokens
    signs = [t for t in tokens if t.kind == "relation"]
    relations = {t.text for t in (*signs, *piece.relations)}
    if len(signs) != 1 or not (relations <= {"<", "≤"} or relations <= {">", "≥"}):
        return False
    at = tokens.index(signs[0])
    ends = tokens[:at], *piece.sides[1:]
    return (
        all(side and side[-1].kind == "number" for side in ends)
        and (piece.relations or is_bare(piece))
        and _is_name(tokens[at + 1 :])
        and _is_name(piece.sides[0])
        and piece.sides[0][0].gap < WIDE
        and not (piece.lead or piece.connective)
    )


def _is_name(side: list[Token]) -> bool:
    return bool(side) and side[0].kind in NAME_KINDS and len(side) <= _LONGEST


def _joins_right(before: Piece, piece: Piece, rest: list[Piece]) -> bool:
    if piece.separator != "," or not before.relations or not before.sides[-1] or not is_bare(piece):
        return False
    if before.clauses or not piece.sides[0]:
        return False
    after = rest[0] if rest else None
    if piece.sides[0][0].gap >= WIDE and _is_names(piece) and _are_placed(rest):
        return False  # a = 2, and further on x, y ∈ A
    if _is_formula(before) and _is_names(piece) and _are_ordered(rest):
        return False  # F = a/(b + c), a, b, c > 0
    if before.relations[-1].text == "∈" and _is_names(piece):
        # "A ∈ S, B, C, D ∈ T": a set is one thing, so that all of these names are of the next
        after = next((p for p in rest if p.separator != "," or not is_bare(p)), None)
    if after is None or after.separator != "," or not after.relations:
        return True
    set_ = before.relations[-1].text == "∈"
    apart = not set_ and bool(after.sides[0]) and after.sides[0][0].gap >= WIDE
    listed = any(t.kind == "," for t in before.sides[0]) or piece.sides[0][0].kind == "number"
    return apart and listed  # x, y = 1, 2, and z = 3 further on


def _is_formula(piece: Piece) -> bool:
    """Whether one thing is said to be equal to another, and none of them is a list."""
    tokens = [token for side in piece.sides for token in side]
    return piece.relations[-1].text == "=" and not {t.kind for t in tokens} & {",", "ellipsis"}


def _are_ordered(rest: list[Piece]) -> bool:
    """Whether the list of names that goes on here is said to be above or below something."""
    end = next((p for p in rest if p.separator != "," or not (is_bare(p) and _is_names(p))), None)
    order = end is not None and end.separator == "," and [r.text for r in end.relations]
    return (
        end is not None and bool(order) and set(order or ()) <= _ORDERS and _is_name(end.sides[0])
    )


def _are_placed(rest: list[Piece]) -> bool:
    """Whether the list of names that goes on here is said to lie somewhere."""
    end = next((p for p in rest if p.separator != "," or not (is_bare(p) and _is_names(p))), None)
    return end is not None and end.separator == "," and [r.text for r in end.relations] == ["∈"]


def _is_names(piece: Piece) -> bool:
    side = piece.sides[0]
    if piece.lead or piece.clauses or not side or side[0].kind not in NAME_KINDS:
        return False
    return not any(t.kind in {"operator", "open", "big", "function", "{ "} for t in side)


def _is_sizes(piece: Piece) -> bool:
    """Whether bars alone stand on the left: "|a|, |b| < 1" is said of both."""
    if len(piece.sides[0]) > _LONGEST or not piece.sides[0] or piece.sides[0][0].kind != "open":
        return False
    marks = "".join("|" if t.kind in {"open", "close"} else t.kind[0] for t in piece.sides[0])
    bars = {t.text for t in piece.sides[0] if t.kind in {"open", "close"}}
    return bars <= {"|", "‖"} and _SIZES.fullmatch(marks) is not None


def is_bare(piece: Piece) -> bool:
    """Whether a piece has neither a relation nor words."""
    return not (piece.relations or piece.clauses or piece.lead or piece.connective)
