r"""Reading a formula: ``parse(latex)`` gives its statements, each with its place.

A formula is cut into statements first (``statements``), each operand is then read by recursive
descent (``expressions``). An operand that cannot be read becomes Unreadable and the rest survives.
"""

from __future__ import annotations

from typing import Final

from symnn.errors import LatexError
from symnn.latex.cursor import UnknownMacroError
from symnn.latex.expressions import read_items
from symnn.latex.pieces import Clause, Piece
from symnn.latex.scanner import Token
from symnn.latex.statements import Splitter
from symnn.latex.symbols import CONNECTIVES
from symnn.latex.syntax import (
    Chain,
    Empty,
    Formula,
    Group,
    Link,
    Logic,
    Node,
    Qualifier,
    Span,
    Statement,
    Text,
    Unreadable,
    height,
)
from symnn.latex.tidy import tidy_tokens

MAX_HEIGHT: Final = 96


def parse(latex: str, words: frozenset[str] = frozenset()) -> Formula:
    r"""The statements of a formula, as written.

    ``words`` are runs of letters that the author uses as one name, ``TP`` say. Nothing is
    evaluated. What cannot be read becomes an Unreadable that says what was met, where, and what
    to do; no error is raised.

    >>> len(parse(r"a = b, \quad c = d").statements) == 2
    True
    """
    try:
        pieces = Splitter(tidy_tokens(latex, words)).run()
    except LatexError as error:
        return Formula(latex, (_unreadable(error),))
    found: list[Statement | Unreadable] = []
    for piece in pieces:
        statement = _statement(piece)
        if piece.separator == "or" and found:
            found.append(_either(found.pop(), statement))
        else:
            found.append(statement)
    return Formula(latex, tuple(found))


def _unreadable(error: LatexError) -> Unreadable:
    macro = error.macro if isinstance(error, UnknownMacroError) else None
    return Unreadable(error.message, macro, span=Span(error.start, error.end))


def _statement(piece: Piece) -> Statement | Unreadable:
    span = _extent(piece)
    lead = _lead(piece.lead)
    if piece.empty:
        words = Text("") if lead is None else lead
        return Statement(words, separator=piece.separator, span=span)
    body = _body(piece)
    if isinstance(body, Unreadable) and lead is None and not piece.clauses:
        return Unreadable(body.message, body.macro, span=span)
    qualifiers = tuple(
        Qualifier(
            clause.words.text.strip(),
            _condition(clause),
            span=_range([clause.words, *clause.tokens]),
        )
        for clause in piece.clauses
    )
    connective = "" if piece.connective is None else piece.connective.text
    return Statement(body, lead, qualifiers, connective, piece.separator, span=span)


def _condition(clause: Clause) -> Node | None:
    if not clause.tokens:
        return None
    found = _operand(clause.tokens, clause.words.end)
    listed = isinstance(found, Group) and any(isinstance(item, Chain) for item in found.items)
    if not listed:
        return found
    from symnn.latex.ranges_of_several import with_common_ranges

    return with_common_ranges(found)


def _lead(tokens: list[Token]) -> Text | None:
    if not tokens:
        return None
    return Text(" ".join(t.text.strip() for t in tokens), span=_range(tokens))


def _extent(piece: Piece) -> Span:
    tokens = [*piece.lead, *piece.relations]
    if piece.connective is not None:
        tokens.append(piece.connective)
    for side in piece.sides:
        tokens += side[:1] + side[-1:]
    for clause in piece.clauses:
        tokens += [clause.words, *clause.tokens[-1:]]
    return _range(tokens)


def _range(tokens: list[Token]) -> Span:
    return Span(min(t.start for t in tokens), max(t.end for t in tokens))


def _body(piece: Piece) -> Node:
    """The chain of a piece; arrows of implication join whole chains."""
    before = [t.start for t in piece.relations]
    operands = [
        _operand(side, piece.relations[n - 1].end if n else (before[0] if before else 0))
        for n, side in enumerate(piece.sides)
    ]
    if len(operands) == 1:
        return operands[0]
    parts: list[Node] = []
    arrows: list[Token] = []
    first, links = operands[0], list[Link]()
    for relation, operand in zip(piece.relations, operands[1:], strict=True):
        if relation.text in CONNECTIVES:
            parts.append(_chain(first, links))
            arrows.append(relation)
            first, links = operand, []
        else:
            links.append(_link(relation, operand))
    parts.append(_chain(first, links))
    joined = [_link(arrow, part) for arrow, part in zip(arrows, parts[1:], strict=True)]
    return _chain(parts[0], joined)


def _link(relation: Token, operand: Node) -> Link:
    place = Span(relation.start, relation.end)
    end = max(relation.end, operand.span.end)
    return Link(relation.text, operand, place, span=Span(relation.start, end))


def _chain(first: Node, links: list[Link]) -> Node:
    if not links:
        return first
    return Chain(first, tuple(links), span=Span(first.span.start, links[-1].span.end))


def _operand(tokens: list[Token], place: int) -> Node:
    while tokens and tokens[-1].kind in {",", ".", ";"}:
        tokens = tokens[:-1]
    if not tokens:
        return Empty(span=Span(place, place))
    try:
        node = read_items(tokens)
    except LatexError as error:
        return _unreadable(error)
    if height(node) > MAX_HEIGHT:
        message = "This is nested too deep to be read; name a part of it."
        return Unreadable(message, span=node.span)
    return node


def _either(left: Statement | Unreadable, right: Statement | Unreadable) -> Statement | Unreadable:
    if isinstance(left, Unreadable) or isinstance(right, Unreadable):
        return left if isinstance(left, Unreadable) else right
    if isinstance(left.body, Logic) and left.body.operator == "or":
        operands = (*left.body.operands, right.body)
    else:
        operands = (left.body, right.body)
    span = Span(left.span.start, right.span.end)
    body = Logic("or", operands, span=span)
    qualifiers = (*left.qualifiers, *right.qualifiers)
    return Statement(body, left.lead, qualifiers, left.connective, left.separator, span=span)
