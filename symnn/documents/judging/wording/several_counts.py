r"""Numbers of things in a claim: "19 parameters and at most 7 linear regions" are two."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.noun_formulas import noun_in
from symnn.documents.judging.wording.pieces import Piece
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

#: The noun that a number behind it is of.
BEHIND: Final = regex(
    r"(?:^|.*\b)(?P<noun>(?:output|input|kernel|feature[- ]map|image) (?:size|length|width|height"
    r"|dimension)|receptive[- ]field(?: size)?|(?:total )?number of (?:[a-z]+ ){0,2}?[a-z]+s"
    r"|(?:learnable |trainable )?parameters)(?: (?:of|in|for) [^=]*)?(?: is| are| equals)?"
)
_COUNT: Final = regex(
    r"(?:there are |(?:[^=]* )?(?:has|have|contains?|needs?) |(?:per|for|in) (?:[a-z]+ ){1,3})?"
    r"(?P<how>at most |exactly |a total of )?"
)
_JOINT: Final = regex(r"(?P<noun>[a-z][a-z -]*?)(?:,? and|,)(?: (?P<how>at most|exactly))?")


def parted(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each number, cut at the words that join two of them."""
    found: list[list[Piece]] = [[]]
    for at, piece in enumerate(pieces):
        joint = _JOINT.fullmatch(piece.text.strip()) if piece.kind == "text" else None
        between = 0 < at < len(pieces) - 1 and pieces[at + 1].kind == "math"
        if joint is None or not between or pieces[at - 1].kind != "math":
            found[-1].append(piece)
            continue
        found[-1].append(Piece("text", joint["noun"]))
        found.append([Piece("text", joint["how"])] if joint["how"] else [])
    return found


def claim_in(pieces: list[Piece]) -> tuple[str, Fraction, bool] | None:
    """What is counted, the number, and whether that is only a bound."""
    at_most = False
    if len(pieces) == 3 and pieces[0].kind == "text":
        how = _COUNT.fullmatch(f"{pieces[0].text} ")
        if how is None:
            return None
        at_most = how["how"] == "at most "
        pieces = pieces[1:]
    if len(pieces) != 2 or {piece.kind for piece in pieces} != {"text", "math"}:
        return None
    if pieces[0].kind == "math":
        number, noun = number_in(pieces[0]), noun_in(pieces[1].text)
    else:
        named = BEHIND.fullmatch(pieces[0].text)
        number, noun = number_in(pieces[1]), None if named is None else named["noun"]
    return None if number is None or not noun else (head_of(noun), number, at_most)


def number_in(piece: Piece) -> Fraction | None:
    """The whole number in a place."""
    node = node_of(piece.text.lstrip("=& "))
    whole = isinstance(node, tree.Number) and node.value.denominator == 1
    return node.value if whole and isinstance(node, tree.Number) else None


def head_of(noun: str) -> str:
    """What is counted: parameters of "trainable parameters", and of "number of parameters"."""
    words = noun.removeprefix("total ").removeprefix("number of ").split()
    return words[-1] if words[-1].endswith("s") else " ".join(words)


def node_of(latex: str) -> tree.Node | None:
    """A formula as one node; None for what is none."""
    statements = parse(latex).statements
    one = statements[0] if len(statements) == 1 else None
    whole = isinstance(one, tree.Statement) and not one.qualifiers and one.lead is None
    return one.body if whole and isinstance(one, tree.Statement) else None
