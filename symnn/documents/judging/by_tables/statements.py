"""The statements of a formula: what it gives, what holds for all values, and what it claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.by_tables.parsing import Side, names_of, sides_of
from symnn.documents.judging.by_tables.spelling import UnreadError
from symnn.documents.judging.by_tables.terms import Term
from symnn.documents.judging.by_tables.tokens import (
    Segment,
    Token,
    relation_of,
    segments_of,
    tokens_of,
)

_FOR: Final = regex(r"(?i)for (?:all|every|each|any)(?: values? of)?")
_TITLES: Final = regex(r"(?i)(?:for|of|over|in the order)(?: the states?)? ?\(([^()]+)\)")
_OPENS: Final = regex(
    r"(?i)(?:with|for|at|when|if|using|taking|let)"
    r"(?: (?:the|an?|uniform|flat|prior|discount|factor|of|rate|values?))*"
)
_MOST_TOKENS: Final = 1_500


class Statement(NamedTuple):
    """A chain of relations; `each` are names that it holds for all values of.

    `titles` are what the places of its list are called; `ends` is the sign behind it.
    """

    sides: tuple[Side, ...]
    each: tuple[Term, ...] = ()
    titles: tuple[str, ...] = ()
    before: str = ""


def functions_in(latex: str) -> frozenset[str]:
    """The names that a statement of a formula begins with, and that have arguments."""
    return frozenset(_functions(segments_of(tokens_of(latex))))


def _functions(segments: Sequence[Segment]) -> Iterator[str]:
    for segment in segments:
        starts = [0, *(k + 1 for k, t in enumerate(segment.tokens) if relation_of(t) is not None)]
        for start in starts:
            tokens = segment.tokens[start:]
            if not tokens or tokens[0].kind not in ("letter", "text"):
                continue
            behind = _behind_scripts(tokens[1:])
            if behind and behind[0].text in ("(", "["):
                yield tokens[0].text


def _behind_scripts(tokens: Sequence[Token]) -> Sequence[Token]:
    while len(tokens) > 1 and tokens[0].kind == "sign" and tokens[0].text in "_^":
        tokens = tokens[_script_end(tokens) + 1 :]
    return tokens


def _script_end(tokens: Sequence[Token]) -> int:
    """Where the index behind a first _ or ^ ends: at its only sign, or at the brace that closes."""
    depth = 0
    for place, token in enumerate(tokens[1:], 1):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            return place
    return len(tokens) - 1


def statements_of(latex: str, functions: frozenset[str]) -> Iterator[Statement | None]:
    """The statements of a formula in their order; None for one that is not read.

    Args:
        latex: the formula.
        functions: the names with arguments in the document so far.
    """
    tokens = tokens_of(latex)
    if len(tokens) > _MOST_TOKENS:
        yield None
        return
    waiting: list[Token] = []
    before = ""
    segments = _joined(segments_of(tokens))
    settings = max((k for k, s in enumerate(segments) if s.before == ":"), default=0)
    for number, segment in enumerate(segments):
        segment = _without_opening(segment) if number < settings else segment
        related = any(relation_of(token) is not None for token in segment.tokens)
        bound = waiting and segment.before != ","
        if bound:
            yield None
            waiting = []
        if not waiting:
            before = segment.before
        if not related:
            waiting += [*segment.tokens, _comma(segment)]
            continue
        yield _statement([*waiting, *segment.tokens], before, functions)
        waiting = []
    if waiting:
        yield None


def _without_opening(segment: Segment) -> Segment:
    """A setting without the words before it: "with the uniform prior"."""
    first = segment.tokens[0]
    opened = first.kind == "text" and _OPENS.fullmatch(first.text) and len(segment.tokens) > 1
    return segment._replace(tokens=segment.tokens[1:]) if opened else segment


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """The statements, with the further names behind "for all B"."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1].tokens if found else ()
        quantified = any(_quantifies(token) for token in last)
        names = all(token.kind in ("letter", "sign") for token in segment.tokens)
        related = any(relation_of(token) for token in segment.tokens)
        if found and not quantified and not related and _quantifies(segment.tokens[0]):
            found[-1] = Segment((*last, *segment.tokens), found[-1].before)
        elif quantified and names and not related and segment.before in (",", "and"):
            found[-1] = Segment((*last, _comma(found[-1]), *segment.tokens), found[-1].before)
        else:
            found.append(segment)
    return found


def _quantifies(token: Token) -> bool:
    words = token.kind == "text" and _FOR.fullmatch(token.text) is not None
    return words or token.text == r"\forall"


def _comma(segment: Segment) -> Token:
    end = segment.tokens[-1].end
    return Token("sign", ",", end, end + 1)


def _statement(tokens: Sequence[Token], before: str, functions: frozenset[str]) -> Statement | None:
    each: tuple[Term, ...] = ()
    titles: tuple[str, ...] = ()
    body = list(tokens)
    for at, token in enumerate(tokens):
        if _quantifies(token) and at:
            try:
                each = names_of(_without_full_stop(list(tokens[at + 1 :])), functions)
            except UnreadError:
                return None
            body = list(tokens[:at])
            break
        told = _TITLES.fullmatch(token.text) if token.kind == "text" else None
        if told is not None and at == len(tokens) - 1:
            titles = tuple(part.strip() for part in told[1].split(","))
            body = list(tokens[:at])
    try:
        sides = sides_of(_without_full_stop(body), functions)
    except (UnreadError, RecursionError, ZeroDivisionError, ValueError):
        return None
    return Statement(tuple(sides), each, titles, before)


def _without_full_stop(tokens: list[Token]) -> list[Token]:
    return tokens[:-1] if tokens and tokens[-1].text == "." else tokens
